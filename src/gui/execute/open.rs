//! Opens and imports files beside the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use crate::gui::app::{App, Work};
use crate::gui::jobs::Done;
use crate::gui::modal::Next;
use crate::gui::progress::{self, Progress};
use crate::project::Project;

/// A file that is being opened.
pub struct Opening {
    /// Tells it from those that were begun before it.
    number: u64,
    path: PathBuf,
    pub work: Work,
    /// When it was begun, by the window's clock in seconds.
    since: f64,
    /// The application and its revision that give way to it, whether saved or given up.
    gives_way: Option<(u64, u64)>,
    /// The window has just started for it, and shows nothing else meanwhile.
    pub at_start: bool,
    /// What is said once it is open.
    pub words: Option<String>,
}

impl Opening {
    /// Whether it takes so long that it is shown; if not, the window looks again in time.
    pub fn is_shown(&self, ctx: &Context) -> bool {
        progress::is_long(ctx, self.since)
    }
}

impl App {
    /// Begins to open a file. What is open stays until it is read, and when it cannot be.
    pub(in crate::gui) fn open(&mut self, ctx: &Context, path: &Path) {
        self.opened += 1;
        let number = self.opened;
        let progress = Arc::new(Progress::default());
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        progress.goes_on(0, 1, &name);
        self.opening = Some(Opening {
            number,
            path: path.to_owned(),
            work: Work {
                title: "正在打开…".to_owned(),
                progress,
            },
            since: ctx.input(|input| input.time),
            gives_way: self
                .editor()
                .map(|editor| (editor.id, editor.project.revision())),
            at_start: false,
            words: None,
        });
        let sentence = format!("文件没有读完，请再打开一次：{}", path.display());
        let broken = Done::Opened {
            number,
            opened: Err(sentence),
        };
        let (path, forms) = (path.to_owned(), self.forms.clone());
        self.jobs.run(ctx, broken, move || Done::Opened {
            number,
            opened: Project::open(&path, &forms)
                .map(Box::new)
                .map_err(|error| error.to_string()),
        });
    }

    /// Shows what was opened, unless nobody wants it any more.
    pub(super) fn opened(
        &mut self,
        ctx: &Context,
        number: u64,
        opened: Result<Box<Project>, String>,
    ) {
        let Some(opening) = self.opening.take_if(|opening| opening.number == number) else {
            return;
        };
        let project = match opened {
            Ok(project) => project,
            Err(sentence) => {
                self.fail(sentence);
                return;
            }
        };
        // Saved or not: what was read may be the same file as it was before.
        let typed_meanwhile = self.editor().is_some_and(|editor| {
            let stands = (editor.id, editor.project.revision());
            opening.gives_way != Some(stands)
        });
        if typed_meanwhile || self.crops() {
            self.next(ctx, Next::Open(opening.path));
            if let Some(again) = &mut self.opening {
                again.words = opening.words;
            }
            return;
        }
        self.show(*project);
        if let Some(words) = opening.words {
            self.say(words);
        }
    }
}
