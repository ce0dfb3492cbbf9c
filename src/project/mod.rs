//! One open application: what the window and the command line both work with.
//! Knows nothing of a window.

mod body;
mod checked;
pub mod compare;
pub mod completeness;
mod deadline;
mod error;
mod example;
mod forms;
mod handout;
mod open;
pub mod people;
mod print;
mod save;
mod section;
mod summary;
pub mod transcript;
mod verify;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::answers::{Answer, Answers, Attachments, Edit, Group, History};
use crate::diag::{Finding, Severity};
use crate::export::bundle;
pub use crate::export::plan::BackOrder;
use crate::form::{FormDef, Kind, catalog};
use crate::layout::page::Page;
use crate::paper::{self, Marks};
use crate::rules::{self, Context};
use crate::storage::{self, Seen};

pub use crate::storage::Since;
pub use body::{Body, BodyError};
pub use deadline::{Deadline, deadlines, next_deadline};
pub use error::ProjectError;
pub use example::has_example;
pub use forms::Forms;
pub use handout::Handout;
pub use print::Paper;
pub use summary::{Essay, Fault, SelfCheck, Sum, Table};
pub use verify::Verdict;

/// An application that is being worked on.
#[derive(Debug, Clone)]
pub struct Project {
    form: Arc<FormDef>,
    answers: Answers,
    attachments: Attachments,
    body: Body,
    /// The print code that a bundle says it bears.
    written_code: Option<String>,
    history: History,
    /// The project file, and what it was when it was last read or written; none for a new
    /// application and for one that was imported.
    file: Option<(PathBuf, Seen)>,
    revision: u64,
    saved_revision: u64,
}

/// How the bundle is made.
#[derive(Debug, Clone, Copy)]
pub struct BundleOptions {
    /// Made although errors stand, and marked so.
    pub draft: bool,
    pub today: NaiveDate,
    pub now: DateTime<FixedOffset>,
}

impl Project {
    /// An empty application with the values that the form starts with.
    pub fn new(form: Arc<FormDef>) -> Self {
        let mut answers = Answers::new(form.id.clone());
        for (_, field) in form.fields().filter(|(_, field)| !field.initial.is_empty()) {
            answers.apply(Edit::text(&field.id, &field.initial));
        }
        Self::of(form, answers, Attachments::default(), None)
    }

    /// A new application that already says what is kept for every one: standing fields of the form
    /// that `standing` answers. A value that is in no list of this form is left out. It counts as
    /// unchanged, as any new one.
    pub fn new_with(form: Arc<FormDef>, standing: &Answers) -> Self {
        let mut project = Self::new(form);
        for (_, field) in project.form.fields().filter(|(_, field)| field.standing) {
            let Some(value) = standing.get(&field.id).filter(|value| !value.is_blank()) else {
                continue;
            };
            let is_choice = matches!(field.kind, Kind::Choice { .. });
            if !is_choice || project.form.choice(field, &value.text()).is_some() {
                project.answers.apply(Edit::Set {
                    path: field.id.clone(),
                    value: Some(value.clone()),
                });
            }
        }
        project
    }

    fn of(
        form: Arc<FormDef>,
        answers: Answers,
        attachments: Attachments,
        file: Option<(PathBuf, Seen)>,
    ) -> Self {
        let history = History::default();
        Self {
            form,
            answers,
            attachments,
            body: Body::default(),
            written_code: None,
            history,
            file,
            revision: 0,
            saved_revision: 0,
        }
    }

    /// Opens a project file, a bundle or an answers file with the files that it names.
    ///
    /// # Errors
    /// One plain sentence that names the file, what is wrong with it and what to do. The file is
    /// only read.
    pub fn open(path: &Path, forms: &Forms) -> Result<Self, ProjectError> {
        let opened = open::open(path, forms)?;
        let file = opened.project_file.map(|seen| (path.to_owned(), seen));
        let mut project = Self::of(opened.form, opened.answers, opened.attachments, file);
        project.body = Body::named(opened.body_font.as_deref());
        project.written_code = opened.written_code;
        if project.file.is_none() {
            // What was imported is in no project file yet.
            project.revision = 1;
        }
        Ok(project)
    }

