//! The tables under a header, and which of their columns holds what.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::Confidence;
use super::header::{MOST_COLUMNS, Part};
use super::words::{Meaning, is_beside, meaning};

/// The columns of each table under a header: all, or those of each repetition of its words.
pub(super) fn side_by_side(words: &BTreeMap<u32, String>) -> Vec<RangeInclusive<u32>> {
    let columns: Vec<u32> = words.keys().copied().collect();
    let texts: Vec<&String> = words.values().collect();
    let names: Vec<usize> = (0..texts.len())
        .filter(|at| meaning(texts[*at]) == Meaning::Plain(Part::Name))
        .collect();
    let all = vec![0..=MOST_COLUMNS];
    let [first, second, ..] = names.as_slice() else {
        return all;
    };
    let period = second - first;
    let mut start = *first;
    while start > 0 && texts[start - 1] == texts[start - 1 + period] {
        start -= 1;
    }
    let end = start + period * names.len();
    let repeats = period >= 2
        && end <= texts.len()
        && (start + period..end).all(|at| texts[at] == texts[at - period]);
    if !repeats {
        return all;
    }
    let mut ranges: Vec<_> = (0..names.len())
        .map(|turn| {
            let from = start + turn * period;
            columns[from]..=columns[from + period - 1]
        })
        .collect();
    // What stands beside the repetitions belongs to the nearest.
    ranges[0] = 0..=*ranges[0].end();
    if let Some(last) = ranges.last_mut() {
        *last = *last.start()..=MOST_COLUMNS;
    }
    ranges
}

/// The column of each part among some columns; what is not plain is put into `doubts`.
pub(super) fn parts(
    words: &BTreeMap<u32, String>,
    columns: RangeInclusive<u32>,
    doubts: &mut BTreeMap<u32, Confidence>,
) -> BTreeMap<Part, u32> {
    let meanings: Vec<(u32, Meaning)> = words
        .range(columns)
        .map(|(column, words)| (*column, meaning(words)))
        .collect();
    let mut parts = BTreeMap::new();
    for (column, meaning) in &meanings {
        if let Meaning::Plain(part) = meaning {
            parts.entry(*part).or_insert(*column);
        }
    }
    let mut take = |parts: &mut BTreeMap<Part, u32>, part: Part, column: u32| {
        parts.entry(part).or_insert_with(|| {
            doubts.insert(column, Confidence::Likely);
            column
        });
    };
    for (column, meaning) in &meanings {
        match meaning {
            // Beside a mobile number, 电话 is the other telephone.
            Meaning::Perhaps(Part::Contact) if parts.contains_key(&Part::Mobile) => {
                take(&mut parts, Part::OfficePhone, *column);
            }
            Meaning::Perhaps(part) => take(&mut parts, *part, *column),
            Meaning::OfAnother(Part::Name) if !parts.contains_key(&Part::Name) => {
                take(&mut parts, Part::Name, *column);
            }
            _ => {}
        }
    }
    // A list of 联系人 and no others is about these.
    let of_others = parts.get(&Part::Name).and_then(|column| words.get(column));
    if of_others.is_some_and(|words| is_beside(words)) {
        for (column, meaning) in &meanings {
            if let Meaning::OfAnother(part) = meaning {
                take(&mut parts, *part, *column);
            }
        }
    }
    parts
}
