//! People into the table of a form.

use super::cell;
use super::header::Part;
use super::plan::{Decision, Outcome, Plan};
use super::reach::{is_office_phone, phone};
use super::{Person, Target, table_of};
use crate::answers::{Answer, Answers, Edit, Group};
use crate::form::{Field, FormDef};

/// The changes that add people to the form's first table of people, one for each; what stands there
/// already stays, and so does whoever is there.
///
/// It is the [`Plan`] of an import in which nobody decides anything: whoever is perhaps there is
/// added, for nobody is to be lost. A form without such a table gives no changes. Problems of cells
/// stand in nobody's way: what was read is entered, and checks of the form will find it.
pub fn edits(form: &FormDef, answers: &Answers, people: &[Person]) -> Vec<Edit> {
    let Some(target) = table_of(form).and_then(Target::of_table) else {
        return Vec::new();
    };
    let plan = Plan::new(target, answers, people);
    let decision = Decision {
        is_same: Some(false),
        ..Decision::default()
    };
    let is_new = |at: &usize| {
        let line = plan.lines.get(*at);
        line.is_some_and(|line| line.twice.is_none() && line.outcome(&decision) == Outcome::Added)
    };
    plan.edits(answers, people, |at| {
        Some(&decision).filter(|_| is_new(&at))
    })
}

/// A row of a table for a person, with the columns that the definition has.
pub fn row_of(table: &Field, person: &Person) -> Answer {
    let cells = table.columns().iter().filter_map(|column| {
        let text = match Part::of_column(&column.id)? {
            Part::Name => person.name.clone(),
            Part::Mobile => person.mobile.clone(),
            Part::Email => person.email.clone(),
            Part::Contact => first_of([&person.mobile, &person.email, &person.office_phone]),
            Part::OfficePhone => person.office_phone.clone(),
            Part::Affiliation if table.column("title").is_some() => person.affiliation.clone(),
            Part::Affiliation => with_title(person),
            Part::Title => person.title.clone(),
            Part::Academician => return entries_of(column, &person.academician),
            Part::Tags => return entries_of(column, &person.tags),
            Part::Address => person.address.clone(),
            Part::Duty => person.duty.clone(),
            Part::Research => person.research.clone(),
            Part::Note => person.note.clone(),
            Part::Serial | Part::Department | Part::Position | Part::PositionOrTitle => {
                return None;
            }
        };
        (!text.is_empty()).then(|| (column.id.clone(), Answer::Text(text)))
    });
    Answer::Group(Group(cells.collect()))
}

/// The person whom a row of a table gives: what [`row_of`] writes comes back as far as the columns
/// hold it.
///
/// 联系方式 is taken apart into mobile number, e-mail address and office telephone; 工作单位及职务/职称
/// stays one text. What is no text in its cell is left out.
pub fn person_of(table: &Field, row: &Group) -> Person {
    let mut person = Person::default();
    for column in table.columns() {
        let (Some(part), Some(answer)) = (Part::of_column(&column.id), row.child(&column.id))
        else {
            continue;
        };
        let text = answer.text().into_owned();
        match part {
            Part::Name => person.name = text,
            Part::Mobile => person.mobile = text,
            Part::Email => person.email = text,
            Part::Contact => contact(&text, &mut person),
            Part::OfficePhone => person.office_phone = text,
            Part::Affiliation => person.affiliation = text,
            Part::Title => person.title = text,
            Part::Academician => person.academician = entries_in(answer),
            Part::Tags => person.tags = entries_in(answer),
            Part::Address => person.address = text,
            Part::Duty => person.duty = text,
            Part::Research => person.research = text,
            Part::Note => person.note = text,
            Part::Serial | Part::Department | Part::Position | Part::PositionOrTitle => {}
        }
    }
    person
}

/// The cell of a column that holds a list; none for an empty one.
fn entries_of(column: &Field, entries: &[String]) -> Option<(String, Answer)> {
    let list = || entries.iter().cloned().map(Answer::Text).collect();
    (!entries.is_empty()).then(|| (column.id.clone(), Answer::List(list())))
}

