//! What is stacked on pages, measured and broken into lines, and what of it stands together.

use std::collections::VecDeque;
use std::rc::Rc;

use icu_segmenter::LineSegmenterBorrowed;

use crate::geom::Mm;

use super::flow::Block;
use super::grid::{self, Band};
use super::keep;
use super::paragraph::{self, Line};

/// What is stacked.
pub(super) enum Piece {
    Lines(VecDeque<Line>),
    Space(Mm),
    PageBreak,
    Band {
        band: Band,
        head: Option<Rc<Head>>,
    },
    /// The head of a grid, where it stands for the first time.
    Head(Rc<Head>),
}

/// The rows that a grid repeats on its further pages.
pub(super) struct Head {
    pub bands: Vec<Band>,
    pub height: Mm,
}

/// Measures and breaks every block; nothing has a page yet.
pub(super) fn pieces(
    blocks: &[Block],
    width: Mm,
    segmenter: LineSegmenterBorrowed<'_>,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                pieces.push(Piece::Lines(
                    paragraph::set(paragraph, width, segmenter).into(),
                ));
            }
            Block::Space(height) => pieces.push(Piece::Space(height.max(Mm::ZERO))),
            Block::PageBreak => pieces.push(Piece::PageBreak),
            Block::Grid(grid) => {
                let bands = grid::bands(grid, width, segmenter);
                let head = (!bands.head.is_empty()).then(|| Rc::new(Head::new(bands.head)));
                pieces.extend(head.clone().map(Piece::Head));
                let bands = bands.body.into_iter();
                pieces.extend(bands.map(|band| Piece::Band {
                    band,
                    head: head.clone(),
                }));
            }
        }
    }
    pieces
}

impl Head {
    fn new(bands: Vec<Band>) -> Self {
        let height = bands.iter().map(Band::height).sum();
        Self { bands, height }
    }
}

impl Piece {
    /// Whether it must stand on the page on which the next piece begins: rows that say so, heads
    /// of grids, and a single line (a heading) before a grid.
    pub fn keeps(&self, next: Option<&Piece>) -> bool {
        match self {
            Self::Head(_) => true,
            Self::Band { band, .. } => band.rows.last().is_some_and(|row| row.with_next),
            Self::Lines(lines) => {
                lines.len() == 1 && matches!(next, Some(Self::Head(_) | Self::Band { .. }))
            }
            Self::Space(_) | Self::PageBreak => false,
        }
    }

    /// Its whole height.
    pub fn height(&self) -> Mm {
        match self {
            Self::Lines(lines) => lines.iter().map(|line| line.height).sum(),
            Self::Space(height) => *height,
            Self::PageBreak => Mm::ZERO,
            Self::Band { band, .. } => band.height(),
            Self::Head(head) => head.height,
        }
    }

    /// What it needs in order to begin on a page.
    pub fn opening(&self, full: Mm) -> Mm {
        match self {
            Self::Lines(lines) => {
                let count = keep::opening(lines.iter());
                lines.iter().take(count).map(|line| line.height).sum()
            }
            Self::Band { band, .. } => band.opening(full),
            _ => self.height(),
        }
    }
}
