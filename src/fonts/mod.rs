//! The typefaces of paper and screen: three bundled ones, and the body font that a person may have
//! chosen. The same bytes measure, preview and print.

mod chosen;
mod font;
mod installed;

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

pub use chosen::{Chosen, Refusal, choose};
pub use font::{Font, GlyphId};
pub use installed::{Installed, find, installed, installed_if_known, look_up};

/// Which typeface.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Face {
    /// Noto Serif SC, for what a form asks in 宋体.
    #[default]
    Serif,
    /// Noto Sans SC, for what a form asks in 黑体, and for the screen.
    Sans,
    /// Noto Sans Symbols 2 in part: ☑ and other signs that the others lack.
    #[serde(skip)]
    Symbols,
    /// A font of this computer that stands in for the serif.
    #[serde(skip)]
    Chosen(Chosen),
}

/// The bundled typefaces, in the order in which they stand in for each other.
pub const BUNDLED: [Face; 3] = [Face::Serif, Face::Sans, Face::Symbols];

static SERIF: &[u8] = include_bytes!("../../fonts/NotoSerifSC-Regular.ttf");
static SANS: &[u8] = include_bytes!("../../fonts/NotoSansSC-Regular.ttf");
static SYMBOLS: &[u8] = include_bytes!("../../fonts/NotoSansSymbols2-Subset.ttf");

impl Face {
    /// The whole font file. Takes no time, as [`Face::font`] does, which reads every measure.
    pub fn data(self) -> &'static [u8] {
        match self {
            Self::Serif => SERIF,
            Self::Sans => SANS,
            Self::Symbols => SYMBOLS,
            Self::Chosen(chosen) => chosen.font().data,
        }
    }

    /// The typeface's measures.
    pub fn font(self) -> &'static Font {
        static READ: [OnceLock<Font>; 3] = [const { OnceLock::new() }; 3];
        let place = match self {
            Self::Serif => &READ[0],
            Self::Sans => &READ[1],
            Self::Symbols => &READ[2],
            Self::Chosen(chosen) => return chosen.font(),
        };
        place.get_or_init(|| Font::parse(self.data(), 0).expect("a bundled font is a font"))
    }

    /// The glyph that shows a character in this face, else in the first bundled one that has it.
    pub fn showing(self, character: char) -> Option<(GlyphId, Self)> {
        std::iter::once(self)
            .chain(BUNDLED)
            .find_map(|face| Some((face.font().glyph(character)?, face)))
    }

    /// Whether text set in this face can show a character: it is blank, or this face or a bundled
    /// one has a shape for it.
    pub fn covers(self, character: char) -> bool {
        character.is_whitespace() || self.showing(character).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_names_have_shapes_and_a_missing_one_is_known() {
        for character in "㛃䶮𬭎堃喆翀“”…—·㎡½①".chars() {
            assert!(Face::Serif.font().glyph(character).is_some(), "{character}");
        }
        assert!(!Face::Serif.covers('𠮷'));
    }

    #[test]
    fn signs_come_from_the_face_that_has_them() {
        let face = |character| Face::Serif.showing(character).map(|(_, face)| face);
        assert_eq!(face('科'), Some(Face::Serif));
        assert_eq!(face('☑'), Some(Face::Symbols));
        assert_eq!(face('😀'), None);
    }

    #[test]
    fn a_ticked_box_is_as_wide_as_an_empty_one() {
        let width = |character| {
            let (glyph, face) = Face::Serif.showing(character).unwrap();
            face.font().advance(glyph, Pt(12.0)).0
        };
        assert!((width('☑') - width('□')).abs() < 1e-4);
    }

    #[test]
    fn a_han_character_is_one_em_wide() {
        let font = Face::Serif.font();
        let glyph = font.glyph('科').unwrap();
        assert!((font.advance(glyph, Pt(12.0)).0 - Pt(12.0).to_mm().0).abs() < 1e-4);
    }

    use crate::geom::Pt;
}
