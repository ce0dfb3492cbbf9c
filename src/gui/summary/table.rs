//! Tables as a page shows them: columns by their share of the width, thin lines between rows.

use egui::{Align, Color32, Label, Layout, Sense, Stroke, Ui, vec2};

use crate::gui::theme::{self, Tokens};

/// Words in a cell, with their colour.
pub type Cell = (String, Color32);

/// Draws rows; `shares` are those of the columns.
pub fn table_ui(ui: &mut Ui, shares: &[f32], rows: &[Vec<Cell>]) {
    let tokens = Tokens::of(ui);
    let all: f32 = shares.iter().sum();
    let gap = 12.0;
    let width = ui.available_width() - gap * shares.len().saturating_sub(1) as f32;
    ui.spacing_mut().item_spacing.y = 0.0;
    for row in rows {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for ((text, color), share) in row.iter().zip(shares) {
                let size = vec2(width * share / all, 0.0);
                ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                    ui.set_width(size.x);
                    ui.add_space(6.0);
                    ui.add(Label::new(theme::small(text).color(*color)).wrap());
                    ui.add_space(6.0);
                });
            }
        });
        let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
        let stroke = Stroke::new(1.0, tokens.line);
        ui.painter().hline(line.x_range(), line.center().y, stroke);
    }
}
