//! The people of a roster, read for an application.

use std::path::{Path, PathBuf};

use crate::roster::{self, LARGEST, Reading, RosterError};
use crate::storage::{self, StorageError};

pub use crate::roster::plan::{Decision, Difference, How, Line, Outcome, Plan, There};
pub use crate::roster::{
    Column, Confidence, Corrections, Part, Person, Problem, Roster, Target, holds_people,
};

/// Extensions of the files that may hold a roster, without the dot.
pub const EXTENSIONS: [&str; 5] = ["xlsx", "xls", "xlsm", "ods", "csv"];

/// Why no roster was read; one plain sentence: what is wrong, what to do, and last the file.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("{what}：{}", file.display())]
    Roster { what: RosterError, file: PathBuf },
}

/// Whether a file says by its name that it may hold a roster.
pub fn may_be_roster(file: &Path) -> bool {
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    let is = |known: &&str| extension.eq_ignore_ascii_case(known);
    EXTENSIONS.iter().any(is)
}

/// Reads the people of a spreadsheet: of the sheet of that name, or of the one whose header says
/// most; columns are what people have said they are.
///
/// # Errors
/// Where the file cannot be read, or is no roster.
pub fn read(
    file: &Path,
    sheet: Option<&str>,
    corrections: &Corrections,
) -> Result<Roster, PeopleError> {
    let bytes = storage::read_file(file, LARGEST)?;
    let reading = Reading {
        sheet,
        corrections: Some(corrections),
    };
    roster::read(&bytes, reading).map_err(|what| PeopleError::Roster {
        what,
        file: file.to_owned(),
    })
}
