//! Carries out what drawing asked for: the one place where the application changes.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::FixedOffset;
use directories::UserDirs;
use egui::{Context, ViewportCommand};

use crate::answers::Edit;
use crate::diag::Severity;
use crate::form::Kind;
use crate::project::{BundleOptions, PdfOptions, Project, ProjectError, write_file};

use super::app::{App, Screen};
use super::banner::Banner;
use super::command::Command;
use super::editor::{Editor, data};
use super::jobs::{self, Ask, Done, Purpose};
use super::modal::export::{Export, Product, file_name_from, with_extension};
use super::modal::{Modal, Next};
use super::request::{Leave, Request};

/// The extension of project files.
const PROJECT: &str = "shenbao";

impl App {
    pub(super) fn execute(&mut self, ctx: &Context, request: Request) {
        match request {
            Request::Run(command) => self.run(ctx, command),
            Request::New(form) => {
                if let Some(form) = self.forms.find(&form) {
                    self.show(Project::new(form));
                }
            }
            Request::OpenPath(path) => self.next(ctx, Next::Open(path)),
            Request::Edit(edit) => self.edit(ctx, edit),
            Request::Mend(mend) => {
                if let Some(editor) = self.editor_mut() {
                    editor.fields.reread();
                }
                self.edit(ctx, Edit::text(mend.field, mend.value));
            }
            Request::PickAttachment(field) => self.pick_attachment(ctx, field),
            Request::GoTo(path) => {
                if let Some(editor) = self.editor_mut() {
                    editor.go_to(&path);
                }
            }
            Request::OpenSection(section) => {
                if let Some(editor) = self.editor_mut() {
                    editor.open_section(section);
                }
            }
            Request::ShowClause(clause) => {
                if let Some(editor) = self.editor_mut() {
                    editor.show_clause(clause);
                }
            }
            Request::Leave(leave) => self.leave(ctx, leave),
            Request::PickExport => self.pick_export(ctx),
            Request::Export(product) => self.export(product),
            Request::Typed(path) => self.typed(ctx, path),
            Request::OpenFolder(folder) => {
                if let Err(sentence) = jobs::open_folder(&folder) {
                    self.fail(sentence);
                }
            }
            Request::CloseModal => {
                self.modal = None;
                self.after_save = None;
            }
            Request::DismissBanner => self.banner = None,
        }
    }

    fn run(&mut self, ctx: &Context, command: Command) {
        match command {
            Command::Home => self.next(ctx, Next::Home),
            Command::Open => self.next(ctx, Next::AskOpen),
            Command::Save => self.save(ctx),
            Command::SaveAs => self.ask_where(ctx),
            Command::Undo => self.step(Project::undo),
            Command::Redo => self.step(Project::redo),
            Command::Check => {
                if let Some(editor) = self.editor_mut() {
                    editor.check();
                }
            }
            Command::Export => self.ask_export(),
            Command::Panel => {
                let wide = ctx.content_rect().width() >= super::theme::FOLD_WIDTH;
                if let Some(editor) = self.editor_mut() {
                    editor.side.open = Some(!editor.side.open.unwrap_or(wide));
                }
            }
        }
    }

    fn edit(&mut self, ctx: &Context, edit: Edit) {
        let now = Duration::from_secs_f64(ctx.input(|input| input.time).max(0.0));
        if let Some(editor) = self.editor_mut() {
            editor.project.apply(edit, now);
        }
    }

    /// Undo or redo; the section of what changed comes into view.
    fn step(&mut self, step: fn(&mut Project) -> bool) {
        let Some(editor) = self.editor_mut() else { return };
        let before = editor.project.answers().clone();
        editor.fields.reread();
        if !step(&mut editor.project) {
            return;
        }
        let form = editor.project.form().clone();
        let changed = data::first_difference(&form, &before, editor.project.answers());
        if let Some(section) = changed.and_then(|field| form.section_of(&field)) {
            editor.open_section(section);
        }
    }

    fn show(&mut self, project: Project) {
        self.screen = Screen::Editor(Box::new(Editor::new(project)));
        self.modal = None;
        self.banner = None;
    }

