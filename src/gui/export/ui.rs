//! The export dialogue on the screen.

use egui::{Button, ComboBox, DragValue, Key, Label, TextEdit, Ui, vec2};

use crate::diag::Severity;
use crate::fonts;
use crate::gui::command::Command;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;

use crate::project::BackOrder;

use super::{Export, Made, Product};

pub fn export_ui(ui: &mut Ui, export: &mut Export, requests: &mut Vec<Request>) {
    ui.label(theme::title("导出"));
    products_ui(ui, export);
    ui.add_space(4.0);
    in_the_way_ui(ui, export, requests);
    options_ui(ui, export, requests);
    ui.add_space(4.0);
    place_ui(ui, export, requests);
    if let Some(made) = export.made.clone() {
        made_ui(ui, &made, requests);
    }
    if let Some(failure) = &export.failure {
        let tokens = Tokens::of(ui);
        ui.add(
            Label::new(theme::small(failure).color(tokens.err))
                .wrap()
                .selectable(true),
        );
    }
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let go = ui
            .add_enabled_ui(!export.is_refused() && export.target().is_some(), |ui| {
                parts::primary_button_ui(ui, export.product.label())
            })
            .inner;
        if go.clicked() {
            requests.push(Request::Export(export.product));
        }
        if parts::button_ui(ui, "关闭").clicked() {
            requests.push(Request::CloseModal);
        }
    });
}

fn products_ui(ui: &mut Ui, export: &mut Export) {
    ui.horizontal_wrapped(|ui| {
        for (product, label) in export.products.clone() {
            let selected = export.product == product;
            let button = Button::selectable(selected, label)
                .frame_when_inactive(true)
                .min_size(vec2(0.0, 36.0));
            if ui.add(button).clicked() && !selected {
                export.choose(product);
            }
        }
    });
}

/// Errors and warnings, and what they mean for the product.
fn in_the_way_ui(ui: &mut Ui, export: &mut Export, requests: &mut Vec<Request>) {
    let tokens = Tokens::of(ui);
    if export.product == Product::Letter {
        parts::note_ui(ui, "推荐函按附件6的格式打印，签字盖章后随申报书一起提交。");
        return;
    }
    let (severity, words) = match (export.errors, export.warnings) {
        (0, 0) => (Severity::Hint, "自查没有发现须改正的地方。".to_owned()),
        (0, warnings) => (
            Severity::Warning,
            format!("有 {warnings} 处请确认，不影响导出。"),
        ),
        (errors, _) => {
            let then = match export.product {
                Product::Bundle => "改正前不能导出正式的申报包。",
                Product::Summary => "自查表里逐条列出。",
                _ => "现在打印的每页会标“草稿”。",
            };
            (Severity::Error, format!("还有 {errors} 处须改正，{then}"))
        }
    };
    parts::card(ui)
        .fill(tokens.severity_soft(severity))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                ui.add(Label::new(theme::small(words).color(tokens.severity(severity))).wrap());
                if export.errors + export.warnings > 0 && parts::link_ui(ui, "去自查").clicked()
                {
                    requests.push(Request::CloseModal);
                    requests.push(Request::Run(Command::Check));
                }
            });
        });
}

fn options_ui(ui: &mut Ui, export: &mut Export, requests: &mut Vec<Request>) {
    match export.product {
        Product::Pdf => {
            copies_ui(ui, export);
            ui.checkbox(&mut export.pad, "补空白页，使每份从正面开始（双面打印）");
        }
        Product::ByHand => {
            copies_ui(ui, export);
            let order = &mut export.order;
            let words =
                "出纸时印面朝下（多数激光打印机）：印完正面，整叠不翻不调，直接放回纸盒，再印反面";
            ui.radio_value(order, BackOrder::Reversed, words);
            let words = "出纸时印面朝上：印完正面，整叠翻过来放回，再印反面";
            ui.radio_value(order, BackOrder::Forward, words);
            parts::note_ui(ui, "第一次用请先设 1 份试印，看正反面是否对得上。");
        }
        Product::Proof => {
            parts::note_ui(ui, "印一份通读用，每页标明“校对稿”，以免误拿去签字。");
        }
        Product::Checklist => {
            copies_ui(ui, export);
            parts::note_ui(
                ui,
                "一页，逐份核对页数、签字、公章和装订，附寄送地址和截止时间。",
            );
        }
        Product::Bundle if export.errors > 0 => {
            ui.checkbox(
                &mut export.draft,
                "仍然导出，并标明是草稿（不能用于正式提交）",
            );
        }
        Product::Summary => {
            parts::note_ui(
                ui,
                "给负责人看的一页：填写情况、问题、字数、经费和截止时间。",
            );
        }
        Product::Bundle | Product::Letter => {}
    }
    if export.product != Product::Bundle {
        body_ui(ui, export, requests);
    }
}

