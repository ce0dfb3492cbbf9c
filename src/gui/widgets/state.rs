//! What the questions remember between frames and no file keeps.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use egui::{Event, ImeEvent, Key};

use crate::answers::path::is_in;
use crate::search::Readings;

use super::previews::Previews;
use super::touched::Touched;

/// Where the cursor is and was.
#[derive(Debug, Default)]
pub struct FieldState {
    /// The text that is being typed, which may hold what an input method has not committed.
    pub(super) typing: Option<Typing>,
    /// Whether an input method is composing.
    composing: bool,
    /// Whether an input method had a part in this frame's input: a key in it may be the one that
    /// chose a word.
    composed: bool,
    /// What was typed behind a key that moves the cursor: it belongs where the cursor goes to.
    held_back: Vec<Event>,
    /// Where the cursor stood in its text at the end of the last frame.
    pub(super) edges: Edges,
    /// Whether fields are being drawn in the cells of a table, whose lines frame them.
    pub(super) in_cell: bool,
    /// How high the rows of long tables are.
    pub(super) heights: HashMap<String, Heights>,
    /// Fields that were left once, or changed otherwise, and rows that were just added.
    touched: Touched,
    /// A label of one's own that stands in its box and not in the answers yet.
    pub(super) own: Option<Own>,
    /// The field to scroll to and put the cursor in, as soon as it is drawn.
    wanted: Option<String>,
    /// The field that took the cursor last: its row of a long table is drawn while the page still
    /// scrolls to it.
    arrived: Option<String>,
    /// Whether the wanted field is next to where the cursor was, so that the page need not jump.
    near: bool,
    /// Whether the wanted field is only to be shown: the cursor stays where it is.
    quiet: bool,
    /// The place that 查找 shows.
    found: Option<Found>,
    /// Frames for which `wanted` was not drawn.
    waited: u8,
    /// Whether a field took the cursor and its place in the view in this frame.
    placed: bool,
    /// The field that has the cursor.
    at_hand: Option<String>,
    /// Lines too long for half the width.
    spread: HashSet<String>,
    /// What was shown in this frame in place of several questions.
    shown: HashSet<String>,
    /// Cards of table rows that were opened or closed by hand.
    pub(super) cards: HashMap<String, bool>,
    /// How the entries of the lists are said, for searching them.
    pub(super) readings: Readings,
    /// Small pictures of what is attached.
    pub previews: Previews,
}

/// Whether an event goes to the field with the cursor.
pub(super) fn is_typed(event: &Event) -> bool {
    match event {
        Event::Text(_) | Event::Paste(_) | Event::Ime(_) => true,
        Event::Key { pressed, .. } => *pressed,
        _ => false,
    }
}

/// A text under the cursor.
#[derive(Debug)]
pub(super) struct Typing {
    pub path: String,
    pub text: String,
    /// The answer that the text was made from; if the answer differs, someone else changed it.
    pub answer: String,
}

/// Where the cursor stands in its text.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Edges {
    /// Whether the text may have several lines.
    pub several: bool,
    pub first_line: bool,
    pub last_line: bool,
}

/// The heights of a table's rows, in points: as drawn, or guessed for those not drawn yet.
#[derive(Debug, Default)]
pub(super) struct Heights {
    /// The width for which they hold.
    pub width: f32,
    pub rows: Vec<f32>,
}

/// A place that was found in an answer.
#[derive(Debug)]
struct Found {
    path: String,
    /// The characters of the text; none where the answer as a whole is meant.
    range: Option<Range<usize>>,
    /// Whether it is marked only until the cursor is there.
    ends: bool,
}

/// A label of one's own under the cursor.
#[derive(Debug, Default)]
pub(super) struct Own {
    pub path: String,
    /// With what an input method is composing.
    pub text: String,
    /// What is committed, as it would be taken over.
    pub committed: String,
}

impl FieldState {
    /// Takes note of the frame's input: whether an input method is composing.
    pub fn begin_frame(&mut self, events: &[Event]) {
        self.shown.clear();
        self.previews.begin_frame();
        self.placed = false;
        self.composed = self.composing;
        for event in events {
            match event {
                Event::Ime(ImeEvent::Preedit { text, .. }) => {
                    self.composing = !text.is_empty();
                    self.composed = true;
                }
                Event::Ime(ImeEvent::Commit(text)) => {
                    self.composing = false;
                    // Some systems send an empty one where nothing was composed.
                    self.composed |= !text.is_empty();
                }
                _ => {}
            }
        }
    }

