//! What was taken over one by one stays where it stood, so that nothing moves under the pointer,
//! until the comparison is left. Worked out without a window.

use crate::answers::{Answer, Edit};
use crate::form::FormDef;
use crate::project::Project;
use crate::project::compare::{Change, Comparison};

/// A change that was taken over.
#[derive(Debug)]
pub struct Taken {
    change: Change,
    /// Its place in the list.
    at: usize,
    /// The application's revision right after.
    revision: u64,
    /// What stood there before, and what stands there since, where it is one answer.
    answers: Option<(Option<Answer>, Option<Answer>)>,
}

/// A line of the list.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    pub change: &'a Change,
    pub state: State,
}

/// Whether a line still differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It does: its place in the comparison.
    Differs(usize),
    /// It was taken over: its place among what was.
    Taken(usize),
}

/// How one that was taken over is given up again.
#[derive(Debug, PartialEq)]
pub enum Back {
    /// It was the last step.
    Undo,
    Edit(Edit),
}

impl Taken {
    /// What is to be known of a change before it is taken over, which stands at that place of the
    /// list.
    pub fn before(project: &Project, change: &Change, at: usize) -> Self {
        // The tick beside what answers a requirement goes back with the step alone.
        let mut requirements = project.form().requirements.iter();
        let has_tick = requirements.any(|one| one.path() == change.field);
        let path = change.answer_path().filter(|_| !has_tick);
        Self {
            change: change.clone(),
            at,
            revision: 0,
            answers: path.map(|path| (project.answers().get(path).cloned(), None)),
        }
    }

    /// The same once it was taken over.
    pub fn after(mut self, project: &Project) -> Self {
        self.revision = project.revision();
        if let (Some(path), Some((_, now))) = (self.change.answer_path(), &mut self.answers) {
            *now = project.answers().get(path).cloned();
        }
        self
    }

    /// Whether it differs again, as after an undo.
    pub fn is_back(&self, comparison: &Comparison) -> bool {
        let mut changes = comparison.changes.iter();
        changes.any(|change| change.is_again(&self.change))
    }

    /// How it is given up again; none where what came later stands on it.
    fn back(&self, project: &Project, later: &[Self]) -> Option<Back> {
        if project.revision() == self.revision {
            return Some(Back::Undo);
        }
        let shifts = |other: &Self| {
            other.change.field == self.change.field && other.change.answer_path().is_none()
        };
        let (before, since) = self.answers.as_ref()?;
        let path = self.change.answer_path()?;
        let stands = project.answers().get(path) == since.as_ref();
        (stands && !later.iter().any(shifts)).then(|| {
            Back::Edit(Edit::Set {
                path: path.to_owned(),
                value: before.clone(),
            })
        })
    }
}

/// How the one at that place is given up again.
pub fn back(taken: &[Taken], at: usize, project: &Project) -> Option<Back> {
    taken.get(at)?.back(project, &taken[at + 1..])
}

/// What differs, with what was taken over where it stood, in the order of the form.
pub fn list<'a>(form: &FormDef, comparison: &'a Comparison, taken: &'a [Taken]) -> Vec<Listed<'a>> {
    let differs = comparison.changes.iter().enumerate();
    let mut differs = differs.map(|(at, change)| Listed {
        change,
        state: State::Differs(at),
    });
    if taken.is_empty() {
        return differs.collect();
    }
    let mut stays: Vec<_> = taken.iter().enumerate().collect();
    stays.sort_by_key(|(_, one)| one.at);
    let mut list: Vec<Listed<'a>> = Vec::new();
    for (at, one) in stays {
        list.extend(differs.by_ref().take(one.at.saturating_sub(list.len())));
        list.push(Listed {
            change: &one.change,
            state: State::Taken(at),
        });
    }
    list.extend(differs);
    let ids: Vec<&str> = form.fields().map(|(_, field)| field.id.as_str()).collect();
    list.sort_by_cached_key(|one| ids.iter().position(|id| *id == one.change.field));
    list
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use super::*;
    use crate::project::Forms;
    use crate::project::compare::Take;

    fn open() -> Project {
        let path = Path::new("examples/industry-team/answers.json");
        Project::open(path, &Forms::bundled()).unwrap()
    }

    fn fields(list: &[Listed<'_>]) -> Vec<String> {
        let lines = list.iter().map(|one| {
            let mark = match one.state {
                State::Differs(_) => "",
                State::Taken(_) => "✓",
            };
            format!("{}{mark}", one.change.field)
        });
        lines.collect()
    }

    #[test]
    fn what_was_taken_over_stays_in_its_place_and_is_given_up_by_itself() {
        let (mut here, mut there) = (open(), open());
        let original = here.answers().clone();
        for field in ["project_name", "team_name", "goals"] {
            there.apply(Edit::text(field, "别的"), Duration::ZERO);
        }
        let mut taken = Vec::new();
        for (place, shown) in [
            (1, ["project_name", "team_name✓", "goals"]),
            (0, ["project_name✓", "team_name✓", "goals"]),
        ] {
            let comparison = here.compare(&there).unwrap();
            let form = here.form().clone();
            let listed = list(&form, &comparison, &taken);
            let State::Differs(at) = listed[place].state else {
                panic!("{place} differs no more");
            };
            let one = Taken::before(&here, listed[place].change, place);
            here.take_over(&there, &comparison, &Take::One(at), Duration::ZERO);
            taken.push(one.after(&here));
            let comparison = here.compare(&there).unwrap();
            assert_eq!(fields(&list(&form, &comparison, &taken)), shown);
        }
        assert_eq!(back(&taken, 1, &here), Some(Back::Undo));
        let Some(Back::Edit(edit)) = back(&taken, 0, &here) else {
            panic!("the first cannot be given up");
        };
        here.apply(edit, Duration::ZERO);
        assert_eq!(here.answers().text("team_name"), original.text("team_name"));
        assert_eq!(here.answers().text("project_name"), "别的");
        let comparison = here.compare(&there).unwrap();
        assert!(taken[0].is_back(&comparison) && !taken[1].is_back(&comparison));
    }
}
