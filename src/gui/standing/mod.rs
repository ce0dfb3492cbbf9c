//! 常用信息

mod ui;

pub use ui::standing_ui;
