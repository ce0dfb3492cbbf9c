//! How a person exports: what was chosen last, to begin with the next time.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// The choices of the last export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportHabits {
    /// By the id of the form; a form that was not exported yet has none.
    pub forms: BTreeMap<String, FormHabits>,
    /// Blank pages are added so that each copy begins on a front side.
    pub pad: bool,
    /// The printer lays sheets down with their printed side up.
    pub face_up: bool,
    /// The folder, where it was another one than is offered by itself.
    pub folder: Option<PathBuf>,
}

/// The choices that hang on a form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FormHabits {
    /// The products, by their names in the program.
    pub products: Vec<String>,
    pub copies: usize,
}

impl Default for ExportHabits {
    fn default() -> Self {
        Self {
            forms: BTreeMap::new(),
            pad: true,
            face_up: false,
            folder: None,
        }
    }
}
