//! The differences of one table or list: changed cells, rows that came, went or moved.

use crate::answers::Answer;
use crate::form::{Field, FormDef, Kind};

use super::rows::{self, Table};
use super::value::{Files, cell, equal, readable, readable_row, same, words};
use super::{Change, Place, What, marked, own};

/// A field whose sides are compared.
pub struct Sides<'a> {
    pub form: &'a FormDef,
    pub files: Files<'a>,
    pub section: usize,
    pub field: &'a Field,
    pub label: &'a str,
}

impl Sides<'_> {
    /// What differs between two tables or two lists, in the order of `there`; none where the field
    /// takes neither, or a side holds something else. A list that one side lacks is no list to
    /// compare with where its entries are labels of one line.
    pub fn changes(&self, here: Option<&Answer>, there: Option<&Answer>) -> Option<Vec<Change>> {
        let is_table = matches!(self.field.kind, Kind::Rows { .. });
        let is_list = matches!(
            self.field.kind,
            Kind::Lines | Kind::Tags { .. } | Kind::Cities | Kind::Industries { .. }
        );
        let rows = |side: Option<&Answer>| -> Option<Vec<Answer>> {
            let rows = match side {
                Some(Answer::List(rows)) => rows.clone(),
                Some(other) if !other.is_blank() => return None,
                _ => Vec::new(),
            };
            let fits = |row: &Answer| match row {
                Answer::Group(_) => is_table,
                Answer::List(_) => false,
                row => !is_table || row.is_blank(),
            };
            rows.iter().all(fits).then_some(rows)
        };
        let (one, other) = (rows(here)?, rows(there)?);
        let one_is_blank = one.iter().all(Answer::is_blank) || other.iter().all(Answer::is_blank);
        if !(is_table || is_list && !one_is_blank) {
            return None;
        }
        Some(self.between(&one, &other))
    }

    fn between(&self, here: &[Answer], there: &[Answer]) -> Vec<Change> {
        let table = Table {
            columns: self.field.columns(),
            changeable: matches!(self.field.kind, Kind::Lines),
        };
        let pairs = table.pairs(here, there);
        let unmoved = rows::unmoved(&pairs);
        let mut changes = Vec::new();
        let mut removed = (0..here.len())
            .filter(|at| !here[*at].is_blank() && !pairs.iter().any(|(one, _)| one == at))
            .peekable();
        // The row here after which the next row from there belongs.
        let mut after = None;
        for (at, row) in there.iter().enumerate().filter(|(_, row)| !row.is_blank()) {
            let Some(&(one, _)) = pairs.iter().find(|(_, other)| *other == at) else {
                let to = after.map_or(0, |one: usize| one + 1);
                changes.push(self.added(at, row, to));
                continue;
            };
            if unmoved.contains(&at) {
                while let Some(gone) = removed.next_if(|gone| *gone < one) {
                    changes.push(self.removed(gone, &here[gone]));
                }
                after = Some(one);
            } else {
                // The row is taken out first, which shifts those behind it.
                let to = after.map_or(
                    0,
                    |before: usize| if one < before { before } else { before + 1 },
                );
                changes.push(self.moved((one, at), &here[one], to));
            }
            self.cells((one, at), &here[one], row, &mut changes);
        }
        changes.extend(removed.map(|gone| self.removed(gone, &here[gone])));
        changes
    }

    fn added(&self, at: usize, row: &Answer, to: usize) -> Change {
        let text = readable_row(self.form, self.field.columns(), row, self.files.there);
        let place = Place::Insert {
            at: to,
            row: row.clone(),
        };
        self.change(self.row(at, row), What::Added, ("", &text), place)
    }

    fn removed(&self, at: usize, row: &Answer) -> Change {
        let text = readable_row(self.form, self.field.columns(), row, self.files.here);
        self.change(
            self.row(at, row),
            What::Removed,
            (&text, ""),
            Place::Remove { at },
        )
    }

    fn moved(&self, (one, other): (usize, usize), row: &Answer, to: usize) -> Change {
        let number = |at: usize| format!("排在第 {}", at + 1);
        let texts = (number(one), number(other));
        let place = Place::Move { from: one, to };
        self.change(self.row(one, row), What::Moved, (&texts.0, &texts.1), place)
    }

    /// What differs between two sides of one row.
    fn cells(
        &self,
        (one, _): (usize, usize),
        here: &Answer,
        there: &Answer,
        out: &mut Vec<Change>,
    ) {
        let path = format!("{}[{one}]", self.field.id);
        let columns = self.field.columns();
        if columns.is_empty() {
            if !equal(Some(here), Some(there)) {
                let place = Place::Answer(path, Some(there.clone()));
                let mut change = self.change(self.row(one, here), What::Answer, ("", ""), place);
                (change.here, change.there) = marked(self.field, &here.plain(), &there.plain());
                out.push(change);
            }
            return;
        }
        for column in columns {
            let (one_cell, other) = (cell(here, &column.id), cell(there, &column.id));
            if same(column, one_cell, other, self.files) {
                continue;
            }
            let text = readable(self.form, column, one_cell, self.files.here);
            let other_text = readable(self.form, column, other, self.files.there);
            let place = Place::Answer(format!("{path}.{}", column.id), other.cloned());
            let mut change = self.change(self.row(one, here), What::Answer, ("", ""), place);
            change.column.clone_from(&column.label);
            (change.here, change.there) = marked(column, &text, &other_text);
            out.push(change);
        }
    }

    /// What a row is called: its number, and what it names itself by.
    fn row(&self, at: usize, row: &Answer) -> String {
        let called = self.field.row_name(at);
        let Kind::Rows { columns, .. } = &self.field.kind else {
            return called;
        };
        let name = match columns.first() {
            Some(first) if matches!(first.kind, Kind::Line) => words(cell(row, &first.id)),
            _ => String::new(),
        };
        format!("{called} {name}").trim_end().to_owned()
    }

    fn change(&self, row: String, what: What, (here, there): (&str, &str), place: Place) -> Change {
        Change {
            section: self.section,
            field: self.field.id.clone(),
            label: self.label.to_owned(),
            row,
            column: String::new(),
            what,
            here: own(here),
            there: own(there),
            place,
        }
    }
}
