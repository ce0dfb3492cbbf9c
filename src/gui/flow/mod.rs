//! 申报流程: the way from today to the posted parcel, as a checklist.

mod data;
mod ui;

pub use data::done;
pub use ui::flow_ui;

/// What the screen remembers while it is not shown.
#[derive(Debug, Default)]
pub struct State {
    /// A remark in which an input method is composing: its path, and the text with what is not
    /// committed yet.
    composing: Option<(String, String)>,
}
