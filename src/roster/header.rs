//! A header: which column holds what of a person.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::contents::{Looks, looks};
use super::sheet::{Sheet, letters};
use super::tables::{parts, side_by_side};
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
    /// 标签, by which the expert library groups people
    Tags,
    /// 备注
    Note,
}

impl Part {
    /// What a person calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Serial => "序号",
            Self::Name => "姓名",
            Self::Mobile => "手机",
            Self::Contact => "联系方式",
            Self::Email => "电子邮箱",
            Self::OfficePhone => "办公电话",
            // A post in a column of its own comes to stand behind the unit.
            Self::Affiliation => "工作单位及职务",
            Self::Department => "部门",
            Self::Position => "职务",
            Self::Title => "职称",
            Self::PositionOrTitle => "职务或职称",
            Self::Academician => "是否为院士",
            Self::Address => "通信地址",
            Self::Duty => "承担的主要工作",
            Self::Research => "研究方向",
            Self::Tags => "标签",
            Self::Note => "备注",
        }
    }

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
            "tags" => Self::Tags,
            "note" => Self::Note,
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
    pub height: u32,
    /// How sure each column's part is; sure where nothing is said.
    pub doubts: BTreeMap<u32, Confidence>,
}

/// A table under a header.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    /// The columns that it lies in.
    pub columns: RangeInclusive<u32>,
    /// The column of each part.
    pub parts: BTreeMap<Part, u32>,
}

/// Columns to the right of which nothing is read.
pub(super) const MOST_COLUMNS: u32 = 512;

impl Header {
    /// Its first line, from 0.
    pub fn top(&self) -> u32 {
        self.bottom + 1 - self.height
    }

    /// How much of a person it names.
    pub fn score(&self) -> usize {
        let parts = self.tables.first().map(|table| table.parts.keys());
        let counted = |part: &&Part| !matches!(part, Part::Serial | Part::Note);
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

    pub fn new(bottom: u32, height: u32, words: BTreeMap<u32, String>) -> Self {
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

    /// Whether another header says the same in the same columns.
    pub fn has_words_of(&self, other: &Self) -> bool {
        let said = |header: &Self| -> Vec<(u32, String)> {
            let filled = header.words.iter().filter(|(_, words)| !words.is_empty());
            filled
                .map(|(column, words)| (*column, words.clone()))
                .collect()
        };
        said(self) == said(other)
    }

    /// With what people have said of columns with these headers; none where nobody has.
    pub fn corrected(&self, corrections: &Corrections) -> Option<Self> {
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
    pub fn is_one(&self, sheet: &Sheet) -> bool {
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
    pub fn merit(&self) -> (usize, usize, Reverse<u32>) {
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
            let mut cells = sheet.line(row).iter();
            cells.any(
                |(column, _)| matches!(self.part_at(*column), Some(part) if part != Part::Serial),
            )
        });
        let aside = ASIDE.iter().any(|word| sheet.name.contains(word));
        (has_people, self.score(), !aside)
    }
}
