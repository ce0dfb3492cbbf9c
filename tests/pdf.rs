//! The PDF as other programs read it.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use chrono::NaiveDate;
use lopdf::{Document, Object};
use shenbao::export::pdf::{PdfError, Print, pdf};
use shenbao::export::plan::{BackOrder, Plan};
use shenbao::fonts::{Face, choose};
use shenbao::geom::{Mm, Pt};
use shenbao::layout::flow::{Align, Block, Cell, Grid, Paragraph, Row, Span};
use shenbao::layout::page::{Page, Shape};
use shenbao::layout::{Setup, dump, paginate};

const ESSAY: &str = "为落实“科创中国”三年行动计划（2021—2023），张㛃、李䶮、王𬭎等人组织“试点城市”\
    科技服务团，开展技术攻关、人才引进……预算100万元，详见example.org。";

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 8, 6).expect("a day")
}

fn paragraph(text: &str, face: Face) -> Paragraph {
    let span = Span {
        text: text.to_owned(),
        face,
        size: Pt(12.0),
        field: Some(Arc::from("a")),
    };
    Paragraph {
        spans: vec![span],
        align: Align::Justify,
        indent_chars: 2.0,
        leading: 1.5,
        balanced: None,
    }
}

/// Pages of both faces, with a table, one for every given text.
fn pages(count: usize) -> Vec<Page> {
    let mut blocks = Vec::new();
    for number in 0..count {
        let text = format!("第{number}节{}", ESSAY.repeat(10));
        let cell = |text: &str, face| Cell {
            content: vec![paragraph(text, face)],
            ..Cell::default()
        };
        let cells = vec![
            cell("单位名称", Face::Sans),
            cell("中国𠮷学会", Face::Serif),
        ];
        blocks.push(Block::Paragraph(paragraph(&text, Face::Serif)));
        blocks.push(Block::Grid(Grid {
            columns: vec![Mm(60.0), Mm(98.0)],
            head: Vec::new(),
            rows: vec![Row {
                cells,
                ..Row::default()
            }],
            rule: Pt(0.5),
        }));
        blocks.push(Block::PageBreak);
    }
    paginate(&blocks, &Setup::default())
}

fn print<'a>(pages: &'a [Page], plan: &'a Plan) -> Print<'a> {
    Print {
        pages,
        plan,
        title: "项目申报书",
        author: "中国示例学会",
        subject: "附件5 项目申报书",
        keywords: "7K3M-W9TA",
        day: day(),
        bookmarks: vec![
            ("一、基本情况".to_owned(), 0),
            ("二、实施内容".to_owned(), 1),
        ],
    }
}

fn planned(pages: &[Page], plan: &Plan) -> Vec<u8> {
    pdf(&print(pages, plan)).expect("the pages print")
}

/// Padded copies.
fn bytes(pages: &[Page], copies: usize) -> Vec<u8> {
    planned(pages, &Plan::copies(pages.len(), copies, true))
}

