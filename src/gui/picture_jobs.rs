//! Decoding and cropping of pictures beside the window. One at a time, for a large one takes a
//! large part of the memory.

use std::sync::{Arc, Mutex, PoisonError};

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use crate::picture::{self, Picture, PictureError, Region};

use super::jobs::{Done, Jobs};

/// The widest and highest that a preview is kept, in pixels: it is shown 96 points high, on screens
/// of up to two pixels a point.
const SMALL: (u32, u32) = (400, 192);
/// The widest and highest that a picture is shown; every way of drawing takes textures that large.
const SHOWN: u32 = 1024;

/// A picture small enough for a preview.
#[derive(Debug)]
pub struct Small {
    pub picture: Picture,
    /// Width and height of the whole one as its file stores it.
    pub pixels: (u32, u32),
}

/// A picture and what of it is shown while it is cropped.
#[derive(Debug)]
pub struct Decoded {
    pub picture: Picture,
    pub shown: Picture,
}

/// What a picture is cut from and to.
#[derive(Debug, Clone)]
pub struct Cut {
    pub picture: Arc<Picture>,
    pub region: Region,
    /// Width and height of the result in pixels.
    pub wanted: (u32, u32),
}

/// Held while a picture is decoded or cut.
static ONE: Mutex<()> = Mutex::new(());

impl Jobs {
    /// Decodes a picture for its preview.
    pub fn preview(&self, ctx: &Context, bytes: Arc<[u8]>) {
        let otherwise = Done::Previewed {
            bytes: Arc::clone(&bytes),
            small: Err(PictureError::Broken),
        };
        self.run(ctx, otherwise, move || {
            let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
            let small = small(&bytes);
            Done::Previewed { bytes, small }
        });
    }

    /// Decodes a picture for cropping.
    pub fn decode(&self, ctx: &Context, bytes: Arc<[u8]>) {
        let otherwise = Done::Decoded {
            bytes: Arc::clone(&bytes),
            decoded: Err(PictureError::Broken),
        };
        self.run(ctx, otherwise, move || {
            let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
            let decoded = picture::decode(&bytes).map(|picture| Decoded {
                shown: picture.fitted(SHOWN, SHOWN),
                picture,
            });
            Done::Decoded { bytes, decoded }
        });
    }

    /// Crops the picture that was made of `bytes`.
    pub fn cut(&self, ctx: &Context, bytes: Arc<[u8]>, cut: Cut) {
        let otherwise = Done::Cut {
            bytes: Arc::clone(&bytes),
            made: Err(PictureError::Unwritable),
        };
        self.run(ctx, otherwise, move || {
            let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
            let (width, height) = cut.wanted;
            let made = picture::crop_and_scale(&cut.picture, cut.region, width, height);
            Done::Cut { bytes, made }
        });
    }
}

fn small(bytes: &[u8]) -> Result<Small, PictureError> {
    let look = picture::inspect(bytes).ok_or(PictureError::OtherFormat)?;
    let pixels = look.pixels.ok_or(PictureError::Broken)?;
    let picture = picture::decode(bytes)?.fitted(SMALL.0, SMALL.1);
    Ok(Small { picture, pixels })
}

/// A picture as the window draws it.
pub fn texture_of(ctx: &Context, picture: &Picture) -> TextureHandle {
    let (width, height) = picture.size();
    // A texture's sides are far below the size of memory.
    let image = ColorImage::from_rgb([width as usize, height as usize], picture.rgb());
    ctx.load_texture("picture", image, TextureOptions::LINEAR)
}
