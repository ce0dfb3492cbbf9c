//! Work beside the window: the system's file dialogues, and whatever reads, writes or makes files,
//! from opening and saving to exports. A frame never waits for any of it.

mod dialogue;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Instant;

use egui::Context;
use rfd::AsyncFileDialog;

use crate::answers::Edit;
use crate::picture::PictureError;
use crate::project::people::Roster;
use crate::project::{self, Handout, Project};
use crate::workspace::{Version, library};

use super::execute::{Added, SaveDone};
use super::export::Made;
use super::picture_jobs::{Decoded, Small};
use super::versions::{Comparing, Pair};

pub use dialogue::{Ask, Purpose};
use dialogue::{block_on, picked};

/// What came of a job.
#[derive(Debug)]
pub enum Done {
    Picked {
        purpose: Purpose,
        path: PathBuf,
    },
    /// The dialogue was closed without a choice.
    Cancelled,
    /// The system has no dialogue to offer.
    NoDialogue(Purpose),
    /// The file of an attachment, or a sentence on why it cannot be read.
    Read {
        editor: u64,
        field: String,
        name: String,
        bytes: Result<Vec<u8>, String>,
    },
    Saved(SaveDone),
    /// What the expert library's file held, ready for searching; none where reading broke off.
    LibraryRead(Option<Box<(library::Read, library::Index)>>),
    /// What becomes of the expert library when people come into it; none where finding that out
    /// broke off or is not wanted any more.
    LibraryAdded {
        /// Tells them from those who came before.
        number: u64,
        added: Option<Box<Added>>,
    },
    /// What was written into the expert library's file, or a sentence on why it was not.
    LibraryWritten(Result<Box<library::Written>, String>),
    /// Where a list of experts was written, or a sentence on why it was not.
    ExpertsWritten(Result<PathBuf, String>),
    /// Whether an application was kept among the versions of its file as it was open, or a sentence
    /// on why not.
    KeptOpen {
        editor: u64,
        revision: u64,
        kept: Result<(), String>,
    },
    /// Whether a file went into the recycle bin, or a sentence on why it did not.
    Removed {
        path: PathBuf,
        gone: Result<(), String>,
    },
    /// Where the file of an application lies that was to get that name; none where it has kept its
    /// old one.
    Renamed {
        editor: u64,
        from: PathBuf,
        name: String,
        to: Option<PathBuf>,
    },
    /// What a file held, or a sentence on why it cannot be opened.
    Opened {
        number: u64,
        opened: Result<Box<Project>, String>,
    },
    /// What came of an export.
    Exported {
        editor: u64,
        made: Made,
    },
    /// The preview of a file.
    Previewed {
        bytes: Arc<[u8]>,
        small: Result<Small, PictureError>,
    },
    /// A picture that is to be cropped.
    Decoded {
        bytes: Arc<[u8]>,
        decoded: Result<Decoded, PictureError>,
    },
    /// What a picture, the one of `bytes`, was cropped to, as the bytes of a JPEG file.
    Cut {
        bytes: Arc<[u8]>,
        made: Result<Vec<u8>, PictureError>,
    },
    /// Where a file that is handed out was written, or a sentence on why it was not.
    HandedOut {
        editor: u64,
        what: Handout,
        written: Result<HandedOut, String>,
    },
    /// The application beside another one, or a sentence on why it cannot be compared.
    Compared {
        editor: u64,
        /// Tells it from comparisons that were begun before it.
        number: u64,
        read: Result<Box<Comparing>, String>,
    },
    /// The people of a roster, or a sentence on why there are none.
    RosterRead {
        /// Tells it from those that were begun before it.
        number: u64,
        read: Result<Box<Roster>, String>,
        /// Why what was said of columns is not kept; one sentence.
        trouble: Option<String>,
    },
    /// The older versions of a file, or a sentence on why they cannot be listed.
    Listed {
        editor: u64,
        /// Tells it from listings that were begun before it.
        number: u64,
        kept: Result<Vec<Version>, String>,
    },
    /// What differs between two versions of a file, in one line, and the older of them, for it is
    /// compared next.
    Told {
        editor: u64,
        pair: Pair,
        words: String,
        older: Option<Box<Project>>,
    },
    /// Where the version of that number was written to as a new file, or a sentence on why it was
    /// not.
    Restored {
        editor: u64,
        number: u64,
        written: Result<PathBuf, String>,
    },
}

/// A file that was handed out.
#[derive(Debug)]
pub struct HandedOut {
    pub path: PathBuf,
    /// The change that ticks what was written as copied; none for what is not uploaded.
    pub tick: Option<Edit>,
}

/// Jobs under way and their results.
pub struct Jobs {
    sender: Sender<Done>,
    receiver: Receiver<Done>,
    asking: bool,
    /// What every dialogue begins as: one that belongs to the window.
    dialogue: AsyncFileDialog,
    /// Whether the system's dialogues are done without.
    none: bool,
}

impl Default for Jobs {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self {
            sender,
            receiver,
            asking: false,
            dialogue: AsyncFileDialog::new(),
            none: false,
        }
    }
}

impl Jobs {
    /// Dialogues stand before that window from now on, not behind it.
    pub fn belong_to(&mut self, frame: &eframe::Frame) {
        self.dialogue = AsyncFileDialog::new().set_parent(frame);
    }

    /// Opens no dialogue from now on, as where the system has none.
    pub fn do_without_dialogues(&mut self) {
        self.none = true;
    }

