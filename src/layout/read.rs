//! Reading finished pages again: their text, and what stands at a place.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use crate::geom::Mm;

use super::grid::PAD_TOP;
use super::page::{Item, Page, Shape};

/// Pieces of text that stand closer than this on one line are one line of the dump; the texts of
/// two cells are further apart.
const NEAR: Mm = Mm(2.0);

/// How far beside a text its field is still found.
const REACH: Mm = Mm(5.0);

/// The text of pages: line per line in reading order, a form feed after every page. A character
/// without a shape stands as itself.
pub fn dump(pages: &[Page]) -> String {
    let mut text = String::new();
    for page in pages {
        let mut before: Option<&Item> = None;
        for item in page.items.iter().filter(|item| shows_text(item)) {
            if before.is_some_and(|before| !continues(before, item)) {
                text.push('\n');
            }
            match &item.shape {
                Shape::Text(piece) => text.extend(piece.glyphs.iter().map(|it| it.character)),
                Shape::Box { character, .. } => text.push(*character),
                Shape::Rule { .. } => {}
            }
            before = Some(item);
        }
        // Writing to a string cannot fail.
        let _ = write!(text, "\n\u{C}");
    }
    text
}

/// The field whose answer stands at a place of a page, mm from its top left corner; else the one
/// that stands nearest beside it, within 5 mm.
pub fn field_at(page: &Page, x: Mm, y: Mm) -> Option<&Arc<str>> {
    let distance = |item: &Item| {
        let outside = |low: Mm, high: Mm, at: Mm| (low - at).max(at - high).max(Mm::ZERO);
        let place = &item.place;
        let across = outside(place.x, place.right(), x);
        across.max(outside(place.y, place.bottom(), y))
    };
    let fields = page
        .items
        .iter()
        .filter_map(|item| Some((item.field.as_ref()?, distance(item))));
    fields
        .filter(|(_, distance)| *distance <= REACH)
        .min_by(|(_, one), (_, other)| one.0.total_cmp(&other.0))
        .map(|(field, _)| field)
}

/// How much of the paper the answer of a field takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// Lines with words in them.
    pub lines: usize,
    /// From the top of its first line to the foot of its last one, on all its pages together.
    pub height: Mm,
    /// Its first and its last page, from 1.
    pub pages: (usize, usize),
}

/// What fields take, by their path.
pub type Extents = BTreeMap<Arc<str>, Extent>;

impl Extent {
    /// How high the cell of a table must be to hold it.
    pub fn cell_height(&self) -> Mm {
        self.height + PAD_TOP * 2.0
    }
}

/// What each field takes of finished pages; one that is empty, what the sheet prints in its place.
pub fn extents(pages: &[Page]) -> Extents {
    let mut extents = Extents::new();
    for (number, page) in (1..).zip(pages) {
        // Top and foot of what each field has on this page, and its lowest baseline yet: the
        // pieces of one line follow each other.
        let mut here: BTreeMap<&Arc<str>, (Mm, Mm, Mm)> = BTreeMap::new();
        for item in &page.items {
            let (Some(field), Shape::Text(text)) = (&item.field, &item.shape) else {
                continue;
            };
            if text.glyphs.is_empty() {
                continue;
            }
            let extent = extents.entry(Arc::clone(field)).or_insert(Extent {
                lines: 0,
                height: Mm::ZERO,
                pages: (number, number),
            });
            extent.pages.1 = number;
            let seen = here
                .entry(field)
                .or_insert((item.place.y, item.place.bottom(), Mm::ZERO));
            seen.0 = seen.0.min(item.place.y);
            seen.1 = seen.1.max(item.place.bottom());
            if text.baseline > seen.2 {
                extent.lines += 1;
                seen.2 = text.baseline;
            }
        }
        for (field, (top, foot, _)) in here {
            if let Some(extent) = extents.get_mut(field) {
                extent.height += foot - top;
            }
        }
    }
    extents
}

fn shows_text(item: &Item) -> bool {
    match &item.shape {
        Shape::Text(text) => !text.glyphs.is_empty(),
        Shape::Box { .. } => true,
        Shape::Rule { .. } => false,
    }
}

/// Whether two items follow each other on one line. A box is lower than the line that it is in.
fn continues(before: &Item, item: &Item) -> bool {
    let (one, other) = (&before.place, &item.place);
    let gap = other.x - one.right();
    let is_level = one.y < other.bottom() && other.y < one.bottom();
    let is_flush = (one.y - other.y).0.abs() < 0.01 && (one.height - other.height).0.abs() < 0.01;
    let is_boxed =
        matches!(before.shape, Shape::Box { .. }) || matches!(item.shape, Shape::Box { .. });
    is_level && (is_flush || is_boxed) && Mm(-1.0) < gap && gap < NEAR
}
