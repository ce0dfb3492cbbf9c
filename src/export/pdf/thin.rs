//! A bundled font without the outlines that a document does not use. Glyph numbers stay as they
//! are. printpdf copies a font several times before it takes the subset: with 15 MB that would be
//! most of the time and of the memory that a PDF costs.

use std::collections::BTreeSet;
use std::ops::Range;

use ttf_parser::{RawFace, Tag};

use super::mark;

/// What printpdf reads of a font besides its outlines.
const COPIED: [&[u8; 4]; 8] = [
    b"OS/2", b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"post",
];

/// Length of the head of a font file, and of the entry of each of its tables.
const HEADER: usize = 12;
const ENTRY: usize = 16;

/// Place of `unitsPerEm` in `head`.
const UNITS: Range<usize> = 18..20;

/// Place of `numberOfHMetrics` in `hhea`: glyphs from that number on have no width of their own.
const WIDTHS: Range<usize> = 34..36;

/// Place of `indexToLocFormat` in `head`; 1 means offsets of four bytes.
const LOCA_FORMAT: Range<usize> = 50..52;

/// Flags of a component of a composite glyph.
const WORDS: u16 = 0x0001;
const SCALE: u16 = 0x0008;
const MORE: u16 = 0x0020;
const TWO_SCALES: u16 = 0x0040;
const MATRIX: u16 = 0x0080;

/// One face of a font file with the outlines of these glyphs and of what they are composed of, and
/// the mark of a missing character in the place of others. None if it has no glyf outlines.
pub(super) fn thin(
    data: &[u8],
    index: u32,
    glyphs: &BTreeSet<u16>,
    marks: &BTreeSet<u16>,
) -> Option<Vec<u8>> {
    let face = RawFace::parse(data, index).ok()?;
    let table = |tag| face.table(Tag::from_bytes(tag));
    let outlines = Outlines::of(&face)?;
    let units = word(table(b"head")?, UNITS.start)?;
    let (glyf, loca) = outlines.only(
        &outlines.with_components(glyphs),
        marks,
        &mark::outline(units),
    );
    let mut tables = vec![(*b"glyf", glyf), (*b"loca", loca)];
    for tag in COPIED {
        tables.extend(table(tag).map(|table| (*tag, table.to_vec())));
    }
    let (_, widths) = tables.iter_mut().find(|(tag, _)| tag == b"hmtx")?;
    for &glyph in marks {
        let at = usize::from(glyph) * 4;
        let measures = mark::measures(units);
        widths.get_mut(at..at + 4)?.copy_from_slice(&measures);
    }
    let head = tables.iter_mut().find(|(tag, _)| tag == b"head");
    head?.1.get_mut(LOCA_FORMAT)?.copy_from_slice(&[0, 1]);
    tables.sort_by_key(|(tag, _)| *tag);
    Some(file(&tables))
}

/// Glyphs of a face that a document does not use, from the last one down, so that marks can take
/// their places.
pub(super) fn spare(
    data: &[u8],
    index: u32,
    used: &BTreeSet<u16>,
) -> impl Iterator<Item = u16> + use<> {
    let found = || {
        let face = RawFace::parse(data, index).ok()?;
        let outlines = Outlines::of(&face)?;
        let widths = word(face.table(Tag::from_bytes(b"hhea"))?, WIDTHS.start)?;
        Some((outlines.with_components(used), widths))
    };
    let (taken, count) = found().unwrap_or_default();
    (1..count).rev().filter(move |glyph| !taken.contains(glyph))
}

/// The outlines of a font and where each of them begins.
struct Outlines<'a> {
    glyf: &'a [u8],
    loca: &'a [u8],
    is_long: bool,
}

impl<'a> Outlines<'a> {
    fn of(face: &RawFace<'a>) -> Option<Self> {
        let table = |tag| face.table(Tag::from_bytes(tag));
        Some(Self {
            glyf: table(b"glyf")?,
            loca: table(b"loca")?,
            is_long: table(b"head")?.get(LOCA_FORMAT)? == [0, 1],
        })
    }

    fn count(&self) -> usize {
        (self.loca.len() / if self.is_long { 4 } else { 2 }).saturating_sub(1)
    }

    fn offset(&self, glyph: usize) -> Option<usize> {
        if self.is_long {
            let bytes = self.loca.get(glyph * 4..glyph * 4 + 4)?;
            Some(u32::from_be_bytes(bytes.try_into().ok()?) as usize)
        } else {
            Some(usize::from(word(self.loca, glyph * 2)?) * 2)
        }
    }

    fn outline(&self, glyph: usize) -> Option<&[u8]> {
        self.glyf.get(self.offset(glyph)?..self.offset(glyph + 1)?)
    }

