//! Changes of the library, and the way back.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use super::Library;
use super::expert::{Expert, Id};
use super::people::{People, merged_one};

/// What becomes of some experts, as one step.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Change {
    steps: Vec<Step>,
    /// The last step about each expert: looking one up among many takes as long as among few.
    last: HashMap<Id, usize>,
}

/// What becomes of one.
#[derive(Debug, Clone, PartialEq)]
struct Step {
    id: Id,
    /// As they were; none where they are new.
    from: Option<Arc<Expert>>,
    /// As they are to be; none where they go.
    to: Option<Arc<Expert>>,
}

impl Change {
    /// Somebody new, with a number of their own.
    pub fn add(&mut self, mut expert: Expert) -> Id {
        expert.id = Id::new();
        let id = expert.id;
        self.push(Step {
            id,
            from: None,
            to: Some(Arc::new(expert)),
        });
        id
    }

    /// Somebody who is there is taken out.
    pub fn remove(&mut self, expert: &Arc<Expert>) {
        self.push(Step {
            id: expert.id,
            from: Some(expert.clone()),
            to: None,
        });
    }

    /// Somebody who is there becomes another, by what `does` to them.
    pub fn alter(&mut self, expert: &Arc<Expert>, does: impl FnOnce(&mut Expert)) {
        let last = self.last.get(&expert.id).copied();
        match last.and_then(|at| self.steps.get_mut(at)) {
            Some(Step { to: Some(to), .. }) => does(Arc::make_mut(to)),
            _ => {
                let mut to = Expert::clone(expert);
                does(&mut to);
                if to != **expert {
                    self.push(Step {
                        id: expert.id,
                        from: Some(expert.clone()),
                        to: Some(Arc::new(to)),
                    });
                }
            }
        }
    }

    fn push(&mut self, step: Step) {
        self.last.insert(step.id, self.steps.len());
        self.steps.push(step);
    }

    /// Whether nothing changes.
    pub fn is_nothing(&self) -> bool {
        self.steps.is_empty()
    }

    /// Those whom it is about.
    pub fn ids(&self) -> impl Iterator<Item = Id> {
        self.steps.iter().map(|step| step.id)
    }

    /// Changes the experts and gives back what takes that back.
    pub(super) fn apply(self, people: &mut People) -> Self {
        let mut steps = Vec::new();
        for Step { id, from, to } in self.steps {
            let now = people.get(&id).cloned();
            let next = merged_one(from.as_ref(), to.as_ref(), now.as_ref());
            if next == now {
                continue;
            }
            match &next {
                Some(next) => people.insert(id, next.clone()),
                None => people.remove(&id),
            };
            steps.push(Step {
                id,
                from: next,
                to: now,
            });
        }
        steps.reverse();
        let mut back = Self::default();
        steps.into_iter().for_each(|step| back.push(step));
        back
    }
}

/// What was changed in this window, for undo and redo. Typing in one place is one step until a
/// pause.
#[derive(Debug, Default)]
pub struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
    /// Where and when the last text was typed.
    typing: Option<(String, Duration)>,
}

/// A pause that ends a step of typing.
const PAUSE: Duration = Duration::from_millis(1500);

/// Steps that are remembered.
const STEPS: usize = 200;

impl History {
    /// Carries out a change and says whether it changed anything. `typed` is the place where a text
    /// is being typed, and when, by any clock that does not run backwards.
    pub fn apply(
        &mut self,
        library: &mut Library,
        change: Change,
        typed: Option<(String, Duration)>,
    ) -> bool {
        let goes_on = match (&typed, &self.typing) {
            (Some((place, now)), Some((last, when))) => {
                place == last && now.saturating_sub(*when) < PAUSE && !self.done.is_empty()
            }
            _ => false,
        };
        let back = library.apply(change);
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
        self.typing = typed;
        true
    }

    /// Takes the last step back and gives back those whom it was about; none where there was none.
    pub fn undo(&mut self, library: &mut Library) -> Option<Vec<Id>> {
        Self::step(&mut self.done, &mut self.undone, &mut self.typing, library)
    }

    /// Does the last undone step again and gives back those whom it was about.
    pub fn redo(&mut self, library: &mut Library) -> Option<Vec<Id>> {
        Self::step(&mut self.undone, &mut self.done, &mut self.typing, library)
    }

    fn step(
        from: &mut Vec<Change>,
        to: &mut Vec<Change>,
        typing: &mut Option<(String, Duration)>,
        library: &mut Library,
    ) -> Option<Vec<Id>> {
        *typing = None;
        let change = from.pop()?;
        let ids = change.ids().collect();
        to.push(library.apply(change));
        Some(ids)
    }

    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}
