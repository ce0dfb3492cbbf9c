//! The pilot cities and their industries: 附件2 and 附件3 of 2021-44.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::rule::Annex;

/// The catalogue of pilot cities, in the order of the annexes.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct Catalog {
    pub cities: Vec<City>,
}

/// A pilot city or park, 试点城市（园区）.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct City {
    /// As 附件2 prints it.
    pub name: String,
    /// As 附件3 prints it.
    pub name_in_annex3: String,
    /// Its province, autonomous region or municipality, in the short form.
    pub province: String,
    /// 附件2, 拟匹配科技服务团: entries as printed, with their notes in brackets.
    pub teams: Vec<String>,
    /// 附件3, 1个区域建设目标.
    pub goal: String,
    /// 附件3, 2个重点产业.
    pub key_industries: Vec<String>,
    /// 附件3, 3个培育产业.
    pub emerging_industries: Vec<String>,
    /// The plain name of an entry whose printed form carries words around it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub also: BTreeMap<String, String>,
}

/// The bundled catalogue.
pub fn bundled() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| {
        ron::from_str(include_str!("../../assets/catalog/pilot-cities.ron"))
            .expect("the bundled catalogue reads")
    })
}

impl Catalog {
    /// The city of that name, as either annex prints it.
    pub fn city(&self, name: &str) -> Option<&City> {
        let name = name.trim();
        self.cities
            .iter()
            .find(|city| city.name == name || city.name_in_annex3 == name)
    }

    /// Cities that someone who wrote `name` may have meant, the likeliest first.
    pub fn cities_near(&self, name: &str) -> Vec<&str> {
        let wanted = bare_city(name);
        if wanted.is_empty() {
            return Vec::new();
        }
        let names = self.cities.iter().map(|city| {
            let bare = bare_city(&city.name);
            let local = bare_city(city.name.strip_prefix(&city.province).unwrap_or(&city.name));
            let annex3 = bare_city(&city.name_in_annex3);
            let likeness = if bare == wanted || annex3 == wanted {
                100
            } else if local == wanted {
                90
            } else {
                likeness(&bare, &wanted)
                    .max(likeness(&annex3, &wanted))
                    .max(likeness(&local, &wanted))
            };
            (likeness, city.name.as_str())
        });
        best(names)
    }
}

impl City {
    /// The industries that the annex names for the city, as printed.
    pub fn industries(&self, annex: Annex) -> impl Iterator<Item = &str> {
        let lists: [&[String]; 2] = match annex {
            Annex::Teams => [&self.teams, &[]],
            Annex::Goals => [&self.key_industries, &self.emerging_industries],
        };
        lists.into_iter().flatten().map(String::as_str)
    }

    /// Whether an entry is one of the annex's. Its note in brackets may be given or left out.
    pub fn has_industry(&self, annex: Annex, entry: &str) -> bool {
        let plain = without_notes(entry);
        !plain.is_empty()
            && self.industries(annex).any(|printed| {
                without_notes(printed) == plain || self.also.get(printed) == Some(&plain)
            })
    }
}

/// The entries of a city list that someone who wrote `entry` may have meant.
pub fn industries_near<'a>(
    cities: impl IntoIterator<Item = &'a City>,
    annex: Annex,
    entry: &str,
) -> Vec<&'a str> {
    let wanted = bare(&without_notes(entry));
    if wanted.is_empty() {
        return Vec::new();
    }
    let entries = cities
        .into_iter()
        .flat_map(|city| city.industries(annex))
        .map(|printed| {
            let plain = bare(&without_notes(printed));
            let likeness = if plain == wanted {
                100
            } else if trimmed_industry(&plain) == trimmed_industry(&wanted) {
                95
            } else if bare(printed).contains(&wanted) && wanted.chars().count() > 1 {
                80
            } else {
                likeness(&plain, &wanted)
            };
            (likeness, printed)
        });
    best(entries)
}

