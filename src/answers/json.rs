//! Answers and bundles as JSON, in and out, without loss.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{Answer, Answers, Attachment, Attachments, Group};

/// What an answers file or a bundle holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub answers: Answers,
    /// The files inside a bundle; an answers file only names them.
    pub attachments: Attachments,
    /// The print code, where the file is a bundle.
    pub print_code: Option<String>,
}

/// What a bundle's `format` says.
pub const BUNDLE_FORMAT: &str = "shenbao-bundle";
/// The version of the bundle's shape that this program writes.
pub const BUNDLE_VERSION: u64 = 1;
/// The largest file that is read, in bytes; an honest bundle has a few megabytes.
pub const LARGEST: u64 = 256 << 20;

/// Why a file holds no answers. The text is what a person reads, without the file's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    #[error("文件是空的，请重新导出一份")]
    Empty,
    #[error("文件开头有字节顺序标记（BOM），请在编辑器里另存为“UTF-8（无 BOM）”编码后再试")]
    ByteOrderMark,
    #[error("文件是 UTF-16 编码，请另存为 UTF-8 编码后再试")]
    Utf16,
    #[error("文件看来是 GBK（ANSI）编码，请另存为 UTF-8 编码后再试")]
    Gbk,
    #[error("文件不是 UTF-8 编码的文本，请确认选对了文件")]
    NotText,
    #[error("第 {line} 行第 {column} 个字符处不是 JSON 的写法，请重新导出一份，或改正后再试")]
    Syntax { line: usize, column: usize },
    #[error("括号套得太深（超过 120 层），不是申报材料，请确认选对了文件")]
    TooDeep,
    #[error("第 {line} 行的“{key}”出现了两次，无法知道以哪个为准，请删除一个后再试")]
    DuplicateKey { key: String, line: usize },
    #[error("里面没有 form（表单）和 answers（填写内容），请选择答案文件或申报包")]
    NotAnswers,
    #[error("是较新版本（第 {0} 版）的申报包，请升级申报助手后再打开")]
    Newer(u64),
    #[error("申报包里的附件“{0}”已损坏，请重新导出申报包")]
    DamagedAttachment(String),
}

/// Reads an answers file or a bundle.
///
/// # Errors
/// Says in one sentence what keeps the bytes from being either. What a person typed is never an
/// error.
pub fn read(bytes: &[u8]) -> Result<Document, JsonError> {
    let Answer::Group(mut top) = read_tree(decode(bytes)?)? else {
        return Err(JsonError::NotAnswers);
    };
    let (Some(Answer::Text(form)), Some(Answer::Group(root))) =
        (take(&mut top, "form"), take(&mut top, "answers"))
    else {
        return Err(JsonError::NotAnswers);
    };
    let answers = Answers {
        form,
        root,
        notes: Group::default(),
    };
    let format = top.child("format").map(Answer::text);
    if format.as_deref() != Some(BUNDLE_FORMAT) {
        return Ok(Document {
            answers,
            attachments: Attachments::default(),
            print_code: None,
        });
    }
    match top
        .child("version")
        .map(|version| version.text().parse::<u64>())
    {
        Some(Ok(version)) if version > BUNDLE_VERSION => return Err(JsonError::Newer(version)),
        Some(Ok(_)) => {}
        _ => return Err(JsonError::NotAnswers),
    }
    let mut attachments = Attachments::default();
    let files = match top.child("attachments") {
        Some(Answer::List(files)) => files.as_slice(),
        None => &[],
        Some(_) => return Err(JsonError::DamagedAttachment("attachments".to_owned())),
    };
    for file in files {
        let text = |key: &str| match file {
            Answer::Group(file) => file.child(key).map(Answer::text).unwrap_or_default(),
            _ => "".into(),
        };
        let name = text("name").into_owned();
        let attachment = STANDARD
            .decode(text("base64").as_bytes())
            .ok()
            .map(|bytes| Attachment {
                bytes: bytes.into(),
            })
            .filter(|it| it.sha256() == text("sha256") && attachments.get(&name).is_none());
        match attachment {
            Some(attachment) => attachments.0.insert(name, attachment),
            None => return Err(JsonError::DamagedAttachment(name)),
        };
    }
    let print_code = top.child("print_code").map(|code| code.text().into_owned());
    Ok(Document {
        answers,
        attachments,
        print_code,
    })
}

