//! 常用信息: what a unit and its people are in every application, kept once.

mod data;
mod ui;

use crate::answers::{Edit, History};

use super::widgets::FieldState;

pub use ui::standing_ui;

/// A change of 常用信息 that the page asks for.
#[derive(Debug, Clone)]
pub enum Act {
    Edit(Edit),
    /// Keeps what the open application says.
    Take,
    /// Reads the file again that did not read.
    Reread,
}

/// What the page remembers between frames.
#[derive(Debug, Default)]
pub struct State {
    pub fields: FieldState,
    pub history: History,
    /// When something was changed last, in seconds since the window's start.
    pub changed: f64,
    /// Something has been written since the window's start.
    pub kept: bool,
    /// Why it could not be written last; one sentence.
    pub failure: Option<String>,
    /// What is asked, worked out once.
    page: Option<data::Page>,
}
