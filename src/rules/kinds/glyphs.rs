//! A character without a shape in the print font, anywhere in the answers: the screen shows them
//! in the same typefaces as the paper.

use crate::answers::Answer;
use crate::form::Kind;
use crate::rules::report::Report;

pub fn check(report: &mut Report<'_, '_>) {
    let scope = report.scope;
    for (key, answer) in &scope.answers.root.0 {
        check_answer(report, &mut key.clone(), answer);
    }
}

/// Looks through the answer at a path. The texts of a list are one field.
fn check_answer(report: &mut Report<'_, '_>, place: &mut String, answer: &Answer) {
    let length = place.len();
    match answer {
        Answer::Nothing | Answer::YesNo(_) | Answer::Number(_) => {}
        Answer::Text(text) => tell(report, place, &missing(report, [text.as_str()])),
        Answer::List(entries) => {
            let texts = entries.iter().filter_map(|entry| match entry {
                Answer::Text(text) => Some(text.as_str()),
                _ => None,
            });
            tell(report, place, &missing(report, texts));
            for (at, entry) in entries.iter().enumerate() {
                if matches!(entry, Answer::List(_) | Answer::Group(_)) {
                    place.push_str(&format!("[{at}]"));
                    check_answer(report, place, entry);
                    place.truncate(length);
                }
            }
        }
        Answer::Group(group) => {
            for (key, answer) in &group.0 {
                place.push('.');
                place.push_str(key);
                check_answer(report, place, answer);
                place.truncate(length);
            }
        }
    }
}

/// The characters that paper cannot show, each once.
fn missing<'t>(report: &Report<'_, '_>, texts: impl IntoIterator<Item = &'t str>) -> Vec<char> {
    let covers = report.scope.context.covers;
    let mut missing = Vec::new();
    for character in texts.into_iter().flat_map(str::chars) {
        let is_plain = matches!(character, ' '..='~' | '一'..='龥');
        if !is_plain && !covers(character) && !missing.contains(&character) {
            missing.push(character);
        }
    }
    missing
}

fn tell(report: &mut Report<'_, '_>, place: &str, missing: &[char]) {
    if missing.is_empty() {
        return;
    }
    let named: Vec<String> = missing
        .iter()
        .map(|&character| {
            let code = character as u32;
            if is_invisible(character) {
                format!("看不见的字符（U+{code:04X}）")
            } else {
                format!("{character}（U+{code:04X}）")
            }
        })
        .collect();
    // The name of a file is the attachment's.
    let place = place
        .strip_suffix(".file")
        .filter(|place| is_attachment(report, place))
        .unwrap_or(place);
    report
        .at(place)
        .labelled()
        .with("characters", named.join("、"))
        .send();
}

fn is_attachment(report: &Report<'_, '_>, place: &str) -> bool {
    let is_one = |kind: &Kind| matches!(kind, Kind::Attachment { .. });
    report
        .scope
        .cells
        .iter()
        .any(|cell| is_one(&cell.field.kind) && cell.path() == place)
}

/// Control characters, joiners and selectors, which no screen shows either.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(character, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(character, '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use crate::fonts::Face;
    use crate::rules::testing::{Form, check};

    const FORM: Form = Form {
        fields: r#"
            (id: "name", label: "姓名", kind: Line, question: true),
            (id: "lines", label: "单位", kind: Lines, question: true),
            (id: "photo", label: "照片", kind: Attachment(accept: [Png]), question: true),
            (id: "rows", label: "表", question: true, kind: Rows(row: "行", columns: [
                (id: "name", label: "姓名", kind: Line, question: true),
            ])),
        "#,
        rules: r#"(id: "glyphs", severity: error, check: Glyphs, condition: "", message: "{label}的{characters}", basis: Sense(""))"#,
    };

    #[test]
    fn each_missing_character_is_named_once_a_field() {
        check(
            FORM,
            r#"{"name":"𠮷田𠮷\u0007","lines":["甲","𠮷乙","🙂"],"photo":{"file":"𠮷.png"},"rows":[{},{"name":"𠮷"}],"requirements":{"first":"🙂"}}"#,
            &[
                "name: 姓名的𠮷（U+20BB7）、看不见的字符（U+0007）",
                "lines: 单位的𠮷（U+20BB7）、🙂（U+1F642）",
                "photo: 照片的𠮷（U+20BB7）",
                "rows[1].name: 行 2 姓名的𠮷（U+20BB7）",
                "requirements.first: 附件1一.1的要求的🙂（U+1F642）",
            ],
        );
    }

    #[test]
    fn rare_names_and_marks_pass() {
        check(FORM, r#"{"name":"㛃䶮𬭎堃 “”……——·㎡½①\n\t"}"#, &[]);
    }

    #[test]
    fn the_characters_that_are_not_looked_up_have_shapes() {
        assert!(
            (' '..='~')
                .chain('一'..='龥')
                .all(|character| Face::Serif.covers(character))
        );
    }
}
