//! A day, typed as people write it, or picked from a calendar.

use egui::{Popup, PopupCloseBehavior, Ui, vec2};

use crate::answers::date;
use crate::answers::Answer;
use crate::gui::theme;

use super::Cx;
use super::calendar::calendar_ui;
use super::text::{Look, text_ui, typed};

const BUTTON_WIDTH: f32 = 36.0;

pub fn date_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, name: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let width = ui.available_width() - BUTTON_WIDTH - 4.0;
        let response = ui
            .allocate_ui(vec2(width, theme::FIELD_HEIGHT), |ui| {
                text_ui(ui, cx, path, name, &Look { hint: "如 2021-05-20", ..Look::default() })
            })
            .inner;
        if response.lost_focus() {
            normalise(cx, path);
        }
        let button = ui
            .add(egui::Button::new("▼").min_size(vec2(BUTTON_WIDTH, theme::FIELD_HEIGHT)))
            .on_hover_text("从日历里选")
            .accessible_name(format!("{name} 日历"));
        let day = date::parse_loosely(&cx.answers.text(path));
        let year = cx.year;
        let picked = Popup::from_toggle_button_response(&button)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| calendar_ui(ui, year, day))
            .and_then(|shown| shown.inner);
        if let Some(day) = picked {
            Popup::close_all(ui.ctx());
            cx.state.reread();
            cx.set(path, Answer::Text(day.format("%Y-%m-%d").to_string()));
        }
    });
}

/// Turns a day in another common form into the contract's; leaves everything else as it is.
fn normalise(cx: &mut Cx<'_>, path: &str) {
    // An edit of this very frame has not reached the answers yet.
    let last = cx.requests.iter().rev().find_map(|request| match request {
        super::Request::Edit(crate::answers::Edit::Set { path: edited, value: Some(Answer::Text(text)) })
            if edited == path =>
        {
            Some(text.clone())
        }
        _ => None,
    });
    let text = last.unwrap_or_else(|| typed(cx.answers, path));
    if let Some(day) = date::parse_loosely(&text) {
        let plain = day.format("%Y-%m-%d").to_string();
        if plain != text {
            cx.set(path, Answer::Text(plain));
        }
    }
}
