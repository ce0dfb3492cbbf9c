//! When an open application is saved by itself, and what is said of it. Knows no window and no
//! file; times are the window's clock, in seconds.

use std::collections::VecDeque;

use chrono::{DateTime, Local, NaiveDate};

use crate::project::Project;
use crate::workspace::Target;

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
    /// and whenever a person wanted it saved. It is tried again after the next change.
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

/// Whether what is shown stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State<'a> {
    /// There is nothing to save yet.
    New,
    UnderWay,
    /// Since when, where that is known.
    Saved(Option<DateTime<Local>>),
    /// Why it could not be saved, where it was tried.
    Unsaved(Option<&'a str>),
}

impl State<'_> {
    /// What a person reads on that day.
    pub fn words(self, today: NaiveDate) -> String {
        match self {
            Self::New => "新建".to_owned(),
            Self::UnderWay => "正在保存".to_owned(),
            Self::Saved(None) => "已保存".to_owned(),
            Self::Saved(Some(at)) => format!("已保存 {}", moment(at, today)),
            Self::Unsaved(_) => "未保存".to_owned(),
        }
    }
}

/// The hour of this day, or the day.
pub fn moment(at: DateTime<Local>, today: NaiveDate) -> String {
    let form = if at.date_naive() == today {
        "%H:%M"
    } else {
        "%-m月%-d日"
    };
    at.format(form).to_string()
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    const LOOK: Look = Look {
        revision: 1,
        is_dirty: true,
        has_file: true,
        name: Name::Filled,
        composing: false,
        focused: true,
    };

    fn new(name: Name) -> Look {
        Look {
            has_file: false,
            name,
            ..LOOK
        }
    }

    fn clock() -> DateTime<Local> {
        Local.with_ymd_and_hms(2021, 5, 20, 14, 32, 0).unwrap()
    }

    /// Changes every half second from second 100 on, until it is time to save.
    fn typed_until(mut look: Look) -> f64 {
        let mut saving = Saving::default();
        for step in 0..200 {
            let now = 100.0 + f64::from(step) / 2.0;
            look.revision = step as u64 + 1;
            if saving.due(now, &look) == Due::Now {
                return now - 100.0;
            }
        }
        panic!("it is never saved");
    }

    #[test]
    fn what_has_a_file_is_saved_after_a_pause_and_after_ten_seconds_of_typing() {
        let mut saving = Saving::default();
        assert_eq!(saving.due(5.0, &LOOK), Due::In(3.0));
        assert_eq!(saving.due(7.5, &LOOK), Due::In(0.5));
        assert_eq!(saving.due(8.0, &LOOK), Due::Now);
        assert!((typed_until(LOOK) - 10.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_is_saved_in_the_middle_of_a_word_unless_it_never_ends() {
        for has_file in [true, false] {
            let composing = Look {
                composing: true,
                has_file,
                ..LOOK
            };
            assert!((typed_until(composing) - 60.0).abs() < 1e-9);
            let mut saving = Saving::default();
            assert_eq!(saving.due(5.0, &composing), Due::In(60.0));
            let committed = Look {
                revision: 2,
                composing: false,
                ..composing
            };
            let expected = if has_file { Due::In(3.0) } else { Due::Now };
            assert_eq!(saving.due(6.0, &committed), expected);
            // Another window takes the word away.
            let away = Look {
                focused: false,
                ..composing
            };
            let mut saving = Saving::default();
            assert_eq!(saving.due(5.0, &composing), Due::In(60.0));
            assert_eq!(saving.due(6.0, &away), Due::Now);
        }
    }

    #[test]
    fn what_has_no_file_waits_for_its_name_or_ten_seconds() {
        let cases = [
            (Name::Empty, Due::In(10.0)),
            (Name::AtHand, Due::In(3.0)),
            (Name::Filled, Due::Now),
        ];
        for (name, expected) in cases {
            assert_eq!(Saving::default().due(5.0, &new(name)), expected, "{name:?}");
        }
        for name in [Name::Empty, Name::AtHand] {
            assert!((typed_until(new(name)) - 10.0).abs() < 1e-9, "{name:?}");
        }
        let clean = Look {
            is_dirty: false,
            ..new(Name::Filled)
        };
        assert_eq!(Saving::default().due(5.0, &clean), Due::Nothing);
    }

    #[test]
    fn losing_the_keyboard_saves_at_once_and_only_then() {
        let mut saving = Saving::default();
        let away = |revision| Look {
            revision,
            focused: false,
            ..LOOK
        };
        assert_eq!(saving.due(5.0, &LOOK), Due::In(3.0));
        assert_eq!(saving.due(5.5, &away(1)), Due::Now);
        saving.begin();
        assert_eq!(saving.due(5.6, &away(2)), Due::Nothing);
        saving.succeeded(clock());
        assert_eq!(saving.due(6.6, &away(2)), Due::In(2.0));
    }

    #[test]
    fn a_failure_is_said_once_and_tried_again_after_each_change_and_in_time() {
        let mut saving = Saving::default();
        assert_eq!(saving.due(0.0, &LOOK), Due::In(3.0));
        saving.begin();
        let full = || "磁盘空间已满".to_owned();
        saving.failed(1, full(), By::Itself);
        // Until it can be said, it stays to be said.
        assert_eq!(saving.failure_to_say(), Some(full()));
        assert_eq!(saving.failure_to_say(), None);
        assert_eq!(saving.due(10.0, &LOOK), Due::In(30.0));
        assert_eq!(saving.due(30.0, &LOOK), Due::In(10.0));
        assert_eq!(saving.due(40.0, &LOOK), Due::Now);
        saving.begin();
        saving.failed(1, full(), By::Itself);
        assert_eq!(saving.failure_to_say(), None);
        assert_eq!(saving.due(41.0, &LOOK), Due::In(30.0));
        let changed = Look {
            revision: 2,
            ..LOOK
        };
        assert_eq!(saving.due(42.0, &changed), Due::In(3.0));
        assert_eq!(saving.due(45.0, &changed), Due::Now);
        saving.begin();
        saving.failed(2, full(), By::Itself);
        assert_eq!(saving.failure_to_say(), None);
        saving.begin();
        saving.failed(2, full(), By::Person);
        assert_eq!(saving.failure_to_say(), Some(full()));
        saving.begin();
        saving.succeeded(clock());
        saving.failed(3, full(), By::Itself);
        saving.begin();
        assert_eq!(saving.failure_to_say(), None);
        saving.succeeded(clock());
        assert_eq!(saving.failure_to_say(), None);
    }

    #[test]
    fn a_place_that_somebody_chose_is_never_dropped_from_what_waits() {
        let mut saving = Saving::default();
        let at = |name: &str| Target::At(name.into());
        let wanted = [Target::Own, at("甲"), Target::Own, Target::Over, at("乙")];
        for target in wanted {
            saving.queue(target, By::Person);
        }
        let waits = std::iter::from_fn(|| saving.end()).map(|(target, _)| target);
        let expected = [Target::Own, at("甲"), Target::Over, at("乙")];
        assert_eq!(waits.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_version_that_cannot_be_kept_is_said_once_and_to_whoever_saves() {
        let mut saving = Saving::default();
        let full = || Some("磁盘空间已满".to_owned());
        for (trouble, by, said) in [
            (full(), By::Itself, true),
            (full(), By::Itself, false),
            (full(), By::Person, true),
            (full(), By::Leaving, false),
            (None, By::Itself, false),
            (full(), By::Itself, true),
        ] {
            let words = saving.versions_trouble(trouble, by);
            assert_eq!(words.is_some(), said, "{by:?}");
        }
    }

    #[test]
    fn nothing_is_saved_while_it_is_open_what_becomes_of_another_programs_file() {
        let mut saving = Saving::default();
        saving.begin();
        saving.changed_outside();
        assert!(saving.asks_about_outside() && !saving.asks_about_outside());
        for (now, revision) in [(10.0, 1), (20.0, 2), (40.0, 2)] {
            let look = Look { revision, ..LOOK };
            assert_eq!(saving.due(now, &look), Due::Nothing);
        }
        assert!(saving.is_undecided());
        saving.begin();
        saving.succeeded(clock());
        assert!(!saving.is_undecided());
        let look = Look {
            revision: 3,
            ..LOOK
        };
        assert_eq!(saving.due(50.0, &look), Due::In(3.0));
    }

    #[test]
    fn a_moment_of_today_is_an_hour_and_of_another_day_a_day() {
        let day = |day| NaiveDate::from_ymd_opt(2021, 5, day).unwrap();
        let cases = [
            (State::New, 20, "新建"),
            (State::UnderWay, 20, "正在保存"),
            (State::Saved(None), 20, "已保存"),
            (State::Saved(Some(clock())), 20, "已保存 14:32"),
            (State::Saved(Some(clock())), 21, "已保存 5月20日"),
            (State::Unsaved(None), 20, "未保存"),
        ];
        for (state, today, words) in cases {
            assert_eq!(state.words(day(today)), words);
        }
    }
}
