//! The dialogues for files, what was chosen in them, and what follows.

use std::path::{Path, PathBuf};

use egui::Context;

use crate::gui::app::App;
use crate::gui::export::{file_name_from, with_extension};
use crate::gui::jobs::{Ask, Done, Purpose};
use crate::gui::modal::{Modal, Next};
use crate::workspace::Target;

use super::saving::By;
use super::typed::extensions_of;

/// The extension of project files.
pub(super) const PROJECT: &str = "shenbao";

impl App {
    /// Opens a dialogue, or tells why not.
    pub(super) fn ask(&mut self, ctx: &Context, ask: Ask) {
        if !self.jobs.ask(ctx, ask) {
            // A save that was not even begun must not close the window when a later one is done.
            self.after_save = None;
            self.say("文件选择窗口已经开着，请先在那里选择或取消。".to_owned());
        }
    }

    /// Unsaved changes are asked about once a file is chosen, not before.
    pub(super) fn ask_open(&mut self, ctx: &Context) {
        let ask = Ask {
            purpose: Purpose::Open,
            title: "打开申报材料".to_owned(),
            filter: (
                "申报材料".to_owned(),
                vec![PROJECT.to_owned(), "json".to_owned()],
            ),
            folder: self.folder(),
            save_as: None,
        };
        self.ask(ctx, ask);
    }

    /// Saves where a person chose to, and asks first where nobody has asked about a file there:
    /// the path was typed, or has become another one by the extension.
    pub(super) fn save_there(&mut self, ctx: &Context, chosen: &Path, asked: bool) {
        let Some(path) = with_extension(&chosen.display().to_string(), PROJECT) else {
            return;
        };
        let own = self.editor().and_then(|editor| editor.project.file()) == Some(path.as_path());
        if own {
            self.save_to(ctx, Target::Own, By::Person);
        } else if (!asked || path != chosen) && path.exists() {
            self.modal = Some(Modal::Replace(path));
        } else {
            self.save_to(ctx, Target::At(path), By::Person);
        }
    }

    pub(super) fn ask_where(&mut self, ctx: &Context) {
        let Some(editor) = self.editor() else { return };
        let ask = Ask {
            purpose: Purpose::Save { editor: editor.id },
            title: "保存申报材料".to_owned(),
            filter: ("项目文件".to_owned(), vec![PROJECT.to_owned()]),
            folder: self.folder(),
            save_as: Some(format!(
                "{}.{PROJECT}",
                file_name_from(&editor.project.title())
            )),
        };
        self.ask(ctx, ask);
    }

    pub(super) fn pick_attachment(&mut self, ctx: &Context, field: String) {
        let Some(editor) = self.editor() else { return };
        let extensions = extensions_of(editor.project.form(), &field);
        let ask = Ask {
            purpose: Purpose::Attachment {
                editor: editor.id,
                field,
            },
            title: "选择附件".to_owned(),
            filter: ("可用的文件".to_owned(), extensions),
            folder: self.folder(),
            save_as: None,
        };
        self.ask(ctx, ask);
    }

