//! Saves an application, with what stood and what then stands in the file kept among its versions.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use crate::project::{Handout, Project, ProjectError, Since};
use crate::storage::project_file::{self, LARGEST};
use crate::storage::{self, Cause, StorageError, versions};

use super::Workspace;

/// Where an application is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Its own file, unless another program has written that.
    Own,
    /// Its own file, in place of what another program has written there.
    Over,
    /// A new file of that name, without the extension, in the working folder.
    New(String),
    /// The file there, in place of what it holds.
    At(PathBuf),
}

/// What was saved.
#[derive(Debug)]
pub struct Saved {
    /// The file had been moved or deleted and was written anew.
    pub anew: bool,
    /// Why an older version could not be kept; one sentence.
    pub trouble: Option<String>,
}

impl Workspace {
    /// Saves an application; `written` is the time in seconds since 1970. What stood in the file
    /// before is kept among its versions too, for another program may have written it. That this
    /// fails holds up no saving, except in place of what another program has written.
    ///
    /// `sparse` is for saving that nobody asked for: what was saved from here a few minutes after
    /// the newest version is then not kept as another one. What the file held when it was opened
    /// is kept all the same.
    ///
    /// # Errors
    /// Where another program has written the file ([`ProjectError::is_changed`]) or it cannot be
    /// written. The file is then as it was.
    pub fn save(
        &self,
        project: &mut Project,
        target: &Target,
        written: i64,
        sparse: bool,
    ) -> Result<Saved, ProjectError> {
        let mut trouble = None;
        let mut keep = |path: &Path, sparse: bool| {
            let kept = match sparse {
                true => self.keep_sparsely(path, written),
                false => self.keep(path, written),
            };
            if let Err(error) = kept {
                trouble = Some(self.why_not_kept(path, &error));
            }
        };
        let since = match target {
            Target::Own => {
                if let Some(path) = project.file() {
                    keep(path, sparse && project.was_saved_here());
                }
                project.save()?
            }
            Target::Over => self.save_over(project, written)?,
            Target::New(name) => {
                let folder = self.folder();
                storage::make_folder(&folder)?;
                project.save_new(&folder, name)?;
                Since::Same
            }
            Target::At(path) => {
                // The usual folder need not be there yet.
                if path.parent() == Some(self.folder().as_path()) {
                    storage::make_folder(&self.folder())?;
                }
                keep(path, false);
                project.save_as(path)?;
                Since::Same
            }
        };
        if let Some(path) = project.file() {
            keep(path, sparse);
        }
        Ok(Saved {
            anew: since == Since::Gone,
            trouble,
        })
    }

    /// What is written over is kept before, or nothing is written.
    fn save_over(&self, project: &mut Project, written: i64) -> Result<Since, ProjectError> {
        let path = project.file().ok_or(ProjectError::NoFile)?.to_owned();
        let (bytes, seen) = match storage::read_seen(&path, LARGEST) {
            Ok(read) => read,
            Err(StorageError {
                cause: Cause::Missing,
                ..
            }) => return project.save(),
            Err(error) => return Err(error.into()),
        };
        if project_file::read(&bytes).is_err() {
            return Err(ProjectError::OverUnreadable(path));
        }
        let most = self.settings.versions_kept;
        versions::keep(&self.versions_of(&path), &bytes, written, most)?;
        project.save_over(&seen)
    }

    /// Writes a part of an application to a file, as [`Project::hand_out`]. A project file whose
    /// place a section takes is kept among its versions before, or nothing is written.
    ///
    /// # Errors
    /// Those of [`Project::hand_out`], and where what stands there cannot be kept.
    pub fn hand_out(
        &self,
        project: &Project,
        what: &Handout,
        to: &Path,
        now: DateTime<FixedOffset>,
    ) -> Result<(), ProjectError> {
        if let Handout::Section(_) = what {
            self.keep(to, now.timestamp())?;
        }
        project.hand_out(what, to, now)
    }

