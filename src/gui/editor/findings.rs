//! What the checks found, the gravest first, each with the ways to mend it; what is only not
//! filled in yet, folded.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use egui::{
    CollapsingHeader, Frame, Label, Margin, RichText, ScrollArea, TextStyle, TextWrapMode, Ui,
    WidgetText,
};

use crate::answers::Edit;
use crate::diag::{Finding, Severity};
use crate::gui::command::Command;
use crate::gui::editor;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::{follow_focus, parts};

use super::data::section_at;
use super::side::SideCx;
use super::sorted::Sorted;

/// So little that is missing stands open.
const FEW: usize = 3;

/// Up to so many are all laid out; of more, those in cx.
const ALL_LAID_OUT: usize = 30;
/// Cards so far outside the cx are laid out too: they scroll in whole.
const MARGIN: f32 = 240.0;
/// What a card that was not drawn yet may be high.
const GUESS: f32 = 120.0;

/// How high cards are, by what they say where.
#[derive(Debug, Default)]
pub struct Heights {
    by: RandomState,
    known: HashMap<u64, f32>,
}

impl Heights {
    fn key(&self, finding: &Finding) -> u64 {
        self.by.hash_one((&finding.rule, &finding.field))
    }
}

pub fn findings_ui(
    ui: &mut Ui,
    cx: &SideCx<'_>,
    heights: &mut Heights,
    requests: &mut Vec<Request>,
) {
    ScrollArea::vertical()
        .id_salt("findings")
        .auto_shrink(false)
        .show(ui, |ui| {
            Frame::new()
                .inner_margin(Margin::symmetric(16, 8))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    if !cx.checked {
                        unchecked_ui(ui, requests);
                    }
                    let shown: Vec<&Finding> = cx.findings.iter().collect();
                    let sorted = Sorted::of(cx.project.form(), &shown);
                    faults_ui(ui, cx, &sorted, Severity::Error, heights, requests);
                    faults_ui(ui, cx, &sorted, Severity::Warning, heights, requests);
                    missing_ui(ui, cx, &sorted, requests);
                    faults_ui(ui, cx, &sorted, Severity::Hint, heights, requests);
                    if cx.checked && cx.all.is_empty() {
                        ui.add_space(24.0);
                        ui.vertical_centered(|ui| {
                            let tokens = Tokens::of(ui);
                            ui.label(theme::heading("没有发现问题").color(tokens.ok));
                            parts::note_ui(ui, "可以导出了。");
                        });
                    }
                    ui.add_space(theme::FOOT);
                    follow_focus(ui);
                });
        });
}

/// The faults of one weight under their sections.
fn faults_ui(
    ui: &mut Ui,
    cx: &SideCx<'_>,
    sorted: &Sorted<'_>,
    severity: Severity,
    heights: &mut Heights,
    requests: &mut Vec<Request>,
) {
    let found = sorted.faults(severity);
    if found.is_empty() {
        return;
    }
    group_ui(ui, &format!("{} {}", severity.heading(), found.len()));
    cards_ui(ui, cx, &found, heights, requests);
    ui.add_space(8.0);
}

/// Findings of one severity under their sections.
fn cards_ui(
    ui: &mut Ui,
    cx: &SideCx<'_>,
    found: &[&Finding],
    heights: &mut Heights,
    requests: &mut Vec<Request>,
) {
    let seen = ui.clip_rect().y_range().expand(MARGIN);
    let mut skipped = 0.0;
    let mut section = None;
    for (at, finding) in found.iter().enumerate() {
        let key = heights.key(finding);
        let height = heights.known.get(&key).copied().unwrap_or(GUESS);
        let top = ui.cursor().top() + skipped;
        let of = section_at(cx.project.form(), &finding.field);
        let opens = section.replace(of) != Some(of);
        let in_view = top <= seen.max && top + height >= seen.min;
        if found.len() > ALL_LAID_OUT && !in_view {
            skipped += height;
            continue;
        }
        ui.add_space(std::mem::take(&mut skipped));
        let top = ui.cursor().top();
        if opens {
            section_ui(ui, cx, of);
        }
        ui.push_id((finding.severity, at), |ui| {
            finding_ui(ui, cx, finding, requests);
        });
        heights.known.insert(key, ui.cursor().top() - top);
    }
    ui.add_space(skipped);
}

