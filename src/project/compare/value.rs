//! When two answers are the same to a person, and how one reads.

use crate::answers::{Answer, Attachments};
use crate::form::{Field, FormDef, Kind};

/// Both files' attachments, where answers may name one.
#[derive(Clone, Copy)]
pub struct Files<'a> {
    pub here: &'a Attachments,
    pub there: &'a Attachments,
}

/// Whether two answers to a field are the same. Nothing, blanks and empty rows are the same; so are
/// a number and its digits as text, and files of the same bytes under any names.
pub fn same(
    field: &Field,
    here: Option<&Answer>,
    there: Option<&Answer>,
    files: Files<'_>,
) -> bool {
    match &field.kind {
        Kind::YesNo => {
            let ticked = |answer: Option<&Answer>| answer == Some(&Answer::YesNo(true));
            let odd = |answer: Option<&Answer>| {
                answer.is_some_and(|it| !it.is_blank() && !matches!(it, Answer::YesNo(_)))
            };
            if odd(here) || odd(there) {
                equal(here, there)
            } else {
                ticked(here) == ticked(there)
            }
        }
        Kind::Attachment { .. } => match (file_of(here), file_of(there)) {
            (Some(one), Some(other)) => match (files.here.get(one), files.there.get(other)) {
                (Some(one), Some(other)) => one.bytes == other.bytes,
                _ => one == other,
            },
            _ => equal(here, there),
        },
        Kind::Rows { columns, .. } => match (here, there) {
            (Some(Answer::List(one)), Some(Answer::List(other))) => {
                let rows = |rows: &[Answer]| -> Vec<Answer> {
                    rows.iter().filter(|row| !row.is_blank()).cloned().collect()
                };
                let (one, other) = (rows(one), rows(other));
                one.len() == other.len()
                    && one
                        .iter()
                        .zip(&other)
                        .all(|(one, other)| same_row(columns, one, other, files))
            }
            _ => equal(here, there),
        },
        _ => equal(here, there),
    }
}

/// Whether two rows say the same in every column.
pub fn same_row(columns: &[Field], here: &Answer, there: &Answer, files: Files<'_>) -> bool {
    match (here, there) {
        (Answer::Group(_), Answer::Group(_)) => columns.iter().all(|column| {
            same(
                column,
                cell(here, &column.id),
                cell(there, &column.id),
                files,
            )
        }),
        _ => equal(Some(here), Some(there)),
    }
}

/// Whether two answers of any shape are the same but for blanks.
pub fn equal(here: Option<&Answer>, there: Option<&Answer>) -> bool {
    let (Some(one), Some(other)) = (written(here), written(there)) else {
        return written(here).is_none() == written(there).is_none();
    };
    match (one, other) {
        (Answer::Text(one) | Answer::Number(one), Answer::Text(other) | Answer::Number(other)) => {
            one == other
        }
        (Answer::List(one), Answer::List(other)) => {
            let entries = |list: &[Answer]| -> Vec<Answer> {
                list.iter()
                    .filter(|entry| !entry.is_blank())
                    .cloned()
                    .collect()
            };
            let (one, other) = (entries(one), entries(other));
            one.len() == other.len()
                && one
                    .iter()
                    .zip(&other)
                    .all(|(one, other)| equal(Some(one), Some(other)))
        }
        (Answer::Group(one), Answer::Group(other)) => {
            let keys = one.0.iter().chain(&other.0).map(|(key, _)| key);
            keys.into_iter()
                .all(|key| equal(one.child(key), other.child(key)))
        }
        _ => one == other,
    }
}

fn written(answer: Option<&Answer>) -> Option<&Answer> {
    answer.filter(|answer| !answer.is_blank())
}

/// A row's cell.
pub fn cell<'a>(row: &'a Answer, column: &str) -> Option<&'a Answer> {
    match row {
        Answer::Group(group) => group.child(column),
        _ => None,
    }
}

/// An answer's text without blanks around it; empty for what is none.
pub fn words(answer: Option<&Answer>) -> String {
    answer.map(Answer::text).unwrap_or_default().into_owned()
}

/// The name of the file that an answer names.
pub fn file_of(answer: Option<&Answer>) -> Option<&str> {
    let Some(Answer::Group(group)) = answer else {
        return None;
    };
    match group.child("file") {
        Some(Answer::Text(name)) if !name.trim().is_empty() => Some(name.trim()),
        _ => None,
    }
}

/// An answer as a person reads it: a choice by its label, a list in one line, a file by its name and
/// size. Empty where there is none.
pub fn readable(
    form: &FormDef,
    field: &Field,
    answer: Option<&Answer>,
    files: &Attachments,
) -> String {
    let Some(answer) = written(answer) else {
        return String::new();
    };
    match (&field.kind, answer) {
        (Kind::Choice { .. }, Answer::Text(id)) => form
            .choice(field, id.trim())
            .map_or_else(|| id.clone(), |choice| choice.name().to_owned()),
        (Kind::YesNo, Answer::YesNo(yes)) => if *yes { "已勾选" } else { "" }.to_owned(),
        (Kind::Attachment { .. }, _) => match file_of(Some(answer)) {
            Some(name) => file(name, files),
            None => answer.plain().into_owned(),
        },
        (Kind::Lines, Answer::List(entries)) => joined(entries, "\n"),
        (Kind::Tags { .. } | Kind::Cities | Kind::Industries { .. }, Answer::List(entries)) => {
            joined(entries, "、")
        }
        (Kind::Rows { columns, .. }, Answer::List(rows)) => {
            let rows = rows.iter().filter(|row| !row.is_blank());
            let rows = rows.map(|row| readable_row(form, columns, row, files));
            rows.collect::<Vec<_>>().join("\n\n")
        }
        _ => answer.plain().into_owned(),
    }
}

