//! Decodes a picture file. What it would cost is known before it is paid.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageReader, Limits, Rgb, RgbImage};

use super::{Picture, inspect};

/// The largest file that is decoded, in bytes.
pub const MOST_BYTES: usize = 64 << 20;
/// The most pixels that are decoded.
pub const MOST_PIXELS: u64 = 100_000_000;
/// The most memory that decoding may take, in bytes: 100 megapixels with four bytes each, and
/// what the decoder needs beside them.
const MOST_MEMORY: u64 = 512 << 20;

/// Why there is no picture. Each text is a sentence for the person who chose the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// More than [`MOST_BYTES`]; the size in MB, rounded up.
    #[error("这个文件有 {0} MB，超过了 64 MB，请换一张小一些的图片。")]
    FileTooLarge(usize),
    #[error("这个文件不是 jpg 或 png 图片，请换一张。")]
    OtherFormat,
    /// More than [`MOST_PIXELS`], or than fit in the memory.
    #[error("这张图片有 {0}×{1} 像素，太大了，请换一张小一些的。")]
    TooManyPixels(u32, u32),
    #[error("这张图片没有存完整或已损坏，打不开，请换一张。")]
    Broken,
    #[error("裁剪后的图片没能生成，请重新裁剪。")]
    Unwritable,
}

/// Decodes a JPEG or PNG file, turned the way that the camera noted it was held. What is
/// transparent becomes white, as on paper.
///
/// # Errors
/// For files that are none of both, are too large, or are damaged. A size beyond the limits is
/// found from the first bytes, before anything is decoded.
pub fn decode(bytes: &[u8]) -> Result<Picture, PictureError> {
    if bytes.len() > MOST_BYTES {
        return Err(PictureError::FileTooLarge(bytes.len().div_ceil(1 << 20)));
    }
    let look = inspect(bytes).ok_or(PictureError::OtherFormat)?;
    let (width, height) = look.pixels.ok_or(PictureError::Broken)?;
    let too_many = PictureError::TooManyPixels(width, height);
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(too_many);
    }
    if !look.whole {
        // A decoder would fill what is missing with grey.
        return Err(PictureError::Broken);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| PictureError::Broken)?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| PictureError::Broken)?;
    if decoder.total_bytes() > MOST_MEMORY {
        return Err(too_many);
    }
    // A picture whose notes cannot be read is shown as it is stored.
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| match error {
        image::ImageError::Limits(_) => too_many,
        _ => PictureError::Broken,
    })?;
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    Ok(Picture(on_white(picture)))
}

/// The picture without transparency, laid on white.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let (width, height) = picture.dimensions();
    let mut plain = RgbImage::new(width, height);
    for (to, from) in plain.pixels_mut().zip(picture.pixels()) {
        let [red, green, blue, alpha] = from.0;
        let alpha = u16::from(alpha);
        let mix = |color: u8| {
            let mixed = (u16::from(color) * alpha + 255 * (255 - alpha) + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        *to = Rgb([mix(red), mix(green), mix(blue)]);
    }
    plain
}
