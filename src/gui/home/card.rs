//! One application of the working folder.

use std::path::Path;

use chrono::NaiveDateTime;
use egui::text::LayoutJob;
use egui::{
    Align, Button, Color32, CornerRadius, FontId, Label, Layout, Rect, Response, Role, Sense,
    Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2,
};

use crate::diag::Severity;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;
use crate::workspace::cards::{Card, Content, Summary};

use super::data::{self, Mark};

/// Height of a card; all have the same, so that they stand in rows.
pub const HEIGHT: f32 = 228.0;
/// From a card's upper edge to the bar, which stands at one height whether a title takes one line
/// or two.
const BAR_TOP: f32 = 132.0;
/// Height of the bar.
const BAR: f32 = 6.0;
/// Least height of a line with tags or small buttons.
const LINE: f32 = 22.0;

/// What a card says beside its own content.
#[derive(Debug, Clone, Copy)]
pub struct About {
    pub now: NaiveDateTime,
    /// The folder was not read to its end.
    pub stopped: bool,
    /// Another card has the same title: the file's name tells them apart.
    pub named: bool,
}

/// Draws a card in its place. A click or Enter opens the application; what cannot be read opens
/// nothing. What has not been read yet can be opened once reading was stopped.
pub fn card_ui(ui: &mut Ui, place: Rect, card: &Card, about: About, requests: &mut Vec<Request>) {
    match &card.content {
        Content::Read(summary) => {
            let name = format!("打开：{}", summary.title);
            let ground = ground_ui(ui, place, &card.path, &name);
            if ground.clicked() {
                requests.push(Request::OpenPath(card.path.clone()));
            }
            ground.on_hover_text(format!("{}\n{}", summary.title, card.file));
            inside_ui(ui, place, |ui| {
                summary_ui(ui, place.top(), card, summary, about, requests);
            });
        }
        Content::Waiting if about.stopped => {
            let ground = ground_ui(ui, place, &card.path, &format!("打开：{}", card.file));
            if ground.clicked() {
                requests.push(Request::OpenPath(card.path.clone()));
            }
            inside_ui(ui, place, |ui| {
                ui.add(Label::new(theme::heading(&card.file)).truncate());
                parts::note_ui(ui, "没有读取，点一下可以打开");
            });
        }
        Content::Waiting => {
            paint_ground(ui, place, false);
            inside_ui(ui, place, |ui| {
                ui.add(Label::new(theme::heading(&card.file)).truncate());
                parts::note_ui(ui, "正在读取…");
            });
        }
        Content::Unreadable(sentence) => {
            paint_ground(ui, place, false);
            inside_ui(ui, place, |ui| {
                parts::tag_ui(ui, "打不开", Severity::Warning);
                ui.add(Label::new(theme::heading(&card.file)).truncate())
                    .on_hover_text(&card.file);
                ui.add(Label::new(theme::small(sentence)).wrap())
                    .on_hover_text(card.path.display().to_string());
                foot_ui(ui, |ui| {
                    ui.with_layout(Layout::left_to_right(Align::Max), |ui| {
                        folder_ui(ui, &card.path, &card.file, requests);
                        remove_ui(ui, &card.path, &card.file, requests);
                    });
                });
            });
        }
    }
}

