//! Where a text stands in the answers, worked out without a window.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::answers::{Answer, Answers, derived};
use crate::form::{Field, FormDef, Kind};

/// Characters that are shown before and behind what was found.
const BEFORE: usize = 12;
const AFTER: usize = 30;

/// One place in the answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Path of the answer.
    pub path: String,
    /// The section, by its place from 0.
    pub section: usize,
    /// The question by its label, with whose answer it is, as 项目负责人 姓名.
    pub label: String,
    /// The characters that were found, where they stand in the answer as typed; none where the
    /// screen shows other words for it.
    pub range: Option<Range<usize>>,
    /// What stands before it, shortened.
    pub before: String,
    pub found: String,
    /// What stands behind it, shortened.
    pub after: String,
}

/// Every place where the answers have the text, in the order of the form. Upper and lower case
/// count as one, and so do full-width and half-width forms. A choice is found by the words that a
/// person reads, an attachment by its file's name. What is not asked as the answers stand is not
/// looked through, for it cannot be shown; nor are other sections than `only`, where there is one.
pub fn hits(form: &FormDef, answers: &Answers, only: Option<usize>, query: &str) -> Vec<Hit> {
    let wanted: Vec<char> = folded(query.trim()).map(|(_, folded)| folded).collect();
    let mut list = List {
        form,
        answers,
        wanted: &wanted,
        hits: Vec::new(),
    };
    if wanted.is_empty() {
        return list.hits;
    }
    for (at, section) in form.sections.iter().enumerate() {
        if only.is_some_and(|only| only != at) {
            continue;
        }
        for field in section.fields.iter().filter(|field| answers.asks(field)) {
            list.field(at, field);
        }
    }
    list.hits
}

struct List<'a> {
    form: &'a FormDef,
    answers: &'a Answers,
    wanted: &'a [char],
    hits: Vec<Hit>,
}

/// What a person reads of an answer, and whether it is the text as it was typed.
struct Words<'a> {
    text: Cow<'a, str>,
    typed: bool,
}

impl<'a> Words<'a> {
    fn shown(text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            text: text.into(),
            typed: false,
        }
    }
}

impl<'a> List<'a> {
    fn field(&mut self, section: usize, field: &Field) {
        let label = field.name();
        match &field.kind {
            Kind::Rows { columns, .. } => self.rows(section, field, columns),
            Kind::Sum { .. } => {
                let sum = derived::sum(self.form, self.answers, &field.id);
                if let Some(sum) = sum {
                    let words = Words::shown(sum.to_string());
                    self.look(section, &label, &field.id, &words);
                }
            }
            _ => self.answer(section, field, &label, &field.id),
        }
    }

    fn rows(&mut self, section: usize, table: &Field, columns: &[Field]) {
        let Some(Answer::List(rows)) = self.answers.get(&table.id) else {
            return self.answer(section, table, &table.label, &table.id);
        };
        for (at, answer) in rows.iter().enumerate() {
            let path = format!("{}[{at}]", table.id);
            let owner = table.row_name(at);
            if !matches!(answer, Answer::Group(_)) {
                self.look(section, &owner, &path, &words_of(answer));
                continue;
            }
            for column in columns {
                let label = column.name_after(&owner);
                self.answer(section, column, &label, &format!("{path}.{}", column.id));
            }
        }
    }

    /// One answer, or each entry of a list.
    fn answer(&mut self, section: usize, field: &Field, label: &str, path: &str) {
        let answers = self.answers;
        let Some(answer) = answers.get(path) else {
            return;
        };
        match (&field.kind, answer) {
            (Kind::Attachment { .. }, Answer::Group(_)) => {
                let name = answers.file(path).unwrap_or_default();
                self.look(section, label, path, &Words::shown(name));
            }
            // A box that is ticked or not holds no words.
            (Kind::YesNo, Answer::YesNo(_)) => {}
            (Kind::Choice { .. }, Answer::Text(_)) => {
                let words = self.choice(field, path);
                self.look(section, label, path, &words);
            }
            (Kind::Tags { of, .. }, Answer::List(entries)) => {
                for (at, entry) in entries.iter().enumerate() {
                    let words = self.tag(of, entry);
                    self.look(section, label, &format!("{path}[{at}]"), &words);
                }
            }
            (Kind::Lines | Kind::Cities | Kind::Industries { .. }, Answer::List(entries)) => {
                for (at, entry) in entries.iter().enumerate() {
                    let words = words_of(entry);
                    self.look(section, label, &format!("{path}[{at}]"), &words);
                }
            }
            _ => self.look(section, label, path, &words_of(answer)),
        }
    }

