//! What the page asks, worked out without a window: the standing fields of all forms.

use std::sync::Arc;

use crate::form::{Field, FormDef};

/// What fields that stand in no block are about.
const UNIT: &str = "单位";

/// The questions of the page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// A form whose lists hold every entry that any form's list of that name holds.
    pub form: FormDef,
    /// Fields under their headings, each field once however many forms have it.
    pub groups: Vec<Group>,
}

/// Fields of one owner.
#[derive(Debug, Clone)]
pub struct Group {
    /// As 联系人.
    pub heading: String,
    /// The first step of their paths, as `contact`.
    key: String,
    pub fields: Vec<Field>,
}

impl Page {
    /// The standing fields of the forms. One that several forms have looks as in the first.
    pub fn of(forms: &[Arc<FormDef>]) -> Self {
        let mut page = Self {
            form: forms
                .first()
                .map(|form| (**form).clone())
                .unwrap_or_default(),
            groups: Vec::new(),
        };
        for form in forms {
            for (name, choices) in &form.choices {
                let all = page.form.choices.entry(name.clone()).or_default();
                for choice in choices {
                    if !all.iter().any(|known| known.id == choice.id) {
                        all.push(choice.clone());
                    }
                }
            }
            for (_, field) in form.fields().filter(|(_, field)| field.standing) {
                page.add(field);
            }
        }
        page
    }

    fn add(&mut self, field: &Field) {
        let key = field.id.split('.').next().unwrap_or_default();
        let at = match self.groups.iter().position(|group| group.key == key) {
            Some(at) => at,
            None => {
                let heading = if field.owner.is_empty() {
                    UNIT
                } else {
                    &field.owner
                };
                self.groups.push(Group {
                    heading: heading.to_owned(),
                    key: key.to_owned(),
                    fields: Vec::new(),
                });
                self.groups.len() - 1
            }
        };
        let group = &mut self.groups[at];
        if group.fields.iter().any(|known| known.id == field.id) {
            return;
        }
        let mut field = field.clone();
        if !field.owner.is_empty() {
            field.owner.clone_from(&group.heading);
        }
        // Nothing on this page is asked for by a form; what is empty is just not kept.
        field.required = true;
        group.fields.push(field);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form;

    #[test]
    fn each_standing_field_of_all_forms_is_asked_once_under_its_owner() {
        let page = Page::of(form::bundled());
        let headings: Vec<_> = page
            .groups
            .iter()
            .map(|group| group.heading.as_str())
            .collect();
        assert_eq!(
            headings,
            [
                "单位",
                "项目负责人",
                "联系人",
                "服务团首席专家",
                "服务团团长"
            ]
        );
        let ids = |at: usize| -> Vec<&str> {
            page.groups[at]
                .fields
                .iter()
                .map(|field| field.id.as_str())
                .collect()
        };
        assert_eq!(
            ids(0),
            [
                "unit.name",
                "unit.credit_code",
                "unit.kind",
                "unit.province",
                "unit.intro",
                "unit.strengths",
                "unit.partners",
            ]
        );
        assert!(ids(2).contains(&"contact.address") && ids(2).contains(&"contact.duty"));
        assert!(
            page.groups[2]
                .fields
                .iter()
                .all(|field| field.owner == "联系人")
        );
        let all: Vec<_> = (0..5).flat_map(ids).collect();
        assert!(
            !all.iter()
                .any(|id| id.ends_with(".photo") || id.contains("evidence"))
        );
        let kinds: Vec<_> = page
            .form
            .choices("unit_kinds")
            .iter()
            .map(|kind| kind.id.as_str())
            .collect();
        assert!(kinds.contains(&"university") && kinds.contains(&"consortium"));
    }
}
