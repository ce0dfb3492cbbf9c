//! Changes to answers, and the way back.

use std::time::Duration;

use super::path::Path;
use super::value::Answer;
use super::{Answers, Group};

/// One change. Applying it gives the change that undoes it.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Puts an answer in its place; `None` takes it away.
    Set {
        path: String,
        value: Option<Answer>,
    },
    /// Puts a row into a list, which is made where there is none.
    InsertRow {
        table: String,
        at: usize,
        row: Answer,
    },
    RemoveRow {
        table: String,
        at: usize,
    },
    MoveRow {
        table: String,
        from: usize,
        to: usize,
    },
    /// Several changes as one.
    Many(Vec<Edit>),
    /// A change of what is kept beside the answers: see [`Answers::notes`].
    Note(Box<Edit>),
}

impl Edit {
    /// Sets a text.
    pub fn text(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Set {
            path: path.into(),
            value: Some(Answer::Text(text.into())),
        }
    }

    /// The text that it puts at a path, which may be some of several changes; none where it puts none.
    pub fn text_at(&self, path: &str) -> Option<&str> {
        match self {
            Self::Set {
                path: at,
                value: Some(Answer::Text(text)),
            } if at == path => Some(text),
            Self::Many(edits) => edits.iter().rev().find_map(|edit| edit.text_at(path)),
            _ => None,
        }
    }

    /// The same change, made among the notes.
    #[must_use]
    pub fn noted(self) -> Self {
        Self::Note(Box::new(self))
    }

    /// Whether it changes nothing, whatever stands there.
    fn is_nothing(&self) -> bool {
        match self {
            Self::Many(edits) => edits.iter().all(Self::is_nothing),
            Self::Note(edit) => edit.is_nothing(),
            _ => false,
        }
    }
}

impl Answers {
    /// Applies a change and gives back the one that undoes it. A change that does not fit what
    /// stands there (a row that is not, a cell of something that is no table) changes nothing.
    pub fn apply(&mut self, edit: Edit) -> Edit {
        match edit {
            Edit::Set { path, value } => match self.root.put(&Path::parse(&path), value) {
                Ok(old) => Edit::Set { path, value: old },
                Err(_) => Edit::Many(Vec::new()),
            },
            Edit::InsertRow { table, at, row } => {
                let list = matches!(self.get(&table), Some(Answer::List(_)));
                if !list && self.is_blank(&table) {
                    let value = Some(Answer::List(vec![row]));
                    return self.apply(Edit::Set { path: table, value });
                }
                match list_mut(&mut self.root, &table) {
                    Some(rows) => {
                        let at = at.min(rows.len());
                        rows.insert(at, row);
                        Edit::RemoveRow { table, at }
                    }
                    None => Edit::Many(Vec::new()),
                }
            }
            Edit::RemoveRow { table, at } => match list_mut(&mut self.root, &table) {
                Some(rows) if at < rows.len() => {
                    let row = rows.remove(at);
                    Edit::InsertRow { table, at, row }
                }
                _ => Edit::Many(Vec::new()),
            },
            Edit::MoveRow { table, from, to } => match list_mut(&mut self.root, &table) {
                Some(rows) if from < rows.len() && to < rows.len() => {
                    let row = rows.remove(from);
                    rows.insert(to, row);
                    Edit::MoveRow {
                        table,
                        from: to,
                        to: from,
                    }
                }
                _ => Edit::Many(Vec::new()),
            },
            Edit::Many(edits) => {
                let mut back: Vec<_> = edits.into_iter().map(|edit| self.apply(edit)).collect();
                back.reverse();
                Edit::Many(back)
            }
            Edit::Note(edit) => {
                std::mem::swap(&mut self.root, &mut self.notes);
                let back = self.apply(*edit);
                std::mem::swap(&mut self.root, &mut self.notes);
                Edit::Note(Box::new(back))
            }
        }
    }
}

fn list_mut<'a>(root: &'a mut Group, table: &str) -> Option<&'a mut Vec<Answer>> {
    let mut steps = Path::parse(table).steps().to_vec().into_iter();
    let Some(super::Step::Key(key)) = steps.next() else {
        return None;
    };
    let mut answer = root
        .0
        .iter_mut()
        .find(|(name, _)| *name == key)
        .map(|(_, answer)| answer)?;
    for step in steps {
        answer = match (step, answer) {
            (super::Step::Key(key), Answer::Group(group)) => group
                .0
                .iter_mut()
                .find(|(name, _)| *name == key)
                .map(|(_, answer)| answer)?,
            (super::Step::Row(row), Answer::List(rows)) => rows.get_mut(row)?,
            _ => return None,
        };
    }
    match answer {
        Answer::List(rows) => Some(rows),
        _ => None,
    }
}

/// What was changed, for undo and redo. Typing in one place is one step until a pause.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<Edit>,
    undone: Vec<Edit>,
    /// Where and when the last text was typed.
    typing: Option<(String, Duration)>,
}

/// A pause that ends a step of typing.
const PAUSE: Duration = Duration::from_millis(1500);

/// Steps that are remembered.
const STEPS: usize = 1000;

