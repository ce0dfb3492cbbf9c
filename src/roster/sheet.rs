//! The cells of a workbook's sheets, at their true places.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::thread;

use calamine::{
    Data, DataType, Dimensions, ExcelDateTime, Ods, OdsError, Range, Reader, Sheet as About,
    SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError,
};

use super::error::RosterError;
use super::limits::{self, Format, MOST_CELLS, MOST_MERGES, MOST_SHEETS, MOST_TEXT};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(f64),
    /// A day or a moment, as `2021-05-20` or `2021-05-20 08:30`.
    Date(String),
    /// As `#N/A`.
    Error(String),
}

/// Row and column, from 0.
pub(super) type Place = (u32, u32);

/// A sheet: its filled cells and its merged areas.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Sheet {
    pub name: String,
    pub cells: BTreeMap<Place, Value>,
    /// First and last cell of each merged area.
    pub merges: Vec<(Place, Place)>,
}

impl Sheet {
    /// The lines that hold something, from `row` on.
    pub fn rows_from(&self, row: u32) -> impl Iterator<Item = u32> {
        let mut rows: Vec<u32> = self
            .cells
            .range((row, 0)..)
            .map(|((row, _), _)| *row)
            .collect();
        rows.dedup();
        rows.into_iter()
    }

    /// The filled cells of a line with their columns, from left to right.
    pub fn line(&self, row: u32) -> Vec<(&u32, &Value)> {
        let cells = self.cells.range((row, 0)..=(row, u32::MAX));
        cells.map(|((_, column), value)| (column, value)).collect()
    }

    /// What a cell holds.
    pub fn get(&self, place: Place) -> Option<&Value> {
        self.cells.get(&place)
    }

    /// The merged area that a cell lies in.
    pub fn merge_at(&self, place: Place) -> Option<(Place, Place)> {
        self.merges.iter().copied().find(|(first, last)| {
            (first.0..=last.0).contains(&place.0) && (first.1..=last.1).contains(&place.1)
        })
    }
}

/// The name of a cell, as `C7`.
pub(super) fn cell_name((row, column): Place) -> String {
    format!("{}{}", letters(column), u64::from(row) + 1)
}

/// The letters of a column.
pub(super) fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The visible sheets, or the named one alone.
pub(super) fn open(bytes: &[u8], wanted: Option<&str>) -> Result<Vec<Sheet>, RosterError> {
    let format = limits::examine(bytes)?;
    // Parsers of other people's files panic now and then; that must not end the program.
    thread::scope(|scope| {
        let worker = thread::Builder::new()
            .name("roster".to_owned())
            .stack_size(16 << 20)
            .spawn_scoped(scope, || match format {
                Format::Xlsx => xlsx(bytes, wanted),
                Format::Xls => xls(bytes, wanted),
                Format::Ods(outlines) => ods(bytes, &outlines, wanted),
            });
        let Ok(worker) = worker else {
            return Err(RosterError::Damaged);
        };
        worker.join().unwrap_or(Err(RosterError::Damaged))
    })
}

/// The names of the sheets to read, each with its place among all.
fn chosen(sheets: &[About], wanted: Option<&str>) -> Result<Vec<(usize, String)>, RosterError> {
    if sheets.len() > MOST_SHEETS {
        return Err(RosterError::TooLarge(format!(
            "工作表超过 {MOST_SHEETS} 个"
        )));
    }
    let all = sheets
        .iter()
        .enumerate()
        .filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet);
    let pick = |test: &dyn Fn(&About) -> bool| -> Vec<(usize, String)> {
        all.clone()
            .filter(|(_, sheet)| test(sheet))
            .map(|(at, sheet)| (at, sheet.name.clone()))
            .collect()
    };
    let Some(wanted) = wanted else {
        return Ok(pick(&|sheet| sheet.visible == SheetVisible::Visible));
    };
    let found = pick(&|sheet| sheet.name.trim() == wanted.trim());
    if found.is_empty() {
        let sheets = sheets.iter().map(|sheet| sheet.name.clone()).collect();
        return Err(RosterError::NoSuchSheet {
            wanted: wanted.to_owned(),
            sheets,
        });
    }
    Ok(found)
}

