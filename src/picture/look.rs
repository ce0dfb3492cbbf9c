//! A look at the first and last bytes of a file.

use std::io::Cursor;

use image::{ImageFormat, ImageReader};

/// The kinds of picture that forms ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Jpeg,
    Png,
}

/// What a look at the first and last bytes tells of a picture file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub format: Format,
    /// Width and height in pixels as the file stores them; none where the head cannot be read.
    pub pixels: Option<(u32, u32)>,
    /// Whether head and end are those of a whole file.
    pub whole: bool,
}

/// What a file is, judged by its content and never by its name. None for other kinds.
pub fn inspect(bytes: &[u8]) -> Option<Look> {
    let (format, end): (_, &[u8]) = match image::guess_format(bytes).ok()? {
        ImageFormat::Jpeg => (Format::Jpeg, &[0xff, 0xd9]),
        ImageFormat::Png => (Format::Png, b"IEND"),
        _ => return None,
    };
    let tail = &bytes[bytes.len().saturating_sub(64)..];
    let ends_well = tail.windows(end.len()).any(|window| window == end);
    let pixels = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .ok()
        .and_then(|reader| reader.into_dimensions().ok());
    Some(Look {
        format,
        pixels,
        whole: ends_well && pixels.is_some(),
    })
}
