//! A text field over an answer. While an input method composes, the widget's text holds what is
//! not committed yet: it stays here, and only what is committed becomes an edit.

use egui::{Align, Align2, FontSelection, Id, Margin, Response, RichText, TextEdit, TextStyle, Ui, vec2};

use crate::answers::{Answer, Answers, Edit};
use crate::gui::theme;

use super::Cx;
use super::state::Typing;

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

    let response = ui.add(edit(&mut text, look).id(id)).accessible_name(name);

    if cx.state.takes(path, false) {
        response.request_focus();
        response.scroll_to_me(Some(Align::Center));
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
        cx.edit(Edit::text(path, text.as_str()));
        answer.clone_from(&text);
    }
    if response.has_focus() {
        cx.state.hold(path);
        cx.state.typing = Some(Typing { path: path.to_owned(), text, answer });
    }
    response
}

fn edit<'t>(text: &'t mut String, look: &Look<'_>) -> TextEdit<'t> {
    let mut edit = match look.rows {
        Some(rows) => TextEdit::multiline(text).desired_rows(rows),
        None => TextEdit::singleline(text).min_size(vec2(0.0, theme::FIELD_HEIGHT)),
    };
    edit = edit.desired_width(f32::INFINITY).margin(Margin::symmetric(12, 8));
    edit = match (look.rows, look.right) {
        (Some(_), _) => edit,
        (None, false) => edit.align(Align2::LEFT_CENTER),
        (None, true) => edit.align(Align2::RIGHT_CENTER),
    };
    if look.serif {
        edit = edit.font(FontSelection::FontId(egui::FontId::new(16.0, theme::serif())));
    }
    if !look.hint.is_empty() {
        edit = edit.hint_text(look.hint.to_owned());
    }
    if !look.unit.is_empty() {
        edit = edit.suffix(RichText::new(look.unit).text_style(TextStyle::Small).weak());
    }
    edit
}
