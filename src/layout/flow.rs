//! What is to be set: blocks in reading order, before anything has a place.

use std::sync::Arc;

use crate::fonts::Face;
pub use crate::geom::{Align, VerticalAlign};
use crate::geom::{Mm, Pt};

/// One block of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Paragraph(Paragraph),
    /// White space, dropped at the top of a page.
    Space(Mm),
    /// What follows starts on a new page.
    PageBreak,
    /// A ruled table. Two that follow each other share the line between them.
    Grid(Grid),
}

/// Text that is broken into lines; a line break in it ends a line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paragraph {
    pub spans: Vec<Span>,
    pub align: Align,
    /// Indent of every first line (after each line break), in characters of its size.
    pub indent_chars: f32,
    /// Distance of baselines, in multiples of the type size.
    pub leading: f32,
    /// Its lines are made alike, as those of a name on a cover, in place of filled; these terms are
    /// not torn where it can be helped.
    pub balanced: Option<Vec<String>>,
}

/// A stretch of text of one look and one origin.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Span {
    pub text: String,
    pub face: Face,
    pub size: Pt,
    /// The path of the field whose answer this is; none for the form's own words.
    pub field: Option<Arc<str>>,
}

/// A ruled table of rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// Widths from left to right.
    pub columns: Vec<Mm>,
    /// Rows that stand again at the top of every page on which `rows` go on.
    pub head: Vec<Row>,
    pub rows: Vec<Row>,
    /// Thickness of the lines; zero draws none.
    pub rule: Pt,
}

/// One row of a grid.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// From left to right; places covered by a cell of an earlier row are left out.
    pub cells: Vec<Cell>,
    pub min_height: Mm,
    /// Never broken between pages as long as it fits on one (the signature block).
    pub whole: bool,
    /// Stands on the page on which the next row, or the next grid's first row, begins.
    pub with_next: bool,
}

/// One cell of a row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// How many columns it fills, from 1.
    pub columns: usize,
    /// How many rows it fills, from 1.
    pub rows: usize,
    pub content: Vec<Paragraph>,
    pub vertical: VerticalAlign,
    /// Whether a line to write on stands at its foot, whatever the grid's lines are.
    pub line: bool,
}