    /// The glyphs, .notdef, and every glyph that they are composed of.
    fn with_components(&self, glyphs: &BTreeSet<u16>) -> BTreeSet<u16> {
        let mut all = BTreeSet::new();
        let mut open: Vec<u16> = glyphs.iter().copied().chain([0]).collect();
        while let Some(glyph) = open.pop() {
            if all.insert(glyph) {
                let outline = self.outline(usize::from(glyph)).unwrap_or_default();
                open.extend(components(outline));
            }
        }
        all
    }

    /// `glyf` and `loca` with these glyphs and the mark in some places; every other one is empty.
    fn only(
        &self,
        glyphs: &BTreeSet<u16>,
        marks: &BTreeSet<u16>,
        mark: &[u8],
    ) -> (Vec<u8>, Vec<u8>) {
        let mut glyf = Vec::new();
        let mut loca = Vec::with_capacity((self.count() + 1) * 4);
        for glyph in 0..self.count() {
            loca.extend((glyf.len() as u32).to_be_bytes());
            let is_in =
                |set: &BTreeSet<u16>| u16::try_from(glyph).is_ok_and(|glyph| set.contains(&glyph));
            let outline = if is_in(marks) {
                Some(mark)
            } else if is_in(glyphs) {
                self.outline(glyph)
            } else {
                None
            };
            if let Some(outline) = outline {
                glyf.extend_from_slice(outline);
                glyf.resize(glyf.len().next_multiple_of(4), 0);
            }
        }
        loca.extend((glyf.len() as u32).to_be_bytes());
        (glyf, loca)
    }
}

/// The glyphs of which an outline is composed; none if it has contours of its own.
fn components(outline: &[u8]) -> Vec<u16> {
    let mut found = Vec::new();
    // The number of contours is negative, then follow four words of bounds.
    if word(outline, 0).is_none_or(|contours| contours < 0x8000) {
        return found;
    }
    let mut at = 10;
    while let (Some(flags), Some(glyph)) = (word(outline, at), word(outline, at + 2)) {
        found.push(glyph);
        at += 4 + if flags & WORDS != 0 { 4 } else { 2 };
        at += match flags {
            flags if flags & SCALE != 0 => 2,
            flags if flags & TWO_SCALES != 0 => 4,
            flags if flags & MATRIX != 0 => 8,
            _ => 0,
        };
        if flags & MORE == 0 {
            break;
        }
    }
    found
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

/// A font file of these tables, which are sorted by tag. Its sums are left at zero: the subset
/// that is taken from it gets its own.
fn file(tables: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = tables.len() as u16;
    let selector = count.ilog2() as u16;
    let range = 16 << selector;
    let mut file = vec![0, 1, 0, 0];
    for value in [count, range, selector, count * 16 - range] {
        file.extend(value.to_be_bytes());
    }
    let mut offset = HEADER + ENTRY * tables.len();
    for (tag, table) in tables {
        file.extend(tag);
        for value in [0, offset as u32, table.len() as u32] {
            file.extend(value.to_be_bytes());
        }
        offset += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        file.extend(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::Face;

    #[test]
    fn a_thin_font_keeps_the_outlines_that_are_used() {
        let font = Face::Serif.font();
        let glyph = |character| font.glyph(character).expect("the font has it");
        let used = BTreeSet::from([glyph('科').0, glyph('é').0]);
        let bytes = thin(font.data, 0, &used, &BTreeSet::new()).expect("a thin font");
        assert!(bytes.len() < 1_500_000, "{}", bytes.len());
        let full = ttf_parser::Face::parse(font.data, 0).expect("the full font");
        let thin = ttf_parser::Face::parse(&bytes, 0).expect("the thin font");
        let bounds = |face: &ttf_parser::Face<'_>, character| {
            face.glyph_bounding_box(ttf_parser::GlyphId(glyph(character).0))
        };
        for character in ['科', 'é'] {
            assert_eq!(bounds(&thin, character), bounds(&full, character));
        }
        assert_eq!(bounds(&thin, '技'), None);
    }

    #[test]
    fn what_is_no_font_has_no_thin_form() {
        assert!(thin(b"no font", 0, &BTreeSet::new(), &BTreeSet::new()).is_none());
    }

    #[test]
    fn components_of_a_composite_are_found() {
        let scaled = [0, 0x2A, 0, 7, 0, 0, 0x40, 0];
        let mut outline = vec![0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0];
        outline.extend(scaled);
        outline.extend([0, 0x01, 0, 9, 0, 0, 0, 0]);
        assert_eq!(components(&outline), [7, 9]);
        assert_eq!(components(&[0, 1]), [0_u16; 0]);
    }
}
