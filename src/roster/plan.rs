//! What an import would do, person by person, before anything is changed.

mod differences;

use std::collections::{BTreeMap, HashSet};

use crate::answers::{Answer, Answers, Edit, Group};

use self::differences::{differences, label, reached_as, replaced};
use super::giving_way::stays;
use super::matching::{Index, Match, mark};
use super::{Person, Target, person_of, row_of};

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

#[cfg(test)]
mod tests;
