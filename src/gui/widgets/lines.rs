//! A list of lines: add, remove, move.

use std::ops::Range;

use egui::text_edit::TextEditState;
use egui::{Event, Key, Ui, vec2};

use crate::answers::{Answer, Edit};
use crate::gui::theme::{self, Tokens};

use super::Cx;
use super::parts;
use super::text::{Look, id_of, text_ui, typed};

pub fn lines_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, name: &str) {
    let count = cx.answers.list(path).len();
    for at in 0..count {
        let mut action = None;
        let mut entered = false;
        let line = format!("{path}[{at}]");
        if let Some(entries) = pasted(ui, cx, &line) {
            paste(cx, path, at, entries);
        }
        ui.horizontal(|ui| {
            ui.allocate_ui(vec2(28.0, theme::FIELD_HEIGHT), |ui| {
                ui.label(theme::small(format!("{}", at + 1)).color(Tokens::of(ui).muted));
            });
            let width = ui.available_width() - parts::ROW_ACTIONS_WIDTH - 8.0;
            ui.allocate_ui(vec2(width, theme::FIELD_HEIGHT), |ui| {
                let name = format!("{name} 第 {} 项", at + 1);
                let response = text_ui(ui, cx, &line, &name, &Look::default());
                entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            });
            action = parts::row_actions_ui(ui, at, count, "项");
        });
        if entered {
            add_after(cx, path, at);
        }
        if let Some(action) = action {
            cx.state.forget_rows(path);
            cx.edit(action.edit(path, at));
        }
    }
    if ui.button("＋ 添加一项").clicked() {
        let row = Answer::Text(String::new());
        cx.edit(Edit::InsertRow {
            table: path.to_owned(),
            at: count,
            row,
        });
        cx.state.add_row(&format!("{path}[{count}]"));
        cx.state.want(&format!("{path}[{count}]"));
    }
}

/// Goes on to the next entry: an empty one where it follows already, else a new one. Behind an
/// entry that is still empty there is nothing to go on to.
fn add_after(cx: &mut Cx<'_>, path: &str, at: usize) {
    let next = format!("{path}[{}]", at + 1);
    let count = cx.answers.list(path).len();
    if typed(cx.answers, &format!("{path}[{at}]")).is_empty() {
        cx.state.want(&format!("{path}[{at}]"));
        return;
    }
    if at + 1 == count || !cx.answers.is_blank(&next) {
        cx.state.forget_rows(path);
        cx.edit(Edit::InsertRow {
            table: path.to_owned(),
            at: at + 1,
            row: Answer::Text(String::new()),
        });
        cx.state.add_row(&next);
    }
    cx.state.want(&next);
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
            Event::Paste(text) => Some(text),
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
fn paste(cx: &mut Cx<'_>, path: &str, at: usize, entries: Vec<String>) {
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
