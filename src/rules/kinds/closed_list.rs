//! A value outside a closed list: of a choice, by id; of tags without free ones, by label.

use crate::form::{Choice, Kind};
use crate::rules::report::{Report, mend_shown};
use crate::rules::scope::Cell;
use crate::rules::words::{near, shortened};

pub fn check(report: &mut Report<'_, '_>) {
    let scope = report.scope;
    for cell in &scope.cells {
        match &cell.field.kind {
            Kind::Choice { of, .. } => {
                let value = cell.text();
                let choices = scope.form.choices(of);
                if !value.is_empty() && !choices.iter().any(|choice| choice.id == value) {
                    let choices: Vec<_> = choices.iter().collect();
                    tell(report, cell, None, value, &choices, |choice| &choice.id);
                }
            }
            Kind::Tags {
                of, free: false, ..
            } => {
                let choices: Vec<_> = of
                    .iter()
                    .flat_map(|list| scope.form.choices(list))
                    .collect();
                for (at, value) in cell.entries() {
                    if !choices.iter().any(|choice| choice.label == value) {
                        tell(report, cell, at, value, &choices, |choice| &choice.label);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Reports a value. It is mended where it names one entry for certain: its label or id in other
/// clothes, or its label with something after it, as 浙江省 for 浙江.
fn tell(
    report: &mut Report<'_, '_>,
    cell: &Cell<'_>,
    at: Option<usize>,
    value: &str,
    choices: &[&Choice],
    stored: fn(&Choice) -> &str,
) {
    let sure = |choice: &&&Choice| {
        choice.label == value
            || choice.id.eq_ignore_ascii_case(value)
            || (choice.label.chars().count() > 1 && value.starts_with(&choice.label))
    };
    let alike = |choice: &&&Choice| sure(choice) || choice.label.contains(value);
    let mut meant = choices.iter().filter(sure);
    let mended = match (meant.next(), meant.next()) {
        (Some(choice), None) => mend_shown(&cell.path(), at, stored(choice), &choice.label),
        _ => None,
    };
    let near = near(
        choices
            .iter()
            .filter(alike)
            .map(|choice| choice.label.as_str()),
    );
    report
        .at_cell(cell)
        .with("found", shortened(value))
        .with("near", near)
        .mend(mended)
        .send();
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Form, check};

    const FORM: Form = Form {
        fields: r#"
            (id: "choice", label: "类型", kind: Choice(of: "kinds"), question: true),
            (id: "tags", label: "标签", kind: Tags(of: ["kinds"]), question: true),
            (id: "open", label: "自选", kind: Tags(of: ["kinds"], free: true), question: true),
        "#,
        rules: r#"(id: "choice", severity: error, check: OutsideList, condition: "", message: "{label}|{found}|{near}", basis: Label)"#,
    };

    #[test]
    fn a_value_outside_the_list_is_found_and_a_label_becomes_the_id() {
        check(FORM, r#"{"choice":"c"}"#, &["choice: 类型|c|"]);
        check(
            FORM,
            r#"{"choice":"高校"}"#,
            &["choice: 类型|高校|相近的有“高校”。 → choice = b"],
        );
        check(
            FORM,
            r#"{"choice":"学会"}"#,
            &["choice: 类型|学会|相近的有“全国学会、协会”。"],
        );
        check(
            FORM,
            r#"{"tags":["高校","高校等"]}"#,
            &["tags: 标签|高校等|相近的有“高校”。 → tags[1] = 高校"],
        );
    }

    #[test]
    fn entries_of_the_list_and_free_ones_pass() {
        check(
            FORM,
            r#"{"choice":"b","tags":["高校","其他"],"open":["别的"]}"#,
            &[],
        );
        check(FORM, r#"{"choice":"","tags":[]}"#, &[]);
    }
}
