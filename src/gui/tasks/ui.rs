//! The screen: how far it is, then each requirement as a card.

use egui::{Align, Label, Layout, Ui};

use crate::diag::Severity;
use crate::gui::editor::ViewCx;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;

use super::State;
use super::card::task_ui;
use super::data::Sheet;

/// Shows the whole side.
pub fn tasks_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, state: &mut State) {
    state.refresh(cx.project, cx.findings, cx.today);
    let Some((stamp, sheet)) = state.sheet.take() else {
        return;
    };
    head_ui(ui, &sheet);
    if sheet.kind.is_none() {
        unchosen_ui(ui, cx);
    }
    for task in &sheet.musts {
        task_ui(ui, cx, state, &sheet, task);
    }
    if !sheet.options.is_empty() {
        choice_ui(ui, cx, &sheet);
    }
    for task in &sheet.options {
        task_ui(ui, cx, state, &sheet, task);
    }
    if sheet.kind.is_some() && sheet.elsewhere > 0 {
        let words = format!(
            "另有 {} 条是为别的项目类型写的，仍留在文件里；改回那个类型就能看到。",
            sheet.elsewhere
        );
        parts::note_ui(ui, &words);
    }
    state.sheet = Some((stamp, sheet));
    // What is not among the cards is not waited for.
    state.sought = None;
}

fn head_ui(ui: &mut Ui, sheet: &Sheet) {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        parts::heading_ui(ui, theme::title("任务对照"));
        if sheet.kind.is_some() {
            let (done, all) = sheet.done();
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let color = if done == all { tokens.ok } else { tokens.ink };
                let explained = sheet.explained();
                if explained > 0 {
                    let words = theme::heading(format!("{explained} 条写了说明"));
                    ui.label(words.color(tokens.accent));
                }
                ui.label(theme::heading(format!("已对应 {done} / {all}")).color(color));
            });
        }
    });
    if let Some(kind) = &sheet.kind {
        let words = format!(
            "通知对“{kind}”的每一项要求，和申报书里的回应。表里填过的，这里直接读出来；其余的，请指出是正文里哪一段。对应关系只供核对，不会印在申报书上。"
        );
        parts::note_ui(ui, &words);
    }
    ui.add_space(8.0);
}

/// Before a type is chosen nothing can be listed; the way to the choice.
fn unchosen_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let form = cx.project.form();
    let Some(by) = form.field(&form.requirements_by) else {
        return;
    };
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = format!(
            "还没有选“{}”。通知对每一类项目的要求不同，选定以后，这里会逐条列出来。",
            by.label
        );
        ui.add(Label::new(words).wrap());
        ui.add_space(4.0);
        if parts::primary_button_ui(ui, &format!("去选“{}”", by.label)).clicked() {
            cx.requests.push(Request::GoTo(by.id.clone()));
        }
    });
}

/// Above the tasks of which one is taken on: that it is so, and whether one is.
fn choice_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, sheet: &Sheet) {
    let tokens = Tokens::of(ui);
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        parts::heading_ui(ui, theme::heading("任选至少一项"));
        match sheet.taken() {
            0 => parts::tag_ui(ui, "还没有选", Severity::Warning),
            taken => {
                let words = format!("已选 {taken} 项");
                parts::soft_tag_ui(ui, &words, tokens.ok, tokens.ok_soft())
            }
        };
        if let Some(clause) = &sheet.choice {
            parts::clause_link_ui(ui, clause, cx.requests);
        }
    });
    let words = format!(
        "下面 {} 项任务至少要选一项完成。给哪一项指出正文里的段落，就是选了哪一项。",
        sheet.options.len()
    );
    parts::note_ui(ui, &words);
}
