//! The way between a person of a form and the expert library.

use egui::Ui;

use crate::gui::library::Act;
use crate::gui::request::Request;

use super::parts;

/// What the buttons say.
pub const FROM_LIBRARY: &str = "从专家库选…";
pub const INTO_LIBRARY: &str = "存入专家库";

/// Quiet buttons of the person who stands at that path, to be put on a line; `who` is what a screen
/// reader calls them.
pub fn person_ui(ui: &mut Ui, path: &str, who: &str, requests: &mut Vec<Request>) {
    ui.spacing_mut().button_padding.x = 0.0;
    ui.spacing_mut().item_spacing.x = 20.0;
    let from = parts::link_ui(ui, FROM_LIBRARY)
        .on_hover_text("选一位专家，把姓名、手机、单位等填到这里，可以撤销")
        .accessible_name(format!("{who} 从专家库选"));
    if from.clicked() {
        requests.push(Request::Library(Act::Pick(path.to_owned())));
    }
    let into = parts::link_ui(ui, INTO_LIBRARY)
        .on_hover_text("把这里填的人存进专家库，以后的材料可以直接选用")
        .accessible_name(format!("{who} {INTO_LIBRARY}"));
    if into.clicked() {
        requests.push(Request::Library(Act::Keep(path.to_owned())));
    }
}
