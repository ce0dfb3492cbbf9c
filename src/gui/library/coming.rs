//! People on their way into the library, who are compared with those who are there beside the window.

use std::sync::Arc;

use egui::Context;

use crate::gui::app::Work;
use crate::gui::progress;
use crate::workspace::library::Person;

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
        progress::is_long(ctx, self.since)
    }
}
