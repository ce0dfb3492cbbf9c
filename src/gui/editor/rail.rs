//! The list of sections with their state.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Align, Color32, ComboBox, CornerRadius, FontId, Galley, Label, Layout, Pos2, Rect, Response,
    Role, ScrollArea, Sense, Separator, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::diag::Severity;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::follow_focus;
use crate::gui::{flow, tasks};

use crate::project::Project;

use super::View;
use super::data::{Progress, SectionState, share};

/// Height of a row whose title takes one line.
const ROW: f32 = 32.0;
/// What a row is higher than a title of two lines.
const AROUND: f32 = 6.0;
const GAP: f32 = 1.0;
const DOT: f32 = 5.0;
/// Where titles begin, from the left edge of their row.
const TITLE: f32 = 26.0;
/// What is left free at the right edge of a row.
const END: f32 = 4.0;
/// Kept free beside every title for its counts, so that no title breaks otherwise when they come:
/// two of one figure.
const COUNTS: f32 = 44.0;
/// Between two counts.
const BADGES: f32 = 3.0;
/// Lines of a title.
const MOST_LINES: usize = 2;
/// Around the line between the sections and the other sides.
const BREAK: f32 = 5.0;
/// So many sections at least are seen above the other sides; in less room all scroll together.
const LEAST_SEEN: f32 = 4.0;

/// What the list shows.
pub struct Listed<'a> {
    pub project: &'a Project,
    /// Of every section.
    pub states: &'a [SectionState],
    pub view: View,
    /// The section that is shown.
    pub current: usize,
    /// How many requirements are answered, of how many; none where none are asked yet.
    pub tasks_done: Option<(usize, usize)>,
}

/// The list in its panel.
pub fn rail_ui(ui: &mut Ui, listed: &Listed<'_>, requests: &mut Vec<Request>) {
    let states = listed.states;
    match listed.project.handed_out() {
        Some(only) => progress_ui(ui, states.get(only..=only).unwrap_or_default()),
        None => progress_ui(ui, states),
    }
    ui.add_space(6.0);
    ui.spacing_mut().item_spacing.y = GAP;
    // The other sides stay in sight below the sections, which scroll.
    let views = views(listed);
    let below = views.len() as f32 * (ROW + GAP) + 2.0 * (BREAK + GAP) + GAP;
    let room = ui.available_height() - below;
    let area = ScrollArea::vertical().id_salt("sections");
    if room < LEAST_SEEN * (ROW + GAP) {
        area.auto_shrink(false)
            .show(ui, |ui| list_ui(ui, listed, requests));
        return;
    }
    area.auto_shrink([false, true])
        .max_height(room)
        .show(ui, |ui| {
            sections_ui(ui, listed, requests);
            follow_focus(ui);
        });
    views_ui(ui, listed, &views, requests);
}

/// The same folded into one line, for a window without room for the panel.
pub fn folded_ui(ui: &mut Ui, listed: &Listed<'_>, requests: &mut Vec<Request>) {
    let sections = &listed.project.form().sections;
    let shown = match listed.view {
        View::Form => sections
            .get(listed.current)
            .map_or("", |section| &section.title),
        other => other.label(),
    };
    // As much of the window as there is: who opens the list looks for a section in it.
    let height = ui.ctx().content_rect().height() - theme::TOP_HEIGHT - 2.0 * ROW;
    ComboBox::from_id_salt("sections")
        .height(height.max(ROW))
        .selected_text(shown)
        .truncate()
        .width(ui.available_width())
        .show_ui(ui, |ui| {
            let before = requests.len();
            list_ui(ui, listed, requests);
            // By the keyboard too, which closes no list by itself.
            if requests.len() > before {
                ui.close();
            }
        })
        .response
        .accessible_name("表单的各部分");
}

fn list_ui(ui: &mut Ui, listed: &Listed<'_>, requests: &mut Vec<Request>) {
    ui.spacing_mut().item_spacing.y = GAP;
    sections_ui(ui, listed, requests);
    views_ui(ui, listed, &views(listed), requests);
    follow_focus(ui);
}

fn sections_ui(ui: &mut Ui, listed: &Listed<'_>, requests: &mut Vec<Request>) {
    let form = listed.project.form();
    let alone = listed.project.handed_out();
    let seeks = seeks_current(ui, listed);
    for (at, (section, state)) in form.sections.iter().zip(listed.states).enumerate() {
        // 任务对照 below takes the place of the one.
        if section.is_requirements() || alone.is_some_and(|only| only != at) {
            continue;
        }
        let current = listed.view == View::Form && at == listed.current;
        let row = section_ui(ui, &section.title, state, current);
        if row.clicked() {
            requests.push(Request::OpenSection(at));
        }
        if current && seeks {
            row.scroll_to_me(None);
        }
    }
}

/// Whether the section that is shown is to be scrolled to: it is another one, by whatever way one
/// came to it, or the list was not drawn before, or not as high.
fn seeks_current(ui: &Ui, listed: &Listed<'_>) -> bool {
    let seen = ui.scope_id().with("section in sight");
    let shown = (listed.view == View::Form).then_some(listed.current);
    let pass = ui.ctx().cumulative_pass_nr();
    let now = (shown, ui.clip_rect().height().to_bits(), pass);
    let before = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(seen), now));
    (before.0, before.1) != (now.0, now.1) || pass > before.2 + 1
}

