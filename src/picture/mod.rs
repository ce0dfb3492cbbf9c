//! Pixels: what a picture file is, decoded with limits, turned the right way, cropped, scaled and
//! written anew. Knows nothing of answers, files and the window.

mod decode;
mod look;
mod region;

use std::fmt;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{ImageEncoder, RgbImage};

pub use decode::{MOST_BYTES, MOST_PIXELS, PictureError, decode};
pub use look::{Format, Look, inspect};
pub use region::Region;

/// The quality of JPEG files that are made here, of 100: no fault is seen at the size of a photo
/// on a form, and 200 × 200 pixels take some 20 KB.
const QUALITY: u8 = 92;

/// A decoded picture, upright, without transparency.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture(RgbImage);

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.size();
        write!(f, "Picture({width} × {height})")
    }
}

impl Picture {
    /// Width and height in pixels, at least 1 each.
    pub fn size(&self) -> (u32, u32) {
        self.0.dimensions()
    }

    /// Red, green and blue of every pixel, row by row from the top left.
    pub fn rgb(&self) -> &[u8] {
        self.0.as_raw()
    }

    /// The picture made small enough to fit in `width` × `height` pixels; never made larger.
    pub fn fitted(&self, width: u32, height: u32) -> Self {
        let (across, down) = self.size();
        if across <= width && down <= height {
            return self.clone();
        }
        Self(imageops::thumbnail(
            &self.0,
            share(across, width.max(1), height.max(1), (across, down)).max(1),
            share(down, width.max(1), height.max(1), (across, down)).max(1),
        ))
    }
}

/// A side of a picture of `size`, scaled as the whole has to be to fit in `width` × `height`.
fn share(side: u32, width: u32, height: u32, size: (u32, u32)) -> u32 {
    let (across, down) = (u64::from(size.0), u64::from(size.1));
    // The narrower of the two ratios `width / across` and `height / down`.
    let (part, whole) = if u64::from(width) * down <= u64::from(height) * across {
        (u64::from(width), across)
    } else {
        (u64::from(height), down)
    };
    u32::try_from(u64::from(side) * part / whole).unwrap_or(side)
}

/// Cuts out a region, brings it to `width` × `height` pixels and writes it as a JPEG file. Since
/// the file is written anew, nothing of what a camera notes in its files comes along. What of the
/// region lies outside of the picture is left out.
///
/// # Errors
/// Where nothing can be written, as for a width of 0.
pub fn crop_and_scale(
    picture: &Picture,
    region: Region,
    width: u32,
    height: u32,
) -> Result<Vec<u8>, PictureError> {
    let region = region.within(picture.size());
    let cut = imageops::crop_imm(
        &picture.0,
        region.left,
        region.top,
        region.width,
        region.height,
    );
    let scaled = imageops::resize(&cut.to_image(), width, height, FilterType::Lanczos3);
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .write_image(
            scaled.as_raw(),
            width,
            height,
            image::ExtendedColorType::Rgb8,
        )
        .map_err(|_| PictureError::Unwritable)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