    /// Goes on with what a job brought.
    pub(in crate::gui) fn take(&mut self, ctx: &Context, done: Done) {
        match done {
            Done::Picked { purpose, path } => self.picked(ctx, purpose, path),
            Done::LibraryRead(read) => self.library_was_read(read),
            Done::LibraryAdded { number, added } => {
                self.library_was_added_to(ctx, number, added);
            }
            Done::LibraryWritten(written) => self.library_was_written(written),
            Done::ExpertsWritten(written) => self.experts_were_written(written),
            Done::Saved(done) => self.saved(ctx, done),
            Done::KeptOpen {
                editor,
                revision,
                kept,
            } => self.kept_open(ctx, editor, revision, kept),
            Done::Removed { path, gone } => self.removed(&path, gone),
            Done::Renamed {
                editor,
                from,
                name,
                to,
            } => self.renamed(ctx, editor, &from, name, to),
            Done::Opened { number, opened } => self.opened(ctx, number, opened),
            Done::Exported { editor, made } => {
                self.work = None;
                let still = self.editor_of(editor);
                match still.and_then(|editor| editor.views.export.as_mut()) {
                    Some(export) => export.finished(made),
                    // Nobody sees the screen any more on which it would be said.
                    None => match made.failure {
                        Some(sentence) => self.fail(sentence),
                        None => self.say(format!("已导出 {} 个文件。", made.files.len())),
                    },
                }
            }
            Done::HandedOut {
                editor,
                what,
                written,
            } => self.handed_out(ctx, editor, &what, written),
            Done::Compared {
                editor,
                number,
                read,
            } => self.compared(editor, number, read),
            Done::Listed {
                editor,
                number,
                kept,
            } => self.listed(ctx, editor, number, kept),
            Done::Told {
                editor,
                pair,
                words,
                older,
            } => self.told(ctx, editor, pair, words, older),
            Done::Restored {
                editor,
                number,
                written,
            } => self.restored(editor, number, written),
            Done::RosterRead {
                number,
                read,
                trouble,
            } => self.roster_read(number, read, trouble),
            Done::Cancelled => self.after_save = None,
            Done::NoDialogue(purpose) => {
                if purpose.editor().is_none_or(|asked| self.still_shows(asked)) {
                    self.ask_to_type(purpose);
                }
            }
            Done::Read {
                editor,
                field,
                name,
                bytes: Ok(bytes),
            } => {
                if !self.still_shows(editor) {
                    return;
                }
                self.attach_chosen(ctx, field, name, bytes.into());
            }
            Done::Read {
                bytes: Err(sentence),
                ..
            } => self.fail(sentence),
            Done::Previewed { bytes, small } => {
                if let Some(editor) = self.editor_mut() {
                    editor.fields.previews.put(ctx, &bytes, small);
                }
            }
            Done::Decoded { bytes, decoded } => self.decoded(ctx, &bytes, decoded),
            Done::Cut { bytes, made } => self.was_cut(ctx, &bytes, made),
        }
    }

    /// Goes on with what was chosen in a dialogue. The window went on meanwhile: what was chosen
    /// for one application reaches no other.
    fn picked(&mut self, ctx: &Context, purpose: Purpose, path: PathBuf) {
        self.take_over(ctx);
        if purpose
            .editor()
            .is_some_and(|asked| !self.still_shows(asked))
        {
            return;
        }
        match purpose {
            Purpose::Open | Purpose::Import => self.next(ctx, Next::Open(path)),
            Purpose::Save { .. } => self.save_there(ctx, &path, true),
            Purpose::Attachment { editor, field } => self.jobs.read(ctx, editor, field, path),
            Purpose::ExportFolder => {
                if let Some(export) = self.export_mut() {
                    export.place(&path);
                }
            }
            Purpose::WorkingFolder => {
                self.change_settings(ctx, |settings| settings.folder = Some(path));
            }
            Purpose::Handout { what, .. } => self.hand_out(ctx, what, &path, true),
            Purpose::Experts(ids) => self.write_experts(ctx, ids, &path, true),
            Purpose::Compare { .. } => self.compare_file(ctx, path),
            Purpose::Roster => self.begin_roster(ctx, path),
        }
    }

    /// Whether the application that asked for a file is still the one in the window; says so where
    /// it is not.
    fn still_shows(&mut self, asked: u64) -> bool {
        let shows = self.editor().is_some_and(|editor| editor.id == asked);
        if !shows {
            self.after_save = None;
            self.say("选择文件期间换了一份材料，刚才选的文件没有使用。".to_owned());
        }
        shows
    }

    /// Where dialogues open: beside the open file, or where a person keeps documents.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        let beside = self
            .editor()
            .and_then(|editor| editor.project.file())
            .and_then(Path::parent)
            .filter(|folder| !folder.as_os_str().is_empty())
            .map(Path::to_owned);
        beside.or_else(|| Some(self.workspace.folder()))
    }
}
