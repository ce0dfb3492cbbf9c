//! The print code: a short word by which paper and upload are known to be one version.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::answers::{Answer, Answers, Attachments};
use crate::form::{FormDef, Kind};

/// No letter or digit that looks like another (0 O Q D, 1 I L, 2 Z, 5 S, 8 B, U V).
pub const ALPHABET: &[u8; 22] = b"34679ACEFGHJKMNPRTUWXY";

/// Letters of a code, without the dash in its middle.
pub const LENGTH: usize = 8;

/// The code of answers and the files that they name, as `7K3M-W9TD`.
///
/// SHA-256 over the form and every answer that is not blank, by path in the order of paths, and
/// over the bytes of each file; eight letters of an alphabet of 22, some 36 bits. The order of keys,
/// derived values and the version of the program make no difference, any change of an answer does.
pub fn print_code(form: &FormDef, answers: &Answers, attachments: &Attachments) -> String {
    let mut lines = Vec::new();
    for (key, answer) in &answers.root.0 {
        collect(key, answer, &mut lines);
    }
    lines.retain(|(path, ..)| {
        form.field(path)
            .is_none_or(|field| !matches!(field.kind, Kind::Sum { .. }))
    });
    lines.sort();
    let mut hash = Sha256::new();
    put(&mut hash, answers.form.as_bytes());
    for (path, kind, value) in &lines {
        put(&mut hash, path.as_bytes());
        put(&mut hash, &[*kind]);
        put(&mut hash, value.as_bytes());
        if let Some(file) = path
            .ends_with(".file")
            .then(|| attachments.get(value))
            .flatten()
        {
            put(&mut hash, &file.bytes);
        }
    }
    let digest = hash.finalize();
    let mut number = u64::from_be_bytes(digest[..8].try_into().unwrap_or_default());
    let mut code = String::with_capacity(LENGTH + 1);
    for place in 0..LENGTH {
        if place == LENGTH / 2 {
            code.push('-');
        }
        let letter = (number % ALPHABET.len() as u64) as usize;
        code.push(char::from(ALPHABET[letter]));
        number /= ALPHABET.len() as u64;
    }
    code
}

/// Length first, so that no two lists of values read alike.
fn put(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}

fn collect(path: &str, answer: &Answer, lines: &mut Vec<(String, u8, String)>) {
    match answer {
        Answer::Nothing => {}
        Answer::YesNo(yes) => lines.push((path.to_owned(), 1, yes.to_string())),
        // A number and the same digits as text are the same answer.
        Answer::Number(text) | Answer::Text(text) => {
            if !text.is_empty() {
                lines.push((path.to_owned(), 0, text.clone()));
            }
        }
        Answer::List(entries) => {
            for (at, entry) in entries.iter().enumerate() {
                collect(&format!("{path}[{at}]"), entry, lines);
            }
        }
        Answer::Group(group) => {
            for (key, entry) in &group.0 {
                collect(&format!("{path}.{key}"), entry, lines);
            }
        }
    }
}

/// Why what a person read out is no code. Each is one plain sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoCode {
    #[error("校验码里没有“{0}”这个字母或数字，请再核对纸面页脚的校验码")]
    Letter(char),
    #[error("校验码是 8 个字母或数字，如 7K3M-W9TA，这里有 {0} 个，请再核对纸面页脚的校验码")]
    Length(usize),
}

/// A code as a person wrote it down, in the form in which it is printed: lower case, full-width
/// letters, blanks and dashes of any kind make no difference.
///
/// # Errors
/// Where a letter is none of a code's, or there are too few or too many.
pub fn read_code(text: &str) -> Result<String, NoCode> {
    let plain: String = text.nfkc().collect();
    let is_letter =
        |it: &char| !it.is_whitespace() && !matches!(it, '-' | '_' | '—' | '–' | '‐' | '−');
    let mut letters = Vec::new();
    for letter in plain.chars().filter(is_letter).flat_map(char::to_uppercase) {
        if !ALPHABET.iter().any(|&known| char::from(known) == letter) {
            return Err(NoCode::Letter(letter));
        }
        letters.push(letter);
    }
    if letters.len() != LENGTH {
        return Err(NoCode::Length(letters.len()));
    }
    letters.insert(LENGTH / 2, '-');
    Ok(letters.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::{Edit, json};
    use crate::form;

    fn code(text: &str) -> String {
        let document = json::read(text.as_bytes()).unwrap();
        let form = form::find("project-2021").unwrap();
        print_code(&form, &document.answers, &document.attachments)
    }

    #[test]
    fn order_and_blanks_make_no_difference_and_every_answer_does() {
        let one = code(r#"{"form":"f","answers":{"a":"甲","b":{"c":1,"d":""},"e":null}}"#);
        assert_eq!(
            one,
            code(r#"{"form":"f","answers":{"b":{"c":"1"},"a":"甲"}}"#)
        );
        for other in [
            r#"{"form":"g","answers":{"a":"甲","b":{"c":1}}}"#,
            r#"{"form":"f","answers":{"a":"甲 ","b":{"c":1}}}"#,
            r#"{"form":"f","answers":{"a":"甲","b":{"c":2}}}"#,
            r#"{"form":"f","answers":{"a":"甲","b":[1]}}"#,
            r#"{"form":"f","answers":{"a":"甲","b":{"c":1},"e":true}}"#,
            r#"{"form":"f","answers":{"a":"甲","b":{"c":1},"e":"true"}}"#,
            r#"{"form":"f","answers":{"a":"甲","b":{"c":1},"e":"=true"}}"#,
        ] {
            assert_ne!(one, code(other), "{other}");
        }
    }

    #[test]
    fn the_code_of_given_answers_never_changes() {
        let text = r#"{"form":"project-2021","answers":{"project_name":"甲","commitment":true,"stages":[{"budget":"1.50"}]}}"#;
        assert_eq!(code(text), "EAA6-3K9U");
    }

    #[test]
    fn a_code_is_read_as_people_write_it_down() {
        for text in [
            "7K3M-W9TA",
            "7k3mw9ta",
            " 7K3M W9TA ",
            "７Ｋ３Ｍ—Ｗ９ＴＡ",
            "7k3m–w9ta",
        ] {
            assert_eq!(read_code(text).as_deref(), Ok("7K3M-W9TA"), "{text}");
        }
        assert_eq!(read_code("7K3M-W9TO"), Err(NoCode::Letter('O')));
        assert_eq!(read_code("7K3M"), Err(NoCode::Length(4)));
    }

    #[test]
    fn a_derived_total_makes_no_difference() {
        let one = code(r#"{"form":"f","answers":{"budget":{"requested":"60"}}}"#);
        let other = code(r#"{"form":"f","answers":{"budget":{"requested":"60","total":"60.00"}}}"#);
        assert_eq!(one, other);
    }

    #[test]
    fn a_code_is_short_and_without_letters_that_look_alike() {
        let code = code(r#"{"form":"f","answers":{"a":"甲"}}"#);
        assert_eq!(code.len(), 9);
        assert!(!code.contains(['0', 'O', '1', 'I', 'L', '2', 'Z', '5', 'S', '8', 'B']));
    }

    #[test]
    fn another_file_is_another_code() {
        let mut answers = Answers::new("f");
        answers.apply(Edit::text("photo.file", "a.jpg"));
        let mut files = Attachments::default();
        files.insert("a.jpg", vec![1]);
        let form = form::find("project-2021").unwrap();
        let one = print_code(&form, &answers, &files);
        files.insert("a.jpg", vec![2]);
        assert_ne!(one, print_code(&form, &answers, &files));
    }
}
