//! A look at an .xls file before it is parsed. The parser reserves what a sheet claims, makes full
//! rectangles of what it holds, and follows chains of sectors without an end; each of these could
//! ask for more memory than there is, which no program survives.

use super::error::RosterError;
use super::limits::{MOST_AREA, MOST_SHEETS};

/// Cells that a sheet may claim to hold.
const MOST_CLAIMED: u64 = 4_000_000;
/// Records that are looked at, of all sheets.
const MOST_RECORDS: u64 = 8_000_000;
/// Sector numbers from here on are marks and no sectors.
const FIRST_MARK: u32 = 0xffff_fffa;

/// Checks that the parser stays within bounds.
pub(super) fn examine(bytes: &[u8]) -> Result<(), RosterError> {
    let file = Compound::open(bytes).ok_or(RosterError::Damaged)?;
    for stream in file.workbooks()? {
        let mut records = 0;
        let mut area = 0_u64;
        let sheets = sheet_starts(&stream);
        if sheets.len() > MOST_SHEETS {
            return Err(RosterError::TooLarge(format!(
                "工作表超过 {MOST_SHEETS} 个"
            )));
        }
        for start in sheets {
            let sheet = stream.get(start..).ok_or(RosterError::Damaged)?;
            area = area.saturating_add(area_of(sheet, &mut records)?);
            if area > MOST_AREA {
                let what = "内容分散在过大的范围里";
                return Err(RosterError::TooLarge(what.to_owned()));
            }
        }
    }
    Ok(())
}

/// The records of a stream: kind and content.
fn records(mut stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = (short(stream, 0)?, usize::from(short(stream, 2)?));
        let content = stream.get(4..4 + length)?;
        stream = &stream[4 + length..];
        Some((kind, content))
    })
}

/// Where the sheets begin in the stream.
fn sheet_starts(stream: &[u8]) -> Vec<usize> {
    records(stream)
        .take_while(|(kind, _)| *kind != 0x000a)
        .filter(|(kind, _)| *kind == 0x0085)
        .filter_map(|(_, content)| Some(long(content, 0)? as usize))
        .collect()
}

/// Cells of the rectangle around everything that a sheet holds.
fn area_of(sheet: &[u8], seen: &mut u64) -> Result<u64, RosterError> {
    let mut corner: Option<[u64; 4]> = None;
    let mut depth = 0_u32;
    for (kind, content) in records(sheet) {
        *seen += 1;
        if *seen > MOST_RECORDS {
            return Err(RosterError::TooLarge(format!("超过 {MOST_RECORDS} 条记录")));
        }
        match kind {
            0x0809 => depth += 1,
            0x000a if depth <= 1 => break,
            0x000a => depth -= 1,
            // Charts within the sheet have records of their own.
            _ if depth > 1 => {}
            0x0200 => check_claim(content)?,
            // Number, label, text, truth or error, RK, label of the table, several RKs, formula.
            0x0203 | 0x0204 | 0x00d6 | 0x0205 | 0x027e | 0x00fd | 0x00bd | 0x0006 => {
                let (Some(row), Some(first)) = (short(content, 0), short(content, 2)) else {
                    return Err(RosterError::Damaged);
                };
                let last = match kind {
                    0x00bd => short(content, content.len() - 2).unwrap_or(first),
                    _ => first,
                };
                let (row, first, last) = (u64::from(row), u64::from(first), u64::from(last));
                let [top, left, bottom, right] = corner.unwrap_or([row, first, row, last]);
                corner = Some([
                    top.min(row),
                    left.min(first),
                    bottom.max(row),
                    right.max(last),
                ]);
            }
            _ => {}
        }
    }
    Ok(corner.map_or(0, |[top, left, bottom, right]| {
        (bottom - top + 1) * (right - left + 1)
    }))
}

/// The size that a sheet claims, for which the parser reserves memory.
fn check_claim(content: &[u8]) -> Result<(), RosterError> {
    let at = |place: usize| short(content, place).map(u32::from);
    let places = match content.len() {
        10 => [at(0), at(2), at(4), at(6)],
        _ => [long(content, 0), long(content, 4), at(8), at(10)],
    };
    let [Some(top), Some(below), Some(left), Some(right)] = places else {
        return Err(RosterError::Damaged);
    };
    if below < top {
        return Err(RosterError::Damaged);
    }
    let columns = u64::from(right.max(left)) + 1;
    if u64::from(below - top) * columns > MOST_CLAIMED {
        return Err(RosterError::TooLarge(format!(
            "工作表用到了 {below} 行 {right} 列"
        )));
    }
    Ok(())
}

