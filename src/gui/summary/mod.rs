//! 自查表: one page for whoever decides.

mod table;
mod ui;

use chrono::NaiveDate;

use crate::gui::widgets::Saved;
use crate::project::{Project, SelfCheck};

pub use ui::summary_ui;

/// What the screen remembers while it is not shown.
#[derive(Debug, Default)]
pub struct State {
    /// What it shows, with the revision and the day that it was worked out from.
    check: Option<((u64, NaiveDate), SelfCheck)>,
    /// What came of the last export.
    pub saved: Option<Saved>,
}

impl State {
    /// What it shows, worked out again where the application or the day has changed.
    fn refresh(&mut self, project: &Project, today: NaiveDate) -> &SelfCheck {
        let stamp = (project.revision(), today);
        let known = self.check.take().filter(|(known, _)| *known == stamp);
        let check = known.unwrap_or_else(|| (stamp, project.self_check(today)));
        &self.check.insert(check).1
    }
}
