//! Found things put into sentences.

use unicode_normalization::UnicodeNormalization;

use crate::answers::{self, Answer};

/// The most characters of an answer that a message repeats.
const LONGEST: usize = 30;

/// An answer of any shape as a message repeats it.
pub fn shown(answer: &Answer) -> String {
    match answer {
        Answer::Nothing => "（空）".to_owned(),
        Answer::YesNo(true) => "是".to_owned(),
        Answer::YesNo(false) => "否".to_owned(),
        Answer::Number(text) | Answer::Text(text) => shortened(text.trim()),
        Answer::List(entries) => format!("列表，{}项", entries.len()),
        Answer::Group(group) => format!("一组内容，{}项", group.0.len()),
    }
}

/// A text cut to what a message can hold.
pub fn shortened(text: &str) -> String {
    answers::shortened(text, LONGEST)
}

/// “甲”、“乙”.
pub fn quoted<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words
        .into_iter()
        .map(|word| format!("“{word}”"))
        .collect::<Vec<_>>()
        .join("、")
}

/// A sentence that offers near entries; empty where there are none.
pub fn near<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words = quoted(words);
    if words.is_empty() {
        words
    } else {
        format!("相近的有{words}。")
    }
}

/// Words one after the other. What holds 、 itself is set apart by ；.
pub fn listed(words: &[&str]) -> String {
    let mark = if words.iter().any(|word| word.contains('、')) {
        "；"
    } else {
        "、"
    };
    words.join(mark)
}

/// What was meant by someone who typed full-width forms and blanks into a code or number.
pub fn plain(text: &str) -> String {
    text.nfkc()
        .filter(|character| !character.is_whitespace())
        .collect()
}
