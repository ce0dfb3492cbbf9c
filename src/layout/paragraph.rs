//! From a paragraph to lines: filled, justified, and turned into items at their places.

use std::sync::Arc;

use icu_segmenter::LineSegmenterBorrowed;

use crate::fonts::Face;
use crate::geom::{Mm, Pt, Rect};

use super::balance;
use super::flow::{Align, Paragraph};
use super::justify;
use super::keep;
use super::linebreak::{self, Reach, SLACK};
use super::measure::{self, Class, HardLine, Letter};
use super::page::{Glyph, Item, Shape, Text};

/// Least distance of baselines, in multiples of the type size: below it lines would touch.
const LEAST_LEADING: f32 = 1.2;

/// Middle of a Han character above the baseline, in em.
const MIDDLE: f32 = 0.38;

/// Thickness of the frame that stands for a character without a shape.
const BOX_RULE: Pt = Pt(0.5);

/// A finished line. Its items are placed from the column's left edge and the line's top.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub height: Mm,
    /// Does not end a page while text follows.
    pub with_next: bool,
    pub items: Vec<Item>,
}

impl Line {
    /// The line's items on the page, its top left corner at the place given.
    pub fn placed(self, x: Mm, y: Mm) -> impl Iterator<Item = Item> {
        self.items.into_iter().map(move |mut item| {
            item.place.x += x;
            item.place.y += y;
            if let Shape::Text(text) = &mut item.shape {
                text.baseline += y;
                for glyph in &mut text.glyphs {
                    glyph.x += x;
                }
            }
            item
        })
    }
}

/// Sets a paragraph in a column. Type that is wider than the column is set smaller, so that
/// nothing ever stands outside.
pub(super) fn set(
    paragraph: &Paragraph,
    width: Mm,
    segmenter: LineSegmenterBorrowed<'_>,
) -> Vec<Line> {
    let mut scale = 1.0;
    let mut text = measure::measure(paragraph, scale, segmenter);
    let widest = measure::widest(&text);
    if widest > width {
        scale = (width.0 / widest.0).max(f32::MIN_POSITIVE);
        text = measure::measure(paragraph, scale, segmenter);
    }
    let setter = Setter {
        paragraph,
        width,
        scale,
    };
    let mut paragraphs: Vec<Vec<Line>> = text.iter().map(|line| setter.lines(line)).collect();
    keep::tie(&text, &mut paragraphs);
    paragraphs.into_iter().flatten().collect()
}

/// What the lines of one paragraph have in common.
struct Setter<'a> {
    paragraph: &'a Paragraph,
    width: Mm,
    scale: f32,
}

