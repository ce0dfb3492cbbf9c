//! The sums at the foot of a table.

use egui::{Label, RichText, Ui};

use crate::form::{Field, Kind};
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::{Cx, sums};

use super::look::{Ground, row_ui, words_ui};

/// The sum under each column of money, and at its right how it compares.
pub fn sums_ui(ui: &mut Ui, cx: &Cx<'_>, field: &Field, path: &str, widths: &[f32]) {
    let columns = field.columns();
    let Some(first) = columns.iter().position(|column| column.kind == Kind::Money) else {
        return;
    };
    let tokens = Tokens::of(ui);
    let ground = Ground::shaded(ui);
    let sums: Vec<_> = columns
        .iter()
        .map(|column| sums::column_sum_of(cx, field, column, path))
        .collect();
    // The words take the cells behind the last figure, where there is room for them.
    let last = columns
        .iter()
        .rposition(|column| column.kind == Kind::Money);
    let last = last.unwrap_or(first);
    let behind: f32 = widths[last + 2..].iter().sum();
    let beside = behind >= 200.0;
    let mut cells = widths[..last + 2].to_vec();
    cells.push(behind);
    let notes: Vec<_> = sums.iter().flatten().collect();
    let notes_ui = |ui: &mut Ui| {
        for sum in &notes {
            if let Some((text, color)) = sum.note_in_table(tokens) {
                ui.add(Label::new(theme::small(text).color(color)).wrap());
            }
        }
    };
    row_ui(ui, &cells, ground, |ui, at| {
        if at == cells.len() - 1 {
            if beside {
                words_ui(ui, false, |ui| notes_ui(ui));
            }
        } else if at == first {
            words_ui(ui, false, |ui| {
                ui.label("合计");
            });
        } else if let Some(Some(sum)) = at.checked_sub(1).and_then(|at| sums.get(at)) {
            words_ui(ui, true, |ui| {
                let figure = RichText::new(sum.figure()).color(sum.color(tokens));
                ui.label(figure);
            });
        }
    });
    if !beside && notes.iter().any(|sum| sum.note_in_table(tokens).is_some()) {
        let width: f32 = widths.iter().sum();
        row_ui(ui, &[width], ground, |ui, _| {
            words_ui(ui, false, |ui| notes_ui(ui));
        });
    }
}
