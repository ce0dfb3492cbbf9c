//! A list of experts as a spreadsheet.

use std::path::Path;
use std::sync::Arc;

use super::expert::Expert;
use crate::answers::Group;
use crate::form;
use crate::roster;
use crate::search::said;
use crate::storage;

/// The experts in the order of their names as they are said.
pub fn sort(experts: &mut [Arc<Expert>]) {
    experts.sort_by_cached_key(|expert| (said(&expert.text("name")), expert.id));
}

/// Writes the experts as a spreadsheet, whole or not at all.
///
/// # Errors
/// One sentence where it cannot be made or written.
pub fn export(experts: &[Arc<Expert>], to: &Path) -> Result<(), String> {
    let rows: Vec<&Group> = experts.iter().map(|expert| &expert.person).collect();
    let bytes = roster::list(form::experts(), &rows);
    let bytes = bytes.map_err(|error| format!("名单没有导出：{error}。"))?;
    storage::write_atomic(to, &bytes).map_err(|error| error.to_string())
}
