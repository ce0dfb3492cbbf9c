//! Rosters to hand out: an empty one to fill in, and one of people that there are. Both have the
//! columns of a definition's own table of people, and [`super::read`] gives back what stands there.

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula,
    Workbook, Worksheet, XlsxError,
};

use super::error::RosterError;
use super::header::Part;
use super::table_of;
use crate::answers::{Answer, Group};
use crate::form::{Field, FormDef, Kind};

/// Rows for people in a sheet to fill in; more than a form takes may be asked, and chosen from.
const ROWS: u32 = 300;
/// Characters that a drop-down list holds in all; a longer one stands in a sheet of its own.
const LONGEST_LIST: usize = 255;
/// What a cell of a spreadsheet holds, in UTF-16 units.
const LONGEST_CELL: usize = 32_767;

/// Makes a spreadsheet (.xlsx) with a sheet 名单, whose header has the labels of the form's table
/// of people, an example that reading ignores, and rows whose cells are all texts, so that no
/// number loses digits and nothing starts a formula; and a sheet 填写说明. [`super::read`] gives
/// back exactly what was filled in. Equal forms give equal content.
///
/// # Errors
/// [`RosterError::NoTable`] for a form that lists no people.
pub fn template(form: &FormDef) -> Result<Vec<u8>, RosterError> {
    Layout::of(form)?.book(None)
}

/// Makes the same spreadsheet with people in it, each a row of the form's table of people, and no
/// example. The entries of a list stand in one cell with 、 between them. Equal rows give equal content.
///
/// # Errors
/// [`RosterError::NoTable`] for a form that lists no people, [`RosterError::TooLarge`] where a text
/// is longer than a cell holds: nothing is cut.
pub fn list(form: &FormDef, rows: &[&Group]) -> Result<Vec<u8>, RosterError> {
    let layout = Layout::of(form)?;
    let cells: Vec<Vec<String>> = rows.iter().map(|row| layout.cells(row)).collect();
    let mut all = cells.iter().flatten();
    if all.any(|cell| cell.encode_utf16().count() > LONGEST_CELL) {
        let words = format!("有一格超过 {LONGEST_CELL} 字");
        return Err(RosterError::TooLarge(words));
    }
    layout.book(Some(&cells))
}

/// The columns that a roster of a form has.
struct Layout<'a> {
    form: &'a FormDef,
    table: &'a Field,
    columns: Vec<&'a Field>,
}

/// How cells look.
struct Looks {
    head: Format,
    text: Format,
    example: Format,
}

impl Looks {
    fn new() -> Self {
        let boxed = Format::new()
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter);
        let head = boxed
            .clone()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Center);
        // The mark of a text stays with a cell that begins like a formula when somebody edits it.
        let text = boxed.set_num_format("@").set_text_wrap().set_quote_prefix();
        let example = text.clone().set_italic().set_font_color("#7F7F7F");
        Self {
            head,
            text,
            example,
        }
    }
}

impl<'a> Layout<'a> {
    fn of(form: &'a FormDef) -> Result<Self, RosterError> {
        let table = table_of(form).ok_or_else(|| RosterError::NoTable(form.name.clone()))?;
        let read = |column: &&Field| Part::of_column(&column.id).is_some();
        Ok(Self {
            form,
            table,
            columns: table.columns().iter().filter(read).collect(),
        })
    }

    /// What stands in the cells of a person.
    fn cells(&self, row: &Group) -> Vec<String> {
        let cell = |column: &&Field| match row.child(&column.id) {
            Some(Answer::List(list)) => {
                let words: Vec<_> = list.iter().map(|one| one.plain().into_owned()).collect();
                words.join("、")
            }
            Some(answer) => answer.plain().into_owned(),
            None => String::new(),
        };
        self.columns.iter().map(cell).collect()
    }

    /// The spreadsheet with those people, or to be filled in.
    fn book(&self, people: Option<&[Vec<String>]>) -> Result<Vec<u8>, RosterError> {
        let build = || -> Result<Vec<u8>, XlsxError> {
            let mut book = Workbook::new();
            // A fixed day: the clock is no part of the content.
            let day = ExcelDateTime::from_ymd(2021, 1, 1)?;
            book.set_properties(
                &DocProperties::new()
                    .set_title(&self.form.name)
                    .set_creation_datetime(&day),
            );
            let last = self.roster(book.add_worksheet(), people)?;
            notes(book.add_worksheet(), self)?;
            self.lists(&mut book, u32::from(people.is_none()) + 1, last)?;
            book.save_to_buffer()
        };
        build().map_err(|error| RosterError::Template(error.to_string()))
    }

