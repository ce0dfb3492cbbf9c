//! The lines below a header, each a person.

use std::collections::BTreeMap;

use super::cell;
use super::error::RosterError;
use super::header::{Header, Part, repeats};
use super::limits::MOST_PEOPLE;
use super::sheet::{Place, Sheet, Value, cell_name};
use super::{Person, Problem};

/// Reads the people below the header; blank lines, notes and examples are none.
pub(super) fn read(sheet: &Sheet, header: &Header) -> Result<Vec<Person>, RosterError> {
    let mut people = Vec::new();
    let mut above = Above::new();
    let mut rows: Vec<u32> = sheet
        .cells
        .range((header.bottom + 1, 0)..)
        .map(|((row, _), _)| *row)
        .collect();
    rows.dedup();
    for row in rows {
        let line = Line { sheet, header, row };
        if line.is_of_a_person() {
            if people.len() == MOST_PEOPLE {
                return Err(RosterError::TooLarge(format!("超过 {MOST_PEOPLE} 人")));
            }
            people.push(line.person(&mut above));
        }
    }
    Ok(people)
}

/// What the person above has in the parts that people share, as it stands in the sheet.
type Above = BTreeMap<Part, String>;

/// A line of the sheet below its header.
struct Line<'a> {
    sheet: &'a Sheet,
    header: &'a Header,
    row: u32,
}

/// What a line that is no person begins with.
const NOTES: [&str; 9] = [
    "注：", "注:", "备注", "说明", "填表", "合计", "总计", "共计", "制表",
];