    /// Opens a dialogue. False while one is open, which must be closed first.
    pub fn ask(&mut self, ctx: &Context, ask: Ask) -> bool {
        if std::mem::replace(&mut self.asking, true) {
            return false;
        }
        if self.none {
            self.run(ctx, Done::Cancelled, || Done::NoDialogue(ask.purpose));
            return true;
        }
        let mut dialogue = self.dialogue.clone().set_title(&ask.title);
        let (name, extensions) = &ask.filter;
        if !extensions.is_empty() {
            dialogue = dialogue.add_filter(name, extensions);
        }
        if let Some(folder) = &ask.folder {
            dialogue = dialogue.set_directory(folder);
        }
        if let Some(name) = &ask.save_as {
            dialogue = dialogue.set_file_name(name.replace('\0', ""));
        }
        let started = Instant::now();
        let purpose = ask.purpose;
        // Where the dialogue breaks down, a path can still be typed.
        let otherwise = Done::NoDialogue(purpose.clone());
        // macOS wants its dialogues made on this thread; waiting for them may happen on any.
        if ask.save_as.is_some() {
            let chosen = dialogue.save_file();
            self.run(ctx, otherwise, move || {
                picked(purpose, block_on(chosen), started)
            });
        } else if purpose.is_folder() {
            let chosen = dialogue.pick_folder();
            self.run(ctx, otherwise, move || {
                picked(purpose, block_on(chosen), started)
            });
        } else {
            let chosen = dialogue.pick_file();
            self.run(ctx, otherwise, move || {
                picked(purpose, block_on(chosen), started)
            });
        }
        true
    }

    /// Whether a dialogue is open.
    pub fn is_asking(&self) -> bool {
        self.asking
    }

    /// Reads the file of an attachment.
    pub fn read(&self, ctx: &Context, editor: u64, field: String, path: PathBuf) {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let read = move |bytes| Done::Read {
            editor,
            field: field.clone(),
            name: name.clone(),
            bytes,
        };
        let sentence = format!("附件没有读完，请再选一次：{}", path.display());
        let otherwise = read(Err(sentence));
        self.run(ctx, otherwise, move || {
            read(project::read_attachment(&path).map_err(|error| error.to_string()))
        });
    }

    /// Writes a file that is handed out, by a job that gives back the tick that goes with it, or
    /// says in one sentence why it could not.
    pub fn hand_out(
        &self,
        ctx: &Context,
        editor: u64,
        what: Handout,
        path: PathBuf,
        job: impl FnOnce() -> Result<Option<Edit>, String> + Send + 'static,
    ) {
        let done = move |written| Done::HandedOut {
            editor,
            what: what.clone(),
            written,
        };
        let sentence = format!("文件没有写完，请再试一次：{}", path.display());
        let otherwise = done(Err(sentence));
        self.run(ctx, otherwise, move || {
            done(job().map(|tick| HandedOut { path, tick }))
        });
    }

    /// What has come in since the last frame.
    pub fn poll(&mut self) -> Vec<Done> {
        let done: Vec<_> = self.receiver.try_iter().collect();
        let closes = |one: &Done| {
            matches!(
                one,
                Done::Picked { .. } | Done::Cancelled | Done::NoDialogue(_)
            )
        };
        if done.iter().any(closes) {
            self.asking = false;
        }
        done
    }

    /// Runs a job on a thread of its own. `otherwise` comes of one that cannot start or breaks off.
    pub(super) fn run(
        &self,
        ctx: &Context,
        otherwise: Done,
        job: impl FnOnce() -> Done + Send + 'static,
    ) {
        let reply = Reply {
            sender: self.sender.clone(),
            ctx: ctx.clone(),
            done: Some(otherwise),
        };
        // A thread that does not start drops its work, and with it sends the reply.
        let _ = thread::Builder::new().spawn(move || reply.with(job()));
    }
}

/// Sends what came of a job when it is dropped, so that an answer comes in any case.
struct Reply {
    sender: Sender<Done>,
    ctx: Context,
    done: Option<Done>,
}

impl Reply {
    fn with(mut self, done: Done) {
        self.done = Some(done);
    }
}

impl Drop for Reply {
    fn drop(&mut self) {
        if let Some(done) = self.done.take() {
            // The window may be gone by now; then nobody waits for the result.
            let _ = self.sender.send(done);
            self.ctx.request_repaint();
        }
    }
}

/// Shows a folder in the system's file manager.
///
/// # Errors
/// One sentence where there is no file manager.
pub fn open_folder(folder: &Path) -> Result<(), String> {
    let program = if cfg!(target_os = "windows") {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let mut child = Command::new(program)
        .arg(folder)
        .spawn()
        .map_err(|_| format!("打不开文件管理器，文件在“{}”。", folder.display()))?;
    // The file manager outlives this call; someone must take note of its end.
    thread::spawn(move || child.wait());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialogue_that_breaks_down_still_answers() {
        let mut jobs = Jobs {
            asking: true,
            ..Jobs::default()
        };
        let otherwise = Done::NoDialogue(Purpose::Open);
        jobs.run(&Context::default(), otherwise, || {
            panic!("as a library might")
        });
        let done = jobs.receiver.recv().unwrap();
        jobs.sender.send(done).unwrap();
        assert!(matches!(jobs.poll()[..], [Done::NoDialogue(Purpose::Open)]));
        assert!(!jobs.asking);
    }
}
