//! Puts together what 自查表 says, from definition, answers and findings.

use chrono::NaiveDate;

use crate::answers::{Answer, Answers, count, derived};
use crate::diag::{Finding, Severity};
use crate::form::rule::Check;
use crate::form::{Field, FormDef, Kind};
use crate::project::transcript::{Content, Entry};
use crate::project::{Project, completeness, deadlines};
use crate::rules;

use super::{Essay, Fault, SelfCheck, Sum, Table};

impl Project {
    /// What 自查表 says on that day.
    pub fn self_check(&self, today: NaiveDate) -> SelfCheck {
        let (form, answers) = (&*self.form, &self.answers);
        let findings = self.findings(today);
        let states = completeness::sections(form, answers, &[]);
        let (given, required) = completeness::share(&states);
        let unfinished = form.sections.iter().zip(&states);
        let unfinished = unfinished
            .filter(|(_, state)| state.given < state.required)
            .map(|(section, state)| (section.title.clone(), state.required - state.given));
        let code = self.print_code();
        SelfCheck {
            facts: facts(self, &self.transcript()),
            day: today,
            code,
            given,
            required,
            unfinished: unfinished.collect(),
            errors: faults(form, &findings, Severity::Error),
            warnings: faults(form, &findings, Severity::Warning),
            hints: findings
                .iter()
                .filter(|finding| finding.severity == Severity::Hint && !finding.field.is_empty())
                .count(),
            essays: essays(form, answers),
            sums: sums(form, answers),
            tables: tables(form, answers),
            deadlines: deadlines(form),
        }
    }
}

/// Its own name, the unit, the form, and everything that the paper prints of a choice.
fn facts(project: &Project, entries: &[Entry]) -> Vec<(String, String)> {
    let form = &project.form;
    let label = |field: &str| {
        form.field(field)
            .map_or("", |field| &field.label)
            .to_owned()
    };
    // What stands in for a name that is missing is none.
    let name = match project.answers.is_blank(&form.named_by) {
        true => String::new(),
        false => project.title(),
    };
    let mut facts = vec![
        (label(&form.named_by), name),
        (
            label(&form.submitted_by),
            project.answers.text(&form.submitted_by).into_owned(),
        ),
        ("表单".to_owned(), form.name.clone()),
    ];
    for entry in entries {
        let item = &entry.item;
        let is_choice = form
            .field(&item.path)
            .is_some_and(|field| matches!(field.kind, Kind::Choice { .. }));
        if let (true, Content::Text(text)) = (is_choice, &item.content) {
            facts.push((item.label.clone(), text.clone()));
        }
    }
    facts.retain(|(label, _)| !label.is_empty());
    for (_, text) in &mut facts {
        if text.is_empty() {
            text.push_str("（未填）");
        }
    }
    facts
}

fn faults(form: &FormDef, findings: &[Finding], severity: Severity) -> Vec<Fault> {
    let findings = findings.iter().filter(|one| one.severity == severity);
    findings
        .map(|finding| {
            let known = !completeness::field_at(form, &finding.field).is_empty();
            let label = match &*finding.field {
                "" => "整份材料".to_owned(),
                path if known => rules::place_label(form, path),
                _ => "表单以外的内容".to_owned(),
            };
            let basis = match (&finding.clause, &finding.standard) {
                (Some(clause), _) => clause.place.clone(),
                (None, Some(standard)) => standard.clone(),
                (None, None) => String::new(),
            };
            Fault {
                path: finding.field.clone(),
                label,
                message: finding.message.clone(),
                hint: finding.hint.clone(),
                basis,
                clause: finding.clause.clone(),
            }
        })
        .collect()
}

fn essays(form: &FormDef, answers: &Answers) -> Vec<Essay> {
    let mut essays = Vec::new();
    let mut add = |field: &Field, path: &str| {
        if let Kind::Essay { limit } = field.kind {
            let text = match answers.get(path) {
                Some(Answer::Text(text) | Answer::Number(text)) => text,
                _ => "",
            };
            essays.push(Essay {
                label: rules::place_label(form, path),
                counts: count(text),
                limit,
            });
        }
    };
    for (_, field) in form.fields().filter(|(_, field)| answers.asks(field)) {
        add(field, &field.id);
        let rows = answers.list(&field.id).iter().enumerate();
        for (at, _) in rows.filter(|(_, row)| matches!(row, Answer::Group(_))) {
            for column in field.columns() {
                add(column, &format!("{}[{at}].{}", field.id, column.id));
            }
        }
    }
    essays
}