/// Takes what stands in one answer apart at 、；， and their half-width forms, outside brackets.
pub fn split_entries(text: &str) -> Vec<&str> {
    let mut entries = Vec::new();
    let mut depth = 0_u32;
    let mut start = 0;
    for (at, character) in text.char_indices() {
        match character {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '、' | '；' | '，' | ';' | ',' | '\n' if depth == 0 => {
                entries.push(text[start..at].trim());
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    entries.push(text[start..].trim());
    entries.retain(|entry| !entry.is_empty());
    entries
}

/// An entry without what stands in brackets of either width.
pub fn without_notes(entry: &str) -> String {
    let mut depth = 0_u32;
    let plain: String = entry
        .chars()
        .filter(|character| match character {
            '（' | '(' => {
                depth += 1;
                false
            }
            '）' | ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect();
    plain.trim().to_owned()
}

/// Full-width and half-width forms, case, blanks and marks made alike.
fn bare(text: &str) -> String {
    text.nfkc()
        .filter(|character| character.is_alphanumeric() || *character == '+')
        .flat_map(char::to_lowercase)
        .collect()
}

/// A city's name without the words that people add or leave out.
fn bare_city(name: &str) -> String {
    let mut plain = bare(name);
    for word in [
        "试点城市",
        "国家高新区",
        "高新区",
        "高新技术产业开发区",
        "开发区",
        "园区",
        "新区",
        "自治区",
        "省",
        "市",
    ] {
        plain = plain.replace(word, "");
    }
    plain.strip_suffix('区').map(str::to_owned).unwrap_or(plain)
}

fn trimmed_industry(plain: &str) -> &str {
    plain
        .trim_end_matches("产业集群")
        .trim_end_matches("产业")
        .trim_end_matches('业')
}

/// How alike two words are, 0 to 99: shared neighbouring pairs of characters (Dice).
fn likeness(one: &str, other: &str) -> u32 {
    let pairs =
        |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (one, other) = (pairs(one), pairs(other));
    if one.is_empty() || other.is_empty() {
        return 0;
    }
    let mut rest = other.clone();
    let mut shared = 0;
    for pair in &one {
        if let Some(at) = rest.iter().position(|candidate| candidate == pair) {
            rest.swap_remove(at);
            shared += 1;
        }
    }
    (99 * 2 * shared / (one.len() + other.len())) as u32
}

/// The likeliest three of those that are like enough to offer.
fn best<'a>(candidates: impl Iterator<Item = (u32, &'a str)>) -> Vec<&'a str> {
    let mut near: Vec<_> = candidates.filter(|(likeness, _)| *likeness >= 40).collect();
    near.sort_by_key(|(likeness, _)| std::cmp::Reverse(*likeness));
    if near.first().is_some_and(|(likeness, _)| *likeness >= 90) {
        near.retain(|(likeness, _)| *likeness >= 90);
    }
    near.dedup_by_key(|(_, name)| *name);
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::super::notice;
    use super::*;

    #[test]
    fn the_catalogue_is_what_both_annexes_print() {
        let cells = |from: &str, to: &str, head: usize, columns: usize| -> Vec<Vec<String>> {
            let text = notice::find("2021-44").unwrap().between(from, to).unwrap();
            let text: String = text.split_once("清单\n").unwrap().1.into();
            let cells: Vec<String> = text
                .split("\t")
                .map(|cell| cell.split_whitespace().collect::<String>())
                .filter(|cell| !cell.is_empty())
                .skip(head)
                .collect();
            cells.chunks(columns).map(<[String]>::to_vec).collect()
        };
        let printed = |entries: &[&[String]]| -> Vec<String> {
            entries.iter().map(|list| list.join("、")).collect()
        };
        let joined = |cell: &String| split_entries(cell).join("、");

        let annex2 = cells("附件2", "附件3", 2, 2);
        let annex3 = cells("附件3", "附件4", 4, 4);
        let cities = &bundled().cities;
        assert_eq!(cities.len(), 26);
        assert_eq!((annex2.len(), annex3.len()), (26, 26));
        for ((city, two), three) in cities.iter().zip(&annex2).zip(&annex3) {
            assert_eq!(city.name, two[0]);
            assert_eq!(printed(&[&city.teams]), [joined(&two[1])], "{}", city.name);
            assert_eq!(city.name_in_annex3, three[0]);
            assert_eq!(city.goal, three[1]);
            assert_eq!(
                printed(&[&city.key_industries, &city.emerging_industries]),
                [joined(&three[2]), joined(&three[3])],
                "{}",
                city.name
            );
        }
    }

    #[test]
    fn one_city_is_known_by_both_its_names() {
        let catalog = bundled();
        assert_eq!(catalog.city("浙江嘉兴"), catalog.city("浙江嘉兴市"));
        assert_eq!(catalog.city("武汉东湖高新区").unwrap().province, "湖北");
        assert!(catalog.city("宁波").is_none());
    }

    #[test]
    fn near_misses_of_cities_are_offered() {
        for (typed, meant) in [
            ("宁波", "浙江宁波"),
            ("浙江省宁波市", "浙江宁波"),
            ("东湖高新区", "武汉东湖"),
            ("中关村", "北京中关村"),
            ("重庆高新区", "重庆市高新区"),
            ("成都市", "四川成都"),
            ("湖北武汉东湖", "武汉东湖"),
        ] {
            assert_eq!(
                bundled().cities_near(typed).first(),
                Some(&meant),
                "{typed}"
            );
        }
        assert!(bundled().cities_near("纽约").is_empty());
    }

    #[test]
    fn an_entry_may_come_with_its_note_or_without() {
        let taian = bundled().city("山东泰安").unwrap();
        for entry in [
            "高端化工",
            "高端化工（工业水处理、农药、产品质量安全检测）",
            "高端化工(工业水处理、农药、产品质量安全检测）",
        ] {
            assert!(taian.has_industry(Annex::Teams, entry), "{entry}");
        }
        assert!(!taian.has_industry(Annex::Teams, "化工"));
        let jiaxing = bundled().city("浙江嘉兴").unwrap();
        assert!(jiaxing.has_industry(Annex::Goals, "集成电路"));
        assert!(jiaxing.has_industry(Annex::Goals, "培育集成电路"));
    }

    #[test]
    fn near_misses_of_industries_are_offered() {
        for (city, typed, meant) in [
            ("江西南昌国家高新区", "５Ｇ与虚拟现实", "5G与虚拟现实"),
            ("浙江宁波", "新一代信息技术产业", "新一代信息技术"),
            (
                "四川成都",
                "集成电路设计",
                "电子信息（集成电路设计、工业互联网、电子信息检验检测、IC封测、网络安全网及新型元器件制造及相关应用制造）",
            ),
        ] {
            let city = bundled().city(city).unwrap();
            assert_eq!(
                industries_near([city], Annex::Teams, typed).first(),
                Some(&meant)
            );
        }
    }

    #[test]
    fn entries_part_outside_brackets_only() {
        assert_eq!(
            split_entries("大数据(数字内容、软件)；智能制造，新材料"),
            ["大数据(数字内容、软件)", "智能制造", "新材料"]
        );
    }
}
