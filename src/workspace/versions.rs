//! Older versions of project files, in the user's data folder.

use std::path::{Path, PathBuf};

use crate::storage::project_file::{self, LARGEST};
use crate::storage::versions::{self, Version};
use crate::storage::{self, Cause, Place, StorageError};

use super::Workspace;

/// Where nobody asked for a save, no version is kept sooner than so many seconds after the one
/// before: a day's work would be hundreds of them.
const SPARSE: i64 = 300;

impl Workspace {
    /// Keeps a project file as it stands on the disk among its older versions; `written` is the
    /// time in seconds since 1970. To be called before a file is saved over, for another program
    /// may have written it, and after. Nothing is kept of a file that is not there, that is no
    /// whole project, or that equals the newest version.
    ///
    /// # Errors
    /// Where the file cannot be read or the version cannot be written.
    pub fn keep(&self, file: &Path, written: i64) -> Result<(), StorageError> {
        let bytes = match storage::read_file(file, LARGEST) {
            Ok(bytes) => bytes,
            Err(StorageError {
                cause: Cause::Missing,
                ..
            }) => return Ok(()),
            Err(error) => return Err(error),
        };
        let most = self.settings.versions_kept;
        versions::keep(&self.versions_of(file), &bytes, written, most).map(drop)
    }

    /// As [`Self::keep`], unless the newest version is only minutes old. Its age is told by the
    /// computer's clock: one from the future counts as old.
    ///
    /// # Errors
    /// Those of [`Self::keep`], and where the versions cannot be listed.
    pub fn keep_sparsely(&self, file: &Path, written: i64) -> Result<(), StorageError> {
        let kept = versions::list(&self.versions_of(file))?;
        let age = kept.first().map(|newest| written - newest.written);
        match age {
            Some(0..SPARSE) => Ok(()),
            _ => self.keep(file, written),
        }
    }

    /// Why [`Self::keep`] has not kept a version, in one sentence. That the file itself was saved
    /// is not in doubt, so nobody is told to save it elsewhere.
    pub(super) fn why_not_kept(&self, file: &Path, error: &StorageError) -> String {
        let folder = self.versions_of(file);
        if error.path.as_ref() != Some(&folder) || folder.is_dir() {
            return format!("旧版本没有留下：{error}");
        }
        let why = match error.cause {
            Cause::NoFolder => "那里有一个同名的文件",
            Cause::MayNotRead | Cause::MayNotWrite => "没有权限写入这个位置",
            Cause::ReadOnlyDisk => "磁盘是只读的",
            Cause::DiskFull | Cause::QuotaFull => "磁盘空间已满",
            _ => "请看一下这个位置能不能打开",
        };
        // What stands in the way may be higher up.
        let place = folder.ancestors().find(|place| place.exists());
        format!(
            "旧版本的文件夹建不成，这次没有留下旧版本：{why}（{}）",
            place.unwrap_or(&folder).display()
        )
    }

    /// The folder in which the older versions of a project file lie, whether there are any or not.
    pub fn versions_of(&self, file: &Path) -> PathBuf {
        versions::folder_of(&self.all_versions(), file)
    }

    /// The folder in which the folders of older versions lie.
    pub(super) fn all_versions(&self) -> PathBuf {
        self.data().join("versions")
    }
}

/// The older versions in a folder, the newest first.
///
/// # Errors
/// Where the folder cannot be read.
pub fn versions(folder: &Path) -> Result<Vec<Version>, StorageError> {
    versions::list(folder)
}

/// Writes an older version to a new file of that name (without the extension) in a folder, and
/// gives back where. A name that is taken gets a number: no file is ever replaced, also where
/// another program takes the name at the same moment.
///
/// # Errors
/// Where the version does not read, or the file cannot be written.
pub fn restore(version: &Path, folder: &Path, name: &str) -> Result<PathBuf, StorageError> {
    let bytes = storage::read_file(version, LARGEST)?;
    project_file::read(&bytes).map_err(|error| error.at(version))?;
    for path in storage::numbered(folder, name) {
        match storage::put(&path, &bytes, Place::Free) {
            Ok(put) if put.confirmed => return Ok(path),
            Ok(_) => return Err(StorageError::from(Cause::Unconfirmed).at(&path)),
            Err(StorageError {
                cause: Cause::Taken,
                ..
            }) => {}
            Err(error) => return Err(error),
        }
    }
    Err(StorageError::from(Cause::Taken).at(folder))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::{Answers, Edit};
    use crate::storage::ProjectFile;
    use crate::workspace::Places;

    #[test]
    fn what_stood_in_a_file_comes_back_as_a_new_one_and_never_in_place() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::open(Places::in_folder(folder.path()));
        let file = folder.path().join("申报.shenbao");
        workspace.keep(&file, 0).unwrap();
        let save = |text: &str| {
            let mut answers = Answers::new("project-2021");
            answers.apply(Edit::text("project_name", text));
            let project = ProjectFile {
                answers,
                ..ProjectFile::default()
            };
            project.save(&file).unwrap();
        };
        for (text, written) in [("甲", 1), ("乙", 2)] {
            save(text);
            workspace.keep(&file, written).unwrap();
        }
        // Damage is not kept, and what was kept stays.
        std::fs::write(&file, "PK").unwrap();
        workspace.keep(&file, 3).unwrap();
        let kept = versions(&workspace.versions_of(&file)).unwrap();
        assert_eq!(
            kept.iter().map(|one| one.written).collect::<Vec<_>>(),
            [2, 1]
        );

        let again = restore(&kept[0].path, folder.path(), "申报").unwrap();
        assert_eq!(again, folder.path().join("申报（2）.shenbao"));
        assert_eq!(std::fs::read(&file).unwrap(), b"PK");
        let answers = ProjectFile::load(&again).unwrap().answers;
        assert_eq!(answers.text("project_name"), "乙");
        let other = restore(&kept[1].path, folder.path(), "恢复").unwrap();
        assert_eq!(other, folder.path().join("恢复.shenbao"));
        assert!(restore(&file, folder.path(), "恢复").is_err());
    }
}
