//! 导出: paper, bundle and letter: what stands in the way, how many copies, where to.

mod data;
mod ui;

pub use data::{Export, MOST_COPIES, Made, Product, file_name_from, with_extension};
pub use ui::export_ui;
