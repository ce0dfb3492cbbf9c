//! How far an application is, section by section and as a whole.

use crate::answers::{Answer, Answers, path};
use crate::diag::{Finding, Severity};
use crate::form::{Field, FormDef, Kind, Section};

/// How far a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    Empty,
    Started,
    /// An error stands in it.
    Wrong,
    Complete,
}

impl Progress {
    /// What a screen reader and a tooltip say.
    pub fn label(self) -> &'static str {
        match self {
            Self::Empty => "未填",
            Self::Started => "填写中",
            Self::Wrong => "有错误",
            Self::Complete => "完成",
        }
    }
}

/// A section in the list at the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionState {
    pub progress: Progress,
    /// Required answers, and how many of them are given.
    pub required: usize,
    pub given: usize,
    pub errors: usize,
    pub warnings: usize,
}

/// The state of every section; `findings` are those that may be shown.
pub fn sections(form: &FormDef, answers: &Answers, findings: &[&Finding]) -> Vec<SectionState> {
    let mut states: Vec<_> = form
        .sections
        .iter()
        .map(|section| state_of(section, answers))
        .collect();
    for finding in findings {
        let section = form.section_of(&field_at(form, &finding.field));
        let Some(state) = section.and_then(|section| states.get_mut(section)) else {
            continue;
        };
        match finding.severity {
            Severity::Error => {
                state.errors += 1;
                state.progress = Progress::Wrong;
            }
            Severity::Warning => state.warnings += 1,
            Severity::Hint => {}
        }
    }
    states
}

/// Required answers that are given, and all, over the whole form.
pub fn share(states: &[SectionState]) -> (usize, usize) {
    states.iter().fold((0, 0), |(given, all), state| {
        (given + state.given, all + state.required)
    })
}

fn state_of(section: &Section, answers: &Answers) -> SectionState {
    let optional = section
        .optional_when
        .as_ref()
        .is_some_and(|condition| answers.holds(condition));
    let mut tally = Tally::default();
    for field in section.asked().filter(|field| answers.asks(field)) {
        tally.add(field, &field.id, answers);
    }
    if optional {
        tally.required = tally.given;
    }
    let progress = match tally {
        Tally {
            started: false,
            required: 1..,
            ..
        } => Progress::Empty,
        Tally {
            given, required, ..
        } if given == required => Progress::Complete,
        _ => Progress::Started,
    };
    let Tally {
        required, given, ..
    } = tally;
    SectionState {
        progress,
        required,
        given,
        errors: 0,
        warnings: 0,
    }
}

#[derive(Default)]
struct Tally {
    required: usize,
    given: usize,
    started: bool,
}

impl Tally {
    fn add(&mut self, field: &Field, path: &str, answers: &Answers) {
        if let Kind::Rows { columns, least, .. } = &field.kind
            && let Some(Answer::List(rows)) = answers.get(path)
            && !rows.is_empty()
        {
            for at in 0..rows.len().max(*least) {
                for column in columns {
                    self.add(column, &format!("{path}[{at}].{}", column.id), answers);
                }
            }
            return;
        }
        let given = match field.kind {
            Kind::YesNo => answers.ticked(path),
            Kind::Attachment { .. } => answers.file(path).is_some(),
            _ => !answers.is_blank(path),
        };
        let untouched = !field.initial.is_empty() && answers.text(path) == field.initial;
        self.started |= given && !untouched;
        let needed = match &field.kind {
            Kind::Rows { least, .. } => field.required || *least > 0,
            _ => field.required,
        };
        if needed {
            self.required += 1;
            self.given += usize::from(given);
        }
    }
}

/// The field of the form that an answer's path belongs to: `leader.photo.file` is `leader.photo`,
/// `members[2]` is `members`.
pub fn field_at(form: &FormDef, path: &str) -> String {
    let mut field = path::of_field(path);
    loop {
        if field.is_empty() || form.field(&field).is_some() {
            return field;
        }
        let end = field.rfind(['.', '[']).unwrap_or(0);
        field.truncate(end);
    }
}

/// The paths of everything that was filled in.
pub fn filled(answers: &Answers) -> Vec<String> {
    fn walk(path: &str, answer: &Answer, out: &mut Vec<String>) {
        match answer {
            Answer::List(entries) => {
                for (at, entry) in entries.iter().enumerate() {
                    walk(&format!("{path}[{at}]"), entry, out);
                }
            }
            Answer::Group(group) => {
                for (key, answer) in &group.0 {
                    walk(&format!("{path}.{key}"), answer, out);
                }
            }
            leaf if !leaf.is_blank() => out.push(path.to_owned()),
            _ => {}
        }
    }
    let mut out = Vec::new();
    for (key, answer) in &answers.root.0 {
        walk(key, answer, &mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Edit;
    use crate::form;

    fn project() -> std::sync::Arc<FormDef> {
        form::find("project-2021").unwrap()
    }

    #[test]
    fn an_empty_application_is_neutral_everywhere() {
        let form = project();
        let answers = Answers::new(form.id.as_str());
        let states = sections(&form, &answers, &[]);
        assert!(states.iter().all(|state| state.progress != Progress::Wrong));
        assert_eq!(states[0].progress, Progress::Empty);
        assert_eq!(share(&states).0, 0);
    }

    #[test]
    fn a_section_goes_from_started_to_complete_and_an_error_shows() {
        let form = project();
        let mut answers = Answers::new(form.id.as_str());
        answers.apply(Edit::text("project_name", "甲"));
        assert_eq!(
            sections(&form, &answers, &[])[0].progress,
            Progress::Started
        );
        answers.apply(Edit::text("project_type", "2021KJFWT01-1"));
        answers.apply(Edit::text("declared_on", "2021-05-20"));
        assert_eq!(
            sections(&form, &answers, &[])[0].progress,
            Progress::Complete
        );
        let finding = Finding {
            rule: "declared-late".into(),
            severity: Severity::Error,
            field: "declared_on".into(),
            message: String::new(),
            hint: String::new(),
            clause: None,
            standard: None,
            mend: None,
        };
        let state = sections(&form, &answers, &[&finding])[0];
        assert_eq!((state.progress, state.errors), (Progress::Wrong, 1));
    }

    #[test]
    fn a_path_finds_its_field() {
        let form = project();
        assert_eq!(field_at(&form, "members[2].name"), "members[].name");
        assert_eq!(field_at(&form, "members[2]"), "members");
        assert_eq!(field_at(&form, "cities[1]"), "cities");
        assert_eq!(field_at(&form, "nobody.knows"), "");
    }
}
