//! The window's whole state and its frame: drawing leaves requests, [`super::execute`] carries
//! them out.

mod frame;

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Local, NaiveDate};
use egui::{Context, Id, Key, Modifiers, ViewportCommand};

use crate::diag::Severity;
use crate::fonts;
use crate::project::Forms;
use crate::project::people::may_be_roster;
use crate::workspace::Workspace;

use super::banner::Banner;
use super::command::Command;
use super::editor::Editor;
use super::execute::{Opening, SaveState};
use super::home;
use super::ime::KeepIme;
use super::jobs::Jobs;
use super::library;
use super::modal::{Modal, Next};
use super::progress::Progress;
use super::request::Request;
use super::roster;
use super::standing;
use super::theme;
use super::widgets::paste;

/// What fills the window.
pub enum Screen {
    Home,
    Editor(Box<Editor>),
}

/// A page that lies over what the window shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    Settings,
    /// 常用信息.
    Standing,
    /// 专家库.
    Library,
    /// The list of keys.
    Keys,
    /// 读入名单.
    Roster,
}

/// What a window starts with.
pub struct Setup {
    pub forms: Forms,
    /// The file to open at once.
    pub file: Option<PathBuf>,
    pub clock: fn() -> DateTime<Local>,
    pub workspace: Workspace,
}

/// A long job under way.
#[derive(Debug)]
pub(super) struct Work {
    /// What it is, as 正在导出.
    pub title: String,
    pub progress: Arc<Progress>,
}

/// The application, as the window's framework runs it.
pub struct App {
    pub(super) forms: Forms,
    pub(super) clock: fn() -> DateTime<Local>,
    pub(super) workspace: Workspace,
    /// The page that lies over the screen.
    pub(super) over: Option<Over>,
    pub(super) home: home::State,
    pub(super) standing: standing::State,
    pub(super) library: library::State,
    pub(super) roster: roster::State,
    pub(super) work: Option<Work>,
    /// The file that is being opened.
    pub(super) opening: Option<Opening>,
    /// How many files were begun to be opened; the last one's number.
    pub(super) opened: u64,
    pub(super) screen: Screen,
    pub(super) modal: Option<Modal>,
    /// What had the focus when the dialogue in sight came up; none while there is none.
    under_modal: Option<Option<Id>>,
    /// What went wrong and is said, a sentence each, once no dialogue is open.
    pub(super) unsaid: Vec<String>,
    pub(super) banner: Option<Banner>,
    pub(super) jobs: Jobs,
    /// What follows once the application has been saved.
    pub(super) after_save: Option<Next>,
    /// Unsaved changes have been dealt with; the window may close.
    pub(super) may_close: bool,
    /// How many applications have been opened; the last one's number.
    pub(super) shown: u64,
    /// The way of drawing, until its first frame has shown that it works.
    pub(super) drawn_by: Option<&'static str>,
    title: String,
}

impl App {
    /// The application with nothing open, or with the file.
    pub fn new(ctx: &Context, setup: Setup) -> Self {
        let Setup {
            forms,
            file,
            clock,
            workspace,
        } = setup;
        theme::install(ctx);
        ctx.add_plugin(KeepIme::default());
        let mut app = Self {
            forms,
            clock,
            workspace,
            over: None,
            home: home::State::default(),
            standing: standing::State::default(),
            library: library::State::default(),
            roster: roster::State::default(),
            work: None,
            opening: None,
            opened: 0,
            screen: Screen::Home,
            modal: None,
            under_modal: None,
            unsaid: Vec::new(),
            banner: None,
            jobs: Jobs::default(),
            after_save: None,
            may_close: false,
            shown: 0,
            drawn_by: None,
            title: String::new(),
        };
        app.roster.has_library = true;
        app.apply_look(ctx);
        if let Some(trouble) = app.workspace.take_trouble() {
            let words = format!(
                "设置没有读出来，先用默认的；以前设的工作文件夹等请在“设置”里再选。{trouble}"
            );
            app.banner = Some(Banner::new(words, Severity::Warning));
        }
        if app.workspace.settings().body_font.is_some() {
            // The first new application asks for one of them.
            fonts::look_up();
        }
        if let Some(file) = file {
            app.open(ctx, &file);
            if let Some(opening) = &mut app.opening {
                opening.at_start = true;
            }
        }
        app
    }

    /// Draws the window in the colours and the size that are set.
    pub(super) fn apply_look(&self, ctx: &Context) {
        let settings = self.workspace.settings();
        theme::apply(ctx, settings.theme, settings.text_percent);
    }

    /// Keeps the way of drawing for the next start, once a frame of it was shown.
    fn keep_renderer(&mut self, ctx: &Context) {
        if ctx.cumulative_frame_nr() == 0 {
            return;
        }
        let Some(name) = self.drawn_by.take() else {
            return;
        };
        let settings = self.workspace.settings();
        let mut settings = settings.clone();
        settings.renderer_worked = Some(name.to_owned());
        settings.renderer_begun = None;
        // Only a start that takes longer is lost where it cannot be kept.
        let _ = self.workspace.note(settings);
    }