impl Line<'_> {
    fn place(&self, part: Part) -> Option<Place> {
        Some((self.row, *self.header.parts.get(&part)?))
    }

    /// What stands in a part's cell itself.
    fn own(&self, part: Part) -> Option<&Value> {
        self.sheet.cells.get(&self.place(part)?)
    }

    fn own_text(&self, part: Part) -> String {
        match self.own(part) {
            Some(Value::Text(text)) => cell::plain(text),
            _ => String::new(),
        }
    }

    fn is_of_a_person(&self) -> bool {
        let own = |part: &&Part| **part != Part::Serial && self.own(**part).is_some();
        if self.header.parts.keys().find(own).is_none()
            || repeats(self.header, self.sheet, self.row)
        {
            return false;
        }
        let (serial, name) = (self.own_text(Part::Serial), self.own_text(Part::Name));
        let first = self
            .sheet
            .cells
            .range((self.row, 0)..=(self.row, u32::MAX))
            .next();
        let first = match first {
            Some((_, Value::Text(text))) => cell::plain(text),
            _ => String::new(),
        };
        let is_note = NOTES
            .iter()
            .any(|note| first.starts_with(note) || name.starts_with(note));
        let is_example = |text: &str| {
            matches!(text, "示例" | "例" | "例如" | "样例") || text.contains("（示例）")
        };
        // Somebody may have typed a person over the example, whose mark then still stands there.
        let is_example = is_example(&name) || (name.is_empty() && is_example(&serial));
        // A note runs across the columns.
        let runs_across = self
            .place(Part::Name)
            .and_then(|place| self.sheet.merge_at(place))
            .is_some_and(|(first, last)| last.1 >= first.1.saturating_add(2));
        !is_note && !is_example && !runs_across
    }

    fn person(&self, above: &mut Above) -> Person {
        let mut person = Person {
            row: self.row + 1,
            sheet: self.sheet.name.clone(),
            ..Person::default()
        };
        let mut problems = Vec::new();
        let mut text = |part: Part| self.shared_text(part, above, &mut problems);
        person.name = cell::name(&text(Part::Name));
        let mobile = text(Part::Mobile);
        let contact = text(Part::Contact);
        let email = text(Part::Email);
        person.office_phone = cell::phone(&text(Part::OfficePhone));
        person.affiliation = join(
            cell::one_line(&text(Part::Affiliation)),
            &cell::one_line(&text(Part::Position)),
        );
        person.title = cell::one_line(&text(Part::Title));
        let academician = text(Part::Academician);
        person.address = cell::one_line(&text(Part::Address));
        person.duty = text(Part::Duty);
        person.research = cell::one_line(&text(Part::Research));
        person.note = text(Part::Note);
        person.tags = cell::entries(&text(Part::Tags));

        self.set(
            Part::Mobile,
            &mobile,
            cell::mobile,
            &mut person.mobile,
            &mut problems,
        );
        self.set(
            Part::Email,
            &email,
            cell::email,
            &mut person.email,
            &mut problems,
        );
        self.set(
            Part::Academician,
            &academician,
            cell::academician,
            &mut person.academician,
            &mut problems,
        );
        self.contact(&contact, &mut person, &mut problems);
        if person.name.is_empty()
            && let Some(place) = self.place(Part::Name)
            && !matches!(self.own(Part::Name), Some(Value::Error(_)))
        {
            let message = "这一行没有写姓名，请补上，或删除这一行".to_owned();
            problems.push(Problem {
                cell: cell_name(place),
                message,
            });
        }
        self.other_numbers(&mut problems);
        person.problems = problems;
        person
    }

    /// The text of a part, taken from the person above where it only says that it is the same.
    fn shared_text(&self, part: Part, above: &mut Above, problems: &mut Vec<Problem>) -> String {
        let text = self.text(part, problems);
        if !is_shared(part) {
            return text;
        }
        let ditto = matches!(text.as_str(), "同上" | "〃" | "″" | "\"" | "”");
        let text = if ditto {
            above.remove(&part).unwrap_or(text)
        } else {
            text
        };
        above.insert(part, text.clone());
        text
    }

    /// The text of a part; an empty cell of a merged area below its first line says the same as
    /// the first, except of what is a person's own.
    fn text(&self, part: Part, problems: &mut Vec<Problem>) -> String {
        let Some(mut place) = self.place(part) else {
            return String::new();
        };
        if is_shared(part)
            && !self.sheet.cells.contains_key(&place)
            && let Some((first, _)) = self.sheet.merge_at(place)
            && first.0 > self.header.bottom
        {
            place = first;
        }
        match self.sheet.cells.get(&place) {
            None => String::new(),
            Some(Value::Text(text)) => cell::plain(text),
            Some(Value::Number(value)) => {
                let (text, lost) = cell::number(*value);
                if lost && place.0 == self.row {
                    problems.push(lost_digits(place, &text));
                }
                text
            }
            Some(Value::Error(error)) => {
                let message = format!("单元格是公式错误 {error}，请改成实际内容");
                problems.push(Problem {
                    cell: cell_name(place),
                    message,
                });
                String::new()
            }
        }
    }

    /// Puts what a text was read as into its field, and what is wrong with it among the problems.
    fn set<T>(
        &self,
        part: Part,
        text: &str,
        read: impl Fn(&str) -> (T, Option<String>),
        field: &mut T,
        problems: &mut Vec<Problem>,
    ) {
        let (Some(place), false) = (self.place(part), text.is_empty()) else {
            return;
        };
        let (value, problem) = read(text);
        *field = value;
        problems.extend(problem.map(|message| Problem {
            cell: cell_name(place),
            message,
        }));
    }

    /// A cell that holds a mobile number, an e-mail address, an office telephone, or several.
    fn contact(&self, text: &str, person: &mut Person, problems: &mut Vec<Problem>) {
        let mut rest = Vec::new();
        let splits = |c: char| matches!(c, '\n' | ',' | ';' | '，' | '；' | '、' | '/');
        let pieces: Vec<&str> = match text.contains(['@', '＠']) {
            true => text
                .split(|c: char| splits(c) || c.is_whitespace())
                .collect(),
            false => text.split(splits).collect(),
        };
        for piece in pieces
            .into_iter()
            .map(str::trim)
            .filter(|piece| !piece.is_empty())
        {
            let (mobile, wrong_mobile) = cell::mobile(piece);
            let (email, wrong_email) = cell::email(piece);
            if wrong_mobile.is_none() && person.mobile.is_empty() {
                person.mobile = mobile;
            } else if wrong_email.is_none() && person.email.is_empty() {
                person.email = email;
            } else if cell::is_office_phone(piece) && person.office_phone.is_empty() {
                person.office_phone = cell::phone(piece);
            } else {
                rest.push(piece);
            }
        }
        let (Some(place), false) = (self.place(Part::Contact), rest.is_empty()) else {
            return;
        };
        let rest = rest.join(" ");
        let message = if person.mobile.is_empty() {
            let (kept, problem) = cell::mobile(&rest);
            person.mobile = kept;
            problem.unwrap_or_default()
        } else {
            format!("联系方式里还有“{rest}”，没有读入，请核对")
        };
        problems.push(Problem {
            cell: cell_name(place),
            message,
        });
    }

    /// Long numbers in columns that nothing is read from, such as 身份证号, lose digits too.
    fn other_numbers(&self, problems: &mut Vec<Problem>) {
        for (place, value) in self.sheet.cells.range((self.row, 0)..=(self.row, u32::MAX)) {
            let read = self.header.parts.values().any(|column| *column == place.1);
            if let Value::Number(number) = value
                && !read
                && self.header.words.contains_key(&place.1)
            {
                let (text, lost) = cell::number(*number);
                problems.extend(lost.then(|| lost_digits(*place, &text)));
            }
        }
    }
}

fn lost_digits(place: Place, text: &str) -> Problem {
    let message = format!(
        "“{text}”是按数字保存的 {} 位号码，表格只记住前 15 位，请把单元格改成文本后重填",
        text.trim_start_matches('-').len()
    );
    Problem {
        cell: cell_name(place),
        message,
    }
}

/// 工作单位 and 职务 as people write them together.
fn join(mut affiliation: String, position: &str) -> String {
    if !position.is_empty() && !affiliation.ends_with(position) {
        let blank = affiliation.ends_with(|c: char| c.is_ascii_alphanumeric());
        affiliation.push_str(if blank { " " } else { "" });
        affiliation.push_str(position);
    }
    affiliation
}

/// Whether several people may have the part in common.
fn is_shared(part: Part) -> bool {
    !matches!(
        part,
        Part::Serial | Part::Name | Part::Mobile | Part::Email | Part::Contact | Part::Academician
    )
}
