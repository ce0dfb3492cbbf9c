//! What people meant by what stands in a cell.

use std::borrow::Cow;

pub(super) use super::email::email;
pub(super) use super::mobile::{Scientific, mobile, scientific};
pub(super) use super::reach::{office_phone, split};

/// Full-width letters, digits and marks of ASCII as ASCII, the blanks of Chinese text as blanks,
/// and no invisible characters. Chinese punctuation without an ASCII twin stays.
pub(super) fn fold(text: &str) -> String {
    visible(text)
        .chars()
        .map(|character| match character {
            '\u{ff01}'..='\u{ff5e}' => {
                char::from_u32(character as u32 - 0xfee0).unwrap_or(character)
            }
            '\u{a0}' | '\u{3000}' => ' ',
            _ => character,
        })
        .collect()
}

/// A text without the invisible characters that come with copied numbers.
pub(super) fn visible(text: &str) -> String {
    let hidden = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}');
    text.chars()
        .filter(|character| !hidden(*character))
        .collect()
}

/// A text as typed, without blanks around it and with plain line ends.
pub(super) fn plain(text: &str) -> String {
    let text = match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    };
    let text: String = text.chars().filter(|one| !is_control(*one)).collect();
    text.trim_matches(is_blank).to_owned()
}

/// Whether the character only steers what shows a text: nobody typed it, and it could turn round
/// the rest of the line or the screen of a terminal.
fn is_control(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\t'))
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether nobody sees the character.
pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}')
}

/// A text for one line of a form: line ends become blanks, and nothing beside Chinese characters.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::new();
    for word in plain(text)
        .split('\n')
        .map(str::trim)
        .filter(|word| !word.is_empty())
    {
        let joins = |character: Option<char>| character.is_none_or(|one| !one.is_ascii());
        if !(joins(line.chars().next_back()) || joins(word.chars().next())) {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// What a text is without the label before it, as in 手机：138….
pub(super) fn unlabelled<'a>(text: &'a str, labels: &[&str]) -> &'a str {
    let text = text.trim();
    match text.split_once([':', '：']) {
        Some((label, rest)) if labels.contains(&label.trim().to_lowercase().as_str()) => {
            rest.trim()
        }
        _ => text,
    }
}

/// A number as a person typed it, and whether digits were lost: a spreadsheet keeps fifteen.
pub(super) fn number(value: f64) -> (String, bool) {
    let lost = value.fract() == 0.0 && value.abs() >= 1e15;
    (
        if value.fract() == 0.0 {
            format!("{value:.0}")
        } else {
            value.to_string()
        },
        lost,
    )
}

pub(super) fn is_han(character: char) -> bool {
    matches!(character as u32, 0x3400..=0x9fff | 0x2_0000..=0x3_ffff | 0xf900..=0xfaff | 0x3007)
}

pub(super) fn is_mobile(text: &str) -> bool {
    text.len() == 11
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.starts_with('1')
        && matches!(text.as_bytes()[1], b'3'..=b'9')
}

/// The entries of a list in one cell, each once.
pub(super) fn entries(text: &str) -> Vec<String> {
    let splits = |c: char| matches!(c, '、' | ',' | ';' | '，' | '；' | '\n');
    let mut entries: Vec<String> = Vec::new();
    for entry in text.split(splits).map(one_line) {
        if !entry.is_empty() && !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_steers_a_screen_is_no_text() {
        for (text, meant) in [
            ("张\u{1b}[31m三\0", "张[31m三"),
            ("\u{202e}三教授\u{2069}", "三教授"),
            ("甲\r\n乙\t丙", "甲\n乙\t丙"),
        ] {
            assert_eq!(plain(text), meant);
        }
    }

    #[test]
    fn numbers_are_texts_and_lost_digits_are_told() {
        assert_eq!(number(13_800_138_000.0), ("13800138000".to_owned(), false));
        assert!(number(110_101_199_001_011_237.0).1);
        assert_eq!(number(0.5).0, "0.5");
    }
}
