//! The first screen: a new application, or an existing one.

mod ui;

pub use ui::start_ui;
