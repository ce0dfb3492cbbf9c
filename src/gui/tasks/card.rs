//! A requirement as a card: its sentence, what answers it, and how it can be answered.

use egui::{Align, Label, Ui};

use crate::answers::path::is_in;
use crate::answers::shortened;
use crate::diag::Severity;
use crate::form::FormDef;
use crate::gui::editor::{ViewCx, data::year_of};
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::{Cx, Findings, Shown, answer_ui, parts, typed};

use super::State;
use super::data::{Figure, Mark, Reply, Sheet, Task, Whereabouts};
use super::edits;
use super::passages::place_in;
use super::picker::{Outcome, Picking, picker_ui};

/// The longest answer that is read off whole, in characters.
const VALUE: usize = 120;
/// How much of a sentence is enough to know it by, in characters.
const OPENING: usize = 16;

/// Shows a requirement.
pub fn task_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, state: &mut State, sheet: &Sheet, task: &Task) {
    let path = task.requirement.path();
    let card = parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.push_id(&path, |ui| {
            ui.horizontal(|ui| {
                reply_ui(ui, task);
                parts::clause_link_ui(ui, &task.clause, cx.requests);
            });
            let sentence = Label::new(&task.requirement.text);
            ui.add(sentence.wrap().selectable(true));
            for figure in &task.figures {
                figure_ui(ui, cx, figure);
            }
            let in_the_way = cx.project.answers().in_the_way(&path).is_some();
            let plain = task.figures.is_empty() && !task.requirement.optional;
            let has_box =
                plain || in_the_way || !task.marks.is_empty() || state.opened.contains(&path);
            if has_box {
                box_ui(ui, cx, sheet, task, &path);
            }
            for (at, mark) in task.marks.iter().enumerate() {
                ui.push_id(at, |ui| mark_ui(ui, cx, sheet, task, at, mark));
            }
            if !in_the_way {
                ways_ui(ui, cx, state, sheet, task, has_box);
            }
        });
    });
    if state.sought.as_deref() == Some(path.as_str()) {
        card.response.scroll_to_me(Some(Align::Center));
    }
    ui.add_space(4.0);
}

fn reply_ui(ui: &mut Ui, task: &Task) {
    let tokens = Tokens::of(ui);
    let label = match task.reply {
        Reply::Given if task.requirement.optional => "已选",
        Reply::Explained if task.requirement.optional => "已选，写了说明",
        Reply::Nothing if task.requirement.optional => "没有选",
        reply => reply.label(),
    };
    let severity = match task.reply {
        Reply::Given => {
            parts::soft_tag_ui(ui, label, tokens.ok, tokens.ok_soft());
            return;
        }
        Reply::Explained => {
            parts::soft_tag_ui(ui, label, tokens.accent, tokens.accent_soft);
            return;
        }
        Reply::Wrong => Severity::Error,
        Reply::Nothing => Severity::Hint,
        Reply::Short | Reply::Doubtful | Reply::Partial | Reply::Gone => Severity::Warning,
    };
    let (ink, ground) = (tokens.severity(severity), tokens.severity_soft(severity));
    parts::soft_tag_ui(ui, label, ink, ground);
}

/// A field that answers it: what stands there, what is wrong with it, and the way to it.
fn figure_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, figure: &Figure) {
    let tokens = Tokens::of(ui);
    let empty = figure.value.is_empty();
    parts::line_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(theme::small(format!("{}：", figure.label)).color(tokens.muted));
        if empty {
            ui.label(theme::small("还没有填").color(tokens.muted));
        } else {
            ui.add(Label::new(theme::small(shortened(&figure.value, VALUE))).wrap());
        }
        let go = parts::link_ui(ui, if empty { "去填" } else { "去看" });
        let name = format!("去填“{}”", figure.label);
        if go.accessible_name(name).clicked() {
            cx.requests.push(Request::GoTo(figure.path.clone()));
        }
    });
    for fault in &figure.faults {
        let color = tokens.severity(fault.severity);
        ui.add(Label::new(theme::small(&fault.message).color(color)).wrap());
        if !fault.hint.is_empty() {
            parts::note_ui(ui, &fault.hint);
        }
    }
}

/// The box with what is marked, which may be typed into.
fn box_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, sheet: &Sheet, task: &Task, path: &str) {
    let form: &FormDef = cx.project.form();
    let Some(field) = form.field(path) else {
        return;
    };
    let label = "正文里回应它的话";
    parts::note_ui(ui, label);
    let shown = Shown::of(cx.findings, |at| {
        let finding = &cx.findings[at];
        is_in(&finding.field, path) && cx.fields.is_open_to_faults(&finding.field, false)
    });
    let before = cx.requests.len();
    let mut fields = Cx {
        form,
        answers: cx.project.answers(),
        attachments: cx.project.attachments(),
        findings: Findings::new(cx.findings, &shown),
        state: &mut *cx.fields,
        requests: &mut *cx.requests,
        year: year_of(form),
        wide: false,
        paper: None,
    };
    let opening = shortened(&task.requirement.text, OPENING);
    answer_ui(ui, &mut fields, field, path, &format!("{label}：{opening}"));
    parts::findings_ui(ui, &mut fields, path);
    for request in &mut cx.requests[before..] {
        if let Request::Edit(edit) = request {
            let answers = cx.project.answers();
            *edit = edits::typed(answers, &sheet.texts, &task.requirement, edit.clone());
        }
    }
}

