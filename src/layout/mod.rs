//! From blocks to pages: text is measured, broken into lines, stacked into rows and pages.

mod balance;
pub mod flow;
mod grid;
mod justify;
mod keep;
mod linebreak;
mod measure;
pub mod page;
mod paragraph;
mod piece;
mod read;
mod rules;
mod running;
mod split;
mod stack;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};

use crate::geom::{Mm, Rect};

pub use read::{Extent, Extents, dump, extents, field_at};

/// Least width and height of the body.
const LEAST_BODY: Mm = Mm(10.0);

/// Sets a document. Every character of every block stands on some page, inside the margins.
pub fn paginate(blocks: &[flow::Block], setup: &Setup) -> Vec<page::Page> {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    let segmenter = LineSegmenter::new_for_non_complex_scripts(options);

    let pieces = piece::pieces(blocks, setup.body().width, segmenter);
    let bodies = stack::stack(pieces, setup.body());
    running::finish(bodies, setup, segmenter)
}

/// The paper and its margins, and what runs at head and foot of every page.
#[derive(Debug, Clone, PartialEq)]
pub struct Setup {
    pub width: Mm,
    pub height: Mm,
    pub margin_top: Mm,
    pub margin_bottom: Mm,
    /// Left and right alike, so that a sheet printed on both sides binds on either.
    pub margin_side: Mm,
    /// Stands in the head of every page, such as 草稿.
    pub head: Option<String>,
    /// Stands at the left of every foot, such as the print code.
    pub foot: Option<String>,
    /// Whether the foot counts: 第 x 页 共 y 页.
    pub numbered: bool,
}

impl Default for Setup {
    /// A4 with room for the binding.
    fn default() -> Self {
        Self {
            width: Mm(210.0),
            height: Mm(297.0),
            margin_top: Mm(25.0),
            margin_bottom: Mm(23.0),
            margin_side: Mm(26.0),
            head: None,
            foot: None,
            numbered: true,
        }
    }
}

impl Setup {
    /// The area inside the margins, where blocks stand. Margins that leave no room for a few lines
    /// are overruled.
    pub fn body(&self) -> Rect {
        Rect {
            x: self.margin_side,
            y: self.margin_top,
            width: (self.width - self.margin_side * 2.0).max(LEAST_BODY),
            height: (self.height - self.margin_top - self.margin_bottom).max(LEAST_BODY),
        }
    }
}
