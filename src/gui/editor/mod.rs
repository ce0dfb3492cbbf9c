//! One open application: sections at the left, questions in the middle, checks, paper and notice
//! at the right.

mod clause;
pub mod data;
mod findings;
mod judged;
mod on_paper;
mod pages;
mod paper;
mod rail;
mod section;
mod side;
mod sorted;
mod top;
mod ui;

use std::ops::Range;

use chrono::NaiveDate;

use crate::diag::{Clause, Finding};
use crate::project::Project;

use super::execute::Saving;
use super::export::Export;
use super::request::Request;
use super::widgets::FieldState;
use super::{find, flow, summary, tasks, theme, upload, versions};

use judged::Judged;
use on_paper::OnPaper;
use pages::Pages;

pub use ui::editor_ui;

/// Which side of an application is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// 填写: one section's questions.
    #[default]
    Form,
    /// 申报流程.
    Flow,
    /// 任务对照.
    Tasks,
    /// 自查表.
    Summary,
    /// 网上填报.
    Upload,
    /// 旧版本与比较.
    Versions,
    /// 导出.
    Export,
}

impl View {
    /// All, in the order in which a person meets them.
    const ALL: [Self; 7] = [
        Self::Form,
        Self::Flow,
        Self::Tasks,
        Self::Summary,
        Self::Upload,
        Self::Versions,
        Self::Export,
    ];

    /// Those that stand in the list at the left below the sections.
    pub const LISTED: [Self; 5] = [
        Self::Flow,
        Self::Tasks,
        Self::Summary,
        Self::Upload,
        Self::Versions,
    ];

    /// What a person reads.
    pub fn label(self) -> &'static str {
        match self {
            Self::Form => "填写",
            Self::Flow => "申报流程",
            Self::Tasks => "任务对照",
            Self::Summary => "自查表",
            Self::Upload => "网上填报",
            Self::Versions => "旧版本与比较",
            Self::Export => "导出",
        }
    }

    /// Whether the panel at the right helps there.
    pub fn has_side(self) -> bool {
        matches!(self, Self::Form | Self::Flow | Self::Tasks | Self::Summary)
    }

    /// Says beside which of them the panel stands.
    pub fn words_on_side() -> String {
        let beside = Self::ALL.into_iter().filter(|view| view.has_side());
        let names: Vec<_> = beside.map(|view| format!("“{}”", view.label())).collect();
        format!("{}旁边有侧栏", names.join("、"))
    }

    /// Whether it stands open in a window that wide before a person has opened or folded it. The
    /// sheet of 自查表 says all that the panel does, but for the words of the notice.
    pub fn opens_side(self, window: f32) -> bool {
        window >= theme::FOLD_WIDTH && self != Self::Summary
    }
}

/// What each side of the application remembers while another is shown.
#[derive(Debug, Default)]
pub struct Views {
    pub flow: flow::State,
    pub tasks: tasks::State,
    pub summary: summary::State,
    pub upload: upload::State,
    pub versions: versions::State,
    /// 查找, over whichever side is shown.
    pub find: find::State,
    /// The choices of an export, once one was asked for.
    pub export: Option<Export>,
}

/// What a side of the application is drawn from, and where it leaves what it wants done.
pub struct ViewCx<'a> {
    pub project: &'a Project,
    /// Everything that the checks find, whether it is shown in the form by now or not.
    pub findings: &'a [Finding],
    pub today: NaiveDate,
    pub fields: &'a mut FieldState,
    pub requests: &'a mut Vec<Request>,
}

/// The editor's state. The application itself is in `project`.
pub struct Editor {
    /// Tells it from those that were open before it.
    pub id: u64,
    pub project: Project,
    pub saving: Saving,
    /// The side that is shown.
    pub view: View,
    pub views: Views,
    /// The section that is shown, by its place from 0.
    pub section: usize,
    pub fields: FieldState,
    pub side: Side,
    /// Whether 自查 was asked for, now or before the application was closed: from then on everything
    /// is shown.
    pub checked: bool,
    /// The middle column starts at its top again.
    scroll_to_top: bool,
    judged: Judged,
    pages: Pages,
    on_paper: OnPaper,
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
    /// How high the cards of what was found are.
    heights: findings::Heights,
}

/// What the panel shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    #[default]
    Findings,
    Paper,
    Clause,
}

