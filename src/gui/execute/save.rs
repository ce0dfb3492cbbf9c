//! Saves the open application beside the window: by itself, when asked to, and before it is left.

use std::path::Path;

use egui::{Context, ViewportCommand};

use crate::gui::app::{App, Screen};
use crate::gui::editor::View;
use crate::gui::export::file_name_from;
use crate::gui::jobs::{Done, Purpose};
use crate::gui::modal::{Modal, Next};
use crate::gui::request::Leave;
use crate::project::Project;
use crate::workspace::{Saved, Target};

use super::saved_state::moment;
use super::saving::{By, Due, Look, Name};

/// What came of saving a copy of an application.
#[derive(Debug)]
pub struct SaveDone {
    /// The [`Editor`](crate::gui::editor::Editor) that it belongs to.
    pub editor: u64,
    pub revision: u64,
    pub target: Target,
    pub by: By,
    /// The copy, which knows its file; none where the work broke off.
    pub copy: Option<Box<Project>>,
    pub outcome: Result<Saved, NotSaved>,
}

/// Why something was not saved.
#[derive(Debug)]
pub enum NotSaved {
    /// Another program has written the file.
    Changed,
    /// One sentence.
    Because(String),
}

impl App {
    /// Saves once it is time to, under a dialogue too unless that asks about saving itself.
    /// Examples are for trying things out and are saved by hand alone; while somebody is choosing a
    /// place, nothing gets one of its own.
    pub(in crate::gui) fn autosave(&mut self, ctx: &Context) {
        let (now, focused) = ctx.input(|input| (input.time, input.focused));
        // Whoever closes without saving has decided.
        if self.may_close || self.asks_about_saving() || (self.modal.is_none() && self.says(ctx)) {
            return;
        }
        let choosing = self.jobs.is_asking()
            || match &self.modal {
                Some(Modal::Path { purpose, .. }) => matches!(purpose, Purpose::Save { .. }),
                modal => matches!(modal, Some(Modal::Replace(_))),
            };
        let Some(editor) = self.editor_mut() else {
            return;
        };
        let project = &editor.project;
        let has_file = project.file().is_some();
        if project.is_example() || (choosing && !has_file) {
            return;
        }
        let named_by = &project.form().named_by;
        let name = if project.answers().text(named_by).is_empty() {
            Name::Empty
        } else if editor.fields.at_hand() == Some(named_by) {
            Name::AtHand
        } else {
            Name::Filled
        };
        let look = Look {
            revision: project.revision(),
            is_dirty: project.is_dirty(),
            has_file,
            name,
            composing: editor.fields.composing(),
            focused,
        };
        match editor.saving.due(now, &look) {
            Due::Nothing => {}
            Due::In(seconds) => ctx.request_repaint_after_secs(seconds as f32),
            Due::Now => self.save_itself(ctx, By::Itself),
        }
    }

    /// Whether the open dialogue decides about the file, or what was to follow waits for it.
    fn asks_about_saving(&self) -> bool {
        match &self.modal {
            None => false,
            Some(Modal::Unsaved { .. } | Modal::NotSaved(_) | Modal::Changed { .. }) => true,
            Some(_) => self.after_save.is_some(),
        }
    }

    /// Says or asks, where no dialogue is open, what came up meanwhile. True where it did, or where
    /// the file gets another name.
    fn says(&mut self, ctx: &Context) -> bool {
        if !self.unsaid.is_empty() {
            let sentences = std::mem::take(&mut self.unsaid);
            self.modal = Some(Modal::Failed(sentences.join("\n")));
            return true;
        }
        let Some(editor) = self.editor_mut() else {
            return false;
        };
        if let Some(sentence) = editor.saving.failure_to_say() {
            self.modal = Some(Modal::NotSaved(sentence));
            return true;
        }
        if !editor.project.is_example() && editor.saving.asks_about_outside() {
            self.ask_about_outside();
            return true;
        }
        self.rename_in_time(ctx)
    }

    /// Saves to its own file, or to one that it gets by this.
    fn save_itself(&mut self, ctx: &Context, by: By) {
        let Some(editor) = self.editor() else { return };
        let target = match editor.project.file() {
            Some(_) => Target::Own,
            None => Target::New(file_name_from(&editor.project.title())),
        };
        self.save_to(ctx, target, by);
    }

