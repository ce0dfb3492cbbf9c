//! An answer that no field asks for, at any depth.

use crate::answers::{Answer, Group};
use crate::form::{Field, Kind};
use crate::rules::report::Report;
use crate::rules::words::shown;

pub fn check(report: &mut Report<'_, '_>) {
    let answers = report.scope.answers;
    check_group(report, "", &answers.root);
}

/// Looks through named answers below `prefix`, which is empty or ends with a dot.
fn check_group(report: &mut Report<'_, '_>, prefix: &str, group: &Group) {
    let scope = report.scope;
    for (key, answer) in &group.0 {
        let place = format!("{prefix}{key}");
        if key.contains(['.', '[']) {
            // It only looks like a path: nothing reads it.
            tell(report, &place, answer);
            continue;
        }
        if let Some(field) = scope.form.field(&place) {
            check_field(report, &place, field, answer);
            continue;
        }
        let leads_on = scope.cells.iter().any(|cell| {
            cell.row.is_none()
                && cell
                    .field
                    .id
                    .strip_prefix(&place)
                    .is_some_and(|rest| rest.starts_with('.'))
        });
        match answer {
            Answer::Group(inner) if leads_on => {
                check_group(report, &format!("{place}."), inner);
            }
            // An empty group of fields.
            _ if leads_on && answer.is_blank() => {}
            _ => tell(report, &place, answer),
        }
    }
}

fn check_field(report: &mut Report<'_, '_>, place: &str, field: &Field, answer: &Answer) {
    match (&field.kind, answer) {
        (Kind::Rows { .. }, Answer::List(rows)) => {
            for (at, row) in rows.iter().enumerate() {
                let Answer::Group(row) = row else { continue };
                for (key, answer) in &row.0 {
                    let place = format!("{place}[{at}].{key}");
                    match field.column(key) {
                        Some(column) => check_field(report, &place, column, answer),
                        None => tell(report, &place, answer),
                    }
                }
            }
        }
        (Kind::Attachment { .. }, Answer::Group(file)) => {
            for (key, answer) in file.0.iter().filter(|(key, _)| key != "file") {
                tell(report, &format!("{place}.{key}"), answer);
            }
        }
        // Any other group is malformed as a whole.
        _ => {}
    }
}

fn tell(report: &mut Report<'_, '_>, place: &str, answer: &Answer) {
    let name = named(report, place);
    report
        .at(place)
        .with("name", name)
        .with("found", shown(answer))
        .send();
}

/// What the file itself calls the answer, within the row that it stands in. The path before it is
/// ours and says nothing to a person.
fn named(report: &Report<'_, '_>, place: &str) -> String {
    let key = place.rsplit('.').next().unwrap_or(place);
    match place.rfind(']') {
        Some(end) if end + 1 < place.len() => {
            format!("{} {key}", report.scope.label(&place[..=end]))
        }
        _ => key.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Form, check};

    const FORM: Form = Form {
        fields: r#"
            (id: "unit.name", label: "名称", kind: Line, question: true),
            (id: "unit.photo", label: "照片", kind: Attachment(accept: [Png]), question: true),
            (id: "unit.own", label: "自有", kind: Money, question: true),
            (id: "unit.total", label: "合计", kind: Sum(of: ["unit.own"]), question: true),
            (id: "rows", label: "表", question: true, kind: Rows(row: "行", columns: [
                (id: "a", label: "甲", kind: Line, question: true),
            ])),
        "#,
        rules: r#"(id: "unknown", severity: warning, check: Unknown, condition: "", message: "{name}={found}", basis: Sense(""))"#,
    };

    #[test]
    fn keys_that_no_field_knows_are_found_at_every_depth() {
        check(
            FORM,
            r#"{"unit":{"name":"甲","fax":"010","photo":{"file":"a.png","size":3},"total":"1"},
                "rows":[{"a":"1","z":true}],"extra":{"deep":1},
                "requirements":{"first":"见第四部分","ninth":"没有"}}"#,
            &[
                "rows[0].z: 行 1 z=是",
                "unit.fax: fax=010",
                "unit.photo.size: size=3",
                "extra: extra=一组内容，1项",
                "requirements.ninth: ninth=没有",
            ],
        );
    }

    #[test]
    fn something_else_in_place_of_a_group_is_unknown() {
        check(
            FORM,
            r#"{"unit":"中国示例学会"}"#,
            &["unit: unit=中国示例学会"],
        );
        check(
            FORM,
            r#"{"unit.name":"甲","requirements":"见第四部分"}"#,
            &[
                "unit.name: name=甲",
                "requirements: requirements=见第四部分",
            ],
        );
        check(FORM, r#"{"unit":null,"requirements":{}}"#, &[]);
    }
}
