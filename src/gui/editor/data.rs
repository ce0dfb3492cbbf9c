//! What the editor shows of an application, worked out without a window.

use crate::answers::Answers;
use crate::form::{Field, FormDef, Section};

pub use crate::project::completeness::{Progress, SectionState, field_at, filled, sections, share};

/// The section in which an answer stands, by its place from 0; none for what belongs to no field.
pub fn section_at(form: &FormDef, path: &str) -> Option<usize> {
    form.section_of(&field_at(form, path))
}

/// Whether 任务对照 stands in the place of a section, by its number from 0.
pub fn is_tasks(form: &FormDef, section: usize) -> bool {
    form.sections
        .get(section)
        .is_some_and(Section::is_requirements)
}

/// The first field in which two sets of answers differ.
pub fn first_difference(form: &FormDef, one: &Answers, other: &Answers) -> Option<String> {
    form.fields()
        .map(|(_, field)| &field.id)
        .find(|id| one.get(id) != other.get(id))
        .cloned()
}

/// Fields under their headings: those of a block such as 项目负责人 stand together.
pub fn groups<'a>(section: &'a Section, answers: &Answers) -> Vec<(&'a str, Vec<&'a Field>)> {
    let mut groups: Vec<(&str, Vec<&Field>)> = Vec::new();
    for field in section.fields.iter().filter(|field| answers.asks(field)) {
        match groups.last_mut() {
            Some((owner, fields)) if *owner == field.owner => fields.push(field),
            _ => groups.push((&field.owner, vec![field])),
        }
    }
    groups
}

/// The year in which a form's calendars open: that of its notice.
pub fn year_of(form: &FormDef) -> i32 {
    form.notice
        .split('-')
        .next()
        .and_then(|year| year.parse().ok())
        .unwrap_or(2021)
}
