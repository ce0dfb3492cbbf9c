//! What drawing asks for. Drawing changes no application; it leaves requests, and
//! [`super::execute`] carries them out after the frame.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use crate::answers::Edit;
use crate::diag::{Clause, Mend};
use crate::project::Handout;
use crate::project::compare::Take;
use crate::project::people::Person;
use crate::workspace::{Settings, Version};

use super::command::Command;
use super::editor::View;
use super::find;
use super::library;
use super::roster;
use super::standing::Act;
use super::versions::Against;

/// One thing to be done after the frame.
#[derive(Debug, Clone)]
pub enum Request {
    Run(Command),
    /// A new application of the form with that id.
    New(String),
    /// The example of the form with that id.
    Example(String),
    OpenPath(PathBuf),
    /// Lets a person choose a bundle or an answers file.
    Import,
    Edit(Edit),
    /// Carries out the change that mends a finding.
    Mend(Mend),
    /// Lets a person choose the file of an attachment.
    PickAttachment(String),
    /// Decodes a picture for its preview.
    Preview(Arc<[u8]>),
    /// Opens the crop of the picture that a field has.
    Crop(String),
    /// Makes the picture that the open crop shows.
    Cut,
    /// Opens the section of a field, scrolls to the field and puts the cursor there.
    GoTo(String),
    /// The same, with these characters of the answer in sight and selected.
    GoToWords(String, Range<usize>),
    OpenSection(usize),
    /// What the bar of 查找 asks for.
    Find(find::Act),
    /// Writes an older version to a new file.
    Restore(Version),
    /// Compares the open application with a version, or with a file that a person chooses.
    Compare(Against),
    /// Goes back from a comparison to the list of versions.
    CloseComparison,
    /// Takes over answers of what the application is compared with.
    TakeAnswers(Take),
    /// Shows another side of the open application.
    Show(View),
    /// Takes away the page that lies over what the window shows.
    CloseOver,
    /// Changes 常用信息.
    Standing(Act),
    /// Changes 专家库, or puts experts into the open application.
    Library(library::Act),
    /// What the page 读入名单 asks for.
    Roster(roster::Act),
    /// Puts people into the expert library.
    IntoLibrary(Vec<Person>),
    /// Keeps other settings.
    Set(Box<Settings>),
    /// Sets what new applications start with: the installed font of that name, or the bundled one.
    SetUsualBody(Option<String>),
    /// Asks whether an application, by its file and by what it is called, is to be removed.
    AskRemove {
        path: PathBuf,
        title: String,
    },
    /// Puts a project file into the recycle bin.
    Remove(PathBuf),
    /// Asks the system's dialogue for the working folder.
    PickFolder,
    /// Reads the working folder anew, or stops reading it.
    ReadFolder(bool),
    /// Asks the long job under way to stop.
    CancelWork,
    ShowClause(Clause),
    /// How the question about unsaved changes was answered.
    Leave(Leave),
    /// What is to become of a file that another program has written.
    Decide(Outside),
    /// Asks the system's dialogue for the folder of an export.
    PickExport,
    /// Makes what the export screen has ticked.
    Export,
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
    /// Says a sentence over the lower edge of the window.
    Say(String),
    DismissBanner,
}

/// Answers to the question about unsaved changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    Save,
    /// As another file, because the one at hand cannot be written.
    SaveElsewhere,
    Discard,
}

/// Answers to the question about a project file that another program has written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    SaveAs,
    /// The other program's state is kept among the versions.
    Overwrite,
    /// What is open is kept among the versions and gives way to the file.
    GiveUp,
}
