//! Which lines below a header are people, and which are notes, sums and examples.

use super::cell::plain;
use super::header::{Header, Part};
use super::people::Line;
use super::sheet::{Sheet, Value};

/// What a line that is no person begins with.
const NOTES: [&str; 24] = [
    "以下空白",
    "（以下空白",
    "(以下空白",
    "以下无",
    "……",
    "...",
    "盖章",
    "单位（盖章",
    "单位盖章",
    "签字",
    "注：",
    "注:",
    "备注",
    "说明",
    "填表",
    "填报",
    "合计",
    "总计",
    "共计",
    "小计",
    "制表",
    "审核人",
    "联系人：",
    "负责人：",
];

/// Whether a line is about a person.
pub(super) fn is_of_a_person(line: &Line<'_>) -> bool {
    let filled: Vec<Part> = line
        .table
        .parts
        .keys()
        .filter(|part| **part != Part::Serial && line.fills(**part))
        .copied()
        .collect();
    let Some(first) = filled.first() else {
        return false;
    };
    let name = line.own_text(Part::Name);
    // A place or a day by itself is a note; a number by which somebody is reached is a person.
    let reaches = matches!(
        first,
        Part::Name | Part::Mobile | Part::Contact | Part::Email | Part::OfficePhone
    );
    (reaches || filled.len() >= 2)
        && !is_note(line, &name)
        && !is_group(&name, filled.len())
        && !is_example(line, &name)
        && !belongs_to_another(line)
        && !counts_columns(line, &filled)
}

fn is_note(line: &Line<'_>, name: &str) -> bool {
    let cells = line.sheet.line(line.row);
    let first = cells
        .iter()
        .find(|(column, _)| line.table.columns.contains(column));
    let first = match first {
        Some((_, Value::Text(text))) => plain(text),
        _ => String::new(),
    };
    NOTES
        .iter()
        .any(|note| first.starts_with(note) || name.starts_with(note))
        || name.contains('。')
        || (name.starts_with('第') && name.contains('页'))
}

/// Whether a line only names the people below it, as 一、高校专家.
fn is_group(name: &str, filled: usize) -> bool {
    let rest = name
        .trim_start_matches(['(', '（', '第'])
        .trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    filled == 1 && rest != name && rest.starts_with(['、', '.', '．', ')', '）', '组', '部'])
}

/// Whether a word marks an example.
fn marks(text: &str) -> bool {
    matches!(text, "示例" | "例" | "例如" | "样例" | "范例")
}

fn is_example(line: &Line<'_>, name: &str) -> bool {
    let named = ["（示例）", "(示例)", "（样例）", "(样例)", "（例）", "(例)"]
        .iter()
        .any(|mark| name.contains(mark));
    // Somebody may have typed a person over the example, whose mark then still stands there.
    named || marks(name) || (name.is_empty() && marks(&line.own_text(Part::Serial)))
}

/// Whether the mark of an example stands beside a person.
pub(super) fn is_marked_example(line: &Line<'_>) -> bool {
    marks(&line.own_text(Part::Serial))
}

/// Whether the cell of the name belongs to an area that runs across the columns, as a note does,
/// or down from the person above.
fn belongs_to_another(line: &Line<'_>) -> bool {
    let place = line.place(Part::Name);
    let area = place.and_then(|place| line.sheet.merge_at(place));
    area.is_some_and(|(first, last)| {
        let is_header = first.0 <= line.header.bottom;
        let mut columns = line.table.parts.values();
        let runs_across = columns.any(|column| {
            Some(*column) != place.map(|place| place.1) && (first.1..=last.1).contains(column)
        });
        runs_across || (first.0 < line.row && !is_header)
    })
}

/// Whether a line repeats the header, as at the top of each printed page.
pub(super) fn repeats(sheet: &Sheet, header: &Header, row: u32) -> bool {
    let line = sheet.line(row);
    let same = |(column, value): &(u32, Value)| {
        let (Some(words), Value::Text(text)) = (header.words.get(column), value) else {
            return false;
        };
        let shown = text.chars().filter(|c| !c.is_whitespace());
        text.len() <= words.len() + 20 && shown.eq(words.chars())
    };
    line.len() >= 2 && line.iter().all(same)
}

/// Whether a line numbers the columns, as 1, 2, 3 under a header.
fn counts_columns(line: &Line<'_>, filled: &[Part]) -> bool {
    let small = |part: &Part| match line.own(*part) {
        Some(Value::Number(number)) => *number < 100.0,
        Some(Value::Text(text)) => {
            let text = plain(text);
            text.len() <= 2 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
        }
        _ => false,
    };
    filled.len() >= 2 && filled.iter().all(small)
}
