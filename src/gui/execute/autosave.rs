//! Saves by itself, beside the window, what is in a project file already.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use egui::Context;

use crate::gui::app::App;
use crate::gui::jobs::Done;

/// How long nothing must have changed: in the middle of a sentence nothing is saved.
const PAUSE: Duration = Duration::from_secs(3);

/// What saving knows of one open application.
#[derive(Debug, Default)]
pub struct Saving {
    /// The newest revision that was written. Whoever writes holds it meanwhile, so that an older
    /// state never replaces a newer one.
    written: Arc<Mutex<u64>>,
    /// The last revision that was seen, and when, by the window's clock in seconds.
    seen: (u64, f64),
    /// The revision that was last given to a thread.
    tried: u64,
}

impl Saving {
    /// Does the writing of a revision while no other one is written.
    pub fn alone<T, E>(&self, revision: u64, write: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let done = write()?;
        *written = revision;
        Ok(done)
    }
}

impl App {
    /// Saves once nothing has changed for a while. What has no project file yet waits for a person
    /// to say where it belongs.
    pub(in crate::gui) fn autosave(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        let written_at = (self.clock)().timestamp();
        let workspace = self.workspace.clone();
        if self.modal.is_some() {
            return;
        }
        let Some(editor) = self.editor_mut() else {
            return;
        };
        let revision = editor.project.revision();
        let Some(path) = editor.project.file().map(PathBuf::from) else {
            return;
        };
        if !editor.project.is_dirty() || editor.saving.tried == revision {
            return;
        }
        if editor.saving.seen.0 != revision || editor.fields.composing() {
            editor.saving.seen = (revision, now);
        }
        let left = PAUSE.as_secs_f64() - (now - editor.saving.seen.1);
        if left > 0.0 {
            ctx.request_repaint_after_secs(left as f32);
            return;
        }
        editor.saving.tried = revision;
        let id = editor.id;
        let mut project = editor.project.snapshot();
        let newest = Arc::clone(&editor.saving.written);
        let reply = move |saved| Done::Autosaved {
            editor: id,
            revision,
            saved,
        };
        let broken = reply(Err("没有自动保存，请点“保存”。".to_owned()));
        self.jobs.run(ctx, broken, move || {
            let mut newest = newest.lock().unwrap_or_else(PoisonError::into_inner);
            if *newest >= revision {
                return reply(Ok(()));
            }
            // What another program wrote there is kept too; keeping must not hold up the saving.
            let _ = workspace.keep(&path, written_at);
            let saved = project.save_as(&path).map_err(|error| error.to_string());
            if saved.is_ok() {
                *newest = revision;
                let _ = workspace.keep(&path, written_at);
            }
            reply(saved)
        });
    }

    /// Takes note of what came of it. A failure is said once; the next change tries again.
    pub(super) fn autosaved(&mut self, editor: u64, revision: u64, saved: Result<(), String>) {
        let Some(shown) = self.editor_mut().filter(|shown| shown.id == editor) else {
            if let Err(sentence) = saved {
                self.fail(sentence);
            }
            return;
        };
        match saved {
            Ok(()) => shown.project.mark_saved(revision),
            Err(sentence) => self.fail(sentence),
        }
    }
}
