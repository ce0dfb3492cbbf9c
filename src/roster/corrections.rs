//! What people have said the columns of a roster mean, kept for rosters with the same header.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Roster;
use super::header::Part;

/// Corrected columns by the words of the whole header, from left to right: next month's file from
/// the same society is understood as this one was.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Corrections(BTreeMap<Vec<String>, BTreeMap<usize, Option<Part>>>);

impl Corrections {
    /// Notes that the column at that place among [`Roster::columns`] holds `part`, or nothing that
    /// is read.
    pub fn set(&mut self, roster: &Roster, column: usize, part: Option<Part>) {
        let key = roster.columns.iter().map(|it| it.header.clone()).collect();
        self.0.entry(key).or_default().insert(column, part);
    }

    /// What was said of columns with those headers, by their place among them.
    pub(super) fn of<'a>(
        &self,
        headers: impl Iterator<Item = &'a String>,
    ) -> Option<&BTreeMap<usize, Option<Part>>> {
        self.0.get(&headers.cloned().collect::<Vec<_>>())
    }
}

/// How sure it is what a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Its header says it plainly.
    Sure,
    /// Its header may mean it, as 专家 a name or 电话 a mobile number.
    Likely,
    /// A person said so.
    Corrected,
}
