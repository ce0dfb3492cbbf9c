//! What the page shows and what it would do, worked out without a window.

mod cells;
mod place;
mod taking;
mod words;

use std::collections::HashMap;
use std::sync::Arc;

use crate::project::Project;
use crate::project::people::{Decision, How, Line, Outcome, Part, Person, Plan, Roster};
use crate::search::Reading;

pub use cells::{PARTS, confidence, part_of, shown_parts, text};
use place::targets;
pub use place::{Place, places};
pub use words::called;

/// Which people are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Filter {
    #[default]
    All,
    /// Those with a doubtful cell.
    Problems,
    /// Those who are there already, perhaps, or twice.
    Known,
    /// Those who are ticked.
    Picked,
}

impl Filter {
    pub const ALL: [Self; 4] = [Self::All, Self::Problems, Self::Known, Self::Picked];

    /// What a person reads.
    pub fn label(self) -> &'static str {
        match self {
            Self::All => "全部",
            Self::Problems => "有疑问",
            Self::Known => "已在表里或重复",
            Self::Picked => "选中的",
        }
    }
}

/// How many people there are of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub picked: usize,
    pub added: usize,
    pub changed: usize,
    /// Picked, and somebody is to decide first whether they stand there.
    pub undecided: usize,
    /// More than the place takes.
    pub over: usize,
    /// Named, new to the table, and not picked.
    pub left: usize,
    /// With a doubtful cell, picked or not.
    pub problems: usize,
    /// There already, perhaps, or twice; picked or not.
    pub known: usize,
}

impl Tally {
    /// How many are taken in.
    pub fn taken(&self) -> usize {
        self.added + self.changed
    }
}

/// A person of a sheet, however its columns are read: the row, and which of the row it is where
/// tables stand side by side.
type Key = (u32, usize);

/// The keys of people in the order of the sheet.
fn keys(people: &[Person]) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::with_capacity(people.len());
    for person in people {
        let beside = keys.last().filter(|(row, _)| *row == person.row);
        keys.push((person.row, beside.map_or(0, |(_, at)| at + 1)));
    }
    keys
}

/// A roster that was read, and what was decided of its people.
#[derive(Debug, Clone)]
pub struct Import {
    pub roster: Arc<Roster>,
    /// What the import would do; none for the library, which finds out by itself.
    pub plan: Option<Plan>,
    /// What the plan was made from: the place, and the application with its revision.
    made_from: Option<(Place, Option<(u64, u64)>)>,
    /// Whether that plan is of these people, and not of those who were read before them.
    is_planned: bool,
    /// The parts of the people that are shown.
    pub shown: Vec<Part>,
    keys: Vec<Key>,
    picked: Vec<bool>,
    /// What a person ticked or unticked by hand.
    by_hand: HashMap<Key, bool>,
    decisions: HashMap<usize, Decision>,
    /// Whether those for whom there is no room go to the library.
    pub rest_to_library: bool,
    /// Whether those who were not chosen go to the library.
    pub left_to_library: bool,
    pub tally: Tally,
    filter: Filter,
    /// What is looked for among the people; empty for all of them.
    pub query: String,
    /// The people who are listed.
    pub listed: Vec<usize>,
}

impl Import {
    /// `before` is what was read before it. Of the same sheet with other columns, all holds that
    /// was chosen so far; of a person who has another name now, nothing that was decided of them.
    pub fn new(roster: Arc<Roster>, before: Option<Self>) -> Self {
        let keys = keys(&roster.people);
        let mut import = Self {
            picked: vec![false; roster.people.len()],
            shown: shown_parts(&roster.columns, &roster.people),
            plan: None,
            made_from: None,
            is_planned: false,
            by_hand: HashMap::new(),
            decisions: HashMap::new(),
            rest_to_library: false,
            left_to_library: false,
            tally: Tally::default(),
            filter: Filter::default(),
            query: String::new(),
            listed: Vec::new(),
            keys,
            roster,
        };
        if let Some(before) = before.filter(|before| before.roster.sheet == import.roster.sheet) {
            import.decisions = import.decided_before(&before);
            import.made_from = before.made_from;
            import.by_hand = before.by_hand;
            import.rest_to_library = before.rest_to_library;
            import.left_to_library = before.left_to_library;
            import.filter = before.filter;
            import.query = before.query;
        }
        import
    }

