//! Where each system keeps a user's documents and a program's data.

use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

/// The folders that the program uses of its own accord. Neither need exist yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// For what the program keeps: settings, versions, people.
    pub data: PathBuf,
    /// Where a person keeps documents.
    pub documents: PathBuf,
}

impl Places {
    /// Those of the user who runs the program.
    pub fn of_system() -> Self {
        let here = || PathBuf::from(".");
        let documents = UserDirs::new().map_or_else(here, |dirs| {
            dirs.document_dir().unwrap_or(dirs.home_dir()).to_owned()
        });
        let data = ProjectDirs::from("", "", "shenbao").map_or_else(
            || documents.join(".shenbao"),
            |dirs| dirs.data_dir().to_owned(),
        );
        Self { data, documents }
    }

    /// Both under one folder, for a tryout that leaves no trace elsewhere.
    pub fn in_folder(folder: &Path) -> Self {
        Self {
            data: folder.join("data"),
            documents: folder.join("documents"),
        }
    }
}
