//! 网上填报: every answer in the order of the upload page, to be copied one after the other.

mod ui;

pub use ui::upload_ui;

/// What the screen remembers while it is not shown.
#[derive(Debug, Default)]
pub struct State;
