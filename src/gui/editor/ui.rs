//! The editor on the screen: bar, sections, questions and side panel in their places.

use chrono::NaiveDate;
use egui::{CentralPanel, FocusDirection, Frame, Margin, Panel, ScrollArea, Ui};

use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::{Cx, follow_focus};
use crate::gui::{export, find, flow, summary, tasks, upload, versions};

use super::{Editor, View, ViewCx, Views, data, on_paper, rail, section, side, top};

/// Shows the whole editor.
pub fn editor_ui(ui: &mut Ui, editor: &mut Editor, today: NaiveDate, requests: &mut Vec<Request>) {
    let window = ui.ctx().content_rect().width();
    let held_back = editor.fields.release();
    let (events, kept) = ui.input_mut(|input| {
        let kept = editor.fields.hold_typed(&mut input.events);
        input.events.splice(0..0, held_back);
        (input.events.clone(), kept)
    });
    if kept {
        // The window's own keys have looked at the input before.
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    editor.fields.begin_frame(&events);
    let open = editor.view.has_side() && editor.side.open.unwrap_or(editor.view.opens_side(window));

    let Editor {
        id: _,
        saving,
        project,
        view,
        views,
        section,
        fields,
        side,
        checked,
        scroll_to_top,
        judged,
        pages,
        on_paper,
    } = editor;
    pages.begin_frame();
    if *view == View::Form
        && let (Some(shown), Some(stamp)) = (project.form().sections.get(*section), judged.stamp())
        && on_paper::is_counted(shown)
    {
        let draft = project.is_draft(judged.all());
        on_paper.refresh(ui.ctx(), project, pages, stamp, draft);
    }
    if *view != View::Versions
        && let Some(comparing) = &mut views.versions.comparing
    {
        comparing.forget_taken();
    }
    let alone = project.handed_out();
    let shown = judged.shown();

    let tokens = Tokens::of(ui);
    let bar = Frame::new()
        .fill(tokens.sheet)
        .inner_margin(Margin::symmetric(16, 10));
    Panel::top("top")
        .exact_size(theme::TOP_HEIGHT)
        .resizable(false)
        .frame(bar)
        .show(ui, |ui| {
            let saved = (saving.state(project), today);
            top::top_ui(ui, project, *view, saved, open, requests);
        });
    if !open {
        side.followed = None;
    }
    let desk = Frame::new().fill(tokens.desk);
    let listed = rail::Listed {
        project,
        states: judged.sections(),
        view: *view,
        current: *section,
        tasks_done: views.tasks.done(project, judged.all(), today),
    };
    let margin = if window >= theme::NARROW_WIDTH {
        32
    } else {
        16
    };
    let side_width = theme::SIDE_WIDTH.min(window * 0.45);
    let middle = window - theme::RAIL_WIDTH - if open { side_width } else { 0.0 };
    if window >= theme::RAIL_FOLD_WIDTH && middle >= theme::LEAST_MIDDLE_WIDTH {
        Panel::left("rail")
            .exact_size(theme::RAIL_WIDTH)
            .resizable(false)
            .show_separator_line(false)
            .frame(desk.inner_margin(Margin::symmetric(8, 16)))
            .show(ui, |ui| rail::rail_ui(ui, &listed, requests));
    } else {
        Panel::top("folded rail")
            .resizable(false)
            .show_separator_line(false)
            .frame(desk.inner_margin(Margin {
                left: margin,
                right: margin,
                top: 10,
                bottom: 0,
            }))
            .show(ui, |ui| rail::folded_ui(ui, &listed, requests));
    }
    if open {
        Panel::right("side")
            .exact_size(side_width)
            .resizable(false)
            .frame(Frame::new().fill(tokens.sheet))
            .show(ui, |ui| {
                let side_cx = side::SideCx {
                    project,
                    findings: shown,
                    all: judged.all(),
                    checked: *checked,
                    at_hand: fields.at_hand(),
                    stamp: judged.stamp(),
                };
                side::side_ui(ui, side, &side_cx, pages, requests);
            });
    }
    if views.find.is_open() {
        let ground = find::ground(ui);
        Panel::top("find")
            .resizable(false)
            .frame(ground)
            .show(ui, |ui| {
                find::find_ui(ui, &mut views.find, fields, requests);
            });
    }
    CentralPanel::no_frame().frame(desk).show(ui, |ui| {
        let mut area = ScrollArea::vertical()
            .id_salt("questions")
            .auto_shrink(false);
        if std::mem::take(scroll_to_top) {
            area = area.vertical_scroll_offset(0.0);
        }
        area.show(ui, |ui| {
            Frame::new()
                .inner_margin(Margin::symmetric(margin, 24))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width().min(theme::MIDDLE_WIDTH));
                    let form = project.form();
                    if *view != View::Form {
                        let mut cx = ViewCx {
                            project,
                            findings: judged.all(),
                            today,
                            fields,
                            requests,
                        };
                        view_ui(ui, *view, views, &mut cx);
                        // 网上填报 fills the window, its list scrolls by itself.
                        if *view != View::Upload {
                            ui.add_space(theme::FOOT);
                        }
                        // What 任务对照 is sent to is scrolled to by itself.
                        if *view != View::Tasks || fields.is_unplaced() {
                            follow_focus(ui);
                        }
                        return;
                    }
                    let mut cx = Cx {
                        form,
                        answers: project.answers(),
                        attachments: project.attachments(),
                        findings: shown,
                        state: fields,
                        requests,
                        year: data::year_of(form),
                        paper: Some(on_paper.extents()),
                        wide: window >= theme::NARROW_WIDTH
                            && ui.available_width() >= theme::PAIR_WIDTH,
                    };
                    if let Some(shown) = form.sections.get(*section) {
                        if alone.is_some() {
                            section::alone_ui(ui);
                        }
                        section::section_ui(ui, &mut cx, shown);
                        if alone.is_none() {
                            section::next_ui(ui, form, *section, cx.requests);
                        }
                    }
                    if cx.state.is_unplaced() {
                        follow_focus(ui);
                    }
                });
        });
    });
    if fields.end_frame() {
        ui.ctx().request_repaint();
    }
}

/// A side of the application other than its questions.
fn view_ui(ui: &mut Ui, view: View, views: &mut Views, cx: &mut ViewCx<'_>) {
    match view {
        View::Form => {}
        View::Flow => flow::flow_ui(ui, cx, &mut views.flow),
        View::Tasks => tasks::tasks_ui(ui, cx, &mut views.tasks),
        View::Summary => summary::summary_ui(ui, cx, &mut views.summary),
        View::Upload => upload::upload_ui(ui, cx, &mut views.upload),
        View::Export => export::export_ui(ui, cx, &mut views.export),
        View::Versions => versions::versions_ui(ui, cx, &mut views.versions),
    }
}
