//! 自查表: what whoever decides wants to know of an application, on screen and paper alike.
//! Everything in it follows from the form's definition, the answers and the findings.

mod gather;
mod print;
#[cfg(test)]
mod tests;

use chrono::{NaiveDate, Timelike};

use crate::answers::{Counts, date};
use crate::diag::Clause;

use super::Deadline;

/// What 自查表 says.
#[derive(Debug, Clone, PartialEq)]
pub struct SelfCheck {
    /// What the application is and who hands it in: label and text.
    pub facts: Vec<(String, String)>,
    /// The day on which it was checked.
    pub day: NaiveDate,
    /// The print code of the answers that it speaks of.
    pub code: String,
    /// Required answers that are given, and all.
    pub given: usize,
    pub required: usize,
    /// Sections in which required answers are missing, and how many.
    pub unfinished: Vec<(String, usize)>,
    pub errors: Vec<Fault>,
    pub warnings: Vec<Fault>,
    /// How many answers a hint is about; hints stand in nothing's way and are not told one by one.
    pub hints: usize,
    pub essays: Vec<Essay>,
    pub sums: Vec<Sum>,
    pub tables: Vec<Table>,
    pub deadlines: Vec<Deadline>,
}

/// A finding as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The path of the answer; empty for the application as a whole.
    pub path: String,
    pub label: String,
    pub message: String,
    pub hint: String,
    /// The place in the notice, or the standard, that it rests on; empty for none.
    pub basis: String,
    /// The sentence of the notice, where it rests on one.
    pub clause: Option<Clause>,
}

/// The length of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Essay {
    pub label: String,
    pub counts: Counts,
    pub limit: Option<usize>,
}

/// An amount, and what it should agree with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    pub label: String,
    /// In 万元; 未填 or 无法识别 where there is none.
    pub amount: String,
    /// What comparing it came to; empty where it is compared with nothing.
    pub verdict: String,
    pub agrees: bool,
}

/// How many rows a table has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub label: String,
    /// What one row is called.
    pub row: String,
    /// What they are counted in, as 名 of 团员.
    pub unit: String,
    pub count: usize,
    pub most: Option<usize>,
}

impl Essay {
    /// Whether it is too long by 字数; by characters alone an upload page may find so.
    pub fn is_too_long(&self) -> bool {
        self.limit.is_some_and(|limit| self.counts.words > limit)
    }

    /// Whether it fits by 字数, but not by characters.
    pub fn may_be_too_long(&self) -> bool {
        !self.is_too_long()
            && self
                .limit
                .is_some_and(|limit| self.counts.chars_no_space > limit)
    }

    /// What its length means; empty where the form sets no limit.
    pub fn verdict(&self) -> String {
        match self.limit {
            _ if self.counts.chars == 0 => "未填".to_owned(),
            None => String::new(),
            Some(limit) if self.is_too_long() => format!("超出 {} 字", self.counts.words - limit),
            Some(limit) if self.may_be_too_long() => {
                let over = self.counts.chars_no_space - limit;
                format!("字数没有超过；网上若按字符计会超出 {over}")
            }
            Some(_) => "没有超过".to_owned(),
        }
    }
}

impl Table {
    /// How many there are: 团员 12 名，最多 15 名.
    pub fn words(&self) -> String {
        let Self {
            row, unit, count, ..
        } = self;
        let given = match count {
            0 => "未填".to_owned(),
            count => format!("{row} {count} {unit}"),
        };
        match self.most {
            Some(most) => format!("{given}，最多 {most} {unit}"),
            None => given,
        }
    }
}

impl SelfCheck {
    /// How it stands, in one sentence.
    pub fn verdict(&self) -> String {
        let (errors, warnings) = (self.errors.len(), self.warnings.len());
        let share = format!("必填项已填 {} / {}", self.given, self.required);
        match (errors, warnings) {
            (0, 0) if self.hints > 0 => format!(
                "{share}；没有须改正和请确认的地方，另有 {} 条提示，在“自查结果”里看。",
                self.hints
            ),
            (0, 0) => format!("{share}；自查没有发现问题，可以提交。"),
            (0, _) => format!("{share}；没有须改正的地方，有 {warnings} 处请确认。"),
            (_, 0) => format!("{share}；有 {errors} 处须改正，改正以后才能提交。"),
            _ => format!(
                "{share}；有 {errors} 处须改正，改正以后才能提交；另有 {warnings} 处请确认。"
            ),
        }
    }

    /// What is missing by sections; empty where nothing is.
    pub fn missing(&self) -> String {
        let sections = self.unfinished.iter();
        let words: Vec<_> = sections
            .map(|(title, missing)| format!("{title}（差 {missing} 项）"))
            .collect();
        if words.is_empty() {
            String::new()
        } else {
            format!("还没有填完：{}。", words.join("、"))
        }
    }

    /// A deadline as it is read: what, the last minute, what is left.
    pub fn deadline_words(&self, deadline: &Deadline) -> [String; 3] {
        let last = deadline.last;
        let day = date::chinese(last.date());
        // The last minute of a day is the whole day.
        let last = match (last.hour(), last.minute()) {
            (23, 59) => day,
            (hour, 0) => format!("{day} {hour} 点"),
            (hour, minute) => format!("{day} {hour}:{minute:02}"),
        };
        let left = match deadline.days_left(self.day) {
            0 => "今天截止".to_owned(),
            days @ 1.. => format!("还有 {days} 天"),
            days => format!("已过 {} 天", -days),
        };
        [deadline.what.clone(), last, left]
    }
}