fn copies_ui(ui: &mut Ui, export: &mut Export) {
    ui.horizontal(|ui| {
        let label = ui.label("份数");
        ui.add(DragValue::new(&mut export.copies).range(1..=99))
            .labelled_by(label.id);
        parts::note_ui(ui, "点一下数字可以直接输入");
    });
}

/// The choice of the body font; the bundled serif stands first.
fn body_ui(ui: &mut Ui, export: &Export, requests: &mut Vec<Request>) {
    const BUNDLED: &str = "内置宋体";
    ui.horizontal(|ui| {
        let label = ui.label("正文字体");
        let shown = export.body.as_deref().unwrap_or(BUNDLED);
        ComboBox::from_id_salt("body font")
            .selected_text(shown)
            .width(220.0)
            .show_ui(ui, |ui| {
                let mut choose = |ui: &mut Ui, name: Option<&str>, label: &str| {
                    let is_chosen = export.body.as_deref() == name;
                    if ui.selectable_label(is_chosen, label).clicked() && !is_chosen {
                        requests.push(Request::SetBody(name.map(str::to_owned)));
                    }
                };
                choose(ui, None, BUNDLED);
                match fonts::installed_if_known() {
                    Some(fonts) => {
                        for font in fonts {
                            choose(ui, Some(&font.name), &font.name);
                        }
                    }
                    None => {
                        ui.spinner();
                        parts::note_ui(ui, "正在查找这台电脑上的字体…");
                    }
                }
            })
            .response
            .labelled_by(label.id);
    });
}

fn place_ui(ui: &mut Ui, export: &mut Export, requests: &mut Vec<Request>) {
    let label = parts::note_ui(ui, "保存位置");
    ui.horizontal(|ui| {
        let button_width = 112.0;
        let field = TextEdit::singleline(&mut export.path)
            .desired_width(ui.available_width() - button_width - 8.0)
            .min_size(vec2(0.0, 36.0))
            .align(egui::Align2::LEFT_CENTER);
        let response = ui.add(field).labelled_by(label.id);
        if response.changed() {
            export.made = None;
        }
        let enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if enter && !export.is_refused() && export.target().is_some() {
            requests.push(Request::Export(export.product));
        }
        if parts::button_ui(ui, "选择位置…").clicked() {
            requests.push(Request::PickExport);
        }
    });
    if export.no_dialogue {
        parts::note_ui(
            ui,
            "这台电脑没有可用的文件选择窗口，请直接在上面写出完整位置。",
        );
    }
    if export.replaces() {
        let tokens = Tokens::of(ui);
        ui.label(theme::small("那里已有同名文件，导出会替换它。").color(tokens.warn));
    }
}

fn made_ui(ui: &mut Ui, made: &Made, requests: &mut Vec<Request>) {
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        let words = format!("✓ 已导出：{}", made.path.display());
        ui.add(Label::new(theme::small(words).color(tokens.ok)).wrap());
        if parts::small_button_ui(ui, "打开文件夹").clicked() {
            let folder = made.path.parent().unwrap_or(&made.path).to_owned();
            requests.push(Request::OpenFolder(folder));
        }
    });
    if let Some(code) = &made.code {
        let words = format!(
            "校验码 {code}：印在纸质申报书的页脚，也写在申报包里，两处相同就说明是同一份内容。"
        );
        ui.add(Label::new(theme::small(words)).wrap().selectable(true));
    }
}
