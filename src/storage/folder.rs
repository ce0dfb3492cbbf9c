//! What project files lie in a folder. Only looks.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::error::StorageError;
use super::project_file::EXTENSION;

/// A project file as its folder shows it; it was not opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub path: PathBuf,
    /// The file's name, with signs that are no text replaced.
    pub name: String,
    /// When it was last written; none where the system does not say.
    pub modified: Option<SystemTime>,
    /// Its size in bytes; 0 where the system does not say.
    pub bytes: u64,
}

/// The project files directly in a folder, in no particular order; none where there is no such
/// folder yet. Names that start with a dot are other programs' own, and folders are no files.
///
/// # Errors
/// Where there is something that cannot be listed: it is no folder, or may not be read.
pub fn list_projects(folder: &Path) -> Result<Vec<Listed>, StorageError> {
    let failed = |error| StorageError::reading(error).at(folder);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut listed = Vec::new();
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let is_project = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case(EXTENSION));
        if !is_project || name.starts_with('.') {
            continue;
        }
        // Follows links. One that leads nowhere is listed: opening it says so.
        let about = fs::metadata(&path).ok();
        if about.as_ref().is_some_and(fs::Metadata::is_dir) {
            continue;
        }
        listed.push(Listed {
            modified: about.as_ref().and_then(|about| about.modified().ok()),
            bytes: about.map_or(0, |about| about.len()),
            path,
            name,
        });
    }
    Ok(listed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn project_files_are_listed_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "甲.shenbao",
            "乙.SHENBAO",
            ".甲.shenbao",
            "甲.json",
            "shenbao",
        ] {
            fs::write(folder.path().join(name), "内容").unwrap();
        }
        fs::create_dir(folder.path().join("丙.shenbao")).unwrap();
        let mut listed = list_projects(folder.path()).unwrap();
        listed.sort_by(|one, other| one.name.cmp(&other.name));
        let names: Vec<_> = listed.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["乙.SHENBAO", "甲.shenbao"]);
        assert!(listed[0].modified.is_some());
        assert_eq!(listed[0].bytes, 6);
        assert_eq!(list_projects(&folder.path().join("没有")).unwrap(), []);
        assert!(list_projects(&folder.path().join("甲.json")).is_err());
    }
}
