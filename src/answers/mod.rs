//! What was typed, kept as it was typed, by the path of its field.
//! Knows nothing of whether it is right, and nothing of files.

pub mod attachment;
pub mod count;
pub mod date;
pub mod derived;
pub mod edit;
pub mod json;
pub mod money;
pub mod path;
pub mod value;

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::form::Field;

pub use attachment::{Attachment, Attachments};
pub use count::{Counts, count};
pub use edit::{Edit, History};
pub use money::Money;
pub use path::{Path, Step};
pub use value::{Answer, Group};

/// The answers to one form.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Answers {
    /// The form's id.
    pub form: String,
    /// Everything that was typed, in the order in which it came.
    pub root: Group,
}

impl Answers {
    /// An empty application.
    pub fn new(form: impl Into<String>) -> Self {
        Self {
            form: form.into(),
            root: Group::default(),
        }
    }

    /// The answer at a path such as `members[2].mobile`, if anything stands there.
    pub fn get(&self, path: &str) -> Option<&Answer> {
        self.root.get(path)
    }

    /// The answer as text without blanks around it; empty where there is none, or a list.
    pub fn text(&self, path: &str) -> Cow<'_, str> {
        self.get(path).map_or(Cow::Borrowed(""), Answer::text)
    }

    /// Whether nothing, only blanks, or only empty rows stand there.
    pub fn is_blank(&self, path: &str) -> bool {
        self.get(path).is_none_or(Answer::is_blank)
    }

    /// The rows or entries of a list; none where there is no list.
    pub fn list(&self, path: &str) -> &[Answer] {
        match self.get(path) {
            Some(Answer::List(entries)) => entries,
            _ => &[],
        }
    }

    /// The entries of a list as texts, without empty ones. A single text counts as a list of one.
    pub fn entries(&self, path: &str) -> Vec<Cow<'_, str>> {
        let texts: Vec<_> = match self.get(path) {
            Some(Answer::List(entries)) => entries.iter().map(Answer::text).collect(),
            Some(single) => vec![single.text()],
            None => Vec::new(),
        };
        texts.into_iter().filter(|text| !text.is_empty()).collect()
    }

    /// The answer as a day, if it reads as one.
    pub fn date(&self, path: &str) -> Option<NaiveDate> {
        date::parse(&self.text(path))
    }

    /// The answer as an amount, if it reads as one.
    pub fn money(&self, path: &str) -> Option<Money> {
        Money::parse(&self.text(path)).ok()
    }

    /// The answer as a whole number, if it reads as one.
    pub fn whole_number(&self, path: &str) -> Option<u64> {
        let text = self.text(path);
        (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse().ok())
            .flatten()
    }

    /// Whether a box is ticked.
    pub fn ticked(&self, path: &str) -> bool {
        matches!(self.get(path), Some(Answer::YesNo(true)))
    }

    /// Whether a field is asked as the answers stand.
    pub fn asks(&self, field: &Field) -> bool {
        field.only_for.as_ref().is_none_or(|(by, values)| {
            let value = self.text(by);
            values.iter().any(|one| *one == value)
        })
    }

    /// The file name of an attachment, if one is named.
    pub fn file(&self, path: &str) -> Option<&str> {
        match self.get(path)? {
            Answer::Group(group) => match group.child("file")? {
                Answer::Text(name) if !name.trim().is_empty() => Some(name.trim()),
                _ => None,
            },
            _ => None,
        }
    }
}
