//! Dialogues inside the window. At most one is open.

mod ui;

use std::path::PathBuf;

use super::jobs::Purpose;

pub use ui::modal_ui;

/// The open dialogue.
#[derive(Debug)]
pub enum Modal {
    /// Unsaved changes stand in the way of what comes next.
    Unsaved {
        next: Next,
        /// What would be lost.
        words: String,
        /// It was tried and failed, so that another place is offered.
        elsewhere: bool,
    },
    /// The project file could not be written; one sentence.
    NotSaved(String),
    /// Another program has written the project file.
    Changed {
        path: PathBuf,
        /// Something else comes next.
        leaving: bool,
    },
    /// A path is typed, where the system has no dialogue to choose one.
    Path {
        purpose: Purpose,
        /// What is asked.
        title: &'static str,
        /// What the button does with it.
        verb: &'static str,
        text: String,
        /// The name of a file of the kind that is asked for.
        example: String,
        /// Whether the box is yet to get the cursor.
        fresh: bool,
    },
    /// Saving there would replace another file.
    Replace(PathBuf),
    /// An application of the working folder is to be removed.
    Remove { path: PathBuf, title: String },
    /// A picture is brought to its size.
    Crop(Box<crate::gui::crop::Crop>),
    /// An expert is chosen for a person's row or block.
    Expert(Box<crate::gui::library::Picker>),
    /// Something went wrong; one sentence.
    Failed(String),
}

/// What follows once changes are saved or given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    Quit,
    Home,
    Open(PathBuf),
}
