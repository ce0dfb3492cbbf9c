//! One answer of any shape.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::path::{Path, Step, split_first};

/// An answer as it was typed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum Answer {
    /// JSON's null.
    #[default]
    Nothing,
    YesNo(bool),
    /// A number with its digits as written, as `20.00`.
    Number(String),
    Text(String),
    List(Vec<Answer>),
    Group(Group),
}

/// Named answers in the order in which they came.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Group(pub Vec<(String, Answer)>);

impl From<&str> for Answer {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Answer {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl Answer {
    /// The answer as text without blanks around it; empty for nothing, yes/no, lists and groups.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) | Self::Number(text) => Cow::Borrowed(text.trim()),
            Self::Nothing | Self::YesNo(_) | Self::List(_) | Self::Group(_) => Cow::Borrowed(""),
        }
    }

    /// The answer as a person can read it, so that nothing that was typed is missing: a text as it
    /// was typed, yes/no in Chinese, lists and groups as JSON.
    pub fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) | Self::Number(text) => Cow::Borrowed(text),
            Self::Nothing => Cow::Borrowed(""),
            Self::YesNo(yes) => Cow::Borrowed(if *yes { "是" } else { "否" }),
            Self::List(_) | Self::Group(_) => Cow::Owned(self.to_json().to_string()),
        }
    }

    /// Whether there is nothing in it that a person would see.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::YesNo(_) | Self::Number(_) => false,
            Self::Text(text) => text.trim().is_empty(),
            Self::List(entries) => entries.iter().all(Self::is_blank),
            Self::Group(group) => group.0.iter().all(|(_, answer)| answer.is_blank()),
        }
    }

    fn at(&self, path: &str) -> Option<&Self> {
        if path.is_empty() {
            return Some(self);
        }
        match (split_first(path)?, self) {
            ((Step::Key(key), rest), Self::Group(group)) => group.child(&key)?.at(rest),
            ((Step::Row(row), rest), Self::List(entries)) => entries.get(row)?.at(rest),
            _ => None,
        }
    }
}

impl Group {
    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The answer of that name, directly within.
    pub fn child(&self, key: &str) -> Option<&Answer> {
        self.0
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, answer)| answer)
    }

    /// The answer at a path below this group.
    pub fn get(&self, path: &str) -> Option<&Answer> {
        match split_first(path)? {
            (Step::Key(key), rest) => self.child(&key)?.at(rest),
            (Step::Row(_), _) => None,
        }
    }

    /// Puts an answer at a path and gives back what stood there; `None` removes it.
    ///
    /// Groups on the way are made where there are none. Where a row is missing or something of
    /// another shape stands on the way, nothing changes and the value comes back as the error: what
    /// was typed is never overwritten by what only passes through.
    pub fn put(
        &mut self,
        path: &Path,
        value: Option<Answer>,
    ) -> Result<Option<Answer>, Option<Answer>> {
        let Some((Step::Key(key), rest)) = path.steps().split_first() else {
            return Err(value);
        };
        put_in_group(self, key, rest, value)
    }
}

fn put_in_group(
    group: &mut Group,
    key: &str,
    rest: &[Step],
    value: Option<Answer>,
) -> Result<Option<Answer>, Option<Answer>> {
    let at = group.0.iter().position(|(name, _)| name == key);
    if rest.is_empty() {
        return Ok(match (at, value) {
            (Some(at), Some(value)) => Some(std::mem::replace(&mut group.0[at].1, value)),
            (Some(at), None) => Some(group.0.remove(at).1),
            (None, Some(value)) => {
                group.0.push((key.to_owned(), value));
                None
            }
            (None, None) => None,
        });
    }
    match at {
        Some(at) => put_in_answer(&mut group.0[at].1, rest, value),
        None if value.is_none() => Ok(None),
        None => {
            let mut made = Answer::Nothing;
            let old = put_in_answer(&mut made, rest, value)?;
            group.0.push((key.to_owned(), made));
            Ok(old)
        }
    }
}

fn put_in_answer(
    answer: &mut Answer,
    steps: &[Step],
    value: Option<Answer>,
) -> Result<Option<Answer>, Option<Answer>> {
    let Some((first, rest)) = steps.split_first() else {
        return Err(value);
    };
    if *answer == Answer::Nothing && value.is_some() && matches!(first, Step::Key(_)) {
        *answer = Answer::Group(Group::default());
    }
    match (first, answer) {
        (Step::Key(key), Answer::Group(group)) => put_in_group(group, key, rest, value),
        (Step::Row(row), Answer::List(entries)) => {
            let Some(entry) = entries.get_mut(*row) else {
                return Err(value);
            };
            if rest.is_empty() {
                return Ok(Some(std::mem::replace(entry, value.unwrap_or_default())));
            }
            put_in_answer(entry, rest, value)
        }
        _ => Err(value),
    }
}
