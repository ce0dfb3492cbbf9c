//! The kinds of checks. Each function takes the [`Report`](super::report::Report) of one instance
//! and the instance's own settings.

pub mod allowed;
pub mod amounts;
pub mod cities;
pub mod closed_list;
pub mod contact;
pub mod credit_code;
pub mod dates;
pub mod deadline;
pub mod files;
pub mod glyphs;
pub mod industries;
pub mod length;
pub mod list_count;
pub mod malformed;
pub mod missing;
pub mod name_format;
pub mod people;
pub mod placeholder;
pub mod requirements;
pub mod row_dates;
pub mod rows;
pub mod sums;
pub mod unknown;
