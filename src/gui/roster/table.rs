//! The people as they would come in. Only the rows in sight are drawn, however many there are.

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Color32, EventFilter, FontId, Id, Key, Painter, Pos2, Rect, Response, Role, ScrollArea, Sense,
    Stroke, Ui, WidgetInfo, pos2, style::ScrollAnimation, vec2,
};

use crate::gui::theme::{self, Tokens};
use crate::project::people::{How, Line, Outcome, Part, Person};

use super::data::{self, Import};

const ROW: f32 = 32.0;
const HEAD: f32 = 30.0;
/// The tick, the number of the row, and what is known of the person.
const TICK: f32 = 34.0;
const NUMBER: f32 = 52.0;
const KNOWN: f32 = 112.0;
/// Rows above the one that the list scrolls to.
const ABOVE: usize = 2;
/// Between the edge of a cell and its words.
const PAD: f32 = 6.0;

/// What the list remembers between frames.
pub struct Place<'a> {
    /// The person whose detail is shown.
    pub current: &'a mut Option<usize>,
    /// The person whose tick gets the focus.
    pub wanted: &'a mut Option<usize>,
    /// The list scrolls to that person, however far.
    pub jumps: &'a mut bool,
}

/// Shows the listed people, as high as that.
pub fn table_ui(ui: &mut Ui, import: &mut Import, place: &mut Place<'_>, height: f32) {
    let parts = import.shown.clone();
    let columns = columns(ui, import, &parts);
    let width = columns.last().map_or(0.0, |column| column.right);
    ui.spacing_mut().item_spacing.y = 0.0;
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    let mut area = ScrollArea::both()
        .id_salt("roster people")
        .auto_shrink(false)
        .max_height(height - HEAD)
        .min_scrolled_height(height - HEAD);
    if std::mem::take(place.jumps) {
        let row = import
            .listed
            .iter()
            .position(|at| Some(*at) == *place.wanted);
        let first = row.unwrap_or(0).saturating_sub(ABOVE);
        area = area.vertical_scroll_offset(first as f32 * ROW);
    }
    let count = import.listed.len();
    let mut step = None;
    let shown = area.show_rows(ui, ROW, count, |ui, rows| {
        ui.set_width(width.max(ui.available_width()));
        let top = ui.max_rect().top() - rows.start as f32 * ROW;
        for row in rows {
            let Some(at) = import.listed.get(row).copied() else {
                break;
            };
            let size = vec2(ui.available_width(), ROW);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let tick = row_ui(ui, rect, import, at, &columns, place);
            if let Some(by) = tick {
                step = Some((row, by));
            }
        }
        if let Some((row, by)) = step
            && let next = row.saturating_add_signed(by).min(count.saturating_sub(1))
            && let Some(at) = import.listed.get(next)
        {
            *place.wanted = Some(*at);
            *place.current = Some(*at);
            let corner = pos2(ui.clip_rect().left(), top + next as f32 * ROW);
            let rect = Rect::from_min_size(corner, vec2(1.0, ROW));
            ui.scroll_to_rect_animation(rect, None, ScrollAnimation::none());
            ui.ctx().request_repaint();
        }
    });
    head_ui(ui, head, &columns, shown.state.clamped_offset().x);
}

/// A column of the list.
struct Column {
    title: &'static str,
    /// None for the three at the left.
    part: Option<Part>,
    left: f32,
    right: f32,
    /// Whether the place of the import takes it.
    is_taken: bool,
}

fn columns(ui: &Ui, import: &Import, parts: &[Part]) -> Vec<Column> {
    let target = import.plan.as_ref().map(|plan| &plan.target);
    let fixed = [("选", TICK), ("行", NUMBER), ("情况", KNOWN)];
    let fixed = fixed.into_iter().filter(|(title, _)| {
        // The library finds out by itself who is in it.
        *title != "情况" || target.is_some()
    });
    let fixed = fixed.map(|(title, width)| (title, None, width));
    let read = parts
        .iter()
        .map(|part| (part.label(), Some(*part), width_of(*part)));
    let mut left = 0.0;
    let mut columns: Vec<Column> = fixed
        .chain(read)
        .map(|(title, part, width)| {
            let column = Column {
                title,
                part,
                left,
                right: left + width,
                is_taken: part.is_none_or(|part| target.is_none_or(|to| to.takes(part))),
            };
            left += width;
            column
        })
        .collect();
    // Room that is over goes to the widest.
    let over = ui.available_width() - left - 16.0;
    let wide = columns
        .iter()
        .position(|column| column.part == Some(Part::Affiliation));
    if over > 0.0
        && let Some(wide) = wide
    {
        columns[wide].right += over;
        for column in &mut columns[wide + 1..] {
            column.left += over;
            column.right += over;
        }
    }
    columns
}

