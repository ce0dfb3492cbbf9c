//! Lengths and places on paper. The origin of a page is its top left corner, y grows downwards.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

use serde::{Deserialize, Serialize};

/// A length in millimetres, the unit of everything that has a place on paper.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mm(pub f32);

/// A type size in points (1 pt = 1/72 inch). 小四 is 12 pt, 五号 is 10.5 pt.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pt(pub f32);

/// Millimetres in a point.
pub const MM_PER_PT: f32 = 25.4 / 72.0;

impl Mm {
    pub const ZERO: Self = Self(0.0);

    pub fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    pub fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }

    /// The same length in points.
    pub fn to_pt(self) -> Pt {
        Pt(self.0 / MM_PER_PT)
    }
}

impl Pt {
    /// The same length in millimetres.
    pub fn to_mm(self) -> Mm {
        Mm(self.0 * MM_PER_PT)
    }
}

impl Add for Mm {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Mm {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Mm {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<f32> for Mm {
    type Output = Self;
    fn mul(self, factor: f32) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<f32> for Mm {
    type Output = Self;
    fn div(self, divisor: f32) -> Self {
        Self(self.0 / divisor)
    }
}

impl AddAssign for Mm {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Mm {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Sum for Mm {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}

/// How the lines of a paragraph stand between its edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Align {
    Left,
    Center,
    Right,
    /// Both edges even, but for the last line.
    #[default]
    Justify,
}

/// Where the content of a cell stands when the cell is taller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum VerticalAlign {
    Top,
    #[default]
    Middle,
}

/// A rectangle on a page, mm.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Distance of the left edge from the page's left edge.
    pub x: Mm,
    /// Distance of the top edge from the page's top edge.
    pub y: Mm,
    pub width: Mm,
    pub height: Mm,
}

impl Rect {
    pub fn right(&self) -> Mm {
        self.x + self.width
    }

    pub fn bottom(&self) -> Mm {
        self.y + self.height
    }

    /// Whether the two share an area of more than `slack` in both directions.
    pub fn overlaps(&self, other: &Self, slack: Mm) -> bool {
        self.x + slack < other.right()
            && other.x + slack < self.right()
            && self.y + slack < other.bottom()
            && other.y + slack < self.bottom()
    }

    /// Whether the point lies inside or on the edge.
    pub fn contains(&self, x: Mm, y: Mm) -> bool {
        self.x <= x && x <= self.right() && self.y <= y && y <= self.bottom()
    }
}