/// Moves an answer out of a group, whose others stay in no particular order.
fn take(group: &mut Group, key: &str) -> Option<Answer> {
    let at = group.0.iter().position(|(name, _)| name == key)?;
    Some(group.0.swap_remove(at).1)
}

fn decode(bytes: &[u8]) -> Result<&str, JsonError> {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => return Err(JsonError::ByteOrderMark),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Err(JsonError::Utf16),
        _ => {}
    }
    let text = simdutf8::basic::from_utf8(bytes).map_err(|_| {
        if looks_like_gbk(bytes) {
            JsonError::Gbk
        } else {
            JsonError::NotText
        }
    })?;
    if text.trim().is_empty() {
        return Err(JsonError::Empty);
    }
    Ok(text)
}

/// Whether every byte over 0x80 is the first of a GBK pair.
fn looks_like_gbk(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return true,
            [0x00, ..] => return false,
            [0x01..=0x7f, rest @ ..] => rest,
            [0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe, rest @ ..] => rest,
            _ => return false,
        };
    }
}

fn read_tree(text: &str) -> Result<Answer, JsonError> {
    let duplicate = RefCell::new(None);
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Tree {
        duplicate: &duplicate,
    }
    .deserialize(&mut reader);
    read.and_then(|tree| reader.end().map(|()| tree))
        .map_err(|error| {
            if let Some(key) = duplicate.take() {
                return JsonError::DuplicateKey {
                    key,
                    line: error.line(),
                };
            }
            if error.to_string().starts_with("recursion limit") {
                return JsonError::TooDeep;
            }
            JsonError::Syntax {
                line: error.line(),
                column: error.column(),
            }
        })
}

/// Reads any JSON value; a key that stands twice is an error and not a silent choice.
#[derive(Clone, Copy)]
struct Tree<'a> {
    duplicate: &'a RefCell<Option<String>>,
}

