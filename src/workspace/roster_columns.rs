//! What people have said the columns of rosters mean, kept for rosters with the same header.

use std::path::{Path, PathBuf};

use super::Places;
use crate::project::people::{Corrections, Part, Roster};
use crate::storage::{self, StorageError};

/// The file in which corrected columns are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterColumns {
    file: PathBuf,
}

impl RosterColumns {
    /// Those that are kept in the data folder of these places.
    pub fn of(places: &Places) -> Self {
        Self::in_folder(&places.data)
    }

    fn in_folder(data: &Path) -> Self {
        Self {
            file: data.join("roster-columns.ron"),
        }
    }

    /// What is kept; nothing where there is no file yet.
    ///
    /// # Errors
    /// Where the file does not read. It is left as it is.
    pub fn read(&self) -> Result<Corrections, StorageError> {
        Ok(storage::read_data(&self.file)?.unwrap_or_default())
    }

    /// Keeps what was said of the column at that place among those of the roster, beside what
    /// another window has kept.
    ///
    /// # Errors
    /// Where the file does not read or cannot be written. It is left as it is.
    pub fn keep(
        &self,
        roster: &Roster,
        column: usize,
        part: Option<Part>,
    ) -> Result<(), StorageError> {
        storage::change_data(&self.file, |kept: Option<Corrections>| {
            let mut kept = kept.unwrap_or_default();
            kept.set(roster, column, part);
            kept
        })
        .map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::people;

    #[test]
    fn a_corrected_column_is_known_in_the_next_file_and_nothing_unreadable_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let columns = RosterColumns::in_folder(folder.path());
        let file = Path::new("tests/rosters/usual.xlsx");
        let read = || people::read(file, None, &columns.read().unwrap()).unwrap();
        let before = read();
        let is_title = |column: &people::Column| column.part == Some(Part::Title);
        let title = before.columns.iter().position(is_title).unwrap();
        columns.keep(&before, title, Some(Part::Research)).unwrap();
        let after = read();
        assert_eq!(after.columns[title].part, Some(Part::Research));
        assert_eq!(
            after.columns[title].confidence,
            people::Confidence::Corrected
        );
        assert_eq!(after.people[0].research, before.people[0].title);

        let kept = folder.path().join("roster-columns.ron");
        std::fs::write(&kept, "{").unwrap();
        assert!(columns.read().is_err());
        assert!(columns.keep(&before, title, None).is_err());
        assert_eq!(std::fs::read_to_string(&kept).unwrap(), "{");
    }
}
