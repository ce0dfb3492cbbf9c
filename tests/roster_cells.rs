//! Tables as text in every encoding, and files that are made to be too much: what comes out, or
//! which sentence.

use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use shenbao::roster::{self, Part, Reading, Roster, RosterError};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Within which each is answered: five seconds, of which the program as it is built for tests
/// beside other tests takes several times as much.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 5 });

fn read(bytes: &[u8]) -> Result<Roster, RosterError> {
    roster::read(bytes, Reading::default())
}

/// A text in every encoding in which spreadsheets save it.
fn encoded(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let wide = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let text = text.encode_utf16().flat_map(bytes);
        mark.into_iter().chain(text).collect()
    };
    vec![
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with mark", format!("\u{feff}{text}").into_bytes()),
        ("GB18030", encoding_rs::GB18030.encode(text).0.into_owned()),
        ("UTF-16", wide([0xff, 0xfe], u16::to_le_bytes)),
        ("UTF-16 reversed", wide([0xfe, 0xff], u16::to_be_bytes)),
    ]
}

/// The same list with other delimiters and line ends.
const LIST: &str = "某某学会专家名单,,,\n\n序号,姓名,手机,\"单位,职务\"\n\
    1,张 三,\"=\"\"13800138000\"\"\",\"某某大学\n院长\"\n\
    2,\"李\"\"四\",'139-0013-9000,\n,,,\n3,,13600136000,某某公司\n";

#[test]
fn a_list_as_text_is_read_in_every_encoding_and_with_every_delimiter() {
    for delimiter in [',', ';', '\t'] {
        for end in ["\n", "\r\n", "\r"] {
            // The comma and the line end within quotes stay what they are.
            let text = LIST
                .replace("\"单位,职务\"", "单位及职务")
                .replace("大学\n院", "大学@院")
                .replace(',', &delimiter.to_string())
                .replace('\n', end)
                .replace('@', "\n");
            for (name, bytes) in encoded(&text) {
                let roster = read(&bytes).unwrap();
                assert_eq!(roster.header_row, 3, "{name} {delimiter:?} {end:?}");
                let people: Vec<_> = roster
                    .people
                    .iter()
                    .map(|one| {
                        (
                            one.row,
                            one.name.as_str(),
                            one.mobile.as_str(),
                            one.affiliation.as_str(),
                        )
                    })
                    .collect();
                assert_eq!(
                    people,
                    [
                        (4, "张三", "13800138000", "某某大学院长"),
                        (5, "李\"四", "13900139000", ""),
                        (7, "", "13600136000", "某某公司"),
                    ],
                    "{name} {delimiter:?} {end:?}"
                );
                let problem = &roster.people[2].problems[0];
                assert_eq!(problem.cell, "B7", "{}", problem.message);
            }
        }
    }
}

#[test]
fn what_cannot_be_read_as_a_table_is_said_and_nothing_is_guessed() {
    let gbk = encoding_rs::GBK.encode(LIST).0.into_owned();
    let mut broken = gbk.clone();
    broken.push(0xff);
    let mut half = LIST.as_bytes().to_vec();
    half.remove(LIST.find('李').unwrap());
    let page = "<html><body><table><tr><td>姓名</td></tr></table></body></html>";
    let mut cases = vec![
        ("broken", broken, "第 9 行有认不出的字符"),
        ("half", half, "第 6 行有认不出的字符"),
        (
            "quotes",
            "姓名,手机\n张三,\"138\n李四,139\n".into(),
            "第 2 行的英文引号不成对",
        ),
        ("prose", "请各位专家于五月前报名\n谢谢\n".into(), "不是表格"),
        ("columns", "甲,乙\n1,2\n".into(), "没有找到名单的表头"),
        ("binary", b"\x00\x01\x02,\n".to_vec(), "不是表格"),
    ];
    cases.extend(
        encoded(page)
            .into_iter()
            .map(|(name, bytes)| (name, bytes, "网页")),
    );
    for (name, bytes, words) in cases {
        let error = read(&bytes).unwrap_err().to_string();
        assert!(error.contains(words), "{name}: {error}");
    }
    let reading = Reading {
        sheet: Some("名单"),
        ..Reading::default()
    };
    let error = roster::read(LIST.as_bytes(), reading).unwrap_err();
    assert!(matches!(error, RosterError::NoSuchSheet { .. }), "{error}");
}

