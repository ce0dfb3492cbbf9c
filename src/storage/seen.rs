//! Whether a file is still what the program last read or wrote: synced folders, a second window and
//! colleagues write files too.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use super::atomic::{self, Taking};
use super::error::{Cause, StorageError};
use super::project_file::{EXTENSION, LARGEST};
use super::read_file;

/// What a file was when the program last read or wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// In bytes.
    size: u64,
    /// When it was written; none where the system does not say.
    modified: Option<SystemTime>,
    sum: [u8; 32],
}

/// What became of a file since it was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    Same,
    /// It was moved, renamed or deleted.
    Gone,
    /// Another program wrote something else there.
    Changed,
}

/// Which file may be written over.
#[derive(Debug, Clone, Copy)]
pub enum Place<'a> {
    /// None: something that stands there is left alone, also where two programs want the name at
    /// the same moment.
    Free,
    /// Whatever stands there.
    Any,
    /// What was seen there, or a file that has gone meanwhile.
    Known(&'a Seen),
}

/// A file that was written.
#[derive(Debug)]
pub struct Put {
    pub seen: Seen,
    /// What had become of a [`Place::Known`] file; otherwise [`Since::Same`].
    pub since: Since,
    /// Whether it would survive a power cut: see [`Cause::Unconfirmed`].
    pub confirmed: bool,
}

impl Seen {
    fn of(bytes: &[u8], modified: Option<SystemTime>) -> Self {
        Self {
            size: bytes.len() as u64,
            modified,
            sum: Sha256::digest(bytes).into(),
        }
    }

    /// Whether both are of the same content.
    pub fn is_same(&self, other: &Self) -> bool {
        self.size == other.size && self.sum == other.sum
    }

    /// When the file was written.
    pub fn modified(&self) -> Option<SystemTime> {
        self.modified
    }

    /// Looks at the file again. The content alone decides, and not the time: a copy that was put
    /// back has another one, and some disks count in whole seconds or let a program set it. Content
    /// that equals `own` counts as the same, for nothing would be lost.
    ///
    /// # Errors
    /// Where there is something that cannot be read.
    fn since(&self, path: &Path, own: &[u8]) -> Result<Since, StorageError> {
        let bytes = match read_file(path, LARGEST) {
            Ok(bytes) => bytes,
            Err(error) => match error.cause {
                Cause::Missing => return Ok(Since::Gone),
                Cause::TooLarge { .. } => return Ok(Since::Changed),
                _ => return Err(error),
            },
        };
        let same = own == bytes
            || (bytes.len() as u64 == self.size && self.sum[..] == Sha256::digest(&bytes)[..]);
        Ok(if same { Since::Same } else { Since::Changed })
    }
}

/// Reads a whole file of at most `limit` bytes and says what it was.
///
/// # Errors
/// Those of [`read_file`].
pub fn read_seen(path: &Path, limit: u64) -> Result<(Vec<u8>, Seen), StorageError> {
    // The time is asked first: what is written meanwhile is then told by it and by its content.
    let modified = path.metadata().and_then(|about| about.modified()).ok();
    let bytes = read_file(path, limit)?;
    let seen = Seen::of(&bytes, modified);
    Ok((bytes, seen))
}

/// The places in a folder for a project file of that name (without the extension), in the order in
/// which they are tried: the name itself, then with a number from 2 on.
pub fn numbered(folder: &Path, name: &str) -> impl Iterator<Item = PathBuf> {
    let first = std::iter::once(format!("{name}.{EXTENSION}"));
    let others = (2_u64..).map(move |number| format!("{name}（{number}）.{EXTENSION}"));
    first.chain(others).map(move |name| folder.join(name))
}

