//! 专家库: people kept across applications, one file in the user's data folder, by the columns of
//! the library's own definition. Several windows may keep it in the same file: each takes over what
//! the others have written, expert by expert and column by column.
//!
//! Reading and writing are jobs of their own ([`Reading`], [`Writing`]) that may run beside a window:
//! a library of tens of thousands takes a part of a second.

mod add;
mod change;
mod differing;
mod expert;
mod export;
mod find;
mod form;
mod line;
mod people;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::storage::{self, Seen, StorageError, There};

pub use crate::roster::Person;
pub use add::Adding;
pub use change::{Change, History};
pub use differing::{Differing, Undecided};
pub use expert::{Expert, Id, Use};
pub use export::{export, sort};
pub use find::{Found, Index};
pub use form::{Count, Filling, Joining, Place, asked_count, places};
pub use people::People;

/// The expert library as this window has it.
#[derive(Debug, Clone)]
pub struct Library {
    file: PathBuf,
    people: Arc<People>,
    /// What the file held when it was last read or written here.
    written: Arc<People>,
    /// What the file was then; none where there was none.
    seen: Option<Seen>,
    is_read: bool,
    is_dirty: bool,
    /// Why the file could not be read; one sentence. Nothing is changed or written then.
    trouble: Option<String>,
    revision: u64,
}

/// The file, to be read beside the window.
#[derive(Debug)]
pub struct Reading {
    file: PathBuf,
    known: Arc<People>,
    seen: Option<Seen>,
}

/// What came of a reading.
#[derive(Debug)]
pub struct Read {
    /// What the file was to the window when the reading began.
    seen: Option<Seen>,
    fresh: Result<Fresh, StorageError>,
}

/// What stands in the file.
#[derive(Debug)]
enum Fresh {
    Nothing,
    Same,
    People(People, Seen),
}

/// What has changed, to be written beside the window.
#[derive(Debug)]
pub struct Writing {
    file: PathBuf,
    base: Arc<People>,
    ours: Arc<People>,
    seen: Option<Seen>,
}

/// What was written.
#[derive(Debug)]
pub struct Written {
    ours: Arc<People>,
    now: Arc<People>,
    seen: Seen,
}

impl Library {
    /// The library of a data folder, which is yet to be read.
    pub(super) fn of(data: &Path) -> Self {
        Self {
            file: data.join("experts.ron"),
            people: Arc::default(),
            written: Arc::default(),
            seen: None,
            is_read: false,
            is_dirty: false,
            trouble: None,
            revision: 0,
        }
    }

    /// The experts; none before they are read.
    pub fn people(&self) -> &Arc<People> {
        &self.people
    }

    /// One expert.
    pub fn get(&self, id: Id) -> Option<&Arc<Expert>> {
        self.people.get(&id)
    }

    /// Grows whenever the experts change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether the file was read, so that something may be changed.
    pub fn is_read(&self) -> bool {
        self.is_read
    }

    /// Whether something has changed since it was written.
    pub fn is_dirty(&self) -> bool {
        self.is_dirty
    }

    /// Why the file could not be read, with the file's place.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// The file in which it is kept.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// The file, to be read beside the window, for the first time or anew.
    pub fn reading(&self) -> Reading {
        Reading {
            file: self.file.clone(),
            known: self.people.clone(),
            seen: self.seen.clone(),
        }
    }

    /// Takes over what was read; what was changed here and not written yet stays. A file that is gone
    /// or does not read any more changes nothing: writing will say so. Neither does what was read
    /// before something else was read or written here since: it may be older than that.
    pub fn take(&mut self, read: Read) {
        let is_of_now = match (&read.seen, &self.seen) {
            (Some(then), Some(now)) => then.is_same(now),
            (then, now) => then.is_none() && now.is_none(),
        };
        if !is_of_now {
            return;
        }
        match read.fresh {
            Ok(Fresh::Nothing | Fresh::Same) => {}
            Ok(Fresh::People(theirs, seen)) => {
                let now = people::merged(&self.written, &self.people, &theirs);
                self.written = Arc::new(theirs);
                self.seen = Some(seen);
                self.put(Arc::new(now));
            }
            Err(_) if self.is_read => return,
            Err(error) => {
                self.trouble = Some(error.to_string());
                return;
            }
        }
        self.trouble = None;
        self.is_read = true;
    }