fn width_of(part: Part) -> f32 {
    match part {
        Part::Serial => 0.0,
        Part::Name => 96.0,
        Part::Mobile | Part::Contact => 124.0,
        Part::OfficePhone | Part::Title | Part::PositionOrTitle | Part::Academician => 128.0,
        Part::Email => 190.0,
        Part::Affiliation | Part::Department | Part::Position | Part::Address => 220.0,
        Part::Duty | Part::Research | Part::Tags | Part::Note => 180.0,
    }
}

fn head_ui(ui: &Ui, rect: Rect, columns: &[Column], offset: f32) {
    let tokens = Tokens::of(ui);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.rect_filled(rect, 0.0, tokens.hint_soft);
    for column in columns {
        let left = rect.left() + column.left - offset + PAD;
        let words = if column.is_taken {
            column.title.to_owned()
        } else {
            format!("{}（不填）", column.title)
        };
        let width = column.right - column.left - 2.0 * PAD;
        line(
            &painter,
            &words,
            pos2(left, rect.center().y),
            width,
            tokens.muted,
        );
    }
}

/// One person; how far the arrow keys ask to go from its tick.
fn row_ui(
    ui: &Ui,
    rect: Rect,
    import: &mut Import,
    at: usize,
    columns: &[Column],
    place: &mut Place<'_>,
) -> Option<isize> {
    let tokens = Tokens::of(ui);
    let roster = import.roster.clone();
    let person = &roster.people[at];
    let id = Id::unique("roster person").with(at);
    let row = ui.interact(rect, id, Sense::CLICK);
    let said = format!("第 {} 行 {}", person.row, person.name);
    let is_current = *place.current == Some(at);
    row.widget_info(|| WidgetInfo::selected(Role::Row, true, is_current, &said));
    if row.clicked() {
        *place.current = Some(at);
    }
    let painter = ui.painter();
    if is_current {
        painter.rect_filled(rect, 0.0, tokens.accent_soft);
    } else if row.hovered() {
        painter.rect_filled(rect, 0.0, tokens.desk);
    }
    let bottom = rect.left_bottom()..=rect.right_bottom();
    painter.line_segment(
        [*bottom.start(), *bottom.end()],
        Stroke::new(1.0, tokens.line),
    );
    let is_picked = import.is_picked(at);
    let mut step = None;
    for column in columns {
        let cell = Rect::from_min_max(
            pos2(rect.left() + column.left, rect.top()),
            pos2(rect.left() + column.right, rect.bottom()),
        );
        match (column.part, column.title) {
            (Some(part), _) => cell_ui(ui, cell, import, at, part, (is_picked, column.is_taken)),
            (None, "选") => {
                let can = import.can_pick(at);
                let tick = tick_ui(ui, cell, id.with("tick"), (is_picked, can), person);
                if tick.clicked() && can {
                    import.pick(at, !is_picked);
                }
                if *place.wanted == Some(at) {
                    tick.request_focus();
                    *place.wanted = None;
                }
                step = steps(ui, &tick);
                if tick.gained_focus() || tick.clicked() {
                    *place.current = Some(at);
                }
            }
            (None, "行") => {
                let place = pos2(cell.left() + PAD, cell.center().y);
                line(
                    painter,
                    &person.row.to_string(),
                    place,
                    NUMBER,
                    tokens.muted,
                );
            }
            (None, _) => known_ui(ui, cell, import, at),
        }
    }
    step
}

fn cell_ui(
    ui: &Ui,
    cell: Rect,
    import: &Import,
    at: usize,
    part: Part,
    (is_picked, is_taken): (bool, bool),
) {
    let tokens = Tokens::of(ui);
    let person = &import.roster.people[at];
    let columns = &import.roster.columns;
    let mut problems = person
        .problems
        .iter()
        .filter(|problem| data::part_of(problem, columns) == Some(part));
    let painter = ui.painter().with_clip_rect(cell.intersect(ui.clip_rect()));
    let text = data::text(person, part);
    let mut ink = if is_picked && is_taken {
        tokens.ink
    } else {
        tokens.muted
    };
    let first = problems.next();
    if first.is_some() {
        painter.rect_filled(cell.shrink(2.0), 4.0, tokens.warn_soft);
        ink = tokens.warn;
    }
    let shown = if text.is_empty() && first.is_some() {
        "（空）"
    } else {
        &text
    };
    let place = pos2(cell.left() + PAD, cell.center().y);
    let is_cut = line(&painter, shown, place, cell.width() - 2.0 * PAD, ink);
    if first.is_none() && !is_cut {
        return;
    }
    let mut words: Vec<&str> = first
        .into_iter()
        .chain(problems)
        .map(|problem| problem.message.as_str())
        .collect();
    if is_cut {
        words.insert(0, &text);
    }
    let id = Id::unique("roster cell").with((at, part));
    ui.interact(cell, id, Sense::hover())
        .on_hover_text(words.join("\n"));
}

