//! Rosters that rust_xlsxwriter writes, with what the other writers leave out: results of formulas,
//! rich text, tables, checkboxes, pages of charts.

use rust_xlsxwriter::{
    Chart, ChartType, Color, DataValidation, ExcelDateTime, Format, Formula, Note, Table, Url,
    Workbook, Worksheet, XlsxError,
};

/// The roster of that name.
pub fn roster(name: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    match name {
        "formulas" => formulas(&mut book),
        "rich" => rich(&mut book),
        "formats" => formats(&mut book),
        "table" => table(&mut book),
        "merged" => merged(&mut book),
        "chart" => chart(&mut book),
        "rare" => rare(&mut book),
        _ => panic!("no roster {name}"),
    }
    .unwrap();
    book.save_to_buffer().unwrap()
}

/// The names of [`roster`].
pub const NAMES: [&str; 7] = [
    "formulas", "rich", "formats", "table", "merged", "chart", "rare",
];

type Written = Result<(), XlsxError>;

fn sheet<'a>(book: &'a mut Workbook, name: &str) -> Result<&'a mut Worksheet, XlsxError> {
    book.add_worksheet().set_name(name)
}

fn formula(text: &str, result: &str) -> Formula {
    Formula::new(text).set_result(result)
}

fn formulas(book: &mut Workbook) -> Written {
    let sheet = sheet(book, "名单")?;
    sheet.write_row(0, 0, ["序号", "姓名", "手机", "邮箱", "单位"])?;
    for row in 1..=3 {
        sheet.write(row, 0, formula("=ROW()-1", &row.to_string()))?;
    }
    sheet.write(1, 1, formula("=\"张\"&\"三\"", "张三"))?;
    sheet.write(1, 2, formula("=13800138000+1", "13800138001"))?;
    sheet.write(1, 3, formula("=LOWER(\"Z\")", "zhangsan@example.org"))?;
    sheet.write(1, 4, formula("=H1", "某某大学"))?;
    sheet.write(2, 1, "李四")?;
    sheet.write(2, 2, formula("=\"138\"&\"00138002\"", "13800138002"))?;
    sheet.write(2, 3, formula("=NA()", "#N/A"))?;
    sheet.write(2, 4, formula("=H2", "某某公司"))?;
    sheet.write(3, 1, "王五")?;
    sheet.write(3, 2, formula("=#REF!", "#REF!"))?;
    sheet.write(3, 4, "某某研究所")?;
    Ok(())
}

fn rich(book: &mut Workbook) -> Written {
    let (plain, bold, red) = (
        Format::new(),
        Format::new().set_bold(),
        Format::new().set_font_color(Color::Red),
    );
    let sheet = sheet(book, "名单")?;
    sheet.merge_range(0, 0, 0, 2, "专家名单", &bold)?;
    sheet.write_rich_string(1, 0, &[(&red, "*"), (&bold, "姓"), (&plain, "名")])?;
    sheet.write_rich_string(1, 1, &[(&bold, "手机"), (&red, "（必填）")])?;
    sheet.write(1, 2, "工作单位及职务")?;
    sheet.write_rich_string(2, 0, &[(&bold, "张"), (&plain, "三")])?;
    sheet.write_rich_string(2, 1, &[(&bold, "138"), (&red, "0013"), (&plain, "8001")])?;
    sheet.write_rich_string(2, 2, &[(&plain, "某某大学\n"), (&bold, "院长")])?;
    Ok(())
}

fn formats(book: &mut Workbook) -> Written {
    let format = |code: &str| Format::new().set_num_format(code);
    let sheet = sheet(book, "名单")?;
    sheet.write_row(0, 0, ["姓名", "手机", "办公电话"])?;
    sheet.write_column(1, 0, ["张三", "李四", "王五", "赵六"])?;
    sheet.write_with_format(1, 1, 13_800_138_001_u64, &format("0.00E+00"))?;
    sheet.write_with_format(1, 2, "010-62000001", &Format::new().set_quote_prefix())?;
    sheet.write_with_format(2, 1, 13_800_138_002_u64, &format("000-0000-0000"))?;
    // Shown as 01062000001; what is kept has no zero.
    sheet.write_with_format(2, 2, 1_062_000_001_u64, &format("00000000000"))?;
    sheet.write_with_format(3, 1, "13800138003", &format("@"))?;
    sheet.write_with_format(4, 1, 1_380_013_800_u64, &format("#,##0"))?;
    Ok(())
}

