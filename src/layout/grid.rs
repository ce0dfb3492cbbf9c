//! From a grid to bands: cells set in their columns, rows as tall as their tallest cell. A band is
//! a row, or the rows that a spanning cell holds together.

use std::collections::VecDeque;
use std::rc::Rc;

use icu_segmenter::LineSegmenterBorrowed;

use crate::geom::{Mm, Pt};

use super::flow::{Cell, Grid, Row, VerticalAlign};
use super::paragraph::{self, Line};

/// White between a cell's side rules and its text.
pub(super) const PAD_SIDE: Mm = Mm(1.8);

/// White between a cell's top and bottom rules and its text.
pub(super) const PAD_TOP: Mm = Mm(1.2);

/// Narrowest column; what is asked narrower is widened before the grid is fitted to the page.
const LEAST_COLUMN: Mm = Mm(2.0);

/// Rows that stand or break together.
#[derive(Debug, Clone)]
pub(super) struct Band {
    /// Places of the column rules, from the body's left edge; one more than columns.
    pub edges: Rc<[Mm]>,
    pub rule: Pt,
    pub rows: Vec<BandRow>,
    /// By first row, then column.
    pub cells: Vec<BandCell>,
}

#[derive(Debug, Clone)]
pub(super) struct BandRow {
    /// Height asked for, apart from what its cells need.
    pub min_height: Mm,
    /// Height that it takes.
    pub height: Mm,
    pub whole: bool,
    pub with_next: bool,
}

#[derive(Debug, Clone)]
pub(super) struct BandCell {
    /// First row within the band.
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
    pub vertical: VerticalAlign,
    /// Whether a line to write on stands at its foot.
    pub line: bool,
    /// White at either side.
    pub pad: Mm,
    pub lines: VecDeque<Line>,
}

impl BandCell {
    /// Height of the lines with the white around them.
    pub fn height(&self) -> Mm {
        self.lines.iter().map(|line| line.height).sum::<Mm>() + PAD_TOP * 2.0
    }
}

impl Band {
    pub fn height(&self) -> Mm {
        self.rows.iter().map(|row| row.height).sum()
    }

    /// Distances of the rows' tops from the band's top; one more than rows.
    pub fn tops(&self) -> Vec<Mm> {
        let mut top = Mm::ZERO;
        let mut tops = vec![top];
        for row in &self.rows {
            top += row.height;
            tops.push(top);
        }
        tops
    }

    /// Gives every row the height that its cells need. What a spanning cell needs beyond its rows
    /// goes to the last of them.
    pub fn fit_rows(&mut self) {
        for row in &mut self.rows {
            row.height = row.min_height.max(PAD_TOP * 2.0);
        }
        let (single, spanning): (Vec<_>, Vec<_>) =
            self.cells.iter().partition(|cell| cell.rows == 1);
        for cell in single {
            let row = &mut self.rows[cell.row];
            row.height = row.height.max(cell.height());
        }
        for cell in spanning {
            let rows = &mut self.rows[cell.row..cell.row + cell.rows];
            let lacking = cell.height() - rows.iter().map(|row| row.height).sum::<Mm>();
            if let Some(last) = rows.last_mut() {
                last.height += lacking.max(Mm::ZERO);
            }
        }
    }
}

/// The bands of a grid, as wide as the body at most.
pub(super) struct Bands {
    pub head: Vec<Band>,
    pub body: Vec<Band>,
}

pub(super) fn bands(grid: &Grid, width: Mm, segmenter: LineSegmenterBorrowed<'_>) -> Bands {
    let edges = edges(grid, width);
    let setter = Setter {
        edges: edges.into(),
        rule: grid.rule,
        segmenter,
    };
    Bands {
        head: setter.bands(&grid.head),
        body: setter.bands(&grid.rows),
    }
}

/// The column rules. A grid wider than the body shrinks; cells beyond the columns that it names
/// get columns of the average width, so that no cell is lost.
fn edges(grid: &Grid, width: Mm) -> Vec<Mm> {
    let wanted = columns_needed(&grid.head)
        .max(columns_needed(&grid.rows))
        .max(1);
    let mut columns: Vec<Mm> = grid
        .columns
        .iter()
        .map(|column| column.max(LEAST_COLUMN))
        .collect();
    let average = match columns.len() {
        0 => width / wanted as f32,
        count => columns.iter().copied().sum::<Mm>() / count as f32,
    };
    columns.resize(columns.len().max(wanted), average);
    let total: Mm = columns.iter().copied().sum();
    let scale = if total > width {
        width.0 / total.0
    } else {
        1.0
    };
    let mut edge = Mm::ZERO;
    let mut edges = vec![edge];
    for column in columns {
        edge += column * scale;
        edges.push(edge.min(width));
    }
    edges
}

