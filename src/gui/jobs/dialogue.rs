//! The system's file dialogues: what they are opened for, and waiting for what is chosen.

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use super::Done;
use crate::project::Handout;
use crate::workspace::library;

/// What a dialogue was opened for. The window stays alive meanwhile: `editor` is the
/// [`Editor`](super::editor::Editor) that asked, for by the end another one may be open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    Open,
    /// A bundle or an answers file.
    Import,
    Save {
        editor: u64,
    },
    Attachment {
        editor: u64,
        field: String,
    },
    /// The folder that exports go to.
    ExportFolder,
    /// The working folder.
    WorkingFolder,
    /// A file that is handed out.
    Handout {
        editor: u64,
        what: Handout,
    },
    /// A list of experts.
    Experts(Vec<library::Id>),
    /// A file that the application is compared with.
    Compare {
        editor: u64,
    },
    /// A roster.
    Roster,
}

impl Purpose {
    /// Whether a folder is asked for.
    pub fn is_folder(&self) -> bool {
        matches!(self, Self::ExportFolder | Self::WorkingFolder)
    }

    /// The application for which it was opened, where it is for one alone.
    pub fn editor(&self) -> Option<u64> {
        match self {
            Self::Save { editor }
            | Self::Attachment { editor, .. }
            | Self::Handout { editor, .. }
            | Self::Compare { editor } => Some(*editor),
            Self::Open
            | Self::Import
            | Self::Experts(_)
            | Self::Roster
            | Self::ExportFolder
            | Self::WorkingFolder => None,
        }
    }
}

/// What a dialogue asks for.
#[derive(Debug, Clone)]
pub struct Ask {
    pub purpose: Purpose,
    pub title: String,
    /// What the kinds of files are called, with their extensions.
    pub filter: (String, Vec<String>),
    /// Where it opens.
    pub folder: Option<PathBuf>,
    /// The proposed name; asks for a place to save at where there is one.
    pub save_as: Option<String>,
}

/// No person closes a dialogue sooner: a shorter one was never shown, and the dialogue library
/// cannot tell that from being closed.
const SHOWN_AT_LEAST: Duration = Duration::from_millis(400);

pub(super) fn picked(purpose: Purpose, chosen: Option<rfd::FileHandle>, started: Instant) -> Done {
    match chosen {
        Some(file) => Done::Picked {
            purpose,
            path: file.path().to_owned(),
        },
        None if started.elapsed() < SHOWN_AT_LEAST => Done::NoDialogue(purpose),
        None => Done::Cancelled,
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Waits for a future on this thread.
pub(super) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = TaskContext::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}
