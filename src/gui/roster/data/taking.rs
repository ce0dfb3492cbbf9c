//! What an import does once somebody takes its people in.

use std::collections::HashMap;

use crate::answers::Edit;
use crate::project::Project;
use crate::project::people::{Outcome, Person};

use super::Import;

/// What would be done, and what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Taking {
    /// One change for all.
    pub edit: Edit,
    /// Where the cursor goes; empty where nothing comes into the application.
    pub place: String,
    /// For the expert library.
    pub rest: Vec<Person>,
    /// What was done, without how to take it back.
    pub words: String,
}

impl Import {
    /// What the import does to the application; none where it is not ready, or was planned for
    /// another state of it.
    pub fn taking(&self, open: Option<(u64, &Project)>) -> Option<Taking> {
        let stands = open.map(|(id, project)| (id, project.revision()));
        let from = self.made_from.as_ref()?;
        if from.1 != stands || !self.is_ready() {
            return None;
        }
        let people = &self.roster.people;
        let (Some(plan), Some((_, project))) = (&self.plan, open) else {
            let picked = (0..people.len()).filter(|at| self.is_picked(*at));
            let rest: Vec<_> = picked.map(|at| people[at].clone()).collect();
            return Some(Taking {
                edit: Edit::Many(Vec::new()),
                place: String::new(),
                words: String::new(),
                rest,
            });
        };
        let mut room = self.tally.added
            - if self.sends_rest() {
                self.tally.over
            } else {
                0
            };
        let (mut taken, mut rest) = (HashMap::new(), Vec::new());
        for (at, person) in people.iter().enumerate() {
            if !self.is_picked(at) {
                let goes = self.left_to_library && self.is_left(at);
                rest.extend(goes.then(|| person.clone()));
                continue;
            }
            if self.outcome(at) == Outcome::Added {
                if room == 0 {
                    rest.push(person.clone());
                    continue;
                }
                room -= 1;
            }
            taken.insert(at, self.decision(at));
        }
        let edits = plan.edits(project.answers(), people, |at| taken.get(&at));
        let place = edits.iter().find_map(first_place);
        // Where the table is full, everybody goes into the library.
        let words = place.is_some().then(|| self.done(plan));
        Some(Taking {
            place: place.unwrap_or_default(),
            words: words.unwrap_or_default(),
            edit: Edit::Many(edits),
            rest,
        })
    }
}

/// Where an edit puts something first.
fn first_place(edit: &Edit) -> Option<String> {
    match edit {
        Edit::Set { path, .. } => Some(path.clone()),
        Edit::InsertRow { table, at, .. } => Some(format!("{table}[{at}]")),
        Edit::Many(edits) => edits.iter().find_map(first_place),
        _ => None,
    }
}
