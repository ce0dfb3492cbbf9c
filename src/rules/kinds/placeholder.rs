//! Words that were to be replaced: the instance's own, and the form's guidance left in an answer.

use crate::answers::Answer;
use crate::rules::report::Report;
use crate::rules::words::{quoted, shortened};

/// Words that also stand inside others: what must not be before and after them.
const INSIDE_OTHERS: [(&str, &str, &str); 2] = [
    ("待定", "等期对优善看接招", "期向点位制量价岗"),
    ("待填", "等", "补平"),
];

/// The shortest line of guidance, in characters, that no one writes by chance.
const LEAST_GUIDANCE: usize = 8;

pub fn check(report: &mut Report<'_, '_>, words: &[String]) {
    let scope = report.scope;
    let words: Vec<Word<'_>> = words.iter().map(|word| Word::new(word)).collect();
    let starts = words
        .iter()
        .fold(0, |starts, word| starts | bit(word.folded[0]));
    for cell in &scope.cells {
        let mut found: Vec<&str> = Vec::new();
        for text in texts(cell.answer) {
            find(text, &words, starts, &mut found);
            let guidance = cell
                .field
                .guidance
                .lines()
                .map(|line| line.trim().trim_matches(['（', '）', '(', ')', '。']));
            found.extend(guidance.filter(|line| {
                text.len() >= line.len()
                    && line.chars().nth(LEAST_GUIDANCE - 1).is_some()
                    && text.contains(line)
            }));
        }
        found.dedup();
        if let Some((first, rest)) = found.split_first() {
            // The message sets the first in quotation marks.
            let rest = quoted(rest.iter().copied());
            let rest = rest
                .strip_prefix('“')
                .and_then(|rest| rest.strip_suffix('”'));
            let first = shortened(first);
            let shown = rest.map_or(first.clone(), |rest| format!("{first}”、“{rest}"));
            report.at_cell(cell).with("found", shown).send();
        }
    }
}

/// A word made ready for the search.
struct Word<'a> {
    word: &'a str,
    folded: Vec<char>,
    /// What keeps it from being one, before and after.
    inside: (&'a str, &'a str),
}

impl<'a> Word<'a> {
    fn new(word: &'a str) -> Self {
        let inside = INSIDE_OTHERS.iter().find(|(one, _, _)| *one == word);
        let inside = inside.map_or(("", ""), |(_, before, after)| (*before, *after));
        Self {
            word,
            folded: word.chars().map(fold).collect(),
            inside,
        }
    }

    /// Whether the text from `at` on starts with the word, and not within another.
    fn stands(&self, text: &str, at: usize) -> bool {
        let mut rest = text[at..].chars().map(fold);
        if !self
            .folded
            .iter()
            .all(|character| rest.next() == Some(*character))
        {
            return false;
        }
        let (before, after) = (text[..at].chars().next_back(), rest.next());
        let (first, last) = (self.folded[0], self.folded[self.folded.len() - 1]);
        let (no_before, no_after) = self.inside;
        !before.is_some_and(|one| no_before.contains(one) || goes_on(fold(one), first))
            && !after.is_some_and(|one| no_after.contains(one) || goes_on(one, last))
    }
}

/// Whether two neighbouring characters make one Latin word, as X and L but not X and X.
fn goes_on(one: char, other: char) -> bool {
    one.is_ascii_lowercase() && other.is_ascii_lowercase() && one != other
}

/// Half-width and lower case.
fn fold(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0)
            .map_or(character, |half| half.to_ascii_lowercase()),
        _ => character.to_ascii_lowercase(),
    }
}

/// A set of 64 kinds of first characters, to pass over most of a text quickly.
fn bit(character: char) -> u64 {
    1 << (character as u32 & 63)
}

fn find<'w>(text: &str, words: &[Word<'w>], starts: u64, found: &mut Vec<&'w str>) {
    for (at, character) in text.char_indices() {
        let first = fold(character);
        if starts & bit(first) == 0 {
            continue;
        }
        for word in words.iter().filter(|word| word.folded[0] == first) {
            if !found.contains(&word.word) && word.stands(text, at) {
                found.push(word.word);
            }
        }
    }
}

/// The texts of an answer or a list.
fn texts(answer: &Answer) -> impl Iterator<Item = &str> {
    let entries = match answer {
        Answer::List(entries) => entries.as_slice(),
        single => std::slice::from_ref(single),
    };
    entries.iter().filter_map(|entry| match entry {
        Answer::Text(text) => Some(text.as_str()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Form, check};

    const FORM: Form = Form {
        fields: r#"
            (id: "name", label: "名称", kind: Line, question: true),
            (id: "goals", label: "目标", kind: Essay(), question: true, guidance: "（预期目标以及主要考核指标，预期成果及形式等）"),
            (id: "lines", label: "单位", kind: Lines, question: true),
            (id: "rows", label: "表", question: true, kind: Rows(row: "行", columns: [
                (id: "a", label: "甲", kind: Line, question: true),
            ])),
        "#,
        rules: r#"(id: "left", severity: warning, check: Placeholder(words: ["待定", "待填", "XXX", "***", "请填写"]), condition: "", message: "{label}“{found}”", basis: Sense(""))"#,
    };

    #[test]
    fn words_to_be_replaced_are_found() {
        for name in ["人选待定", "待定，另行通知"] {
            check(
                FORM,
                &format!(r#"{{"name":"{name}"}}"#),
                &["name: 名称“待定”"],
            );
        }
        for name in ["xxx公司", "ＸＸＸX", "138XXXX0000", "某Xxx"] {
            check(
                FORM,
                &format!(r#"{{"name":"{name}"}}"#),
                &["name: 名称“XXX”"],
            );
        }
        check(
            FORM,
            r#"{"name":"138****0601，请填写；***","lines":["甲","***"],"rows":[{"a":"＊＊＊"}]}"#,
            &[
                "name: 名称“***”、“请填写”",
                "lines: 单位“***”",
                "rows[0].a: 行 1 甲“***”",
            ],
        );
    }

    #[test]
    fn guidance_left_standing_is_found() {
        check(
            FORM,
            r#"{"goals":"预期目标以及主要考核指标，预期成果及形式等：甲","name":"预期目标以及主要考核指标，预期成果及形式等"}"#,
            &["goals: 目标“预期目标以及主要考核指标，预期成果及形式等”"],
        );
    }

    #[test]
    fn words_within_others_pass() {
        for name in [
            "等待定期检修",
            "期待定向合作",
            "需求待定点对接",
            "亟待填补的空白",
            "XXL",
            "maxxxing",
            "**",
            "",
        ] {
            check(FORM, &format!(r#"{{"name":"{name}"}}"#), &[]);
        }
    }
}
