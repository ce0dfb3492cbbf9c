//! Fills a block from the clipboard into a table, to the right and down from one cell, as one
//! change.

use egui::text_edit::TextEditState;
use egui::{Event, TextEdit, Ui};

use crate::answers::{Answer, Answers, Edit, Group};
use crate::form::{Field, FormDef, Kind};
use crate::gui::request::Request;
use crate::gui::widgets::Cx;
use crate::gui::widgets::paste;
use crate::gui::widgets::text::id_of;

use super::block;
use super::moves::{Place, cell_path};
use super::value::value_of;

/// What becomes of a block.
#[derive(Debug, PartialEq)]
pub struct Filled {
    pub edit: Edit,
    /// What a person is told.
    pub words: String,
}

/// Takes a block of cells that is being pasted into a cell out of the input. A single value stays
/// there, without the quotes of a spreadsheet, and so does a text of paragraphs on its way into a
/// cell of several lines. `cards` says that the columns stand under each other: there, lines alone
/// are rows in the first of them only.
pub fn pasted(ui: &Ui, field: &Field, at: Place, cards: bool) -> Option<Vec<Vec<String>>> {
    let column = field.columns().get(at.column)?;
    let several = matches!(column.kind, Kind::Text | Kind::Essay { .. });
    ui.input_mut(|input| {
        let event = input
            .events
            .iter()
            .position(|event| matches!(event, Event::Paste(_)))?;
        let Event::Paste(text) = &mut input.events[event] else {
            return None;
        };
        let rows = block::read(text);
        let width = rows.first().map_or(0, Vec::len);
        match (rows.len(), width) {
            (1, 1) if text.starts_with('"') => {
                text.clone_from(&rows[0][0]);
                return None;
            }
            (0..=1, 0..=1) => return None,
            // Paragraphs, not rows.
            (_, 1) if several || (cards && at.column > 0) => return None,
            _ if several && cards => return None,
            _ => {}
        }
        input.events.remove(event);
        Some(rows)
    })
}

/// Puts a block into the table and tells about it, or tells why not.
pub fn paste(
    ui: &Ui,
    cx: &mut Cx<'_>,
    field: &Field,
    path: &str,
    at: Place,
    rows: Vec<Vec<String>>,
) {
    let words = match fill(cx.form, cx.answers, field, path, at, rows) {
        Ok(Filled { edit, words }) => {
            cx.state.forget_rows(path);
            cx.state.touch(path);
            cx.edit(edit);
            let cell = cell_path(field, path, at);
            // The cursor stands behind the new text.
            TextEdit::store_state(ui.ctx(), id_of(&cell), TextEditState::default());
            cx.state.step_to(&cell);
            words
        }
        Err(words) => words,
    };
    cx.requests.push(Request::Say(words));
}

/// The change that fills a block in. Cells that are empty in the block leave what stands there.
///
/// # Errors
/// A sentence that says why the block was left out whole: nothing of it is dropped unsaid.
fn fill(
    form: &FormDef,
    answers: &Answers,
    field: &Field,
    path: &str,
    at: Place,
    mut rows: Vec<Vec<String>>,
) -> Result<Filled, String> {
    let longest = rows
        .iter()
        .flatten()
        .filter_map(|cell| paste::too_long(cell));
    if let Some(characters) = longest.max() {
        return Err(paste::refusal(characters));
    }
    let columns = &field.columns()[at.column..];
    let numbered = without_numbers(&mut rows, columns.len());
    let headed = without_heads(&mut rows, columns);
    let width = rows.first().map_or(0, Vec::len);
    if width > columns.len() {
        let (room, over) = (columns.len(), width - columns.len());
        return Err(format!(
            "要粘贴的内容有 {width} 列，从这一格往右只有 {room} 列，多出的 {over} 列放不下，所以没有粘贴。\
             请从靠左的一列开始粘贴，或只复制需要的列。"
        ));
    }
    let standing = answers.list(path);
    let mut edits = Vec::new();
    let mut replaced = 0;
    let count = rows.len();
    for (offset, cells) in rows.into_iter().enumerate() {
        let row = at.row + offset;
        let values = columns.iter().zip(cells);
        let values = values.filter(|(_, text)| !text.trim().is_empty());
        let values = values.map(|(column, text)| (column, value_of(form, column, &text)));
        match standing.get(row) {
            None => {
                let group = values.map(|(column, value)| (column.id.clone(), value));
                edits.push(Edit::InsertRow {
                    table: path.to_owned(),
                    at: row,
                    row: Answer::Group(Group(group.collect())),
                });
            }
            Some(Answer::Group(_) | Answer::Nothing) => {
                for (column, value) in values {
                    let cell = format!("{path}[{row}].{}", column.id);
                    let old = answers.get(&cell);
                    if old.is_some_and(|old| !old.is_blank() && *old != value) {
                        replaced += 1;
                    }
                    edits.push(Edit::Set {
                        path: cell,
                        value: Some(value),
                    });
                }
            }
            Some(_) => {
                let number = row + 1;
                return Err(format!(
                    "第 {number} 行是文件里带来的别的内容，放不进去，所以没有粘贴。请先处理这一行。"
                ));
            }
        }
    }
    let mut words = format!("已粘贴 {count} 行 {width} 列");
    if numbered {
        words.push_str("（编号由表格自己排，没有粘贴）");
    }
    if headed {
        words.push_str("（表头没有粘贴）");
    }
    if replaced > 0 {
        words.push_str(&format!("，替换了 {replaced} 格原来的内容"));
    }
    words.push_str("。按 Ctrl+Z 可以撤销。");
    Ok(Filled {
        edit: Edit::Many(edits),
        words,
    })
}

