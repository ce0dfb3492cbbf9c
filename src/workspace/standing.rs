//! 常用信息: what is the same in most applications of a unit, kept once for all forms by the path of
//! its field. Which fields these are, the definitions say. Several windows may keep it in the same
//! file: each takes over what the others have written, field by field.

use std::path::{Path, PathBuf};

use crate::answers::{Answer, Answers, Edit, Group};
use crate::form::{Field, FormDef};
use crate::storage::{self, StorageError};

use super::merge::merged;

/// The standing data of a unit and its people.
#[derive(Debug, Clone)]
pub struct Standing {
    file: PathBuf,
    /// What is kept, whichever form it is of.
    answers: Answers,
    /// What the file held when it was last read or written here.
    written: Group,
    /// Why the file could not be read; one sentence. Nothing is changed or written then.
    trouble: Option<String>,
}

/// What would become of one field's standing answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub path: String,
    /// The field with the block that it belongs to, as 联系人 手机.
    pub label: String,
    /// As a person reads them; empty for none.
    pub from: String,
    pub to: String,
    /// The new answer.
    pub value: Answer,
}

impl Standing {
    /// Reads what is kept in the data folder; nothing is where there is no file yet.
    pub(super) fn open(data: &Path) -> Self {
        let file = data.join("standing.ron");
        let (kept, trouble) = match storage::read_data::<Group>(&file) {
            Ok(kept) => (kept.unwrap_or_default(), None),
            Err(error) => (Group::default(), Some(error.to_string())),
        };
        let mut answers = Answers::default();
        answers.root.clone_from(&kept);
        Self {
            file,
            answers,
            written: kept,
            trouble,
        }
    }

    /// Reads the file again, as after a person has mended or moved it.
    pub fn reread(&mut self) {
        if let Some(data) = self.file.parent() {
            *self = Self::open(data);
        }
    }

    /// Takes over what another window has written since; what was changed here and not written yet
    /// stays. A file that is gone or does not read changes nothing: writing will say so.
    pub fn refresh(&mut self) {
        if self.trouble.is_some() {
            return;
        }
        if let Ok(Some(theirs)) = storage::read_data::<Group>(&self.file) {
            self.answers.root = merged(&self.written, &self.answers.root, &theirs);
            self.written = theirs;
        }
    }

    /// What is kept, by field path.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// What is kept, to be changed and then [`written`](Self::write); none while the file does not
    /// read, for it must not be written over.
    pub fn answers_mut(&mut self) -> Option<&mut Answers> {
        self.trouble.is_none().then_some(&mut self.answers)
    }

    /// Why the file could not be read, with the file's place.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// The file in which it is kept.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Whether something has changed since it was written.
    pub fn is_dirty(&self) -> bool {
        self.trouble.is_none() && self.answers.root != self.written
    }

    /// Writes what has changed, if anything has, into what the file holds by now, and takes over
    /// the rest of that.
    ///
    /// # Errors
    /// Where the file does not read any more or cannot be written; it is then as it was, and this
    /// may be tried again.
    pub fn write(&mut self) -> Result<(), StorageError> {
        if self.is_dirty() {
            let (base, ours) = (&self.written, &self.answers.root);
            let written = storage::change_data(&self.file, |theirs| match theirs {
                Some(theirs) => merged(base, ours, &theirs),
                None => ours.clone(),
            })?;
            self.answers.root.clone_from(&written);
            self.written = written;
        }
        Ok(())
    }

    /// What would change if an application's standing answers were kept in place of these. What it
    /// leaves empty stays as it is kept.
    pub fn changes_from(&self, form: &FormDef, answers: &Answers) -> Vec<Change> {
        form.fields()
            .filter(|(_, field)| field.standing && !answers.is_blank(&field.id))
            .filter_map(|(_, field)| {
                let value = answers.get(&field.id)?;
                (self.answers.get(&field.id) != Some(value)).then(|| Change {
                    path: field.id.clone(),
                    label: [field.owner.as_str(), &field.label]
                        .join(" ")
                        .trim()
                        .to_owned(),
                    from: readable(form, field, &self.answers),
                    to: readable(form, field, answers),
                    value: value.clone(),
                })
            })
            .collect()
    }
}

impl Change {
    /// All of them as one step.
    pub fn edit(changes: Vec<Self>) -> Edit {
        let set = |change: Self| Edit::Set {
            path: change.path,
            value: Some(change.value),
        };
        Edit::Many(changes.into_iter().map(set).collect())
    }
}