    /// The sheet 名单; the last of its rows, from 0.
    fn roster(
        &self,
        sheet: &mut Worksheet,
        people: Option<&[Vec<String>]>,
    ) -> Result<u32, XlsxError> {
        let looks = Looks::new();
        sheet
            .set_name("名单")?
            .set_freeze_panes(1, 0)?
            .set_landscape()
            .set_paper_size(A4)
            .set_print_fit_to_pages(1, 0)
            .set_repeat_rows(0, 0)?
            .set_row_height(0, 30)?
            .set_column_width(0, 7)?;
        sheet.write_string_with_format(0, 0, "序号", &looks.head)?;
        for (field, at) in self.columns.iter().zip(1_u16..) {
            let column = usize::from(at) - 1;
            // A Chinese character is as wide as two digits.
            let longest = people
                .unwrap_or_default()
                .iter()
                .filter_map(|row| row.get(column));
            let longest = longest.map(|cell| cell.chars().count() * 2).max();
            let shown = field.example.chars().count() * 2 + 2;
            let width = longest.unwrap_or(0).max(shown).clamp(14, 40);
            #[expect(clippy::cast_precision_loss, reason = "a width of at most 40")]
            sheet.set_column_width(at, width as f64)?;
            sheet.write_string_with_format(0, at, &field.label, &looks.head)?;
            if people.is_none() {
                sheet.write_string_with_format(1, at, &field.example, &looks.example)?;
            }
        }
        let Some(people) = people else {
            sheet.write_string_with_format(1, 0, "示例", &looks.example)?;
            for row in 2..2 + ROWS {
                sheet.write_string_with_format(row, 0, (row - 1).to_string(), &looks.text)?;
                for (_, at) in self.columns.iter().zip(1_u16..) {
                    sheet.write_blank(row, at, &looks.text)?;
                }
            }
            return Ok(1 + ROWS);
        };
        for (row, at) in people.iter().zip(1_u32..) {
            sheet.write_string_with_format(at, 0, at.to_string(), &looks.text)?;
            for (cell, column) in row.iter().zip(1_u16..) {
                match cell.as_str() {
                    "" => sheet.write_blank(at, column, &looks.text)?,
                    cell => sheet.write_string_with_format(at, column, cell, &looks.text)?,
                };
            }
        }
        Ok(u32::try_from(people.len()).unwrap_or(u32::MAX))
    }

    /// How many people the table takes at most.
    fn most(&self) -> Option<usize> {
        match self.table.kind {
            Kind::Rows { most, .. } => most,
            _ => None,
        }
    }

    /// The lists to choose from, over the rows from `first` to `last`. They do not forbid anything
    /// else where the form does not.
    fn lists(&self, book: &mut Workbook, first: u32, last: u32) -> Result<(), XlsxError> {
        const SHEET: &str = "选项";
        let mut long = 0_u16;
        for (field, at) in self.columns.iter().zip(1_u16..) {
            let Kind::Tags { of, free, .. } = &field.kind else {
                continue;
            };
            let choices = of.iter().flat_map(|list| self.form.choices(list));
            let labels: Vec<&str> = choices.map(|choice| choice.label.as_str()).collect();
            if labels.is_empty() || last < first {
                continue;
            }
            let length: usize = labels.iter().map(|label| label.chars().count() + 1).sum();
            let fits = length <= LONGEST_LIST && !labels.iter().any(|label| label.contains(','));
            let list = if fits {
                DataValidation::new().allow_list_strings(&labels)?
            } else {
                if long == 0 {
                    book.add_worksheet().set_name(SHEET)?.set_hidden(true);
                }
                let sheet = book.worksheet_from_name(SHEET)?;
                for (label, row) in labels.iter().zip(0_u32..) {
                    sheet.write_string(row, long, *label)?;
                }
                let column = super::sheet::letters(u32::from(long));
                long += 1;
                let range = format!("{SHEET}!${column}$1:${column}${}", labels.len());
                DataValidation::new().allow_list_formula(Formula::new(range))
            };
            let list = list.show_error_message(!free);
            book.worksheet_from_name("名单")?
                .add_data_validation(first, at, last, at, &list)?;
        }
        Ok(())
    }
}

/// A4 as spreadsheets number it.
const A4: u8 = 9;

fn notes(sheet: &mut Worksheet, layout: &Layout<'_>) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet
        .set_name("填写说明")?
        .set_column_width(0, 26)?
        .set_column_width(1, 80)?;
    sheet.write_string_with_format(0, 0, &layout.form.name, &bold)?;
    let most = layout.most().map_or_else(String::new, |most| {
        format!("表单里最多 {most} 人；有几个人就填几行，多出的行留空。")
    });
    let general = [
        (
            "怎么填",
            "请在“名单”里一人一行填写，填好后把文件发回，用申报助手读入即可。".to_owned(),
        ),
        ("人数", most),
        ("示例", "灰色的“示例”一行不会被读入，可以留着。".to_owned()),
        (
            "栏目",
            "请不要改动第一行的栏目名称；用不到的栏目可以留空。".to_owned(),
        ),
        (
            "号码",
            "单元格已设为文本，号码照常填写即可；从别处粘贴时请选“只粘贴文本”。".to_owned(),
        ),
    ];
    let mut row = 2;
    let mut line = |name: &str, words: &str| -> Result<(), XlsxError> {
        if !words.is_empty() {
            sheet.write_string_with_format(row, 0, name, &wrap)?;
            sheet.write_string_with_format(row, 1, words, &wrap)?;
            row += 1;
        }
        Ok(())
    };
    for (name, words) in &general {
        line(name, words)?;
    }
    for field in &layout.columns {
        line(&field.label, &advice(field))?;
    }
    Ok(())
}

