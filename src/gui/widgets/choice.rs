//! One of a closed list, by its label.

use egui::accesskit::Role;
use egui::{Button, RichText, Ui, WidgetInfo, vec2};

use crate::answers::Answer;
use crate::form::Choice;
use crate::gui::theme::{self, Tokens};

use super::search_list::{Entry, List, Shelf, popup_ui};
use super::{Cx, parts};

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
            let response = parts::radio_ui(ui, choice.id == value, choice.name());
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
            Some(choice) => RichText::new(choice.name()),
            None if value.is_empty() => RichText::new("请选择").color(Tokens::of(ui).muted),
            None => RichText::new(&value),
        };
        let button = Button::new(selected)
            .truncate()
            .right_text("▼")
            .min_size(vec2(ui.available_width(), theme::FIELD_HEIGHT));
        let response = ui.add(button);
        let shown = chosen.map_or(value.as_str(), Choice::name);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, true, name);
            info.current_text_value = Some(shown.to_owned());
            info
        });
        if cx.state.takes(path, true) {
            response.request_focus();
            response.scroll_to_me(Some(egui::Align::Center));
        }
        if response.has_focus() {
            cx.state.hold(path);
        }
        let shelf = Shelf {
            entries: choices.iter().map(entry_of).collect(),
            ..Shelf::default()
        };
        let list = List {
            search: "输入名称，或拼音首字母",
            empty: "没有这一项，请换个说法再找。",
            shelves: &[shelf],
            free: false,
            one: true,
            id: ui.make_persistent_id(("list", path)),
            name,
        };
        let current = [value.clone()];
        if let Some(id) = popup_ui(ui, cx.state, &response, &current, &list) {
            picked = choices
                .iter()
                .map(|choice| &choice.id)
                .find(|one| **one == id);
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

fn entry_of(choice: &Choice) -> Entry<'_> {
    let mut note: Vec<&str> = choice.attributes.values().map(String::as_str).collect();
    note.retain(|words| *words != choice.label);
    // A person knows some lists by what stands in the answers, as the numbers of projects.
    if !note.is_empty() {
        note.insert(0, &choice.id);
    }
    Entry {
        id: &choice.id,
        label: choice.name(),
        note: note.join(" · "),
        also: if note.is_empty() { "" } else { &choice.id },
        barred: None,
    }
}
