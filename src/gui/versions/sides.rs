//! One answer on both sides, with what differs marked by colour and by sign.

use egui::text::{LayoutJob, TextFormat};
use egui::{Frame, Label, Margin, Stroke, TextStyle, Ui};

use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;
use crate::project::compare::{Change, Piece, folded};

/// One of the two sides.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Here,
    There,
}

/// Shows both sides; `is_whole` shows long texts without leaving anything out. What `is_taken` over
/// stands here by now.
pub fn sides_ui(ui: &mut Ui, change: &Change, is_whole: bool, is_taken: bool) {
    let shown = |pieces: &[Piece]| match is_whole {
        true => pieces.to_vec(),
        false => folded(pieces),
    };
    let (here, there) = (shown(&change.here), shown(&change.there));
    let names = match is_taken {
        true => ["原来", "现在"],
        false => ["现在", "那一份"],
    };
    if ui.available_width() < theme::PAIR_WIDTH {
        side_ui(ui, Side::Here, names[0], &here);
        side_ui(ui, Side::There, names[1], &there);
        return;
    }
    ui.columns_const(|[left, right]| {
        side_ui(left, Side::Here, names[0], &here);
        side_ui(right, Side::There, names[1], &there);
    });
}

fn side_ui(ui: &mut Ui, side: Side, name: &str, pieces: &[Piece]) {
    let tokens = Tokens::of(ui);
    let frame = Frame::new()
        .fill(tokens.desk)
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::symmetric(10, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        parts::note_ui(ui, name);
        if pieces.is_empty() {
            parts::note_ui(ui, "（没有）");
        } else {
            let job = marked(ui, side, pieces);
            ui.add(Label::new(job).wrap().selectable(true));
        }
    });
}

/// The text with what this side alone has marked: struck through here, for it goes when the other
/// side is taken over; underlined there, for it comes.
fn marked(ui: &Ui, side: Side, pieces: &[Piece]) -> LayoutJob {
    let tokens = Tokens::of(ui);
    let font_id = TextStyle::Body.resolve(ui.style());
    let plain = TextFormat {
        line_height: Some(font_id.size * 1.6),
        ..TextFormat::simple(font_id, tokens.ink)
    };
    let own = match side {
        Side::Here => TextFormat {
            color: tokens.err,
            background: tokens.err_soft,
            strikethrough: Stroke::new(1.0, tokens.err),
            ..plain.clone()
        },
        Side::There => TextFormat {
            color: tokens.ok,
            background: tokens.ok_soft(),
            underline: Stroke::new(1.0, tokens.ok),
            ..plain.clone()
        },
    };
    let mut job = LayoutJob::default();
    for piece in pieces {
        if piece.is_own {
            // A line that came or went would not be seen otherwise.
            let seen = match piece.text.trim().is_empty() {
                true => piece.text.replace('\n', "¶\n"),
                false => piece.text.clone(),
            };
            job.append(&seen, 0.0, own.clone());
        } else {
            job.append(&piece.text, 0.0, plain.clone());
        }
    }
    job
}
