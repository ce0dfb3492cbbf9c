//! The measures of one typeface, read once from its file.

use ttf_parser::cmap::Format;

use crate::geom::{Mm, Pt};

/// The number of a glyph in its font file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GlyphId(pub u16);

/// A typeface: its file, which characters it shows and how wide they are.
pub struct Font {
    /// The whole font file, TrueType with glyf outlines.
    pub data: &'static [u8],
    /// Which face of the file, for a collection of several.
    pub index: u32,
    /// Advance width of every glyph, in font units.
    advances: Vec<u16>,
    /// Glyph of every code point up to U+2FFFF; 0 where the font has none.
    glyphs: Vec<u16>,
    units_per_em: f32,
    ascent: f32,
    descent: f32,
}

impl Font {
    /// Reads a face; none if it is no font or has no Unicode table.
    pub fn parse(data: &'static [u8], index: u32) -> Option<Self> {
        let face = ttf_parser::Face::parse(data, index).ok()?;
        let advances = (0..face.number_of_glyphs())
            .map(|id| face.glyph_hor_advance(ttf_parser::GlyphId(id)).unwrap_or(0))
            .collect();
        let mut glyphs = vec![0; 0x3_0000];
        let cmap = face.tables().cmap?;
        let table = |format: fn(&Format<'_>) -> bool| {
            let mut tables = cmap.subtables.into_iter();
            tables.find(|table| table.is_unicode() && format(&table.format))
        };
        // The table of all planes holds what the one of the first plane does.
        let table = table(|format| matches!(format, Format::SegmentedCoverage(_)))
            .or_else(|| table(|_| true))?;
        table.codepoints(|code| {
            if let (Some(slot), Some(id)) = (glyphs.get_mut(code as usize), table.glyph_index(code))
            {
                *slot = id.0;
            }
        });
        Some(Self {
            data,
            index,
            advances,
            glyphs,
            units_per_em: f32::from(face.units_per_em()),
            ascent: f32::from(face.ascender()),
            descent: f32::from(-face.descender()),
        })
    }

    /// The glyph that shows a character, if the font has one.
    pub fn glyph(&self, character: char) -> Option<GlyphId> {
        match self.glyphs.get(character as usize) {
            None | Some(0) => None,
            Some(&id) => Some(GlyphId(id)),
        }
    }

    /// How far a glyph set at `size` moves the pen.
    pub fn advance(&self, glyph: GlyphId, size: Pt) -> Mm {
        let units = self
            .advances
            .get(usize::from(glyph.0))
            .copied()
            .unwrap_or(0);
        size.to_mm() * (f32::from(units) / self.units_per_em)
    }

    /// Height of the font's box above the baseline at `size`.
    pub fn ascent(&self, size: Pt) -> Mm {
        size.to_mm() * (self.ascent / self.units_per_em)
    }

    /// Depth of the font's box below the baseline at `size`.
    pub fn descent(&self, size: Pt) -> Mm {
        size.to_mm() * (self.descent / self.units_per_em)
    }
}
