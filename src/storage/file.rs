//! Reading whole files, with a limit.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::error::{Cause, StorageError};

/// Whether two paths lead to the same place, by links or by another way of writing it; also where
/// no file stands there yet.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    place_of(one) == place_of(other)
}

/// The place of a file as the system knows it, or as far as it is known where there is none.
pub(super) fn place_of(file: &Path) -> PathBuf {
    file.canonicalize()
        .or_else(|_| std::path::absolute(file))
        .unwrap_or_else(|_| file.to_owned())
}

/// Reads a whole file of at most `limit` bytes.
///
/// # Errors
/// Tells apart a file that is missing, a folder, a device or pipe (which is never opened: it might
/// block), a file that may not be read, and one that is larger than `limit`.
pub fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, StorageError> {
    read_within(path, limit).map_err(|error| error.at(path))
}

fn read_within(path: &Path, limit: u64) -> Result<Vec<u8>, StorageError> {
    let about = fs::metadata(path).map_err(StorageError::reading)?;
    if about.is_dir() {
        return Err(Cause::IsFolder.into());
    }
    if !about.is_file() {
        return Err(Cause::NotAFile.into());
    }
    if about.len() > limit {
        return Err(Cause::TooLarge { limit }.into());
    }
    let file = File::open(path).map_err(StorageError::reading)?;
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    // The file may have grown since its size was asked.
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(StorageError::reading)?;
    if bytes.len() as u64 > limit {
        return Err(Cause::TooLarge { limit }.into());
    }
    Ok(bytes)
}