/// The other sides that the list names.
fn views(listed: &Listed<'_>) -> Vec<View> {
    let alone = listed.project.handed_out().is_some();
    let mut views = View::LISTED.to_vec();
    // One section is neither handed in nor uploaded.
    views.retain(|view| match view {
        View::Tasks => !alone && tasks::has_tasks(listed.project.form()),
        view => !alone || *view == View::Versions,
    });
    views
}

fn views_ui(ui: &mut Ui, listed: &Listed<'_>, views: &[View], requests: &mut Vec<Request>) {
    ui.add_space(BREAK);
    ui.add(Separator::default().spacing(0.0));
    ui.add_space(BREAK);
    for &view in views {
        let count = match view {
            View::Tasks => listed.tasks_done,
            View::Flow => Some(flow::done(listed.project.form(), listed.project.answers())),
            _ => None,
        };
        if view_row_ui(ui, view, count, listed.view == view) {
            requests.push(Request::Show(view));
        }
    }
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

/// One section. A long title takes a second line, whatever is found in the section: what stands
/// below stays where it is.
fn section_ui(ui: &mut Ui, title: &str, state: &SectionState, current: bool) -> Response {
    let tokens = Tokens::of(ui);
    let badges: Vec<_> = [
        (state.errors, Severity::Error),
        (state.warnings, Severity::Warning),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, severity)| Badge::new(ui, count, severity))
    .collect();
    let beside: f32 = badges.iter().map(|badge| badge.size.x + BADGES).sum();
    let color = if current { tokens.accent } else { tokens.ink };
    let width = ui.available_width();
    let room = width - TITLE - END;
    let mut galley = wrapped(ui, title, color, room - COUNTS, MOST_LINES);
    let height = ROW.max(galley.size().y + AROUND);
    if beside > COUNTS {
        galley = wrapped(ui, title, color, room - beside, galley.rows.len());
    }

    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let said = format!("{title} {}", state.progress.label());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, current, &said));
    let response = response.on_hover_text(hover(title, state));
    ground(ui, rect, &response, current);
    let middle = rect.center().y;
    dot(ui, pos2(rect.left() + 13.0, middle), state.progress);
    let mut right = rect.right() - END;
    for badge in badges {
        right = badge.paint(ui, pos2(right, middle)) - BADGES;
    }
    let place = pos2(rect.left() + TITLE, middle - galley.size().y / 2.0);
    ui.painter().galley(place, galley, color);
    response
}

/// Another side of the application; true when it was clicked.
fn view_row_ui(ui: &mut Ui, view: View, count: Option<(usize, usize)>, current: bool) -> bool {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, current, view.label()));
    ground(ui, rect, &response, current);
    let color = if current { tokens.accent } else { tokens.ink };
    let font = FontId::proportional(theme::LABEL_SIZE);
    let galley = ui
        .painter()
        .layout_no_wrap(view.label().to_owned(), font, color);
    let place = pos2(rect.left() + 12.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(place, galley, color);
    if let Some((done, all)) = count {
        let (font, color) = (FontId::proportional(theme::NOTE_SIZE), tokens.muted);
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
    let counts = [
        (Severity::Error, state.errors),
        (Severity::Warning, state.warnings),
    ];
    for (severity, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        words.push_str(&format!("，{} {count}", severity.heading()));
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

/// A number on a soft ground.
struct Badge {
    words: Arc<Galley>,
    size: Vec2,
    severity: Severity,
}

impl Badge {
    fn new(ui: &Ui, count: usize, severity: Severity) -> Self {
        let color = Tokens::of(ui).severity(severity);
        let font = FontId::proportional(theme::NOTE_SIZE);
        let words = ui.painter().layout_no_wrap(count.to_string(), font, color);
        let size = vec2((words.size().x + 10.0).max(20.0), 20.0);
        Self {
            words,
            size,
            severity,
        }
    }

    /// Ends at `right`; gives back where it begins.
    fn paint(self, ui: &Ui, right: Pos2) -> f32 {
        let tokens = Tokens::of(ui);
        let corner = right - vec2(self.size.x, self.size.y / 2.0);
        let rect = Rect::from_min_size(corner, self.size);
        let ground = tokens.severity_soft(self.severity);
        ui.painter().rect_filled(rect, 10.0, ground);
        let place = rect.center() - self.words.size() / 2.0;
        let color = tokens.severity(self.severity);
        ui.painter().galley(place, self.words, color);
        rect.left()
    }
}

/// A title on at most so many lines; what does not fit shows on hover.
fn wrapped(ui: &Ui, text: &str, color: Color32, width: f32, most: usize) -> Arc<Galley> {
    let font = FontId::proportional(theme::LABEL_SIZE);
    let whole = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font.clone(), color);
    if whole.size().x <= width {
        return whole;
    }
    // A remark in brackets stands below, whole; else both lines are about as long, so that none
    // has a single character.
    let parted = text.replacen('（', "\n（", 1);
    let even = (whole.size().x / 2.0 + font.size).min(width);
    let width = if parted == text && most > 1 {
        even
    } else {
        width
    };
    let mut job = LayoutJob::simple(parted, font, color, width);
    job.wrap.max_rows = most;
    ui.painter().layout_job(job)
}
