//! The first screen: bar, heading, cards in a grid, and the place to drop files on.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDateTime;
use egui::{
    Align, Align2, CentralPanel, FontId, Frame, Label, Layout, Margin, Panel, Rect, ScrollArea,
    Shape, Stroke, Ui, pos2, vec2,
};

use crate::form::FormDef;
use crate::gui::command::Command;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;

use super::card::About;
use super::{Pace, State, card, choice, data};

/// Widest grid of cards.
const WIDTH: f32 = 1312.0;
/// Between cards.
const GAP: f32 = 20.0;

/// What the first screen is drawn from, and where it leaves what it wants done.
pub struct HomeCx<'a> {
    pub state: &'a mut State,
    pub forms: &'a [Arc<FormDef>],
    /// The working folder.
    pub folder: &'a Path,
    pub now: NaiveDateTime,
    pub requests: &'a mut Vec<Request>,
}

/// Shows the first screen.
pub fn home_ui(ui: &mut Ui, cx: &mut HomeCx<'_>) {
    let tokens = Tokens::of(ui);
    let bar = Frame::new()
        .fill(tokens.sheet)
        .inner_margin(Margin::symmetric(16, 10));
    Panel::top("home top")
        .exact_size(theme::TOP_HEIGHT)
        .resizable(false)
        .frame(bar)
        .show(ui, |ui| bar_ui(ui, cx.requests));
    CentralPanel::no_frame()
        .frame(Frame::new().fill(tokens.desk))
        .show(ui, |ui| {
            ScrollArea::vertical()
                .id_salt("home")
                .auto_shrink(false)
                .show(ui, |ui| {
                    let available = ui.available_width();
                    let side = if available < theme::NARROW_WIDTH {
                        24.0
                    } else {
                        64.0
                    };
                    let width = (available - 2.0 * side).min(WIDTH);
                    let side = (available - width) / 2.0;
                    ui.horizontal_top(|ui| {
                        ui.add_space(side);
                        ui.vertical(|ui| {
                            ui.set_width(width);
                            ui.spacing_mut().item_spacing.y = GAP;
                            content_ui(ui, cx);
                        });
                    });
                });
        });
}

fn bar_ui(ui: &mut Ui, requests: &mut Vec<Request>) {
    let tokens = Tokens::of(ui);
    ui.horizontal_centered(|ui| {
        ui.label(theme::heading("申报助手").color(tokens.accent));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let commands = [
                Command::Keys,
                Command::Settings,
                Command::Standing,
                Command::Library,
            ];
            for command in commands {
                let button = parts::button_ui(ui, command.label())
                    .on_hover_text(command.tooltip_with_key(ui.ctx()));
                if button.clicked() {
                    requests.push(Request::Run(command));
                }
            }
        });
    });
}

fn content_ui(ui: &mut Ui, cx: &mut HomeCx<'_>) {
    ui.add_space(GAP);
    let is_empty = cx.state.is_empty();
    heading_ui(ui, cx, is_empty);
    if is_empty {
        ui.add(
            Label::new(
                "这里还没有申报材料。请选一种表单新建一份；想先了解怎样填，可以看一份填好的例子。",
            )
            .wrap(),
        );
    }
    if is_empty || cx.state.choosing {
        choice_ui(ui, cx, is_empty);
    }
    if let Some(trouble) = &cx.state.trouble {
        let tokens = Tokens::of(ui);
        parts::card(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new("工作文件夹里的材料列不出来，可以用“打开…”选择文件。").wrap());
            ui.add(Label::new(theme::small(trouble).color(tokens.warn)).wrap());
        });
    }
    cards_ui(ui, cx);
    folder_ui(ui, cx);
    ui.add_space(theme::FOOT - GAP);
}

fn heading_ui(ui: &mut Ui, cx: &mut HomeCx<'_>, is_empty: bool) {
    ui.horizontal(|ui| {
        parts::heading_ui(ui, theme::title("申报材料"));
        // Beside the heading it moves nothing when it comes and goes.
        reading_ui(ui, cx);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            // It stays where it is while the choice is open, or a click would meet its neighbour.
            let new = ui.add_enabled_ui(!is_empty, |ui| parts::primary_button_ui(ui, "新建"));
            if new.inner.clicked() {
                cx.state.choosing = !cx.state.choosing;
            }
            let import = parts::button_ui(ui, "导入…")
                .on_hover_text("读入申报包或答案文件（.json），原来的文件不会改动");
            if import.clicked() {
                cx.requests.push(Request::Import);
            }
            let open = parts::button_ui(ui, Command::Open.label())
                .on_hover_text(Command::Open.tooltip_with_key(ui.ctx()));
            if open.clicked() {
                cx.requests.push(Request::Run(Command::Open));
            }
        });
    });
}

/// The forms to begin with.
fn choice_ui(ui: &mut Ui, cx: &mut HomeCx<'_>, is_empty: bool) {
    ui.horizontal(|ui| {
        parts::heading_ui(ui, theme::heading("新建哪一种？"));
        if !is_empty {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let escape = parts::takes_escape(ui);
                if parts::small_button_ui(ui, "取消").clicked() || escape {
                    cx.state.choosing = false;
                }
            });
        }
    });
    let (forms, requests) = (cx.forms, &mut *cx.requests);
    grid_ui(ui, forms.len(), choice::HEIGHT, |ui, at, place| {
        choice::form_ui(ui, place, &forms[at], requests);
    });
}

