//! What a check finds: a value to show, never an error.

use serde::{Deserialize, Serialize};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Stands in the way of the bundle.
    Error,
    /// A person decides.
    Warning,
    /// Good to know.
    Hint,
}

impl Severity {
    /// What a person reads.
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "提醒",
            Self::Hint => "提示",
        }
    }

    /// The heading of what weighs as much: what a person is to do about it.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Error => "须改正",
            Self::Warning => "请确认",
            Self::Hint => "提示",
        }
    }
}

/// One thing that a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The check, as `needs-below-target`.
    pub rule: String,
    pub severity: Severity,
    /// Path of the answer, rows counted from 0: `members[2].mobile`.
    pub field: String,
    /// The thing by its label on the form, what was found and what is wanted.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// The sentence of a notice that it rests on.
    pub clause: Option<Clause>,
    /// What it rests on outside the notices, as `GB 32100-2015`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    /// A change that certainly mends it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mend: Option<Mend>,
}

/// A place in a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clause {
    /// As `2021-44`.
    pub notice: String,
    /// As 附件5 九.
    #[serde(rename = "where")]
    pub place: String,
    /// Its words, character for character.
    pub quote: String,
}

/// A text that replaces another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mend {
    /// What the button says, as 改为“浙江宁波”.
    pub label: String,
    /// Path of the answer that changes.
    pub field: String,
    pub value: String,
}
