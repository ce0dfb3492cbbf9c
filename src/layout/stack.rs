//! Filling pages: pieces are stacked from the top of the body, and a new page begins where the next
//! piece, or what it must stand with, has no room.

use std::collections::VecDeque;

use crate::geom::{Mm, Pt, Rect};

use super::flow::VerticalAlign;
use super::grid::{Band, BandCell, PAD_TOP};
use super::keep;
use super::linebreak::SLACK;
use super::page::Item;
use super::paragraph::Line;
use super::piece::{Head, Piece};
use super::rules::Rules;
use super::split::Room;

/// Thickness of a line to write on.
const LINE: Pt = Pt(0.5);

/// A head higher than this share of the body does not repeat: it would crowd out its rows.
const HIGHEST_HEAD: f32 = 0.4;

/// Stacks the pieces and gives the items of each page's body. There is at least one page.
pub(super) fn stack(pieces: Vec<Piece>, body: Rect) -> Vec<Vec<Item>> {
    let mut stack = Stack::new(body);
    let mut pieces = VecDeque::from(pieces);
    while let Some(piece) = pieces.pop_front() {
        stack.keep_together(&piece, &pieces);
        match piece {
            Piece::Lines(lines) => stack.lines(lines),
            Piece::Space(height) if !stack.is_fresh() => stack.y += height,
            Piece::Space(_) => {}
            Piece::PageBreak if !stack.is_fresh() => stack.new_page(),
            Piece::PageBreak => {}
            Piece::Band { band, head } => stack.band(band, head.as_deref()),
            Piece::Head(head) => {
                for band in &head.bands {
                    stack.band(band.clone(), None);
                }
            }
        }
    }
    stack.finish()
}

struct Stack {
    body: Rect,
    pages: Vec<Vec<Item>>,
    items: Vec<Item>,
    rules: Rules,
    /// Where the next piece begins.
    y: Mm,
    /// Where this page begins, below a repeated head.
    top: Mm,
}

impl Stack {
    fn new(body: Rect) -> Self {
        let (pages, items, rules) = (Vec::new(), Vec::new(), Rules::default());
        Self {
            body,
            pages,
            items,
            rules,
            y: body.y,
            top: body.y,
        }
    }

    /// Whether nothing but a repeated head stands on the page.
    fn is_fresh(&self) -> bool {
        self.y <= self.top
    }

    fn left(&self) -> Mm {
        self.body.bottom() - self.y
    }

    fn new_page(&mut self) {
        let mut items = std::mem::take(&mut self.items);
        items.extend(std::mem::take(&mut self.rules).into_items());
        self.pages.push(items);
        self.y = self.body.y;
        self.top = self.body.y;
    }

    fn finish(mut self) -> Vec<Vec<Item>> {
        if !self.is_fresh() || self.pages.is_empty() {
            self.new_page();
        }
        self.pages
    }

    /// Begins a new page if a piece and all that must stand with it have no room on this one but
    /// would on the next.
    fn keep_together(&mut self, piece: &Piece, following: &VecDeque<Piece>) {
        let next = following
            .iter()
            .find(|piece| !matches!(piece, Piece::Space(_)));
        if self.is_fresh() || !piece.keeps(next) {
            return;
        }
        let mut needed = piece.height();
        let mut following = following.iter().peekable();
        while let Some(piece) = following.next() {
            let keeps = matches!(piece, Piece::Space(_)) || piece.keeps(following.peek().copied());
            needed += if keeps {
                piece.height()
            } else {
                piece.opening(self.body.height)
            };
            if !keeps || needed > self.body.height {
                break;
            }
        }
        if needed > self.left() + SLACK && needed <= self.body.height {
            self.new_page();
            if let Piece::Band {
                head: Some(head), ..
            } = piece
            {
                self.repeat(head);
            }
        }
    }

    fn lines(&mut self, mut lines: VecDeque<Line>) {
        while !lines.is_empty() {
            let mut left = self.left() + SLACK;
            let fit = lines
                .iter()
                .take_while(|line| {
                    left -= line.height;
                    left >= Mm::ZERO
                })
                .count();
            let count = match (fit, self.is_fresh()) {
                (fit, _) if fit == lines.len() => fit,
                (fit, false) => keep::above_break(lines.iter(), fit),
                // What cannot wait stands as far as it fits, at least one line.
                (fit, true) => match keep::above_break(lines.iter(), fit) {
                    0 => fit.max(1),
                    count => count,
                },
            };
            for line in lines.drain(..count) {
                let y = self.y;
                self.y += line.height;
                self.items.extend(line.placed(self.body.x, y));
            }
            if !lines.is_empty() {
                self.new_page();
            }
        }
    }

    fn band(&mut self, mut band: Band, head: Option<&Head>) {
        let head_height = head.map_or(Mm::ZERO, |head| self.repeated_height(head));
        while band.height() > self.left() + SLACK {
            let room = Room {
                left: self.left(),
                full: self.body.height - head_height,
                fresh: self.is_fresh(),
            };
            if let Some(above) = band.split(room) {
                self.draw(above);
            }
            self.new_page();
            if let Some(head) = head {
                self.repeat(head);
            }
        }
        self.draw(band);
    }

    /// Height that a head takes on a further page.
    fn repeated_height(&self, head: &Head) -> Mm {
        if head.height <= self.body.height * HIGHEST_HEAD {
            head.height
        } else {
            Mm::ZERO
        }
    }

    /// Sets the head of a grid at the top of a further page.
    fn repeat(&mut self, head: &Head) {
        if self.repeated_height(head) > Mm::ZERO {
            for band in &head.bands {
                self.draw(band.clone());
            }
        }
        self.top = self.y;
    }

    fn draw(&mut self, band: Band) {
        let tops = band.tops();
        let (x, y) = (self.body.x, self.y);
        for cell in band.cells {
            let place = Rect {
                x: x + band.edges[cell.column],
                y: y + tops[cell.row],
                width: band.edges[cell.column + cell.columns] - band.edges[cell.column],
                height: tops[cell.row + cell.rows] - tops[cell.row],
            };
            self.rules.frame(place, band.rule);
            if cell.line {
                self.rules.foot(place, LINE);
            }
            self.cell(cell, place);
        }
        self.y += tops.last().copied().unwrap_or(Mm::ZERO);
    }

    fn cell(&mut self, cell: BandCell, place: Rect) {
        let mut y = place.y + PAD_TOP;
        if cell.vertical == VerticalAlign::Middle {
            y += (place.height - cell.height()).max(Mm::ZERO) / 2.0;
        }
        for line in cell.lines {
            let top = y;
            y += line.height;
            self.items.extend(line.placed(place.x + cell.pad, top));
        }
    }
}
