//! Small files of the program's own in the user's data folder, as RON.

use std::fs;
use std::io;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::{Cause, StorageError};
use super::seen::{Place, put, read_seen};
use super::{read_file, write_atomic};

/// The largest such file, in bytes.
const LARGEST: u64 = 64 << 20;
/// How often a change is tried on what another window has written meanwhile.
const MOST_TRIES: usize = 5;

/// Reads a data file; none where there is no file yet.
///
/// # Errors
/// Those of [`read_file`], and a file that does not read as what it should hold.
pub fn read_data<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, StorageError> {
    let bytes = match read_file(path, LARGEST) {
        Ok(bytes) => bytes,
        Err(StorageError {
            cause: Cause::Missing,
            ..
        }) => return Ok(None),
        Err(error) => return Err(error),
    };
    parse(path, bytes).map(Some)
}

fn parse<T: DeserializeOwned>(path: &Path, bytes: Vec<u8>) -> Result<T, StorageError> {
    let unreadable = |line: usize| StorageError::from(Cause::DataUnreadable { line }).at(path);
    let text = String::from_utf8(bytes).map_err(|_| unreadable(1))?;
    ron::from_str(&text).map_err(|error| unreadable(error.span.start.line))
}

/// Writes a data file with the guarantee of [`write_atomic`]; its folder is made where there is
/// none, readable by its owner alone.
///
/// # Errors
/// Those of [`write_atomic`] and [`make_folder`].
pub fn write_data<T: Serialize>(path: &Path, value: &T) -> Result<(), StorageError> {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    write_atomic(path, text(path, value)?.as_bytes())
}

fn text<T: Serialize>(path: &Path, value: &T) -> Result<String, StorageError> {
    ron::ser::to_string_pretty(value, ron::ser::PrettyConfig::new().new_line("\n"))
        .map_err(|error| StorageError::from(Cause::CannotHold(error.to_string())).at(path))
}

/// Reads a data file that other windows write too, changes what stands there (none where there is
/// no file yet) and writes it with the guarantee of [`write_atomic`]. Where another window writes
/// in between, that is read and changed instead. Gives back what was written.
///
/// # Errors
/// Those of [`read_data`] and [`write_data`]; nothing is then written. [`Cause::Changed`] where
/// others never stop writing.
pub fn change_data<T: DeserializeOwned + Serialize>(
    path: &Path,
    mut change: impl FnMut(Option<T>) -> T,
) -> Result<T, StorageError> {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    let mut tries = 0;
    loop {
        tries += 1;
        let (there, seen) = match read_seen(path, LARGEST) {
            Ok((bytes, seen)) => (Some(parse(path, bytes)?), Some(seen)),
            Err(StorageError {
                cause: Cause::Missing,
                ..
            }) => (None, None),
            Err(error) => return Err(error),
        };
        let value = change(there);
        let place = seen.as_ref().map_or(Place::Free, Place::Known);
        match put(path, text(path, &value)?.as_bytes(), place) {
            Ok(done) if done.confirmed => return Ok(value),
            Ok(_) => return Err(StorageError::from(Cause::Unconfirmed).at(path)),
            Err(StorageError {
                cause: Cause::Changed | Cause::Taken,
                ..
            }) if tries < MOST_TRIES => {}
            Err(error) => return Err(error),
        }
    }
}

/// Keeps a copy of a file that does not read beside it, under a name of its own with a number,
/// before another is written in its place.
///
/// # Errors
/// Those of [`read_file`] and [`put`].
pub fn set_aside(path: &Path) -> Result<(), StorageError> {
    let bytes = read_file(path, LARGEST)?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let mut number = 1;
    loop {
        let aside = path.with_file_name(format!("{stem}-{number}.{extension}"));
        match put(&aside, &bytes, Place::Free) {
            Err(StorageError {
                cause: Cause::Taken,
                ..
            }) => number += 1,
            put => return put.map(drop),
        }
    }
}

/// Makes a folder and those around it where there are none, readable by its owner alone.
///
/// # Errors
/// Says what was in the way.
pub fn make_folder(path: &Path) -> Result<(), StorageError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path).map_err(|error| {
        let what = match error.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => Cause::NoFolder.into(),
            _ => StorageError::writing(error),
        };
        what.at(path)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_window_writes_in_between_is_changed_and_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("data/a.ron");
        for start in [None, Some(vec![1])] {
            if let Some(start) = &start {
                write_data(&file, start).unwrap();
            }
            let mut others = vec![vec![2], vec![2, 3]].into_iter();
            let written = change_data(&file, |there: Option<Vec<u8>>| {
                let mut there = there.unwrap_or_default();
                if let Some(other) = others.next() {
                    write_data(&file, &other).unwrap();
                }
                there.push(9);
                there
            });
            assert_eq!(written.unwrap(), [2, 3, 9]);
            assert_eq!(read_data(&file).unwrap(), Some(vec![2, 3, 9]));
            fs::remove_file(&file).unwrap();
        }
    }

    #[test]
    fn what_does_not_read_is_not_changed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.ron");
        fs::write(&file, "[1, ").unwrap();
        assert!(change_data(&file, |_: Option<Vec<u8>>| vec![1]).is_err());
        assert_eq!(fs::read_to_string(&file).unwrap(), "[1, ");
    }

    #[test]
    fn what_two_write_at_the_same_moment_is_both_there_or_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("numbers.ron");
        let written: Vec<u32> = std::thread::scope(|scope| {
            let add = |number: u32| {
                let path = &path;
                scope.spawn(move || {
                    (0..12)
                        .map(|step| number * 100 + step)
                        .filter(|number| {
                            let add = |there: Option<Vec<u32>>| {
                                let mut there = there.unwrap_or_default();
                                there.push(*number);
                                there
                            };
                            change_data(path, add).is_ok()
                        })
                        .collect::<Vec<_>>()
                })
            };
            let all = [1, 2, 3, 4].map(add);
            all.into_iter().flat_map(|it| it.join().unwrap()).collect()
        });
        let there: Vec<u32> = read_data(&path).unwrap().unwrap();
        assert!(!written.is_empty());
        for number in written {
            assert!(there.contains(&number), "{number} was lost");
        }
    }
}
