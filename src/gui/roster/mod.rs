//! 读入名单: the people of a spreadsheet, looked at before they come into an application.

mod columns;
pub mod data;
mod detail;
mod table;
mod ui;

use std::path::PathBuf;
use std::sync::Arc;

use crate::project::Project;
use crate::project::people::{Corrections, Part, Roster};

use super::app::Work;

use data::{Filter, Import, Place};

pub use ui::roster_ui;

/// Something that the page asks for.
#[derive(Debug, Clone)]
pub enum Act {
    /// Opens the page for the table or the person at that path; none for the usual table.
    Open(Option<String>),
    /// Opens the page for the expert library.
    IntoLibrary,
    /// Reads a file that was dropped on the window.
    Drop(PathBuf),
    /// Asks the system's dialogue for the file.
    Pick,
    /// Reads another sheet of the file.
    Sheet(String),
    /// A person says what the column at that place holds.
    Column(usize, Option<Part>),
    /// Takes the chosen people in.
    Take,
}

/// A file that is being read.
pub struct Reading {
    /// Tells it from those that were begun before it.
    pub number: u64,
    pub work: Work,
    /// When it was begun, by the window's clock in seconds.
    pub since: f64,
}

/// What the page remembers between frames.
#[derive(Default)]
pub struct State {
    pub file: Option<PathBuf>,
    /// Where the people go.
    pub place: Place,
    /// Whether the expert library takes people.
    pub has_library: bool,
    /// How many files were begun to be read; the last one's number.
    pub asked: u64,
    pub reading: Option<Reading>,
    /// Why the file gives no roster; one sentence.
    pub failure: Option<String>,
    /// The sheets of the file, once it was read.
    pub sheets: Vec<String>,
    /// What was said of columns, also where it could not be kept.
    pub corrections: Corrections,
    pub import: Option<Import>,
    filter: Filter,
    /// The person whose detail is shown, from 0.
    current: Option<usize>,
    /// The person whose tick gets the focus.
    wanted: Option<usize>,
    /// The list scrolls to that person, however far.
    jumps: bool,
}

impl State {
    /// The file's name; empty while there is none.
    pub fn name(&self) -> String {
        let name = self.file.as_ref().and_then(|file| file.file_name());
        name.map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    }

    /// Begins with another file.
    pub fn begin(&mut self, file: PathBuf) {
        self.file = Some(file);
        self.sheets.clear();
        self.forget();
    }

    /// Brings a person into view, with the cursor on the tick.
    fn seek(&mut self, at: usize) {
        if let Some(import) = &mut self.import
            && !import.listed.contains(&at)
        {
            self.filter = Filter::All;
            import.query.clear();
            import.list(Filter::All);
        }
        self.current = Some(at);
        self.wanted = Some(at);
        self.jumps = true;
    }

    /// Lets go of what was read.
    pub fn forget(&mut self) {
        self.import = None;
        self.failure = None;
        self.filter = Filter::default();
        self.current = None;
    }

    /// Shows what was read. What was chosen and looked for in the same sheet before stays so.
    pub fn show(&mut self, roster: Roster) {
        if self.sheets.is_empty() {
            self.sheets.clone_from(&roster.sheets);
        }
        self.failure = None;
        let before = self.import.take();
        let import = Import::new(Arc::new(roster), before);
        self.filter = import.filter();
        self.import = Some(import);
        self.current = None;
    }

    /// Works out again what the import would do, where the application or the place has changed.
    pub fn refresh(&mut self, open: Option<(u64, &Project)>) {
        let places = data::places(open.map(|(_, project)| project), self.has_library);
        if !places.iter().any(|(place, _)| *place == self.place)
            && let Some((place, _)) = places.into_iter().next()
        {
            self.place = place;
        }
        if let Some(import) = &mut self.import
            && import.refresh(&self.place, open)
        {
            self.current = None;
        }
    }
}
