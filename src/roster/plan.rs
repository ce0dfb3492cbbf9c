//! What an import would do, person by person, before anything is changed.

use std::collections::{BTreeMap, HashSet};

use crate::answers::{Answer, Answers, Edit, Group};
use crate::form::Field;

use super::giving_way::{giving_way, stays};
use super::matching::{Index, Match, mark};
use super::{Part, Person, Target, person_of, row_of};

/// What an import of some people into a place would do. It holds for the answers that it was made
/// from and for no others.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub target: Target,
    /// For each person of the roster, in its order.
    pub lines: Vec<Line>,
    /// How many people stand there already.
    pub there: usize,
}

/// What is known of one person of the roster.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// The roster says nothing of them that the place takes.
    pub is_blank: bool,
    /// The same person stands further up in the roster: the place there, from 0.
    pub twice: Option<usize>,
    /// Somebody of the same name and unit, but reached otherwise, stands further up in the roster:
    /// the place there, from 0.
    pub namesake: Option<usize>,
    pub there: Option<There>,
}

/// Somebody who stands there already.
#[derive(Debug, Clone, PartialEq)]
pub struct There {
    /// The row, from 0.
    pub at: usize,
    /// Their name as it stands there.
    pub name: String,
    pub how: How,
    /// Where the two say different things, column by column; what the roster does not say is none,
    /// unless the person gives way to another.
    pub differences: Vec<Difference>,
    /// In a place for one person, what changes if they are somebody else and give way to them.
    instead: Option<Vec<Difference>>,
    /// By their labels, the filled columns that stay when who stands there gives way: they are of
    /// the place, as 主要承担工作.
    pub stays: Vec<String>,
}

impl There {
    /// Whether who stands there gives way as a whole.
    pub fn gives_way(&self, decision: &Decision) -> bool {
        let is_other = self.instead.is_some() && decision.is_same == Some(false);
        self.how == How::GivesWay || is_other
    }

    /// What is to be replaced or kept, as it was decided who it is.
    pub fn to_replace(&self, decision: &Decision) -> &[Difference] {
        match &self.instead {
            Some(instead) if self.gives_way(decision) => instead,
            _ => &self.differences,
        }
    }

    /// By their labels, the columns that somebody who gives way loses, and the roster says nothing
    /// of.
    pub fn taken_away(&self, decision: &Decision) -> Vec<&str> {
        if !self.gives_way(decision) {
            return Vec::new();
        }
        let all = self.to_replace(decision).iter();
        let lost = all.filter(|it| it.roster.is_empty() && decision.replaces(it));
        lost.map(|it| it.label.as_str()).collect()
    }
}

/// Who it is that stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// This person, unless somebody says otherwise.
    Same,
    /// Somebody of this name, where a mobile number or an e-mail address is another: somebody
    /// decides.
    Namesake,
    /// Somebody of another name with this mobile number or e-mail address: somebody decides.
    Perhaps,
    /// Another, whose only place it is: they give way as a whole.
    GivesWay,
}

/// One column in which what stands there and the roster differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The id of the column.
    pub column: String,
    pub label: String,
    /// As a person reads them; empty for none.
    pub there: String,
    pub roster: String,
    /// What would stand there instead; none for nothing.
    value: Option<Answer>,
    /// Whether it is replaced where nobody decides: what is empty is filled in.
    pub replaces: bool,
}

/// What somebody decided of one person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decision {
    /// Whether who stands there is this person, where somebody said so.
    pub is_same: Option<bool>,
    /// By column, whether what stands there is replaced.
    pub replaces: BTreeMap<String, bool>,
}

impl Decision {
    /// Whether a difference ends with what the roster says.
    pub fn replaces(&self, difference: &Difference) -> bool {
        let decided = self.replaces.get(&difference.column);
        *decided.unwrap_or(&difference.replaces)
    }
}

