//! How each column of the sheet was understood, and the way to correct it.

use egui::{Align, CollapsingHeader, ComboBox, Frame, Label, Layout, Margin, Stroke, Ui, vec2};

use crate::diag::Severity;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;
use crate::project::people::{Column, Confidence, Part, Target};

use super::{Act, data};

/// Height of the list of meanings, in points.
const LIST_HEIGHT: f32 = 640.0;

/// Room for one column.
const WIDTH: f32 = 184.0;
const HEIGHT: f32 = 72.0;
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
            ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
            // A line that wraps by itself would set each lower than the one before it.
            let in_line = ((ui.available_width() + 8.0) / (WIDTH + 8.0)).max(1.0) as usize;
            let all: Vec<_> = columns.iter().enumerate().collect();
            for line in all.chunks(in_line) {
                ui.horizontal_top(|ui| {
                    for (at, column) in line {
                        column_ui(ui, *at, column, target, requests);
                    }
                });
            }
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
    ui.allocate_ui(vec2(WIDTH, HEIGHT), |ui| {
        Frame::new()
            .fill(tokens.sheet)
            .stroke(Stroke::new(1.0, line))
            .corner_radius(theme::RADIUS)
            .inner_margin(Margin::symmetric(8, 6))
            .show(ui, |ui| {
                ui.set_width(WIDTH - 18.0);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 4.0;
                    ui.horizontal(|ui| {
                        ui.spacing_mut().interact_size.y = 20.0;
                        // From the right, so that the word stays and a long header gives way.
                        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                            word_ui(ui, column, target);
                            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                                let header = format!("{} {}", column.letters, column.header);
                                let label = Label::new(theme::small(header)).truncate();
                                ui.add(label).on_hover_text(&column.header);
                            });
                        });
                    });
                    choice_ui(ui, at, column, requests);
                });
            });
    });
}

/// How sure it is what the column holds, and whether that is of use here.
fn word_ui(ui: &mut Ui, column: &Column, target: Option<&Target>) {
    let tokens = Tokens::of(ui);
    let word = data::confidence(column);
    let takes = |target: &Target, part: Part| part == Part::Serial || target.takes(part);
    let is_taken = match (target, column.part) {
        (Some(target), Some(part)) => takes(target, part),
        _ => true,
    };
    if column.confidence == Confidence::Likely {
        parts::tag_ui(ui, word, Severity::Warning);
    } else if is_taken {
        ui.label(theme::small(word).color(tokens.muted));
    } else {
        let words = theme::small(format!("{word}，不填")).color(tokens.muted);
        ui.label(words)
            .on_hover_text("要填的地方没有这一栏，所以不填进去。");
    }
}

fn choice_ui(ui: &mut Ui, at: usize, column: &Column, requests: &mut Vec<Request>) {
    let chosen = column.part.map_or(NOTHING, Part::label);
    let name = format!("{} 列“{}”是什么", column.letters, column.header);
    let mut said = column.part;
    ComboBox::from_id_salt(("roster column", at))
        // All meanings at once: what one looks for should not have to be scrolled to.
        .height(LIST_HEIGHT)
        .selected_text(chosen)
        .width(ui.available_width())
        .show_ui(ui, |ui| {
            for part in data::PARTS {
                ui.selectable_value(&mut said, Some(part), part.label());
            }
            ui.selectable_value(&mut said, None, NOTHING);
        })
        .response
        .accessible_name(name);
    if said != column.part {
        requests.push(Request::Roster(Act::Column(at, said)));
    }
}
