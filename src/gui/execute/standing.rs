//! Changing and keeping 常用信息.

use egui::{Context, Event, InputState};

use crate::answers::{Answers, Edit, History};
use crate::gui::app::{App, Over};
use crate::gui::standing::Act;
use crate::gui::widgets::{follow_step, parts};
use crate::workspace::Change;

use super::clock_of;

/// How long typing must pause before it is written, in seconds.
const PAUSE: f64 = 1.0;

impl App {
    pub(super) fn shows_standing(&self) -> bool {
        self.over == Some(Over::Standing)
    }

    pub(super) fn standing(&mut self, ctx: &Context, act: Act) {
        match act {
            Act::Edit(edit) => self.edit_standing(ctx, edit),
            Act::Take => {
                let Some(editor) = self.editor() else { return };
                let project = &editor.project;
                let standing = self.workspace.standing();
                let changes = standing.changes_from(project.form(), project.answers());
                self.standing.fields.reread();
                self.edit_standing(ctx, Change::edit(changes));
            }
            Act::Reread => self.workspace.standing_mut().reread(),
        }
    }

    /// Undo or redo on the page.
    pub(super) fn step_standing(
        &mut self,
        ctx: &Context,
        step: fn(&mut History, &mut Answers) -> bool,
    ) {
        self.standing.fields.reread();
        if let Some(answers) = self.workspace.standing_mut().answers_mut() {
            let before = answers.clone();
            step(&mut self.standing.history, answers);
            if let Some(path) = self.standing.fields.at_hand() {
                follow_step(ctx, &before, answers, path);
            }
        }
    }

    fn edit_standing(&mut self, ctx: &Context, edit: Edit) {
        let now = clock_of(ctx);
        if let Some(answers) = self.workspace.standing_mut().answers_mut() {
            self.standing.history.apply(answers, edit, now);
        }
        self.standing.changed = now.as_secs_f64();
        // Writing is tried again.
        self.standing.failure = None;
    }

    /// Writes what has changed, also a label of one's own that was typed and not added yet.
    ///
    /// # Errors
    /// One sentence where it cannot be written. It then holds until the program ends, and is tried
    /// again with the next change.
    pub(in crate::gui) fn keep_standing(&mut self, ctx: &Context) -> Result<(), String> {
        if let Some((path, entry)) = self.standing.fields.take_own() {
            let kept = self.workspace.standing().answers();
            if let Some(edit) = parts::with_entry(kept, path, entry) {
                self.edit_standing(ctx, edit);
            }
        }
        self.write_standing()
    }

    /// Writes what has changed once typing pauses. Whoever comes back from another window sees what
    /// was kept there.
    pub(in crate::gui) fn keep_standing_in_time(&mut self, ctx: &Context) {
        if self.shows_standing() && ctx.input(comes_back) {
            self.workspace.standing_mut().refresh();
        }
        if !self.workspace.standing().is_dirty() || self.standing.failure.is_some() {
            return;
        }
        let since = ctx.input(|input| input.time) - self.standing.changed;
        let left = PAUSE - since;
        if left <= 0.0 {
            // Said on the page itself, beside what could not be kept.
            let _ = self.write_standing();
        } else {
            ctx.request_repaint_after_secs(left as f32);
        }
    }

    fn write_standing(&mut self) -> Result<(), String> {
        let standing = self.workspace.standing_mut();
        let had_changed = standing.is_dirty();
        match standing.write() {
            Ok(()) => {
                self.standing.failure = None;
                self.standing.kept |= had_changed;
                Ok(())
            }
            Err(error) => {
                let sentence = error.to_string();
                self.standing.failure = Some(sentence.clone());
                Err(sentence)
            }
        }
    }
}

/// Whether this is the window that takes the keys from now on.
pub(super) fn comes_back(input: &InputState) -> bool {
    input.events.contains(&Event::WindowFocused(true))
}

#[cfg(test)]
mod tests {
    use chrono::{Local, TimeZone};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    use super::*;
    use crate::gui::app::Setup;
    use crate::project::Forms;
    use crate::workspace::{Places, Workspace};

