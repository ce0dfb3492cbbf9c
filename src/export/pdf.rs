//! Finished pages as a PDF: one copy is described, every further copy points at its contents.

mod copies;
mod ink;
mod mark;
mod thin;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::NaiveDate;
use lopdf::{Document, Object, Stream};
use printpdf::{
    CustomPdfConformance, FontId, ParsedFont, PdfConformance, PdfDocument, PdfFont,
    PdfParseErrorSeverity, PdfSaveOptions,
};
use rayon::prelude::*;

use crate::fonts::Face;
use crate::layout::page::{Page, Shape};

use super::plan::Plan;

/// What is to be printed.
#[derive(Debug, Clone)]
pub struct Print<'a> {
    /// The pages of one copy.
    pub pages: &'a [Page],
    /// Which of them stand in the file, and in which order.
    pub plan: &'a Plan,
    /// The document's title, shown in the title bar of a viewer.
    pub title: &'a str,
    /// Who hands it in: the unit.
    pub author: &'a str,
    /// What it is: the form's name.
    pub subject: &'a str,
    /// The print code, to be found by; empty where the paper bears none.
    pub keywords: &'a str,
    /// The day on which the file is made. It bears no time, so that the same answers give the same
    /// file all day.
    pub day: NaiveDate,
    /// Title and page index, from 0, of what can be jumped to within a copy.
    pub bookmarks: Vec<(String, usize)>,
}

/// Why no PDF came about.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error("没有可以打印的页面")]
    NoPages,
    #[error("打印份数至少为 1 份")]
    NoCopies,
    #[error("字体（{0:?}）无法读取，请换用内置的宋体；仍然不行的话，请重新安装程序")]
    Font(Face),
    #[error("所选的正文字体已损坏，无法嵌入，请另选一种正文字体")]
    BrokenFont,
    #[error("生成 PDF 时出错：{0}")]
    Printer(String),
    #[error("字体没有按所用文字裁剪，PDF 会过大，已停止生成")]
    FullFont,
    #[error("生成的 PDF 结构有误：{0}")]
    Structure(#[from] lopdf::Error),
    #[error("PDF 无法写出：{0}")]
    Write(#[from] std::io::Error),
}

/// Makes the PDF. The same print gives the same bytes.
pub fn pdf(print: &Print<'_>) -> Result<Vec<u8>, PdfError> {
    if print.pages.is_empty() {
        return Err(PdfError::NoPages);
    }
    if print.plan.sides.is_empty() {
        return Err(PdfError::NoCopies);
    }
    // A damaged font of a person's own can bring the reader of outlines down.
    let made = catch_unwind(AssertUnwindSafe(|| one_copy(print.pages)));
    let made = made.unwrap_or(Err(PdfError::BrokenFont));
    let made = made.and_then(|document| check_fonts(&document).map(|()| document));
    let mut document = made.map_err(|error| match error {
        // The bundled fonts are whole.
        PdfError::Printer(_) | PdfError::FullFont | PdfError::Font(_)
            if has_chosen(print.pages) =>
        {
            PdfError::BrokenFont
        }
        error => error,
    })?;
    compress(&mut document)?;
    copies::complete(&mut document, print)?;
    let mut bytes = Vec::new();
    document.save_to(&mut bytes)?;
    Ok(bytes)
}

/// The pages of one copy, with the glyphs that they use.
fn one_copy(pages: &[Page]) -> Result<Document, PdfError> {
    let mut document = PdfDocument::new("");
    // No archive or press standard is claimed: nothing here was checked against one.
    document.metadata.info.conformance = PdfConformance::Custom(CustomPdfConformance::default());
    let mut used = used(pages);
    let marking = mark::FACE.font();
    let unmarked = used.get(&mark::FACE).cloned().unwrap_or_default();
    let marks = mark::marks(pages, thin::spare(marking.data, marking.index, &unmarked));
    if !marks.is_empty() {
        used.entry(mark::FACE).or_default();
    }
    for (face, glyphs) in &used {
        let marks = marks.values().copied().filter(|_| *face == mark::FACE);
        let (face, marks) = (*face, marks.collect());
        let font = parsed(face, glyphs, &marks).ok_or(PdfError::Font(face))?;
        let fonts = &mut document.resources.fonts.map;
        fonts.insert(font_id(face), PdfFont::new(font));
    }
    document.pages = pages.iter().map(|page| ink::page(page, &marks)).collect();
    let mut warnings = Vec::new();
    let document = document.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    match warnings
        .into_iter()
        .find(|it| it.severity == PdfParseErrorSeverity::Error)
    {
        Some(warning) => Err(PdfError::Printer(warning.msg)),
        None => Ok(document),
    }
}

/// Whether anything is set in a font of a person's own.
fn has_chosen(pages: &[Page]) -> bool {
    let mut items = pages.iter().flat_map(|page| &page.items);
    items.any(
        |item| matches!(&item.shape, Shape::Text(text) if matches!(text.face, Face::Chosen(_))),
    )
}

fn compress(document: &mut Document) -> Result<(), PdfError> {
    let streams = document
        .objects
        .values_mut()
        .filter_map(|object| object.as_stream_mut().ok());
    let streams: Vec<&mut Stream> = streams.collect();
    streams.into_par_iter().try_for_each(Stream::compress)?;
    Ok(())
}

/// The faces that the pages show, and which glyphs of each.
fn used(pages: &[Page]) -> BTreeMap<Face, BTreeSet<u16>> {
    let mut used: BTreeMap<Face, BTreeSet<u16>> = BTreeMap::new();
    for item in pages.iter().flat_map(|page| &page.items) {
        if let Shape::Text(text) = &item.shape
            && !text.glyphs.is_empty()
        {
            let glyphs = used.entry(text.face).or_default();
            glyphs.extend(text.glyphs.iter().map(|glyph| glyph.id.0));
        }
    }
    used
}

fn parsed(face: Face, glyphs: &BTreeSet<u16>, marks: &BTreeSet<u16>) -> Option<ParsedFont> {
    let font = face.font();
    let font = thin::thin(font.data, font.index, glyphs, marks)?;
    ParsedFont::from_bytes(&font, 0, &mut Vec::new())
}

/// The font's name in the file; its first six letters mark the subset.
fn font_id(face: Face) -> FontId {
    FontId(match face {
        Face::Serif => "SBSERF".to_owned(),
        Face::Sans => "SBSANS".to_owned(),
        Face::Symbols => "SBSIGN".to_owned(),
        Face::Chosen(_) => "SBBODY".to_owned(),
    })
}

/// Every embedded font must be a subset, which printpdf marks with a + in its name.
fn check_fonts(document: &Document) -> Result<(), PdfError> {
    let dictionaries = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok());
    let mut names =
        dictionaries.filter_map(|it| it.get(b"FontName").and_then(Object::as_name).ok());
    if names.all(|name| name.contains(&b'+')) {
        Ok(())
    } else {
        Err(PdfError::FullFont)
    }
}
