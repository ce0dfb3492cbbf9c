//! Long lists of the program's own in the user's data folder: RON with a line for each entry, so
//! that tens of thousands are read and written side by side.

use std::path::Path;

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use super::error::{Cause, StorageError};
use super::make_folder;
use super::seen::{Place, Seen, put, read_seen};

/// The largest such file, in bytes.
const LARGEST: u64 = 128 << 20;
/// How often a change is tried on what another window has written meanwhile.
const MOST_TRIES: usize = 5;

/// What stands in a list's file when it is to be changed.
#[derive(Debug, Clone, PartialEq)]
pub enum There<T> {
    /// No file yet, or none any more.
    Nothing,
    /// What was last seen there.
    Same,
    /// What others have written.
    Other(Vec<T>),
}

/// What stands as a line in a list's file.
pub trait Line: Sync {
    /// Writes it as RON without a line break.
    fn write(&self, out: &mut String);
}

/// Reads a list and what its file was; none where there is no file yet.
///
/// # Errors
/// Those of [`read_file`](super::read_file), and a file that does not read as such a list.
pub fn read_list<T: DeserializeOwned + Send>(
    path: &Path,
) -> Result<Option<(Vec<T>, Seen)>, StorageError> {
    match read_seen(path, LARGEST) {
        Ok((bytes, seen)) => Ok(Some((parse(path, bytes)?, seen))),
        Err(StorageError {
            cause: Cause::Missing,
            ..
        }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes what `change` makes of the list that stands in the file, with the guarantee of
/// [`write_atomic`](super::write_atomic). Where another window writes in between, that is read and
/// changed instead. What is still as it was `known` is not read again. Gives back what was written
/// and what the file is now.
///
/// # Errors
/// Those of [`read_list`] and of writing; nothing is then written. [`Cause::Changed`] where others
/// never stop writing.
pub fn change_list<T, E, L>(
    path: &Path,
    known: Option<&Seen>,
    mut change: impl FnMut(There<T>) -> L,
) -> Result<(L, Seen), StorageError>
where
    T: DeserializeOwned + Send,
    E: Line,
    L: AsRef<[E]>,
{
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    let mut tries = 0;
    loop {
        tries += 1;
        let (there, seen) = match read_seen(path, LARGEST) {
            Ok((_, seen)) if known.is_some_and(|known| known.is_same(&seen)) => {
                (There::Same, Some(seen))
            }
            Ok((bytes, seen)) => (There::Other(parse(path, bytes)?), Some(seen)),
            Err(StorageError {
                cause: Cause::Missing,
                ..
            }) => (There::Nothing, None),
            Err(error) => return Err(error),
        };
        let list = change(there);
        let place = seen.as_ref().map_or(Place::Free, Place::Known);
        match put(path, text(path, list.as_ref())?.as_bytes(), place) {
            Ok(done) if done.confirmed => return Ok((list, done.seen)),
            Ok(_) => return Err(StorageError::from(Cause::Unconfirmed).at(path)),
            Err(StorageError {
                cause: Cause::Changed | Cause::Taken,
                ..
            }) if tries < MOST_TRIES => {}
            Err(error) => return Err(error),
        }
    }
}

/// The list as it is written: a bracket, a line for each entry, a bracket.
fn text<E: Line>(path: &Path, list: &[E]) -> Result<String, StorageError> {
    let cannot = |words: String| StorageError::from(Cause::CannotHold(words)).at(path);
    let line = |entry: &E| {
        let mut line = String::new();
        entry.write(&mut line);
        line
    };
    let lines: Vec<String> = list.par_iter().map(line).collect();
    let size: usize = lines.iter().map(|line| line.len() + 2).sum();
    if size as u64 + 4 > LARGEST {
        return Err(cannot(format!("超过 {} MB", LARGEST >> 20)));
    }
    let mut text = String::with_capacity(size + 4);
    text.push_str("[\n");
    for line in &lines {
        text.push_str(line);
        text.push_str(",\n");
    }
    text.push_str("]\n");
    Ok(text)
}

/// Reads the list line by line where it stands as [`text`] writes it, else as any other RON.
fn parse<T: DeserializeOwned + Send>(path: &Path, bytes: Vec<u8>) -> Result<Vec<T>, StorageError> {
    let unreadable = |line: usize| StorageError::from(Cause::DataUnreadable { line }).at(path);
    let text = String::from_utf8(bytes).map_err(|_| unreadable(1))?;
    if let Some(list) = parse_lines(&text) {
        return Ok(list);
    }
    ron::from_str(&text).map_err(|error| unreadable(error.span.start.line))
}

fn parse_lines<T: DeserializeOwned + Send>(text: &str) -> Option<Vec<T>> {
    let inner = text.strip_prefix("[\n")?.strip_suffix("]\n")?;
    let lines: Vec<&str> = inner.lines().collect();
    lines
        .into_par_iter()
        .map(|line| ron::from_str(line.strip_suffix(',')?).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    type Entry = (u64, String);

    impl Line for Entry {
        fn write(&self, out: &mut String) {
            out.push_str(&ron::to_string(self).unwrap());
        }
    }

    impl Line for u8 {
        fn write(&self, out: &mut String) {
            out.push_str(&self.to_string());
        }
    }

    fn entry(number: u64, text: &str) -> Entry {
        (number, text.to_owned())
    }

    #[test]
    fn a_list_comes_back_whatever_stands_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("data/a.ron");
        let texts = [
            "",
            "张三",
            "两行\n再一行",
            "\"],\n[",
            "\\n,",
            "\u{2028}\r\n]\n",
        ];
        for list in [
            Vec::new(),
            texts.into_iter().map(|text| entry(7, text)).collect(),
        ] {
            let written = change_list(&file, None, |_: There<Entry>| list.clone());
            let (back, seen) = read_list::<Entry>(&file).unwrap().unwrap();
            assert_eq!(back, list);
            assert!(written.unwrap().1.is_same(&seen));
        }
        // As a person might have laid it out, or an editor of theirs.
        for source in [
            "[(1,\"甲\"),\n (2,\n\"乙\")]",
            "[\r\n(1,\"甲\"),\r\n(2,\"乙\"),\r\n]\r\n",
        ] {
            fs::write(&file, source).unwrap();
            let (list, _) = read_list::<Entry>(&file).unwrap().unwrap();
            assert_eq!(list, [entry(1, "甲"), entry(2, "乙")], "{source}");
        }
    }

    #[test]
    fn what_is_known_is_not_read_and_what_others_wrote_is_changed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.ron");
        assert!(read_list::<u8>(&file).unwrap().is_none());
        let (_, seen) = change_list(&file, None, |there: There<u8>| {
            assert_eq!(there, There::Nothing);
            vec![1_u8]
        })
        .unwrap();
        let (_, seen) = change_list(&file, Some(&seen), |there: There<u8>| {
            assert_eq!(there, There::Same);
            vec![1_u8, 2]
        })
        .unwrap();
        let mut others = vec!["[3]"].into_iter();
        let (written, _) = change_list(&file, Some(&seen), |there: There<u8>| {
            if let Some(other) = others.next() {
                fs::write(&file, other).unwrap();
            }
            match there {
                There::Other(mut there) => {
                    there.push(9);
                    there
                }
                _ => vec![0],
            }
        })
        .unwrap();
        assert_eq!(written, [3, 9]);
    }

    #[test]
    fn what_does_not_read_is_not_changed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.ron");
        for (source, line) in [("[\n1,\nx,\n]\n", 3), ("[1, ", 1), ("", 1)] {
            fs::write(&file, source).unwrap();
            let error = change_list(&file, None, |_: There<u8>| vec![1_u8]).unwrap_err();
            assert!(
                matches!(error.cause, Cause::DataUnreadable { line: at } if at == line),
                "{error}"
            );
            assert_eq!(fs::read_to_string(&file).unwrap(), source);
        }
    }
}
