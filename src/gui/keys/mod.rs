//! 快捷键

mod ui;

pub use ui::keys_ui;
