//! People who come into the library. Whoever is there already is not added again: what is new of
//! them is put in, and what says otherwise is left to a person.

use std::collections::HashMap;
use std::sync::Arc;

use super::change::Change;
use super::expert::{Expert, Id, Use};
use super::form::{columns_of, person};
use super::people::People;
use crate::answers::{Answer, Group};
use crate::roster::Person;
use crate::roster::matching::{Index, Match};
use crate::search::plain;

/// What becomes of the library when people come into it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Adding {
    pub change: Change,
    /// Those who were not there.
    pub new: Vec<Id>,
    /// Those who were there, each as often as they came.
    pub known: Vec<Id>,
    /// How many of those had something empty that was filled in.
    pub filled: usize,
    /// What a person is to decide.
    pub differing: Vec<Differing>,
}

/// Somebody of whom the library says otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Differing {
    /// Who is there.
    pub id: Id,
    /// What came, by the library's columns.
    pub came: Group,
    /// Whether it is certainly the same person; otherwise somebody of another name with the same
    /// mobile number or e-mail address.
    pub is_same: bool,
    used: Option<Use>,
}

impl Adding {
    /// What becomes of these experts when the people come, out of the application if out of one.
    pub fn of(people: &People, comers: &[Person], used: Option<&Use>) -> Self {
        let mut adding = Self::default();
        let mut there = There::of(people);
        for comer in comers {
            let came = columns_of(comer);
            if came.is_empty() {
                continue;
            }
            match there.find(comer) {
                None => {
                    let mut expert = Expert {
                        person: came,
                        ..Expert::default()
                    };
                    expert.used.extend(used.cloned());
                    let id = adding.change.add(expert.clone());
                    expert.id = id;
                    adding.new.push(id);
                    there.put(Arc::new(expert));
                }
                Some((expert, Match::Sure)) => {
                    let mut now = Expert::clone(&expert);
                    fill(&mut now.person, &came);
                    adding.filled += usize::from(now.person != expert.person);
                    if let Some(used) = used {
                        now.note_use(used.clone());
                    }
                    adding.change.alter(&expert, |one| one.clone_from(&now));
                    adding.known.push(now.id);
                    let differing = Differing {
                        id: now.id,
                        came,
                        is_same: true,
                        used: used.cloned(),
                    };
                    if !differing.columns(&now).is_empty() {
                        adding.differing.push(differing);
                    }
                    there.put(Arc::new(now));
                }
                Some((expert, Match::Likely)) => adding.differing.push(Differing {
                    id: expert.id,
                    came,
                    is_same: false,
                    used: used.cloned(),
                }),
            }
        }
        adding
    }
}

impl Differing {
    /// The columns in which both say something and not the same.
    pub fn columns(&self, expert: &Expert) -> Vec<&str> {
        let came = self.came.0.iter();
        let differs = came.filter(|(column, came)| {
            let there = expert.person.child(column);
            there.is_some_and(|there| !there.is_blank() && !says(there, came))
        });
        differs.map(|(column, _)| column.as_str()).collect()
    }

    /// Puts what came of those columns in place of what is there, and all that is not there yet.
    pub fn take(&self, expert: &Arc<Expert>, columns: &[String]) -> Change {
        let mut change = Change::default();
        change.alter(expert, |expert| {
            for (column, came) in &self.came.0 {
                if columns.contains(column) {
                    set(&mut expert.person, column, came.clone());
                }
            }
            fill(&mut expert.person, &self.came);
            if let Some(used) = &self.used {
                expert.note_use(used.clone());
            }
        });
        change
    }

    /// Adds who came as somebody of their own.
    pub fn add(&self) -> Change {
        let mut change = Change::default();
        change.add(Expert {
            person: self.came.clone(),
            used: self.used.iter().cloned().collect(),
            ..Expert::default()
        });
        change
    }
}

/// Puts what came into the columns where nothing stands, and words that are not there yet into
/// lists.
fn fill(person: &mut Group, came: &Group) {
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
        _ => key(&one.text()) == key(&other.text()),
    }
}

fn key(text: &str) -> String {
    plain(text).replace('-', "")
}

/// Those who are there, as they are by now.
struct There<'a> {
    people: &'a People,
    /// Those who have changed or come by now.
    now: HashMap<Id, Arc<Expert>>,
    index: Index,
    /// Whom the numbers of the index stand for.
    ids: Vec<Id>,
}

impl<'a> There<'a> {
    fn of(people: &'a People) -> Self {
        let mut index = Index::default();
        for expert in people.values() {
            index.add(&person(expert));
        }
        Self {
            people,
            now: HashMap::new(),
            index,
            ids: people.keys().copied().collect(),
        }
    }

    fn put(&mut self, expert: Arc<Expert>) {
        self.index.add(&person(&expert));
        self.ids.push(expert.id);
        self.now.insert(expert.id, expert);
    }

    fn find(&self, comer: &Person) -> Option<(Arc<Expert>, Match)> {
        let (at, how) = self.index.find(comer)?;
        let id = self.ids.get(at)?;
        let expert = self.now.get(id).or_else(|| self.people.get(id))?;
        Some((expert.clone(), how))
    }
}