/// What comes of one person who is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// They are put in as somebody new.
    Added,
    /// Something of who stands there is replaced or filled in.
    Changed,
    /// They stand there with the same content, or with what somebody decided to keep.
    Kept,
    /// Somebody is to decide first whether they stand there.
    Undecided,
    /// The roster says nothing of them that the place takes.
    Nothing,
}

impl Plan {
    /// Compares the people of a roster with those who stand there and with each other.
    pub fn new(target: Target, answers: &Answers, people: &[Person]) -> Self {
        let there = target.people(answers);
        let index = Index::of(there.iter().map(|(_, person)| person));
        // Two stand in it for each person of the roster.
        let mut roster = Index::default();
        let mut lines = Vec::with_capacity(people.len());
        for person in people {
            let row = match row_of(&target.table, person) {
                Answer::Group(row) => row,
                _ => Group::default(),
            };
            // How they are reached is known also where a row holds only a part of it.
            let stands = reached_as(person, person_of(&target.table, &row));
            // By all that the roster says, and by what of it a row holds.
            let surest = |index: &Index| {
                let found = [index.find(person), index.find(&stands)];
                let sure = found.iter().flatten().find(|(_, how)| *how == Match::Sure);
                sure.or(found.iter().flatten().next()).copied()
            };
            let above = surest(&roster).map(|(at, how)| (at / 2, how));
            let is_twice = above.is_some_and(|(_, how)| how == Match::Sure);
            let above = above.map(|(at, _)| at).filter(|at| {
                let is_named_so = |one: &Person| mark(&one.name) == mark(&person.name);
                is_twice || people.get(*at).is_some_and(is_named_so)
            });
            roster.add(person);
            roster.add(&stands);
            let known = surest(&index).and_then(|(at, how)| {
                let one = there.get(at)?;
                let how = match how {
                    Match::Sure => How::Same,
                    Match::Likely if mark(&one.1.name) == mark(&person.name) => How::Namesake,
                    Match::Likely => How::Perhaps,
                };
                Some((one, how))
            });
            let known = match known {
                None | Some((_, How::Perhaps)) if target.is_single => {
                    there.first().map(|one| (one, How::GivesWay))
                }
                known => known,
            };
            let is_blank = row.0.is_empty();
            let there = known.filter(|_| !is_blank);
            let above = above.filter(|_| !is_blank);
            lines.push(Line {
                is_blank,
                twice: above.filter(|_| is_twice),
                namesake: above.filter(|_| !is_twice),
                there: there.map(|((at, stands), how)| {
                    let standing = target.row(answers, *at);
                    let gives_way = || replaced(&target.table, &standing, &row);
                    There {
                        at: *at,
                        name: stands.name.clone(),
                        how,
                        differences: match how {
                            How::GivesWay => gives_way(),
                            _ => differences(&target.table, &standing, &row),
                        },
                        instead: (target.is_single && how != How::GivesWay).then(gives_way),
                        stays: match target.is_single {
                            true => stays(&target.table, &standing, &row).map(label).collect(),
                            false => Vec::new(),
                        },
                    }
                }),
            });
        }
        Self {
            target,
            lines,
            there: there.len(),
        }
    }

    /// Who is taken where nobody decides: all of whom the roster says something new, and of somebody
    /// who is in it twice the first. For the place of one person nobody is, unless the roster has no
    /// other.
    pub fn proposed(&self) -> Vec<bool> {
        let usual = Decision::default();
        let is_only = self.lines.iter().filter(|line| !line.is_blank).count() == 1;
        let takes = |line: &Line| {
            let says_new = matches!(
                line.outcome(&usual),
                Outcome::Added | Outcome::Changed | Outcome::Undecided
            );
            line.twice.is_none() && says_new && (is_only || !self.target.is_single)
        };
        self.lines.iter().map(takes).collect()
    }

