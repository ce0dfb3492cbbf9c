//! Spreadsheets to people, with problems named by cell, and back.
//! The only user of calamine and rust_xlsxwriter. Knows nothing of the open project, and no files.

mod cell;
mod corrections;
mod edits;
mod error;
mod header;
mod limits;
pub mod matching;
mod ods;
mod people;
pub mod plan;
mod sheet;
mod table;
mod target;
mod write;
mod xls;

use serde::Serialize;

pub use corrections::{Confidence, Corrections};
pub use edits::{edits, person_of, row_of};
pub use error::RosterError;
pub use header::Part;
pub use limits::LARGEST;
pub use table::holds_people;
pub use target::Target;
pub use write::{list, template};

use table::table_of;

/// The people of one sheet, and how the sheet was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    pub sheet: String,
    /// The names of the sheets that were looked at.
    pub sheets: Vec<String>,
    /// The last line of the header, as the spreadsheet numbers it.
    pub header_row: u32,
    /// Every column that has a header, from left to right.
    pub columns: Vec<Column>,
    pub people: Vec<Person>,
}

/// A column of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// As `C`.
    pub letters: String,
    /// What stands above it.
    pub header: String,
    /// What it was taken for; none if nothing was read from it.
    pub part: Option<Part>,
    pub confidence: Confidence,
}

/// How a spreadsheet is to be read, beyond what it says itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reading<'a> {
    /// The sheet by its name; none for the visible sheet whose header says most.
    pub sheet: Option<&'a str>,
    /// What people have said of columns before.
    pub corrections: Option<&'a Corrections>,
}

/// A person as a roster gives them; what a roster does not say is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Person {
    /// As the spreadsheet numbers it.
    pub row: u32,
    pub sheet: String,
    pub name: String,
    /// Eleven digits, or what stands there, with a problem.
    pub mobile: String,
    pub email: String,
    pub office_phone: String,
    /// 工作单位及职务.
    pub affiliation: String,
    /// 职称.
    pub title: String,
    pub academician: Vec<String>,
    pub address: String,
    pub duty: String,
    /// 研究方向, which no form asks for and the expert library keeps.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub research: String,
    /// 标签, which the expert library keeps.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// 备注, which the expert library keeps.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    pub problems: Vec<Problem>,
}

/// Something about a cell that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// As `C7`.
    pub cell: String,
    pub message: String,
}

/// Reads the people of a spreadsheet (.xlsx, .xlsm, .xls, .ods), told by its content and never by
/// its name.
///
/// # Errors
/// Says in one sentence why the bytes are no roster. What is wrong with a cell is a problem of its
/// person and no error. A library that panics on the file is an error too.
pub fn read(bytes: &[u8], reading: Reading<'_>) -> Result<Roster, RosterError> {
    let sheets = sheet::open(bytes, reading.sheet)?;
    let found = sheets
        .iter()
        .filter_map(|sheet| header::find(sheet, reading.corrections).map(|header| (sheet, header)))
        // The first of equals: `max_by_key` would take the last.
        .reduce(|best, next| {
            if next.1.score() > best.1.score() {
                next
            } else {
                best
            }
        });
    let Some((sheet, header)) = found else {
        let names = sheets.into_iter().map(|sheet| sheet.name).collect();
        return Err(RosterError::NoHeader { sheets: names });
    };
    Ok(Roster {
        sheet: sheet.name.clone(),
        sheets: sheets.iter().map(|sheet| sheet.name.clone()).collect(),
        header_row: header.bottom + 1,
        columns: header.columns(),
        people: people::read(sheet, &header)?,
    })
}
