//! Every check of the forms by its id, as people read it.

use std::sync::Arc;

use serde::Serialize;

use crate::diag::{Clause, Severity};
use crate::form::FormDef;

use super::report::rests_on;

/// A check: all instances that share an id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// As `needs-below-target`.
    pub id: String,
    pub instances: Vec<Instance>,
}

/// A check as one form sets it up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Instance {
    /// The form's id.
    pub form: String,
    pub severity: Severity,
    /// When it speaks, in plain Chinese.
    pub condition: String,
    /// The choices to which it is bound, in words, as 项目编号：产业科技服务团.
    pub only_for: Vec<String>,
    /// What it rests on in the notice; for a check of all fields each finding names its own label.
    pub clause: Option<Clause>,
    /// What it rests on outside the notice.
    pub standard: Option<String>,
    /// What it says, with gaps in braces.
    pub message: String,
    pub hint: String,
}

/// The checks of all forms, in the order in which the forms define them.
pub fn registry(forms: &[Arc<FormDef>]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for form in forms {
        for rule in &form.rules {
            let (clause, standard) = rests_on(form, &rule.basis, "");
            let only_for = rule.when.iter().filter_map(|(id, values)| {
                let field = form.field(id)?;
                let labels: Vec<&str> = values
                    .iter()
                    .filter_map(|value| form.choice(field, value))
                    .map(|choice| choice.label.as_str())
                    .collect();
                Some(format!("{}：{}", field.label, labels.join("、")))
            });
            let instance = Instance {
                form: form.id.clone(),
                severity: rule.severity,
                condition: rule.condition.clone(),
                only_for: only_for.collect(),
                clause,
                standard,
                message: rule.message.clone(),
                hint: rule.hint.clone(),
            };
            match entries.iter_mut().find(|entry| entry.id == rule.id) {
                Some(entry) => entry.instances.push(instance),
                None => entries.push(Entry {
                    id: rule.id.clone(),
                    instances: vec![instance],
                }),
            }
        }
    }
    entries
}
