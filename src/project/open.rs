//! Opening whatever holds an application: a project file, a bundle, an answers file.

use std::path::{Component, Path};
use std::sync::Arc;

use crate::answers::{Answer, Answers, Attachments, Edit, derived, json};
use crate::form::{Field, FormDef, Kind};
use crate::storage::{self, Seen, project_file};

use super::{Forms, ProjectError};

/// The largest attachment that is read, in bytes.
pub const LARGEST_ATTACHMENT: u64 = 64 << 20;

/// What a file held.
pub struct Opened {
    pub form: Arc<FormDef>,
    pub answers: Answers,
    pub attachments: Attachments,
    /// The name of the body font that was chosen.
    pub body_font: Option<String>,
    /// The print code that a bundle says it bears.
    pub written_code: Option<String>,
    /// What the file was, where it is a project file, into which changes are saved.
    pub project_file: Option<Seen>,
}

/// Reads a file of any of the three kinds, told apart by its content.
pub fn open(path: &Path, forms: &Forms) -> Result<Opened, ProjectError> {
    let (bytes, seen) = storage::read_seen(path, json::LARGEST)?;
    if bytes.starts_with(b"PK")
        || path
            .extension()
            .is_some_and(|extension| extension == project_file::EXTENSION)
    {
        let project = project_file::read(&bytes).map_err(|error| error.at(path))?;
        let form = find(path, forms, &project.answers.form)?;
        return Ok(Opened {
            form,
            answers: project.answers,
            attachments: project.attachments,
            body_font: project.body_font,
            written_code: None,
            project_file: Some(seen),
        });
    }
    let document = json::read(&bytes).map_err(|what| ProjectError::NotAnswers {
        file: path.to_owned(),
        what,
    })?;
    let form = find(path, forms, &document.answers.form)?;
    let mut attachments = document.attachments;
    let in_bundle = document.print_code.is_some();
    for name in attachment_names(&form, &document.answers) {
        // What a bundle lacks was missing when it was made; the checks say so.
        if !in_bundle && attachments.get(&name).is_none() {
            let bytes = attachment(path, &name)?;
            attachments.insert(name, bytes);
        }
    }
    let mut answers = document.answers;
    drop_derived(&form, &mut answers);
    Ok(Opened {
        form,
        answers,
        attachments,
        body_font: None,
        written_code: document.print_code,
        project_file: None,
    })
}

fn find(path: &Path, forms: &Forms, id: &str) -> Result<Arc<FormDef>, ProjectError> {
    let unknown = || ProjectError::UnknownForm {
        file: path.to_owned(),
        form: id.to_owned(),
    };
    forms.find(id).ok_or_else(unknown)
}

/// Reads a file that an answers file names, from beside it or below.
fn attachment(file: &Path, name: &str) -> Result<Vec<u8>, ProjectError> {
    let (file, name) = (file.to_owned(), name.to_owned());
    let inside = Path::new(&name)
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
        && !name.contains(['\\', ':', '\0']);
    if !inside {
        return Err(ProjectError::AttachmentOutside { file, name });
    }
    let folder = file.parent().unwrap_or(Path::new(""));
    let path = folder.join(&name);
    // A link could lead out of the folder although its name does not.
    let real = path.canonicalize().ok();
    let base = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let (Some(real), Ok(base)) = (real, base.canonicalize()) else {
        return Err(ProjectError::MissingAttachment { file, name });
    };
    if !real.starts_with(&base) {
        return Err(ProjectError::AttachmentOutside { file, name });
    }
    if real
        .metadata()
        .is_ok_and(|data| data.len() > LARGEST_ATTACHMENT)
    {
        let limit = LARGEST_ATTACHMENT >> 20;
        return Err(ProjectError::AttachmentTooLarge { file, name, limit });
    }
    Ok(storage::read_file(&real, LARGEST_ATTACHMENT)?)
}

/// Takes out derived values that are what they would be derived to: as typed answers they would be
/// wrong as soon as a part changes.
pub fn drop_derived(form: &FormDef, answers: &mut Answers) {
    for (_, field) in form.fields() {
        if matches!(field.kind, Kind::Sum { .. })
            && let Some(sum) = derived::sum(form, answers, &field.id)
            && answers.text(&field.id) == sum.to_string()
        {
            answers.apply(Edit::Set {
                path: field.id.clone(),
                value: None,
            });
        }
    }
}

/// The names of all files that the answers name.
pub fn attachment_names(form: &FormDef, answers: &Answers) -> Vec<String> {
    let is_file = |field: &Field| matches!(field.kind, Kind::Attachment { .. });
    let mut names = Vec::new();
    let mut note = |path: &str| names.extend(answers.file(path).map(str::to_owned));
    for (_, field) in form.fields() {
        if is_file(field) {
            note(&field.id);
        }
        for column in field.columns().iter().filter(|column| is_file(column)) {
            let rows = answers.list(&field.id).iter().enumerate();
            for (row, _) in rows.filter(|(_, row)| matches!(row, Answer::Group(_))) {
                note(&format!("{}[{row}].{}", field.id, column.id));
            }
        }
    }
    names
}