    /// The changes that take in those people for whom `taken` gives a decision, one for each: blank
    /// rows are used up first, new rows go to the end. Who is still undecided is left out.
    pub fn edits<'a>(
        &self,
        answers: &Answers,
        people: &[Person],
        taken: impl Fn(usize) -> Option<&'a Decision>,
    ) -> Vec<Edit> {
        let rows = answers.list(&self.target.path);
        let mut blank = (0..rows.len()).filter(|row| rows[*row].is_blank());
        let mut end = rows.len();
        let mut edits = Vec::new();
        let mut changed = HashSet::new();
        for (at, (line, person)) in self.lines.iter().zip(people).enumerate() {
            let Some(decision) = taken(at) else { continue };
            match (line.outcome(decision), &line.there) {
                (Outcome::Changed, Some(there)) => {
                    // Of two who are one, the first decides.
                    let cells = there.to_replace(decision).iter();
                    let cells = cells.filter(|it| decision.replaces(it));
                    let cells = cells.map(|it| (self.target.cell(there.at, &it.column), it));
                    let cells = cells.filter(|(path, _)| changed.insert(path.clone()));
                    let sets = cells.map(|(path, it)| Edit::Set {
                        path,
                        value: it.value.clone(),
                    });
                    edits.push(Edit::Many(sets.collect()));
                }
                (Outcome::Added, _) if self.target.is_single => {
                    let Answer::Group(row) = row_of(&self.target.table, person) else {
                        continue;
                    };
                    let sets = row.0.into_iter().map(|(column, value)| Edit::Set {
                        path: self.target.cell(0, &column),
                        value: Some(value),
                    });
                    edits.push(Edit::Many(sets.collect()));
                }
                (Outcome::Added, _) => {
                    let row = row_of(&self.target.table, person);
                    edits.push(match blank.next() {
                        Some(at) => Edit::Set {
                            path: format!("{}[{at}]", self.target.path),
                            value: Some(row),
                        },
                        None => {
                            end += 1;
                            Edit::InsertRow {
                                table: self.target.path.clone(),
                                at: end - 1,
                                row,
                            }
                        }
                    });
                }
                _ => {}
            }
        }
        edits
    }
}

impl Line {
    /// What comes of the person if they are taken.
    pub fn outcome(&self, decision: &Decision) -> Outcome {
        if self.is_blank {
            return Outcome::Nothing;
        }
        let Some(there) = &self.there else {
            return Outcome::Added;
        };
        match (there.how, decision.is_same) {
            (How::Perhaps | How::Namesake, None) => return Outcome::Undecided,
            (_, Some(false)) if there.instead.is_none() && there.how != How::GivesWay => {
                return Outcome::Added;
            }
            _ => {}
        }
        let mut differences = there.to_replace(decision).iter();
        if differences.any(|it| decision.replaces(it)) {
            Outcome::Changed
        } else {
            Outcome::Kept
        }
    }

    /// Whether they stand there and the roster says nothing else of them.
    pub fn is_there_as_is(&self) -> bool {
        let there = self.there.as_ref();
        there.is_some_and(|there| there.how == How::Same && there.differences.is_empty())
    }
}

/// A person with what of how they are reached a row does not hold.
fn reached_as(person: &Person, mut stands: Person) -> Person {
    for (held, said) in [
        (&mut stands.mobile, &person.mobile),
        (&mut stands.email, &person.email),
        (&mut stands.office_phone, &person.office_phone),
    ] {
        if held.is_empty() {
            held.clone_from(said);
        }
    }
    stands
}

/// Where a row of the roster says otherwise than what stands there of the same person.
fn differences(table: &Field, there: &Group, row: &Group) -> Vec<Difference> {
    let columns = table.columns().iter();
    let read = columns.filter(|column| Part::of_column(&column.id).is_some());
    let said = read.filter_map(|column| {
        let value = row.child(&column.id)?;
        Some(difference(column, there, Some(value.clone())))
    });
    said.filter(|it| !it.roster.is_empty() && mark(&it.there) != mark(&it.roster))
        .collect()
}

