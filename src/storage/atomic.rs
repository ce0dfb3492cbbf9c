//! Writing a file so that it is the old one or the new one, whole, whatever happens.

use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::{Builder, NamedTempFile, PersistError};

use super::error::{Cause, StorageError};
use super::turn;

/// How many links in a row are followed.
const MOST_LINKS: usize = 40;

/// Writes a file whole.
///
/// After any crash, kill, power cut or full disk the path holds either what it held before or all
/// of `bytes`; once this returns `Ok`, it holds `bytes` and they have reached the disk, as far as
/// the system lets a program know. The content is written to a new file beside the target, which
/// its owner alone may read from its first moment, flushed and synced, and renamed over the
/// target; then the folder is synced (not on Windows, which has no such call).
///
/// A link is followed and the file that it names is replaced. The permissions of an existing file
/// are kept, and on Unix its owner and group where the system allows it; a new file may be read by
/// its owner alone. Other hard links to the old file keep the old content.
///
/// # Errors
/// Says what was in the way. The target is then untouched and no temporary file is left behind,
/// except that after [`Cause::Unconfirmed`] the new content stands there without the certainty
/// that it would survive a power cut.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), StorageError> {
    write_atomic_with(path, |writer| writer.write_all(bytes))
}

/// As [`write_atomic`], for content that is produced while it is written.
///
/// # Errors
/// As [`write_atomic`]; an error of `produce` leaves the target untouched too.
pub fn write_atomic_with(
    path: &Path,
    produce: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), StorageError> {
    let taking = Taking::Over(&mut |_| Ok(()));
    let written = replace(path, produce, taking).map_err(|error| error.at(path))?;
    if !written.confirmed {
        return Err(StorageError::from(Cause::Unconfirmed).at(path));
    }
    Ok(())
}

/// How the new file gets its place.
pub(super) enum Taking<'a> {
    /// Only where the name is free.
    Free,
    /// Over what stands there, unless the last look at it says no.
    Over(&'a mut dyn FnMut(&Path) -> Result<(), StorageError>),
}

/// What is known of a file that was written.
pub(super) struct Written {
    /// When, by the file system's clock.
    pub modified: Option<SystemTime>,
    /// Whether the folder was synced too.
    pub confirmed: bool,
}

/// Writes a file beside its place and lets it take that, with the guarantee of [`write_atomic`].
pub(super) fn replace(
    path: &Path,
    produce: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    taking: Taking,
) -> Result<Written, StorageError> {
    let (target, old) = match taking {
        // A link has its name, wherever it leads.
        Taking::Free if path.symlink_metadata().is_ok() => return Err(Cause::Taken.into()),
        Taking::Free => (path.to_owned(), None),
        Taking::Over(_) => {
            let target = follow_links(path)?;
            let old = existing(&target)?;
            (target, old)
        }
    };
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut temporary = new_beside(folder)?;
    fill(&mut temporary, produce, old.as_ref()).map_err(StorageError::writing)?;
    let about = temporary.as_file().metadata();
    match taking {
        Taking::Free => take_free(temporary, &target)?,
        Taking::Over(look) => {
            let _turn = turn::take(folder);
            look(&target)?;
            rename_over(temporary, &target).map_err(StorageError::writing)?;
        }
    }
    Ok(Written {
        modified: about.and_then(|about| about.modified()).ok(),
        confirmed: sync_folder(folder).is_ok(),
    })
}

/// Gives the new file a name that is free, in one step where the file system has one.
fn take_free(temporary: NamedTempFile, target: &Path) -> Result<(), StorageError> {
    let taken = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => Cause::Taken.into(),
        _ => StorageError::writing(error),
    };
    let temporary = match temporary.persist_noclobber(target) {
        Ok(_) => return Ok(()),
        Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(Cause::Taken.into());
        }
        Err(refused) => refused.file,
    };
    // Some network folders know no such step: an empty file, which only one program can make,
    // holds the name, and gives way to the new one.
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(target).map_err(taken)?;
    rename_over(temporary, target).map_err(|error| {
        // The name was ours alone; whatever keeps it from going, the error is the first one.
        let _ = fs::remove_file(target);
        StorageError::writing(error)
    })
}

