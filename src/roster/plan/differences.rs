//! In what a person of a roster differs from who stands there.

use super::Difference;
use crate::answers::{Answer, Group};
use crate::form::Field;
use crate::roster::giving_way::giving_way;
use crate::roster::matching::mark;
use crate::roster::{Part, Person};

/// A person with what of how they are reached a row does not hold.
pub(super) fn reached_as(person: &Person, mut stands: Person) -> Person {
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
pub(super) fn differences(table: &Field, there: &Group, row: &Group) -> Vec<Difference> {
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
pub(super) fn replaced(table: &Field, there: &Group, row: &Group) -> Vec<Difference> {
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
pub(super) fn label(column: &Field) -> String {
    column.label.split_whitespace().collect()
}
