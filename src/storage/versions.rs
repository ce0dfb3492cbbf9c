//! Older versions of a project file, each a whole project file of its own in one folder.
//!
//! The name bears a counter, which alone orders them, and the time of writing, which is only shown
//! and helps to choose those that go: a clock that was wrong for a day costs nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::error::{Cause, StorageError};
use super::file::place_of;
use super::project_file::{self, EXTENSION, LARGEST};
use super::{make_folder, read_file, write_atomic};

/// All versions of one file together, in bytes; beyond it they go as if there were too many.
const MOST_BYTES: u64 = 512 << 20;
/// Never fewer are kept for want of room.
const FEWEST: usize = 5;
/// A longer pause between two versions counts as this, in seconds: it was none, or the clock
/// jumped.
const LONGEST_PAUSE: i64 = 30 * 24 * 3600;

/// One older version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// From 1; a later version has a larger one.
    pub number: u64,
    /// When it was written, in seconds since 1970 by the computer's clock.
    pub written: i64,
    pub bytes: u64,
    pub path: PathBuf,
}

/// The folder for the versions of a file, below the folder of all versions. It is named after the
/// file's place, so that a file of the same name elsewhere has its own.
pub fn folder_of(all: &Path, file: &Path) -> PathBuf {
    let digest = Sha256::digest(place_of(file).as_os_str().as_encoded_bytes());
    let name: String = digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    all.join(name)
}

/// The versions in a folder, the newest first; none where there is no folder.
///
/// # Errors
/// Where the folder cannot be read.
pub fn list(folder: &Path) -> Result<Vec<Version>, StorageError> {
    let failed = |error| StorageError::reading(error).at(folder);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error)
            if matches!(
                error.kind(),
                // A file stands where the folder, or one around it, would be.
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return Ok(Vec::new());
        }
        Err(error) => return Err(failed(error)),
    };
    let mut versions = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let Some((number, written)) = entry.file_name().to_str().and_then(read_name) else {
            continue;
        };
        // One that has just gone is no version any more.
        let Ok(about) = entry.metadata() else {
            continue;
        };
        versions.push(Version {
            number,
            written,
            bytes: about.len(),
            path: entry.path(),
        });
    }
    versions.sort_by_key(|version| std::cmp::Reverse(version.number));
    Ok(versions)
}

/// Keeps the bytes of a project file as the newest version and lets go of those that are too many,
/// so that at most `most` remain: the newest ones, the first, and ever fewer in between. Says
/// whether it was kept.
///
/// Bytes that equal the newest version's, that are no whole project file or that hold no answer
/// are not kept. No version is ever written over.
///
/// # Errors
/// Where the folder or the version cannot be written; the older versions are then as they were.
pub fn keep(folder: &Path, bytes: &[u8], written: i64, most: usize) -> Result<bool, StorageError> {
    let mut versions = list(folder)?;
    let newest = versions.first();
    let as_newest = |newest: &Version| {
        newest.bytes == bytes.len() as u64
            && read_file(&newest.path, LARGEST).is_ok_and(|kept| kept == bytes)
    };
    if newest.is_some_and(as_newest) {
        return Ok(false);
    }
    let worth = project_file::read(bytes).is_ok_and(|project| {
        let answers = &project.answers.root.0;
        answers.iter().any(|(_, answer)| !answer.is_blank())
    });
    if !worth {
        return Ok(false);
    }
    make_folder(folder)?;
    let number = newest.map_or(1, |newest| newest.number.saturating_add(1));
    let path = folder.join(name(number, written));
    if path.exists() {
        return Err(StorageError::from(Cause::InUse).at(&path));
    }
    write_atomic(&path, bytes)?;
    let kept = Version {
        number,
        written,
        bytes: bytes.len() as u64,
        path,
    };
    versions.insert(0, kept);
    for at in surplus(&versions, most) {
        // One that does not go now goes with a later one.
        let _ = fs::remove_file(&versions[at].path);
    }
    Ok(true)
}

fn name(number: u64, written: i64) -> String {
    format!("{number:08}_{written}.{EXTENSION}")
}

fn read_name(name: &str) -> Option<(u64, i64)> {
    let (number, written) = name
        .strip_suffix(EXTENSION)?
        .strip_suffix('.')?
        .split_once('_')?;
    Some((number.parse().ok()?, written.parse().ok()?))
}

/// The places of those that are too many, of versions with the newest first.
///
/// Half of what is kept are the newest ones. Of the others that one goes first whose neighbours lie
/// closest for their age, which leaves gaps that grow with it; the first stays.
fn surplus(versions: &[Version], most: usize) -> Vec<usize> {
    let ages = ages(versions);
    let mut kept: Vec<usize> = (0..versions.len()).collect();
    let mut bytes: u64 = versions.iter().map(|version| version.bytes).sum();
    let mut gone = Vec::new();
    while kept.len() > most || (bytes > MOST_BYTES && kept.len() > FEWEST) {
        let newest = (most.min(kept.len()) / 2).max(1);
        let gap = |at: usize| (ages[kept[at + 1]] + 1.0) / (ages[kept[at - 1]] + 1.0);
        let middle = newest..kept.len().saturating_sub(1);
        let Some(at) = middle.min_by(|one, other| gap(*one).total_cmp(&gap(*other))) else {
            break;
        };
        let place = kept.remove(at);
        bytes -= versions[place].bytes;
        gone.push(place);
    }
    gone
}

