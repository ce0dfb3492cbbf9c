//! From the sheet of a definition and someone's answers to blocks that can be set.

use crate::answers::{Answer, Answers};
use crate::form::catalog::without_notes;
use crate::form::template::{Piece, pieces};
use crate::form::{Field, FormDef, Kind, sheet};
use crate::geom::{Align, Mm, Pt, VerticalAlign};
use crate::layout::flow;

use super::look::{LABEL, Resolved, heading, paragraph, value_look};
use super::show::{self, Shown};

/// Thickness of the lines of a table.
pub const RULE: Pt = Pt(0.5);

/// Puts the answers into the sheet.
pub fn compose<'a>(
    form: &'a FormDef,
    answers: &'a Answers,
    blocks: impl Iterator<Item = &'a sheet::Block>,
    print: &Facts,
    width: Mm,
) -> Vec<flow::Block> {
    let composer = Composer {
        form,
        answers,
        print,
    };
    let mut flow = Vec::new();
    for block in blocks {
        match block {
            sheet::Block::Space(height) => flow.push(flow::Block::Space(*height)),
            sheet::Block::PageBreak => flow.push(flow::Block::PageBreak),
            sheet::Block::Text { text, look } => {
                let content = composer.fill(text, None);
                let look = Resolved {
                    align: Align::Justify,
                    ..content.look
                }
                .or(*look);
                flow.push(flow::Block::Paragraph(paragraph(content.shown, look)));
            }
            sheet::Block::Quote { text, look } => {
                let plain = Resolved {
                    align: Align::Justify,
                    ..LABEL
                };
                let words = vec![Shown::words(text)];
                flow.push(flow::Block::Paragraph(paragraph(words, plain.or(*look))));
            }
            sheet::Block::Grid {
                columns,
                rows,
                ruled,
            } => {
                composer.grids(columns, rows, *ruled, width, &mut flow);
            }
        }
    }
    flow
}

struct Composer<'a> {
    form: &'a FormDef,
    answers: &'a Answers,
    print: &'a Facts,
}

/// What a sheet may say of the print itself; all zero and empty where it is not known yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    pub copies: usize,
    /// Pages of one copy.
    pub pages: usize,
    /// Sheets of one copy, printed on both sides.
    pub sheets: usize,
    pub code: String,
    /// Where the sections begin, by id, pages from 1.
    pub sections: Vec<(String, usize)>,
}

impl Facts {
    fn figure(&self, name: &str) -> String {
        match name {
            "copies" => self.copies.to_string(),
            "pages" => self.pages.to_string(),
            "sheets" => self.sheets.to_string(),
            _ => self.code.clone(),
        }
    }

    fn page_of(&self, section: &str) -> String {
        let mut sections = self.sections.iter();
        let found = sections.find(|(id, _)| id == section);
        found.map_or(String::new(), |(_, page)| page.to_string())
    }
}

/// The row of a table that a template stands for.
#[derive(Clone, Copy)]
struct At<'a> {
    table: &'a str,
    /// From 0.
    row: usize,
}

/// What a template came to, and how it looks where the sheet does not say.
struct Content {
    shown: Vec<Shown>,
    look: Resolved,
}

