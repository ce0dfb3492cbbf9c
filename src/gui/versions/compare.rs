//! Two versions side by side, and the buttons that take the other one's answers over.

use egui::{Align, Checkbox, Label, Layout, Response, Ui};

use crate::diag::Severity;
use crate::gui::editor::ViewCx;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;
use crate::project::compare::{Change, Comparison, Take, What};

use super::data::{Comparing, empties, tag};
use super::sides::sides_ui;

pub fn compare_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, comparing: &mut Comparing) {
    ui.horizontal(|ui| {
        if parts::button_ui(ui, "回到列表").clicked() {
            cx.requests.push(Request::CloseComparison);
        }
        let title = theme::heading(format!("和“{}”比较", comparing.name));
        ui.add(Label::new(title).truncate());
    });
    let mut is_whole = comparing.is_whole;
    let comparison = comparing.refresh(cx.project);
    if let Some(section) = comparison.section {
        let title = &cx.project.form().sections[section].title;
        let words = format!("那一份是发给别人填的一个部分，只比较“{title}”，别的部分不会改动。");
        parts::note_ui(ui, &words);
    }
    if comparison.changes.is_empty() {
        same_ui(ui);
        return;
    }
    head_ui(ui, comparison, &mut is_whole, cx.requests);
    for (section, changes) in comparison.by_section() {
        section_ui(ui, cx, section, &changes, is_whole);
    }
    comparing.is_whole = is_whole;
}

fn same_ui(ui: &mut Ui) {
    ui.add_space(24.0);
    ui.vertical_centered(|ui| {
        let tokens = Tokens::of(ui);
        ui.label(theme::heading("两份内容相同").color(tokens.ok));
        parts::note_ui(ui, "每一栏都一样，没有要采用的。");
    });
}

fn head_ui(ui: &mut Ui, comparison: &Comparison, is_whole: &mut bool, requests: &mut Vec<Request>) {
    let count = comparison.changes.len();
    let words = format!(
        "有 {count} 处不同，相同的没有列出。“采用”就是用那一份的内容代替现在的：左边划掉的字会去掉，右边加下划线的字会补上。可以撤销；那一份文件不会改动。"
    );
    parts::note_ui(ui, &words);
    ui.horizontal_wrapped(|ui| {
        if parts::button_ui(ui, "全部采用").clicked() {
            requests.push(Request::TakeAnswers(Take::All));
        }
        ui.add(Checkbox::new(is_whole, "长文字全部显示"));
        let warning = empties(comparison.changes.iter());
        if !warning.is_empty() {
            let color = Tokens::of(ui).warn;
            ui.add(Label::new(theme::small(warning).color(color)).wrap());
        }
    });
}

fn section_ui(
    ui: &mut Ui,
    cx: &mut ViewCx<'_>,
    section: usize,
    changes: &[(usize, &Change)],
    is_whole: bool,
) {
    ui.add_space(12.0);
    let title = &cx.project.form().sections[section].title;
    ui.horizontal(|ui| {
        parts::heading_ui(ui, theme::heading(title));
        right(ui, |ui| {
            let name = format!("{title} 这一部分全部采用");
            take_ui(
                ui,
                "这一部分全部采用",
                &name,
                Take::Section(section),
                cx.requests,
            );
        });
    });
    for field in changes.chunk_by(|one, other| one.1.field == other.1.field) {
        field_ui(ui, field, is_whole, cx.requests);
    }
}

/// One question with all that differs in its answer.
fn field_ui(
    ui: &mut Ui,
    changes: &[(usize, &Change)],
    is_whole: bool,
    requests: &mut Vec<Request>,
) {
    let Some(&(first, change)) = changes.first() else {
        return;
    };
    let is_alone = changes.len() == 1 && change.row.is_empty();
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.add(Label::new(&change.label).truncate());
            let found = parts::link_ui(ui, "去看");
            let found = found.accessible_name(format!("去看 {}", change.label));
            if found.clicked() {
                requests.push(Request::GoTo(change.field.clone()));
            }
            right(ui, |ui| {
                if is_alone {
                    let name = format!("采用 {}", change.name());
                    take_ui(ui, "采用", &name, Take::One(first), requests);
                } else if changes.len() > 1 {
                    let name = format!("{} 这一栏全部采用", change.label);
                    let take = Take::Field(change.field.clone());
                    take_ui(ui, "这一栏全部采用", &name, take, requests);
                }
            });
        });
        for (at, change) in changes {
            if !is_alone {
                ui.add_space(4.0);
                row_ui(ui, *at, change, requests);
            }
            sides_ui(ui, change, is_whole);
        }
    });
}

/// Which row it is, and how it differs as a whole.
fn row_ui(ui: &mut Ui, at: usize, change: &Change, requests: &mut Vec<Request>) {
    ui.horizontal(|ui| {
        let words = [change.row.as_str(), &change.column].join(" ");
        parts::note_ui(ui, words.trim());
        if change.what != What::Answer {
            parts::tag_ui(ui, tag(change.what), Severity::Hint);
        }
        right(ui, |ui| {
            let name = match change.what {
                What::Answer => format!("采用 {}", change.name()),
                what => format!("采用 {} {}", change.name(), tag(what)),
            };
            take_ui(ui, verb(change.what), &name, Take::One(at), requests);
        });
    });
}

/// What taking a row's change over does.
fn verb(what: What) -> &'static str {
    match what {
        What::Answer => "采用",
        What::Added => "采用（加上）",
        What::Removed => "采用（删除）",
        What::Moved => "采用（移到那里）",
    }
}

fn take_ui(ui: &mut Ui, words: &str, name: &str, take: Take, requests: &mut Vec<Request>) {
    let button = parts::small_button_ui(ui, words).accessible_name(name);
    if button.clicked() {
        requests.push(Request::TakeAnswers(take));
    }
}

fn right(ui: &mut Ui, add: impl FnOnce(&mut Ui)) -> Response {
    ui.with_layout(Layout::right_to_left(Align::Center), add)
        .response
}
