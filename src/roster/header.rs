//! Which line is the header, and which column holds what.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde::{Deserialize, Serialize};

use super::cell::{fold, is_han};
use super::sheet::{Place, Sheet, Value, letters};
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
    /// 职务, in a column of its own.
    Position,
    /// 职称
    Title,
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
    /// The column of each part.
    pub parts: BTreeMap<Part, u32>,
    /// The words over each column.
    pub words: BTreeMap<u32, String>,
    /// How sure each column's part is; sure where nothing is said.
    doubts: BTreeMap<u32, Confidence>,
}

/// Lines with something in them in which a header is looked for; title lines stand above it.
const LINES_SEARCHED: usize = 60;
/// Columns to the right of which nothing is read.
const MOST_COLUMNS: u32 = 512;

impl Header {
    /// How much of a person it names.
    pub fn score(&self) -> usize {
        self.parts
            .keys()
            .filter(|part| !matches!(part, Part::Serial | Part::Note))
            .count()
    }

    /// The columns as they were understood.
    pub fn columns(&self) -> Vec<Column> {
        let part = |column| {
            self.parts
                .iter()
                .find(|(_, at)| **at == column)
                .map(|(part, _)| *part)
        };
        self.words
            .iter()
            .map(|(column, words)| Column {
                letters: letters(*column),
                header: words.clone(),
                part: part(*column),
                confidence: *self.doubts.get(column).unwrap_or(&Confidence::Sure),
            })
            .collect()
    }

    fn new(bottom: u32, words: BTreeMap<u32, String>) -> Self {
        let mut parts = BTreeMap::new();
        let strong = words
            .iter()
            .filter_map(|(column, words)| Some((recognise(words)?, *column)));
        for (part, column) in strong {
            parts.entry(part).or_insert(column);
        }
        let mut doubts = BTreeMap::new();
        // Words that mean a part only where no plainer column does.
        for (column, words) in &words {
            let words = bare(words);
            let part = match words.as_str() {
                "专家" | "成员" | "团员" | "联系人" | "负责人" | "人员" => Part::Name,
                "电话" | "联系电话" | "电话号码" if !parts.contains_key(&Part::Mobile) => {
                    Part::Contact
                }
                "电话" | "联系电话" | "电话号码" => Part::OfficePhone,
                _ => continue,
            };
            if let Entry::Vacant(free) = parts.entry(part) {
                free.insert(*column);
                doubts.insert(*column, Confidence::Likely);
            }
        }
        Self {
            bottom,
            parts,
            words,
            doubts,
        }
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
            header.parts.retain(|_, at| *at != column);
            header.parts.extend(part.map(|part| (part, column)));
            header.doubts.insert(column, Confidence::Corrected);
        }
        Some(header)
    }

    /// A name and one thing more; a single column of names is a list and no roster.
    fn is_one(&self) -> bool {
        self.parts.contains_key(&Part::Name) && self.score() >= 2
    }
}

/// The header of a sheet: the line, or the two lines, that name most.
pub(super) fn find(sheet: &Sheet, corrections: Option<&Corrections>) -> Option<Header> {
    let mut rows: Vec<u32> = sheet.cells.keys().map(|(row, _)| *row).collect();
    rows.dedup();
    rows.truncate(LINES_SEARCHED);
    let mut best: Option<Header> = None;
    for row in rows {
        let upper = line(sheet, row);
        let single = Header::new(row, upper.clone());
        let mut both = upper;
        for (column, words) in line(sheet, row + 1) {
            // A merged cell above names the group; what stands below it names the column.
            let above = both.get(&column).cloned().unwrap_or_default();
            let joined = if recognise(&words).is_some() {
                words
            } else {
                format!("{above}{words}")
            };
            both.insert(column, joined);
        }
        let double = Header::new(row + 1, both);
        // A header that a person has seen and corrected is the header, however little it says.
        let corrected = [&single, &double]
            .into_iter()
            .find_map(|header| header.corrected(corrections?));
        if corrected.is_some() {
            return corrected;
        }
        let candidate = if double.score() > single.score() {
            double
        } else {
            single
        };
        let better = best
            .as_ref()
            .is_none_or(|best| candidate.score() > best.score());
        if candidate.is_one() && better {
            best = Some(candidate);
        }
    }
    best
}

/// The texts of a line by column; a cell merged across several stands over each of them.
fn line(sheet: &Sheet, row: u32) -> BTreeMap<u32, String> {
    let mut words = BTreeMap::new();
    for ((_, column), value) in sheet.cells.range((row, 0)..=(row, MOST_COLUMNS)) {
        let Value::Text(text) = value else { continue };
        let text: String = text.split_whitespace().collect();
        let last = sheet
            .merge_at((row, *column))
            .map_or(*column, |(_, last)| last.1);
        for column in *column..=last.min(MOST_COLUMNS) {
            words.insert(column, text.clone());
        }
    }
    words
}

