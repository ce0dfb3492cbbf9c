//! Settings, and what follows from them.

use egui::Context;

use crate::diag::Severity;
use crate::gui::app::App;
use crate::gui::banner::Banner;
use crate::gui::jobs::{Ask, Purpose};
use crate::project::Body;
use crate::workspace::Settings;

impl App {
    /// Keeps other settings; they hold at once.
    pub(super) fn set(&mut self, ctx: &Context, settings: Settings) {
        let kept = self.workspace.set(settings);
        self.apply_look(ctx);
        if let Err(error) = kept {
            self.fail(error.to_string());
        }
    }

    pub(super) fn change_settings(&mut self, ctx: &Context, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.workspace.settings().clone();
        change(&mut settings);
        if settings != *self.workspace.settings() {
            self.set(ctx, settings);
        }
    }

    /// The body font that new applications start with. One that cannot be used is not kept.
    pub(super) fn set_usual_body(&mut self, ctx: &Context, name: Option<String>) {
        match Body::find(name.as_deref()) {
            Ok(body) => self.change_settings(ctx, |settings| settings.body_font = body.name),
            Err(error) => {
                let words = format!("{error}。");
                self.banner = Some(Banner::new(words, Severity::Warning));
            }
        }
    }

    pub(super) fn pick_folder(&mut self, ctx: &Context) {
        let ask = Ask {
            purpose: Purpose::WorkingFolder,
            title: "工作文件夹放在哪里？".to_owned(),
            filter: (String::new(), Vec::new()),
            folder: Some(self.workspace.folder()),
            save_as: None,
        };
        self.ask(ctx, ask);
    }
}
