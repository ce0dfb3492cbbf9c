//! Where the cursor goes in a table, and what becomes of its rows.

use egui::Ui;

use crate::answers::path::is_in;
use crate::answers::{Answer, Edit, Group};
use crate::form::Field;
use crate::gui::request::Request;
use crate::gui::widgets::Cx;
use crate::gui::widgets::state::{FieldState, row_in};
use crate::gui::widgets::text::id_of;

use super::keys::Go;

/// A cell by its row and column, each counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub row: usize,
    pub column: usize,
}

/// Where a key leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    To(Place),
    /// Into a new row behind the last, in that column.
    Add(usize),
    /// Out of the table at its end.
    Out,
    /// Out of the table at its beginning.
    Back,
    Stay,
}

/// Where a key leads from a cell of a table of so many rows and columns. Behind an empty row none
/// is added.
fn step(go: Go, at: Place, rows: usize, columns: usize, last_is_blank: bool) -> Step {
    let Place { row, column } = at;
    let to = |row, column| Step::To(Place { row, column });
    match go {
        Go::Next if column + 1 < columns => to(row, column + 1),
        Go::Next if row + 1 < rows => to(row + 1, 0),
        Go::Next if last_is_blank => Step::Out,
        Go::Next => Step::Add(0),
        Go::Previous if column > 0 => to(row, column - 1),
        Go::Previous if row > 0 => to(row - 1, columns.saturating_sub(1)),
        Go::Previous => Step::Back,
        Go::Below | Go::Down if row + 1 < rows => to(row + 1, column),
        Go::Below if !last_is_blank => Step::Add(column),
        Go::Up if row > 0 => to(row - 1, column),
        _ => Step::Stay,
    }
}

/// The cell of a table whose text has the cursor.
pub fn focused(ui: &Ui, state: &FieldState, field: &Field, path: &str) -> Option<Place> {
    let cell = state.at_hand()?;
    let row = row_in(cell, path)?;
    let (_, column) = cell.strip_prefix(path)?.split_once("].")?;
    let columns = field.columns();
    let column = columns.iter().position(|one| one.id == column)?;
    ui.memory(|memory| memory.has_focus(id_of(cell)))
        .then_some(Place { row, column })
}

/// The path of a cell.
pub fn cell_path(field: &Field, path: &str, at: Place) -> String {
    let column = field.columns().get(at.column);
    let column = column.map_or("", |column| column.id.as_str());
    format!("{path}[{}].{column}", at.row)
}

/// The path by which the cursor is wanted on the button that adds a row.
pub fn new_row_path(path: &str) -> String {
    format!("{path}.+")
}

/// Does what a key asks for. Called after the cells were drawn, so that what was typed into them
/// comes first.
pub fn act(cx: &mut Cx<'_>, field: &Field, path: &str, what: &str, at: Place, go: Go) {
    let rows = cx.answers.list(path).len();
    let Place { row, column } = at;
    match go {
        Go::MoveUp if row > 0 => move_row(cx, field, path, at, row - 1),
        Go::MoveDown if row + 1 < rows => move_row(cx, field, path, at, row + 1),
        Go::MoveUp | Go::MoveDown => {}
        Go::Insert => insert(cx, field, path, row + 1, column),
        Go::Remove => {
            remove(cx, path, what, row);
            let next = if rows > 1 {
                let row = row.min(rows - 2);
                cell_path(field, path, Place { row, column })
            } else {
                new_row_path(path)
            };
            cx.state.step_to(&next);
        }
        _ => {
            let blank = rows > 0 && is_blank_by_now(cx, &format!("{path}[{}]", rows - 1));
            match step(go, at, rows, field.columns().len(), blank) {
                Step::To(to) => cx.state.step_to(&cell_path(field, path, to)),
                Step::Add(column) => insert(cx, field, path, rows, column),
                Step::Out => cx.state.step_to(&new_row_path(path)),
                Step::Back | Step::Stay => {}
            }
        }
    }
}

/// Whether the key leads out of the table to what stands before it.
pub fn leads_back(go: Go, at: Place) -> bool {
    step(go, at, usize::MAX, usize::MAX, false) == Step::Back
}

/// Whether nothing stands in a row, nor was just typed there.
fn is_blank_by_now(cx: &Cx<'_>, row: &str) -> bool {
    fn fills(edit: &Edit, row: &str) -> bool {
        match edit {
            Edit::Set {
                path,
                value: Some(value),
            } => is_in(path, row) && !value.is_blank(),
            Edit::Many(edits) => edits.iter().any(|edit| fills(edit, row)),
            _ => false,
        }
    }
    cx.answers.is_blank(row)
        && !cx.requests.iter().any(|request| match request {
            Request::Edit(edit) => fills(edit, row),
            _ => false,
        })
}

/// Puts an empty row in and the cursor into one of its cells.
pub fn insert(cx: &mut Cx<'_>, field: &Field, path: &str, row: usize, column: usize) {
    if row < cx.answers.list(path).len() {
        cx.state.forget_rows(path);
    }
    cx.edit(Edit::InsertRow {
        table: path.to_owned(),
        at: row,
        row: Answer::Group(Group::default()),
    });
    cx.state.add_row(&format!("{path}[{row}]"));
    let cell = cell_path(field, path, Place { row, column });
    cx.state.step_to(&cell);
}

fn move_row(cx: &mut Cx<'_>, field: &Field, path: &str, from: Place, to: usize) {
    cx.state.forget_rows(path);
    cx.edit(Edit::MoveRow {
        table: path.to_owned(),
        from: from.row,
        to,
    });
    let place = Place { row: to, ..from };
    cx.state.step_to(&cell_path(field, path, place));
}

/// Takes a row away, and says so where something stood in it.
pub fn remove(cx: &mut Cx<'_>, path: &str, what: &str, row: usize) {
    if !is_blank_by_now(cx, &format!("{path}[{row}]")) {
        let number = row + 1;
        let words = format!("已删除第 {number} 行{what}，按 Ctrl+Z 可以找回来。");
        cx.requests.push(Request::Say(words));
    }
    cx.state.forget_rows(path);
    cx.edit(Edit::RemoveRow {
        table: path.to_owned(),
        at: row,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_leads_to_the_next_cell_and_at_the_end_into_a_new_row() {
        let to = |row, column| Step::To(Place { row, column });
        for (go, (row, column), blank, expected) in [
            (Go::Next, (0, 0), false, to(0, 1)),
            (Go::Next, (0, 2), false, to(1, 0)),
            (Go::Next, (1, 2), false, Step::Add(0)),
            (Go::Next, (1, 2), true, Step::Out),
            (Go::Previous, (1, 0), false, to(0, 2)),
            (Go::Previous, (0, 0), false, Step::Back),
            (Go::Below, (0, 1), false, to(1, 1)),
            (Go::Below, (1, 1), false, Step::Add(1)),
            (Go::Below, (1, 1), true, Step::Stay),
            (Go::Up, (1, 2), false, to(0, 2)),
            (Go::Up, (0, 2), false, Step::Stay),
            (Go::Down, (0, 2), false, to(1, 2)),
            (Go::Down, (1, 2), false, Step::Stay),
        ] {
            let place = Place { row, column };
            assert_eq!(step(go, place, 2, 3, blank), expected, "{go:?} {place:?}");
        }
        assert!(leads_back(Go::Previous, Place { row: 0, column: 0 }));
        assert!(!leads_back(Go::Next, Place { row: 0, column: 0 }));
    }
}
