//! What is copied into an upload page: every answer as the page takes it, in the order of the
//! form; then the files that are uploaded.

use sha2::{Digest, Sha256};

use crate::answers::{Answer, Answers, Attachments, Edit, Money, derived};
use crate::form::template::{Piece, pieces};
use crate::form::{Field, FormDef, Kind, Section, sheet};

use super::Handout;

/// One box of an upload page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Tells it from all others: the answer's path, with `@` and a name where the box shows
    /// something that follows from the answer.
    pub key: String,
    /// The path of the answer, where the question is found.
    pub path: String,
    /// The section, by its place from 0.
    pub section: usize,
    /// Whose answer it is, as 项目负责人 or 阶段 2; empty where the label alone is clear.
    pub owner: String,
    /// The label on the form, with what the form adds in brackets.
    pub label: String,
    /// Whether it is a text of several lines, whose counts matter.
    pub is_long: bool,
    /// The most 字 that fit, where the form sets a limit.
    pub limit: Option<usize>,
    pub content: Content,
}

/// What goes into a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A text to paste; empty where nothing was answered.
    Text(String),
    /// A file to choose; its name, empty where there is none.
    File { name: String, what: Handout },
}

/// Whether an item was copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    No,
    /// As it stands now.
    Yes,
    /// Once, but the answer is another one by now.
    Outdated,
}

/// An item with what marks its present content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub item: Item,
    pub copied: Copied,
    /// A short digest of the content, which a tick remembers.
    digest: String,
}

/// The note under which all ticks stand.
const TICKS: &str = "copied";

impl Entry {
    /// Whether there is nothing to copy.
    pub fn is_empty(&self) -> bool {
        match &self.item.content {
            Content::Text(text) => text.is_empty(),
            Content::File { name, .. } => name.is_empty(),
        }
    }

    /// Whether it is a file.
    pub fn is_file(&self) -> bool {
        matches!(self.item.content, Content::File { .. })
    }

    /// The change that ticks it as copied, as it stands now.
    pub fn tick(&self) -> Edit {
        Edit::text(tick_path(&self.item.key), self.digest.as_str()).noted()
    }
}

/// The change that takes away every tick.
pub fn clear_ticks() -> Edit {
    Edit::Set {
        path: TICKS.to_owned(),
        value: None,
    }
    .noted()
}

/// Every item of an application in the order of the upload page, with its tick. `code` is the
/// application's print code: it marks what exports hold.
pub fn transcript(
    form: &FormDef,
    answers: &Answers,
    attachments: &Attachments,
    code: &str,
) -> Vec<Entry> {
    let items = items(form, answers).into_iter();
    items
        .map(|item| {
            let digest = match &item.content {
                Content::Text(text) => digest(text),
                // A name stands for one file of an application: another one gets another name.
                Content::File {
                    name,
                    what: Handout::Attachment(_),
                } => {
                    let size = attachments.get(name).map_or(0, |file| file.bytes.len());
                    digest(&format!("{name} {size}"))
                }
                Content::File { .. } => digest(code),
            };
            let copied = match answers.note(&tick_path(&item.key)) {
                "" => Copied::No,
                known if known == digest => Copied::Yes,
                _ => Copied::Outdated,
            };
            Entry {
                item,
                copied,
                digest,
            }
        })
        .collect()
}

/// The note of a tick. Rows are names here, for a note makes no list.
fn tick_path(key: &str) -> String {
    format!("{TICKS}.{}", key.replace('[', ".").replace(']', ""))
}

fn digest(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Every item in order: texts, then files.
fn items(form: &FormDef, answers: &Answers) -> Vec<Item> {
    let mut list = List {
        form,
        answers,
        texts: Vec::new(),
        files: Vec::new(),
    };
    for (at, section) in form.sections.iter().enumerate() {
        for field in section.fields.iter().filter(|field| answers.asks(field)) {
            list.field(at, section, field);
        }
    }
    if list.files.is_empty() {
        list.exports();
    }
    list.texts.append(&mut list.files);
    list.texts
}

struct List<'a> {
    form: &'a FormDef,
    answers: &'a Answers,
    texts: Vec<Item>,
    files: Vec<Item>,
}

