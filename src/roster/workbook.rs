//! Workbooks to sheets, by parsers of other people's formats that are not trusted.

use std::collections::HashSet;
use std::io::Cursor;
use std::panic;
use std::sync::Once;
use std::thread;

use calamine::{
    Data, DataRef, ExcelDateTime, Ods, OdsError, Range, Reader, Sheet as About, SheetType,
    SheetVisible, Xls, XlsError, Xlsx, XlsxError,
};

use super::error::RosterError;
use super::find::{LINES_SEARCHED, is_transposed};
use super::header::Header;
use super::limits::{self, Format, MOST_SHEETS, MOST_TAGS};
use super::parts::{self, Part};
use super::sheet::{Builder, Merges, Place, Sheet, Value};
use super::{csv, ods};

/// The sheet that has people in it, and the names of all that were looked at.
pub(super) struct Found {
    pub sheets: Vec<String>,
    pub found: Option<(Sheet, Header)>,
    /// A sheet that lists people from left to right.
    pub transposed: Option<String>,
}

/// Tells where the header of a sheet is.
pub(super) type Finder<'a> = &'a (dyn Fn(&Sheet) -> Option<Header> + Sync);

/// Lines of a sheet from which it is told whether it has people in it: those in which a header is
/// looked for, and those below it that tell what its columns are.
pub(super) const HEAD: usize = 2 * LINES_SEARCHED + 10;

/// Reads the visible sheet whose header says most, or the named one.
pub(super) fn open(
    bytes: &[u8],
    wanted: Option<&str>,
    finder: Finder<'_>,
) -> Result<Found, RosterError> {
    let format = limits::examine(bytes)?;
    silence();
    // Parsers of other people's files panic now and then; that must not end the program.
    thread::scope(|scope| {
        let worker = thread::Builder::new()
            .name(THREAD.to_owned())
            .stack_size(16 << 20)
            .spawn_scoped(scope, || match format {
                Format::Xlsx(parts) => xlsx(bytes, &parts, wanted, finder),
                Format::Xls => xls(bytes, wanted, finder),
                Format::Ods(outlines) => ods(bytes, &outlines, wanted, finder),
                Format::Text(text) => csv::read(&text, wanted, finder),
            });
        let Ok(worker) = worker else {
            return Err(RosterError::Damaged);
        };
        worker.join().unwrap_or(Err(RosterError::Damaged))
    })
}

/// The name of the threads on which parsers run, and of the one that reads people out of lines.
pub(super) const THREAD: &str = "roster";

/// Keeps panics of parsers, which are answered with a sentence, from printing their own words.
fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if thread::current().name() != Some(THREAD) {
                before(panic);
            }
        }));
    });
}

/// The sheets to look at, each with its place among all.
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
        let mut visible = pick(&|sheet| sheet.visible == SheetVisible::Visible);
        // Of sheets with one name, parsers give the first each time.
        let mut seen = HashSet::new();
        visible.retain(|(_, name)| seen.insert(name.clone()));
        return Ok(visible);
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

/// The best of some sheets; of equals the first.
pub(super) struct Best<T> {
    pub found: Option<(T, Header, (bool, usize, bool))>,
    pub transposed: Option<String>,
}

impl<T> Best<T> {
    pub fn new() -> Self {
        Self {
            found: None,
            transposed: None,
        }
    }

    /// Keeps what is made of a sheet if its header is the best so far.
    pub fn offer(&mut self, finder: Finder<'_>, sheet: Sheet, keep: impl FnOnce(Sheet) -> T) {
        let Some(header) = finder(&sheet) else {
            if self.transposed.is_none() && is_transposed(&sheet) {
                self.transposed = Some(sheet.name);
            }
            return;
        };
        let rank = header.rank(&sheet);
        if self.found.as_ref().is_none_or(|(.., best)| rank > *best) {
            self.found = Some((keep(sheet), header, rank));
        }
    }
}

impl Best<Sheet> {
    fn among(self, names: Vec<(usize, String)>) -> Found {
        Found {
            sheets: names.into_iter().map(|(_, name)| name).collect(),
            found: self.found.map(|(sheet, header, _)| (sheet, header)),
            transposed: self.transposed,
        }
    }
}

fn xlsx(
    bytes: &[u8],
    parts: &[Part],
    wanted: Option<&str>,
    finder: Finder<'_>,
) -> Result<Found, RosterError> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(of_xlsx)?;
    let names = chosen(book.sheets_metadata(), wanted)?;
    let of_sheets = parts::of_sheets(parts);
    let part = |at: usize| of_sheets.get(at).copied().flatten();
    // Sheets may share a part, which would then be read over and over.
    let most = parts.iter().map(|part| part.tags).max().unwrap_or(0);
    let cost = |(at, _): &(usize, String)| part(*at).map_or(most, |part| part.tags);
    if names.iter().map(cost).sum::<u64>() > MOST_TAGS {
        return Err(RosterError::TooLarge("工作表过多".to_owned()));
    }
    let mut best = Best::new();
    for (at, name) in &names {
        // A sheet without merged areas is none the worse.
        let merges = match part(*at) {
            Some(part) => Merges::new(part.merges.iter().copied())?,
            None => {
                let areas = book.merge_cells_by_sheet_name(name).unwrap_or_default();
                Merges::new(areas.into_iter().map(|area| (area.start, area.end)))?
            }
        };
        let Some(head) = read_xlsx(&mut book, name, Some(HEAD))? else {
            continue;
        };
        let whole = head.lines() <= HEAD;
        let head = head.finish(merges.clone());
        best.offer(finder, head, |head| (head, whole, merges));
    }
    let found = match best.found {
        Some(((head, true, _), header, _)) => Some((head, header)),
        Some(((head, false, merges), header, _)) => {
            let whole = read_xlsx(&mut book, &head.name, None)?;
            whole.map(|whole| (whole.finish(merges), header))
        }
        None => None,
    };
    Ok(Found {
        sheets: names.into_iter().map(|(_, name)| name).collect(),
        found,
        transposed: best.transposed,
    })
}

