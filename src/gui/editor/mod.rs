//! One open application: sections at the left, questions in the middle, checks, paper and notice
//! at the right.

mod clause;
pub mod data;
mod findings;
mod paper;
mod rail;
mod section;
mod side;
mod top;
mod ui;

use chrono::NaiveDate;

use crate::diag::{Clause, Finding};
use crate::layout::page::Page;
use crate::project::Project;

use super::widgets::FieldState;

pub use ui::editor_ui;

/// The editor's state. The application itself is in `project`.
pub struct Editor {
    /// Tells it from those that were open before it.
    pub id: u64,
    pub project: Project,
    /// The section that is shown, by its place from 0.
    pub section: usize,
    pub fields: FieldState,
    pub side: Side,
    /// Whether 自查 was asked for: from then on everything is shown.
    pub checked: bool,
    /// The middle column starts at its top again.
    scroll_to_top: bool,
    findings: Stamped<Vec<Finding>>,
    pages: Stamped<Vec<Page>>,
}

/// The panel at the right.
#[derive(Debug, Default)]
pub struct Side {
    pub tab: Tab,
    /// Opened or folded by hand; otherwise the window's width decides.
    pub open: Option<bool>,
    /// The sentence that was asked for.
    pub clause: Option<Clause>,
    /// Scrolls to that sentence once.
    pub scroll: bool,
    /// The field that the paper was last scrolled to; none while the paper is not shown.
    pub followed: Option<String>,
    /// How large the paper is shown, by steps from the panel's width.
    pub zoom: usize,
}

/// What the panel shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    #[default]
    Findings,
    Paper,
    Clause,
}

/// Something derived, with the revision and day that it was derived from.
#[derive(Debug)]
struct Stamped<T> {
    stamp: Option<(u64, NaiveDate)>,
    value: T,
}

impl<T: Default> Default for Stamped<T> {
    fn default() -> Self {
        Self {
            stamp: None,
            value: T::default(),
        }
    }
}

impl<T> Stamped<T> {
    fn refresh(&mut self, stamp: (u64, NaiveDate), derive: impl FnOnce() -> T) {
        if self.stamp != Some(stamp) {
            self.value = derive();
            self.stamp = Some(stamp);
        }
    }
}

impl Editor {
    /// What an opened application already says counts as touched: it may be found fault with. What
    /// is empty in it does not, as in a new one.
    pub fn new(id: u64, project: Project) -> Self {
        let mut fields = FieldState::default();
        if project.is_dirty() || project.file().is_some() {
            data::filled(project.answers())
                .iter()
                .for_each(|path| fields.touch(path));
        }
        Self {
            id,
            project,
            section: 0,
            fields,
            side: Side::default(),
            checked: false,
            scroll_to_top: false,
            findings: Stamped::default(),
            pages: Stamped::default(),
        }
    }

    /// Derives findings again, where the application or the day has changed.
    pub fn refresh(&mut self, today: NaiveDate) {
        let stamp = (self.project.revision(), today);
        self.findings
            .refresh(stamp, || self.project.findings(today));
    }

    /// Everything that the checks find, shown by now or not.
    pub fn findings(&self) -> &[Finding] {
        &self.findings.value
    }

    /// Shows a section from its top.
    pub fn open_section(&mut self, section: usize) {
        if self.section != section {
            self.section = section;
            self.scroll_to_top = true;
        }
    }

    /// Shows the section of a field, with the cursor in the field.
    pub fn go_to(&mut self, path: &str) {
        let field = data::field_at(self.project.form(), path);
        if let Some(section) = self.project.form().section_of(&field) {
            self.section = section;
            self.fields.want(path);
        }
    }

    /// Shows everything that the checks find.
    pub fn check(&mut self) {
        self.checked = true;
        self.fields.forget_fresh();
        self.side.tab = Tab::Findings;
        self.side.open = Some(true);
    }

    /// Opens the notice at a sentence.
    pub fn show_clause(&mut self, clause: Clause) {
        self.side.tab = Tab::Clause;
        self.side.open = Some(true);
        self.side.clause = Some(clause);
        self.side.scroll = true;
    }
}