    /// The open application.
    pub fn editor(&self) -> Option<&Editor> {
        match &self.screen {
            Screen::Editor(editor) => Some(editor),
            Screen::Home => None,
        }
    }

    pub(super) fn editor_mut(&mut self) -> Option<&mut Editor> {
        match &mut self.screen {
            Screen::Editor(editor) => Some(editor),
            Screen::Home => None,
        }
    }

    /// The open application, if it still has that number.
    pub(super) fn editor_of(&mut self, id: u64) -> Option<&mut Editor> {
        self.editor_mut().filter(|editor| editor.id == id)
    }

    /// Whether a picture is being cropped.
    pub(super) fn crops(&self) -> bool {
        matches!(self.modal, Some(Modal::Crop(_)))
    }

    /// Whether nothing is being done beside the window that would change what it shows.
    pub fn is_idle(&self) -> bool {
        let waits = |editor: &Editor| {
            editor.saving.is_under_way()
                || editor.views.versions.is_at_work()
                // No pages are taken in under a page that lies over them.
                || (self.over.is_none() && editor.is_setting())
        };
        let reads = self.roster.reading.is_some() || self.library.is_at_work();
        let works = self.work.is_some() || self.opening.is_some() || reads;
        !self.home.is_at_work() && !works && !self.editor().is_some_and(waits)
    }

    /// Opens none of the system's file dialogues from now on: paths are typed, as where the system
    /// has none.
    pub fn do_without_dialogues(&mut self) {
        self.jobs.do_without_dialogues();
    }

    /// The open dialogue.
    pub fn modal(&self) -> Option<&Modal> {
        self.modal.as_ref()
    }

    pub(super) fn today(&self) -> NaiveDate {
        (self.clock)().date_naive()
    }

    fn guard_closing(&mut self, ctx: &Context) {
        if !ctx.input(|input| input.viewport().close_requested()) {
            return;
        }
        self.take_over(ctx);
        let warned = self.standing.failure.is_some() || self.library.failure.is_some();
        let kept = self.keep_standing(ctx).and(self.keep_library(ctx));
        if let Err(sentence) = kept
            && !warned
        {
            // Said once; who closes again does without it.
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.fail(sentence);
            return;
        }
        let is_saved =
            |editor: &Editor| !editor.project.is_dirty() && !editor.saving.is_under_way();
        let leaves = self.editor().is_none_or(is_saved) && self.name_due().is_none();
        if !self.may_close && (self.crops() || !leaves) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.next(ctx, Next::Quit);
        }
    }

    fn input(&mut self, ctx: &Context) -> Vec<Request> {
        let pressed = Command::pressed(ctx);
        let mut requests = Vec::new();
        let refused = paste::refuse_absurd(ctx).map(paste::refusal);
        requests.extend(refused.map(Request::Say));
        if self.modal.is_none() {
            requests.extend(pressed.into_iter().map(Request::Run));
            // A list that is open on the page closes first.
            if self.over.is_some()
                && !egui::Popup::is_any_open(ctx)
                && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
            {
                requests.push(Request::CloseOver);
            }
            let dropped = ctx.input(|input| {
                input
                    .raw
                    .dropped_files
                    .first()
                    .map(|file| file.path().to_owned())
            });
            requests.extend(dropped.map(|path| {
                if may_be_roster(&path) {
                    Request::Roster(roster::Act::Drop(path))
                } else {
                    Request::OpenPath(path)
                }
            }));
        }
        requests
    }

    /// Gives the focus back to what had it before a dialogue came up.
    fn keep_focus(&mut self, ctx: &Context) {
        if self.modal.is_some() {
            self.under_modal
                .get_or_insert_with(|| ctx.memory(|memory| memory.focused()));
        } else if self.under_modal.is_some()
            && ctx.memory(|memory| memory.top_modal_layer().is_some())
        {
            // The dialogue keeps the focus to itself for one frame more.
            ctx.request_repaint();
        } else if let Some(Some(had)) = self.under_modal.take() {
            ctx.memory_mut(|memory| memory.request_focus(had));
        }
    }

    fn name_window(&mut self, ctx: &Context) {
        let title = match self.editor() {
            Some(editor) => {
                // The title is no place for what changes by the second.
                let state = match editor.saving.state(&editor.project) {
                    SaveState::New => "",
                    SaveState::Saved(_) => "（已保存）",
                    SaveState::UnderWay | SaveState::Unsaved(_) => "（未保存）",
                };
                format!("{}{state} - 申报助手", editor.project.title())
            }
            None => "申报助手".to_owned(),
        };
        // No system takes these in a title, and some libraries break off over them.
        let title = title.replace(char::is_control, " ");
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}
