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
mod tests {
    use super::*;
    use crate::answers::{Answer, Edit};

    fn named(name: &str) -> Expert {
        let mut expert = Expert::default();
        expert.person.0.push(("name".to_owned(), name.into()));
        expert
    }

    fn open(data: &Path) -> Library {
        let mut library = Library::of(data);
        library.read_now();
        library
    }

    fn add(library: &mut Library, name: &str) -> Id {
        let mut change = Change::default();
        let id = change.add(named(name));
        library.apply(change);
        id
    }

    fn set(library: &mut Library, id: Id, column: &str, text: &str) {
        let mut change = Change::default();
        let expert = library.get(id).unwrap();
        change.alter(expert, |expert| {
            expert.edit(Edit::text(format!("{id}.{column}"), text));
        });
        library.apply(change);
    }

    fn remove(library: &mut Library, id: Id) {
        let mut change = Change::default();
        change.remove(library.get(id).unwrap());
        library.apply(change);
    }

    fn names(library: &Library) -> Vec<String> {
        let people = library.people().values();
        let mut names: Vec<_> = people.map(|one| one.text("name").into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn experts_come_back_with_all_that_is_known_of_them() {
        let folder = tempfile::tempdir().unwrap();
        let mut library = Library::of(folder.path());
        // Nothing is changed before the file was read.
        add(&mut library, "甲");
        assert!(!library.is_read() && !library.is_dirty());
        library.read_now();
        let id = add(&mut library, "张三");
        set(&mut library, id, "fax_of_a_later_program", "010");
        let mut change = Change::default();
        change.alter(library.get(id).unwrap(), |expert| {
            expert.add_word("tags", "材料");
            expert.add_word("tags", "材料");
            for on in ["2021-05-20", "2022-01-01"] {
                expert.note_use(Use {
                    title: "示范项目".to_owned(),
                    form: "附件5".to_owned(),
                    on: on.to_owned(),
                });
            }
        });
        library.apply(change);
        library.write_now().unwrap();
        assert!(!library.is_dirty());
        let again = open(folder.path());
        assert_eq!(again.people(), library.people());
        let expert = again.get(id).unwrap();
        assert_eq!(expert.entries("tags").collect::<Vec<_>>(), ["材料"]);
        assert_eq!(expert.used.len(), 1);
        assert_eq!(expert.used[0].on, "2022-01-01");
    }

    #[test]
    fn two_windows_keep_what_the_other_has_written() {
        let folder = tempfile::tempdir().unwrap();
        let mut one = open(folder.path());
        let (both, gone, edited) = (
            add(&mut one, "甲"),
            add(&mut one, "乙"),
            add(&mut one, "丙"),
        );
        one.write_now().unwrap();
        let mut other = open(folder.path());
        set(&mut other, both, "mobile", "13800000001");
        remove(&mut other, gone);
        remove(&mut other, edited);
        add(&mut other, "丁");
        other.write_now().unwrap();
        set(&mut one, both, "name", "甲一");
        set(&mut one, edited, "title", "教授");
        add(&mut one, "戊");
        one.write_now().unwrap();
        // The one who was taken out there does not come back from here.
        assert_eq!(names(&one), ["丁", "丙", "戊", "甲一"]);
        let read = other.reading().run();
        other.take(read);
        assert_eq!(other.people(), one.people());
        assert!(!other.is_dirty() && !one.is_dirty());
        assert_eq!(other.get(both).unwrap().text("mobile"), "13800000001");
        // What was written here is read here as nothing new.
        let revision = one.revision();
        let read = one.reading().run();
        one.take(read);
        assert_eq!(one.revision(), revision);
    }

    #[test]
    fn what_changes_while_it_is_written_is_written_next() {
        let folder = tempfile::tempdir().unwrap();
        let mut library = open(folder.path());
        let id = add(&mut library, "甲");
        let writing = library.writing().unwrap();
        set(&mut library, id, "name", "甲一");
        add(&mut library, "乙");
        let mut other = open(folder.path());
        add(&mut other, "丙");
        other.write_now().unwrap();
        library.wrote(writing.run().unwrap());
        assert!(library.is_dirty());
        assert_eq!(names(&library), ["丙", "乙", "甲一"]);
        library.write_now().unwrap();
        assert_eq!(names(&open(folder.path())), ["丙", "乙", "甲一"]);
    }

    #[test]
    fn what_was_read_before_a_write_takes_nothing_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut library = open(folder.path());
        add(&mut library, "甲");
        library.write_now().unwrap();
        let mut other = open(folder.path());
        add(&mut other, "丙");
        other.write_now().unwrap();
        let read = library.reading().run();
        add(&mut library, "乙");
        library.write_now().unwrap();
        library.take(read);
        assert_eq!(names(&library), ["丙", "乙", "甲"]);
        assert_eq!(names(&open(folder.path())), ["丙", "乙", "甲"]);
    }

    #[test]
    fn a_file_that_does_not_read_is_said_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("experts.ron");
        for source in ["[(id: 1", "", "[(id:\"x\",person:[])]", "\u{1}"] {
            std::fs::write(&file, source).unwrap();
            let mut library = open(folder.path());
            assert!(
                library.trouble().unwrap().contains("experts.ron"),
                "{source}"
            );
            add(&mut library, "甲");
            assert!(library.writing().is_none());
            library.write_now().unwrap();
            assert_eq!(std::fs::read_to_string(&file).unwrap(), source);
            std::fs::remove_file(&file).unwrap();
            library.forget_trouble();
            library.read_now();
            assert!(library.is_read());
        }
    }

