//! The first screen: a form to begin with, or a file to go on with.

use std::sync::Arc;

use egui::{CentralPanel, Frame, Label, Sense, Stroke, Ui, UiBuilder};

use crate::form::FormDef;
use crate::gui::command::Command;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;

const WIDTH: f32 = 640.0;

/// Shows the forms to begin with and the way to a file.
pub fn home_ui(ui: &mut Ui, forms: &[Arc<FormDef>], requests: &mut Vec<Request>) {
    let tokens = Tokens::of(ui);
    let dropping = ui.input(|input| !input.raw.hovered_files.is_empty());
    CentralPanel::no_frame()
        .frame(Frame::new().fill(tokens.desk))
        .show(ui, |ui| {
            egui::ScrollArea::vertical()
                .auto_shrink(false)
                .show(ui, |ui| {
                    let width = ui.available_width().min(WIDTH);
                    let side = ((ui.available_width() - width) / 2.0).max(16.0);
                    ui.horizontal_top(|ui| {
                        ui.add_space(side);
                        ui.vertical(|ui| {
                            ui.set_width(width);
                            content_ui(ui, forms, dropping, requests);
                        });
                    });
                });
        });
}

fn content_ui(ui: &mut Ui, forms: &[Arc<FormDef>], dropping: bool, requests: &mut Vec<Request>) {
    let tokens = Tokens::of(ui);
    ui.add_space(72.0);
    ui.label(theme::title("申报助手").size(32.0).color(tokens.accent));
    ui.label("填写、检查、打印“科创中国”申报材料，并打成网上提交用的申报包。全程不联网。");
    ui.add_space(32.0);
    ui.label(theme::heading("新建一份"));
    for form in forms {
        if form_card_ui(ui, form) {
            requests.push(Request::New(form.id.clone()));
        }
    }
    ui.add_space(24.0);
    ui.label(theme::heading("继续填写"));
    let frame = if dropping {
        parts::card(ui)
            .fill(tokens.accent_soft)
            .stroke(Stroke::new(2.0, tokens.accent))
    } else {
        parts::card(ui)
    };
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            let open = parts::button_ui(ui, Command::Open.label());
            if open
                .on_hover_text(Command::Open.tooltip_with_key(ui.ctx()))
                .clicked()
            {
                requests.push(Request::Run(Command::Open));
            }
            parts::note_ui(
                ui,
                "也可以把项目文件（.shenbao）、申报包或答案文件（.json）拖到这个窗口里。",
            );
        });
    });
    ui.add_space(24.0);
}

/// A form to begin with; true when it was clicked.
fn form_card_ui(ui: &mut Ui, form: &FormDef) -> bool {
    let tokens = Tokens::of(ui);
    let name = format!("新建：{}", form.name);
    let response = ui
        .scope_builder(
            UiBuilder::new().id_salt(&form.id).sense(Sense::click()),
            |ui| {
                let response = ui.response();
                let lit = response.hovered() || response.has_focus();
                let (fill, edge) = if lit {
                    (tokens.accent_soft, tokens.accent)
                } else {
                    (tokens.sheet, tokens.line)
                };
                parts::card(ui)
                    .fill(fill)
                    .stroke(Stroke::new(1.0, edge))
                    .show(ui, |ui| {
                        ui.set_width(ui.available_width());
                        ui.add(Label::new(&name).sense(Sense::hover()));
                        let sections = form.sections.len();
                        let notice = crate::form::notice::find(&form.notice)
                            .map_or("", |notice| notice.number);
                        let about = format!(
                            "{notice} · 共 {sections} 个部分 · 纸质件 {} 份",
                            form.copies
                        );
                        ui.add(
                            Label::new(theme::small(about).color(tokens.muted))
                                .sense(Sense::hover()),
                        );
                    });
            },
        )
        .response;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    response.clicked()
}
