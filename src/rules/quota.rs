//! More registrations led by one unit than it may lead, among the files at hand. One file cannot
//! tell, so whoever checks several adds them here in their order.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::answers::{Answers, Attachments};
use crate::diag::Finding;
use crate::form::FormDef;
use crate::form::catalog;
use crate::form::rule::Check;

use super::report::Report;
use super::scope::Scope;
use super::words::plain;
use super::{Context, applies};

/// The registrations seen so far, by form and unit.
#[derive(Debug, Clone, Default)]
pub struct Registrations {
    units: HashMap<(String, String), Seen>,
}

/// What was seen of a unit. Only the first files are named, so that memory stays flat.
#[derive(Debug, Clone, Default)]
struct Seen {
    count: usize,
    files: Vec<String>,
}

/// Files that a message names.
const NAMED: usize = 5;

impl Registrations {
    /// Takes note of one file. Gives the finding where the file exceeds what its unit may lead;
    /// the form's rule for the unit's kind says how many.
    pub fn add(&mut self, form: &FormDef, answers: &Answers, file_name: &str) -> Option<Finding> {
        let quota = form.rules.iter().find_map(|rule| match &rule.check {
            Check::Quota { unit, most } if applies(rule, answers) => Some((rule, unit, *most)),
            _ => None,
        });
        let (rule, field, most) = quota?;
        let shown = answers.text(field);
        let unit = plain(&shown);
        if unit.is_empty() {
            return None;
        }
        let seen = self.units.entry((form.id.clone(), unit)).or_default();
        let mut others = seen.files.join("、");
        if seen.count > seen.files.len() {
            others.push_str(" 等");
        }
        seen.count += 1;
        if seen.files.len() < NAMED {
            seen.files.push(file_name.to_owned());
        }
        let count = seen.count;
        if count <= most {
            return None;
        }
        let context = Context {
            // Neither the day nor the attachments bear on it.
            today: NaiveDate::default(),
            catalog: catalog::bundled(),
            attachments: &Attachments::default(),
            covers: &|_| true,
        };
        let scope = Scope::new(form, answers, &context);
        let mut found = Vec::new();
        Report::new(&scope, rule, &mut found)
            .at(field)
            .with("unit", shown)
            .with("count", count)
            .with("most", most)
            .with("others", others)
            .send();
        found.pop().map(|(_, finding)| finding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::json;
    use crate::rules::testing::Form;

    const FORM: Form = Form {
        fields: r#"
            (id: "kind", label: "类型", kind: Choice(of: "kinds"), question: true),
            (id: "name", label: "名称", kind: Line, question: true),
        "#,
        rules: r#"
            (id: "quota", severity: warning, when: [("kind", ["a"])], check: Quota(unit: "name", most: 2), condition: "", message: "{unit}{count}>{most}：{others}", basis: Sense("")),
            (id: "quota", severity: warning, when: [("kind", ["b"])], check: Quota(unit: "name", most: 1), condition: "", message: "{unit}{count}>{most}：{others}", basis: Sense("")),
        "#,
    };

    #[test]
    fn the_file_that_exceeds_is_told() {
        let form = FORM.load();
        let mut seen = Registrations::default();
        for (kind, name, expected) in [
            ("a", "甲学会", None),
            ("b", "乙大学", None),
            ("a", "甲 学会", None),
            ("b", "乙大学", Some("乙大学2>1：第2份")),
            ("a", "甲学会", Some("甲学会3>2：第1份、第3份")),
            ("free", "甲学会", None),
            ("b", "", None),
            ("b", "", None),
        ]
        .into_iter()
        .enumerate()
        .map(|(at, (kind, name, expected))| (kind, (at, name), expected))
        {
            let (at, name) = name;
            let file =
                format!(r#"{{"form":"small","answers":{{"kind":"{kind}","name":"{name}"}}}}"#);
            let answers = json::read(file.as_bytes()).unwrap().answers;
            let found = seen.add(&form, &answers, &format!("第{}份", at + 1));
            assert_eq!(found.map(|finding| finding.message).as_deref(), expected);
        }
    }
}
