//! Which line is the header, and which column holds what.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::cell::{email, mobile, number};
use super::sheet::{Place, Sheet, Value, letters};
use super::words::{Meaning, is_beside, meaning};
use super::{Column, Confidence, Corrections};

/// What a column says of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// 序号
    Serial,
    Name,
    Mobile,
    /// 联系方式: a mobile number, an e-mail address or both.
    Contact,
    Email,
    OfficePhone,
    Affiliation,
    /// 部门, in a column of its own.
    Department,
    /// 职务, in a column of its own.
    Position,
    /// 职称
    Title,
    /// 职务/职称: either or both in one cell.
    PositionOrTitle,
    Academician,
    Address,
    Duty,
    /// 研究方向
    Research,
}

impl Part {
    /// The part of a person that a column of a form takes, by the column's id.
    pub(super) fn of_column(id: &str) -> Option<Self> {
        Some(match id {
            "name" => Self::Name,
            "mobile" => Self::Mobile,
            "contact" => Self::Contact,
            "email" => Self::Email,
            "office_phone" => Self::OfficePhone,
            "affiliation" => Self::Affiliation,
            "title" => Self::Title,
            "academician" => Self::Academician,
            "address" => Self::Address,
            "duty" => Self::Duty,
            "research" => Self::Research,
            _ => return None,
        })
    }
}

/// The header of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Header {
    /// Its last line, from 0.
    pub bottom: u32,
    /// The tables under it, from left to right: one, or several alike side by side.
    pub tables: Vec<Table>,
    /// The words over each column.
    pub words: BTreeMap<u32, String>,
    /// Lines that it takes up.
    height: u32,
    /// How sure each column's part is; sure where nothing is said.
    doubts: BTreeMap<u32, Confidence>,
}

/// A table under a header.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    /// The columns that it lies in.
    pub columns: RangeInclusive<u32>,
    /// The column of each part.
    pub parts: BTreeMap<Part, u32>,
}

/// Lines with something in them in which a header is looked for; title lines stand above it.
pub(super) const LINES_SEARCHED: usize = 60;
/// Lines that a header takes up at most.
const MOST_LINES: u32 = 3;
/// Columns to the right of which nothing is read.
const MOST_COLUMNS: u32 = 512;

impl Header {
    /// How much of a person it names.
    pub fn score(&self) -> usize {
        let parts = self.tables.first().map(|table| table.parts.keys());
        let counted = |part: &&Part| **part != Part::Serial;
        parts.map_or(0, |parts| parts.filter(counted).count())
    }

    /// The columns as they were understood.
    pub fn columns(&self) -> Vec<Column> {
        self.words
            .iter()
            .map(|(column, words)| Column {
                letters: letters(*column),
                header: words.clone(),
                part: self.part_at(*column),
                confidence: *self.doubts.get(column).unwrap_or(&Confidence::Sure),
            })
            .collect()
    }

    /// What is read from a column.
    pub fn part_at(&self, column: u32) -> Option<Part> {
        let parts = self.tables.iter().flat_map(|table| &table.parts);
        let mut found = parts.filter(|(_, at)| **at == column);
        found.next().map(|(part, _)| *part)
    }

    fn new(bottom: u32, height: u32, words: BTreeMap<u32, String>) -> Self {
        let mut doubts = BTreeMap::new();
        let tables = side_by_side(&words)
            .into_iter()
            .map(|columns| Table {
                parts: parts(&words, columns.clone(), &mut doubts),
                columns,
            })
            .collect();
        Self {
            bottom,
            tables,
            words,
            height,
            doubts,
        }
    }

    /// With the columns whose words say nothing, and whose cells are all mobile numbers or all
    /// e-mail addresses.
    fn with_cells(mut self, sheet: &Sheet) -> Self {
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

    /// With what people have said of columns with these headers; none where nobody has.
    fn corrected(&self, corrections: &Corrections) -> Option<Self> {
        let said = corrections.of(self.words.values())?;
        let columns: Vec<u32> = self.words.keys().copied().collect();
        let mut header = self.clone();
        for (place, part) in said {
            let Some(column) = columns.get(*place).copied() else {
                continue;
            };
            for table in &mut header.tables {
                table.parts.retain(|_, at| *at != column);
                let part = part.filter(|_| table.columns.contains(&column));
                table.parts.extend(part.map(|part| (part, column)));
            }
            header.doubts.insert(column, Confidence::Corrected);
        }
        Some(header)
    }

    /// A name and one thing more, or a column of names with nothing beside it.
    fn is_one(&self, sheet: &Sheet) -> bool {
        let Some(table) = self.tables.first() else {
            return false;
        };
        let Some(name) = table.parts.get(&Part::Name) else {
            return false;
        };
        self.score() >= 2
            || (self.words.len() == table.parts.len()
                && !self.doubts.contains_key(name)
                && looks(sheet, self.bottom + 1).get(name) == Some(&Looks::Names))
    }

    /// How good it is among the lines of a sheet: what names most in the fewest lines.
    fn merit(&self) -> (usize, usize, Reverse<u32>) {
        let known = self.tables.iter().map(|table| table.parts.len()).sum();
        (self.score(), known, Reverse(self.height))
    }

    /// How likely it is the list among the sheets of a file: one with people in it, whose header
    /// says most, and that is not called the old one.
    pub fn rank(&self, sheet: &Sheet) -> (bool, usize, bool) {
        const ASIDE: [&str; 9] = [
            "旧", "原", "作废", "备份", "模板", "样表", "示例", "样例", "说明",
        ];
        let has_people = sheet.rows_from(self.bottom + 1).any(|row| {
            let mut cells = sheet.line(row).into_iter();
            cells.any(
                |(column, _)| matches!(self.part_at(*column), Some(part) if part != Part::Serial),
            )
        });
        let aside = ASIDE.iter().any(|word| sheet.name.contains(word));
        (has_people, self.score(), !aside)
    }
}

/// The columns of each table under a header: all, or those of each repetition of its words.
fn side_by_side(words: &BTreeMap<u32, String>) -> Vec<RangeInclusive<u32>> {
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
fn parts(
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

/// The header of a sheet: the line, or the lines, that name most.
pub(super) fn find(sheet: &Sheet, corrections: Option<&Corrections>) -> Option<Header> {
    let mut best: Option<Header> = None;
    for row in sheet.rows_from(0).take(LINES_SEARCHED) {
        let mut words = BTreeMap::new();
        for height in 1..=MOST_LINES {
            let bottom = row + height - 1;
            if height > 1 && !is_header_line(sheet, bottom) {
                break;
            }
            for (column, below) in line(sheet, bottom) {
                words.insert(column, joined(words.get(&column), below));
            }
            let mut header = Header::new(bottom, height, words.clone());
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
            .map_or(*column, |(_, last)| last.1);
        put(*column..=last.min(MOST_COLUMNS), value);
    }
    words
}

/// What the cells of a column all are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looks {
    Mobiles,
    Emails,
    Names,
    Mixed,
}

/// What the first cells of each column are, from a row on.
fn looks(sheet: &Sheet, from: u32) -> BTreeMap<u32, Looks> {
    let mut columns = BTreeMap::new();
    let cells = sheet
        .rows_from(from)
        .take(LINES_SEARCHED)
        .flat_map(|row| sheet.line(row));
    for (column, value) in cells.filter(|(column, _)| **column <= MOST_COLUMNS) {
        let text = match value {
            Value::Text(text) => text.clone(),
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
    let beside = line.iter().filter(|(at, _)| *at > column);
    parts.len() >= 3 && beside.count() >= 2
}
