//! The list of sections with their state.

use egui::{
    Align, CornerRadius, FontId, Label, Layout, Pos2, Rect, Response, Role, ScrollArea, Sense,
    Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::diag::Severity;
use crate::gui::flow;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};

use crate::project::Project;

use super::View;
use super::data::{Progress, SectionState, share};

const ROW: f32 = 38.0;
const DOT: f32 = 5.0;

pub fn rail_ui(
    ui: &mut Ui,
    project: &Project,
    states: &[SectionState],
    view: View,
    current: usize,
    requests: &mut Vec<Request>,
) {
    let alone = project.handed_out();
    match alone {
        Some(only) => progress_ui(ui, states.get(only..=only).unwrap_or_default()),
        None => progress_ui(ui, states),
    }
    ui.add_space(12.0);
    ScrollArea::vertical()
        .id_salt("sections")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (at, (section, state)) in project.form().sections.iter().zip(states).enumerate() {
                if alone.is_some_and(|only| only != at) {
                    continue;
                }
                if section_ui(
                    ui,
                    &section.title,
                    state,
                    view == View::Form && at == current,
                ) {
                    requests.push(Request::OpenSection(at));
                }
            }
            ui.add_space(8.0);
            ui.separator();
            ui.add_space(8.0);
            for listed in View::LISTED {
                // One section is neither handed in nor uploaded.
                if alone.is_some() && listed != View::Versions {
                    continue;
                }
                let count =
                    (listed == View::Flow).then(|| flow::done(project.form(), project.answers()));
                if view_row_ui(ui, listed, count, view == listed) {
                    requests.push(Request::Show(listed));
                }
            }
        });
}

fn progress_ui(ui: &mut Ui, states: &[SectionState]) {
    let tokens = Tokens::of(ui);
    let (given, all) = share(states);
    let part = if all == 0 {
        1.0
    } else {
        given as f32 / all as f32
    };
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        ui.label(format!("必填项已填 {given} / {all}"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let percent = (part * 100.0).floor();
            ui.add(Label::new(
                theme::small(format!("{percent}%")).color(tokens.muted),
            ));
        });
    });
    let width = ui.available_width() - 12.0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 6.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, "必填项完成的比例"));
    let mut bar = Rect::from_min_size(rect.min + vec2(12.0, 0.0), vec2(width, 6.0));
    ui.painter().rect_filled(bar, 3.0, tokens.line);
    if given > 0 {
        bar.set_width((width * part).max(6.0));
        ui.painter().rect_filled(bar, 3.0, tokens.ok);
    }
}

/// One section; true when it was clicked.
fn section_ui(ui: &mut Ui, title: &str, state: &SectionState, current: bool) -> bool {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let said = format!("{title} {}", state.progress.label());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, current, &said));
    let response = response.on_hover_text(hover(title, state));
    ground(ui, rect, &response, current);
    dot(
        ui,
        pos2(rect.left() + 17.0, rect.center().y),
        state.progress,
    );

    let mut right = rect.right() - 10.0;
    for (count, severity) in [
        (state.errors, Severity::Error),
        (state.warnings, Severity::Warning),
    ] {
        if count > 0 {
            right = badge(ui, pos2(right, rect.center().y), count, severity) - 4.0;
        }
    }
    let font = FontId::proportional(14.0);
    let color = if current { tokens.accent } else { tokens.ink };
    let left = rect.left() + 32.0;
    let galley = elided(ui, title, font, color, right - left - 4.0);
    let place = pos2(left, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(place, galley, color);
    response.clicked()
}

/// Another side of the application; true when it was clicked.
fn view_row_ui(ui: &mut Ui, view: View, count: Option<(usize, usize)>, current: bool) -> bool {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, current, view.label()));
    ground(ui, rect, &response, current);
    let color = if current { tokens.accent } else { tokens.ink };
    let font = FontId::proportional(14.0);
    let galley = ui
        .painter()
        .layout_no_wrap(view.label().to_owned(), font, color);
    let place = pos2(rect.left() + 12.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(place, galley, color);
    if let Some((done, all)) = count {
        let (font, color) = (FontId::proportional(13.0), tokens.muted);
        let words = format!("{done}/{all}");
        let galley = ui.painter().layout_no_wrap(words, font, color);
        let place = pos2(
            rect.right() - 12.0 - galley.size().x,
            rect.center().y - galley.size().y / 2.0,
        );
        ui.painter().galley(place, galley, color);
    }
    response.clicked()
}

/// What a row stands on while it is shown, pointed at or has the focus.
fn ground(ui: &Ui, rect: Rect, response: &Response, current: bool) {
    let tokens = Tokens::of(ui);
    if !(current || response.hovered() || response.has_focus()) {
        return;
    }
    let fill = if current {
        tokens.sheet
    } else {
        tokens.accent_soft
    };
    ui.painter()
        .rect_filled(rect, CornerRadius::same(theme::RADIUS), fill);
    if response.has_focus() {
        let stroke = Stroke::new(1.0, tokens.accent);
        ui.painter()
            .rect_stroke(rect, theme::RADIUS, stroke, StrokeKind::Inside);
    }
}

fn hover(title: &str, state: &SectionState) -> String {
    let mut words = format!("{title}：{}", state.progress.label());
    if state.required > 0 {
        words.push_str(&format!("，必填 {} / {}", state.given, state.required));
    }
    if state.errors > 0 {
        words.push_str(&format!("，须改正 {}", state.errors));
    }
    if state.warnings > 0 {
        words.push_str(&format!("，请确认 {}", state.warnings));
    }
    words
}

fn dot(ui: &Ui, center: Pos2, progress: Progress) {
    let tokens = Tokens::of(ui);
    match progress {
        Progress::Empty => ui.painter().circle_filled(center, DOT, tokens.neutral),
        Progress::Started => {
            ui.painter()
                .circle_stroke(center, DOT - 1.0, Stroke::new(2.0, tokens.accent))
        }
        Progress::Wrong => ui.painter().circle_filled(center, DOT, tokens.err),
        Progress::Complete => ui.painter().circle_filled(center, DOT, tokens.ok),
    };
}

/// A number on a soft ground that ends at `right`; gives back where it begins.
fn badge(ui: &Ui, right: Pos2, count: usize, severity: Severity) -> f32 {
    let tokens = Tokens::of(ui);
    let color = tokens.severity(severity);
    let font = FontId::proportional(12.0);
    let galley = ui.painter().layout_no_wrap(count.to_string(), font, color);
    let size = vec2((galley.size().x + 14.0).max(22.0), 20.0);
    let rect = Rect::from_min_size(right - vec2(size.x, size.y / 2.0), size);
    ui.painter()
        .rect_filled(rect, 10.0, tokens.severity_soft(severity));
    ui.painter()
        .galley(rect.center() - galley.size() / 2.0, galley, color);
    rect.left()
}

fn elided(
    ui: &Ui,
    text: &str,
    font: FontId,
    color: egui::Color32,
    width: f32,
) -> std::sync::Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    ui.painter().layout_job(job)
}
