//! Programs of ours that write into one folder take turns between the last look at a file and the
//! moment in which the new one takes its place: what another window wrote just then would be lost.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long a turn is waited for. A disk that stands still must not hold up every other window.
const PATIENCE: Duration = Duration::from_secs(5);
const STEP: Duration = Duration::from_millis(2);

/// A turn; over when it is dropped, or with the program however that ends.
#[derive(Debug)]
pub(super) struct Turn {
    _lock: Option<File>,
}

/// Waits for a turn in the folder. Where there are no locks, as on some network folders, or nobody
/// gives way, it begins all the same: the look before is then all that there is.
pub(super) fn take(folder: &Path) -> Turn {
    let lock = open(folder).ok().filter(|file| waited(file).is_ok());
    Turn { _lock: lock }
}

fn waited(file: &File) -> io::Result<()> {
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => sleep(STEP),
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::TimedOut.into()),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

/// What is locked: the folder itself.
#[cfg(unix)]
fn open(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// What is locked: a file that stands for the folder, which cannot be opened here as one can.
#[cfg(not(unix))]
fn open(folder: &Path) -> io::Result<File> {
    use sha2::{Digest, Sha256};

    let folder = folder.canonicalize()?;
    let name: String = Sha256::digest(folder.to_string_lossy().as_bytes())[..12]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let file = std::env::temp_dir().join(format!("shenbao-{name}.lock"));
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(file)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let inside = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let _turn = take(folder.path());
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        std::thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        // Somewhere that is not there: nobody waits.
        take(&folder.path().join("none"));
    }
}
