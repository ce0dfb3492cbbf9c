//! The ruled lines of a table: columns, rows, grounds and the frame around the cell at hand.

use egui::{Align, Color32, Layout, Rect, Shape, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

use crate::form::{Field, Kind};
use crate::gui::theme::{self, Tokens};

pub const NUMBER_WIDTH: f32 = 48.0;
pub const MENU_WIDTH: f32 = 40.0;
/// Beside the words in a cell, as beside those in a text field.
pub const PADDING: f32 = 12.0;

/// Whether the columns are few and short enough to stand side by side in that width.
pub fn fits_table(field: &Field, width: f32) -> bool {
    let columns = field.columns();
    let least: f32 = columns.iter().map(least_width).sum();
    columns.len() <= 5 && least.is_finite() && least + NUMBER_WIDTH + MENU_WIDTH <= width
}

/// What a column needs; infinite for what fits no table.
fn least_width(column: &Field) -> f32 {
    match &column.kind {
        Kind::Count => 90.0,
        Kind::Money => 112.0,
        Kind::Mobile | Kind::Phone => 132.0,
        Kind::Date => 152.0,
        Kind::Line | Kind::Email | Kind::CreditCode | Kind::Choice { .. } => 116.0,
        Kind::Text => 150.0,
        _ => f32::INFINITY,
    }
}

/// How much of the width to spare a column takes.
fn share(column: &Field) -> f32 {
    match &column.kind {
        Kind::Text => 3.0,
        // A short heading stands over short answers, as 姓名.
        Kind::Line if column.label.chars().count() <= 4 => 0.5,
        Kind::Line | Kind::Email => 1.5,
        _ => 0.0,
    }
}

/// The widths of number, columns and menu.
pub fn widths(field: &Field, available: f32) -> Vec<f32> {
    let columns = field.columns();
    let least: f32 = columns.iter().map(least_width).sum();
    let shares: f32 = columns.iter().map(share).sum();
    let spare = (available - NUMBER_WIDTH - MENU_WIDTH - least).max(0.0);
    let middle = columns.iter().map(|column| {
        let part = if shares > 0.0 {
            share(column) / shares
        } else {
            1.0 / columns.len() as f32
        };
        (least_width(column) + spare * part).floor()
    });
    let mut widths = vec![NUMBER_WIDTH];
    widths.extend(middle);
    widths.push(MENU_WIDTH);
    // What rounding left belongs to the menu, or the right edge would be ragged.
    let taken: f32 = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += (available - taken).max(0.0);
    }
    widths
}

/// A guess at the height of a row that was not drawn yet: what its longest text takes.
pub fn guessed_height<'t>(texts: impl Iterator<Item = (&'t str, f32)>) -> f32 {
    const EM: f32 = 15.0;
    const LINE: f32 = 22.0;
    let lines = texts.map(|(text, width)| {
        let room = ((width - 2.0 * PADDING) / EM).max(1.0);
        let lines = text.split('\n').map(|line| {
            let ems: f32 = line
                .chars()
                .map(|one| if one.is_ascii() { 0.55 } else { 1.0 })
                .sum();
            (ems / room).ceil().max(1.0)
        });
        lines.sum::<f32>()
    });
    (lines.fold(1.0, f32::max) * LINE + 16.0).max(theme::FIELD_HEIGHT)
}

/// What stands behind the cells of a row.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ground {
    pub color: Option<Color32>,
    /// The cell that stays as light as the sheet.
    pub light: Option<usize>,
}

impl Ground {
    /// That of heads and sums.
    pub fn shaded(ui: &Ui) -> Self {
        Self {
            color: Some(Tokens::of(ui).desk),
            light: None,
        }
    }
}

/// One row: cells side by side, a line below, lines between. Gives back the cells' places.
pub fn row_ui(
    ui: &mut Ui,
    widths: &[f32],
    ground: Ground,
    mut cell_ui: impl FnMut(&mut Ui, usize),
) -> Vec<Rect> {
    let start = ui.cursor().min;
    let behind = ui.painter().add(Shape::Noop);
    let mut height = theme::FIELD_HEIGHT;
    let mut left = start.x;
    for (at, width) in widths.iter().enumerate() {
        let place = Rect::from_min_size(pos2(left, start.y), vec2(*width, theme::FIELD_HEIGHT));
        let layout = Layout::top_down(Align::Min);
        let builder = UiBuilder::new().max_rect(place).layout(layout).id_salt(at);
        let mut cell = ui.new_child(builder);
        cell.set_width(*width);
        cell_ui(&mut cell, at);
        height = height.max(cell.min_rect().height());
        left += width;
    }
    let whole = Rect::from_min_size(start, vec2(left - start.x, height.ceil()));
    ui.advance_cursor_after_rect(whole);
    let line = Stroke::new(1.0, Tokens::of(ui).line);
    ui.painter().hline(whole.x_range(), whole.bottom(), line);
    let mut left = start.x;
    let places = widths.iter().map(|width| {
        let place = Rect::from_min_size(pos2(left, start.y), vec2(*width, whole.height()));
        left += width;
        place
    });
    let places: Vec<_> = places.collect();
    let fill = |place: Rect, color| Shape::rect_filled(place, 0.0, color);
    let light = ground.light.and_then(|at| places.get(at));
    let light = light.map(|place| fill(*place, Tokens::of(ui).sheet));
    let dark = ground.color.map(|color| fill(whole, color));
    let shapes = dark.into_iter().chain(light).collect();
    ui.painter().set(behind, Shape::Vec(shapes));
    for place in places.iter().skip(1) {
        ui.painter().vline(place.left(), whole.y_range(), line);
    }
    places
}

/// Frames a cell in a colour.
pub fn frame_cell(ui: &Ui, place: Rect, width: f32, color: Color32) {
    let stroke = Stroke::new(width, color);
    ui.painter()
        .rect_stroke(place, 0.0, stroke, StrokeKind::Inside);
}

/// Words in a cell, on the line of the fields beside them.
pub fn words_ui(ui: &mut Ui, right: bool, content: impl FnOnce(&mut Ui)) {
    let layout = if right {
        Layout::right_to_left(Align::Center)
    } else {
        Layout::left_to_right(Align::Center).with_main_wrap(false)
    };
    let size = vec2(ui.available_width(), theme::FIELD_HEIGHT);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_size(size);
        ui.add_space(PADDING);
        content(ui);
    });
}
