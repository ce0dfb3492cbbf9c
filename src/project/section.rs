//! One section handed out as a file, for somebody else to fill in.

use crate::answers::{Answers, Edit};
use crate::form::{FormDef, Kind};

use super::Project;

/// The note that names the section, by its id. It is saved with the file.
const NOTE: &str = "handed_out.section";

impl Project {
    /// The section, by its place from 0, of which this is a copy that was handed out: it alone is
    /// to be filled in. None for a whole application.
    pub fn handed_out(&self) -> Option<usize> {
        let id = self.answers.note(NOTE);
        let sections = &self.form.sections;
        sections.iter().position(|section| section.id == id)
    }

    /// The sections that can be handed out, by their places from 0. What answers the requirements
    /// cannot: it quotes all the others.
    pub fn sections_for_others(&self) -> impl Iterator<Item = usize> {
        let sections = self.form.sections.iter().enumerate();
        let asks = sections.filter(|(_, section)| !section.is_requirements());
        asks.map(|(at, _)| at)
    }

    /// A new application with one section's answers, and those of others that decide what it asks
    /// and what the application is called. It has no file yet.
    pub fn section_alone(&self, section: usize) -> Self {
        let mut answers = Answers::new(self.form.id.clone());
        let chosen = self.form.sections.get(section);
        let needed = needed(&self.form, section);
        for (_, field) in self.form.fields() {
            let own = chosen.is_some_and(|chosen| chosen.fields.contains(field));
            if let Some(value) = self.answers.get(&field.id)
                && (own || needed.contains(&field.id.as_str()))
            {
                answers.apply(Edit::Set {
                    path: field.id.clone(),
                    value: Some(value.clone()),
                });
            }
        }
        if let Some(chosen) = chosen {
            answers.apply(Edit::text(NOTE, &chosen.id).noted());
        }
        let mut alone = Self::of(self.form.clone(), answers, self.attachments.clone(), None);
        alone.attachments = alone.named_attachments();
        alone.body = self.body.clone();
        alone
    }
}

/// The fields on which it hangs what a section asks, and the application's name.
fn needed(form: &FormDef, section: usize) -> Vec<&str> {
    let mut needed = vec![
        form.named_by.as_str(),
        form.kind_by.as_str(),
        form.requirements_by.as_str(),
    ];
    let Some(section) = form.sections.get(section) else {
        return needed;
    };
    needed.extend(section.optional_when.iter().map(|(on, _)| on.as_str()));
    for field in &section.fields {
        needed.extend(field.only_for.iter().map(|(on, _)| on.as_str()));
        if let Kind::Industries { cities } = &field.kind {
            needed.push(cities);
        }
    }
    needed
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use chrono::NaiveDate;

    use super::*;
    use crate::project::{BundleOptions, Forms, Handout, ProjectError};

    fn open(path: &str) -> Project {
        Project::open(Path::new(path), &Forms::bundled()).unwrap()
    }

    fn section(project: &Project, id: &str) -> usize {
        let sections = &project.form().sections;
        sections.iter().position(|one| one.id == id).unwrap()
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2021, 5, 20).unwrap()
    }

    #[test]
    fn a_section_comes_with_what_it_hangs_on_and_no_more() {
        let project = open("examples/industry-team/answers.json");
        let basics = project.section_alone(section(&project, "basics"));
        for (path, is_there) in [
            ("cities", true),
            ("industries", true),
            ("project_type", true),
            ("project_name", true),
            ("unit.name", false),
            ("members", false),
            ("budget.requested", false),
        ] {
            assert_eq!(basics.answers().get(path).is_some(), is_there, "{path}");
        }
        assert_eq!(basics.handed_out(), Some(section(&project, "basics")));
        assert!(
            basics.title().starts_with("三、项目基本信息 · "),
            "{}",
            basics.title()
        );
        assert_eq!(project.handed_out(), None);
        // Its files come with it, and no others.
        let project = open("examples/registration/answers.json");
        let unit = project.section_alone(section(&project, "unit"));
        let names: Vec<_> = unit.attachments().0.keys().collect();
        assert_eq!(names, ["evidence.jpg"]);
    }

    #[test]
    fn only_what_is_found_in_it_is_said_and_it_makes_no_bundle() {
        let folder = tempfile::tempdir().unwrap();
        let project = open("examples/industry-team/answers.json");
        let at = section(&project, "budget");
        let path = folder.path().join("a.shenbao");
        let now = day().and_hms_opt(9, 0, 0).unwrap().and_utc().fixed_offset();
        project.hand_out(&Handout::Section(at), &path, now).unwrap();
        let mut alone = open(path.to_str().unwrap());
        assert_eq!(alone.handed_out(), Some(at));
        assert_eq!(alone.findings(day()), []);
        alone.apply(Edit::text("budget.requested", "61"), Duration::ZERO);
        let found = alone.findings(day());
        assert!(!found.is_empty());
        assert!(
            found.iter().all(|one| one.field.starts_with("budget.")),
            "{found:?}"
        );
        let options = BundleOptions {
            draft: true,
            today: day(),
            now,
        };
        let refused = alone.bundle(&options);
        assert!(
            matches!(refused, Err(ProjectError::SectionOnly(title)) if title == "九、项目经费预算")
        );
    }

    #[test]
    fn what_quotes_all_the_other_sections_is_not_handed_out() {
        let project = open("examples/industry-team/answers.json");
        let others: Vec<_> = project.sections_for_others().collect();
        let sections = &project.form().sections;
        assert_eq!(others.len() + 1, sections.len());
        assert!(others.iter().all(|at| !sections[*at].is_requirements()));
    }

    #[test]
    fn every_section_of_a_faultless_application_is_faultless_alone() {
        for path in [
            "examples/industry-team/answers.json",
            "examples/registration/answers.json",
        ] {
            let project = open(path);
            let day = match project.form().id.as_str() {
                "project-2021" => day(),
                _ => NaiveDate::from_ymd_opt(2022, 2, 20).unwrap(),
            };
            for at in project.sections_for_others() {
                let found = project.section_alone(at).findings(day);
                assert_eq!(found, [], "{}", project.form().sections[at].title);
            }
        }
    }
}
