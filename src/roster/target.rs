//! Where in an application people go: a table of people, or one person whom the form asks for.

use crate::answers::{Answers, Group};
use crate::form::{Field, FormDef, Kind};

use super::edits::as_it_stands;
use super::{Part, Person, person_of, table};

/// A place that takes people.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The path of the table's answer, or what the paths of the person's fields begin with.
    pub path: String,
    /// What the form calls it, as 其他主要团员 or 服务团首席专家.
    pub label: String,
    /// What one of them is called, as 团员.
    pub one: String,
    /// How many people it takes, where the form sets a limit.
    pub most: Option<usize>,
    /// Whether it is one person and no table.
    pub is_single: bool,
    /// The columns, of one person too, with ids as in a table.
    pub(super) table: Field,
}

impl Target {
    /// The places of a form, in its order.
    pub fn all(form: &FormDef) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for (_, field) in form.fields() {
            if let Some(table) = Self::of_table(field) {
                all.push(table);
            } else if let Some((path, _)) = field.id.rsplit_once(".name")
                && !field.owner.is_empty()
                && !all.iter().any(|known| known.path == path)
            {
                all.extend(Self::single(form, path));
            }
        }
        all
    }

    /// A table of people as a place; none for a field that holds none.
    pub fn of_table(field: &Field) -> Option<Self> {
        let Kind::Rows { row, most, .. } = &field.kind else {
            return None;
        };
        if !table::holds_people(field) {
            return None;
        }
        Some(Self {
            path: field.id.clone(),
            label: field.label.clone(),
            one: row.clone(),
            most: *most,
            is_single: false,
            table: field.clone(),
        })
    }

    fn single(form: &FormDef, path: &str) -> Option<Self> {
        let fields = form.fields().filter_map(|(_, field)| {
            let column = field.id.strip_prefix(path)?.strip_prefix('.')?;
            let mut field = field.clone();
            field.id = column.to_owned();
            Some(field)
        });
        let columns: Vec<_> = fields.collect();
        let owner = columns.first()?.owner.clone();
        let table = Field {
            id: path.to_owned(),
            label: owner.clone(),
            kind: Kind::Rows {
                columns,
                group: String::new(),
                without: Vec::new(),
                row: owner.clone(),
                unit: String::new(),
                least: 0,
                most: Some(1),
            },
            ..Field::default()
        };
        table::holds_people(&table).then(|| Self {
            path: path.to_owned(),
            label: owner.clone(),
            one: owner,
            most: Some(1),
            is_single: true,
            table,
        })
    }

    /// The path of a column of the row at that place; of one person, whichever the place.
    pub(super) fn cell(&self, at: usize, column: &str) -> String {
        if self.is_single {
            format!("{}.{column}", self.path)
        } else {
            format!("{}[{at}].{column}", self.path)
        }
    }

    /// What stands in the columns of the row at that place; of one person, whichever the place.
    pub(super) fn row(&self, answers: &Answers, at: usize) -> Group {
        let columns = self.table.columns().iter();
        let cells = columns.filter_map(|column| {
            let answer = answers.get(&self.cell(at, &column.id))?;
            Some((column.id.clone(), answer.clone()))
        });
        Group(cells.collect())
    }

    /// The people who stand there, each with the place of the row; blank rows hold none.
    pub(super) fn people(&self, answers: &Answers) -> Vec<(usize, Person)> {
        if self.is_single {
            let person = person_of(&self.table, &self.row(answers, 0));
            // A photo, or the work in the team, waits for whoever comes.
            let known = Person {
                duty: String::new(),
                ..person.clone()
            };
            let is_there = known != Person::default();
            return is_there.then_some((0, person)).into_iter().collect();
        }
        let rows = answers.list(&self.path).iter().enumerate();
        rows.filter(|(_, row)| !row.is_blank())
            .map(|(at, row)| (at, as_it_stands(&self.table, row)))
            .collect()
    }

    /// Whether it takes what a part of a person says.
    pub fn takes(&self, part: Part) -> bool {
        let has = |part| {
            let mut columns = self.table.columns().iter();
            columns.any(|column| Part::of_column(&column.id) == Some(part))
        };
        match part {
            // One cell of 联系方式 holds any of them, and gives all of them.
            Part::Mobile | Part::Email | Part::OfficePhone => has(part) || has(Part::Contact),
            Part::Contact => [Part::Contact, Part::Mobile, Part::Email, Part::OfficePhone]
                .into_iter()
                .any(has),
            // Unit and post stand in one cell, the title behind them where it has no column.
            Part::Department | Part::Position => has(Part::Affiliation),
            Part::Title | Part::PositionOrTitle => has(Part::Title) || has(Part::Affiliation),
            part => has(part),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_of_each_form_are_found_by_its_definition() {
        let places = |form: &str| -> Vec<_> {
            let form = crate::form::find(form).unwrap();
            let all = Target::all(&form).into_iter();
            all.map(|target| (target.path, target.label, target.most))
                .collect()
        };
        let expected = |list: &[(&str, &str, Option<usize>)]| -> Vec<_> {
            let list = list.iter();
            list.map(|(path, label, most)| (path.to_string(), label.to_string(), *most))
                .collect()
        };
        assert_eq!(
            places("registration-2022"),
            expected(&[
                ("chief", "服务团首席专家", Some(1)),
                ("head", "服务团团长", Some(1)),
                ("contact", "服务团联系人", Some(1)),
                ("members", "其他主要团员", Some(15)),
            ])
        );
        assert_eq!(
            places("project-2021"),
            expected(&[
                ("leader", "项目负责人", Some(1)),
                ("contact", "联系人", Some(1)),
                ("members", "项目负责人及主要参加人员", None),
            ])
        );
    }

    #[test]
    fn whatever_comes_to_stand_in_a_row_is_taken() {
        use Part::{Address, Contact, Department, Note, OfficePhone, PositionOrTitle, Title};
        for (form, taken, not) in [
            (
                "registration-2022",
                vec![Department, PositionOrTitle, Title, Contact, Address],
                vec![Note],
            ),
            (
                "project-2021",
                vec![Department, PositionOrTitle, Title, Contact, OfficePhone],
                vec![Address, Note],
            ),
        ] {
            let form = crate::form::find(form).unwrap();
            let mut all = Target::all(&form).into_iter();
            let members = all.find(|target| target.path == "members").unwrap();
            for (parts, expected) in [(taken, true), (not, false)] {
                for part in parts {
                    assert_eq!(members.takes(part), expected, "{} {part:?}", form.id);
                }
            }
        }
    }
}