/// What a card that can be clicked stands on.
pub fn ground_ui(
    ui: &mut Ui,
    place: Rect,
    salt: impl std::hash::Hash + std::fmt::Debug,
    name: &str,
) -> Response {
    let id = ui.scope_id().with(salt);
    let response = ui.interact(place, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    paint_ground(ui, place, response.hovered() || response.has_focus());
    response
}

fn paint_ground(ui: &Ui, place: Rect, lit: bool) {
    let tokens = Tokens::of(ui);
    let (fill, edge) = if lit {
        (tokens.accent_soft, tokens.accent)
    } else {
        (tokens.sheet, tokens.line)
    };
    ui.painter().rect(
        place,
        CornerRadius::same(theme::CARD_RADIUS),
        fill,
        Stroke::new(1.0, edge),
        StrokeKind::Inside,
    );
}

/// Draws inside a card, from its top.
pub fn inside_ui(ui: &mut Ui, place: Rect, content: impl FnOnce(&mut Ui)) {
    let inside = UiBuilder::new()
        .id_salt((place.min.x.to_bits(), place.min.y.to_bits()))
        .max_rect(place.shrink2(vec2(20.0, 16.0)))
        .layout(Layout::top_down(Align::Min));
    let mut inside = ui.new_child(inside);
    inside.spacing_mut().item_spacing.y = 6.0;
    inside.spacing_mut().interact_size.y = LINE;
    content(&mut inside);
}

fn summary_ui(
    ui: &mut Ui,
    top: f32,
    card: &Card,
    summary: &Summary,
    about: About,
    requests: &mut Vec<Request>,
) {
    let tokens = Tokens::of(ui);
    let muted = |text: &str| theme::small(text).color(tokens.muted);
    let quiet = |label: Label| label.sense(Sense::hover());
    ui.add(quiet(
        Label::new(muted(&data::kind_line(summary))).truncate(),
    ));
    ui.add(quiet(Label::new(two_lines(ui, &summary.title)).wrap()));
    let mut unit = data::unit_line(summary);
    if about.named {
        unit = format!("{} · {unit}", card.file);
    }
    ui.add(quiet(Label::new(muted(&unit)).truncate()));
    ui.add_space((top + BAR_TOP - ui.cursor().top()).max(0.0));
    bar_ui(ui, summary);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        for (mark, words) in data::marks(summary) {
            let (ink, ground) = colors(tokens, mark);
            parts::soft_tag_ui(ui, &words, ink, ground);
        }
        if let Some(saved) = card.saved {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let words = data::saved_words(saved.naive_local(), about.now);
                ui.add(quiet(Label::new(muted(&words)).extend()))
                    .on_hover_text(format!("{}，最后一次保存", saved.format("%Y-%m-%d %H:%M")));
            });
        }
    });
    foot_ui(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Max), |ui| {
            folder_ui(ui, &card.path, &summary.title, requests);
            remove_ui(ui, &card.path, &summary.title, requests);
            ui.with_layout(Layout::left_to_right(Align::Max), |ui| {
                if let Some((words, near)) = data::deadline_line(summary, about.now.date()) {
                    let color = if near { tokens.warn } else { tokens.muted };
                    let words = theme::small(words).color(color);
                    ui.add(quiet(Label::new(words).truncate()));
                }
            });
        });
    });
}

/// A title that ends with … where two lines do not hold it.
fn two_lines(ui: &Ui, title: &str) -> LayoutJob {
    let font = FontId::proportional(18.0);
    let mut job = LayoutJob::simple(title.to_owned(), font, Tokens::of(ui).ink, f32::INFINITY);
    job.wrap.max_rows = 2;
    job
}

/// The lower edge of a card.
fn foot_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let left = ui.available_size();
    ui.allocate_ui(left, content);
}

fn bar_ui(ui: &mut Ui, summary: &Summary) {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), BAR), Sense::hover());
    let said = format!("必填项已填 {} / {}", summary.given, summary.required);
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &said));
    response.on_hover_text(&said);
    ui.painter().rect_filled(rect, BAR / 2.0, tokens.line);
    if summary.given > 0 {
        let mut done = rect;
        done.set_width((rect.width() * summary.share()).max(BAR));
        ui.painter().rect_filled(done, BAR / 2.0, tokens.ok);
    }
}

/// Shows the folder of a file in the system's file manager.
fn folder_ui(ui: &mut Ui, file: &Path, of: &str, requests: &mut Vec<Request>) {
    let response = quiet_ui(ui, "打开文件夹", of).on_hover_text("在文件管理器里查看这个文件");
    if response.clicked()
        && let Some(folder) = file.parent()
    {
        requests.push(Request::OpenFolder(folder.to_owned()));
    }
}

/// Asks whether an application is to go.
fn remove_ui(ui: &mut Ui, file: &Path, of: &str, requests: &mut Vec<Request>) {
    let response = quiet_ui(ui, "删除", of).on_hover_text("放进回收站，删除前会再问一次");
    if response.clicked() {
        requests.push(Request::AskRemove {
            path: file.to_owned(),
            title: of.to_owned(),
        });
    }
}

/// A button in the foot of a card, which does something with that application.
fn quiet_ui(ui: &mut Ui, words: &str, of: &str) -> Response {
    let color = Tokens::of(ui).muted;
    let button = Button::new(theme::small(words).color(color)).frame(false);
    let response = ui.add(button).accessible_name(format!("{words}：{of}"));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.has_focus() || response.hovered() {
        let edge = Stroke::new(1.0, Tokens::of(ui).accent);
        let around = response.rect.expand2(vec2(4.0, 2.0));
        let radius = CornerRadius::same(theme::RADIUS);
        ui.painter()
            .rect_stroke(around, radius, edge, StrokeKind::Inside);
    }
    response
}

/// Ink and ground of a tag.
fn colors(tokens: &Tokens, mark: Mark) -> (Color32, Color32) {
    match mark {
        Mark::Example => (tokens.accent, tokens.accent_soft),
        Mark::Wrong => (tokens.err, tokens.err_soft),
        Mark::Confirm => (tokens.warn, tokens.warn_soft),
        Mark::Ready => (tokens.ok, tokens.ok_soft()),
        Mark::Going => (tokens.muted, tokens.hint_soft),
    }
}
