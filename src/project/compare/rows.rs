//! Which rows of two tables, or entries of two lists, are the same one.

use std::collections::{HashMap, HashSet};

use crate::answers::Answer;
use crate::form::{Field, Kind};

use super::value::{cell, equal, words};

/// Rows are taken for the same one when they agree by more than this, from 0 to 1.
const ALIKE: f32 = 0.5;
/// So many pairs are held against each other by likeness at most: more take time, and so many
/// rows without a key are not likely to be ones that were only changed.
const MOST_PAIRS: usize = 40_000;

/// What pairs the rows of a table.
pub struct Table<'a> {
    /// The columns; none for a list of entries.
    pub columns: &'a [Field],
    /// Whether an entry of a list may have been changed rather than replaced.
    pub changeable: bool,
}

impl Table<'_> {
    /// The same rows, here and there, in the order of `there`. Blank rows are no rows.
    ///
    /// First those that are equal, then those with the same key (a mobile number, an e-mail
    /// address, what the first column names), then those that are most alike. Where no column is a
    /// key, rows that are left at the same place are taken for the same.
    pub fn pairs(&self, here: &[Answer], there: &[Answer]) -> Vec<(usize, usize)> {
        let mut left = Left {
            here: rows_of(here),
            there: rows_of(there),
            pairs: Vec::new(),
        };
        left.pair_by(|one, other| equal(Some(&here[one]), Some(&there[other])));
        let keys: Vec<&Field> = self.keys().collect();
        for key in &keys {
            let named = |rows: &[Answer], at: usize| words(cell(&rows[at], &key.id));
            let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
            for &at in &left.here {
                by_key.entry(named(here, at)).or_default().push(at);
            }
            for other in left.there.clone() {
                let name = named(there, other);
                let same = by_key.get(&name).filter(|_| !name.is_empty());
                let same = same.into_iter().flatten().copied();
                let free = same.filter(|one| left.here.contains(one));
                let best = free.max_by(|one, another| {
                    let like = |at: usize| self.likeness(&here[at], &there[other]);
                    // Of equally like ones the first.
                    like(*one).total_cmp(&like(*another)).then(another.cmp(one))
                });
                if let Some(one) = best {
                    left.pair(one, other);
                }
            }
        }
        if !self.columns.is_empty() || self.changeable {
            self.pair_alike(&mut left, here, there);
        }
        if !self.columns.is_empty() && keys.is_empty() {
            left.pair_by(|one, other| one == other);
        }
        left.pairs.sort_unstable_by_key(|&(_, other)| other);
        left.pairs
    }

    /// The columns that tell one row from another, the surest first.
    fn keys(&self) -> impl Iterator<Item = &Field> {
        let sure =
            |field: &&Field| matches!(field.kind, Kind::Mobile | Kind::Email | Kind::CreditCode);
        let named = self.columns.first();
        let named = named.filter(|field| matches!(field.kind, Kind::Line));
        self.columns.iter().filter(sure).chain(named)
    }

    fn pair_alike(&self, left: &mut Left, here: &[Answer], there: &[Answer]) {
        if left.here.len() * left.there.len() > MOST_PAIRS {
            return;
        }
        let mut alike = Vec::new();
        for &one in &left.here {
            for &other in &left.there {
                let likeness = self.likeness(&here[one], &there[other]);
                if likeness > ALIKE {
                    alike.push((likeness, one, other));
                }
            }
        }
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.2, a.1).cmp(&(b.2, b.1))));
        for (_, one, other) in alike {
            if left.here.contains(&one) && left.there.contains(&other) {
                left.pair(one, other);
            }
        }
    }

    /// How far two rows agree, from 0 to 1: over the columns that either fills in.
    fn likeness(&self, one: &Answer, other: &Answer) -> f32 {
        if self.columns.is_empty() {
            return alike(&words(Some(one)), &words(Some(other)));
        }
        let (mut sum, mut count) = (0.0, 0.0);
        for column in self.columns {
            let (one, other) = (cell(one, &column.id), cell(other, &column.id));
            if one.is_none_or(Answer::is_blank) && other.is_none_or(Answer::is_blank) {
                continue;
            }
            count += 1.0;
            sum += match (equal(one, other), &column.kind) {
                (true, _) => 1.0,
                (false, Kind::Line | Kind::Text | Kind::Essay { .. }) => {
                    alike(&words(one), &words(other))
                }
                (false, _) => 0.0,
            };
        }
        if count == 0.0 { 0.0 } else { sum / count }
    }
}

/// Rows that have no partner yet, and those that have.
struct Left {
    here: Vec<usize>,
    there: Vec<usize>,
    pairs: Vec<(usize, usize)>,
}

impl Left {
    fn pair(&mut self, one: usize, other: usize) {
        self.here.retain(|at| *at != one);
        self.there.retain(|at| *at != other);
        self.pairs.push((one, other));
    }

    /// Gives each row there the first one here that is the same.
    fn pair_by(&mut self, same: impl Fn(usize, usize) -> bool) {
        for other in self.there.clone() {
            if let Some(&one) = self.here.iter().find(|one| same(**one, other)) {
                self.pair(one, other);
            }
        }
    }
}

fn rows_of(rows: &[Answer]) -> Vec<usize> {
    (0..rows.len()).filter(|at| !rows[*at].is_blank()).collect()
}

