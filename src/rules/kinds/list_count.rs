//! Fewer or more entries than asked for, each counted once.

use std::collections::HashSet;

use crate::form::Kind;
use crate::form::catalog::{split_entries, without_notes};
use crate::rules::report::Report;
use crate::rules::scope::Scope;

use super::cities;

/// None at all is fewer, too, though [`super::missing`] may speak of it as well.
pub fn check(report: &mut Report<'_, '_>, list: &str, least: Option<usize>, most: Option<usize>) {
    let scope = report.scope;
    let Some(field) = scope.form.field(list) else {
        return;
    };
    let count = count(scope, list, &field.kind);
    let too_few = least.is_some_and(|least| count < least);
    let too_many = most.is_some_and(|most| count > most);
    if too_many || too_few {
        let bound = |bound: Option<usize>| bound.map(|bound| bound.to_string()).unwrap_or_default();
        report
            .at(list)
            .labelled()
            .with("count", count)
            .with("least", bound(least))
            .with("most", bound(most))
            .send();
    }
}

/// Rows that are not blank; cities of the catalogue, and others by their name; industries without
/// their notes; entries of another list as they are.
fn count(scope: &Scope<'_>, list: &str, kind: &Kind) -> usize {
    match kind {
        Kind::Rows { .. } => scope.rows(list).count(),
        Kind::Cities => {
            let catalog = scope.context.catalog;
            let others: HashSet<&str> = scope
                .entries(list)
                .filter(|(_, text)| catalog.city(text).is_none())
                .flat_map(|(_, text)| split_entries(text))
                .filter(|entry| catalog.city(entry).is_none())
                .collect();
            cities::known(scope, list).len() + others.len()
        }
        Kind::Industries { .. } => {
            let entries = scope
                .entries(list)
                .flat_map(|(_, text)| split_entries(text));
            entries.map(without_notes).collect::<HashSet<_>>().len()
        }
        _ => scope
            .entries(list)
            .map(|(_, text)| text)
            .collect::<HashSet<_>>()
            .len(),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Form, check};

    const FORM: Form = Form {
        fields: r#"
            (id: "cities", label: "城市", kind: Cities, question: true),
            (id: "industries", label: "产业", kind: Industries(cities: "cities"), question: true, required: false),
            (id: "lines", label: "产品", kind: Lines, question: true, required: false),
            (id: "rows", label: "表", question: true, kind: Rows(row: "行", columns: [
                (id: "a", label: "甲", kind: Line, question: true),
            ])),
        "#,
        rules: r#"
            (id: "cities", severity: error, check: ListCount(list: "cities", least: 2, most: 3), condition: "", message: "{label}{count}|{least}|{most}", basis: Sense("")),
            (id: "industries", severity: warning, check: ListCount(list: "industries", most: 1), condition: "", message: "{label}{count}|{least}|{most}", basis: Sense("")),
            (id: "lines", severity: warning, check: ListCount(list: "lines", least: 2), condition: "", message: "{label}{count}|{least}|{most}", basis: Sense("")),
            (id: "rows", severity: error, check: ListCount(list: "rows", least: 1, most: 2), condition: "", message: "{label}{count}|{least}|{most}", basis: Sense("")),
        "#,
    };

    #[test]
    fn entries_are_counted_once() {
        check(
            FORM,
            r#"{"cities":["武汉东湖","武汉东湖高新区"],"industries":["高端化工（农药）","高端化工、土工"],
                "lines":["甲","甲 ",""],"rows":[{"a":"1"},{"a":"2"},{},{"a":"3"}]}"#,
            &[
                "cities: 城市1|2|3",
                "industries: 产业2||1",
                "lines: 产品1|2|",
                "rows: 表3|1|2",
            ],
        );
        check(
            FORM,
            r#"{"cities":["武汉东湖、纽约","巴黎","浙江嘉兴市"],"lines":["甲","乙"],"rows":[{"a":"1"}]}"#,
            &["cities: 城市4|2|3"],
        );
    }

    #[test]
    fn an_empty_list_is_too_short_too() {
        check(
            FORM,
            "{}",
            &["cities: 城市0|2|3", "lines: 产品0|2|", "rows: 表0|1|2"],
        );
    }
}
