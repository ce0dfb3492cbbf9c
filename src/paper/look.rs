//! What a text looks like where the sheet does not say: sizes and places by what it shows.

use std::sync::Arc;

use crate::fonts::Face;
use crate::form::{Field, Kind, sheet};
use crate::geom::{Align, Mm, Pt, VerticalAlign};
use crate::layout::flow;

use super::show::Shown;

/// 五号, the size of cells.
const CELL: Pt = Pt(10.5);
/// 小四, the size of essays.
const ESSAY: Pt = Pt(12.0);
/// 四号, the size of section headings.
const HEADING: Pt = Pt(14.0);
/// A look with nothing left open.
#[derive(Debug, Clone, Copy)]
pub struct Resolved {
    pub face: Face,
    pub size: Pt,
    pub align: Align,
    pub vertical: VerticalAlign,
    /// First-line indent in characters.
    pub indent: f32,
    /// Distance of baselines in multiples of the size.
    pub leading: f32,
}

impl Resolved {
    /// The same, but for what the sheet says.
    pub fn or(self, look: sheet::Look) -> Self {
        Self {
            face: look.face.unwrap_or(self.face),
            size: look.size.unwrap_or(self.size),
            align: look.align.unwrap_or(self.align),
            vertical: look.vertical.unwrap_or(self.vertical),
            indent: look.indent.unwrap_or(self.indent),
            leading: look.leading.unwrap_or(self.leading),
        }
    }
}

/// The form's own words in a cell.
pub const LABEL: Resolved = Resolved {
    face: Face::Serif,
    size: CELL,
    align: Align::Center,
    vertical: VerticalAlign::Middle,
    indent: 0.0,
    leading: 1.4,
};

/// An answer that has a cell to itself; `filled` while there is one.
pub fn value_look(field: &Field, filled: bool) -> Resolved {
    let base = Resolved {
        align: Align::Justify,
        ..LABEL
    };
    match field.kind {
        Kind::Essay { .. } => Resolved {
            size: ESSAY,
            vertical: VerticalAlign::Top,
            indent: if filled { 2.0 } else { 0.0 },
            leading: 1.6,
            ..base
        },
        Kind::Money | Kind::Sum { .. } => Resolved {
            align: Align::Right,
            ..base
        },
        Kind::Date => Resolved {
            align: Align::Center,
            ..base
        },
        Kind::Count
        | Kind::Line
        | Kind::Text
        | Kind::Lines
        | Kind::Email
        | Kind::Phone
        | Kind::Mobile
        | Kind::CreditCode => Resolved {
            align: Align::Left,
            ..base
        },
        _ => base,
    }
}

/// The heading of a section, over all columns.
pub fn heading(title: &str, columns: usize) -> flow::Row {
    let look = Resolved {
        face: Face::Sans,
        size: HEADING,
        align: Align::Left,
        ..LABEL
    };
    flow::Row {
        cells: vec![flow::Cell {
            columns,
            rows: 1,
            content: vec![paragraph(vec![Shown::words(title)], look)],
            vertical: VerticalAlign::Middle,
            ..flow::Cell::default()
        }],
        min_height: Mm(10.0),
        with_next: true,
        ..flow::Row::default()
    }
}

/// Sets what would be in the serif in another face.
pub fn wear(blocks: &mut [flow::Block], body: Face) {
    for block in blocks {
        match block {
            flow::Block::Paragraph(paragraph) => dress(paragraph, body),
            flow::Block::Grid(grid) => {
                let rows = grid.head.iter_mut().chain(&mut grid.rows);
                let cells = rows.flat_map(|row| &mut row.cells);
                cells
                    .flat_map(|cell| &mut cell.content)
                    .for_each(|paragraph| dress(paragraph, body));
            }
            flow::Block::Space(_) | flow::Block::PageBreak => {}
        }
    }
}

fn dress(paragraph: &mut flow::Paragraph, body: Face) {
    for span in &mut paragraph.spans {
        if span.face == Face::Serif {
            span.face = body;
        }
    }
}

/// A paragraph of that look.
pub fn paragraph(shown: Vec<Shown>, look: Resolved) -> flow::Paragraph {
    let span = |Shown { text, field }: Shown| flow::Span {
        text,
        face: look.face,
        size: look.size,
        field: field.as_ref().map(Arc::clone),
    };
    flow::Paragraph {
        spans: shown.into_iter().map(span).collect(),
        align: look.align,
        indent_chars: look.indent,
        leading: look.leading,
        balanced: None,
    }
}
