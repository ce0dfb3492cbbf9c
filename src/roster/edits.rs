//! People into the table of a form.

use super::cell;
use super::header::Part;
use super::plan::{Decision, Line, Outcome, Plan};
use super::{Person, Target, table_of};
use crate::answers::{Answer, Answers, Edit, Group};
use crate::form::{Field, FormDef};

/// People who are added to a table, and what becomes of the others.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Joining {
    /// One for each who is added.
    pub edits: Vec<Edit>,
    /// How many stand in the table already.
    pub there: usize,
    /// How many stand further up among the people.
    pub twice: usize,
    /// Of how many nothing is said that the table takes; all of them where the form has none.
    pub blank: usize,
}

/// Adds people to the form's first table of people; what stands there already stays, and so does
/// whoever is there.
///
/// It is the [`Plan`] of an import in which nobody decides anything: whoever is perhaps there is
/// added, for nobody is to be lost. Problems of cells stand in nobody's way: what was read is
/// entered, and checks of the form will find it.
pub fn joining(form: &FormDef, answers: &Answers, people: &[Person]) -> Joining {
    let mut joining = Joining::default();
    let Some(target) = table_of(form).and_then(Target::of_table) else {
        joining.blank = people.len();
        return joining;
    };
    let plan = Plan::new(target, answers, people);
    let usual = Decision::default();
    let is_new = |at: usize, line: &Line| {
        // Who has no name and reaches somebody there is that person, or nobody knows who.
        let has_name = people.get(at).is_some_and(|person| !person.name.is_empty());
        line.twice.is_none()
            && match line.outcome(&usual) {
                Outcome::Added => true,
                Outcome::Undecided => has_name,
                _ => false,
            }
    };
    let lines = plan.lines.iter().enumerate();
    for (_, line) in lines.filter(|(at, line)| !is_new(*at, line)) {
        match (line.is_blank, line.twice) {
            (true, _) => joining.blank += 1,
            (false, Some(_)) => joining.twice += 1,
            (false, None) => joining.there += 1,
        }
    }
    let is_another = Decision {
        is_same: Some(false),
        ..Decision::default()
    };
    joining.edits = plan.edits(answers, people, |at| {
        let line = plan.lines.get(at);
        line.is_some_and(|line| is_new(at, line))
            .then_some(&is_another)
    });
    joining
}

/// The changes of [`joining`] alone.
pub fn edits(form: &FormDef, answers: &Answers, people: &[Person]) -> Vec<Edit> {
    joining(form, answers, people).edits
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

/// A cell of 联系方式 taken apart. Several of a kind stand together; what is none of the three stays
/// as it is: in place of the mobile number where there is nothing else, else among the remarks.
fn contact(text: &str, person: &mut Person) {
    let reached = cell::split(text);
    let rest = reached.rest.join("；");
    let is_none_of_them =
        reached.mobiles.is_empty() && reached.emails.is_empty() && reached.phones.is_empty();
    for (found, field) in [
        (reached.mobiles.join("；"), &mut person.mobile),
        (reached.emails.join("；"), &mut person.email),
        (reached.phones.join("；"), &mut person.office_phone),
    ] {
        add(field, &found);
    }
    match is_none_of_them {
        true => add(&mut person.mobile, &rest),
        false => add(&mut person.note, &rest),
    }
}

/// Puts a text behind what stands there.
fn add(field: &mut String, more: &str) {
    if !field.is_empty() && !more.is_empty() {
        field.push('；');
    }
    field.push_str(more);
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
        for (text, mobile, email, phone, note) in [
            ("138 0000 0001", "13800000001", "", "", ""),
            ("13800000001 / a@b.cn", "13800000001", "a@b.cn", "", ""),
            ("a@b.cn；010-62000001", "", "a@b.cn", "010-62000001", ""),
            ("138 0000 0001 a@b.cn", "13800000001", "a@b.cn", "", ""),
            ("010-62000001/2", "", "", "010-62000001/2", ""),
            (
                "13800000001、13900000002",
                "13800000001；13900000002",
                "",
                "",
                "",
            ),
            ("13800000001，微信同号", "13800000001", "", "", "微信同号"),
            ("见附件", "见附件", "", "", ""),
        ] {
            let mut person = Person::default();
            contact(text, &mut person);
            let found = [&person.mobile, &person.email, &person.office_phone];
            assert_eq!(found, [mobile, email, phone], "{text}");
            assert_eq!(person.note, note, "{text}");
        }
    }

    #[test]
    fn of_whom_is_not_added_it_is_known_why() {
        let form = crate::form::find("registration-2022").unwrap();
        let mut answers = Answers::new(form.id.as_str());
        let one = |name: &str, mobile: &str| Person {
            name: name.into(),
            mobile: mobile.into(),
            affiliation: "甲大学".into(),
            ..Person::default()
        };
        let people = [
            one("张伟", "13800000001"),
            one("张伟", "13800000002"),
            one("张伟", "13800000002"),
            Person::default(),
            one("", "13800000003"),
        ];
        let count = |joining: &Joining| {
            let Joining {
                there,
                twice,
                blank,
                ..
            } = joining;
            [joining.edits.len(), *there, *twice, *blank]
        };
        let first = joining(&form, &answers, &people);
        assert_eq!(count(&first), [3, 0, 1, 1]);
        answers.apply(Edit::Many(first.edits));
        assert_eq!(answers.text("members[1].mobile"), "13800000002");
        let again = joining(&form, &answers, &people[..3]);
        assert_eq!(count(&again), [0, 2, 1, 0]);
    }
}
