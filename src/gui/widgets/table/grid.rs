//! The table on the screen: heads, one row of fields for each row of answers, a row to begin a new
//! one, sums at the foot. Rows outside the view are not laid out.

use egui::{Button, FocusDirection, Frame, RichText, Stroke, Ui, vec2};

use crate::answers::Answer;
use crate::diag::Severity;
use crate::form::{Field, Kind};
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts::{self, RowAction};
use crate::gui::widgets::state::Heights;
use crate::gui::widgets::text::id_of;
use crate::gui::widgets::{Cx, answer_ui, found, line, odd};
use crate::project::people::holds_people;

use super::look::{self, Ground, PADDING, row_ui, words_ui};
use super::moves::{self, Place};
use super::row_menu::row_menu_ui;
use super::{fill, foot, keys};

pub use super::look::fits_table;

/// Rows so far outside the view are laid out too: they scroll in whole.
const MARGIN: f32 = 240.0;

/// Shows the table and asks for what keys, clipboard and menus want done with it.
pub fn table_ui(ui: &mut Ui, cx: &mut Cx<'_>, field: &Field, path: &str) {
    let Kind::Rows { row: what, .. } = &field.kind else {
        return;
    };
    let at = moves::focused(ui, cx.state, field, path);
    let block = at.and_then(|at| fill::pasted(ui, field, at, false));
    let go = at.and_then(|_| keys::pressed(ui, cx.state, true));
    if at.zip(go).is_some_and(|(at, go)| moves::leads_back(go, at)) {
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::Previous));
    }
    let tokens = Tokens::of(ui);
    let mut action = None;
    let mut adds = false;
    let frame = Frame::new()
        .stroke(Stroke::new(1.0, tokens.line))
        .fill(tokens.sheet);
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let widths = look::widths(field, ui.available_width());
        heads_ui(ui, field, &widths);
        let row = at.map(|at| at.row);
        action = rows_ui(ui, cx, field, path, what, &widths, row);
        adds = new_row_ui(ui, cx, path, what, &widths);
        foot::sums_ui(ui, cx, field, path, &widths);
    });
    if let Some((at, go)) = at.zip(go) {
        moves::act(cx, field, path, what, at, go);
    } else if let Some((at, block)) = at.zip(block) {
        fill::paste(ui, cx, field, path, at, block);
    } else if let Some((row, action)) = action {
        match action {
            RowAction::Insert => moves::insert(cx, field, path, row + 1, 0),
            RowAction::Remove => moves::remove(cx, path, what, row),
            RowAction::Up | RowAction::Down => {
                cx.state.forget_rows(path);
                cx.edit(action.edit(path, row));
            }
        }
    } else if adds {
        moves::insert(cx, field, path, cx.answers.list(path).len(), 0);
    }
}

fn heads_ui(ui: &mut Ui, field: &Field, widths: &[f32]) {
    let ground = Ground::shaded(ui);
    row_ui(ui, widths, ground, |ui, at| {
        let column = at.checked_sub(1).and_then(|at| field.columns().get(at));
        let (text, right) = match column {
            Some(column) => (head(column), is_figure(column)),
            None if at == 0 => ("编号".to_owned(), false),
            None => return,
        };
        words_ui(ui, right, |ui| {
            parts::note_ui(ui, &text);
        });
    });
}

fn head(column: &Field) -> String {
    match column.kind {
        Kind::Money if !column.full_label().contains("万元") => {
            format!("{}（万元）", column.full_label())
        }
        _ => column.full_label(),
    }
}

/// Whether a column's answers stand at the right.
fn is_figure(column: &Field) -> bool {
    matches!(column.kind, Kind::Money | Kind::Count)
}

/// The rows that are seen, have the cursor or are to get it.
fn rows_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    field: &Field,
    path: &str,
    what: &str,
    widths: &[f32],
    focused: Option<usize>,
) -> Option<(usize, RowAction)> {
    let count = cx.answers.list(path).len();
    let mut heights = take_heights(ui, cx, field, path, widths);
    let wanted = cx.state.wanted_row(path);
    let view = ui.clip_rect().y_range().expand(MARGIN);
    let mut action = None;
    let mut skipped = 0.0;
    for at in 0..count {
        let top = ui.cursor().top() + skipped;
        let seen = top <= view.max && top + heights.rows[at] >= view.min;
        if !seen && Some(at) != focused && Some(at) != wanted {
            skipped += heights.rows[at];
            continue;
        }
        ui.add_space(std::mem::take(&mut skipped));
        let top = ui.cursor().top();
        let does = ui.push_id(at, |ui| {
            one_row_ui(ui, cx, field, path, what, widths, at, Some(at) == focused)
        });
        if let Some(does) = does.inner {
            action = Some((at, does));
        }
        heights.rows[at] = ui.cursor().top() - top;
    }
    ui.add_space(skipped);
    cx.state.heights.insert(path.to_owned(), heights);
    action
}

/// The heights of the rows as far as they hold, else guesses.
fn take_heights(ui: &Ui, cx: &mut Cx<'_>, field: &Field, path: &str, widths: &[f32]) -> Heights {
    let rows = cx.answers.list(path);
    let width = ui.available_width();
    let known = cx.state.heights.remove(path);
    known
        .filter(|known| known.width == width && known.rows.len() == rows.len())
        .unwrap_or_else(|| {
            let guess = |row: &Answer| {
                let texts = field.columns().iter().zip(widths.iter().skip(1));
                let texts = texts.filter_map(|(column, width)| match (row, &column.kind) {
                    (Answer::Group(row), Kind::Text | Kind::Line | Kind::Email) => {
                        match row.child(&column.id) {
                            Some(Answer::Text(text)) => Some((text.as_str(), *width)),
                            _ => None,
                        }
                    }
                    _ => None,
                });
                look::guessed_height(texts)
            };
            Heights {
                width,
                rows: rows.iter().map(guess).collect(),
            }
        })
}

