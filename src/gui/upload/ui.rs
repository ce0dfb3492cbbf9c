//! The screen: how far it is, the item at hand, those that follow.

use egui::{Align, Key, Layout, Modifiers, Ui};

use crate::gui::editor::ViewCx;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::{parts, saved_ui};
use crate::project::transcript::{Content, clear_ticks};

use super::{State, card, data, list};

/// Title and all that stands beside it need this much; in less they stand in lines of their own.
const HEAD_WIDTH: f32 = 480.0;

/// What a person wants of the item at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Copies a text and goes on, or saves a file.
    Take,
    Next,
    Previous,
    Select(usize),
    /// Shows the question that it answers.
    GoTo,
}

pub fn upload_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, state: &mut State) {
    let current = state.refresh(cx.project);
    let mut action = keys(ui);
    head_ui(ui, cx, state);
    let form = cx.project.form();
    if let Some(entry) = state.entries.get(current) {
        let section = data::section_of(form, entry);
        action = card::card_ui(ui, section, entry).or(action);
    }
    if let Some(saved) = &state.saved {
        saved_ui(ui, saved, cx.requests);
    }
    let lines = data::lines(form, &state.entries, state.show_empty, current);
    let follow = std::mem::take(&mut state.follow);
    action = list::list_ui(ui, &state.entries, &lines, current, follow).or(action);
    if let Some(action) = action {
        act(ui, cx, state, current, action);
    }
}

/// Enter, or Ctrl-Enter wherever the focus is; up and down.
fn keys(ui: &Ui) -> Option<Action> {
    let focused = ui.memory(|memory| {
        // Under a dialogue nothing is to happen.
        let is_free = memory.allows_interaction(ui.layer_id());
        is_free.then(|| memory.focused())
    })?;
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    // A focused button is what Enter presses.
    let take = pressed(Modifiers::COMMAND, Key::Enter)
        || focused.is_none() && pressed(Modifiers::NONE, Key::Enter);
    let action = if take {
        Action::Take
    } else if pressed(Modifiers::NONE, Key::ArrowDown) {
        Action::Next
    } else if pressed(Modifiers::NONE, Key::ArrowUp) {
        Action::Previous
    } else {
        return None;
    };
    if let Some(focused) = focused {
        // The arrows lead through the items and not through the buttons.
        ui.memory_mut(|memory| memory.surrender_focus(focused));
    }
    Some(action)
}

fn act(ui: &Ui, cx: &mut ViewCx<'_>, state: &mut State, current: usize, action: Action) {
    let Some(entry) = state.entries.get(current) else {
        return;
    };
    let step = |forward| data::step(&state.entries, current, forward, state.show_empty);
    let to = match action {
        Action::Take => match &entry.item.content {
            Content::Text(text) => {
                if !entry.is_empty() {
                    ui.ctx().copy_text(text.clone());
                    cx.requests.push(Request::Edit(entry.tick()));
                }
                step(true)
            }
            Content::File { what, .. } => {
                if !entry.is_empty() {
                    cx.requests.push(Request::PickHandout(what.clone()));
                }
                current
            }
        },
        Action::Next => step(true),
        Action::Previous => step(false),
        Action::Select(at) => at,
        Action::GoTo => {
            cx.requests.push(Request::GoTo(entry.item.path.clone()));
            current
        }
    };
    state.select(to);
}

/// Title, how far it is, and what concerns all items.
fn head_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, state: &mut State) {
    if ui.available_width() < HEAD_WIDTH {
        parts::heading_ui(ui, theme::title("网上填报"));
        ui.horizontal_wrapped(|ui| whole_ui(ui, cx, state));
    } else {
        ui.horizontal(|ui| {
            parts::heading_ui(ui, theme::title("网上填报"));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                whole_ui(ui, cx, state);
            });
        });
    }
    let words = "在网页里点好要填的格子，回到这里按 Enter（或 Ctrl+Enter）复制，再到网页里粘贴。↑ ↓ 换一项。";
    parts::note_ui(ui, words);
}

/// How far it is, and what concerns all items.
fn whole_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, state: &mut State) {
    let tokens = Tokens::of(ui);
    ui.add_enabled_ui(data::has_ticks(&state.entries), |ui| {
        let clear = parts::small_button_ui(ui, "清除全部标记");
        let clear = clear.on_hover_text("重新填一遍时用；可以撤销");
        if clear.clicked() {
            cx.requests.push(Request::Edit(clear_ticks()));
            state.current = None;
        }
    });
    let (copied, all) = data::share(&state.entries, false);
    let done = copied == all && all > 0;
    let color = if done { tokens.ok } else { tokens.ink };
    ui.label(theme::heading(format!("已复制 {copied} / {all}")).color(color));
    ui.add_space(8.0);
    let shown = parts::tick_box_ui(ui, &mut state.show_empty, "列出没有填的");
    state.follow |= shown.changed();
}
