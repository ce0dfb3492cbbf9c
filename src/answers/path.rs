//! Where an answer stands: `members[2].mobile`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One step on the way to an answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Step {
    Key(String),
    /// A row, counted from 0.
    Row(usize),
}

/// The way to an answer from the top.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Path(Vec<Step>);

impl Path {
    /// Reads a path; what does not read as a step is part of a key.
    pub fn parse(text: &str) -> Self {
        let mut steps = Vec::new();
        let mut rest = text;
        while let Some((step, after)) = split_first(rest) {
            steps.push(step);
            rest = after;
        }
        Self(steps)
    }

    pub fn steps(&self) -> &[Step] {
        &self.0
    }
}

impl From<Vec<Step>> for Path {
    fn from(steps: Vec<Step>) -> Self {
        Self(steps)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if at == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Row(row) => write!(f, "[{row}]")?,
            }
        }
        Ok(())
    }
}

/// The first step of a path and what follows it.
pub(super) fn split_first(path: &str) -> Option<(Step, &str)> {
    if let Some(inside) = path.strip_prefix('[')
        && let Some((number, rest)) = inside.split_once(']')
        && let Ok(row) = number.parse()
    {
        return Some((Step::Row(row), rest.strip_prefix('.').unwrap_or(rest)));
    }
    if path.is_empty() {
        return None;
    }
    let end = path[1..].find(['.', '[']).map_or(path.len(), |at| at + 1);
    let rest = &path[end..];
    Some((
        Step::Key(path[..end].to_owned()),
        rest.strip_prefix('.').unwrap_or(rest),
    ))
}

/// The form's path of an answer's path: `members[2].mobile` is `members[].mobile`.
pub fn of_field(path: &str) -> String {
    let mut field = String::with_capacity(path.len());
    let mut inside = false;
    for character in path.chars() {
        match character {
            '[' => {
                inside = true;
                field.push('[');
            }
            ']' => {
                inside = false;
                field.push(']');
            }
            _ if inside => {}
            _ => field.push(character),
        }
    }
    field
}

/// Whether a path is another one or stands below it.
pub fn is_in(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}
