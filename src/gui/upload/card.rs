//! The item at hand: its section, its label as on the form, its text, and the button that copies
//! it. Everything has its place, so that the button stays under the pointer from item to item.

use egui::{Align, Label, Layout, RichText, ScrollArea, Ui, vec2};

use crate::answers::count;
use crate::diag::Severity;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;
use crate::project::transcript::{Content, Copied, Entry};

use super::data;
use super::ui::Action;

/// Height of the text, and in a low window, where the list needs its place too.
const TEXT: f32 = 132.0;
const LOW_TEXT: f32 = 90.0;
/// Below this height of the page the window is low.
const LOW: f32 = 760.0;
/// Height of a line of notes.
const NOTE: f32 = 24.0;

/// Shows an item and gives back what is wanted of it.
pub fn card_ui(ui: &mut Ui, section: &str, entry: &Entry) -> Option<Action> {
    let tokens = Tokens::of(ui);
    let is_low = ui.clip_rect().height() < LOW;
    let height = if is_low { LOW_TEXT } else { TEXT };
    let card = parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(theme::small(section).color(tokens.muted)).truncate());
        ui.add(Label::new(theme::heading(data::name(entry))).truncate());
        ScrollArea::vertical()
            .id_salt(("text", &entry.item.key))
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink(false)
            .show(ui, |ui| content_ui(ui, entry));
        line_ui(ui, |ui| {
            copied_ui(ui, entry);
            counts_ui(ui, entry);
        });
        buttons_ui(ui, entry)
    });
    card.inner
}

/// A line of a fixed height, whether something stands in it or not.
fn line_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let size = vec2(ui.available_width(), NOTE);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(size);
        content(ui);
    });
}

fn content_ui(ui: &mut Ui, entry: &Entry) {
    let muted = Tokens::of(ui).muted;
    let words = match &entry.item.content {
        _ if entry.is_empty() => RichText::new("（没有填）").color(muted),
        Content::Text(text) if entry.item.is_long => RichText::new(text).family(theme::serif()),
        Content::Text(text) => theme::title(text),
        Content::File { name, .. } => theme::title(data::bare(name)),
    };
    ui.add(Label::new(words).wrap().selectable(true));
}

/// Both counts of a long text, and the limit.
fn counts_ui(ui: &mut Ui, entry: &Entry) {
    let (true, Content::Text(text)) =
        (entry.item.is_long && !entry.is_empty(), &entry.item.content)
    else {
        return;
    };
    let tokens = Tokens::of(ui);
    let counts = count(text);
    let (words, chars) = (counts.words, counts.chars_no_space);
    let (limit, color) = match entry.item.limit {
        None => (String::new(), tokens.muted),
        Some(limit) if words > limit => (format!(" · 限 {limit} 字，已超出"), tokens.err),
        Some(limit) if chars > limit => {
            let words = format!(" · 限 {limit} 字，网页若按字符计会放不下");
            (words, tokens.warn)
        }
        Some(limit) => (format!(" · 限 {limit} 字"), tokens.muted),
    };
    ui.label(theme::small(format!("字数 {words} · 字符 {chars}{limit}")).color(color));
}

fn copied_ui(ui: &mut Ui, entry: &Entry) {
    let tokens = Tokens::of(ui);
    let done = if entry.is_file() {
        "✓ 已另存"
    } else {
        "✓ 已复制"
    };
    match entry.copied {
        _ if entry.is_empty() => {}
        Copied::No => {}
        Copied::Yes => {
            ui.label(theme::small(done).color(tokens.ok));
        }
        Copied::Outdated => {
            parts::tag_ui(ui, outdated(entry), Severity::Warning);
        }
    }
}

/// What is said of an item that is another one than was copied.
pub fn outdated(entry: &Entry) -> &'static str {
    if entry.is_file() {
        "另存后又改过，请再另存"
    } else {
        "复制后又改过，请再复制"
    }
}

fn buttons_ui(ui: &mut Ui, entry: &Entry) -> Option<Action> {
    let mut action = None;
    let take = match (entry.is_file(), entry.is_empty()) {
        (_, true) => "跳到下一项",
        (true, false) => "另存到…",
        (false, false) => "复制并到下一项",
    };
    ui.horizontal(|ui| {
        let take = parts::primary_button_ui(ui, take);
        if take.on_hover_text("Enter 或 Ctrl+Enter").clicked() {
            // A missing file has nothing to save either.
            action = Some(if entry.is_empty() {
                Action::Next
            } else {
                Action::Take
            });
        }
        for (text, key, wanted) in [
            ("上一项", "↑", Action::Previous),
            ("下一项", "↓", Action::Next),
        ] {
            if parts::button_ui(ui, text).on_hover_text(key).clicked() {
                action = Some(wanted);
            }
        }
        if !entry.item.path.is_empty() && parts::link_ui(ui, "去看").clicked() {
            action = Some(Action::GoTo);
        }
    });
    action
}
