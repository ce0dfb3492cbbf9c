//! Whether 自查 was asked for in an application, kept with it.

use crate::answers::{Answer, Edit};

use super::Project;

/// The tick of it among the notes.
const NOTE: &str = "self_check.asked";

impl Project {
    /// Whether 自查 was asked for: everything that is found is shown from then on.
    pub fn was_checked(&self) -> bool {
        self.answers.noted(NOTE)
    }

    /// Keeps that 自查 was asked for. It is no step that undo takes back, and by itself no reason to
    /// save what is in no file and unchanged, such as an example that is looked at.
    pub fn note_checked(&mut self) {
        if self.was_checked() {
            return;
        }
        let tick = Edit::Set {
            path: NOTE.to_owned(),
            value: Some(Answer::YesNo(true)),
        };
        self.answers.apply(tick.noted());
        if self.is_dirty() || self.file.is_some() {
            self.revision += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use crate::answers::Edit;
    use crate::project::{Forms, Project};

    #[test]
    fn that_it_was_checked_is_saved_and_is_no_part_of_the_application() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.shenbao");
        let open = |path: &Path| Project::open(path, &Forms::bundled()).unwrap();
        let mut project = open(Path::new("examples/industry-team/answers.json"));
        let code = project.print_code();
        project.save_as(&path).unwrap();
        let mut project = open(&path);
        assert!(!project.was_checked());
        project.note_checked();
        assert!(project.was_checked() && project.is_dirty() && !project.can_undo());
        assert_eq!(project.print_code(), code);
        project.save_as(&path).unwrap();
        assert!(open(&path).was_checked());
        assert!(!project.section_alone(0).was_checked());
    }

    #[test]
    fn looking_at_what_is_in_no_file_leaves_nothing_to_save() {
        let mut project = Project::new(Forms::bundled().find("project-2021").unwrap());
        project.note_checked();
        assert!(project.was_checked() && !project.is_dirty());
        project.apply(Edit::text("project_name", "甲"), Duration::ZERO);
        project.undo();
        assert!(project.was_checked());
    }
}
