//! Sums that do not agree. Nothing is said while a part does not read as an amount.

use crate::answers::{Money, derived};
use crate::rules::report::{Report, mend};

use super::amounts::amount;

/// A given total that is not the sum of its parts.
pub fn check_total(report: &mut Report<'_, '_>, total: &str) {
    let scope = report.scope;
    let given = Money::parse(&scope.answers.text(total));
    if let (Ok(given), Some(sum)) = (given, derived::sum(scope.form, scope.answers, total))
        && given != sum
    {
        report
            .at(total)
            .labelled()
            .with("found", given)
            .with("sum", sum)
            .mend(mend(total, None, sum.to_string()))
            .send();
    }
}

/// A column of a table that does not add up to the total, which is computed and not the given one.
pub fn check_column(report: &mut Report<'_, '_>, table: &str, column: &str, total: &str) {
    let sum = derived::column_sum(report.scope.answers, table, column);
    if let (Some(sum), Some(total)) = (sum, amount(report.scope, total))
        && sum != total
    {
        report
            .at(table)
            .with("sum", sum)
            .with("total", total)
            .with("by", sum.distance(total))
            .send();
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Form, check};

    const FORM: Form = Form {
        fields: r#"
            (id: "requested", label: "申请", kind: Money, question: true),
            (id: "own", label: "自有", kind: Money, question: true, required: false),
            (id: "total", label: "总预算", kind: Sum(of: ["requested", "own"]), question: true),
            (id: "items", label: "支出", question: true, kind: Rows(row: "项", columns: [
                (id: "amount", label: "金额", kind: Money, question: true),
            ])),
        "#,
        rules: r#"
            (id: "total", severity: error, check: TotalMatches(total: "total"), condition: "", message: "{label}{found}≠{sum}", basis: Sense("")),
            (id: "items", severity: error, check: ColumnSum(table: "items", column: "amount", total: "total"), condition: "", message: "{sum}≠{total}，{by}", basis: Sense("")),
        "#,
    };

    #[test]
    fn sums_that_do_not_agree_are_found() {
        check(
            FORM,
            r#"{"requested":"60","own":"","total":"58.5","items":[{"amount":"58.5"}]}"#,
            &[
                "total: 总预算58.50≠60.00 → total = 60.00",
                "items: 58.50≠60.00，1.50",
            ],
        );
        check(
            FORM,
            r#"{"requested":"60","own":"0.3","items":[{"amount":"60.2"},{"amount":""}]}"#,
            &["items: 60.20≠60.30，0.10"],
        );
    }

    #[test]
    fn sums_that_agree_or_cannot_be_told_pass() {
        check(
            FORM,
            r#"{"requested":"60","own":"0.3","total":60.3,"items":[{"amount":"60.1"},{"amount":"0.2"}]}"#,
            &[],
        );
        check(
            FORM,
            r#"{"requested":"六十","total":"1","items":[{"amount":"2"}]}"#,
            &[],
        );
        check(
            FORM,
            r#"{"own":"1","total":"9","items":[{"amount":"2"}]}"#,
            &[],
        );
        check(
            FORM,
            r#"{"requested":"1","total":"一","items":[{"amount":"2"},{"amount":"二"}]}"#,
            &[],
        );
        check(FORM, r#"{"requested":"1","items":[]}"#, &[]);
    }
}