/// A row as a person reads it, a line for each cell that is filled in.
pub fn readable_row(
    form: &FormDef,
    columns: &[Field],
    row: &Answer,
    files: &Attachments,
) -> String {
    if !matches!(row, Answer::Group(_)) || columns.is_empty() {
        return row.plain().into_owned();
    }
    let line = |column: &Field| {
        let text = readable(form, column, cell(row, &column.id), files);
        (!text.is_empty()).then(|| format!("{}：{text}", column.label))
    };
    columns
        .iter()
        .filter_map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

fn joined(entries: &[Answer], between: &str) -> String {
    let entries = entries.iter().filter(|entry| !entry.is_blank());
    entries.map(Answer::plain).collect::<Vec<_>>().join(between)
}

fn file(name: &str, files: &Attachments) -> String {
    let bare = name.rsplit('/').next().unwrap_or(name);
    match files.get(name) {
        Some(file) => format!("{bare}（{} KB）", file.bytes.len().div_ceil(1024)),
        None => format!("{bare}（没有随文件带来）"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::json;
    use crate::form;

    fn answer(text: &str) -> Option<Answer> {
        let file = format!(r#"{{"form":"f","answers":{{"it":{text}}}}}"#);
        json::read(file.as_bytes())
            .unwrap()
            .answers
            .get("it")
            .cloned()
    }

    #[test]
    fn what_reads_the_same_is_the_same() {
        let form = form::find("project-2021").unwrap();
        let none = Attachments::default();
        let files = Files {
            here: &none,
            there: &none,
        };
        for (field, here, there, expected) in [
            ("project_name", "\"\"", "null", true),
            ("project_name", "\"甲\"", "\"甲 \"", false),
            ("needs_count", "52", "\"52\"", true),
            ("budget.own", "60", "\"60.00\"", false),
            ("commitment", "false", "null", true),
            ("commitment", "true", "false", false),
            ("commitment", "\"是\"", "false", false),
            ("partners", "[\"甲\",\"\"]", "[\"甲\"]", true),
            ("partners", "[\"甲\",\"乙\"]", "[\"乙\",\"甲\"]", false),
            (
                "members",
                "[{\"name\":\"甲\",\"duty\":\"\"},{}]",
                "[{\"name\":\"甲\"}]",
                true,
            ),
            (
                "members",
                "[{\"name\":\"甲\"}]",
                "[{\"name\":\"乙\"}]",
                false,
            ),
        ] {
            let field = form.field(field).unwrap();
            let (one, other) = (answer(here), answer(there));
            assert_eq!(
                same(field, one.as_ref(), other.as_ref(), files),
                expected,
                "{here} {there}"
            );
        }
    }

    #[test]
    fn files_are_the_same_by_their_bytes() {
        let form = form::find("registration-2022").unwrap();
        let field = form.field("chief.photo").unwrap();
        let (mut here, mut there) = (Attachments::default(), Attachments::default());
        here.insert("甲.jpg", b"1".to_vec());
        there.insert("甲.jpg", b"2".to_vec());
        there.insert("2-甲.jpg", b"1".to_vec());
        let files = Files {
            here: &here,
            there: &there,
        };
        let named = |name: &str| answer(&format!("{{\"file\":\"{name}\"}}"));
        for (one, other, expected) in [
            ("甲.jpg", "甲.jpg", false),
            ("甲.jpg", "2-甲.jpg", true),
            // What is not there is known by its name alone.
            ("乙.jpg", "乙.jpg", true),
            ("甲.jpg", "乙.jpg", false),
        ] {
            assert_eq!(
                same(field, named(one).as_ref(), named(other).as_ref(), files),
                expected,
                "{one} {other}"
            );
        }
        assert_eq!(
            readable(&form, field, named("甲.jpg").as_ref(), &here),
            "甲.jpg（1 KB）"
        );
        assert_eq!(
            readable(&form, field, named("乙.jpg").as_ref(), &here),
            "乙.jpg（没有随文件带来）"
        );
    }

    #[test]
    fn answers_read_as_on_the_form() {
        let form = form::find("project-2021").unwrap();
        for (field, value, expected) in [
            ("project_type", "\"2021KJFWT01-1\"", "产业科技服务团"),
            ("project_type", "\"别的\"", "别的"),
            ("cities", "[\"浙江宁波\",\"\",\"重庆\"]", "浙江宁波、重庆"),
            ("partners", "[\"甲\",\"乙\"]", "甲\n乙"),
            ("commitment", "false", ""),
            (
                "members",
                "[{\"name\":\"甲\",\"duty\":\"培训\"},{},{\"name\":\"乙\"}]",
                "姓名：甲\n在本项目中承担的主要工作：培训\n\n姓名：乙",
            ),
            ("budget.own", "20.00", "20.00"),
        ] {
            let (field, none) = (form.field(field).unwrap(), Attachments::default());
            assert_eq!(
                readable(&form, field, answer(value).as_ref(), &none),
                expected
            );
        }
    }
}
