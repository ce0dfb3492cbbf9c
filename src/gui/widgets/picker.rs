//! Chooses entries of a list out of a catalogue: chosen ones as chips, the rest behind a button
//! with a search field. What the catalogue does not have can be typed.

use egui::{Align, Button, Popup, PopupCloseBehavior, ScrollArea, TextEdit, Ui, vec2};

use crate::gui::theme::{self, Tokens};

use super::parts;
use super::state::FieldState;

const POPUP: egui::Vec2 = vec2(420.0, 320.0);

/// Entries under one heading.
pub struct Shelf<'a> {
    pub title: &'a str,
    pub entries: Vec<&'a str>,
}

/// What the picker says and offers.
pub struct Picker<'a> {
    /// What the button says.
    pub button: &'a str,
    /// What the search field says while it is empty.
    pub search: &'a str,
    /// What is said where there is nothing to choose from.
    pub empty: &'a str,
    pub shelves: Vec<Shelf<'a>>,
    /// What a screen reader says.
    pub name: &'a str,
}

/// Shows the chosen entries and gives back the new list where it was changed.
pub fn picker_ui(
    ui: &mut Ui,
    state: &mut FieldState,
    path: &str,
    chosen: &[String],
    picker: &Picker<'_>,
) -> Option<Vec<String>> {
    let mut changed = None;
    if !chosen.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for (at, entry) in chosen.iter().enumerate() {
                if parts::chip_ui(ui, entry) {
                    let mut rest = chosen.to_vec();
                    rest.remove(at);
                    changed = Some(rest);
                }
            }
        });
    }
    let button = parts::button_ui(ui, picker.button);
    let opened = button.clicked();
    if state.takes(path, true) {
        button.request_focus();
        button.scroll_to_me(Some(Align::Center));
    }
    let popup = Popup::from_toggle_button_response(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(POPUP.x);
    if let Some(shown) = popup.show(|ui| popup_ui(ui, chosen, picker, opened))
        && let Some(entry) = shown.inner
    {
        changed = Some(toggled(chosen, &entry));
    }
    if changed.is_some() {
        state.hold(path);
    }
    changed
}

fn popup_ui(ui: &mut Ui, chosen: &[String], picker: &Picker<'_>, opened: bool) -> Option<String> {
    ui.set_width(POPUP.x);
    let id = ui.scope_id().with("search");
    let mut search = ui
        .data(|data| data.get_temp::<String>(id))
        .unwrap_or_default();
    let field = TextEdit::singleline(&mut search)
        .id(id.with("field"))
        .hint_text(picker.search.to_owned())
        .desired_width(f32::INFINITY)
        .min_size(vec2(0.0, 36.0));
    let response = ui
        .add(field)
        .accessible_name(format!("{} 搜索", picker.name));
    if opened {
        response.request_focus();
    }
    let typed = search.trim().to_owned();
    let mut picked = None;
    if response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
        picked = entered(chosen, picker, &typed);
        // For the next one.
        response.request_focus();
    }
    ScrollArea::vertical()
        .max_height(POPUP.y)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            let mut any = false;
            ui.spacing_mut().item_spacing.y = 2.0;
            for shelf in &picker.shelves {
                let entries: Vec<_> = matches(shelf, &typed).collect();
                if entries.is_empty() {
                    continue;
                }
                any = true;
                ui.add_space(4.0);
                ui.label(theme::small(shelf.title).color(Tokens::of(ui).muted));
                for entry in entries {
                    let is_chosen = chosen.iter().any(|chosen| chosen == entry);
                    let text = if is_chosen {
                        format!("✓ {entry}")
                    } else {
                        (*entry).to_owned()
                    };
                    let button = Button::selectable(is_chosen, text)
                        .wrap()
                        .min_size(vec2(0.0, 30.0));
                    if ui.add(button).accessible_name(entry).clicked() {
                        picked = Some(entry.to_owned());
                    }
                }
            }
            if !any {
                parts::note_ui(ui, picker.empty);
            }
        });
    // Last, for what the catalogue has comes first.
    if !typed.is_empty() && !is_known(picker, &typed) && !chosen.contains(&typed) {
        ui.add_space(4.0);
        if parts::small_button_ui(ui, &format!("添加“{typed}”")).clicked() {
            picked = Some(typed.clone());
        }
    }
    if picked.is_some() {
        search.clear();
    }
    ui.data_mut(|data| data.insert_temp(id, search));
    picked
}

/// The entries of a shelf that fit what was typed.
fn matches<'a>(shelf: &'a Shelf<'_>, typed: &'a str) -> impl Iterator<Item = &'a str> {
    let whole = typed.is_empty() || shelf.title.contains(typed);
    shelf
        .entries
        .iter()
        .copied()
        .filter(move |entry| whole || entry.contains(typed))
}

fn is_known(picker: &Picker<'_>, typed: &str) -> bool {
    let mut shelves = picker.shelves.iter();
    shelves.any(|shelf| shelf.entries.contains(&typed))
}

/// What the key Enter adds: the entry of that name, else the first that fits and is not chosen
/// yet, and what was typed itself only where nothing fits.
fn entered(chosen: &[String], picker: &Picker<'_>, typed: &str) -> Option<String> {
    let is_chosen = |entry: &str| chosen.iter().any(|chosen| chosen == entry);
    if typed.is_empty() || is_chosen(typed) {
        return None;
    }
    if is_known(picker, typed) {
        return Some(typed.to_owned());
    }
    let mut fitting = picker
        .shelves
        .iter()
        .flat_map(|shelf| matches(shelf, typed))
        .peekable();
    match fitting.peek() {
        None => Some(typed.to_owned()),
        Some(_) => fitting.find(|entry| !is_chosen(entry)).map(str::to_owned),
    }
}

/// The list with the entry put in, or taken out where it was in.
pub fn toggled(chosen: &[String], entry: &str) -> Vec<String> {
    let mut list = chosen.to_vec();
    match list.iter().position(|one| one == entry) {
        Some(at) => {
            list.remove(at);
        }
        None => list.push(entry.to_owned()),
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enter_takes_what_the_catalogue_has_before_what_was_typed() {
        let shelf = |title, entries| Shelf { title, entries };
        let picker = Picker {
            button: "",
            search: "",
            empty: "",
            shelves: vec![
                shelf("浙江", vec!["浙江宁波", "浙江湖州"]),
                shelf("四川", vec!["四川成都", "成都"]),
            ],
            name: "",
        };
        let chosen = ["浙江宁波".to_owned()];
        for (chosen, typed, added) in [
            (&[][..], "宁波", Some("浙江宁波")),
            (&chosen, "宁波", None),
            (&chosen, "浙江", Some("浙江湖州")),
            (&[], "成都", Some("成都")),
            (&[], "苏州", Some("苏州")),
            (&[], "", None),
        ] {
            assert_eq!(entered(chosen, &picker, typed).as_deref(), added, "{typed}");
        }
    }
}
