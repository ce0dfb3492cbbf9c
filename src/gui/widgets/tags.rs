//! Labels out of lists, as chips to tick, and labels of one's own.

use egui::{Align, Button, Key, TextEdit, Ui, vec2};

use crate::form::FormDef;
use crate::gui::theme::{self, Tokens};

use super::Cx;
use super::parts;
use super::picker::toggled;
use super::state::Own;

/// Lists up to this length are seen at a glance.
const UNFILTERED: usize = 20;

/// What may be chosen.
pub struct Tags<'a> {
    /// The lists by name.
    pub of: &'a [String],
    pub free: bool,
    pub most: Option<usize>,
    /// What the form calls labels of one's own.
    pub free_label: &'a str,
}

pub fn tags_ui(ui: &mut Ui, cx: &mut Cx<'_>, tags: &Tags<'_>, path: &str, name: &str) {
    let form = cx.form;
    let chosen: Vec<String> = cx
        .answers
        .entries(path)
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect();
    let mut changed = None;
    let mut wanted = cx.state.takes(path, true);
    let known: Vec<&str> = tags
        .of
        .iter()
        .flat_map(|list| form.choices(list))
        .map(|choice| choice.id.as_str())
        .collect();
    let filter = if known.len() > UNFILTERED {
        filter_ui(ui, cx, path, name)
    } else {
        Filter::default()
    };
    if filter.entered
        && let Some(best) = best_fit(cx, tags, &filter.text)
        && !chosen.contains(&best)
    {
        changed = Some(toggled(&chosen, &best));
    }
    let mut any = false;
    for list in tags.of {
        let fitting: Vec<_> = form
            .choices(list)
            .iter()
            .filter(|choice| cx.state.readings.fit(&choice.label, &filter.text).is_some())
            .collect();
        if fitting.is_empty() {
            continue;
        }
        if any {
            ui.add_space(4.0);
        }
        any = true;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for choice in fitting {
                let ticked = chosen.contains(&choice.id);
                let text = if ticked {
                    format!("✓ {}", choice.label)
                } else {
                    choice.label.clone()
                };
                let button = Button::selectable(ticked, text)
                    .frame_when_inactive(true)
                    .corner_radius(14);
                let response = ui.add(button).accessible_name(choice.label.as_str());
                if response.clicked() {
                    changed = Some(toggled(&chosen, &choice.id));
                }
                if std::mem::take(&mut wanted) {
                    response.request_focus();
                    response.scroll_to_me(Some(Align::Center));
                }
            }
        });
    }
    if !any {
        parts::note_ui(ui, "列表里没有，请换个说法再找，或在下面自己填写。");
    }
    let own: Vec<_> = chosen
        .iter()
        .filter(|entry| !known.contains(&entry.as_str()))
        .collect();
    if !own.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for entry in own {
                if parts::chip_ui(ui, entry) {
                    changed = Some(toggled(&chosen, entry));
                }
            }
        });
    }
    if tags.free
        && let Some(entry) = free_entry_ui(ui, cx, tags, path, name)
    {
        let entry = id_of_label(form, tags, entry);
        let list = changed.as_deref().unwrap_or(&chosen);
        if !list.contains(&entry) {
            changed = Some(toggled(list, &entry));
        }
    }
    if let Some(most) = tags.most {
        let tokens = Tokens::of(ui);
        let color = if chosen.len() > most {
            tokens.warn
        } else {
            tokens.muted
        };
        ui.label(theme::small(format!("已选 {} 个，最多 {most} 个", chosen.len())).color(color));
    }
    if let Some(list) = changed {
        cx.state.hold(path);
        cx.set(path, parts::list_of(&list));
    }
}

/// What was typed to find a label.
#[derive(Debug, Clone, Default)]
struct Filter {
    text: String,
    /// Whether Enter asks for the one that fits best.
    entered: bool,
}

/// The label that answers best to what was typed, the first of those that answer alike.
fn best_fit(cx: &mut Cx<'_>, tags: &Tags<'_>, typed: &str) -> Option<String> {
    let form = cx.form;
    let known = tags.of.iter().flat_map(|list| form.choices(list));
    known
        .filter_map(|choice| Some((cx.state.readings.fit(&choice.label, typed)?, choice)))
        .min_by_key(|(fit, _)| *fit)
        .map(|(_, choice)| choice.id.clone())
}

/// The box in which a few letters make a long list short.
fn filter_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, name: &str) -> Filter {
    let id = ui.make_persistent_id(("filter", path));
    let mut text = ui
        .data(|data| data.get_temp::<String>(id))
        .unwrap_or_default();
    let field = TextEdit::singleline(&mut text)
        .id(id.with("field"))
        .hint_text("在列表里找：名称或拼音首字母")
        .desired_width(300.0)
        .min_size(vec2(0.0, 32.0))
        .align(egui::Align2::LEFT_CENTER);
    let response = ui.add(field).accessible_name(format!("{name} 查找"));
    if response.has_focus() {
        cx.state.hold(path);
    }
    let left_by = |key| response.lost_focus() && ui.input(|input| input.key_pressed(key));
    let typed = text.trim().to_owned();
    // In an input method the key chooses a word.
    let entered = left_by(Key::Enter) && !typed.is_empty() && !cx.state.composed();
    if left_by(Key::Enter) {
        // For the next one.
        response.request_focus();
    }
    if entered || left_by(Key::Escape) {
        text.clear();
    }
    ui.data_mut(|data| data.insert_temp(id, text));
    Filter {
        text: typed,
        entered,
    }
}

/// A label that the lists know by its words is that one.
fn id_of_label(form: &FormDef, tags: &Tags<'_>, entry: String) -> String {
    let mut known = tags.of.iter().flat_map(|list| form.choices(list));
    match known.find(|choice| choice.label == entry) {
        Some(choice) => choice.id.clone(),
        None => entry,
    }
}

/// The box for a label of one's own. Nobody has to press the button: what was typed is taken over
/// when the box is left, and [`FieldState::take_own`](super::FieldState::take_own) has it before.
fn free_entry_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    tags: &Tags<'_>,
    path: &str,
    name: &str,
) -> Option<String> {
    let mut own = match cx.state.own.take() {
        Some(own) if own.path == path => own,
        other => {
            cx.state.own = other;
            Own {
                path: path.to_owned(),
                ..Own::default()
            }
        }
    };
    let mut added = false;
    let hint = if tags.free_label.is_empty() {
        "其他，请填写"
    } else {
        tags.free_label
    };
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut own.text)
            .id(ui.make_persistent_id(("own", path)))
            .hint_text(hint.to_owned())
            .desired_width(220.0)
            .min_size(vec2(0.0, 36.0))
            .align(egui::Align2::LEFT_CENTER);
        let response = ui.add(field).accessible_name(format!("{name} {hint}"));
        if response.has_focus() {
            cx.state.hold(path);
        }
        if response.lost_focus() {
            cx.state.end_composing();
            added = true;
            if ui.input(|input| input.key_pressed(Key::Enter)) {
                // For the next one.
                response.request_focus();
            }
        } else if !cx.state.composing() {
            own.committed.clone_from(&own.text);
        }
        added |= parts::button_ui(ui, "添加").clicked();
    });
    if own.text.is_empty() {
        return None;
    }
    cx.state.own = Some(own);
    added
        .then(|| cx.state.take_own())
        .flatten()
        .map(|(_, entry)| entry)
}
