//! Which experts answer to what was typed: by name, also in pinyin or initials, by unit, field, tag,
//! number or whatever else is known of them.

use std::collections::HashSet;
use std::sync::Arc;

use super::expert::{Expert, Id};
use super::people::People;
use crate::answers::Answer;
use crate::search::{Fit, Reading, Typed, initials, plain, said};

/// The experts in the order of their names as they are said, made ready for searching.
#[derive(Debug, Clone, Default)]
pub struct Index(Vec<Entry>);

/// Those that were found, by their places in the [`Index`], the best first.
pub type Found = Vec<usize>;

/// What an expert is found by.
#[derive(Debug, Clone)]
struct Entry {
    expert: Arc<Expert>,
    /// What they are sorted by.
    said: String,
    name: Reading,
    /// The first letters of the unit as it is said.
    unit: String,
    /// Everything that is known, a line each, in lower case without blanks and dashes.
    all: String,
}

/// A word that was typed.
struct Word {
    name: Typed,
    plain: String,
    /// Whether it may be the first letters of a unit.
    is_initials: bool,
}

impl Index {
    /// Those experts, whoever was known before as they were.
    pub fn refresh(&mut self, people: &People) {
        let Self(entries) = self;
        let is_known = |entry: &Entry| {
            let now = people.get(&entry.expert.id);
            now.is_some_and(|now| Arc::ptr_eq(now, &entry.expert))
        };
        entries.retain(is_known);
        if entries.len() < people.len() {
            let known: HashSet<Id> = entries.iter().map(|entry| entry.expert.id).collect();
            let new = people.values().filter(|one| !known.contains(&one.id));
            entries.extend(new.map(Entry::of));
            // In order but for the new ones, which this sort takes in its stride.
            entries.sort_by(|one, other| {
                (&one.said, one.expert.id).cmp(&(&other.said, other.expert.id))
            });
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The expert at a place.
    pub fn get(&self, at: usize) -> Option<&Arc<Expert>> {
        self.0.get(at).map(|entry| &entry.expert)
    }

    /// Those who answer to every word that was typed: whose whole name it is, whose name begins
    /// with it, in whose name it stands, and then those of whom anything else says so; each by their
    /// names. Nothing typed finds all.
    pub fn find(&self, typed: &str) -> Found {
        let words: Vec<Word> = typed.split_whitespace().map(Word::of).collect();
        if words.is_empty() {
            return (0..self.len()).collect();
        }
        let entries = self.0.iter().enumerate();
        let mut found: Vec<(u8, usize)> = entries
            .filter_map(|(at, entry)| Some((entry.rank(&words)?, at)))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, at)| at).collect()
    }
}

impl Word {
    fn of(typed: &str) -> Self {
        let plain = without_dashes(&plain(typed));
        Self {
            name: Typed::of(typed),
            is_initials: plain.len() > 1 && plain.bytes().all(|one| one.is_ascii_alphanumeric()),
            plain,
        }
    }
}

impl Entry {
    fn of(expert: &Arc<Expert>) -> Self {
        let name = expert.text("name");
        let mut all = String::new();
        for (_, answer) in &expert.person.0 {
            lines_of(answer, &mut all);
        }
        Self {
            said: said(&name),
            name: Reading::of(&name),
            unit: initials(&expert.text("affiliation")),
            all,
            expert: expert.clone(),
        }
    }

    /// How well they answer to all words, 0 the best; none where they do not.
    fn rank(&self, words: &[Word]) -> Option<u8> {
        let name = |word: &Word| match word.name.is_empty() {
            true => None,
            false => self.name.fit_typed(&word.name),
        };
        let rank = |word: &Word| match name(word) {
            Some(Fit::Whole) => Some(0),
            Some(Fit::Start) => Some(1),
            Some(Fit::Inside) => Some(2),
            None if self.all.contains(&word.plain) => Some(3),
            None if word.is_initials && self.unit.contains(&word.plain) => Some(4),
            None => None,
        };
        // Who is meant stands first if one of the words says so.
        let ranks: Option<Vec<u8>> = words.iter().map(rank).collect();
        ranks?.into_iter().min()
    }
}

