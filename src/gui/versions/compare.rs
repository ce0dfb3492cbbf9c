//! Two versions side by side, and the buttons that take the other one's answers over.

use egui::{Align, Label, Layout, Response, Ui};

use crate::diag::Severity;
use crate::gui::command::Command;
use crate::gui::editor::ViewCx;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;
use crate::project::Project;
use crate::project::compare::{Comparison, Take, What};

use super::data::{Comparing, empties, tag};
use super::sides::sides_ui;
use super::taken::{Back, Listed, State};

pub fn compare_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, comparing: &mut Comparing) {
    ui.horizontal(|ui| {
        if parts::button_ui(ui, "回到列表").clicked() {
            cx.requests.push(Request::CloseComparison);
        }
        let title = theme::heading(format!("和{}比较", parts::quoted(&comparing.name)));
        ui.add(Label::new(title).truncate());
    });
    let mut is_whole = comparing.is_whole;
    let mut focus_after = comparing.focus_after.take();
    comparing.refresh(cx.project);
    let comparison = comparing.comparison();
    if let Some(section) = comparison.section {
        let title = &cx.project.form().sections[section].title;
        let words = format!("那一份是发给别人填的一个部分，只比较“{title}”，别的部分不会改动。");
        parts::note_ui(ui, &words);
    }
    let list = comparing.list(cx.project.form());
    let list: Vec<_> = list.into_iter().enumerate().collect();
    if list.is_empty() {
        same_ui(ui);
        return;
    }
    head_ui(ui, comparison, &mut is_whole, cx.requests);
    let mut lines = Lines {
        project: cx.project,
        comparing,
        is_whole,
        focus_after: &mut focus_after,
        requests: cx.requests,
    };
    for of_section in list.chunk_by(|one, other| one.1.change.section == other.1.change.section) {
        lines.section_ui(ui, of_section);
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
    // As long in either case, so that nothing moves below it.
    let found = match comparison.changes.len() {
        0 => "两份内容相同了，采用过的还列着。".to_owned(),
        count => format!("有 {count} 处不同，相同的没有列出。"),
    };
    let words = format!(
        "{found}“采用”就是用那一份的内容代替现在的：左边划掉的字会去掉，右边加下划线的字会补上。可以撤销；那一份文件不会改动。"
    );
    parts::note_ui(ui, &words);
    ui.horizontal_wrapped(|ui| {
        let differs = !comparison.changes.is_empty();
        let all = ui.add_enabled_ui(differs, |ui| parts::button_ui(ui, "全部采用"));
        if all.inner.clicked() {
            requests.push(Request::TakeAnswers(Take::All));
        }
        parts::tick_box_ui(ui, is_whole, "长文字全部显示");
        let warning = empties(comparison.changes.iter());
        if !warning.is_empty() {
            let color = Tokens::of(ui).warn;
            ui.add(Label::new(theme::small(warning).color(color)).wrap());
        }
    });
}

/// What the lines of the list are drawn from.
struct Lines<'a> {
    project: &'a Project,
    comparing: &'a Comparing,
    is_whole: bool,
    /// The place in the list behind which the next button gets the focus, until one has got it.
    focus_after: &'a mut Option<usize>,
    requests: &'a mut Vec<Request>,
}

/// A line with its place in the list.
type Line<'a> = (usize, Listed<'a>);

