//! How a place that was found is marked in its field.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{Align, Context, Id, Rect, Stroke, StrokeKind, Ui, pos2};

use crate::answers::Answers;
use crate::gui::theme::{self, Tokens};

use super::text::{id_of, typed};

/// The longest selection that is looked for, in characters.
const LONGEST: usize = 40;

/// Marks characters of a text that has just been drawn, and gives back where the first of them
/// stand.
pub fn mark(ui: &Ui, output: &TextEditOutput, range: Range<usize>) -> Rect {
    let tokens = Tokens::of(ui);
    let galley = &output.galley;
    let line = |at: usize| galley.layout_from_cursor(CCursor::new(at)).row;
    let edge = |at: usize| galley.pos_from_cursor(CCursor::new(at));
    let (first, last) = (line(range.start), line(range.end));
    let painter = ui.painter().with_clip_rect(output.text_clip_rect);
    let mut place = edge(range.start);
    for (at, row) in galley.rows.iter().enumerate().take(last + 1).skip(first) {
        let row = row.rect();
        let left = if at == first {
            edge(range.start).left()
        } else {
            row.left()
        };
        let right = if at == last {
            edge(range.end).left()
        } else {
            row.right()
        };
        let words = Rect::from_min_max(pos2(left, row.top()), pos2(right, row.bottom()));
        let shown = words.translate(output.galley_pos.to_vec2());
        painter.rect_filled(shown, 2.0, tokens.found);
        // The ground covers the words, which are written already.
        let again = painter.with_clip_rect(shown.intersect(output.text_clip_rect));
        again.galley_with_override_text_color(
            output.galley_pos,
            Arc::clone(galley),
            tokens.paper_ink,
        );
        if at == first {
            place = words;
        }
    }
    place.translate(output.galley_pos.to_vec2())
}

/// Scrolls to a place, where it is not in sight already.
pub fn bring_into_view(ui: &Ui, place: Rect) {
    if !ui.clip_rect().contains_rect(place) {
        ui.scroll_to_rect(place, Some(Align::Center));
    }
}

/// Selects characters of a text, for when it has the cursor.
pub fn select(ctx: &Context, id: Id, range: Range<usize>) {
    let mut state = TextEditState::load(ctx, id).unwrap_or_default();
    let selected = CCursorRange::two(CCursor::new(range.start), CCursor::new(range.end));
    state.cursor.set_char_range(Some(selected));
    state.store(ctx, id);
}

/// Frames a question with its answer.
pub fn frame(ui: &Ui, place: Rect) {
    let stroke = Stroke::new(2.0, Tokens::of(ui).found);
    ui.painter().rect_stroke(
        place.expand(5.0),
        theme::RADIUS,
        stroke,
        StrokeKind::Outside,
    );
}

/// What is selected in the text of an answer that has the cursor, where it may be looked for.
pub fn selected(ctx: &Context, answers: &Answers, path: &str) -> Option<String> {
    let id = id_of(path);
    if !ctx.memory(|memory| memory.has_focus(id)) {
        return None;
    }
    let range = TextEditState::load(ctx, id)?.cursor.char_range()?;
    let range = range.as_sorted_char_range();
    let text = typed(answers, path);
    let selected = text.chars().skip(range.start.0);
    let selected: String = selected.take(range.end.0 - range.start.0).collect();
    let is_word = !selected.trim().is_empty()
        && !selected.contains('\n')
        && selected.chars().count() <= LONGEST;
    is_word.then_some(selected)
}
