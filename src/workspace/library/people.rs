//! All experts by their ids, and what two windows have made of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::expert::{Expert, Id, Use};
use crate::workspace::merge;

/// The experts of the library. Each is shared: whoever looks at them copies none.
pub type People = BTreeMap<Id, Arc<Expert>>;

/// The experts of a file. Two of one number, as a file that was put together by hand may have, are
/// both kept: the later one has the next number that is free.
pub(super) fn of_file(list: Vec<Expert>) -> People {
    let mut people = People::new();
    for mut expert in list {
        while people.contains_key(&expert.id) {
            expert.id.0 = expert.id.0.wrapping_add(1);
        }
        people.insert(expert.id, Arc::new(expert));
    }
    people
}

/// What stands in the file, with those experts shared that are known already.
pub(super) fn shared(mut people: People, known: &People) -> People {
    for (id, expert) in &mut people {
        if let Some(same) = known.get(id).filter(|same| *same == expert) {
            *expert = same.clone();
        }
    }
    people
}

/// What another window has written, with what has changed here since `base` in its place.
pub(super) fn merged(base: &People, ours: &People, theirs: &People) -> People {
    let mut people = theirs.clone();
    let removed = base.iter().filter(|(id, _)| !ours.contains_key(*id));
    let changed = ours
        .iter()
        .filter(|(id, ours)| !is_shared(base.get(*id), ours));
    for (id, _) in removed.chain(changed) {
        match merged_one(base.get(id), ours.get(id), theirs.get(id)) {
            Some(expert) => people.insert(*id, expert),
            None => people.remove(id),
        };
    }
    people
}

fn is_shared(one: Option<&Arc<Expert>>, other: &Arc<Expert>) -> bool {
    one.is_some_and(|one| Arc::ptr_eq(one, other))
}

/// What becomes of one expert; none where they are taken out. What is taken out on one side and
/// changed on the other stays: a change is somebody's work.
pub(super) fn merged_one(
    base: Option<&Arc<Expert>>,
    ours: Option<&Arc<Expert>>,
    theirs: Option<&Arc<Expert>>,
) -> Option<Arc<Expert>> {
    match (ours, theirs) {
        (ours, theirs) if ours == base => theirs.cloned(),
        (ours, theirs) if theirs == base => ours.cloned(),
        (Some(ours), Some(theirs)) => {
            let nothing = Expert::default();
            let base = base.map_or(&nothing, Arc::as_ref);
            Some(Arc::new(Expert {
                id: theirs.id,
                person: merge::merged(&base.person, &ours.person, &theirs.person),
                used: merged_uses(&base.used, &ours.used, &theirs.used),
            }))
        }
        (ours, theirs) => ours.or(theirs).cloned(),
    }
}

/// Every application that one of both has noted, with the later day; without those that were taken
/// out here.
fn merged_uses(base: &[Use], ours: &[Use], theirs: &[Use]) -> Vec<Use> {
    let is_one = |one: &Use, other: &Use| (&one.title, &one.form) == (&other.title, &other.form);
    let knows = |uses: &[Use], one: &Use| uses.iter().any(|other| is_one(one, other));
    let mut uses: Vec<Use> = theirs
        .iter()
        .filter(|one| knows(ours, one) || !knows(base, one))
        .cloned()
        .collect();
    for our in ours {
        match uses.iter_mut().find(|known| is_one(known, our)) {
            Some(known) if known.on < our.on => known.on.clone_from(&our.on),
            Some(_) => {}
            None if knows(base, our) => {}
            None => uses.push(our.clone()),
        }
    }
    uses.sort_by(|one, other| one.on.cmp(&other.on));
    uses
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::answers::{Answer, Group};

    fn expert(id: u64, name: &str) -> Arc<Expert> {
        Arc::new(Expert {
            id: Id(id),
            person: Group(vec![("name".to_owned(), name.into())]),
            used: Vec::new(),
        })
    }

    #[test]
    fn two_of_one_number_are_both_kept() {
        let list = ["甲", "乙", "丙"].map(|name| (*expert(u64::MAX, name)).clone());
        let people = of_file(list.into());
        let mut names: Vec<_> = people.values().map(|one| one.text("name")).collect();
        names.sort();
        assert_eq!(names, ["丙", "乙", "甲"]);
    }

    #[test]
    fn one_expert_is_merged_column_by_column() {
        let of = |columns: &[(&str, &str)], uses: &[(&str, &str)]| {
            Arc::new(Expert {
                id: Id(1),
                person: Group(
                    columns
                        .iter()
                        .map(|(name, text)| ((*name).to_owned(), Answer::from(*text)))
                        .collect(),
                ),
                used: uses
                    .iter()
                    .map(|(title, on)| Use {
                        title: (*title).to_owned(),
                        form: "附件5".to_owned(),
                        on: (*on).to_owned(),
                    })
                    .collect(),
            })
        };
        let base = of(
            &[("name", "甲"), ("mobile", "1"), ("title", "讲师")],
            &[("一", "2021-01-01")],
        );
        let ours = of(
            &[("name", "甲"), ("mobile", "2"), ("title", "教授")],
            &[("一", "2021-01-01"), ("二", "2021-03-01")],
        );
        let theirs = of(
            &[
                ("name", "甲一"),
                ("mobile", "1"),
                ("title", "副教授"),
                ("note", "新"),
            ],
            &[("一", "2021-02-01")],
        );
        let merged = merged_one(Some(&base), Some(&ours), Some(&theirs));
        let expected = of(
            &[
                ("name", "甲一"),
                ("mobile", "2"),
                ("title", "教授"),
                ("note", "新"),
            ],
            &[("一", "2021-02-01"), ("二", "2021-03-01")],
        );
        assert_eq!(merged, Some(expected));
    }

    fn side() -> impl Strategy<Value = People> {
        prop::collection::btree_map(0_u64..6, "[ab]", 0..6).prop_map(|people| {
            people
                .into_iter()
                .map(|(id, name)| (Id(id), expert(id, &name)))
                .collect()
        })
    }

    proptest! {
        /// Nobody is lost whom a side has added or changed, and nobody comes back whom one side has
        /// taken out while the other left them alone.
        #[test]
        fn nobody_is_lost(base in side(), ours in side(), theirs in side()) {
            let merged = merged(&base, &ours, &theirs);
            for id in (0..6).map(Id) {
                let (was, our, their) = (base.get(&id), ours.get(&id), theirs.get(&id));
                let now = merged.get(&id);
                if our == was {
                    prop_assert_eq!(now, their);
                } else if their == was {
                    prop_assert_eq!(now, our);
                } else if our.is_some() || their.is_some() {
                    prop_assert!(now.is_some());
                }
            }
        }
    }
}
