//! A block of cells as Excel, WPS and tables of Word put it on the clipboard: tabs between cells,
//! line ends between rows, quotes around a cell that holds either.

use std::iter::Peekable;
use std::str::Chars;

use crate::gui::widgets::paste;

/// Reads the cells row by row, every row of the same length. Empty rows and columns at the end are
/// left out: a spreadsheet ends its last row like every other.
pub fn read(text: &str) -> Vec<Vec<String>> {
    let mut characters = text.trim_start_matches('\u{FEFF}').chars().peekable();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row = Vec::new();
    while characters.peek().is_some() {
        row.push(cell(&mut characters));
        match characters.next() {
            Some('\t') if characters.peek().is_none() => row.push(String::new()),
            Some('\t') | None => {}
            Some(end) => {
                if end == '\r' {
                    characters.next_if_eq(&'\n');
                }
                rows.push(std::mem::take(&mut row));
            }
        }
    }
    if !row.is_empty() {
        rows.push(row);
    }
    let is_empty = |row: &Vec<String>| row.iter().all(|cell| cell.trim().is_empty());
    while rows.last().is_some_and(is_empty) {
        rows.pop();
    }
    let filled = |row: &Vec<String>| row.iter().rposition(|cell| !cell.trim().is_empty());
    let width = rows.iter().filter_map(filled).max().map_or(0, |at| at + 1);
    for row in &mut rows {
        row.resize(width, String::new());
    }
    rows
}

/// Reads one cell, up to what ends it.
fn cell(characters: &mut Peekable<Chars<'_>>) -> String {
    let mut ahead = characters.clone();
    if let Some(text) = quoted(&mut ahead) {
        *characters = ahead;
        return paste::plain(&text);
    }
    let mut text = String::new();
    while let Some(character) = characters.next_if(|one| !matches!(one, '\t' | '\n' | '\r')) {
        text.push(character);
    }
    paste::plain(&text)
}

/// Reads a cell in quotes, in which a quote stands twice. Quotes around words alone are the
/// writer's own.
fn quoted(characters: &mut Peekable<Chars<'_>>) -> Option<String> {
    characters.next_if_eq(&'"')?;
    let mut text = String::new();
    loop {
        match characters.next()? {
            '"' if characters.next_if_eq(&'"').is_some() => text.push('"'),
            '"' => break,
            character => text.push(character),
        }
    }
    let ends = matches!(characters.peek(), None | Some('\t' | '\n' | '\r'));
    (ends && text.contains(['\n', '\r', '\t'])).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_spreadsheets_write_them() {
        for (text, rows) in [
            ("甲\t1\r\n乙\t2\r\n", vec![vec!["甲", "1"], vec!["乙", "2"]]),
            ("甲\n乙", vec![vec!["甲"], vec!["乙"]]),
            ("甲\r乙\r", vec![vec!["甲"], vec!["乙"]]),
            ("甲\t\t\n乙\t2\t\n", vec![vec!["甲", ""], vec!["乙", "2"]]),
            ("甲\n\n乙\n\n", vec![vec!["甲"], vec![""], vec!["乙"]]),
            (
                "\"10 人\n5 次\"\t\"说\"\"好\"\"\n的\"\r\n",
                vec![vec!["10 人\n5 次", "说\"好\"\n的"]],
            ),
            ("\"学会\"\t甲", vec![vec!["\"学会\"", "甲"]]),
            ("\"没有完\t甲", vec![vec!["\"没有完", "甲"]]),
            ("甲\u{B}乙\t\u{A0}1", vec![vec!["甲\n乙", " 1"]]),
            ("学会", vec![vec!["学会"]]),
            ("\r\n", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(read(text), rows, "{text:?}");
        }
    }
}