#[expect(
    clippy::too_many_arguments,
    reason = "a row is drawn from all of these"
)]
fn one_row_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    field: &Field,
    path: &str,
    what: &str,
    widths: &[f32],
    at: usize,
    focused: bool,
) -> Option<RowAction> {
    let tokens = Tokens::of(ui);
    let count = cx.answers.list(path).len();
    let row = format!("{path}[{at}]");
    let columns = field.columns();
    let cell_of = |column: usize| moves::cell_path(field, path, Place { row: at, column });
    let mut action = None;
    let odd = match cx.answers.get(&row) {
        Some(Answer::Group(_) | Answer::Nothing) | None => None,
        Some(odd) => Some(odd),
    };
    let middle: f32 = widths[1..=columns.len()].iter().sum();
    let merged = [widths[0], middle, widths[columns.len() + 1]];
    let widths = if odd.is_some() { &merged } else { widths };
    let last = widths.len() - 1;
    let at_hand = (0..columns.len()).find(|column| {
        let id = id_of(&cell_of(*column));
        focused && ui.memory(|memory| memory.has_focus(id))
    });
    let ground = Ground {
        color: focused.then_some(tokens.accent_soft),
        light: at_hand.map(|column| column + 1),
    };
    let places = row_ui(ui, widths, ground, |ui, column| {
        if column == 0 {
            words_ui(ui, false, |ui| {
                ui.label((at + 1).to_string());
            });
        } else if column == last {
            let person = holds_people(field).then_some(row.as_str());
            action = row_menu_ui(ui, at, count, what, person, cx.requests);
        } else if let Some(odd) = odd {
            odd::odd_row_ui(ui, odd, &row, cx.state.takes(&row, true));
        } else if let Some(asked) = columns.get(column - 1) {
            let name = format!("第 {} 行 {}", at + 1, asked.label);
            cell_ui(ui, cx, asked, &cell_of(column - 1), &name);
        }
    });
    if odd.is_some() {
        return action;
    }
    for (column, place) in places[1..last].iter().enumerate() {
        let cell = cell_of(column);
        if parts::worst(cx.findings_of(&cell)) == Some(Severity::Error) {
            look::frame_cell(ui, *place, 1.0, tokens.err);
        }
        if cx.state.is_found(&cell) {
            look::frame_cell(ui, *place, 2.0, tokens.found);
        }
        if cx.state.comes_into_view(&cell, true) {
            found::bring_into_view(ui, *place);
        }
        let id = id_of(&cell);
        if ui.memory(|memory| memory.has_focus(id)) {
            look::frame_cell(ui, *place, 2.0, tokens.accent);
        } else if ui.rect_contains_pointer(*place)
            && ui.input(|input| input.pointer.primary_clicked())
            && is_beside_text(ui, id)
        {
            cx.state.step_to(&cell);
        }
    }
    action
}

/// Whether the pointer is in a cell of text and not on the text itself, which a higher cell in the
/// same row leaves room below.
fn is_beside_text(ui: &Ui, text: egui::Id) -> bool {
    let drawn = ui
        .ctx()
        .viewport(|viewport| viewport.this_pass.widgets.get(text).copied());
    let below = |place: egui::Rect| {
        ui.input(|input| input.pointer.interact_pos())
            .is_some_and(|pointer| pointer.y > place.bottom())
    };
    drawn.is_some_and(|text| below(text.rect))
}

fn cell_ui(ui: &mut Ui, cx: &mut Cx<'_>, column: &Field, cell: &str, name: &str) {
    let framed = std::mem::replace(&mut cx.state.in_cell, true);
    if column.kind == Kind::Money {
        if !odd::replaces_ui(ui, cx, column, cell) {
            line::bare_money_ui(ui, cx, cell, name);
        }
    } else {
        answer_ui(ui, cx, column, cell, name);
    }
    cx.state.in_cell = framed;
    if cx
        .findings_of(cell)
        .any(|found| found.severity != Severity::Hint)
    {
        let inner = Frame::new().inner_margin(egui::Margin {
            left: PADDING as i8,
            right: 4,
            top: 0,
            bottom: 6,
        });
        inner.show(ui, |ui| parts::findings_ui(ui, cx, cell));
    }
}

/// The row that begins a new one; true when it does.
fn new_row_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, what: &str, widths: &[f32]) -> bool {
    let rest: f32 = widths.iter().skip(1).sum();
    let mut adds = false;
    let muted = Tokens::of(ui).muted;
    let places = row_ui(ui, &[widths[0], rest], Ground::default(), |ui, at| {
        words_ui(ui, false, |ui| {
            if at == 0 {
                ui.label(RichText::new("＋").color(muted));
                return;
            }
            ui.spacing_mut().button_padding.x = 0.0;
            let button = Button::new(RichText::new("新的一行").color(muted))
                .frame(false)
                .min_size(vec2(0.0, theme::FIELD_HEIGHT - 8.0));
            let response = ui.add(button).accessible_name(format!("＋ 添加{what}"));
            if cx.state.takes(&moves::new_row_path(path), false) {
                parts::take_focus(&response, cx.state);
            }
            if response.has_focus() {
                look::frame_cell(ui, response.rect, 1.5, Tokens::of(ui).accent);
            }
            adds = response.clicked();
        });
    });
    // The whole row is the button's for the pointer.
    let over = places.iter().any(|place| ui.rect_contains_pointer(*place));
    adds || (over && ui.input(|input| input.pointer.primary_clicked()))
}