    /// Keeps input for the frame in which the cursor has moved on.
    pub(super) fn hold_back(&mut self, events: Vec<Event>) {
        self.held_back.extend(events);
    }

    /// Keeps what is typed while the cursor is on its way: it must not reach the field that it
    /// leaves. On its way between cells that goes for every key; elsewhere Tab has moved on by now.
    /// True where a key was kept.
    pub fn hold_typed(&mut self, events: &mut Vec<Event>) -> bool {
        if self.wanted.is_none() {
            return false;
        }
        let near = self.near;
        let is_kept = |event: &Event| match event {
            Event::Key { key: Key::Tab, .. } => near,
            other => is_typed(other),
        };
        let (kept, other): (Vec<_>, _) = std::mem::take(events).into_iter().partition(is_kept);
        *events = other;
        let keeps = !kept.is_empty();
        self.held_back.extend(kept);
        keeps
    }

    /// What was held back, once the cursor is where it goes.
    pub fn release(&mut self) -> Vec<Event> {
        if self.wanted.is_some() {
            return Vec::new();
        }
        std::mem::take(&mut self.held_back)
    }

    /// Gives up a place that no widget stands for, so that it does not jump there much later.
    /// True while a place is still wanted, or input waits for it.
    pub fn end_frame(&mut self) -> bool {
        self.waited = if self.wanted.is_some() {
            self.waited + 1
        } else {
            0
        };
        if self.waited > 3 {
            self.wanted = None;
        }
        if self.wanted.is_none() && self.found.as_ref().is_some_and(|found| found.ends) {
            self.found = None;
        }
        self.wanted.is_some() || !self.held_back.is_empty()
    }

    /// Whether this is the first question of the frame in whose place that is shown.
    pub(super) fn shows_first(&mut self, path: &str) -> bool {
        self.shown.insert(path.to_owned())
    }

    /// Whether an input method is composing.
    pub fn composing(&self) -> bool {
        self.composing
    }

    /// Whether a key of this frame may belong to an input method.
    pub fn composed(&self) -> bool {
        self.composed || self.composing
    }

    /// The composition ended without a commit, as when the field lost the cursor.
    pub fn end_composing(&mut self) {
        self.composing = false;
    }

    /// A field was left or changed: from now on it may be found fault with.
    pub fn touch(&mut self, path: &str) {
        self.touched.touch(path);
    }

    /// Whether a field may be found fault with; `checked` where everything was asked for.
    pub fn is_open_to_faults(&self, path: &str, checked: bool) -> bool {
        self.touched.is_open_to_faults(path, checked)
    }

    /// Grows whenever another field may, or may not, be found fault with.
    pub fn touches(&self) -> u64 {
        self.touched.changes()
    }

    /// A row that was added empty.
    pub(super) fn add_row(&mut self, row: &str) {
        self.touched.add_row(row);
    }

    /// Everything is to be found fault with, new rows too.
    pub fn forget_fresh(&mut self) {
        self.touched.forget_fresh();
    }

    /// Rows have moved: what was noted about each by its number holds no more. A table in which
    /// anything was touched stays touched as a whole, also when the move is taken back.
    pub fn forget_rows(&mut self, table: &str) {
        self.typing = None;
        self.touched.forget_rows(table);
        self.cards.retain(|path, _| !is_in(path, table));
        self.heights.remove(table);
    }

    /// Takes out the label of one's own that was typed and not added, with the path of its list.
    pub fn take_own(&mut self) -> Option<(String, String)> {
        let own = self.own.take()?;
        let entry = own.committed.trim();
        (!entry.is_empty()).then(|| (own.path, entry.to_owned()))
    }

    /// Whether no field has placed itself in the view in this frame.
    pub fn is_unplaced(&self) -> bool {
        !self.placed
    }