/// How many columns the rows fill, once spanning cells hold their places.
fn columns_needed(rows: &[Row]) -> usize {
    places(rows)
        .iter()
        .map(|place| place.column + place.columns)
        .max()
        .unwrap_or(0)
}

/// Where a cell stands in its grid.
struct Place<'a> {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    cell: &'a Cell,
}

/// Gives every cell the first free place of its row.
fn places(rows: &[Row]) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    // For every column, the first row that no cell from above covers.
    let mut free_from: Vec<usize> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let mut column = 0;
        for cell in &row.cells {
            let columns = cell.columns.max(1);
            let is_free = |at: usize| free_from.get(at).is_none_or(|&from| from <= index);
            while !(column..column + columns).all(is_free) {
                column += 1;
            }
            let height = cell.rows.clamp(1, rows.len() - index);
            if free_from.len() < column + columns {
                free_from.resize(column + columns, 0);
            }
            free_from[column..column + columns].fill(index + height);
            places.push(Place {
                row: index,
                column,
                rows: height,
                columns,
                cell,
            });
            column += columns;
        }
    }
    places
}

struct Setter<'a> {
    edges: Rc<[Mm]>,
    rule: Pt,
    segmenter: LineSegmenterBorrowed<'a>,
}

impl Setter<'_> {
    fn bands(&self, rows: &[Row]) -> Vec<Band> {
        let mut places = places(rows).into_iter().peekable();
        let mut bands = Vec::new();
        let mut first = 0;
        while first < rows.len() {
            let mut end = first + 1;
            let mut cells = Vec::new();
            while let Some(place) = places.next_if(|place| place.row < end) {
                end = end.max(place.row + place.rows);
                cells.push(self.cell(&place, first));
            }
            bands.push(self.band(&rows[first..end], cells));
            first = end;
        }
        bands
    }

    fn band(&self, rows: &[Row], mut cells: Vec<BandCell>) -> Band {
        let columns = self.edges.len() - 1;
        let mut is_open = vec![true; rows.len() * columns];
        for cell in &cells {
            for row in cell.row..cell.row + cell.rows {
                let first = row * columns + cell.column;
                is_open[first..first + cell.columns].fill(false);
            }
        }
        let places = is_open.iter().enumerate();
        let open: Vec<_> = places
            .filter(|(_, is_open)| **is_open)
            .map(|(place, _)| (place / columns, place % columns))
            .collect();
        cells.extend(open.into_iter().map(|(row, column)| BandCell {
            row,
            column,
            rows: 1,
            columns: 1,
            vertical: VerticalAlign::Top,
            line: false,
            pad: Mm::ZERO,
            lines: VecDeque::new(),
        }));
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let rows = rows
            .iter()
            .map(|row| BandRow {
                min_height: row.min_height,
                height: Mm::ZERO,
                whole: row.whole,
                with_next: row.with_next,
            })
            .collect();
        let mut band = Band {
            edges: self.edges.clone(),
            rule: self.rule,
            rows,
            cells,
        };
        band.fit_rows();
        band
    }

    fn cell(&self, place: &Place<'_>, first_row: usize) -> BandCell {
        let width = self.edges[place.column + place.columns] - self.edges[place.column];
        let content = &place.cell.content;
        let sizes = content.iter().flat_map(|paragraph| &paragraph.spans);
        let em = sizes.map(|span| span.size.to_mm()).fold(Mm::ZERO, Mm::max);
        // In a column hardly wider than a character the white gives way first.
        let pad = PAD_SIDE
            .min(((width - em) / 2.0).max(Mm::ZERO))
            .min(width / 4.0);
        let lines = content
            .iter()
            .flat_map(|paragraph| paragraph::set(paragraph, width - pad * 2.0, self.segmenter))
            .collect();
        BandCell {
            row: place.row - first_row,
            column: place.column,
            rows: place.rows,
            columns: place.columns,
            vertical: place.cell.vertical,
            line: place.cell.line,
            pad,
            lines,
        }
    }
}
