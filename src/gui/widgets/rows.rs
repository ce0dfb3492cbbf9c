//! Tables of rows: a real table where the columns are few and short, else a card for each row.

use egui::{Align, Label, Layout, Ui};

use crate::answers::{Answer, count};
use crate::form::{Field, Kind};
use crate::gui::command::Command;
use crate::gui::request::Request;
use crate::gui::roster::Act;
use crate::gui::theme::{self, Tokens};
use crate::project::people::holds_people;

use super::parts::{self, RowAction};
use super::table::{fill, fits_table, moves, table_ui};
use super::{Cx, field_ui, is_short, odd, person, sums};

/// Up to so many cards stand open at first.
const OPEN_CARDS: usize = 3;
/// More 字 than this are cut off in half the width.
const HALF_WORDS: usize = 18;
/// Between two questions side by side.
const COLUMN_GAP: f32 = 20.0;

pub fn rows_ui(ui: &mut Ui, cx: &mut Cx<'_>, field: &Field, path: &str) {
    let Kind::Rows { row, most, .. } = &field.kind else {
        return;
    };
    let in_table = fits_table(field, ui.available_width());
    if in_table {
        table_ui(ui, cx, field, path);
    } else {
        let at = moves::focused(ui, cx.state, field, path);
        let block = at.and_then(|at| fill::pasted(ui, field, at, true));
        let action = cards_ui(ui, cx, field, path, row);
        if let Some((at, block)) = at.zip(block) {
            fill::paste(ui, cx, field, path, at, block);
        } else if let Some((at, action)) = action {
            cx.state.forget_rows(path);
            cx.edit(action.edit(path, at));
        }
    }
    ui.add_space(4.0);
    let count = cx.answers.list(path).len();
    ui.horizontal_wrapped(|ui| {
        // A table has its own row for a new one.
        if !in_table {
            let button = parts::button_ui(ui, &format!("＋ 添加{row}"));
            if cx.state.takes(&moves::new_row_path(path), false) {
                parts::take_focus(&button, cx.state);
            }
            if button.clicked() {
                moves::insert(cx, field, path, count, 0);
            }
        }
        if holds_people(field) {
            let button = parts::button_ui(ui, Command::Roster.label());
            if button.on_hover_text(Command::Roster.tooltip()).clicked() {
                let path = Some(path.to_owned());
                cx.requests.push(Request::Roster(Act::Open(path)));
            }
            let several = parts::button_ui(ui, "从专家库选几位…")
                .on_hover_text("打开专家库，勾选几位，一起加进这张表");
            if several.clicked() {
                cx.requests.push(Request::Run(Command::Library));
            }
        }
        if let Some(most) = most {
            ui.label(
                theme::small(format!("已填 {count}，最多 {most}")).color(Tokens::of(ui).muted),
            );
        }
    });
    if !in_table {
        for column in field.columns() {
            sums::column_ui(ui, cx, field, column, path);
        }
    }
}

fn cards_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    field: &Field,
    path: &str,
    what: &str,
) -> Option<(usize, RowAction)> {
    let count = cx.answers.list(path).len();
    let mut action = None;
    for at in 0..count {
        let row = format!("{path}[{at}]");
        let open = cx
            .state
            .cards
            .get(&row)
            .copied()
            .unwrap_or(count <= OPEN_CARDS)
            || cx.state.is_wanted_in(&row);
        parts::card(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                // From the right, so that the buttons stay and a long title gives way.
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.scope(|ui| {
                        ui.set_width(parts::ROW_ACTIONS_WIDTH);
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            if let Some(does) = parts::row_actions_ui(ui, at, count, what) {
                                action = Some((at, does));
                            }
                        });
                    });
                    let words = if open { "收起" } else { "展开" };
                    let button = parts::small_button_ui(ui, words)
                        .accessible_name(format!("{words}第 {} {what}", at + 1));
                    if button.clicked() {
                        cx.state.cards.insert(row.clone(), !open);
                    }
                    let shown = parts::worst(cx.findings_of(&row));
                    if let Some(severity) = shown.filter(|_| !open) {
                        let found = cx.findings_of(&row).count();
                        parts::tag_ui(ui, &found.to_string(), severity);
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let title = card_title(cx, field, &row, at);
                        ui.add(Label::new(title).truncate());
                    });
                });
            });
            if !open {
                return;
            }
            match cx.answers.get(&row) {
                Some(Answer::Group(_) | Answer::Nothing) | None => {
                    ui.add_space(4.0);
                    if holds_people(field) {
                        let who = format!("第 {} {what}", at + 1);
                        parts::line_ui(ui, |ui| {
                            person::person_ui(ui, &row, &who, cx.requests);
                        });
                    }
                    columns_of_card_ui(ui, cx, field, &row);
                }
                Some(other) => odd::odd_row_ui(ui, other, &row, cx.state.takes(&row, true)),
            }
        });
        ui.add_space(4.0);
    }
    action
}

fn columns_of_card_ui(ui: &mut Ui, cx: &mut Cx<'_>, field: &Field, row: &str) {
    let columns: Vec<&Field> = field.columns().iter().collect();
    fields_ui(ui, cx, &columns, |column| format!("{row}.{}", column.id));
}

/// Questions under each other, short ones side by side where there is room.
pub fn fields_ui(ui: &mut Ui, cx: &mut Cx<'_>, fields: &[&Field], path: impl Fn(&Field) -> String) {
    let mut rest = fields;
    while let [first, after @ ..] = rest {
        let half = |field: &Field, cx: &mut Cx<'_>| cx.wide && fits_half(cx, field, &path(field));
        let is_half = half(first, cx);
        let pair = after.first().filter(|next| is_half && half(next, cx));
        if let Some(next) = pair {
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.x = COLUMN_GAP;
                ui.columns_const(|[left, right]| {
                    field_ui(left, cx, first, &path(first));
                    field_ui(right, cx, next, &path(next));
                });
            });
            rest = &after[1..];
        } else if is_half && first.kind != Kind::Line {
            // Half the width is enough, and a date as wide as an essay would look like one.
            let width = (ui.available_width() - COLUMN_GAP) / 2.0;
            ui.scope(|ui| {
                ui.set_max_width(width);
                field_ui(ui, cx, first, &path(first));
            });
            rest = after;
        } else {
            field_ui(ui, cx, first, &path(first));
            rest = after;
        }
        ui.add_space(8.0);
    }
}

/// Whether a question fits in half the width, with what stands in it. The answer stays the same
/// while a person types: a field that jumps from under the cursor is worse than a cut text.
fn fits_half(cx: &mut Cx<'_>, field: &Field, path: &str) -> bool {
    if !is_short(field) {
        return false;
    }
    let words = count(&cx.answers.text(path)).words;
    field.kind != Kind::Line || !cx.state.is_spread(path, words > HALF_WORDS)
}

/// The row's name, with how its first question is answered.
fn card_title(cx: &Cx<'_>, field: &Field, row: &str, at: usize) -> String {
    let called = field.row_name(at);
    let Some(first) = field.columns().first() else {
        return called;
    };
    let path = format!("{row}.{}", first.id);
    let text = cx.answers.text(&path);
    let unit = first.unit().filter(|_| cx.answers.money(&path).is_some());
    match text.lines().map(str::trim).find(|line| !line.is_empty()) {
        None => called,
        Some(line) => {
            let name: String = line.chars().take(20).collect();
            let unit = unit.map_or_else(String::new, |unit| format!(" {unit}"));
            format!("{called} · {name}{unit}")
        }
    }
}