fn entries_in(answer: &Answer) -> Vec<String> {
    let entries = match answer {
        Answer::List(entries) => entries.iter().map(|it| it.text()).collect(),
        single => vec![single.text()],
    };
    let entries = entries.into_iter().filter(|entry| !entry.is_empty());
    entries.map(std::borrow::Cow::into_owned).collect()
}

/// What a row says of its person once it stands in the table.
pub(super) fn as_it_stands(table: &Field, row: &Answer) -> Person {
    match row {
        Answer::Group(row) => person_of(table, row),
        _ => Person::default(),
    }
}

/// A cell of 联系方式 taken apart; what is none of the three stays with the mobile number.
fn contact(text: &str, person: &mut Person) {
    let mut rest = Vec::new();
    // A blank stands between a number and an address, or within a number.
    let blank_splits = text.contains('@');
    let splits = |c: char| {
        (blank_splits && c.is_whitespace()) || matches!(c, ',' | ';' | '，' | '；' | '、' | '/')
    };
    for piece in text.split(splits).filter(|piece| !piece.is_empty()) {
        let (mobile, wrong_mobile) = cell::mobile(piece);
        let (email, wrong_email) = cell::email(piece);
        if wrong_mobile.is_none() && person.mobile.is_empty() {
            person.mobile = mobile;
        } else if wrong_email.is_none() && person.email.is_empty() {
            person.email = email;
        } else if is_office_phone(piece) && person.office_phone.is_empty() {
            person.office_phone = phone(piece);
        } else {
            rest.push(piece);
        }
    }
    if !rest.is_empty() && person.mobile.is_empty() {
        person.mobile = cell::mobile(&rest.join(" ")).0;
    }
}

fn first_of(texts: [&String; 3]) -> String {
    texts
        .into_iter()
        .find(|text| !text.is_empty())
        .cloned()
        .unwrap_or_default()
}

/// 工作单位及职务/职称 in one cell.
fn with_title(person: &Person) -> String {
    let (affiliation, title) = (&person.affiliation, &person.title);
    match (affiliation.is_empty(), title.is_empty()) {
        (_, true) => affiliation.clone(),
        (true, false) => title.clone(),
        _ if affiliation.ends_with(title.as_str()) => affiliation.clone(),
        _ => format!("{affiliation}/{title}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_come_back_from_their_row_as_far_as_the_columns_hold_them() {
        let person = Person {
            name: "张三".into(),
            mobile: "13800000001".into(),
            email: "zhang@a.cn".into(),
            office_phone: "010-62000001".into(),
            affiliation: "甲大学教授".into(),
            title: "教授".into(),
            academician: vec!["中国科学院院士".into()],
            address: "北京".into(),
            duty: "牵头".into(),
            ..Person::default()
        };
        let table = |form: &str| {
            let form = crate::form::find(form).unwrap();
            table_of(&form).unwrap().clone()
        };
        let there_and_back = |table: &Field| as_it_stands(table, &row_of(table, &person));
        assert_eq!(there_and_back(&table("registration-2022")), person);
        let less = Person {
            name: person.name.clone(),
            mobile: person.mobile.clone(),
            affiliation: person.affiliation.clone(),
            duty: person.duty.clone(),
            ..Person::default()
        };
        assert_eq!(there_and_back(&table("project-2021")), less);
    }

    #[test]
    fn a_cell_of_ways_to_reach_somebody_is_taken_apart() {
        for (text, mobile, email, phone) in [
            ("138 0000 0001", "13800000001", "", ""),
            ("13800000001 / a@b.cn", "13800000001", "a@b.cn", ""),
            ("a@b.cn；010-62000001", "", "a@b.cn", "010-62000001"),
            ("138 0000 0001 a@b.cn", "13800000001", "a@b.cn", ""),
            ("见附件", "见附件", "", ""),
        ] {
            let mut person = Person::default();
            contact(text, &mut person);
            let found = (&*person.mobile, &*person.email, &*person.office_phone);
            assert_eq!(found, (mobile, email, phone), "{text}");
        }
    }
}
