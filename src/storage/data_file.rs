//! Small files of the program's own in the user's data folder, as RON.

use std::fs;
use std::io;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::{Cause, StorageError};
use super::{Place, put, read_file, write_atomic};

/// The largest such file, in bytes.
const LARGEST: u64 = 64 << 20;

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
    let unreadable = |line: usize| StorageError::from(Cause::DataUnreadable { line }).at(path);
    let text = String::from_utf8(bytes).map_err(|_| unreadable(1))?;
    ron::from_str(&text)
        .map(Some)
        .map_err(|error| unreadable(error.span.start.line))
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
    let text = ron::ser::to_string_pretty(value, ron::ser::PrettyConfig::new().new_line("\n"))
        .map_err(|error| StorageError::from(Cause::CannotHold(error.to_string())).at(path))?;
    write_atomic(path, text.as_bytes())
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
