//! Comparing the open application with a version or another file, and taking answers over.

use std::path::PathBuf;

use egui::{Context, Pos2};

use crate::gui::app::App;
use crate::gui::jobs::{Ask, Done, Purpose};
use crate::gui::versions::{Against, Comparing, called};
use crate::project::Project;
use crate::project::compare::Take;

use super::clock_of;
use super::files::PROJECT;

/// Two clicks are one double click up to so many seconds apart, as Windows has it unless somebody
/// changes that, and so many points.
const DOUBLE_CLICK: f64 = 0.5;
const NEAR: f32 = 6.0;

/// When and where the pointer has just clicked; none where the keyboard did.
fn click(ctx: &Context) -> Option<(f64, Pos2)> {
    ctx.input(|input| {
        let place = input.pointer.interact_pos()?;
        let clicked = input.pointer.primary_clicked();
        clicked.then_some((input.time, place))
    })
}

impl App {
    /// Compares with a version, or asks for the file.
    pub(super) fn compare(&mut self, ctx: &Context, against: Against) {
        let Some(editor) = self.editor().map(|editor| editor.id) else {
            return;
        };
        match against {
            Against::Version(version) => {
                let name = called(&version);
                self.read_other(ctx, version.path, name);
            }
            Against::File => {
                let ask = Ask {
                    purpose: Purpose::Compare { editor },
                    title: "和哪一份文件比较？".to_owned(),
                    filter: (
                        "申报材料".to_owned(),
                        vec![PROJECT.to_owned(), "json".to_owned()],
                    ),
                    folder: self.folder(),
                    save_as: None,
                };
                self.ask(ctx, ask);
            }
        }
    }

    /// Compares with a file that was chosen.
    pub(super) fn compare_file(&mut self, ctx: &Context, path: PathBuf) {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let name = name.to_string_lossy().into_owned();
        self.read_other(ctx, path, name);
    }

    /// Reads the other one and works the differences out, beside the window.
    fn read_other(&mut self, ctx: &Context, path: PathBuf, name: String) {
        let forms = self.forms.clone();
        let Some(editor) = self.editor_mut() else {
            return;
        };
        let state = &mut editor.views.versions;
        state.asked += 1;
        let number = state.asked;
        state.reading = Some((number, name.clone()));
        state.comparing = None;
        let (id, project) = (editor.id, editor.project.snapshot());
        let done = move |read| Done::Compared {
            editor: id,
            number,
            read,
        };
        let sentence = format!("没有读完，请再比较一次：{}", path.display());
        self.jobs.run(ctx, done(Err(sentence)), move || {
            let other = Project::open(&path, &forms);
            let compared = other.and_then(|other| Comparing::new(&project, other, name));
            done(compared.map(Box::new).map_err(|error| error.to_string()))
        });
    }

    /// Shows what was read beside the application that asked for it, unless another one was asked
    /// for since.
    pub(super) fn compared(
        &mut self,
        asked: u64,
        number: u64,
        read: Result<Box<Comparing>, String>,
    ) {
        let Some(editor) = self.editor_of(asked) else {
            return;
        };
        let state = &mut editor.views.versions;
        let wanted = state.reading.take_if(|(reading, _)| *reading == number);
        if wanted.is_none() {
            return;
        }
        match read {
            Ok(comparing) => {
                state.comparing = Some(comparing);
                editor.start_at_top();
            }
            Err(sentence) => self.fail(sentence),
        }
    }

    /// Goes back to the list, with the versions that were kept meanwhile.
    pub(super) fn close_comparison(&mut self, ctx: &Context) {
        self.list_versions(ctx);
        if let Some(editor) = self.editor_mut() {
            editor.views.versions.comparing = None;
            editor.start_at_top();
        }
    }

