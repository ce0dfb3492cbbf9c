//! Long work beside the window: how far it is, and whether it is still wanted.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, ProgressBar, vec2};

use super::app::Work;
use super::request::Request;
use super::widgets::parts;

/// From the lower edge.
const GAP: f32 = 24.0;
/// How often a frame shows how far the work is.
const PACE: Duration = Duration::from_millis(100);

/// How long work goes on before it is shown, in seconds: most of it is done at once.
const UNSEEN: f64 = 0.3;

/// Whether work that began then, by the window's clock, takes so long that it is shown; if not, the
/// window looks again in time.
pub fn is_long(ctx: &Context, since: f64) -> bool {
    let left = since + UNSEEN - ctx.input(|input| input.time);
    if left > 0.0 {
        ctx.request_repaint_after_secs(left as f32);
    }
    left <= 0.0
}

/// What a long job tells the window, and what the window tells it.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicUsize,
    all: AtomicUsize,
    words: Mutex<String>,
    cancelled: AtomicBool,
}

impl Progress {
    /// Says what is being done now, as part `done` (from 0) of `all`, and whether to go on.
    pub fn goes_on(&self, done: usize, all: usize, words: &str) -> bool {
        self.done.store(done, Ordering::Relaxed);
        self.all.store(all, Ordering::Relaxed);
        if let Ok(mut now) = self.words.lock() {
            words.clone_into(&mut now);
        }
        !self.is_cancelled()
    }

    /// Asks the job to stop at its next step.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// The part that is done, from 0 to 1.
    pub fn part(&self) -> f32 {
        let all = self.all.load(Ordering::Relaxed).max(1);
        (self.done.load(Ordering::Relaxed) as f32 / all as f32).min(1.0)
    }

    /// What is being done now.
    pub fn words(&self) -> String {
        self.words
            .lock()
            .map(|words| words.clone())
            .unwrap_or_default()
    }
}

/// Shows the work under way over the lower edge, with the way to stop it.
pub fn work_ui(ctx: &Context, work: &Work, requests: &mut Vec<Request>) {
    let frame = Frame::popup(&ctx.global_style()).inner_margin(Margin::symmetric(16, 10));
    Area::new(Id::unique("work"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -GAP))
        .show(ctx, |ui| {
            frame.show(ui, |ui| {
                ui.set_width(420.0_f32.min(ctx.content_rect().width() - 80.0));
                ui.horizontal(|ui| {
                    ui.label(&work.title);
                    parts::note_ui(ui, &work.progress.words());
                });
                ui.horizontal(|ui| {
                    let bar = ProgressBar::new(work.progress.part()).desired_width(320.0);
                    ui.add(bar).accessible_name(work.title.as_str());
                    if parts::small_button_ui(ui, "取消").clicked() {
                        requests.push(Request::CancelWork);
                    }
                });
            });
        });
    ctx.request_repaint_after(PACE);
}
