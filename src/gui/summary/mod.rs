//! 自查表: one page for whoever decides.

mod ui;

pub use ui::summary_ui;

/// What the screen remembers while it is not shown.
#[derive(Debug, Default)]
pub struct State;