impl Lines<'_> {
    fn section_ui(&mut self, ui: &mut Ui, lines: &[Line<'_>]) {
        let Some((_, first)) = lines.first() else {
            return;
        };
        let section = first.change.section;
        ui.add_space(12.0);
        let title = &self.project.form().sections[section].title;
        ui.horizontal(|ui| {
            parts::heading_ui(ui, theme::heading(title));
            // The button stays, so that its row is as high as before.
            right(ui, |ui| {
                let name = format!("{title} 这一部分全部采用");
                ui.add_enabled_ui(differing(lines) > 0, |ui| {
                    let take = Take::Section(section);
                    self.take_ui(ui, "这一部分全部采用", &name, take);
                });
            });
        });
        for field in lines.chunk_by(|one, other| one.1.change.field == other.1.change.field) {
            self.field_ui(ui, field);
        }
    }

    /// One question with all that differs in its answer.
    fn field_ui(&mut self, ui: &mut Ui, lines: &[Line<'_>]) {
        let Some(first) = lines.first() else {
            return;
        };
        let change = first.1.change;
        let is_alone = lines.len() == 1 && change.row.is_empty();
        parts::card(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.add(Label::new(&change.label).truncate());
                let found = parts::link_ui(ui, "去看");
                let found = found.accessible_name(format!("去看 {}", change.label));
                if found.clicked() {
                    self.requests.push(Request::GoTo(change.field.clone()));
                }
                if is_alone {
                    self.one_ui(ui, first);
                } else if lines.len() > 1 {
                    right(ui, |ui| {
                        let name = format!("{} 这一栏全部采用", change.label);
                        ui.add_enabled_ui(differing(lines) > 0, |ui| {
                            let take = Take::Field(change.field.clone());
                            self.take_ui(ui, "这一栏全部采用", &name, take);
                        });
                    });
                }
            });
            for line in lines {
                if !is_alone {
                    ui.add_space(4.0);
                    self.row_ui(ui, line);
                }
                let is_taken = matches!(line.1.state, State::Taken(_));
                sides_ui(ui, line.1.change, self.is_whole, is_taken);
            }
        });
    }

    /// Which row it is, and how it differs as a whole.
    fn row_ui(&mut self, ui: &mut Ui, line: &Line<'_>) {
        let change = line.1.change;
        ui.horizontal(|ui| {
            let words = [change.row.as_str(), &change.column].join(" ");
            parts::note_ui(ui, words.trim());
            if change.what != What::Answer {
                parts::tag_ui(ui, tag(change.what), Severity::Hint);
            }
            self.one_ui(ui, line);
        });
    }

    /// The button that takes one change over, or what gives it up again. That stands elsewhere: a
    /// second click is not meant for it.
    fn one_ui(&mut self, ui: &mut Ui, line: &Line<'_>) {
        let (place, Listed { change, state }) = *line;
        let name = match change.what {
            What::Answer => change.name(),
            what => format!("{} {}", change.name(), tag(what)),
        };
        match state {
            State::Differs(at) => {
                right(ui, |ui| {
                    let words = verb(change.what);
                    let name = format!("采用 {name}");
                    let button = self.take_ui(ui, words, &name, Take::One(at));
                    if self.focus_after.take_if(|after| place > *after).is_some() {
                        button.request_focus();
                    }
                });
            }
            State::Taken(at) => {
                self.back_ui(ui, at, &name);
                right(ui, |ui| {
                    let color = Tokens::of(ui).ok;
                    ui.add(Label::new(theme::small("✓ 已采用").color(color)));
                });
            }
        }
    }

    /// The way back from what was taken over, where there is one by itself.
    fn back_ui(&mut self, ui: &mut Ui, at: usize, name: &str) {
        let Some(back) = self.comparing.back(at, self.project) else {
            return;
        };
        let button = parts::small_button_ui(ui, "撤销").accessible_name(format!("撤销采用 {name}"));
        if button.clicked() {
            self.requests.push(match back {
                Back::Undo => Request::Run(Command::Undo),
                Back::Edit(edit) => Request::Edit(edit),
            });
        }
    }

    fn take_ui(&mut self, ui: &mut Ui, words: &str, name: &str, take: Take) -> Response {
        let button = parts::small_button_ui(ui, words).accessible_name(name);
        if button.clicked() {
            self.requests.push(Request::TakeAnswers(take));
        }
        button
    }
}

/// How many of the lines still differ.
fn differing(lines: &[Line<'_>]) -> usize {
    let differs = |line: &&Line<'_>| matches!(line.1.state, State::Differs(_));
    lines.iter().filter(differs).count()
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

fn right(ui: &mut Ui, add: impl FnOnce(&mut Ui)) -> Response {
    ui.with_layout(Layout::right_to_left(Align::Center), add)
        .response
}
