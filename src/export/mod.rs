//! What leaves the program: pages as a PDF, answers as a bundle, the bundle's schema.

pub mod bundle;
pub mod pdf;
pub mod plan;
pub mod schema;
