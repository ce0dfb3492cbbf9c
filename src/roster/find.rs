//! Which lines of a sheet are headers.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::Corrections;
use super::cell::mobile;
use super::header::{Header, MOST_COLUMNS, Part};
use super::sheet::{Place, Sheet, Value};
use super::words::{Meaning, is_beside, meaning};

/// Lines with something in them in which a header is looked for; title lines stand above it.
pub(super) const LINES_SEARCHED: usize = 60;
/// Lines that a header takes up at most.
const MOST_LINES: u32 = 3;

/// The header of a sheet: the line, or the lines, that name most.
pub(super) fn find(sheet: &Sheet, corrections: Option<&Corrections>) -> Option<Header> {
    let mut best: Option<Header> = None;
    for row in sheet.rows_from(0).take(LINES_SEARCHED) {
        for mut header in candidates(sheet, row) {
            // A header that a person has seen and corrected is the header, however little it says.
            if let Some(corrections) = corrections
                && let Some(corrected) = header.clone().with_cells(sheet).corrected(corrections)
            {
                return Some(corrected);
            }
            if header.score() == 1 {
                header = header.with_cells(sheet);
            }
            let better = best
                .as_ref()
                .is_none_or(|best| header.merit() > best.merit());
            if better && header.is_one(sheet) {
                best = Some(header);
            }
        }
    }
    best.map(|header| header.with_cells(sheet))
}

/// The headers of one, two and three lines that begin at a line.
fn candidates(sheet: &Sheet, row: u32) -> Vec<Header> {
    let mut words = BTreeMap::new();
    let mut candidates = Vec::new();
    for height in 1..=MOST_LINES {
        let bottom = row.saturating_add(height - 1);
        if height > 1 && !is_header_line(sheet, bottom) {
            break;
        }
        for (column, below) in line(sheet, bottom) {
            words.insert(column, joined(words.get(&column), below));
        }
        candidates.push(Header::new(bottom, height, words.clone()));
    }
    candidates
}

/// The header of a further table that begins at a line, if one does: more of its cells are known
/// words than not, so that a line of labels with their answers is none.
pub(super) fn further(sheet: &Sheet, row: u32) -> Option<Header> {
    let line = sheet.line(row);
    // Most lines are people, and told from headers cheaply.
    let names = ["姓名", "名字", "专家", "成员", "联系人", "负责人", "姓"];
    let may_be = line.iter().any(|(_, value)| {
        matches!(value, Value::Text(text) if text.len() <= 60 && names.iter().any(|it| text.trim_start_matches('*').starts_with(it) || text.ends_with(it)))
    });
    if !may_be || !is_header_line(sheet, row) {
        return None;
    }
    let known = line.iter().filter(
        |(_, value)| matches!(value, Value::Text(text) if meaning(text) != Meaning::Unknown),
    );
    if known.count() * 2 <= line.len() {
        return None;
    }
    let whole = candidates(sheet, row)
        .into_iter()
        .filter(|header| header.score() >= 2 && header.is_one(sheet));
    let best = whole.max_by_key(Header::merit)?;
    Some(best.with_cells(sheet))
}

/// The words over a column from those of two lines: the lower names the column, the upper the
/// group, which only matters where the lower says nothing by itself or is of somebody else.
fn joined(above: Option<&String>, below: String) -> String {
    let Some(above) = above.filter(|above| **above != below) else {
        return below;
    };
    if meaning(&below) == Meaning::Unknown || is_beside(above) {
        format!("{above}{below}")
    } else {
        below
    }
}

/// Whether a line may be the second or third of a header: it says what something is, and holds no
/// number, telephone or address as a person's line does.
fn is_header_line(sheet: &Sheet, row: u32) -> bool {
    let mut known = false;
    for (_, value) in sheet.line(row) {
        let Value::Text(text) = value else {
            return false;
        };
        if mobile(text).1.is_none() || text.contains(['@', '＠']) {
            return false;
        }
        known |= meaning(text) != Meaning::Unknown;
    }
    known
}

/// The texts of a line by column; a cell merged across several stands over each of them, one
/// merged down from a line close above still stands there.
fn line(sheet: &Sheet, row: u32) -> BTreeMap<u32, String> {
    let mut words = BTreeMap::new();
    let mut put = |columns: RangeInclusive<u32>, value: &Value| {
        let Value::Text(text) = value else { return };
        let text: String = text.split_whitespace().collect();
        for column in columns {
            words.insert(column, text.clone());
        }
    };
    for above in row.saturating_sub(MOST_LINES - 1)..row {
        for (column, value) in sheet.line(above) {
            let place = (above, *column);
            let reaches = |(first, last): (Place, Place)| {
                first == place && last.1 == first.1 && last.0 >= row
            };
            if sheet.merge_at(place).is_some_and(reaches) {
                put(*column..=*column, value);
            }
        }
    }
    for (column, value) in sheet.line(row) {
        let last = sheet
            .merge_at((row, *column))
            .filter(|(first, _)| *first == (row, *column))
            .map_or(*column, |(_, last)| last.1);
        put(*column..=last.min(MOST_COLUMNS), value);
    }
    words
}

/// Whether a sheet lists people from left to right, one a column, with the labels down a column.
pub(super) fn is_transposed(sheet: &Sheet) -> bool {
    let mut labels: BTreeMap<u32, BTreeMap<Part, u32>> = BTreeMap::new();
    for row in sheet.rows_from(0).take(LINES_SEARCHED) {
        for (column, value) in sheet.line(row) {
            if let Value::Text(text) = value
                && let Meaning::Plain(part) = meaning(text)
            {
                labels.entry(*column).or_default().insert(part, row);
            }
        }
    }
    // Labels in several columns are a form about one person.
    let [(column, parts)] = labels.iter().collect::<Vec<_>>()[..] else {
        return false;
    };
    let Some(row) = parts.get(&Part::Name).copied() else {
        return false;
    };
    let line = sheet.line(row);
    let beside = line.iter().filter(|(at, _)| at > column);
    parts.len() >= 3 && beside.count() >= 2
}
