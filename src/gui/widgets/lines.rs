//! A list of lines: add, remove, move.

use std::ops::Range;

use egui::text_edit::TextEditState;
use egui::{Event, Ui, vec2};

use crate::answers::{Answer, Edit};
use crate::gui::theme::{self, Tokens};

use super::state::row_in;
use super::table::keys::{self, Go};
use super::table::moves::{self, new_row_path};
use super::text::{Look, id_of, text_ui, typed, typed_by_now};
use super::{Cx, parts, paste};
use parts::RowAction;

pub fn lines_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, name: &str) {
    let count = cx.answers.list(path).len();
    let focused = focused(ui, cx, path);
    let go = focused.and_then(|_| keys::pressed(ui, cx.state, false));
    for at in 0..count {
        let mut action = None;
        let line = format!("{path}[{at}]");
        if let Some(entries) = pasted(ui, cx, &line) {
            put(cx, path, at, entries);
        }
        ui.horizontal(|ui| {
            ui.allocate_ui(vec2(28.0, theme::FIELD_HEIGHT), |ui| {
                ui.label(theme::small(format!("{}", at + 1)).color(Tokens::of(ui).muted));
            });
            let width = ui.available_width() - parts::ROW_ACTIONS_WIDTH - 8.0;
            ui.allocate_ui(vec2(width, theme::FIELD_HEIGHT), |ui| {
                let name = format!("{name} 第 {} 项", at + 1);
                text_ui(ui, cx, &line, &name, &Look::default());
            });
            action = parts::row_actions_ui(ui, at, count, "项");
        });
        if let Some(action) = action {
            cx.state.forget_rows(path);
            cx.edit(action.edit(path, at));
        }
    }
    let button = ui.button("＋ 添加一项");
    if cx.state.takes(&new_row_path(path), false) {
        parts::take_focus(&button, cx.state);
    }
    if let Some((at, go)) = focused.zip(go) {
        act(cx, path, at, count, go);
    } else if button.clicked() {
        insert(cx, path, count);
    }
}

/// The entry whose text has the cursor.
fn focused(ui: &Ui, cx: &Cx<'_>, path: &str) -> Option<usize> {
    let line = cx.state.at_hand()?;
    let at = row_in(line, path)?;
    ui.memory(|memory| memory.has_focus(id_of(line)))
        .then_some(at)
}

/// Does what a key asks for, after what was typed.
fn act(cx: &mut Cx<'_>, path: &str, at: usize, count: usize, go: Go) {
    let line = |at: usize| format!("{path}[{at}]");
    match go {
        Go::Below => add_after(cx, path, at),
        Go::Insert => insert(cx, path, at + 1),
        Go::Up if at > 0 => cx.state.step_to(&line(at - 1)),
        Go::Down if at + 1 < count => cx.state.step_to(&line(at + 1)),
        Go::MoveUp if at > 0 => {
            cx.state.forget_rows(path);
            cx.edit(RowAction::Up.edit(path, at));
            cx.state.step_to(&line(at - 1));
        }
        Go::MoveDown if at + 1 < count => {
            cx.state.forget_rows(path);
            cx.edit(RowAction::Down.edit(path, at));
            cx.state.step_to(&line(at + 1));
        }
        Go::Remove => {
            moves::remove(cx, path, "", at);
            let next = match count.checked_sub(2) {
                Some(last) => line(at.min(last)),
                None => new_row_path(path),
            };
            cx.state.step_to(&next);
        }
        Go::Next | Go::Previous | Go::Up | Go::Down | Go::MoveUp | Go::MoveDown => {}
    }
}

/// Puts an empty entry in, with the cursor in it.
fn insert(cx: &mut Cx<'_>, path: &str, at: usize) {
    if at < cx.answers.list(path).len() {
        cx.state.forget_rows(path);
    }
    cx.edit(Edit::InsertRow {
        table: path.to_owned(),
        at,
        row: Answer::Text(String::new()),
    });
    let line = format!("{path}[{at}]");
    cx.state.add_row(&line);
    cx.state.step_to(&line);
}

/// Goes on to the next entry: an empty one where it follows already, else a new one. Behind an
/// entry that is still empty there is nothing to go on to.
fn add_after(cx: &mut Cx<'_>, path: &str, at: usize) {
    let next = format!("{path}[{}]", at + 1);
    let count = cx.answers.list(path).len();
    if typed_by_now(cx, &format!("{path}[{at}]")).is_empty() {
        return;
    }
    if at + 1 == count || !cx.answers.is_blank(&next) {
        insert(cx, path, at + 1);
    } else {
        cx.state.step_to(&next);
    }
}

/// Takes a text of several lines that is being pasted into an entry out of the input, which would
/// make one line of it, and gives back the entries that come of it.
fn pasted(ui: &Ui, cx: &Cx<'_>, line: &str) -> Option<Vec<String>> {
    let id = id_of(line);
    if !ui.memory(|memory| memory.has_focus(id)) {
        return None;
    }
    let text = ui.input_mut(|input| {
        let several = |event: &Event| matches!(event, Event::Paste(text) if text.trim().contains(['\n', '\r']));
        let at = input.events.iter().position(several)?;
        match input.events.remove(at) {
            Event::Paste(text) => Some(paste::clean(&text)),
            _ => None,
        }
    })?;
    let now = typed(cx.answers, line);
    let end = now.chars().count();
    let selected = TextEditState::load(ui.ctx(), id)
        .and_then(|state| state.cursor.char_range())
        .map_or(end..end, |range| {
            let range = range.as_sorted_char_range();
            range.start.0.min(end)..range.end.0.min(end)
        });
    Some(split(&now, selected, &text))
}

/// The text with the pasted one in place of what was selected, as entries, without empty ones.
fn split(text: &str, selected: Range<usize>, pasted: &str) -> Vec<String> {
    let before: String = text.chars().take(selected.start).collect();
    let after: String = text.chars().skip(selected.end).collect();
    format!("{before}{}{after}", pasted.trim())
        .split(['\n', '\r'])
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Puts entries in the place of one, as one step to undo, with the cursor in the last.
fn put(cx: &mut Cx<'_>, path: &str, at: usize, entries: Vec<String>) {
    let Some(last) = (at + entries.len())
        .checked_sub(1)
        .filter(|last| *last >= at)
    else {
        return;
    };
    let mut list = cx.answers.list(path).to_vec();
    list.splice(at..=at, entries.into_iter().map(Answer::Text));
    cx.state.forget_rows(path);
    cx.set(path, Answer::List(list));
    cx.state.want(&format!("{path}[{last}]"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_text_becomes_entries_at_its_line_ends() {
        assert_eq!(split("甲丁", 1..1, "乙\r\n\r\n 丙 \n"), ["甲乙", "丙丁"]);
        assert_eq!(split("甲", 0..1, "乙\n丙"), ["乙", "丙"]);
    }
}