/// What is known of a person beside their row, in a few words.
fn known_ui(ui: &Ui, cell: Rect, import: &Import, at: usize) {
    let tokens = Tokens::of(ui);
    let Some(known) = import.line(at) else { return };
    let (words, is_doubt) = known_words(known, import.outcome(at));
    let elsewhere = import.roster.people[at].problems.iter();
    let columns = &import.roster.columns;
    let elsewhere = elsewhere
        .filter(|problem| data::part_of(problem, columns).is_none())
        .count();
    let (words, is_doubt) = match (words, elsewhere) {
        ("", 1..) => ("别的栏有疑问", true),
        known => (known.0, is_doubt),
    };
    let color = if is_doubt { tokens.warn } else { tokens.muted };
    let place = pos2(cell.left() + PAD, cell.center().y);
    line(ui.painter(), words, place, cell.width() - PAD, color);
}

/// The words, and whether somebody is to look.
fn known_words(line: &Line, outcome: Outcome) -> (&'static str, bool) {
    if line.is_blank {
        return ("没有内容", false);
    }
    match (&line.there, outcome) {
        (Some(there), Outcome::Undecided) if matches!(there.how, How::Perhaps | How::Namesake) => {
            ("是同一人吗？", true)
        }
        (Some(_), Outcome::Added) => ("另加一人", false),
        _ if line.twice.is_some() => ("名单里重复", true),
        (Some(there), _) if there.how == How::GivesWay => ("", false),
        (Some(there), _) if there.differences.is_empty() => ("已在表里", false),
        (Some(_), _) => ("已在，有不同", true),
        (None, _) if line.namesake.is_some() => ("名单里有同名", true),
        (None, _) => ("", false),
    }
}

/// A box to tick.
fn tick_ui(
    ui: &Ui,
    cell: Rect,
    id: Id,
    (is_picked, can): (bool, bool),
    person: &Person,
) -> Response {
    const SIDE: f32 = 18.0;
    let tokens = Tokens::of(ui);
    let response = ui.interact(cell, id, Sense::click());
    let name = format!("读入{}", data::called(person));
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, can, is_picked, &name));
    let square = Rect::from_center_size(cell.center(), vec2(SIDE, SIDE));
    let painter = ui.painter();
    let (fill, edge) = match (is_picked, can) {
        (true, _) => (tokens.accent, tokens.accent),
        (false, true) => (tokens.sheet, tokens.muted),
        (false, false) => (tokens.hint_soft, tokens.line),
    };
    painter.rect(
        square,
        3.0,
        fill,
        Stroke::new(1.0, edge),
        egui::StrokeKind::Inside,
    );
    if is_picked {
        let at = |x: f32, y: f32| square.min + vec2(x, y) * SIDE;
        let stroke = Stroke::new(2.0, tokens.on_accent);
        painter.line_segment([at(0.22, 0.52), at(0.42, 0.72)], stroke);
        painter.line_segment([at(0.42, 0.72), at(0.78, 0.28)], stroke);
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, tokens.accent);
        painter.rect_stroke(square.expand(3.0), 5.0, ring, egui::StrokeKind::Inside);
    }
    response
}

/// How far the arrow keys ask to go from a tick that has the focus.
fn steps(ui: &Ui, tick: &Response) -> Option<isize> {
    const PAGE: isize = 10;
    if !tick.has_focus() {
        return None;
    }
    let filter = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(tick.id, filter));
    let keys = [
        (Key::ArrowDown, 1),
        (Key::ArrowUp, -1),
        (Key::PageDown, PAGE),
        (Key::PageUp, -PAGE),
    ];
    ui.input(|input| {
        let pressed = keys.iter().filter(|(key, _)| input.key_pressed(*key));
        let by: isize = pressed.map(|(_, by)| *by).sum();
        (by != 0).then_some(by)
    })
}

/// One line of text that ends with … where it is too long; true where it does. `place` is the
/// middle of its left edge.
fn line(painter: &Painter, text: &str, place: Pos2, width: f32, color: Color32) -> bool {
    // No more than fits is laid out: a cell may hold a page.
    let text = text.chars().take(80);
    let text: String = text.map(|it| if it == '\n' { ' ' } else { it }).collect();
    let font = FontId::proportional(theme::LABEL_SIZE);
    let mut job = LayoutJob::simple_singleline(text, font, color);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    let galley = painter.layout_job(job);
    let is_cut = galley.elided;
    let corner = pos2(place.x, place.y - galley.size().y / 2.0);
    painter.galley(corner, galley, color);
    is_cut
}
