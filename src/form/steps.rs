//! The way from today to the posted parcel, as the notice lays it down: what is done in which
//! order, until when, and to whom one turns.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::Deserialize;

use crate::diag::Clause;

/// A step of the way.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// As `account`; its tick is the note `steps.{id}`, what a person adds to it `remarks.{id}`.
    pub id: String,
    /// What is done, in a few words.
    pub title: String,
    /// Until when, where the notice sets a day.
    #[serde(default)]
    pub when: Option<When>,
    /// The sentence that demands it.
    pub source: Source,
    /// How it is done.
    #[serde(default)]
    pub hints: Vec<Hint>,
    /// Addresses, persons and telephone numbers.
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// Taken only while this field holds one of the values.
    #[serde(default)]
    pub only_for: Option<(String, Vec<String>)>,
    /// What helps with it here.
    #[serde(default)]
    pub leads: Vec<Lead>,
}

/// Words of the form's notice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The place, as 四（一）1.
    pub at: String,
    /// The words, character for character.
    pub quote: String,
}

/// A period that the notice sets. Its days stand in the quote, or in that of the step.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// What ends then, as 网上申报截止.
    pub what: String,
    /// The first day, `YYYY-MM-DD`.
    #[serde(default)]
    pub opens: Option<String>,
    /// The last day, or the last minute: `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`.
    pub last: String,
    pub source: Source,
}

/// Advice in plain words, with the words of the notice that it renders, where it renders some.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hint {
    pub say: String,
    #[serde(default)]
    pub source: Option<Source>,
}

/// Something to copy, word for word from the notice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// What it is, in our words: 客服电话, 寄送地址.
    pub what: String,
    /// Whose it is, in the notice's words.
    #[serde(default)]
    pub who: String,
    /// What is copied.
    pub text: String,
    /// The place in the notice.
    pub at: String,
}

/// Where the program helps.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub enum Lead {
    /// A section, by its id.
    Section(String),
    /// A field, by its path.
    Field(String),
    /// What the notice demands of the chosen type, side by side with the answers.
    Tasks,
    /// The whole form is checked.
    Check,
    /// Answers in the order of the upload page.
    Upload,
    /// Paper, letter, bundle.
    Export,
}

impl Step {
    /// Path of its tick among the notes.
    pub fn tick_path(&self) -> String {
        format!("steps.{}", self.id)
    }

    /// Path of a person's own remark among the notes.
    pub fn remark_path(&self) -> String {
        format!("remarks.{}", self.id)
    }
}

impl Source {
    /// The place to open in that notice.
    pub fn clause(&self, notice: &str) -> Clause {
        Clause {
            notice: notice.to_owned(),
            place: self.at.clone(),
            quote: self.quote.clone(),
        }
    }
}

impl When {
    /// The last day, and the minute on it where the notice names one. None for what is no day,
    /// which no loaded form has.
    pub fn last(&self) -> Option<(NaiveDate, Option<NaiveTime>)> {
        if let Ok(day) = NaiveDate::parse_from_str(&self.last, "%Y-%m-%d") {
            return Some((day, None));
        }
        let moment = NaiveDateTime::parse_from_str(&self.last, "%Y-%m-%dT%H:%M").ok()?;
        Some((moment.date(), Some(moment.time())))
    }

    /// The first day, where there is one.
    pub fn opens(&self) -> Option<NaiveDate> {
        NaiveDate::parse_from_str(self.opens.as_deref()?, "%Y-%m-%d").ok()
    }
}

#[cfg(test)]
mod tests {
    use super::super::bundled;
    use super::*;
    use crate::form::notice;

    #[test]
    fn every_form_has_steps_that_stand_in_its_notice_at_their_place() {
        for form in bundled() {
            assert!(form.steps.len() >= 6, "{}", form.id);
            let notice = notice::find(&form.notice).unwrap();
            for step in &form.steps {
                let sources = std::iter::once(&step.source)
                    .chain(step.when.iter().map(|when| &when.source))
                    .chain(step.hints.iter().filter_map(|hint| hint.source.as_ref()));
                for source in sources {
                    let found = notice.line_in(&source.at, &source.quote);
                    assert!(found.is_some(), "{}: {source:?}", form.id);
                }
                for contact in &step.contacts {
                    let found = notice.line_in(&contact.at, &contact.text);
                    assert!(found.is_some(), "{}: {contact:?}", form.id);
                }
            }
        }
    }

    #[test]
    fn a_last_moment_is_a_day_with_or_without_a_minute() {
        let when = |last: &str| When {
            what: String::new(),
            opens: None,
            last: last.to_owned(),
            source: Source {
                at: String::new(),
                quote: String::new(),
            },
        };
        let day = NaiveDate::from_ymd_opt(2021, 5, 28).unwrap();
        let noon = NaiveTime::from_hms_opt(12, 0, 0);
        for (last, wanted) in [
            ("2021-05-28", Some((day, None))),
            ("2021-05-28T12:00", Some((day, noon))),
            ("5月28日", None),
        ] {
            assert_eq!(when(last).last(), wanted, "{last}");
        }
    }
}