    /// Keeps an application as it is open among the versions of its file, without saving it.
    ///
    /// # Errors
    /// Where it has no file, or the version cannot be written.
    pub fn keep_open(&self, project: &Project, written: i64) -> Result<(), ProjectError> {
        let path = project.file().ok_or(ProjectError::NoFile)?;
        let most = self.settings.versions_kept;
        let folder = self.versions_of(path);
        versions::keep(&folder, &project.contents()?, written, most)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;
    use crate::answers::Edit;
    use crate::project::Forms;
    use crate::workspace::{Places, versions as listed};

    fn named(name: &str) -> Project {
        let mut project = Project::new(Forms::bundled().list()[0].clone());
        name_it(&mut project, name);
        project
    }

    fn name_it(project: &mut Project, name: &str) {
        let field = project.form().named_by.clone();
        project.apply(Edit::text(field, name), Duration::ZERO);
    }

    fn title(path: &Path) -> String {
        Project::open(path, &Forms::bundled()).unwrap().title()
    }

    /// The titles of a file's versions, the oldest first.
    fn kept(workspace: &Workspace, file: &Path) -> Vec<String> {
        let mut kept = listed(&workspace.versions_of(file)).unwrap();
        kept.reverse();
        kept.iter().map(|version| title(&version.path)).collect()
    }

    #[test]
    fn a_new_file_gets_a_name_of_its_own_in_the_working_folder() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::open(Places::in_folder(folder.path()));
        let new = Target::New("甲".to_owned());
        let (mut one, mut other) = (named("甲"), named("甲"));
        for project in [&mut one, &mut other] {
            assert!(project.is_dirty());
            workspace.save(project, &new, 0, false).unwrap();
            assert!(!project.is_dirty());
        }
        let at = |name: &str| workspace.folder().join(name);
        assert_eq!(one.file(), Some(at("甲.shenbao").as_path()));
        assert_eq!(other.file(), Some(at("甲（2）.shenbao").as_path()));
        // It keeps its name whatever it is called later.
        name_it(&mut one, "乙");
        workspace.save(&mut one, &Target::Own, 1, false).unwrap();
        assert_eq!(title(&at("甲.shenbao")), "乙");
        assert_eq!(kept(&workspace, &at("甲.shenbao")), ["甲", "乙"]);
        assert_eq!(fs::read_dir(workspace.folder()).unwrap().count(), 2);
    }

