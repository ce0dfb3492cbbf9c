//! How a kind says what it found: the instance's message, hint and clause, at a place.

use crate::diag::{Clause, Finding, Mend, Severity};
use crate::form::notice;
use crate::form::rule::{Basis, Rule};
use crate::form::template::fill;
use crate::form::{Field, FormDef, Requirement};

use super::scope::{Cell, Scope};

/// Where a finding stands in the form: section, field, row (the table itself first), column; then
/// its weight.
pub type Order = (usize, usize, usize, usize, Severity);

/// What one instance of a check finds.
pub struct Report<'r, 'a> {
    pub scope: &'r Scope<'a>,
    pub rule: &'a Rule,
    found: &'r mut Vec<(Order, Finding)>,
}

/// A finding in the making. It counts once [`Draft::send`] is called.
#[must_use]
pub struct Draft<'d, 'r, 'a> {
    report: &'d mut Report<'r, 'a>,
    place: String,
    values: Vec<(&'static str, String)>,
    mend: Option<Mend>,
    clause: Option<Clause>,
}

impl<'r, 'a> Report<'r, 'a> {
    pub fn new(scope: &'r Scope<'a>, rule: &'a Rule, found: &'r mut Vec<(Order, Finding)>) -> Self {
        Self { scope, rule, found }
    }

    /// Begins a finding at the path of an answer.
    pub fn at(&mut self, place: impl Into<String>) -> Draft<'_, 'r, 'a> {
        let (place, values) = (place.into(), Vec::new());
        Draft {
            report: self,
            place,
            values,
            mend: None,
            clause: None,
        }
    }

    /// Begins a finding at a field or cell, its label given.
    pub fn at_cell(&mut self, cell: &Cell<'_>) -> Draft<'_, 'r, 'a> {
        self.at(cell.path()).labelled()
    }
}

impl Draft<'_, '_, '_> {
    /// Fills a gap of message and hint.
    pub fn with(mut self, gap: &'static str, value: impl ToString) -> Self {
        self.values.push((gap, value.to_string()));
        self
    }

    /// Fills the gap `label` with what people call the place.
    pub fn labelled(self) -> Self {
        let label = self.report.scope.label(&self.place);
        self.with("label", label)
    }

    /// Offers a change that certainly mends it.
    pub fn mend(self, mend: Option<Mend>) -> Self {
        Self { mend, ..self }
    }

    /// Rests on the requirement's own sentence, in the part of the notice that speaks of the type
    /// `kind`, and not on the instance's basis. That the notice holds every line of it is sure
    /// since loading.
    pub fn resting_on(mut self, requirement: &Requirement, kind: &str) -> Self {
        self.clause = requirement.text.lines().next().map(|line| Clause {
            notice: self.report.scope.form.notice.clone(),
            place: requirement.place_for(kind),
            quote: line.trim().to_owned(),
        });
        self
    }

    /// Makes it a finding.
    pub fn send(self) {
        let Self {
            report,
            place,
            values,
            mend,
            clause,
        } = self;
        let (scope, rule) = (report.scope, report.rule);
        debug_assert!(
            rule.check
                .gaps()
                .iter()
                .all(|gap| values.iter().any(|(name, _)| name == gap))
                && values
                    .iter()
                    .all(|(name, _)| rule.check.gaps().contains(name)),
            "{} fills {values:?}",
            rule.id,
        );
        let (basis, standard) = rests_on(scope.form, &rule.basis, &place);
        let order = order(scope.form, &place, rule.severity);
        let finding = Finding {
            rule: rule.id.clone(),
            severity: rule.severity,
            field: place,
            message: fill(&rule.message, &values),
            hint: fill(&rule.hint, &values),
            clause: clause.or(basis),
            standard,
            mend,
        };
        report.found.push((order, finding));
    }
}

/// The change that puts `value` in place of an answer or, given its number, of a list's entry.
pub fn mend(place: &str, entry: Option<usize>, value: impl Into<String>) -> Option<Mend> {
    let value = value.into();
    mend_shown(place, entry, value.clone(), &value)
}