    /// The page over an application.
    fn window(file: &str, places: Places) -> Harness<'static, App> {
        let setup = Setup {
            forms: Forms::bundled(),
            file: Some(file.into()),
            clock: || Local.with_ymd_and_hms(2021, 5, 20, 9, 0, 0).unwrap(),
            workspace: Workspace::open(places),
        };
        let mut harness = Harness::builder()
            .with_size([1400.0, 2400.0])
            .with_max_steps(100)
            .build_eframe(move |cc| {
                let mut app = App::new(&cc.egui_ctx, setup);
                app.lay(&cc.egui_ctx, Some(Over::Standing));
                app
            });
        harness.run();
        while !harness.state().is_idle() {
            std::thread::sleep(std::time::Duration::from_millis(5));
            harness.run();
        }
        harness.run();
        harness
    }

    #[test]
    fn an_application_is_kept_as_standing_data_after_showing_what_changes() {
        const TAKE: &str = "把这份里的单位和人员存为常用信息";
        let folder = tempfile::tempdir().unwrap();
        let places = || Places::in_folder(folder.path());
        let mut harness = window("examples/industry-team/answers.json", places());
        let unit = harness
            .state()
            .editor()
            .unwrap()
            .project
            .answers()
            .text("unit.name")
            .into_owned();
        harness.get_by_label_contains(&format!("单位名称：（空） → {unit}"));
        harness.get_by_label(TAKE).click();
        harness.run();
        assert!(harness.query_by_label(TAKE).is_none());
        harness.get_by_label("返回").click();
        harness.run();
        let again = Workspace::open(places());
        assert_eq!(again.standing().answers().text("unit.name"), unit);
        assert_ne!(again.standing().answers().text("leader.mobile"), "");
        assert_eq!(again.standing().answers().text("project_name"), "");
    }

    #[test]
    fn what_could_not_be_kept_is_said_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        // A file stands where the data folder would be made.
        std::fs::write(folder.path().join("data"), "").unwrap();
        let places = Places::in_folder(folder.path());
        let mut harness = window("examples/industry-team/answers.json", places);
        let ctx = harness.ctx.clone();
        let app = harness.state_mut();
        app.edit_standing(&ctx, Edit::text("unit.name", "甲"));
        assert!(app.keep_standing(&ctx).is_err());
        assert_eq!(app.workspace.standing().answers().text("unit.name"), "甲");
        harness.run();
        assert!(harness.query_by_label("没有保存").is_some());
    }

    #[test]
    fn what_another_window_keeps_is_shown_and_fills_new_applications() {
        let folder = tempfile::tempdir().unwrap();
        let places = || Places::in_folder(folder.path());
        let mut harness = window("examples/industry-team/answers.json", places());
        let keep = |path: &str, text: &str| {
            let mut other = Workspace::open(places());
            let standing = other.standing_mut();
            let answers = standing.answers_mut().unwrap();
            answers.apply(Edit::text(path, text));
            standing.write().unwrap();
        };
        let shows = |harness: &Harness<'_, App>, text: &str| {
            harness.query_all_by_value(text).next().is_some()
        };
        keep("contact.name", "王秀英");
        harness.event(Event::WindowFocused(true));
        harness.run();
        assert!(shows(&harness, "王秀英"));
        keep("unit.name", "中国示例学会");
        let ctx = harness.ctx.clone();
        let app = harness.state_mut();
        app.edit_standing(&ctx, Edit::text("leader.name", "李建国"));
        app.keep_standing(&ctx).unwrap();
        harness.run();
        for text in ["王秀英", "中国示例学会", "李建国"] {
            assert!(shows(&harness, text), "{text}");
        }
        keep("head.name", "张三");
        let app = harness.state_mut();
        app.lay(&ctx, None);
        app.lay(&ctx, Some(Over::Standing));
        harness.run();
        assert!(shows(&harness, "张三"));
        keep("contact.name", "赵六");
        let app = harness.state_mut();
        app.begin("project-2021");
        let started = app.editor().unwrap().project.answers();
        assert_eq!(started.text("contact.name"), "赵六");
        assert_eq!(started.text("leader.name"), "李建国");
    }
}
