//! The zip around a project: named entries, equal content giving equal bytes, and limits that are
//! checked on what really comes out, never on what a header claims.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use super::error::Cause;

/// Entries in a container.
pub(super) const MOST_ENTRIES: usize = 2_000;
/// Bytes of all entries together, unpacked; with the packed ones and the answers read from them it
/// stays within 512 MiB of memory.
pub(super) const MOST_UNPACKED: u64 = 192 << 20;
/// Unpacked bytes for each packed one, of a container that is not small.
const MOST_RATIO: u64 = 100;
/// Up to here no ratio is suspicious: a page of blanks packs well.
const SMALL: u64 = 40 << 20;

/// An entry to be written.
pub(super) struct Entry<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
    pub packed: bool,
}

/// Packs entries in their order, with fixed times and modes.
pub(super) fn pack(entries: &[Entry]) -> io::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for entry in entries {
        let method = match entry.packed {
            true => CompressionMethod::Deflated,
            false => CompressionMethod::Stored,
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o600)
            .system(System::Unix);
        writer.start_file(entry.name, options)?;
        writer.write_all(entry.bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Unpacks every entry; `None` if the bytes are no whole zip.
///
/// # Errors
/// Too many entries or bytes, two entries of one name, an entry that does not unpack.
pub(super) fn unpack(bytes: &[u8]) -> Result<Option<BTreeMap<String, Vec<u8>>>, Cause> {
    // Each entry that the reader would keep in memory has such a mark; more stand by chance only
    // in files that were zip files themselves.
    let marks = bytes
        .windows(4)
        .filter(|mark| mark == b"PK\x01\x02")
        .count();
    if marks > 10 * MOST_ENTRIES {
        return Err(Cause::Oversized(format!("条目超过 {MOST_ENTRIES} 个")));
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Ok(None);
    };
    if archive.len() > MOST_ENTRIES {
        return Err(Cause::Oversized(format!("条目超过 {MOST_ENTRIES} 个")));
    }
    if archive.has_duplicate_names() {
        return Err(Cause::Damaged("条目重复".to_owned()));
    }
    let ratio_limit = SMALL.max(MOST_RATIO.saturating_mul(bytes.len() as u64));
    let mut left = MOST_UNPACKED.min(ratio_limit);
    let mut entries = BTreeMap::new();
    for at in 0..archive.len() {
        let damaged = |_| Cause::Damaged(format!("第 {} 个条目无法解开", at + 1));
        let mut entry = archive
            .by_index(at)
            .map_err(|error| damaged(error.into()))?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let mut content = Vec::new();
        entry
            .by_ref()
            .take(left + 1)
            .read_to_end(&mut content)
            .map_err(damaged)?;
        left = left.checked_sub(content.len() as u64).ok_or_else(|| {
            Cause::Oversized(format!(
                "解开后超过 {} MB",
                MOST_UNPACKED.min(ratio_limit) >> 20
            ))
        })?;
        entries.insert(name, content);
    }
    Ok(Some(entries))
}
