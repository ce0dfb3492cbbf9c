//! 网上填报: every answer in the order of the upload page, to be copied one after the other.

mod card;
mod data;
mod list;
mod ui;

use crate::gui::widgets::Saved;
use crate::project::Project;
use crate::project::transcript::Entry;

pub use ui::upload_ui;

/// What the screen remembers while it is not shown.
#[derive(Debug, Default)]
pub struct State {
    /// The key of the item at hand.
    current: Option<String>,
    /// Whether items without an answer are listed too.
    show_empty: bool,
    /// The list scrolls to the item at hand once.
    follow: bool,
    /// The items, with the revision that they were worked out from.
    entries: Vec<Entry>,
    revision: Option<u64>,
    /// What came of the last file that was saved from here.
    saved: Option<Saved>,
}

impl State {
    /// Takes note of what came of a file that was saved; the list makes room for it.
    pub fn show_saved(&mut self, saved: Saved) {
        self.saved = Some(saved);
        self.follow = true;
    }

    /// What came of the last file that was saved from here.
    pub fn saved(&self) -> Option<&Saved> {
        self.saved.as_ref()
    }

    /// Works out the items again where the application has changed, and finds the one at hand: at
    /// first the first that is not copied yet.
    fn refresh(&mut self, project: &Project) -> usize {
        if self.revision != Some(project.revision()) {
            self.entries = project.transcript();
            self.revision = Some(project.revision());
        }
        let known = self.current.as_ref();
        let known = known.and_then(|key| data::place_of(&self.entries, key));
        match known {
            Some(at) => at,
            None => {
                let at = data::first_open(&self.entries);
                self.select(at);
                at
            }
        }
    }

    /// Takes another item to hand and brings it into view.
    fn select(&mut self, at: usize) {
        self.current = self.entries.get(at).map(|entry| entry.item.key.clone());
        self.follow = true;
    }
}
