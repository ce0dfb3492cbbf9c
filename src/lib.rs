pub mod answers;
pub mod diag;
pub mod fonts;
pub mod form;
pub mod geom;
pub mod layout;
pub mod rules;