/// What a program of the system says about a PDF.
fn ask(program: &str, arguments: &[&str], bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("print.pdf");
    std::fs::write(&path, bytes).expect("the file is written");
    let place = |argument: &&str| {
        if *argument == "FILE" {
            path.clone()
        } else {
            Path::new(argument).to_path_buf()
        }
    };
    let output = Command::new(program)
        .args(arguments.iter().map(place))
        .output()
        .unwrap_or_else(|error| panic!("{program} (see tests/run): {error}"));
    assert!(
        output.status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Text without its blanks.
fn packed(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_whitespace())
        .collect()
}

#[test]
fn text_is_read_back_in_order() {
    let pages = pages(2);
    let text = ask("pdftotext", &["-raw", "FILE", "-"], &bytes(&pages, 1));
    // A character without a shape is a crossed box that is read as the character.
    assert_eq!(packed(&text), packed(&dump(&pages)));
    assert!(text.contains('𠮷'));
}

#[test]
fn fonts_are_embedded_as_subsets() {
    let bytes = bytes(&pages(2), 7);
    assert!(bytes.len() < 400_000, "{}", bytes.len());
    let fonts = ask("pdffonts", &["FILE"], &bytes);
    let fonts: Vec<&str> = fonts.lines().skip(2).collect();
    assert_eq!(fonts.len(), 2);
    for font in fonts {
        let columns: Vec<&str> = font.split_whitespace().collect();
        assert!(
            columns[0].contains('+') && columns[columns.len() - 5..][..3] == ["yes"; 3],
            "{font}"
        );
    }
}

#[test]
fn other_readers_find_no_fault() {
    let bytes = bytes(&pages(3), 7);
    ask("qpdf", &["--check", "FILE"], &bytes);
    ask("mutool", &["draw", "-q", "-F", "txt", "FILE"], &bytes);
    // The check goes by another name in later versions.
    let pikepdf = "import sys, pikepdf; pdf = pikepdf.open(sys.argv[1]); \
        check = getattr(pdf, 'check_pdf_syntax', None) or pdf.check; \
        faults = check(); sys.exit(str(faults) if faults else 0)";
    ask("/usr/bin/python3", &["-c", pikepdf, "FILE"], &bytes);
}

#[test]
fn copies_share_their_contents_and_begin_on_an_odd_page() {
    let pages = pages(3);
    let one = bytes(&pages, 1);
    let seven = bytes(&pages, 7);
    assert!(
        seven.len() as f64 <= one.len() as f64 * 1.1 + 8_000.0,
        "{} {}",
        one.len(),
        seven.len()
    );
    let document = Document::load_mem(&seven).expect("the PDF loads");
    let contents: Vec<_> = document
        .page_iter()
        .map(|page| {
            document
                .get_dictionary(page)
                .expect("a page")
                .get(b"Contents")
                .ok()
        })
        .collect();
    assert_eq!(contents.len(), 7 * 4);
    for copy in contents.chunks(4) {
        assert_eq!(copy[..3], contents[..3]);
        assert_eq!(copy[3], None);
    }
}

/// How many pages a PDF has.
fn count(bytes: &[u8]) -> usize {
    let document = Document::load_mem(bytes).expect("the PDF loads");
    document.page_iter().count()
}

#[test]
fn an_even_copy_gets_no_blank_page_and_padding_is_a_choice() {
    assert_eq!(count(&bytes(&pages(2), 3)), 6);
    assert_eq!(count(&planned(&pages(3), &Plan::copies(3, 2, false))), 6);
}

/// The text of every page.
fn texts(bytes: &[u8]) -> Vec<String> {
    let text = ask("pdftotext", &["-raw", "FILE", "-"], bytes);
    let pages = text.split('\u{C}').map(packed).collect::<Vec<_>>();
    pages[..pages.len() - 1].to_vec()
}

#[test]
fn fronts_and_backs_of_two_files_make_the_duplex_file() {
    let pages = pages(3);
    let plan = Plan::copies(pages.len(), 2, true);
    let all = texts(&planned(&pages, &plan));
    let fronts = texts(&planned(&pages, &plan.fronts()));
    let backs = planned(&pages, &plan.backs(BackOrder::Reversed));
    ask("qpdf", &["--check", "FILE"], &backs);
    let sheets = fronts.iter().zip(texts(&backs).into_iter().rev());
    let put_together: Vec<String> = sheets
        .flat_map(|(one, other)| [one.clone(), other])
        .collect();
    assert_eq!(put_together, all);
}

#[test]
fn a_file_of_fronts_does_not_carry_the_backs() {
    let pages = pages(8);
    let plan = Plan::copies(pages.len(), 1, true);
    let document = Document::load_mem(&planned(&pages, &plan.fronts())).expect("the PDF loads");
    let contents = document.page_iter().count();
    assert_eq!(contents, 4);
    let streams = |document: &Document| {
        let streams = document
            .objects
            .values()
            .filter(|it| it.as_stream().is_ok());
        streams.count()
    };
    let whole = Document::load_mem(&planned(&pages, &plan)).expect("the PDF loads");
    assert_eq!(streams(&whole) - streams(&document), 4);
}

#[test]
fn a_printer_is_told_to_print_both_sides_and_nothing_false_is_claimed() {
    let document = Document::load_mem(&bytes(&pages(2), 2)).expect("the PDF loads");
    let catalog = document.catalog().expect("a catalogue");
    let viewer = catalog
        .get(b"ViewerPreferences")
        .and_then(Object::as_dict)
        .expect("preferences");
    assert_eq!(
        viewer.get(b"Duplex").and_then(Object::as_name).ok(),
        Some(&b"DuplexFlipLongEdge"[..])
    );
    assert_eq!(
        catalog.get(b"Lang").and_then(Object::as_str).ok(),
        Some(&b"zh-CN"[..])
    );
    assert!(!catalog.has(b"OutputIntents") && !catalog.has(b"Metadata"));
    let info = document
        .trailer
        .get(b"Info")
        .and_then(Object::as_reference)
        .expect("information");
    let info = document.get_dictionary(info).expect("information");
    assert!(!info.has(b"GTS_PDFXVersion"));
    assert_eq!(read(info.get(b"Title")), "项目申报书");
    assert_eq!(read(info.get(b"Author")), "中国示例学会");
    assert_eq!(read(info.get(b"Subject")), "附件5 项目申报书");
    assert_eq!(read(info.get(b"Creator")), "申报助手");
    let date = info.get(b"CreationDate").and_then(Object::as_str).ok();
    assert_eq!(date, Some(&b"D:20260806000000+08'00'"[..]));
}

#[test]
fn bookmarks_stand_in_two_levels() {
    let document = Document::load_mem(&bytes(&pages(2), 2)).expect("the PDF loads");
    let below = |parent: &lopdf::Dictionary| {
        let mut titles = Vec::new();
        let mut next = parent.get(b"First").and_then(Object::as_reference).ok();
        while let Some(entry) = next.and_then(|id| document.get_dictionary(id).ok()) {
            titles.push((read(entry.get(b"Title")), entry.clone()));
            next = entry.get(b"Next").and_then(Object::as_reference).ok();
        }
        titles
    };
    let root = document
        .catalog()
        .and_then(|it| it.get(b"Outlines")?.as_reference());
    let root = document
        .get_dictionary(root.expect("an outline"))
        .expect("an outline");
    let copies = below(root);
    let titles = |level: &[(String, lopdf::Dictionary)]| -> Vec<String> {
        level.iter().map(|(title, _)| title.clone()).collect()
    };
    assert_eq!(titles(&copies), ["第1份", "第2份"]);
    for (_, copy) in &copies {
        assert_eq!(titles(&below(copy)), ["一、基本情况", "二、实施内容"]);
    }
}

#[test]
fn the_same_print_gives_the_same_bytes() {
    let pages = pages(2);
    assert!(bytes(&pages, 7) == bytes(&pages, 7));
}

#[test]
fn nothing_to_print_is_said_in_words() {
    let none = pdf(&print(&[], &Plan::copies(0, 1, true)));
    assert!(matches!(none, Err(PdfError::NoPages)));
    let pages = pages(1);
    let none = pdf(&print(&pages, &Plan::copies(1, 0, true)));
    assert!(matches!(none, Err(PdfError::NoCopies)));
}

/// A text string of a PDF.
fn read(object: lopdf::Result<&Object>) -> String {
    let bytes = object.and_then(Object::as_str).expect("a text string");
    let (mark, bytes) = bytes.split_at(2);
    assert_eq!(mark, [0xFE, 0xFF]);
    let units = bytes
        .chunks(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    String::from_utf16(&units.collect::<Vec<_>>()).expect("UTF-16")
}

/// The bundled sans with every outline's points overwritten.
fn broken_font(fill: u8) -> Vec<u8> {
    let mut data = std::fs::read("fonts/NotoSansSC-Regular.ttf").expect("the font");
    let count = usize::from(u16::from_be_bytes([data[4], data[5]]));
    let long = |data: &[u8], at: usize| {
        u32::from_be_bytes(data[at..at + 4].try_into().expect("four bytes")) as usize
    };
    let entry = (0..count)
        .map(|table| 12 + table * 16)
        .find(|&entry| &data[entry..entry + 4] == b"glyf")
        .expect("outlines");
    let (offset, length) = (long(&data, entry + 8), long(&data, entry + 12));
    for (at, byte) in data[offset..offset + length].iter_mut().enumerate() {
        // Heads stay, so that outlines are read at all.
        if at % 64 > 24 {
            *byte = fill;
        }
    }
    data
}

#[test]
fn a_damaged_font_of_ones_own_ends_in_a_sentence() {
    for fill in [0x00, 0x7F, 0x80, 0xFF] {
        let font = choose(&broken_font(fill), 0).expect("its tables are whole");
        let mut pages = pages(1);
        for item in pages.iter_mut().flat_map(|page| &mut page.items) {
            if let Shape::Text(text) = &mut item.shape {
                text.face = Face::Chosen(font);
                for glyph in &mut text.glyphs {
                    let shown = text.face.font().glyph(glyph.character);
                    glyph.id = shown.unwrap_or(glyph.id);
                }
            }
        }
        let made = pdf(&print(&pages, &Plan::copies(pages.len(), 1, true)));
        assert!(made.is_ok() || matches!(made, Err(PdfError::BrokenFont)));
    }
}
