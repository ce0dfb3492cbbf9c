//! The page on the screen.

use egui::Ui;

use crate::gui::request::Request;
use crate::gui::theme;
use crate::workspace::Workspace;

pub fn standing_ui(ui: &mut Ui, _workspace: &Workspace, _requests: &mut Vec<Request>) {
    ui.label(theme::title("常用信息"));
}
