//! Files are the old one or the new one, and a failure says why.

use std::fs;
use std::io;
use std::path::Path;

use shenbao::storage::{Cause, read_file, write_atomic, write_atomic_with};
use tempfile::{TempDir, tempdir};

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// A folder with one file in it.
fn with_file(name: &str, content: &str) -> (TempDir, std::path::PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    (folder, path)
}

#[test]
fn a_file_is_replaced_whole_and_nothing_else_stays_behind() {
    let (folder, path) = with_file("申报书.shenbao", "old and longer");
    write_atomic(&path, b"new").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(names(folder.path()), ["申报书.shenbao"]);
}

#[test]
fn a_failure_while_writing_leaves_the_old_content_and_no_temporary() {
    let (folder, path) = with_file("a", "old");
    let error = write_atomic_with(&path, |writer| {
        writer.write_all(&[b'x'; 200_000])?;
        Err(io::Error::from(io::ErrorKind::StorageFull))
    })
    .unwrap_err();
    assert!(matches!(error.cause, Cause::DiskFull), "{error}");
    assert!(
        error.to_string().ends_with(path.to_str().unwrap()),
        "{error}"
    );
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(names(folder.path()), ["a"]);
}

#[test]
fn targets_that_are_no_replaceable_file_are_refused() {
    let (folder, path) = with_file("a", "old");
    let inside = folder.path().join("folder");
    fs::create_dir(&inside).unwrap();
    let cause = |path: &Path| write_atomic(path, b"new").unwrap_err().cause;
    assert!(matches!(cause(&inside), Cause::IsFolder));
    assert!(matches!(
        cause(&folder.path().join("no/such/a")),
        Cause::FolderMissing
    ));
    assert!(matches!(
        cause(&path.join("below a file")),
        Cause::FolderMissing
    ));
    assert!(matches!(
        cause(&folder.path().join("长".repeat(100))),
        Cause::BadName
    ));
    let mut read_only = fs::metadata(&path).unwrap().permissions();
    read_only.set_readonly(true);
    fs::set_permissions(&path, read_only).unwrap();
    assert!(matches!(cause(&path), Cause::ReadOnlyFile));
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(names(folder.path()), ["a", "folder"]);
}

#[test]
fn reading_tells_the_causes_apart() {
    let (folder, path) = with_file("a", "12345");
    assert_eq!(read_file(&path, 5).unwrap(), b"12345");
    let cause = |path: &Path, limit| read_file(path, limit).unwrap_err().cause;
    assert!(matches!(cause(&path, 4), Cause::TooLarge { limit: 4 }));
    assert!(matches!(cause(folder.path(), 4), Cause::IsFolder));
    assert!(matches!(cause(&folder.path().join("b"), 4), Cause::Missing));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::symlink_metadata(path).unwrap().mode() & 0o777
    }

    #[test]
    fn a_new_file_is_its_owners_alone_from_its_first_moment() {
        let folder = tempdir().unwrap();
        let path = folder.path().join("a");
        let place = folder.path().to_owned();
        write_atomic_with(&path, |writer| {
            let temporary = place.join(&names(&place)[0]);
            assert_eq!(mode(&temporary), 0o600);
            writer.write_all(b"new")
        })
        .unwrap();
        assert_eq!(mode(&path), 0o600);
    }

    #[test]
    fn permissions_of_an_existing_file_are_kept() {
        let (_folder, path) = with_file("a", "old");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        write_atomic(&path, b"new").unwrap();
        assert_eq!(mode(&path), 0o640);
    }

    #[test]
    fn a_link_stays_and_the_file_that_it_names_is_replaced() {
        let (folder, path) = with_file("a", "old");
        let link = folder.path().join("link");
        symlink("a", &link).unwrap();
        write_atomic(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new");
        let dangling = folder.path().join("dangling");
        symlink("b", &dangling).unwrap();
        write_atomic(&dangling, b"made").unwrap();
        assert_eq!(fs::read(folder.path().join("b")).unwrap(), b"made");
        let round = folder.path().join("round");
        symlink("round", &round).unwrap();
        let error = write_atomic(&round, b"new").unwrap_err();
        assert!(matches!(error.cause, Cause::LinkLoop), "{error}");
    }

    #[test]
    fn devices_are_neither_read_nor_replaced() {
        let folder = tempdir().unwrap();
        let link = folder.path().join("full");
        symlink("/dev/full", &link).unwrap();
        let error = write_atomic(&link, b"new").unwrap_err();
        assert!(matches!(error.cause, Cause::NotAFile), "{error}");
        let error = read_file(&link, 10).unwrap_err();
        assert!(matches!(error.cause, Cause::NotAFile), "{error}");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_system_folder_is_named_as_what_it_is() {
        let error = write_atomic(Path::new("/proc/shenbao-test"), b"new").unwrap_err();
        assert!(
            matches!(
                error.cause,
                Cause::FolderMissing | Cause::MayNotWrite | Cause::Other(_)
            ),
            "{error}"
        );
    }
}