    #[test]
    fn what_is_imported_twice_without_a_change_has_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::open(Places::in_folder(folder.path()));
        let source = Path::new("examples/conference/answers.json");
        let import = || Project::open(source, &Forms::bundled()).unwrap();
        let new = Target::New("甲".to_owned());
        let mut projects = [import(), import(), import()];
        name_it(&mut projects[2], "另一个");
        let names = projects.each_mut().map(|project| {
            workspace.save(project, &new, 0, false).unwrap();
            assert!(!project.is_dirty());
            project.file().unwrap().file_name().unwrap().to_owned()
        });
        assert_eq!(names, ["甲.shenbao", "甲.shenbao", "甲（2）.shenbao"]);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_said_and_nothing_counts_as_saved() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("documents"), "").unwrap();
        let workspace = Workspace::open(Places::in_folder(folder.path()));
        let mut project = named("甲");
        let target = Target::New("甲".to_owned());
        assert!(workspace.save(&mut project, &target, 0, false).is_err());
        assert!(project.is_dirty() && project.file().is_none());
    }

    #[test]
    fn a_folder_of_versions_that_cannot_be_made_is_said_and_holds_up_no_saving() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::open(Places::in_folder(folder.path()));
        let all = workspace.data().join("versions");
        fs::create_dir_all(workspace.data()).unwrap();
        fs::write(&all, "").unwrap();
        let mut project = named("甲");
        let new = Target::New("甲".to_owned());
        let said = workspace
            .save(&mut project, &new, 0, false)
            .unwrap()
            .trouble;
        let sentence = format!(
            "旧版本的文件夹建不成，这次没有留下旧版本：那里有一个同名的文件（{}）",
            all.display()
        );
        assert_eq!(said, Some(sentence));
        assert!(!project.is_dirty());
        fs::remove_file(&all).unwrap();
        name_it(&mut project, "乙");
        let saved = workspace
            .save(&mut project, &Target::Own, 1, false)
            .unwrap();
        assert_eq!(saved.trouble, None);
    }

    #[test]
    fn what_a_colleague_wrote_meanwhile_is_never_lost() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::open(Places::in_folder(folder.path()));
        let mut ours = named("甲");
        let new = Target::New("申报".to_owned());
        workspace.save(&mut ours, &new, 0, false).unwrap();
        let path = ours.file().unwrap().to_owned();
        let mut theirs = Project::open(&path, &Forms::bundled()).unwrap();
        name_it(&mut theirs, "乙");
        theirs.save().unwrap();

        name_it(&mut ours, "丙");
        let refused = workspace
            .save(&mut ours, &Target::Own, 1, false)
            .unwrap_err();
        assert!(refused.is_changed() && ours.is_dirty(), "{refused}");
        assert_eq!(title(&path), "乙");
        workspace.keep_open(&ours, 2).unwrap();
        assert_eq!(kept(&workspace, &path), ["甲", "乙", "丙"]);
        assert_eq!(title(&path), "乙");

        workspace.save(&mut ours, &Target::Over, 3, false).unwrap();
        assert_eq!(title(&path), "丙");
        let kept = kept(&workspace, &path);
        assert!(kept.contains(&"乙".to_owned()), "{kept:?}");
        name_it(&mut ours, "丁");
        workspace.save(&mut ours, &Target::Own, 4, false).unwrap();
        assert_eq!(title(&path), "丁");
    }

    #[test]
    fn saving_by_itself_keeps_a_version_every_few_minutes_and_what_was_opened() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::open(Places::in_folder(folder.path()));
        let mut ours = named("甲");
        let new = Target::New("申报".to_owned());
        workspace.save(&mut ours, &new, 0, true).unwrap();
        let path = ours.file().unwrap().to_owned();
        for (name, written) in [("乙", 10), ("丙", 290), ("丁", 300), ("戊", 310)] {
            name_it(&mut ours, name);
            workspace
                .save(&mut ours, &Target::Own, written, true)
                .unwrap();
            assert_eq!(title(&path), name);
        }
        assert_eq!(kept(&workspace, &path), ["甲", "丙"]);
        // What somebody asks for is kept, whenever it is.
        name_it(&mut ours, "己");
        workspace.save(&mut ours, &Target::Own, 320, false).unwrap();
        assert_eq!(kept(&workspace, &path), ["甲", "丙", "戊", "己"]);

        // A colleague's file is opened and saved by itself soon after: theirs stays.
        let mut theirs = Project::open(&path, &Forms::bundled()).unwrap();
        name_it(&mut theirs, "庚");
        theirs.save().unwrap();
        let mut ours = Project::open(&path, &Forms::bundled()).unwrap();
        name_it(&mut ours, "辛");
        workspace.save(&mut ours, &Target::Own, 330, true).unwrap();
        assert_eq!(kept(&workspace, &path), ["甲", "丙", "戊", "己", "庚"]);
        // The clock was ahead before.
        name_it(&mut ours, "壬");
        workspace.save(&mut ours, &Target::Own, 5, true).unwrap();
        assert_eq!(kept(&workspace, &path).last().unwrap(), "辛");
    }

    #[test]
    fn what_does_not_read_is_not_written_over_and_what_is_gone_is_written_anew() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::open(Places::in_folder(folder.path()));
        let mut ours = named("甲");
        let new = Target::New("申报".to_owned());
        workspace.save(&mut ours, &new, 0, false).unwrap();
        let path = ours.file().unwrap().to_owned();
        name_it(&mut ours, "乙");
        fs::write(&path, "PK half").unwrap();
        for target in [Target::Own, Target::Over] {
            assert!(workspace.save(&mut ours, &target, 1, false).is_err());
            assert_eq!(fs::read(&path).unwrap(), b"PK half");
        }
        for target in [Target::Own, Target::Over] {
            name_it(&mut ours, &format!("{target:?}"));
            fs::remove_file(&path).unwrap();
            assert!(workspace.save(&mut ours, &target, 2, false).unwrap().anew);
            assert!(path.exists() && !ours.is_dirty());
        }
    }
}