/// Leaves out a first column of row numbers where the block is wider than the table by it, and says
/// whether it did: the form's table on paper has such a column, and the window counts by itself.
fn without_numbers(rows: &mut [Vec<String>], room: usize) -> bool {
    if rows.first().is_none_or(|row| row.len() != room + 1) {
        return false;
    }
    let first = |row: &Vec<String>| row[0].trim().to_owned();
    let is_head = matches!(first(&rows[0]).as_str(), "编号" | "序号");
    let numbers = rows.iter().skip(usize::from(is_head));
    let mut numbers = numbers.map(|row| first(row).parse::<usize>().ok());
    let Some(Some(start)) = numbers.next() else {
        return false;
    };
    let counted = (start + 1..)
        .zip(numbers)
        .all(|(at, number)| number == Some(at));
    if counted {
        for row in rows {
            row.remove(0);
        }
    }
    counted
}

/// Leaves out a first row that names the columns, and says whether it did.
fn without_heads(rows: &mut Vec<Vec<String>>, columns: &[Field]) -> bool {
    let Some(first) = rows.first().filter(|row| row.len() > 1) else {
        return false;
    };
    let word = |text: &str| {
        let text = text.split(['（', '(']).next().unwrap_or_default();
        text.split_whitespace().collect::<String>()
    };
    let heads = rows.len() > 1
        && first
            .iter()
            .zip(columns)
            .all(|(cell, column)| word(cell) == word(&column.label));
    if heads {
        rows.remove(0);
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::find;

    fn filled(at: (usize, usize), text: &str) -> Result<(Vec<String>, String), String> {
        let form = find("project-2021").unwrap();
        let field = form.field("budget.items").unwrap();
        let mut answers = Answers::new("project-2021");
        for (row, item) in ["甲", "乙"].into_iter().enumerate() {
            answers.apply(Edit::InsertRow {
                table: "budget.items".into(),
                at: row,
                row: Answer::Group(Group(vec![("item".into(), item.into())])),
            });
        }
        let before = answers.clone();
        let place = Place {
            row: at.0,
            column: at.1,
        };
        let rows = block::read(text);
        let Filled { edit, words } = fill(&form, &answers, field, "budget.items", place, rows)?;
        let back = answers.apply(edit);
        let shown = (0..answers.list("budget.items").len()).map(|row| {
            let cell = |id| {
                answers
                    .text(&format!("budget.items[{row}].{id}"))
                    .into_owned()
            };
            format!("{}/{}/{}", cell("item"), cell("amount"), cell("basis"))
        });
        let shown = shown.collect();
        answers.apply(back);
        assert_eq!(answers, before, "one step back");
        Ok((shown, words))
    }

    #[test]
    fn a_block_fills_cells_and_adds_rows() {
        for (at, text, rows, told) in [
            (
                (1, 1),
                "30\t\"10 人\n5 次\"\n1,200.5\t丁\n",
                &["甲//", "乙/30/10 人\n5 次", "/1200.5/丁"][..],
                "2 行 2 列。",
            ),
            (
                (0, 0),
                "丙\n丁\n戊",
                &["丙//", "丁//", "戊//"],
                "替换了 2 格",
            ),
            // An empty cell leaves what stands there.
            ((0, 0), "\t5\n丁\t6", &["甲/5/", "丁/6/"], "替换了 1 格"),
            (
                (0, 0),
                "1\t丙\t5\t己\n2\t丁\t6\t庚",
                &["丙/5/己", "丁/6/庚"],
                "编号",
            ),
            (
                (0, 0),
                "编号\t支出内容明细\t金额（万元）\t测算依据\n1\t丙\t5\t己",
                &["丙/5/己", "乙//"],
                "表头",
            ),
            ((0, 1), "12,5\n约 3", &["甲/12,5/", "乙/约 3/"], "2 行 1 列"),
        ] {
            let (shown, words) = filled(at, text).unwrap();
            assert_eq!(shown, rows, "{text:?}");
            assert!(words.contains(told), "{words}");
        }
    }

    #[test]
    fn a_block_that_is_too_wide_is_left_out_whole_and_told() {
        let told = filled((0, 1), "1\t2\t3\n4\t5\t6").unwrap_err();
        assert!(told.contains("多出的 1 列放不下"), "{told}");
    }
}
