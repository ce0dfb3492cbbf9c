//! What leaves the program: pages as a PDF.

pub mod pdf;
