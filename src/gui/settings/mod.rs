//! 设置

mod ui;

pub use ui::settings_ui;
