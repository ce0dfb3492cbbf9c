//! The editor on the screen: bar, sections, questions and side panel in their places.

use chrono::NaiveDate;
use egui::{CentralPanel, Frame, Margin, Memory, Panel, ScrollArea, Stroke, Ui};

use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::Cx;
use crate::gui::{export, flow, summary, upload, versions};

use super::{Editor, View, ViewCx, Views, data, rail, section, side, top};

/// What a field that is scrolled to has above it.
const LABEL_HEIGHT: f32 = 40.0;

/// Shows the whole editor.
pub fn editor_ui(ui: &mut Ui, editor: &mut Editor, today: NaiveDate, requests: &mut Vec<Request>) {
    let window = ui.ctx().content_rect().width();
    let held_back = editor.fields.release();
    let events = ui.input_mut(|input| {
        input.events.splice(0..0, held_back);
        input.events.clone()
    });
    editor.fields.begin_frame(&events);
    let open = editor.view.has_side() && editor.side.open.unwrap_or(window >= theme::FOLD_WIDTH);

    let Editor {
        id: _,
        saving: _,
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
    } = editor;
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
            top::top_ui(ui, project, open, requests);
        });
    if !open {
        side.followed = None;
    }
    let desk = Frame::new().fill(tokens.desk);
    if window >= 700.0 {
        Panel::left("rail")
            .exact_size(theme::RAIL_WIDTH)
            .resizable(false)
            .show_separator_line(false)
            .frame(desk.inner_margin(Margin::symmetric(12, 16)))
            .show(ui, |ui| {
                rail::rail_ui(ui, project, judged.sections(), *view, *section, requests);
            });
    }
    if open {
        let width = theme::SIDE_WIDTH.min(window * 0.45);
        Panel::right("side")
            .exact_size(width)
            .resizable(false)
            .frame(
                Frame::new()
                    .fill(tokens.sheet)
                    .stroke(Stroke::new(1.0, tokens.line)),
            )
            .show(ui, |ui| {
                let view = side::View {
                    project,
                    findings: shown,
                    all: judged.all(),
                    checked: *checked,
                    at_hand: fields.at_hand(),
                    stamp: judged.stamp(),
                };
                side::side_ui(ui, side, &view, pages, requests);
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
                .inner_margin(Margin::symmetric(32, 24))
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
                        wide: window >= theme::NARROW_WIDTH && ui.available_width() >= 480.0,
                    };
                    if let Some(shown) = form.sections.get(*section) {
                        section::section_ui(ui, &mut cx, shown);
                        section::next_ui(ui, form, *section, cx.requests);
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
        View::Summary => summary::summary_ui(ui, cx, &mut views.summary),
        View::Upload => upload::upload_ui(ui, cx, &mut views.upload),
        View::Export => export::export_ui(ui, cx, &mut views.export),
        View::Versions => versions::versions_ui(ui, cx, &views.versions),
    }
}

/// Scrolls to what the keyboard has given the focus in this frame, as far as needed to see it with
/// the label above it. What the pointer pressed is in sight.
fn follow_focus(ui: &Ui) {
    let gained = |memory: &Memory| {
        let focused = memory.focused()?;
        (!memory.had_focus_last_frame(focused)).then_some(focused)
    };
    let Some(gained) = ui.memory(gained) else {
        return;
    };
    // Not by `read_response`, which takes part in the handling of clicks.
    let drawn = ui
        .ctx()
        .viewport(|viewport| viewport.this_pass.widgets.get(gained).copied());
    let Some(widget) = drawn else {
        return;
    };
    if widget.layer_id != ui.layer_id() || ui.input(|input| input.pointer.any_pressed()) {
        return;
    }
    let seen = ui.clip_rect();
    // Beside this column stand the other panels, and above it the bar, which is never clipped.
    let beside = !ui.max_rect().x_range().contains(widget.rect.center().x);
    let clipped = widget.interact_rect;
    if beside || (clipped.is_positive() && !seen.intersects(clipped)) {
        return;
    }
    let mut place = widget.rect;
    place.min.y -= LABEL_HEIGHT;
    place.max.y = place.max.y.min(place.min.y + seen.height() - LABEL_HEIGHT) + 12.0;
    ui.scroll_to_rect(place, None);
}
