pub mod export;
pub mod fonts;
pub mod geom;
pub mod layout;