/// The same, where people read another word than the answers hold.
pub fn mend_shown(
    place: &str,
    entry: Option<usize>,
    value: impl Into<String>,
    shown: &str,
) -> Option<Mend> {
    let field = entry.map_or_else(|| place.to_owned(), |at| format!("{place}[{at}]"));
    Some(Mend {
        label: format!("改为{}", in_marks(shown)),
        field,
        value: value.into(),
    })
}

/// In quotation marks, of another kind where it has the usual ones itself.
fn in_marks(words: &str) -> String {
    if words.contains(['“', '”']) {
        format!("「{words}」")
    } else {
        format!("“{words}”")
    }
}

/// The clause and the standard of a basis; the label's clause is that of the field at `place`.
pub fn rests_on(form: &FormDef, basis: &Basis, place: &str) -> (Option<Clause>, Option<String>) {
    match basis {
        Basis::Clause(notice, place, quote) => {
            let (notice, place, quote) = (notice.clone(), place.clone(), quote.clone());
            (
                Some(Clause {
                    notice,
                    place,
                    quote,
                }),
                None,
            )
        }
        Basis::Label => match label_clause(form, place) {
            Some(clause) => (Some(clause), None),
            None => (None, Some(label_basis(form, place).to_owned())),
        },
        Basis::Standard(words) | Basis::Sense(words) => (None, Some(words.clone())),
    }
}

/// What a label is where the notice does not print it.
fn label_basis(form: &FormDef, place: &str) -> &'static str {
    match field_at(form, place) {
        Some(field) if field.question => "核对资格所需的提问，表单上没有这一栏",
        _ => "表单上该栏目的文字",
    }
}

/// The words of the form itself that ask for the field.
fn label_clause(form: &FormDef, place: &str) -> Option<Clause> {
    let field = field_at(form, place)?;
    let section = &form.sections[form.section_of(place)?];
    let quote = [&field.quote, &field.note, &field.label]
        .into_iter()
        .find(|words| !words.is_empty())?;
    quoted(form, &section.clause, quote)
}

/// A clause of the form's notice, if its words stand there in one line.
fn quoted(form: &FormDef, place: &str, quote: &str) -> Option<Clause> {
    notice::find(&form.notice)?.line_of(quote)?;
    let (notice, place, quote) = (form.notice.clone(), place.to_owned(), quote.to_owned());
    Some(Clause {
        notice,
        place,
        quote,
    })
}

/// The field or column of an answer's path.
fn field_at<'a>(form: &'a FormDef, place: &str) -> Option<&'a Field> {
    let Some((table, rest)) = place.split_once('[') else {
        return form.field(place);
    };
    let table = form.field(table)?;
    match rest.split_once("].") {
        Some((_, column)) => table.column(column),
        None => Some(table),
    }
}

/// Where a path stands in the form. What the form does not know follows its fields, then what
/// belongs to the application as a whole.
fn order(form: &FormDef, place: &str, severity: Severity) -> Order {
    let end = form.sections.len();
    let (top, rest) = place.split_once('[').unwrap_or((place, ""));
    let Some(section) = form.section_of(top) else {
        let after = end + usize::from(place.is_empty());
        return (after, 0, 0, 0, severity);
    };
    let fields = &form.sections[section].fields;
    let at = fields
        .iter()
        .position(|field| field.id == top)
        .unwrap_or(fields.len());
    let (row, column) = match rest.split_once(']') {
        None => (0, 0),
        Some((row, column)) => {
            let columns = fields.get(at).map_or(&[][..], Field::columns);
            let name = column.trim_start_matches('.');
            let column = columns.iter().position(|one| one.id == name).map_or(
                if name.is_empty() {
                    0
                } else {
                    columns.len() + 1
                },
                |at| at + 1,
            );
            (row.parse::<usize>().map_or(0, |row| row + 1), column)
        }
    };
    (section, at, row, column, severity)
}
