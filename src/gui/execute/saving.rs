//! When an open application is saved by itself, and what comes of it. Knows no window and no file; times are the window's clock, in seconds.

use std::collections::VecDeque;

use chrono::{DateTime, Local};

use crate::project::Project;
use crate::workspace::Target;

use super::saved_state::State;

/// How long nothing must have changed: in the middle of a sentence nothing is saved.
const PAUSE: f64 = 3.0;
/// No change waits longer, however steadily somebody types.
const LONGEST: f64 = 10.0;
/// What could not be saved is tried again after so long: a disk has room again, a drive is back.
const RETRY: f64 = 30.0;
/// In the middle of a word nothing is saved. Should an input method never say that the word is
/// done, no change waits longer than this.
const LONGEST_WORD: f64 = 60.0;

/// What the name of an application without a file allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    Empty,
    /// It is being typed.
    AtHand,
    Filled,
}

/// What is to be known of an application in a frame.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub revision: u64,
    pub is_dirty: bool,
    pub has_file: bool,
    pub name: Name,
    /// An input method is at work.
    pub composing: bool,
    /// The window has the keyboard.
    pub focused: bool,
}

/// Whether it is time to save.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Due {
    Nothing,
    /// After so many seconds, if nothing changes.
    In(f64),
    Now,
}

/// Who wanted it saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Itself,
    /// What comes next waits for it.
    Leaving,
    Person,
}

/// What another program did to the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outside {
    /// It wrote the file, and nobody was asked yet what is to be done.
    Unsaid,
    /// Somebody was asked, and has not decided.
    Undecided,
}

/// Whether a failure was said since something was saved last.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Warning {
    #[default]
    None,
    /// It is to be said as soon as no dialogue is open.
    Unsaid,
    Said,
}

/// What saving knows of one open application.
#[derive(Debug, Default)]
pub struct Saving {
    /// The newest revision that was seen, and when it was seen first.
    changed: (u64, f64),
    /// When the first change was seen that was given to no thread yet.
    first: Option<f64>,
    /// The window lost the keyboard: no pause is waited for.
    hurry: bool,
    focused: bool,
    /// A thread is writing.
    under_way: bool,
    /// What is to be saved once that is done, one after the other.
    queued: VecDeque<(Target, By)>,
    /// The revision that could not be saved, and why.
    failed: Option<(u64, String)>,
    /// When that is tried again without a change.
    retry_at: Option<f64>,
    warning: Warning,
    /// It was said that older versions cannot be kept, and none could since.
    warned_of_versions: bool,
    outside: Option<Outside>,
    /// It was imported and has no file of its own yet.
    imported: bool,
    saved_at: Option<DateTime<Local>>,
    /// Somebody chose the file's place and name.
    placed: bool,
    /// The name that the file could not get.
    refused_name: Option<String>,
}

impl Saving {
    /// For an application that has just been opened.
    pub fn of(project: &Project) -> Self {
        Self {
            saved_at: project.file_modified().map(DateTime::from),
            imported: project.is_dirty() && project.file().is_none(),
            ..Self::default()
        }
    }

    /// Whether it is time to save, to be asked in every frame.
    pub fn due(&mut self, now: f64, look: &Look) -> Due {
        let left_window = std::mem::replace(&mut self.focused, look.focused) && !look.focused;
        if !look.is_dirty {
            self.first = None;
            self.hurry = false;
            return Due::Nothing;
        }
        self.hurry |= left_window;
        let first = *self.first.get_or_insert(now);
        if self.changed.0 != look.revision || look.composing {
            self.changed = (look.revision, now);
        }
        let has_failed = matches!(&self.failed, Some((revision, _)) if *revision == look.revision);
        if self.under_way || self.outside.is_some() {
            return Due::Nothing;
        }
        if has_failed {
            let left = *self.retry_at.get_or_insert(now + RETRY) - now;
            return if left > 0.0 { Due::In(left) } else { Due::Now };
        }
        let pause = self.changed.1 + PAUSE - now;
        let longest = first + LONGEST - now;
        let left = match (look.has_file, look.name) {
            _ if self.hurry => 0.0,
            _ if look.composing => first + LONGEST_WORD - now,
            (true, _) | (_, Name::AtHand) => pause.min(longest),
            (false, Name::Empty) => longest,
            (false, Name::Filled) => 0.0,
        };
        if left > 0.0 { Due::In(left) } else { Due::Now }
    }

