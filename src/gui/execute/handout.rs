//! Parts of an application written to files of their own: the dialogue, the job, what came of it.

use std::path::Path;

use egui::Context;

use crate::answers::Edit;
use crate::gui::app::App;
use crate::gui::export::{file_name_from, with_extension};
use crate::gui::jobs::{Ask, HandedOut, Purpose};
use crate::gui::widgets::Saved;
use crate::project::transcript::{Content, Entry};
use crate::project::{Handout, Project};

use super::clock_of;
use super::files::PROJECT;

impl App {
    /// Asks for the place of the file.
    pub(super) fn pick_handout(&mut self, ctx: &Context, what: Handout) {
        let Some(editor) = self.editor() else { return };
        let editor = editor.id;
        let name = self.handout_name(&what);
        let extension = extension_of(&name);
        let title = match what {
            Handout::Attachment(_) => "附件存到哪里？",
            Handout::Copy => "申报书存到哪里？",
            Handout::Bundle => "申报包存到哪里？",
            Handout::Summary => "自查表存到哪里？",
            Handout::Section(_) => "这一部分存到哪里？",
        };
        let kind = match what {
            Handout::Section(_) => "项目文件".to_owned(),
            _ => extension.to_uppercase(),
        };
        let ask = Ask {
            purpose: Purpose::Handout { editor, what },
            title: title.to_owned(),
            filter: (
                kind,
                if extension.is_empty() {
                    Vec::new()
                } else {
                    vec![extension]
                },
            ),
            folder: self.folder(),
            save_as: Some(name),
        };
        self.ask(ctx, ask);
    }

    /// The proposed name of the file.
    pub(super) fn handout_name(&self, what: &Handout) -> String {
        let Some(editor) = self.editor() else {
            return String::new();
        };
        let title = file_name_from(&editor.project.title());
        match what {
            Handout::Attachment(path) => {
                let name = editor.project.answers().file(path).unwrap_or_default();
                let name = name.rsplit('/').next().unwrap_or(name);
                match extension_of(name) {
                    // A long name keeps its ending.
                    extension if !extension.is_empty() => {
                        let stem = &name[..name.len() - extension.len() - 1];
                        format!("{}.{extension}", file_name_from(stem))
                    }
                    _ => file_name_from(name),
                }
            }
            Handout::Copy => format!("{title}.pdf"),
            Handout::Bundle => format!("{title}-申报包.json"),
            Handout::Summary => format!("{title}-自查表.pdf"),
            Handout::Section(at) => {
                let section = editor.project.form().sections.get(*at);
                let section = section.map_or("", |section| section.title.as_str());
                // Cut as one name, or both together would be too long.
                let name = file_name_from(&format!("{section}-{title}"));
                format!("{name}.{PROJECT}")
            }
        }
    }

    /// Writes the file beside the window. `asked` says that the dialogue has asked about a file
    /// that stands at the place.
    pub(super) fn hand_out(&mut self, ctx: &Context, what: Handout, chosen: &Path, asked: bool) {
        let now = (self.clock)().fixed_offset();
        let extension = extension_of(&self.handout_name(&what));
        let path = if extension.is_empty() {
            Some(chosen.to_owned())
        } else {
            with_extension(&chosen.display().to_string(), &extension)
        };
        let (Some(path), Some(editor)) = (path, self.editor()) else {
            return;
        };
        if (!asked || path != chosen) && path.exists() {
            let words = format!(
                "那里已有同名文件，没有另存，请换一个名字：{}",
                path.display()
            );
            self.fail(words);
            return;
        }
        let (id, project) = (editor.id, editor.project.snapshot());
        let (to, workspace) = (path.clone(), self.workspace.clone());
        let job = {
            let what = what.clone();
            move || {
                let written = workspace.hand_out(&project, &what, &to, now);
                written.map_err(|error| error.to_string())?;
                Ok(tick_of(&project, &what))
            }
        };
        self.jobs.hand_out(ctx, id, what, path, job);
    }

    /// Shows where the file lies and ticks what was to be uploaded.
    pub(super) fn handed_out(
        &mut self,
        ctx: &Context,
        asked: u64,
        what: &Handout,
        written: Result<HandedOut, String>,
    ) {
        let now = clock_of(ctx);
        let Some(editor) = self.editor_of(asked) else {
            return;
        };
        let (saved, tick) = match written {
            Ok(HandedOut { path, tick }) => (Ok(path), tick),
            Err(sentence) => (Err(sentence), None),
        };
        let saved = Saved(saved);
        match what {
            Handout::Summary => {
                editor.views.summary.saved = Some(saved);
                return;
            }
            Handout::Section(_) => {
                editor.views.versions.saved = Some(saved);
                return;
            }
            Handout::Attachment(_) | Handout::Copy | Handout::Bundle => {}
        }
        editor.views.upload.show_saved(saved);
        if let Some(tick) = tick {
            editor.project.apply(tick, now);
        }
    }
}

/// The tick of what was written, as it was written: the application may be another one by the time
/// that it is set.
fn tick_of(project: &Project, what: &Handout) -> Option<Edit> {
    if matches!(what, Handout::Summary | Handout::Section(_)) {
        return None;
    }
    let entries = project.transcript();
    let is_it = |entry: &&Entry| matches!(&entry.item.content, Content::File { what: of, .. } if of == what);
    entries.iter().find(is_it).map(Entry::tick)
}

