//! The screen.

use egui::Ui;

use crate::gui::editor::ViewCx;
use crate::gui::theme;

use super::State;

pub fn upload_ui(ui: &mut Ui, _cx: &mut ViewCx<'_>, _state: &mut State) {
    ui.label(theme::title("网上填报"));
}
