//! What is thought of the application by now: findings, which of them are shown, how far each
//! section is. Worked out again only where something has changed, not in every frame.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::diag::Finding;
use crate::gui::widgets::{FieldState, Findings, Shown};
use crate::project::Project;

use super::data::{self, SectionState};
use super::sorted::repeats;

/// The revision and the day for which something holds.
pub type Stamp = (u64, NaiveDate);

#[derive(Debug, Default)]
pub struct Judged {
    stamp: Option<Stamp>,
    findings: Vec<Finding>,
    /// Which of them say again what another one says, by their place.
    repeats: HashSet<usize>,
    /// What decides which findings are shown: see [`FieldState::touches`], and whether all are.
    shown_by: Option<(u64, bool)>,
    shown: Shown,
    sections: Vec<SectionState>,
}

impl Judged {
    /// Judges again what has changed.
    pub fn refresh(
        &mut self,
        project: &Project,
        fields: &FieldState,
        checked: bool,
        day: NaiveDate,
    ) {
        let stamp = (project.revision(), day);
        if self.stamp != Some(stamp) {
            self.findings = project.findings(day);
            self.repeats = repeats(project.form(), &self.findings);
            self.stamp = Some(stamp);
            self.shown_by = None;
        }
        let shown_by = (fields.touches(), checked);
        if self.shown_by != Some(shown_by) {
            let is_shown = |at: usize| {
                let open = fields.is_open_to_faults(&self.findings[at].field, checked);
                open && !self.repeats.contains(&at)
            };
            self.shown = Shown::of(&self.findings, is_shown);
            let shown: Vec<&Finding> = self.shown().iter().collect();
            self.sections = data::sections(project.form(), project.answers(), &shown);
            self.shown_by = Some(shown_by);
        }
    }

    /// Everything that the checks find.
    pub fn all(&self) -> &[Finding] {
        &self.findings
    }

    /// Those that may be shown.
    pub fn shown(&self) -> Findings<'_> {
        Findings::new(&self.findings, &self.shown)
    }

    pub fn sections(&self) -> &[SectionState] {
        &self.sections
    }

    pub fn stamp(&self) -> Option<Stamp> {
        self.stamp
    }
}
