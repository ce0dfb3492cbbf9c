//! A box to tick.

use egui::Ui;

use crate::answers::Answer;
use crate::form::Field;

use super::{Cx, parts};

pub fn yes_no_ui(ui: &mut Ui, cx: &mut Cx<'_>, field: &Field, path: &str) {
    let mut ticked = cx.answers.ticked(path);
    let words = if field.statement.is_empty() {
        &field.label
    } else {
        &field.statement
    };
    let response = parts::tick_box_ui(ui, &mut ticked, words);
    if cx.state.takes(path, true) {
        response.request_focus();
        response.scroll_to_me(Some(egui::Align::Center));
    }
    if response.changed() {
        cx.state.hold(path);
        cx.set(path, Answer::YesNo(ticked));
    }
}
