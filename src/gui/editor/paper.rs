//! The printed pages as they stand now.

use egui::{Align, Button, Frame, Layout, Margin, ScrollArea, Ui};

use crate::gui::preview;
use crate::gui::request::Request;
use crate::gui::theme::Tokens;
use crate::gui::widgets::parts;
use crate::layout::page::Page;

use super::Side;

/// How large pages are shown, 1 as wide as the panel.
const ZOOMS: [f32; 4] = [1.0, 1.4, 1.8, 2.4];

pub fn paper_ui(
    ui: &mut Ui,
    side: &mut Side,
    pages: &[Page],
    at_hand: Option<&str>,
    requests: &mut Vec<Request>,
) {
    let tokens = Tokens::of(ui);
    let follow = page_to_follow(&mut side.followed, pages, at_hand);
    let zoom = &mut side.zoom;
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
                                .push_id(at, |ui| {
                                    preview::page_ui(ui, page, at_hand, follow == Some(at))
                                })
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

/// The page to scroll to: that of the field at hand, once for each field. Its place may be scrolled
/// away from again.
fn page_to_follow(
    followed: &mut Option<String>,
    pages: &[Page],
    at_hand: Option<&str>,
) -> Option<usize> {
    let field = at_hand.filter(|field| followed.as_deref() != Some(field))?;
    *followed = Some(field.to_owned());
    let shows = |page: &Page| preview::place_of(page, field).is_some();
    pages.iter().position(shows)
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

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::form;
    use crate::project::Project;

    #[test]
    fn the_page_of_a_field_is_scrolled_to_once() {
        let today = NaiveDate::from_ymd_opt(2021, 5, 20).unwrap();
        let pages = Project::new(form::find("project-2021").unwrap()).pages(today);
        let mut followed = None;
        let mut follow = |field| page_to_follow(&mut followed, &pages, Some(field));
        assert_eq!(follow("project_name"), Some(0));
        assert_eq!(follow("project_name"), None);
        assert!(follow("budget.total") > Some(0));
        assert_eq!(follow("nobody.knows"), None);
        assert_eq!(follow("project_name"), Some(0));
    }
    #[test]
    fn the_field_at_hand_comes_into_view() {
        let today = NaiveDate::from_ymd_opt(2021, 5, 20).unwrap();
        let pages = Project::new(form::find("project-2021").unwrap()).pages(today);
        let mut side = Side::default();
        let mut requests = Vec::new();
        {
            let mut harness = egui_kittest::Harness::builder()
                .with_size([600.0, 400.0])
                .build_ui(|ui| {
                    crate::gui::theme::install(ui.ctx());
                    paper_ui(ui, &mut side, &pages, Some("budget.total"), &mut requests);
                });
            harness.run_steps(4);
            for y in [200.0, 210.0, 220.0, 230.0, 240.0] {
                for x in (40_u16..560).step_by(20).map(f32::from) {
                    harness.drag_at(egui::pos2(x, y));
                    harness.drop_at(egui::pos2(x, y));
                    harness.step();
                }
            }
        }
        let wanted =
            |request: &Request| matches!(request, Request::GoTo(field) if field == "budget.total");
        assert!(requests.iter().any(wanted), "{requests:?}");
    }
}
