//! The cells of a sheet at their true places.

use super::error::RosterError;
use super::header::MOST_COLUMNS;
use super::limits::{LONGEST_CELL, MOST_CELLS, MOST_MERGES, MOST_TEXT};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(Box<str>),
    Number(f64),
    /// A day or a moment, as `2021-05-20` or `2021-05-20 08:30`.
    Date(Box<str>),
    /// As `#N/A`.
    Error(Box<str>),
}

/// Row and column, from 0.
pub(super) type Place = (u32, u32);

/// A sheet: its filled cells and its merged areas.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Sheet {
    pub name: String,
    /// Every filled cell with its column, line by line from left to right.
    cells: Vec<(u32, Value)>,
    /// The lines that hold something, from the top, each with where its cells begin.
    rows: Vec<(u32, usize)>,
    merges: Merges,
}

impl Sheet {
    /// The lines that hold something, from `row` on.
    pub fn rows_from(&self, row: u32) -> impl Iterator<Item = u32> {
        let start = self.rows.partition_point(|(at, _)| *at < row);
        self.rows[start..].iter().map(|(at, _)| *at)
    }

    /// The filled cells of a line with their columns, from left to right.
    pub fn line(&self, row: u32) -> &[(u32, Value)] {
        let Some(at) = self.find(row) else {
            return &[];
        };
        let end = self
            .rows
            .get(at + 1)
            .map_or(self.cells.len(), |(_, end)| *end);
        &self.cells[self.rows[at].1..end]
    }

    /// What a cell holds.
    pub fn get(&self, (row, column): Place) -> Option<&Value> {
        let line = self.line(row);
        // Most lines have no gaps.
        if let Some((at, value)) = line.get(column as usize)
            && *at == column
        {
            return Some(value);
        }
        let at = line.binary_search_by_key(&column, |(at, _)| *at).ok()?;
        Some(&line[at].1)
    }

    /// Where a line stands among those that hold something.
    fn find(&self, row: u32) -> Option<usize> {
        // Most sheets have no blank lines once they have begun.
        let guess = row.checked_sub(self.rows.first()?.0)? as usize;
        if self.rows.get(guess).is_some_and(|(at, _)| *at == row) {
            return Some(guess);
        }
        self.rows.binary_search_by_key(&row, |(at, _)| *at).ok()
    }

    /// The merged area that a cell lies in.
    pub fn merge_at(&self, place: Place) -> Option<(Place, Place)> {
        self.merges.at(place)
    }
}

/// A sheet as it is read, within limits.
#[derive(Default)]
pub(super) struct Builder {
    sheet: Sheet,
    /// Bytes of text so far.
    text: usize,
    last: Option<Place>,
    /// Whether a cell came before one that stands above or left of it.
    mixed: bool,
}

impl Builder {
    pub fn new(name: String) -> Self {
        Self {
            sheet: Sheet {
                name,
                ..Sheet::default()
            },
            ..Self::default()
        }
    }

    /// Lines that hold something so far.
    pub fn lines(&self) -> usize {
        self.sheet.rows.len()
    }

    /// Puts a value into a cell; the last one holds. Columns far to the right are left out.
    pub fn set(&mut self, (row, column): Place, value: Value) -> Result<(), RosterError> {
        if column > MOST_COLUMNS {
            return Ok(());
        }
        if let Value::Text(text) | Value::Date(text) | Value::Error(text) = &value {
            if text.len() > LONGEST_CELL {
                let what = "一个单元格里的文字过长";
                return Err(RosterError::TooLarge(what.to_owned()));
            }
            self.text += text.len();
        }
        if self.sheet.cells.len() >= MOST_CELLS || self.text > MOST_TEXT {
            return Err(RosterError::TooLarge(format!(
                "有内容的单元格超过 {MOST_CELLS} 个，或文字超过 {} MB",
                MOST_TEXT >> 20
            )));
        }
        self.mixed |= self.last.is_some_and(|last| last >= (row, column));
        if self.last.is_none_or(|last| last.0 != row) {
            self.sheet.rows.push((row, self.sheet.cells.len()));
        }
        self.last = Some((row, column));
        self.sheet.cells.push((column, value));
        Ok(())
    }