    /// What the screen shows of a choice: its words, and what follows from it.
    fn choice(&self, field: &Field, path: &str) -> Words<'a> {
        let value = self.answers.text(path);
        let Some(choice) = self.form.choice(field, &value) else {
            return Words::shown(value);
        };
        let mut text = choice.name().to_owned();
        if !choice.attributes.is_empty() {
            text.push_str(&format!(" · {}", choice.id));
        }
        for follows in choice.attributes.values() {
            if *follows != choice.label {
                text.push_str(&format!(" · {follows}"));
            }
        }
        Words::shown(text)
    }

    fn tag(&self, lists: &[String], entry: &'a Answer) -> Words<'a> {
        let form = self.form;
        let mut known = lists.iter().flat_map(|list| form.choices(list));
        match known.find(|choice| choice.id == entry.text()) {
            Some(choice) => Words::shown(choice.label.clone()),
            None => words_of(entry),
        }
    }

    /// Notes every place where the words have what is wanted.
    fn look(&mut self, section: usize, label: &str, path: &str, words: &Words<'_>) {
        for range in places(&words.text, self.wanted) {
            let (before, found, after) = around(&words.text, &range);
            self.hits.push(Hit {
                path: path.to_owned(),
                section,
                label: label.to_owned(),
                range: words.typed.then_some(range),
                before,
                found,
                after,
            });
        }
    }
}

/// An answer of any shape as the screen shows it.
fn words_of(answer: &Answer) -> Words<'_> {
    match answer {
        Answer::Text(text) | Answer::Number(text) => Words {
            text: text.as_str().into(),
            typed: true,
        },
        other => Words::shown(other.plain()),
    }
}

/// The characters of a text without what makes no difference, each with the place, counted in
/// characters, of the one that it comes from.
fn folded(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.chars().enumerate().flat_map(|(at, character)| {
        let plain = std::iter::once(character).nfkd();
        plain.flat_map(char::to_lowercase).map(move |one| (at, one))
    })
}

/// Where a text has the folded characters: ranges of its own characters, none over another.
fn places(text: &str, wanted: &[char]) -> Vec<Range<usize>> {
    let (from, plain): (Vec<usize>, Vec<char>) = folded(text).unzip();
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut at = 0_usize;
    while let Some(end) = at
        .checked_add(wanted.len())
        .filter(|end| *end <= plain.len())
    {
        // A character that folds to several is found whole.
        let free = places.last().is_none_or(|last| last.end <= from[at]);
        if free && plain[at..end] == *wanted {
            places.push(from[at]..from[end - 1] + 1);
            at = end;
        } else {
            at += 1;
        }
    }
    places
}

