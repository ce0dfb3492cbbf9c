//! Whether two people are one: by name, mobile number, e-mail address and unit.

use std::collections::HashMap;

use super::Person;
use super::cell::{fold, is_mobile};

/// How sure it is that two people are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// The same name, and a mobile number, an e-mail address, a unit or an office telephone in
    /// common; or the same name where one of the two says nothing of these.
    Sure,
    /// The same mobile number or e-mail address under another name: a slip of the name, or a
    /// secretary's number that several people give. A person decides.
    Likely,
}

/// Whether two people are one; none where nothing speaks for it.
pub fn matches(a: &Person, b: &Person) -> Option<Match> {
    let mut index = Index::default();
    index.add(a);
    index.find(b).map(|(_, how)| how)
}

/// People by what tells them apart: looking one up among many takes as long as among few.
///
/// People are numbered from 0 in the order in which they were added.
#[derive(Debug, Clone, Default)]
pub struct Index {
    people: usize,
    /// By name and one mark.
    sure: HashMap<String, usize>,
    /// By name alone.
    named: HashMap<String, usize>,
    /// By name, of those of whom nothing more is known.
    bare: HashMap<String, usize>,
    /// By mobile number or e-mail address.
    reached: HashMap<String, usize>,
}

impl Index {
    /// The people as an index.
    pub fn of<'a>(people: impl IntoIterator<Item = &'a Person>) -> Self {
        let mut index = Self::default();
        for person in people {
            index.add(person);
        }
        index
    }

    /// Adds one more person and gives their number.
    pub fn add(&mut self, person: &Person) -> usize {
        let at = self.people;
        self.people += 1;
        let name = mark(&person.name);
        let marks = marks(person);
        for reach in &marks[..REACHES] {
            if !reach.is_empty() {
                self.reached.entry(reach.clone()).or_insert(at);
            }
        }
        if name.is_empty() {
            return at;
        }
        for mark in marks.iter().filter(|mark| !mark.is_empty()) {
            self.sure.entry(both(&name, mark)).or_insert(at);
        }
        if marks.iter().all(String::is_empty) {
            self.bare.entry(name.clone()).or_insert(at);
        }
        self.named.entry(name).or_insert(at);
        at
    }

    /// The number of the person who is this one, the surest and then the first.
    pub fn find(&self, person: &Person) -> Option<(usize, Match)> {
        let name = mark(&person.name);
        let marks = marks(person);
        let known = || marks.iter().filter(|mark| !mark.is_empty());
        if !name.is_empty() {
            let sure = known().filter_map(|mark| self.sure.get(&both(&name, mark)));
            let by_name = match known().next() {
                None => self.named.get(&name),
                Some(_) => self.bare.get(&name),
            };
            if let Some(at) = sure.min().or(by_name) {
                return Some((*at, Match::Sure));
            }
        }
        let reached = marks[..REACHES]
            .iter()
            .filter_map(|reach| self.reached.get(reach));
        reached.min().map(|at| (*at, Match::Likely))
    }
}

/// How many of the marks reach a person wherever they work.
const REACHES: usize = 2;

/// What tells people of one name apart: mobile number and e-mail address, then unit and office
/// telephone, as far as known.
fn marks(person: &Person) -> [String; 4] {
    [
        &person.mobile,
        &person.email,
        &person.affiliation,
        &person.office_phone,
    ]
    .map(|text| mark(text))
}

fn both(name: &str, mark: &str) -> String {
    format!("{name}\n{mark}")
}

/// A text without what people write now one way and now another.
pub(super) fn mark(text: &str) -> String {
    let bare: String = fold(text)
        .chars()
        .filter(|character| !character.is_whitespace() && *character != '-')
        .flat_map(char::to_lowercase)
        .collect();
    match bare.strip_prefix("+86") {
        Some(mobile) if is_mobile(mobile) => mobile.to_owned(),
        _ => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name, mobile number, e-mail address, unit.
    fn person([name, mobile, email, affiliation]: [&str; 4]) -> Person {
        Person {
            name: name.to_owned(),
            mobile: mobile.to_owned(),
            email: email.to_owned(),
            affiliation: affiliation.to_owned(),
            ..Person::default()
        }
    }

    #[test]
    fn people_are_told_apart_by_what_is_known_of_them() {
        let known = ["张三", "13800000001", "zhang@a.cn", "甲大学 教授"];
        for (other, expected) in [
            (["张三", "13800000001", "", ""], Some(Match::Sure)),
            (
                ["张 三", "+86 138-0000-0001", "", "乙所"],
                Some(Match::Sure),
            ),
            (["张三", "13900000000", "ZHANG@A.cn", ""], Some(Match::Sure)),
            (["张三", "13900000000", "", "甲大学教授"], Some(Match::Sure)),
            (["张三", "", "", ""], Some(Match::Sure)),
            (["张三", "13900000000", "", "乙所"], None),
            (["张山", "13800000001", "", ""], Some(Match::Likely)),
            (["", "", "zhang@a.cn", ""], Some(Match::Likely)),
            (["李四", "", "", "甲大学教授"], None),
            (["", "", "", ""], None),
        ] {
            let (a, b) = (person(known), person(other));
            assert_eq!(matches(&a, &b), expected, "{other:?}");
            assert_eq!(matches(&b, &a), expected, "{other:?} turned round");
        }
    }

    #[test]
    fn the_surest_of_many_is_found_and_then_the_first() {
        let index = Index::of(&[
            person(["李四", "13800000001", "", ""]),
            person(["张三", "", "", "乙所"]),
            person(["张三", "13800000001", "", "甲大学"]),
            person(["张三", "13800000001", "", "甲大学"]),
        ]);
        for (other, expected) in [
            (["张三", "13800000001", "", "丙厂"], Some((2, Match::Sure))),
            (["张三", "", "", ""], Some((1, Match::Sure))),
            (
                ["王五", "13800000001", "", "甲大学"],
                Some((0, Match::Likely)),
            ),
            (["王五", "", "", "甲大学"], None),
        ] {
            assert_eq!(index.find(&person(other)), expected, "{other:?}");
        }
    }

    #[test]
    fn many_of_one_name_are_looked_up_as_fast_as_few() {
        let people: Vec<_> = (0..50_000)
            .map(|at| person(["张伟", &format!("{}", 13_800_000_000_u64 + at), "", ""]))
            .collect();
        let index = Index::of(&people);
        for (at, one) in people.iter().enumerate() {
            assert_eq!(index.find(one), Some((at, Match::Sure)));
        }
    }
}
