//! The window. Draws what `project` holds and sends edits back; knows nothing of files, PDF and
//! spreadsheets.
//!
//! Drawing changes nothing: it leaves [`request::Request`]s, which `execute` carries out after the
//! frame. Screens own their state; dialogues and reading happen in `jobs`.

mod app;
mod banner;
mod command;
mod editor;
mod execute;
mod jobs;
mod modal;
mod preview;
mod request;
mod run;
mod start;
mod theme;
mod widgets;

pub use app::App;
pub use run::{GuiError, RendererChoice, run};
