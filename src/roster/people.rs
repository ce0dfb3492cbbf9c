//! The lines below a header, each a person.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::Person;
use super::career::{academician, career};
use super::cell;
use super::error::RosterError;
use super::find::further;
use super::header::{Header, Part, Table};
use super::limits::{MOST_HEADERS, MOST_LINES};
use super::lines::{is_marked_example, is_of_a_person, repeats};
use super::name::name;
use super::said::Said;
use super::sheet::{Place, Sheet, Value};

/// Reads the people below the header and hands each on; blank lines, notes and examples are none. Tables side by
/// side are read line by line, the left one first; further tables above and below by headers of
/// their own.
pub(super) fn read(
    sheet: &Sheet,
    main: &Header,
    take: &mut dyn FnMut(Person) -> ControlFlow<()>,
) -> Result<(), RosterError> {
    if sheet.rows_from(0).count() > MOST_LINES {
        return Err(RosterError::TooLarge(format!("超过 {MOST_LINES} 行")));
    }
    let mut current: Option<Header> = None;
    let mut above = Vec::new();
    // The line after the last header.
    let mut next = 0;
    let mut headers = 0;
    for row in sheet.rows_from(0) {
        if row < next {
            continue;
        }
        if row == main.top() {
            current = Some(main.clone());
            above = vec![Above::new(); main.tables.len()];
            next = main.bottom + 1;
            continue;
        }
        let repeated = current
            .as_ref()
            .is_some_and(|header| repeats(sheet, header, row));
        if repeated {
            continue;
        }
        if headers < MOST_HEADERS
            && let Some(header) = further(sheet, row)
            && (row > main.bottom || header.bottom < main.top())
        {
            headers += 1;
            next = header.bottom + 1;
            let again = current
                .as_ref()
                .is_some_and(|current| current.has_words_of(&header));
            if !again {
                above = vec![Above::new(); header.tables.len()];
                current = Some(header);
            }
            continue;
        }
        let Some(header) = &current else { continue };
        for (table, above) in header.tables.iter().zip(&mut above) {
            let line = Line {
                sheet,
                header,
                table,
                row,
                cells: sheet.line(row),
            };
            if !is_of_a_person(&line) {
                continue;
            }
            if take(line.person(above)).is_break() {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// What the person above has in each part, as it stands in the sheet.
pub(super) type Above = BTreeMap<Part, String>;

/// A line of a table below its header.
pub(super) struct Line<'a> {
    pub sheet: &'a Sheet,
    pub header: &'a Header,
    pub table: &'a Table,
    pub row: u32,
    /// The line's filled cells with their columns.
    pub cells: &'a [(u32, Value)],
}

impl Line<'_> {
    /// The cell of a part.
    pub fn place(&self, part: Part) -> Option<Place> {
        Some((self.row, *self.table.parts.get(&part)?))
    }

    /// What stands in a part's cell itself.
    pub fn own(&self, part: Part) -> Option<&Value> {
        self.at(self.place(part)?)
    }

    /// What a cell holds, mostly one of the line itself.
    pub fn at(&self, place: Place) -> Option<&Value> {
        if place.0 != self.row {
            return self.sheet.get(place);
        }
        let found = self.cells.binary_search_by_key(&place.1, |(at, _)| *at);
        Some(&self.cells[found.ok()?].1)
    }

    /// Whether a person sees something in a part's cell.
    pub fn fills(&self, part: Part) -> bool {
        match self.own(part) {
            Some(Value::Text(text)) => text.chars().any(|c| !cell::is_blank(c)),
            own => own.is_some(),
        }
    }

    /// The text in a part's cell itself; empty where it is none.
    pub fn own_text(&self, part: Part) -> String {
        match self.own(part) {
            Some(Value::Text(text)) => cell::plain(text),
            _ => String::new(),
        }
    }

    fn person(&self, above: &mut Above) -> Person {
        let mut person = Person {
            row: self.row + 1,
            sheet: self.sheet.name.clone(),
            ..Person::default()
        };
        let mut said = Said::new(self);
        let mut text = |part: Part| said.text(part, above);
        let named = text(Part::Name);
        let mobile = text(Part::Mobile);
        let contact = text(Part::Contact);
        let email = text(Part::Email);
        let office_phone = text(Part::OfficePhone);
        let [unit, department, position] = [Part::Affiliation, Part::Department, Part::Position]
            .map(|part| cell::one_line(&text(part)));
        person.title = cell::one_line(&text(Part::Title));
        let either = career(&text(Part::PositionOrTitle));
        let academies = text(Part::Academician);
        person.address = cell::one_line(&text(Part::Address));
        person.duty = text(Part::Duty);
        person.research = cell::one_line(&text(Part::Research));
        person.note = text(Part::Note);
        person.tags = cell::entries(&text(Part::Tags));

        person.name = said.judged(Part::Name, &named, name);
        person.affiliation = [department, position, either.position]
            .iter()
            .fold(unit, |unit, more| join(unit, more));
        if person.title.is_empty() {
            person.title = either.title;
        }
        said.problem(Part::PositionOrTitle, either.problem);
        said.mobile(&mobile, &mut person);
        let email = said.judged(Part::Email, &email, cell::email);
        if !email.is_empty() {
            person.email = email;
        }
        let phone = said.judged(Part::OfficePhone, &office_phone, cell::office_phone);
        if !phone.is_empty() {
            person.office_phone = phone;
        }
        person.academician = said.judged(Part::Academician, &academies, academician);
        said.contact(&contact, &mut person);
        if person.name.is_empty() && !matches!(self.own(Part::Name), Some(Value::Error(_))) {
            let message = "这一行没有写姓名，请补上，或删除这一行";
            said.problem(Part::Name, Some(message.to_owned()));
        }
        if is_marked_example(self) {
            let message = "这一行标着“示例”，如果不是真的专家，请不要选它";
            said.problem(Part::Serial, Some(message.to_owned()));
        }
        said.other_numbers();
        person.problems = said.problems;
        person
    }
}

/// 工作单位, 部门 and 职务 as people write them together.
fn join(mut affiliation: String, more: &str) -> String {
    if !affiliation.is_empty() && more.starts_with(&affiliation) {
        // The unit stands before the post once more.
        return more.to_owned();
    }
    if !more.is_empty() && !affiliation.ends_with(more) {
        let blank = affiliation.ends_with(|c: char| c.is_ascii_alphanumeric());
        affiliation.push_str(if blank { " " } else { "" });
        affiliation.push_str(more);
    }
    affiliation
}