/// A header without blanks, brackets and what stands in them, stars and colons.
fn bare(words: &str) -> String {
    let mut depth = 0_usize;
    let mut bare = String::new();
    for character in fold(words).chars() {
        match character {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ if character.is_whitespace() || matches!(character, '*' | ':' | '：' | '※') => {}
            _ => bare.extend(character.to_lowercase()),
        }
    }
    bare
}

/// What a header's words mean, where they are plain.
fn recognise(words: &str) -> Option<Part> {
    let words = bare(words);
    // A sentence that mentions a telephone is no header.
    if words.chars().count() > 20 {
        return None;
    }
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    let is = |list: &[&str]| list.contains(&words.as_str());
    Some(if is(&["序号", "编号", "no", "no.", "#"]) {
        Part::Serial
    } else if has(&["邮箱", "邮件", "e-mail", "email"]) || is(&["mail"]) {
        Part::Email
    } else if has(&[
        "单位电话",
        "办公电话",
        "座机",
        "固定电话",
        "固话",
        "办公室电话",
    ]) {
        Part::OfficePhone
    } else if has(&["手机", "移动电话"]) {
        Part::Mobile
    } else if is(&["联系方式", "联络方式"]) {
        Part::Contact
    } else if has(&["院士"]) {
        Part::Academician
    } else if has(&["承担", "分工"]) || is(&["主要工作", "工作内容", "职责", "任务"])
    {
        Part::Duty
    } else if has(&["研究方向", "研究领域", "专业领域", "专业方向", "学术专长"])
        || is(&["专业", "领域", "专长", "方向"])
    {
        Part::Research
    } else if is(&["标签", "分类标签"]) {
        Part::Tags
    } else if is(&["备注", "备注说明"]) {
        Part::Note
    } else if has(&["地址"]) {
        Part::Address
    } else if has(&["工作单位", "所在单位", "任职单位", "单位及职务", "单位职务"])
        || is(&[
            "单位",
            "单位名称",
            "机构",
            "所在机构",
            "工作机构",
            "单位全称",
        ])
    {
        Part::Affiliation
    } else if is(&[
        "职务",
        "行政职务",
        "现任职务",
        "职务/职称",
        "职称/职务",
        "职务职称",
        "职务及职称",
    ]) {
        Part::Position
    } else if has(&["职称", "技术职务"]) {
        Part::Title
    } else if is(&["名字"])
        || words
            .strip_suffix("姓名")
            .is_some_and(|who| who.chars().all(is_han))
    {
        Part::Name
    } else {
        return None;
    })
}

/// Whether a line repeats the header, as at the top of each printed page.
pub(super) fn repeats(header: &Header, sheet: &Sheet, row: u32) -> bool {
    let same = |(part, column): (&Part, &u32)| {
        let place: Place = (row, *column);
        matches!(sheet.cells.get(&place), Some(Value::Text(text)) if recognise(text) == Some(*part))
    };
    header.parts.iter().filter(|entry| same(*entry)).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_recognised_by_meaning() {
        for (words, part) in [
            ("序号", Some(Part::Serial)),
            ("姓 名", Some(Part::Name)),
            ("专家姓名*", Some(Part::Name)),
            ("名字", Some(Part::Name)),
            ("手机号码（11位）", Some(Part::Mobile)),
            ("移动电话", Some(Part::Mobile)),
            ("联系方式", Some(Part::Contact)),
            ("E-mail", Some(Part::Email)),
            ("Ｅｍａｉｌ：", Some(Part::Email)),
            ("电子邮件地址", Some(Part::Email)),
            ("单位电话", Some(Part::OfficePhone)),
            ("工作单位及职务", Some(Part::Affiliation)),
            ("工作单位及职务/职称", Some(Part::Affiliation)),
            ("单位", Some(Part::Affiliation)),
            ("职务", Some(Part::Position)),
            ("专业技术职务", Some(Part::Title)),
            ("是否为院士", Some(Part::Academician)),
            ("通信地址", Some(Part::Address)),
            ("在本项目中承担的主要工作", Some(Part::Duty)),
            ("研究方向", Some(Part::Research)),
            ("标签", Some(Part::Tags)),
            ("备注：", Some(Part::Note)),
            ("单位性质", None),
            ("专家名单及联系方式", None),
            ("请各位专家填好手机号和邮箱后于本周五之前发回秘书处", None),
        ] {
            assert_eq!(recognise(words), part, "{words}");
        }
    }
}
