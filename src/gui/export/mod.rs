//! 导出: paper, bundle and letter: what stands in the way, how many copies, where to.

mod data;
mod names;
mod ui;

pub use data::{Export, MOST_COPIES, Made, Product};
pub use names::{file_name_from, with_extension};
pub use ui::export_ui;
