//! People who come into the library. Whoever is there already is not added again: what is new of
//! them is put in, and what says otherwise is left to a person. Who is perhaps there already is
//! added, so that nobody is lost, and a person is asked whether the two are one.

use std::collections::HashMap;
use std::sync::Arc;

use super::change::Change;
use super::differing::{Differing, fill};
use super::expert::{Expert, Id, Use};
use super::form::{columns_of, person};
use super::people::People;
use crate::roster::Person;
use crate::roster::matching::{Index, Match};

/// After how many people it is said how far it is.
const PACE: usize = 500;

/// What becomes of the library when people come into it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Adding {
    pub change: Change,
    /// Those who were not there, with those who are perhaps one with somebody who was.
    pub new: Vec<Id>,
    /// Those who were there, each as often as they came.
    pub known: Vec<Id>,
    /// How many of those had something empty that was filled in.
    pub filled: usize,
    /// What a person is to decide.
    pub differing: Vec<Differing>,
}

impl Adding {
    /// What becomes of these experts when the people come, out of the application if out of one.
    pub fn of(people: &People, comers: &[Person], used: Option<&Use>) -> Self {
        Self::telling(people, comers, used, &|_, _| true).unwrap_or_default()
    }

    /// The same, telling now and then how many people of how many were looked at; none where
    /// `tells` says that it is not wanted any more.
    pub fn telling(
        people: &People,
        comers: &[Person],
        used: Option<&Use>,
        tells: &dyn Fn(usize, usize) -> bool,
    ) -> Option<Self> {
        let all = people.len() + comers.len();
        let goes_on = |at: usize| !at.is_multiple_of(PACE) || tells(at, all);
        let mut adding = Self::default();
        let mut there = There::of(people, &goes_on)?;
        for (at, comer) in comers.iter().enumerate() {
            if !goes_on(people.len() + at) {
                return None;
            }
            let came = columns_of(comer);
            if came.is_empty() {
                continue;
            }
            match there.find(comer) {
                Some((expert, Match::Sure)) => {
                    let mut now = Expert::clone(&expert);
                    fill(&mut now.person, &came);
                    adding.filled += usize::from(now.person != expert.person);
                    if let Some(used) = used {
                        now.note_use(used.clone());
                    }
                    adding.change.alter(&expert, |one| one.clone_from(&now));
                    adding.known.push(now.id);
                    let differing = Differing::of_same(&now, came, used.cloned());
                    adding.differing.extend(differing);
                    there.put(Arc::new(now));
                }
                perhaps => {
                    let mut expert = Expert {
                        person: came,
                        ..Expert::default()
                    };
                    expert.used.extend(used.cloned());
                    expert.id = adding.change.add(expert.clone());
                    adding.new.push(expert.id);
                    if let Some((known, _)) = perhaps {
                        adding
                            .differing
                            .push(Differing::perhaps(known.id, expert.id));
                    }
                    there.put(Arc::new(expert));
                }
            }
        }
        Some(adding)
    }

    /// Those who are there once the people have come.
    pub fn after(&self, people: &People) -> People {
        let mut people = people.clone();
        self.change.clone().apply(&mut people);
        people
    }
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
    /// None where `goes_on` says at one of them that it is not wanted any more.
    fn of(people: &'a People, goes_on: &impl Fn(usize) -> bool) -> Option<Self> {
        let mut index = Index::default();
        for (at, expert) in people.values().enumerate() {
            if !goes_on(at) {
                return None;
            }
            index.add(&person(expert));
        }
        Some(Self {
            people,
            now: HashMap::new(),
            index,
            ids: people.keys().copied().collect(),
        })
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
            (1, 2, 1)
        );
        assert_eq!(
            after(&mut people, &adding),
            [
                "张三 13800000001 乙所 研究员",
                "李四 13800000002 甲大学 教授",
                "李肆 13800000002  ",
            ]
        );
        let [same, likely] = adding.differing.as_slice() else {
            panic!("{:?}", adding.differing)
        };
        assert!(same.is_same() && !likely.is_same());
        assert_eq!(people[&same.id].used, [used]);
        assert_eq!(same.columns(&people), ["affiliation"]);
        assert_eq!(likely.columns(&people), ["name"]);
        // Whoever was added in doubt is there when they come once more.
        let again = Adding::of(&people, &second, None);
        assert_eq!((again.new.len(), again.known.len()), (0, 3));
        // As a person decides.
        same.take(&people, &["affiliation".to_owned()])
            .apply(&mut people);
        assert_eq!(people[&same.id].text("affiliation"), "丙大学");
        likely.take(&people, &[]).apply(&mut people);
        assert_eq!(people.len(), 2);
    }

    #[test]
    fn it_is_told_how_far_it_is_and_stops_where_it_is_not_wanted() {
        let comers: Vec<_> = (0..1_200)
            .map(|at| come([&format!("专家{at}"), "", "甲大学", ""]))
            .collect();
        let people = Adding::of(&People::new(), &comers, None).after(&People::new());
        assert_eq!(people.len(), 1_200);
        let told = std::cell::RefCell::new(Vec::new());
        let tells = |done, all| {
            told.borrow_mut().push((done, all));
            done < 1_500
        };
        let adding = Adding::telling(&people, &comers, None, &tells);
        assert_eq!(adding, None);
        let expected = [0, 500, 1_000, 1_500].map(|done| (done, 2_400));
        assert_eq!(told.into_inner(), expected);
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
