//! A table that is filled in like a spreadsheet: by keys from cell to cell, by blocks from the
//! clipboard.

mod block;
pub mod fill;
mod foot;
mod grid;
pub mod keys;
mod look;
pub mod moves;
mod row_menu;
mod value;

pub use grid::{fits_table, table_ui};