fn table(book: &mut Workbook) -> Written {
    let sheet = sheet(book, "专家")?;
    sheet.write(0, 0, "专家信息")?;
    let headers = ["姓名", "手机", "邮箱", "单位", "身份证", "是否院士"];
    sheet.write_row(1, 0, headers)?;
    sheet.write_row(2, 0, ["张三", "13800138001"])?;
    sheet.write_row(3, 0, ["李四", "13800138002"])?;
    for (row, who) in [(2, "zhangsan"), (3, "lisi")] {
        let address = format!("{who}@example.org");
        let url = Url::new(format!("mailto:{address}")).set_text(&address);
        sheet.write(row, 2, url)?;
    }
    sheet.write_column(2, 3, ["某某大学", "某某公司"])?;
    sheet.write(2, 4, "110101197001011237")?;
    sheet.insert_checkbox(2, 5, false)?;
    sheet.insert_checkbox(3, 5, true)?;
    sheet.insert_note(1, 0, &Note::new("姓名请写全名，如：王五，13800138009"))?;
    sheet.add_data_validation(
        2,
        3,
        99,
        3,
        &DataValidation::new().allow_list_strings(&["某某大学", "某某公司"])?,
    )?;
    let columns: Vec<_> = headers
        .iter()
        .map(|header| rust_xlsxwriter::TableColumn::new().set_header(*header))
        .collect();
    sheet.add_table(1, 0, 3, 5, &Table::new().set_columns(&columns))?;
    sheet.set_freeze_panes(2, 1)?;
    // Rows that a filter hides are on the list all the same.
    sheet.set_row_hidden(3)?;
    sheet.set_column_hidden(4)?;
    Ok(())
}

fn merged(book: &mut Workbook) -> Written {
    let plain = Format::new();
    let sheet = sheet(book, "名单")?;
    sheet.merge_range(0, 0, 1, 5, "专家名单", &plain)?;
    for (column, header) in [(0, "序号"), (1, "工作单位"), (2, "姓名"), (5, "填表日期")]
    {
        sheet.merge_range(2, column, 3, column, header, &plain)?;
    }
    sheet.merge_range(2, 3, 2, 4, "联系方式", &plain)?;
    sheet.write_row(3, 3, ["手机", "电子邮箱"])?;
    sheet.merge_range(4, 1, 5, 1, "某某大学", &plain)?;
    sheet.write(6, 1, "某某公司")?;
    sheet.write_column(4, 0, [1, 2, 3])?;
    sheet.write_column(4, 2, ["张三", "李四", "王五"])?;
    sheet.write_column(4, 3, [13_800_138_001_u64, 13_800_138_002, 13_800_138_003])?;
    sheet.write(4, 4, "zhangsan@example.org")?;
    let day = ExcelDateTime::from_ymd(2021, 5, 20)?;
    let shown = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    sheet.write_with_format(4, 5, &day, &shown)?;
    Ok(())
}

fn chart(book: &mut Workbook) -> Written {
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values("'名单'!$A$1:$A$2");
    book.add_chartsheet()
        .set_name("图表")?
        .insert_chart(0, 0, &chart)?;
    sheet(book, "空表")?;
    let sheet = sheet(book, "名单")?;
    sheet.write_row(0, 0, ["姓名", "手机"])?;
    sheet.write_row(1, 0, ["张三", "13800138001"])?;
    Ok(())
}

fn rare(book: &mut Workbook) -> Written {
    let sheet = sheet(book, "名单 & <2021>")?;
    sheet.write_row(0, 0, ["姓名", "手机", "承担工作", "简介"])?;
    sheet.write_row(1, 0, ["𠮷田一郎", "13800138001", "技术😀<b>&amp;"])?;
    sheet.write(1, 3, "长".repeat(8000))?;
    sheet.write_row(2, 0, ["张𬎆", "13800138002"])?;
    sheet.write_string(2, 2, "=HYPERLINK(\"x\")")?;
    Ok(())
}
