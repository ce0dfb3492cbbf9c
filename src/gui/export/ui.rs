//! The export screen.

use egui::{Align, DragValue, Label, Layout, TextEdit, Ui, vec2};

use crate::diag::Severity;
use crate::form::FormDef;
use crate::gui::command::Command;
use crate::gui::editor::ViewCx;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::{body_font_ui, parts};
use crate::project::{BackOrder, errors};

use super::{Export, MOST_COPIES, Made, Product};

pub fn export_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, export: &mut Option<Export>) {
    let Some(export) = export else { return };
    let standing = errors(cx.findings);
    parts::heading_ui(ui, theme::title("导出"));
    ui.add_space(4.0);
    in_the_way_ui(ui, cx, standing);
    ui.add_space(12.0);
    parts::heading_ui(ui, theme::heading("要哪些文件"));
    for at in 0..export.offers.len() {
        offer_ui(ui, cx.project.form(), export, at, standing);
    }
    if export
        .offers
        .iter()
        .any(|offer| offer.wanted && offer.product.is_paper())
    {
        ui.add_space(4.0);
        body_ui(ui, cx, export);
    }
    ui.add_space(12.0);
    parts::heading_ui(ui, theme::heading("放在哪里"));
    place_ui(ui, export, cx.requests);
    targets_ui(ui, cx, export, standing);
    ui.add_space(12.0);
    go_ui(ui, cx, export, standing);
    if let Some(made) = export.made.clone() {
        ui.add_space(8.0);
        let shown = ui.scope(|ui| made_ui(ui, &made, cx.requests)).response;
        if std::mem::take(&mut export.fresh) {
            shown.scroll_to_me(Some(Align::Max));
        }
    }
}

/// Errors and warnings, and what they mean for what is exported.
fn in_the_way_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, errors: usize) {
    let tokens = Tokens::of(ui);
    let warnings = cx
        .findings
        .iter()
        .filter(|one| one.severity == Severity::Warning)
        .count();
    let (severity, words) = match (errors, warnings) {
        (0, 0) => (
            Severity::Hint,
            "自查没有发现须改正的地方，可以导出。".to_owned(),
        ),
        (0, warnings) => (
            Severity::Warning,
            format!("有 {warnings} 处请确认，不影响导出。"),
        ),
        (errors, _) => (
            Severity::Error,
            format!("还有 {errors} 处须改正：打印出来每页会标“草稿”；改正前不能导出正式的申报包。"),
        ),
    };
    parts::card(ui)
        .fill(tokens.severity_soft(severity))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                let color = match severity {
                    Severity::Hint => tokens.ink,
                    other => tokens.severity(other),
                };
                ui.add(Label::new(theme::small(words).color(color)).wrap());
                if errors + warnings > 0 && parts::link_ui(ui, Command::Check.label()).clicked() {
                    cx.requests.push(Request::Run(Command::Check));
                }
            });
        });
}

/// A product with its choices.
fn offer_ui(ui: &mut Ui, form: &FormDef, export: &mut Export, at: usize, errors: usize) {
    let tokens = Tokens::of(ui);
    let offer = export.offers[at];
    let product = offer.product;
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        let mut wanted = offer.wanted;
        if parts::tick_box_ui(ui, &mut wanted, product.label()).changed() {
            export.offers[at].wanted = wanted;
            export.made = None;
        }
        ui.indent(("offer", at), |ui| {
            let about = match product {
                Product::Letter => format!("{}{}", product.about(), form.letter_for),
                _ => product.about().to_owned(),
            };
            parts::note_ui(ui, &about);
            if !wanted {
                return;
            }
            match product {
                Product::Pdf => {
                    copies_ui(ui, export);
                    parts::tick_box_ui(ui, &mut export.pad, "补空白页，使每份从正面开始");
                }
                Product::ByHand => {
                    copies_ui(ui, export);
                    let order = &mut export.order;
                    let words = "出纸时印面朝下（多数激光打印机）：印完正面，整叠不翻不调，直接放回纸盒，再印反面";
                    parts::radio_value_ui(ui, order, BackOrder::Reversed, words);
                    let words = "出纸时印面朝上：印完正面，整叠翻过来放回，再印反面";
                    parts::radio_value_ui(ui, order, BackOrder::Forward, words);
                    parts::note_ui(ui, "第一次用请先设 1 份试印，看正反面是否对得上。");
                }
                Product::Checklist => copies_ui(ui, export),
                Product::Bundle if errors > 0 => {
                    parts::tick_box_ui(
                        ui,
                        &mut export.draft,
                        "仍然导出，并标明是草稿（不能用于正式提交）",
                    );
                    if export.is_refused(product, errors) {
                        let words = format!("还有 {errors} 处须改正，这一次不会导出申报包。");
                        ui.label(theme::small(words).color(tokens.err));
                    }
                }
                Product::Bundle | Product::Proof | Product::Letter | Product::Summary => {}
            }
        });
    });
}

