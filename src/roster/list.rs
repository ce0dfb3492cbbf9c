//! A table of people as a spreadsheet to hand out.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};

use super::error::RosterError;
use crate::answers::{Answer, Group};
use crate::form::Field;

/// What a cell of a spreadsheet holds, in characters.
const LONGEST_CELL: usize = 32_767;

/// Makes a spreadsheet (.xlsx) with one sheet 名单: the labels of the columns, and a line for each
/// row under them. Every cell is a text, so that no number loses digits and nothing starts a
/// formula; a list stands in its cell with 、 between its entries. Equal rows give equal content.
///
/// # Errors
/// [`RosterError::TooLarge`] where a text is longer than a cell holds: nothing is cut.
pub fn list(table: &Field, rows: &[&Group]) -> Result<Vec<u8>, RosterError> {
    let cells: Vec<Vec<String>> = rows.iter().map(|row| cells_of(table, row)).collect();
    let mut all = cells.iter().flatten();
    if all.any(|cell| cell.encode_utf16().count() > LONGEST_CELL) {
        let words = format!("有一格超过 {LONGEST_CELL} 字");
        return Err(RosterError::TooLarge(words));
    }
    build(table, &cells).map_err(|error| RosterError::Template(error.to_string()))
}

fn cells_of(table: &Field, row: &Group) -> Vec<String> {
    let cell = |column: &Field| match row.child(&column.id) {
        Some(Answer::List(list)) => {
            let words: Vec<_> = list.iter().map(|one| one.plain().into_owned()).collect();
            words.join("、")
        }
        Some(answer) => answer.plain().into_owned(),
        None => String::new(),
    };
    table.columns().iter().map(cell).collect()
}

fn build(table: &Field, rows: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A fixed day: the clock is no part of the content.
    let day = ExcelDateTime::from_ymd(2021, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let boxed = Format::new()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter);
    let head = boxed
        .clone()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center);
    let text = boxed.set_num_format("@").set_text_wrap();
    let sheet = book.add_worksheet();
    sheet
        .set_name("名单")?
        .set_freeze_panes(1, 0)?
        .set_landscape();
    sheet
        .set_repeat_rows(0, 0)?
        .set_row_height(0, 30)?
        .set_column_width(0, 7)?;
    sheet.write_string_with_format(0, 0, "序号", &head)?;
    for (column, at) in table.columns().iter().zip(1_u16..) {
        let longest = rows.iter().filter_map(|row| row.get(usize::from(at) - 1));
        // A Chinese character is as wide as two digits.
        let longest = longest.map(|cell| cell.chars().count() * 2).max();
        let width = longest.unwrap_or(0).clamp(12, 40);
        sheet.set_column_width(at, width as f64)?;
        sheet.write_string_with_format(0, at, &column.label, &head)?;
    }
    for (row, line) in rows.iter().zip(1_u32..) {
        sheet.write_string_with_format(line, 0, line.to_string(), &text)?;
        for (cell, at) in row.iter().zip(1_u16..) {
            match cell.as_str() {
                "" => sheet.write_blank(line, at, &text)?,
                cell => sheet.write_string_with_format(line, at, cell, &text)?,
            };
        }
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form;
    use crate::roster::{Reading, person_of, read};

    #[test]
    fn what_is_handed_out_reads_back_and_starts_no_formula() {
        let form = form::experts();
        let table = form.field("experts").unwrap();
        let person = |columns: &[(&str, &str)]| {
            let column = |(id, text): &(&str, &str)| {
                let answer = match *id {
                    "academician" | "tags" => {
                        Answer::List(text.split('、').map(Answer::from).collect())
                    }
                    _ => Answer::from(*text),
                };
                ((*id).to_owned(), answer)
            };
            Group(columns.iter().map(column).collect())
        };
        let rows = [
            person(&[
                ("name", "张三"),
                ("mobile", "13800000001"),
                ("email", "a@example.org"),
                ("office_phone", "010-62000001"),
                ("affiliation", "=HYPERLINK(\"x\")"),
                ("title", "教授"),
                ("academician", "中国科学院院士"),
                ("address", "北京"),
                ("research", "+材料"),
                ("tags", "甲、乙"),
                ("note", "@备注"),
            ]),
            person(&[("name", "李四"), ("affiliation", "甲大学")]),
        ];
        let bytes = list(table, &rows.iter().collect::<Vec<_>>()).unwrap();
        let roster = read(&bytes, Reading::default()).unwrap();
        assert_eq!(roster.people.len(), rows.len());
        for (read, row) in roster.people.iter().zip(&rows) {
            assert_eq!(read.problems, []);
            let mut expected = person_of(table, row);
            (expected.row, expected.sheet) = (read.row, read.sheet.clone());
            assert_eq!(*read, expected);
        }
        let long = person(&[("name", &"长".repeat(LONGEST_CELL + 1))]);
        assert!(matches!(
            list(table, &[&long]),
            Err(RosterError::TooLarge(_))
        ));
    }
}