/// Where a marked line stands; what to do where it stands nowhere any more.
fn mark_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, sheet: &Sheet, task: &Task, at: usize, mark: &Mark) {
    let tokens = Tokens::of(ui);
    let nearest = match &mark.whereabouts {
        Whereabouts::At(stand) => {
            parts::line_ui(ui, |ui| {
                parts::note_ui(ui, &format!("在“{}”里。", stand.place));
                let go = parts::link_ui(ui, "去看正文");
                if go.clicked() {
                    let text = typed(cx.project.answers(), &stand.path);
                    let path = stand.path.clone();
                    cx.requests.push(match place_in(&text, &mark.words) {
                        Some(range) => Request::GoToWords(path, range),
                        None => Request::GoTo(path),
                    });
                }
            });
            return;
        }
        Whereabouts::Own => {
            if !mark.words.is_empty() {
                parts::note_ui(
                    ui,
                    match task.reply {
                        Reply::Explained => {
                            "这是自己写的说明，不会印在申报书上。正文里也写到，再选出那一段，才算“已对应”。"
                        }
                        _ => "这是自己写的说明，不会印在申报书上。",
                    },
                );
            }
            return;
        }
        Whereabouts::Gone(nearest) => nearest.map(|at| &sheet.texts.paragraphs[at]),
    };
    let color = tokens.severity(Severity::Warning);
    let opening = shortened(&mark.words, OPENING);
    let words = format!("这段话在正文里已经找不到了：“{opening}”");
    ui.add(Label::new(theme::small(words).color(color)).wrap());
    if let Some(paragraph) = nearest {
        let place = &paragraph.place;
        parts::note_ui(ui, &format!("现在最接近的是“{place}”里的这一段："));
        let now = theme::small(&paragraph.text).family(theme::serif());
        ui.add(Label::new(now).wrap().selectable(true));
    }
    let answers = cx.project.answers();
    let keep = |text| edits::keep(answers, &sheet.texts, &task.requirement, text);
    let mut edit = None;
    ui.horizontal_wrapped(|ui| {
        if let Some(paragraph) = nearest
            && parts::small_button_ui(ui, "改用这一段").clicked()
        {
            edit = Some(keep(task.with_in_place(at, Some(&paragraph.text))));
        }
        if parts::small_button_ui(ui, "这是自己写的说明").clicked() {
            edit = Some(edits::own_words(&task.requirement, true));
        }
        if parts::small_button_ui(ui, "删除").clicked() {
            edit = Some(keep(task.with_in_place(at, None)));
        }
    });
    cx.requests.extend(edit.map(Request::Edit));
}

/// How it can be answered: by a passage, or in one's own words.
fn ways_ui(
    ui: &mut Ui,
    cx: &mut ViewCx<'_>,
    state: &mut State,
    sheet: &Sheet,
    task: &Task,
    has_box: bool,
) {
    let path = task.requirement.path();
    let is_open = state
        .picking
        .as_ref()
        .is_some_and(|picking| picking.path == path);
    let gone = |mark: &Mark| matches!(mark.whereabouts, Whereabouts::Gone(_));
    let words = if task.marks.iter().any(gone) {
        "重新选一段…"
    } else if task.marks.is_empty() {
        "从正文里选一段…"
    } else {
        "再选一段…"
    };
    let button = ui.horizontal(|ui| {
        let opening = shortened(&task.requirement.text, OPENING);
        let pick =
            parts::small_button_ui(ui, words).accessible_name(format!("{words}（{opening}）"));
        if !has_box {
            let write = parts::small_button_ui(ui, "自己写一句…")
                .accessible_name(format!("自己写一句…（{opening}）"));
            if write.clicked() {
                state.opened.insert(path.clone());
                cx.fields.want(&path);
            }
        }
        pick
    });
    let button = button.inner;
    if button.clicked() {
        state.picking = (!is_open).then(|| Picking::new(path.clone()));
        return;
    }
    let Some(picking) = state.picking.as_mut().filter(|_| is_open) else {
        return;
    };
    let revision = cx.project.revision();
    let outcome = picker_ui(ui, picking, sheet, task, revision);
    if outcome == Outcome::Open {
        return;
    }
    state.picking = None;
    button.request_focus();
    if let Outcome::Picked(at) = outcome {
        let text = task.with(&sheet.texts.paragraphs[at].text);
        let answers = cx.project.answers();
        let edit = edits::keep(answers, &sheet.texts, &task.requirement, text);
        cx.fields.touch(&path);
        cx.requests.push(Request::Edit(edit));
    }
}
