//! Finished pages on the screen: the same glyphs at the same places as in print.

use egui::style::ScrollAnimation;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Color32, CornerRadius, CursorIcon, FontId, Painter, Pos2, Rect, Sense, Stroke,
    StrokeKind, Ui, pos2, vec2,
};

use crate::answers::path::is_in;
use crate::fonts::Face;
use crate::geom::{Mm, Pt};
use crate::layout;
use crate::layout::page::{Glyph, Item, Page, Shape, Text};

use super::theme::{self, Tokens};

/// Letters whose spacing differs by less than this stand in one run.
const SLACK: f32 = 0.02;

/// Draws a page as wide as there is room and gives back the field that was clicked. `marked` is
/// the field at hand, whose words are marked; with `scroll` they come into view.
pub fn page_ui(ui: &mut Ui, page: &Page, marked: Option<&str>, scroll: bool) -> Option<String> {
    let scale = ui.available_width() / page.width.0;
    let size = vec2(page.width.0, page.height.0) * scale;
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if scroll && let Some(place) = marked.and_then(|field| place_of(page, field)) {
        let min = rect.min + vec2(place.x.0, place.y.0) * scale;
        let size = vec2(place.width.0, place.height.0) * scale;
        let place = Rect::from_min_size(min, size);
        if !ui.clip_rect().contains_rect(place) {
            let animation = ScrollAnimation::none();
            ui.scroll_to_rect_animation(place, Some(Align::Center), animation);
        }
    }
    if !ui.is_rect_visible(rect) {
        return None;
    }
    let tokens = Tokens::of(ui);
    let sheet = Sheet {
        painter: ui.painter_at(rect),
        origin: rect.min,
        scale,
        ink: tokens.paper_ink,
    };
    sheet.painter.rect(
        rect,
        CornerRadius::ZERO,
        tokens.paper,
        Stroke::new(1.0, tokens.line),
        StrokeKind::Inside,
    );
    for item in &page.items {
        if marked.is_some() && item.field.as_deref() == marked {
            sheet
                .painter
                .rect_filled(sheet.rect(item.place), 2.0, tokens.paper_mark);
        }
        match &item.shape {
            Shape::Text(text) => sheet.text(text),
            Shape::Rule { thickness } => sheet.rule(item.place, *thickness),
            Shape::Box { thickness, .. } => sheet.frame(item.place, *thickness),
        }
    }
    let pointer = response.hover_pos()?;
    let (x, y) = (
        Mm((pointer.x - rect.min.x) / scale),
        Mm((pointer.y - rect.min.y) / scale),
    );
    let field = layout::field_at(page, x, y)?;
    ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    response.clicked().then(|| field.to_string())
}

/// Where a field, or the first thing in it, stands on a page.
pub fn place_of(page: &Page, field: &str) -> Option<crate::geom::Rect> {
    let shows = |item: &&Item| {
        item.field
            .as_deref()
            .is_some_and(|shown| is_in(shown, field))
    };
    page.items.iter().find(shows).map(|item| item.place)
}

struct Sheet {
    painter: Painter,
    origin: Pos2,
    /// Points of the screen in a millimetre.
    scale: f32,
    ink: Color32,
}

impl Sheet {
    fn at(&self, x: Mm, y: Mm) -> Pos2 {
        pos2(
            self.origin.x + x.0 * self.scale,
            self.origin.y + y.0 * self.scale,
        )
    }

    fn rect(&self, place: crate::geom::Rect) -> Rect {
        Rect::from_min_max(
            self.at(place.x, place.y),
            self.at(place.right(), place.bottom()),
        )
    }

    fn text(&self, text: &Text) {
        let family = theme::ready_family(self.painter.ctx(), text.face);
        let font = FontId::new(text.size.to_mm().0 * self.scale, family);
        for (spacing, run) in runs(text) {
            let Some(first) = run.first() else { continue };
            let words: String = run.iter().map(|glyph| glyph.character).collect();
            let format = TextFormat {
                font_id: font.clone(),
                extra_letter_spacing: spacing * self.scale,
                color: self.ink,
                ..TextFormat::default()
            };
            let galley = self
                .painter
                .layout_job(LayoutJob::single_section(words, format));
            let baseline = galley
                .rows
                .first()
                .and_then(|row| row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y));
            let Some(baseline) = baseline else { continue };
            let place = self.at(first.x, text.baseline) - vec2(0.0, baseline);
            self.painter.galley(place, galley, self.ink);
        }
    }

    fn rule(&self, place: crate::geom::Rect, thickness: Pt) {
        let rect = self.rect(place);
        let stroke = Stroke::new((thickness.to_mm().0 * self.scale).max(0.6), self.ink);
        self.painter.line_segment([rect.min, rect.max], stroke);
    }

    /// The crossed box that stands for a character without a shape.
    fn frame(&self, place: crate::geom::Rect, thickness: Pt) {
        let stroke = Stroke::new((thickness.to_mm().0 * self.scale).max(0.6), self.ink);
        self.painter
            .rect_stroke(self.rect(place), 0.0, stroke, StrokeKind::Inside);
        let rect = self.rect(place);
        for ends in [
            [rect.left_top(), rect.right_bottom()],
            [rect.left_bottom(), rect.right_top()],
        ] {
            self.painter.line_segment(ends, stroke);
        }
    }
}

/// Parts a text where the distance of letters changes, so that each part can be set in one go
/// with every letter in its printed place. Gives the extra spacing in mm with each.
fn runs(text: &Text) -> Vec<(f32, &[Glyph])> {
    let glyphs = &text.glyphs;
    let font = Face::font(text.face);
    let gap = |at: usize| -> f32 {
        (glyphs[at + 1].x - glyphs[at].x - font.advance(glyphs[at].id, text.size)).0
    };
    let mut runs = Vec::new();
    let mut start = 0;
    while start < glyphs.len() {
        let spacing = if start + 1 < glyphs.len() {
            gap(start)
        } else {
            0.0
        };
        let mut end = start + 1;
        while end < glyphs.len() && (gap(end - 1) - spacing).abs() < SLACK {
            end += 1;
        }
        runs.push((spacing, &glyphs[start..end]));
        start = end;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_justified_line_is_one_run_and_a_wider_gap_starts_another() {
        let font = Face::Serif.font();
        let size = Pt(12.0);
        let advance = size.to_mm().0;
        let glyph = |x: f32| Glyph {
            id: font.glyph('科').unwrap(),
            character: '科',
            x: Mm(x),
        };
        let even: Vec<_> = (0_u8..5)
            .map(|at| glyph(f32::from(at) * (advance + 0.1)))
            .collect();
        let mut text = Text {
            face: Face::Serif,
            size,
            baseline: Mm(0.0),
            glyphs: even,
        };
        let found = runs(&text);
        assert_eq!(found.len(), 1);
        assert!((found[0].0 - 0.1).abs() < 1e-3);
        text.glyphs.push(glyph(60.0));
        assert_eq!(runs(&text).len(), 2);
    }
}