    /// Saves on a thread of its own, after what is being saved already.
    pub(super) fn save_to(&mut self, ctx: &Context, target: Target, by: By) {
        let written = (self.clock)().timestamp();
        let workspace = self.workspace.clone();
        let Some(editor) = self.editor_mut() else {
            return;
        };
        if editor.saving.is_under_way() {
            editor.saving.queue(target, by);
            return;
        }
        editor.saving.begin();
        // With its history: what was imported and not changed may belong to a file already.
        let mut copy = Box::new(editor.project.clone());
        let (editor, revision) = (editor.id, copy.revision());
        let done = move |target, copy, outcome| {
            Done::Saved(SaveDone {
                editor,
                revision,
                target,
                by,
                copy,
                outcome,
            })
        };
        let because = NotSaved::Because("写到一半中断了，请再点一次“保存”。".to_owned());
        let broken = done(target.clone(), None, Err(because));
        self.jobs.run(ctx, broken, move || {
            let saved = workspace.save(&mut copy, &target, written, by == By::Itself);
            let outcome = saved.map_err(|error| match error.is_changed() {
                true => NotSaved::Changed,
                false => NotSaved::Because(error.to_string()),
            });
            done(target, Some(copy), outcome)
        });
    }

    /// Takes note of what came of saving, says what is to be said, and goes on with what waited.
    pub(super) fn saved(&mut self, ctx: &Context, done: SaveDone) {
        let (now, free) = ((self.clock)(), self.modal.is_none());
        let Some(editor) = self.editor_of(done.editor) else {
            // It was left unsaved on purpose.
            return;
        };
        let before = editor.project.file().map(Path::to_owned);
        if let Some(copy) = &done.copy {
            editor.project.note_saved(copy);
        }
        let saving = &mut editor.saving;
        let queued = saving.take_queued();
        let file = editor.project.file().map(Path::to_owned);
        let (mut words, mut failed) = (None, false);
        match done.outcome {
            Ok(mut saved) => {
                saved.trouble = saving.versions_trouble(saved.trouble, done.by);
                let imported = saving.succeeded(now);
                if let Target::At(_) = done.target {
                    saving.was_placed();
                }
                let other = before.filter(|before| Some(before) != file.as_ref());
                let end = match other {
                    _ if imported => "原来的文件不会改动。".to_owned(),
                    Some(other) => format!("以后改的是这一份，原来那份还在 {}", other.display()),
                    None => String::new(),
                };
                words = file.and_then(|file| said(&done.target, &saved, &file, &end));
            }
            Err(NotSaved::Changed) => saving.changed_outside(),
            Err(NotSaved::Because(sentence)) => {
                saving.failed(done.revision, sentence, done.by);
                failed = true;
            }
        }
        let asks = queued.is_none() && free && saving.asks_about_outside();
        // What cannot be said while another dialogue is open is said after it.
        let failure = match queued {
            None if failed && free => saving.failure_to_say(),
            _ => None,
        };
        let sentence = saving.failure().map(str::to_owned);
        if editor.view == View::Versions {
            self.list_versions(ctx);
        }
        if let Some(words) = words {
            self.say(words);
        }
        if let Some((target, by)) = queued {
            if matches!(done.target, Target::At(_)) && failed {
                // What waits goes elsewhere, so that this would never be said.
                self.unsaid.extend(sentence);
            }
            self.save_to(ctx, target, by);
        } else if asks {
            self.ask_about_outside();
        } else if failed {
            match (self.after_save.take(), failure) {
                (Some(next), _) if !self.crops() => self.ask_to_leave(next, sentence.as_deref()),
                (_, Some(sentence)) => self.modal = Some(Modal::NotSaved(sentence)),
                _ => {}
            }
        } else if let Some(next) = self.after_save.take() {
            // What was typed meanwhile is saved first.
            self.next(ctx, next);
        }
    }