/// The file that a path names at the end of its links, whether it exists or not.
fn follow_links(path: &Path) -> Result<PathBuf, StorageError> {
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::symlink_metadata(&target) {
            Ok(about) if about.is_symlink() => {
                let link = fs::read_link(&target).map_err(StorageError::writing)?;
                target = target.parent().unwrap_or(Path::new("")).join(link);
            }
            _ => return Ok(target),
        }
    }
    Err(Cause::LinkLoop.into())
}

/// What stands at the target, if it is a file that may be replaced.
fn existing(target: &Path) -> Result<Option<Metadata>, StorageError> {
    let about = match fs::metadata(target) {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StorageError::writing(error)),
    };
    if about.is_dir() {
        return Err(Cause::IsFolder.into());
    }
    if !about.is_file() {
        return Err(Cause::NotAFile.into());
    }
    // A rename would replace it all the same; whoever protected it did not want that.
    if about.permissions().readonly() {
        return Err(Cause::ReadOnlyFile.into());
    }
    Ok(Some(about))
}

fn new_beside(folder: &Path) -> Result<NamedTempFile, StorageError> {
    let mut builder = Builder::new();
    builder.prefix(".shenbao-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o600));
    }
    builder.tempfile_in(folder).map_err(StorageError::writing)
}

fn fill(
    temporary: &mut NamedTempFile,
    produce: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    old: Option<&Metadata>,
) -> io::Result<()> {
    let file = temporary.as_file_mut();
    let mut writer = BufWriter::with_capacity(1 << 16, &mut *file);
    produce(&mut writer)?;
    writer
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?;
    if let Some(old) = old {
        take_over_access(file, old)?;
    }
    file.sync_all()
}

/// Gives the new file the owner, group and permissions of the old one.
#[cfg(unix)]
fn take_over_access(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let about = file.metadata()?;
    let mut mode = old.mode() & 0o777;
    let other_owner = old.uid() != about.uid() || old.gid() != about.gid();
    if other_owner
        && fchown(file, Some(old.uid()), Some(old.gid())).is_err()
        && old.gid() != about.gid()
        && fchown(file, None, Some(old.gid())).is_err()
    {
        // What the old group was allowed is not meant for the group that the file now has.
        mode = (mode & !0o070) | ((mode & 0o007) << 3 & mode);
    }
    file.set_permissions(fs::Permissions::from_mode(mode))
}

/// A new file inherits what its folder allows, which is what an old one had.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the Unix counterpart can fail")]
fn take_over_access(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

#[cfg(not(windows))]
fn rename_over(temporary: NamedTempFile, target: &Path) -> io::Result<()> {
    temporary
        .persist(target)
        .map(drop)
        .map_err(|PersistError { error, .. }| error)
}

/// Virus scanners and indexers hold a file for moments, in which Windows refuses the rename.
#[cfg(windows)]
fn rename_over(mut temporary: NamedTempFile, target: &Path) -> io::Result<()> {
    use std::time::Duration;
    const REFUSED: [i32; 3] = [5, 32, 33];
    let mut pause = Duration::from_millis(10);
    loop {
        let PersistError { error, file } = match temporary.persist(target) {
            Ok(_) => return Ok(()),
            Err(refused) => refused,
        };
        let passing = error
            .raw_os_error()
            .is_some_and(|code| REFUSED.contains(&code));
        if !passing || pause > Duration::from_secs(1) {
            return Err(error);
        }
        std::thread::sleep(pause);
        pause *= 2;
        temporary = file;
    }
}

/// Makes the rename itself last.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    // A folder that may be written but not listed cannot be opened, and so not synced.
    let opened = match File::open(folder) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Ok(()),
        opened => opened?,
    };
    match opened.sync_all() {
        // Some network and foreign file systems do not know the call.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        synced => synced,
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the Unix counterpart can fail")]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
