//! What stands in which cell of the list, and what people call it.

use crate::project::people::{Column, Confidence, Part, Person, Problem};

/// The parts of a person that are shown, each once, in the order of the sheet; behind them what
/// stood in cells beside something else, as a telephone in the cell of the mobile number.
pub fn shown_parts(columns: &[Column], people: &[Person]) -> Vec<Part> {
    let mut shown = Vec::new();
    for part in columns.iter().filter_map(|column| column.part) {
        let parts: &[Part] = match part {
            Part::Serial => &[],
            Part::Contact => &[Part::Mobile, Part::Email, Part::OfficePhone],
            Part::PositionOrTitle => &[Part::Affiliation, Part::Title],
            _ => &[stands_in(part)],
        };
        for part in parts {
            if !shown.contains(part) {
                shown.push(*part);
            }
        }
    }
    let beside = [Part::Mobile, Part::Email, Part::OfficePhone, Part::Note];
    for part in beside
        .into_iter()
        .filter(|part| !shown.contains(part))
        .collect::<Vec<_>>()
    {
        if people.iter().any(|person| !text(person, part).is_empty()) {
            shown.push(part);
        }
    }
    shown
}

/// The shown part in which what a column says comes to stand.
fn stands_in(part: Part) -> Part {
    match part {
        Part::Department | Part::Position | Part::PositionOrTitle => Part::Affiliation,
        Part::Contact => Part::Mobile,
        other => other,
    }
}

/// The shown part on whose cell a problem lies; none for a column that nothing is read from.
pub fn part_of(problem: &Problem, columns: &[Column]) -> Option<Part> {
    let letters = problem
        .cell
        .trim_end_matches(|it: char| it.is_ascii_digit());
    let column = columns.iter().find(|column| column.letters == letters)?;
    column.part.map(stands_in)
}

/// What a person says of a part.
pub fn text(person: &Person, part: Part) -> String {
    match part {
        Part::Name => person.name.clone(),
        Part::Mobile | Part::Contact => person.mobile.clone(),
        Part::Email => person.email.clone(),
        Part::OfficePhone => person.office_phone.clone(),
        Part::Affiliation | Part::Department | Part::Position | Part::PositionOrTitle => {
            person.affiliation.clone()
        }
        Part::Title => person.title.clone(),
        Part::Academician => person.academician.join("、"),
        Part::Address => person.address.clone(),
        Part::Duty => person.duty.clone(),
        Part::Research => person.research.clone(),
        Part::Tags => person.tags.join("、"),
        Part::Note => person.note.clone(),
        Part::Serial => String::new(),
    }
}

/// What a column may hold, in the order in which it is offered.
pub const PARTS: [Part; 17] = [
    Part::Name,
    Part::Mobile,
    Part::Email,
    Part::Contact,
    Part::OfficePhone,
    Part::Affiliation,
    Part::Department,
    Part::Position,
    Part::Title,
    Part::PositionOrTitle,
    Part::Academician,
    Part::Address,
    Part::Duty,
    Part::Research,
    Part::Tags,
    Part::Note,
    Part::Serial,
];

/// How sure it is what a column holds, in a word.
pub fn confidence(column: &Column) -> &'static str {
    match (column.confidence, column.part) {
        (Confidence::Corrected, _) => "人工指定",
        (Confidence::Sure, None) => "没有读",
        (Confidence::Sure, Some(_)) => "确定",
        (Confidence::Likely, _) => "可能",
    }
}
