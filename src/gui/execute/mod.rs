//! Carries out what drawing asked for: the one place where the application changes.

mod casting;
mod compare;
mod experts;
mod export;
mod files;
mod find;
mod handout;
mod home;
mod into_library;
mod library;
mod open;
mod outside;
mod pictures;
mod remove;
mod renaming;
mod roster;
mod save;
mod saved_state;
mod saving;
mod settings;
mod standing;
#[cfg(test)]
mod tests;
mod typed;
mod versions;

use std::time::Duration;

use egui::Context;

use crate::answers::path::is_in;
use crate::answers::{Edit, History};
use crate::diag::Severity;
use crate::fonts;
use crate::project::Project;
use crate::workspace::library::History as LibraryHistory;
use crate::workspace::{Settings, Target};

use saving::By;

pub use into_library::Added;
pub use open::Opening;
pub use save::SaveDone;
pub use saved_state::State as SaveState;
pub use saving::Saving;

use super::app::{App, Over, Screen};
use super::banner::Banner;
use super::command::Command;
use super::editor::{Editor, View, data};
use super::find::Act;
use super::jobs;
use super::modal::{Modal, Next};
use super::request::Request;
use super::roster as roster_page;
use super::tasks;
use super::widgets::{follow_step, parts};

impl App {
    pub(in crate::gui) fn execute(&mut self, ctx: &Context, request: Request) {
        // A banner comes and goes by itself, perhaps in the middle of a word.
        if !matches!(
            request,
            Request::Edit(_) | Request::Say(_) | Request::DismissBanner
        ) {
            self.take_over(ctx);
        }
        match request {
            Request::Run(command) => self.run(ctx, command),
            Request::New(form) => self.begin(&form),
            Request::Example(form) => self.show_example(&form),
            Request::Import => self.ask_import(ctx),
            Request::OpenPath(path) => self.next(ctx, Next::Open(path)),
            Request::Edit(edit) => self.edit(ctx, edit),
            Request::Mend(mend) => {
                if let Some(editor) = self.editor_mut() {
                    editor.fields.reread();
                }
                self.edit(ctx, Edit::text(mend.field, mend.value));
            }
            Request::PickAttachment(field) => self.pick_attachment(ctx, field),
            Request::Preview(bytes) => self.jobs.preview(ctx, bytes),
            Request::Crop(field) => self.crop_attached(ctx, field),
            Request::Cut => self.cut(ctx),
            Request::GoTo(path) => {
                if let Some(editor) = self.editor_mut() {
                    editor.go_to(&path);
                }
            }
            Request::GoToWords(path, words) => {
                if let Some(editor) = self.editor_mut() {
                    editor.go_to_words(&path, words);
                }
            }
            Request::OpenSection(section) => {
                if let Some(editor) = self.editor_mut() {
                    editor.open_section(section);
                }
            }
            Request::Find(act) => self.find(ctx, act),
            Request::Show(view) => self.show_view(ctx, view),
            Request::Restore(version) => self.restore(ctx, version),
            Request::Compare(against) => self.compare(ctx, against),
            Request::CloseComparison => self.close_comparison(ctx),
            Request::TakeAnswers(what) => self.take_answers(ctx, &what),
            Request::CloseOver => self.lay(ctx, None),
            Request::Standing(act) => self.standing(ctx, act),
            Request::Library(act) => self.library(ctx, act),
            Request::IntoLibrary(people) => self.take_into_library(ctx, people, None),
            Request::Roster(act) => self.roster(ctx, act),
            Request::Set(settings) => self.set(ctx, *settings),
            Request::SetUsualBody(name) => self.set_usual_body(ctx, name),
            Request::AskRemove { path, title } => {
                self.modal = Some(Modal::Remove { path, title });
            }
            Request::Remove(path) => self.remove(ctx, path),
            Request::PickFolder => self.pick_folder(ctx),
            Request::ReadFolder(true) => self.home.reread(),
            Request::ReadFolder(false) => self.home.stop(),
            Request::CancelWork => {
                if self.opening.take().is_none() && self.roster.reading.take().is_none() {
                    let coming = self.library.coming.front().map(|coming| &coming.work);
                    if let Some(work) = coming.or(self.work.as_ref()) {
                        work.progress.cancel();
                    }
                }
            }
            Request::ShowClause(clause) => {
                if let Some(editor) = self.editor_mut() {
                    editor.show_clause(clause);
                }
            }
            Request::Leave(leave) => self.leave(ctx, leave),
            Request::Decide(outside) => self.decide(ctx, outside),
            Request::PickExport => self.pick_export(ctx),
            Request::Export => self.export(ctx),
            Request::PickHandout(what) => self.pick_handout(ctx, what),
            Request::SetBody(name) => self.set_body(name.as_deref()),
            Request::Typed(path) => self.typed(ctx, path),
            Request::Replace(path) => {
                self.modal = None;
                self.save_to(ctx, Target::At(path), By::Person);
            }
            Request::OpenFolder(folder) => {
                if let Err(sentence) = jobs::open_folder(&folder) {
                    self.fail(sentence);
                }
            }
            Request::CloseModal => {
                self.modal = None;
                self.after_save = None;
            }
            Request::Say(words) => self.say(words),
            Request::DismissBanner => self.banner = None,
        }
    }

