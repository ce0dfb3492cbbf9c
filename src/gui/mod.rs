//! The window. Draws what `project` holds and sends edits back; knows nothing of files, PDF and
//! spreadsheets.
//!
//! Drawing changes nothing: it leaves [`request::Request`]s, which `execute` carries out after the
//! frame. Screens own their state; dialogues and reading happen in `jobs`.

mod app;
mod banner;
mod command;
mod crop;
mod editor;
mod execute;
mod export;
mod find;
mod flow;
mod home;
mod ime;
mod jobs;
mod keys;
mod library;
mod modal;
mod picture_jobs;
mod preview;
mod progress;
mod request;
mod roster;
mod run;
mod settings;
mod standing;
mod summary;
mod tasks;
mod theme;
mod upload;
mod versions;
mod widgets;

pub use app::{App, Setup};
pub use run::{GuiError, RendererChoice, run, tell};
