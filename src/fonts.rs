//! The two bundled typefaces. The same bytes measure, preview and print.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use ttf_parser::cmap::Format;

use crate::geom::{Mm, Pt};

/// Which of the bundled typefaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Face {
    /// Noto Serif SC, for what a form asks in 宋体.
    #[default]
    Serif,
    /// Noto Sans SC, for what a form asks in 黑体, and for the screen.
    Sans,
}

/// The number of a glyph in its font file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GlyphId(pub u16);

/// The measures of one typeface, read once from its file.
pub struct Font {
    /// The whole font file, TrueType with glyf outlines.
    pub data: &'static [u8],
    /// Advance width of every glyph, in font units.
    advances: Vec<u16>,
    /// Glyph of every code point up to U+2FFFF; 0 where the font has none.
    glyphs: Vec<u16>,
    units_per_em: f32,
    ascent: f32,
    descent: f32,
}

impl Font {
    fn parse(data: &'static [u8]) -> Self {
        let face = ttf_parser::Face::parse(data, 0).expect("a bundled font is a font");
        let advances = (0..face.number_of_glyphs())
            .map(|id| face.glyph_hor_advance(ttf_parser::GlyphId(id)).unwrap_or(0))
            .collect();
        let mut glyphs = vec![0; 0x3_0000];
        let cmap = face.tables().cmap.expect("a bundled font has a cmap");
        let table = |format: fn(&Format<'_>) -> bool| {
            let mut tables = cmap.subtables.into_iter();
            tables.find(|table| table.is_unicode() && format(&table.format))
        };
        // The table of all planes holds what the one of the first plane does.
        let table = table(|format| matches!(format, Format::SegmentedCoverage(_)))
            .or_else(|| table(|_| true))
            .expect("a bundled font has a Unicode cmap");
        table.codepoints(|code| {
            if let (Some(slot), Some(id)) = (glyphs.get_mut(code as usize), table.glyph_index(code))
            {
                *slot = id.0;
            }
        });
        Self {
            data,
            advances,
            glyphs,
            units_per_em: f32::from(face.units_per_em()),
            ascent: f32::from(face.ascender()),
            descent: f32::from(-face.descender()),
        }
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

impl Face {
    /// The typeface's measures.
    pub fn font(self) -> &'static Font {
        static SERIF: OnceLock<Font> = OnceLock::new();
        static SANS: OnceLock<Font> = OnceLock::new();
        match self {
            Self::Serif => SERIF
                .get_or_init(|| Font::parse(include_bytes!("../fonts/NotoSerifSC-Regular.ttf"))),
            Self::Sans => {
                SANS.get_or_init(|| Font::parse(include_bytes!("../fonts/NotoSansSC-Regular.ttf")))
            }
        }
    }
}

/// Whether paper can show a character: it is blank, or the print font has a shape for it.
pub fn covers(character: char) -> bool {
    character.is_whitespace() || Face::Serif.font().glyph(character).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_names_have_shapes_and_a_missing_one_is_known() {
        for character in "㛃䶮𬭎堃喆翀“”…—·㎡½①".chars() {
            assert!(covers(character), "{character}");
        }
        assert!(!covers('𠮷'));
    }

    #[test]
    fn a_han_character_is_one_em_wide() {
        let font = Face::Serif.font();
        let glyph = font.glyph('科').unwrap();
        assert!((font.advance(glyph, Pt(12.0)).0 - Pt(12.0).to_mm().0).abs() < 1e-4);
    }
}
