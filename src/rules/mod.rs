//! Kinds of checks: what a form's definition sets up, run over answers. Pure: the day, the
//! catalogue, the attachments and what the font covers come in through [`Context`]; no check reads
//! the clock or a file, and none knows of a window.
//!
//! | file | is |
//! | --- | --- |
//! | `scope` | the answers laid out along the form's fields, and what people call a place |
//! | `report` | how a kind says what it found: message, hint and clause of its instance |
//! | `words` | found things put into sentences |
//! | `kinds` | one file a kind, or a few that are close |
//! | `quota` | the check that needs several files |
//! | `registry` | every check by its id, for reading |

mod kinds;
pub mod quota;
pub mod registry;
mod report;
mod scope;
#[cfg(test)]
mod testing;
mod words;

use chrono::NaiveDate;

use crate::answers::{Answers, Attachments};
use crate::diag::Finding;
use crate::form::rule::{Check, Rule};
use crate::form::{Catalog, FormDef};

pub use registry::registry;
pub use scope::place_label;

use report::{Order, Report};
use scope::Scope;

/// What a check may rest on beside form and answers.
pub struct Context<'a> {
    /// The day on which the check is made.
    pub today: NaiveDate,
    pub catalog: &'a Catalog,
    pub attachments: &'a Attachments,
    /// Whether paper can show a character.
    pub covers: &'a dyn Fn(char) -> bool,
}

/// Everything that the form's checks find, in the order of the form: section, field, row; what
/// belongs to no field comes last. Errors stand before warnings before hints at one place.
pub fn check(form: &FormDef, answers: &Answers, context: &Context<'_>) -> Vec<Finding> {
    let scope = Scope::new(form, answers, context);
    let mut found: Vec<(Order, Finding)> = Vec::new();
    for rule in form.rules.iter().filter(|rule| applies(rule, answers)) {
        run(&mut Report::new(&scope, rule, &mut found));
    }
    found.sort_by_key(|(order, _)| *order);
    found.into_iter().map(|(_, finding)| finding).collect()
}

/// Whether every field that the rule depends on holds one of its values.
fn applies(rule: &Rule, answers: &Answers) -> bool {
    rule.when.iter().all(|condition| answers.holds(condition))
}

/// Hands an instance to its kind.
fn run(report: &mut Report<'_, '_>) {
    match &report.rule.check {
        Check::Missing => kinds::missing::check(report),
        Check::Unknown => kinds::unknown::check(report),
        Check::Malformed => kinds::malformed::check(report),
        Check::MoneyRange => kinds::malformed::check_money_range(report),
        Check::OutsideList => kinds::closed_list::check(report),
        Check::TooLong => kinds::length::check_words(report),
        Check::MaybeTooLong => kinds::length::check_characters(report),
        Check::CreditCode => kinds::credit_code::check(report),
        Check::Mobile => kinds::contact::check_mobile(report),
        Check::Phone => kinds::contact::check_phone(report),
        Check::Email => kinds::contact::check_email(report),
        Check::Glyphs => kinds::glyphs::check(report),
        Check::Placeholder { words } => kinds::placeholder::check(report, words),
        Check::DuplicatePerson { tables } => kinds::people::check_duplicates(report, tables),
        Check::EmptyRow => kinds::rows::check_empty(report),
        Check::RowIncomplete { table, key, cells } => {
            kinds::rows::check_incomplete(report, table, key, cells);
        }
        Check::CellMissing {
            table,
            given,
            wanted,
        } => {
            kinds::rows::check_cell(report, table, given, wanted);
        }
        Check::CityKnown { cities } => kinds::cities::check_known(report, cities),
        Check::CityInProvince { cities, province } => {
            kinds::cities::check_province(report, cities, province);
        }
        Check::IndustryOfCity {
            industries,
            cities,
            annex,
        } => {
            kinds::industries::check(report, industries, cities, *annex);
        }
        Check::ListCount { list, least, most } => {
            kinds::list_count::check(report, list, *least, *most);
        }
        Check::AmongChoices { field, allowed } => {
            kinds::allowed::check_choice(report, field, allowed);
        }
        Check::Equals { field, value } => kinds::allowed::check_value(report, field, value),
        Check::Ticked { field } => kinds::allowed::check_ticked(report, field),
        Check::NumberAtLeast { field, least } => {
            kinds::amounts::check_number(report, field, *least);
        }
        Check::MoneyAtMost { field, most } => kinds::amounts::check_most(report, field, most),
        Check::MoneyAtLeast { field, least } => kinds::amounts::check_least(report, field, least),
        Check::TotalMatches { total } => kinds::sums::check_total(report, total),
        Check::ColumnSum {
            table,
            column,
            total,
        } => {
            kinds::sums::check_column(report, table, column, total);
        }
        Check::DateOrder { start, end } => kinds::dates::check_order(report, start, end),
        Check::DateAfter { field, last, until } => {
            kinds::dates::check_after(report, field, last, until.as_deref());
        }
        Check::RowDateOrder { table, start, end } => {
            kinds::row_dates::check_order(report, table, start, end);
        }
        Check::RowsWithin {
            table,
            start,
            end,
            from,
            to,
        } => {
            kinds::row_dates::check_within(report, table, (start, end), (from, to));
        }
        Check::RowsOverlap { table, start, end } => {
            kinds::row_dates::check_overlap(report, table, start, end);
        }
        Check::Deadline {
            last,
            what,
            side,
            opens,
        } => {
            kinds::deadline::check(report, last, what, *side, opens.as_deref());
        }
        Check::PersonListed { person, table } => kinds::people::check_listed(report, person, table),
        Check::Requirements => kinds::requirements::check_each(report),
        Check::OptionalTask => kinds::requirements::check_optional(report),
        Check::NameFormat {
            field,
            prefix,
            suffix,
        } => {
            kinds::name_format::check(report, field, prefix, suffix);
        }
        Check::Photo => kinds::files::check_photos(report),
        Check::Scan => kinds::files::check_scans(report),
        // One file cannot tell; see `quota`.
        Check::Quota { .. } => {}
    }
}
