//! One line under the top edge of the window: what was done, or what could not be.

use egui::{Align, Frame, Label, Layout, Margin, Panel, Ui};

use crate::diag::Severity;

use super::request::Request;
use super::theme::{self, Tokens};
use super::widgets::parts;

/// A sentence that stays until it is dismissed or another one comes.
#[derive(Debug, Clone)]
pub struct Banner {
    pub words: String,
    pub severity: Severity,
}

pub fn banner_ui(ui: &mut Ui, banner: &Banner, requests: &mut Vec<Request>) {
    let tokens = Tokens::of(ui);
    let frame = Frame::new()
        .fill(tokens.severity_soft(banner.severity))
        .inner_margin(Margin::symmetric(16, 6));
    Panel::top("banner").resizable(false).show_separator_line(false).frame(frame).show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if parts::small_button_ui(ui, "知道了").clicked() {
                requests.push(Request::DismissBanner);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let color = match banner.severity {
                    Severity::Hint => tokens.ink,
                    severity => tokens.severity(severity),
                };
                ui.add(Label::new(theme::small(&banner.words).color(color)).wrap());
            });
        });
    });
}
