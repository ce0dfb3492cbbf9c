//! A real table: heads, one row of fields for each row of answers, sums at the foot.

use egui::{Align, Frame, Layout, Margin, Ui, vec2};

use crate::answers::Answer;
use crate::diag::Severity;
use crate::form::{Field, Kind};
use crate::gui::theme::{self, Tokens};

use super::parts::{self, RowAction};
use super::{Cx, answer_ui, line, odd, sums};

const NUMBER_WIDTH: f32 = 32.0;
const GAP: f32 = 6.0;

/// Whether the columns are few and short enough to stand side by side in that width.
pub fn fits_table(field: &Field, width: f32) -> bool {
    let columns = field.columns();
    let least: f32 = columns.iter().map(least_width).sum();
    let rest = NUMBER_WIDTH + parts::ROW_ACTIONS_WIDTH + GAP * (columns.len() as f32 + 1.0) + 24.0;
    columns.len() <= 5 && least.is_finite() && least + rest <= width
}

/// What a column needs; infinite for what fits no table.
fn least_width(column: &Field) -> f32 {
    match &column.kind {
        Kind::Count => 90.0,
        Kind::Money => 100.0,
        Kind::Mobile | Kind::Phone => 120.0,
        Kind::Date => 150.0,
        Kind::Line | Kind::Email | Kind::CreditCode | Kind::Choice { .. } => 110.0,
        Kind::Text => 150.0,
        _ => f32::INFINITY,
    }
}

/// How much of the width to spare a column takes.
fn share(column: &Field) -> f32 {
    match &column.kind {
        Kind::Text => 3.0,
        Kind::Line | Kind::Email => 1.5,
        _ => 0.0,
    }
}

/// Shows the table and gives back what is to happen to which row.
pub fn table_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    field: &Field,
    path: &str,
) -> Option<(usize, RowAction)> {
    let Kind::Rows { row: what, .. } = &field.kind else {
        return None;
    };
    let count = cx.answers.list(path).len();
    let tokens = Tokens::of(ui);
    let mut action = None;
    Frame::new()
        .stroke(egui::Stroke::new(1.0, tokens.line))
        .corner_radius(theme::CARD_RADIUS)
        .inner_margin(Margin::same(12))
        .fill(tokens.sheet)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let widths = widths(field, ui.available_width());
            row_ui(ui, |ui| {
                cell_ui(ui, NUMBER_WIDTH, |ui| {
                    parts::note_ui(ui, "编号");
                });
                for (column, width) in field.columns().iter().zip(&widths) {
                    cell_ui(ui, *width, |ui| {
                        parts::note_ui(ui, &head(column));
                    });
                }
            });
            for at in 0..count {
                let row = format!("{path}[{at}]");
                row_ui(ui, |ui| {
                    cell_ui(ui, NUMBER_WIDTH, |ui| {
                        ui.add_space(8.0);
                        ui.label((at + 1).to_string());
                    });
                    if let Some(
                        other @ (Answer::Text(_)
                        | Answer::Number(_)
                        | Answer::YesNo(_)
                        | Answer::List(_)),
                    ) = cx.answers.get(&row)
                    {
                        cell_ui(ui, widths.iter().sum(), |ui| odd::odd_row_ui(ui, other));
                    } else {
                        for (column, width) in field.columns().iter().zip(&widths) {
                            let cell = format!("{row}.{}", column.id);
                            let name = format!("第 {} 行 {}", at + 1, column.label);
                            cell_ui(ui, *width, |ui| {
                                ui.push_id(&cell, |ui| {
                                    cell_answer_ui(ui, cx, column, &cell, &name)
                                });
                                parts::findings_ui(ui, cx, &cell);
                            });
                        }
                    }
                    cell_ui(ui, parts::ROW_ACTIONS_WIDTH, |ui| {
                        ui.add_space(4.0);
                        ui.horizontal(|ui| {
                            if let Some(does) = parts::row_actions_ui(ui, at, count, what) {
                                action = Some((at, does));
                            }
                        });
                    });
                });
            }
            if count == 0 {
                parts::note_ui(ui, &format!("还没有{what}，请添加。"));
            }
            for column in field.columns() {
                sums::column_ui(ui, cx, field, column, path);
            }
        });
    action
}

fn cell_answer_ui(ui: &mut Ui, cx: &mut Cx<'_>, column: &Field, cell: &str, name: &str) {
    if column.kind == Kind::Money {
        if odd::replaces_ui(ui, cx, column, cell) {
            return;
        }
        let wrong = parts::worst(cx.findings_of(cell)) == Some(Severity::Error);
        ui.scope(|ui| {
            if wrong {
                parts::mark_wrong(ui);
            }
            line::bare_money_ui(ui, cx, cell, name);
        });
    } else {
        answer_ui(ui, cx, column, cell, name);
    }
}

fn head(column: &Field) -> String {
    match column.kind {
        Kind::Money if !column.full_label().contains("万元") => {
            format!("{}（万元）", column.full_label())
        }
        _ => column.full_label(),
    }
}

fn row_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        content(ui);
    });
}

fn cell_ui(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        content(ui);
    });
}

fn widths(field: &Field, available: f32) -> Vec<f32> {
    let columns = field.columns();
    let least: f32 = columns.iter().map(least_width).sum();
    let shares: f32 = columns.iter().map(share).sum();
    let taken = NUMBER_WIDTH + parts::ROW_ACTIONS_WIDTH + GAP * (columns.len() as f32 + 1.0);
    let spare = (available - taken - least).max(0.0);
    columns
        .iter()
        .map(|column| {
            let part = if shares > 0.0 {
                share(column) / shares
            } else {
                1.0 / columns.len() as f32
            };
            least_width(column) + spare * part
        })
        .collect()
}
