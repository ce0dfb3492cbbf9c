//! 查找: where a text stands in the answers of the open application.

mod data;
mod ui;

use std::ops::Range;

use egui::Id;

use crate::project::Project;

use data::Hit;
pub use ui::{find_ui, ground};

/// What the bar asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Looks for another text and shows the first place.
    Search(String),
    Next,
    Previous,
    /// Shows the place of that number, counted from 0.
    Show(usize),
    /// Closes the bar; the cursor goes to the place that was shown last, else to where it was.
    Close,
}

/// What the bar remembers between frames.
#[derive(Debug, Default)]
pub struct State {
    open: bool,
    /// The box is to get the cursor, with everything in it selected.
    fresh: bool,
    /// What the box holds, with what an input method is composing.
    text: String,
    /// What is looked for.
    query: String,
    hits: Vec<Hit>,
    /// The revision that the hits were found in; none while they were not looked for.
    revision: Option<u64>,
    /// The place that is shown, counted from 0.
    at: usize,
    /// Whether all places stand in a list below the bar.
    listed: bool,
    /// The list scrolls to the place that is shown.
    follow: bool,
    /// Whether something of the bar had the focus in the last frame.
    focused: bool,
    /// The section in which looking begins, by its place from 0.
    from: usize,
    /// What had the focus when the bar was opened.
    back: Option<Id>,
}

impl State {
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Opens the bar, with `selected` to be looked for in place of what was looked for last.
    pub fn open(&mut self, selected: Option<String>, from: usize, back: Option<Id>) {
        if !self.open {
            self.back = back;
        }
        self.open = true;
        self.fresh = true;
        self.from = from;
        if let Some(selected) = selected {
            self.text.clone_from(&selected);
            self.query = selected;
        } else {
            self.text.clone_from(&self.query);
        }
        self.revision = None;
    }

    /// Closes the bar and gives back what had the focus before.
    pub fn close(&mut self) -> Option<Id> {
        self.open = false;
        self.focused = false;
        self.hits.clear();
        self.revision = None;
        self.back.take()
    }

    /// The cursor goes into the box, where it is not in the bar already.
    pub fn take_cursor(&mut self) {
        self.fresh |= !self.focused;
    }

    /// Looks for another text from where looking began.
    pub fn search(&mut self, query: String, project: &Project) {
        self.query = query;
        self.revision = None;
        self.refresh(project);
        let later = self.hits.iter().position(|hit| hit.section >= self.from);
        self.at = later.unwrap_or(0);
        self.follow = true;
    }

    /// Looks again where the application has changed, and says whether it did. The place that is
    /// shown stays, as far as it is there.
    pub fn refresh(&mut self, project: &Project) -> bool {
        let revision = project.revision();
        if !self.open || self.revision == Some(revision) {
            return false;
        }
        let shown = self.shown().map(|hit| (hit.path.clone(), start(hit)));
        let only = project.handed_out();
        self.hits = data::hits(project.form(), project.answers(), only, &self.query);
        self.revision = Some(revision);
        let same = shown.and_then(|(path, from)| {
            let stays = |hit: &Hit| hit.path == path && start(hit) >= from;
            self.hits.iter().position(stays)
        });
        self.at = same
            .unwrap_or(self.at)
            .min(self.hits.len().saturating_sub(1));
        true
    }

    /// Goes so many places on, from the last to the first and back.
    pub fn step(&mut self, by: isize) {
        let count = self.hits.len() as isize;
        if count > 0 {
            self.show((self.at as isize + by).rem_euclid(count) as usize);
        }
    }

    /// Shows the place of that number.
    pub fn show(&mut self, at: usize) {
        if let Some(hit) = self.hits.get(at) {
            self.at = at;
            self.from = hit.section;
            self.follow = true;
        }
    }

    /// Shows the place in an answer, where there is one.
    pub fn show_in(&mut self, path: &str) {
        if let Some(at) = self.hits.iter().position(|hit| hit.path == path) {
            self.show(at);
        }
    }

    fn shown(&self) -> Option<&Hit> {
        self.hits.get(self.at)
    }

    /// Path and characters of the place that is shown.
    pub fn place(&self) -> Option<(String, Option<Range<usize>>)> {
        let hit = self.shown()?;
        Some((hit.path.clone(), hit.range.clone()))
    }

    /// The section of the place that is shown.
    pub fn section(&self) -> Option<usize> {
        self.shown().map(|hit| hit.section)
    }

    /// What is said of how many places there are; nothing while nothing is looked for.
    fn tally(&self) -> String {
        match self.hits.len() {
            _ if self.query.trim().is_empty() => String::new(),
            0 => "没有找到".to_owned(),
            count => format!("第 {} 处，共 {count} 处", self.at + 1),
        }
    }
}

fn start(hit: &Hit) -> usize {
    hit.range.as_ref().map_or(0, |range| range.start)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::answers::Edit;
    use crate::project::Forms;

    #[test]
    fn steps_go_round_and_the_place_stays_while_answers_change() {
        let forms = Forms::bundled();
        let mut project = Project::new(forms.find("project-2021").unwrap());
        let put = |project: &mut Project, path: &str, text: &str| {
            project.apply(Edit::text(path, text), Duration::ZERO);
        };
        put(&mut project, "leader.name", "张三");
        put(&mut project, "contact.name", "张三");
        put(&mut project, "rationale", "张三，张三");
        let mut state = State::default();
        state.open(None, 2, None);
        state.search("张三".to_owned(), &project);
        assert_eq!(state.tally(), "第 3 处，共 4 处");
        state.step(1);
        state.step(1);
        assert_eq!(state.tally(), "第 1 处，共 4 处");
        state.step(-1);
        assert_eq!(state.place(), Some(("rationale".to_owned(), Some(3..5))));

        put(&mut project, "rationale", "先由张三，再由张三");
        assert!(state.refresh(&project));
        assert_eq!(state.tally(), "第 4 处，共 4 处");
        put(&mut project, "leader.name", "李四");
        assert!(state.refresh(&project));
        assert_eq!(state.place(), Some(("rationale".to_owned(), Some(7..9))));
        assert!(!state.refresh(&project));

        state.search("王五".to_owned(), &project);
        assert_eq!(state.tally(), "没有找到");
        state.step(1);
        assert_eq!(state.place(), None);
        state.search(String::new(), &project);
        assert_eq!(state.tally(), "");
    }

    #[test]
    fn in_a_section_that_was_handed_out_only_its_own_places_count() {
        let forms = Forms::bundled();
        let mut project = Project::new(forms.find("project-2021").unwrap());
        for path in ["project_name", "goals"] {
            project.apply(Edit::text(path, "宁波培训"), Duration::ZERO);
        }
        let count = |project: &Project| {
            let mut state = State::default();
            state.open(None, 0, None);
            state.search("宁波".to_owned(), project);
            (state.hits.len(), state.place().map(|(path, _)| path))
        };
        assert_eq!(count(&project).0, 2);
        let section = project.form().section_of("goals").unwrap();
        let alone = project.section_alone(section);
        // Its name came along, but is not shown.
        assert_eq!(alone.answers().text("project_name"), "宁波培训");
        assert_eq!(count(&alone), (1, Some("goals".to_owned())));
    }
}
