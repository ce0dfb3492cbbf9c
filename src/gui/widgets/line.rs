//! Answers of one line: words, whole numbers, amounts.

use egui::Ui;

use super::Cx;
use super::text::{Look, text_ui};

pub fn line_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, name: &str) {
    text_ui(ui, cx, path, name, &Look::default());
}

pub fn count_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, name: &str) {
    text_ui(
        ui,
        cx,
        path,
        name,
        &Look {
            right: true,
            ..Look::default()
        },
    );
}

pub fn money_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, name: &str) {
    text_ui(
        ui,
        cx,
        path,
        name,
        &Look {
            right: true,
            unit: "万元",
            ..Look::default()
        },
    );
}

/// An amount in a column whose head names the unit.
pub fn bare_money_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, name: &str) {
    text_ui(
        ui,
        cx,
        path,
        name,
        &Look {
            right: true,
            ..Look::default()
        },
    );
}
