//! Gives the file of an application that was saved without a name the name that it has by now, and
//! puts a file into the recycle bin.

use std::path::{Path, PathBuf};

use crate::storage::{self, Cause, StorageError};

use super::Workspace;

/// Whether a file name, without its extension, is `unnamed` as it stands or with the number that
/// a name gets which is taken.
fn is_unnamed(stem: &str, unnamed: &str) -> bool {
    let Some(rest) = stem.strip_prefix(unnamed) else {
        return false;
    };
    let number = rest
        .strip_prefix('（')
        .and_then(|rest| rest.strip_suffix('）'));
    rest.is_empty() || number.is_some_and(|number| number.parse::<u64>().is_ok())
}

impl Workspace {
    /// Whether a file still has the name that it was given without anybody's doing: it lies in the
    /// working folder and is called `unnamed`, perhaps with a number.
    pub fn has_given_name(&self, file: &Path, unnamed: &str) -> bool {
        let stem = file.file_stem().and_then(|stem| stem.to_str());
        stem.is_some_and(|stem| is_unnamed(stem, unnamed))
            && file.parent() == Some(self.folder().as_path())
    }

    /// Gives a file, in its folder, that name (without the extension), or the name with a number
    /// where it is taken: by a file, or by the older versions of one that was there. Its own
    /// versions move with it. Gives back where it lies then.
    ///
    /// # Errors
    /// Where the system refuses. The file then has its old name.
    pub fn rename(&self, file: &Path, name: &str) -> Result<PathBuf, StorageError> {
        let all = self.all_versions();
        for to in storage::numbered(Path::new(""), name) {
            match storage::rename_with_versions(&all, file, &to.to_string_lossy()) {
                Err(StorageError {
                    cause: Cause::Taken,
                    ..
                }) => {}
                renamed => return renamed,
            }
        }
        Err(StorageError::from(Cause::Taken).at(file))
    }

    /// Puts a project file into the system's recycle bin; `written` is the time in seconds since
    /// 1970. Its older versions stay, and what stands in it is one of them.
    ///
    /// # Errors
    /// Where the system refuses. The file then lies where it did.
    pub fn recycle(&self, file: &Path, written: i64) -> Result<(), StorageError> {
        // The recycle bin holds it in any case.
        let _ = self.keep(file, written);
        storage::recycle(file)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;
    use crate::answers::Edit;
    use crate::project::{Forms, Project};
    use crate::workspace::{Places, Target, versions};

    #[test]
    fn only_the_name_that_was_given_without_anybody_s_doing_is_known() {
        for (stem, is) in [
            ("未命名的申报书", true),
            ("未命名的申报书（2）", true),
            ("未命名的申报书（二）", false),
            ("未命名的申报书 王", false),
            ("我的未命名的申报书", false),
            ("甲", false),
        ] {
            assert_eq!(is_unnamed(stem, "未命名的申报书"), is, "{stem}");
        }
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::open(Places::in_folder(folder.path()));
        let file = Path::new("未命名.shenbao");
        assert!(workspace.has_given_name(&workspace.folder().join(file), "未命名"));
        assert!(!workspace.has_given_name(&folder.path().join(file), "未命名"));
    }

    #[test]
    fn a_renamed_file_keeps_its_versions_and_takes_no_other_s_place() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::open(Places::in_folder(folder.path()));
        let mut project = Project::new(Forms::bundled().list()[0].clone());
        let field = project.form().named_by.clone();
        let new = Target::New(project.unnamed());
        for name in ["甲", "乙"] {
            project.apply(Edit::text(&field, name), Duration::ZERO);
            let target = match project.file() {
                None => &new,
                Some(_) => &Target::Own,
            };
            workspace.save(&mut project, target, 0, false).unwrap();
        }
        let file = project.file().unwrap().to_owned();
        assert!(workspace.has_given_name(&file, &project.unnamed()));
        let taken = workspace.folder().join("乙.shenbao");
        fs::write(&taken, "别人的").unwrap();
        let to = workspace.rename(&file, "乙").unwrap();
        assert_eq!(to, workspace.folder().join("乙（2）.shenbao"));
        assert_eq!(fs::read_to_string(&taken).unwrap(), "别人的");
        assert_eq!(versions(&workspace.versions_of(&to)).unwrap().len(), 2);
        // It can be saved on, and is found by the next start.
        project.note_renamed(&file, &to);
        project.apply(Edit::text(&field, "丙"), Duration::ZERO);
        let saved = workspace.save(&mut project, &Target::Own, 1, false);
        assert!(!saved.unwrap().anew);
        let again = Workspace::open(Places::in_folder(folder.path()));
        assert_eq!(versions(&again.versions_of(&to)).unwrap().len(), 3);
        assert!(!file.exists());
    }
}