    fn decided_before(&self, before: &Self) -> HashMap<usize, Decision> {
        let places: HashMap<Key, usize> = self.keys.iter().copied().zip(0..).collect();
        let decided = before.decisions.iter().filter_map(|(at, decision)| {
            let now = *places.get(before.keys.get(*at)?)?;
            let is_same = before.roster.people.get(*at)?.name == self.roster.people[now].name;
            is_same.then(|| (now, decision.clone()))
        });
        decided.collect()
    }

    /// Plans again where the place or the application has changed, and says whether it did.
    pub fn refresh(&mut self, place: &Place, open: Option<(u64, &Project)>) -> bool {
        let stands = open.map(|(id, project)| (id, project.revision()));
        let now = (place.clone(), stands);
        let is_known = self.made_from.as_ref() == Some(&now);
        if is_known && self.is_planned {
            return false;
        }
        self.is_planned = true;
        if self.made_from.as_ref().is_some_and(|from| from.0 != *place) {
            self.by_hand.clear();
        }
        if !is_known {
            self.decisions.clear();
        }
        self.made_from = Some(now);
        let target = match (place, open) {
            (Place::Form(path), Some((_, project))) => {
                let all = targets(project).into_iter();
                let mut found = all.filter(|target| target.path == *path);
                found.next().map(|target| (target, project))
            }
            _ => None,
        };
        let people = &self.roster.people;
        self.plan = target.map(|(target, project)| Plan::new(target, project.answers(), people));
        self.picked = match &self.plan {
            Some(plan) => plan.proposed(),
            None => people.iter().map(|one| !one.name.is_empty()).collect(),
        };
        for (picked, key) in self.picked.iter_mut().zip(&self.keys) {
            if let Some(by_hand) = self.by_hand.get(key) {
                *picked = *by_hand;
            }
        }
        self.list(self.filter);
        self.count();
        true
    }

    /// Whether a person is ticked.
    pub fn is_picked(&self, at: usize) -> bool {
        self.picked.get(at).copied().unwrap_or_default()
    }

    /// Whether ticking somebody would do anything.
    pub fn can_pick(&self, at: usize) -> bool {
        let is_another = || self.decision(at).is_same == Some(false);
        self.line(at)
            .is_none_or(|line| !line.is_blank && (!line.is_there_as_is() || is_another()))
    }

    /// Ticks or unticks a person. Of a place for one person the last who is ticked stays.
    pub fn pick(&mut self, at: usize, yes: bool) {
        if yes && self.is_single() {
            self.picked.fill(false);
            self.by_hand.clear();
        }
        self.put_tick(at, yes);
        self.count();
    }

    /// Ticks or unticks all who are listed. Somebody who is in the roster twice is ticked once.
    pub fn pick_listed(&mut self, yes: bool) {
        for at in std::mem::take(&mut self.listed) {
            let is_twice = || self.line(at).is_some_and(|line| line.twice.is_some());
            if !yes || (self.can_pick(at) && !is_twice()) {
                self.put_tick(at, yes);
            }
            self.listed.push(at);
        }
        self.count();
    }

    fn put_tick(&mut self, at: usize, yes: bool) {
        if let (Some(picked), Some(key)) = (self.picked.get_mut(at), self.keys.get(at)) {
            *picked = yes;
            self.by_hand.insert(*key, yes);
        }
    }

    /// Unticks the last ones, so that no more are ticked than the place takes.
    pub fn drop_over(&mut self) {
        let mut over = self.tally.over;
        for at in (0..self.picked.len()).rev() {
            if over > 0 && self.is_picked(at) && self.outcome(at) == Outcome::Added {
                self.put_tick(at, false);
                over -= 1;
            }
        }
        self.count();
    }

    /// The first for whom somebody is to decide.
    pub fn first_undecided(&self) -> Option<usize> {
        let mut all = 0..self.picked.len();
        all.find(|at| self.is_picked(*at) && self.outcome(*at) == Outcome::Undecided)
    }

    /// Takes everybody who is in doubt for somebody else.
    pub fn all_are_others(&mut self) {
        for at in 0..self.picked.len() {
            if self.is_picked(at) && self.outcome(at) == Outcome::Undecided {
                self.decisions.entry(at).or_default().is_same = Some(false);
            }
        }
        self.count();
    }

    /// What was decided of a person.
    pub fn decision(&self, at: usize) -> Decision {
        self.decisions.get(&at).cloned().unwrap_or_default()
    }

    /// Decides something of a person, who is then ticked, unless it comes to nothing.
    pub fn decide(&mut self, at: usize, decision: Decision) {
        self.decisions.insert(at, decision);
        let can_pick = self.can_pick(at);
        if self.is_picked(at) != can_pick {
            self.pick(at, can_pick);
        }
        self.count();
    }

