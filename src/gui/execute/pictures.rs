//! Attaching pictures, and bringing them to the size that a form asks for.

use std::sync::Arc;

use egui::Context;

use crate::form::{FormDef, Kind};
use crate::gui::app::App;
use crate::gui::crop::{Crop, Frame, Ready, file_name_from};
use crate::gui::editor::data;
use crate::gui::modal::Modal;
use crate::gui::picture_jobs::{Cut, Decoded, texture_of};
use crate::picture::{self, PictureError};

use super::clock_of;

impl App {
    /// Attaches a file that was chosen. A picture of another size than the form asks for is
    /// cropped first.
    pub(super) fn attach_chosen(
        &mut self,
        ctx: &Context,
        field: String,
        name: String,
        bytes: Arc<[u8]>,
    ) {
        let Some(editor) = self.editor() else { return };
        let wanted = pixels_of(editor.project.form(), &field);
        let look = picture::inspect(&bytes).filter(|look| look.whole);
        let pixels = look.and_then(|look| look.pixels);
        // An open dialogue is not taken away; what was found fault with leads to the crop then.
        match wanted {
            Some(wanted) if pixels.is_some_and(|it| it != wanted) && self.modal.is_none() => {
                self.open_crop(ctx, field, name, bytes, wanted, true);
            }
            _ => self.attach(ctx, &field, &name, bytes),
        }
    }

    /// Opens the crop of what a field has attached.
    pub(super) fn crop_attached(&mut self, ctx: &Context, field: String) {
        let Some(editor) = self.editor() else { return };
        let project = &editor.project;
        let Some(wanted) = pixels_of(project.form(), &field) else {
            return;
        };
        let Some(name) = project.answers().file(&field).map(str::to_owned) else {
            return;
        };
        if let Some(file) = project.attachments().get(&name) {
            let bytes = Arc::clone(&file.bytes);
            self.open_crop(ctx, field, name, bytes, wanted, false);
        }
    }

    fn open_crop(
        &mut self,
        ctx: &Context,
        field: String,
        name: String,
        bytes: Arc<[u8]>,
        wanted: (u32, u32),
        chosen: bool,
    ) {
        let Some(editor) = self.editor() else { return };
        self.jobs.decode(ctx, Arc::clone(&bytes));
        self.modal = Some(Modal::Crop(Box::new(Crop {
            editor: editor.id,
            field,
            name,
            bytes,
            wanted,
            chosen,
            ready: None,
            notice: None,
        })));
    }

    /// The crop that is open for that file, if it still is.
    fn crop_of(&mut self, bytes: &Arc<[u8]>) -> Option<&mut Crop> {
        match &mut self.modal {
            Some(Modal::Crop(crop)) if Arc::ptr_eq(&crop.bytes, bytes) => Some(crop),
            _ => None,
        }
    }

    /// Shows the picture that is to be cropped. One that cannot be opened is attached as it is:
    /// the field then says what is wrong with it.
    pub(super) fn decoded(
        &mut self,
        ctx: &Context,
        bytes: &Arc<[u8]>,
        decoded: Result<Decoded, PictureError>,
    ) {
        let Some(crop) = self.crop_of(bytes) else {
            return;
        };
        match decoded {
            Ok(decoded) => {
                crop.ready = Some(Ready {
                    texture: texture_of(ctx, &decoded.shown),
                    frame: Frame::of(decoded.picture.size(), crop.wanted),
                    picture: Arc::new(decoded.picture),
                    grip: None,
                    fresh: true,
                    cutting: false,
                });
            }
            Err(error) => {
                let (field, name, chosen) = (crop.field.clone(), crop.name.clone(), crop.chosen);
                self.modal = None;
                if chosen {
                    self.attach(ctx, &field, &name, Arc::clone(bytes));
                }
                self.fail(error.to_string());
            }
        }
    }

    /// Makes the picture that the frame shows.
    pub(super) fn cut(&mut self, ctx: &Context) {
        let Some(Modal::Crop(crop)) = &mut self.modal else {
            return;
        };
        let Some(ready) = crop.ready.as_mut().filter(|ready| !ready.cutting) else {
            return;
        };
        ready.cutting = true;
        let cut = Cut {
            picture: Arc::clone(&ready.picture),
            region: ready.frame.region(),
            wanted: crop.wanted,
        };
        self.jobs.cut(ctx, Arc::clone(&crop.bytes), cut);
    }

    /// Attaches what was made, unless the crop was given up meanwhile.
    pub(super) fn was_cut(
        &mut self,
        ctx: &Context,
        bytes: &Arc<[u8]>,
        made: Result<Vec<u8>, PictureError>,
    ) {
        let shown = self.editor().map(|editor| editor.id);
        let Some(crop) = self.crop_of(bytes) else {
            return;
        };
        let (field, name) = (crop.field.clone(), file_name_from(&crop.name, crop.wanted));
        let stands = shown == Some(crop.editor);
        match made {
            Ok(made) => {
                self.modal = None;
                if stands {
                    self.attach(ctx, &field, &name, made.into());
                }
            }
            Err(error) => {
                // The frame stays, for another one may do.
                if let Some(ready) = &mut crop.ready {
                    ready.cutting = false;
                }
                crop.notice = Some(error.to_string());
            }
        }
    }

    /// Says in the crop that it comes before leaving: a picture that was chosen and is not attached
    /// yet is kept nowhere else.
    pub(super) fn ask_for_the_picture_first(&mut self) {
        if let Some(Modal::Crop(crop)) = &mut self.modal {
            let words = "照片还没有裁剪好：请先点“确定”，或者点“取消”不要这张，再离开。";
            crop.notice = Some(words.to_owned());
        }
    }

    /// Keeps a file with the application, as one step that can be undone.
    fn attach(&mut self, ctx: &Context, field: &str, name: &str, bytes: Arc<[u8]>) {
        let now = clock_of(ctx);
        if let Some(editor) = self.editor_mut() {
            editor.fields.touch(field);
            editor.project.attach(field, name, bytes, now);
            editor.fields.want(field);
        }
    }
}

/// Width and height in pixels that a form asks for in a field, where it does.
fn pixels_of(form: &FormDef, path: &str) -> Option<(u32, u32)> {
    match form.field(&data::field_at(form, path))?.kind {
        Kind::Attachment { pixels, .. } => {
            pixels.filter(|(width, height)| *width > 0 && *height > 0)
        }
        _ => None,
    }
}