impl List<'_> {
    fn field(&mut self, at: usize, section: &Section, field: &Field) {
        // What has no box on the form has none on the page; a promise is printed as a sentence.
        if field.question && field.statement.is_empty() {
            return;
        }
        match &field.kind {
            Kind::Rows { columns, .. } => {
                self.rows(at, field, columns);
                for (table, column) in sums(section).filter(|(table, _)| *table == field.id) {
                    let label = field.column(column).map_or("", |column| &column.label);
                    let sum = derived::column_sum(self.answers, table, column);
                    let item = Item {
                        key: format!("{table}@{column}"),
                        path: table.to_owned(),
                        section: at,
                        owner: String::new(),
                        label: format!("{label}合计"),
                        is_long: false,
                        limit: None,
                        content: amount(sum),
                    };
                    self.texts.push(item);
                }
            }
            Kind::Choice { boxes, .. } => {
                let printed = printed(self.form, &field.id);
                if *boxes || printed.is_empty() {
                    self.push(at, field, &field.id, &field.owner);
                    return;
                }
                for (attribute, words) in printed {
                    self.choice(at, field, attribute, words);
                }
            }
            _ => self.push(at, field, &field.id, &field.owner),
        }
    }

    /// What follows from a choice, as the paper prints it.
    fn choice(&mut self, at: usize, field: &Field, attribute: Option<&str>, words: &str) {
        let typed = self.answers.text(&field.id);
        let chosen = self.form.choice(field, &typed);
        let text = match (attribute, chosen) {
            (Some("label"), Some(choice)) => choice.label.clone(),
            (Some(name), Some(choice)) => choice.attributes.get(name).cloned().unwrap_or_default(),
            (Some(_), None) => String::new(),
            (None, _) => typed.into_owned(),
        };
        let (key, label) = match attribute {
            None => (field.id.clone(), field.full_label()),
            Some(name) => (format!("{}@{name}", field.id), words.to_owned()),
        };
        self.texts.push(Item {
            key,
            path: field.id.clone(),
            section: at,
            owner: field.owner.clone(),
            label,
            is_long: false,
            limit: None,
            content: Content::Text(text),
        });
    }

    fn rows(&mut self, at: usize, table: &Field, columns: &[Field]) {
        let rows = match self.answers.get(&table.id) {
            Some(Answer::List(rows)) if !self.answers.is_blank(&table.id) => rows,
            _ => return self.push(at, table, &table.id, ""),
        };
        for (place, answer) in rows.iter().enumerate() {
            let path = format!("{}[{place}]", table.id);
            let owner = table.row_name(place);
            match answer {
                _ if answer.is_blank() => {}
                Answer::Group(_) => {
                    for column in columns {
                        self.push(at, column, &format!("{path}.{}", column.id), &owner);
                    }
                }
                _ => self.push(at, table, &path, &owner),
            }
        }
    }

    fn push(&mut self, section: usize, field: &Field, path: &str, owner: &str) {
        let is_file = matches!(field.kind, Kind::Attachment { .. });
        let content = if is_file {
            Content::File {
                name: self.answers.file(path).unwrap_or_default().to_owned(),
                what: Handout::Attachment(path.to_owned()),
            }
        } else {
            text_of(self.form, self.answers, field, path)
        };
        let to = if is_file {
            &mut self.files
        } else {
            &mut self.texts
        };
        to.push(Item {
            key: path.to_owned(),
            path: path.to_owned(),
            section,
            owner: owner.to_owned(),
            label: field.full_label(),
            is_long: matches!(field.kind, Kind::Essay { .. } | Kind::Text),
            limit: field.limit(),
            content,
        });
    }

    /// A form without attachments is handed in as a whole.
    fn exports(&mut self) {
        let section = self.form.sections.len().saturating_sub(1);
        for (key, label, what) in [
            ("@copy", self.form.title.as_str(), Handout::Copy),
            ("@bundle", "申报包", Handout::Bundle),
        ] {
            let name = format!("{label}.{}", what.extension());
            self.files.push(Item {
                key: key.to_owned(),
                path: String::new(),
                section,
                owner: String::new(),
                label: label.to_owned(),
                is_long: false,
                limit: None,
                content: Content::File { name, what },
            });
        }
    }
}

