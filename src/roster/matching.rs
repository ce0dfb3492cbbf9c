//! Whether two people are one: by name, mobile number, e-mail address and unit.

use std::collections::HashMap;

use super::Person;
use super::cell::{fold, is_mobile};

/// How sure it is that two people are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// The same name, and a mobile number or an e-mail address in common; or a unit or an office
    /// telephone in common, and no two different numbers or addresses that reach them; or the same
    /// name where one of the two says nothing of these.
    Sure,
    /// The same name and unit or office telephone, but two different mobile numbers or, where one
    /// of the two says none, e-mail addresses: one person with a new number, or two of one name. Or
    /// the same mobile number or e-mail address under another name: a slip of the name, or a
    /// secretary's number that several people give. A person decides.
    Likely,
}

/// People by what tells them apart: looking one up among many takes as long as among few.
///
/// People are numbered from 0 in the order in which they were added.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// How each is reached, by their number.
    people: Vec<Reaches>,
    /// By name and mobile number, or name and e-mail address.
    sure: HashMap<String, usize>,
    /// By name and unit, or name and office telephone; the first few of them.
    at_work: HashMap<String, Vec<usize>>,
    /// By name alone.
    named: HashMap<String, usize>,
    /// By name, of those of whom nothing more is known.
    bare: HashMap<String, usize>,
    /// By mobile number or e-mail address.
    reached: HashMap<String, usize>,
}

/// How many people of one name and one unit are told apart.
const MOST_ALIKE: usize = 16;

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
        let at = self.people.len();
        let name = mark(&person.name);
        let reaches = Reaches::of(person);
        let work = at_work(person);
        for reach in reaches.all() {
            self.reached.entry(reach.clone()).or_insert(at);
        }
        if !name.is_empty() {
            for reach in reaches.all() {
                self.sure.entry(both(&name, reach)).or_insert(at);
            }
            for mark in &work {
                let alike = self.at_work.entry(both(&name, mark)).or_default();
                if alike.len() < MOST_ALIKE {
                    alike.push(at);
                }
            }
            if work.is_empty() && reaches.all().next().is_none() {
                self.bare.entry(name.clone()).or_insert(at);
            }
            self.named.entry(name).or_insert(at);
        }
        self.people.push(reaches);
        at
    }

    /// The number of the person who is this one: by mobile number, then by e-mail address, then by
    /// where they work; the first of several.
    pub fn find(&self, person: &Person) -> Option<(usize, Match)> {
        let name = mark(&person.name);
        let reaches = Reaches::of(person);
        let work = at_work(person);
        if !name.is_empty() {
            let by_reach = |reach: &String| self.sure.get(&both(&name, reach));
            if let Some(at) = reaches.all().find_map(by_reach) {
                return Some((*at, Match::Sure));
            }
            let alike = work
                .iter()
                .filter_map(|it| self.at_work.get(&both(&name, it)));
            let alike: Vec<usize> = alike.flatten().copied().collect();
            let agrees = |at: &&usize| !self.people[**at].contradicts(&reaches);
            if let Some(at) = alike.iter().find(agrees) {
                return Some((*at, Match::Sure));
            }
            let by_name = match work.is_empty() && reaches.all().next().is_none() {
                true => self.named.get(&name),
                false => self.bare.get(&name),
            };
            if let Some(at) = by_name {
                return Some((*at, Match::Sure));
            }
            if let Some(at) = alike.first() {
                return Some((*at, Match::Likely));
            }
        }
        let at = reaches.all().find_map(|reach| self.reached.get(reach))?;
        Some((*at, Match::Likely))
    }
}

/// What reaches a person wherever they work; a cell may hold several.
#[derive(Debug, Clone, Default)]
struct Reaches {
    mobiles: Vec<String>,
    emails: Vec<String>,
}

impl Reaches {
    fn of(person: &Person) -> Self {
        Self {
            mobiles: marks(&person.mobile),
            emails: marks(&person.email),
        }
    }

    /// Mobile numbers first.
    fn all(&self) -> impl Iterator<Item = &String> {
        self.mobiles.iter().chain(&self.emails)
    }

