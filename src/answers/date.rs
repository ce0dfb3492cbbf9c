//! Days as the contract writes them.

use chrono::{Datelike, NaiveDate, Weekday};

/// Reads `YYYY-MM-DD`.
pub fn parse(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    (text.len() == 10)
        .then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
        .flatten()
}

/// Reads a day as people write it, such as 2021.5.20, 2021/5/20, 2021年5月20日 or 20210520, in
/// full-width digits too. A year of two digits is not guessed at.
pub fn parse_loosely(text: &str) -> Option<NaiveDate> {
    let plain: String = text.trim().chars().map(half_width).collect();
    let mut numbers = plain
        .split(|character: char| !character.is_ascii_digit())
        .filter(|digits| !digits.is_empty());
    let (year, month, day) = match (numbers.next()?, numbers.next(), numbers.next()) {
        // All in one, and nothing else: a longer text may hold any number of eight digits.
        (all, None, None) if all.len() == 8 && all.len() == plain.len() => {
            (&all[..4], &all[4..6], &all[6..])
        }
        (year, Some(month), Some(day)) => (year, month, day),
        _ => return None,
    };
    let year: i32 = year.parse().ok()?;
    if numbers.next().is_some() || !(1900..2200).contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

/// Full-width digits as plain ones.
fn half_width(character: char) -> char {
    match character {
        '０'..='９' => char::from_digit(character as u32 - '０' as u32, 10).unwrap_or(character),
        _ => character,
    }
}

/// As the contract writes it: 2021-05-20.
pub fn plain(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// As a form prints it: 2021年5月20日.
pub fn chinese(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// The day of the week: 星期四.
pub fn weekday(day: NaiveDate) -> &'static str {
    match day.weekday() {
        Weekday::Mon => "星期一",
        Weekday::Tue => "星期二",
        Weekday::Wed => "星期三",
        Weekday::Thu => "星期四",
        Weekday::Fri => "星期五",
        Weekday::Sat => "星期六",
        Weekday::Sun => "星期日",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_contract_form_is_a_date_and_common_forms_can_be_turned_into_it() {
        assert!(parse("2021-05-20").is_some());
        for text in [
            "5月20日",
            "2021-5-20",
            "2021-02-30",
            "20210520",
            "2021-05-20T00",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        for text in [
            "2021.5.20",
            "2021.05.20",
            "2021/05/20",
            "2021/5/20",
            "2021年5月20日",
            "2021 年 5 月 20 日",
            " 2021-5-20 ",
            "2021－5－20",
            "20210520",
            "２０２１年５月２０日",
            "２０２１０５２０",
        ] {
            assert_eq!(parse_loosely(text), parse("2021-05-20"), "{text}");
        }
        for text in [
            "5月20日",
            "21-5-20",
            "210520",
            "2021-5",
            "2021-13-1",
            "2021-02-30",
            "20210230",
            "电话20210520",
            "12021-5-20",
            "2021-5-20至2021-6-1",
            "",
        ] {
            assert_eq!(parse_loosely(text), None, "{text}");
        }
    }

    #[test]
    fn the_weekday_is_named() {
        let day = parse("2021-05-20").unwrap();
        assert_eq!(
            (plain(day).as_str(), weekday(day)),
            ("2021-05-20", "星期四")
        );
    }
}
