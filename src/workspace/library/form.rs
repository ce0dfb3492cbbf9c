//! Where a form has people, and how experts come to stand there and go from there into the library.

use std::sync::Arc;

use super::expert::Expert;
use crate::answers::{Answer, Answers, Edit, Group};
use crate::form::{self, Field, FormDef, Kind, Requirement};
use crate::roster::{self, Person, holds_people, person_of, row_of};

/// A place of a form where people stand: a table of them, or a block of fields about one.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The table's path, or what the paths of the block's fields begin with.
    pub path: String,
    /// As 项目负责人.
    pub label: String,
    /// Whether it is a table.
    pub is_table: bool,
    /// The table; a block as a table of one row.
    table: Field,
}

/// What becomes of a person's row or block when an expert is put there.
#[derive(Debug, Clone, PartialEq)]
pub struct Filling {
    /// Puts in what is empty so far; the whole person where somebody else stood there.
    pub edit: Edit,
    /// The name of whoever else stood there.
    pub other: Option<String>,
    /// Whether a file of whoever stood there went with them, as their photo.
    pub lost_file: bool,
    /// What says otherwise and stays, by the labels of the fields.
    pub kept: Vec<String>,
    /// Puts the expert's own in place of what stays.
    pub replace: Edit,
}

/// What becomes of a table when experts are added to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Joining {
    pub edit: Edit,
    /// How many are added.
    pub added: usize,
    /// How many of them stand there already and are left alone.
    pub there: usize,
    /// How many more the table takes; none where it sets no limit.
    pub room: Option<usize>,
}

/// How many experts a form asks a list of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    pub least: usize,
    /// Where the notice says so, as 附件1 一.4.
    pub clause: String,
    /// Its sentence.
    pub text: String,
}

/// The library's own table, whose columns an expert has.
pub(super) fn library_table() -> &'static Field {
    static EMPTY: std::sync::LazyLock<Field> = std::sync::LazyLock::new(Field::default);
    form::experts().field("experts").unwrap_or(&EMPTY)
}

/// An expert as a roster says of them.
pub fn person(expert: &Expert) -> Person {
    person_of(library_table(), &expert.person)
}

/// What the library would keep of a person.
pub fn columns_of(person: &Person) -> Group {
    match row_of(library_table(), person) {
        Answer::Group(group) => group,
        _ => Group::default(),
    }
}

/// The places of a form where people stand, in its order.
pub fn places(form: &FormDef) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for (_, field) in form.fields() {
        if holds_people(field) {
            places.push(Place {
                path: field.id.clone(),
                label: field.label.clone(),
                is_table: true,
                table: field.clone(),
            });
            continue;
        }
        let Some(path) = field.id.strip_suffix(".name") else {
            continue;
        };
        let of_block = |field: &Field| {
            let id = field.id.strip_prefix(path)?.strip_prefix('.')?;
            let id = id.to_owned();
            Some(Field {
                id,
                ..field.clone()
            })
        };
        let columns: Vec<Field> = form
            .fields()
            .filter_map(|(_, field)| of_block(field))
            .collect();
        if columns.iter().any(|column| column.kind == Kind::Mobile) {
            places.push(Place {
                path: path.to_owned(),
                label: field.owner.clone(),
                is_table: false,
                table: Field {
                    kind: Kind::Rows {
                        columns,
                        group: String::new(),
                        without: Vec::new(),
                        row: String::new(),
                        unit: String::new(),
                        least: 0,
                        most: None,
                    },
                    ..Field::default()
                },
            });
        }
    }
    places
}

/// How many experts the application's list must have, where a sentence of the notice that holds for
/// it asks for a list of experts: 不少于100人的…专家名单.
pub fn asked_count(form: &FormDef, answers: &Answers) -> Option<Count> {
    let kind = answers.text(&form.requirements_by);
    form.requirements_of(&kind).find_map(count_in)
}

