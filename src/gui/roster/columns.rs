//! How each column of the sheet was understood, and the way to correct it.

use egui::{CollapsingHeader, ComboBox, Frame, Margin, Stroke, Ui, vec2};

use crate::diag::Severity;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;
use crate::project::people::{Column, Confidence, Target};

use super::{Act, data};

/// Room for one column.
const WIDTH: f32 = 176.0;
/// What a column is called from which nothing is read.
const NOTHING: &str = "不读入";

/// Shows the columns; open at first where one of them is in doubt.
pub fn columns_ui(
    ui: &mut Ui,
    columns: &[Column],
    target: Option<&Target>,
    requests: &mut Vec<Request>,
) {
    let is_doubtful = |column: &&Column| column.confidence == Confidence::Likely;
    let doubtful = columns.iter().filter(is_doubtful).count();
    let words = match doubtful {
        0 => format!("每一栏读成了什么（{} 栏）", columns.len()),
        _ => format!(
            "每一栏读成了什么（{} 栏，其中 {doubtful} 栏拿不准，请看一下）",
            columns.len()
        ),
    };
    CollapsingHeader::new(theme::small(words))
        .id_salt("roster columns")
        .default_open(doubtful > 0)
        .show(ui, |ui| {
            parts::note_ui(
                ui,
                "读错了的，请在这里改成对的；以后表头相同的名单都照这样读。",
            );
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
                for (at, column) in columns.iter().enumerate() {
                    column_ui(ui, at, column, target, requests);
                }
            });
        });
}

fn column_ui(
    ui: &mut Ui,
    at: usize,
    column: &Column,
    target: Option<&Target>,
    requests: &mut Vec<Request>,
) {
    let tokens = Tokens::of(ui);
    let is_doubtful = column.confidence == Confidence::Likely;
    let line = if is_doubtful {
        tokens.warn
    } else {
        tokens.line
    };
    ui.allocate_ui(vec2(WIDTH, 84.0), |ui| {
        Frame::new()
            .fill(tokens.sheet)
            .stroke(Stroke::new(1.0, line))
            .corner_radius(theme::RADIUS)
            .inner_margin(Margin::symmetric(8, 6))
            .show(ui, |ui| {
                ui.set_width(WIDTH - 18.0);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 4.0;
                    let header = format!("{} {}", column.letters, column.header);
                    let header = egui::Label::new(theme::small(header)).truncate();
                    ui.add(header).on_hover_text(&column.header);
                    choice_ui(ui, at, column, requests);
                    ui.horizontal(|ui| {
                        let word = data::confidence(column);
                        if is_doubtful {
                            parts::tag_ui(ui, word, Severity::Warning);
                        } else {
                            ui.label(theme::small(word).color(tokens.muted));
                        }
                        let is_taken = match (target, column.part) {
                            (Some(target), Some(part)) => {
                                data::shown_parts(std::slice::from_ref(column)).is_empty()
                                    || target.takes(part)
                            }
                            _ => true,
                        };
                        if !is_taken {
                            let words = theme::small("这里不填").color(tokens.muted);
                            ui.label(words)
                                .on_hover_text("要填的地方没有这一栏，所以不填进去。");
                        }
                    });
                });
            });
    });
}

fn choice_ui(ui: &mut Ui, at: usize, column: &Column, requests: &mut Vec<Request>) {
    let chosen = column.part.map_or(NOTHING, data::label);
    let name = format!("{} 列“{}”是什么", column.letters, column.header);
    let mut said = column.part;
    ComboBox::from_id_salt(("roster column", at))
        .selected_text(chosen)
        .width(ui.available_width())
        .show_ui(ui, |ui| {
            for part in data::PARTS {
                ui.selectable_value(&mut said, Some(part), data::label(part));
            }
            ui.selectable_value(&mut said, None, NOTHING);
        })
        .response
        .accessible_name(name);
    if said != column.part {
        requests.push(Request::Roster(Act::Column(at, said)));
    }
}
