//! The mark that stands for a character without a shape: a crossed box, as a glyph of its own, so
//! that the character can still be read and copied out of the PDF.

use std::collections::{BTreeMap, BTreeSet};

use crate::fonts::{Face, GlyphId};
use crate::geom::Rect;
use crate::layout::page::{Glyph, Page, Shape, Text};

/// The face whose spare glyphs become marks.
pub(super) const FACE: Face = Face::Sans;

/// Edges of the box and thickness of its strokes, in thousandths of an em.
const LEFT: i16 = 60;
const RIGHT: i16 = 940;
const BOTTOM: i16 = -60;
const TOP: i16 = 820;
const STROKE: i16 = 36;

/// Flag of a point that lies on its contour and is given by two full words.
const ON_CURVE: u8 = 0x01;

/// Gives every character that the pages mark one of the spare glyphs.
pub(super) fn marks(pages: &[Page], spare: impl Iterator<Item = u16>) -> BTreeMap<char, u16> {
    let items = pages.iter().flat_map(|page| &page.items);
    let marked: BTreeSet<char> = items
        .filter_map(|item| match item.shape {
            Shape::Box { character, .. } => Some(character),
            Shape::Text(_) | Shape::Rule { .. } => None,
        })
        .collect();
    marked.into_iter().zip(spare).collect()
}

/// The mark of a character where the layout put its box.
pub(super) fn text(place: Rect, character: char, glyph: u16) -> Text {
    let em = place.width * (1000.0 / f32::from(RIGHT - LEFT));
    Text {
        face: FACE,
        size: em.to_pt(),
        baseline: place.y + em * (f32::from(TOP) / 1000.0),
        glyphs: vec![Glyph {
            id: GlyphId(glyph),
            character,
            x: place.x - em * (f32::from(LEFT) / 1000.0),
        }],
    }
}

/// The box as an entry of `hmtx`: it moves the pen by one em, and its ink begins at its left edge.
pub(super) fn measures(units_per_em: u16) -> [u8; 4] {
    let [a, b] = units_per_em.to_be_bytes();
    let [c, d] = scaled(LEFT, units_per_em).to_be_bytes();
    [a, b, c, d]
}

/// Thousandths of an em in the units of a font.
fn scaled(value: i16, units_per_em: u16) -> i16 {
    (i32::from(value) * i32::from(units_per_em) / 1000) as i16
}

/// The box as an entry of `glyf`, for a font of so many units in an em: frame and two diagonals.
pub(super) fn outline(units_per_em: u16) -> Vec<u8> {
    let inside = [LEFT + STROKE, RIGHT - STROKE, BOTTOM + STROKE, TOP - STROKE];
    let [left, right, bottom, top] = inside;
    let contours = [
        // Clockwise is ink, the other way round is the hole.
        [(LEFT, BOTTOM), (LEFT, TOP), (RIGHT, TOP), (RIGHT, BOTTOM)],
        [(left, bottom), (right, bottom), (right, top), (left, top)],
        [
            (left, bottom),
            (left, bottom + STROKE),
            (right, top),
            (right, top - STROKE),
        ],
        [
            (left, top - STROKE),
            (left, top),
            (right, bottom + STROKE),
            (right, bottom),
        ],
    ];
    let scaled = |value: i16| scaled(value, units_per_em);
    let mut bytes = Vec::new();
    let mut put = |value: i16| bytes.extend(value.to_be_bytes());
    put(contours.len() as i16);
    for edge in [LEFT, BOTTOM, RIGHT, TOP] {
        put(scaled(edge));
    }
    for contour in 1..=contours.len() {
        put((contour * contours[0].len() - 1) as i16);
    }
    put(0);
    let points = || contours.iter().flatten();
    bytes.extend(points().map(|_| ON_CURVE));
    for axis in [|point: &(i16, i16)| point.0, |point: &(i16, i16)| point.1] {
        let mut before = 0;
        for value in points().map(axis).map(scaled) {
            bytes.extend((value - before).to_be_bytes());
            before = value;
        }
    }
    bytes
}
