//! How each kind of answer reads on paper.

use std::borrow::Cow;
use std::sync::Arc;

use crate::answers::{Answer, Answers, Money, date, derived};
use crate::form::{Field, FormDef, Kind};

/// A stretch of printed text and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    pub text: String,
    /// Path of the answer; none for the form's own words.
    pub field: Option<Arc<str>>,
}

impl Shown {
    pub fn words(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            field: None,
        }
    }

    pub fn answer(text: impl Into<String>, path: &str) -> Self {
        Self {
            text: text.into(),
            field: Some(path.into()),
        }
    }
}

/// What stands in a gap: the answer at `path`; `blank`, or the field's guidance, while there is
/// none. A blank keeps its path, so that a click on it finds the question.
pub fn show(
    form: &FormDef,
    answers: &Answers,
    field: &Field,
    path: &str,
    attribute: Option<&str>,
    blank: Option<&str>,
) -> Vec<Shown> {
    let empty = || blank.unwrap_or(&field.guidance).to_owned();
    if let Kind::Sum { .. } = field.kind {
        let sum = derived::sum(form, answers, &field.id).map_or_else(empty, |sum| sum.to_string());
        return vec![Shown::answer(sum, path)];
    }
    let boxed = match &field.kind {
        Kind::Choice { boxes, .. } => *boxes,
        Kind::Tags { boxes, .. } => *boxes,
        _ => false,
    };
    let answer = answers.get(path).filter(|answer| !answer.is_blank());
    let Some(answer) = answer else {
        return match boxed {
            true if field.guidance.is_empty() => boxes(form, field, path, None),
            _ => vec![Shown::answer(empty(), path)],
        };
    };
    if boxed {
        return boxes(form, field, path, Some(answer));
    }
    let one = |text: Cow<'_, str>| vec![Shown::answer(text, path)];
    match (&field.kind, answer) {
        (Kind::YesNo, Answer::YesNo(true)) if !field.statement.is_empty() => {
            one(field.statement.as_str().into())
        }
        (Kind::YesNo, Answer::YesNo(yes)) => one(if *yes { "是" } else { "" }.into()),
        (Kind::Attachment { .. }, _) => one(answers
            .file(path)
            .map_or_else(|| answer.plain(), |name| bare_name(name).into())),
        (Kind::Date, Answer::Text(text)) => {
            one(date::parse(text).map_or_else(|| answer.plain(), |day| date::chinese(day).into()))
        }
        (Kind::Money, Answer::Text(text) | Answer::Number(text)) => {
            one(Money::parse(text)
                .map_or_else(|_| answer.plain(), |amount| amount.to_string().into()))
        }
        (Kind::Choice { .. }, Answer::Text(id)) => {
            let chosen = form.choice(field, id.trim());
            one(match (attribute, chosen) {
                (Some("label"), Some(choice)) => choice.label.as_str().into(),
                (Some(name), Some(choice)) => choice
                    .attributes
                    .get(name)
                    .map_or("", String::as_str)
                    .into(),
                // What the form does not know follows nothing, and stands as typed elsewhere.
                (Some(name), None) if name != "label" => Cow::Borrowed(""),
                _ => answer.plain(),
            })
        }
        (Kind::Lines, Answer::List(entries)) => joined(path, entries, "\n"),
        (Kind::Cities | Kind::Industries { .. } | Kind::Tags { .. }, Answer::List(entries)) => {
            joined(path, entries, "、")
        }
        _ => one(answer.plain()),
    }
}

/// The sum of a column; `blank` while it has none.
pub fn column_sum(answers: &Answers, table: &str, column: &str, blank: &str) -> Vec<Shown> {
    let sum = derived::column_sum(answers, table, column);
    vec![Shown::answer(
        sum.map_or_else(|| blank.to_owned(), |sum| sum.to_string()),
        table,
    )]
}

/// How many rows of a table hold something; `blank` while none does.
pub fn row_count(answers: &Answers, table: &str, unit: &str, blank: &str) -> Shown {
    let rows = answers.list(table).iter();
    let text = match rows.filter(|row| !row.is_blank()).count() {
        0 => blank.to_owned(),
        count => format!("{count}{unit}"),
    };
    Shown::answer(text, table)
}

/// A file's name without the folders before it.
fn bare_name(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn joined(path: &str, entries: &[Answer], between: &str) -> Vec<Shown> {
    let mut shown = Vec::new();
    for (at, entry) in entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| !entry.is_blank())
    {
        if !shown.is_empty() {
            shown.push(Shown::words(between));
        }
        shown.push(Shown::answer(entry.plain(), &format!("{path}[{at}]")));
    }
    shown
}

/// Every entry of the lists with a box before it, ticked where it was chosen; then the free ones.
fn boxes(form: &FormDef, field: &Field, path: &str, answer: Option<&Answer>) -> Vec<Shown> {
    let (lists, free_label, between) = match &field.kind {
        Kind::Tags { of, free_label, .. } => (of.as_slice(), free_label.as_str(), " "),
        Kind::Choice { of, .. } => (std::slice::from_ref(of), "", "；"),
        _ => (&[][..], "", ""),
    };
    let typed: Vec<Cow<'_, str>> = match answer {
        Some(Answer::List(entries)) => entries.iter().map(Answer::plain).collect(),
        Some(single) => vec![single.plain()],
        None => Vec::new(),
    };
    let choices: Vec<_> = lists.iter().flat_map(|list| form.choices(list)).collect();
    let mut text = String::new();
    for (at, choice) in choices.iter().enumerate() {
        if at > 0 {
            text.push_str(between);
        }
        // The paper itself lists a single choice without boxes; they appear once one is chosen.
        let chosen = typed.iter().any(|entry| entry.trim() == choice.id);
        text.push_str(match (&field.kind, answer, chosen) {
            (Kind::Choice { .. }, None, _) => "",
            (_, _, true) => "☑",
            (_, _, false) => "□",
        });
        text.push_str(&choice.label);
    }
    let free = typed.iter().filter(|entry| {
        !entry.trim().is_empty() && !choices.iter().any(|choice| choice.id == entry.trim())
    });
    let free: Vec<_> = free.map(|entry| entry.trim()).collect();
    if !free_label.is_empty() || !free.is_empty() {
        text.push('\n');
        text.push_str(free_label);
        text.push(' ');
        text.push_str(&free.join("、"));
    }
    vec![Shown::answer(text, path)]
}
