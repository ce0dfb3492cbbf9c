//! An application of the working folder goes into the recycle bin, once somebody has said so.

use std::path::{Path, PathBuf};

use egui::Context;

use crate::gui::app::App;
use crate::gui::jobs::Done;
use crate::gui::widgets::parts;

impl App {
    /// Puts a file into the recycle bin, beside the window.
    pub(super) fn remove(&mut self, ctx: &Context, path: PathBuf) {
        self.modal = None;
        self.home.removing += 1;
        let written = (self.clock)().timestamp();
        let workspace = self.workspace.clone();
        let file = path.clone();
        let done = move |gone| Done::Removed { path, gone };
        let broken = done.clone()(Err("删除时中断了，请再试一次。".to_owned()));
        self.jobs.run(ctx, broken, move || {
            let gone = workspace.recycle(&file, written);
            done(gone.map_err(|error| error.to_string()))
        });
    }

    /// Says what came of it, and looks again at what is there.
    pub(super) fn removed(&mut self, path: &Path, gone: Result<(), String>) {
        self.home.removing = self.home.removing.saturating_sub(1);
        self.home.reread();
        let name = parts::quoted(&path.file_name().unwrap_or_default().to_string_lossy());
        match gone {
            Ok(()) => self.say(format!("{name}已放进回收站，可以在回收站里还原。")),
            Err(sentence) => self.fail(sentence),
        }
    }
}
