//! People into the table of a form.

use std::collections::BTreeSet;

use super::cell::{fold, is_mobile};
use super::header::Part;
use super::{Person, table_of};
use crate::answers::{Answer, Answers, Edit, Group};
use crate::form::{Field, FormDef};

/// The changes that add people to the form's table of people; what stands there already stays.
///
/// Wholly blank rows are used up first. Whoever is there is not added again: the same name with
/// the same mobile number, e-mail address or affiliation, or the same name where the roster says
/// nothing more. A form without such a table gives no changes. Problems of cells stand in nobody's
/// way: what was read is entered, and checks of the form will find it.
pub fn edits(form: &FormDef, answers: &Answers, people: &[Person]) -> Vec<Edit> {
    let Some(table) = table_of(form) else {
        return Vec::new();
    };
    let rows = answers.list(&table.id);
    let mut there: Vec<Known> = rows.iter().filter_map(Known::of_row).collect();
    let mut blank = (0..rows.len()).filter(|row| rows[*row].is_blank());
    let mut end = rows.len();
    let mut edits = Vec::new();
    for person in people {
        let row = row_of(table, person);
        if row.is_blank() {
            continue;
        }
        let known = Known::of_person(person, &row);
        if there.iter().any(|other| other.is(&known)) {
            continue;
        }
        there.push(known);
        edits.push(match blank.next() {
            Some(at) => Edit::Set {
                path: format!("{}[{at}]", table.id),
                value: Some(row),
            },
            None => {
                end += 1;
                Edit::InsertRow {
                    table: table.id.clone(),
                    at: end - 1,
                    row,
                }
            }
        });
    }
    edits
}

/// A row of the table for a person, with the columns that the definition has.
fn row_of(table: &Field, person: &Person) -> Answer {
    let cells = table.columns().iter().filter_map(|column| {
        let text = match Part::of_column(&column.id)? {
            Part::Name => person.name.clone(),
            Part::Mobile => person.mobile.clone(),
            Part::Email => person.email.clone(),
            Part::Contact => first_of([&person.mobile, &person.email, &person.office_phone]),
            Part::OfficePhone => person.office_phone.clone(),
            Part::Affiliation if table.column("title").is_some() => person.affiliation.clone(),
            Part::Affiliation => with_title(person),
            Part::Title => person.title.clone(),
            Part::Academician => {
                let entries = person
                    .academician
                    .iter()
                    .cloned()
                    .map(Answer::Text)
                    .collect();
                let list = (!person.academician.is_empty()).then_some(Answer::List(entries));
                return list.map(|list| (column.id.clone(), list));
            }
            Part::Address => person.address.clone(),
            Part::Duty => person.duty.clone(),
            Part::Research => person.research.clone(),
            Part::Serial | Part::Department | Part::Position | Part::PositionOrTitle => {
                return None;
            }
        };
        (!text.is_empty()).then(|| (column.id.clone(), Answer::Text(text)))
    });
    Answer::Group(Group(cells.collect()))
}

fn first_of(texts: [&String; 3]) -> String {
    texts
        .into_iter()
        .find(|text| !text.is_empty())
        .cloned()
        .unwrap_or_default()
}

/// 工作单位及职务/职称 in one cell.
fn with_title(person: &Person) -> String {
    let (affiliation, title) = (&person.affiliation, &person.title);
    match (affiliation.is_empty(), title.is_empty()) {
        (_, true) => affiliation.clone(),
        (true, false) => title.clone(),
        _ if affiliation.ends_with(title.as_str()) => affiliation.clone(),
        _ => format!("{affiliation}/{title}"),
    }
}

/// What tells people apart.
struct Known {
    name: String,
    /// Mobile number, e-mail address, affiliation, as far as known.
    marks: BTreeSet<String>,
}

impl Known {
    fn of_row(row: &Answer) -> Option<Self> {
        let Answer::Group(group) = row else {
            return None;
        };
        let text = |id: &str| {
            group
                .child(id)
                .map(Answer::text)
                .unwrap_or_default()
                .into_owned()
        };
        let name = mark(&text("name"));
        let marks = ["mobile", "email", "contact", "affiliation"].map(|id| mark(&text(id)));
        (!name.is_empty()).then(|| Self::new(name, marks))
    }

    fn of_person(person: &Person, row: &Answer) -> Self {
        let mut known = Self::new(
            mark(&person.name),
            [&person.mobile, &person.email, &person.affiliation].map(|text| mark(text)),
        );
        known
            .marks
            .extend(Self::of_row(row).map(|row| row.marks).unwrap_or_default());
        known
    }

    fn new(name: String, marks: impl IntoIterator<Item = String>) -> Self {
        Self {
            name,
            marks: marks.into_iter().filter(|mark| !mark.is_empty()).collect(),
        }
    }

    /// Whether the other is this person. `other` comes from a roster.
    fn is(&self, other: &Self) -> bool {
        !other.name.is_empty()
            && self.name == other.name
            && (other.marks.is_empty() || !self.marks.is_disjoint(&other.marks))
    }
}

/// A text without what people write now one way and now another.
fn mark(text: &str) -> String {
    let bare: String = fold(text)
        .chars()
        .filter(|character| !character.is_whitespace() && *character != '-')
        .flat_map(char::to_lowercase)
        .collect();
    match bare.strip_prefix("+86") {
        Some(mobile) if is_mobile(mobile) => mobile.to_owned(),
        _ => bare,
    }
}
