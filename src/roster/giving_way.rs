//! What becomes of a block about one person when another takes their place.

use super::Part;
use crate::answers::{Answer, Group};
use crate::form::Field;

/// The cells that change where who stands in a row or block gives way to the person of `row`, each
/// with what stands there then; none for nothing.
///
/// Whatever is of the person goes with them, also what no roster says, as their photo: nothing of
/// the one may stay with the other. What they do in the application is of the place: it stays unless
/// `row` says otherwise.
pub fn giving_way<'a>(
    table: &'a Field,
    there: &Group,
    row: &Group,
) -> Vec<(&'a Field, Option<Answer>)> {
    let columns = table.columns().iter();
    let changes = columns.filter_map(|column| {
        let value = row.child(&column.id);
        let now = there.child(&column.id);
        let is_changed = match value {
            Some(_) => now != value,
            None => !is_of_the_place(column) && now.is_some_and(|now| !now.is_blank()),
        };
        is_changed.then(|| (column, value.cloned()))
    });
    changes.collect()
}

/// The filled columns that stay, as they are of the place and the row does not say them.
pub(super) fn stays<'a>(
    table: &'a Field,
    there: &'a Group,
    row: &'a Group,
) -> impl Iterator<Item = &'a Field> {
    let is_filled = |column: &Field| there.child(&column.id).is_some_and(|it| !it.is_blank());
    let columns = table.columns().iter();
    columns.filter(move |column| {
        is_of_the_place(column) && is_filled(column) && row.child(&column.id).is_none()
    })
}

/// Whether a column says what is done in an application, whoever does it.
fn is_of_the_place(column: &Field) -> bool {
    Part::of_column(&column.id) == Some(Part::Duty)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::Target;

    #[test]
    fn all_but_the_work_in_the_team_goes_with_the_person() {
        let form = crate::form::find("registration-2022").unwrap();
        let mut all = Target::all(&form).into_iter();
        let chief = all.find(|target| target.path == "chief").unwrap();
        let group = |cells: &[(&str, &str)]| -> Group {
            let cells = cells.iter();
            Group(
                cells
                    .map(|(id, text)| (id.to_string(), Answer::from(*text)))
                    .collect(),
            )
        };
        let mut there = group(&[("name", "张三"), ("email", "z@a.cn"), ("duty", "牵头")]);
        let photo = group(&[("file", "a.jpg")]);
        there.0.push(("photo".into(), Answer::Group(photo)));
        for (row, expected) in [
            (
                vec![("name", "李四"), ("title", "教授")],
                "name=李四 email= title=教授 photo=",
            ),
            (
                vec![("name", "张三"), ("email", "z@a.cn"), ("duty", "对接")],
                "duty=对接 photo=",
            ),
        ] {
            let changes = giving_way(&chief.table, &there, &group(&row));
            let said = changes.iter().map(|(column, value)| {
                let value = value.as_ref().map(Answer::text).unwrap_or_default();
                format!("{}={value}", column.id)
            });
            assert_eq!(said.collect::<Vec<_>>().join(" "), expected);
        }
    }
}
