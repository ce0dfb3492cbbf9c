//! Small pictures of what is attached. Each is decoded once, beside the window, and let go when it
//! is no longer shown.

use std::fmt;
use std::sync::Arc;

use egui::{Context, TextureHandle};

use crate::gui::picture_jobs::{Small, texture_of};
use crate::gui::request::Request;
use crate::picture::PictureError;

/// What is known of a picture by now.
pub enum Preview {
    /// It is being decoded.
    Waiting,
    Shown {
        texture: TextureHandle,
        /// Width and height of the whole picture as the file stores it.
        pixels: (u32, u32),
    },
    Failed(PictureError),
}

impl fmt::Debug for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Waiting => write!(f, "Waiting"),
            Self::Shown { pixels, .. } => write!(f, "Shown {pixels:?}"),
            Self::Failed(error) => write!(f, "Failed {error:?}"),
        }
    }
}

/// The pictures in view, by their content: a file that is held here cannot become another one.
#[derive(Debug, Default)]
pub struct Previews(Vec<Kept>);

#[derive(Debug)]
struct Kept {
    bytes: Arc<[u8]>,
    preview: Preview,
    /// Whether it was asked for in this frame.
    seen: bool,
}

impl Previews {
    /// Lets go of what was not asked for in the last frame.
    pub(super) fn begin_frame(&mut self) {
        self.0.retain_mut(|kept| std::mem::take(&mut kept.seen));
    }

    /// What is known of a picture; asks for it where nothing is.
    pub(super) fn of(&mut self, bytes: &Arc<[u8]>, requests: &mut Vec<Request>) -> &Preview {
        let known = self
            .0
            .iter()
            .position(|kept| Arc::ptr_eq(&kept.bytes, bytes));
        let at = known.unwrap_or_else(|| {
            requests.push(Request::Preview(Arc::clone(bytes)));
            self.0.push(Kept {
                bytes: Arc::clone(bytes),
                preview: Preview::Waiting,
                seen: true,
            });
            self.0.len() - 1
        });
        self.0[at].seen = true;
        &self.0[at].preview
    }

    /// Keeps what came of decoding, if it is still wanted.
    pub fn put(&mut self, ctx: &Context, bytes: &Arc<[u8]>, small: Result<Small, PictureError>) {
        let wanted = self
            .0
            .iter_mut()
            .find(|kept| Arc::ptr_eq(&kept.bytes, bytes));
        if let Some(kept) = wanted {
            kept.preview = match small {
                Ok(small) => Preview::Shown {
                    texture: texture_of(ctx, &small.picture),
                    pixels: small.pixels,
                },
                Err(error) => Preview::Failed(error),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_asked_for_once_and_let_go_when_it_is_not_shown() {
        let mut previews = Previews::default();
        let mut requests = Vec::new();
        let bytes: Arc<[u8]> = vec![1].into();
        previews.of(&bytes, &mut requests);
        previews.begin_frame();
        previews.of(&bytes, &mut requests);
        assert_eq!(requests.len(), 1);
        previews.put(&Context::default(), &bytes, Err(PictureError::Broken));
        assert!(matches!(
            previews.of(&bytes, &mut requests),
            Preview::Failed(PictureError::Broken)
        ));
        previews.begin_frame();
        previews.begin_frame();
        assert!(previews.0.is_empty());
        // Too late: nobody waits for it.
        previews.put(&Context::default(), &bytes, Err(PictureError::Broken));
        assert!(previews.0.is_empty());
    }
}
