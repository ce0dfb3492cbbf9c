//! What the cells of a column are, where its header does not say.

use std::collections::BTreeMap;

use super::Confidence;
use super::cell::{email, mobile, number};
use super::find::LINES_SEARCHED;
use super::header::{Header, MOST_COLUMNS, Part};
use super::sheet::{Sheet, Value};
use super::words::{Meaning, meaning};

impl Header {
    /// With the columns whose words say nothing, and whose cells are all mobile numbers or all
    /// e-mail addresses.
    pub fn with_cells(mut self, sheet: &Sheet) -> Self {
        let looks = looks(sheet, self.bottom + 1);
        for table in &mut self.tables {
            for (part, other) in [(Part::Mobile, Looks::Mobiles), (Part::Email, Looks::Emails)] {
                // What stands in 联系方式 is read from there.
                let there = |at: Option<&u32>| at.and_then(|at| looks.get(at)) == Some(&other);
                if table.parts.contains_key(&part) || there(table.parts.get(&Part::Contact)) {
                    continue;
                }
                let free = |column: &u32| {
                    !table.parts.values().any(|taken| taken == column)
                        && table.columns.contains(column)
                        && self.words.get(column).is_none_or(|words| {
                            matches!(meaning(words), Meaning::Unknown | Meaning::Perhaps(_))
                        })
                };
                let found = looks
                    .iter()
                    .find(|(column, looks)| **looks == other && free(column));
                if let Some((column, _)) = found {
                    table.parts.insert(part, *column);
                    self.doubts.insert(*column, Confidence::Likely);
                    self.words.entry(*column).or_default();
                }
            }
        }
        self
    }
}

/// What the cells of a column all are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    Mobiles,
    Emails,
    Names,
    Mixed,
}

/// What the first cells of each column are, from a row on.
pub(super) fn looks(sheet: &Sheet, from: u32) -> BTreeMap<u32, Looks> {
    let mut columns = BTreeMap::new();
    let cells = sheet
        .rows_from(from)
        .take(LINES_SEARCHED)
        .flat_map(|row| sheet.line(row));
    for (column, value) in cells.filter(|(column, _)| *column <= MOST_COLUMNS) {
        let text = match value {
            Value::Text(text) => text.to_string(),
            Value::Number(value) => number(*value).0,
            Value::Date(_) | Value::Error(_) => String::new(),
        };
        let looks = if mobile(&text).1.is_none() {
            Looks::Mobiles
        } else if email(&text).1.is_none() {
            Looks::Emails
        } else if text.chars().count() <= 20
            && text
                .chars()
                .all(|c| c.is_alphabetic() || "· ．•　".contains(c))
        {
            Looks::Names
        } else {
            Looks::Mixed
        };
        let column = columns.entry(*column).or_insert(looks);
        if *column != looks {
            *column = Looks::Mixed;
        }
    }
    columns
}