impl Editor {
    /// What an opened application already says counts as touched: it may be found fault with. What
    /// is empty in it does not, as in a new one.
    pub fn new(id: u64, project: Project) -> Self {
        let mut fields = FieldState::default();
        let section = project.handed_out().unwrap_or_default();
        if project.is_dirty() || project.file().is_some() {
            data::filled(project.answers())
                .iter()
                .for_each(|path| fields.touch(path));
        }
        Self {
            id,
            saving: Saving::of(&project),
            checked: project.was_checked(),
            project,
            view: View::default(),
            views: Views::default(),
            section,
            fields,
            side: Side::default(),
            scroll_to_top: false,
            judged: Judged::default(),
            pages: Pages::default(),
            on_paper: OnPaper::default(),
        }
    }

    /// Judges the application again, where it or the day has changed.
    pub fn refresh(&mut self, today: NaiveDate) {
        self.judged
            .refresh(&self.project, &self.fields, self.checked, today);
        if self.views.find.refresh(&self.project) && self.fields.has_found() {
            match self.views.find.place() {
                Some((path, range)) => self.fields.mark_found(path, range),
                None => self.fields.end_found(),
            }
        }
    }

    /// Whether other pages are on their way.
    pub fn is_setting(&self) -> bool {
        self.pages.is_behind()
    }

    /// Everything that the checks find, shown by now or not.
    pub fn findings(&self) -> &[Finding] {
        self.judged.all()
    }

    /// Those that the panel lists by now: without what says again what another one says.
    pub fn shown_findings(&self) -> impl Iterator<Item = &Finding> {
        self.judged.shown().iter()
    }

    /// Shows a section from its top; 任务对照 in place of the one that it stands for. Of an application
    /// that is one section alone there is no other.
    pub fn open_section(&mut self, section: usize) {
        let section = self.project.handed_out().unwrap_or(section);
        if data::is_tasks(self.project.form(), section) {
            self.show(View::Tasks);
            return;
        }
        self.show(View::Form);
        if self.section != section {
            self.section = section;
            self.scroll_to_top = true;
        }
    }

    /// The section whose answers are in sight, by its place from 0: of the form, or the one that
    /// 任务对照 stands for; none on another side.
    pub fn section_in_sight(&self) -> Option<usize> {
        let form = self.project.form();
        match self.view {
            View::Form => Some(self.section),
            View::Tasks => (0..form.sections.len()).find(|at| data::is_tasks(form, *at)),
            _ => None,
        }
    }

    /// Shows another side of the application.
    pub fn show(&mut self, view: View) {
        if self.view != view {
            self.view = view;
            self.scroll_to_top = true;
        }
    }

    /// Shows what is in the middle from its top.
    pub fn start_at_top(&mut self) {
        self.scroll_to_top = true;
    }

    /// Whether a comparison is in sight.
    pub fn compares(&self) -> bool {
        self.view == View::Versions && self.views.versions.comparing.is_some()
    }

    /// Shows the section of a field, with the cursor in the field; for what answers a requirement,
    /// 任务对照 with the cursor in its box.
    pub fn go_to(&mut self, path: &str) {
        let form = self.project.form();
        let field = data::field_at(form, path);
        let alone = self.project.handed_out();
        let section = form.section_of(&field);
        let Some(section) = section.filter(|at| alone.is_none_or(|only| only == *at)) else {
            return;
        };
        if data::is_tasks(form, section) {
            self.view = View::Tasks;
            self.views.tasks.open(&field);
            self.fields.want(path);
        } else {
            self.view = View::Form;
            self.section = section;
            let place = data::landing(form, self.project.answers(), path);
            self.fields.want(&place);
        }
    }

    /// The same, with these characters of the answer in sight and selected.
    pub fn go_to_words(&mut self, path: &str, words: Range<usize>) {
        self.go_to(path);
        self.fields.mark_found(path.to_owned(), Some(words));
        // From then on they are selected, as a person would have done it.
        self.fields.end_found();
    }

    /// Brings what answers a requirement into sight, by its path.
    pub fn show_task(&mut self, path: &str) {
        self.view = View::Tasks;
        self.views.tasks.seek(path);
    }

    /// Shows the place that 查找 has come to, and marks it; the cursor stays in the bar.
    pub fn show_found(&mut self) {
        match self.views.find.place() {
            Some((path, range)) => {
                self.go_to(&path);
                self.fields.show_found(range);
            }
            None => self.fields.end_found(),
        }
    }

    /// Shows everything that the checks find.
    pub fn check(&mut self) {
        self.checked = true;
        self.project.note_checked();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tip_names_every_side_that_has_the_panel() {
        let words = View::words_on_side();
        for view in View::ALL {
            let named = words.contains(&format!("“{}”", view.label()));
            assert_eq!(named, view.has_side(), "{words}");
        }
    }
}
