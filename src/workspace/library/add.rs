//! People who come into the library. Whoever is there already is not added again: what is new of
//! them is put in, and what says otherwise is left to a person.

use std::collections::HashMap;
use std::sync::Arc;

use super::change::Change;
use super::expert::{Expert, Id, Use};
use super::form::{columns_of, person};
use super::people::People;
use crate::answers::{Answer, Group};
use crate::roster::Person;
use crate::roster::matching::{Index, Match};
use crate::search::plain;

/// What becomes of the library when people come into it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Adding {
    pub change: Change,
    /// Those who were not there.
    pub new: Vec<Id>,
    /// Those who were there, each as often as they came.
    pub known: Vec<Id>,
    /// How many of those had something empty that was filled in.
    pub filled: usize,
    /// What a person is to decide.
    pub differing: Vec<Differing>,
}

/// Somebody of whom the library says otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Differing {
    /// Who is there.
    pub id: Id,
    /// What came, by the library's columns.
    pub came: Group,
    /// Whether it is certainly the same person; otherwise somebody of another name with the same
    /// mobile number or e-mail address.
    pub is_same: bool,
    used: Option<Use>,
}

impl Adding {
    /// What becomes of these experts when the people come, out of the application if out of one.
    pub fn of(people: &People, comers: &[Person], used: Option<&Use>) -> Self {
        let mut adding = Self::default();
        let mut there = There::of(people);
        for comer in comers {
            let came = columns_of(comer);
            if came.is_empty() {
                continue;
            }
            match there.find(comer) {
                None => {
                    let mut expert = Expert {
                        person: came,
                        ..Expert::default()
                    };
                    expert.used.extend(used.cloned());
                    let id = adding.change.add(expert.clone());
                    expert.id = id;
                    adding.new.push(id);
                    there.put(Arc::new(expert));
                }
                Some((expert, Match::Sure)) => {
                    let mut now = Expert::clone(&expert);
                    fill(&mut now.person, &came);
                    adding.filled += usize::from(now.person != expert.person);
                    if let Some(used) = used {
                        now.note_use(used.clone());
                    }
                    adding.change.alter(&expert, |one| one.clone_from(&now));
                    adding.known.push(now.id);
                    let differing = Differing {
                        id: now.id,
                        came,
                        is_same: true,
                        used: used.cloned(),
                    };
                    if !differing.columns(&now).is_empty() {
                        adding.differing.push(differing);
                    }
                    there.put(Arc::new(now));
                }
                Some((expert, Match::Likely)) => adding.differing.push(Differing {
                    id: expert.id,
                    came,
                    is_same: false,
                    used: used.cloned(),
                }),
            }
        }
        adding
    }
}

impl Differing {
    /// The columns in which both say something and not the same.
    pub fn columns(&self, expert: &Expert) -> Vec<&str> {
        let came = self.came.0.iter();
        let differs = came.filter(|(column, came)| {
            let there = expert.person.child(column);
            there.is_some_and(|there| !there.is_blank() && !says(there, came))
                && !(column == "affiliation" && has_title_behind(expert, &came.text()))
        });
        differs.map(|(column, _)| column.as_str()).collect()
    }

    /// Puts what came of those columns in place of what is there, and all that is not there yet.
    pub fn take(&self, expert: &Arc<Expert>, columns: &[String]) -> Change {
        let mut change = Change::default();
        change.alter(expert, |expert| {
            for (column, came) in &self.came.0 {
                if columns.contains(column) {
                    set(&mut expert.person, column, came.clone());
                }
            }
            fill(&mut expert.person, &self.came);
            if let Some(used) = &self.used {
                expert.note_use(used.clone());
            }
        });
        change
    }

    /// Adds who came as somebody of their own.
    pub fn add(&self) -> Change {
        let mut change = Change::default();
        change.add(Expert {
            person: self.came.clone(),
            used: self.used.iter().cloned().collect(),
            ..Expert::default()
        });
        change
    }
}

/// Puts what came into the columns where nothing stands, and words that are not there yet into
/// lists.
fn fill(person: &mut Group, came: &Group) {
    for (column, came) in &came.0 {
        match (person.child(column), came) {
            (Some(Answer::List(there)), Answer::List(came)) => {
                let mut all = there.clone();
                all.extend(came.iter().filter(|word| !there.contains(word)).cloned());
                set(person, column, Answer::List(all));
            }
            (Some(there), _) if !there.is_blank() => {}
            _ => set(person, column, came.clone()),
        }
    }
}

fn set(person: &mut Group, column: &str, value: Answer) {
    match person.0.iter_mut().find(|(name, _)| name == column) {
        Some((_, there)) => *there = value,
        None => person.0.push((column.to_owned(), value)),
    }
}

/// Whether two answers say the same, whatever their blanks, dashes and widths.
fn says(one: &Answer, other: &Answer) -> bool {
    match (one, other) {
        (Answer::List(one), Answer::List(other)) => other.iter().all(|word| one.contains(word)),
        _ => key(&one.text()) == key(&other.text()),
    }
}

/// Whether a unit is the one that is there with the title behind it, as a form writes it that has one
/// box for both: 工作单位及职务/职称.
fn has_title_behind(expert: &Expert, unit: &str) -> bool {
    let (unit, title) = (key(unit), key(&expert.text("title")));
    let behind = unit.strip_prefix(&key(&expert.text("affiliation")));
    behind.is_some_and(|behind| behind.trim_start_matches(['/', '、', '，', ',']) == title)
}

