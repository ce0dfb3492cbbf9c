//! What the questions remember between frames and no file keeps.

use std::collections::{HashMap, HashSet};

/// Where the cursor is and was.
#[derive(Debug, Default)]
pub struct FieldState {
    /// The text that is being typed, which may hold what an input method has not committed.
    pub(super) typing: Option<Typing>,
    /// Whether an input method is composing.
    composing: bool,
    /// Fields that were left once, or changed otherwise.
    touched: HashSet<String>,
    /// The field to scroll to and put the cursor in, as soon as it is drawn.
    wanted: Option<String>,
    /// Frames for which `wanted` was not drawn.
    waited: u8,
    /// The field that has the cursor.
    at_hand: Option<String>,
    /// Lines too long for half the width.
    spread: HashSet<String>,
    /// What was shown in this frame in place of several questions.
    shown: HashSet<String>,
    /// Cards of table rows that were opened or closed by hand.
    pub(super) cards: HashMap<String, bool>,
}

/// A text under the cursor.
#[derive(Debug)]
pub(super) struct Typing {
    pub path: String,
    pub text: String,
    /// The answer that the text was made from; if the answer differs, someone else changed it.
    pub answer: String,
}

impl FieldState {
    /// Takes note of the frame's input: whether an input method is composing.
    pub fn begin_frame(&mut self, events: &[egui::Event]) {
        self.shown.clear();
        for event in events {
            match event {
                egui::Event::Ime(egui::ImeEvent::Preedit { text, .. }) => {
                    self.composing = !text.is_empty();
                }
                egui::Event::Ime(egui::ImeEvent::Commit(_)) => self.composing = false,
                _ => {}
            }
        }
    }

    /// Gives up a place that no widget stands for, so that it does not jump there much later.
    /// True while a place is still wanted.
    pub fn end_frame(&mut self) -> bool {
        self.waited = if self.wanted.is_some() {
            self.waited + 1
        } else {
            0
        };
        if self.waited > 3 {
            self.wanted = None;
        }
        self.wanted.is_some()
    }

    /// Whether this is the first question of the frame in whose place that is shown.
    pub(super) fn shows_first(&mut self, path: &str) -> bool {
        self.shown.insert(path.to_owned())
    }

    pub(super) fn composing(&self) -> bool {
        self.composing
    }

    /// The composition ended without a commit, as when the field lost the cursor.
    pub(super) fn end_composing(&mut self) {
        self.composing = false;
    }

    /// A field was left or changed: from now on it may be found fault with.
    pub fn touch(&mut self, path: &str) {
        if !self.touched.contains(path) {
            self.touched.insert(path.to_owned());
        }
    }

    /// Whether the field, something in it or what it stands in was touched.
    pub fn is_touched(&self, path: &str) -> bool {
        self.touched
            .iter()
            .any(|touched| is_in(path, touched) || is_in(touched, path))
    }

    /// Rows have moved: what was noted about each by its number holds no more.
    pub fn forget_rows(&mut self, table: &str) {
        self.typing = None;
        self.touched
            .retain(|path| path == table || !is_in(path, table));
        self.cards.retain(|path, _| !is_in(path, table));
    }

    /// Scroll to this field and put the cursor there.
    pub fn want(&mut self, path: &str) {
        self.wanted = Some(path.to_owned());
        self.waited = 0;
        // A row named by an entry must be open for its field to be drawn.
        if let Some((row, _)) = path.rsplit_once("].") {
            self.cards.insert(format!("{row}]"), true);
        } else if path.ends_with(']') {
            self.cards.insert(path.to_owned(), true);
        }
    }

    /// Whether the field, or something in it, is to get the cursor; asked once.
    pub(super) fn takes(&mut self, path: &str, with_entries: bool) -> bool {
        let takes = self
            .wanted
            .as_deref()
            .is_some_and(|wanted| wanted == path || (with_entries && is_in(wanted, path)));
        if takes {
            self.wanted = None;
        }
        takes
    }

    /// The same for what nothing nearer was drawn for. A new row is drawn a frame after it was
    /// asked for, so the list around it does not take its place at once.
    pub(super) fn takes_at_last(&mut self, path: &str, with_entries: bool) -> bool {
        self.waited > 1 && self.takes(path, with_entries)
    }

    pub(super) fn is_wanted_in(&self, path: &str) -> bool {
        self.wanted
            .as_deref()
            .is_some_and(|wanted| is_in(wanted, path))
    }

    /// Whether a line stands over the whole width. It is settled anew with `long` only while the
    /// cursor is elsewhere.
    pub(super) fn is_spread(&mut self, path: &str, long: bool) -> bool {
        let typing = self
            .typing
            .as_ref()
            .is_some_and(|typing| typing.path == path);
        if !typing && long != self.spread.contains(path) {
            if long {
                self.spread.insert(path.to_owned());
            } else {
                self.spread.remove(path);
            }
        }
        self.spread.contains(path)
    }

    pub(super) fn hold(&mut self, path: &str) {
        if self.at_hand.as_deref() != Some(path) {
            self.at_hand = Some(path.to_owned());
        }
    }

    /// The field that has, or last had, the cursor.
    pub fn at_hand(&self) -> Option<&str> {
        self.at_hand.as_deref()
    }

    /// Drops the text under the cursor, so that it is read from the answers again.
    pub fn reread(&mut self) {
        self.typing = None;
        self.composing = false;
    }
}

/// Whether a path is another one or stands below it.
pub fn is_in(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_counts_as_touched_with_what_is_in_it_and_around_it() {
        let mut state = FieldState::default();
        state.touch("budget.items[0].amount");
        assert!(state.is_touched("budget.items"));
        assert!(state.is_touched("budget.items[0].amount"));
        assert!(!state.is_touched("budget.items[0].item"));
        assert!(!state.is_touched("budget.item"));
        state.touch("cities");
        assert!(state.is_touched("cities[3]"));
    }

    #[test]
    fn a_wanted_cell_opens_its_card_and_is_taken_once() {
        let mut state = FieldState::default();
        state.want("members[2].mobile");
        assert_eq!(state.cards.get("members[2]"), Some(&true));
        assert!(!state.takes("members[2]", false));
        assert!(state.takes("members[2].mobile", false));
        assert!(!state.takes("members[2].mobile", false));
    }
}