    /// A thread begins to write.
    pub fn begin(&mut self) {
        self.under_way = true;
        self.first = None;
        self.hurry = false;
    }

    /// The thread has written something else than the file. Gives back what is to be saved now.
    pub fn end(&mut self) -> Option<(Target, By)> {
        self.under_way = false;
        self.take_queued()
    }

    pub fn is_under_way(&self) -> bool {
        self.under_way
    }

    /// Lets a save wait for the one under way. No place that somebody chose is dropped for a later
    /// one; a plain save is part of any that waits already.
    pub fn queue(&mut self, target: Target, by: By) {
        let is_plain = matches!(target, Target::Own | Target::New(_));
        if !is_plain || self.queued.is_empty() {
            self.queued.push_back((target, by));
        }
    }

    pub fn take_queued(&mut self) -> Option<(Target, By)> {
        self.queued.pop_front()
    }

    /// The thread has written. Gives back whether it was the first file of what was imported.
    pub fn succeeded(&mut self, now: DateTime<Local>) -> bool {
        self.outside = None;
        self.under_way = false;
        self.failed = None;
        self.warning = Warning::None;
        self.saved_at = Some(now);
        std::mem::take(&mut self.imported)
    }

    /// The thread could not write that revision. It is said once until something is saved again,
    /// and whenever a person wanted it saved. It is tried again after the next change, or in a while.
    pub fn failed(&mut self, revision: u64, sentence: String, by: By) {
        self.under_way = false;
        self.failed = Some((revision, sentence));
        self.retry_at = None;
        if self.warning == Warning::None || by == By::Person {
            self.warning = Warning::Unsaid;
        }
    }

    /// The failure that is to be said now, to be asked for where it can be.
    pub fn failure_to_say(&mut self) -> Option<String> {
        if self.warning != Warning::Unsaid || self.under_way {
            return None;
        }
        self.warning = Warning::Said;
        let failed = self.failed.as_ref();
        failed.map(|(_, sentence)| sentence.clone())
    }

    /// Why it could not be saved when it was tried last.
    pub fn failure(&self) -> Option<&str> {
        let failed = self.failed.as_ref();
        failed.map(|(_, sentence)| sentence.as_str())
    }

    /// What is to be said of a version that could not be kept: once until one can be again, and
    /// whenever a person wanted it saved.
    pub fn versions_trouble(&mut self, trouble: Option<String>, by: By) -> Option<String> {
        let warned = std::mem::replace(&mut self.warned_of_versions, trouble.is_some());
        trouble.filter(|_| !warned || by == By::Person)
    }

    /// Another program has written the file; nothing is saved by itself until it is decided what
    /// is to become of it.
    pub fn changed_outside(&mut self) {
        self.under_way = false;
        self.outside = Some(Outside::Unsaid);
    }

    pub fn is_undecided(&self) -> bool {
        self.outside.is_some()
    }

    /// Whether somebody is to be asked now about the other program's file.
    pub fn asks_about_outside(&mut self) -> bool {
        let unsaid = self.outside == Some(Outside::Unsaid);
        if unsaid {
            self.outside = Some(Outside::Undecided);
        }
        unsaid
    }

    /// Somebody chose the file's place and name, which it keeps.
    pub fn was_placed(&mut self) {
        self.placed = true;
    }

    /// The file could not get that name. It is not tried again.
    pub fn refuse_name(&mut self, name: String) {
        self.refused_name = Some(name);
    }

    /// Whether the file may get that name without anybody's doing.
    pub fn may_be_named(&self, name: &str) -> bool {
        !self.placed
            && !self.under_way
            && self.outside.is_none()
            && self.refused_name.as_deref() != Some(name)
    }

    /// When it was saved last, where that is known.
    pub fn saved_at(&self) -> Option<DateTime<Local>> {
        self.saved_at
    }

    /// What the window says of an application.
    pub fn state(&self, project: &Project) -> State<'_> {
        if self.under_way {
            State::UnderWay
        } else if project.is_dirty() {
            State::Unsaved(match (&self.outside, &self.failed) {
                (Some(_), _) => Some("这份文件被别的程序改过，点“保存”选择怎么办"),
                (None, Some((_, sentence))) => Some(sentence),
                (None, None) => None,
            })
        } else if project.file().is_some() {
            State::Saved(self.saved_at)
        } else {
            State::New
        }
    }
}

#[cfg(test)]
mod tests;
