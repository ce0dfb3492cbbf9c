//! Where a band breaks between two pages, and what goes to either side.

use crate::geom::Mm;

use super::flow::VerticalAlign;
use super::grid::{Band, BandCell, PAD_TOP};
use super::keep;
use super::linebreak::SLACK;

/// A row lower than this moves to the next page rather than break.
const SHORT: Mm = Mm(60.0);

/// How much a page offers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// What is left of this page.
    pub left: Mm,
    /// What a page offers that nothing stands on yet.
    pub full: Mm,
    /// Whether nothing stands on this page yet, so that waiting for the next one gains nothing.
    pub fresh: bool,
}

/// The place of a break.
#[derive(Debug, Clone, Copy)]
struct Cut {
    /// The first row that does not stand whole on this page.
    row: usize,
    /// How much of that row stands on this page; none when it begins on the next one.
    inside: Option<Mm>,
}

impl Band {
    /// Breaks off what fits on this page; what is left becomes the band. Gives none if all of it
    /// should move to the next page, which never happens on a fresh one.
    pub fn split(&mut self, room: Room) -> Option<Band> {
        let cut = self.cut(room)?;
        Some(self.cut_at(cut, room.fresh))
    }

    /// Height that must be free for the band to begin: its first two lines, or all of a row that
    /// does not break.
    pub fn opening(&self, full: Mm) -> Mm {
        if self.height() < SHORT {
            return self.height();
        }
        let row = &self.rows[0];
        if row.height < SHORT || (row.whole && row.height <= full) {
            return row.height;
        }
        let needs = self
            .cells
            .iter()
            .filter(|cell| cell.row == 0 && cell.rows == 1)
            .map(|cell| lines_height(cell, keep::opening(cell.lines.iter())) + PAD_TOP * 2.0);
        needs.fold(Mm::ZERO, Mm::max)
    }

    fn cut(&self, room: Room) -> Option<Cut> {
        if !room.fresh && self.height() < SHORT.min(room.full) {
            return None;
        }
        let tops = self.tops();
        let row = (0..self.rows.len())
            .find(|&row| tops[row + 1] > room.left + SLACK)
            .unwrap_or(self.rows.len() - 1);
        let height = self.rows[row].height;
        let inside = room.left - tops[row];
        let moves = height <= room.full + SLACK && (self.rows[row].whole || height < SHORT);
        if !moves && self.breaks_well(row, &tops, room.left) {
            return Some(Cut {
                row,
                inside: Some(inside),
            });
        }
        let boundary = (1..=row).rev().find(|&row| !self.rows[row - 1].with_next);
        match (boundary, room.fresh) {
            (Some(row), _) => Some(Cut { row, inside: None }),
            (None, false) => None,
            (None, true) if row > 0 => Some(Cut { row, inside: None }),
            (None, true) => Some(Cut {
                row: 0,
                inside: Some(inside),
            }),
        }
    }

    /// Whether a break inside a row leaves at least two lines of every broken cell on either side,
    /// and breaks some cell: an empty box moves on as long as it fits on a page.
    fn breaks_well(&self, row: usize, tops: &[Mm], cut_y: Mm) -> bool {
        let mut breaks_some = false;
        for cell in self
            .cells
            .iter()
            .filter(|cell| cell.row <= row && row < cell.row + cell.rows)
        {
            let fit = lines_that_fit(cell, cut_y - tops[cell.row] - PAD_TOP * 2.0);
            breaks_some |= fit < cell.lines.len();
            if cell.row == row && cell.rows == 1 && fit == 0 && !cell.lines.is_empty() {
                return false;
            }
        }
        breaks_some && cut_y - tops[row] > PAD_TOP * 2.0
    }

    /// Takes everything above the cut out of the band.
    fn cut_at(&mut self, cut: Cut, must_advance: bool) -> Band {
        let tops = self.tops();
        let cut_y = tops[cut.row] + cut.inside.unwrap_or(Mm::ZERO);
        let rows_above = cut.row + usize::from(cut.inside.is_some());
        let mut above = Vec::new();
        let mut below = Vec::new();
        let mut advanced = cut.row > 0;
        for mut cell in std::mem::take(&mut self.cells) {
            let end = cell.row + cell.rows;
            if end <= cut.row {
                above.push(cell);
            } else if cell.row >= rows_above {
                cell.row -= cut.row;
                below.push(cell);
            } else {
                let room = cut_y - tops[cell.row] - PAD_TOP * 2.0;
                let count = lines_that_fit(&cell, room);
                let rest = cell.lines.split_off(count);
                advanced |= count > 0;
                let mut lower = cell.clone_frame();
                (lower.row, lower.rows, lower.lines) = (0, end - cut.row, rest);
                cell.rows = rows_above - cell.row;
                if !lower.lines.is_empty() && !cell.lines.is_empty() {
                    cell.vertical = VerticalAlign::Top;
                    lower.vertical = VerticalAlign::Top;
                }
                above.push(cell);
                below.push(lower);
            }
        }
        if !advanced && must_advance {
            force_lines(&mut above, &mut below, cut_y - PAD_TOP * 2.0);
        }
        below.sort_by_key(|cell| (cell.row, cell.column));
        self.cells = below;
        let mut rows: Vec<_> = self.rows[..rows_above].to_vec();
        self.rows.drain(..cut.row);
        if let (Some(inside), Some(last)) = (cut.inside, rows.last_mut()) {
            last.height = inside;
            self.rows[0].min_height = (self.rows[0].min_height - inside).max(Mm::ZERO);
        }
        self.fit_rows();
        Band {
            edges: self.edges.clone(),
            rule: self.rule,
            rows,
            cells: above,
        }
    }
}

impl BandCell {
    /// The same cell without its lines.
    fn clone_frame(&self) -> Self {
        Self {
            lines: Default::default(),
            ..*self
        }
    }
}

/// How many lines of a cell go above a break.
fn lines_that_fit(cell: &BandCell, room: Mm) -> usize {
    let mut used = Mm::ZERO;
    let fit = cell
        .lines
        .iter()
        .take_while(|line| {
            used += line.height;
            used <= room + SLACK
        })
        .count();
    keep::above_break(cell.lines.iter(), fit)
}

fn lines_height(cell: &BandCell, count: usize) -> Mm {
    cell.lines.iter().take(count).map(|line| line.height).sum()
}

/// Puts what fits above a break on a fresh page, whatever it looks like: at least one line of
/// every cell that has any.
fn force_lines(above: &mut [BandCell], below: &mut [BandCell], room: Mm) {
    for (upper, lower) in above.iter_mut().zip(below) {
        let mut used = upper.lines.iter().map(|line| line.height).sum::<Mm>();
        while let Some(line) = lower.lines.front() {
            used += line.height;
            if used > room + SLACK && !upper.lines.is_empty() {
                break;
            }
            upper.lines.extend(lower.lines.pop_front());
        }
    }
}
