//! How a form looks on paper, as data: blocks, grids and cells that hold templates.

use serde::Deserialize;

use crate::fonts::Face;
use crate::geom::{Align, Mm, Pt, VerticalAlign};

/// One block of the printed sheet, from top to bottom.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Block {
    /// A paragraph outside any table.
    Text {
        text: String,
        #[serde(default)]
        look: Look,
    },
    /// A sentence of the notice, which stands in it character for character.
    Quote {
        text: String,
        #[serde(default)]
        look: Look,
    },
    /// White space in mm.
    Space(Mm),
    PageBreak,
    /// A table; rows of sections stand under each other and share their lines.
    Grid {
        /// Share of the width that each column takes.
        columns: Vec<f32>,
        rows: Vec<Row>,
        /// Whether lines are drawn.
        #[serde(default = "ruled")]
        ruled: bool,
    },
}

/// One row of a grid.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Row {
    /// The heading of a section, over the whole width.
    Heading(String),
    Cells {
        cells: Vec<Cell>,
        /// Least height in mm.
        #[serde(default)]
        least: Mm,
        /// Never broken between pages.
        #[serde(default)]
        whole: bool,
    },
    /// The row that stands again on each page on which the rows after it go on.
    Head(Vec<Cell>),
    /// One row for each row of a table.
    Each {
        /// The table.
        of: String,
        /// Cells; `{.name}` is a column, `{#}` the row's number, `{第}` the same in Chinese.
        cells: Vec<Cell>,
        /// How many rows the empty form shows.
        blank: usize,
        /// What the empty form shows in a last row, as ……
        #[serde(default)]
        more: String,
    },
    /// One row for each copy that is printed; `{#}` is its number.
    EachCopy(Vec<Cell>),
    /// Rows for each row of a table, such as a person's nine; the first cell spans them all.
    Block {
        of: String,
        rows: Vec<Vec<Cell>>,
        /// How many blocks the empty form shows.
        blank: usize,
    },
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// Words of the form and, in braces, answers: see [`super::template`].
    pub text: String,
    /// Columns that it fills.
    #[serde(default = "one")]
    pub columns: usize,
    /// Rows that it fills.
    #[serde(default = "one")]
    pub rows: usize,
    #[serde(default)]
    pub look: Look,
    /// Whether a line to write on is drawn at its foot, in a grid without lines of its own.
    #[serde(default)]
    pub line: bool,
}

/// What a text looks like; what is not said follows from what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    #[serde(default)]
    pub face: Option<Face>,
    /// Type size in points: 二号 22, 三号 16, 四号 14, 小四 12, 五号 10.5.
    #[serde(default)]
    pub size: Option<Pt>,
    #[serde(default)]
    pub align: Option<Align>,
    #[serde(default)]
    pub vertical: Option<VerticalAlign>,
    /// First-line indent in characters.
    #[serde(default)]
    pub indent: Option<f32>,
    /// Distance of baselines in multiples of the size.
    #[serde(default)]
    pub leading: Option<f32>,
}

fn one() -> usize {
    1
}

fn ruled() -> bool {
    true
}

impl Row {
    /// Every template of the row, with the table that its `{.column}` stand for.
    pub fn templates(&self) -> Vec<(&str, Option<&str>)> {
        match self {
            Self::Heading(text) => vec![(text, None)],
            Self::Cells { cells, .. } | Self::Head(cells) | Self::EachCopy(cells) => cells
                .iter()
                .map(|cell| (cell.text.as_str(), None))
                .collect(),
            Self::Each { of, cells, .. } => cells
                .iter()
                .map(|cell| (cell.text.as_str(), Some(of.as_str())))
                .collect(),
            Self::Block { of, rows, .. } => rows
                .iter()
                .flatten()
                .map(|cell| (cell.text.as_str(), Some(of.as_str())))
                .collect(),
        }
    }
}

impl Block {
    /// Every template of the block, with the table that its `{.column}` stand for.
    pub fn templates(&self) -> Vec<(&str, Option<&str>)> {
        match self {
            Self::Text { text, .. } => vec![(text, None)],
            // A quote has no gaps: it is printed as it is.
            Self::Quote { .. } | Self::Space(_) | Self::PageBreak => Vec::new(),
            Self::Grid { rows, .. } => rows.iter().flat_map(Row::templates).collect(),
        }
    }
}
