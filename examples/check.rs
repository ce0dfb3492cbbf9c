//! Checks an application and says what stands in its way.
//!
//! `cargo run --example check -- examples/faults/budget-items-sum-mismatch.json`

use std::error::Error;
use std::path::Path;

use chrono::NaiveDate;
use shenbao::project::{Forms, Project};

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args()
        .nth(1)
        .unwrap_or("examples/industry-team/answers.json".into());
    let project = Project::open(Path::new(&file), &Forms::bundled())?;
    let day = NaiveDate::from_ymd_opt(2021, 5, 20).ok_or("no such day")?;
    for finding in project.findings(day) {
        println!(
            "{} {}: {}",
            finding.severity.label(),
            finding.field,
            finding.message
        );
    }
    Ok(())
}
