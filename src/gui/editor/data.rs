//! What the editor shows of an application, worked out without a window.

use crate::answers::Answers;
use crate::form::{Field, FormDef, Kind, Section};

pub use crate::project::completeness::{Progress, SectionState, field_at, filled, sections, share};

/// The section in which an answer stands, by its place from 0; none for what belongs to no field.
pub fn section_at(form: &FormDef, path: &str) -> Option<usize> {
    form.section_of(&field_at(form, path))
}

/// The answer nearest to a path that has a place for the cursor: of a table its first cell, of a
/// sum its first part; the place where a new row begins (`table.+`) where there is none yet.
pub fn landing(form: &FormDef, answers: &Answers, path: &str) -> String {
    let field = field_at(form, path);
    let Some(asked) = form.field(&field) else {
        return path.to_owned();
    };
    let first = |column: &str| match answers.list(&field) {
        [] => format!("{field}.+"),
        _ => format!("{field}[0]{column}"),
    };
    match &asked.kind {
        Kind::Rows { columns, .. } => {
            let column = columns.first().map_or("", |column| column.id.as_str());
            match path
                .strip_prefix(&field)
                .and_then(|rest| rest.split_once(']'))
            {
                None => first(&format!(".{column}")),
                Some((row, rest)) => {
                    let id = rest.trim_start_matches('.').split(['.', '[']).next();
                    match id.filter(|id| asked.column(id).is_some()) {
                        Some(_) => path.to_owned(),
                        None => format!("{field}{row}].{column}"),
                    }
                }
            }
        }
        Kind::Lines if path == field => first(""),
        Kind::Sum { of } => of.first().unwrap_or(&field).clone(),
        _ => path.to_owned(),
    }
}

/// The path of the first answer that has changed, as it stands now: of a table the cell, and where
/// a row has gone the one in its place.
pub fn first_difference(form: &FormDef, before: &Answers, now: &Answers) -> Option<String> {
    let differs = |path: &str| before.get(path) != now.get(path);
    let mut fields = form.fields().map(|(_, field)| field);
    let field = fields.find(|field| differs(&field.id))?;
    let id = &field.id;
    let (rows, were) = (now.list(id).len(), before.list(id).len());
    if !matches!(field.kind, Kind::Rows { .. } | Kind::Lines) || rows == 0 {
        return Some(id.clone());
    }
    let changed = (0..rows.min(were)).find(|at| differs(&format!("{id}[{at}]")));
    let at = changed.unwrap_or_else(|| rows.min(were).min(rows - 1));
    let row = format!("{id}[{at}]");
    let cells = field
        .columns()
        .iter()
        .map(|column| format!("{row}.{}", column.id));
    let cell = cells.into_iter().find(|cell| rows == were && differs(cell));
    Some(cell.unwrap_or(row))
}

/// Fields under their headings: those of a block such as 项目负责人 stand together.
pub fn groups<'a>(section: &'a Section, answers: &Answers) -> Vec<(&'a str, Vec<&'a Field>)> {
    let mut groups: Vec<(&str, Vec<&Field>)> = Vec::new();
    for field in section.fields.iter().filter(|field| answers.asks(field)) {
        match groups.last_mut() {
            Some((owner, fields)) if *owner == field.owner => fields.push(field),
            _ => groups.push((&field.owner, vec![field])),
        }
    }
    groups
}

/// The year in which a form's calendars open: that of its notice.
pub fn year_of(form: &FormDef) -> i32 {
    form.notice
        .split('-')
        .next()
        .and_then(|year| year.parse().ok())
        .unwrap_or(2021)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::json;
    use crate::form;

    #[test]
    fn the_first_difference_names_the_cell() {
        let form = form::find("project-2021").unwrap();
        let read = |items: &str| {
            let json =
                format!(r#"{{"form":"project-2021","answers":{{"budget":{{"items":{items}}}}}}}"#);
            json::read(json.as_bytes()).unwrap().answers
        };
        let (one, two) = (
            r#"{"item":"甲","amount":"1"}"#,
            r#"{"item":"乙","amount":"2"}"#,
        );
        for (before, now, path) in [
            (format!("[{one}]"), format!("[{one}]"), None),
            (
                format!("[{one}]"),
                format!("[{two}]"),
                Some("budget.items[0].item"),
            ),
            (
                format!("[{one},{two}]"),
                format!("[{one}]"),
                Some("budget.items[0]"),
            ),
            (
                format!("[{one}]"),
                format!("[{one},{two}]"),
                Some("budget.items[1]"),
            ),
            (format!("[{one}]"), "[]".to_owned(), Some("budget.items")),
        ] {
            let found = first_difference(&form, &read(&before), &read(&now));
            assert_eq!(found.as_deref(), path, "{before} {now}");
        }
    }

    #[test]
    fn the_cursor_lands_where_something_can_be_typed() {
        let form = form::find("project-2021").unwrap();
        let json = r#"{"form":"project-2021","answers":{"partners":["甲"],"budget":{"items":[{"item":"差旅费"},{}]}}}"#;
        let answers = json::read(json.as_bytes()).unwrap().answers;
        for (path, place) in [
            ("project_name", "project_name"),
            ("cities[1]", "cities[1]"),
            ("partners", "partners[0]"),
            ("alliances", "alliances.+"),
            ("budget.items", "budget.items[0].item"),
            ("budget.items[1]", "budget.items[1].item"),
            ("budget.items[1].amount", "budget.items[1].amount"),
            ("budget.items[1].extra", "budget.items[1].item"),
            ("stages", "stages.+"),
            ("budget.total", "budget.requested"),
            ("extra", "extra"),
        ] {
            assert_eq!(landing(&form, &answers, path), place, "{path}");
        }
    }
}
