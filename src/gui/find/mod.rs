//! 查找: words in all answers.

/// The open search.
#[derive(Debug, Default)]
pub struct Find;