/// An answer as a person reads it: a choice by its label, a list in one line.
fn readable(form: &FormDef, field: &Field, answers: &Answers) -> String {
    let text = answers.text(&field.id);
    match form.choice(field, &text) {
        Some(choice) => choice.name().to_owned(),
        None => answers.entries(&field.id).join("、"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form;
    use crate::project::{Forms, Project};

    #[test]
    fn standing_data_comes_back_and_starts_applications_of_every_form() {
        let folder = tempfile::tempdir().unwrap();
        let mut standing = Standing::open(folder.path());
        assert!(!standing.is_dirty() && standing.trouble().is_none());
        let answers = standing.answers_mut().unwrap();
        for (path, text) in [
            ("unit.name", "中国示例学会"),
            ("unit.kind", "university"),
            ("contact.name", "王秀英"),
            ("head.title", "研究员"),
            // A field of a form that this program does not have.
            ("unit.fax", "010-62000009"),
        ] {
            answers.apply(Edit::text(path, text));
        }
        standing.write().unwrap();
        let again = Standing::open(folder.path());
        assert_eq!(again.answers(), standing.answers());

        let forms = Forms::bundled();
        for (id, kind, title) in [
            ("project-2021", "university", ""),
            // No 高校 in its list.
            ("registration-2022", "", "研究员"),
        ] {
            let new = Project::new_with(forms.find(id).unwrap(), again.answers());
            assert!(!new.is_dirty() && !new.can_undo(), "{id}");
            assert_eq!(new.answers().text("unit.name"), "中国示例学会");
            assert_eq!(new.answers().text("contact.name"), "王秀英");
            assert_eq!(new.answers().text("unit.kind"), kind, "{id}");
            assert_eq!(new.answers().text("head.title"), title, "{id}");
            assert_eq!(new.answers().text("unit.fax"), "", "{id}");
        }
    }

    #[test]
    fn a_file_that_does_not_read_is_said_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("standing.ron");
        std::fs::write(&file, "[(\"unit\", ").unwrap();
        let mut standing = Standing::open(folder.path());
        assert!(standing.trouble().unwrap().contains("standing.ron"));
        assert!(standing.answers_mut().is_none());
        standing.write().unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "[(\"unit\", ");
        std::fs::remove_file(&file).unwrap();
        standing.reread();
        assert!(standing.answers_mut().is_some());
    }

    fn set(standing: &mut Standing, path: &str, text: &str) {
        let answers = standing.answers_mut().unwrap();
        answers.apply(Edit::text(path, text));
    }

    #[test]
    fn two_windows_keep_what_the_other_has_written() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Standing::open(folder.path());
        let mut one = open();
        set(&mut one, "unit.name", "旧名称");
        set(&mut one, "contact.name", "王秀英");
        set(&mut one, "contact.email", "a@example.org");
        one.write().unwrap();
        let mut other = open();
        for (path, text) in [
            ("unit.name", "新名称"),
            ("contact.mobile", "13800000000"),
            ("contact.name", "乙"),
            ("head.name", "李建国"),
        ] {
            set(&mut other, path, text);
        }
        let taken = other.answers_mut().unwrap();
        taken.apply(Edit::Set {
            path: "contact.email".to_owned(),
            value: None,
        });
        other.write().unwrap();
        set(&mut one, "contact.name", "甲");
        set(&mut one, "leader.name", "张三");
        one.write().unwrap();
        other.refresh();
        let again = open();
        for standing in [&one, &other, &again] {
            for (path, text) in [
                ("unit.name", "新名称"),
                ("contact.mobile", "13800000000"),
                ("head.name", "李建国"),
                // Both have changed it: the later one holds.
                ("contact.name", "甲"),
                ("leader.name", "张三"),
                ("contact.email", ""),
            ] {
                assert_eq!(standing.answers().text(path), text, "{path}");
            }
            assert!(!standing.is_dirty());
        }
    }

    #[test]
    fn a_file_that_has_gone_or_broken_meanwhile_costs_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("standing.ron");
        let mut standing = Standing::open(folder.path());
        set(&mut standing, "unit.name", "甲");
        standing.write().unwrap();
        set(&mut standing, "contact.name", "乙");
        std::fs::write(&file, "[(\"unit\", ").unwrap();
        standing.refresh();
        assert!(standing.write().is_err() && standing.is_dirty());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "[(\"unit\", ");
        std::fs::remove_file(&file).unwrap();
        standing.refresh();
        standing.write().unwrap();
        let again = Standing::open(folder.path());
        assert_eq!(again.answers().text("unit.name"), "甲");
        assert_eq!(again.answers().text("contact.name"), "乙");
    }

    #[test]
    fn an_application_shows_what_it_would_change() {
        let folder = tempfile::tempdir().unwrap();
        let mut standing = Standing::open(folder.path());
        let kept = standing.answers_mut().unwrap();
        kept.apply(Edit::text("unit.name", "旧名称"));
        kept.apply(Edit::text("leader.name", "李建国"));
        let form = form::find("project-2021").unwrap();
        let mut answers = Answers::new(form.id.as_str());
        for (path, text) in [
            ("project_name", "示范项目"),
            ("unit.name", "新名称"),
            ("unit.kind", "university"),
            ("contact.mobile", "13800000000"),
            ("leader.name", " "),
        ] {
            answers.apply(Edit::text(path, text));
        }
        let changes = standing.changes_from(&form, &answers);
        let shown: Vec<_> = changes
            .iter()
            .map(|change| {
                (
                    change.label.as_str(),
                    change.from.as_str(),
                    change.to.as_str(),
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("单位名称", "旧名称", "新名称"),
                ("单位类型", "", "高校"),
                ("联系人 手机", "", "13800000000"),
            ]
        );
        standing.answers_mut().unwrap().apply(Change::edit(changes));
        assert_eq!(standing.answers().text("leader.name"), "李建国");
        assert_eq!(standing.changes_from(&form, &answers), []);
    }
}
