//! What becomes of a project file that another program has written meanwhile: a synced folder, a
//! second window, a colleague.

use egui::Context;

use crate::gui::app::App;
use crate::gui::jobs::Done;
use crate::gui::modal::{Modal, Next};
use crate::gui::request::Outside;
use crate::workspace::Target;

use super::saving::By;

impl App {
    pub(super) fn ask_about_outside(&mut self) {
        let Some(path) = self.editor().and_then(|editor| editor.project.file()) else {
            return;
        };
        self.modal = Some(Modal::Changed {
            path: path.to_owned(),
            leaving: self.after_save.is_some(),
        });
    }

    pub(super) fn decide(&mut self, ctx: &Context, outside: Outside) {
        self.modal = None;
        match outside {
            Outside::SaveAs => self.ask_where(ctx),
            Outside::Overwrite => self.save_to(ctx, Target::Over, By::Person),
            Outside::GiveUp => self.keep_open(ctx),
        }
    }

    /// Keeps what is open among the versions, before it gives way.
    fn keep_open(&mut self, ctx: &Context) {
        let written = (self.clock)().timestamp();
        let workspace = self.workspace.clone();
        let Some(editor) = self.editor_mut() else {
            return;
        };
        editor.saving.begin();
        let (editor, copy) = (editor.id, editor.project.clone());
        let revision = copy.revision();
        let done = move |kept| Done::KeptOpen {
            editor,
            revision,
            kept,
        };
        let broken = done(Err(
            "存进旧版本时中断了，请再试一次，或另存为新文件。".to_owned()
        ));
        self.jobs.run(ctx, broken, move || {
            let kept = workspace.keep_open(&copy, written);
            done(kept.map_err(|error| error.to_string()))
        });
    }

    /// Goes on with the other program's file, or with what waited.
    pub(super) fn kept_open(
        &mut self,
        ctx: &Context,
        asked: u64,
        revision: u64,
        kept: Result<(), String>,
    ) {
        let (next, crops) = (self.after_save.take(), self.crops());
        let Some(editor) = self.editor_of(asked) else {
            return;
        };
        let queued = editor.saving.end();
        let Some(path) = editor.project.file() else {
            return;
        };
        if let Some((target, by)) = queued {
            // Somebody wanted it saved after all.
            self.after_save = next;
            self.save_to(ctx, target, by);
        } else if crops {
            // Nothing gives way under a picture that is in hand; the next save asks again.
            self.ask_for_the_picture_first();
        } else if let Err(sentence) = kept {
            self.modal = Some(Modal::NotSaved(sentence));
        } else if editor.project.revision() != revision {
            // Something was typed meanwhile, which is not kept yet.
            self.after_save = next;
            self.ask_about_outside();
        } else {
            let again = next.is_none();
            let next = next.unwrap_or_else(|| Next::Open(path.to_owned()));
            self.go_on(ctx, next);
            if again && let Some(opening) = &mut self.opening {
                let words = "已重新打开。这里原来填写的内容在“旧版本与比较”里，可以另存为新文件。";
                opening.words = Some(words.to_owned());
            }
        }
    }
}
