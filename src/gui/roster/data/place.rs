//! Where the people of a roster may go.

use crate::project::Project;
use crate::project::people::Target;

/// Where the people go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Place {
    /// A table or a person of the open application, by its path.
    Form(String),
    /// The expert library.
    #[default]
    Library,
}

/// The places that there are, with what a person calls them.
pub fn places(open: Option<&Project>, has_library: bool) -> Vec<(Place, String)> {
    let targets = open.map(targets).unwrap_or_default();
    // A table takes more than a single person does.
    let (single, tables): (Vec<_>, Vec<_>) = targets.into_iter().partition(|it| it.is_single);
    let places = tables.into_iter().chain(single);
    let mut places: Vec<_> = places
        .map(|target| (Place::Form(target.path), target.label))
        .collect();
    if has_library {
        places.push((Place::Library, "专家库".to_owned()));
    }
    places
}

/// The places of an application; where one section of it was handed out, of that section.
pub(super) fn targets(project: &Project) -> Vec<Target> {
    let form = project.form();
    let alone = project.handed_out();
    let is_asked = |target: &Target| {
        let first = form.fields().find(|(_, field)| {
            let rest = field.id.strip_prefix(target.path.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        });
        let section = first.and_then(|(_, field)| form.section_of(&field.id));
        alone.is_none() || section == alone
    };
    Target::all(form).into_iter().filter(is_asked).collect()
}
