//! Findings in the order of the panel: what only says that something is not filled in yet stands
//! apart from faults, which it would drown.

use std::collections::HashSet;

use crate::answers::path::of_field;
use crate::diag::{Finding, Severity};
use crate::form::FormDef;
use crate::form::rule::Check;

use super::data::section_at;

/// What is shown of the findings.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sorted<'a> {
    /// Everything but what is missing, in the order in which it came.
    faults: Vec<&'a Finding>,
    pub missing: Vec<Missing<'a>>,
}

/// What is not filled in yet in one section.
#[derive(Debug, PartialEq, Eq)]
pub struct Missing<'a> {
    /// The section, by its place from 0; none for what belongs to no field.
    pub section: Option<usize>,
    pub findings: Vec<&'a Finding>,
}

impl<'a> Sorted<'a> {
    /// Sorts findings, which come section by section.
    pub fn of(form: &FormDef, findings: &[&'a Finding]) -> Self {
        let mut sorted = Self::default();
        for &finding in findings {
            if !is_missing(form, finding) {
                sorted.faults.push(finding);
                continue;
            }
            let section = section_at(form, &finding.field);
            let known = sorted.missing.iter_mut().find(|one| one.section == section);
            match known {
                Some(known) => known.findings.push(finding),
                None => sorted.missing.push(Missing {
                    section,
                    findings: vec![finding],
                }),
            }
        }
        sorted
    }

    /// The faults of that weight.
    pub fn faults(&self, severity: Severity) -> Vec<&'a Finding> {
        let of_weight = |one: &&&Finding| one.severity == severity;
        self.faults.iter().filter(of_weight).copied().collect()
    }

    /// How much is not filled in yet, over all sections.
    pub fn missing_in_all(&self) -> usize {
        self.missing.iter().map(|one| one.findings.len()).sum()
    }
}

/// Which findings need no line of their own, by their place among all: what stands at an answer that
/// is not given follows from that, and so does a column whose amounts do not add up while some are
/// missing. A person is told once, by what is missing; the finding itself stays for everything else.
pub fn repeats(form: &FormDef, findings: &[Finding]) -> HashSet<usize> {
    let missing: Vec<bool> = findings.iter().map(|one| is_missing(form, one)).collect();
    let empty = findings.iter().zip(&missing).filter(|(_, it)| **it);
    let empty: HashSet<&str> = empty.map(|(one, _)| one.field.as_str()).collect();
    let gaps: HashSet<String> = empty.iter().map(|path| of_field(path)).collect();
    let lacks_amounts = |finding: &Finding| {
        form.rules.iter().any(|rule| match &rule.check {
            Check::ColumnSum { table, column, .. } => {
                rule.id == finding.rule && gaps.contains(&format!("{table}[].{column}"))
            }
            _ => false,
        })
    };
    let follows =
        |finding: &Finding| empty.contains(finding.field.as_str()) || lacks_amounts(finding);
    (0..findings.len())
        .filter(|at| !missing[*at] && follows(&findings[*at]))
        .collect()
}

/// Whether a finding says no more than that a required answer is not given yet.
fn is_missing(form: &FormDef, finding: &Finding) -> bool {
    let mut rules = form.rules.iter();
    rules.any(|rule| rule.id == finding.rule && rule.check == Check::Missing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::find;

    #[test]
    fn what_follows_from_an_empty_answer_is_not_said_again() {
        let form = find("project-2021").unwrap();
        let said = |found: &[(&str, &str)]| -> Vec<String> {
            let found: Vec<Finding> = found.iter().map(|it| finding(*it)).collect();
            let repeats = repeats(&form, &found);
            let rest = found.iter().enumerate();
            let rest = rest.filter(|(at, _)| !repeats.contains(at));
            rest.map(|(_, one)| one.rule.clone()).collect()
        };
        let empty = ("missing-answer", "core_products");
        let few = ("core-products-below-target", "core_products");
        assert_eq!(said(&[empty, few]), ["missing-answer"]);
        assert_eq!(said(&[few]), ["core-products-below-target"]);
        let sum = ("stage-budget-sum-mismatch", "stages");
        let amount = ("missing-answer", "stages[1].budget");
        assert_eq!(said(&[sum, amount]), ["missing-answer"]);
        let text = ("missing-answer", "stages[1].content");
        assert_eq!(said(&[sum, text]).len(), 2);
        assert_eq!(said(&[("deadline-near", ""), amount]).len(), 2);
    }

    fn finding((rule, field): (&str, &str)) -> Finding {
        Finding {
            rule: rule.to_owned(),
            severity: Severity::Error,
            field: field.to_owned(),
            message: String::new(),
            hint: String::new(),
            clause: None,
            standard: None,
            mend: None,
        }
    }

    #[test]
    fn what_is_missing_stands_apart_by_section() {
        let form = find("project-2021").unwrap();
        let finding = |rule: &str, severity, field: &str| Finding {
            severity,
            ..finding((rule, field))
        };
        let (error, warning) = (Severity::Error, Severity::Warning);
        let found = [
            finding("missing-answer", error, "project_name"),
            finding("missing-answer", error, "unit.name"),
            finding("mobile-malformed", error, "leader.mobile"),
            finding("missing-answer", error, "leader.name"),
            finding("member-incomplete", warning, "members[0].duty"),
            finding("missing-answer", error, "members[1].name"),
        ];
        let found: Vec<&Finding> = found.iter().collect();
        let sorted = Sorted::of(&form, &found);
        let fields = |findings: &[&Finding]| {
            let fields = findings.iter().map(|one| one.field.clone());
            fields.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(fields(&sorted.faults(error)), "leader.mobile");
        assert_eq!(fields(&sorted.faults(warning)), "members[0].duty");
        assert_eq!(sorted.missing_in_all(), 4);
        let missing = sorted.missing.iter();
        let missing: Vec<_> = missing
            .map(|one| (one.section, fields(&one.findings)))
            .collect();
        let section = |field| form.section_of(field);
        assert_eq!(
            missing,
            [
                (section("project_name"), "project_name".to_owned()),
                (section("unit.name"), "unit.name leader.name".to_owned()),
                (section("members"), "members[1].name".to_owned()),
            ]
        );
    }
}