    #[test]
    fn a_file_that_has_gone_or_broken_meanwhile_costs_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("experts.ron");
        let mut library = open(folder.path());
        add(&mut library, "甲");
        library.write_now().unwrap();
        add(&mut library, "乙");
        std::fs::write(&file, "[(id: 1").unwrap();
        let read = library.reading().run();
        library.take(read);
        assert!(library.write_now().is_err() && library.is_dirty());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "[(id: 1");
        std::fs::remove_file(&file).unwrap();
        library.write_now().unwrap();
        assert_eq!(names(&open(folder.path())), ["乙", "甲"]);
    }

    #[test]
    fn steps_are_taken_back_and_done_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut library = open(folder.path());
        let mut history = History::default();
        let at = |seconds| Some(("name".to_owned(), std::time::Duration::from_secs(seconds)));
        let mut change = Change::default();
        let id = change.add(Expert::default());
        history.apply(&mut library, change, None);
        for (text, seconds) in [("张", 10), ("张三", 11), ("张三丰", 20)] {
            let mut change = Change::default();
            change.alter(library.get(id).unwrap(), |expert| {
                expert.edit(Edit::text(format!("{id}.name"), text));
            });
            assert!(history.apply(&mut library, change, at(seconds)));
        }
        let mut change = Change::default();
        change.remove(library.get(id).unwrap());
        history.apply(&mut library, change, None);
        let name = |library: &Library| library.get(id).map(|one| one.text("name").into_owned());
        for expected in [Some("张三丰"), Some("张三"), Some(""), None] {
            assert_eq!(history.undo(&mut library), Some(vec![id]));
            assert_eq!(name(&library).as_deref(), expected);
        }
        assert_eq!(history.undo(&mut library), None);
        while history.redo(&mut library).is_some() {}
        assert_eq!(name(&library), None);
        // What another window has changed meanwhile stays when a step is taken back.
        history.undo(&mut library);
        set(&mut library, id, "mobile", "138");
        history.undo(&mut library);
        let expert = library.get(id).unwrap();
        assert_eq!(
            (&*expert.text("name"), &*expert.text("mobile")),
            ("张三", "138")
        );
        assert!(matches!(expert.person.child("name"), Some(Answer::Text(_))));
    }
}
