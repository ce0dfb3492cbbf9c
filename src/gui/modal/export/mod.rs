//! Paper, bundle and letter: what stands in the way, how many copies, where to.

mod data;
mod ui;

pub use data::{Export, Product};
pub use ui::export_ui;
