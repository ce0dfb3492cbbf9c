//! The print code: a short word by which paper and upload are known to be one version.

use sha2::{Digest, Sha256};

use crate::answers::{Answer, Answers, Attachments};
use crate::form::{FormDef, Kind};

/// No letter or digit that looks like another (0 O Q D, 1 I L, 2 Z, 5 S, 8 B, U V).
const ALPHABET: &[u8; 23] = b"34679ACEFGHJKMNPRTUWXYD";

/// The code of answers and the files that they name, as `7K3M-W9TD`.
///
/// SHA-256 over the form and every answer that is not blank, by path in the order of paths, and
/// over the bytes of each file; eight letters of an alphabet of 23, some 36 bits. The order of keys,
/// derived values and the version of the program make no difference, any change of an answer does.
pub fn print_code(form: &FormDef, answers: &Answers, attachments: &Attachments) -> String {
    let mut lines = Vec::new();
    for (key, answer) in &answers.root.0 {
        collect(key, answer, &mut lines);
    }
    lines.retain(|(path, _)| {
        form.field(path)
            .is_none_or(|field| !matches!(field.kind, Kind::Sum { .. }))
    });
    lines.sort();
    let mut hash = Sha256::new();
    put(&mut hash, answers.form.as_bytes());
    for (path, value) in &lines {
        put(&mut hash, path.as_bytes());
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
    let mut code = String::with_capacity(9);
    for place in 0..8 {
        if place == 4 {
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

fn collect(path: &str, answer: &Answer, lines: &mut Vec<(String, String)>) {
    match answer {
        Answer::Nothing => {}
        Answer::YesNo(yes) => lines.push((path.to_owned(), format!("={yes}"))),
        // A number and the same digits as text are the same answer.
        Answer::Number(text) | Answer::Text(text) => {
            if !text.is_empty() {
                lines.push((path.to_owned(), text.clone()));
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
        ] {
            assert_ne!(one, code(other), "{other}");
        }
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
