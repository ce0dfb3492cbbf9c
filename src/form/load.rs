//! Reads a definition and checks that every name in it resolves.

use std::collections::{HashMap, HashSet};

use super::definition::{FormDef, REQUIREMENTS, Section};
use super::field::{Choice, Field, Kind};
use super::locate::line_of;
use super::notice;

/// Why a definition does not load.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("第 {line} 行：{what}")]
pub struct DefinitionError {
    /// From 1.
    pub line: usize,
    pub what: String,
}

/// Reads the RON source of a definition.
///
/// # Errors
/// Names the line of the first thing that is wrong: RON that does not read, an id given twice, a
/// field, group or list that does not exist, a clause whose words are not in the notice, a gap of
/// a message or of the sheet that nothing fills, a field that is neither printed nor a question.
pub fn load(source: &str) -> Result<FormDef, DefinitionError> {
    let form = load_own(source)?;
    if notice::find(&form.notice).is_none() {
        let what = format!("没有编号为“{}”的通知", form.notice);
        return Loader { source }.fail(&form.notice, 0, what);
    }
    Ok(form)
}

/// Reads the RON source of a definition that may belong to no notice. Where it belongs to none,
/// nothing in it can be the words of one: every field must be a question of our own.
///
/// # Errors
/// As [`load`].
pub(super) fn load_own(source: &str) -> Result<FormDef, DefinitionError> {
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let mut form: FormDef = options.from_str(source).map_err(|error| DefinitionError {
        line: error.span.start.line,
        what: format!("无法读取：{}", error.code),
    })?;
    Loader { source }.resolve(&mut form)?;
    Ok(form)
}

pub(super) struct Loader<'a> {
    pub(super) source: &'a str,
}

pub(super) type Checked = Result<(), DefinitionError>;

impl Loader<'_> {
    /// An error at the `nth` place where the literal stands.
    pub(super) fn fail<T>(
        &self,
        literal: &str,
        nth: usize,
        what: String,
    ) -> Result<T, DefinitionError> {
        Err(DefinitionError {
            line: line_of(self.source, literal, nth),
            what,
        })
    }

    fn resolve(&self, form: &mut FormDef) -> Checked {
        if !form.notice.is_empty() && notice::find(&form.notice).is_none() {
            let what = format!("没有编号为“{}”的通知", form.notice);
            return self.fail(&form.notice, 0, what);
        }
        self.join_lists(form)?;
        self.expand_groups(form)?;
        ask_requirements(form);
        self.index(form)?;
        self.check_fields(form)?;
        self.check_sheets(form)?;
        self.check_rules(form)?;
        self.check_requirements(form)?;
        self.check_steps(form)
    }

    /// Makes choices of the plain lists; no entry may stand twice.
    fn join_lists(&self, form: &mut FormDef) -> Checked {
        for (name, entries) in std::mem::take(&mut form.lists) {
            let choice = |entry: String| Choice {
                id: entry.clone(),
                label: entry,
                ..Choice::default()
            };
            if form
                .choices
                .insert(name.clone(), entries.into_iter().map(choice).collect())
                .is_some()
            {
                return self.fail(&name, 1, format!("选项表“{name}”重复"));
            }
        }
        for (name, choices) in &form.choices {
            let mut ids = HashSet::new();
            if let Some(twice) = choices.iter().find(|choice| !ids.insert(&choice.id)) {
                return self.fail(
                    &twice.id,
                    1,
                    format!("选项表“{name}”里的“{}”重复", twice.id),
                );
            }
        }
        Ok(())
    }

    /// Puts the fields of groups where they are used.
    fn expand_groups(&self, form: &mut FormDef) -> Checked {
        let groups = std::mem::take(&mut form.groups);
        let members = |name: &str, without: &[String]| -> Result<Vec<Field>, DefinitionError> {
            let Some(fields) = groups.get(name) else {
                return self.fail(name, 0, format!("没有名为“{name}”的字段组"));
            };
            if let Some(missing) = without
                .iter()
                .find(|id| !fields.iter().any(|field| field.id == **id))
            {
                return self.fail(missing, 0, format!("字段组“{name}”里没有“{missing}”"));
            }
            Ok(fields
                .iter()
                .filter(|field| !without.contains(&field.id))
                .cloned()
                .collect())
        };
        for section in &mut form.sections {
            let mut fields = Vec::new();
            for mut field in std::mem::take(&mut section.fields) {
                match &mut field.kind {
                    Kind::Group { group, without } => {
                        for mut inner in members(group, without)? {
                            inner.id = format!("{}.{}", field.id, inner.id);
                            inner.owner.clone_from(&field.label);
                            // Files are kept with their application alone.
                            let is_file = matches!(inner.kind, Kind::Attachment { .. });
                            inner.standing |= field.standing && !is_file;
                            fields.push(inner);
                        }
                    }
                    Kind::Rows {
                        columns,
                        group,
                        without,
                        ..
                    } => {
                        if !group.is_empty() {
                            columns.extend(members(group, without)?);
                        }
                        fields.push(field);
                    }
                    _ => fields.push(field),
                }
            }
            section.fields = fields;
        }
        form.groups = groups;
        Ok(())
    }

    /// Notes where every field stands; no id may be given twice.
    fn index(&self, form: &mut FormDef) -> Checked {
        let mut index = HashMap::new();
        let mut sections = HashSet::new();
        for (at, section) in form.sections.iter().enumerate() {
            if !sections.insert(&section.id) {
                return self.fail(&section.id, 1, format!("部分“{}”重复", section.id));
            }
            for (place, field) in section.fields.iter().enumerate() {
                if index.insert(field.id.clone(), (at, place)).is_some() {
                    return self.fail(&field.id, 1, format!("字段“{}”重复", field.id));
                }
                let mut columns = HashSet::new();
                for column in field.columns() {
                    if !columns.insert(&column.id) {
                        return self.fail(&column.id, 1, format!("列“{}”重复", column.id));
                    }
                }
            }
        }
        form.index = index;
        Ok(())
    }
}

/// Adds the section 任务对照: for each requirement, the passage that answers it.
fn ask_requirements(form: &mut FormDef) {
    if form.requirements.is_empty() {
        return;
    }
    let fields = form.requirements.iter().map(|requirement| Field {
        id: requirement.path(),
        label: format!("{}的要求", requirement.clause),
        help: requirement.text.clone(),
        kind: Kind::Text,
        required: false,
        question: true,
        only_for: Some((form.requirements_by.clone(), requirement.types.clone())),
        ..Field::default()
    });
    let section = Section {
        id: REQUIREMENTS.to_owned(),
        title: "任务对照".to_owned(),
        clause: form.place.clone(),
        fields: fields.collect(),
        sheet: Vec::new(),
        optional_when: None,
    };
    form.sections.push(section);
}
