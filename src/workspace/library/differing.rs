//! What a person is to decide: somebody of whom the library says otherwise, or two who are perhaps one.

use std::collections::HashMap;

use super::Library;
use super::change::Change;
use super::expert::{Expert, Id, Use};
use super::people::People;
use crate::answers::{Answer, Group};
use crate::search::plain;

/// Two pieces of news about somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct Differing {
    /// Who was there.
    pub id: Id,
    came: Came,
}

#[derive(Debug, Clone, PartialEq)]
enum Came {
    /// Certainly the same person, by the library's columns; and the application that they came from.
    Same(Group, Option<Use>),
    /// Perhaps the same person, who was added as an expert of their own.
    Perhaps(Id),
}

impl Differing {
    /// What is to be decided of somebody who is there; none where both say the same.
    pub(super) fn of_same(there: &Expert, came: Group, used: Option<Use>) -> Option<Self> {
        let differs = !differing(there, &came).is_empty();
        differs.then_some(Self {
            id: there.id,
            came: Came::Same(came, used),
        })
    }

    /// Whether an expert who was added is the one who was there.
    pub(super) fn perhaps(id: Id, added: Id) -> Self {
        Self {
            id,
            came: Came::Perhaps(added),
        }
    }

    /// Whether it is certainly the same person; otherwise there are two experts who are perhaps one.
    pub fn is_same(&self) -> bool {
        matches!(self.came, Came::Same(..))
    }

    /// What came, as it is by now; none where who was added is gone.
    pub fn came<'a>(&'a self, people: &'a People) -> Option<&'a Group> {
        match &self.came {
            Came::Same(came, _) => Some(came),
            Came::Perhaps(added) => people.get(added).map(|added| &added.person),
        }
    }

    /// Whether there is still something to decide.
    fn is_open(&self, people: &People) -> bool {
        let both = people.get(&self.id).zip(self.came(people));
        both.is_some_and(|(there, came)| !self.is_same() || !differing(there, came).is_empty())
    }

    /// The columns in which both say something and not the same.
    pub fn columns<'a>(&'a self, people: &'a People) -> Vec<&'a str> {
        match people.get(&self.id).zip(self.came(people)) {
            Some((there, came)) => differing(there, came),
            None => Vec::new(),
        }
    }

    /// Puts what came of those columns in place of what is there, and all that is not there yet. Who
    /// was added as somebody of their own becomes one with who was there.
    pub fn take(&self, people: &People, columns: &[String]) -> Change {
        let mut change = Change::default();
        let Some((expert, came)) = people.get(&self.id).zip(self.came(people)) else {
            return change;
        };
        let added = match &self.came {
            Came::Same(..) => None,
            Came::Perhaps(added) => people.get(added),
        };
        let used = match (&self.came, added) {
            (Came::Same(_, used), _) => used.as_slice(),
            (_, Some(added)) => added.used.as_slice(),
            _ => &[],
        };
        change.alter(expert, |expert| {
            for (column, came) in &came.0 {
                if columns.contains(column) {
                    set(&mut expert.person, column, came.clone());
                }
            }
            fill(&mut expert.person, came);
            for used in used {
                expert.note_use(used.clone());
            }
        });
        if let Some(added) = added {
            change.remove(added);
        }
        change
    }

    /// Takes out who was added as somebody of their own.
    pub fn leave_out(&self, people: &People) -> Change {
        let mut change = Change::default();
        if let Came::Perhaps(added) = &self.came
            && let Some(added) = people.get(added)
        {
            change.remove(added);
        }
        change
    }
}

/// All that a person is to decide, in the order in which it came.
#[derive(Debug, Default)]
pub struct Undecided {
    all: Vec<Differing>,
    /// The places of those of whom there is still something to decide, and for which revision of the
    /// library: an undo may bring some of them back.
    open: Vec<usize>,
    looked: Option<u64>,
}

