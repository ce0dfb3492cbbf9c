//! Files, in and out: the only writer of files in the crate.
//! Knows nothing of checks, of pages, or of a window.

mod atomic;
mod container;
mod data_file;
mod error;
mod file;
mod folder;
mod list_file;
mod moving;
mod place;
pub mod project_file;
mod seen;
mod turn;
pub mod versions;

pub use atomic::{write_atomic, write_atomic_with};
pub use data_file::{change_data, make_folder, read_data, set_aside, write_data};
pub use error::{Cause, StorageError};
pub use file::{is_same_file, read_file};
pub use folder::{Listed, list_projects};
pub use list_file::{Line, There, change_list, read_list};
pub use moving::{finish_renames, rename_with_versions};
pub use place::recycle;
pub use project_file::ProjectFile;
pub use seen::{Place, Put, Seen, Since, numbered, put, read_seen};
