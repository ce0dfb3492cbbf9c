//! What can be done with a row, behind one sign, with the keys that do the same.

use egui::{Button, Popup, Response, Stroke, StrokeKind, Ui, vec2};

use crate::gui::library::Act;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts::RowAction;
use crate::gui::widgets::person::{FROM_LIBRARY, INTO_LIBRARY};

/// The sign and its menu for row `at` of `count`; `what` is what one is called. A row that is a
/// person has the ways from and to the expert library; then its path is given.
pub fn row_menu_ui(
    ui: &mut Ui,
    at: usize,
    count: usize,
    what: &str,
    person: Option<&str>,
    requests: &mut Vec<Request>,
) -> Option<RowAction> {
    let number = at + 1;
    let sign = Button::new("")
        .frame(false)
        .min_size(vec2(ui.available_width(), theme::FIELD_HEIGHT));
    let button = ui
        .add(sign)
        .on_hover_text("上移、下移、插入、删除")
        .accessible_name(format!("第 {number} {what} 更多"));
    dots(ui, &button);
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
        if let Some(path) = person {
            ui.separator();
            for (text, act) in [
                (FROM_LIBRARY, Act::Pick(path.to_owned())),
                (INTO_LIBRARY, Act::Keep(path.to_owned())),
            ] {
                let verb = text.trim_end_matches('…');
                let button = ui
                    .add(Button::new(text))
                    .accessible_name(format!("第 {number} {what} {verb}"));
                if button.clicked() {
                    requests.push(Request::Library(act));
                }
            }
        }
        action
    });
    shown.and_then(|shown| shown.inner)
}

/// Three dots above each other, for which the bundled typefaces have no sign.
fn dots(ui: &Ui, button: &Response) {
    let tokens = Tokens::of(ui);
    let color = if button.hovered() || button.has_focus() {
        tokens.accent
    } else {
        tokens.muted
    };
    for offset in [-5.0, 0.0, 5.0] {
        let place = button.rect.center() + vec2(0.0, offset);
        ui.painter().circle_filled(place, 1.6, color);
    }
    if button.has_focus() {
        ui.painter().rect_stroke(
            button.rect.shrink(4.0),
            theme::RADIUS,
            Stroke::new(1.5, tokens.accent),
            StrokeKind::Inside,
        );
    }
}