/// Every sum of the form after its parts, then every column that is to add up to a total.
fn sums(form: &FormDef, answers: &Answers) -> Vec<Sum> {
    let mut sums = Vec::new();
    for (_, field) in form.fields() {
        let Kind::Sum { of } = &field.kind else {
            continue;
        };
        for part in of {
            let label = form.field(part).map_or("", |part| &part.label).to_owned();
            let amount = match answers.money(part) {
                Some(amount) => amount.to_string(),
                None => no_amount(!answers.is_blank(part)),
            };
            sums.push(Sum {
                label,
                amount,
                verdict: String::new(),
                agrees: true,
            });
        }
        sums.push(total(form, answers, field, of));
    }
    for rule in &form.rules {
        let holds = rule.when.iter().all(|condition| answers.holds(condition));
        if let (
            true,
            Check::ColumnSum {
                table,
                column,
                total,
            },
        ) = (holds, &rule.check)
        {
            sums.extend(column_sum(form, answers, table, column, total));
        }
    }
    sums
}

fn no_amount(is_typed: bool) -> String {
    if is_typed { "无法识别" } else { "未填" }.to_owned()
}

/// A sum of fields; a total that came with the answers is held against it.
fn total(form: &FormDef, answers: &Answers, field: &Field, of: &[String]) -> Sum {
    let sum = derived::sum(form, answers, &field.id);
    let given = answers.money(&field.id);
    let typed = of.iter().any(|part| !answers.is_blank(part));
    let (verdict, agrees) = match (sum, given) {
        (Some(sum), Some(given)) if sum != given => {
            (format!("导入的总数是 {given} 万元，与合计不符"), false)
        }
        (Some(_), _) => (format!("由以上 {} 项相加", of.len()), true),
        (None, _) => (String::new(), true),
    };
    Sum {
        label: field.label.clone(),
        amount: sum.map_or_else(|| no_amount(typed), |sum| sum.to_string()),
        verdict,
        agrees,
    }
}

fn column_sum(
    form: &FormDef,
    answers: &Answers,
    table: &str,
    column: &str,
    total: &str,
) -> Option<Sum> {
    let field = form.field(table)?;
    let whole = form.field(total)?;
    let sum = derived::column_sum(answers, table, column);
    let wanted = match whole.kind {
        Kind::Sum { .. } => derived::sum(form, answers, total),
        _ => answers.money(total),
    };
    let name = &whole.label;
    let (verdict, agrees) = match (sum, wanted) {
        (Some(sum), Some(wanted)) if sum == wanted => (format!("与{name}一致"), true),
        (Some(sum), Some(wanted)) => {
            let word = if sum < wanted { "少" } else { "多" };
            let by = sum.distance(wanted);
            (format!("比{name}{word} {by} 万元"), false)
        }
        _ => (format!("还不能与{name}比较"), true),
    };
    let row = answers.list(table).iter().enumerate();
    let mut cells = row.map(|(at, _)| format!("{table}[{at}].{column}"));
    Some(Sum {
        label: format!("{}{}合计", field.label, field.column(column)?.label),
        amount: sum.map_or_else(
            || no_amount(cells.any(|cell| !answers.is_blank(&cell))),
            |sum| sum.to_string(),
        ),
        verdict,
        agrees,
    })
}

fn tables(form: &FormDef, answers: &Answers) -> Vec<Table> {
    let fields = form.fields().filter(|(_, field)| answers.asks(field));
    fields
        .filter_map(|(_, field)| match &field.kind {
            Kind::Rows {
                row, unit, most, ..
            } => Some(Table {
                label: field.label.clone(),
                row: row.clone(),
                unit: unit.clone(),
                count: answers
                    .list(&field.id)
                    .iter()
                    .filter(|row| !row.is_blank())
                    .count(),
                most: *most,
            }),
            _ => None,
        })
        .collect()
}
