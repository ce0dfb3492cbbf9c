//! Taking the other side's answers over, as one step that undo takes back.

use std::time::Duration;

use crate::answers::{Answer, Answers, Edit, Group, Path, Step};

use super::{Change, Comparison, Place};
use crate::project::Project;

/// Under this the answer to a question for a file names it.
const FILE: &str = "file";

/// What is taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Take {
    /// One change, by its place among all.
    One(usize),
    /// A field with all its rows, by its path.
    Field(String),
    /// A section, by its place from 0.
    Section(usize),
    All,
}

impl Take {
    fn includes(&self, at: usize, change: &Change) -> bool {
        match self {
            Self::One(one) => *one == at,
            Self::Field(field) => *field == change.field,
            Self::Section(section) => *section == change.section,
            Self::All => true,
        }
    }
}

impl Comparison {
    /// The changes that are taken over with it.
    pub fn taken<'a>(&'a self, take: &'a Take) -> impl Iterator<Item = &'a Change> {
        let changes = self.changes.iter().enumerate();
        changes
            .filter(|(at, change)| take.includes(*at, change))
            .map(|(_, change)| change)
    }
}

impl Change {
    /// Whether taking it over leaves nothing where something was filled in.
    pub fn empties(&self) -> bool {
        self.there.is_empty()
    }
}

impl Project {
    /// Makes answers of the other application one's own, with the files that they name, as one
    /// step. The other stays as it is. `comparison` must be one of both as they stand.
    pub fn take_over(&mut self, other: &Self, comparison: &Comparison, take: &Take, now: Duration) {
        let mut after = self.answers.clone();
        let mut edits = Vec::new();
        let mut put = |after: &mut Answers, edit: Edit| {
            after.apply(edit.clone());
            edits.push(edit);
        };
        let mut fields: Vec<&str> = Vec::new();
        for change in comparison.taken(take) {
            if !matches!(take, Take::One(_)) {
                // The field as a whole: its rows shift each other's places.
                if !fields.contains(&change.field.as_str()) {
                    fields.push(&change.field);
                    let value = other.answers.get(&change.field).cloned();
                    let value = value.map(|value| self.with_files(other, value));
                    let edit = set(&after, &change.field, value);
                    put(&mut after, edit);
                    if let Some(tick) = self.own_words_of(other, &change.field) {
                        put(&mut after, tick);
                    }
                }
                continue;
            }
            let table = || change.field.clone();
            let edit = match change.place.clone() {
                Place::Answer(path, value) => {
                    let value = value.map(|value| self.with_files(other, value));
                    set(&after, &path, value)
                }
                Place::Insert { at, row } => {
                    let row = self.with_files(other, row);
                    match after.get(&change.field) {
                        Some(Answer::List(_)) => Edit::InsertRow {
                            table: table(),
                            at,
                            row,
                        },
                        _ => set(&after, &change.field, Some(Answer::List(vec![row]))),
                    }
                }
                Place::Remove { at } => Edit::RemoveRow { table: table(), at },
                Place::Move { from, to } => Edit::MoveRow {
                    table: table(),
                    from,
                    to,
                },
            };
            put(&mut after, edit);
            if let Some(tick) = self.own_words_of(other, &change.field) {
                put(&mut after, tick);
            }
        }
        if !edits.is_empty() {
            self.apply(Edit::Many(edits), now);
        }
    }

    /// The change of the tick that says whether what answers a requirement is in a person's own
    /// words, where the other application's is another one. It goes with the words: without it they
    /// would be taken for a passage that was lost.
    fn own_words_of(&self, other: &Self, field: &str) -> Option<Edit> {
        let mut requirements = self.form.requirements.iter();
        let path = requirements
            .find(|requirement| requirement.path() == field)?
            .own_words_path();
        let own = other.answers.noted(&path);
        let tick = Edit::Set {
            value: own.then_some(Answer::YesNo(true)),
            path: path.clone(),
        };
        (own != self.answers.noted(&path)).then(|| tick.noted())
    }

    /// An answer of the other application, whose files are kept here from now on. A name that
    /// another file has here becomes another one.
    fn with_files(&mut self, other: &Self, answer: Answer) -> Answer {
        match answer {
            Answer::List(rows) => {
                let rows = rows.into_iter().map(|row| self.with_files(other, row));
                Answer::List(rows.collect())
            }
            Answer::Group(Group(cells)) => {
                let cells = cells.into_iter().map(|(key, cell)| {
                    let name = (key == FILE).then(|| cell.text().into_owned());
                    let file = name.as_deref().and_then(|name| other.attachments.get(name));
                    let cell = match (&name, file) {
                        (Some(name), Some(file)) => self.keep_file(name, &file.bytes).into(),
                        _ => self.with_files(other, cell),
                    };
                    (key, cell)
                });
                Answer::Group(Group(cells.collect()))
            }
            leaf => leaf,
        }
    }
}

/// The change that puts an answer at a path, or empties it, and whose undoing leaves no trace: an
/// answer that is emptied keeps its place, and groups that are missing on the way come and go with
/// it. Something of another shape on the way goes.
fn set(answers: &Answers, path: &str, value: Option<Answer>) -> Edit {
    let value = value.filter(|value| !value.is_blank());
    let Some(value) = value else {
        return Edit::Set {
            path: path.to_owned(),
            value: Some(emptied(answers.get(path))),
        };
    };
    let steps = Path::parse(path).steps().to_vec();
    for known in 1..steps.len() {
        let way = Path::from(steps[..known].to_vec()).to_string();
        let leads_on = match (answers.get(&way), &steps[known]) {
            (Some(Answer::Group(_)), Step::Key(_)) => true,
            (Some(Answer::List(rows)), Step::Row(row)) => *row < rows.len(),
            _ => false,
        };
        if !leads_on {
            let value = steps[known..]
                .iter()
                .rev()
                .fold(value, |value, step| match step {
                    Step::Key(key) => Answer::Group(Group(vec![(key.clone(), value)])),
                    Step::Row(_) => Answer::List(vec![value]),
                });
            return Edit::Set {
                path: way,
                value: Some(value),
            };
        }
    }
    Edit::Set {
        path: path.to_owned(),
        value: Some(value),
    }
}

/// An answer of the same kind with nothing in it.
fn emptied(answer: Option<&Answer>) -> Answer {
    match answer {
        Some(Answer::Text(_) | Answer::Number(_)) => Answer::Text(String::new()),
        Some(Answer::List(_)) => Answer::List(Vec::new()),
        Some(Answer::YesNo(_)) => Answer::YesNo(false),
        _ => Answer::Nothing,
    }
}