/// Writes a file with the guarantee of [`super::write_atomic`] where `place` allows it. That is
/// looked at in the last moment before the new file takes its place.
///
/// # Errors
/// [`Cause::Taken`] and [`Cause::Changed`] where something else stands there, and those of
/// [`super::write_atomic`], except that an unconfirmed file is no error here.
pub fn put(path: &Path, bytes: &[u8], place: Place) -> Result<Put, StorageError> {
    let mut since = Since::Same;
    let mut look = |path: &Path| {
        if let Place::Known(seen) = place {
            since = seen.since(path, bytes)?;
        }
        match since {
            Since::Changed => Err(Cause::Changed.into()),
            Since::Same | Since::Gone => Ok(()),
        }
    };
    let taking = match place {
        Place::Free => Taking::Free,
        Place::Any | Place::Known(_) => Taking::Over(&mut look),
    };
    let produce = |writer: &mut dyn std::io::Write| writer.write_all(bytes);
    let written = atomic::replace(path, produce, taking).map_err(|error| error.at(path))?;
    Ok(Put {
        seen: Seen::of(bytes, written.modified),
        since,
        confirmed: written.confirmed,
    })
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_file_is_known_again_by_its_content() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.shenbao");
        assert!(read_seen(&path, LARGEST).is_err());
        let seen = put(&path, b"one", Place::Any).unwrap().seen;
        assert_eq!(
            read_seen(&path, LARGEST).unwrap(),
            (b"one".to_vec(), seen.clone())
        );
        let time = seen.modified().unwrap();
        let set = |time| {
            let file = File::options().write(true).open(&path).unwrap();
            file.set_modified(time).unwrap();
        };
        assert_eq!(seen.since(&path, b"ours").unwrap(), Since::Same);
        set(time + Duration::from_secs(60));
        assert_eq!(seen.since(&path, b"ours").unwrap(), Since::Same);
        // As long, and made to look as old.
        fs::write(&path, "two").unwrap();
        set(time);
        assert_eq!(seen.since(&path, b"ours").unwrap(), Since::Changed);
        fs::write(&path, "one more").unwrap();
        assert_eq!(seen.since(&path, b"ours").unwrap(), Since::Changed);
        fs::remove_file(&path).unwrap();
        assert_eq!(seen.since(&path, b"ours").unwrap(), Since::Gone);
        fs::create_dir(&path).unwrap();
        assert!(seen.since(&path, b"ours").is_err());
    }

    #[test]
    fn what_another_program_wrote_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.shenbao");
        let first = put(&path, b"one", Place::Any).unwrap().seen;
        let second = put(&path, b"two", Place::Known(&first)).unwrap();
        assert_eq!(second.since, Since::Same);
        fs::write(&path, "theirs").unwrap();
        let error = put(&path, b"three", Place::Known(&second.seen)).unwrap_err();
        assert!(matches!(error.cause, Cause::Changed), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        // Nothing would be lost.
        put(&path, b"theirs", Place::Known(&second.seen)).unwrap();
        fs::remove_file(&path).unwrap();
        let anew = put(&path, b"three", Place::Known(&second.seen)).unwrap();
        assert_eq!(anew.since, Since::Gone);
        assert_eq!(fs::read(&path).unwrap(), b"three");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn only_one_of_many_gets_a_free_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.shenbao");
        let won: Vec<_> = std::thread::scope(|scope| {
            let take = |number: u8| {
                let path = &path;
                scope.spawn(move || put(path, &[number; 5000], Place::Free).map(|_| number))
            };
            let takers: Vec<_> = (0..8).map(take).collect();
            let ended = takers.into_iter().map(|taker| taker.join().unwrap());
            ended.collect()
        });
        let mut winners = won.iter().flatten();
        let winner = winners.next().unwrap();
        assert!(winners.next().is_none());
        let errors = won.iter().filter_map(|one| one.as_ref().err());
        errors.for_each(|error| assert!(matches!(error.cause, Cause::Taken), "{error}"));
        assert_eq!(fs::read(&path).unwrap(), [*winner; 5000]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_has_its_name_and_a_new_file_is_for_its_owner_alone() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("a.shenbao");
        symlink(folder.path().join("nowhere"), &link).unwrap();
        let error = put(&link, b"one", Place::Free).unwrap_err();
        assert!(matches!(error.cause, Cause::Taken), "{error}");
        let path = folder.path().join("b.shenbao");
        put(&path, b"one", Place::Free).unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