/// The key under which serde_json hands over a number with all its digits.
const NUMBER_TOKEN: &str = "$serde_json::private::Number";

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Answer;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Answer, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Answer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Answer, E> {
        Ok(Answer::Nothing)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Answer, E> {
        Ok(Answer::YesNo(yes))
    }

    // Short numbers come as themselves, all others by `NUMBER_TOKEN` with their digits.
    fn visit_u64<E>(self, number: u64) -> Result<Answer, E> {
        Ok(Answer::Number(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Answer, E> {
        Ok(Answer::Number(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Answer, E> {
        Ok(Answer::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Answer, E> {
        Ok(Answer::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Answer, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = entries.next_element_seed(self)? {
            list.push(entry);
        }
        Ok(Answer::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Answer, A::Error> {
        let mut group: Vec<(String, Answer)> = Vec::new();
        let mut seen = HashSet::new();
        while let Some(key) = entries.next_key::<String>()? {
            if key == NUMBER_TOKEN {
                return Ok(Answer::Number(entries.next_value()?));
            }
            // A set is worth its making only for objects that no form has.
            let twice = if group.len() < 32 {
                group.iter().any(|(other, _)| *other == key)
            } else {
                if seen.is_empty() {
                    seen.extend(group.iter().map(|(other, _)| other.clone()));
                }
                !seen.insert(key.clone())
            };
            if twice {
                self.duplicate.replace(Some(key));
                return Err(A::Error::custom("a key stands twice"));
            }
            let value = entries.next_value_seed(self)?;
            group.push((key, value));
        }
        Ok(Answer::Group(Group(group)))
    }
}

impl Answer {
    /// The same as JSON; a number keeps its digits.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Nothing => Value::Null,
            Self::YesNo(yes) => Value::Bool(*yes),
            // A number that was read is one; anything else would be a text.
            Self::Number(digits) => serde_json::from_str::<serde_json::Number>(digits)
                .map_or_else(|_| Value::String(digits.clone()), Value::Number),
            Self::Text(text) => Value::String(text.clone()),
            Self::List(entries) => Value::Array(entries.iter().map(Self::to_json).collect()),
            Self::Group(group) => group.to_json(),
        }
    }
}

impl Group {
    /// The same as a JSON object, keys in their order.
    pub fn to_json(&self) -> Value {
        let entries = self
            .0
            .iter()
            .map(|(key, answer)| (key.clone(), answer.to_json()));
        Value::Object(Map::from_iter(entries))
    }
}

impl Answers {
    /// An answers file.
    pub fn to_json(&self) -> Value {
        let mut file = Map::new();
        file.insert("form".into(), Value::String(self.form.clone()));
        file.insert("answers".into(), self.root.to_json());
        Value::Object(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &JsonError) {
        assert_eq!(read(text.as_bytes()).as_ref(), Err(expected), "{text}");
    }

    #[test]
    fn what_was_typed_comes_back_unchanged() {
        let text = r#"{"form":"project-2021","answers":{"budget":{"requested":60.00,"own":"十二万","items":[{"amount":1e+3},null,{}]},"needs_count":12345678901234567890123,"z":1,"a":{"深":[[]]},"commitment":true,"declared_on":"5月20日"}}"#;
        let document = read(text.as_bytes()).unwrap();
        assert_eq!(
            serde_json::to_string(&document.answers.to_json()).unwrap(),
            text
        );
    }

    #[test]
    fn bad_files_are_told_apart() {
        check("", &JsonError::Empty);
        check(" \n", &JsonError::Empty);
        check("\u{feff}{}", &JsonError::ByteOrderMark);
        check("{\"form\":", &JsonError::Syntax { line: 1, column: 8 });
        check("{}{}", &JsonError::Syntax { line: 1, column: 3 });
        check("[]", &JsonError::NotAnswers);
        check(
            r#"{"form":"project-2021","answers":[]}"#,
            &JsonError::NotAnswers,
        );
        check(&"[".repeat(100_000), &JsonError::TooDeep);
        check(
            "{\"form\":\"a\",\n\"answers\":{\"x\":1,\n\"x\":2}}",
            &JsonError::DuplicateKey {
                key: "x".into(),
                line: 3,
            },
        );
        let many: String = (0..100).map(|at| format!("\"k{at}\":0,")).collect();
        check(
            &format!(r#"{{"form":"a","answers":{{{many}"k3":1}}}}"#),
            &JsonError::DuplicateKey {
                key: "k3".into(),
                line: 1,
            },
        );
        check(
            r#"{"format":"shenbao-bundle","version":9,"form":"project-2021","answers":{}}"#,
            &JsonError::Newer(9),
        );
        let gbk = [b"{\"a\":\"".as_slice(), &[0xd6, 0xd0, 0xb9, 0xfa], b"\"}"].concat();
        assert_eq!(read(&gbk), Err(JsonError::Gbk));
        assert_eq!(read(&[0xff, 0xfe, 0x7b, 0]), Err(JsonError::Utf16));
        assert_eq!(read(&[0x80, 0x81, 0x00]), Err(JsonError::NotText));
    }

    #[test]
    fn a_bundle_with_a_damaged_attachment_is_refused() {
        let bundle = |sum: &str| {
            format!(
                r#"{{"format":"shenbao-bundle","version":1,"form":"project-2021","answers":{{}},
                "attachments":[{{"name":"甲.jpg","sha256":"{sum}","base64":"YQ=="}}]}}"#
            )
        };
        let sum = Attachment {
            bytes: b"a".as_slice().into(),
        }
        .sha256();
        let read_back = read(bundle(&sum).as_bytes()).unwrap();
        assert_eq!(&*read_back.attachments.get("甲.jpg").unwrap().bytes, b"a");
        check(
            &bundle("00"),
            &JsonError::DamagedAttachment("甲.jpg".into()),
        );
    }
}