/// Parts of a workbook: name and text.
type Parts<'a> = &'a [(&'a str, &'a str)];

/// A workbook of sheets that are all the same part, with what stands in its other parts.
fn workbook(sheets: usize, parts: Parts<'_>) -> Vec<u8> {
    let each = |text: &dyn Fn(usize) -> String| (0..sheets).map(text).collect::<String>();
    let fixed = [
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="a" Target="xl/workbook.xml" Type="http://x/relationships/officeDocument"/></Relationships>"#.to_owned(),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook><sheets>{}</sheets></workbook>",
                each(&|at| format!(r#"<sheet name="s{at}" r:id="r{at}"/>"#))
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships>{}</Relationships>",
                each(&|at| format!(
                    r#"<Relationship Id="r{at}" Target="sheet.xml" Type="http://x/worksheet"/>"#
                ))
            ),
        ),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_level(Some(1));
    let mut put = |name: &str, text: &str| {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    for (name, text) in &fixed {
        put(name, text);
    }
    for (name, text) in parts {
        put(name, text);
    }
    zip.finish().unwrap().into_inner()
}

fn worksheet(rows: &str, after: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>")
}

/// A line of cells.
fn line(cells: &[&str]) -> String {
    let cell = |text: &&str| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#);
    format!("<row>{}</row>", cells.iter().map(cell).collect::<String>())
}

#[test]
fn workbooks_that_are_made_to_be_too_much_are_refused_at_once() {
    let people = line(&["姓名", "手机"]) + &line(&["张三", "13800138000"]);
    let sheet = worksheet(&people, "");
    assert_eq!(
        read(&workbook(1, &[("xl/sheet.xml", &sheet)]))
            .unwrap()
            .people[0]
            .name,
        "张三"
    );
    let empty = worksheet(&"<row/>".repeat(17_000_000), "");
    let shared = worksheet(&"<row/>".repeat(200_000), "");
    let long = worksheet(&line(&[&"x".repeat(9 << 20)]), "");
    let merged = worksheet(
        &people,
        &r#"<mergeCell ref="A1:XFD1048576"/>"#.repeat(100_000),
    );
    let promise = r#"<sst uniqueCount="4294967295"><si><t>a</t></si></sst>"#;
    let styles = format!(
        r#"<styleSheet><numFmt numFmtId="200" formatCode="{}"/>{}</styleSheet>"#,
        "0".repeat(1 << 20),
        "<xf/>".repeat(1_000)
    );
    let bomb = " ".repeat(257 << 20);
    let cases: [(&str, usize, Parts<'_>, &str); 7] = [
        ("rows", 1, &[("xl/sheet.xml", &empty)], "过多"),
        ("sheets", 150, &[("xl/sheet.xml", &shared)], "工作表过多"),
        ("text", 1, &[("xl/sheet.xml", &long)], "文字过多"),
        ("merges", 1, &[("xl/sheet.xml", &merged)], "合并单元格"),
        (
            "promise",
            1,
            &[("xl/sheet.xml", &sheet), ("xl/sharedStrings.xml", promise)],
            "损坏",
        ),
        (
            "styles",
            1,
            &[("xl/sheet.xml", &sheet), ("xl/styles.xml", &styles)],
            "样式过多",
        ),
        ("bomb", 1, &[("xl/sheet.xml", &bomb)], "解开后"),
    ];
    for (name, sheets, parts, words) in cases {
        let book = workbook(sheets, parts);
        let start = Instant::now();
        let error = read(&book).unwrap_err().to_string();
        assert!(error.contains(words), "{name}: {error}");
        assert!(start.elapsed() < LONGEST, "{name}: {:?}", start.elapsed());
    }
}

#[test]
fn pictures_are_not_unpacked_unless_the_workbook_is_among_them() {
    let sheet = worksheet(
        &(line(&["姓名", "手机"]) + &line(&["张三", "13800138000"])),
        "",
    );
    let bomb = " ".repeat(257 << 20);
    let parts = [("xl/sheet.xml", &*sheet), ("xl/media/image1.bmp", &*bomb)];
    assert_eq!(read(&workbook(1, &parts)).unwrap().people.len(), 1);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, text) in [
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Target="xl/media/workbook.xml" Type="/relationships/officeDocument"/></Relationships>"#,
        ),
        (
            "xl/media/sharedStrings.xml",
            r#"<sst uniqueCount="4294967295"/>"#,
        ),
    ] {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    assert_eq!(
        read(&zip.finish().unwrap().into_inner()),
        Err(RosterError::Damaged)
    );
}

#[test]
fn tables_as_text_that_are_too_much_are_refused_at_once() {
    for (name, text) in [
        ("cells", "a,".repeat(8 << 20)),
        ("lines", "\n".repeat(8 << 20)),
        ("quotes", "\"".repeat(8 << 20)),
        (
            "people",
            format!("姓名,手机\n{}", "张三,1\n".repeat(100_001)),
        ),
    ] {
        let error = read(text.as_bytes()).unwrap_err();
        assert!(matches!(error, RosterError::TooLarge(_)), "{name}: {error}");
    }
}

#[test]
fn people_are_handed_on_until_one_has_enough() {
    let text = format!("姓名,手机\n{}", "张三,13800138000\n".repeat(2_000));
    let mut rows = Vec::new();
    let roster = roster::read_each(text.as_bytes(), Reading::default(), &mut |person| {
        rows.push(person.row);
        match rows.len() {
            1_000 => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    })
    .unwrap();
    assert_eq!(rows, (2..1_002).collect::<Vec<_>>());
    assert_eq!(roster.people, []);
    assert_eq!(roster.columns[1].part, Some(Part::Mobile));
}

#[test]
fn merged_areas_are_known_from_the_sheet_that_they_stand_in() {
    let rows = line(&["姓名", "单位"])
        + r#"<row r="2"><c r="A2" t="str"><v>张三</v></c><c r="B2" t="str"><v>某某大学</v></c></row>
             <row r="3"><c r="A3" t="str"><v>李四</v></c></row>
             <row r="4"><c r="A4" t="str"><v>王五</v></c></row>"#;
    let merges = r#"<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>"#;
    let book = workbook(1, &[("xl/sheet.xml", &worksheet(&rows, merges))]);
    let people = read(&book).unwrap().people;
    let units: Vec<_> = people.iter().map(|one| one.affiliation.as_str()).collect();
    assert_eq!(units, ["某某大学", "某某大学", ""]);
}

#[test]
fn numbers_that_lost_their_end_are_said_in_every_line_of_a_person() {
    let rows = line(&["姓名", "手机", "职称", "身份证号"])
        + r#"<row r="2"><c r="A2" t="str"><v>张三</v></c><c r="B2"><v>13800000001</v></c></row>
             <row r="3"><c r="B3"><v>110101199001011237</v></c><c r="D3"><v>110101199001011237</v></c></row>
             <row r="4"><c r="A4" t="str"><v>李四</v></c><c r="B4"><v>13800000002</v></c></row>"#;
    let merges = r#"<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>"#;
    let book = workbook(1, &[("xl/sheet.xml", &worksheet(&rows, merges))]);
    let people = read(&book).unwrap().people;
    let said = |at: usize| -> Vec<&str> {
        let lost = people[at].problems.iter();
        let lost = lost.filter(|problem| problem.message.contains("只记住前 15 位"));
        lost.map(|problem| problem.cell.as_str()).collect()
    };
    assert_eq!(people.len(), 2);
    assert_eq!(said(0), ["B3", "D3"]);
    assert_eq!(said(1), [] as [&str; 0]);
}
