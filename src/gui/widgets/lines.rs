//! A list of lines: add, remove, move.

use egui::{Ui, vec2};

use crate::answers::{Answer, Edit};
use crate::gui::theme::{self, Tokens};

use super::Cx;
use super::parts;
use super::text::{Look, text_ui};

pub fn lines_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, name: &str) {
    let count = cx.answers.list(path).len();
    for at in 0..count {
        let mut action = None;
        let line = format!("{path}[{at}]");
        ui.horizontal(|ui| {
            ui.allocate_ui(vec2(28.0, theme::FIELD_HEIGHT), |ui| {
                ui.label(theme::small(format!("{}", at + 1)).color(Tokens::of(ui).muted));
            });
            let width = ui.available_width() - parts::ROW_ACTIONS_WIDTH - 8.0;
            ui.allocate_ui(vec2(width, theme::FIELD_HEIGHT), |ui| {
                text_ui(ui, cx, &line, &format!("{name} 第 {} 项", at + 1), &Look::default());
            });
            action = parts::row_actions_ui(ui, at, count, "项");
        });
        if let Some(action) = action {
            cx.state.forget_rows(path);
            cx.edit(action.edit(path, at));
        }
    }
    if ui.button("＋ 添加一项").clicked() {
        let row = Answer::Text(String::new());
        cx.edit(Edit::InsertRow { table: path.to_owned(), at: count, row });
        cx.state.want(&format!("{path}[{count}]"));
    }
}
