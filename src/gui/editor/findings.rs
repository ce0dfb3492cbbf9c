//! What the checks found, the gravest first, each with the ways to mend it.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use egui::{Frame, Label, Margin, Response, ScrollArea, Ui};

use crate::diag::{Finding, Severity};
use crate::gui::command::Command;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;

use super::side::View;

/// Up to so many are all laid out; of more, those in view.
const ALL_LAID_OUT: usize = 30;
/// Cards so far outside the view are laid out too: they scroll in whole.
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
    view: &View<'_>,
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
                        cards_ui(ui, view, &found, heights, requests);
                        ui.add_space(8.0);
                    }
                    if view.checked && view.all.is_empty() {
                        ui.add_space(24.0);
                        ui.vertical_centered(|ui| {
                            let tokens = Tokens::of(ui);
                            ui.label(theme::heading("没有发现问题").color(tokens.ok));
                            parts::note_ui(ui, "可以导出了。");
                        });
                    }
                });
        });
}

/// Findings of one severity under their sections.
fn cards_ui(
    ui: &mut Ui,
    view: &View<'_>,
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
        let of = super::data::section_at(view.project.form(), &finding.field);
        let opens = section.replace(of) != Some(of);
        let in_view = top <= seen.max && top + height >= seen.min;
        if found.len() > ALL_LAID_OUT && !in_view {
            skipped += height;
            continue;
        }
        ui.add_space(std::mem::take(&mut skipped));
        let top = ui.cursor().top();
        if opens {
            section_ui(ui, view, of);
        }
        ui.push_id((finding.severity, at), |ui| {
            finding_ui(ui, view, finding, requests);
        });
        heights.known.insert(key, ui.cursor().top() - top);
    }
    ui.add_space(skipped);
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
                if stands && followed(parts::small_button_ui(ui, "定位")).clicked() {
                    requests.push(Request::GoTo(finding.field.clone()));
                }
                if let Some(mend) = &finding.mend
                    && followed(parts::small_button_ui(ui, &mend.label)).clicked()
                {
                    requests.push(Request::Mend(mend.clone()));
                }
                match (&finding.clause, &finding.standard) {
                    (Some(clause), _) => {
                        let link = followed(parts::link_ui(ui, &format!("{} ›", clause.place)));
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

/// Brings into view what the keyboard has given the focus.
fn followed(response: Response) -> Response {
    if response.gained_focus() && !response.is_pointer_button_down_on() {
        response.scroll_to_me(None);
    }
    response
}
