//! 任务对照: what the notice demands of the chosen type, beside what the application says to it.

mod card;
mod data;
mod edits;
mod passages;
mod picker;
#[cfg(test)]
mod tests;
mod ui;

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::diag::Finding;
use crate::form::FormDef;
use crate::project::Project;

use data::Sheet;
use picker::Picking;

pub use edits::changed;
pub use ui::tasks_ui;

/// What the screen remembers while it is not shown.
#[derive(Debug, Default)]
pub struct State {
    /// What it shows, with the revision and the day that it was worked out from.
    sheet: Option<((u64, NaiveDate), Sheet)>,
    /// The requirements whose box was opened by hand.
    opened: HashSet<String>,
    /// The requirement to be scrolled to.
    sought: Option<String>,
    /// The list of paragraphs that is open.
    picking: Option<Picking>,
}

/// Whether the notice demands anything beyond the questions of the form.
pub fn has_tasks(form: &FormDef) -> bool {
    !form.requirements.is_empty()
}

impl State {
    /// How many of the requirements are answered, and how many there are; none while no type is
    /// chosen.
    pub fn done(
        &mut self,
        project: &Project,
        findings: &[Finding],
        today: NaiveDate,
    ) -> Option<(usize, usize)> {
        let sheet = self.refresh(project, findings, today);
        sheet.kind.is_some().then(|| sheet.done())
    }

    /// Opens the box of a requirement, by the path of its answer.
    pub fn open(&mut self, path: &str) {
        self.opened.insert(path.to_owned());
    }

    /// Has a requirement scrolled to, by the path of its answer.
    pub fn seek(&mut self, path: &str) {
        self.sought = Some(path.to_owned());
    }

    /// What it shows, worked out again where the application or the day has changed.
    fn refresh(&mut self, project: &Project, findings: &[Finding], today: NaiveDate) -> &Sheet {
        let stamp = (project.revision(), today);
        let known = self.sheet.take().filter(|(known, _)| *known == stamp);
        let sheet = known.unwrap_or_else(|| {
            let (form, answers) = (project.form(), project.answers());
            (stamp, Sheet::of(form, answers, findings))
        });
        &self.sheet.insert(sheet).1
    }
}