    pub(super) fn open(&mut self, path: &Path) {
        match Project::open(path, &self.forms) {
            Ok(project) => {
                let imported = project.file().is_none();
                self.show(project);
                if imported {
                    let words = "已读入这份材料的内容。它还不是申报文件，请点“保存”另存一份；原来的文件不会改动。";
                    self.say(words.to_owned());
                }
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    /// Goes on, or asks about unsaved changes first.
    fn next(&mut self, ctx: &Context, next: Next) {
        if self.is_dirty() {
            self.modal = Some(Modal::Unsaved(next));
        } else {
            self.go_on(ctx, next);
        }
    }

    fn go_on(&mut self, ctx: &Context, next: Next) {
        self.modal = None;
        match next {
            Next::Quit => {
                self.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Next::Home => {
                self.screen = Screen::Start;
                self.banner = None;
            }
            Next::Open(path) => self.open(&path),
            Next::AskOpen => {
                let ask = Ask {
                    purpose: Purpose::Open,
                    title: "打开申报材料".to_owned(),
                    filter: ("申报材料".to_owned(), vec![PROJECT.to_owned(), "json".to_owned()]),
                    folder: self.folder(),
                    save_as: None,
                };
                self.jobs.ask(ctx, ask);
            }
        }
    }

    fn leave(&mut self, ctx: &Context, leave: Leave) {
        let Some(Modal::Unsaved(next)) = self.modal.take() else { return };
        match leave {
            Leave::Discard => self.go_on(ctx, next),
            Leave::Save => {
                self.after_save = Some(next);
                self.save(ctx);
            }
        }
    }

    fn save(&mut self, ctx: &Context) {
        let Some(editor) = self.editor_mut() else { return };
        if editor.project.file().is_none() {
            self.ask_where(ctx);
            return;
        }
        let saved = editor.project.save();
        self.saved(ctx, saved);
    }

    fn save_as(&mut self, ctx: &Context, path: &Path) {
        let path = with_extension(&path.display().to_string(), PROJECT);
        let (Some(editor), Some(path)) = (self.editor_mut(), path) else { return };
        let saved = editor.project.save_as(&path);
        if saved.is_ok() {
            self.say(format!("已保存到 {}", path.display()));
        }
        self.saved(ctx, saved);
    }

    fn saved(&mut self, ctx: &Context, saved: Result<(), ProjectError>) {
        let next = self.after_save.take();
        match saved {
            Ok(()) => {
                if let Some(next) = next {
                    self.go_on(ctx, next);
                }
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    fn ask_where(&mut self, ctx: &Context) {
        let Some(editor) = self.editor() else { return };
        let ask = Ask {
            purpose: Purpose::Save,
            title: "保存申报材料".to_owned(),
            filter: ("申报文件".to_owned(), vec![PROJECT.to_owned()]),
            folder: self.folder(),
            save_as: Some(format!("{}.{PROJECT}", file_name_from(&editor.project.title()))),
        };
        self.jobs.ask(ctx, ask);
    }

    fn pick_attachment(&mut self, ctx: &Context, field: String) {
        let Some(editor) = self.editor() else { return };
        let form = editor.project.form();
        let extensions = match form.field(&data::field_at(form, &field)).map(|field| &field.kind) {
            Some(Kind::Attachment { accept, .. }) => {
                accept.iter().map(|kind| kind.extension().to_owned()).collect()
            }
            _ => Vec::new(),
        };
        let ask = Ask {
            purpose: Purpose::Attachment(field),
            title: "选择附件".to_owned(),
            filter: ("可用的文件".to_owned(), extensions),
            folder: self.folder(),
            save_as: None,
        };
        self.jobs.ask(ctx, ask);
    }

    fn ask_export(&mut self) {
        let folder = self.folder().unwrap_or_default();
        let today = self.today();
        let Some(editor) = self.editor_mut() else { return };
        editor.refresh(today);
        let form = editor.project.form();
        let export = Export::new(
            &editor.project.title(),
            folder,
            form.copies.max(1),
            !form.letter.is_empty(),
            editor.findings(),
        );
        self.modal = Some(Modal::Export(export));
    }

    fn pick_export(&mut self, ctx: &Context) {
        let Some(Modal::Export(export)) = &self.modal else { return };
        let target = export.target();
        let folder = target.as_deref().and_then(Path::parent).map(Path::to_owned);
        let ask = Ask {
            purpose: Purpose::Export,
            title: export.product.label().to_owned(),
            filter: (
                export.product.extension().to_uppercase(),
                vec![export.product.extension().to_owned()],
            ),
            folder,
            save_as: Some(export.file_name()),
        };
        self.jobs.ask(ctx, ask);
    }

    fn export(&mut self, product: Product) {
        let now = (self.clock)();
        let (Some(Modal::Export(export)), Screen::Editor(editor)) = (&self.modal, &self.screen)
        else {
            return;
        };
        let Some(target) = export.target() else { return };
        let today = now.date_naive();
        let now: chrono::DateTime<FixedOffset> = now.fixed_offset();
        let project = &editor.project;
        let bytes = match product {
            Product::Pdf => {
                let options = PdfOptions {
                    copies: export.copies,
                    pad: export.pad,
                    draft: false,
                    today,
                    now,
                };
                project.pdf(&options).map(Some)
            }
            Product::Bundle => {
                project.bundle(&BundleOptions { draft: export.draft, today, now }).map(Some)
            }
            Product::Letter => project.letter(now),
        };
        let written = bytes.and_then(|bytes| match bytes {
            Some(bytes) => write_file(&target, &bytes),
            None => Ok(()),
        });
        match (written, &mut self.modal) {
            (Ok(()), Some(Modal::Export(export))) => export.finished(target),
            (Ok(()), _) => {}
            (Err(error), Some(Modal::Export(export))) => export.failed(error.to_string()),
            (Err(error), _) => self.fail(error.to_string()),
        }
    }

    /// A path that was typed where the system has no dialogue.
    fn typed(&mut self, ctx: &Context, path: PathBuf) {
        if let Some(Modal::Path { purpose, .. }) = self.modal.take() {
            self.take(ctx, Done::Picked { purpose, path });
        }
    }

    /// Goes on with what a job brought.
    pub(super) fn take(&mut self, ctx: &Context, done: Done) {
        match done {
            Done::Picked { purpose: Purpose::Open, path } => self.open(&path),
            Done::Picked { purpose: Purpose::Save, path } => self.save_as(ctx, &path),
            Done::Picked { purpose: Purpose::Attachment(field), path } => {
                self.jobs.read(ctx, field, path);
            }
            Done::Picked { purpose: Purpose::Export, path } => {
                if let Some(Modal::Export(export)) = &mut self.modal {
                    export.place(&path);
                }
            }
            Done::Cancelled => self.after_save = None,
            Done::NoDialogue(purpose) => self.ask_to_type(purpose),
            Done::Read { field, name, bytes: Ok(bytes) } => {
                let now = Duration::from_secs_f64(ctx.input(|input| input.time).max(0.0));
                if let Some(editor) = self.editor_mut() {
                    editor.fields.touch(&field);
                    editor.project.attach(&field, &name, bytes, now);
                }
            }
            Done::Read { bytes: Err(sentence), .. } => self.fail(sentence),
        }
    }

    fn ask_to_type(&mut self, purpose: Purpose) {
        if let Some(Modal::Export(export)) = &mut self.modal {
            // The export dialogue has a field for the path of its own.
            export.no_dialogue = true;
            return;
        }
        let folder = self.folder().unwrap_or_default();
        let name = match (&purpose, self.editor()) {
            (Purpose::Save, Some(editor)) => {
                format!("{}.{PROJECT}", file_name_from(&editor.project.title()))
            }
            _ => String::new(),
        };
        let text = folder.join(name).display().to_string();
        self.modal = Some(Modal::Path { purpose, text });
    }

    /// Where dialogues open: beside the open file, or where a person keeps documents.
    fn folder(&self) -> Option<PathBuf> {
        let beside = self
            .editor()
            .and_then(|editor| editor.project.file())
            .and_then(Path::parent)
            .filter(|folder| !folder.as_os_str().is_empty())
            .map(Path::to_owned);
        beside.or_else(|| {
            let dirs = UserDirs::new()?;
            Some(dirs.document_dir().unwrap_or(dirs.home_dir()).to_owned())
        })
    }

    fn say(&mut self, words: String) {
        self.banner = Some(Banner { words, severity: Severity::Hint });
    }

    fn fail(&mut self, sentence: String) {
        self.after_save = None;
        self.modal = Some(Modal::Failed(sentence));
    }
}