fn extension_of(name: &str) -> String {
    let extension = Path::new(name).extension().unwrap_or_default();
    extension.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::time::Duration;

    use chrono::{Local, TimeZone};

    use super::*;
    use crate::gui::app::Setup;
    use crate::gui::execute::tests::rest;
    use crate::gui::request::Request;
    use crate::project::Forms;
    use crate::project::transcript::Copied;
    use crate::workspace::{Places, Workspace};

    fn window(ctx: &Context, folder: &Path) -> App {
        let setup = Setup {
            forms: Forms::bundled(),
            file: Some(PathBuf::from("examples/registration/answers.json")),
            clock: || Local.with_ymd_and_hms(2022, 2, 20, 9, 0, 0).unwrap(),
            workspace: Workspace::open(Places::in_folder(folder)),
        };
        let mut app = App::new(ctx, setup);
        rest(&mut app, ctx);
        app
    }

    /// Takes what the job beside the window brings.
    fn wait(app: &mut App, ctx: &Context) {
        for _ in 0..500 {
            if let Some(done) = app.jobs.poll().pop() {
                app.take(ctx, done);
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("nothing came of the job");
    }

    #[test]
    fn an_attachment_is_written_as_it_is_and_ticked() {
        let (ctx, folder) = (Context::default(), tempfile::tempdir().unwrap());
        let mut app = window(&ctx, folder.path());
        let what = Handout::Attachment("chief.photo".to_owned());
        let name = app.handout_name(&what);
        assert_eq!(name, "chief.jpg");
        let path = folder.path().join(&name);
        app.hand_out(&ctx, what.clone(), &path, true);
        wait(&mut app, &ctx);
        let original = std::fs::read("examples/registration/photos/chief.jpg").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), original);
        let editor = app.editor().unwrap();
        let expected = Saved(Ok(path.clone()));
        assert_eq!(editor.views.upload.saved(), Some(&expected));
        let entries = editor.project.transcript();
        let entry = entries.iter().find(|it| it.item.path == "chief.photo");
        assert_eq!(entry.unwrap().copied, Copied::Yes);
        // What stands at a typed place is left alone.
        std::fs::write(&path, "mine").unwrap();
        app.hand_out(&ctx, what, &path, false);
        assert!(app.modal().is_some());
        assert_eq!(std::fs::read(&path).unwrap(), b"mine");
    }

    #[test]
    fn what_changes_while_a_file_is_written_is_not_ticked_as_copied() {
        let (ctx, folder) = (Context::default(), tempfile::tempdir().unwrap());
        let mut app = window(&ctx, folder.path());
        app.execute(&ctx, Request::New("project-2021".to_owned()));
        let path = folder.path().join("a.pdf");
        app.hand_out(&ctx, Handout::Copy, &path, true);
        let typed = Edit::text("project_name", "写文件期间改的");
        app.execute(&ctx, Request::Edit(typed));
        wait(&mut app, &ctx);
        assert!(path.exists());
        let entries = app.editor().unwrap().project.transcript();
        let copy = entries.iter().find(|it| it.item.key == "@copy").unwrap();
        assert_eq!(copy.copied, Copied::Outdated);
    }

    #[test]
    fn a_section_never_takes_the_place_of_the_open_file_and_keeps_what_it_replaces() {
        let (ctx, folder) = (Context::default(), tempfile::tempdir().unwrap());
        let mut app = window(&ctx, folder.path());
        let own = folder.path().join("own.shenbao");
        let other = folder.path().join("other.shenbao");
        let editor = app.editor_mut().unwrap();
        editor.project.clone().save_as(&other).unwrap();
        editor.project.save_as(&own).unwrap();
        let before = std::fs::read(&own).unwrap();
        let mut targets = vec![own.clone(), folder.path().join(".").join("own.shenbao")];
        #[cfg(unix)]
        {
            let link = folder.path().join("link.shenbao");
            std::os::unix::fs::symlink(&own, &link).unwrap();
            targets.push(link);
        }
        for target in &targets {
            app.hand_out(&ctx, Handout::Section(0), target, true);
            wait(&mut app, &ctx);
            let saved = app.editor().unwrap().views.versions.saved.clone();
            let sentence = saved.unwrap().0.unwrap_err();
            assert!(sentence.contains("打开着的这份材料"), "{sentence}");
            assert_eq!(std::fs::read(&own).unwrap(), before);
        }

        app.hand_out(&ctx, Handout::Section(0), &other, true);
        wait(&mut app, &ctx);
        let section = Project::open(&other, &Forms::bundled()).unwrap();
        assert_eq!(section.handed_out(), Some(0));
        let kept = crate::workspace::versions(&app.workspace.versions_of(&other)).unwrap();
        assert_eq!(std::fs::read(&kept[0].path).unwrap(), before);
    }

    #[test]
    fn the_self_check_is_printed_and_what_cannot_be_made_says_why() {
        let (ctx, folder) = (Context::default(), tempfile::tempdir().unwrap());
        let mut app = window(&ctx, folder.path());
        // The extension is appended where it was left out.
        let path = folder.path().join("自查表");
        app.hand_out(&ctx, Handout::Summary, &path, true);
        wait(&mut app, &ctx);
        let made = path.with_extension("pdf");
        assert!(std::fs::read(&made).unwrap().starts_with(b"%PDF-"));
        let editor = app.editor().unwrap();
        assert_eq!(editor.views.summary.saved, Some(Saved(Ok(made))));

        app.execute(&ctx, Request::New("project-2021".to_owned()));
        app.hand_out(&ctx, Handout::Bundle, &folder.path().join("a.json"), true);
        wait(&mut app, &ctx);
        let editor = app.editor().unwrap();
        let saved = editor.views.upload.saved().unwrap().0.clone();
        assert!(saved.unwrap_err().contains("没有生成申报包"));
        assert!(!folder.path().join("a.json").exists());
    }
}
