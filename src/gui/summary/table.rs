//! Tables as a page shows them: columns by their share of the width, thin lines between rows.

use egui::{Align, Color32, Label, Layout, Sense, Stroke, Ui, vec2};

use crate::gui::theme::{self, Tokens};

/// Words in a cell, with their colour.
pub type Cell = (String, Color32);

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// Its share of the width.
    share: f32,
    align: Align,
}

impl Column {
    /// A column of words.
    pub const fn words(share: f32) -> Self {
        let align = Align::Min;
        Self { share, align }
    }

    /// A column of figures, which stand under each other by their last digits.
    pub const fn figures(share: f32) -> Self {
        let align = Align::Max;
        Self { share, align }
    }
}

/// Draws rows.
pub fn table_ui(ui: &mut Ui, columns: &[Column], rows: &[Vec<Cell>]) {
    let tokens = Tokens::of(ui);
    let all: f32 = columns.iter().map(|column| column.share).sum();
    let gap = 12.0;
    let width = ui.available_width() - gap * columns.len().saturating_sub(1) as f32;
    ui.spacing_mut().item_spacing.y = 0.0;
    for row in rows {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for ((text, color), column) in row.iter().zip(columns) {
                let size = vec2(width * column.share / all, 0.0);
                ui.allocate_ui_with_layout(size, Layout::top_down(column.align), |ui| {
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
