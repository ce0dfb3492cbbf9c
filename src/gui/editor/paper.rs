//! The printed pages as they stand now.

use egui::{Frame, Margin, ScrollArea, Ui};

use crate::gui::preview;
use crate::gui::request::Request;
use crate::gui::theme::Tokens;
use crate::gui::widgets::parts;
use crate::layout::page::Page;

pub fn paper_ui(
    ui: &mut Ui,
    pages: &[Page],
    at_hand: Option<&str>,
    requests: &mut Vec<Request>,
) {
    let tokens = Tokens::of(ui);
    Frame::new().fill(tokens.desk).show(ui, |ui| {
        ScrollArea::vertical().id_salt("paper").auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                parts::note_ui(ui, &format!("一份共 {} 页，点文字可以跳到对应的栏目。", pages.len()));
                for (at, page) in pages.iter().enumerate() {
                    let clicked =
                        ui.push_id(at, |ui| preview::page_ui(ui, page, at_hand)).inner;
                    if let Some(field) = clicked {
                        requests.push(Request::GoTo(field));
                    }
                    ui.add_space(8.0);
                }
            });
        });
    });
}