fn count_in(requirement: &Requirement) -> Option<Count> {
    let (_, behind) = requirement.text.split_once("不少于")?;
    let (number, what) = behind.split_once('人')?;
    let sentence = what.split(['。', '；']).next().unwrap_or(what);
    Some(Count {
        least: number
            .trim()
            .parse()
            .ok()
            .filter(|_| sentence.contains("专家名单"))?,
        clause: requirement.clause.clone(),
        text: requirement.text.clone(),
    })
}

impl Place {
    /// The place in which the person at that path stands: `members[2]` or `chief`.
    pub fn of(form: &FormDef, path: &str) -> Option<Self> {
        let table = path.split('[').next().unwrap_or(path);
        let is_row = table.len() < path.len();
        places(form)
            .into_iter()
            .find(|place| place.path == table && place.is_table == is_row)
    }

    /// The place of that path itself: a whole table, or a block.
    pub fn whole(form: &FormDef, path: &str) -> Option<Self> {
        places(form).into_iter().find(|place| place.path == path)
    }

    /// What a person calls the row or the block at that path.
    pub fn label_of(&self, path: &str) -> String {
        let row = path.strip_prefix(self.path.as_str()).unwrap_or_default();
        let row = row.trim_matches(['[', ']']).parse::<usize>();
        match (&self.table.kind, row) {
            (Kind::Rows { row: what, .. }, Ok(row)) => format!("第 {} {what}", row + 1),
            _ => self.label.clone(),
        }
    }

    /// The person who stands at that path; none where nothing stands there.
    pub fn person(&self, answers: &Answers, path: &str) -> Option<Person> {
        match answers.get(path) {
            Some(Answer::Group(group)) => {
                let person = person_of(&self.table, group);
                (!columns_of(&person).is_empty()).then_some(person)
            }
            _ => None,
        }
    }

    /// What becomes of the person at that path when the expert is put there. Where nobody or the
    /// same person stands, what was typed stays; somebody else gives way as a whole, but for what no
    /// library knows, as what they do in the team.
    pub fn filling(&self, answers: &Answers, path: &str, expert: &Expert) -> Filling {
        let row = match row_of(&self.table, &person(expert)) {
            Answer::Group(row) => row,
            _ => Group::default(),
        };
        let there = answers.text(&format!("{path}.name")).into_owned();
        let name = expert.text("name");
        let same = |one: &str, two: &str| crate::search::plain(one) == crate::search::plain(two);
        let is_other = !there.is_empty() && !same(&there, &name);
        let mut filling = Filling {
            edit: Edit::Many(Vec::new()),
            other: is_other.then_some(there),
            lost_file: false,
            kept: Vec::new(),
            replace: Edit::Many(Vec::new()),
        };
        let (mut edits, mut replace) = (Vec::new(), Vec::new());
        for column in self.table.columns() {
            let cell = format!("{path}.{}", column.id);
            let value = row.child(&column.id).cloned();
            let now = answers.get(&cell);
            let is_blank = now.is_none_or(Answer::is_blank);
            let set = |value| Edit::Set { path: cell, value };
            match value {
                None if is_other && !is_blank && is_a_persons(column) => {
                    filling.lost_file |= matches!(column.kind, Kind::Attachment { .. });
                    edits.push(set(None));
                }
                None => {}
                Some(value) if now == Some(&value) => {}
                Some(value) if is_other || is_blank => edits.push(set(Some(value))),
                Some(value)
                    if same(&now.map(Answer::text).unwrap_or_default(), &value.text())
                        && !value.text().is_empty() => {}
                Some(value) => {
                    filling.kept.push(column.label.clone());
                    replace.push(set(Some(value)));
                }
            }
        }
        filling.edit = Edit::Many(edits);
        filling.replace = Edit::Many(replace);
        filling
    }

