//! Parts of an application written to files of their own: the dialogue, the job, what came of it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::Context;

use crate::gui::app::App;
use crate::gui::export::{file_name_from, with_extension};
use crate::gui::jobs::{Ask, Purpose};
use crate::gui::widgets::Saved;
use crate::project::Handout;
use crate::project::transcript::Content;

impl App {
    /// Asks for the place of the file.
    pub(super) fn pick_handout(&mut self, ctx: &Context, what: Handout) {
        let Some(editor) = self.editor() else { return };
        let editor = editor.id;
        let name = self.handout_name(&what);
        let extension = extension_of(&name);
        let title = match what {
            Handout::Attachment(_) => "附件另存到",
            Handout::Copy => "申报书另存到",
            Handout::Bundle => "申报包另存到",
            Handout::Summary => "导出自查表",
        };
        let ask = Ask {
            purpose: Purpose::Handout { editor, what },
            title: title.to_owned(),
            filter: (
                extension.to_uppercase(),
                if extension.is_empty() {
                    Vec::new()
                } else {
                    vec![extension]
                },
            ),
            folder: self.folder(),
            save_as: Some(name),
        };
        self.ask(ctx, ask);
    }

    /// The proposed name of the file.
    pub(super) fn handout_name(&self, what: &Handout) -> String {
        let Some(editor) = self.editor() else {
            return String::new();
        };
        let title = file_name_from(&editor.project.title());
        match what {
            Handout::Attachment(path) => {
                let name = editor.project.answers().file(path).unwrap_or_default();
                let name = name.rsplit('/').next().unwrap_or(name);
                match extension_of(name) {
                    // A long name keeps its ending.
                    extension if !extension.is_empty() => {
                        let stem = &name[..name.len() - extension.len() - 1];
                        format!("{}.{extension}", file_name_from(stem))
                    }
                    _ => file_name_from(name),
                }
            }
            Handout::Copy => format!("{title}.pdf"),
            Handout::Bundle => format!("{title}-申报包.json"),
            Handout::Summary => format!("{title}-自查表.pdf"),
        }
    }

    /// Writes the file beside the window. `asked` says that the dialogue has asked about a file
    /// that stands at the place.
    pub(super) fn hand_out(&mut self, ctx: &Context, what: Handout, chosen: &Path, asked: bool) {
        let now = (self.clock)().fixed_offset();
        let extension = extension_of(&self.handout_name(&what));
        let path = if extension.is_empty() {
            Some(chosen.to_owned())
        } else {
            with_extension(&chosen.display().to_string(), &extension)
        };
        let (Some(path), Some(editor)) = (path, self.editor()) else {
            return;
        };
        if (!asked || path != chosen) && path.exists() {
            let words = format!(
                "那里已有同名文件，没有另存，请换一个名字：{}",
                path.display()
            );
            self.fail(words);
            return;
        }
        let (id, project) = (editor.id, editor.project.clone());
        let to = path.clone();
        let job = {
            let what = what.clone();
            move || {
                project
                    .hand_out(&what, &to, now)
                    .map_err(|error| error.to_string())
            }
        };
        self.jobs.hand_out(ctx, id, what, path, job);
    }

    /// Shows where the file lies and ticks what was to be uploaded.
    pub(super) fn handed_out(
        &mut self,
        ctx: &Context,
        asked: u64,
        what: &Handout,
        written: Result<PathBuf, String>,
    ) {
        let now = Duration::from_secs_f64(ctx.input(|input| input.time).max(0.0));
        let Some(editor) = self.editor_mut().filter(|editor| editor.id == asked) else {
            return;
        };
        let done = written.is_ok();
        let saved = Some(Saved(written));
        if *what == Handout::Summary {
            editor.views.summary.saved = saved;
            return;
        }
        editor.views.upload.saved = saved;
        let entries = editor.project.transcript();
        let entry = entries.iter().find(
            |entry| matches!(&entry.item.content, Content::File { what: of, .. } if of == what),
        );
        if let (true, Some(entry)) = (done, entry) {
            editor.project.apply(entry.tick(), now);
        }
    }
}

fn extension_of(name: &str) -> String {
    let extension = Path::new(name).extension().unwrap_or_default();
    extension.to_string_lossy().into_owned()
}