/// What stands before, in and behind a range, on one line.
fn around(text: &str, range: &Range<usize>) -> (String, String, String) {
    let characters: Vec<char> = text.chars().collect();
    let line = |part: &[char]| -> String {
        let blank = |one: char| if one.is_control() { ' ' } else { one };
        part.iter().map(|one| blank(*one)).collect()
    };
    let start = range.start.saturating_sub(BEFORE);
    let end = (range.end + AFTER).min(characters.len());
    let mut before = line(&characters[start..range.start])
        .trim_start()
        .to_owned();
    let mut after = line(&characters[range.end..end]).trim_end().to_owned();
    if start > 0 {
        before.insert(0, '…');
    }
    if end < characters.len() {
        after.push('…');
    }
    (before, line(&characters[range.clone()]), after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::json;
    use crate::form::find;

    fn read(source: &str) -> Answers {
        json::read(source.as_bytes()).unwrap().answers
    }

    fn found(source: &str, query: &str) -> Vec<String> {
        let answers = read(source);
        let form = find(&answers.form).unwrap();
        let hits = hits(&form, &answers, None, query);
        let shown = |hit: &Hit| {
            let place = match &hit.range {
                Some(range) => format!(" {}-{}", range.start, range.end),
                None => String::new(),
            };
            let words = format!("{}[{}]{}", hit.before, hit.found, hit.after);
            format!("{} {}{place}：{words}", hit.path, hit.label)
        };
        hits.iter().map(shown).collect()
    }

    const PROJECT: &str = r#"{"form":"project-2021","answers":{
        "members":[{"name":"李四","duty":"财务"},{"name":"张三","affiliation":"ＡＢＣ学会","duty":"张三负责联络"}],
        "project_type":"2021KJFWT01-1",
        "leader":{"name":"张三"},
        "unit":{"name":"abc研究院","intro":"Abc 成立于一九七九年，\n是ａｂｃ的前身。","kind":"national_society"},
        "cities":["浙江宁波","四川成都"],
        "partners":["宁波大学"],
        "budget":{"requested":"60","own":"5.5","items":"不是表格"},
        "commitment":true
    }}"#;

    #[test]
    fn hits_stand_in_the_order_of_the_form_with_label_and_words_around() {
        for (query, expected) in [
            (
                "张三",
                &[
                    "leader.name 项目负责人 姓名 0-2：[张三]",
                    "members[1].name 人员 2 姓名 0-2：[张三]",
                    "members[1].duty 人员 2 在本项目中承担的主要工作 0-2：[张三]负责联络",
                ][..],
            ),
            (
                " aBc ",
                &[
                    "unit.name 单位名称 0-3：[abc]研究院",
                    "unit.intro 单位简介 0-3：[Abc] 成立于一九七九年， 是ａｂｃ的前身。",
                    "unit.intro 单位简介 15-18：…成立于一九七九年， 是[ａｂｃ]的前身。",
                    "members[1].affiliation 人员 2 工作单位及职务/职称 0-3：[ＡＢＣ]学会",
                ],
            ),
            (
                "宁波",
                &[
                    "cities[0] 意向服务的试点城市（园区）名称 2-4：浙江[宁波]",
                    "partners[0] 项目主要参与单位名称 0-2：[宁波]大学",
                ],
            ),
            ("65.5", &["budget.total 经费总预算：[65.5]0"]),
            ("不是表", &["budget.items 经费支出预算表 0-3：[不是表]格"]),
            (
                "全国学会",
                &["unit.kind 单位类型：[全国学会]、协会、研究会"],
            ),
            ("没有这样的话", &[]),
            ("　", &[]),
        ] {
            assert_eq!(found(PROJECT, query), expected, "{query}");
        }
    }

    #[test]
    fn a_choice_is_found_by_what_is_read_and_a_file_by_its_name() {
        let number = found(PROJECT, "kjfwt01");
        assert_eq!(number.len(), 1);
        assert!(number[0].starts_with("project_type "), "{number:?}");
        let source = r#"{"form":"registration-2022","answers":{
            "team":{"kind":"regional"},"chief":{"photo":{"file":"王五-照片.jpg"}}
        }}"#;
        let file = found(source, "王五");
        assert_eq!(file, ["chief.photo 服务团首席专家 照片：[王五]-照片.jpg"]);
        assert_eq!(found(source, "区域").len(), 1);
        assert_eq!(found(source, "regional"), [""; 0]);
    }

    #[test]
    fn a_character_that_reads_as_several_is_found_whole_and_once() {
        let wanted: Vec<char> = "m".chars().collect();
        assert_eq!(places("㎡ m", &wanted), [0..1, 2..3]);
        let wanted: Vec<char> = "aa".chars().collect();
        assert_eq!(places("aaaaa", &wanted), [0..2, 2..4]);
        assert!(places("a", &wanted).is_empty());
    }

    #[test]
    fn a_long_text_is_shortened_around_what_was_found() {
        let text = format!("{}中{}", "前".repeat(50), "后".repeat(50));
        let (before, found, after) = around(&text, &(50..51));
        assert_eq!(before, format!("…{}", "前".repeat(BEFORE)));
        assert_eq!(found, "中");
        assert_eq!(after, format!("{}…", "后".repeat(AFTER)));
    }
}
