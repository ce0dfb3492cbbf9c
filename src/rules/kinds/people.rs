//! The same person twice in a table; a person who should be in a table and is not.

use crate::form::{Field, FormDef};
use crate::rules::report::Report;
use crate::rules::scope::cell;
use crate::rules::words::plain;

/// Columns that tell people of one name apart, as far as a table has them.
const CONTACTS: [&str; 3] = ["mobile", "email", "contact"];

/// The same name and the same mobile or e-mail, at the later row.
pub fn check_duplicates(report: &mut Report<'_, '_>, tables: &[String]) {
    let scope = report.scope;
    for table in tables {
        let people: Vec<_> = scope
            .rows(table)
            .map(|(at, row)| (at, row, name(cell(row, "name"))))
            .filter(|(_, _, name)| !name.is_empty())
            .collect();
        for (later, &(second, row, ref person)) in people.iter().enumerate() {
            let earlier = people[..later].iter().filter(|(_, _, name)| name == person);
            let same = earlier.into_iter().find_map(|(first, other, _)| {
                let column = CONTACTS.into_iter().find(|column| {
                    let contact = contact(cell(row, column));
                    !contact.is_empty() && contact == self::contact(cell(other, column))
                })?;
                Some((first, column))
            });
            let Some((first, column)) = same else {
                continue;
            };
            report
                .at(format!("{table}[{second}].name"))
                .with("label", scope.label(table))
                .with("name", cell(row, "name"))
                .with("first", scope.row_name(table, *first))
                .with("second", scope.row_name(table, second))
                .with("same", column_label(scope.form, table, column))
                .send();
        }
    }
}

/// A person by name in the table's column of names; another telephone there is no other person.
/// Nothing is said while the table is empty, or the person has no name.
pub fn check_listed(report: &mut Report<'_, '_>, person: &str, table: &str) {
    let scope = report.scope;
    let shown = scope.answers.text(&format!("{person}.name"));
    let wanted = name(&shown);
    let mut names = scope
        .rows(table)
        .map(|(_, row)| name(cell(row, "name")))
        .peekable();
    if !wanted.is_empty() && names.peek().is_some() && names.all(|name| name != wanted) {
        report.at(table).with("name", shown).send();
    }
}

/// A name without the blanks that spread two characters out to three.
fn name(typed: &str) -> String {
    plain(typed)
}

fn contact(typed: &str) -> String {
    plain(typed).replace('-', "").to_lowercase()
}

fn column_label(form: &FormDef, table: &str, column: &str) -> String {
    form.field(table)
        .and_then(|table| table.column(column))
        .map(Field::name)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Form, check};

    const FORM: Form = Form {
        fields: r#"
            (id: "leader.name", label: "姓名", kind: Line, question: true),
            (id: "members", label: "人员", question: true, kind: Rows(row: "人", columns: [
                (id: "name", label: "姓名", kind: Line, question: true),
                (id: "mobile", label: "手机", kind: Mobile, question: true),
                (id: "email", label: "邮箱", kind: Email, question: true),
            ])),
        "#,
        rules: r#"
            (id: "twice", severity: warning, check: DuplicatePerson(tables: ["members"]), condition: "", message: "{label}|{name}|{first}|{second}|{same}", basis: Sense("")),
            (id: "listed", severity: warning, check: PersonListed(person: "leader", table: "members"), condition: "", message: "无{name}", basis: Sense("")),
        "#,
    };

    #[test]
    fn a_person_twice_is_found_at_the_later_row() {
        check(
            FORM,
            r#"{"members":[{"name":"张三","mobile":"13800000601"},{"name":"张三","email":"A@b.cn"},{},
                {"name":"张 三","mobile":"138 0000 0601"},{"name":"张三","email":"a@b.cn"}]}"#,
            &[
                "members[3].name: 人员|张 三|人 1|人 4|手机",
                "members[4].name: 人员|张三|人 2|人 5|邮箱",
            ],
        );
    }

    #[test]
    fn namesakes_and_shared_numbers_pass() {
        check(
            FORM,
            r#"{"members":[{"name":"张三","mobile":"1"},{"name":"张三","mobile":"2"},{"name":"李四","mobile":"1"},{"mobile":"1"},{"mobile":"1"},{"name":"张三"}]}"#,
            &[],
        );
    }

    #[test]
    fn the_leader_is_looked_for_by_name() {
        let answers = |leader: &str, rows: &str| {
            format!(r#"{{"leader":{{"name":"{leader}"}},"members":[{rows}]}}"#)
        };
        check(
            FORM,
            &answers("王五", r#"{"name":"张三"}"#),
            &["members: 无王五"],
        );
        check(
            FORM,
            &answers("张三", r#"{},{"name":"张　三","mobile":"1"}"#),
            &[],
        );
        check(FORM, &answers("", r#"{"name":"张三"}"#), &[]);
        check(FORM, &answers("王五", "{}"), &[]);
    }
}
