//! What can be done with a row, behind one sign, with the keys that do the same.

use egui::{Button, Popup, Ui, vec2};

use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts::RowAction;

/// The sign and its menu for row `at` of `count`; `what` is what one is called.
pub fn row_menu_ui(ui: &mut Ui, at: usize, count: usize, what: &str) -> Option<RowAction> {
    let number = at + 1;
    let sign = Button::new(theme::heading("⋮").color(Tokens::of(ui).muted))
        .frame(false)
        .min_size(vec2(ui.available_width(), theme::FIELD_HEIGHT));
    let button = ui
        .add(sign)
        .on_hover_text("上移、下移、插入、删除")
        .accessible_name(format!("第 {number} {what} 更多"));
    let shown = Popup::menu(&button).show(|ui| {
        ui.set_min_width(200.0);
        let mut action = None;
        for (enabled, text, verb, keys, does) in [
            (at > 0, "上移", "上移", "Alt+↑", RowAction::Up),
            (number < count, "下移", "下移", "Alt+↓", RowAction::Down),
            (
                true,
                "在下面插入一行",
                "插入一行在",
                "Ctrl+Enter",
                RowAction::Insert,
            ),
            (true, "删除这一行", "删除", "Ctrl+Delete", RowAction::Remove),
        ] {
            let button = Button::new(text).shortcut_text(theme::small(keys));
            let response = ui
                .add_enabled(enabled, button)
                .accessible_name(format!("{verb}第 {number} {what}"));
            if response.clicked() {
                action = Some(does);
            }
        }
        action
    });
    shown.and_then(|shown| shown.inner)
}
