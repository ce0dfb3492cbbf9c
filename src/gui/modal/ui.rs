//! The dialogues on the screen. Each asks one thing and leaves the answer as a request.

use std::path::Path;

use egui::{Context, Frame, Id, Key, Label, Margin, Modifiers, Response, Ui};

use crate::gui::crop;
use crate::gui::library;
use crate::gui::request::{Leave, Outside, Request};
use crate::gui::theme;
use crate::gui::widgets::parts;

use super::Modal;

const WIDTH: f32 = 520.0;

/// Shows the dialogue over the window.
pub fn modal_ui(ctx: &Context, modal: &mut Modal, title: &str, requests: &mut Vec<Request>) {
    let modal_window = egui::Modal::new(Id::unique("modal"));
    let frame = Frame::popup(&ctx.global_style()).inner_margin(Margin::same(24));
    let shown = modal_window.frame(frame).show(ctx, |ui| {
        let width = match modal {
            Modal::Crop(_) => crop::WIDTH,
            _ => WIDTH,
        };
        ui.set_width(width.min(ui.ctx().content_rect().width() - 80.0));
        match modal {
            Modal::Unsaved {
                words, elsewhere, ..
            } => unsaved_ui(ui, words, *elsewhere, title, requests),
            Modal::NotSaved(sentence) => not_saved_ui(ui, sentence, requests),
            Modal::Changed { path, leaving } => changed_ui(ui, path, *leaving, requests),
            Modal::Path {
                title,
                verb,
                text,
                example,
                fresh,
                ..
            } => {
                let field = path_ui(ui, (title, verb), text, example, requests);
                if std::mem::take(fresh) {
                    field.request_focus();
                }
            }
            Modal::Replace(path) => replace_ui(ui, path, requests),
            Modal::Remove { path, title } => remove_ui(ui, path, title, requests),
            Modal::Crop(crop) => crop::crop_ui(ui, crop, requests),
            Modal::Expert(picker) => library::picker_ui(ui, picker, requests),
            Modal::Failed(sentence) => failed_ui(ui, sentence, requests),
        }
    });
    let escape = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if escape
        || (shown.backdrop_response.clicked()
            && matches!(modal, Modal::Failed(_) | Modal::Expert(_)))
    {
        requests.push(Request::CloseModal);
    }
}

fn unsaved_ui(ui: &mut Ui, words: &str, elsewhere: bool, title: &str, requests: &mut Vec<Request>) {
    parts::heading_ui(ui, theme::heading("有还没保存的修改"));
    parts::note_ui(ui, title);
    ui.add(Label::new(words).wrap());
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let (save, leave) = match elsewhere {
            true => ("另存为…", Leave::SaveElsewhere),
            false => ("保存", Leave::Save),
        };
        if parts::primary_button_ui(ui, save).clicked() {
            requests.push(Request::Leave(leave));
        }
        if parts::button_ui(ui, "不保存").clicked() {
            requests.push(Request::Leave(Leave::Discard));
        }
        if parts::button_ui(ui, "取消").clicked() {
            requests.push(Request::CloseModal);
        }
    });
}

fn not_saved_ui(ui: &mut Ui, sentence: &str, requests: &mut Vec<Request>) {
    parts::heading_ui(ui, theme::heading("没有保存成"));
    ui.add(Label::new(sentence).wrap().selectable(true));
    parts::note_ui(ui, "填写的内容还在窗口里，没有丢。");
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if parts::primary_button_ui(ui, "另存为…").clicked() {
            requests.push(Request::Leave(Leave::SaveElsewhere));
        }
        if parts::button_ui(ui, "知道了").clicked() {
            requests.push(Request::CloseModal);
        }
    });
}

