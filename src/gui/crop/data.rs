//! What is being cropped, and the frame over it. Worked out without a window.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use egui::TextureHandle;

use crate::picture::{Picture, Region};

/// A picture on the way to its size.
#[derive(Debug)]
pub struct Crop {
    /// The [`Editor`](crate::gui::editor::Editor) that it is for.
    pub editor: u64,
    /// The field that takes it.
    pub field: String,
    /// The file's name.
    pub name: String,
    pub bytes: Arc<[u8]>,
    /// Width and height in pixels that the form asks for, at least 1 each.
    pub wanted: (u32, u32),
    /// Whether the file was just chosen and is not attached yet.
    pub chosen: bool,
    /// None while it is being decoded.
    pub ready: Option<Ready>,
    /// What is said in it: that it comes first, or why the picture could not be made.
    pub notice: Option<String>,
}

/// A picture that can be cropped.
pub struct Ready {
    pub picture: Arc<Picture>,
    /// The picture on the screen, perhaps smaller.
    pub texture: TextureHandle,
    pub frame: Frame,
    /// What the pointer drags.
    pub grip: Option<Grip>,
    /// Whether the keyboard is yet to be given to the frame.
    pub fresh: bool,
    /// Whether the result is being made.
    pub cutting: bool,
}

impl fmt::Debug for Ready {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} by {:?}", self.picture, self.frame)
    }
}

/// What of the frame the pointer holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Grip {
    /// Its inside, so far right of and below its corner at the top left.
    Inside(f32, f32),
    /// A corner: whether a right one, and whether a lower one.
    Corner { right: bool, lower: bool },
}

/// The part of a picture that is kept, in pixels from its top left corner. It always lies in the
/// picture and has the shape that is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    pub left: f32,
    pub top: f32,
    pub width: f32,
    /// Height for a width of 1.
    ratio: f32,
    /// Width and height of the picture.
    picture: (f32, f32),
    /// The width below which it does not go.
    least: f32,
}

/// How much of what is cut off above and below is cut off above: faces are in the upper half.
const ABOVE: f32 = 0.2;

impl Frame {
    /// The largest frame of the wanted shape, in the middle and a little high.
    pub fn of((width, height): (u32, u32), wanted: (u32, u32)) -> Self {
        let picture = (width as f32, height as f32);
        let ratio = wanted.1 as f32 / wanted.0 as f32;
        let widest = picture.0.min(picture.1 / ratio);
        Self {
            left: (picture.0 - widest) / 2.0,
            top: (picture.1 - widest * ratio) * ABOVE,
            width: widest,
            ratio,
            picture,
            // A smaller part would have to be blown up.
            least: widest.min(wanted.0 as f32),
        }
    }

    pub fn height(&self) -> f32 {
        self.width * self.ratio
    }

    /// The frame that far to the right and down, as far as the picture goes.
    pub fn moved(self, right: f32, down: f32) -> Self {
        Self {
            left: self.left + right,
            top: self.top + down,
            ..self
        }
        .kept_inside()
    }

    /// The frame with its top left corner there, as far as the picture goes.
    pub fn at(self, left: f32, top: f32) -> Self {
        self.moved(left - self.left, top - self.top)
    }

    /// The frame larger or smaller around its middle.
    pub fn scaled(self, factor: f32) -> Self {
        let width = self.fitting(self.width * factor);
        Self {
            left: self.left + (self.width - width) / 2.0,
            top: self.top + (self.width - width) * self.ratio / 2.0,
            width,
            ..self
        }
        .kept_inside()
    }

    /// The frame with one corner drawn to a place and the opposite one where it was.
    pub fn pulled(self, right: bool, lower: bool, (x, y): (f32, f32)) -> Self {
        let (far_x, far_y) = (
            if right {
                self.left
            } else {
                self.left + self.width
            },
            if lower {
                self.top
            } else {
                self.top + self.height()
            },
        );
        let across = if right { x - far_x } else { far_x - x };
        let down = if lower { y - far_y } else { far_y - y };
        // Not beyond the edges that it is drawn to.
        let room_x = if right { self.picture.0 - far_x } else { far_x };
        let room_y = if lower { self.picture.1 - far_y } else { far_y };
        let most = room_x.min(room_y / self.ratio);
        let width = self.fitting(across.max(down / self.ratio).min(most));
        Self {
            left: if right { far_x } else { far_x - width },
            top: if lower {
                far_y
            } else {
                far_y - width * self.ratio
            },
            width,
            ..self
        }
        .kept_inside()
    }

