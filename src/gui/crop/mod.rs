//! 裁剪: brings a picture to the size in pixels that a form asks for.

mod data;
mod ui;

pub use data::{Crop, Frame, Ready, file_name_from};
pub use ui::{WIDTH, crop_ui};