impl Composer<'_> {
    /// A grid of the sheet; a head begins a new one, so that it repeats over its own rows alone.
    fn grids(
        &self,
        shares: &[f32],
        rows: &[sheet::Row],
        ruled: bool,
        width: Mm,
        flow: &mut Vec<flow::Block>,
    ) {
        let all: f32 = shares.iter().sum();
        let new = || flow::Grid {
            columns: shares.iter().map(|share| width * (share / all)).collect(),
            rule: if ruled { RULE } else { Pt(0.0) },
            ..flow::Grid::default()
        };
        let mut grid = new();
        let mut after_each = false;
        for row in rows {
            // A sum does not stand alone on a page without any row that it sums.
            if let (true, sheet::Row::Cells { .. }, Some(last)) =
                (after_each, row, grid.rows.last_mut())
            {
                last.with_next = true;
            }
            after_each = matches!(row, sheet::Row::Each { .. });
            match row {
                sheet::Row::Heading(title) => grid.rows.push(heading(title, shares.len())),
                sheet::Row::Cells {
                    cells,
                    least,
                    whole,
                } => grid.rows.push(flow::Row {
                    cells: cells.iter().map(|cell| self.cell(cell, None)).collect(),
                    min_height: *least,
                    whole: *whole,
                    with_next: false,
                }),
                sheet::Row::Head(cells) => {
                    // What announces the table stays with it.
                    if let Some(last) = grid.rows.last_mut() {
                        last.with_next = true;
                    }
                    if !grid.rows.is_empty() {
                        tie_spanned(&mut grid.rows);
                        flow.push(flow::Block::Grid(std::mem::replace(&mut grid, new())));
                    }
                    grid.head = vec![self.row(cells, None)];
                }
                sheet::Row::EachCopy(cells) => {
                    let copy = |row| self.row(cells, Some(At { table: "", row }));
                    grid.rows.extend((0..self.print.copies).map(copy));
                }
                sheet::Row::Each {
                    of,
                    cells,
                    blank,
                    more,
                } => {
                    self.each(of, *blank, &mut grid, shares.len(), |at| {
                        vec![self.row(cells, Some(at))]
                    });
                    if self.answers.is_blank(of) && !more.is_empty() {
                        let mut row = self.row(
                            cells,
                            Some(At {
                                table: of,
                                row: *blank,
                            }),
                        );
                        for (place, cell) in row.cells.iter_mut().enumerate() {
                            let words = if place == 0 { more } else { "" };
                            cell.content = vec![paragraph(vec![Shown::words(words)], LABEL)];
                        }
                        grid.rows.push(row);
                    }
                }
                sheet::Row::Block { of, rows, blank } => {
                    self.each(of, *blank, &mut grid, shares.len(), |at| {
                        rows.iter().map(|cells| self.row(cells, Some(at))).collect()
                    });
                }
            }
        }
        tie_spanned(&mut grid.rows);
        flow.push(flow::Block::Grid(grid));
    }

    /// Rows for each row of a table, or blank ones; what is no row stands over the whole width.
    fn each(
        &self,
        table: &str,
        blank: usize,
        grid: &mut flow::Grid,
        columns: usize,
        rows: impl Fn(At<'_>) -> Vec<flow::Row>,
    ) {
        if self.answers.is_blank(table) {
            grid.rows
                .extend((0..blank).flat_map(|row| rows(At { table, row })));
            return;
        }
        let stray = |answer: &Answer, path: &str| flow::Row {
            cells: vec![flow::Cell {
                columns,
                rows: 1,
                content: vec![paragraph(vec![Shown::answer(answer.plain(), path)], LABEL)],
                vertical: VerticalAlign::Middle,
                ..flow::Cell::default()
            }],
            ..flow::Row::default()
        };
        match self.answers.get(table) {
            Some(Answer::List(list)) => {
                for (row, answer) in list.iter().enumerate() {
                    match answer {
                        Answer::Group(_) | Answer::Nothing => {
                            grid.rows.extend(rows(At { table, row }));
                        }
                        _ => grid.rows.push(stray(answer, &format!("{table}[{row}]"))),
                    }
                }
            }
            Some(answer) => grid.rows.push(stray(answer, table)),
            None => {}
        }
    }

    fn row(&self, cells: &[sheet::Cell], at: Option<At<'_>>) -> flow::Row {
        flow::Row {
            cells: cells.iter().map(|cell| self.cell(cell, at)).collect(),
            min_height: Mm(8.0),
            ..flow::Row::default()
        }
    }

    fn cell(&self, cell: &sheet::Cell, at: Option<At<'_>>) -> flow::Cell {
        let content = self.fill(&cell.text, at);
        let look = content.look.or(cell.look);
        let words = flow::Paragraph {
            // What stands on a line to write on is a name, and has room around it.
            balanced: cell.line.then(|| self.terms()),
            ..paragraph(content.shown, look)
        };
        flow::Cell {
            columns: cell.columns,
            rows: cell.rows,
            content: vec![words],
            vertical: look.vertical,
            line: cell.line,
        }
    }

    /// What other answers name: the cities and industries, and what is chosen from lists.
    fn terms(&self) -> Vec<String> {
        let mut terms = Vec::new();
        for (_, field) in self.form.fields() {
            match &field.kind {
                Kind::Cities | Kind::Industries { .. } => {
                    let entries = self.answers.entries(&field.id);
                    terms.extend(entries.iter().map(|entry| without_notes(entry)));
                }
                Kind::Choice { .. } => {
                    let chosen = self.form.choice(field, &self.answers.text(&field.id));
                    terms.extend(chosen.map(|choice| choice.label.clone()));
                }
                _ => {}
            }
        }
        terms
    }

    fn fill(&self, template: &str, at: Option<At<'_>>) -> Content {
        let pieces = pieces(template);
        let mut shown = Vec::new();
        let mut look = LABEL;
        for piece in &pieces {
            match *piece {
                Piece::Words(words) => shown.push(Shown::words(words)),
                Piece::Number => {
                    shown.push(Shown::words(
                        at.map_or(String::new(), |at| (at.row + 1).to_string()),
                    ));
                }
                Piece::Print(figure) => shown.push(Shown::words(self.print.figure(figure))),
                Piece::PageOf(section) => shown.push(Shown::words(self.print.page_of(section))),
                Piece::Ordinal => {
                    shown.push(Shown::words(
                        at.map_or(String::new(), |at| ordinal(at.row + 1)),
                    ));
                }
                Piece::Sum {
                    table,
                    column,
                    blank,
                } => {
                    shown.extend(show::column_sum(self.answers, table, column, blank));
                }
                Piece::Answer {
                    field,
                    attribute,
                    ending,
                    blank,
                } => {
                    let Some(known) = self.form.field(field) else {
                        continue;
                    };
                    let alone = pieces.len() == 1;
                    self.answer(known, field, attribute, blank, alone, &mut shown, &mut look);
                    if let (Some(ending), Some(last)) = (ending, shown.last_mut()) {
                        let end = last.text.trim_end();
                        last.text = end.strip_suffix(ending).unwrap_or(end).to_owned();
                    }
                }
                Piece::Count { table, unit, blank } => {
                    shown.push(show::row_count(self.answers, table, unit, blank));
                }
                Piece::Column { column, blank } => {
                    let Some(At { table, row }) = at else {
                        continue;
                    };
                    let path = format!("{table}[{row}].{column}");
                    let known = self
                        .form
                        .field(table)
                        .and_then(|table| table.column(column));
                    let Some(known) = known else { continue };
                    let alone = pieces.len() == 1;
                    self.answer(known, &path, None, blank, alone, &mut shown, &mut look);
                }
            }
        }
        Content { shown, look }
    }

    /// Puts an answer into a text. One that stands alone decides how the text looks.
    #[expect(
        clippy::too_many_arguments,
        reason = "the two callers differ in the path alone"
    )]
    fn answer(
        &self,
        field: &Field,
        path: &str,
        attribute: Option<&str>,
        blank: Option<&str>,
        alone: bool,
        shown: &mut Vec<Shown>,
        look: &mut Resolved,
    ) {
        let mut stretch = show::show(self.form, self.answers, field, path, attribute, blank);
        let filled = !self.answers.is_blank(path);
        if alone {
            *look = value_look(field, filled);
        }
        if let (Kind::Essay { .. }, true) = (&field.kind, filled) {
            // The indent is set, so blanks that someone typed for it would double it.
            for part in &mut stretch {
                part.text = unindented(&part.text);
            }
        }
        shown.append(&mut stretch);
    }
}

/// Rows that one cell spans, as those of a person, stay on one page as long as they fit on it.
fn tie_spanned(rows: &mut [flow::Row]) {
    for first in 0..rows.len() {
        let span = rows[first]
            .cells
            .iter()
            .map(|cell| cell.rows)
            .max()
            .unwrap_or(1);
        let last = (first + span.saturating_sub(1)).min(rows.len());
        for row in &mut rows[first..last] {
            row.with_next = true;
        }
    }
}

/// The lines of a text without blanks at their starts.
fn unindented(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            plain.push('\n');
        }
        plain.push_str(line.trim_start());
    }
    plain
}

/// A number from 1 to 99 as 一 to 九十九.
pub fn ordinal(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match number {
        1..=9 => DIGITS[number].to_owned(),
        10..=19 => format!("十{}", DIGITS[number - 10]),
        20..=99 => format!("{}十{}", DIGITS[number / 10], DIGITS[number % 10]),
        _ => number.to_string(),
    }
}