    fn run(&mut self, ctx: &Context, command: Command) {
        match command {
            Command::Home => self.next(ctx, Next::Home),
            Command::Open => self.ask_open(ctx),
            Command::Save => self.save(ctx),
            Command::SaveAs => self.ask_where(ctx),
            Command::Undo if self.shows_standing() => self.step_standing(ctx, History::undo),
            Command::Redo if self.shows_standing() => self.step_standing(ctx, History::redo),
            Command::Undo if self.shows_library() => self.step_library(ctx, LibraryHistory::undo),
            Command::Redo if self.shows_library() => self.step_library(ctx, LibraryHistory::redo),
            Command::Undo => self.step(ctx, Project::undo),
            Command::Redo => self.step(ctx, Project::redo),
            Command::Check => {
                if let Some(editor) = self.editor_mut() {
                    editor.check();
                }
            }
            Command::Export => self.show_export(),
            Command::Panel => {
                let width = ctx.content_rect().width();
                if let Some(editor) = self.editor_mut() {
                    let usual = editor.view.opens_side(width);
                    editor.side.open = Some(!editor.side.open.unwrap_or(usual));
                }
            }
            Command::Find => self.open_find(ctx),
            Command::FindNext => self.find_on(ctx, Act::Next),
            Command::FindPrevious => self.find_on(ctx, Act::Previous),
            Command::PreviousSection => self.turn(|section| section.checked_sub(1)),
            Command::NextSection => self.turn(|section| section.checked_add(1)),
            Command::Standing => self.lay(ctx, Some(Over::Standing)),
            Command::Library => self.lay(ctx, Some(Over::Library)),
            Command::Roster if self.over == Some(Over::Roster) => {}
            Command::Roster => self.execute(ctx, Request::Roster(roster_page::Act::Open(None))),
            Command::Enlarge => self.change_settings(ctx, Settings::enlarge),
            Command::Shrink => self.change_settings(ctx, Settings::shrink),
            Command::UsualSize => self.change_settings(ctx, |settings| {
                settings.text_percent = Settings::default().text_percent;
            }),
            Command::Settings => self.lay(ctx, Some(Over::Settings)),
            Command::Keys => self.lay(ctx, Some(Over::Keys)),
        }
    }

    /// Opens the section that `step` leads to from the one in sight, where there are both.
    fn turn(&mut self, step: fn(usize) -> Option<usize>) {
        if self.over.is_some() {
            return;
        }
        if let Some(editor) = self.editor_mut()
            && let Some(section) = editor.section_in_sight().and_then(step)
            && section < editor.project.form().sections.len()
            && !data::is_tasks(editor.project.form(), section)
        {
            editor.open_section(section);
        }
    }

