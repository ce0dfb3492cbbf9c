//! The paragraphs of an application's long texts: where a marked passage stands, which one is most
//! like it, and which are likely to answer a requirement.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::answers::{Answer, Answers};
use crate::form::{FormDef, Kind};

/// Fewer characters are no passage: they stand somewhere by chance.
const LEAST: usize = 6;

/// How much of two texts must be the same for one to be taken for the other after changes, as the
/// share of their pairs of characters.
const ALIKE: f32 = 0.4;

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Path of the answer that it stands in.
    pub path: String,
    /// Where a person finds it, as 四、项目主要内容 ·（三）凝练与跟踪产业服务需求.
    pub place: String,
    pub text: String,
    bare: String,
}

/// The long texts of an application.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    pub paragraphs: Vec<Paragraph>,
    /// Each text as a whole, with the path of its answer and the section.
    wholes: Vec<(String, String, String)>,
}

/// Where a passage stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    pub path: String,
    pub place: String,
}

impl Texts {
    /// The essays, and the texts that tables ask for in every row.
    pub fn of(form: &FormDef, answers: &Answers) -> Self {
        let mut texts = Self::default();
        for (section, field) in form.fields().filter(|(_, field)| !field.question) {
            match &field.kind {
                Kind::Essay { .. } => {
                    texts.add(&field.id, &section.title, &answers.text(&field.id));
                }
                Kind::Rows { columns, .. } => {
                    let Some(Answer::List(rows)) = answers.get(&field.id) else {
                        continue;
                    };
                    let long = |column: &&crate::form::Field| {
                        column.required && matches!(column.kind, Kind::Text)
                    };
                    for column in columns.iter().filter(long) {
                        for at in 0..rows.len() {
                            let path = format!("{}[{at}].{}", field.id, column.id);
                            let place = format!("{} · {}", section.title, field.row_name(at));
                            texts.add(&path, &place, &answers.text(&path));
                        }
                    }
                }
                _ => {}
            }
        }
        texts
    }

    fn add(&mut self, path: &str, title: &str, text: &str) {
        let mut place = title.to_owned();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if is_heading(line) {
                place = format!("{title} · {line}");
                continue;
            }
            self.paragraphs.push(Paragraph {
                path: path.to_owned(),
                place: place.clone(),
                text: line.to_owned(),
                bare: bare(line),
            });
        }
        let whole = (path.to_owned(), title.to_owned(), bare(text));
        self.wholes.push(whole);
    }

    /// Where the words stand, blanks aside: in one paragraph, or across several.
    pub fn find(&self, words: &str) -> Option<Stand> {
        let wanted = bare(words);
        if wanted.chars().count() < LEAST {
            return None;
        }
        let paragraphs = self.paragraphs.iter();
        let mut inside = paragraphs.filter(|one| one.bare.contains(&wanted));
        if let Some(paragraph) = inside.next() {
            return Some(Stand {
                path: paragraph.path.clone(),
                place: paragraph.place.clone(),
            });
        }
        let mut wholes = self.wholes.iter();
        let (path, place, _) = wholes.find(|(_, _, text)| text.contains(&wanted))?;
        Some(Stand {
            path: path.clone(),
            place: place.clone(),
        })
    }

    /// The paragraph that the words were probably changed into, by its number.
    pub fn nearest(&self, words: &str) -> Option<usize> {
        let wanted = pairs(words);
        let alike = |paragraph: &Paragraph| {
            let own = pairs(&paragraph.text);
            let shared = own.intersection(&wanted).count();
            2.0 * shared as f32 / (own.len() + wanted.len()).max(1) as f32
        };
        let ranked = self.paragraphs.iter().map(alike).enumerate();
        let (at, share) = ranked.max_by(|(_, one), (_, other)| one.total_cmp(other))?;
        (share >= ALIKE).then_some(at)
    }

    /// The paragraphs that are likely to answer a requirement, the likeliest first, by their
    /// numbers: those that share words with it that few others have.
    pub fn likely(&self, requirement: &str, most: usize) -> Vec<usize> {
        let wanted = pairs(requirement);
        let own: Vec<_> = self.paragraphs.iter().map(|one| pairs(&one.text)).collect();
        let mut found_in: HashMap<[char; 2], usize> = HashMap::new();
        for pair in own.iter().flatten() {
            *found_in.entry(*pair).or_default() += 1;
        }
        let all = own.len() as f32;
        let weight = |pair: &[char; 2]| (all / found_in[pair] as f32).ln();
        let score = |own: &HashSet<[char; 2]>| {
            // In a fixed order, so that the same texts always come to the same sum.
            let mut shared: Vec<_> = own.intersection(&wanted).collect();
            shared.sort_unstable();
            let sum: f32 = shared.into_iter().map(weight).sum();
            sum / (own.len().max(1) as f32).sqrt()
        };
        let mut ranked: Vec<(usize, f32)> = own.iter().map(score).enumerate().collect();
        ranked.retain(|(_, score)| *score > 0.0);
        ranked.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        ranked.into_iter().take(most).map(|(at, _)| at).collect()
    }
}

/// The characters of a text where words stand in it, blanks aside; the first place.
pub fn place_in(text: &str, words: &str) -> Option<Range<usize>> {
    let characters = || {
        text.chars()
            .enumerate()
            .filter(|(_, it)| !it.is_whitespace())
    };
    let places: Vec<usize> = characters().map(|(at, _)| at).collect();
    let text: Vec<char> = characters().map(|(_, it)| it).collect();
    let wanted: Vec<char> = words.chars().filter(|it| !it.is_whitespace()).collect();
    let mut stretches = text.windows(wanted.len().max(1));
    let first = stretches.position(|stretch| stretch == wanted)?;
    let last = first + wanted.len() - 1;
    Some(places[first]..places[last] + 1)
}

