//! A text field over an answer. While an input method composes, the widget's text holds what is
//! not committed yet: it stays here, and only what is committed becomes an edit.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{
    Align, Align2, Context, FontSelection, Frame, Id, Margin, Response, RichText, TextEdit,
    TextStyle, Ui, vec2,
};

use crate::answers::{Answer, Answers, Edit};
use crate::gui::request::Request;
use crate::gui::theme;

use super::Cx;
use super::found;
use super::paste::{self, Pasted};
use super::state::{Edges, Typing};

/// How a text field looks.
#[derive(Default)]
pub struct Look<'a> {
    /// Shown while the field is empty.
    pub hint: &'a str,
    /// What follows the text, as 万元.
    pub unit: &'a str,
    /// Lines of an essay; none for one line.
    pub rows: Option<usize>,
    /// Figures stand at the right.
    pub right: bool,
    /// In the face of the paper.
    pub serif: bool,
}

/// The id of the text field of an answer, the same wherever it is drawn.
pub fn id_of(path: &str) -> Id {
    Id::unique("answer").with(path)
}

/// The text of an answer exactly as it was typed.
pub fn typed(answers: &Answers, path: &str) -> String {
    match answers.get(path) {
        Some(Answer::Text(text) | Answer::Number(text)) => text.clone(),
        _ => String::new(),
    }
}

/// The same with what this frame has changed already.
pub fn typed_by_now(cx: &Cx<'_>, path: &str) -> String {
    let set = cx.requests.iter().rev().find_map(|request| match request {
        Request::Edit(edit) => edit.text_at(path),
        _ => None,
    });
    set.map_or_else(|| typed(cx.answers, path), str::to_owned)
}

/// Puts the cursor of an answer's field behind what undo or redo has changed in its text.
pub fn follow_step(ctx: &Context, before: &Answers, now: &Answers, path: &str) {
    let (before, now) = (typed(before, path), typed(now, path));
    if before == now {
        return;
    }
    let id = id_of(path);
    let mut state = TextEditState::load(ctx, id).unwrap_or_default();
    let behind = CCursor::new(end_of_change(&before, &now));
    let range = CCursorRange::one(behind);
    state.cursor.set_char_range(Some(range));
    state.store(ctx, id);
}

/// How many characters of the new text stand before the end of what has changed in it.
fn end_of_change(before: &str, now: &str) -> usize {
    fn same(
        one: impl Iterator<Item = char>,
        other: impl Iterator<Item = char>,
        most: usize,
    ) -> usize {
        let pairs = one.zip(other).take(most);
        pairs.take_while(|(one, other)| one == other).count()
    }
    let count = now.chars().count();
    let most = count.min(before.chars().count());
    let start = same(before.chars(), now.chars(), most);
    let end = same(before.chars().rev(), now.chars().rev(), most - start);
    count - end
}