/// Seconds from each version to the newest, growing by at least one: clocks that ran back or far
/// ahead do not disturb the order.
fn ages(versions: &[Version]) -> Vec<f64> {
    let mut age = 0.0;
    let pauses = versions.windows(2).map(|pair| {
        let pause = pair[0].written.saturating_sub(pair[1].written);
        pause.clamp(1, LONGEST_PAUSE) as f64
    });
    std::iter::once(0.0)
        .chain(pauses)
        .map(|pause| {
            age += pause;
            age
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::ProjectFile;
    use super::*;
    use crate::answers::{Answers, Edit};

    fn file(text: &str) -> Vec<u8> {
        let mut project = ProjectFile {
            answers: Answers::new("project-2021"),
            ..ProjectFile::default()
        };
        if !text.is_empty() {
            project.answers.apply(Edit::text("project_name", text));
        }
        project_file::write(&project).unwrap()
    }

    fn numbers(folder: &Path) -> Vec<u64> {
        let listed = list(folder).unwrap();
        listed.iter().map(|version| version.number).collect()
    }

    #[test]
    fn versions_are_ordered_by_counter_and_equal_empty_and_broken_ones_are_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("versions").join("a");
        assert_eq!(list(&folder).unwrap(), []);
        // The clock runs back.
        for (at, (bytes, kept)) in [
            (file("甲"), true),
            (file("甲"), false),
            (file("乙"), true),
            (file(""), false),
            (Vec::new(), false),
            (b"{}".to_vec(), false),
            (file("丙")[..200].to_vec(), false),
            (file("甲"), true),
        ]
        .into_iter()
        .enumerate()
        {
            let written = 1_000_000 - 1000 * at as i64;
            assert_eq!(keep(&folder, &bytes, written, 5).unwrap(), kept, "{at}");
        }
        assert_eq!(numbers(&folder), [3, 2, 1]);
        let newest = &list(&folder).unwrap()[0];
        assert_eq!(read_file(&newest.path, LARGEST).unwrap(), file("甲"));
        assert_eq!(newest.written, 993_000);
    }

    #[cfg(unix)]
    #[test]
    fn versions_are_for_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("versions");
        keep(&folder, &file("甲"), 0, 5).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&list(&folder).unwrap()[0].path), 0o600);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_an_error_and_strange_names_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let blocked = folder.path().join("versions");
        fs::write(&blocked, "").unwrap();
        for folder in [blocked.join("a"), blocked] {
            assert_eq!(list(&folder).unwrap(), []);
            let error = keep(&folder, &file("甲"), 0, 5).unwrap_err();
            assert!(matches!(error.cause, Cause::NoFolder), "{error}");
        }

        let strange = folder.path().join("b");
        fs::create_dir(&strange).unwrap();
        for name in ["x.shenbao", "1.shenbao", "-1_0.shenbao", ".shenbao-a.tmp"] {
            fs::write(strange.join(name), "").unwrap();
        }
        for text in ["1", "2", "3", "4", "5", "6", "7"] {
            keep(&strange, &file(text), 0, 5).unwrap();
        }
        assert_eq!(list(&strange).unwrap().len(), 5);
        assert_eq!(fs::read_dir(&strange).unwrap().count(), 9);
    }

    #[test]
    fn files_of_one_name_in_two_folders_have_their_own_versions() {
        let all = Path::new("versions");
        let of = |file: &str| folder_of(all, Path::new(file));
        assert_ne!(of("/a/申报.shenbao"), of("/b/申报.shenbao"));
        assert_eq!(of("/a/申报.shenbao"), of("/a/申报.shenbao"));
    }

    fn version(number: u64, written: i64, bytes: u64) -> Version {
        Version {
            number,
            written,
            bytes,
            path: PathBuf::new(),
        }
    }

    /// Keeps one version after the other, each so many seconds after the one before.
    fn kept_of(pauses: &[i64], most: usize, bytes: u64) -> Vec<Version> {
        let mut kept = Vec::new();
        let mut now = 0;
        for (at, pause) in pauses.iter().enumerate() {
            now += pause;
            kept.insert(0, version(at as u64 + 1, now, bytes));
            let mut gone = surplus(&kept, most);
            gone.sort_unstable();
            for at in gone.into_iter().rev() {
                kept.remove(at);
            }
        }
        kept
    }

    #[test]
    fn saving_every_ten_seconds_for_days_leaves_old_versions() {
        let kept = kept_of(&[10; 30_000], 50, 1000);
        assert_eq!(kept.len(), 50);
        let ages: Vec<_> = kept.iter().map(|one| 30_000 - one.number).collect();
        assert_eq!(ages[..25], (0..25).collect::<Vec<_>>());
        assert_eq!(ages[49], 29_999);
        // No age is without a version near it.
        for pair in ages[25..].windows(2) {
            assert!(pair[1] <= 3 * pair[0], "{ages:?}");
        }
        // Ever sparser: the gaps of the older third are wider than all of the newer.
        let gaps: Vec<_> = ages.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let newer = gaps[..32].iter().max().unwrap();
        assert!(gaps[41..].iter().all(|gap| gap > newer), "{gaps:?}");
    }

    #[test]
    fn large_files_are_kept_fewer_times_but_never_fewer_than_five() {
        assert_eq!(kept_of(&[60; 40], 50, 64 << 20).len(), 8);
        assert_eq!(kept_of(&[60; 40], 50, 180 << 20).len(), 5);
    }

    proptest! {
        #[test]
        fn never_more_than_asked_for_and_always_the_newest_and_the_first(
            pauses in prop::collection::vec(-100_000_i64..10_000_000, 1..120),
            most in 5_usize..40,
        ) {
            let kept = kept_of(&pauses, most, 1000);
            prop_assert_eq!(kept.len(), pauses.len().min(most));
            prop_assert_eq!(kept[kept.len() - 1].number, 1);
            for (at, one) in kept.iter().take(most / 2).enumerate() {
                prop_assert_eq!(one.number, (pauses.len() - at) as u64);
            }
        }
    }
}
