//! One of a closed list, by its label.

use egui::{ComboBox, RichText, Ui};

use crate::answers::Answer;
use crate::gui::theme::{self, Tokens};

use super::Cx;

/// Lists up to this length stand open.
const OPEN: usize = 5;

pub fn choice_ui(ui: &mut Ui, cx: &mut Cx<'_>, of: &str, path: &str, name: &str) {
    let form = cx.form;
    let choices = form.choices(of);
    let value = cx.answers.text(path).into_owned();
    let chosen = choices.iter().find(|choice| choice.id == value);
    let mut picked = None;
    if choices.len() <= OPEN {
        let wanted = cx.state.takes(path, true);
        for (at, choice) in choices.iter().enumerate() {
            let response = ui.radio(choice.id == value, choice.label.as_str());
            if response.clicked() {
                picked = Some(&choice.id);
            }
            if wanted && at == 0 {
                response.request_focus();
                response.scroll_to_me(Some(egui::Align::Center));
            }
        }
    } else {
        let selected = match chosen {
            Some(choice) => RichText::new(&choice.label),
            None if value.is_empty() => RichText::new("请选择").color(Tokens::of(ui).muted),
            None => RichText::new(&value),
        };
        ui.spacing_mut().interact_size.y = theme::FIELD_HEIGHT;
        let shown = ComboBox::from_id_salt(("choice", path))
            .width(ui.available_width())
            .truncate()
            .selected_text(selected)
            .show_ui(ui, |ui| {
                ui.spacing_mut().interact_size.y = 30.0;
                for choice in choices {
                    let label = ui.selectable_label(choice.id == value, choice.label.as_str());
                    if label.clicked() {
                        picked = Some(&choice.id);
                    }
                }
            });
        let response = shown.response.accessible_name(name);
        if cx.state.takes(path, true) {
            response.request_focus();
            response.scroll_to_me(Some(egui::Align::Center));
        }
        if response.has_focus() {
            cx.state.hold(path);
        }
    }
    if chosen.is_none() && !value.is_empty() {
        let text = format!("“{value}”不在可选项中，请重新选择。");
        ui.label(theme::small(text).color(Tokens::of(ui).warn));
    }
    if let Some(choice) = chosen {
        let follows: Vec<_> = choice.attributes.values().map(String::as_str).collect();
        if !follows.is_empty() {
            let text = format!("{} · {}", choice.id, follows.join(" · "));
            ui.label(theme::small(text).color(Tokens::of(ui).muted));
        }
    }
    if let Some(id) = picked {
        cx.state.hold(path);
        cx.set(path, Answer::Text(id.clone()));
    }
}
