//! The page on the screen.

use egui::{Grid, ScrollArea, Ui};

use crate::gui::command::Command;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;
use crate::workspace::Workspace;

/// Keys that belong to fields and pages and not to the window as a whole.
const OTHER: [(&str, &str, &str); 4] = [
    ("Tab", "下一处", "到下一个填写的地方或按钮"),
    ("Shift+Tab", "上一处", "回到上一个填写的地方或按钮"),
    ("Space", "选中", "按下光标所在的按钮，或勾选所在的一项"),
    ("Esc", "返回", "关掉上面盖着的页面或对话框"),
];

/// Lists the keys, those of the window first.
pub fn keys_ui(ui: &mut Ui, _workspace: &Workspace, _requests: &mut Vec<Request>) {
    ui.label(theme::title("快捷键"));
    let commands: Vec<_> = Command::KEYED
        .into_iter()
        .filter_map(|command| {
            let key = ui.ctx().format_shortcut(&command.shortcut()?);
            Some((key, command.label(), command.tooltip()))
        })
        .collect();
    let other = OTHER.map(|(key, label, about)| (key.to_owned(), label, about));
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        group_ui(ui, "整个窗口", &commands);
        group_ui(ui, "填写时", &other);
    });
}

fn group_ui(ui: &mut Ui, heading: &str, rows: &[(String, &str, &str)]) {
    ui.add_space(8.0);
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(theme::heading(heading));
        Grid::new(heading).spacing([24.0, 8.0]).show(ui, |ui| {
            for (key, label, about) in rows {
                ui.label(key);
                ui.label(*label);
                ui.label(theme::small(*about).color(Tokens::of(ui).muted));
                ui.end_row();
            }
        });
    });
}
