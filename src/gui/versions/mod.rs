//! 旧版本: what was kept of the project file at each save, to be had again as a new file.

mod ui;

use crate::workspace::Version;

pub use ui::versions_ui;

/// What the screen shows.
#[derive(Debug, Default)]
pub struct State {
    /// The versions of the open file, the newest first; none while it has no file.
    pub kept: Option<Vec<Version>>,
    /// Why they could not be listed; one sentence.
    pub trouble: Option<String>,
}
