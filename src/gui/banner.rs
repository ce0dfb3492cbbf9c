//! One line over the lower edge of the window: what was done, or what could not be. It lies over
//! the page and goes by itself, so that nothing moves under a person's hands.

use egui::{Align, Align2, Area, Context, Frame, Id, Label, Layout, Margin, Order, vec2};

use crate::diag::Severity;

use super::request::Request;
use super::theme::{self, Tokens};
use super::widgets::parts;

const WIDTH: f32 = 560.0;
/// From the lower edge.
const GAP: f32 = 24.0;
/// The longest that what needs no answer stays, in seconds.
const LONGEST: f32 = 8.0;

/// A sentence that stays until it was read, is dismissed or another one comes.
#[derive(Debug, Clone)]
pub struct Banner {
    pub words: String,
    pub severity: Severity,
    /// What can be done about it at once: the words of its button, and what it asks for.
    offer: Option<(&'static str, Box<Request>)>,
    /// Seconds that it still stays; counted while the pointer is elsewhere.
    left: f32,
}

impl Banner {
    pub fn new(words: String, severity: Severity) -> Self {
        // Time to notice it, and to read it slowly.
        let left = 4.0 + 0.2 * words.chars().count() as f32;
        let left = match severity {
            Severity::Hint => left.min(LONGEST),
            Severity::Warning | Severity::Error => left,
        };
        Self {
            words,
            severity,
            offer: None,
            left,
        }
    }

    /// The same with a button.
    #[must_use]
    pub fn offering(mut self, label: &'static str, request: Request) -> Self {
        self.offer = Some((label, Box::new(request)));
        self
    }
}

pub fn banner_ui(ctx: &Context, banner: &mut Banner, requests: &mut Vec<Request>) {
    let tokens = Tokens::of_ctx(ctx);
    let frame = Frame::popup(&ctx.global_style())
        .fill(tokens.severity_soft(banner.severity))
        .inner_margin(Margin::symmetric(16, 8));
    let shown = Area::new(Id::unique("banner"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -GAP))
        .show(ctx, |ui| {
            frame.show(ui, |ui| {
                let width = WIDTH.min(ctx.content_rect().width() - 80.0);
                ui.set_width(width);
                ui.horizontal(|ui| {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        if parts::small_button_ui(ui, "知道了").clicked() {
                            requests.push(Request::DismissBanner);
                        }
                        if let Some((label, request)) = &banner.offer
                            && parts::small_button_ui(ui, label).clicked()
                        {
                            requests.push(Request::DismissBanner);
                            requests.push((**request).clone());
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
            });
        });
    if !shown.response.contains_pointer() {
        // A frame after a long rest counts little: nobody saw the rest of it.
        banner.left -= ctx.input(|input| input.unstable_dt.min(1.0));
    }
    if banner.left <= 0.0 {
        requests.push(Request::DismissBanner);
    } else {
        ctx.request_repaint_after_secs(0.5);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_goes_soon_and_a_warning_stays_until_it_was_read() {
        let long = "已".repeat(80);
        for (words, severity, left) in [
            ("已移除", Severity::Hint, 4.6),
            (long.as_str(), Severity::Hint, 8.0),
            (long.as_str(), Severity::Warning, 20.0),
        ] {
            let banner = Banner::new(words.to_owned(), severity);
            assert!((banner.left - left).abs() < 0.01, "{banner:?}");
        }
    }
}