    /// What becomes of the table when the experts are added. Whoever stands there is not added again.
    pub fn joining(&self, form: &FormDef, answers: &Answers, experts: &[Arc<Expert>]) -> Joining {
        let people: Vec<Person> = experts.iter().map(|expert| person(expert)).collect();
        let edits = roster::edits(form, answers, &people);
        let most = match &self.table.kind {
            Kind::Rows { most, .. } => *most,
            _ => None,
        };
        let rows = answers.list(&self.path);
        let filled = rows.iter().filter(|row| !row.is_blank()).count();
        Joining {
            added: edits.len(),
            there: people.len() - edits.len(),
            room: most.map(|most| most.saturating_sub(filled)),
            edit: Edit::Many(edits),
        }
    }
}

impl Joining {
    /// Whether the table takes them all.
    pub fn fits(&self) -> bool {
        self.room.is_none_or(|room| self.added <= room)
    }
}

/// Whether a column is about the person alone and not about what they do in an application.
fn is_a_persons(column: &Field) -> bool {
    matches!(column.kind, Kind::Attachment { .. })
        || column.id == "contact"
        || library_table().column(&column.id).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::json;

    fn answers(form: &str, body: &str) -> Answers {
        let source = format!(r#"{{"form":"{form}","answers":{body}}}"#);
        json::read(source.as_bytes()).unwrap().answers
    }

    fn expert(columns: &[(&str, &str)]) -> Arc<Expert> {
        let column = |(name, text): &(&str, &str)| ((*name).to_owned(), Answer::from(*text));
        Arc::new(Expert {
            person: Group(columns.iter().map(column).collect()),
            ..Expert::default()
        })
    }

    #[test]
    fn the_places_of_people_are_found_in_every_form() {
        for (form, expected) in [
            (
                "project-2021",
                "leader 项目负责人, contact 联系人, members[] 项目负责人及主要参加人员",
            ),
            (
                "registration-2022",
                "chief 服务团首席专家, head 服务团团长, contact 服务团联系人, members[] 其他主要团员",
            ),
        ] {
            let form = form::find(form).unwrap();
            let places = places(&form);
            let shown: Vec<_> = places
                .iter()
                .map(|one| {
                    format!(
                        "{}{} {}",
                        one.path,
                        if one.is_table { "[]" } else { "" },
                        one.label
                    )
                })
                .collect();
            assert_eq!(shown.join(", "), expected);
            assert_eq!(Place::of(&form, "members[2]"), places.last().cloned());
            assert_eq!(Place::of(&form, "members"), None);
            assert_eq!(Place::of(&form, "contact[0]"), None);
            assert_eq!(
                Place::of(&form, "contact").unwrap().label_of("contact"),
                places
                    .iter()
                    .find(|one| one.path == "contact")
                    .unwrap()
                    .label
            );
        }
        let form = form::find("registration-2022").unwrap();
        let place = Place::of(&form, "members[2]").unwrap();
        assert_eq!(place.label_of("members[2]"), "第 3 团员");
    }

    #[test]
    fn an_expert_fills_what_is_empty_and_replaces_only_somebody_else() {
        let form = form::find("registration-2022").unwrap();
        let place = Place::of(&form, "chief").unwrap();
        let expert = expert(&[
            ("name", "张三"),
            ("mobile", "13800000001"),
            ("title", "教授"),
            ("note", "不进表"),
        ]);
        for (chief, expected, other, kept) in [
            (
                r#"{}"#,
                r#"{"name":"张三","mobile":"13800000001","title":"教授"}"#,
                None,
                "",
            ),
            (
                r#"{"name":"张 三","title":"研究员","duty":"牵头"}"#,
                r#"{"name":"张 三","title":"研究员","duty":"牵头","mobile":"13800000001"}"#,
                None,
                "职称",
            ),
            (
                r#"{"name":"李四","email":"li@example.org","duty":"牵头","photo":{"file":"a.jpg"}}"#,
                r#"{"name":"张三","duty":"牵头","mobile":"13800000001","title":"教授"}"#,
                Some("李四"),
                "",
            ),
        ] {
            let mut answers = answers("registration-2022", &format!(r#"{{"chief":{chief}}}"#));
            let before = answers.clone();
            let filling = place.filling(&answers, "chief", &expert);
            assert_eq!(filling.other.as_deref(), other, "{chief}");
            assert_eq!(filling.kept.join(" "), kept, "{chief}");
            let back = answers.apply(filling.edit);
            let now = answers.get("chief").unwrap().to_json();
            let expected: serde_json::Value = serde_json::from_str(expected).unwrap();
            assert_eq!(now, expected, "{chief}");
            answers.apply(filling.replace);
            assert_eq!(answers.text("chief.title"), "教授");
            if kept.is_empty() {
                answers.apply(back);
                assert_eq!(answers.text("chief.name"), before.text("chief.name"));
                assert_eq!(answers.get("chief.photo"), before.get("chief.photo"));
            }
        }
    }

    #[test]
    fn a_person_of_a_form_is_one_of_the_library_and_comes_back() {
        let form = form::find("registration-2022").unwrap();
        let place = Place::of(&form, "members[0]").unwrap();
        let row = r#"{"name":"张三","mobile":"13800000001","email":"a@b.cn","office_phone":"010-62000001",
            "affiliation":"甲大学院长","title":"教授","academician":["中国科学院院士"],"address":"北京"}"#;
        let answers = answers(
            "registration-2022",
            &format!(r#"{{"members":[{row},{{"duty":"牵头"}},{{}}]}}"#),
        );
        let person = place.person(&answers, "members[0]").unwrap();
        let expert = Expert {
            person: columns_of(&person),
            ..Expert::default()
        };
        let filling = place.filling(&answers, "members[2]", &expert);
        let mut filled = answers.clone();
        filled.apply(filling.edit);
        assert_eq!(filled.get("members[2]"), answers.get("members[0]"));
        assert_eq!(place.person(&answers, "members[1]"), None);
        assert_eq!(place.person(&answers, "members[9]"), None);
    }

    #[test]
    fn a_table_takes_whom_it_does_not_have_and_says_when_it_is_full() {
        let form = form::find("registration-2022").unwrap();
        let place = Place::whole(&form, "members").unwrap();
        let rows: Vec<_> = (0..13)
            .map(|at| format!(r#"{{"name":"甲{at}","mobile":"1380000{at:04}"}}"#))
            .collect();
        let mut answers = answers(
            "registration-2022",
            &format!(r#"{{"members":[{},{{}}]}}"#, rows.join(",")),
        );
        let one = |at: usize| {
            expert(&[
                ("name", &format!("甲{at}")),
                ("mobile", &format!("1380000{at:04}")),
            ])
        };
        let experts: Vec<_> = (11..16).map(one).collect();
        let joining = place.joining(&form, &answers, &experts);
        assert_eq!(
            (joining.added, joining.there, joining.room),
            (3, 2, Some(2))
        );
        assert!(!joining.fits());
        let joining = place.joining(&form, &answers, &experts[..4]);
        assert!(joining.fits());
        answers.apply(joining.edit);
        assert_eq!(answers.list("members").len(), 15);
        assert_eq!(answers.text("members[14].name"), "甲14");
    }

    #[test]
    fn only_a_form_that_asks_for_a_list_of_experts_has_a_count() {
        let form = form::find("project-2021").unwrap();
        for (kind, least) in [
            ("2021KJFWT01-1", Some(100)),
            ("2021KJFWT01-2", None),
            ("2021ZCBZ02", None),
            ("", None),
        ] {
            let body = format!(r#"{{"project_type":"{kind}"}}"#);
            let count = asked_count(&form, &answers("project-2021", &body));
            assert_eq!(count.map(|count| count.least), least, "{kind}");
        }
        let form = form::find("registration-2022").unwrap();
        assert_eq!(asked_count(&form, &Answers::new("registration-2022")), None);
    }
}