impl Undecided {
    /// Takes more in. Of one person only one question is asked: what came of them before stays in
    /// it where it was not said anew.
    pub fn add(&mut self, more: Vec<Differing>) {
        self.looked = None;
        let same = |(at, one): (usize, &Differing)| one.is_same().then_some((one.id, at));
        let mut known: HashMap<Id, usize> = self.all.iter().enumerate().filter_map(same).collect();
        for mut one in more {
            let at = known.get(&one.id).filter(|_| one.is_same()).copied();
            let Some(before) = at.and_then(|at| self.all.get_mut(at)) else {
                if one.is_same() {
                    known.insert(one.id, self.all.len());
                }
                self.all.push(one);
                continue;
            };
            if let (Came::Same(came, used), Came::Same(earlier, earlier_used)) =
                (&mut one.came, &mut before.came)
            {
                for (column, value) in std::mem::take(&mut came.0) {
                    set(earlier, &column, value);
                }
                std::mem::swap(came, earlier);
                if used.is_none() {
                    *used = earlier_used.take();
                }
            }
            *before = one;
        }
    }

    /// Finds out of whom there is still something to decide, where the library has changed.
    pub fn look(&mut self, library: &Library) {
        if self.looked == Some(library.revision()) {
            return;
        }
        let all = self.all.iter().enumerate();
        let open = all.filter(|(_, one)| one.is_open(library.people()));
        self.open = open.map(|(at, _)| at).collect();
        self.looked = Some(library.revision());
    }

    /// Those of whom there is still something to decide, each with the place by which they are
    /// called, as of the last look.
    pub fn open(&self) -> impl ExactSizeIterator<Item = (usize, &Differing)> {
        self.open.iter().map(|at| (*at, &self.all[*at]))
    }

    /// The one at that place.
    pub fn get(&self, at: usize) -> Option<&Differing> {
        self.all.get(at)
    }

    /// The one at that place is decided.
    pub fn remove(&mut self, at: usize) {
        if at < self.all.len() {
            self.all.remove(at);
            self.forget_open();
        }
    }

    /// Of all who are certainly the same person, what the library says stays.
    pub fn keep_all(&mut self) {
        self.all.retain(|one| !one.is_same());
        self.forget_open();
    }

    fn forget_open(&mut self) {
        self.open.clear();
        self.looked = None;
    }
}

/// The columns in which both say something and not the same.
fn differing<'a>(there: &Expert, came: &'a Group) -> Vec<&'a str> {
    let came = came.0.iter();
    let differs = came.filter(|(column, came)| {
        let known = there.person.child(column);
        known.is_some_and(|known| !known.is_blank() && !came.is_blank() && !says(known, came))
            && !(column == "affiliation" && has_title_behind(there, &came.text()))
    });
    differs.map(|(column, _)| column.as_str()).collect()
}

/// Puts what came into the columns where nothing stands, and words that are not there yet into
/// lists.
pub(super) fn fill(person: &mut Group, came: &Group) {
    for (column, came) in &came.0 {
        match (person.child(column), came) {
            (Some(Answer::List(there)), Answer::List(came)) => {
                let mut all = there.clone();
                all.extend(came.iter().filter(|word| !there.contains(word)).cloned());
                set(person, column, Answer::List(all));
            }
            (Some(there), _) if !there.is_blank() => {}
            _ => set(person, column, came.clone()),
        }
    }
}

fn set(person: &mut Group, column: &str, value: Answer) {
    match person.0.iter_mut().find(|(name, _)| name == column) {
        Some((_, there)) => *there = value,
        None => person.0.push((column.to_owned(), value)),
    }
}

/// Whether two answers say the same, whatever their blanks, dashes and widths.
fn says(one: &Answer, other: &Answer) -> bool {
    match (one, other) {
        (Answer::List(one), Answer::List(other)) => other.iter().all(|word| one.contains(word)),
        _ => one == other || key(&one.text()) == key(&other.text()),
    }
}

/// Whether a unit is the one that is there with the title behind it, as a form writes it that has one
/// box for both: 工作单位及职务/职称.
fn has_title_behind(expert: &Expert, unit: &str) -> bool {
    let (unit, title) = (key(unit), key(&expert.text("title")));
    let behind = unit.strip_prefix(&key(&expert.text("affiliation")));
    behind.is_some_and(|behind| behind.trim_start_matches(['/', '、', '，', ',']) == title)
}

