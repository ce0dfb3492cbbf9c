//! 专家库: people kept across applications, to be searched, edited, put into the open application and
//! handed out.

mod chosen;
mod coming;
mod data;
mod details;
mod differing;
mod list;
mod picker;
mod ui;

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use crate::answers::{Answers, Edit};
use crate::form::FormDef;
use crate::workspace::library::{Found, History, Id, Index, Library, Undecided};

use super::widgets::FieldState;
use chosen::Chosen;

pub use coming::Coming;
pub use data::{added_words, rest_words};
pub use picker::{Picker, picker_ui};
pub use ui::{LibraryCx, library_ui};

/// What the page, or a person's row in a form, asks for.
#[derive(Debug, Clone)]
pub enum Act {
    /// A change of an expert, at a path that begins with their id.
    Edit(Id, Edit),
    /// Somebody new, to be written down by hand.
    New,
    /// Shows one expert beside the list; none of them where there is none.
    Open(Option<Id>),
    Remove(Vec<Id>),
    /// Takes the last change of the library back.
    Undo,
    /// Reads the file again that did not read.
    Reread,
    /// Puts experts into a table or block of the open application, by its path.
    Into {
        path: String,
        ids: Vec<Id>,
    },
    /// Shows that place of the open application.
    Show(String),
    /// Keeps the person who stands at that path of the open application.
    Keep(String),
    /// Lets a person choose who is to stand at that path.
    Pick(String),
    /// Puts the expert there.
    Fill {
        path: String,
        id: Id,
    },
    /// Puts the expert's own in place of what stayed when they were put there.
    Replace(Edit),
    /// What becomes of somebody of whom the library says otherwise, by their place in the list.
    Decide(usize, Decision),
    /// Of all of whom the library says otherwise, what it says stays.
    KeepAll,
    /// Asks where a list of those experts is to be written.
    Export(Vec<Id>),
}

/// What a person says of two pieces of news about somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// What the library says stays, and so does somebody who was added.
    Keep,
    /// What came takes its place in those columns. Two who were perhaps one become one.
    Take(Vec<String>),
    /// Who was added goes.
    LeaveOut,
}

/// What the page remembers between frames.
#[derive(Debug, Default)]
pub struct State {
    pub fields: FieldState,
    pub history: History,
    index: Arc<Index>,
    /// The library's revision for which the index holds.
    indexed: Option<u64>,
    /// What is typed into the search field.
    query: String,
    found: Found,
    /// What was looked for, and in which revision.
    found_for: Option<(String, u64)>,
    /// Who is shown beside the list.
    open: Option<Id>,
    ticked: BTreeSet<Id>,
    /// Grows whenever others are ticked or found.
    ticks: u64,
    /// What follows from who is ticked.
    chosen: Chosen,
    /// The expert who is shown, as the questions see them, and in which revision.
    shown: Option<(Id, u64, Answers)>,
    /// The definition with the tags that are in use; none before somebody is shown.
    form: Option<Arc<FormDef>>,
    /// The place in the list that is to come into view.
    scroll_to: Option<usize>,
    /// Whose line is to get the focus once the list has them in view, and the place of that line.
    focus_on: Option<Id>,
    focus: Option<usize>,
    /// Whether the search field is yet to get the cursor.
    fresh: bool,
    /// What a person is to decide.
    pub undecided: Undecided,
    /// People on their way into the library, the first of them being compared beside the window.
    pub coming: VecDeque<Coming>,
    /// How many came that way; the last one's number.
    pub came: u64,
    /// When something was changed last, in seconds since the window's start.
    pub changed: f64,
    /// The file is being read.
    pub reading: bool,
    /// The file is being written.
    pub writing: bool,
    /// Something has been written since the window's start.
    pub kept: bool,
    /// Why it could not be written last; one sentence.
    pub failure: Option<String>,
}

impl State {
    /// Whether something is being done beside the window.
    pub fn is_at_work(&self) -> bool {
        self.reading || self.writing || !self.coming.is_empty()
    }

    /// The experts as they are, ready for searching.
    pub fn index(&mut self, library: &Library) -> &Arc<Index> {
        if self.indexed != Some(library.revision()) {
            Arc::make_mut(&mut self.index).refresh(library.people());
            self.indexed = Some(library.revision());
        }
        &self.index
    }

    /// Takes over what was made ready beside the window.
    pub fn set_index(&mut self, index: Index) {
        self.index = Arc::new(index);
        self.indexed = None;
    }

    /// The index, to be made ready beside the window.
    pub fn index_so_far(&self) -> Arc<Index> {
        self.index.clone()
    }

    /// The page comes up.
    pub fn enter(&mut self) {
        self.fresh = true;
        self.fields.reread();
    }

    /// Shows an expert beside the list, and has them come into view in it.
    pub fn open(&mut self, id: Option<Id>) {
        self.fields.reread();
        self.open = id;
        self.form = None;
        // Found when the list is next looked through.
        self.found_for = None;
    }

    /// Who is shown beside the list.
    pub fn opened(&self) -> Option<Id> {
        self.open
    }

    /// Puts the cursor into the first question about somebody new.
    pub fn begin(&mut self, id: Id) {
        self.query.clear();
        self.open(Some(id));
        self.fields.want(&format!("{id}.name"));
    }

    /// Looks through the experts where another thing is looked for, or they have changed.
    fn look(&mut self, library: &Library) {
        let now = (self.query.clone(), library.revision());
        if self.found_for.as_ref() == Some(&now) {
            return;
        }
        let index = self.index(library).clone();
        self.ticked.retain(|id| library.get(*id).is_some());
        self.found = index.find(&self.query);
        let open = self.open;
        let is_open = |at: &usize| index.get(*at).map(|one| one.id) == open;
        if open.is_some() {
            self.scroll_to = self.found.iter().position(is_open);
        }
        if self.focus_on.take().is_some_and(|id| Some(id) == open) {
            self.focus = self.scroll_to;
        }
        self.found_for = Some(now);
        self.ticks += 1;
    }
}
