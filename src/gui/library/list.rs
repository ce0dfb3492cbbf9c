//! The list of experts: lines of one height, of which only those in sight are drawn.

use std::sync::Arc;

use egui::{Align2, WidgetText, pos2, vec2};
use egui::{
    Button, Checkbox, EventFilter, Key, Modifiers, Rect, ScrollArea, TextStyle, TextWrapMode, Ui,
};

use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;
use crate::workspace::library::{Expert, Index};

use super::data::Line;

/// The height of a line: two lines of words and what stands around them.
pub const LINE_HEIGHT: f32 = 54.0;
/// What the tick takes.
const TICK_WIDTH: f32 = 36.0;
/// The part of the width that tags take.
const ASIDE: f32 = 0.34;

/// What a line of the list asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Does {
    Open(usize),
    /// As [`Self::Open`], by an arrow key: the line gets the focus.
    Step(usize),
    Tick(usize, bool),
}

/// How the list is to look.
pub struct Look<'a> {
    pub index: &'a Index,
    /// Those to be shown, by their places in the index.
    pub found: &'a [usize],
    /// The place among those that is shown beside the list, or would be taken.
    pub at: Option<usize>,
    /// Whether an expert is ticked; none where nobody can be.
    pub ticked: Option<&'a dyn Fn(&Expert) -> bool>,
    /// The place among those that is to come into view.
    pub scroll_to: Option<usize>,
    /// The place among those that is to get the focus.
    pub focus: Option<usize>,
    /// The height of the list.
    pub height: f32,
}

/// Shows the list. With the focus on a line, the arrow keys go to the next one.
pub fn list_ui(ui: &mut Ui, look: &Look<'_>) -> Option<Does> {
    let mut area = ScrollArea::vertical()
        .id_salt("experts")
        .auto_shrink(false)
        .max_height(look.height);
    ui.spacing_mut().item_spacing.y = 0.0;
    if let Some(at) = look.scroll_to {
        // In the middle of what is seen, however far it is.
        let top = at as f32 * LINE_HEIGHT - (look.height - LINE_HEIGHT) / 2.0;
        area = area.vertical_scroll_offset(top.max(0.0));
    }
    let mut does = None;
    area.show_rows(ui, LINE_HEIGHT, look.found.len(), |ui, rows| {
        for at in rows {
            if let Some(expert) = look.index.get(look.found[at]) {
                let line = ui.push_id(expert.id, |ui| line_ui(ui, look, at, expert));
                does = line.inner.or(does.take());
            }
        }
    });
    does
}

fn line_ui(ui: &mut Ui, look: &Look<'_>, at: usize, expert: &Arc<Expert>) -> Option<Does> {
    let line = Line::of(expert);
    let mut does = None;
    let (_, place) = ui.allocate_space(vec2(ui.available_width(), LINE_HEIGHT));
    let mut words = place;
    if let Some(ticked) = look.ticked {
        words.min.x += TICK_WIDTH;
        let mut is_ticked = ticked(expert);
        let tick = Rect::from_min_max(place.min, pos2(words.min.x, place.max.y));
        let tick = parts::with_seen_edge(ui, |ui| {
            ui.put(tick, Checkbox::without_text(&mut is_ticked))
        })
        .accessible_name(format!("选中 {}", line.name));
        if tick.changed() {
            does = Some(Does::Tick(at, is_ticked));
        }
    }
    let words = words.shrink2(vec2(0.0, 1.0));
    let is_at = look.at == Some(at);
    let button = Button::selectable(is_at, "").min_size(words.size());
    let response = ui.put(words, button).accessible_name(line.spoken());
    words_ui(ui, words.shrink2(vec2(12.0, 5.0)), &line);
    if response.clicked() {
        does = Some(Does::Open(at));
    }
    if look.focus == Some(at) {
        response.request_focus();
    }
    if response.has_focus() {
        // The toolkit would go to whatever lies below, beyond the last line that is drawn.
        let filter = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let step = ui.input_mut(|input| {
            let down = input.consume_key(Modifiers::NONE, Key::ArrowDown);
            let up = input.consume_key(Modifiers::NONE, Key::ArrowUp);
            isize::from(down) - isize::from(up)
        });
        let next = at.saturating_add_signed(step);
        if step != 0 && next != at && next < look.found.len() {
            does = Some(Does::Step(next));
        }
    }
    does
}

/// Name and title over the unit, tags at the right.
fn words_ui(ui: &Ui, place: Rect, line: &Line) {
    let tokens = Tokens::of(ui);
    let galley = |text: WidgetText, width: f32, style: TextStyle| {
        text.into_galley(ui, Some(TextWrapMode::Truncate), width, style)
    };
    let small = |text: &str| WidgetText::from(theme::small(text).color(tokens.muted));
    let aside = (!line.aside.is_empty())
        .then(|| galley(small(&line.aside), place.width() * ASIDE, TextStyle::Small));
    let rest = aside.as_ref().map_or(0.0, |aside| aside.size().x + 12.0);
    if let Some(aside) = aside {
        let at = Align2::RIGHT_TOP.align_size_within_rect(aside.size(), place);
        ui.painter().galley(at.min, aside, tokens.muted);
    }
    let width = place.width() - rest;
    let name = WidgetText::from(egui::RichText::new(&line.name).color(tokens.ink));
    let name = galley(name, width, TextStyle::Body);
    let behind = place.left() + name.size().x + 10.0;
    let base = place.top() + name.size().y;
    ui.painter().galley(place.min, name, tokens.ink);
    if !line.title.is_empty() && behind + 24.0 < place.left() + width {
        let title = galley(
            small(&line.title),
            place.left() + width - behind,
            TextStyle::Small,
        );
        let at = pos2(behind, base - title.size().y - 1.0);
        ui.painter().galley(at, title, tokens.muted);
    }
    if !line.unit.is_empty() {
        let unit = galley(small(&line.unit), place.width(), TextStyle::Small);
        let at = pos2(place.left(), place.bottom() - unit.size().y);
        ui.painter().galley(at, unit, tokens.muted);
    }
}
