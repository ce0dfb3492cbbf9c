//! The bar over the questions, and the list of places below it.

use egui::text::{LayoutJob, TextFormat};
use egui::text_edit::TextEditState;
use egui::{
    Align2, Button, Frame, Id, Key, Label, Margin, Modifiers, Response, ScrollArea, Stroke,
    TextEdit, TextStyle, Ui, vec2,
};

use crate::gui::command::Command;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::{FieldState, parts};

use super::data::Hit;
use super::{Act, State};

const BOX_WIDTH: f32 = 220.0;
/// The highest that the list becomes: some places and a part of the next, so that more are expected.
const LIST_HEIGHT: f32 = 180.0;

/// So many places are listed; a longer list is not read to its end.
const MOST_LISTED: usize = 200;

/// Shows the bar and asks for what is to be done.
pub fn find_ui(
    ui: &mut Ui,
    state: &mut State,
    fields: &mut FieldState,
    requests: &mut Vec<Request>,
) {
    let reachable = parts::is_reachable(ui);
    // The toolkit has taken the focus away by the time that the key is seen here.
    let escape = state.focused && parts::takes_escape(ui);
    let mut act = escape.then_some(Act::Close);
    let mut focused = false;
    ui.horizontal_wrapped(|ui| {
        let field = box_ui(ui, state, fields, &mut act);
        focused |= field.has_focus();
        let tally = state.tally();
        if !tally.is_empty() {
            let color = match state.hits.len() {
                0 => Tokens::of(ui).warn,
                _ => Tokens::of(ui).muted,
            };
            ui.add(Label::new(theme::small(tally).color(color)).extend());
        }
        let any = !state.hits.is_empty();
        for (command, does) in [
            (Command::FindPrevious, Act::Previous),
            (Command::FindNext, Act::Next),
        ] {
            let button = Button::new(command.label()).min_size(vec2(0.0, 32.0));
            let tooltip = command.tooltip_with_key(ui.ctx());
            let button = ui.add_enabled(any, button).on_hover_text(tooltip);
            focused |= button.has_focus();
            if button.clicked() {
                act = Some(does);
                keep_cursor(&button, &field);
            }
        }
        let list = Button::selectable(state.listed, "全部列出")
            .frame_when_inactive(true)
            .min_size(vec2(0.0, 32.0));
        let list = ui.add_enabled(any, list);
        focused |= list.has_focus();
        if list.clicked() {
            state.listed = !state.listed;
            state.follow = true;
            keep_cursor(&list, &field);
        }
        let close = Button::new("×").frame(false).min_size(vec2(32.0, 32.0));
        let close = ui
            .add(close)
            .on_hover_text("关闭查找（Esc）")
            .accessible_name("关闭查找");
        focused |= close.has_focus();
        if close.clicked() {
            act = Some(Act::Close);
        }
    });
    if state.listed && !state.hits.is_empty() {
        list_ui(ui, state, &mut focused, &mut act);
    }
    state.focused = focused || (state.fresh && reachable);
    requests.extend(act.map(Request::Find));
}

/// A button that was pressed by the pointer leaves the cursor in the box.
fn keep_cursor(button: &Response, field: &Response) {
    if !button.has_focus() {
        field.request_focus();
    }
}

fn box_ui(
    ui: &mut Ui,
    state: &mut State,
    fields: &mut FieldState,
    act: &mut Option<Act>,
) -> Response {
    let id = Id::unique("find");
    if ui.memory(|memory| memory.has_focus(id)) && !fields.composed() {
        let pressed = |modifiers| ui.input_mut(|input| input.consume_key(modifiers, Key::Enter));
        if pressed(Modifiers::SHIFT) {
            *act = Some(Act::Previous);
        } else if pressed(Modifiers::NONE) {
            *act = Some(Act::Next);
        }
    }
    let field = TextEdit::singleline(&mut state.text)
        .id(id)
        .hint_text("在填写的内容里找")
        .desired_width(BOX_WIDTH)
        .min_size(vec2(0.0, 32.0))
        .align(Align2::LEFT_CENTER);
    let response = ui.add(field).accessible_name("查找");
    if std::mem::take(&mut state.fresh) {
        let all = egui::text::CCursorRange::select_all_str(&state.text);
        let mut edit = TextEditState::load(ui.ctx(), id).unwrap_or_default();
        edit.cursor.set_char_range(Some(all));
        edit.store(ui.ctx(), id);
        response.request_focus();
    }
    if response.lost_focus() && fields.composing() {
        // Letters that were never committed are not looked for.
        fields.end_composing();
        state.text.clone_from(&state.query);
    }
    if !fields.composing() && state.text != state.query {
        *act = Some(Act::Search(state.text.clone()));
    }
    response
}

fn list_ui(ui: &mut Ui, state: &mut State, focused: &mut bool, act: &mut Option<Act>) {
    let follow = std::mem::take(&mut state.follow);
    ScrollArea::vertical()
        .id_salt("places found")
        .max_height(LIST_HEIGHT)
        .min_scrolled_height(LIST_HEIGHT)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (at, hit) in state.hits.iter().enumerate().take(MOST_LISTED) {
                let chosen = at == state.at;
                let response = hit_ui(ui, hit, chosen);
                *focused |= response.has_focus();
                if chosen && follow {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    *act = Some(Act::Show(at));
                    state.fresh |= !response.has_focus();
                }
            }
            if let Some(rest) = state.hits.len().checked_sub(MOST_LISTED + 1) {
                let words = format!("还有 {} 处没有列出，多写几个字再找。", rest + 1);
                parts::note_ui(ui, &words);
            }
        });
}

fn hit_ui(ui: &mut Ui, hit: &Hit, chosen: bool) -> Response {
    let tokens = Tokens::of(ui);
    let format = |style: TextStyle, color| TextFormat {
        font_id: style.resolve(ui.style()),
        color,
        ..TextFormat::default()
    };
    let mut words = LayoutJob::single_section(
        format!("{}　", hit.label),
        format(TextStyle::Small, tokens.muted),
    );
    let body = format(TextStyle::Body, tokens.ink);
    words.append(&hit.before, 0.0, body.clone());
    let marked = TextFormat {
        color: tokens.paper_ink,
        background: tokens.found,
        ..body.clone()
    };
    words.append(&hit.found, 0.0, marked);
    words.append(&hit.after, 0.0, body);
    let name = format!("{}：{}{}{}", hit.label, hit.before, hit.found, hit.after);
    let button = Button::selectable(chosen, words)
        .truncate()
        .min_size(vec2(ui.available_width(), 0.0))
        .right_text("");
    ui.add(button).accessible_name(name)
}

/// What the bar stands on.
pub fn ground(ui: &Ui) -> Frame {
    let tokens = Tokens::of(ui);
    Frame::new()
        .fill(tokens.sheet)
        .stroke(Stroke::new(1.0, tokens.line))
        .inner_margin(Margin::symmetric(32, 8))
}
