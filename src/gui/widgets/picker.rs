//! Chooses entries of a list out of a catalogue: chosen ones as chips, the rest behind a button
//! with a search field. What the catalogue does not have can be typed.

use egui::{Align, Ui, vec2};

use super::parts;
use super::search_list::{List, Shelf, popup_ui};
use super::state::FieldState;

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
    if state.takes(path, true) {
        button.request_focus();
        button.scroll_to_me(Some(Align::Center));
    }
    let list = List {
        search: picker.search,
        empty: picker.empty,
        shelves: &picker.shelves,
        free: true,
        one: false,
        id: ui.make_persistent_id(("list", path)),
        name: picker.name,
    };
    if let Some(entry) = popup_ui(ui, state, &button, chosen, &list) {
        changed = Some(toggled(chosen, &entry));
    }
    if changed.is_some() {
        state.hold(path);
    }
    changed
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