/// Whether words point to a place rather than quote it: 见第四部分.
pub fn is_reference(words: &str) -> bool {
    let words = words.trim();
    words.chars().count() < LEAST
        || ["见", "详见", "参见"]
            .iter()
            .any(|it| words.starts_with(it))
}

/// Whether a line is the heading of those that follow: （一）总体思路. It has a number and no stop.
fn is_heading(line: &str) -> bool {
    let numbered = match line.chars().next() {
        Some('（' | '(' | '第') => true,
        Some(first) if first.is_ascii_digit() || "一二三四五六七八九十".contains(first) =>
        {
            let rest = line.trim_start_matches(|it: char| {
                it.is_ascii_digit() || "一二三四五六七八九十".contains(it)
            });
            rest.starts_with(['、', '.', '．'])
        }
        _ => false,
    };
    numbered && line.chars().count() <= 24 && !line.ends_with(['。', '；', ';', '！', '？', '：'])
}

fn bare(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}

/// The pairs of neighbouring characters within words.
fn pairs(text: &str) -> HashSet<[char; 2]> {
    let characters: Vec<char> = text.chars().collect();
    let pairs = characters.windows(2).filter_map(|pair| match pair {
        &[one, other] if one.is_alphanumeric() && other.is_alphanumeric() => Some([one, other]),
        _ => None,
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::json;
    use crate::form;

    fn example(name: &str) -> Answers {
        let path = format!("examples/{name}/answers.json");
        json::read(&std::fs::read(path).unwrap()).unwrap().answers
    }

    fn texts(content: &str) -> Texts {
        let form = form::find("project-2021").unwrap();
        let mut answers = Answers::new("project-2021");
        answers.apply(crate::answers::Edit::text("content", content));
        Texts::of(&form, &answers)
    }

    #[test]
    fn a_passage_is_found_with_the_heading_above_it_and_blanks_aside() {
        let texts =
            texts("（一）思路\n遴选不少于 100 名专家。\n\n（二）案例\n提交三个案例。另作推广。");
        for (words, place) in [
            (
                "遴选不少于100名专家。",
                Some("四、项目主要内容 · （一）思路"),
            ),
            ("提交三个案例。", Some("四、项目主要内容 · （二）案例")),
            ("专家。（二）案例", Some("四、项目主要内容")),
            ("遴选不少于200名专家。", None),
            ("专家", None),
        ] {
            let found = texts.find(words).map(|stand| stand.place);
            assert_eq!(found.as_deref(), place, "{words}");
        }
    }

    #[test]
    fn the_characters_of_a_passage_are_found_blanks_aside() {
        let text = "（一）思路\n  遴选不少于 100 名专家。\n提交";
        for (words, place) in [
            ("遴选不少于100名专家。", Some("遴选不少于 100 名专家。")),
            ("专家。提交", Some("专家。\n提交")),
            ("遴选200名", None),
            ("", None),
        ] {
            let found = place_in(text, words).map(|range| {
                let letters = text.chars().skip(range.start).take(range.len());
                letters.collect::<String>()
            });
            assert_eq!(found.as_deref(), place, "{words}");
        }
    }

    #[test]
    fn a_changed_passage_is_known_again_and_another_is_not() {
        let texts = texts("遴选不少于120名专家，逐人签署承诺。\n提交三个典型案例。");
        assert_eq!(
            texts.nearest("遴选不少于100名专家，逐人签订承诺。"),
            Some(0)
        );
        assert_eq!(texts.nearest("举办两场会议，邀请地方领导。"), None);
        assert_eq!(texts.nearest(""), None);
    }

    #[test]
    fn headings_have_a_number_and_no_stop() {
        for (line, heading) in [
            ("（一）总体思路", true),
            ("一、总体思路", true),
            ("3.宣传报道", true),
            ("9.典型案例。", false),
            ("2021年完成", false),
            ("遴选专家", false),
        ] {
            assert_eq!(is_heading(line), heading, "{line}");
        }
    }

    #[test]
    fn what_points_to_a_place_is_no_quote() {
        for (words, points) in [
            ("见第四部分（三）第二段", true),
            ("第五部分", true),
            ("遴选不少于100名专家", false),
        ] {
            assert_eq!(is_reference(words), points, "{words}");
        }
    }

    /// The passages that the examples mark, or others of the same part, come among the first.
    #[test]
    fn the_likely_paragraphs_hold_what_the_examples_mark() {
        let form = form::find("project-2021").unwrap();
        for (name, id, words) in [
            ("industry-team", "industry-experts-100", "人才库"),
            ("industry-team", "cases-2", "典型案例"),
            ("industry-team", "platform-joined", "入驻平台"),
            ("regional-team", "regional-open-calls", "揭榜挂帅"),
            ("regional-team", "cases-2", "典型案例"),
            ("conference", "conference-brand", "长期实施计划"),
            ("support-project", "evaluation-database", "简报"),
        ] {
            let texts = Texts::of(&form, &example(name));
            let requirement = form.requirements.iter().find(|one| one.id == id).unwrap();
            let likely = texts.likely(&requirement.text, 3);
            let holds = |at: &usize| texts.paragraphs[*at].text.contains(words);
            assert!(likely.iter().any(holds), "{name} {id}: {likely:?}");
        }
    }
}
