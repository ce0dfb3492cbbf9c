//! 旧版本与比较: what was kept of the project file as it was saved, two versions side by side, and a
//! section that is handed out and taken back.

mod compare;
mod data;
mod hand_out;
mod sides;
mod taken;
mod ui;

use std::collections::HashMap;

use egui::Pos2;

use crate::gui::widgets::Saved;
use crate::workspace::Version;

pub use data::{Comparing, Pair, called, difference, next_pair};
pub use ui::versions_ui;

/// What the screen shows.
#[derive(Debug, Default)]
pub struct State {
    /// The versions of the open file, the newest first; none while it has no file.
    pub kept: Option<Vec<Version>>,
    /// Why they could not be listed; one sentence.
    pub trouble: Option<String>,
    /// The number of the newest listing or comparison that was begun.
    pub asked: u64,
    /// The listing that is under way, by its number.
    pub listing: Option<u64>,
    /// What differs between a version and the one before it, as far as that has been worked out;
    /// empty where one of them does not read.
    pub differences: HashMap<Pair, String>,
    /// The two versions whose difference is being worked out.
    pub telling: Option<Pair>,
    /// The file that is being read to be compared, by the number of the comparison and by what the
    /// file is called.
    pub reading: Option<(u64, String)>,
    /// What is compared; takes the place of the list.
    pub comparing: Option<Box<Comparing>>,
    /// When, by the window's clock in seconds, and where answers were taken over by a click last.
    pub clicked: Option<(f64, Pos2)>,
    /// The section that is to be handed out, by its place from 0.
    section: usize,
    /// What came of the last section that was handed out.
    pub saved: Option<Saved>,
    /// The version, by its number, that is being written to a new file.
    pub restoring: Option<u64>,
    /// What came of the last one.
    pub restored: Option<(u64, Saved)>,
}

impl State {
    /// Whether something is being read or written for the screen.
    pub fn is_at_work(&self) -> bool {
        self.listing.is_some()
            || self.telling.is_some()
            || self.reading.is_some()
            || self.restoring.is_some()
    }
}

/// With what an application is compared.
#[derive(Debug, Clone)]
pub enum Against {
    Version(Version),
    /// A file that a person chooses.
    File,
}