    /// The frame in whole pixels.
    pub fn region(&self) -> Region {
        // Not negative and within the picture, whose sides are whole numbers of 32 bits.
        let whole = |length: f32| length.round().max(0.0) as u32;
        Region {
            left: whole(self.left),
            top: whole(self.top),
            width: whole(self.width),
            height: whole(self.height()),
        }
    }

    fn fitting(&self, width: f32) -> f32 {
        let widest = self.picture.0.min(self.picture.1 / self.ratio);
        width.clamp(self.least, widest)
    }

    fn kept_inside(self) -> Self {
        Self {
            left: self.left.clamp(0.0, (self.picture.0 - self.width).max(0.0)),
            top: self
                .top
                .clamp(0.0, (self.picture.1 - self.height()).max(0.0)),
            ..self
        }
    }
}

/// The name of what is made of a file: “照片.png” becomes “照片-200x200.jpg”.
pub fn file_name_from(name: &str, (width, height): (u32, u32)) -> String {
    let stem = Path::new(name)
        .file_stem()
        .map_or(name.into(), |stem| stem.to_string_lossy());
    format!("{}-{width}x{height}.jpg", stem.trim())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn region(left: u32, top: u32, width: u32, height: u32) -> Region {
        Region {
            left,
            top,
            width,
            height,
        }
    }

    #[test]
    fn a_frame_starts_in_the_middle_and_a_little_high() {
        for (size, wanted, expected) in [
            ((600, 800), (200, 200), region(0, 40, 600, 600)),
            ((800, 600), (200, 200), region(100, 0, 600, 600)),
            ((200, 200), (200, 200), region(0, 0, 200, 200)),
            ((120, 90), (200, 200), region(15, 0, 90, 90)),
            ((1000, 1000), (200, 100), region(0, 100, 1000, 500)),
        ] {
            assert_eq!(Frame::of(size, wanted).region(), expected, "{size:?}");
        }
    }

    #[test]
    fn a_corner_is_pulled_while_the_opposite_one_stays() {
        let frame = Frame::of((600, 800), (200, 200));
        let smaller = frame.pulled(true, true, (300.0, 340.0));
        assert_eq!(smaller.region(), region(0, 40, 300, 300));
        let upper = smaller.pulled(false, false, (100.0, 140.0));
        assert_eq!(upper.region(), region(100, 140, 200, 200));
        // No smaller than the photo is to be, and no larger than the picture.
        let least = upper.pulled(true, true, (110.0, 150.0));
        assert_eq!(least.region(), upper.region());
        let most = smaller.pulled(true, true, (9000.0, 9000.0));
        assert_eq!(most.region(), frame.region());
    }

    #[test]
    fn a_name_says_what_was_made_of_the_file() {
        for (name, made) in [
            ("照片.png", "照片-200x200.jpg"),
            ("photos/head.jpg", "head-200x200.jpg"),
            ("无扩展名", "无扩展名-200x200.jpg"),
        ] {
            assert_eq!(file_name_from(name, (200, 200)), made);
        }
    }

    proptest! {
        #[test]
        fn a_frame_never_leaves_its_picture(
            size in (1_u32..5000, 1_u32..5000),
            wanted in (1_u32..400, 1_u32..400),
            steps in prop::collection::vec((0_u8..3, -6000.0_f32..6000.0, -6000.0_f32..6000.0), 0..12),
        ) {
            let mut frame = Frame::of(size, wanted);
            for (step, x, y) in steps {
                frame = match step {
                    0 => frame.moved(x, y),
                    1 => frame.scaled(x.abs() / 1000.0),
                    _ => frame.pulled(x > 0.0, y > 0.0, (x, y)),
                };
                prop_assert!(frame.left >= 0.0 && frame.top >= 0.0);
                prop_assert!(frame.left + frame.width <= size.0 as f32 + 0.1);
                prop_assert!(frame.top + frame.height() <= size.1 as f32 + 0.1);
            }
        }
    }
}
