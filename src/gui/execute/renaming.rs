//! The file of an application that was saved before it had a name gets that name, once.

use std::path::{Path, PathBuf};

use egui::Context;

use crate::gui::app::App;
use crate::gui::editor::View;
use crate::gui::export::file_name_from;
use crate::gui::jobs::Done;
use crate::gui::widgets::id_of;
use crate::gui::widgets::parts;

impl App {
    /// The name that the open application's file is to get: it was saved under the name of an
    /// application without one, by itself, and has one by now. None while anything is unsaved.
    pub(in crate::gui) fn name_due(&self) -> Option<String> {
        let editor = self.editor()?;
        let project = &editor.project;
        let file = project.file().filter(|_| !project.is_dirty())?;
        let unnamed = file_name_from(&project.unnamed());
        if !self.workspace.has_given_name(file, &unnamed) {
            return None;
        }
        let name = file_name_from(&project.title());
        let is_due = name != unnamed && editor.saving.may_be_named(&name);
        is_due.then_some(name)
    }

    /// Renames the file where nobody is typing the name. True where that was begun.
    pub(super) fn rename_in_time(&mut self, ctx: &Context) -> bool {
        let Some(name) = self.name_due() else {
            return false;
        };
        let is_typed = self.editor().is_some_and(|editor| {
            let field = id_of(&editor.project.form().named_by);
            editor.fields.composing() || ctx.memory(|memory| memory.has_focus(field))
        });
        if is_typed || self.jobs.is_asking() {
            return false;
        }
        self.rename(ctx, name);
        true
    }

    /// Renames the file beside the window; what is saved meanwhile waits for it.
    pub(super) fn rename(&mut self, ctx: &Context, name: String) {
        let workspace = self.workspace.clone();
        let Some(editor) = self.editor_mut() else {
            return;
        };
        let Some(file) = editor.project.file().map(Path::to_owned) else {
            return;
        };
        editor.saving.begin();
        let (editor, from, wanted) = (editor.id, file.clone(), name.clone());
        let done = move |to| Done::Renamed {
            editor,
            from,
            name,
            to,
        };
        let broken = done.clone()(None);
        self.jobs.run(ctx, broken, move || {
            done(workspace.rename(&file, &wanted).ok())
        });
    }

    /// Takes note of the file's new name, says it, and goes on with what waited. Where it could not
    /// be had the old one is as good.
    pub(super) fn renamed(
        &mut self,
        ctx: &Context,
        asked: u64,
        from: &Path,
        name: String,
        to: Option<PathBuf>,
    ) {
        let Some(editor) = self.editor_of(asked) else {
            return;
        };
        let queued = editor.saving.end();
        match &to {
            Some(to) => editor.project.note_renamed(from, to),
            None => editor.saving.refuse_name(name),
        }
        if to.is_some() && editor.view == View::Versions {
            self.list_versions(ctx);
        }
        if let Some((target, by)) = queued {
            self.save_to(ctx, target, by);
        } else if let Some(next) = self.after_save.take() {
            self.next(ctx, next);
        }
        if let Some(file) = to.as_deref().and_then(Path::file_name) {
            let words = format!(
                "文件改名为{}，还在原来的文件夹里。",
                parts::quoted(&file.to_string_lossy())
            );
            self.say(words);
        }
    }
}
