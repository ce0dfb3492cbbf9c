//! A pasted cell as an answer of its column.

use crate::answers::{Answer, Money, date};
use crate::form::catalog::split_entries;
use crate::form::{Field, FormDef, Kind};
use crate::gui::widgets::paste;

/// A cell's text as an answer of its column; what does not read as one stays as it is.
pub fn value_of(form: &FormDef, column: &Field, text: &str) -> Answer {
    let list = |entries: Vec<String>| Answer::List(entries.into_iter().map(Answer::Text).collect());
    let line = || paste::one_line(text).0.trim().to_owned();
    match &column.kind {
        Kind::Text | Kind::Essay { .. } => Answer::Text(paste::clean(text)),
        Kind::Date => {
            let line = line();
            Answer::Text(date::parse_loosely(&line).map_or(line, date::plain))
        }
        Kind::Money => {
            let line = line();
            // A spreadsheet groups the digits of an amount.
            let plain: String = line.chars().filter(|one| !",，".contains(*one)).collect();
            Answer::Text(if is_grouped(&line) && Money::parse(&plain).is_ok() {
                plain
            } else {
                line
            })
        }
        Kind::Choice { of, .. } => {
            let line = line();
            let choice = form.choices(of).iter().find(|choice| choice.label == line);
            Answer::Text(choice.map_or(line, |choice| choice.id.clone()))
        }
        Kind::YesNo => match line().as_str() {
            "是" | "√" | "✓" => Answer::YesNo(true),
            "否" => Answer::YesNo(false),
            other => Answer::Text(other.to_owned()),
        },
        Kind::Lines => list(text.lines().map(|line| line.trim().to_owned()).collect()),
        Kind::Tags { .. } | Kind::Cities | Kind::Industries { .. } => {
            list(split_entries(text).into_iter().map(str::to_owned).collect())
        }
        _ => Answer::Text(line()),
    }
}

/// Whether commas stand before groups of three digits, as in 1,234.50.
fn is_grouped(text: &str) -> bool {
    let whole = text.split('.').next().unwrap_or_default();
    let mut groups = whole.split([',', '，']);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && groups.clone().count() > 0
        && groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::find;

    #[test]
    fn a_cell_is_read_by_the_kind_of_its_column() {
        let form = find("registration-2022").unwrap();
        let field = |kind| Field {
            kind,
            ..Field::default()
        };
        let kinds = Kind::Choice {
            of: "team_kinds".to_owned(),
            boxes: false,
        };
        for (kind, text, answer) in [
            (Kind::Date, "2021/5/20", "2021-05-20"),
            (Kind::Date, "五月", "五月"),
            (Kind::Money, "1,234.50", "1234.50"),
            (Kind::Money, "12,5", "12,5"),
            (Kind::Money, "1,2345", "1,2345"),
            (Kind::Line, "中国\n学会", "中国 学会"),
            (Kind::Text, "一\n二", "一\n二"),
            (kinds.clone(), "区域科技服务团", "regional"),
            (kinds, "别的", "别的"),
        ] {
            assert_eq!(value_of(&form, &field(kind), text), answer.into(), "{text}");
        }
        let list = Answer::List(vec!["浙江宁波".into(), "四川成都".into()]);
        assert_eq!(
            value_of(&form, &field(Kind::Cities), "浙江宁波、四川成都"),
            list
        );
        assert_eq!(
            value_of(&form, &field(Kind::YesNo), "是"),
            Answer::YesNo(true)
        );
    }
}
