//! One expert of the library.

use std::fmt;
use std::hash::{BuildHasher, RandomState};

use serde::{Deserialize, Serialize};

use crate::answers::{Answer, Answers, Edit, Group};

/// Tells an expert from all others, in every window and for good.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default,
)]
#[serde(transparent)]
pub struct Id(pub(super) u64);

impl Id {
    /// One that nobody has: two windows that add people at the same time have no number in common
    /// to count on, so it is drawn by lot out of 2⁶⁴.
    pub(super) fn new() -> Self {
        // The system's randomness, as it seeds the standard library's own hash tables.
        Self(RandomState::new().hash_one(0_u8))
    }
}

impl fmt::Display for Id {
    /// As the first step of an answer's path.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expert{:x}", self.0)
    }
}

/// A person of the library: by the columns of its definition what is known of them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Expert {
    pub id: Id,
    pub person: Group,
    /// The applications that they stand in, or came from, the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub used: Vec<Use>,
}

/// An application in which an expert was named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    /// The application by its title: one that gets another title counts as another.
    pub title: String,
    /// The form by its name.
    pub form: String,
    /// The day, as `2021-05-20`.
    pub on: String,
}

impl Expert {
    /// One column as text; empty where nothing stands there, or a list.
    pub fn text(&self, column: &str) -> std::borrow::Cow<'_, str> {
        self.person
            .child(column)
            .map(Answer::text)
            .unwrap_or_default()
    }

    /// The entries of a column that holds a list.
    pub fn entries(&self, column: &str) -> impl Iterator<Item = std::borrow::Cow<'_, str>> {
        let list = match self.person.child(column) {
            Some(Answer::List(list)) => list.as_slice(),
            Some(one @ Answer::Text(_)) => std::slice::from_ref(one),
            _ => &[],
        };
        list.iter()
            .map(Answer::text)
            .filter(|text| !text.is_empty())
    }

    /// What is known of them under their own number, as questions ask for it: a column's path is the
    /// number, a dot and the column.
    pub fn answers(&self) -> Answers {
        let mut answers = Answers::default();
        let person = Answer::Group(self.person.clone());
        answers.root = Group(vec![(self.id.to_string(), person)]);
        answers
    }

    /// Changes what is known of them, by the paths of [`Self::answers`].
    pub fn edit(&mut self, edit: Edit) {
        let mut answers = self.answers();
        answers.apply(edit);
        if let Some(Answer::Group(person)) = answers.root.child(&self.id.to_string()) {
            self.person.clone_from(person);
        }
    }

    /// Adds a word to a column that holds a list, where it does not stand there yet.
    pub fn add_word(&mut self, column: &str, word: &str) {
        let mut list: Vec<Answer> = self.entries(column).map(|one| (*one).into()).collect();
        if !list.iter().any(|known| known.text() == word) {
            list.push(word.into());
            self.edit(Edit::Set {
                path: format!("{}.{column}", self.id),
                value: Some(Answer::List(list)),
            });
        }
    }

    /// Whether nothing is known of them.
    pub fn is_blank(&self) -> bool {
        self.person.0.iter().all(|(_, answer)| answer.is_blank())
    }

    /// Notes an application, once however often they are put into it.
    pub fn note_use(&mut self, new: Use) {
        self.used
            .retain(|known| (&known.title, &known.form) != (&new.title, &new.form));
        self.used.push(new);
    }
}
