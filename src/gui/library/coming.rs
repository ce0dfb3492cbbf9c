//! People on their way into the library, who are compared with those who are there beside the window.

use std::sync::Arc;

use egui::Context;

use crate::gui::app::Work;
use crate::workspace::library::Person;

/// How long it takes before it is shown, in seconds: few people are there at once.
const UNSEEN: f64 = 0.3;

/// People who are to come into the library.
#[derive(Debug)]
pub struct Coming {
    /// Tells them from those who came before.
    pub number: u64,
    pub people: Arc<[Person]>,
    /// What was done with others of the same roster, in words.
    pub before: Option<String>,
    pub work: Work,
    /// When it was begun, by the window's clock in seconds.
    pub since: f64,
}

impl Coming {
    /// Whether it takes so long that it is shown; if not, the window looks again in time.
    pub fn is_shown(&self, ctx: &Context) -> bool {
        let left = self.since + UNSEEN - ctx.input(|input| input.time);
        if left > 0.0 {
            ctx.request_repaint_after_secs(left as f32);
        }
        left <= 0.0
    }
}
