//! What drawing asks for. Drawing changes no application; it leaves requests, and
//! [`super::execute`] carries them out after the frame.

use std::path::PathBuf;

use crate::answers::Edit;
use crate::diag::{Clause, Mend};

use super::command::Command;
use super::modal::export::Product;

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
    ShowClause(Clause),
    /// How the question about unsaved changes was answered.
    Leave(Leave),
    /// Asks the system's dialogue for the place of an export.
    PickExport,
    Export(Product),
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
