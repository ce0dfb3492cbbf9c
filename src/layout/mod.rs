//! From blocks to pages: text is measured, broken into lines, stacked into rows and pages.

pub mod flow;
pub mod page;

use crate::geom::Mm;

/// The paper and its margins, and what runs at head and foot of every page.
#[derive(Debug, Clone, PartialEq)]
pub struct Setup {
    pub width: Mm,
    pub height: Mm,
    pub margin_top: Mm,
    pub margin_bottom: Mm,
    /// Left and right alike, so that a sheet printed on both sides binds on either.
    pub margin_side: Mm,
    /// Stands in the head of every page, such as 草稿.
    pub head: Option<String>,
    /// Stands at the left of every foot, such as the print code.
    pub foot: Option<String>,
    /// Whether the foot counts: 第 x 页 共 y 页.
    pub numbered: bool,
}

impl Default for Setup {
    /// A4 with room for the binding.
    fn default() -> Self {
        Self {
            width: Mm(210.0),
            height: Mm(297.0),
            margin_top: Mm(25.0),
            margin_bottom: Mm(23.0),
            margin_side: Mm(26.0),
            head: None,
            foot: None,
            numbered: true,
        }
    }
}
