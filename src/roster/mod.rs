//! Spreadsheets to people, with problems named by cell, and back.
//! The only user of calamine, encoding_rs and rust_xlsxwriter. Knows nothing of the open project,
//! and no files.

mod career;
mod cell;
mod contents;
mod corrections;
mod csv;
mod edits;
mod email;
mod error;
mod find;
mod giving_way;
mod header;
mod limits;
mod lines;
pub mod matching;
mod mobile;
mod name;
mod ods;
mod parts;
mod people;
pub mod plan;
mod reach;
mod said;
mod sheet;
mod table;
mod tables;
mod target;
mod vocabulary;
mod words;
mod workbook;
mod write;
mod xls;

use std::mem;
use std::ops::ControlFlow;
use std::sync::mpsc;
use std::thread;

use serde::Serialize;

pub use corrections::{Confidence, Corrections};
pub use edits::{Joining, edits, joining, person_of, row_of};
pub use error::RosterError;
pub use giving_way::giving_way;
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
    /// Every column that has a header, or is known by its cells, from left to right. Of several
    /// tables in a sheet, it is the one whose header says most.
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
    /// The sheet by its name; none for the visible one with people whose header
    /// says most.
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

/// Reads the people of a spreadsheet (.xlsx, .xlsm, .xls, .ods, or CSV in UTF-8, UTF-16 or
/// GB18030), told by its content and never by its name.
///
/// # Errors
/// Says in one sentence why the bytes are no roster. What is wrong with a cell is a problem of its
/// person and no error. A library that panics on the file is an error too.
pub fn read(bytes: &[u8], reading: Reading<'_>) -> Result<Roster, RosterError> {
    let mut people = Vec::new();
    let roster = read_each(bytes, reading, &mut |person| {
        people.push(person);
        ControlFlow::Continue(())
    })?;
    Ok(Roster { people, ..roster })
}

/// Reads like [`read`] and hands each person on as soon as they are read, until it is told to stop;
/// [`Roster::people`] stays empty. Nobody is handed on of a spreadsheet that is no roster; where its
/// lines turn out to be damaged, those who stand before are handed on and the error comes after them.
///
/// # Errors
/// As [`read`].
pub fn read_each(
    bytes: &[u8],
    reading: Reading<'_>,
    take: &mut dyn FnMut(Person) -> ControlFlow<()>,
) -> Result<Roster, RosterError> {
    let finder = |sheet: &sheet::Sheet| find::find(sheet, reading.corrections);
    let opened = workbook::open(bytes, reading.sheet, &finder)?;
    let Some((sheet, header)) = opened.found else {
        return Err(match opened.transposed {
            Some(sheet) => RosterError::Transposed(sheet),
            None => RosterError::NoHeader {
                sheets: opened.sheets,
            },
        });
    };
    hand_on(&sheet, &header, take)?;
    Ok(Roster {
        sheet: sheet.name,
        sheets: opened.sheets,
        header_row: header.bottom + 1,
        columns: header.columns(),
        people: Vec::new(),
    })
}

/// Reads the people of a sheet on a thread of their own, while those before are taken. It bears the
/// parsers' name: a panic of it is answered with a sentence as theirs are.
fn hand_on(
    sheet: &sheet::Sheet,
    header: &header::Header,
    take: &mut dyn FnMut(Person) -> ControlFlow<()>,
) -> Result<(), RosterError> {
    /// People that are handed over at once.
    const MANY: usize = 256;
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(4);
        let builder = thread::Builder::new().name(workbook::THREAD.to_owned());
        let reader = builder.spawn_scoped(scope, move || {
            let mut people = Vec::with_capacity(MANY);
            let read = people::read(sheet, header, &mut |person| {
                people.push(person);
                if people.len() == MANY && sender.send(mem::take(&mut people)).is_err() {
                    return ControlFlow::Break(());
                }
                ControlFlow::Continue(())
            });
            // No one waits for the rest who has taken enough.
            let _ = sender.send(people);
            read
        });
        let Ok(reader) = reader else {
            return people::read(sheet, header, take);
        };
        for person in receiver.iter().flatten() {
            if take(person).is_break() {
                break;
            }
        }
        drop(receiver);
        reader.join().unwrap_or(Err(RosterError::Damaged))
    })
}
