//! The answers laid out along the form's fields, and what people call a place.

use crate::answers::{Answer, Answers, Group, path};
use crate::form::{Field, FormDef, Section};

use super::Context;

/// What every kind of check looks at.
pub struct Scope<'a> {
    pub form: &'a FormDef,
    pub answers: &'a Answers,
    pub context: &'a Context<'a>,
    /// Every field, and every cell of every row that is one, in the order of the form.
    pub cells: Vec<Cell<'a>>,
}

/// A field, or a column in one row, with the answer that stands there.
#[derive(Clone, Copy)]
pub struct Cell<'a> {
    pub section: &'a Section,
    pub field: &'a Field,
    /// The table and the row's number from 0.
    pub row: Option<(&'a Field, usize)>,
    pub answer: &'a Answer,
}

static NOTHING: Answer = Answer::Nothing;

impl<'a> Scope<'a> {
    pub fn new(form: &'a FormDef, answers: &'a Answers, context: &'a Context<'a>) -> Self {
        let mut cells = Vec::new();
        for (section, field) in form.fields() {
            let answer = answers.get(&field.id).unwrap_or(&NOTHING);
            cells.push(Cell {
                section,
                field,
                row: None,
                answer,
            });
            let (columns, Answer::List(rows)) = (field.columns(), answer) else {
                continue;
            };
            for (at, row) in rows.iter().enumerate() {
                let Answer::Group(row) = row else { continue };
                cells.extend(columns.iter().map(|column| Cell {
                    section,
                    field: column,
                    row: Some((field, at)),
                    answer: row.child(&column.id).unwrap_or(&NOTHING),
                }));
            }
        }
        Self {
            form,
            answers,
            context,
            cells,
        }
    }

    /// The rows of a table that are not wholly blank, with their numbers from 0.
    pub fn rows(&self, table: &str) -> impl Iterator<Item = (usize, &'a Group)> {
        self.answers
            .list(table)
            .iter()
            .enumerate()
            .filter_map(|(at, row)| match row {
                Answer::Group(group) if !row.is_blank() => Some((at, group)),
                _ => None,
            })
    }

    /// The entries of a list field, with their numbers where it is a list.
    pub fn entries(&self, field: &str) -> impl Iterator<Item = (Option<usize>, &'a str)> {
        entries(self.answers.get(field).unwrap_or(&NOTHING))
    }

    /// See [`place_label`].
    pub fn label(&self, place: &str) -> String {
        place_label(self.form, place)
    }

    /// What people call a row of a table, by its number from 0.
    pub fn row_name(&self, table: &str, at: usize) -> String {
        place_label(self.form, &format!("{table}[{at}]"))
    }

    /// Whether a section need not be filled in, as the answers stand.
    pub fn is_optional(&self, section: &Section) -> bool {
        section
            .optional_when
            .as_ref()
            .is_some_and(|condition| self.answers.holds(condition))
    }
}

impl<'a> Cell<'a> {
    /// The path of the answer.
    pub fn path(&self) -> String {
        match self.row {
            Some((table, at)) => format!("{}[{at}].{}", table.id, self.field.id),
            None => self.field.id.clone(),
        }
    }

    /// The answer as text without blanks around it; empty where there is none, or a list.
    pub fn text(&self) -> &'a str {
        text(self.answer)
    }

    /// The entries of a list, with their numbers where it is one; a single text counts as one.
    pub fn entries(&self) -> impl Iterator<Item = (Option<usize>, &'a str)> {
        entries(self.answer)
    }
}

/// An answer's text without blanks around it; empty where it is none.
pub fn text(answer: &Answer) -> &str {
    match answer {
        Answer::Text(text) | Answer::Number(text) => text.trim(),
        _ => "",
    }
}

/// The cell of a row as text.
pub fn cell<'a>(row: &'a Group, column: &str) -> &'a str {
    row.child(column).map_or("", text)
}

fn entries(answer: &Answer) -> impl Iterator<Item = (Option<usize>, &str)> {
    let (list, numbered) = match answer {
        Answer::List(list) => (list.as_slice(), true),
        single => (std::slice::from_ref(single), false),
    };
    list.iter()
        .enumerate()
        .map(move |(at, entry)| (numbered.then_some(at), text(entry)))
        .filter(|(_, entry)| !entry.is_empty())
}

/// What people call the place at an answer's path: 单位名称, 项目负责人 手机,
/// 人员 3 联系方式. A path that the form does not know stands for itself.
pub fn place_label(form: &FormDef, place: &str) -> String {
    if let Some(field) = form.field(place) {
        return field.name();
    }
    let row = place.split_once('[').and_then(|(table, rest)| {
        let (number, column) = rest.split_once(']')?;
        let table = form.field(table)?;
        let row = table.row_name(number.parse().ok()?);
        match column.strip_prefix('.') {
            None if table.columns().is_empty() => Some(table.name()),
            None => Some(row),
            Some(column) => {
                let column = table.column(path::of_field(column).split("[]").next()?)?;
                Some(column.name_after(&row))
            }
        }
    });
    row.unwrap_or_else(|| place.to_owned())
}
