//! The checklist on the screen.

use egui::{Label, TextEdit, Ui, vec2};

use crate::answers::{Answer, Edit};
use crate::diag::Severity;
use crate::form::steps::{Lead, Source, Step};
use crate::gui::command::Command;
use crate::gui::editor::{View, ViewCx};
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;

use super::State;
use super::data::{self, Time};

pub fn flow_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, state: &mut State) {
    let form = cx.project.form().clone();
    let (done, all) = data::done(&form, cx.project.answers());
    parts::heading_ui(ui, theme::title("申报流程"));
    parts::note_ui(
        ui,
        &format!(
            "已办 {done} / {all}。办好一步勾一步，勾选和备注存在项目文件里，不会打印，也不会上传。"
        ),
    );
    ui.add_space(8.0);
    for step in data::steps(&form, cx.project.answers()) {
        ui.push_id(&step.id, |ui| step_ui(ui, cx, state, step));
        ui.add_space(4.0);
    }
}

fn step_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, state: &mut State, step: &Step) {
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        let mut ticked = cx.project.answers().noted(&step.tick_path());
        let words = theme::heading(&step.title);
        if parts::tick_box_ui(ui, &mut ticked, words).changed() {
            let tick = Edit::Set {
                path: step.tick_path(),
                value: ticked.then_some(Answer::YesNo(true)),
            };
            cx.requests.push(Request::Edit(tick.noted()));
        }
        time_ui(ui, cx, step, ticked);
        for (at, hint) in step.hints.iter().enumerate() {
            ui.push_id(("hint", at), |ui| {
                parts::line_ui(ui, |ui| {
                    let words = format!("· {}", hint.say);
                    ui.add(Label::new(theme::small(words)).wrap().selectable(true));
                    if let Some(source) = &hint.source {
                        source_ui(ui, cx, source);
                    }
                });
            });
        }
        for contact in &step.contacts {
            ui.horizontal_wrapped(|ui| {
                let who = match contact.who.as_str() {
                    "" => String::new(),
                    who => format!("（{who}）"),
                };
                parts::note_ui(ui, &format!("{}{who}", contact.what));
                ui.add(Label::new(theme::small(&contact.text)).selectable(true));
                let copy = parts::small_button_ui(ui, "复制")
                    .accessible_name(format!("复制{}", contact.what));
                if copy.clicked() {
                    ui.ctx().copy_text(contact.text.clone());
                }
            });
        }
        remark_ui(ui, cx, state, step);
        leads_ui(ui, cx, step);
    });
}

fn time_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, step: &Step, ticked: bool) {
    let said = step
        .when
        .as_ref()
        .and_then(|when| data::time_left(when, cx.today));
    let Some((words, time)) = said else { return };
    let tokens = Tokens::of(ui);
    // What is done is in no hurry any more.
    let color = if time == Time::Enough || ticked {
        tokens.muted
    } else {
        tokens.severity(Severity::Warning)
    };
    parts::line_ui(ui, |ui| {
        ui.add(Label::new(theme::small(words).color(color)).wrap());
        if let Some(when) = &step.when {
            source_ui(ui, cx, &when.source);
        }
    });
}

/// The way to the words of the notice.
fn source_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, source: &Source) {
    let clause = source.clause(&cx.project.form().notice);
    parts::clause_link_ui(ui, &clause, cx.requests);
}

/// A remark of one's own. What an input method has not committed is no remark yet.
fn remark_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, state: &mut State, step: &Step) {
    let path = step.remark_path();
    let kept = cx.project.answers().note(&path).to_owned();
    let mut text = match state.composing.take() {
        Some((composing, text)) if composing == path => text,
        other => {
            state.composing = other;
            kept.clone()
        }
    };
    let field = TextEdit::singleline(&mut text)
        .hint_text("备注，如由谁办、何时办")
        .desired_width(f32::INFINITY)
        .min_size(vec2(0.0, 32.0))
        .align(egui::Align2::LEFT_CENTER);
    let response = ui
        .add(field)
        .accessible_name(format!("{} 备注", step.title));
    if cx.fields.composing() {
        if response.has_focus() {
            state.composing = Some((path, text));
        } else if response.lost_focus() {
            // Letters that were never committed are no remark.
            cx.fields.end_composing();
        }
    } else if text != kept {
        cx.requests
            .push(Request::Edit(Edit::text(path, text).noted()));
    }
}

/// What helps with the step, and the sentence that it rests on.
fn leads_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, step: &Step) {
    let form = cx.project.form();
    ui.horizontal_wrapped(|ui| {
        for lead in &step.leads {
            let (words, request) = match lead {
                Lead::Section(id) => {
                    let Some(at) = form.sections.iter().position(|one| one.id == *id) else {
                        continue;
                    };
                    (
                        format!("去填“{}”", form.sections[at].title),
                        Request::OpenSection(at),
                    )
                }
                Lead::Field(path) => {
                    let Some(field) = form.field(path) else {
                        continue;
                    };
                    (
                        format!("去填“{}”", field.name()),
                        Request::GoTo(path.clone()),
                    )
                }
                Lead::Tasks => (
                    format!("看{}", View::Tasks.label()),
                    Request::Show(View::Tasks),
                ),
                Lead::Check => (
                    Command::Check.label().to_owned(),
                    Request::Run(Command::Check),
                ),
                Lead::Upload => ("网上填报".to_owned(), Request::Show(View::Upload)),
                Lead::Export => ("导出".to_owned(), Request::Run(Command::Export)),
            };
            if parts::small_button_ui(ui, &words).clicked() {
                cx.requests.push(request);
            }
        }
        source_ui(ui, cx, &step.source);
    });
}