    /// The sheet, its cells in their order.
    pub fn finish(self, merges: Merges) -> Sheet {
        let mut sheet = self.sheet;
        sheet.merges = merges;
        if !self.mixed {
            return sheet;
        }
        let mut starts = sheet.rows.iter().peekable();
        let mut row = 0;
        let cells = std::mem::take(&mut sheet.cells).into_iter().enumerate();
        let mut placed: Vec<(Place, usize, Value)> = cells
            .map(|(at, (column, value))| {
                while let Some((next, _)) = starts.next_if(|(_, start)| *start <= at) {
                    row = *next;
                }
                ((row, column), at, value)
            })
            .collect();
        // The last of several values for one cell comes first and stays.
        placed.sort_unstable_by_key(|(place, at, _)| (*place, std::cmp::Reverse(*at)));
        placed.dedup_by_key(|(place, ..)| *place);
        sheet.rows.clear();
        for ((row, column), _, value) in placed {
            if sheet.rows.last().is_none_or(|(last, _)| *last != row) {
                sheet.rows.push((row, sheet.cells.len()));
            }
            sheet.cells.push((column, value));
        }
        sheet
    }
}

/// The merged areas of a sheet, found by a cell within them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Merges {
    areas: Vec<(Place, Place)>,
    /// For each column of each area: the column, the area's first line, its number. Sorted.
    index: Vec<(u32, u32, u32)>,
}

impl Merges {
    /// Takes areas by their first and last cell.
    pub fn new(areas: impl IntoIterator<Item = (Place, Place)>) -> Result<Self, RosterError> {
        let mut merges = Self::default();
        for (first, last) in areas {
            let number = u32::try_from(merges.areas.len()).unwrap_or(u32::MAX);
            let columns = first.1..=last.1.min(MOST_COLUMNS);
            merges
                .index
                .extend(columns.map(|column| (column, first.0, number)));
            merges.areas.push((first, last));
            if merges.index.len().max(merges.areas.len()) > MOST_MERGES {
                return Err(RosterError::TooLarge(format!(
                    "合并单元格超过 {MOST_MERGES} 格"
                )));
            }
        }
        merges.index.sort_unstable();
        Ok(merges)
    }

    fn at(&self, (row, column): Place) -> Option<(Place, Place)> {
        // Areas do not overlap, so that the nearest one above is the only one that may reach here.
        let after = self
            .index
            .partition_point(|(at, first, _)| (*at, *first) <= (column, row));
        let (at, _, number) = *self.index.get(after.checked_sub(1)?)?;
        let (first, last) = *self.areas.get(number as usize)?;
        (at == column && row <= last.0).then_some((first, last))
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

    #[test]
    fn cells_that_come_in_any_order_stand_at_their_places_and_the_last_value_holds() {
        let mut builder = Builder::new(String::new());
        for (place, text) in [
            ((3, 1), "b4"),
            ((1, 2), "c2"),
            ((1, 0), "old"),
            ((3, 0), "a4"),
            ((1, 0), "a2"),
        ] {
            builder.set(place, Value::Text(text.into())).unwrap();
        }
        let sheet = builder.finish(Merges::default());
        assert_eq!(sheet.rows_from(0).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(sheet.rows_from(2).collect::<Vec<_>>(), [3]);
        let text = |row| -> Vec<_> { sheet.line(row).to_vec() };
        assert_eq!(
            text(1),
            [(0, Value::Text("a2".into())), (2, Value::Text("c2".into()))]
        );
        assert_eq!(text(2), []);
        assert_eq!(sheet.get((3, 1)), Some(&Value::Text("b4".into())));
        assert_eq!(sheet.get((3, 2)), None);
    }

    #[test]
    fn a_merged_area_is_found_from_each_of_its_cells() {
        let areas = [((0, 0), (0, 9)), ((5, 4), (7, 4)), ((8, 4), (9, 5))];
        let merges = Merges::new(areas).unwrap();
        for (place, found) in [
            ((0, 9), Some(0)),
            ((0, 10), None),
            ((1, 0), None),
            ((5, 4), Some(1)),
            ((7, 4), Some(1)),
            ((7, 5), None),
            ((9, 5), Some(2)),
            ((10, 4), None),
        ] {
            assert_eq!(
                merges.at(place),
                found.map(|at: usize| areas[at]),
                "{place:?}"
            );
        }
        let many = (0..u32::MAX).map(|row| ((row, 0), (row, 16_383)));
        assert!(matches!(Merges::new(many), Err(RosterError::TooLarge(_))));
    }
}
