//! The keys that move from cell to cell and change rows, as in a spreadsheet. While an input method
//! has a part in it, none of them is taken.

use egui::{Event, FocusDirection, Key, Modifiers, Popup, Ui};

use crate::gui::widgets::state::{Edges, FieldState, is_typed};

/// What a key asks for in the cell of a table or the entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Go {
    Next,
    Previous,
    /// On to the row below, a new one behind the last.
    Below,
    Up,
    Down,
    MoveUp,
    MoveDown,
    Insert,
    Remove,
}

/// Takes the first such key out of the input, with what was typed behind it: that belongs where the
/// cursor goes to. `tab` says whether the Tab key moves within the table, or on as everywhere.
pub fn pressed(ui: &Ui, state: &mut FieldState, tab: bool) -> Option<Go> {
    // An open menu or calendar has the keys.
    if Popup::is_any_open(ui.ctx()) {
        return None;
    }
    let edges = state.edges;
    let wanted = |event: &Event| match event {
        Event::Key {
            key,
            physical_key,
            pressed: true,
            modifiers,
            ..
        } => go_of(*key, *physical_key, *modifiers, edges)
            .filter(|go| tab || !matches!(go, Go::Next | Go::Previous)),
        _ => None,
    };
    if state.composed() {
        // The key that chooses a word is the input method's; it must not leave the cell either.
        let taken = ui.input_mut(|input| {
            let all = input.events.len();
            input.events.retain(|event| wanted(event).is_none());
            input.events.len() < all
        });
        if taken {
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        }
        return None;
    }
    let go = ui.input_mut(|input| {
        let at = input
            .events
            .iter()
            .position(|event| wanted(event).is_some())?;
        let mut behind = input.events.split_off(at);
        let go = wanted(&behind.remove(0));
        let (typed, other) = behind.into_iter().partition(is_typed);
        input.events.extend::<Vec<_>>(other);
        state.hold_back(typed);
        go
    });
    if go.is_some() {
        // The window's own keys have looked at the input before.
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    go
}

fn go_of(key: Key, physical: Option<Key>, modifiers: Modifiers, edges: Edges) -> Option<Go> {
    let is = |wanted: Key| key == wanted || physical == Some(wanted);
    let plain = modifiers.is_none();
    let alt = modifiers.alt && !modifiers.command && !modifiers.ctrl && !modifiers.shift;
    let command = modifiers.command && !modifiers.alt && !modifiers.shift;
    let command_shift = modifiers.command && modifiers.shift && !modifiers.alt;
    match key {
        Key::Tab if plain => Some(Go::Next),
        Key::Tab if modifiers.shift_only() => Some(Go::Previous),
        Key::Enter if plain || (modifiers.shift_only() && !edges.several) => Some(Go::Below),
        Key::Enter if command => Some(Go::Insert),
        Key::ArrowUp if plain && edges.first_line => Some(Go::Up),
        Key::ArrowDown if plain && edges.last_line => Some(Go::Down),
        Key::ArrowUp if alt => Some(Go::MoveUp),
        Key::ArrowDown if alt => Some(Go::MoveDown),
        Key::Delete if command => Some(Go::Remove),
        _ if command_shift && (is(Key::Plus) || is(Key::Equals)) => Some(Go::Insert),
        _ if command_shift && is(Key::Minus) => Some(Go::Remove),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_go_where_a_spreadsheet_goes() {
        let line = Edges {
            several: false,
            first_line: true,
            last_line: true,
        };
        let middle = Edges {
            several: true,
            first_line: false,
            last_line: false,
        };
        let command_shift = Modifiers::COMMAND | Modifiers::SHIFT;
        for (key, modifiers, edges, go) in [
            (Key::Tab, Modifiers::NONE, line, Some(Go::Next)),
            (Key::Tab, Modifiers::SHIFT, middle, Some(Go::Previous)),
            (Key::Tab, Modifiers::CTRL, line, None),
            (Key::Enter, Modifiers::NONE, middle, Some(Go::Below)),
            // A line break within the cell.
            (Key::Enter, Modifiers::SHIFT, middle, None),
            (Key::Enter, Modifiers::ALT, middle, None),
            (Key::Enter, Modifiers::COMMAND, line, Some(Go::Insert)),
            (Key::Plus, command_shift, line, Some(Go::Insert)),
            (Key::ArrowUp, Modifiers::NONE, line, Some(Go::Up)),
            (Key::ArrowUp, Modifiers::NONE, middle, None),
            (Key::ArrowDown, Modifiers::SHIFT, line, None),
            (Key::ArrowDown, Modifiers::ALT, middle, Some(Go::MoveDown)),
            (Key::Delete, Modifiers::COMMAND, line, Some(Go::Remove)),
            (Key::Delete, Modifiers::NONE, line, None),
            (Key::Minus, command_shift, line, Some(Go::Remove)),
            (Key::Minus, Modifiers::COMMAND, line, None),
            (Key::A, Modifiers::NONE, line, None),
        ] {
            assert_eq!(go_of(key, None, modifiers, edges), go, "{key:?}");
        }
    }
}
