//! The forms that applications can be made of.

use std::path::Path;
use std::sync::Arc;

use crate::form::{self, FormDef};
use crate::storage;

use super::ProjectError;

/// The largest definition that is read, in bytes.
const LARGEST: u64 = 8 << 20;

/// The bundled forms, and those that a file brought.
#[derive(Debug, Clone)]
pub struct Forms(Vec<Arc<FormDef>>);

impl Forms {
    /// The bundled forms alone.
    pub fn bundled() -> Self {
        Self(form::bundled().to_vec())
    }

    /// Takes a definition from a file, in place of a bundled one of the same id.
    ///
    /// # Errors
    /// Where the file cannot be read, or the definition is wrong, with its line.
    pub fn add_file(&mut self, path: &Path) -> Result<(), ProjectError> {
        let file = || path.to_owned();
        let bytes = storage::read_file(path, LARGEST)?;
        let source = String::from_utf8(bytes)
            .map_err(|_| ProjectError::DefinitionNotText { file: file() })?;
        let form =
            form::load(&source).map_err(|what| ProjectError::Definition { file: file(), what })?;
        self.0.retain(|other| other.id != form.id);
        self.0.push(Arc::new(form));
        Ok(())
    }

    /// All of them.
    pub fn list(&self) -> &[Arc<FormDef>] {
        &self.0
    }

    /// The form of that id.
    pub fn find(&self, id: &str) -> Option<Arc<FormDef>> {
        self.0.iter().find(|form| form.id == id).cloned()
    }
}
