//! A period that ends before it starts; a date after a last one.

use crate::answers::date::{chinese, parse};
use crate::rules::report::Report;

/// At the end, where it is before the start.
pub fn check_order(report: &mut Report<'_, '_>, start: &str, end: &str) {
    let answers = report.scope.answers;
    if let (Some(first), Some(last)) = (answers.date(start), answers.date(end))
        && last < first
    {
        report
            .at(end)
            .with("start", chinese(first))
            .with("end", chinese(last))
            .send();
    }
}

/// After the day `last`, and up to the day `until` where it is given, that day included.
pub fn check_after(report: &mut Report<'_, '_>, field: &str, last: &str, until: Option<&str>) {
    let (Some(day), Some(last)) = (report.scope.answers.date(field), parse(last)) else {
        return;
    };
    if day > last && until.and_then(parse).is_none_or(|until| day <= until) {
        report
            .at(field)
            .labelled()
            .with("found", chinese(day))
            .with("last", chinese(last))
            .send();
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Form, check};

    const FORM: Form = Form {
        fields: r#"
            (id: "start", label: "起", kind: Date, question: true),
            (id: "end", label: "止", kind: Date, question: true),
        "#,
        rules: r#"
            (id: "order", severity: error, check: DateOrder(start: "start", end: "end"), condition: "", message: "{start}至{end}", basis: Sense("")),
            (id: "late", severity: warning, check: DateAfter(field: "end", last: "2021-05-26", until: "2021-05-31"), condition: "", message: "{label}{found}晚于{last}", basis: Sense("")),
            (id: "late", severity: error, check: DateAfter(field: "end", last: "2021-05-31"), condition: "", message: "{label}{found}太晚于{last}", basis: Sense("")),
        "#,
    };

    #[test]
    fn order_and_last_days() {
        for (start, end, expected) in [
            (
                "2021-05-02",
                "2021-05-01",
                &["end: 2021年5月2日至2021年5月1日"][..],
            ),
            ("2021-05-02", "2021-05-02", &[]),
            ("", "2021-05-26", &[]),
            ("", "2021-05-27", &["end: 止2021年5月27日晚于2021年5月26日"]),
            ("", "2021-05-31", &["end: 止2021年5月31日晚于2021年5月26日"]),
            (
                "",
                "2021-06-01",
                &["end: 止2021年6月1日太晚于2021年5月31日"],
            ),
            ("五月", "2021-05-01", &[]),
            ("2021-05-02", "六月", &[]),
        ] {
            check(
                FORM,
                &format!(r#"{{"start":"{start}","end":"{end}"}}"#),
                expected,
            );
        }
    }
}
