//! Days as the contract writes them.

use chrono::{Datelike, NaiveDate};

/// Reads `YYYY-MM-DD`.
pub fn parse(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    (text.len() == 10)
        .then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
        .flatten()
}

/// Reads a day as people write it, such as 2021.5.20, 2021/5/20 or 2021年5月20日.
pub fn parse_loosely(text: &str) -> Option<NaiveDate> {
    let mut numbers = text
        .split(|character: char| !character.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map(|digits| digits.parse::<u32>().ok());
    let (year, month, day) = (numbers.next()??, numbers.next()??, numbers.next()??);
    if numbers.next().is_some() || !(1900..2200).contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.cast_signed(), month, day)
}

/// As a form prints it: 2021年5月20日.
pub fn chinese(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
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
        for text in ["2021.5.20", "2021/05/20", "2021年5月20日", " 2021-5-20 "] {
            assert_eq!(parse_loosely(text), parse("2021-05-20"), "{text}");
        }
        assert_eq!(parse_loosely("5月20日"), None);
    }
}
