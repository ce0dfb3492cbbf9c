//! A file that gets another name, with its older versions, which lie under the file's place.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::{Cause, StorageError};
use super::file::place_of;
use super::place::{rename, rename_folder};
use super::versions::folder_of;
use super::{read_data, write_data};

/// The extension of the notes on renames under way, which lie beside the folders of versions.
const NOTE: &str = "ron";

/// A rename under way. Should the power go between file and versions, the next start finds it.
#[derive(Debug, Serialize, Deserialize)]
struct Note {
    from: PathBuf,
    to: PathBuf,
}

/// Gives a file another name in its folder, and its versions, which lie below `all`, their place.
/// The name must be free, and there must be no versions of a file that had it before.
///
/// After any crash the file has one of the two names, and [`finish_renames`] brings the versions
/// to it.
///
/// # Errors
/// [`Cause::Taken`] for such a name, and whatever else is in the way. The file then has its old
/// name and its versions.
pub fn rename_with_versions(all: &Path, from: &Path, name: &str) -> Result<PathBuf, StorageError> {
    let to = from.with_file_name(name);
    // The place of a file that is not there yet is told by that of its neighbour.
    let place = place_of(from);
    let note = Note {
        to: place.with_file_name(name),
        from: place,
    };
    let (old, new) = (folder_of(all, &note.from), folder_of(all, &note.to));
    if new.symlink_metadata().is_ok() {
        return Err(StorageError::from(Cause::Taken).at(&to));
    }
    if !old.is_dir() {
        rename(from, &to)?;
        return Ok(to);
    }
    let noted = new.with_extension(NOTE);
    write_data(&noted, &note)?;
    let renamed = rename(from, &to).and_then(|()| {
        let moved = rename_folder(&old, &new);
        // Another window that starts just now may have read the note and moved them already.
        if moved.is_err() && new.is_dir() && !old.exists() {
            return Ok(());
        }
        moved.inspect_err(|_| {
            // Where even that fails, the note brings them together at the next start.
            let _ = rename(&to, from);
        })
    });
    if renamed.is_ok() || from.exists() {
        let _ = fs::remove_file(&noted);
    }
    renamed.map(|()| to)
}

/// Brings the versions below `all` to the files whose rename was broken off between the two. What
/// cannot be done now waits for the next start.
pub fn finish_renames(all: &Path) {
    let Ok(entries) = fs::read_dir(all) else {
        return;
    };
    let paths = entries.flatten().map(|entry| entry.path());
    for noted in paths.filter(|path| path.extension().is_some_and(|it| it == NOTE)) {
        let Ok(Some(Note { from, to })) = read_data(&noted) else {
            continue;
        };
        let (old, new) = (folder_of(all, &from), folder_of(all, &to));
        let is_renamed = to.exists() && !from.exists();
        if is_renamed && old.is_dir() && rename_folder(&old, &new).is_err() {
            continue;
        }
        let _ = fs::remove_file(&noted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with a file and one version of it, and the folder of all versions.
    fn file_with_version() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let (file, all) = (folder.path().join("甲.shenbao"), folder.path().join("all"));
        fs::write(&file, "甲").unwrap();
        keep(&all, &file, "旧");
        (folder, file, all)
    }

    fn keep(all: &Path, file: &Path, text: &str) {
        let versions = folder_of(all, file);
        fs::create_dir_all(&versions).unwrap();
        fs::write(versions.join("1"), text).unwrap();
    }

    fn kept(all: &Path, file: &Path) -> Option<String> {
        fs::read_to_string(folder_of(all, file).join("1")).ok()
    }

    #[test]
    fn the_versions_go_with_the_file_and_a_taken_name_is_left_alone() {
        let (folder, file, all) = file_with_version();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("乙.shenbao"), "别人的").unwrap();
        keep(&all, &at("丙.shenbao"), "删掉的");
        for name in ["乙.shenbao", "丙.shenbao"] {
            let error = rename_with_versions(&all, &file, name).unwrap_err();
            assert!(matches!(error.cause, Cause::Taken), "{error}");
            assert_eq!(kept(&all, &file).unwrap(), "旧");
        }
        let to = rename_with_versions(&all, &file, "丁.shenbao").unwrap();
        assert_eq!(to, at("丁.shenbao"));
        assert_eq!(fs::read_to_string(&to).unwrap(), "甲");
        assert_eq!(kept(&all, &to).unwrap(), "旧");
        assert!(!file.exists() && kept(&all, &file).is_none());
        assert_eq!(fs::read_to_string(at("乙.shenbao")).unwrap(), "别人的");
        assert_eq!(kept(&all, &at("丙.shenbao")).unwrap(), "删掉的");
        let folders = fs::read_dir(&all).unwrap();
        assert_eq!(folders.count(), 2, "no note is left");
    }

    #[test]
    fn a_rename_that_was_broken_off_is_finished() {
        for renamed in [false, true] {
            let (folder, file, all) = file_with_version();
            let to = folder.path().join("乙.shenbao");
            let place = place_of(&file);
            let note = Note {
                to: place.with_file_name("乙.shenbao"),
                from: place,
            };
            let noted = folder_of(&all, &note.to).with_extension(NOTE);
            write_data(&noted, &note).unwrap();
            if renamed {
                fs::rename(&file, &to).unwrap();
            }
            finish_renames(&all);
            let stands = if renamed { &to } else { &file };
            assert_eq!(kept(&all, stands).unwrap(), "旧");
            assert!(!noted.exists());
            finish_renames(&all);
            assert_eq!(kept(&all, stands).unwrap(), "旧");
        }
    }
}
