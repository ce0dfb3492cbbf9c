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
pub use count::{Counts, count, shortened};
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
    /// What is kept about the application and is no part of it, such as ticks and remarks on the
    /// way to the posted parcel: saved and undone with the answers, never checked, printed or
    /// bundled.
    #[serde(default, skip_serializing_if = "Group::is_empty")]
    pub notes: Group,
}

impl Answers {
    /// An empty application.
    pub fn new(form: impl Into<String>) -> Self {
        Self {
            form: form.into(),
            root: Group::default(),
            notes: Group::default(),
        }
    }

    /// Whether a note is a tick that is set.
    pub fn noted(&self, path: &str) -> bool {
        matches!(self.notes.get(path), Some(Answer::YesNo(true)))
    }

    /// A note's text exactly as it was typed; empty where there is none.
    pub fn note(&self, path: &str) -> &str {
        match self.notes.get(path) {
            Some(Answer::Text(text) | Answer::Number(text)) => text,
            _ => "",
        }
    }

    /// The answer at a path such as `members[2].mobile`, if anything stands there.
    pub fn get(&self, path: &str) -> Option<&Answer> {
        self.root.get(path)
    }

    /// The path of what keeps an answer from being put at a path: the outermost thing on the way
    /// that is no group where a name follows, or no list where a row does.
    pub fn in_the_way(&self, path: &str) -> Option<String> {
        let steps = Path::parse(path);
        let (first, rest) = steps.steps().split_first()?;
        let mut passed = vec![first.clone()];
        for next in rest {
            let passed_path = Path::from(passed.clone()).to_string();
            match (self.get(&passed_path)?, next) {
                (Answer::Nothing, _) => return None,
                (Answer::Group(_), Step::Key(_)) | (Answer::List(_), Step::Row(_)) => {}
                _ => return Some(passed_path),
            }
            passed.push(next.clone());
        }
        None
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
        field
            .only_for
            .as_ref()
            .is_none_or(|condition| self.holds(condition))
    }

    /// Whether a field has one of these values.
    pub fn holds(&self, (field, values): &(String, Vec<String>)) -> bool {
        let value = self.text(field);
        values.iter().any(|one| *one == value)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_keeps_an_answer_from_its_place_is_named() {
        let source = r#"{"form":"f","answers":{
            "unit":"学会","leader":null,"budget":{"items":{"a":"1"}},"members":[{"name":"甲"},"乙",["丙"],null]
        }}"#;
        let mut answers = json::read(source.as_bytes()).unwrap().answers;
        for (path, expected) in [
            ("unit.name", Some("unit")),
            ("unit.contact.name", Some("unit")),
            ("leader.name", None),
            ("nobody.name", None),
            ("budget.items[0].amount", Some("budget.items")),
            ("members.count", Some("members")),
            ("members[0].name", None),
            ("members[1].name", Some("members[1]")),
            ("members[2].name", Some("members[2]")),
            ("members[3].name", None),
        ] {
            assert_eq!(answers.in_the_way(path).as_deref(), expected, "{path}");
            if expected.is_none() {
                answers.apply(Edit::text(path, "新"));
                assert_eq!(answers.text(path), "新", "{path}");
            }
        }
    }
}
