//! The notice, open at the sentence that a finding rests on.

use egui::{Align, Frame, Label, Margin, RichText, ScrollArea, Ui};

use crate::form::notice;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;

use super::Side;

pub fn clause_ui(ui: &mut Ui, side: &mut Side, form_notice: &str) {
    let tokens = Tokens::of(ui);
    let id = side
        .clause
        .as_ref()
        .map_or(form_notice, |clause| &clause.notice);
    let Some(notice) = notice::find(id) else {
        return;
    };
    // The same words stand in several places; the one that is cited counts.
    let marked = side.clause.as_ref().and_then(|clause| {
        let cited = notice.line_in(&clause.place, &clause.quote);
        cited.or_else(|| notice.line_of(&clause.quote))
    });
    Frame::new()
        .inner_margin(Margin::symmetric(16, 0))
        .show(ui, |ui| {
            let place = side.clause.as_ref().map_or("", |clause| &clause.place);
            parts::note_ui(ui, &format!("{} {place}", notice.number));
        });
    ScrollArea::vertical()
        .id_salt("notice")
        .auto_shrink(false)
        .show(ui, |ui| {
            Frame::new()
                .inner_margin(Margin::symmetric(16, 8))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.spacing_mut().item_spacing.y = 6.0;
                    let mut end = 0;
                    for paragraph in notice.paragraphs() {
                        if paragraph.lines.start > end {
                            ui.add_space(8.0);
                        }
                        end = paragraph.lines.end;
                        let text = RichText::new(paragraph.text).family(theme::serif());
                        if marked.is_some_and(|at| paragraph.lines.contains(&at)) {
                            let shown = Frame::new()
                                .fill(tokens.warn_soft)
                                .corner_radius(4)
                                .inner_margin(Margin::symmetric(6, 4))
                                .show(ui, |ui| {
                                    ui.set_width(ui.available_width());
                                    ui.add(Label::new(text).wrap().selectable(true));
                                });
                            if std::mem::take(&mut side.scroll) {
                                shown.response.scroll_to_me(Some(Align::Center));
                            }
                        } else {
                            ui.add(Label::new(text).wrap().selectable(true));
                        }
                    }
                });
        });
}
