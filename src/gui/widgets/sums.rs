//! Sums that follow from amounts, as they are printed and checked.

use egui::{RichText, Ui};

use crate::answers::derived::{column_sum, sum};
use crate::answers::{Answers, Money};
use crate::form::rule::Check;
use crate::form::{Field, FormDef, Kind};
use crate::gui::theme::{self, Tokens};

use super::Cx;

/// Stands beside a sum that is missing because a part of it is no amount.
const UNREAD: &str = "有金额无法识别，改正后才能合计。";

/// The sum of other fields.
pub fn sum_ui(ui: &mut Ui, cx: &Cx<'_>, path: &str, of: &[String]) {
    let total = sum(cx.form, cx.answers, path);
    ui.add_space(6.0);
    ui.label(RichText::new(words(total)).size(17.0));
    let unread = of
        .iter()
        .any(|part| !cx.answers.is_blank(part) && cx.answers.money(part).is_none());
    if unread {
        ui.label(theme::small(UNREAD).color(Tokens::of(ui).warn));
    }
}

/// The sum of a column of money and how it compares with the form's total; nothing for others.
pub fn column_ui(ui: &mut Ui, cx: &Cx<'_>, field: &Field, column: &Field, path: &str) {
    if column.kind != Kind::Money {
        return;
    }
    let tokens = Tokens::of(ui);
    let total = column_sum(cx.answers, path, &column.id);
    let mut cells = (0..cx.answers.list(path).len())
        .map(|at| format!("{path}[{at}].{}", column.id))
        .filter(|cell| !cx.answers.is_blank(cell));
    ui.horizontal_wrapped(|ui| {
        ui.label(format!("{}合计 {}", column.label, words(total)));
        match total {
            Some(total) => {
                let of_form = total_of(cx.form, cx.answers, field, column);
                if let Some((label, of_form)) = of_form {
                    let wrong = cx.findings.iter().any(|finding| finding.field == path);
                    let color = if wrong { tokens.err } else { tokens.muted };
                    let text = comparison(total, &label, of_form);
                    ui.label(theme::small(text).color(color));
                }
            }
            None if cells.next().is_some() => {
                ui.label(theme::small(UNREAD).color(tokens.warn));
            }
            None => {}
        }
    });
}

fn words(sum: Option<Money>) -> String {
    sum.map_or_else(|| "—".to_owned(), |sum| format!("{sum} 万元"))
}

/// The total with which a check compares the column, as the answers stand: its label and amount.
fn total_of(
    form: &FormDef,
    answers: &Answers,
    field: &Field,
    column: &Field,
) -> Option<(String, Money)> {
    let total = form.rules.iter().find_map(|rule| match &rule.check {
        Check::ColumnSum {
            table,
            column: of,
            total,
        } if *table == field.id && *of == column.id => Some(total),
        _ => None,
    })?;
    let total_field = form.field(total)?;
    let amount = match &total_field.kind {
        Kind::Sum { .. } => sum(form, answers, total)?,
        _ => answers.money(total)?,
    };
    Some((total_field.label.clone(), amount))
}

fn comparison(sum: Money, label: &str, total: Money) -> String {
    let by = sum.distance(total);
    match sum.cmp(&total) {
        std::cmp::Ordering::Equal => format!("与{label} {total} 万元一致"),
        std::cmp::Ordering::Less => format!("比{label} {total} 万元少 {by} 万元"),
        std::cmp::Ordering::Greater => format!("比{label} {total} 万元多 {by} 万元"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_is_said_in_words() {
        let money = |text: &str| Money::parse(text).unwrap();
        assert_eq!(
            comparison(money("58.5"), "经费总预算", money("60")),
            "比经费总预算 60.00 万元少 1.50 万元"
        );
        assert_eq!(
            comparison(money("60"), "经费总预算", money("60")),
            "与经费总预算 60.00 万元一致"
        );
    }
}