/// An answer as an upload page takes it.
fn text_of(form: &FormDef, answers: &Answers, field: &Field, path: &str) -> Content {
    if let Kind::Sum { .. } = field.kind {
        return amount(derived::sum(form, answers, &field.id));
    }
    let Some(answer) = answers.get(path).filter(|answer| !answer.is_blank()) else {
        return Content::Text(String::new());
    };
    let trimmed = answer.text();
    let text = match (&field.kind, answer) {
        (Kind::YesNo, Answer::YesNo(true)) if !field.statement.is_empty() => {
            field.statement.clone()
        }
        // A box that is not ticked has nothing to copy.
        (Kind::YesNo, Answer::YesNo(yes)) => if *yes { "是" } else { "" }.to_owned(),
        (Kind::Money, _) => match Money::parse(&trimmed) {
            Ok(amount) => amount.to_string(),
            Err(_) => plain(answer),
        },
        (Kind::Choice { .. }, Answer::Text(_)) => form
            .choice(field, &trimmed)
            .map_or_else(|| plain(answer), |choice| choice.name().to_owned()),
        (Kind::Lines, Answer::List(_)) => answers.entries(path).join("\n"),
        (Kind::Tags { .. } | Kind::Cities | Kind::Industries { .. }, Answer::List(_)) => {
            answers.entries(path).join("、")
        }
        // Paragraphs keep the blanks that were typed before them.
        (Kind::Essay { .. } | Kind::Text, Answer::Text(text)) => text.trim_end().to_owned(),
        _ => plain(answer),
    };
    Content::Text(text)
}

/// An answer of any shape as text.
fn plain(answer: &Answer) -> String {
    match answer {
        Answer::Text(_) | Answer::Number(_) => answer.text().into_owned(),
        other => other.plain().into_owned(),
    }
}

fn amount(sum: Option<Money>) -> Content {
    Content::Text(sum.map_or_else(String::new, |sum| sum.to_string()))
}

/// The sums of columns that a section prints: table and column.
fn sums(section: &Section) -> impl Iterator<Item = (&str, &str)> {
    let templates = section.sheet.iter().flat_map(sheet::Block::templates);
    let pieces = templates.flat_map(|(template, _)| pieces(template));
    pieces.filter_map(|piece| match piece {
        Piece::Sum { table, column, .. } => Some((table, column)),
        _ => None,
    })
}

/// What the paper prints of a choice, in its order and each once: the attribute, none for the
/// value itself, and the words before it.
fn printed<'a>(form: &'a FormDef, field: &str) -> Vec<(Option<&'a str>, &'a str)> {
    let blocks = form
        .front
        .iter()
        .chain(form.sections.iter().flat_map(|section| &section.sheet));
    let mut found: Vec<(Option<&str>, &str)> = Vec::new();
    let mut before = "";
    for (template, _) in blocks.flat_map(sheet::Block::templates) {
        for piece in pieces(template) {
            match piece {
                Piece::Words(words) => before = words.trim().trim_end_matches('：'),
                Piece::Answer {
                    field: of,
                    attribute,
                    ..
                } if of == field && !found.iter().any(|(known, _)| *known == attribute) => {
                    found.push((attribute, before));
                }
                _ => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
