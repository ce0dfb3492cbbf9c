//! Sets an application and prints what stands on each page, as plain text.
//!
//! `cargo run --example paper -- examples/registration/answers.json`

use std::error::Error;
use std::path::Path;

use shenbao::layout;
use shenbao::project::{Forms, Project};

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args()
        .nth(1)
        .unwrap_or("examples/industry-team/answers.json".into());
    let project = Project::open(Path::new(&file), &Forms::bundled())?;
    for (number, page) in project.marked_pages(false).iter().enumerate() {
        println!(
            "== {} ==\n{}",
            number + 1,
            layout::dump(std::slice::from_ref(page))
        );
    }
    Ok(())
}