    /// A copy for work beside the window, such as setting pages or exports. The way back, which may
    /// be long, stays behind.
    pub fn snapshot(&self) -> Self {
        Self {
            form: self.form.clone(),
            answers: self.answers.clone(),
            attachments: self.attachments.clone(),
            body: self.body.clone(),
            written_code: self.written_code.clone(),
            history: History::default(),
            file: self.file.clone(),
            revision: self.revision,
            saved_revision: self.saved_revision,
        }
    }

    /// Its form and answers alone; history and files are let go.
    pub fn into_answers(self) -> (Arc<FormDef>, Answers) {
        (self.form, self.answers)
    }

    pub fn form(&self) -> &Arc<FormDef> {
        &self.form
    }

    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    pub fn attachments(&self) -> &Attachments {
        &self.attachments
    }

    /// The body font of its paper.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// The application in that body font from the start: it counts as unchanged.
    pub fn with_body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    /// Sets the paper in another body font; it is saved with the application.
    pub fn set_body(&mut self, body: Body) {
        if self.body != body {
            self.body = body;
            self.revision += 1;
        }
    }

    /// The project file, if it has one.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_ref().map(|(path, _)| path.as_path())
    }

    /// When the project file was last read or written; none where it has none, or the system does
    /// not say.
    pub fn file_modified(&self) -> Option<SystemTime> {
        self.file.as_ref()?.1.modified()
    }

    /// Grows with every change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether something was changed since the last save.
    pub fn is_dirty(&self) -> bool {
        self.revision != self.saved_revision
    }

    /// Whether its file holds what was saved from here, and not any more what it held when it was
    /// opened.
    pub fn was_saved_here(&self) -> bool {
        self.saved_revision > 0
    }

    /// What the application is called while it has no name of its own.
    pub fn unnamed(&self) -> String {
        format!("未命名的{}", self.form.title)
    }

    /// What the application is called: its own name, or that of the form while it has none.
    pub fn title(&self) -> String {
        let name = self.answers.text(&self.form.named_by);
        let name = if name.is_empty() {
            self.unnamed()
        } else {
            name.into_owned()
        };
        if let Some(section) = self.handed_out() {
            return format!("{} · {name}", self.form.sections[section].title);
        }
        if self.is_example() {
            format!("例子：{name}")
        } else {
            name
        }
    }

    /// Makes a change; `now` is any clock that does not run backwards.
    pub fn apply(&mut self, edit: Edit, now: Duration) {
        let changed = self.history.apply(&mut self.answers, edit, now);
        self.revision += u64::from(changed);
    }

    /// Takes the last step back and says whether there was one.
    pub fn undo(&mut self) -> bool {
        let done = self.history.undo(&mut self.answers);
        self.revision += u64::from(done);
        done
    }

    /// Does the last undone step again and says whether there was one.
    pub fn redo(&mut self) -> bool {
        let done = self.history.redo(&mut self.answers);
        self.revision += u64::from(done);
        done
    }

    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// Keeps a file and names it in a field. A name that another file has gets a number.
    pub fn attach(&mut self, field: &str, name: &str, bytes: impl Into<Arc<[u8]>>, now: Duration) {
        let plain = Path::new(name)
            .file_name()
            .map_or(name.into(), |name| name.to_string_lossy());
        // A name is read without blanks around it, so it is kept without them.
        let free = self.keep_file(plain.trim(), &bytes.into());
        let file = Group(vec![("file".into(), Answer::Text(free))]);
        let edit = Edit::Set {
            path: field.to_owned(),
            value: Some(Answer::Group(file)),
        };
        self.apply(edit, now);
    }

    /// Keeps a file under a name, to which a number is added where another file has it, and gives
    /// back the name.
    fn keep_file(&mut self, name: &str, bytes: &Arc<[u8]>) -> String {
        let mut free = name.to_owned();
        let mut number = 2;
        while self
            .attachments
            .get(&free)
            .is_some_and(|other| other.bytes != *bytes)
        {
            free = format!("{number}-{}", name.rsplit('/').next().unwrap_or(name));
            number += 1;
        }
        self.attachments.insert(free.clone(), Arc::clone(bytes));
        free
    }

    /// Everything that the form's checks find on that day; of a section that was handed out, what
    /// they find in it.
    pub fn findings(&self, today: NaiveDate) -> Vec<Finding> {
        let context = Context {
            today,
            catalog: catalog::bundled(),
            attachments: &self.attachments,
            covers: &|character| self.body.face.covers(character),
        };
        let mut findings = rules::check(&self.form, &self.answers, &context);
        if let Some(section) = self.handed_out() {
            findings.retain(|finding| {
                let field = completeness::field_at(&self.form, &finding.field);
                self.form.section_of(&field) == Some(section)
            });
        }
        findings
    }

    /// See [`paper::print_code`].
    pub fn print_code(&self) -> String {
        paper::print_code(&self.form, &self.answers, &self.attachments)
    }

    /// What is copied into an upload page: see [`transcript::transcript`].
    pub fn transcript(&self) -> Vec<transcript::Entry> {
        let code = self.print_code();
        transcript::transcript(&self.form, &self.answers, &self.attachments, &code)
    }

    /// The pages of one copy, as they would be printed on that day.
    pub fn pages(&self, today: NaiveDate) -> Vec<Page> {
        self.marked_pages(self.is_draft(&self.findings(today)))
    }

    /// Whether its paper says 草稿, by all that the checks find: errors stand, or it is one section
    /// alone.
    pub fn is_draft(&self, findings: &[Finding]) -> bool {
        self.handed_out().is_some() || errors(findings) > 0
    }

    /// The pages of one copy, marked as a draft or not.
    pub fn marked_pages(&self, draft: bool) -> Vec<Page> {
        let marks = Marks {
            code: self.print_code(),
            draft,
            proof: false,
            body: self.body.face,
        };
        paper::pages(&self.form, &self.answers, &marks)
    }

    /// The bundle for upload.
    ///
    /// # Errors
    /// While errors stand, unless it is made as a draft. A section that was handed out is none.
    pub fn bundle(&self, options: &BundleOptions) -> Result<Vec<u8>, ProjectError> {
        if let Some(section) = self.handed_out() {
            let title = self.form.sections[section].title.clone();
            return Err(ProjectError::SectionOnly(title));
        }
        let findings = self.findings(options.today);
        let standing = errors(&findings);
        if standing > 0 && !options.draft {
            return Err(ProjectError::ErrorsStand(standing));
        }
        let contents = bundle::Contents {
            form: &self.form,
            answers: &self.answers,
            attachments: &self.named_attachments(),
            findings: &findings,
            print_code: &self.print_code(),
            draft: options.draft,
            created: options.now,
        };
        bundle::bundle(&contents).map_err(ProjectError::Bundle)
    }

    /// The files that an answer names. One that was taken out of the answers is kept only for undo.
    fn named_attachments(&self) -> Attachments {
        let mut named = Attachments::default();
        for name in open::attachment_names(&self.form, &self.answers) {
            if let Some(file) = self.attachments.get(&name) {
                named.0.insert(name, file.clone());
            }
        }
        named
    }
}

/// How many findings are errors.
pub fn errors(findings: &[Finding]) -> usize {
    findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count()
}

/// Writes an export, whole or not at all.
///
/// # Errors
/// Names the file, the cause and the way out.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), ProjectError> {
    Ok(storage::write_atomic(path, bytes)?)
}

/// Makes a folder for exports where there is none.
///
/// # Errors
/// Names the folder, the cause and the way out.
pub fn make_folder(path: &Path) -> Result<(), ProjectError> {
    if path.as_os_str().is_empty() || path.is_dir() {
        return Ok(());
    }
    Ok(storage::make_folder(path)?)
}

/// Reads a file that is to be attached.
///
/// # Errors
/// Names the file, the cause and the way out.
pub fn read_attachment(path: &Path) -> Result<Vec<u8>, ProjectError> {
    Ok(storage::read_file(path, open::LARGEST_ATTACHMENT)?)
}
