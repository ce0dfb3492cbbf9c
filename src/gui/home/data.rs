//! What the first screen says of an application, worked out without a window.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use crate::form::{FormDef, notice};
use crate::workspace::cards::{Card, Content, Summary};

/// Below this width two cards stand side by side, and below the next one alone.
const THREE_COLUMNS: f32 = 1020.0;
const TWO_COLUMNS: f32 = 660.0;

/// How many cards stand side by side.
pub fn columns(width: f32) -> usize {
    match width {
        width if width >= THREE_COLUMNS => 3,
        width if width >= TWO_COLUMNS => 2,
        _ => 1,
    }
}

/// What a tag on a card says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Example,
    Wrong,
    Confirm,
    Ready,
    /// Nothing is found fault with, and something is still to be filled in.
    Going,
}

/// The tags of an application: what stands in its way, else how it stands.
pub fn marks(summary: &Summary) -> Vec<(Mark, String)> {
    let mut marks = Vec::new();
    if summary.is_example {
        marks.push((Mark::Example, "例子".to_owned()));
    }
    if summary.errors > 0 {
        marks.push((Mark::Wrong, format!("{} 处须改正", summary.errors)));
    }
    if summary.warnings > 0 {
        marks.push((Mark::Confirm, format!("{} 处请确认", summary.warnings)));
    }
    let faultless = summary.errors + summary.warnings == 0;
    if summary.part.is_some() && faultless && summary.given == summary.required {
        marks.push((Mark::Ready, "可以发回".to_owned()));
    } else if summary.is_ready && summary.warnings == 0 {
        marks.push((Mark::Ready, "可以导出".to_owned()));
    } else if faultless {
        marks.push((Mark::Going, "填写中".to_owned()));
    }
    marks
}

/// The places of the cards that share their title with another.
pub fn twins(cards: &[Card]) -> HashSet<usize> {
    let mut by_title: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, card) in cards.iter().enumerate() {
        if let Content::Read(summary) = &card.content {
            by_title.entry(&summary.title).or_default().push(at);
        }
    }
    by_title.retain(|_, places| places.len() > 1);
    by_title.into_values().flatten().collect()
}

/// Whose application it is; of a section that was handed out, that it is no more than that.
pub fn unit_line(summary: &Summary) -> String {
    match &summary.part {
        Some(part) => format!("只有“{part}”这一部分，填好后发回"),
        None if summary.unit.is_empty() => "单位还没有填".to_owned(),
        None => summary.unit.clone(),
    }
}

/// Form and kind of an application in one line.
pub fn kind_line(summary: &Summary) -> String {
    if summary.kind.is_empty() {
        summary.form.clone()
    } else {
        format!("{} · {}", summary.form, summary.kind)
    }
}

/// The deadline in words, and whether it is near.
pub fn deadline_line(summary: &Summary, today: NaiveDate) -> Option<(String, bool)> {
    let deadline = summary.deadline.as_ref()?;
    Some((deadline.words(today), deadline.is_near(today)))
}

/// When something was saved, as near as a person needs it.
pub fn saved_words(saved: NaiveDateTime, now: NaiveDateTime) -> String {
    let (day, today) = (saved.date(), now.date());
    if day == today {
        format!("今天 {}", saved.format("%H:%M"))
    } else if Some(day) == today.pred_opt() {
        "昨天".to_owned()
    } else if day.year() == today.year() {
        format!("{}月{}日", day.month(), day.day())
    } else {
        format!("{}年{}月{}日", day.year(), day.month(), day.day())
    }
}

/// What a form is, for who is to choose one.
pub fn form_line(form: &FormDef) -> String {
    let number = notice::find(&form.notice).map_or("", |notice| notice.number);
    let sections = form.sections.len();
    format!(
        "{number} · 共 {sections} 个部分 · 纸质件 {} 份",
        form.copies
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(errors: usize, warnings: usize, is_ready: bool) -> Summary {
        Summary {
            title: "示范项目".into(),
            unit: String::new(),
            part: None,
            form: "申报书".into(),
            kind: String::new(),
            given: 1,
            required: 2,
            errors,
            warnings,
            is_ready,
            is_example: false,
            deadline: None,
        }
    }

    #[test]
    fn a_card_is_tagged_with_what_stands_in_its_way_or_how_it_stands() {
        for (errors, warnings, is_ready, expected) in [
            (0, 0, true, "可以导出"),
            (0, 0, false, "填写中"),
            (2, 1, false, "2 处须改正、1 处请确认"),
            (0, 1, true, "1 处请确认"),
        ] {
            let marks = marks(&summary(errors, warnings, is_ready));
            let words: Vec<_> = marks.into_iter().map(|(_, words)| words).collect();
            assert_eq!(words.join("、"), expected);
        }
        let example = Summary {
            is_example: true,
            ..summary(0, 0, true)
        };
        assert_eq!(marks(&example)[0].0, Mark::Example);
    }

    #[test]
    fn a_section_that_was_handed_out_says_so_and_asks_for_no_more() {
        let mut section = Summary {
            part: Some("九、项目经费预算".into()),
            ..summary(0, 0, false)
        };
        assert_eq!(
            unit_line(&section),
            "只有“九、项目经费预算”这一部分，填好后发回"
        );
        assert_eq!(marks(&section), [(Mark::Going, "填写中".to_owned())]);
        section.given = section.required;
        assert_eq!(marks(&section), [(Mark::Ready, "可以发回".to_owned())]);
        assert_eq!(unit_line(&summary(0, 0, false)), "单位还没有填");
    }

    #[test]
    fn when_something_was_saved_is_said_as_near_as_needed() {
        let time = |text| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        let now = time("2021-05-20 16:00");
        for (saved, words) in [
            ("2021-05-20 14:32", "今天 14:32"),
            ("2021-05-19 23:59", "昨天"),
            ("2021-05-18 08:00", "5月18日"),
            ("2020-12-31 08:00", "2020年12月31日"),
            // A clock that was set back.
            ("2021-05-21 08:00", "5月21日"),
        ] {
            assert_eq!(saved_words(time(saved), now), words);
        }
    }

    #[test]
    fn cards_stand_in_one_to_three_columns() {
        for (width, expected) in [(500.0, 1), (900.0, 2), (1312.0, 3)] {
            assert_eq!(columns(width), expected);
        }
    }
}
