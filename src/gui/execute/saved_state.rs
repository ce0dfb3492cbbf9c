//! Whether an application stands in a file, in the words of bar and title.

use chrono::{DateTime, Local, NaiveDate};

/// Whether what is shown stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State<'a> {
    /// There is nothing to save yet.
    New,
    UnderWay,
    /// Since when, where that is known.
    Saved(Option<DateTime<Local>>),
    /// Why it could not be saved, where it was tried.
    Unsaved(Option<&'a str>),
}

impl State<'_> {
    /// What a person reads on that day.
    pub fn words(self, today: NaiveDate) -> String {
        match self {
            Self::New => "新建".to_owned(),
            Self::UnderWay => "正在保存".to_owned(),
            Self::Saved(None) => "已保存".to_owned(),
            Self::Saved(Some(at)) => format!("已保存 {}", moment(at, today)),
            Self::Unsaved(_) => "未保存".to_owned(),
        }
    }
}

/// The hour of this day, or the day.
pub fn moment(at: DateTime<Local>, today: NaiveDate) -> String {
    let form = if at.date_naive() == today {
        "%H:%M"
    } else {
        "%-m月%-d日"
    };
    at.format(form).to_string()
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    #[test]
    fn a_moment_of_today_is_an_hour_and_of_another_day_a_day() {
        let at = Local.with_ymd_and_hms(2021, 5, 20, 14, 32, 0).unwrap();
        let day = |day| NaiveDate::from_ymd_opt(2021, 5, day).unwrap();
        let cases = [
            (State::New, 20, "新建"),
            (State::UnderWay, 20, "正在保存"),
            (State::Saved(None), 20, "已保存"),
            (State::Saved(Some(at)), 20, "已保存 14:32"),
            (State::Saved(Some(at)), 21, "已保存 5月20日"),
            (State::Unsaved(None), 20, "未保存"),
        ];
        for (state, today, words) in cases {
            assert_eq!(state.words(day(today)), words);
        }
    }
}
