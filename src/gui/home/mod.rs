//! The first screen: a new application, or an existing one.

mod ui;

pub use ui::home_ui;
