//! 申报流程: the way from today to the posted parcel, as a checklist.

mod ui;

pub use ui::flow_ui;

/// What the screen remembers while it is not shown.
#[derive(Debug, Default)]
pub struct State;
