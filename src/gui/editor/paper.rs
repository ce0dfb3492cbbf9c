//! The printed pages as they stand now.

use egui::{Align, Button, Frame, Layout, Margin, ScrollArea, Ui};

use crate::gui::preview;
use crate::gui::request::Request;
use crate::gui::theme::Tokens;
use crate::gui::widgets::parts;
use crate::layout::page::Page;

/// How large pages are shown, 1 as wide as the panel.
const ZOOMS: [f32; 4] = [1.0, 1.4, 1.8, 2.4];

pub fn paper_ui(
    ui: &mut Ui,
    pages: &[Page],
    at_hand: Option<&str>,
    zoom: &mut usize,
    requests: &mut Vec<Request>,
) {
    let tokens = Tokens::of(ui);
    Frame::new().fill(tokens.desk).show(ui, |ui| {
        Frame::new()
            .inner_margin(Margin::symmetric(16, 4))
            .show(ui, |ui| {
                head_ui(ui, pages.len(), zoom);
            });
        let width = (ui.available_width() - 44.0) * ZOOMS[*zoom];
        ScrollArea::both()
            .id_salt("paper")
            .auto_shrink(false)
            .show(ui, |ui| {
                Frame::new()
                    .inner_margin(Margin::symmetric(16, 0))
                    .show(ui, |ui| {
                        ui.set_width(width);
                        for (at, page) in pages.iter().enumerate() {
                            let clicked = ui
                                .push_id(at, |ui| preview::page_ui(ui, page, at_hand))
                                .inner;
                            if let Some(field) = clicked {
                                requests.push(Request::GoTo(field));
                            }
                            ui.add_space(8.0);
                        }
                    });
            });
    });
}

fn head_ui(ui: &mut Ui, pages: usize, zoom: &mut usize) {
    ui.horizontal(|ui| {
        parts::note_ui(ui, &format!("一份共 {pages} 页，点文字可跳到栏目"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().button_padding.x = 8.0;
            let larger = ui.add_enabled(*zoom + 1 < ZOOMS.len(), Button::new("＋"));
            if larger
                .on_hover_text("放大")
                .accessible_name("放大")
                .clicked()
            {
                *zoom += 1;
            }
            let smaller = ui.add_enabled(*zoom > 0, Button::new("−"));
            if smaller
                .on_hover_text("缩小")
                .accessible_name("缩小")
                .clicked()
            {
                *zoom -= 1;
            }
        });
    });
}
