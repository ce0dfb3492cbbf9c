//! Which tables hold people.

use crate::form::{Field, FormDef};

/// Whether a table holds people: it has a name and a way to find them.
pub fn holds_people(field: &Field) -> bool {
    let found = ["mobile", "email", "contact", "affiliation"];
    field.column("name").is_some() && found.iter().any(|id| field.column(id).is_some())
}

/// The first table of a form that holds people.
pub(super) fn table_of(form: &FormDef) -> Option<&Field> {
    form.fields()
        .map(|(_, field)| field)
        .find(|field| holds_people(field))
}