/// How far the reading of the folder is, once it takes long, with the way to stop it.
fn reading_ui(ui: &mut Ui, cx: &mut HomeCx<'_>) {
    let now = ui.input(|input| input.time);
    let (words, again) = match cx.state.pace(now) {
        Pace::Done => return,
        Pace::Quiet(seconds) => {
            ui.ctx().request_repaint_after_secs(seconds as f32);
            return;
        }
        Pace::Long(None) => ("正在看工作文件夹里有什么…".to_owned(), false),
        Pace::Long(Some((done, all))) => {
            let words = format!("正在读取工作文件夹（{done} / {all}）…");
            (words, false)
        }
        Pace::Stopped => ("工作文件夹没有读完。".to_owned(), true),
    };
    let button = if again { "重新读取" } else { "取消" };
    parts::note_ui(ui, &words);
    if parts::small_button_ui(ui, button).clicked() {
        cx.requests.push(Request::ReadFolder(again));
    }
}

/// The applications, and after them the place for files.
fn cards_ui(ui: &mut Ui, cx: &mut HomeCx<'_>) {
    let Some(cards) = &cx.state.cards else {
        return;
    };
    let twins = data::twins(cards);
    let (now, stopped, requests) = (cx.now, cx.state.stopped, &mut *cx.requests);
    grid_ui(
        ui,
        cards.len() + 1,
        card::HEIGHT,
        |ui, at, place| match cards.get(at) {
            Some(card) => {
                let about = About {
                    now,
                    stopped,
                    named: twins.contains(&at),
                };
                card::card_ui(ui, place, card, about, requests);
            }
            None => drop_ui(ui, place),
        },
    );
}

/// Equal cells, one to three side by side. Only what is in sight and the rows next to it, which
/// the keyboard may go to, is drawn.
fn grid_ui(ui: &mut Ui, count: usize, height: f32, mut cell: impl FnMut(&mut Ui, usize, Rect)) {
    let width = ui.available_width();
    let columns = data::columns(width);
    let cell_width = (width - GAP * (columns - 1) as f32) / columns as f32;
    for row in 0..count.div_ceil(columns) {
        let (_, place) = ui.allocate_space(vec2(width, height));
        if !ui.clip_rect().expand(height + GAP).intersects(place) {
            continue;
        }
        for column in 0..columns.min(count - row * columns) {
            let left = place.left() + (cell_width + GAP) * column as f32;
            let corner = pos2(left, place.top());
            let at = row * columns + column;
            cell(
                ui,
                at,
                Rect::from_min_size(corner, vec2(cell_width, height)),
            );
        }
    }
}

/// Where files may be dropped. They may be dropped anywhere; this says so.
fn drop_ui(ui: &mut Ui, place: Rect) {
    let tokens = Tokens::of(ui);
    let dropping = ui.input(|input| !input.raw.hovered_files.is_empty());
    let (edge, ink) = if dropping {
        ui.painter()
            .rect_filled(place, theme::CARD_RADIUS, tokens.accent_soft);
        (tokens.accent, tokens.accent)
    } else {
        (tokens.neutral, tokens.muted)
    };
    let inner = place.shrink(1.0);
    let corners = [
        inner.left_top(),
        inner.right_top(),
        inner.right_bottom(),
        inner.left_bottom(),
        inner.left_top(),
    ];
    ui.painter().extend(Shape::dashed_line(
        &corners,
        Stroke::new(1.0, edge),
        5.0,
        4.0,
    ));
    card::inside_ui(ui, place, |ui| {
        let words = "把项目文件（.shenbao）、申报包或答案文件（.json）拖到这里";
        let galley = ui.painter().layout(
            words.to_owned(),
            FontId::proportional(14.0),
            ink,
            ui.available_width().min(280.0),
        );
        let size = vec2(ui.available_width(), ui.available_height());
        let gap = ((size.y - galley.size().y) / 2.0).max(0.0);
        ui.add_space(gap);
        ui.vertical_centered(|ui| {
            ui.set_max_width(280.0_f32.min(size.x));
            ui.add(
                Label::new(theme::small(words).size(14.0).color(ink))
                    .wrap()
                    .halign(Align2::CENTER_CENTER.x()),
            );
        });
    });
}

/// Where the working folder is.
fn folder_ui(ui: &mut Ui, cx: &mut HomeCx<'_>) {
    let folder = cx.folder.display();
    let is_there = cx
        .state
        .cards
        .as_ref()
        .is_some_and(|cards| !cards.is_empty());
    ui.horizontal_wrapped(|ui| {
        parts::note_ui(
            ui,
            &format!("工作文件夹：{folder}。存在里面的项目文件会列在这里。"),
        );
        if is_there && parts::link_ui(ui, "打开工作文件夹").clicked() {
            cx.requests.push(Request::OpenFolder(cx.folder.to_owned()));
        }
    });
}
