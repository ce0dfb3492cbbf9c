//! What must come out of a roster, read from the `.txt` files, and compared.

use shenbao::roster::{Confidence, Person, Roster};

/// A roster and what must come out of it.
#[derive(Default)]
pub struct Case {
    pub name: String,
    pub files: Vec<String>,
    /// The sheet asked for.
    pub named: Option<String>,
    sheet: Option<String>,
    header: Option<u32>,
    columns: String,
    count: Option<usize>,
    people: Vec<Expected>,
    /// Words of the sentence that refuses it.
    error: Option<String>,
}

struct Expected {
    line: String,
    /// Cell and words of each problem.
    problems: Vec<(String, String)>,
}

/// The cases of every `.txt` file.
pub fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    for entry in std::fs::read_dir("tests/rosters/corpus").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            cases.extend(parse(&std::fs::read_to_string(&path).unwrap()));
        }
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

fn parse(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(title) = line.strip_prefix("== ") {
            let (name, _) = title.split_once(": ").expect("a name and what is special");
            cases.push(Case {
                name: name.to_owned(),
                ..Case::default()
            });
            continue;
        }
        let case = cases.last_mut().expect("a title first");
        if let Some(problem) = line.strip_prefix("  ! ") {
            let (cell, words) = problem.split_once(' ').expect("a cell and words");
            let person = case.people.last_mut().expect("a person first");
            person.problems.push((cell.to_owned(), words.to_owned()));
        } else if line.starts_with(|c: char| c.is_ascii_digit()) {
            case.people.push(Expected {
                line: sorted(line),
                problems: Vec::new(),
            });
        } else {
            let (key, value) = line.split_once(": ").expect("a key and a value");
            let value = value.to_owned();
            match key {
                "files" => case.files = value.split_whitespace().map(str::to_owned).collect(),
                "named" => case.named = Some(value),
                "sheet" => case.sheet = Some(value),
                "header" => case.header = Some(value.parse().unwrap()),
                "columns" => case.columns = value,
                "count" => case.count = Some(value.parse().unwrap()),
                "error" => case.error = Some(value),
                _ => panic!("{line}"),
            }
        }
    }
    cases
}

impl Case {
    /// What differs in a roster that was read.
    pub fn differences(&self, roster: &Roster) -> Vec<String> {
        let mut wrong = Vec::new();
        if let Some(error) = &self.error {
            wrong.push(format!("read, and should say “{error}”"));
            return wrong;
        }
        if self
            .sheet
            .as_ref()
            .is_some_and(|name| *name != roster.sheet)
        {
            wrong.push(format!("sheet {}", roster.sheet));
        }
        if self.header.is_some_and(|row| row != roster.header_row) {
            wrong.push(format!("header {}", roster.header_row));
        }
        let columns = columns(roster);
        if columns != self.columns {
            wrong.push(format!("columns {columns}\n  expected {}", self.columns));
        }
        if self.count.unwrap_or(self.people.len()) != roster.people.len() {
            wrong.push(format!("{} people", roster.people.len()));
        }
        let found: Vec<String> = roster.people.iter().map(line).collect();
        for expected in &self.people {
            let Some(at) = found.iter().position(|line| *line == expected.line) else {
                wrong.push(format!("missing {}", expected.line));
                continue;
            };
            wrong.extend(expected.differences(&roster.people[at]));
        }
        for line in &found {
            if self.count.is_none() && !self.people.iter().any(|it| it.line == *line) {
                wrong.push(format!("found   {line}"));
            }
        }
        wrong
    }

    /// What differs in the sentence that refuses a roster.
    pub fn differences_of_error(&self, sentence: &str) -> Vec<String> {
        let words = self.error.as_deref().unwrap_or("\u{0}");
        if has(sentence, words) {
            Vec::new()
        } else {
            vec![format!("refused with “{sentence}”")]
        }
    }
}

impl Expected {
    fn differences(&self, person: &Person) -> Vec<String> {
        let row = person.row;
        let mut left: Vec<_> = person.problems.iter().collect();
        let mut wrong = Vec::new();
        for (cell, words) in &self.problems {
            match left
                .iter()
                .position(|it| it.cell == *cell && has(&it.message, words))
            {
                Some(at) => {
                    left.remove(at);
                }
                None => wrong.push(format!("row {row}: no problem {cell} {words}")),
            }
        }
        for it in left {
            wrong.push(format!("row {row}: unexpected {} {}", it.cell, it.message));
        }
        wrong
    }
}

/// Whether a sentence holds each of some words.
fn has(sentence: &str, words: &str) -> bool {
    words.split_whitespace().all(|word| sentence.contains(word))
}

fn columns(roster: &Roster) -> String {
    let read = roster.columns.iter().filter_map(|column| {
        let part = serde_json::to_value(column.part?).unwrap();
        let sure = match column.confidence {
            Confidence::Sure => "",
            Confidence::Likely => "?",
            Confidence::Corrected => "!",
        };
        let part = part.as_str().unwrap().to_owned();
        Some(format!("{} {part}{sure}", column.letters))
    });
    read.collect::<Vec<_>>().join(", ")
}

/// A person as the `.txt` files write them.
fn line(person: &Person) -> String {
    let academician = person.academician.join("、");
    let fields = [
        ("name", &person.name),
        ("mobile", &person.mobile),
        ("email", &person.email),
        ("office_phone", &person.office_phone),
        ("affiliation", &person.affiliation),
        ("title", &person.title),
        ("academician", &academician),
        ("address", &person.address),
        ("research", &person.research),
        ("duty", &person.duty),
    ];
    let fields = fields
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(id, text)| format!(" | {id} {}", text.replace('\n', "\\n")));
    sorted(&format!("{}{}", person.row, fields.collect::<String>()))
}

/// A person's fields in one order, whatever order they were written in.
fn sorted(line: &str) -> String {
    let mut fields: Vec<&str> = line.split(" | ").collect();
    fields[1..].sort_unstable();
    fields.join(" | ")
}
