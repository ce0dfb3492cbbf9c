//! The older versions on the screen, with the ways to compare them and to hand a section out.

use egui::{Align, Label, Layout, Ui};

use crate::gui::editor::ViewCx;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::{parts, saved_ui};
use crate::workspace::Version;

use super::compare::compare_ui;
use super::data::{TOLD, size, when};
use super::hand_out::hand_out_ui;
use super::{Against, State};

pub fn versions_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, state: &mut State) {
    if let Some(comparing) = &mut state.comparing {
        compare_ui(ui, cx, comparing);
        return;
    }
    parts::heading_ui(ui, theme::title("旧版本与比较"));
    match &state.reading {
        Some((_, name)) => {
            parts::note_ui(ui, &format!("正在读取“{name}”…"));
        }
        None => other_file_ui(ui, cx.requests),
    }
    // What was handed out itself is not handed on.
    if cx.project.handed_out().is_none() {
        hand_out_ui(ui, cx, state);
    }
    ui.add_space(12.0);
    kept_ui(ui, cx.requests, state);
}

fn other_file_ui(ui: &mut Ui, requests: &mut Vec<Request>) {
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        parts::heading_ui(ui, theme::heading("和另一份文件比较"));
        parts::note_ui(
            ui,
            "同事改过发回来的，或者另一台电脑上的：逐栏列出不同的地方，可以一处一处地采用。两份文件都不会因为比较而改动。",
        );
        if parts::button_ui(ui, "和另一份文件比较…").clicked() {
            requests.push(Request::Compare(Against::File));
        }
    });
}

fn kept_ui(ui: &mut Ui, requests: &mut Vec<Request>, state: &State) {
    parts::heading_ui(ui, theme::heading("旧版本"));
    parts::note_ui(
        ui,
        "点“保存”时会留下一份，自动保存的每隔几分钟留一份。“比较”列出它和现在的不同；要整份找回，就另存为新文件，现在这份不会改动。",
    );
    if let Some(trouble) = &state.trouble {
        let color = Tokens::of(ui).err;
        ui.add(Label::new(theme::small(trouble).color(color)).wrap());
    }
    match state.kept.as_deref() {
        None if state.listing.is_some() => {
            parts::note_ui(ui, "正在列出旧版本…");
        }
        None if state.trouble.is_some() => {}
        None => {
            parts::note_ui(ui, "这份材料还没有存过，保存以后这里会有它的版本。");
        }
        Some([]) => {
            parts::note_ui(ui, "还没有留下旧版本，下一次保存时会留下第一份。");
        }
        Some(kept) => {
            for (at, version) in kept.iter().enumerate() {
                let words = told(kept, at, state);
                version_ui(ui, version, words, state, requests);
            }
        }
    }
}

/// What is said of a version beside the one before it; none of one that lies too far back. A line
/// that is not known yet, or never will be, is empty: nothing moves when it comes.
fn told<'a>(kept: &[Version], at: usize, state: &'a State) -> Option<&'a str> {
    if at >= TOLD {
        return None;
    }
    let Some(before) = kept.get(at + 1) else {
        return Some("留下的第一份");
    };
    let known = state.differences.get(&(kept[at].number, before.number));
    Some(known.map_or("", String::as_str))
}

fn version_ui(
    ui: &mut Ui,
    version: &Version,
    told: Option<&str>,
    state: &State,
    requests: &mut Vec<Request>,
) {
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.label(format!("第 {} 份", version.number));
            let about = format!("{} · {}", when(version.written), size(version.bytes));
            parts::note_ui(ui, &about);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                for (verb, request) in [
                    ("另存为新文件", Request::Restore(version.clone())),
                    ("比较", Request::Compare(Against::Version(version.clone()))),
                ] {
                    let button = parts::small_button_ui(ui, verb)
                        .accessible_name(format!("第 {} 份 {verb}", version.number));
                    if button.clicked() {
                        requests.push(request);
                    }
                }
            });
        });
        if let Some(words) = told {
            let words = if words.is_empty() { " " } else { words };
            let color = Tokens::of(ui).muted;
            ui.add(Label::new(theme::small(words).color(color)).truncate());
        }
        if state.restoring == Some(version.number) {
            parts::note_ui(ui, "正在另存…");
        }
        if let Some((_, saved)) = state
            .restored
            .as_ref()
            .filter(|(of, _)| *of == version.number)
        {
            saved_ui(ui, saved, requests);
        }
    });
}
