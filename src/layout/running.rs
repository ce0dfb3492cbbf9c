//! What runs at the head and foot of every page, outside the body.

use icu_segmenter::LineSegmenterBorrowed;

use crate::fonts::Face;
use crate::geom::{Mm, Pt};

use super::Setup;
use super::flow::{Align, Paragraph, Span};
use super::page::{Item, Page};
use super::paragraph;

const SIZE: Pt = Pt(9.0);

/// Height of the running line.
const LEADING: f32 = 1.3;

/// White between the running line and the body.
const DISTANCE: Mm = Mm(8.0);

/// White between the two texts of the foot.
const GAP: Mm = Mm(6.0);

/// Share of the foot's width that 第 x 页 共 y 页 may take.
const NUMBER_SHARE: f32 = 0.4;

/// Makes finished pages of the bodies: head, body, foot.
pub(super) fn finish(
    bodies: Vec<Vec<Item>>,
    setup: &Setup,
    segmenter: LineSegmenterBorrowed<'_>,
) -> Vec<Page> {
    let count = bodies.len();
    let runner = Runner { setup, segmenter };
    let number = |page: usize| match setup.numbered {
        true => format!("第 {} 页 共 {count} 页", page + 1),
        false => String::new(),
    };
    bodies
        .into_iter()
        .enumerate()
        .map(|(page, body)| {
            let mut items = runner.head();
            items.extend(body);
            items.extend(runner.foot(&number(page)));
            Page {
                width: setup.width,
                height: setup.height,
                items,
            }
        })
        .collect()
}

struct Runner<'a> {
    setup: &'a Setup,
    segmenter: LineSegmenterBorrowed<'a>,
}

impl Runner<'_> {
    fn head(&self) -> Vec<Item> {
        let body = self.setup.body();
        let y = (body.y - DISTANCE - line_height()).max(Mm::ZERO);
        let text = self.setup.head.as_deref().unwrap_or_default();
        self.line(text, Align::Center, body.x, y, body.width)
    }

    fn foot(&self, number: &str) -> Vec<Item> {
        let body = self.setup.body();
        let y = (body.bottom() + DISTANCE).min(self.setup.height - line_height());
        let number_width = if number.is_empty() {
            Mm::ZERO
        } else {
            body.width * NUMBER_SHARE
        };
        let text = self.setup.foot.as_deref().unwrap_or_default();
        let text_width = (body.width - number_width - GAP).max(Mm(1.0));
        let mut items = self.line(text, Align::Left, body.x, y, text_width);
        let x = body.right() - number_width;
        items.extend(self.line(number, Align::Right, x, y, number_width));
        items
    }

    /// One line of running text; smaller where it would not fit, but never cut.
    fn line(&self, text: &str, align: Align, x: Mm, y: Mm, width: Mm) -> Vec<Item> {
        if text.trim().is_empty() {
            return Vec::new();
        }
        let text = text.replace(|character: char| character.is_control(), " ");
        let mut size = SIZE;
        loop {
            let span = Span {
                text: text.clone(),
                face: Face::Sans,
                size,
                field: None,
            };
            let paragraph = Paragraph {
                spans: vec![span],
                align,
                indent_chars: 0.0,
                leading: LEADING,
                balanced: None,
            };
            let mut lines = paragraph::set(&paragraph, width, self.segmenter);
            if lines.len() == 1 || size.0 < 1.0 {
                let line = lines.swap_remove(0);
                let lower = (line_height() - line.height) / 2.0;
                return line.placed(x, y + lower).collect();
            }
            size = Pt(size.0 * 0.9);
        }
    }
}

fn line_height() -> Mm {
    SIZE.to_mm() * LEADING
}
