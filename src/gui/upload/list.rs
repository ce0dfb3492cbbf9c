//! The list of items. Only the lines in sight are drawn, however many there are.

use egui::{
    Align2, Color32, FontId, Painter, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

use crate::gui::theme::{self, Tokens};
use crate::project::transcript::{Content, Copied, Entry};

use super::ui::Action;
use super::{card, data, data::Line};

const ROW: f32 = 34.0;
/// Lines above the one at hand when the list scrolls to it.
const ABOVE: usize = 2;
/// The least height of the list; in a lower window the whole page scrolls.
const LEAST: f32 = 204.0;
/// What stands around the page: its margins, and some air below.
const AROUND: f32 = 60.0;
/// Where labels and texts begin.
const LABEL: f32 = 36.0;
const TEXT: f32 = 0.42;

/// Shows the list and gives back the item that was clicked.
pub fn list_ui(
    ui: &mut Ui,
    entries: &[Entry],
    lines: &[Line],
    current: usize,
    follow: bool,
) -> Option<Action> {
    let above = ui.cursor().top() - ui.max_rect().top();
    let height = (ui.clip_rect().height() - above - AROUND).max(LEAST);
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical()
        .id_salt("items")
        .auto_shrink(false)
        .max_height(height)
        .min_scrolled_height(height);
    if follow {
        let at = lines.iter().position(|line| *line == Line::Item(current));
        let first = at.unwrap_or(0).saturating_sub(ABOVE);
        area = area.vertical_scroll_offset(first as f32 * ROW);
    }
    let mut action = None;
    area.show_rows(ui, ROW, lines.len(), |ui, shown| {
        for line in &lines[shown] {
            match line {
                Line::Heading(title) => heading_ui(ui, title),
                Line::Item(at) => {
                    if let Some(entry) = entries.get(*at)
                        && item_ui(ui, entry, *at == current)
                    {
                        action = Some(Action::Select(*at));
                    }
                }
            }
        }
    });
    action
}

fn heading_ui(ui: &mut Ui, title: &str) {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, title));
    let place = pos2(rect.left() + 8.0, rect.bottom() - 8.0);
    line(
        ui.painter(),
        title,
        place,
        rect.width() - 16.0,
        tokens.muted,
    );
}

/// One item; true when it was clicked.
fn item_ui(ui: &mut Ui, entry: &Entry, is_current: bool) -> bool {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let name = data::name(entry);
    let (said, sign, color) = match entry.copied {
        _ if entry.is_empty() => ("没有填", "", tokens.muted),
        Copied::No => ("", "", tokens.muted),
        Copied::Yes => ("已完成", "✓", tokens.ok),
        Copied::Outdated => (card::outdated(entry), "！", tokens.warn),
    };
    let whole = format!("{name} {said}");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_current, whole.trim()));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let fill = if is_current {
        Some(tokens.accent_soft)
    } else if response.hovered() || response.has_focus() {
        Some(tokens.sheet)
    } else {
        None
    };
    if let Some(fill) = fill {
        painter.rect_filled(rect, f32::from(theme::RADIUS), fill);
    }
    let base = rect.center().y + 6.0;
    let text = pos2(rect.left() + rect.width() * TEXT, base);
    line(&painter, sign, pos2(rect.left() + 12.0, base), 24.0, color);
    let label = pos2(rect.left() + LABEL, base);
    let ink = if is_current {
        tokens.accent
    } else {
        tokens.ink
    };
    line(&painter, &name, label, text.x - label.x - 12.0, ink);
    let (shown, color) = match (&entry.item.content, entry.copied) {
        (_, Copied::Outdated) => (said, tokens.warn),
        _ if entry.is_empty() => ("（没有填）", tokens.muted),
        (Content::Text(text), _) => (&**text, tokens.muted),
        (Content::File { name, .. }, _) => (data::bare(name), tokens.muted),
    };
    line(&painter, shown, text, rect.right() - text.x - 8.0, color);
    response.clicked()
}

/// One line of text that ends with … where it is too long; `place` is its lower left corner.
fn line(painter: &Painter, text: &str, place: egui::Pos2, width: f32, color: Color32) {
    // No more than fits is laid out: a text may be long.
    let text = text.chars().take(120);
    let text: String = text.map(|it| if it == '\n' { ' ' } else { it }).collect();
    let mut job = egui::text::LayoutJob::simple_singleline(text, FontId::proportional(14.0), color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(0.0));
    let galley = painter.layout_job(job);
    let rect: Rect = Align2::LEFT_BOTTOM.anchor_size(pos2(place.x, place.y + 4.0), galley.size());
    painter.galley(rect.min, galley, color);
}
