//! A required field, cell or row is empty.
//!
//! Wholly blank rows are [`super::rows::check_empty`]'s; a box that has to be ticked is
//! [`super::allowed::check_ticked`]'s where the form has such a check.

use crate::answers::Answer;
use crate::form::Kind;
use crate::form::rule::Check;
use crate::rules::report::Report;
use crate::rules::scope::Cell;

pub fn check(report: &mut Report<'_, '_>) {
    let scope = report.scope;
    for cell in &scope.cells {
        let asked = scope.answers.asks(cell.field) && !scope.is_optional(cell.section);
        if asked && is_missing(report, cell) {
            report.at_cell(cell).send();
        }
    }
}

fn is_missing(report: &Report<'_, '_>, cell: &Cell<'_>) -> bool {
    let scope = report.scope;
    match &cell.field.kind {
        Kind::Sum { .. } => false,
        // Another shape than rows is malformed, not missing.
        Kind::Rows { least, .. } => {
            (matches!(cell.answer, Answer::List(_)) || cell.answer.is_blank())
                && scope.rows(&cell.field.id).count() < *least
                && cell.field.required
        }
        Kind::YesNo => cell.field.required
            && cell.answer.is_blank()
            && !scope.form.rules.iter().any(
                |rule| matches!(&rule.check, Check::Ticked { field } if *field == cell.field.id),
            ),
        _ => cell.field.required && cell.answer.is_blank() && !in_blank_row(report, cell),
    }
}

fn in_blank_row(report: &Report<'_, '_>, cell: &Cell<'_>) -> bool {
    cell.row.is_some_and(|(table, at)| {
        report
            .scope
            .answers
            .list(&table.id)
            .get(at)
            .is_none_or(Answer::is_blank)
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Form, check};

    const FORM: Form = Form {
        fields: r#"
            (id: "kind", label: "类型", kind: Choice(of: "kinds"), question: true),
            (id: "name", label: "名称", kind: Line, question: true),
            (id: "own", label: "自有经费", kind: Money, question: true, required: false),
            (id: "leader", label: "项目负责人", kind: Group(group: "person")),
            (id: "agreed", label: "同意", kind: YesNo, question: true),
            (id: "promise", label: "承诺", kind: YesNo, question: true),
            (id: "cities", label: "城市", kind: Cities, question: true),
            (id: "photo", label: "照片", kind: Attachment(accept: [Png]), question: true),
            (id: "total", label: "合计", kind: Sum(of: ["own"]), question: true),
            (id: "rows", label: "表", question: true, kind: Rows(row: "行", least: 2, columns: [
                (id: "a", label: "甲", kind: Line, question: true),
                (id: "b", label: "乙", kind: Line, question: true, required: false),
            ])),
        "#,
        rules: r#"
            (id: "missing", severity: error, check: Missing, condition: "", message: "{label}", basis: Sense("")),
            (id: "ticked", severity: error, check: Ticked(field: "promise"), condition: "", message: "未勾选{label}", basis: Sense("")),
        "#,
    };

    #[test]
    fn every_required_place_is_found_and_no_other() {
        check(
            FORM,
            r#"{"name":" ","photo":{"file":""},"rows":[{"a":"1"},{"b":"2"},{"a":"","b":" "}]}"#,
            &[
                "kind: 类型",
                "name: 名称",
                "leader.mobile: 项目负责人 手机",
                "agreed: 同意",
                "promise: 未勾选承诺",
                "cities: 城市",
                "photo: 照片",
                "rows[1].a: 行 2 甲",
            ],
        );
    }

    #[test]
    fn an_answer_that_is_wrong_is_not_missing() {
        check(
            FORM,
            r#"{"kind":"other","name":"甲","leader":{"mobile":"1"},"agreed":false,"promise":true,
                "cities":["纽约"],"photo":{"file":"a"},"rows":[{"a":"1"}]}"#,
            &["rows: 表"],
        );
        check(
            FORM,
            r#"{"kind":"a","name":"甲","leader":{"mobile":"1"},"agreed":"是","promise":true,
                "cities":["纽约"],"photo":{"file":"a"},"rows":"两行"}"#,
            &[],
        );
    }

    #[test]
    fn a_section_may_be_optional_for_some() {
        check(FORM, r#"{"kind":"free"}"#, &["promise: 未勾选承诺"]);
    }
}
