//! A file that gets another name, and one that goes into the system's recycle bin. Its content is
//! not touched.

use std::fs;
use std::io;
use std::path::Path;

use tempfile::TempPath;

use super::atomic::sync_folder;
use super::error::{Cause, StorageError};

/// Gives a file another name in one step, and only where that name is free. After any crash it has
/// the one name or the other.
///
/// # Errors
/// [`Cause::Taken`] where something has the name, and whatever else is in the way: some network
/// and foreign disks know no such step. The file then has its old name.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), StorageError> {
    if to.symlink_metadata().is_ok() {
        return Err(StorageError::from(Cause::Taken).at(to));
    }
    // A path of that kind is deleted when it is let go; this one never.
    let mut file = TempPath::try_from_path(from).map_err(|error| failed(error, from))?;
    file.disable_cleanup(true);
    match file.persist_noclobber(to) {
        Ok(()) => {}
        Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(StorageError::from(Cause::Taken).at(to));
        }
        Err(refused) => return Err(failed(refused.error, to)),
    }
    if let Some(folder) = to.parent() {
        // Without it the rename is only later on the disk.
        let _ = sync_folder(folder);
    }
    Ok(())
}

/// Gives a folder another name where there is nothing of that name.
///
/// # Errors
/// As [`rename`].
pub(super) fn rename_folder(from: &Path, to: &Path) -> Result<(), StorageError> {
    if to.symlink_metadata().is_ok() {
        return Err(StorageError::from(Cause::Taken).at(to));
    }
    // No system puts a folder over one that holds something.
    fs::rename(from, to).map_err(|error| failed(error, to))?;
    if let Some(folder) = to.parent() {
        let _ = sync_folder(folder);
    }
    Ok(())
}

/// Puts a file into the system's recycle bin.
///
/// # Errors
/// Says what the system says; the file then lies where it did.
pub fn recycle(path: &Path) -> Result<(), StorageError> {
    // A link that leads nowhere is something too.
    path.symlink_metadata()
        .map_err(|error| StorageError::reading(error).at(path))?;
    trash::delete(path).map_err(|error| {
        let error = match error {
            #[cfg(all(unix, not(target_os = "macos")))]
            trash::Error::FileSystem { source, .. } => StorageError::removing(source),
            _ => Cause::NotRecycled.into(),
        };
        error.at(path)
    })
}

fn failed(error: io::Error, path: &Path) -> StorageError {
    StorageError::writing(error).at(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gets_a_free_name_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("甲"), "甲").unwrap();
        fs::write(at("乙"), "乙").unwrap();
        let error = rename(&at("甲"), &at("乙")).unwrap_err();
        assert!(matches!(error.cause, Cause::Taken), "{error}");
        assert!(rename(&at("没有"), &at("丙")).is_err());
        assert!(rename(&at("甲"), &at("没有/丙")).is_err());
        assert_eq!(fs::read_to_string(at("甲")).unwrap(), "甲");
        rename(&at("甲"), &at("丙")).unwrap();
        assert_eq!(fs::read_to_string(at("丙")).unwrap(), "甲");
        assert_eq!(fs::read_to_string(at("乙")).unwrap(), "乙");
        assert!(!at("甲").exists());
    }

    #[test]
    fn only_one_of_two_folders_gets_a_name() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["甲", "乙"] {
            fs::create_dir(at(name)).unwrap();
            fs::write(at(name).join("内容"), name).unwrap();
        }
        assert!(rename_folder(&at("甲"), &at("乙")).is_err());
        rename_folder(&at("甲"), &at("丙")).unwrap();
        let content = fs::read_to_string(at("丙").join("内容")).unwrap();
        assert_eq!(content, "甲");
    }

    #[test]
    fn what_is_not_there_is_not_recycled() {
        let folder = tempfile::tempdir().unwrap();
        let error = recycle(&folder.path().join("没有")).unwrap_err();
        assert!(matches!(error.cause, Cause::Missing), "{error}");
    }
}
