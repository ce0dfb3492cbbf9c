//! What the checks found, the gravest first, each with the ways to mend it.

use egui::{Frame, Label, Margin, ScrollArea, Ui};

use crate::answers::Edit;
use crate::diag::{Finding, Severity};
use crate::gui::command::Command;
use crate::gui::editor;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::{follow_focus, parts, words_of};

use super::side::View;

pub fn findings_ui(ui: &mut Ui, view: &View<'_>, requests: &mut Vec<Request>) {
    ScrollArea::vertical()
        .id_salt("findings")
        .auto_shrink(false)
        .show(ui, |ui| {
            Frame::new()
                .inner_margin(Margin::symmetric(16, 8))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    if !view.checked {
                        unchecked_ui(ui, requests);
                    }
                    for (severity, heading) in [
                        (Severity::Error, "须改正"),
                        (Severity::Warning, "请确认"),
                        (Severity::Hint, "提示"),
                    ] {
                        let found: Vec<_> = view
                            .findings
                            .iter()
                            .filter(|one| one.severity == severity)
                            .collect();
                        if found.is_empty() {
                            continue;
                        }
                        parts::note_ui(ui, &format!("{heading} {}", found.len()));
                        let mut section = None;
                        for (at, finding) in found.into_iter().enumerate() {
                            let of = super::data::section_at(view.project.form(), &finding.field);
                            if section != Some(of) {
                                section = Some(of);
                                section_ui(ui, view, of);
                            }
                            ui.push_id((heading, at), |ui| finding_ui(ui, view, finding, requests));
                        }
                        ui.add_space(8.0);
                    }
                    if view.checked && view.all == 0 {
                        ui.add_space(24.0);
                        ui.vertical_centered(|ui| {
                            let tokens = Tokens::of(ui);
                            ui.label(theme::heading("没有发现问题").color(tokens.ok));
                            parts::note_ui(ui, "可以导出了。");
                        });
                    }
                    follow_focus(ui);
                });
        });
}

/// Before 自查 only what was filled in is judged; this says so.
fn unchecked_ui(ui: &mut Ui, requests: &mut Vec<Request>) {
    let tokens = Tokens::of(ui);
    parts::card(ui).fill(tokens.accent_soft).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = "现在只列出已经填过的地方。填好后点“检查全部”，会连同没有填的一起列出。";
        ui.add(Label::new(theme::small(words)).wrap());
        if parts::small_button_ui(ui, "检查全部").clicked() {
            requests.push(Request::Run(Command::Check));
        }
    });
    ui.add_space(8.0);
}

/// The section under which the findings that follow stand.
fn section_ui(ui: &mut Ui, view: &View<'_>, section: Option<usize>) {
    let form = view.project.form();
    let title = section.map_or("其他", |section| form.sections[section].title.as_str());
    ui.add(Label::new(theme::small(title).color(Tokens::of(ui).ink)).truncate());
}

fn finding_ui(ui: &mut Ui, view: &View<'_>, finding: &Finding, requests: &mut Vec<Request>) {
    let tokens = Tokens::of(ui);
    parts::card(ui)
        .inner_margin(Margin::symmetric(14, 10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 6.0;
            ui.horizontal_top(|ui| {
                parts::tag_ui(ui, finding.severity.label(), finding.severity);
                ui.add(Label::new(&finding.message).wrap().selectable(true));
            });
            if !finding.hint.is_empty() {
                ui.add(Label::new(theme::small(&finding.hint).color(tokens.muted)).wrap());
            }
            ui.horizontal_wrapped(|ui| {
                let form = view.project.form();
                let stands = form
                    .section_of(&super::data::field_at(form, &finding.field))
                    .is_some();
                if stands && parts::small_button_ui(ui, "定位").clicked() {
                    requests.push(Request::GoTo(finding.field.clone()));
                }
                elsewhere_ui(ui, view, finding, requests);
                if let Some(mend) = &finding.mend
                    && parts::small_button_ui(ui, &mend.label).clicked()
                {
                    requests.push(Request::Mend(mend.clone()));
                }
                match (&finding.clause, &finding.standard) {
                    (Some(clause), _) => {
                        let link = parts::link_ui(ui, &format!("{} ›", clause.place));
                        if link.on_hover_text("看通知里的原文").clicked() {
                            requests.push(Request::ShowClause(clause.clone()));
                        }
                    }
                    (None, Some(standard)) => {
                        parts::note_ui(ui, standard);
                    }
                    (None, None) => {}
                }
            });
        });
}

/// The way on from a finding that no question stands for: the steps with their deadlines, or the
/// content of a foreign file that the form has no place for.
fn elsewhere_ui(ui: &mut Ui, view: &View<'_>, finding: &Finding, requests: &mut Vec<Request>) {
    if finding.field.is_empty() {
        if parts::small_button_ui(ui, "看申报流程").clicked() {
            requests.push(Request::Show(editor::View::Flow));
        }
        return;
    }
    let unknown = finding.rule == "unknown-answer";
    let Some(answer) = view
        .project
        .answers()
        .get(&finding.field)
        .filter(|_| unknown)
    else {
        return;
    };
    if parts::small_button_ui(ui, "复制多出的内容").clicked() {
        ui.ctx().copy_text(words_of(answer));
    }
    if parts::small_button_ui(ui, "移除多出的内容").clicked() {
        requests.push(Request::Edit(Edit::Set {
            path: finding.field.clone(),
            value: None,
        }));
        requests.push(Request::Say("已移除，按 Ctrl+Z 可以找回来。".to_owned()));
    }
}
