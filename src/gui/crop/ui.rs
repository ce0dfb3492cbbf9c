//! The dialogue in which a frame is laid over a picture, by mouse or by keyboard.

use egui::{
    Align, Color32, CursorIcon, Event, EventFilter, Image, Key, Label, Layout, Pos2, Rect,
    Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use crate::diag::Severity;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;

use super::data::{Crop, Frame, Grip, Ready};

/// The width of the dialogue.
pub const WIDTH: f32 = 720.0;
/// The most that the picture takes of the height.
const HEIGHT: f32 = 440.0;
/// What stands above and below the picture.
const AROUND: f32 = 300.0;
/// A notice takes so much more of it.
const NOTICE: f32 = 28.0;
/// The widest and highest that the result is shown.
const RESULT: f32 = 200.0;
/// So near to a corner the pointer holds it.
const REACH: f32 = 16.0;
/// How much larger or smaller one key makes the frame.
const STEP: f32 = 1.06;

/// Shows the dialogue's inside.
pub fn crop_ui(ui: &mut Ui, crop: &mut Crop, requests: &mut Vec<Request>) {
    let (width, height) = crop.wanted;
    parts::heading_ui(ui, theme::heading(format!("裁剪成 {width}×{height} 像素")));
    let Some(ready) = &mut crop.ready else {
        parts::note_ui(ui, &format!("正在读取“{}”…", crop.name));
        notice_ui(ui, crop.notice.as_deref());
        ui.add_space(12.0);
        if parts::button_ui(ui, "取消").clicked() {
            requests.push(Request::CloseModal);
        }
        return;
    };
    let (across, down) = ready.picture.size();
    let words = format!(
        "“{}”是 {across}×{down} 像素。方框里的部分会做成新照片，放进这份材料里；电脑上原来的文件不会改动。",
        crop.name
    );
    parts::note_ui(ui, &words);
    let around = match crop.notice {
        Some(_) => AROUND + NOTICE,
        None => AROUND,
    };
    let mut entered = false;
    ui.horizontal_top(|ui| {
        let room = vec2(
            (ui.available_width() - RESULT - 24.0).max(120.0),
            HEIGHT
                .min(ui.ctx().content_rect().height() - around)
                .max(120.0),
        );
        entered = picture_ui(ui, ready, room);
        ui.add_space(12.0);
        ui.vertical(|ui| result_ui(ui, ready, crop.wanted));
    });
    parts::note_ui(
        ui,
        "用鼠标拖动方框，拖四个角改变大小；也可以用方向键移动，用 + 和 - 改变大小，按 Enter 确定。",
    );
    notice_ui(ui, crop.notice.as_deref());
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let words = if ready.cutting {
            "正在裁剪…"
        } else {
            "确定"
        };
        let clicked = ui
            .add_enabled_ui(!ready.cutting, |ui| parts::primary_button_ui(ui, words))
            .inner
            .clicked();
        if (clicked || entered) && !ready.cutting {
            requests.push(Request::Cut);
        }
        if parts::button_ui(ui, "取消").clicked() {
            requests.push(Request::CloseModal);
        }
    });
}

fn notice_ui(ui: &mut Ui, notice: Option<&str>) {
    if let Some(notice) = notice {
        let color = Tokens::of(ui).severity(Severity::Warning);
        ui.add(Label::new(theme::small(notice).color(color)).wrap());
    }
}

/// The whole picture with the frame; true when Enter was pressed on it.
fn picture_ui(ui: &mut Ui, ready: &mut Ready, room: Vec2) -> bool {
    let (across, down) = ready.picture.size();
    let size = vec2(across as f32, down as f32);
    let scale = (room.x / size.x).min(room.y / size.y);
    let (rect, response) = ui.allocate_exact_size(size * scale, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "裁剪的方框"));
    if std::mem::take(&mut ready.fresh) {
        response.request_focus();
    }
    drag(ui, &response, ready, rect, scale);
    let entered = keys(ui, &response, ready);

    let tokens = Tokens::of(ui);
    let painter = ui.painter_at(rect.expand(REACH));
    let all = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    painter.image(ready.texture.id(), rect, all, Color32::WHITE);
    let frame = shown(&ready.frame, rect, scale);
    for veiled in [
        Rect::from_min_max(rect.min, pos2(rect.right(), frame.top())),
        Rect::from_min_max(pos2(rect.left(), frame.bottom()), rect.max),
        Rect::from_min_max(
            pos2(rect.left(), frame.top()),
            pos2(frame.left(), frame.bottom()),
        ),
        Rect::from_min_max(
            pos2(frame.right(), frame.top()),
            pos2(rect.right(), frame.bottom()),
        ),
    ] {
        painter.rect_filled(veiled, 0.0, tokens.veil);
    }
    let line = if response.has_focus() { 3.0 } else { 2.0 };
    painter.rect_stroke(
        frame,
        0.0,
        Stroke::new(line, tokens.paper),
        StrokeKind::Inside,
    );
    painter.rect_stroke(
        frame,
        0.0,
        Stroke::new(1.0, tokens.accent),
        StrokeKind::Outside,
    );
    for (_, _, corner) in corners(frame) {
        painter.circle(corner, 6.0, tokens.paper, Stroke::new(2.0, tokens.accent));
    }
    entered
}