    /// Makes an answer of what was typed as a label of one's own and not added yet, before
    /// anything is saved, shown or left.
    pub(in crate::gui) fn take_over(&mut self, ctx: &Context) {
        let Some(editor) = self.editor_mut() else {
            return;
        };
        let Some((path, entry)) = editor.fields.take_own() else {
            return;
        };
        let answers = editor.project.answers();
        if let Some(edit) = parts::with_entry(answers, path.clone(), entry) {
            editor.fields.touch(&path);
            self.edit(ctx, edit);
        }
    }

    fn edit(&mut self, ctx: &Context, edit: Edit) {
        let now = clock_of(ctx);
        if let Some(editor) = self.editor_mut() {
            editor.project.apply(edit, now);
        }
    }

    /// Undo or redo; what changed comes into view, unless the cursor is there already, and the
    /// cursor stands behind it.
    fn step(&mut self, ctx: &Context, step: fn(&mut Project) -> bool) {
        let Some(editor) = self.editor_mut() else {
            return;
        };
        let before = editor.project.answers().clone();
        editor.fields.reread();
        // A comparison shows by itself what has changed.
        if !step(&mut editor.project) || editor.compares() {
            return;
        }
        let form = editor.project.form().clone();
        let after = editor.project.answers();
        let changed = data::first_difference(&form, &before, after);
        for path in editor
            .fields
            .at_hand()
            .into_iter()
            .chain(changed.as_deref())
        {
            follow_step(ctx, &before, after, path);
        }
        let place = changed.and_then(|path| Some((data::section_at(&form, &path)?, path)));
        let Some((section, path)) = place.filter(|(at, _)| !data::is_tasks(&form, *at)) else {
            if let Some(task) = tasks::changed(&form, &before, after) {
                editor.show_task(&task);
            }
            return;
        };
        let is_shown = editor.view == View::Form && section == editor.section;
        let at_hand = editor.fields.at_hand();
        if !is_shown || !at_hand.is_some_and(|at| is_in(at, &path) || is_in(&path, at)) {
            editor.go_to(&path);
        }
    }

    pub(super) fn show(&mut self, project: Project) {
        self.shown += 1;
        let note = project.body().note.clone();
        self.opening = None;
        self.screen = Screen::Editor(Box::new(Editor::new(self.shown, project)));
        self.modal = None;
        self.banner = note.map(|note| Banner::new(note, Severity::Warning));
    }

    pub(super) fn say(&mut self, words: String) {
        self.banner = Some(Banner::new(words, Severity::Hint));
    }

    /// Says what went wrong, over any other dialogue but one that holds a picture: after that one.
    pub(super) fn fail(&mut self, sentence: String) {
        self.after_save = None;
        if self.crops() {
            self.unsaid.push(sentence);
        } else {
            self.modal = Some(Modal::Failed(sentence));
        }
    }

    /// Lays a page over the window, or takes it away; 常用信息 is kept when it is left.
    pub(super) fn lay(&mut self, ctx: &Context, over: Option<Over>) {
        if self.shows_standing()
            && over != self.over
            && let Err(sentence) = self.keep_standing(ctx)
        {
            self.fail(sentence);
        }
        if over == Some(Over::Settings) {
            fonts::look_up();
        }
        if over == Some(Over::Standing) {
            self.workspace.standing_mut().refresh();
        }
        if self.shows_library() && over != self.over {
            self.leave_library(ctx);
        }
        if over == Some(Over::Library) {
            self.enter_library(ctx);
        }
        self.over = over;
    }
}

/// The window's clock, which does not run backwards.
fn clock_of(ctx: &Context) -> Duration {
    Duration::from_secs_f64(ctx.input(|input| input.time).max(0.0))
}
