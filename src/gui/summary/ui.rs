//! The screen: the same that the paper says, on a sheet.

use egui::{Align, Label, Layout, Margin, Ui};

use crate::answers::date;
use crate::diag::Severity;
use crate::gui::editor::ViewCx;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::{parts, saved_ui};
use crate::project::{Fault, Handout, SelfCheck};

use super::State;
use super::table::{Cell, Column, table_ui};

pub fn summary_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, state: &mut State) {
    ui.horizontal(|ui| {
        parts::heading_ui(ui, theme::title("自查表"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if parts::primary_button_ui(ui, "导出自查表 PDF…").clicked() {
                cx.requests.push(Request::PickHandout(Handout::Summary));
            }
        });
    });
    parts::note_ui(ui, "给负责人看的；导出的 PDF 与这里内容相同。");
    if let Some(saved) = &state.saved {
        saved_ui(ui, saved, cx.requests);
    }
    ui.add_space(4.0);
    let check = state.refresh(cx.project, cx.today);
    parts::card(ui)
        .inner_margin(Margin::symmetric(32, 24))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            sheet_ui(ui, check, cx.requests);
        });
}

fn sheet_ui(ui: &mut Ui, check: &SelfCheck, requests: &mut Vec<Request>) {
    let tokens = Tokens::of(ui);
    let ink = |text: &str| (text.to_owned(), tokens.ink);
    let muted = |text: &str| (text.to_owned(), tokens.muted);
    let mut facts = check.facts.clone();
    facts.push(("自查日期".to_owned(), date::chinese(check.day)));
    facts.push(("校验码".to_owned(), check.code.clone()));
    let facts: Vec<_> = facts
        .iter()
        .map(|(label, text)| vec![muted(label), ink(text)])
        .collect();
    table_ui(ui, &[Column::words(2.0), Column::words(8.0)], &facts);

    heading_ui(ui, "结论");
    let color = match (check.errors.is_empty(), check.warnings.is_empty()) {
        (false, _) => tokens.err,
        (true, false) => tokens.warn,
        (true, true) => tokens.ok,
    };
    ui.add(Label::new(egui::RichText::new(check.verdict()).color(color)).wrap());
    let missing = check.missing();
    if !missing.is_empty() {
        ui.add(Label::new(missing).wrap());
    }
    faults_ui(ui, Severity::Error, &check.errors, requests);
    faults_ui(ui, Severity::Warning, &check.warnings, requests);

    let essays = check.essays.iter().map(|essay| {
        let color = if essay.is_too_long() {
            tokens.err
        } else if essay.may_be_too_long() {
            tokens.warn
        } else {
            tokens.muted
        };
        let counts = essay.counts;
        let limit = essay
            .limit
            .map_or_else(|| "不限".to_owned(), |limit| format!("限 {limit}"));
        vec![
            ink(&essay.label),
            ink(&format!("字数 {}", counts.words)),
            ink(&format!("字符 {}", counts.chars_no_space)),
            muted(&limit),
            (essay.verdict(), color),
        ]
    });
    let columns = [
        Column::words(4.0),
        Column::figures(2.0),
        Column::figures(2.0),
        Column::figures(1.5),
        Column::words(4.5),
    ];
    part_ui(ui, "字数", &columns, essays.collect());
    let sums = check.sums.iter().map(|sum| {
        let color = if sum.agrees { tokens.muted } else { tokens.err };
        let verdict = (sum.verdict.clone(), color);
        vec![ink(&sum.label), ink(&sum.amount), verdict]
    });
    let columns = [Column::words(5.0), Column::figures(2.5), Column::words(6.5)];
    part_ui(ui, "经费（万元）", &columns, sums.collect());
    let tables = check.tables.iter();
    let tables = tables.map(|table| vec![ink(&table.label), ink(&table.words())]);
    let columns = [Column::words(5.0), Column::words(9.0)];
    part_ui(ui, "表格", &columns, tables.collect());
    let deadlines = check.deadlines.iter().map(|deadline| {
        let [what, last, left] = check.deadline_words(deadline);
        let color = if deadline.is_near(check.day) {
            tokens.warn
        } else {
            tokens.muted
        };
        vec![ink(&what), ink(&last), (left, color)]
    });
    let columns = [5.0, 5.0, 4.0].map(Column::words);
    part_ui(ui, "截止时间", &columns, deadlines.collect());
}

fn heading_ui(ui: &mut Ui, text: &str) {
    ui.add_space(16.0);
    parts::heading_ui(ui, theme::heading(text));
    ui.add_space(4.0);
}

/// A table below its heading; nothing without rows.
fn part_ui(ui: &mut Ui, heading: &str, columns: &[Column], rows: Vec<Vec<Cell>>) {
    if !rows.is_empty() {
        heading_ui(ui, heading);
        table_ui(ui, columns, &rows);
    }
}

/// What was found, each with the way to its question.
fn faults_ui(ui: &mut Ui, severity: Severity, faults: &[Fault], requests: &mut Vec<Request>) {
    if faults.is_empty() {
        return;
    }
    let tokens = Tokens::of(ui);
    let heading = severity.heading();
    heading_ui(ui, &format!("{heading}（{} 处）", faults.len()));
    for (at, fault) in faults.iter().enumerate() {
        ui.push_id((heading, at), |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.horizontal_wrapped(|ui| {
                ui.label(theme::small(&fault.label).color(tokens.severity(severity)));
                if let Some(clause) = &fault.clause {
                    parts::clause_link_ui(ui, clause, requests);
                } else if !fault.basis.is_empty() {
                    ui.label(theme::small(&fault.basis).color(tokens.muted));
                }
                if !fault.path.is_empty() && parts::link_ui(ui, "去看").clicked() {
                    requests.push(Request::GoTo(fault.path.clone()));
                }
            });
            ui.add(Label::new(&fault.message).wrap().selectable(true));
            if !fault.hint.is_empty() {
                parts::note_ui(ui, &fault.hint);
            }
            ui.add_space(8.0);
        });
    }
}
