//! A choice that is not among the allowed ones, another value than the only one, a box not ticked.

use crate::form::Choice;
use crate::rules::report::{Report, mend};
use crate::rules::words::{listed, shortened};

/// A value outside the form's own list is [`super::closed_list`]'s.
pub fn check_choice(report: &mut Report<'_, '_>, field: &str, allowed: &[String]) {
    let form = report.scope.form;
    let value = report.scope.answers.text(field);
    let Some(definition) = form.field(field) else {
        return;
    };
    let Some(choice) = form.choice(definition, &value) else {
        return;
    };
    if !allowed.contains(&choice.id) {
        let allowed: Vec<&str> = allowed
            .iter()
            .filter_map(|id| form.choice(definition, id))
            .map(Choice::name)
            .collect();
        report
            .at(field)
            .labelled()
            .with("found", choice.name())
            .with("allowed", listed(&allowed))
            .send();
    }
}

/// Empty is not another value.
pub fn check_value(report: &mut Report<'_, '_>, field: &str, value: &str) {
    let found = report.scope.answers.text(field);
    if !found.is_empty() && found != value {
        report
            .at(field)
            .labelled()
            .with("found", shortened(&found))
            .with("wanted", value)
            .mend(mend(field, None, value))
            .send();
    }
}

pub fn check_ticked(report: &mut Report<'_, '_>, field: &str) {
    if !report.scope.answers.ticked(field) {
        report.at(field).labelled().send();
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Form, check};

    const FORM: Form = Form {
        fields: r#"
            (id: "unit", label: "类型", kind: Choice(of: "kinds"), question: true),
            (id: "year", label: "年度", kind: Line, question: true),
            (id: "promise", label: "承诺", kind: YesNo, question: true),
        "#,
        rules: r#"
            (id: "eligible", severity: error, check: AmongChoices(field: "unit", allowed: ["a", "free"]), condition: "", message: "{label}{found}？{allowed}", basis: Sense("")),
            (id: "year", severity: error, check: Equals(field: "year", value: "2022"), condition: "", message: "{label}{found}？{wanted}", basis: Sense("")),
            (id: "promise", severity: error, check: Ticked(field: "promise"), condition: "", message: "{label}", basis: Sense("")),
            (id: "only-b", severity: hint, when: [("unit", ["b"])], check: Ticked(field: "promise"), condition: "", message: "高校{label}", basis: Sense("")),
        "#,
    };

    #[test]
    fn what_is_not_allowed_is_found() {
        check(
            FORM,
            r#"{"unit":"b","year":2021,"promise":false}"#,
            &[
                "unit: 类型高校？全国学会、协会；其他",
                "year: 年度2021？2022 → year = 2022",
                "promise: 承诺",
                "promise: 高校承诺",
            ],
        );
        check(FORM, r#"{"promise":"是"}"#, &["promise: 承诺"]);
    }

    #[test]
    fn what_is_allowed_or_not_known_passes() {
        check(FORM, r#"{"unit":"a","year":2022,"promise":true}"#, &[]);
        check(FORM, r#"{"unit":"other","year":"","promise":true}"#, &[]);
    }
}
