//! Rows in which nothing, or not everything, stands.

use crate::answers::{Answer, Money};
use crate::form::{Field, Kind};
use crate::rules::report::Report;
use crate::rules::scope::cell;
use crate::rules::words::{listed, shortened};

/// A row in which nothing stands.
pub fn check_empty(report: &mut Report<'_, '_>) {
    let scope = report.scope;
    for table in &scope.cells {
        let (Kind::Rows { .. }, Answer::List(rows)) = (&table.field.kind, table.answer) else {
            continue;
        };
        for (at, _) in rows.iter().enumerate().filter(|(_, row)| row.is_blank()) {
            report
                .at(format!("{}[{at}]", table.field.id))
                .with("label", table.field.name())
                .with("row", table.field.row_name(at))
                .send();
        }
    }
}

/// A row with a `key` in which another of the `cells` is empty; at the first empty one.
pub fn check_incomplete(report: &mut Report<'_, '_>, table: &str, key: &str, cells: &[String]) {
    let scope = report.scope;
    let Some(field) = scope.form.field(table) else {
        return;
    };
    for (at, row) in scope.rows(table) {
        let is_empty = |column: &&String| row.child(column).is_none_or(Answer::is_blank);
        let mut empty = cells.iter().filter(is_empty).peekable();
        let (key, Some(first)) = (cell(row, key), empty.peek()) else {
            continue;
        };
        if key.is_empty() {
            continue;
        }
        let place = format!("{table}[{at}].{first}");
        let missing: Vec<String> = empty
            .filter_map(|id| field.column(id))
            .map(Field::name)
            .collect();
        let missing: Vec<&str> = missing.iter().map(String::as_str).collect();
        report
            .at(place)
            .with("label", field.name())
            .with("row", field.row_name(at))
            .with("name", shortened(key))
            .with("missing", listed(&missing))
            .send();
    }
}

/// A row with a `given` cell and an empty `wanted` one. An amount of zero is not given.
pub fn check_cell(report: &mut Report<'_, '_>, table: &str, given: &str, wanted: &str) {
    let scope = report.scope;
    let Some(field) = scope.form.field(table) else {
        return;
    };
    let (Some(given), Some(wanted)) = (field.column(given), field.column(wanted)) else {
        return;
    };
    for (at, row) in scope.rows(table) {
        let value = row.child(&given.id);
        let is_nothing = value.is_none_or(Answer::is_blank)
            || (given.kind == Kind::Money
                && Money::parse(cell(row, &given.id)) == Ok(Money::default()));
        if !is_nothing && row.child(&wanted.id).is_none_or(Answer::is_blank) {
            report
                .at(format!("{table}[{at}].{}", wanted.id))
                .with("label", field.name())
                .with("row", field.row_name(at))
                .with("given", given.name())
                .with("missing", wanted.name())
                .send();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Form, check};

    const FORM: Form = Form {
        fields: r#"
            (id: "items", label: "支出", question: true, kind: Rows(row: "项", columns: [
                (id: "item", label: "明细", kind: Line, question: true),
                (id: "amount", label: "金额", kind: Money, question: true),
                (id: "basis", label: "依据", kind: Text, question: true),
            ])),
        "#,
        rules: r#"
            (id: "empty", severity: warning, check: EmptyRow, condition: "", message: "空{label}{row}", basis: Sense("")),
            (id: "incomplete", severity: warning, check: RowIncomplete(table: "items", key: "item", cells: ["amount", "basis"]), condition: "", message: "{label}{row}{name}缺{missing}", basis: Sense("")),
            (id: "basis", severity: warning, check: CellMissing(table: "items", given: "amount", wanted: "basis"), condition: "", message: "{label}{row}{given}缺{missing}", basis: Sense("")),
        "#,
    };

    #[test]
    fn gaps_in_rows_are_found() {
        check(
            FORM,
            r#"{"items":[{"item":"差旅"},{"item":" "},null,{"amount":"1"},{"item":"会议","basis":"5场","amount":""}]}"#,
            &[
                "items[0].amount: 支出项 1差旅缺金额、依据",
                "items[1]: 空支出项 2",
                "items[2]: 空支出项 3",
                "items[3].basis: 支出项 4金额缺依据",
                "items[4].amount: 支出项 5会议缺金额",
            ],
        );
    }

    #[test]
    fn whole_rows_pass() {
        check(
            FORM,
            r#"{"items":[{"item":"差旅","amount":1,"basis":"甲"},{"amount":"0.00"},{"basis":"乙"}]}"#,
            &[],
        );
        check(FORM, r#"{"items":"无"}"#, &[]);
    }
}
