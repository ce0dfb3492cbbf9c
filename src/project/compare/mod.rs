//! Two versions of an application, or an application and a copy that came back, answer by answer.
//!
//! | file | is |
//! | --- | --- |
//! | `value` | when two answers are the same to a person, and how one reads |
//! | `rows` | which rows of two tables are the same one |
//! | `text` | what changed in a text, character by character |
//! | `list` | the differences of one table or list |
//! | `take` | taking the other side's answers over |

mod list;
mod rows;
mod take;
#[cfg(test)]
mod tests;
mod text;
mod value;

use crate::answers::Answer;
use crate::form::{Field, Kind};
use crate::rules::place_label;

use super::{Project, ProjectError};

pub use take::Take;
pub use text::{Piece, folded};

use value::Files;

/// What differs between an application (here) and another one of the same form (there).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// The one section that was compared, by its place from 0; none where all were.
    pub section: Option<usize>,
    /// In the order of the form.
    pub changes: Vec<Change>,
}

/// One answer that differs, or one row that only one side has or has elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The section, by its place from 0.
    pub section: usize,
    /// The path of the field, as `members`.
    pub field: String,
    /// The field's label with the block's that it stands in, as 项目负责人 手机.
    pub label: String,
    /// Within a table or a list: which row, as 人员 3 王秀英; empty elsewhere.
    pub row: String,
    /// Within a row: the column's label; empty for a row as a whole.
    pub column: String,
    pub what: What,
    /// Both sides as a person reads them; empty where nothing was filled in.
    pub here: Vec<Piece>,
    pub there: Vec<Piece>,
    place: Place,
}

/// How the sides differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// They say different things.
    Answer,
    /// Only there is such a row.
    Added,
    /// Only here is such a row.
    Removed,
    /// The row stands at another place.
    Moved,
}

/// What taking a change over does here.
#[derive(Debug, Clone, PartialEq)]
enum Place {
    /// Puts the answer at the path; none empties it.
    Answer(String, Option<Answer>),
    Insert {
        at: usize,
        row: Answer,
    },
    Remove {
        at: usize,
    },
    Move {
        from: usize,
        to: usize,
    },
}

impl Change {
    /// The path of the answer that taking it over replaces; none where a row comes, goes or moves.
    pub fn answer_path(&self) -> Option<&str> {
        match &self.place {
            Place::Answer(path, _) => Some(path),
            _ => None,
        }
    }

    /// Whether the other says the same of the same place, wherever its row stands by now.
    pub fn is_again(&self, other: &Self) -> bool {
        let of = |change: &Self| (change.what, change.place.clone());
        self.field == other.field
            && of(self) == of(other)
            && self.column == other.column
            && self.there == other.there
    }

    /// What it is about, for where it stands alone: 项目负责人 手机, or
    /// 主要参加人员 人员 3 王秀英 联系方式.
    pub fn name(&self) -> String {
        let parts = [&self.label, &self.row, &self.column];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

impl Project {
    /// What differs from another application. Where either is a section that was handed out, that
    /// section alone is compared. Notes such as ticks are no part of it.
    ///
    /// # Errors
    /// Where the other is of another form, or both are sections and not the same one.
    pub fn compare(&self, other: &Self) -> Result<Comparison, ProjectError> {
        if self.form.id != other.form.id {
            return Err(ProjectError::OtherForm(other.form.name.clone()));
        }
        let section = match (self.handed_out(), other.handed_out()) {
            (Some(one), Some(another)) if one != another => {
                let title = other.form.sections[another].title.clone();
                return Err(ProjectError::OtherSection(title));
            }
            (one, another) => one.or(another),
        };
        let mut changes = Vec::new();
        for (at, part) in self.form.sections.iter().enumerate() {
            if section.is_some_and(|only| only != at) {
                continue;
            }
            for field in &part.fields {
                self.compare_field(other, at, field, &mut changes);
            }
        }
        Ok(Comparison { section, changes })
    }

    fn compare_field(&self, other: &Self, section: usize, field: &Field, out: &mut Vec<Change>) {
        let asked = self.answers.asks(field) || other.answers.asks(field);
        // A sum follows from answers that are compared themselves.
        if !asked || matches!(field.kind, Kind::Sum { .. }) {
            return;
        }
        let files = self.files_with(other);
        let (here, there) = (self.answers.get(&field.id), other.answers.get(&field.id));
        if value::same(field, here, there, files) {
            return;
        }
        let label = place_label(&self.form, &field.id);
        let sides = list::Sides {
            form: &self.form,
            files,
            section,
            field,
            label: &label,
        };
        if let Some(changes) = sides.changes(here, there) {
            out.extend(changes);
            return;
        }
        // Something of another shape around the answer goes where the answer is taken over.
        let around = self.answers.in_the_way(&field.id);
        let here = match around.and_then(|path| self.answers.get(&path)) {
            Some(odd) => odd.plain().into_owned(),
            None => value::readable(&self.form, field, here, files.here),
        };
        let place = Place::Answer(field.id.clone(), there.cloned());
        let there = value::readable(&self.form, field, there, files.there);
        let (here, there) = marked(field, &here, &there);
        out.push(Change {
            section,
            field: field.id.clone(),
            label,
            row: String::new(),
            column: String::new(),
            what: What::Answer,
            here,
            there,
            place,
        });
    }

    fn files_with<'a>(&'a self, other: &'a Self) -> Files<'a> {
        Files {
            here: &self.attachments,
            there: &other.attachments,
        }
    }
}

/// Both texts with what differs marked. A choice and a file are others as a whole.
fn marked(field: &Field, here: &str, there: &str) -> (Vec<Piece>, Vec<Piece>) {
    match field.kind {
        // Two files may have one name and size.
        Kind::Attachment { .. } if here == there => (own(here), own(&format!("{there}，内容不同"))),
        Kind::Choice { .. } | Kind::Attachment { .. } | Kind::YesNo => (own(here), own(there)),
        _ => text::mark(here, there),
    }
}

/// A text that stands on one side alone.
fn own(text: &str) -> Vec<Piece> {
    if text.is_empty() {
        return Vec::new();
    }
    vec![Piece {
        text: text.to_owned(),
        is_own: true,
    }]
}
