//! 版本与比较: two versions of an application, field by field.

mod ui;

pub use ui::compare_ui;

/// What the screen remembers while it is not shown.
#[derive(Debug, Default)]
pub struct State;
