//! Which steps an application takes, which are done, and how long is left.

use chrono::NaiveDate;

use crate::answers::Answers;
use crate::answers::date;
use crate::form::FormDef;
use crate::form::steps::{Step, When};

/// Days before the last one from which a step is shown as near.
const NEAR_DAYS: i64 = 7;

/// How near the end of a step's time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    Enough,
    Near,
    Passed,
}

/// The steps that the application takes, as its answers stand.
pub fn steps<'a>(form: &'a FormDef, answers: &Answers) -> Vec<&'a Step> {
    let holds = |step: &&Step| {
        step.only_for
            .as_ref()
            .is_none_or(|condition| answers.holds(condition))
    };
    form.steps.iter().filter(holds).collect()
}

/// How many of the steps are ticked, and how many there are.
pub fn done(form: &FormDef, answers: &Answers) -> (usize, usize) {
    let steps = steps(form, answers);
    let ticked = |step: &&&Step| answers.noted(&step.tick_path());
    (steps.iter().filter(ticked).count(), steps.len())
}

/// A step's time in words.
pub fn time_left(when: &When, today: NaiveDate) -> Option<(String, Time)> {
    let (day, minute) = when.last()?;
    let last = match minute {
        Some(minute) => format!("{} {}", date::chinese(day), minute.format("%H:%M")),
        None => date::chinese(day),
    };
    let what = &when.what;
    if let Some(opens) = when.opens().filter(|opens| *opens > today) {
        let words = format!("{}开放，{what}：{last}", date::chinese(opens));
        return Some((words, Time::Enough));
    }
    Some(match (day - today).num_days() {
        days if days < 0 => (format!("{what}：{last}，已过去 {} 天", -days), Time::Passed),
        0 => (format!("{what}：{last}，就是今天"), Time::Near),
        days if days <= NEAR_DAYS => (format!("{what}：{last}，还有 {days} 天"), Time::Near),
        days => (format!("{what}：{last}，还有 {days} 天"), Time::Enough),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::{Answer, Edit};
    use crate::form;

    #[test]
    fn only_the_steps_of_the_type_are_taken_and_ticks_count() {
        let form = form::find("project-2021").unwrap();
        let mut answers = Answers::new(form.id.as_str());
        let plain = steps(&form, &answers).len();
        answers.apply(Edit::text("project_type", "2021KJFWT01-2"));
        assert_eq!(steps(&form, &answers).len(), plain + 1);
        assert_eq!(done(&form, &answers), (0, plain + 1));
        let tick = Edit::Set {
            path: form.steps[0].tick_path(),
            value: Some(Answer::YesNo(true)),
        };
        answers.apply(tick.noted());
        assert_eq!(done(&form, &answers), (1, plain + 1));
    }

    #[test]
    fn the_days_left_are_said_in_words() {
        let form = form::find("project-2021").unwrap();
        let parcel = form.steps.iter().filter_map(|step| step.when.as_ref());
        let parcel = parcel
            .into_iter()
            .find(|when| when.last == "2021-05-28T12:00")
            .unwrap();
        for (today, words, time) in [
            ("2021-05-10", "还有 18 天", Time::Enough),
            ("2021-05-21", "还有 7 天", Time::Near),
            ("2021-05-28", "2021年5月28日 12:00，就是今天", Time::Near),
            ("2021-05-30", "已过去 2 天", Time::Passed),
        ] {
            let today = date::parse(today).unwrap();
            let (said, how) = time_left(parcel, today).unwrap();
            assert!(said.contains(words), "{said}");
            assert_eq!(how, time, "{said}");
        }
    }
}