fn xlsx(bytes: &[u8], wanted: Option<&str>) -> Result<Vec<Sheet>, RosterError> {
    let damaged = |error| match error {
        XlsxError::Password => RosterError::Password,
        _ => RosterError::Damaged,
    };
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let names = chosen(book.sheets_metadata(), wanted)?;
    let (mut left, mut text_left) = (MOST_CELLS, MOST_TEXT);
    let mut sheets = Vec::new();
    for (_, name) in names {
        let mut sheet = Sheet {
            name,
            ..Sheet::default()
        };
        // Merged areas stand after the cells; a sheet without any is none the worse.
        sheet.merges = places(
            book.merge_cells_by_sheet_name(&sheet.name)
                .unwrap_or_default(),
        );
        let mut reader = match book.worksheet_cells_reader(&sheet.name) {
            // A chart on a page of its own is listed among the sheets.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            reader => reader.map_err(damaged)?,
        };
        while let Some(cell) = reader.next_cell().map_err(damaged)? {
            let place = cell.get_position();
            let length = cell.get_value().get_string().map_or(0, str::len);
            text_left = text_left.checked_sub(length).ok_or_else(too_many_cells)?;
            if let Some(value) = value(&Data::from(cell.get_value().clone())) {
                left = left.checked_sub(1).ok_or_else(too_many_cells)?;
                sheet.cells.insert(place, value);
            }
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn xls(bytes: &[u8], wanted: Option<&str>) -> Result<Vec<Sheet>, RosterError> {
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => RosterError::Password,
        _ => RosterError::Damaged,
    })?;
    let names = chosen(book.sheets_metadata(), wanted)?;
    let mut left = MOST_CELLS;
    let read = |(_, name): (usize, String)| {
        let range = book
            .worksheet_range(&name)
            .map_err(|_| RosterError::Damaged)?;
        let merges = places(book.merge_cells_by_sheet_name(&name).unwrap_or_default());
        Ok(Sheet {
            cells: cells(&range, &mut left)?,
            merges,
            name,
        })
    };
    names.into_iter().map(read).collect()
}

fn ods(
    bytes: &[u8],
    outlines: &[super::ods::Outline],
    wanted: Option<&str>,
) -> Result<Vec<Sheet>, RosterError> {
    let mut book = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        OdsError::Password => RosterError::Password,
        _ => RosterError::Damaged,
    })?;
    let names = chosen(book.sheets_metadata(), wanted)?;
    let mut left = MOST_CELLS;
    let read = |(at, name): (usize, String)| {
        let range = book
            .worksheet_range(&name)
            .map_err(|_| RosterError::Damaged)?;
        let merges = outlines
            .get(at)
            .map(|outline| outline.merges.clone())
            .unwrap_or_default();
        Ok(Sheet {
            cells: cells(&range, &mut left)?,
            merges,
            name,
        })
    };
    names.into_iter().map(read).collect()
}

fn too_many_cells() -> RosterError {
    RosterError::TooLarge(format!(
        "有内容的单元格超过 {MOST_CELLS} 个，或文字超过 {} MB",
        MOST_TEXT >> 20
    ))
}

fn cells(range: &Range<Data>, left: &mut usize) -> Result<BTreeMap<Place, Value>, RosterError> {
    let (top, start) = range.start().unwrap_or_default();
    let mut cells = BTreeMap::new();
    for (row, column, data) in range.used_cells() {
        let place =
            |from: u32, at: usize| from.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        if let Some(value) = value(data) {
            *left = left.checked_sub(1).ok_or_else(too_many_cells)?;
            cells.insert((place(top, row), place(start, column)), value);
        }
    }
    Ok(cells)
}

fn places(merges: Vec<Dimensions>) -> Vec<(Place, Place)> {
    merges
        .into_iter()
        .take(MOST_MERGES)
        .map(|area| (area.start, area.end))
        .collect()
}

/// What spreadsheets show where a formula failed.
const ERRORS: [&str; 7] = [
    "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!",
];

/// What a cell holds, if a person would see something in it.
fn value(data: &Data) -> Option<Value> {
    match data {
        Data::DateTimeIso(text) => Some(Value::Date(
            text.trim_end_matches("T00:00:00").replace('T', " "),
        )),
        Data::String(text) | Data::DurationIso(text) => {
            let shown = text.trim();
            // LibreOffice stores the word and no error.
            let is_error = ERRORS.contains(&shown) || shown.starts_with("Err:5");
            let value = if is_error {
                Value::Error(shown.to_owned())
            } else {
                Value::Text(text.clone())
            };
            (!shown.is_empty()).then_some(value)
        }
        Data::Float(number) => Some(Value::Number(*number)),
        #[expect(clippy::cast_precision_loss, reason = "spreadsheets hold floats")]
        Data::Int(number) => Some(Value::Number(*number as f64)),
        Data::DateTime(moment) => Some(date(moment)),
        Data::Bool(yes) => Some(Value::Text(if *yes { "是" } else { "否" }.to_owned())),
        Data::Error(error) => Some(Value::Error(error.to_string())),
        Data::Empty => None,
    }
}

/// A number that is shown as a day or a moment.
fn date(moment: &ExcelDateTime) -> Value {
    /// 31 December 9999, the last day there is.
    const LAST_DAY: f64 = 2_958_465.0;
    let serial = moment.as_f64();
    if !moment.is_datetime() || !(1.0..=LAST_DAY).contains(&serial) {
        return Value::Number(serial);
    }
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    Value::Date(match (hour, minute) {
        (0, 0) => date,
        _ => format!("{date} {hour:02}:{minute:02}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_a_spreadsheet_names_them() {
        for (place, name) in [
            ((6, 2), "C7"),
            ((0, 25), "Z1"),
            ((0, 26), "AA1"),
            ((9, 16_383), "XFD10"),
        ] {
            assert_eq!(cell_name(place), name);
        }
    }
}
