//! Filled-in examples that come with the program, to look at and to try things on.

use crate::answers::{Answer, Attachments, Edit, json};

use super::{Forms, Project, open};

/// The note that marks an application as an example. It is saved with it.
const NOTE: &str = "example";

/// A bundled answers file with the files that it names.
struct Source {
    form: &'static str,
    answers: &'static str,
    files: &'static [(&'static str, &'static [u8])],
}

const SOURCES: [Source; 2] = [
    Source {
        form: "project-2021",
        answers: include_str!("../../examples/industry-team/answers.json"),
        files: &[],
    },
    Source {
        form: "registration-2022",
        answers: include_str!("../../examples/registration/answers.json"),
        files: &[
            (
                "evidence.jpg",
                include_bytes!("../../examples/registration/evidence.jpg"),
            ),
            (
                "photos/chief.jpg",
                include_bytes!("../../examples/registration/photos/chief.jpg"),
            ),
            (
                "photos/head.jpg",
                include_bytes!("../../examples/registration/photos/head.jpg"),
            ),
        ],
    },
];

/// Whether there is an example of the form of that id.
pub fn has_example(form: &str) -> bool {
    SOURCES.iter().any(|source| source.form == form)
}

impl Project {
    /// The example of the form of that id, as a new application that says of itself that it is
    /// one: it counts as unchanged and takes no other file's place. None where there is no example,
    /// or where a form of the same id has been brought that it does not fit.
    pub fn example(form: &str, forms: &Forms) -> Option<Self> {
        let source = SOURCES.iter().find(|source| source.form == form)?;
        let form = forms.find(form)?;
        let mut answers = json::read(source.answers.as_bytes()).ok()?.answers;
        open::drop_derived(&form, &mut answers);
        let mark = Edit::Set {
            path: NOTE.to_owned(),
            value: Some(Answer::YesNo(true)),
        };
        answers.apply(mark.noted());
        let mut files = Attachments::default();
        for (name, bytes) in source.files {
            files.insert((*name).to_owned(), bytes.to_vec());
        }
        Some(Self::of(form, answers, files, None))
    }

    /// Whether it is an example, or was made from one: units and people in it are made up.
    pub fn is_example(&self) -> bool {
        self.answers.noted(NOTE)
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::diag::Severity;

    #[test]
    fn every_form_has_an_example_that_is_whole_and_says_what_it_is() {
        let forms = Forms::bundled();
        let today = NaiveDate::from_ymd_opt(2021, 5, 20).unwrap();
        for form in forms.list() {
            let example = Project::example(&form.id, &forms).unwrap();
            assert!(example.is_example() && !example.is_dirty() && example.file().is_none());
            assert!(example.title().starts_with("例子："), "{}", example.title());
            let faults: Vec<_> = example
                .findings(today)
                .into_iter()
                .filter(|finding| finding.severity != Severity::Hint)
                .collect();
            assert!(faults.is_empty(), "{faults:?}");
        }
        assert!(!Project::new(forms.list()[0].clone()).is_example());
    }

    #[test]
    fn an_example_takes_no_other_files_place_and_stays_one_in_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let (taken, free) = (
            folder.path().join("a.shenbao"),
            folder.path().join("b.shenbao"),
        );
        std::fs::write(&taken, "别人的").unwrap();
        let forms = Forms::bundled();
        let mut example = Project::example("registration-2022", &forms).unwrap();
        let refused = example.save_as(&taken).unwrap_err();
        assert!(refused.to_string().contains("这是例子"), "{refused}");
        assert_eq!(std::fs::read_to_string(&taken).unwrap(), "别人的");
        example.save_as(&free).unwrap();
        example.save().unwrap();
        let again = Project::open(&free, &forms).unwrap();
        assert!(again.is_example());
        assert_eq!(again.attachments(), example.attachments());
    }
}
