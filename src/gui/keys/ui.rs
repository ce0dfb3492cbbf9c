//! The page on the screen.

use egui::{Grid, ScrollArea, Ui};

use crate::gui::command::Command;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;
use crate::workspace::Workspace;

/// Keys that belong to fields and pages and not to the window as a whole.
const OTHER: [(&str, &str, &str); 5] = [
    ("Tab", "下一栏", "到下一个填写的地方或按钮"),
    ("Shift+Tab", "上一栏", "回到上一个填写的地方或按钮"),
    ("空格", "选中", "按下光标所在的按钮，或勾选所在的一项"),
    (
        "Enter  Shift+Enter",
        "下一处、上一处",
        "在“查找”的框里；Esc 关掉查找，光标到找到的那一处",
    ),
    ("Esc", "返回", "关掉上面盖着的页面或对话框"),
];

/// Keys in the cells of a table and in lists of lines.
const TABLE: [(&str, &str, &str); 7] = [
    ("Enter", "下一行", "到下一行的同一列；在最后一行后面添一行"),
    ("↑ ↓", "换行", "到上一行、下一行的同一列"),
    ("Alt+↑ ↓", "移动这一行", "把这一行上移、下移"),
    ("Ctrl+Enter", "插入一行", "在这一行下面插入"),
    ("Ctrl+Delete", "删除这一行", "可以撤销"),
    ("Shift+Enter", "格内换行", "在能写多行的格子里另起一行"),
    (
        "Ctrl+V",
        "粘贴表格",
        "从 Excel、Word 复制的几行几列，照原样填进各格",
    ),
];

/// Keys of lists to search, of dates and of the page for filling in online.
const LISTS: [(&str, &str, &str); 5] = [
    (
        "↑ ↓ Enter",
        "选一项",
        "在城市、产业、单位类型等列表里；打拼音首字母也能找到",
    ),
    ("↑ ↓", "上一位、下一位", "光标在专家库的名单里时"),
    ("F4", "日历", "在日期栏里打开日历，用方向键选日子"),
    ("Enter", "复制并到下一项", "在“网上填报”里"),
    ("Esc", "关掉列表或日历", "光标回到原来的地方"),
];

/// Room for the longest name of a key.
const KEY_WIDTH: f32 = 112.0;

/// Lists the keys, those of the window first.
pub fn keys_ui(ui: &mut Ui, _workspace: &Workspace, _requests: &mut Vec<Request>) {
    parts::heading_ui(ui, theme::title("快捷键"));
    let commands: Vec<_> = Command::KEYED
        .into_iter()
        .filter_map(|command| {
            let key = command.key_words(ui.ctx())?;
            Some((key, command.label(), command.tooltip()))
        })
        .collect();
    let words = |(key, label, about): (&str, _, _)| (key.to_owned(), label, about);
    let (table, lists) = (TABLE.map(words), LISTS.map(words));
    let other = OTHER.map(|(key, label, about)| (key.to_owned(), label, about));
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        group_ui(ui, "整个窗口", &commands);
        group_ui(ui, "填写时", &other);
        group_ui(ui, "表格和逐行的列表", &table);
        group_ui(ui, "列表、日期和网上填报", &lists);
        ui.add_space(theme::FOOT);
    });
}

fn group_ui(ui: &mut Ui, heading: &str, rows: &[(String, &str, &str)]) {
    ui.add_space(8.0);
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        parts::heading_ui(ui, theme::heading(heading));
        // As wide in every card, so that the columns stand below each other.
        let grid = Grid::new(heading).min_col_width(KEY_WIDTH);
        grid.spacing([24.0, 8.0]).show(ui, |ui| {
            for (key, label, about) in rows {
                ui.label(key);
                ui.label(*label);
                ui.label(theme::small(*about).color(Tokens::of(ui).muted));
                ui.end_row();
            }
        });
    });
}