/// What to know about a column.
fn advice(field: &Field) -> String {
    let format = match (&field.kind, Part::of_column(&field.id)) {
        (Kind::Mobile, _) => "11 位手机号。",
        (Kind::Email, _) => "只填一个邮箱。",
        (Kind::Tags { of, .. }, _) if of.is_empty() => "有几项时用顿号隔开。",
        (Kind::Tags { .. }, _) => "可从下拉列表选择，也可自己填写；有几项时用顿号隔开。",
        (_, Some(Part::Contact)) => "手机号或电子邮箱。",
        _ => "",
    };
    format!("{format}{}", field.help)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::form;
    use crate::roster::{Person, Reading, person_of, read, row_of};

    /// What the table holds of those people comes back from the spreadsheet.
    fn check(form: &FormDef, people: &[Person]) {
        let table = table_of(form).unwrap();
        let rows: Vec<Group> = people
            .iter()
            .map(|person| match row_of(table, person) {
                Answer::Group(row) => row,
                other => panic!("{other:?}"),
            })
            .collect();
        let bytes = list(form, &rows.iter().collect::<Vec<_>>()).unwrap();
        let roster = read(&bytes, Reading::default()).unwrap();
        assert_eq!(roster.people.len(), rows.len(), "{}", form.id);
        for (back, row) in roster.people.iter().zip(&rows) {
            assert_eq!(back.problems, [], "{}", form.id);
            let expected = Person {
                row: back.row,
                sheet: back.sheet.clone(),
                ..person_of(table, row)
            };
            assert_eq!(*back, expected, "{}", form.id);
        }
    }

    /// Lines as a form accepts them, also such as begin like a formula.
    fn words() -> impl Strategy<Value = String> {
        "([=+@'-]?[a-zA-Z0-9一-龥（）·][ a-zA-Z0-9一-龥（）·]{0,12}[a-z一-龥（）])?"
    }

    fn person() -> impl Strategy<Value = Person> {
        let academies = vec(
            prop_oneof![
                Just("中国科学院院士".to_owned()),
                Just("中国工程院院士".to_owned()),
                Just("某国工程院外籍院士".to_owned()),
            ],
            0..3,
        );
        let numbers = (
            "1[3-9][0-9]{9}",
            "([a-z]{1,8}@[a-z]{1,8}\\.(cn|org))?",
            "(0[0-9]{2,3}-[2-8][0-9]{6,7})?",
        );
        let texts = [words(), words(), words(), words(), words(), words()];
        (
            "[王李张刘陈杨][一-龥]{1,2}",
            numbers,
            texts,
            academies,
            vec("[一-龥]{1,4}", 0..3),
        )
            .prop_map(
                |(name, (mobile, email, office_phone), texts, academician, tags)| {
                    let [affiliation, title, address, duty, research, note] = texts;
                    let unique = |list: Vec<String>| {
                        let mut seen = Vec::new();
                        list.into_iter().for_each(|it| {
                            if !seen.contains(&it) {
                                seen.push(it)
                            }
                        });
                        seen
                    };
                    Person {
                        name,
                        mobile,
                        email,
                        office_phone,
                        affiliation,
                        title,
                        academician: unique(academician),
                        address,
                        duty,
                        research,
                        tags: unique(tags),
                        note,
                        ..Person::default()
                    }
                },
            )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn a_filled_roster_comes_back_identical(people in vec(person(), 1..12)) {
            for form in form::bundled().iter().chain([form::experts()]) {
                check(form, &people);
            }
        }
    }

    #[test]
    fn an_unfilled_template_names_nobody_and_a_long_cell_is_not_cut() {
        for form in form::bundled().iter().chain([form::experts()]) {
            let bytes = template(form).unwrap();
            assert_eq!(bytes, template(form).unwrap());
            assert!(read(&bytes, Reading::default()).unwrap().people.is_empty());
        }
        let long = Group(
            [(
                "name".to_owned(),
                Answer::from("长".repeat(LONGEST_CELL + 1)),
            )]
            .into(),
        );
        let error = list(form::experts(), &[&long]).unwrap_err();
        assert!(matches!(error, RosterError::TooLarge(_)));
    }
}