fn key(text: &str) -> String {
    plain(text).replace('-', "")
}

/// Those who are there, as they are by now.
struct There<'a> {
    people: &'a People,
    /// Those who have changed or come by now.
    now: HashMap<Id, Arc<Expert>>,
    index: Index,
    /// Whom the numbers of the index stand for.
    ids: Vec<Id>,
}

impl<'a> There<'a> {
    fn of(people: &'a People) -> Self {
        let mut index = Index::default();
        for expert in people.values() {
            index.add(&person(expert));
        }
        Self {
            people,
            now: HashMap::new(),
            index,
            ids: people.keys().copied().collect(),
        }
    }

    fn put(&mut self, expert: Arc<Expert>) {
        self.index.add(&person(&expert));
        self.ids.push(expert.id);
        self.now.insert(expert.id, expert);
    }

    fn find(&self, comer: &Person) -> Option<(Arc<Expert>, Match)> {
        let (at, how) = self.index.find(comer)?;
        let id = self.ids.get(at)?;
        let expert = self.now.get(id).or_else(|| self.people.get(id))?;
        Some((expert.clone(), how))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn come([name, mobile, affiliation, title]: [&str; 4]) -> Person {
        Person {
            name: name.to_owned(),
            mobile: mobile.to_owned(),
            affiliation: affiliation.to_owned(),
            title: title.to_owned(),
            ..Person::default()
        }
    }

    /// The experts as they are once the people have come, by name, mobile, unit and title.
    fn after(people: &mut People, adding: &Adding) -> Vec<String> {
        adding.change.clone().apply(people);
        let mut lines: Vec<String> = people
            .values()
            .map(|one| {
                ["name", "mobile", "affiliation", "title"]
                    .map(|id| one.text(id))
                    .join(" ")
            })
            .collect();
        lines.sort();
        lines
    }

    #[test]
    fn nobody_is_there_twice_and_nothing_is_replaced_unasked() {
        let mut people = People::new();
        let first = [
            come(["张三", "13800000001", "", ""]),
            come(["李四", "13800000002", "甲大学", "教授"]),
            // Twice in one roster.
            come(["张三", "138-0000-0001", "乙所", ""]),
            come(["", "", "", ""]),
        ];
        let adding = Adding::of(&people, &first, None);
        assert_eq!(
            (adding.new.len(), adding.known.len(), adding.filled),
            (2, 1, 1)
        );
        assert_eq!(adding.differing, []);
        assert_eq!(
            after(&mut people, &adding),
            ["张三 13800000001 乙所 ", "李四 13800000002 甲大学 教授"]
        );
        let used = Use {
            title: "示范项目".to_owned(),
            form: "附件5".to_owned(),
            on: "2021-05-20".to_owned(),
        };
        let second = [
            come(["李四", "13800000002", "丙大学", "教授"]),
            come(["李肆", "13800000002", "", ""]),
            come(["张三", "13800000001", "乙 所", "研究员"]),
        ];
        let adding = Adding::of(&people, &second, Some(&used));
        assert_eq!(
            (adding.new.len(), adding.known.len(), adding.filled),
            (0, 2, 1)
        );
        assert_eq!(
            after(&mut people, &adding),
            [
                "张三 13800000001 乙所 研究员",
                "李四 13800000002 甲大学 教授"
            ]
        );
        let [same, likely] = adding.differing.as_slice() else {
            panic!("{:?}", adding.differing)
        };
        assert!(same.is_same && !likely.is_same);
        let expert = people[&same.id].clone();
        assert_eq!(expert.used, [used]);
        assert_eq!(same.columns(&expert), ["affiliation"]);
        assert_eq!(likely.columns(&expert), ["name"]);
        // As a person decides.
        same.take(&expert, &["affiliation".to_owned()])
            .apply(&mut people);
        assert_eq!(people[&same.id].text("affiliation"), "丙大学");
        likely.add().apply(&mut people);
        assert_eq!(people.len(), 3);
    }

    #[test]
    fn a_box_for_unit_and_title_says_nothing_else() {
        let mut people = People::new();
        let first = come(["张三", "13800000001", "甲大学 院长", "教授"]);
        Adding::of(&people, &[first], None)
            .change
            .apply(&mut people);
        for (unit, differs) in [
            ("甲大学院长/教授", false),
            ("甲大学院长、教授", false),
            ("甲大学院长", false),
            ("甲大学院长/研究员", true),
            ("甲大学", true),
        ] {
            let again = come(["张三", "13800000001", unit, ""]);
            let adding = Adding::of(&people, &[again], None);
            assert_eq!(!adding.differing.is_empty(), differs, "{unit}");
        }
    }

    #[test]
    fn words_of_lists_are_put_together() {
        let both = ["中国科学院院士", "中国工程院院士"];
        let come = |word: &str| Person {
            name: "张三".to_owned(),
            academician: vec![word.to_owned()],
            ..Person::default()
        };
        let mut people = People::new();
        for word in both {
            let adding = Adding::of(&people, &[come(word)], None);
            assert_eq!(adding.differing, []);
            adding.change.apply(&mut people);
        }
        let expert = people.values().next().unwrap();
        assert_eq!(expert.entries("academician").collect::<Vec<_>>(), both);
    }
}