/// How many of the characters of two texts are common to both, from 0 to 1, whatever their order.
/// Two short texts that are not equal have nothing in common.
fn alike(one: &str, other: &str) -> f32 {
    const SHORT: usize = 6;
    let (lengths, mut counts) = ((one.chars().count(), other.chars().count()), HashMap::new());
    if lengths.0.min(lengths.1) < SHORT {
        return if one == other { 1.0 } else { 0.0 };
    }
    for character in one.chars() {
        *counts.entry(character).or_insert(0_usize) += 1;
    }
    let mut common = 0;
    for character in other.chars() {
        if let Some(count) = counts.get_mut(&character).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    2.0 * common as f32 / (lengths.0 + lengths.1) as f32
}

/// Those of the pairs, by their row there, that stand in the same order on both sides: as many as
/// can be. The others were moved.
pub fn unmoved(pairs: &[(usize, usize)]) -> HashSet<usize> {
    // The longest row of growing places: for each pair the best one that ends with it.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(pairs.len());
    for (at, &(one, _)) in pairs.iter().enumerate() {
        let before = (0..at).filter(|&earlier| pairs[earlier].0 < one);
        // Of equally long ones the first.
        let longest = before.max_by_key(|&earlier| (best[earlier].0, std::cmp::Reverse(earlier)));
        best.push((longest.map_or(1, |at| best[at].0 + 1), longest));
    }
    let ends = (0..pairs.len()).max_by_key(|&at| (best[at].0, std::cmp::Reverse(at)));
    let mut kept = HashSet::new();
    let mut at = ends;
    while let Some(place) = at {
        kept.insert(pairs[place].1);
        at = best[place].1;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::json;
    use crate::form;

    fn rows(text: &str) -> Vec<Answer> {
        let file = format!(r#"{{"form":"f","answers":{{"rows":{text}}}}}"#);
        json::read(file.as_bytes())
            .unwrap()
            .answers
            .list("rows")
            .to_vec()
    }

    fn check(form: &str, field: &str, here: &str, there: &str, expected: &[(usize, usize)]) {
        let form = form::find(form).unwrap();
        let field = form.field(field).unwrap();
        let table = Table {
            columns: field.columns(),
            changeable: matches!(field.kind, Kind::Lines),
        };
        assert_eq!(
            table.pairs(&rows(here), &rows(there)),
            expected,
            "{here} {there}"
        );
    }

    #[test]
    fn people_are_known_by_mobile_then_by_name_then_by_the_rest() {
        let check = |here: &str, there: &str, expected: &[(usize, usize)]| {
            check("registration-2022", "members", here, there, expected);
        };
        let (wang, li) = (
            r#"{"name":"王秀英","mobile":"13800000001","affiliation":"中国示例学会 副秘书长"}"#,
            r#"{"name":"李建国","mobile":"13800000002","affiliation":"示例大学 教授"}"#,
        );
        let two = format!("[{wang},{li}]");
        // The other way round.
        check(&two, &format!("[{li},{wang}]"), &[(1, 0), (0, 1)]);
        // Another name with the same mobile; a new mobile with the same name.
        check(
            &two,
            r#"[{"name":"王秀瑛","mobile":"13800000001"},{"name":"李建国","mobile":"139"}]"#,
            &[(0, 0), (1, 1)],
        );
        // Somebody else at the same place.
        check(&two, r#"[{"name":"赵六","mobile":"13800000003"}]"#, &[]);
        // Two of one name: who is more alike.
        check(
            r#"[{"name":"王伟","affiliation":"甲大学 教授"},{"name":"王伟","affiliation":"乙研究所 研究员"}]"#,
            r#"[{"name":"王伟","affiliation":"乙研究所 副研究员"}]"#,
            &[(1, 0)],
        );
        check("[{},null]", "[{}]", &[]);
    }

    #[test]
    fn a_mistyped_name_is_known_by_what_stands_beside_it() {
        let row = |name: &str| {
            format!(
                r#"[{{"name":"{name}","affiliation":"示例大学 教授","contact":"010-1","duty":"培训"}}]"#
            )
        };
        check(
            "project-2021",
            "members",
            &row("张三"),
            &row("张叁"),
            &[(0, 0)],
        );
    }

    #[test]
    fn stages_have_no_key_and_are_known_by_likeness_or_place() {
        let check =
            |here, there, expected: &[_]| check("project-2021", "stages", here, there, expected);
        check(
            r#"[{"content":"准备"},{"content":"实施"}]"#,
            r#"[{"content":"开展调研"},{"content":"总结"}]"#,
            &[(0, 0), (1, 1)],
        );
        check(
            r#"[{"content":"组织专家调研企业需求","budget":"20"}]"#,
            r#"[{"content":"召开启动会"},{"content":"组织专家调研企业的需求","budget":"20"}]"#,
            &[(0, 1)],
        );
    }

    #[test]
    fn entries_are_paired_by_their_words_and_labels_only_when_equal() {
        check(
            "project-2021",
            "partners",
            r#"["示例科技有限公司","甲"]"#,
            r#"["甲","示例科技股份有限公司"]"#,
            &[(1, 0), (0, 1)],
        );
        check(
            "project-2021",
            "cities",
            r#"["浙江省宁波市高新区"]"#,
            r#"["浙江省宁波市"]"#,
            &[],
        );
        check(
            "project-2021",
            "partners",
            r#"["甲","甲"]"#,
            r#"["甲"]"#,
            &[(0, 0)],
        );
    }

    #[test]
    fn as_few_rows_as_can_be_count_as_moved() {
        for (pairs, expected) in [
            (vec![(0, 0), (1, 1), (2, 2)], vec![0, 1, 2]),
            // The last has come to the front.
            (vec![(2, 0), (0, 1), (1, 2)], vec![1, 2]),
            (vec![(1, 0), (0, 1)], vec![0]),
            (vec![], vec![]),
        ] {
            let mut kept: Vec<_> = unmoved(&pairs).into_iter().collect();
            kept.sort_unstable();
            assert_eq!(kept, expected, "{pairs:?}");
        }
    }
}