    /// The file that did not read may be read again, as after a person has mended or moved it.
    pub fn forget_trouble(&mut self) {
        self.trouble = None;
    }

    /// Reads the file here and now, where that was not done yet.
    pub fn read_now(&mut self) {
        if !self.is_read && self.trouble.is_none() {
            let read = self.reading().run();
            self.take(read);
        }
    }

    /// Carries out a change and gives back the one that takes it back. What another window has
    /// changed meanwhile in the same people stays.
    pub fn apply(&mut self, change: Change) -> Change {
        if !self.is_read {
            return Change::default();
        }
        let back = change.apply(Arc::make_mut(&mut self.people));
        if !back.is_nothing() {
            self.revision += 1;
            self.is_dirty = true;
        }
        back
    }

    /// What has changed, to be written; none where nothing has, or nothing may be written.
    pub fn writing(&self) -> Option<Writing> {
        (self.is_dirty && self.is_read).then(|| Writing {
            file: self.file.clone(),
            base: self.written.clone(),
            ours: self.people.clone(),
            seen: self.seen.clone(),
        })
    }

    /// Takes note of what was written, with what other windows had written before.
    pub fn wrote(&mut self, written: Written) {
        let Written { ours, now, seen } = written;
        let is_all = Arc::ptr_eq(&ours, &self.people);
        if !is_all {
            let people = people::merged(&ours, &self.people, &now);
            self.put(Arc::new(people));
        } else if !Arc::ptr_eq(&now, &ours) {
            self.put(now.clone());
        }
        self.is_dirty = !is_all;
        self.written = now;
        self.seen = Some(seen);
    }

    /// Writes what has changed here and now.
    ///
    /// # Errors
    /// Those of [`Writing::run`].
    pub fn write_now(&mut self) -> Result<(), StorageError> {
        if let Some(writing) = self.writing() {
            self.wrote(writing.run()?);
        }
        Ok(())
    }

    fn put(&mut self, people: Arc<People>) {
        let is_same = self.people.len() == people.len()
            && self
                .people
                .values()
                .zip(people.values())
                .all(|(one, other)| Arc::ptr_eq(one, other));
        if !is_same {
            self.revision += 1;
        }
        self.people = people;
    }
}

impl Reading {
    /// Reads the file.
    pub fn run(self) -> Read {
        let Self { file, known, seen } = self;
        let is_same = |now: &Seen| seen.as_ref().is_some_and(|seen| seen.is_same(now));
        let fresh = storage::read_list::<Expert>(&file).map(|list| match list {
            None => Fresh::Nothing,
            Some((_, now)) if is_same(&now) => Fresh::Same,
            Some((list, now)) => Fresh::People(people::shared(people::of_file(list), &known), now),
        });
        Read { seen, fresh }
    }
}

impl Read {
    /// The experts that stand in the file, as far as they are news; for what is worked out of them
    /// beside the window.
    pub fn people(&self) -> Option<&People> {
        match &self.fresh {
            Ok(Fresh::People(people, _)) => Some(people),
            _ => None,
        }
    }
}

impl Writing {
    /// Writes what has changed into what the file holds by now.
    ///
    /// # Errors
    /// Where the file does not read any more or cannot be written; it is then as it was, and this
    /// may be tried again.
    pub fn run(self) -> Result<Written, StorageError> {
        let Self {
            file,
            base,
            ours,
            seen,
        } = self;
        let mut now = ours.clone();
        let list = |people: &People| {
            people
                .values()
                .cloned()
                .map(line::Written)
                .collect::<Vec<_>>()
        };
        let (_, seen) = storage::change_list(&file, seen.as_ref(), |there| {
            now = match there {
                There::Nothing | There::Same => ours.clone(),
                There::Other(theirs) => {
                    let theirs = people::shared(people::of_file(theirs), &ours);
                    Arc::new(people::merged(&base, &ours, &theirs))
                }
            };
            list(&now)
        })?;
        Ok(Written { ours, now, seen })
    }
}

#[cfg(test)]
mod tests;