/// What is not filled in yet: a line for each section, which opens.
fn missing_ui(ui: &mut Ui, cx: &SideCx<'_>, sorted: &Sorted<'_>, requests: &mut Vec<Request>) {
    let all = sorted.missing_in_all();
    if all == 0 {
        return;
    }
    group_ui(ui, &format!("还没有填 {all}"));
    for missing in &sorted.missing {
        let title = title_of(cx, missing.section);
        let count = missing.findings.len();
        let words = format!("{title}：还有 {count} 项没有填");
        CollapsingHeader::new(wrapped(ui, words))
            .id_salt(("missing", missing.section))
            .default_open(all <= FEW)
            .show(ui, |ui| {
                for finding in &missing.findings {
                    one_missing_ui(ui, cx, finding, requests);
                }
                // The same sentence asks for all of them.
                let clause = missing.findings.first().and_then(|one| one.clause.as_ref());
                if let Some(clause) = clause {
                    parts::clause_link_ui(ui, clause, requests);
                }
            });
    }
    ui.add_space(8.0);
}

/// The words of a line that opens. Such a line would not break by itself, and push the panel out of
/// a narrow window.
fn wrapped(ui: &Ui, words: String) -> WidgetText {
    let width = ui.available_width() - ui.spacing().indent - 2.0 * ui.spacing().button_padding.x;
    let words = WidgetText::from(theme::small(words));
    let wrapped = words.into_galley(ui, Some(TextWrapMode::Wrap), width, TextStyle::Small);
    wrapped.into()
}

fn one_missing_ui(ui: &mut Ui, cx: &SideCx<'_>, finding: &Finding, requests: &mut Vec<Request>) {
    ui.horizontal_wrapped(|ui| {
        ui.add(Label::new(theme::small(&finding.message)).wrap());
        locate_ui(ui, cx, finding, requests);
    });
}

fn locate_ui(ui: &mut Ui, cx: &SideCx<'_>, finding: &Finding, requests: &mut Vec<Request>) {
    let stands = section_at(cx.project.form(), &finding.field).is_some();
    if stands && parts::small_button_ui(ui, "定位").clicked() {
        requests.push(Request::GoTo(finding.field.clone()));
    }
}

/// The heading of findings of one kind.
fn group_ui(ui: &mut Ui, words: &str) {
    ui.add_space(4.0);
    parts::heading_ui(ui, RichText::new(words));
}

/// Before 自查 only what was filled in is judged; this says so.
fn unchecked_ui(ui: &mut Ui, requests: &mut Vec<Request>) {
    let tokens = Tokens::of(ui);
    parts::card(ui).fill(tokens.accent_soft).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = "现在只列出已经填过的地方。填好后点“自查”，会连同没有填的一起列出。";
        ui.add(Label::new(theme::small(words)).wrap());
        let check = parts::small_button_ui(ui, Command::Check.label());
        let check = check.accessible_name("自查：连同没有填的一起列出");
        if check.clicked() {
            requests.push(Request::Run(Command::Check));
        }
    });
    ui.add_space(8.0);
}

/// The section under which the findings that follow stand.
fn section_ui(ui: &mut Ui, cx: &SideCx<'_>, section: Option<usize>) {
    let title = title_of(cx, section);
    ui.add(Label::new(theme::small(title).color(Tokens::of(ui).muted)).truncate());
}

fn title_of<'a>(cx: &SideCx<'a>, section: Option<usize>) -> &'a str {
    let section = section.and_then(|section| cx.project.form().sections.get(section));
    section.map_or("整份材料", |section| section.title.as_str())
}

fn finding_ui(ui: &mut Ui, cx: &SideCx<'_>, finding: &Finding, requests: &mut Vec<Request>) {
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
                locate_ui(ui, cx, finding, requests);
                elsewhere_ui(ui, cx, finding, requests);
                if let Some(mend) = &finding.mend
                    && parts::small_button_ui(ui, &mend.label).clicked()
                {
                    requests.push(Request::Mend(mend.clone()));
                }
                match (&finding.clause, &finding.standard) {
                    (Some(clause), _) => parts::clause_link_ui(ui, clause, requests),
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
fn elsewhere_ui(ui: &mut Ui, cx: &SideCx<'_>, finding: &Finding, requests: &mut Vec<Request>) {
    if finding.field.is_empty() {
        if parts::small_button_ui(ui, "看申报流程").clicked() {
            requests.push(Request::Show(editor::View::Flow));
        }
        return;
    }
    let unknown = finding.rule == "unknown-answer";
    let Some(answer) = cx.project.answers().get(&finding.field).filter(|_| unknown) else {
        return;
    };
    if parts::small_button_ui(ui, "复制多出的内容").clicked() {
        ui.ctx().copy_text(answer.plain().into_owned());
    }
    if parts::small_button_ui(ui, "移除多出的内容").clicked() {
        requests.push(Request::Edit(Edit::Set {
            path: finding.field.clone(),
            value: None,
        }));
        requests.push(Request::Say("已移除，按 Ctrl+Z 可以找回来。".to_owned()));
    }
}