    /// Scroll to this field and put the cursor there.
    pub fn want(&mut self, path: &str) {
        self.wanted = Some(path.to_owned());
        self.near = false;
        self.quiet = false;
        self.waited = 0;
        // A row named by an entry must be open for its field to be drawn.
        if let Some((row, _)) = path.rsplit_once("].") {
            self.cards.insert(format!("{row}]"), true);
        } else if path.ends_with(']') {
            self.cards.insert(path.to_owned(), true);
        }
    }

    /// Put the cursor into this field beside the one that has it: the page moves no further than
    /// needed to show it.
    pub(super) fn step_to(&mut self, path: &str) {
        self.want(path);
        self.near = true;
    }

    /// The row of a table in which the cursor is wanted, or was last.
    pub(super) fn wanted_row(&self, table: &str) -> Option<usize> {
        let wanted = self.wanted.as_deref().or(self.arrived.as_deref());
        row_in(wanted?, table)
    }

    /// Whether the field, or something in it, is to get the cursor; asked once.
    pub(super) fn takes(&mut self, path: &str, with_entries: bool) -> bool {
        let takes = !self.quiet && self.leads_to(path, with_entries);
        if takes {
            // What is near is followed like the Tab key.
            self.placed = !self.near;
            self.arrived = self.wanted.take();
        }
        takes
    }

    fn leads_to(&self, path: &str, with_entries: bool) -> bool {
        self.wanted
            .as_deref()
            .is_some_and(|wanted| wanted == path || (with_entries && is_in(wanted, path)))
    }

    /// Whether the field, or something in it, is to come into view without the cursor; asked once.
    pub(super) fn comes_into_view(&mut self, path: &str, with_entries: bool) -> bool {
        let comes = self.quiet && self.leads_to(path, with_entries);
        if comes {
            self.placed = true;
            self.wanted = None;
        }
        comes
    }

    /// The field that is wanted comes into view and is marked; the cursor stays where it is.
    pub fn show_found(&mut self, range: Option<Range<usize>>) {
        if let Some(path) = self.wanted.clone() {
            self.quiet = true;
            self.mark_found(path, range);
        }
    }

    /// Marks a place that was found.
    pub fn mark_found(&mut self, path: String, range: Option<Range<usize>>) {
        self.found = Some(Found {
            path,
            range,
            ends: false,
        });
    }

    /// Takes the mark away, where the cursor is wanted in that place as soon as it is there.
    pub fn end_found(&mut self) {
        match &mut self.found {
            Some(found) if self.wanted.as_ref() == Some(&found.path) => found.ends = true,
            found => *found = None,
        }
    }

    /// Whether a place is marked.
    pub fn has_found(&self) -> bool {
        self.found.is_some()
    }

    /// Whether what is marked is the field, or something in it.
    pub(super) fn is_found(&self, path: &str) -> bool {
        self.found
            .as_ref()
            .is_some_and(|found| is_in(&found.path, path))
    }

    /// The characters that are marked in the text of a field.
    pub(super) fn found_in(&self, path: &str) -> Option<Range<usize>> {
        let found = self.found.as_ref().filter(|found| found.path == path)?;
        found.range.clone()
    }

    /// As [`Self::takes`], for what nothing nearer was drawn for. A new row is drawn a frame after it was
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

/// The row of a table in which a path stands.
pub(super) fn row_in(path: &str, table: &str) -> Option<usize> {
    let (row, _) = path
        .strip_prefix(table)?
        .strip_prefix('[')?
        .split_once(']')?;
    row.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_of_a_cell_is_read_from_its_path() {
        for (path, row) in [
            ("items[12].amount", Some(12)),
            ("items[0]", Some(0)),
            ("items", None),
            ("items.total", None),
            ("items2[1].amount", None),
        ] {
            assert_eq!(row_in(path, "items"), row, "{path}");
        }
    }

    #[test]
    fn what_was_typed_behind_a_key_waits_for_the_cursor() {
        let mut state = FieldState::default();
        state.step_to("items[1].amount");
        state.hold_back(vec![Event::Text("5".to_owned())]);
        assert_eq!(state.release(), []);
        assert!(state.takes("items[1].amount", false));
        assert!(state.end_frame());
        assert_eq!(state.release(), [Event::Text("5".to_owned())]);
        assert!(!state.end_frame());
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