/// Where the frame stands on the screen.
fn shown(frame: &Frame, rect: Rect, scale: f32) -> Rect {
    let min = rect.min + vec2(frame.left, frame.top) * scale;
    Rect::from_min_size(min, vec2(frame.width, frame.height()) * scale)
}

/// Corners of the frame: whether a right one, whether a lower one, and where.
fn corners(frame: Rect) -> [(bool, bool, Pos2); 4] {
    [
        (false, false, frame.left_top()),
        (true, false, frame.right_top()),
        (false, true, frame.left_bottom()),
        (true, true, frame.right_bottom()),
    ]
}

/// What the pointer does to the frame.
fn drag(ui: &Ui, response: &Response, ready: &mut Ready, rect: Rect, scale: f32) {
    let frame = shown(&ready.frame, rect, scale);
    let corner = |at: Pos2| {
        corners(frame)
            .into_iter()
            .find(|(_, _, corner)| corner.distance(at) <= REACH)
    };
    if let Some(at) = response.hover_pos() {
        let cursor = match corner(at) {
            Some((right, lower, _)) if right == lower => CursorIcon::ResizeNwSe,
            Some(_) => CursorIcon::ResizeNeSw,
            None => CursorIcon::Move,
        };
        ui.ctx().set_cursor_icon(cursor);
    }
    let place = |at: Pos2| ((at.x - rect.left()) / scale, (at.y - rect.top()) / scale);
    if response.drag_started()
        && let Some(at) = ui.input(|input| input.pointer.press_origin())
    {
        let (x, y) = place(at);
        ready.grip = Some(match corner(at) {
            Some((right, lower, _)) => Grip::Corner { right, lower },
            None if frame.contains(at) => Grip::Inside(x - ready.frame.left, y - ready.frame.top),
            // Outside of it, the frame comes to the pointer.
            None => Grip::Inside(ready.frame.width / 2.0, ready.frame.height() / 2.0),
        });
    }
    if let (Some(grip), Some(at)) = (ready.grip, response.interact_pointer_pos()) {
        let (x, y) = place(at);
        ready.frame = match grip {
            Grip::Inside(right, down) => ready.frame.at(x - right, y - down),
            Grip::Corner { right, lower } => ready.frame.pulled(right, lower, (x, y)),
        };
    }
    if response.drag_stopped() {
        ready.grip = None;
    }
    if response.clicked() || response.dragged() {
        response.request_focus();
    }
}

/// What the keys do to the frame while it has the keyboard; true for Enter.
fn keys(ui: &Ui, response: &Response, ready: &mut Ready) -> bool {
    if !response.has_focus() {
        return false;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let (across, _) = ready.picture.size();
    let mut entered = false;
    for event in ui.input(|input| input.events.clone()) {
        let Event::Key {
            key,
            pressed: true,
            repeat,
            modifiers,
            ..
        } = event
        else {
            continue;
        };
        let step = if modifiers.shift {
            1.0
        } else {
            (across as f32 / 50.0).max(1.0)
        };
        ready.frame = match key {
            Key::ArrowLeft => ready.frame.moved(-step, 0.0),
            Key::ArrowRight => ready.frame.moved(step, 0.0),
            Key::ArrowUp => ready.frame.moved(0.0, -step),
            Key::ArrowDown => ready.frame.moved(0.0, step),
            Key::Plus | Key::Equals => ready.frame.scaled(STEP),
            Key::Minus => ready.frame.scaled(1.0 / STEP),
            _ => ready.frame,
        };
        // A key that is still held from before has not seen the picture.
        entered |= key == Key::Enter && !repeat;
    }
    entered
}

/// What comes of it, as large as it will be where there is room.
fn result_ui(ui: &mut Ui, ready: &Ready, wanted: (u32, u32)) {
    let tokens = Tokens::of(ui);
    let (width, height) = (wanted.0 as f32, wanted.1 as f32);
    let size = vec2(width, height) * (RESULT / width.max(height)).min(1.0);
    let (across, down) = ready.picture.size();
    let frame = &ready.frame;
    let part = Rect::from_min_size(
        pos2(frame.left / across as f32, frame.top / down as f32),
        vec2(frame.width / across as f32, frame.height() / down as f32),
    );
    parts::note_ui(ui, "裁剪后");
    let texture = (ready.texture.id(), size);
    ui.add(
        Image::from_texture(texture)
            .fit_to_exact_size(size)
            .uv(part)
            .alt_text("裁剪后的照片"),
    );
    if frame.width.round() < width {
        let place = Rect::from_min_size(ui.cursor().min, vec2(RESULT, 60.0));
        let builder = UiBuilder::new()
            .max_rect(place)
            .layout(Layout::top_down(Align::Min));
        ui.scope_builder(builder, |ui| {
            let words = "原图比要求的小，放大后会有些模糊。";
            ui.add(Label::new(theme::small(words).color(tokens.warn)).wrap());
        });
    }
}