impl Setter<'_> {
    fn lines(&self, text: &HardLine) -> Vec<Line> {
        let widest = text
            .letters
            .iter()
            .fold(Mm::ZERO, |widest, it| widest.max(it.width));
        // Blanks typed at the beginning count: pasted text often brings its indent along.
        let blanks = text
            .letters
            .iter()
            .take_while(|it| it.class == Class::Blank);
        let typed: Mm = blanks.map(|it| it.width).sum();
        let indent = text.size.to_mm() * self.paragraph.indent_chars;
        let indent = (indent - typed).max(Mm::ZERO);
        let indent = if indent + widest <= self.width {
            indent
        } else {
            Mm::ZERO
        };
        let (letters, first) = (&text.letters, self.width - indent);
        let reaches = match &self.paragraph.balanced {
            Some(terms) => balance::fill(letters, first, self.width, terms),
            None => linebreak::fill(letters, first, self.width),
        };
        reaches
            .iter()
            .map(|reach| {
                self.line(
                    text,
                    *reach,
                    if reach.start == 0 { indent } else { Mm::ZERO },
                )
            })
            .collect()
    }

    fn line(&self, text: &HardLine, reach: Reach, indent: Mm) -> Line {
        let letters = &text.letters[reach.start..reach.end];
        let size = letters
            .iter()
            .map(|letter| self.size(letter.span))
            .fold(Pt(0.0), larger);
        let size = if letters.is_empty() { text.size } else { size };
        let height = size.to_mm() * self.leading();
        let baseline = height / 2.0 + size.to_mm() * MIDDLE;
        let line = LineBox { height, baseline };
        if letters.is_empty() {
            return Line {
                height,
                with_next: false,
                items: self.empty(text.span, height).into_iter().collect(),
            };
        }
        let rooms = self.rooms(letters, reach, self.width - indent);
        let used: Mm = rooms.iter().copied().sum();
        let start = match self.paragraph.align {
            Align::Left | Align::Justify => indent,
            Align::Center => indent + (self.width - indent - used).max(Mm::ZERO) / 2.0,
            Align::Right => indent + (self.width - indent - used).max(Mm::ZERO),
        };
        Line {
            height,
            with_next: false,
            items: self.items(letters, &rooms, start, line),
        }
    }

    /// An answer that is empty still has a place that can be found.
    fn empty(&self, span: u32, height: Mm) -> Option<Item> {
        let span = self.paragraph.spans.get(span as usize)?;
        let text = Text {
            face: span.face,
            size: Pt(span.size.0 * self.scale),
            baseline: height / 2.0 + span.size.to_mm() * (self.scale * MIDDLE),
            glyphs: Vec::new(),
        };
        Some(Item {
            place: Rect {
                x: Mm::ZERO,
                y: Mm::ZERO,
                width: self.width,
                height,
            },
            field: Some(span.field.clone()?),
            shape: Shape::Text(text),
        })
    }

    /// The room of each letter of a line: squeezed where the line is too long, spread where it is
    /// to end at the right edge.
    fn rooms(&self, letters: &[Letter], reach: Reach, width: Mm) -> Vec<Mm> {
        let leads = letters.iter().skip(1).map(|letter| letter.lead);
        let mut rooms: Vec<Mm> = letters
            .iter()
            .zip(leads.chain([Mm::ZERO]))
            .map(|(letter, lead)| letter.width + lead)
            .collect();
        let slack = width - rooms.iter().copied().sum();
        if slack < -SLACK {
            justify::squeeze(letters, &mut rooms, -slack);
        } else if self.paragraph.align == Align::Justify && !reach.is_last {
            justify::spread(letters, &mut rooms, slack, reach.inside_word);
        }
        rooms
    }

    /// Letters of one span and face become one item; a letter without a shape is a box.
    fn items(&self, letters: &[Letter], rooms: &[Mm], start: Mm, line: LineBox) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let mut x = start;
        let mut open: Option<(u32, Face)> = None;
        for (letter, &room) in letters.iter().zip(rooms) {
            let Some(id) = letter.glyph else {
                items.push(self.boxed(letter, x, line));
                open = None;
                x += room;
                continue;
            };
            let glyph = Glyph {
                id,
                character: letter.character,
                x: x - letter.cut_left,
            };
            match items.last_mut() {
                Some(Item {
                    place,
                    shape: Shape::Text(text),
                    ..
                }) if open == Some((letter.span, letter.face)) => {
                    place.width = x + room - place.x;
                    text.glyphs.push(glyph);
                }
                _ => items.push(Item {
                    place: Rect {
                        x,
                        y: Mm::ZERO,
                        width: room,
                        height: line.height,
                    },
                    field: self.field(letter.span),
                    shape: Shape::Text(Text {
                        face: letter.face,
                        size: self.size(letter.span),
                        baseline: line.baseline,
                        glyphs: vec![glyph],
                    }),
                }),
            }
            open = Some((letter.span, letter.face));
            x += room;
        }
        items
    }

    fn boxed(&self, letter: &Letter, x: Mm, line: LineBox) -> Item {
        let em = self.size(letter.span).to_mm();
        Item {
            place: Rect {
                x: x + em * 0.06,
                y: line.baseline - em * 0.82,
                width: em * 0.88,
                height: em * 0.88,
            },
            field: self.field(letter.span),
            shape: Shape::Box {
                thickness: BOX_RULE,
                character: letter.character,
            },
        }
    }

    fn field(&self, span: u32) -> Option<Arc<str>> {
        self.paragraph.spans.get(span as usize)?.field.clone()
    }

    fn size(&self, span: u32) -> Pt {
        let size = self
            .paragraph
            .spans
            .get(span as usize)
            .map_or(Pt(0.0), |span| span.size);
        Pt(size.0 * self.scale)
    }

    fn leading(&self) -> f32 {
        self.paragraph.leading.max(LEAST_LEADING)
    }
}

/// The vertical measures of one line.
#[derive(Debug, Clone, Copy)]
struct LineBox {
    height: Mm,
    baseline: Mm,
}

fn larger(one: Pt, other: Pt) -> Pt {
    if one < other { other } else { one }
}
