//! Sums that follow from amounts, as they are printed and checked.

use egui::{Color32, RichText, Ui};

use crate::answers::derived::{column_sum, sum};
use crate::answers::{Answer, Answers, Money};
use crate::diag::Severity;
use crate::form::rule::Check;
use crate::form::{Field, FormDef, Kind, Section};
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};

use super::{Cx, parts};

/// Stands beside a sum that is missing because a part of it is no amount.
const UNREAD: &str = "有金额无法识别，改正后才能合计。";

/// The sum of other fields.
pub fn sum_ui(ui: &mut Ui, cx: &Cx<'_>, path: &str, of: &[String]) {
    let total = sum(cx.form, cx.answers, path);
    ui.add_space(6.0);
    let words = total.map_or_else(|| "—".to_owned(), |total| format!("{total} 万元"));
    ui.label(RichText::new(words).size(17.0));
    let unread = of
        .iter()
        .any(|part| !cx.answers.is_blank(part) && cx.answers.money(part).is_none());
    if unread {
        ui.label(theme::small(UNREAD).color(Tokens::of(ui).warn));
    }
}

/// The sum of a column of money, as far as its cells read as amounts.
pub struct ColumnSum {
    sum: Option<Money>,
    /// How it compares with the form's total.
    comparison: Option<String>,
    /// Whether a check finds fault with it.
    wrong: bool,
    /// Whether a cell reads as no amount.
    unread: bool,
}

impl ColumnSum {
    /// The figure as it is printed.
    pub fn figure(&self) -> String {
        self.sum
            .map_or_else(|| "—".to_owned(), |sum| sum.to_string())
    }

    /// The colour of the figure.
    pub fn color(&self, tokens: &Tokens) -> Color32 {
        if self.wrong { tokens.err } else { tokens.ink }
    }

    /// What is to be said beside the figure, and its colour.
    pub fn note(&self, tokens: &Tokens) -> Option<(&str, Color32)> {
        if self.unread {
            return Some((UNREAD, tokens.warn));
        }
        let color = if self.wrong { tokens.err } else { tokens.muted };
        self.comparison.as_deref().map(|text| (text, color))
    }
}

impl ColumnSum {
    /// The same beside the table itself, under which stands what a check finds.
    pub fn note_in_table(&self, tokens: &Tokens) -> Option<(&str, Color32)> {
        self.note(tokens).filter(|_| self.unread || !self.wrong)
    }
}

/// The sum of a column; none for a column of anything but money.
pub fn column_sum_of(cx: &Cx<'_>, field: &Field, column: &Field, path: &str) -> Option<ColumnSum> {
    if column.kind != Kind::Money {
        return None;
    }
    let sum = column_sum(cx.answers, path, &column.id);
    let filled = |row: &Answer| match row {
        Answer::Group(row) => row.child(&column.id).is_some_and(|cell| !cell.is_blank()),
        _ => false,
    };
    let rule = rule_of(cx.form, field, column);
    let total = rule.and_then(|(_, total)| amount_of(cx.form, cx.answers, total));
    let wrong = cx.findings.iter().any(|finding| {
        finding.severity == Severity::Error
            && rule.is_some_and(|(id, _)| finding.rule == id)
            && finding.field == path
    });
    Some(ColumnSum {
        sum,
        comparison: sum
            .zip(total)
            .map(|(sum, (label, total))| comparison(sum, &label, total)),
        wrong,
        unread: sum.is_none() && cx.answers.list(path).iter().any(filled),
    })
}

/// The sum of a column of money and how it compares with the form's total; nothing for others.
pub fn column_ui(ui: &mut Ui, cx: &Cx<'_>, field: &Field, column: &Field, path: &str) {
    let Some(sum) = column_sum_of(cx, field, column, path) else {
        return;
    };
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        let unit = if sum.sum.is_some() { " 万元" } else { "" };
        let text = format!("{}合计 {}{unit}", column.label, sum.figure());
        ui.label(RichText::new(text).color(sum.color(tokens)));
        if let Some((text, color)) = sum.note_in_table(tokens) {
            ui.label(theme::small(text).color(color));
        }
    });
}