/// What changes where another of the roster takes the place of who stands there.
fn replaced(table: &Field, there: &Group, row: &Group) -> Vec<Difference> {
    let cells = giving_way(table, there, row).into_iter();
    let all = cells.map(|(column, value)| Difference {
        replaces: true,
        ..difference(column, there, value)
    });
    all.filter(|it| mark(&it.there) != mark(&it.roster) || it.roster.is_empty())
        .collect()
}

fn difference(column: &Field, there: &Group, value: Option<Answer>) -> Difference {
    let there = there.child(&column.id).map(words).unwrap_or_default();
    Difference {
        column: column.id.clone(),
        label: label(column),
        replaces: there.is_empty(),
        roster: value.as_ref().map(words).unwrap_or_default(),
        there,
        value,
    }
}

/// An answer as a person reads it; a file by its name.
fn words(answer: &Answer) -> String {
    match answer {
        Answer::List(entries) => {
            let entries = entries.iter().map(|entry| entry.text().into_owned());
            entries.collect::<Vec<_>>().join("、")
        }
        Answer::Group(group) => match group.child("file") {
            Some(file) => file.text().into_owned(),
            None => answer.plain().into_owned(),
        },
        other => other.plain().trim().to_owned(),
    }
}

/// The label of a column without the blanks that spread it out on the form.
fn label(column: &Field) -> String {
    column.label.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{self, FormDef};

    /// Name, mobile number, e-mail address, unit with position.
    fn person([name, mobile, email, affiliation]: [&str; 4]) -> Person {
        Person {
            name: name.into(),
            mobile: mobile.into(),
            email: email.into(),
            affiliation: affiliation.into(),
            ..Person::default()
        }
    }

    fn target(form: &FormDef, path: &str) -> Target {
        let mut all = Target::all(form).into_iter();
        all.find(|target| target.path == path).unwrap()
    }

    /// An application whose members say these cells: row, column, text.
    fn answers(form: &FormDef, cells: &[(usize, &str, &str)]) -> Answers {
        let mut answers = Answers::new(form.id.as_str());
        let rows = cells.iter().map(|(row, _, _)| row + 1).max().unwrap_or(0);
        for at in 0..rows {
            answers.apply(Edit::InsertRow {
                table: "members".into(),
                at,
                row: Answer::Group(Group::default()),
            });
        }
        for (row, column, text) in cells {
            answers.apply(Edit::text(format!("members[{row}].{column}"), *text));
        }
        answers
    }

    #[test]
    fn each_person_is_new_there_different_doubtful_or_twice() {
        let form = form::find("registration-2022").unwrap();
        let there = answers(
            &form,
            &[
                (0, "name", "张三"),
                (0, "mobile", "13800000001"),
                (0, "affiliation", "甲大学教授"),
                (2, "name", "李四"),
                (2, "email", "li@b.cn"),
            ],
        );
        let people = [
            person(["张 三", "138-0000-0001", "", "甲大学 教授"]),
            person(["张三", "13800000001", "z@a.cn", "甲大学院长"]),
            person(["李 四", "", "LI@b.cn", ""]),
            person(["王五", "13800000001", "", "乙所"]),
            person(["赵六", "13800000006", "", "丙厂"]),
            person(["赵六", "13800000006", "", ""]),
            person(["", "", "", ""]),
            person(["张三", "13900000000", "", "甲大学教授"]),
            person(["赵六", "13900000006", "", "丙厂"]),
        ];
        let plan = Plan::new(target(&form, "members"), &there, &people);
        assert_eq!(plan.there, 2);
        let usual = Decision::default();
        let found: Vec<_> = plan
            .lines
            .iter()
            .map(|line| {
                let there = line.there.as_ref().map(|there| (there.at, there.how));
                (line.outcome(&usual), there, line.twice)
            })
            .collect();
        assert_eq!(
            found,
            [
                (Outcome::Kept, Some((0, How::Same)), None),
                (Outcome::Changed, Some((0, How::Same)), Some(0)),
                (Outcome::Kept, Some((2, How::Same)), None),
                (Outcome::Undecided, Some((0, How::Perhaps)), None),
                (Outcome::Added, None, None),
                (Outcome::Added, None, Some(4)),
                (Outcome::Nothing, None, None),
                (Outcome::Undecided, Some((0, How::Namesake)), None),
                (Outcome::Added, None, None),
            ]
        );
        assert_eq!(
            plan.proposed(),
            [false, false, false, true, true, false, false, true, true]
        );
        let is_another = Decision {
            is_same: Some(false),
            ..Decision::default()
        };
        let namesakes: Vec<_> = plan.lines.iter().map(|line| line.namesake).collect();
        let none = None;
        assert_eq!(
            namesakes,
            [none, none, none, none, none, none, none, Some(0), Some(4)]
        );
        for at in [0, 1, 7] {
            assert_eq!(plan.lines[at].outcome(&is_another), Outcome::Added);
        }
        let second = plan.lines[1].there.as_ref().unwrap();
        let differences: Vec<_> = second
            .differences
            .iter()
            .map(|it| (&*it.label, &*it.there, &*it.roster, it.replaces))
            .collect();
        assert_eq!(
            differences,
            [
                ("电子邮箱", "", "z@a.cn", true),
                ("工作单位及职务", "甲大学教授", "甲大学院长", false),
            ]
        );
    }

    #[test]
    fn what_was_decided_is_done_in_one_step_and_comes_back_in_one() {
        let form = form::find("registration-2022").unwrap();
        let mut answers = answers(
            &form,
            &[
                (0, "name", "张三"),
                (0, "mobile", "13800000001"),
                (1, "name", " "),
            ],
        );
        let before = answers.clone();
        let people = [
            person(["张三", "13800000001", "z@a.cn", "甲大学"]),
            person(["王五", "13800000001", "", "乙所"]),
            person(["赵六", "13800000006", "", "丙厂"]),
            person(["钱七", "13800000007", "", "丁院"]),
        ];
        let plan = Plan::new(target(&form, "members"), &answers, &people);
        let keeps_unit = Decision {
            is_same: None,
            replaces: [("affiliation".to_owned(), false)].into(),
        };
        let is_another = Decision {
            is_same: Some(false),
            ..Decision::default()
        };
        let usual = Decision::default();
        let decisions = [Some(&keeps_unit), Some(&is_another), Some(&usual), None];
        let edits = plan.edits(&answers, &people, |at| decisions[at]);
        let back = answers.apply(Edit::Many(edits));
        for (path, text) in [
            ("members[0].email", "z@a.cn"),
            ("members[0].affiliation", ""),
            ("members[1].name", "王五"),
            ("members[2].name", "赵六"),
        ] {
            assert_eq!(answers.text(path), text, "{path}");
        }
        assert_eq!(answers.list("members").len(), 3);
        answers.apply(back);
        assert_eq!(answers, before);
        let undecided = plan.edits(&answers, &people, |at| (at == 1).then_some(&usual));
        assert_eq!(undecided, []);
    }

    #[test]
    fn the_place_of_one_person_is_filled_mended_or_given_to_another() {
        let form = form::find("registration-2022").unwrap();
        let zhang = person(["张三", "13800000001", "", "甲大学教授"]);
        let li = person(["李四", "13800000002", "", ""]);
        let target = target(&form, "chief");
        let mut answers = Answers::new(form.id.as_str());
        let take = |answers: &mut Answers, people: &[Person], at: usize| {
            let plan = Plan::new(target.clone(), answers, people);
            let usual = Decision::default();
            let edits = plan.edits(answers, people, |one| (one == at).then_some(&usual));
            answers.apply(Edit::Many(edits));
        };
        let both = [zhang.clone(), li.clone()];
        let plan = Plan::new(target.clone(), &answers, &both);
        assert_eq!(plan.proposed(), [false, false]);
        let plan = Plan::new(target.clone(), &answers, &both[..1]);
        assert_eq!(plan.proposed(), [true]);

        take(&mut answers, &both, 0);
        answers.apply(Edit::text("chief.address", "北京"));
        answers.apply(Edit::text("chief.duty", "牵头"));
        let photo = Group(vec![("file".into(), "a.jpg".into())]);
        answers.apply(Edit::Set {
            path: "chief.photo".into(),
            value: Some(Answer::Group(photo)),
        });
        let more = person(["张三", "13800000001", "z@a.cn", "甲大学院长"]);
        take(&mut answers, &[more], 0);
        let says = |answers: &Answers| {
            ["name", "mobile", "email", "affiliation", "address"]
                .map(|id| answers.text(&format!("chief.{id}")).into_owned())
        };
        let mended = ["张三", "13800000001", "z@a.cn", "甲大学教授", "北京"];
        assert_eq!(says(&answers), mended);
        // Nothing of the one stays with the other, but for what they do in the team.
        let usual = Decision::default();
        let plan = Plan::new(target.clone(), &answers, &both);
        let there = plan.lines[1].there.as_ref().unwrap();
        assert_eq!(
            there.taken_away(&usual),
            ["电子邮箱", "工作单位及职务", "通讯地址", "照片"]
        );
        assert_eq!(there.stays, ["主要承担工作"]);
        // One of the same name and unit with another number is either: somebody says which.
        let namesake = person(["张三", "13900000000", "", "甲大学教授"]);
        let plan = Plan::new(target.clone(), &answers, &[namesake]);
        let line = &plan.lines[0];
        let decided = |is_same| Decision {
            is_same: Some(is_same),
            ..Decision::default()
        };
        assert_eq!(line.outcome(&usual), Outcome::Undecided);
        assert_eq!(line.outcome(&decided(true)), Outcome::Kept);
        assert_eq!(line.outcome(&decided(false)), Outcome::Changed);
        let there = line.there.as_ref().unwrap();
        let lost = ["电子邮箱", "通讯地址", "照片"];
        assert_eq!(there.taken_away(&decided(false)), lost);
        assert_eq!(there.taken_away(&decided(true)), [] as [&str; 0]);

        take(&mut answers, &both, 1);
        assert_eq!(says(&answers), ["李四", "13800000002", "", "", ""]);
        assert_eq!(answers.get("chief.photo"), None);
        assert_eq!(answers.text("chief.duty"), "牵头");
    }

    #[test]
    fn a_photo_that_waits_for_its_person_stays() {
        let form = form::find("registration-2022").unwrap();
        let target = target(&form, "chief");
        let mut answers = Answers::new(form.id.as_str());
        let photo = Answer::Group(Group(vec![("file".into(), "a.jpg".into())]));
        answers.apply(Edit::Set {
            path: "chief.photo".into(),
            value: Some(photo.clone()),
        });
        let people = [person(["张三", "13800000001", "", ""])];
        let plan = Plan::new(target, &answers, &people);
        assert_eq!(plan.lines[0].there, None);
        let usual = Decision::default();
        let edits = plan.edits(&answers, &people, |_| Some(&usual));
        answers.apply(Edit::Many(edits));
        assert_eq!(answers.text("chief.name"), "张三");
        assert_eq!(answers.get("chief.photo"), Some(&photo));
    }

    #[test]
    fn a_table_with_one_cell_for_unit_and_title_knows_its_people_again() {
        let form = form::find("project-2021").unwrap();
        let mut answers = Answers::new(form.id.as_str());
        let mut zhang = person(["张三", "13800000001", "z@a.cn", "甲大学院长"]);
        zhang.title = "教授".into();
        let people = [zhang];
        let usual = Decision::default();
        let plan = Plan::new(target(&form, "members"), &answers, &people);
        let edits = plan.edits(&answers, &people, |_| Some(&usual));
        answers.apply(Edit::Many(edits));
        assert_eq!(answers.text("members[0].affiliation"), "甲大学院长/教授");
        let again = Plan::new(target(&form, "members"), &answers, &people);
        assert!(again.lines[0].is_there_as_is());
    }
}