    /// What the plan knows of a person.
    pub fn line(&self, at: usize) -> Option<&Line> {
        self.plan.as_ref()?.lines.get(at)
    }

    pub fn is_single(&self) -> bool {
        self.plan.as_ref().is_some_and(|plan| plan.target.is_single)
    }

    /// What comes of a person if they are taken.
    pub fn outcome(&self, at: usize) -> Outcome {
        let usual = Decision::default();
        match self.line(at) {
            Some(line) => line.outcome(self.decisions.get(&at).unwrap_or(&usual)),
            None => Outcome::Added,
        }
    }

    /// Lists other people: those of a kind who answer to what is looked for.
    pub fn list(&mut self, filter: Filter) {
        self.filter = filter;
        let all = 0..self.roster.people.len();
        let listed = all.filter(|at| self.is_listed(*at, filter));
        let typed = self.query.trim();
        self.listed = listed
            .filter(|at| typed.is_empty() || answers_to(&self.roster.people[*at], typed))
            .collect();
    }

    /// Which people are listed.
    pub fn filter(&self) -> Filter {
        self.filter
    }

    fn is_listed(&self, at: usize, filter: Filter) -> bool {
        match filter {
            Filter::All => true,
            Filter::Problems => !self.roster.people[at].problems.is_empty(),
            Filter::Known => self.line(at).is_some_and(|line| {
                line.there.is_some() || line.twice.is_some() || line.namesake.is_some()
            }),
            Filter::Picked => self.is_picked(at),
        }
    }

    /// How many each way of listing lists.
    pub fn listed_by(&self, filter: Filter) -> usize {
        match filter {
            Filter::All => self.roster.people.len(),
            Filter::Problems => self.tally.problems,
            Filter::Known => self.tally.known,
            Filter::Picked => self.tally.picked,
        }
    }

    fn count(&mut self) {
        let mut tally = Tally::default();
        for at in 0..self.roster.people.len() {
            tally.problems += usize::from(self.is_listed(at, Filter::Problems));
            tally.known += usize::from(!self.is_single() && self.is_listed(at, Filter::Known));
            if !self.is_picked(at) {
                tally.left += usize::from(self.is_left(at));
                continue;
            }
            tally.picked += 1;
            match self.outcome(at) {
                Outcome::Added => tally.added += 1,
                Outcome::Changed => tally.changed += 1,
                Outcome::Undecided => tally.undecided += 1,
                Outcome::Kept | Outcome::Nothing => {}
            }
        }
        if let Some(plan) = &self.plan
            && let Some(most) = plan.target.most
        {
            tally.over = if plan.target.is_single {
                tally.picked.saturating_sub(most)
            } else {
                (plan.there + tally.added)
                    .saturating_sub(most)
                    .min(tally.added)
            };
        }
        self.tally = tally;
    }

    /// Whether a person who is not ticked is somebody whom the table could have taken.
    fn is_left(&self, at: usize) -> bool {
        let is_there = |line: &Line| {
            let there = line.there.as_ref();
            there.is_some_and(|there| there.how == How::Same)
        };
        let is_new = |line: &Line| !line.is_blank && line.twice.is_none() && !is_there(line);
        let is_table = !self.is_single();
        let is_named = !self.roster.people[at].name.is_empty();
        is_table && is_named && !self.is_picked(at) && self.line(at).is_some_and(is_new)
    }

    /// How many who were not ticked go to the library.
    fn left(&self) -> usize {
        if self.left_to_library {
            self.tally.left
        } else {
            0
        }
    }

    /// Whether those over the limit go to the library.
    fn sends_rest(&self) -> bool {
        self.rest_to_library && self.tally.over > 0
    }

    /// How many come into the place.
    pub fn taken(&self) -> usize {
        let over = if self.sends_rest() {
            self.tally.over
        } else {
            0
        };
        self.tally.taken() - over
    }

    /// Whether the import can be done as things stand.
    pub fn is_ready(&self) -> bool {
        let fits = self.tally.over == 0 || self.sends_rest();
        fits && self.tally.undecided == 0 && self.tally.taken() > 0
    }
}

/// Whether a person answers to what was typed: by name, its pinyin or initials, unit, mobile number
/// or e-mail address.
fn answers_to(person: &Person, typed: &str) -> bool {
    let texts = [&person.affiliation, &person.mobile, &person.email];
    Reading::of(&person.name).fit(typed).is_some() || texts.iter().any(|it| it.contains(typed))
}

#[cfg(test)]
mod tests;
