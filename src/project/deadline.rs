//! The last days that a form's own checks know, with what each is for: one source for every screen
//! that names a deadline.

use chrono::{NaiveDate, NaiveDateTime};

use crate::answers::date;
use crate::form::FormDef;
use crate::form::rule::{Check, DeadlineSide, NEAR_DAYS};

/// One last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// What must be done by then, as 网上申报.
    pub what: String,
    /// The last minute.
    pub last: NaiveDateTime,
    /// The first day on which it can be done; none where the notice names none.
    pub opens: Option<NaiveDate>,
}

impl Deadline {
    /// Days from today to the last one: 0 on the last day itself, negative from the next day on.
    pub fn days_left(&self, today: NaiveDate) -> i64 {
        (self.last.date() - today).num_days()
    }

    /// Whether the last day is over. On the last day itself the hour counts, which a person reads.
    pub fn has_passed(&self, today: NaiveDate) -> bool {
        self.days_left(today) < 0
    }

    /// Whether it is time to hurry.
    pub fn is_near(&self, today: NaiveDate) -> bool {
        (0..=NEAR_DAYS).contains(&self.days_left(today))
    }

    /// As a person reads it: 网上申报截止还有 6 天.
    pub fn words(&self, today: NaiveDate) -> String {
        let what = &self.what;
        match self.days_left(today) {
            0 => format!("{what}今天截止"),
            1 => format!("{what}明天截止"),
            days @ 2.. => format!("{what}截止还有 {days} 天"),
            _ => format!("{what}已截止（{}）", date::chinese(self.last.date())),
        }
    }
}

/// Every deadline of a form, the earliest first.
pub fn deadlines(form: &FormDef) -> Vec<Deadline> {
    let mut deadlines: Vec<_> = form
        .rules
        .iter()
        .filter_map(|rule| match &rule.check {
            Check::Deadline {
                last,
                what,
                side: DeadlineSide::Near,
                opens,
            } => Some(Deadline {
                what: what.clone(),
                last: NaiveDateTime::parse_from_str(last, "%Y-%m-%dT%H:%M").ok()?,
                opens: opens.as_deref().and_then(date::parse),
            }),
            _ => None,
        })
        .collect();
    deadlines.sort_by_key(|deadline| deadline.last);
    deadlines
}

/// The one that comes next, or the last of all where all have passed; none for a form without.
pub fn next_deadline(form: &FormDef, today: NaiveDate) -> Option<Deadline> {
    let mut all = deadlines(form);
    let next = all.iter().position(|deadline| !deadline.has_passed(today));
    match next {
        Some(at) => Some(all.swap_remove(at)),
        None => all.pop(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form;

    #[test]
    fn the_next_one_that_has_not_passed_is_named_with_its_days() {
        for (id, today, words, near) in [
            (
                "project-2021",
                "2021-05-01",
                "网上申报截止还有 25 天",
                false,
            ),
            ("project-2021", "2021-05-12", "网上申报截止还有 14 天", true),
            ("project-2021", "2021-05-25", "网上申报明天截止", true),
            ("project-2021", "2021-05-26", "网上申报今天截止", true),
            ("project-2021", "2021-05-27", "纸质材料送达明天截止", true),
            (
                "project-2021",
                "2021-05-29",
                "纸质材料送达已截止（2021年5月28日）",
                false,
            ),
            (
                "registration-2022",
                "2022-02-20",
                "集中注册截止还有 8 天",
                true,
            ),
        ] {
            let today = date::parse(today).unwrap();
            let next = next_deadline(&form::find(id).unwrap(), today).unwrap();
            assert_eq!(next.words(today), words);
            assert_eq!(next.is_near(today), near, "{words}");
        }
    }

    #[test]
    fn a_form_gives_each_of_its_deadlines_once_and_the_earliest_first() {
        let form = form::find("project-2021").unwrap();
        let whats: Vec<_> = deadlines(&form).into_iter().map(|one| one.what).collect();
        assert_eq!(whats, ["网上申报", "纸质材料送达"]);
        let form = form::find("registration-2022").unwrap();
        assert_eq!(deadlines(&form)[0].opens, date::parse("2022-02-10"));
    }
}