impl History {
    /// Applies a change and says whether it changed anything; `now` is any clock that does not run
    /// backwards.
    pub fn apply(&mut self, answers: &mut Answers, edit: Edit, now: Duration) -> bool {
        let place = typed_at(&edit);
        let goes_on = match (&place, &self.typing) {
            (Some(place), Some((last, when))) => {
                place == last && now.saturating_sub(*when) < PAUSE && !self.done.is_empty()
            }
            _ => false,
        };
        let back = answers.apply(edit);
        if back.is_nothing() {
            return false;
        }
        if !goes_on {
            self.done.push(back);
            if self.done.len() > STEPS {
                self.done.remove(0);
            }
        }
        self.undone.clear();
        self.typing = place.map(|place| (place, now));
        true
    }

    /// Takes the last step back and says whether there was one.
    pub fn undo(&mut self, answers: &mut Answers) -> bool {
        self.typing = None;
        let Some(edit) = self.done.pop() else {
            return false;
        };
        self.undone.push(answers.apply(edit));
        true
    }

    /// Does the last undone step again and says whether there was one.
    pub fn redo(&mut self, answers: &mut Answers) -> bool {
        self.typing = None;
        let Some(edit) = self.undone.pop() else {
            return false;
        };
        self.done.push(answers.apply(edit));
        true
    }

    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}

/// Where a text is typed: among the answers, or among the notes.
fn typed_at(edit: &Edit) -> Option<String> {
    match edit {
        Edit::Set {
            path,
            value: Some(Answer::Text(_)),
        } => Some(path.clone()),
        Edit::Note(edit) => typed_at(edit).map(|path| format!("note {path}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edits() -> impl Strategy<Value = Edit> {
        let cell = prop_oneof![
            Just("title".to_owned()),
            Just("unit.name".to_owned()),
            (0_usize..4).prop_map(|row| format!("members[{row}].name")),
        ];
        prop_oneof![
            (cell, "[a-z]{0,3}").prop_map(|(path, text)| Edit::text(path, text)),
            (0_usize..4).prop_map(|at| Edit::InsertRow {
                table: "members".into(),
                at,
                row: Answer::Group(Group::default()),
            }),
            (0_usize..4).prop_map(|at| Edit::RemoveRow {
                table: "members".into(),
                at
            }),
            (0_usize..4, 0_usize..4).prop_map(|(from, to)| Edit::MoveRow {
                table: "members".into(),
                from,
                to
            }),
        ]
    }

    proptest! {
        #[test]
        fn undoing_everything_gives_back_what_was_there(edits in prop::collection::vec(edits(), 0..30)) {
            let mut answers = Answers::new("project-2021");
            answers.apply(Edit::text("unit.name", "甲"));
            let before = answers.clone();
            let mut history = History::default();
            for (at, edit) in edits.into_iter().enumerate() {
                history.apply(&mut answers, edit, Duration::from_secs(10 * at as u64));
            }
            let after = answers.clone();
            while history.undo(&mut answers) {}
            prop_assert_eq!(show(&answers), show(&before));
            while history.redo(&mut answers) {}
            prop_assert_eq!(show(&answers), show(&after));
        }
    }

    /// Answers without groups and lists that an undone step left empty.
    fn show(answers: &Answers) -> Vec<(String, String)> {
        fn walk(path: String, answer: &Answer, out: &mut Vec<(String, String)>) {
            match answer {
                Answer::List(rows) => {
                    for (at, row) in rows.iter().enumerate() {
                        out.push((format!("{path}[{at}]"), String::new()));
                        walk(format!("{path}[{at}]"), row, out);
                    }
                }
                Answer::Group(group) => {
                    for (key, value) in &group.0 {
                        walk(format!("{path}.{key}"), value, out);
                    }
                }
                _ => out.push((path, answer.text().into_owned())),
            }
        }
        let mut out = Vec::new();
        walk(
            String::new(),
            &Answer::Group(answers.root.clone()),
            &mut out,
        );
        out.sort();
        out
    }

    #[test]
    fn typing_in_one_place_is_one_step_until_a_pause() {
        let mut answers = Answers::new("project-2021");
        let mut history = History::default();
        for (text, at) in [
            ("学", 0),
            ("学会", 500),
            ("学会一", 900),
            ("学会一二", 9000),
        ] {
            let edit = Edit::text("unit.name", text);
            history.apply(&mut answers, edit, Duration::from_millis(at));
        }
        assert!(history.undo(&mut answers));
        assert_eq!(answers.text("unit.name"), "学会一");
        assert!(history.undo(&mut answers));
        assert_eq!(answers.text("unit.name"), "");
        assert!(!history.undo(&mut answers));
    }

    #[test]
    fn a_note_is_undone_like_an_answer_and_is_none() {
        let mut answers = Answers::new("project-2021");
        let mut history = History::default();
        let now = Duration::ZERO;
        let tick = Edit::Set {
            path: "steps.account".into(),
            value: Some(Answer::YesNo(true)),
        };
        assert!(history.apply(&mut answers, tick.noted(), now));
        assert!(answers.noted("steps.account"));
        assert_eq!(answers.get("steps.account"), None);
        assert!(!history.apply(&mut answers, Edit::Many(Vec::new()).noted(), now));
        assert!(history.undo(&mut answers));
        assert!(!answers.noted("steps.account"));
        assert!(history.redo(&mut answers));
        assert!(answers.noted("steps.account"));
    }
}