    /// Goes on once the open application is saved. What can be saved by itself is; where that
    /// fails, for an example, and before the window closes, somebody is asked.
    pub(in crate::gui) fn next(&mut self, ctx: &Context, next: Next) {
        let waits = self.after_save.take().is_some();
        if self.crops() {
            self.ask_for_the_picture_first();
            return;
        }
        let Some(editor) = self.editor() else {
            self.go_on(ctx, next);
            return;
        };
        if editor.saving.is_under_way() {
            if waits {
                // Who asks twice need not wait for a disk that does not answer.
                self.ask_to_leave(next, None);
            } else {
                self.after_save = Some(next);
            }
        } else if let Some(name) = self.name_due() {
            self.after_save = Some(next);
            self.rename(ctx, name);
        } else if !editor.project.is_dirty() {
            self.go_on(ctx, next);
        } else if editor.saving.is_undecided() {
            self.after_save = Some(next);
            self.ask_about_outside();
        } else if next == Next::Quit || editor.project.is_example() {
            self.ask_to_leave(next, None);
        } else {
            self.after_save = Some(next);
            self.save_itself(ctx, By::Leaving);
        }
    }

    /// Does what was to follow, whatever is not saved by now.
    pub(super) fn go_on(&mut self, ctx: &Context, next: Next) {
        self.modal = None;
        match next {
            Next::Quit => {
                self.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Next::Home => {
                self.screen = Screen::Home;
                self.banner = None;
            }
            Next::Open(path) => self.open(ctx, &path),
        }
    }

    /// Asks what is to become of changes that are in no file. What was saved by itself before stays
    /// saved when the rest is given up, and the question says from when on it would be lost.
    fn ask_to_leave(&mut self, next: Next, trouble: Option<&str>) {
        let today = self.today();
        let Some(editor) = self.editor() else { return };
        let lost = match (editor.project.file(), editor.saving.saved_at()) {
            _ if editor.project.is_example() => {
                "这是例子，不会自动保存；不保存的话，改过的内容不会留下。".to_owned()
            }
            (None, _) => "这份材料还没有存过；不保存的话，填写的内容会丢失。".to_owned(),
            (Some(_), None) => "不保存的话，上次保存之后填写的内容会丢失。".to_owned(),
            (Some(_), Some(at)) => format!(
                "最近一次保存是 {}（自动保存也算）；不保存的话，那以后填写的内容会丢失。",
                moment(at, today)
            ),
        };
        let (words, elsewhere) = match trouble {
            Some(trouble) => (format!("没有保存成：{trouble}\n{lost}"), true),
            None => (lost, false),
        };
        self.modal = Some(Modal::Unsaved {
            next,
            words,
            elsewhere,
        });
    }

    pub(super) fn leave(&mut self, ctx: &Context, leave: Leave) {
        match (self.modal.take(), leave) {
            (Some(Modal::Unsaved { next, .. }), Leave::Discard) => self.go_on(ctx, next),
            (Some(Modal::Unsaved { next, .. }), Leave::Save) => {
                self.after_save = Some(next);
                self.save(ctx);
            }
            (Some(Modal::Unsaved { next, .. }), Leave::SaveElsewhere) => {
                self.after_save = Some(next);
                self.ask_where(ctx);
            }
            (Some(Modal::NotSaved(_)), Leave::SaveElsewhere) => self.ask_where(ctx),
            (other, _) => self.modal = other,
        }
    }

    /// Saves because somebody wants it; what has no file yet is asked for its place.
    pub(super) fn save(&mut self, ctx: &Context) {
        let Some(editor) = self.editor() else { return };
        if editor.project.file().is_some() {
            self.save_to(ctx, Target::Own, By::Person);
        } else {
            self.ask_where(ctx);
        }
    }
}

/// What is to be said of a file that was saved, where anything is; `end` stands after it.
fn said(target: &Target, saved: &Saved, file: &Path, end: &str) -> Option<String> {
    let file = file.display();
    let words = match target {
        _ if saved.anew => Some(format!(
            "原来的文件不见了（可能被移动、改名或删除），已在原处重新保存：{file}"
        )),
        Target::New(_) => Some(format!(
            "已自动保存到 {file}；要换地方或名字，请点“更多”里的“另存为”。{end}"
        )),
        Target::At(_) if end.is_empty() => Some(format!("已保存到 {file}")),
        Target::At(_) => Some(format!("已保存到 {file}；{end}")),
        Target::Over => Some(format!("已覆盖 {file}，那份原来的内容在“旧版本与比较”里。")),
        Target::Own => None,
    };
    let parts = [words, saved.trouble.clone()];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}
