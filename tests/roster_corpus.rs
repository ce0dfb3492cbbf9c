//! Rosters as people send them, each with what must come out: the spreadsheets lie in
//! `rosters/corpus/files` (written by openpyxl, xlwt and LibreOffice, or part by part, see
//! `make.py` there) or are written here by rust_xlsxwriter; the `.txt` files beside the scripts
//! say what must come out.
//!
//! ```text
//! == NAME: what is special about it
//! files: ONE.xlsx ONE.ods rust:ONE     each must give the same
//! named: the sheet that is asked for
//! sheet: the sheet found               header: its header's last line
//! columns: A serial, B name, C mobile?      `?` likely, nothing sure; others are not read
//! count: how many people, where only some are shown
//! 5 | name 张三 | mobile 13800138001        a person by row, fields that are not empty
//!   ! B5 words                              a problem of the person above, by cell
//! error: words of the sentence
//! ```

mod roster_corpus {
    pub mod expected;
    pub mod malformed;
    pub mod written;
}

use roster_corpus::expected::{self, Case};
use roster_corpus::written;
use shenbao::roster::{self, Reading};

fn bytes(file: &str) -> Vec<u8> {
    match file.strip_prefix("rust:") {
        Some(name) => written::roster(name),
        None => std::fs::read(format!("tests/rosters/corpus/files/{file}"))
            .unwrap_or_else(|error| panic!("{file}: {error}")),
    }
}

/// What differs between a roster and what must come out of it; empty where nothing does.
fn check(case: &Case, file: &str) -> String {
    let reading = Reading {
        sheet: case.named.as_deref(),
        ..Reading::default()
    };
    let differences = match roster::read(&bytes(file), reading) {
        Ok(roster) => case.differences(&roster),
        Err(error) => case.differences_of_error(&error.to_string()),
    };
    differences
        .into_iter()
        .map(|one| format!("{} {file}: {one}\n", case.name))
        .collect()
}

#[test]
fn every_roster_gives_what_it_must() {
    let cases = expected::all();
    let mut wrong = String::new();
    for case in &cases {
        for file in &case.files {
            wrong.push_str(&check(case, file));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(cases.len() >= 40, "{} rosters", cases.len());
}

#[test]
fn every_file_is_expected_to_give_something_and_is_small() {
    let named: Vec<String> = expected::all()
        .into_iter()
        .flat_map(|case| case.files)
        .collect();
    for entry in std::fs::read_dir("tests/rosters/corpus/files").unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        assert!(named.contains(&name), "{name} stands in no .txt file");
        let length = entry.metadata().unwrap().len();
        assert!(length < 15_000, "{name}: {length} bytes");
    }
}
