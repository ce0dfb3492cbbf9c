//! 任务对照: what the notice demands of the chosen type, each with what the application says to it.

mod ui;

pub use ui::tasks_ui;

/// What the screen remembers while it is not shown.
#[derive(Debug, Default)]
pub struct State;
