//! One page in the drawing operations of printpdf.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Line, LineCapStyle, LinePoint, Op, PdfFontHandle, PdfPage, Point, Pt as PdfPt,
    TextItem, TextMatrix,
};

use crate::fonts::Face;
use crate::geom::{Mm, Pt, Rect};
use crate::layout::page::{Page, Shape, Text};

use super::mark;

/// Describes a page; `marks` are the glyphs that stand for characters without a shape.
pub(super) fn page(page: &Page, marks: &BTreeMap<char, u16>) -> PdfPage {
    let mut pen = Pen {
        height: page.height,
        ops: Vec::new(),
        font: None,
        thickness: None,
    };
    pen.ops.push(Op::SetLineCapStyle {
        cap: LineCapStyle::ProjectingSquare,
    });
    for item in &page.items {
        match &item.shape {
            Shape::Text(text) => pen.text(text),
            Shape::Rule { thickness } => pen.rule(item.place, *thickness),
            Shape::Box { character, .. } => {
                if let Some(&glyph) = marks.get(character) {
                    pen.text(&mark::text(item.place, *character, glyph));
                }
            }
        }
    }
    pen.leave_text();
    PdfPage::new(
        printpdf::Mm(page.width.0),
        printpdf::Mm(page.height.0),
        pen.ops,
    )
}

/// The state of the drawing, so that what does not change is not said again.
struct Pen {
    /// Of the page: PDF counts from the bottom.
    height: Mm,
    ops: Vec<Op>,
    /// Face and size, while text is being written.
    font: Option<(Face, Pt)>,
    thickness: Option<Pt>,
}

impl Pen {
    fn text(&mut self, text: &Text) {
        let Some(first) = text.glyphs.first() else {
            return;
        };
        if self.font != Some((text.face, text.size)) {
            if self.font.is_none() {
                self.ops.push(Op::StartTextSection);
            }
            let font = PdfFontHandle::External(super::font_id(text.face));
            self.ops.push(Op::SetFont {
                font,
                size: PdfPt(text.size.0),
            });
            self.font = Some((text.face, text.size));
        }
        let matrix = TextMatrix::Translate(across(first.x), self.up(text.baseline));
        self.ops.push(Op::SetTextMatrix { matrix });
        self.ops.push(Op::ShowText {
            items: vec![TextItem::GlyphIds(codepoints(text))],
        });
    }

    fn leave_text(&mut self) {
        if self.font.take().is_some() {
            self.ops.push(Op::EndTextSection);
        }
    }

    fn rule(&mut self, place: Rect, thickness: Pt) {
        self.set_thickness(thickness);
        let points = [(place.x, place.y), (place.right(), place.bottom())];
        let points = points.map(|(x, y)| LinePoint {
            p: Point {
                x: across(x),
                y: self.up(y),
            },
            bezier: false,
        });
        let line = Line {
            points: points.to_vec(),
            is_closed: false,
        };
        self.ops.push(Op::DrawLine { line });
    }

    fn set_thickness(&mut self, thickness: Pt) {
        self.leave_text();
        if self.thickness != Some(thickness) {
            self.ops.push(Op::SetOutlineThickness {
                pt: PdfPt(thickness.0),
            });
            self.thickness = Some(thickness);
        }
    }

    fn up(&self, y: Mm) -> PdfPt {
        across(self.height - y)
    }
}

/// Lengths are written to a thousandth of a point.
fn across(length: Mm) -> PdfPt {
    PdfPt((length.to_pt().0 * 1000.0).round() / 1000.0)
}

/// The glyphs with how far each next one departs from where the pen stands by itself, in whole
/// thousandths of an em. The pen is followed, so that rounding does not add up.
fn codepoints(text: &Text) -> Vec<Codepoint> {
    let font = text.face.font();
    let em = f64::from(text.size.to_mm().0);
    let start = text.glyphs.first().map_or(Mm::ZERO, |glyph| glyph.x);
    let mut pen = 0.0;
    let mut nexts = text.glyphs.iter().skip(1);
    text.glyphs
        .iter()
        .map(|glyph| {
            pen += f64::from(font.advance(glyph.id, text.size).0) / em * 1000.0;
            let offset = nexts.next().map_or(0.0, |next| {
                let target = f64::from((next.x - start).0) / em * 1000.0;
                (pen - target).round()
            });
            pen -= offset;
            Codepoint::with_cid(glyph.id.0, offset as f32, glyph.character.to_string())
        })
        .collect()
}
