//! An empty roster to hand out, made from a form's own table.

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook,
    Worksheet, XlsxError,
};

use super::error::RosterError;
use super::header::Part;
use super::table_of;
use crate::form::{Field, FormDef, Kind};

/// Rows for people.
const ROWS: u32 = 200;
/// Characters that a drop-down list holds in all.
const LONGEST_LIST: usize = 255;

/// Makes a spreadsheet (.xlsx) with a sheet 名单, whose header has the labels of the form's table
/// of people, an example that reading ignores, and rows whose cells are all texts, so that no
/// number loses digits and nothing starts a formula; and a sheet 填写说明. [`super::read`] gives
/// back exactly what was filled in. Equal forms give equal content.
///
/// # Errors
/// [`RosterError::NoTable`] for a form that lists no people.
pub fn template(form: &FormDef) -> Result<Vec<u8>, RosterError> {
    let table = table_of(form).ok_or_else(|| RosterError::NoTable(form.name.clone()))?;
    let columns: Vec<&Field> = table
        .columns()
        .iter()
        .filter(|column| Part::of_column(&column.id).is_some())
        .collect();
    build(form, table, &columns).map_err(|error| RosterError::Template(error.to_string()))
}

fn build(form: &FormDef, table: &Field, columns: &[&Field]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A fixed day: the clock is no part of the content.
    let day = ExcelDateTime::from_ymd(2021, 1, 1)?;
    book.set_properties(
        &DocProperties::new()
            .set_title(&form.name)
            .set_creation_datetime(&day),
    );
    roster(book.add_worksheet(), form, columns)?;
    notes(book.add_worksheet(), form, table, columns)?;
    book.save_to_buffer()
}

fn roster(sheet: &mut Worksheet, form: &FormDef, columns: &[&Field]) -> Result<(), XlsxError> {
    let boxed = Format::new()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter);
    let head = boxed
        .clone()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center);
    let text = boxed.clone().set_num_format("@").set_text_wrap();
    let example = text.clone().set_italic().set_font_color("#7F7F7F");

    sheet
        .set_name("名单")?
        .set_freeze_panes(1, 0)?
        .set_landscape();
    sheet
        .set_repeat_rows(0, 0)?
        .set_row_height(0, 30)?
        .set_column_width(0, 7)?;
    sheet.write_string_with_format(0, 0, "序号", &head)?;
    sheet.write_string_with_format(1, 0, "示例", &example)?;
    for row in 2..2 + ROWS {
        sheet.write_string_with_format(row, 0, (row - 1).to_string(), &text)?;
    }
    for (field, at) in columns.iter().zip(1..) {
        let (shown, width) = sample(field);
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(0, at, &field.label, &head)?;
        sheet.write_string_with_format(1, at, shown, &example)?;
        for row in 2..2 + ROWS {
            sheet.write_blank(row, at, &text)?;
        }
        if let Some(list) = list(form, field)? {
            sheet.add_data_validation(2, at, 1 + ROWS, at, &list)?;
        }
    }
    Ok(())
}

/// What the example says, and the width of the column in characters.
fn sample(field: &Field) -> (&'static str, f64) {
    match Part::of_column(&field.id) {
        Some(Part::Name) => (EXAMPLE_NAME, 12.0),
        Some(Part::Mobile | Part::Contact) => ("13800138000", 16.0),
        Some(Part::Email) => ("zhangsan@example.org", 26.0),
        Some(Part::OfficePhone) => ("010-62000001", 18.0),
        Some(Part::Affiliation) => ("某某大学材料学院院长", 34.0),
        Some(Part::Title) => ("教授", 14.0),
        Some(Part::Academician) => ("中国科学院院士", 20.0),
        Some(Part::Address) => ("北京市海淀区某某路 1 号", 34.0),
        Some(Part::Duty) => ("负责技术对接", 34.0),
        _ => ("", 16.0),
    }
}

/// Whose row it is that shows how to fill in the others.
pub(super) const EXAMPLE_NAME: &str = "张三";

/// The list to choose from, which does not forbid anything else where the form does not.
fn list(form: &FormDef, field: &Field) -> Result<Option<DataValidation>, XlsxError> {
    let Kind::Tags { of, free, .. } = &field.kind else {
        return Ok(None);
    };
    let labels: Vec<&str> = of
        .iter()
        .flat_map(|list| form.choices(list))
        .map(|choice| choice.label.as_str())
        .collect();
    let length = labels
        .iter()
        .map(|label| label.chars().count() + 1)
        .sum::<usize>();
    if labels.is_empty() || length > LONGEST_LIST || labels.iter().any(|label| label.contains(','))
    {
        return Ok(None);
    }
    let list = DataValidation::new().allow_list_strings(&labels)?;
    Ok(Some(list.show_error_message(!free)))
}

fn notes(
    sheet: &mut Worksheet,
    form: &FormDef,
    table: &Field,
    columns: &[&Field],
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet
        .set_name("填写说明")?
        .set_column_width(0, 26)?
        .set_column_width(1, 80)?;
    sheet.write_string_with_format(0, 0, &form.name, &bold)?;
    let most = match table.kind {
        Kind::Rows {
            most: Some(most), ..
        } => format!("最多 {most} 人。"),
        _ => String::new(),
    };
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
    for field in columns {
        line(&field.label, &advice(field))?;
    }
    Ok(())
}

/// What to know about a column.
fn advice(field: &Field) -> String {
    let format = match (&field.kind, Part::of_column(&field.id)) {
        (Kind::Mobile, _) => "11 位手机号。",
        (Kind::Email, _) => "只填一个邮箱。",
        (Kind::Tags { .. }, Some(Part::Academician)) => {
            "可从下拉列表选择，也可自己填写；有几项时用顿号隔开。"
        }
        (_, Some(Part::Contact)) => "手机号或电子邮箱。",
        _ => "",
    };
    format!("{format}{}", field.help)
}
