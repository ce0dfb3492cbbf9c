//! What a form is: sections, fields, limits, checks, the printed sheet; read from `assets/`.
//! Knows nobody's answers.

pub mod catalog;
pub mod definition;
pub mod field;
mod load;
mod locate;
pub mod notice;
mod resolve;
mod resolve_steps;
pub mod rule;
pub mod sheet;
pub mod steps;
pub mod template;

use std::sync::{Arc, OnceLock};

pub use catalog::{Catalog, City};
pub use definition::{FormDef, Requirement, Section};
pub use field::{Choice, Field, Kind};
pub use load::{DefinitionError, load};
pub use notice::Notice;
pub use steps::Step;

/// The bundled definitions: form id and source.
const BUNDLED: [(&str, &str); 2] = [
    (
        "project-2021",
        include_str!("../../assets/forms/project-2021.ron"),
    ),
    (
        "registration-2022",
        include_str!("../../assets/forms/registration-2022.ron"),
    ),
];

/// Every bundled form, in the order of the notices.
pub fn bundled() -> &'static [Arc<FormDef>] {
    static FORMS: OnceLock<Vec<Arc<FormDef>>> = OnceLock::new();
    FORMS.get_or_init(|| {
        BUNDLED
            .iter()
            .map(|(id, source)| match load(source) {
                Ok(form) => Arc::new(form),
                Err(error) => panic!("bundled form {id}: {error}"),
            })
            .collect()
    })
}

/// The definition of the expert library: one table of people. It is no application, and so neither
/// [`bundled`] nor [`find`] gives it.
pub fn experts() -> &'static Arc<FormDef> {
    static EXPERTS: OnceLock<Arc<FormDef>> = OnceLock::new();
    EXPERTS.get_or_init(|| {
        match load::load_own(include_str!("../../assets/forms/expert-library.ron")) {
            Ok(form) => Arc::new(form),
            Err(error) => panic!("expert library: {error}"),
        }
    })
}

/// The bundled form of that id.
pub fn find(id: &str) -> Option<Arc<FormDef>> {
    bundled().iter().find(|form| form.id == id).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_forms_load() {
        let ids: Vec<_> = bundled().iter().map(|form| form.id.as_str()).collect();
        assert_eq!(ids, ["project-2021", "registration-2022"]);
    }

    #[test]
    fn the_expert_library_is_a_table_of_people_and_no_form() {
        let form = experts();
        assert!(find(&form.id).is_none());
        let table = form.field("experts").unwrap();
        let ids: Vec<_> = table.columns().iter().map(|it| it.id.as_str()).collect();
        let expected = "name mobile email office_phone affiliation title academician address \
                        research tags note";
        assert_eq!(ids.join(" "), expected);
        assert!(!table.columns().iter().any(|it| it.example.is_empty()));
    }

    #[test]
    fn what_belongs_to_no_notice_is_no_form_and_has_only_questions_of_our_own() {
        let source = include_str!("../../assets/forms/expert-library.ron");
        assert!(load(source).is_err());
        let printed = source.replacen("label: \"姓名\", question: true", "label: \"姓名\"", 1);
        assert_ne!(printed, source);
        assert!(load::load_own(&printed).is_err());
    }
}