/// Amounts up to this many are written out before their sum.
const WRITTEN_OUT: usize = 8;

/// Columns of other sections that are to add up to a total of this one: what they come to, with the
/// way there.
pub fn other_sections_ui(ui: &mut Ui, cx: &mut Cx<'_>, section: &Section) {
    let is_here = |field: &str| section.fields.iter().any(|one| one.id == field);
    for rule in &cx.form.rules {
        let Check::ColumnSum {
            table,
            column,
            total,
        } = &rule.check
        else {
            continue;
        };
        let there = cx.form.section_of(table);
        let there = there.and_then(|there| cx.form.sections.get(there));
        let Some((there, field)) = there.zip(cx.form.field(table)) else {
            continue;
        };
        let Some(column) = field.column(column) else {
            continue;
        };
        if !is_here(total) || is_here(table) {
            continue;
        }
        let Kind::Rows { row: what, .. } = &field.kind else {
            continue;
        };
        super::group_heading_ui(ui, &heading(what, column, &there.title));
        let Some(sum) = column_sum_of(cx, field, column, table) else {
            continue;
        };
        let tokens = Tokens::of(ui);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let text = match sum.sum {
                Some(total) => written_out(cx.answers, table, &column.id, total),
                None if sum.unread => String::new(),
                None => format!("还没有填写{}。", column.label),
            };
            if !text.is_empty() {
                ui.label(RichText::new(text).color(tokens.muted));
            }
            if let Some((text, color)) = sum.note(tokens) {
                ui.label(RichText::new(text).color(color));
            }
            let amount = amount_of(cx.form, cx.answers, total);
            if sum.sum.is_some() && amount.is_some_and(|(_, total)| Some(total) == sum.sum) {
                ui.label(RichText::new("✓").color(tokens.ok));
            }
            if parts::link_ui(ui, &format!("去看“{}”", there.title)).clicked() {
                cx.requests.push(Request::GoTo(table.clone()));
            }
        });
        ui.add_space(8.0);
    }
}

/// As 各阶段经费预算（七）.
fn heading(what: &str, column: &Field, section: &str) -> String {
    match section.split_once('、') {
        Some((number, _)) => format!("各{what}{}（{number}）", column.label),
        None => format!("各{what}{}", column.label),
    }
}

/// As 20.00 ＋ 40.00 ＝ 60.00 万元，.
fn written_out(answers: &Answers, table: &str, column: &str, sum: Money) -> String {
    let cells = answers.list(table).iter().filter_map(|row| match row {
        Answer::Group(row) => row.child(column).filter(|cell| !cell.is_blank()),
        _ => None,
    });
    let amounts = cells.filter_map(|cell| Money::parse(&cell.text()).ok());
    let amounts: Vec<_> = amounts.map(|amount| amount.to_string()).collect();
    if amounts.len() > WRITTEN_OUT || amounts.len() < 2 {
        return format!("合计 {sum} 万元，");
    }
    format!("{} ＝ {sum} 万元，", amounts.join(" ＋ "))
}

/// The check that compares the column with a total: its id, and the total's field.
fn rule_of<'f>(form: &'f FormDef, field: &Field, column: &Field) -> Option<(&'f str, &'f str)> {
    form.rules.iter().find_map(|rule| match &rule.check {
        Check::ColumnSum {
            table,
            column: of,
            total,
        } if *table == field.id && *of == column.id => Some((rule.id.as_str(), total.as_str())),
        _ => None,
    })
}

/// A total as the answers stand: its label and amount.
fn amount_of(form: &FormDef, answers: &Answers, total: &str) -> Option<(String, Money)> {
    let field = form.field(total)?;
    let amount = match &field.kind {
        Kind::Sum { .. } => sum(form, answers, total)?,
        _ => answers.money(total)?,
    };
    Some((field.label.clone(), amount))
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
