//! A last day that is near, or has passed. It belongs to the application as a whole: its path is
//! empty.

use crate::answers::date::{chinese, parse};
use crate::form::rule::{DeadlineSide, NEAR_DAYS};
use crate::rules::report::Report;

/// `last` is `YYYY-MM-DDTHH:MM`. It is near until the end of its day, on which the hour counts,
/// and has passed from the next day on.
pub fn check(
    report: &mut Report<'_, '_>,
    last: &str,
    what: &str,
    side: DeadlineSide,
    opens: Option<&str>,
) {
    let today = report.scope.context.today;
    let (day, time) = last.split_once('T').unwrap_or((last, ""));
    let opens = opens.and_then(parse);
    let Some(day) = parse(day) else { return };
    let left = (day - today).num_days();
    let (speaks, days) = match side {
        DeadlineSide::Near => (
            (0..=NEAR_DAYS).contains(&left) && opens.is_none_or(|opens| today >= opens),
            if left == 0 {
                "就在今天".to_owned()
            } else {
                format!("还有 {left} 天")
            },
        ),
        DeadlineSide::Passed => (left < 0, (-left).to_string()),
    };
    if speaks {
        // The last minute of a day is the whole day.
        let time = if matches!(time, "23:59" | "24:00") {
            ""
        } else {
            time
        };
        report
            .at("")
            .with("what", what)
            .with("last", format!("{}{time}", chinese(day)))
            .with("days", days)
            .with("opens", opens.map(chinese).unwrap_or_default())
            .send();
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Form, check_on};

    const FORM: Form = Form {
        fields: r#"(id: "name", label: "名称", kind: Line, question: true)"#,
        rules: r#"
            (id: "near", severity: hint, check: Deadline(last: "2022-02-28T12:00", what: "注册", side: Near, opens: "2022-02-16"), condition: "", message: "{what}{last}{days}|{opens}", basis: Sense("")),
            (id: "passed", severity: hint, check: Deadline(last: "2022-02-28T23:59", what: "注册", side: Passed), condition: "", message: "{what}{last}过了{days}|{opens}", basis: Sense("")),
        "#,
    };

    #[test]
    fn a_deadline_is_near_or_passed_by_the_day() {
        for (today, expected) in [
            ("2022-02-15", &[][..]),
            (
                "2022-02-16",
                &[": 注册2022年2月28日12:00还有 12 天|2022年2月16日"],
            ),
            (
                "2022-02-28",
                &[": 注册2022年2月28日12:00就在今天|2022年2月16日"],
            ),
            ("2022-03-01", &[": 注册2022年2月28日过了1|"]),
        ] {
            check_on(today, FORM, "{}", expected);
        }
    }
}