fn lines_of(answer: &Answer, all: &mut String) {
    match answer {
        Answer::Text(text) | Answer::Number(text) => {
            all.push_str(&without_dashes(&plain(text)));
            all.push('\n');
        }
        Answer::List(list) => list.iter().for_each(|one| lines_of(one, all)),
        Answer::Group(group) => group.0.iter().for_each(|(_, one)| lines_of(one, all)),
        Answer::Nothing | Answer::YesNo(_) => {}
    }
}

/// Numbers are written with dashes now and without them then.
fn without_dashes(text: &str) -> String {
    text.replace('-', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Group;

    fn people(list: &[&[(&str, &str)]]) -> People {
        let people = list.iter().enumerate().map(|(at, columns)| {
            let id = Id(at as u64);
            let column = |(name, text): &(&str, &str)| {
                let answer = match *name {
                    "tags" => Answer::List(text.split('、').map(Answer::from).collect()),
                    _ => Answer::from(*text),
                };
                ((*name).to_owned(), answer)
            };
            let person = Group(columns.iter().map(column).collect());
            let used = Vec::new();
            (id, Arc::new(Expert { id, person, used }))
        });
        people.collect()
    }

    fn names(index: &Index, typed: &str) -> String {
        let found = index.find(typed).into_iter();
        let names: Vec<_> = found
            .map(|at| index.get(at).unwrap().text("name").into_owned())
            .collect();
        names.join(" ")
    }

    #[test]
    fn people_are_found_by_what_is_known_of_them() {
        let people = people(&[
            &[
                ("name", "张三"),
                ("affiliation", "中国示例学会 秘书长"),
                ("mobile", "138-0013-8000"),
            ],
            &[
                ("name", "张三丰"),
                ("research", "先进材料"),
                ("tags", "材料、院士团队"),
            ],
            &[
                ("name", "李张山"),
                ("affiliation", "北京材料研究院"),
                ("email", "Li@Example.org"),
            ],
            &[("name", "王秀英"), ("note", "认识张三")],
            &[("name", "")],
        ]);
        let mut index = Index::default();
        index.refresh(&people);
        for (typed, found) in [
            ("", " 李张山 王秀英 张三 张三丰"),
            ("  ", " 李张山 王秀英 张三 张三丰"),
            ("张三", "张三 张三丰 王秀英"),
            ("zs", "张三 张三丰 李张山"),
            ("zhangs", "张三 张三丰 李张山"),
            ("13800138000", "张三"),
            ("138 0013", "张三"),
            ("0013-8000", "张三"),
            ("材料", "李张山 张三丰"),
            ("院士", "张三丰"),
            ("zgslxh", "张三"),
            ("bjcl", "李张山"),
            ("ＬＩ＠example.org", "李张山"),
            ("张 材料", "张三丰 李张山"),
            ("材料 学会", ""),
            ("……", ""),
            ("无此人", ""),
        ] {
            assert_eq!(names(&index, typed), found, "{typed}");
        }
    }

    #[test]
    fn the_index_follows_the_people() {
        let mut people = people(&[
            &[("name", "张三")],
            &[("name", "李四")],
            &[("name", "王五")],
        ]);
        let mut index = Index::default();
        index.refresh(&people);
        assert_eq!(names(&index, ""), "李四 王五 张三");
        people.remove(&Id(1));
        let id = Id(0);
        let person = Group(vec![("name".to_owned(), "安一".into())]);
        let used = Vec::new();
        people.insert(id, Arc::new(Expert { id, person, used }));
        let id = Id(9);
        let expert = Expert {
            id,
            ..(**people.get(&Id(2)).unwrap()).clone()
        };
        people.insert(id, Arc::new(expert));
        index.refresh(&people);
        assert_eq!(names(&index, ""), "安一 王五 王五");
        assert_eq!(names(&index, "ls"), "");
        people.clear();
        index.refresh(&people);
        assert!(index.is_empty());
    }
}