fn key(text: &str) -> String {
    plain(text).replace('-', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::Person;
    use crate::workspace::library::{Adding, History};

    fn come([name, mobile, affiliation, title]: [&str; 4]) -> Person {
        Person {
            name: name.to_owned(),
            mobile: mobile.to_owned(),
            affiliation: affiliation.to_owned(),
            title: title.to_owned(),
            ..Person::default()
        }
    }

    struct Desk {
        library: Library,
        history: History,
        undecided: Undecided,
        _folder: tempfile::TempDir,
    }

    impl Desk {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let mut library = Library::of(folder.path());
            library.read_now();
            Self {
                library,
                history: History::default(),
                undecided: Undecided::default(),
                _folder: folder,
            }
        }

        fn add(&mut self, comers: &[[&str; 4]]) {
            let comers: Vec<_> = comers.iter().copied().map(come).collect();
            let adding = Adding::of(self.library.people(), &comers, None);
            self.history.apply(&mut self.library, adding.change, None);
            self.undecided.add(adding.differing);
        }

        /// Of whom something is to be decided, with the columns.
        fn open(&mut self) -> Vec<(String, Vec<String>)> {
            self.undecided.look(&self.library);
            let people = self.library.people();
            let open = self.undecided.open().map(|(_, one)| {
                let columns = one.columns(people).into_iter().map(str::to_owned);
                let came = one.came(people).unwrap().child("name");
                (came.unwrap().text().into_owned(), columns.collect())
            });
            open.collect()
        }
    }

    fn asked(name: &str, columns: &[&str]) -> (String, Vec<String>) {
        let columns = columns.iter().map(|one| (*one).to_owned()).collect();
        (name.to_owned(), columns)
    }

    #[test]
    fn who_is_perhaps_there_is_asked_of_until_a_person_decides() {
        let mut desk = Desk::new();
        desk.add(&[["李四", "13800000002", "甲大学", "教授"]]);
        desk.add(&[["李肆", "13800000002", "乙所", ""]]);
        // Others who differ for the same expert push nobody out.
        desk.add(&[
            ["王五", "13800000002", "", ""],
            ["李四", "13800000002", "丙厂", ""],
        ]);
        desk.add(&[["李四", "13800000002", "", "研究员"]]);
        let expected = [
            asked("李肆", &["name", "affiliation"]),
            asked("王五", &["name"]),
            asked("李四", &["affiliation", "title"]),
        ];
        assert_eq!(desk.open(), expected);
        assert_eq!(desk.library.people().len(), 3);
        desk.undecided.keep_all();
        assert_eq!(desk.open(), expected[..2]);
        // An undo takes the question with the person, and a redo brings both back.
        desk.history.undo(&mut desk.library);
        assert_eq!(desk.open(), expected[..1]);
        desk.history.redo(&mut desk.library);
        assert_eq!(desk.open(), expected[..2]);
    }

    #[test]
    fn two_become_one_and_nothing_of_either_is_lost() {
        for (columns, name) in [(vec!["name".to_owned()], "李肆"), (vec![], "李四")] {
            let mut desk = Desk::new();
            desk.add(&[["李四", "13800000002", "甲大学", ""]]);
            desk.add(&[["李肆", "13800000002", "", "教授"]]);
            desk.undecided.look(&desk.library);
            let (_, one) = desk.undecided.open().next().unwrap();
            let change = one.take(desk.library.people(), &columns);
            desk.history.apply(&mut desk.library, change, None);
            let people: Vec<_> = desk.library.people().values().collect();
            let [one] = people.as_slice() else {
                panic!("{people:?}")
            };
            let now = ["name", "mobile", "affiliation", "title"].map(|id| one.text(id));
            assert_eq!(now, [name, "13800000002", "甲大学", "教授"]);
            assert_eq!(desk.open(), []);
            desk.history.undo(&mut desk.library);
            assert_eq!(desk.open(), [asked("李肆", &["name"])]);
        }
    }

    #[test]
    fn who_is_left_out_goes_and_who_differs_no_more_is_not_asked_of() {
        let mut desk = Desk::new();
        desk.add(&[["李四", "13800000002", "甲大学", ""]]);
        desk.add(&[
            ["李肆", "13800000002", "", ""],
            ["李四", "13800000002", "乙所", ""],
        ]);
        desk.undecided.look(&desk.library);
        let one = desk.undecided.get(0).unwrap();
        let change = one.leave_out(desk.library.people());
        desk.history.apply(&mut desk.library, change, None);
        assert_eq!(desk.open(), [asked("李四", &["affiliation"])]);
        let one = desk.undecided.get(1).unwrap();
        let change = one.take(desk.library.people(), &["affiliation".to_owned()]);
        desk.history.apply(&mut desk.library, change, None);
        assert_eq!(desk.open(), []);
    }
}
