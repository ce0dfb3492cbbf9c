//! A day, typed as people write it, or picked from a calendar.

use chrono::{NaiveDate, TimeDelta};
use egui::text_edit::TextEditState;
use egui::{Button, Id, Key, Modifiers, Popup, PopupCloseBehavior, TextEdit, Ui, vec2};

use crate::answers::Answer;
use crate::answers::date;
use crate::gui::theme;

use super::Cx;
use super::calendar::{calendar_ui, moved};
use super::text::{Look, id_of, text_ui, typed_by_now};

const BUTTON_WIDTH: f32 = 36.0;

pub fn date_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, name: &str) {
    let calendar = id_of(path).with("calendar");
    let day = date::parse_loosely(&cx.answers.text(path));
    let mut picked = keys_ui(ui, cx, path, calendar, day);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().button_padding.x = 8.0;
        let width = ui.available_width() - BUTTON_WIDTH - 4.0;
        let response = ui
            .allocate_ui(vec2(width, theme::FIELD_HEIGHT), |ui| {
                text_ui(
                    ui,
                    cx,
                    path,
                    name,
                    &Look {
                        hint: "如 2021-05-20",
                        ..Look::default()
                    },
                )
            })
            .inner;
        if response.lost_focus() {
            normalise(cx, path);
        }
        if let Some(day) = day {
            let words = format!("{}，{}", date::chinese(day), date::weekday(day));
            response.on_hover_text(words);
        }
        let button = Button::new("▼")
            .frame(!cx.state.in_cell)
            .min_size(vec2(BUTTON_WIDTH, theme::FIELD_HEIGHT));
        let button = ui
            .add(button)
            .on_hover_text("从日历里选（F4）")
            .accessible_name(format!("{name} 日历"));
        if button.clicked() {
            open(ui, cx, path);
        }
        let marked = marked(ui, calendar, day, cx.year);
        let year = cx.year;
        let clicked = Popup::from_toggle_button_response(&button)
            .id(calendar)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| calendar_ui(ui, year, day, marked))
            .and_then(|shown| shown.inner);
        picked = picked.or(clicked);
    });
    if let Some(day) = picked {
        Popup::close_all(ui.ctx());
        cx.state.reread();
        // The cursor stands behind the new text.
        TextEdit::store_state(ui.ctx(), id_of(path), TextEditState::default());
        cx.set(path, Answer::Text(date::plain(day)));
        cx.state.step_to(path);
    }
}

/// The keys while the field has the cursor: they open the calendar, and as long as it is open they
/// are the calendar's. Gives back the day that was picked.
fn keys_ui(
    ui: &Ui,
    cx: &mut Cx<'_>,
    path: &str,
    calendar: Id,
    day: Option<NaiveDate>,
) -> Option<NaiveDate> {
    let is_open = Popup::is_id_open(ui.ctx(), calendar);
    if is_open && ui.input(|input| input.key_pressed(Key::Escape)) {
        // The key closes the calendar; the cursor goes back to the field.
        cx.state.step_to(path);
        return None;
    }
    if !ui.memory(|memory| memory.has_focus(id_of(path))) || cx.state.composed() {
        return None;
    }
    let taken = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if !is_open {
        // In a table the arrow moves the row.
        let arrow = !cx.state.in_cell && taken(Modifiers::ALT, Key::ArrowDown);
        if taken(Modifiers::NONE, Key::F4) || arrow {
            forget_marked(ui, calendar);
            Popup::open_id(ui.ctx(), calendar);
        }
        return None;
    }
    let now = marked(ui, calendar, day, cx.year);
    let mut to = now;
    for (key, days) in [
        (Key::ArrowLeft, -1),
        (Key::ArrowRight, 1),
        (Key::ArrowUp, -7),
        (Key::ArrowDown, 7),
    ] {
        if taken(Modifiers::NONE, key) {
            to = to.map(|day| day.checked_add_signed(TimeDelta::days(days)).unwrap_or(day));
        }
    }
    for (key, months) in [(Key::PageUp, -1), (Key::PageDown, 1)] {
        if taken(Modifiers::NONE, key) {
            to = to.map(|day| moved(day, months));
        }
    }
    if to != now {
        ui.data_mut(|data| data.insert_temp(marked_id(calendar), to));
    }
    taken(Modifiers::NONE, Key::Enter).then_some(to).flatten()
}

/// The calendar has just been opened or closed by its button: the cursor goes to the field, whose
/// keys are the calendar's while it is open.
fn open(ui: &Ui, cx: &mut Cx<'_>, path: &str) {
    forget_marked(ui, id_of(path).with("calendar"));
    cx.state.step_to(path);
}

fn marked_id(calendar: Id) -> Id {
    calendar.with("marked")
}

fn forget_marked(ui: &Ui, calendar: Id) {
    ui.data_mut(|data| data.remove::<Option<NaiveDate>>(marked_id(calendar)));
}

/// The day that the Enter key picks: the one that the arrows have moved to, else the answer, else
/// the first of the year in which calendars open.
fn marked(ui: &Ui, calendar: Id, day: Option<NaiveDate>, year: i32) -> Option<NaiveDate> {
    ui.data(|data| data.get_temp::<Option<NaiveDate>>(marked_id(calendar)))
        .flatten()
        .or(day)
        .or_else(|| NaiveDate::from_ymd_opt(year, 1, 1))
}

/// Turns a day in another common form into the contract's; leaves everything else as it is.
fn normalise(cx: &mut Cx<'_>, path: &str) {
    let text = typed_by_now(cx, path);
    if let Some(day) = date::parse_loosely(&text) {
        let plain = date::plain(day);
        if plain != text {
            cx.set(path, Answer::Text(plain));
        }
    }
}