/// Shows the answer and asks for an edit where it was changed.
pub fn text_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, name: &str, look: &Look<'_>) -> Response {
    let id = id_of(path);
    let answer = typed(cx.answers, path);
    let mut text = match cx.state.typing.take() {
        Some(typing) if typing.path == path && typing.answer == answer => typing.text,
        other => {
            cx.state.typing = other.filter(|typing| typing.path != path);
            answer.clone()
        }
    };

    let pasted = paste::clean_input(ui, id, look.rows.is_some(), &text);
    if let Some(Pasted::Refused(characters)) = pasted {
        cx.requests.push(Request::Say(paste::refusal(characters)));
    }
    let output = edit(&mut text, look, cx.state.in_cell).id(id).show(ui);
    let edges = edges_of(&output, look);
    let found = cx.state.found_in(path);
    let place = found.clone().map(|found| found::mark(ui, &output, found));
    let response = output.response.response.accessible_name(name);

    let comes_into_view = cx.state.comes_into_view(path, false);
    let takes = cx.state.takes(path, false);
    if takes {
        response.request_focus();
        if let Some(found) = found {
            found::select(ui.ctx(), id, found);
        }
    }
    // A long text is higher than the view; the words that were found are to be seen.
    match place {
        Some(place) if comes_into_view || takes => found::bring_into_view(ui, place),
        None if comes_into_view => found::bring_into_view(ui, response.rect),
        None if takes && !cx.state.is_unplaced() => response.scroll_to_me(Some(Align::Center)),
        _ => {}
    }
    let mut answer = answer;
    if response.lost_focus() {
        cx.state.touch(path);
        if cx.state.composing() {
            // Letters that were never committed are not an answer.
            cx.state.end_composing();
            text.clone_from(&answer);
        }
    }
    if text != answer && !cx.state.composing() {
        let edit = Edit::text(path, text.as_str());
        // What was pasted is a step of its own between what was typed before and after it.
        cx.edit(match pasted {
            Some(_) => Edit::Many(vec![edit]),
            None => edit,
        });
        answer.clone_from(&text);
        if let Some(Pasted::Lines(lines @ 2..)) = pasted {
            cx.requests.push(Request::Say(format!(
                "这一栏只有一行，粘贴的 {lines} 行已经接在一起，请看一下接得对不对。"
            )));
        }
    }
    if response.has_focus() {
        cx.state.hold(path);
        cx.state.edges = edges;
        cx.state.typing = Some(Typing {
            path: path.to_owned(),
            text,
            answer,
        });
    }
    response
}

/// Where the cursor stands. Lines are those on the screen, which break at the edge of the field.
fn edges_of(output: &TextEditOutput, look: &Look<'_>) -> Edges {
    let line = output
        .cursor_range
        .map(|range| output.galley.layout_from_cursor(range.primary).row);
    Edges {
        several: look.rows.is_some(),
        first_line: line.is_none_or(|line| line == 0),
        last_line: line.is_none_or(|line| line + 1 >= output.galley.rows.len()),
    }
}

fn edit<'t>(text: &'t mut String, look: &Look<'_>, in_cell: bool) -> TextEdit<'t> {
    let mut edit = match look.rows {
        Some(_) if in_cell => TextEdit::multiline(text).desired_rows(1),
        // A long line breaks in its cell, where it cannot be scrolled along at a glance.
        None if in_cell && !look.right => TextEdit::multiline(text)
            .desired_rows(1)
            .return_key(None)
            .min_size(vec2(0.0, theme::FIELD_HEIGHT)),
        Some(rows) => TextEdit::multiline(text).desired_rows(rows),
        None => TextEdit::singleline(text).min_size(vec2(0.0, theme::FIELD_HEIGHT)),
    };
    edit = edit
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(12, 8));
    edit = match (look.rows, look.right) {
        (Some(_), _) => edit,
        (None, false) if in_cell => edit,
        (None, false) => edit.align(Align2::LEFT_CENTER),
        (None, true) => edit.align(Align2::RIGHT_CENTER),
    };
    if in_cell {
        edit = edit.frame(Frame::NONE.inner_margin(Margin::symmetric(12, 8)));
    }
    if look.serif {
        edit = edit.font(FontSelection::FontId(egui::FontId::new(
            16.0,
            theme::serif(),
        )));
    }
    if !look.hint.is_empty() {
        edit = edit.hint_text(look.hint.to_owned());
    }
    if !look.unit.is_empty() {
        edit = edit.suffix(RichText::new(look.unit).text_style(TextStyle::Small).weak());
    }
    edit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_change_is_found_in_the_new_text() {
        for (before, now, end) in [
            ("nul", "nulhello", 8),
            ("nulhello", "nul", 3),
            ("申报书", "申报项目书", 4),
            ("申报项目书", "申报书", 2),
            ("helo", "hello", 4),
            ("aaa", "aa", 2),
            ("", "学会", 2),
            ("学会", "", 0),
            ("甲乙丙", "甲丁丙", 2),
        ] {
            assert_eq!(end_of_change(before, now), end, "{before} {now}");
        }
    }
}
