//! A finished page: items at fixed places, all that a printer or a preview needs to know.

use std::sync::Arc;

use crate::fonts::{Face, GlyphId};
use crate::geom::{Mm, Pt, Rect};

/// A sheet of paper with everything on it in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub width: Mm,
    pub height: Mm,
    /// In reading order: head, body from top to bottom, foot.
    pub items: Vec<Item>,
}

/// One thing on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The box that it fills: for text from the line's top to its bottom, pen start to pen end.
    pub place: Rect,
    /// The path of the field that it shows, as `members[2].mobile`; none for the form's own words.
    pub field: Option<Arc<str>>,
    pub shape: Shape,
}

/// What an item looks like.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    Text(Text),
    /// A straight line from corner to corner of its box, one of whose sides is zero.
    Rule {
        thickness: Pt,
    },
    /// A frame around its box, for a character that has no shape.
    Box {
        thickness: Pt,
        character: char,
    },
}

/// A piece of one line in one face and size.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    pub face: Face,
    pub size: Pt,
    /// Where the letters stand, from the page's top edge.
    pub baseline: Mm,
    /// From left to right; none where an answer is empty, which keeps its place on the page.
    pub glyphs: Vec<Glyph>,
}

/// One letter of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    pub id: GlyphId,
    /// What the glyph stands for, so that text can be read out of the paper again.
    pub character: char,
    /// Pen position, from the page's left edge.
    pub x: Mm,
}
