//! A part of a picture.

/// A rectangle of whole pixels, from the top left corner of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    pub left: u32,
    pub top: u32,
    pub width: u32,
    pub height: u32,
}

impl Region {
    /// The region moved and then cut so that it lies in a picture of that size, at least one pixel
    /// each way.
    pub fn within(self, (width, height): (u32, u32)) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        let across = self.width.clamp(1, width);
        let down = self.height.clamp(1, height);
        Self {
            left: self.left.min(width - across),
            top: self.top.min(height - down),
            width: across,
            height: down,
        }
    }
}