fn copies_ui(ui: &mut Ui, export: &mut Export) {
    ui.horizontal(|ui| {
        let label = ui.label("份数");
        ui.add(DragValue::new(&mut export.copies).range(1..=MOST_COPIES))
            .labelled_by(label.id);
        parts::note_ui(ui, "点一下数字可以直接输入");
    });
}

/// The choice of the body font, and why another one is printed.
fn body_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, export: &Export) {
    let chosen = cx.project.body().name.as_deref();
    if let Some(name) = body_font_ui(ui, chosen) {
        cx.requests.push(Request::SetBody(name));
    }
    let trouble = export
        .font_trouble
        .as_ref()
        .or(cx.project.body().note.as_ref());
    if let Some(trouble) = trouble {
        let color = Tokens::of(ui).warn;
        ui.add(Label::new(theme::small(trouble).color(color)).wrap());
    }
}

fn place_ui(ui: &mut Ui, export: &mut Export, requests: &mut Vec<Request>) {
    ui.horizontal(|ui| {
        let button_width = 128.0;
        let field = TextEdit::singleline(&mut export.folder)
            .desired_width(ui.available_width() - button_width - 8.0)
            .min_size(vec2(0.0, 36.0))
            .align(egui::Align2::LEFT_CENTER);
        if ui.add(field).accessible_name("保存到文件夹").changed() {
            export.made = None;
        }
        if parts::button_ui(ui, "选择文件夹…").clicked() {
            requests.push(Request::PickExport);
        }
    });
    if export.no_dialogue {
        parts::note_ui(
            ui,
            "这台电脑没有可用的文件选择窗口，请直接在上面写出文件夹的完整位置。",
        );
    }
}

/// The names of the files, and which of them would be replaced.
fn targets_ui(ui: &mut Ui, cx: &ViewCx<'_>, export: &mut Export, errors: usize) {
    let title = cx.project.title();
    let targets: Vec<_> = export
        .wanted(errors)
        .into_iter()
        .flat_map(|product| export.targets(product, &title, errors))
        .collect();
    let name = |path: &std::path::PathBuf| {
        path.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    if !targets.is_empty() {
        let names: Vec<_> = targets.iter().map(name).collect();
        parts::note_ui(ui, &format!("文件名：{}", names.join("、")));
    }
    if export.made.is_some() {
        return;
    }
    let replaced: Vec<_> = export.replaced(&targets).iter().map(name).collect();
    if !replaced.is_empty() {
        let tokens = Tokens::of(ui);
        let words = format!("那里已有{}，导出会替换。", replaced.join("、"));
        ui.add(Label::new(theme::small(words).color(tokens.warn)).wrap());
    }
}

fn go_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, export: &Export, errors: usize) {
    let wanted = export.wanted(errors);
    let files: usize = wanted
        .iter()
        .map(|product| export.targets(*product, "", errors).len())
        .sum();
    let words = match files {
        0 => "导出".to_owned(),
        files => format!("导出 {files} 个文件"),
    };
    let ready = !wanted.is_empty() && !export.folder.trim().is_empty();
    let go = ui
        .add_enabled_ui(ready, |ui| parts::primary_button_ui(ui, &words))
        .inner;
    if go.clicked() {
        cx.requests.push(Request::Export);
    }
}

fn made_ui(ui: &mut Ui, made: &Made, requests: &mut Vec<Request>) {
    let tokens = Tokens::of(ui);
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for file in &made.files {
            let words = format!("✓ 已导出：{}", file.display());
            ui.add(
                Label::new(theme::small(words).color(tokens.ok))
                    .wrap()
                    .selectable(true),
            );
        }
        if made.cancelled {
            parts::note_ui(ui, "已按要求停下，其余的没有导出。");
        }
        if let Some(failure) = &made.failure {
            ui.add(
                Label::new(theme::small(failure).color(tokens.err))
                    .wrap()
                    .selectable(true),
            );
        }
        let Some(folder) = made.files.first().and_then(|file| file.parent()) else {
            return;
        };
        let words = format!(
            "校验码 {}：印在纸质申报书的页脚，也写在申报包里，两处相同就说明是同一份内容。",
            made.code
        );
        ui.add(Label::new(theme::small(words)).wrap().selectable(true));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            if parts::button_ui(ui, "打开文件夹").clicked() {
                requests.push(Request::OpenFolder(folder.to_owned()));
            }
        });
    });
}