fn changed_ui(ui: &mut Ui, path: &Path, leaving: bool, requests: &mut Vec<Request>) {
    let (give_up, what) = match leaving {
        true => ("不保存", "不保存：留下那一份，这里填写的内容存进旧版本。"),
        false => (
            "重新打开",
            "重新打开：改用那一份，这里填写的内容存进旧版本。",
        ),
    };
    parts::heading_ui(ui, theme::heading("这份文件被别的程序改过"));
    ui.add(
        Label::new(path.display().to_string())
            .wrap()
            .selectable(true),
    );
    let words = "可能是同事、同步盘或另一个窗口存的。两份都不会丢，请选择怎么办：";
    ui.add(Label::new(words).wrap());
    for line in [
        "另存为：这里填写的内容另存一份，那一份不动。",
        "覆盖：用这里填写的内容代替，那一份存进旧版本。",
        what,
    ] {
        ui.add(Label::new(line).wrap());
    }
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if parts::primary_button_ui(ui, "另存为…").clicked() {
            requests.push(Request::Decide(Outside::SaveAs));
        }
        if parts::button_ui(ui, "覆盖").clicked() {
            requests.push(Request::Decide(Outside::Overwrite));
        }
        if parts::button_ui(ui, give_up).clicked() {
            requests.push(Request::Decide(Outside::GiveUp));
        }
        if parts::button_ui(ui, "以后再说").clicked() {
            requests.push(Request::CloseModal);
        }
    });
}

/// Asks for a path, with what is asked and what the button says; gives back the box.
fn path_ui(
    ui: &mut Ui,
    (title, verb): (&str, &str),
    text: &mut String,
    example: &str,
    requests: &mut Vec<Request>,
) -> Response {
    parts::heading_ui(ui, theme::heading(title));
    parts::note_ui(
        ui,
        &format!(
            "这台电脑没有可用的文件选择窗口，请在这里写出文件的完整位置，以“{example}”这样的文件名结尾"
        ),
    );
    let field = egui::TextEdit::singleline(text).desired_width(f32::INFINITY);
    let response = ui.add(field).accessible_name("文件位置");
    let enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let clicked = parts::primary_button_ui(ui, verb).clicked();
        if (clicked || enter) && !text.trim().is_empty() {
            requests.push(Request::Typed(text.trim().into()));
        }
        if parts::button_ui(ui, "取消").clicked() {
            requests.push(Request::CloseModal);
        }
    });
    response
}

fn replace_ui(ui: &mut Ui, path: &Path, requests: &mut Vec<Request>) {
    parts::heading_ui(ui, theme::heading("那里已有同名文件"));
    let words = format!(
        "{}\n替换的话，那个文件里原来的内容会被这一份代替。",
        path.display()
    );
    ui.add(Label::new(words).wrap());
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if parts::button_ui(ui, "替换").clicked() {
            requests.push(Request::Replace(path.to_owned()));
        }
        if parts::primary_button_ui(ui, "取消").clicked() {
            requests.push(Request::CloseModal);
        }
    });
}

fn remove_ui(ui: &mut Ui, path: &Path, title: &str, requests: &mut Vec<Request>) {
    parts::heading_ui(ui, theme::heading("删除这份材料？"));
    ui.add(Label::new(title).wrap());
    parts::note_ui(ui, &path.display().to_string());
    let words = "文件会放进电脑的回收站，想要回来时可以在回收站里还原。";
    ui.add(Label::new(words).wrap());
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if parts::button_ui(ui, "删除").clicked() {
            requests.push(Request::Remove(path.to_owned()));
        }
        if parts::primary_button_ui(ui, "取消").clicked() {
            requests.push(Request::CloseModal);
        }
    });
}

fn failed_ui(ui: &mut Ui, sentence: &str, requests: &mut Vec<Request>) {
    parts::heading_ui(ui, theme::heading("没有做成"));
    ui.add(Label::new(sentence).wrap().selectable(true));
    ui.add_space(12.0);
    if parts::primary_button_ui(ui, "知道了").clicked() {
        requests.push(Request::CloseModal);
    }
}
