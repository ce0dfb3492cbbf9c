//! Saving an application to its project file, to another one and to a new one.

use std::path::Path;

use crate::storage::project_file::{self, ProjectFile};
use crate::storage::{self, Cause, Place, Seen, Since, StorageError};

use super::{Project, ProjectError};

impl Project {
    /// Saves to its project file, unless another program has written that since it was read or
    /// saved here. A file that has gone is written anew; the answer says so.
    ///
    /// # Errors
    /// Where it has none yet, another program has written it ([`ProjectError::is_changed`]), or it
    /// cannot be written; the file is then as it was, and the application stays unsaved.
    pub fn save(&mut self) -> Result<Since, ProjectError> {
        let (path, seen) = self.file.clone().ok_or(ProjectError::NoFile)?;
        let bytes = self.contents()?;
        self.put(&path, &bytes, Place::Known(&seen))
    }

    /// Saves to its project file in place of what was seen there.
    ///
    /// # Errors
    /// Those of [`Self::save`].
    pub fn save_over(&mut self, seen: &Seen) -> Result<Since, ProjectError> {
        let path = self.file().ok_or(ProjectError::NoFile)?.to_owned();
        let bytes = self.contents()?;
        self.put(&path, &bytes, Place::Known(seen))
    }

    /// Saves to another project file, which it then belongs to, in place of what stands there.
    ///
    /// # Errors
    /// Where the file cannot be written; it is then as it was. An example takes no other file's
    /// place.
    pub fn save_as(&mut self, path: &Path) -> Result<(), ProjectError> {
        if self.is_example() && self.file() != Some(path) && path.exists() {
            return Err(ProjectError::ExampleOver(path.to_owned()));
        }
        let bytes = self.contents()?;
        self.put(path, &bytes, Place::Any).map(drop)
    }

    /// Saves to a new project file of that name (without the extension) in a folder, which it then
    /// belongs to. A name that is taken gets a number, also where another program takes it at the
    /// same moment; but what was imported before and is imported again, without a change, belongs
    /// to the file that it has by then.
    ///
    /// # Errors
    /// Where the file cannot be written; there is then none.
    pub fn save_new(&mut self, folder: &Path, name: &str) -> Result<(), ProjectError> {
        let bytes = self.contents()?;
        for path in storage::numbered(folder, name) {
            match self.put(&path, &bytes, Place::Free) {
                Err(ProjectError::Storage(StorageError {
                    cause: Cause::Taken,
                    ..
                })) if self.adopt(&path, &bytes) => return Ok(()),
                Err(ProjectError::Storage(StorageError {
                    cause: Cause::Taken,
                    ..
                })) => {}
                put => return put.map(drop),
            }
        }
        Err(StorageError::from(Cause::Taken).at(folder).into())
    }

    /// Takes note that a file has got another name. Where that is its own, it is saved there from
    /// now on.
    pub fn note_renamed(&mut self, from: &Path, to: &Path) {
        if let Some((path, _)) = &mut self.file
            && path == from
        {
            *path = to.to_owned();
        }
    }

    /// Takes a file for its own that already holds what was imported.
    fn adopt(&mut self, path: &Path, bytes: &[u8]) -> bool {
        if self.can_undo() {
            return false;
        }
        match storage::read_seen(path, project_file::LARGEST) {
            Ok((there, seen)) if there == bytes => {
                self.file = Some((path.to_owned(), seen));
                self.saved_revision = self.revision;
                true
            }
            _ => false,
        }
    }

    /// The bytes of its project file.
    ///
    /// # Errors
    /// Content that no project file holds.
    pub fn contents(&self) -> Result<Vec<u8>, ProjectError> {
        let file = ProjectFile {
            answers: self.answers.clone(),
            attachments: self.named_attachments(),
            body_font: self.body.name.clone(),
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        Ok(project_file::write(&file)?)
    }

    fn put(&mut self, path: &Path, bytes: &[u8], place: Place) -> Result<Since, ProjectError> {
        let put = storage::put(path, bytes, place)?;
        self.file = Some((path.to_owned(), put.seen));
        if !put.confirmed {
            let unconfirmed = StorageError::from(Cause::Unconfirmed);
            return Err(unconfirmed.at(path).into());
        }
        self.saved_revision = self.revision;
        Ok(put.since)
    }

    /// Takes note of what came of saving a copy of it elsewhere in the program.
    pub fn note_saved(&mut self, copy: &Self) {
        self.file.clone_from(&copy.file);
        self.saved_revision = self.saved_revision.max(copy.saved_revision);
    }
}
