//! A picture or scan: choose, see what it is, bring a photo to its size, remove.

use std::sync::Arc;

use egui::{Align, Image, Label, Sense, Ui, vec2};

use crate::answers::Edit;
use crate::form::field::MediaType;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};

use super::Cx;
use super::parts;
use super::previews::Preview;

/// How high the preview of a picture is, and how wide at most.
const HEIGHT: f32 = 96.0;
const WIDEST: f32 = 200.0;

pub fn attachment_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    accept: &[MediaType],
    most_bytes: Option<u64>,
    pixels: Option<(u32, u32)>,
    path: &str,
    name: &str,
) {
    let file = cx.answers.file(path).map(str::to_owned);
    ui.horizontal(|ui| {
        // The buttons keep the cursor whatever comes to stand before them.
        let shown = file
            .as_ref()
            .is_some_and(|file| preview_ui(ui, cx, file, name));
        ui.skip_ahead_auto_ids(usize::from(!shown));
        ui.vertical(|ui| {
            if let Some(file) = &file {
                ui.add(Label::new(file).wrap());
                facts_ui(ui, cx, file);
            } else {
                ui.skip_ahead_auto_ids(2);
            }
            buttons_ui(ui, cx, file.is_some(), path, name);
        });
    });
    parts::note_ui(ui, &demands(accept, most_bytes, pixels));
}

fn buttons_ui(ui: &mut Ui, cx: &mut Cx<'_>, attached: bool, path: &str, name: &str) {
    ui.horizontal_wrapped(|ui| {
        let words = if attached {
            "换一个文件…"
        } else {
            "选择文件…"
        };
        let button = parts::button_ui(ui, words).accessible_name(format!("{name} {words}"));
        if cx.state.takes(path, true) {
            button.request_focus();
            button.scroll_to_me(Some(Align::Center));
        }
        if button.clicked() {
            cx.requests.push(Request::PickAttachment(path.to_owned()));
        }
        if attached && parts::small_button_ui(ui, "移除").clicked() {
            cx.state.touch(path);
            cx.edit(Edit::Set {
                path: path.to_owned(),
                value: None,
            });
        }
    });
}

/// The picture itself, and its place until it is decoded, so that nothing moves when it comes;
/// false where there is none.
fn preview_ui(ui: &mut Ui, cx: &mut Cx<'_>, file: &str, name: &str) -> bool {
    let Some(attachment) = cx.attachments.get(file).filter(|file| !file.is_pdf()) else {
        return false;
    };
    match cx.state.previews.of(&attachment.bytes, cx.requests) {
        Preview::Waiting => {
            let size = vec2(HEIGHT, HEIGHT);
            let (place, _) = ui.allocate_exact_size(size, Sense::hover());
            ui.painter().rect_filled(place, 4.0, Tokens::of(ui).line);
        }
        Preview::Shown { texture, .. } => {
            let size = texture.size_vec2();
            let scale = (HEIGHT / size.y).min(WIDEST / size.x);
            ui.add(
                Image::from_texture((texture.id(), size * scale))
                    .fit_to_exact_size(size * scale)
                    .corner_radius(4)
                    .alt_text(format!("{name} 预览")),
            );
        }
        Preview::Failed(_) => return false,
    }
    true
}

/// Size and kind of what is attached, or why it cannot be shown.
fn facts_ui(ui: &mut Ui, cx: &mut Cx<'_>, file: &str) {
    let tokens = Tokens::of(ui);
    let Some(attachment) = cx.attachments.get(file) else {
        ui.label(theme::small("文件还没有找到，请重新选择").color(tokens.warn));
        return;
    };
    let size = size_in_words(attachment.bytes.len());
    if attachment.is_pdf() {
        ui.label(theme::small(format!("{size} · PDF 文件")).color(tokens.muted));
        return;
    }
    let (text, color) = match cx.state.previews.of(&attachment.bytes, cx.requests) {
        Preview::Waiting => (format!("{size} · 正在读取…"), tokens.muted),
        Preview::Shown { pixels, .. } => {
            let (width, height) = pixels;
            (format!("{size} · {width} × {height} 像素"), tokens.muted)
        }
        Preview::Failed(error) => (format!("{size} · {error}"), tokens.warn),
    };
    ui.add(Label::new(theme::small(text).color(color)).wrap());
}

/// What was found in the field, with the way to bring a photo to its size beside it.
pub fn findings_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    pixels: Option<(u32, u32)>,
    path: &str,
    name: &str,
) {
    parts::findings_ui(ui, cx, path);
    let Some((width, height)) = pixels.filter(|wanted| is_of_other_size(cx, *wanted, path)) else {
        return;
    };
    let words = format!("裁剪成 {width}×{height}…");
    let button = parts::small_button_ui(ui, &words).accessible_name(format!("{name} {words}"));
    if button.clicked() {
        cx.requests.push(Request::Crop(path.to_owned()));
    }
}

/// Whether a picture stands there that opens and has not the size that is asked for.
fn is_of_other_size(cx: &mut Cx<'_>, wanted: (u32, u32), path: &str) -> bool {
    let file = cx.answers.file(path);
    let Some(file) = file.and_then(|file| cx.attachments.get(file)) else {
        return false;
    };
    let bytes = Arc::clone(&file.bytes);
    match cx.state.previews.of(&bytes, cx.requests) {
        Preview::Shown { pixels, .. } => *pixels != wanted,
        Preview::Waiting | Preview::Failed(_) => false,
    }
}

/// What the form asks of the file, in words.
fn demands(accept: &[MediaType], most_bytes: Option<u64>, pixels: Option<(u32, u32)>) -> String {
    let kinds: Vec<_> = accept.iter().map(|kind| kind.extension()).collect();
    let mut words = format!("{} 格式", kinds.join("、"));
    if let Some((width, height)) = pixels {
        words.push_str(&format!("，{width} × {height} 像素"));
    }
    if let Some(most) = most_bytes.and_then(|most| usize::try_from(most).ok()) {
        words.push_str(&format!("，不超过 {}", size_in_words(most)));
    }
    words
}

fn size_in_words(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} 字节"),
        1024..1_048_576 => format!("{} KB", bytes / 1024),
        _ => format!(
            "{}.{} MB",
            bytes / 1_048_576,
            bytes % 1_048_576 * 10 / 1_048_576
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demands_are_said_in_words() {
        let words = demands(
            &[MediaType::Jpeg, MediaType::Png],
            Some(2 << 20),
            Some((200, 200)),
        );
        assert_eq!(words, "jpg、png 格式，200 × 200 像素，不超过 2.0 MB");
        assert_eq!(size_in_words(345_000), "336 KB");
    }
}
