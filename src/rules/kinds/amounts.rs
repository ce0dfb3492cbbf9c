//! Numbers and amounts under or over a bound. What does not read as one is
//! [`super::malformed`]'s.

use crate::answers::{Money, derived};
use crate::form::Kind;
use crate::rules::report::Report;
use crate::rules::scope::Scope;

/// A whole number under the target.
pub fn check_number(report: &mut Report<'_, '_>, field: &str, least: u64) {
    if let Some(number) = report.scope.answers.whole_number(field)
        && number < least
    {
        report
            .at(field)
            .labelled()
            .with("found", number)
            .with("least", least)
            .send();
    }
}

/// More than `most` 万元.
pub fn check_most(report: &mut Report<'_, '_>, field: &str, most: &str) {
    check(report, field, most, |amount, limit| amount > limit);
}

/// Less than `least` 万元.
pub fn check_least(report: &mut Report<'_, '_>, field: &str, least: &str) {
    check(report, field, least, |amount, limit| amount < limit);
}

fn check(report: &mut Report<'_, '_>, field: &str, limit: &str, is_out: fn(Money, Money) -> bool) {
    let (Some(amount), Ok(limit)) = (amount(report.scope, field), Money::parse(limit)) else {
        return;
    };
    if is_out(amount, limit) {
        report
            .at(field)
            .labelled()
            .with("found", amount)
            .with("limit", limit)
            .with("by", amount.distance(limit))
            .send();
    }
}

/// What stands in a field of money; a sum is always computed.
pub fn amount(scope: &Scope<'_>, field: &str) -> Option<Money> {
    match scope.form.field(field)?.kind {
        Kind::Sum { .. } => derived::sum(scope.form, scope.answers, field),
        _ => scope.answers.money(field),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Form, check};

    const FORM: Form = Form {
        fields: r#"
            (id: "needs", label: "需求", kind: Count, question: true),
            (id: "request", label: "申请", kind: Money, question: true),
        "#,
        rules: r#"
            (id: "needs", severity: warning, check: NumberAtLeast(field: "needs", least: 50), condition: "", message: "{label}{found}<{least}", basis: Sense("")),
            (id: "over", severity: error, check: MoneyAtMost(field: "request", most: "60"), condition: "", message: "{label}{found}>{limit}，{by}", basis: Sense("")),
            (id: "below", severity: hint, check: MoneyAtLeast(field: "request", least: "60"), condition: "", message: "{label}{found}<{limit}，{by}", basis: Sense("")),
        "#,
    };

    #[test]
    fn bounds_hold_to_the_yuan() {
        check(
            FORM,
            r#"{"needs":49,"request":"60.0001"}"#,
            &["needs: 需求49<50", "request: 申请60.0001>60.00，0.0001"],
        );
        check(
            FORM,
            r#"{"needs":"50","request":"59.9999"}"#,
            &["request: 申请59.9999<60.00，0.0001"],
        );
        check(FORM, r#"{"needs":51,"request":"60.00"}"#, &[]);
        check(FORM, r#"{"needs":"约40","request":"六十"}"#, &[]);
    }
}