/// The sectors of a compound file.
struct Compound<'a> {
    sectors: Vec<&'a [u8]>,
    /// The sector that follows each.
    next: Vec<u32>,
    directory: Vec<u8>,
    header: &'a [u8],
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let header = bytes.get(..512)?;
        let size = match short(header, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let sectors: Vec<&[u8]> = bytes.get(size..)?.chunks(size).collect();
        let mut tables: Vec<u32> = longs(&header[76..]).collect();
        let mut more = long(header, 68)?;
        for _ in 0..=sectors.len() {
            if more >= FIRST_MARK {
                break;
            }
            tables.extend(longs(sectors.get(more as usize)?));
            more = tables.pop()?;
        }
        let mut next = Vec::new();
        for table in tables.into_iter().filter(|table| *table < FIRST_MARK) {
            if next.len() > 2 * sectors.len() + size {
                return None;
            }
            next.extend(longs(sectors.get(table as usize)?));
        }
        let mut file = Self {
            sectors,
            next,
            directory: Vec::new(),
            header,
        };
        file.directory = file.chain(long(header, 48)?, usize::MAX)?;
        Some(file)
    }

    /// The content of a chain up to a length; `None` where it is broken or runs in a circle.
    fn chain(&self, mut sector: u32, length: usize) -> Option<Vec<u8>> {
        let mut content = Vec::new();
        for _ in 0..=self.sectors.len() {
            if sector == 0xffff_fffe || content.len() >= length {
                content.truncate(length);
                return Some(content);
            }
            content.extend_from_slice(self.sectors.get(sector as usize)?);
            sector = *self.next.get(sector as usize)?;
        }
        None
    }

    /// The streams that the parser may read, after every chain on the way was followed once.
    fn workbooks(&self) -> Result<Vec<Vec<u8>>, RosterError> {
        let damaged = || RosterError::Damaged;
        let entries = || self.directory.chunks_exact(128);
        let place = |entry: &[u8]| Some((long(entry, 116)?, long(entry, 120)? as usize));
        let root = entries().next().and_then(place).ok_or_else(damaged)?;
        let small_tables = long(self.header, 64).unwrap_or(0) as usize;
        let (small, small_next) = if small_tables > 0 {
            let table = long(self.header, 60)
                .and_then(|start| self.chain(start, small_tables.saturating_mul(4096)));
            let small = self.chain(root.0, root.1).ok_or_else(damaged)?;
            (small, longs(&table.ok_or_else(damaged)?).collect())
        } else {
            (Vec::new(), Vec::new())
        };
        let within = Compound {
            sectors: small.chunks(64).collect(),
            next: small_next,
            directory: Vec::new(),
            header: self.header,
        };
        entries()
            .filter(|entry| {
                let name: Vec<u16> = (0..32).filter_map(|at| short(entry, 2 * at)).collect();
                let name = String::from_utf16_lossy(&name);
                let name = name.split('\0').next().unwrap_or_default();
                ["workbook", "book"]
                    .iter()
                    .any(|known| name.eq_ignore_ascii_case(known))
            })
            .map(|entry| {
                let (start, length) = place(entry).ok_or_else(damaged)?;
                // Long files may have longer lengths, of which the parser knows all eight bytes.
                let beyond = self
                    .sectors
                    .first()
                    .is_some_and(|sector| sector.len() > 512)
                    && long(entry, 124) != Some(0);
                let owner = if length < 4096 { &within } else { self };
                let stream = (!beyond).then(|| owner.chain(start, length)).flatten();
                stream.ok_or_else(damaged)
            })
            .collect()
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn longs(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|four| long(four, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len()).unwrap();
        [&kind.to_le_bytes(), &length.to_le_bytes(), content].concat()
    }

    #[test]
    fn far_cells_and_great_claims_are_seen() {
        let sheet = |cells: &[[u16; 2]]| -> Vec<u8> {
            let cell = |[row, column]: &[u16; 2]| {
                record(
                    0x0203,
                    &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat(),
                )
            };
            [
                record(0x0809, &[]),
                cells.iter().flat_map(cell).collect(),
                record(0x000a, &[]),
            ]
            .concat()
        };
        assert_eq!(area_of(&sheet(&[[0, 0], [9, 4]]), &mut 0), Ok(50));
        assert_eq!(
            area_of(&sheet(&[[0, 0], [65_535, 65_535]]), &mut 0),
            Ok(1 << 32)
        );
        let claim = |numbers: [u32; 2]| {
            let rows = numbers.map(u32::to_le_bytes).concat();
            check_claim(&[&rows[..], &[0, 0, 0, 1, 0, 0]].concat())
        };
        assert_eq!(claim([0, 100]), Ok(()));
        assert_eq!(claim([0, 0]), Ok(()));
        assert!(matches!(
            claim([0, u32::MAX]),
            Err(RosterError::TooLarge(_))
        ));
        assert_eq!(claim([9, 1]), Err(RosterError::Damaged));
    }

    #[test]
    fn a_circle_of_sectors_ends() {
        let sector = [0_u8; 512];
        let file = Compound {
            sectors: vec![&sector; 3],
            next: vec![1, 2, 0],
            directory: Vec::new(),
            header: &sector,
        };
        assert_eq!(file.chain(0, usize::MAX), None);
        assert_eq!(
            file.chain(0, 1_000).map(|content| content.len()),
            Some(1_000)
        );
    }
}
