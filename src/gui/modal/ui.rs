//! The dialogues on the screen. Each asks one thing and leaves the answer as a request.

use std::path::Path;

use egui::{Context, Frame, Id, Key, Label, Margin, Modifiers, Response, Ui};

use crate::gui::crop;
use crate::gui::jobs::Purpose;
use crate::gui::request::{Leave, Request};
use crate::gui::theme;
use crate::gui::widgets::parts;

use super::{Modal, Next};

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
            Modal::Unsaved(next) => unsaved_ui(ui, next, title, requests),
            Modal::Path {
                purpose,
                text,
                example,
                fresh,
            } => {
                let field = path_ui(ui, purpose, text, example, requests);
                if std::mem::take(fresh) {
                    field.request_focus();
                }
            }
            Modal::Replace(path) => replace_ui(ui, path, requests),
            Modal::Crop(crop) => crop::crop_ui(ui, crop, requests),
            Modal::Failed(sentence) => failed_ui(ui, sentence, requests),
        }
    });
    let escape = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if escape || (shown.backdrop_response.clicked() && matches!(modal, Modal::Failed(_))) {
        requests.push(Request::CloseModal);
    }
}

fn unsaved_ui(ui: &mut Ui, next: &Next, title: &str, requests: &mut Vec<Request>) {
    ui.label(theme::heading("有还没保存的修改"));
    parts::note_ui(ui, title);
    let words = match next {
        Next::Quit => "退出前要保存吗？不保存的话，上次保存之后填写的内容会丢失。",
        Next::Home | Next::Open(_) => "离开前要保存吗？不保存的话，上次保存之后填写的内容会丢失。",
    };
    ui.add(Label::new(words).wrap());
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if parts::primary_button_ui(ui, "保存").clicked() {
            requests.push(Request::Leave(Leave::Save));
        }
        if parts::button_ui(ui, "不保存").clicked() {
            requests.push(Request::Leave(Leave::Discard));
        }
        if parts::button_ui(ui, "取消").clicked() {
            requests.push(Request::CloseModal);
        }
    });
}

/// Gives back the box.
fn path_ui(
    ui: &mut Ui,
    purpose: &Purpose,
    text: &mut String,
    example: &str,
    requests: &mut Vec<Request>,
) -> Response {
    let (title, verb) = match purpose {
        Purpose::Open => ("打开哪个文件？", "打开"),
        Purpose::Save { .. } => ("保存到哪里？", "保存"),
        Purpose::Attachment { .. } => ("选择哪个文件？", "选择"),
        Purpose::ExportFolder => ("导出到哪个文件夹？", "确定"),
        Purpose::Handout { .. } => ("保存到哪里？", "保存"),
        Purpose::Compare { .. } => ("和哪一份文件比较？", "比较"),
    };
    ui.label(theme::heading(title));
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
    ui.label(theme::heading("那里已有同名文件"));
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

fn failed_ui(ui: &mut Ui, sentence: &str, requests: &mut Vec<Request>) {
    ui.label(theme::heading("没有做成"));
    ui.add(Label::new(sentence).wrap().selectable(true));
    ui.add_space(12.0);
    if parts::primary_button_ui(ui, "知道了").clicked() {
        requests.push(Request::CloseModal);
    }
}
