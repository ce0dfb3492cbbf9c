//! A picture or scan: choose, see what it is, remove.

use egui::{Align, Ui};

use crate::answers::Edit;
use crate::form::field::MediaType;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};

use super::Cx;
use super::parts;

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
    ui.horizontal_wrapped(|ui| {
        let words = if file.is_some() { "换一个文件…" } else { "选择文件…" };
        let button = parts::button_ui(ui, words).accessible_name(format!("{name} {words}"));
        if cx.state.takes(path, true) {
            button.request_focus();
            button.scroll_to_me(Some(Align::Center));
        }
        if button.clicked() {
            cx.requests.push(Request::PickAttachment(path.to_owned()));
        }
        if let Some(file) = &file {
            ui.label(file);
            let tokens = Tokens::of(ui);
            match cx.attachments.get(file) {
                Some(attachment) => {
                    let size = size_in_words(attachment.bytes.len());
                    let looks = attachment.looks().and_then(|looks| looks.pixels);
                    let text = match looks {
                        Some((width, height)) => format!("{size} · {width} × {height} 像素"),
                        None => size,
                    };
                    ui.label(theme::small(text).color(tokens.muted));
                }
                None => {
                    let text = "文件还没有找到，请重新选择";
                    ui.label(theme::small(text).color(tokens.warn));
                }
            }
            if parts::small_button_ui(ui, "移除").clicked() {
                cx.state.touch(path);
                cx.edit(Edit::Set { path: path.to_owned(), value: None });
            }
        }
    });
    parts::note_ui(ui, &demands(accept, most_bytes, pixels));
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
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demands_are_said_in_words() {
        let words = demands(&[MediaType::Jpeg, MediaType::Png], Some(2 << 20), Some((200, 200)));
        assert_eq!(words, "jpg、png 格式，200 × 200 像素，不超过 2.0 MB");
        assert_eq!(size_in_words(345_000), "336 KB");
    }
}
