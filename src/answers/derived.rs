//! Amounts that follow from answers. The figure that is shown, printed, checked and bundled is
//! this one, never the one that was typed.

use super::{Answer, Answers, Money};
use crate::form::{FormDef, Kind};

/// The value of a [`Kind::Sum`] field. An empty part counts as nothing where the form does not ask
/// for it. None where a part that it asks for is empty, a part does not read as an amount, or the
/// field is no sum.
pub fn sum(form: &FormDef, answers: &Answers, field: &str) -> Option<Money> {
    let Kind::Sum { of } = &form.field(field)?.kind else {
        return None;
    };
    of.iter()
        .map(|part| {
            if answers.is_blank(part) {
                let required = form.field(part).is_none_or(|field| field.required);
                (!required).then(Money::default)
            } else {
                answers.money(part)
            }
        })
        .sum()
}

/// The sum of a table's column of money; an empty cell counts as nothing. None where no cell is
/// filled in, or one does not read as an amount.
pub fn column_sum(answers: &Answers, table: &str, column: &str) -> Option<Money> {
    let cells = answers.list(table).iter().filter_map(|row| match row {
        Answer::Group(row) => row.child(column).filter(|cell| !cell.is_blank()),
        _ => None,
    });
    let mut total = None;
    for cell in cells {
        let amount = Money::parse(&cell.text()).ok()?;
        total = Some(total.unwrap_or_default() + amount);
    }
    total
}

#[cfg(test)]
mod tests {
    use super::super::json;
    use super::*;

    fn column(rows: &str) -> Option<String> {
        let file = format!(r#"{{"form":"f","answers":{{"items":{rows}}}}}"#);
        let answers = json::read(file.as_bytes()).unwrap().answers;
        column_sum(&answers, "items", "amount").map(|amount| amount.to_string())
    }

    #[test]
    fn a_column_adds_up_exactly_or_not_at_all() {
        for (rows, expected) in [
            (
                r#"[{"amount":"0.1"},{"amount":"0.2"},{"amount":0.3}]"#,
                Some("0.60"),
            ),
            (r#"[{"amount":"1"},{"amount":" "},{}]"#, Some("1.00")),
            (r#"[{"amount":"1"},{"amount":"十二"}]"#, None),
            (r#"[{"amount":"-1"}]"#, None),
            (r#"[{"amount":""}]"#, None),
            ("[]", None),
            (r#""12""#, None),
        ] {
            assert_eq!(column(rows).as_deref(), expected, "{rows}");
        }
    }
}