    /// Takes answers over as one step. What was not worked out from the application as it stands is
    /// let be: the screen will have shown something else by the next frame.
    pub(super) fn take_answers(&mut self, ctx: &Context, what: &Take) {
        let now = clock_of(ctx);
        let Some(editor) = self.editor_mut() else {
            return;
        };
        // What is taken with others leaves its place, and the next one comes under the pointer: the
        // second click of a double click is not meant for that.
        let clicked = click(ctx);
        let before = std::mem::replace(&mut editor.views.versions.clicked, clicked);
        if let (Some((since, place)), Some((now, here))) = (before, clicked)
            && now - since <= DOUBLE_CLICK
            && here.distance(place) <= NEAR
        {
            return;
        }
        let project = &mut editor.project;
        let Some(comparing) = &mut editor.views.versions.comparing else {
            return;
        };
        let Some(comparison) = comparing.at(project.revision()) else {
            return;
        };
        let (mut count, mut fields) = (0, Vec::new());
        for change in comparison.taken(what) {
            count += 1;
            fields.push(change.field.clone());
        }
        let taken = comparing.about_to_take(project, what);
        project.take_over(&comparing.other, comparison, what, now);
        if let Some((taken, at)) = taken {
            comparing.keep(taken.after(project));
            // The pointer stays where it is, and the page under it.
            comparing.focus_after = clicked.is_none().then_some(at);
        }
        editor.fields.reread();
        fields.iter().for_each(|field| editor.fields.touch(field));
        self.say(format!("已采用 {count} 处，点“撤销”可以退回。"));
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use chrono::{Local, TimeZone};

    use super::*;
    use crate::answers::Edit;
    use crate::gui::app::Setup;
    use crate::gui::command::Command;
    use crate::gui::execute::tests::rest;
    use crate::gui::modal::Modal;
    use crate::gui::request::Request;
    use crate::project::{Forms, Handout};
    use crate::workspace::{Places, Workspace};

    fn window(ctx: &Context, folder: &Path) -> App {
        let setup = Setup {
            forms: Forms::bundled(),
            file: Some(PathBuf::from("examples/industry-team/answers.json")),
            clock: || Local.with_ymd_and_hms(2021, 5, 20, 9, 0, 0).unwrap(),
            workspace: Workspace::open(Places::in_folder(folder)),
        };
        let mut app = App::new(ctx, setup);
        rest(&mut app, ctx);
        app
    }

    fn choose(app: &mut App, ctx: &Context, path: &Path) {
        let editor = app.editor().unwrap().id;
        let purpose = Purpose::Compare { editor };
        let path = path.to_owned();
        app.take(ctx, Done::Picked { purpose, path });
        assert!(!app.is_idle());
        rest(app, ctx);
    }

    #[test]
    fn a_section_goes_out_comes_back_and_is_taken_over_in_one_step() {
        let (ctx, folder) = (Context::default(), tempfile::tempdir().unwrap());
        let mut app = window(&ctx, folder.path());
        let form = app.editor().unwrap().project.form().clone();
        let what = Handout::Section(form.section_of("budget.own").unwrap());
        let name = app.handout_name(&what);
        assert!(
            name.starts_with("九、项目经费预算-") && name.ends_with(".shenbao"),
            "{name}"
        );
        let path = folder.path().join(name);
        app.hand_out(&ctx, what, &path, true);
        while !path.exists() {
            std::thread::sleep(Duration::from_millis(5));
        }

        let mut theirs = Project::open(&path, &Forms::bundled()).unwrap();
        for (field, text) in [("budget.own", "5"), ("project_name", "别的名称")] {
            theirs.apply(Edit::text(field, text), Duration::ZERO);
        }
        theirs.save().unwrap();

        choose(&mut app, &ctx, &path);
        let before = app.editor().unwrap().project.answers().clone();
        app.execute(&ctx, Request::TakeAnswers(Take::All));
        let answers = app.editor().unwrap().project.answers();
        assert_eq!(answers.text("budget.own"), "5");
        assert_eq!(answers.text("project_name"), before.text("project_name"));
        // What was drawn before the change is not taken over again.
        app.execute(&ctx, Request::TakeAnswers(Take::All));
        app.execute(&ctx, Request::Run(Command::Undo));
        assert_eq!(*app.editor().unwrap().project.answers(), before);
        app.execute(&ctx, Request::CloseComparison);
        assert!(app.editor().unwrap().views.versions.comparing.is_none());
    }

    #[test]
    fn what_cannot_be_read_or_compared_says_why_and_leaves_the_list() {
        let (ctx, folder) = (Context::default(), tempfile::tempdir().unwrap());
        let mut app = window(&ctx, folder.path());
        let missing = folder.path().join("没有.shenbao");
        for (path, words) in [
            (
                Path::new("examples/registration/answers.json"),
                "不是同一种表单",
            ),
            (missing.as_path(), "没有.shenbao"),
        ] {
            choose(&mut app, &ctx, path);
            let Some(Modal::Failed(sentence)) = app.modal() else {
                panic!("nothing was said of {}", path.display());
            };
            assert!(sentence.contains(words), "{sentence}");
            assert!(app.editor().unwrap().views.versions.comparing.is_none());
            app.execute(&ctx, Request::CloseModal);
        }
    }

    #[test]
    fn of_two_comparisons_the_one_asked_for_last_is_shown() {
        let (ctx, folder) = (Context::default(), tempfile::tempdir().unwrap());
        let mut app = window(&ctx, folder.path());
        let id = app.editor().unwrap().id;
        let example = PathBuf::from("examples/industry-team/answers.json");
        let read = |app: &App, name: &str| {
            let other = Project::open(&example, &Forms::bundled()).unwrap();
            let project = &app.editor().unwrap().project;
            Ok(Box::new(
                Comparing::new(project, other, name.to_owned()).unwrap(),
            ))
        };
        let ask = |app: &mut App| {
            let missing = folder.path().join("没有.shenbao");
            app.compare_file(&ctx, missing);
            let (number, _) = app
                .editor()
                .unwrap()
                .views
                .versions
                .reading
                .clone()
                .unwrap();
            number
        };
        let (one, other) = (ask(&mut app), ask(&mut app));
        let name = |app: &App| {
            let state = &app.editor().unwrap().views.versions;
            state.comparing.as_ref().map(|it| it.name.clone())
        };
        let late = read(&app, "甲");
        app.compared(id, one, Err("早先的".to_owned()));
        assert!(app.modal().is_none() && !app.is_idle());
        let wanted = read(&app, "乙");
        app.compared(id, other, wanted);
        app.compared(id, one, late);
        assert_eq!(name(&app).as_deref(), Some("乙"));
        assert!(app.is_idle());
    }

    #[test]
    fn what_was_read_for_one_application_does_not_reach_another() {
        let (ctx, folder) = (Context::default(), tempfile::tempdir().unwrap());
        let mut app = window(&ctx, folder.path());
        let editor = app.editor().unwrap().id;
        let path = PathBuf::from("examples/industry-team/answers.json");
        let purpose = Purpose::Compare { editor };
        app.take(&ctx, Done::Picked { purpose, path });
        app.execute(&ctx, Request::New("project-2021".to_owned()));
        rest(&mut app, &ctx);
        assert!(app.editor().unwrap().views.versions.comparing.is_none());
    }
}
