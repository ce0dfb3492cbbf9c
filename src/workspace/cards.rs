//! A folder of applications at a glance: one card each, with how far it is and what stands in its
//! way. Files are only read.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, NaiveDate};

use crate::answers::path::is_in;
use crate::diag::{Finding, Severity};
use crate::project::completeness::{filled, sections, share};
use crate::project::{Deadline, Forms, Project, next_deadline};
use crate::storage::{self, StorageError};

/// A project file in the working folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    pub path: PathBuf,
    /// The file's name.
    pub file: String,
    /// When it was last written; none where the system does not say.
    pub saved: Option<DateTime<Local>>,
    pub content: Content,
}

/// What is known of a file's content.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// It has not been read yet.
    Waiting,
    Read(Box<Summary>),
    /// It cannot be read; one sentence that does not name the file.
    Unreadable(String),
}

/// What an application says of itself, worked out for a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    pub title: String,
    /// The unit that hands it in; empty while it is not filled in.
    pub unit: String,
    /// The title of the section that it is, where it is one that was handed out.
    pub part: Option<String>,
    /// The form's name.
    pub form: String,
    /// What kind of application it is, as 产业科技服务团; empty while none is chosen.
    pub kind: String,
    /// Required answers that are given, and all; of a section that was handed out, its own.
    pub given: usize,
    pub required: usize,
    /// Findings about what has been filled in. What is still empty is no fault of it.
    pub errors: usize,
    pub warnings: usize,
    /// Nothing stands in the way of the bundle.
    pub is_ready: bool,
    pub is_example: bool,
    /// The next deadline, or the last one where all have passed.
    pub deadline: Option<Deadline>,
}

/// The project files of a folder, newest first, none of them read yet.
///
/// # Errors
/// Where the folder cannot be listed. One that is not there yet is empty.
pub fn list(folder: &Path) -> Result<Vec<Card>, StorageError> {
    let mut listed = storage::list_projects(folder)?;
    listed.sort_by(|one, other| {
        other
            .modified
            .cmp(&one.modified)
            .then_with(|| one.name.cmp(&other.name))
    });
    let card = |one: storage::Listed| Card {
        path: one.path,
        file: one.name,
        saved: one.modified.map(DateTime::from),
        content: Content::Waiting,
    };
    Ok(listed.into_iter().map(card).collect())
}

/// Reads and checks one of them.
pub fn read(path: &Path, forms: &Forms, today: NaiveDate) -> Content {
    match Project::open(path, forms) {
        Ok(project) => Content::Read(Box::new(Summary::of(&project, today))),
        Err(error) => Content::Unreadable(error.without_file(path)),
    }
}

impl Summary {
    /// What an application says on that day.
    pub fn of(project: &Project, today: NaiveDate) -> Self {
        let (form, answers) = (project.form(), project.answers());
        let findings = project.findings(today);
        let written = filled(answers);
        let counts = |severity| {
            let is_shown = |finding: &&Finding| {
                finding.severity == severity
                    && (finding.field.is_empty()
                        || written
                            .iter()
                            .any(|path| is_in(&finding.field, path) || is_in(path, &finding.field)))
            };
            findings.iter().filter(is_shown).count()
        };
        let states = sections(form, answers, &[]);
        let alone = project.handed_out();
        let asked = alone.and_then(|only| states.get(only..=only));
        let (given, required) = share(asked.unwrap_or(&states));
        let kind = form
            .field(&form.kind_by)
            .and_then(|field| form.choice(field, &answers.text(&field.id)))
            .map_or_else(String::new, |choice| choice.name().to_owned());
        Self {
            title: project.title(),
            unit: answers.text(&form.submitted_by).into_owned(),
            part: alone.map(|only| form.sections[only].title.clone()),
            form: form.name.clone(),
            kind,
            given,
            required,
            errors: counts(Severity::Error),
            warnings: counts(Severity::Warning),
            is_ready: alone.is_none() && crate::project::errors(&findings) == 0,
            is_example: project.is_example(),
            deadline: next_deadline(form, today),
        }
    }

    /// Required answers that are given, from 0 to 1.
    pub fn share(&self) -> f32 {
        if self.required == 0 {
            return 1.0;
        }
        self.given as f32 / self.required as f32
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::answers::Edit;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2021, 5, 20).unwrap()
    }

    fn open(file: &str) -> Project {
        Project::open(Path::new(file), &Forms::bundled()).unwrap()
    }

    #[test]
    fn a_card_tells_what_is_wrong_from_what_is_still_empty() {
        let whole = Summary::of(&open("examples/industry-team/answers.json"), day());
        assert_eq!((whole.errors, whole.warnings, whole.is_ready), (0, 0, true));
        assert_eq!(
            (whole.given, whole.kind.as_str()),
            (whole.required, "产业科技服务团")
        );
        assert!(!whole.unit.is_empty());

        let wrong = Summary::of(&open("examples/faults/mobile-malformed.json"), day());
        assert!(wrong.errors > 0 && !wrong.is_ready);

        let mut project = Project::new(Forms::bundled().find("project-2021").unwrap());
        let empty = Summary::of(&project, day());
        assert_eq!(
            (empty.errors, empty.warnings, empty.is_ready),
            (0, 0, false)
        );
        assert_eq!((empty.given, empty.unit.as_str()), (0, ""));
        project.apply(Edit::text("leader.mobile", "138"), Duration::ZERO);
        assert_eq!(Summary::of(&project, day()).errors, 1);
    }

    #[test]
    fn a_section_that_was_handed_out_counts_for_itself_and_is_no_bundle() {
        let project = open("examples/industry-team/answers.json");
        let at = project.form().section_of("members").unwrap();
        let card = Summary::of(&project.section_alone(at), day());
        assert_eq!((card.given, card.required), (30, 30));
        assert_eq!((card.errors, card.is_ready), (0, false));
        assert!(card.title.starts_with("八、"), "{}", card.title);
    }

    #[test]
    fn a_folder_is_listed_newest_first_and_a_broken_file_has_its_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        open("examples/conference/answers.json")
            .save_as(&at("旧.shenbao"))
            .unwrap();
        std::fs::write(at("坏.shenbao"), "不是项目文件").unwrap();
        for (name, seconds) in [("旧.shenbao", 1_000), ("坏.shenbao", 2_000)] {
            let file = std::fs::File::options().write(true).open(at(name)).unwrap();
            let time = std::time::UNIX_EPOCH + Duration::from_secs(seconds);
            file.set_modified(time).unwrap();
        }
        let cards = list(folder.path()).unwrap();
        let names: Vec<_> = cards.iter().map(|card| card.file.as_str()).collect();
        assert_eq!(names, ["坏.shenbao", "旧.shenbao"]);
        assert!(cards.iter().all(|card| card.content == Content::Waiting));
        let forms = Forms::bundled();
        let Content::Unreadable(sentence) = read(&cards[0].path, &forms, day()) else {
            panic!("a broken file was read");
        };
        let place = folder.path().display().to_string();
        assert!(!sentence.contains(&place), "{sentence}");
        let content = read(&cards[1].path, &forms, day());
        assert!(matches!(content, Content::Read(summary) if summary.kind == "系列产学融合会议"));
    }
}
