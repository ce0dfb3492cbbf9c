//! A month in Chinese to pick a day from.

use chrono::{Datelike, Days, Months, NaiveDate};
use egui::{Align, Button, Grid, Id, Layout, Stroke, StrokeKind, Ui, vec2};

use crate::answers::date as days;
use crate::gui::theme::{self, Tokens};

const CELL: egui::Vec2 = vec2(36.0, 30.0);

/// Shows the month of the `marked` day, to which the keys have moved, of the chosen `day`, or the
/// first of `year`, and gives back the day that was clicked.
pub fn calendar_ui(
    ui: &mut Ui,
    year: i32,
    day: Option<NaiveDate>,
    marked: Option<NaiveDate>,
) -> Option<NaiveDate> {
    let start = marked
        .or(day)
        .or_else(|| NaiveDate::from_ymd_opt(year, 1, 1))?
        .with_day(1)?;
    let id = ui.scope_id().with("month");
    let mut month = shown_month(ui, id, start);
    let mut picked = None;
    ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
    ui.set_width(7.0 * (CELL.x + 2.0));
    ui.horizontal(|ui| {
        for (text, name, months) in [
            ("«", "上一年", -12),
            ("‹", "上一月", -1),
            ("›", "下一月", 1),
            ("»", "下一年", 12),
        ] {
            if months == 1 {
                ui.allocate_ui_with_layout(
                    vec2(7.0 * (CELL.x + 2.0) - 4.0 * (CELL.x + 2.0), CELL.y),
                    Layout::centered_and_justified(egui::Direction::LeftToRight),
                    |ui| ui.label(format!("{}年{}月", month.year(), month.month())),
                );
            }
            let button = Button::new(text).frame(false).min_size(CELL);
            if ui
                .add(button)
                .on_hover_text(name)
                .accessible_name(name)
                .clicked()
            {
                month = moved(month, months);
            }
        }
    });
    let first = month - Days::new(u64::from(month.weekday().num_days_from_monday()));
    Grid::new("days")
        .spacing(vec2(2.0, 2.0))
        .min_col_width(CELL.x)
        .show(ui, |ui| {
            for weekday in ["一", "二", "三", "四", "五", "六", "日"] {
                ui.with_layout(Layout::top_down(Align::Center), |ui| {
                    ui.label(theme::small(weekday).color(Tokens::of(ui).muted));
                });
            }
            ui.end_row();
            for week in 0..6 {
                for weekday in 0..7 {
                    let date = first + Days::new(week * 7 + weekday);
                    if date.month() == month.month() {
                        let button = Button::selectable(day == Some(date), date.day().to_string())
                            .min_size(CELL);
                        let response = ui.add(button).accessible_name(days::chinese(date));
                        if marked == Some(date) {
                            let edge = Stroke::new(1.5, Tokens::of(ui).accent);
                            ui.painter().rect_stroke(
                                response.rect,
                                theme::RADIUS,
                                edge,
                                StrokeKind::Inside,
                            );
                        }
                        if response.on_hover_text(days::weekday(date)).clicked() {
                            picked = Some(date);
                        }
                    } else {
                        ui.allocate_space(CELL);
                    }
                }
                ui.end_row();
            }
        });
    ui.data_mut(|data| data.insert_temp(id, (start, month)));
    picked
}

/// The month to which a person has turned, as long as the answer is the same.
fn shown_month(ui: &Ui, id: Id, start: NaiveDate) -> NaiveDate {
    ui.data(|data| data.get_temp::<(NaiveDate, NaiveDate)>(id))
        .filter(|(of, _)| *of == start)
        .map_or(start, |(_, month)| month)
}

/// The day so many months later, or before; the last of a shorter month.
pub fn moved(month: NaiveDate, by: i32) -> NaiveDate {
    let months = Months::new(by.unsigned_abs());
    let moved = if by < 0 {
        month.checked_sub_months(months)
    } else {
        month.checked_add_months(months)
    };
    moved.unwrap_or(month)
}
