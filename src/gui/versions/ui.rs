//! The older versions on the screen.

use chrono::{DateTime, Local};
use egui::{Align, Label, Layout, Ui};

use crate::gui::editor::ViewCx;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;
use crate::workspace::Version;

use super::State;

pub fn versions_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, state: &State) {
    ui.label(theme::title("旧版本"));
    parts::note_ui(
        ui,
        "每次保存都会留下一份。要找回以前的内容，就把那一份另存为新文件；现在这份不会改动。",
    );
    ui.add_space(8.0);
    if let Some(trouble) = &state.trouble {
        let color = Tokens::of(ui).err;
        ui.add(Label::new(theme::small(trouble).color(color)).wrap());
    }
    match state.kept.as_deref() {
        None => {
            parts::note_ui(ui, "这份材料还没有存过，保存以后这里会有它的版本。");
        }
        Some([]) => {
            parts::note_ui(ui, "还没有留下旧版本，下一次保存时会留下第一份。");
        }
        Some(kept) => {
            for version in kept {
                version_ui(ui, version, cx.requests);
            }
        }
    }
}

fn version_ui(ui: &mut Ui, version: &Version, requests: &mut Vec<Request>) {
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.label(format!("第 {} 份", version.number));
            let about = format!("{} · {}", when(version.written), size(version.bytes));
            parts::note_ui(ui, &about);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let button = parts::small_button_ui(ui, "另存为新文件")
                    .accessible_name(format!("第 {} 份 另存为新文件", version.number));
                if button.clicked() {
                    requests.push(Request::Restore(version.clone()));
                }
            });
        });
    });
}

/// A time as people read it; the computer's clock may have been wrong then.
fn when(written: i64) -> String {
    DateTime::from_timestamp(written, 0).map_or_else(
        || "时间不详".to_owned(),
        |time| {
            time.with_timezone(&Local)
                .format("%Y年%-m月%-d日 %H:%M:%S")
                .to_string()
        },
    )
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{} MB", bytes.div_ceil(1_048_576)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_said_in_the_unit_that_fits() {
        assert_eq!(size(1), "1 KB");
        assert_eq!(size(5 << 20), "5 MB");
        assert_eq!(when(i64::MAX), "时间不详");
    }
}
