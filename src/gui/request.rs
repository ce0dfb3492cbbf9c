//! What drawing asks for. Drawing changes no application; it leaves requests, and
//! [`super::execute`] carries them out after the frame.

use std::path::PathBuf;

use crate::answers::Edit;
use crate::diag::{Clause, Mend};
use crate::project::Handout;
use crate::workspace::Settings;

use super::app::Over;
use super::command::Command;
use super::editor::View;
use super::export::Product;

/// One thing to be done after the frame.
#[derive(Debug, Clone)]
pub enum Request {
    Run(Command),
    /// A new application of the form with that id.
    New(String),
    OpenPath(PathBuf),
    Edit(Edit),
    /// Carries out the change that mends a finding.
    Mend(Mend),
    /// Lets a person choose the file of an attachment.
    PickAttachment(String),
    /// Opens the section of a field, scrolls to the field and puts the cursor there.
    GoTo(String),
    OpenSection(usize),
    /// Shows another side of the open application.
    Show(View),
    /// Lays a page over what the window shows, or takes it away.
    Lay(Option<Over>),
    /// Keeps other settings.
    Set(Box<Settings>),
    /// Asks the long job under way to stop.
    CancelWork,
    ShowClause(Clause),
    /// How the question about unsaved changes was answered.
    Leave(Leave),
    /// Asks the system's dialogue for the place of an export.
    PickExport,
    Export(Product),
    /// Asks for the place of a file that is handed out, and writes it there.
    PickHandout(Handout),
    /// Sets the paper in the installed font of that name, or in the bundled one.
    SetBody(Option<String>),
    /// A path was typed where the system has no dialogue.
    Typed(PathBuf),
    /// Saves there, in place of the file that stands there.
    Replace(PathBuf),
    OpenFolder(PathBuf),
    CloseModal,
    DismissBanner,
}

/// Answers to the question about unsaved changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    Save,
    Discard,
}
