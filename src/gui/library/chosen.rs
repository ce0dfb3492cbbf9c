//! Those who are chosen, and where in the open application they may go: worked out once, and not in
//! every frame, for there may be tens of thousands.

use std::borrow::Cow;
use std::sync::Arc;

use crate::gui::roster;
use crate::project::Project;
use crate::workspace::library::{Expert, Id, Library, places};

use super::State;
use super::data::place_words;

/// What follows from who is ticked, and from what it was worked out.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// The ticks, who is open, and the library's revision.
    from: Option<(u64, Option<Id>, u64)>,
    /// Those who are ticked; the one who is shown where nobody is.
    pub ids: Arc<[Id]>,
    /// Whether everybody in the list is ticked.
    pub is_all: bool,
    entries: Arc<[Entry]>,
    /// The open application and its revision for which the entries hold.
    entries_for: Option<(u64, u64)>,
}

/// A place of the open application, as the menu offers it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub path: String,
    pub words: String,
    /// Whether those who are chosen may go there.
    pub can: bool,
}

impl State {
    /// What follows from who is ticked by now.
    pub(super) fn chosen(&mut self, library: &Library) -> &mut Chosen {
        let from = (self.ticks, self.open, library.revision());
        if self.chosen.from != Some(from) {
            let there = |id: &Id| library.get(*id).is_some();
            let ids = match self.ticked.is_empty() {
                true => self.open.into_iter().filter(there).collect(),
                false => self.ticked.iter().copied().collect(),
            };
            self.chosen = Chosen {
                from: Some(from),
                ids,
                is_all: self.all_ticked(),
                ..Chosen::default()
            };
        }
        &mut self.chosen
    }

    /// Whether everybody in the list is ticked.
    fn all_ticked(&self) -> bool {
        let mut found = self.found.iter().filter_map(|at| self.index.get(*at));
        let may_be = !self.found.is_empty() && self.found.len() <= self.ticked.len();
        may_be && found.all(|expert| self.ticked.contains(&expert.id))
    }

    /// Ticks or unticks one expert.
    pub(super) fn tick(&mut self, id: Id, on: bool) {
        match on {
            true => self.ticked.insert(id),
            false => self.ticked.remove(&id),
        };
        self.ticks += 1;
    }

    /// Ticks everybody in the list.
    pub(super) fn tick_all(&mut self) {
        let found = self.found.iter().filter_map(|at| self.index.get(*at));
        self.ticked.extend(found.map(|expert| expert.id));
        self.ticks += 1;
    }

    /// Unticks everybody.
    pub(super) fn tick_none(&mut self) {
        self.ticked.clear();
        self.ticks += 1;
    }
}

impl Chosen {
    /// The places of the open application, by its number: where one section of it was handed out,
    /// those of that section.
    pub fn entries(&mut self, library: &Library, (id, project): (u64, &Project)) -> Arc<[Entry]> {
        let now = (id, project.revision());
        if self.entries_for != Some(now) {
            self.entries = entries(library, &self.ids, project);
            self.entries_for = Some(now);
        }
        self.entries.clone()
    }
}

fn entries(library: &Library, ids: &[Id], project: &Project) -> Arc<[Entry]> {
    let experts: Vec<Arc<Expert>> = ids
        .iter()
        .filter_map(|id| library.get(*id).cloned())
        .collect();
    let (form, answers) = (project.form(), project.answers());
    let asked = roster::data::places(Some(project), false);
    let is_asked = |path: &str| {
        let mut asked = asked.iter();
        asked.any(|(place, _)| matches!(place, roster::data::Place::Form(one) if one == path))
    };
    let places = places(form).into_iter();
    let places = places.filter(|place| is_asked(&place.path));
    let entries = places.map(|place| {
        let joining = place
            .is_table
            .then(|| place.joining(form, answers, &experts));
        let there = answers.text(&format!("{}.name", place.path));
        let is_same = |expert: &Arc<Expert>| expert.text("name") == there;
        let there = match experts.iter().any(is_same) {
            true => Cow::Borrowed(""),
            false => there,
        };
        let (words, can) = place_words(&place, &there, experts.len(), joining.as_ref());
        Entry {
            path: place.path,
            words,
            can,
        }
    });
    entries.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::{Answer, Edit, Group};
    use crate::form;
    use crate::workspace::library::{Adding, Person};
    use crate::workspace::{Places, Workspace};
    use std::time::Duration;

    #[test]
    fn it_is_worked_out_anew_where_something_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        let mut workspace = Workspace::open(Places::in_folder(folder.path()));
        let library = workspace.library_mut();
        library.read_now();
        let people = ["甲", "乙"].map(|name| Person {
            name: name.to_owned(),
            ..Person::default()
        });
        let adding = Adding::of(library.people(), &people, None);
        let ids = adding.new.clone();
        library.apply(adding.change);
        let mut state = State::default();
        state.look(library);
        assert!(state.chosen(library).ids.is_empty());
        state.tick(ids[0], true);
        assert_eq!(state.chosen(library).ids[..], ids[..1]);
        assert!(!state.chosen(library).is_all);
        state.tick_all();
        assert!(state.chosen(library).is_all);
        let form = form::find("registration-2022").unwrap();
        let mut project = Project::new(form);
        let words = |state: &mut State, project: &Project| {
            let entries = state.chosen(library).entries(library, (1, project));
            entries.last().unwrap().words.clone()
        };
        assert_eq!(words(&mut state, &project), "其他主要团员：加 2 人");
        let row = Group(vec![("name".to_owned(), "甲".into())]);
        let row = Edit::InsertRow {
            table: "members".to_owned(),
            at: 0,
            row: Answer::Group(row),
        };
        project.apply(row, Duration::ZERO);
        let now = words(&mut state, &project);
        assert_eq!(now, "其他主要团员：加 1 人，1 人已经在里面");
        let one = state.chosen(library).entries(library, (1, &project));
        let again = state.chosen(library).entries(library, (1, &project));
        assert!(Arc::ptr_eq(&one, &again));
        state.tick_none();
        assert!(state.chosen(library).ids.is_empty());
    }

    #[test]
    fn of_a_section_that_was_handed_out_its_own_places_are_offered() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::open(Places::in_folder(folder.path()));
        let form = form::find("project-2021").unwrap();
        let mut project = Project::new(form.clone());
        let paths = |project: &Project| -> Vec<String> {
            let entries = entries(workspace.library(), &[], project);
            entries.iter().map(|entry| entry.path.clone()).collect()
        };
        assert_eq!(paths(&project), ["leader", "contact", "members"]);
        let section = form.section_of("members").unwrap();
        project = project.section_alone(section);
        let alone = paths(&project);
        assert!(
            alone.contains(&"members".to_owned()) && alone.len() < 3,
            "{alone:?}"
        );
    }
}