/// Reads a sheet, or its first lines and one more that shows there are more; none if it is a chart
/// on a page of its own, which is listed among the sheets.
fn read_xlsx(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    lines: Option<usize>,
) -> Result<Option<Builder>, RosterError> {
    let mut builder = Builder::new(name.to_owned());
    let mut reader = match book.worksheet_cells_reader(name) {
        Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
        reader => reader.map_err(of_xlsx)?,
    };
    while let Some(cell) = reader.next_cell().map_err(of_xlsx)? {
        let value = match cell.get_value() {
            DataRef::SharedString(text) => text_value(text),
            DataRef::String(text) => text_value(text),
            DataRef::Empty => None,
            other => value(&Data::from(other.clone())),
        };
        if let Some(value) = value {
            builder.set(cell.get_position(), value)?;
            if lines.is_some_and(|lines| builder.lines() > lines) {
                break;
            }
        }
    }
    Ok(Some(builder))
}

fn of_xlsx(error: XlsxError) -> RosterError {
    match error {
        XlsxError::Password => RosterError::Password,
        _ => RosterError::Damaged,
    }
}

fn xls(bytes: &[u8], wanted: Option<&str>, finder: Finder<'_>) -> Result<Found, RosterError> {
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => RosterError::Password,
        _ => RosterError::Damaged,
    })?;
    let names = chosen(book.sheets_metadata(), wanted)?;
    let mut best = Best::new();
    for (_, name) in &names {
        let range = book
            .worksheet_range(name)
            .map_err(|_| RosterError::Damaged)?;
        let areas = book.merge_cells_by_sheet_name(name).unwrap_or_default();
        let areas = areas.into_iter().map(|area| (area.start, area.end));
        let sheet = sheet(name, &range, areas)?;
        best.offer(finder, sheet, |sheet| sheet);
    }
    Ok(best.among(names))
}

fn ods(
    bytes: &[u8],
    outlines: &[ods::Outline],
    wanted: Option<&str>,
    finder: Finder<'_>,
) -> Result<Found, RosterError> {
    let mut book = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        OdsError::Password => RosterError::Password,
        _ => RosterError::Damaged,
    })?;
    let names = chosen(book.sheets_metadata(), wanted)?;
    let mut best = Best::new();
    for (at, name) in &names {
        let range = book
            .worksheet_range(name)
            .map_err(|_| RosterError::Damaged)?;
        let areas = outlines.get(*at).map(|outline| outline.merges.clone());
        let sheet = sheet(name, &range, areas.unwrap_or_default())?;
        best.offer(finder, sheet, |sheet| sheet);
    }
    Ok(best.among(names))
}

/// The sheet of a full rectangle of cells.
fn sheet(
    name: &str,
    range: &Range<Data>,
    areas: impl IntoIterator<Item = (Place, Place)>,
) -> Result<Sheet, RosterError> {
    let (top, start) = range.start().unwrap_or_default();
    let place = |from: u32, at: usize| from.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
    let mut builder = Builder::new(name.to_owned());
    for (row, column, data) in range.used_cells() {
        if let Some(value) = value(data) {
            builder.set((place(top, row), place(start, column)), value)?;
        }
    }
    Ok(builder.finish(Merges::new(areas)?))
}

/// What spreadsheets show where a formula failed.
const ERRORS: [&str; 7] = [
    "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!",
];

/// What a text in a cell is, if a person would see something in it.
pub(super) fn text_value(text: &str) -> Option<Value> {
    let shown = text.trim();
    // LibreOffice stores the word and no error.
    let is_error = shown.starts_with('#') && ERRORS.contains(&shown) || shown.starts_with("Err:5");
    match is_error {
        _ if shown.is_empty() => None,
        true => Some(Value::Error(shown.into())),
        false => Some(Value::Text(text.into())),
    }
}

/// What a cell holds, if a person would see something in it.
fn value(data: &Data) -> Option<Value> {
    match data {
        Data::DateTimeIso(text) => {
            let shown = text.trim_end_matches("T00:00:00").replace('T', " ");
            Some(Value::Date(shown.into()))
        }
        Data::String(text) | Data::DurationIso(text) => text_value(text),
        Data::Float(number) => Some(Value::Number(*number)),
        #[expect(clippy::cast_precision_loss, reason = "spreadsheets hold floats")]
        Data::Int(number) => Some(Value::Number(*number as f64)),
        Data::DateTime(moment) => Some(date(moment)),
        Data::Bool(yes) => Some(Value::Text(if *yes { "是" } else { "否" }.into())),
        Data::Error(error) => Some(Value::Error(error.to_string().into())),
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
        (0, 0) => date.into(),
        _ => format!("{date} {hour:02}:{minute:02}").into(),
    })
}