    /// Whether the two say different mobile numbers or, where one of them says none, different
    /// e-mail addresses.
    fn contradicts(&self, other: &Self) -> bool {
        let differ = |one: &[String], two: &[String]| !one.iter().any(|it| two.contains(it));
        if !self.mobiles.is_empty() && !other.mobiles.is_empty() {
            return differ(&self.mobiles, &other.mobiles);
        }
        !self.emails.is_empty() && !other.emails.is_empty() && differ(&self.emails, &other.emails)
    }
}

/// Unit, then office telephone, as far as known.
fn at_work(person: &Person) -> Vec<String> {
    let marks = [&person.affiliation, &person.office_phone].map(|text| mark(text));
    marks.into_iter().filter(|mark| !mark.is_empty()).collect()
}

/// What stands in a cell, one by one.
fn marks(text: &str) -> Vec<String> {
    let pieces = text.split(['；', ';', '、']).map(mark);
    pieces.filter(|mark| !mark.is_empty()).collect()
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
            (
                ["张三", "13900000000；13800000001", "", "乙所"],
                Some(Match::Sure),
            ),
            (["张三", "", "", "甲大学教授"], Some(Match::Sure)),
            // A new number, or another of that name.
            (
                ["张三", "13900000000", "", "甲大学教授"],
                Some(Match::Likely),
            ),
            (["张三", "", "z@a.cn", "甲大学教授"], Some(Match::Likely)),
            (["张三", "", "", ""], Some(Match::Sure)),
            (["张三", "13900000000", "", "乙所"], None),
            (["张山", "13800000001", "", ""], Some(Match::Likely)),
            (["", "", "zhang@a.cn", ""], Some(Match::Likely)),
            (["李四", "", "", "甲大学教授"], None),
            (["", "", "", ""], None),
        ] {
            let (a, b) = (person(known), person(other));
            for (known, sought, way) in [(&a, &b, ""), (&b, &a, "turned round")] {
                let found = Index::of([known]).find(sought).map(|(_, how)| how);
                assert_eq!(found, expected, "{other:?} {way}");
            }
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
    fn the_strongest_mark_decides_among_two_of_one_name_and_unit() {
        let of = |mobile, email| person(["张伟", mobile, email, "甲大学"]);
        let index = Index::of(&[of("13800000001", "a@a.cn"), of("13800000002", "b@a.cn")]);
        for (mobile, email, expected) in [
            ("13800000002", "", (1, Match::Sure)),
            ("13800000002", "a@a.cn", (1, Match::Sure)),
            ("13900000000", "b@a.cn", (1, Match::Sure)),
            ("", "", (0, Match::Sure)),
            ("13900000000", "", (0, Match::Likely)),
        ] {
            let found = index.find(&of(mobile, email));
            assert_eq!(found, Some(expected), "{mobile} {email}");
        }
        // Whose number is not known may be this one, though the first is certainly another.
        let index = Index::of(&[of("13800000001", ""), of("", "")]);
        assert_eq!(index.find(&of("13900000000", "")), Some((1, Match::Sure)));
    }

    #[test]
    fn the_switchboard_alone_does_not_make_two_people_one() {
        let of = |mobile: &str| Person {
            office_phone: "010-62000001".into(),
            ..person(["张伟", mobile, "", ""])
        };
        let index = Index::of(&[of("13800000001")]);
        assert_eq!(index.find(&of("13800000002")), Some((0, Match::Likely)));
        assert_eq!(index.find(&of("")), Some((0, Match::Sure)));
    }

    #[test]
    fn many_of_one_name_are_looked_up_as_fast_as_few() {
        let people: Vec<_> = (0..50_000)
            .map(|at| {
                person([
                    "张伟",
                    &format!("{}", 13_800_000_000_u64 + at),
                    "",
                    "甲大学",
                ])
            })
            .collect();
        let index = Index::of(&people);
        for (at, one) in people.iter().enumerate() {
            assert_eq!(index.find(one), Some((at, Match::Sure)));
        }
    }
}
