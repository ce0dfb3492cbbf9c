//! A body font that a person chose: offices expect 仿宋, and no complete free one can be bundled.
//! What may not or cannot be embedded in a PDF is refused with its reason.

use std::sync::{Mutex, PoisonError};

use ttf_parser::{RawFace, Tag};

use super::font::Font;

/// Characters that a body font must have: without them it is no Chinese text font.
const NEEDED: &str = "中国科学技术协会项目申报书年月日，。、；：（）“”";

/// A font that was read and accepted. It stays for as long as the program runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chosen(u16);

/// Why a font cannot be the body font. Shown to people as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("不是字体文件，或者文件已损坏")]
    NotAFont,
    /// CFF outlines: those of .otf.
    #[error("不是 TrueType 轮廓的字体（.otf 之类），暂时不能嵌入 PDF")]
    Outlines,
    /// `OS/2` fsType says restricted, bitmaps only or no subsets (OpenType, OS/2 table).
    #[error("字体的许可不允许嵌入到文件里，打印店和评审处会看不到字")]
    NotEmbeddable,
    #[error("没有常用的汉字或标点，不能作为正文字体")]
    NotChinese,
}

/// Every font that was accepted, with the bytes that it came from.
static ACCEPTED: Mutex<Vec<&'static Font>> = Mutex::new(Vec::new());

/// Accepts the face of a font file as body font. The same bytes give the same font again.
///
/// # Errors
/// Where it is no font, or its permissions or its characters do not do.
pub fn choose(data: &[u8], index: u32) -> Result<Chosen, Refusal> {
    let mut accepted = ACCEPTED.lock().unwrap_or_else(PoisonError::into_inner);
    let known = accepted
        .iter()
        .position(|font| font.index == index && font.data == data);
    if let Some(at) = known {
        return Ok(Chosen(at as u16));
    }
    may_embed(data, index)?;
    // Pages hold faces for as long as they like, and there are few fonts to choose from.
    let data: &'static [u8] = data.to_vec().leak();
    let font = Font::parse(data, index).ok_or(Refusal::NotAFont)?;
    if NEEDED.chars().any(|needed| font.glyph(needed).is_none()) {
        return Err(Refusal::NotChinese);
    }
    accepted.push(Box::leak(Box::new(font)));
    Ok(Chosen((accepted.len() - 1) as u16))
}

/// Holds outlines and permissions against what embedding a subset needs.
fn may_embed(data: &[u8], index: u32) -> Result<(), Refusal> {
    let face = RawFace::parse(data, index).map_err(|_| Refusal::NotAFont)?;
    if face.table(Tag::from_bytes(b"glyf")).is_none() {
        return Err(Refusal::Outlines);
    }
    let parsed = ttf_parser::Face::parse(data, index).map_err(|_| Refusal::NotAFont)?;
    let Some(table) = parsed.tables().os2 else {
        return Ok(());
    };
    let allowed = table.permissions() != Some(ttf_parser::Permissions::Restricted)
        && table.is_subsetting_allowed()
        && table.is_outline_embedding_allowed();
    if allowed {
        Ok(())
    } else {
        Err(Refusal::NotEmbeddable)
    }
}

impl Chosen {
    pub(super) fn font(self) -> &'static Font {
        ACCEPTED.lock().unwrap_or_else(PoisonError::into_inner)[usize::from(self.0)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::Face;

    /// The bundled sans with other permissions.
    fn with_permissions(flags: u16) -> Vec<u8> {
        let mut data = Face::Sans.font().data.to_vec();
        let face = RawFace::parse(Face::Sans.font().data, 0).unwrap();
        let table = face
            .table_records
            .into_iter()
            .find(|table| table.tag == Tag::from_bytes(b"OS/2"))
            .unwrap();
        let at = table.offset as usize + 8;
        data[at..at + 2].copy_from_slice(&flags.to_be_bytes());
        data
    }

    #[test]
    fn a_font_that_may_be_embedded_is_taken_once() {
        // Installable, and for preview and print.
        for flags in [0, 4] {
            let data = with_permissions(flags);
            let one = choose(&data, 0).unwrap();
            assert_eq!(choose(&data, 0), Ok(one));
            assert!(Face::Chosen(one).font().glyph('科').is_some());
        }
    }

    #[test]
    fn what_may_not_be_embedded_is_refused() {
        // Restricted licence, no subsets, bitmaps alone.
        for flags in [0x0002, 0x0100, 0x0200] {
            let refused = choose(&with_permissions(flags), 0);
            assert_eq!(refused, Err(Refusal::NotEmbeddable), "{flags:#x}");
        }
    }

    #[test]
    fn what_is_no_chinese_font_is_refused() {
        assert_eq!(choose(b"no font", 0), Err(Refusal::NotAFont));
        let symbols = Face::Symbols.font().data;
        assert_eq!(choose(symbols, 0), Err(Refusal::NotChinese));
    }
}
