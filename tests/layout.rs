//! Lines, tables and pages as a reader finds them on paper.

use std::sync::Arc;

use proptest::prelude::*;
use shenbao::fonts::Face;
use shenbao::geom::{Mm, Pt, Rect};
use shenbao::layout::flow::{Align, Block, Cell, Grid, Paragraph, Row, Span, VerticalAlign};
use shenbao::layout::page::{Item, Page, Shape};
use shenbao::layout::{Setup, dump, field_at, paginate};

const SIZE: Pt = Pt(10.5);

/// A page without running text whose body is so many characters wide.
fn narrow(characters: f32) -> Setup {
    let width = SIZE.to_mm() * characters + Mm(40.0);
    Setup {
        width,
        margin_side: Mm(20.0),
        numbered: false,
        ..Setup::default()
    }
}

fn plain() -> Setup {
    Setup {
        numbered: false,
        ..Setup::default()
    }
}

fn paragraph(text: &str, align: Align) -> Paragraph {
    let field = Some(Arc::from("field"));
    let span = Span {
        text: text.to_owned(),
        face: Face::Serif,
        size: SIZE,
        field,
    };
    Paragraph {
        spans: vec![span],
        align,
        indent_chars: 0.0,
        leading: 1.5,
        balanced: None,
    }
}

fn cell(text: &str) -> Cell {
    let content = vec![paragraph(text, Align::Justify)];
    Cell {
        columns: 1,
        rows: 1,
        content,
        vertical: VerticalAlign::Middle,
        line: false,
    }
}

fn row(texts: &[&str]) -> Row {
    Row {
        cells: texts.iter().map(|text| cell(text)).collect(),
        ..Row::default()
    }
}

fn grid(columns: &[f32], rows: Vec<Row>) -> Grid {
    let columns = columns.iter().map(|&column| Mm(column)).collect();
    Grid {
        columns,
        head: Vec::new(),
        rows,
        rule: Pt(0.5),
    }
}

/// Every line of the pages' text.
fn lines(pages: &[Page]) -> Vec<String> {
    dump(pages)
        .replace('\u{C}', "")
        .lines()
        .map(str::to_owned)
        .collect()
}

/// Sets a text in a column of so many characters and holds its lines against those expected.
fn check(characters: f32, text: &str, expected: &[&str]) {
    let pages = paginate(
        &[Block::Paragraph(paragraph(text, Align::Justify))],
        &narrow(characters),
    );
    assert_eq!(lines(&pages), expected, "{text}");
}

#[test]
fn lines_break_by_chinese_rules() {
    check(4.0, "科技服务团示范", &["科技服务", "团示范"]);
    // A mark never begins a line: it is squeezed in, or takes its neighbour along.
    check(4.0, "科技服务。团", &["科技服", "务。团"]);
    check(4.5, "科技服务。团", &["科技服务。", "团"]);
    check(5.0, "科，技、务。团", &["科，技、务。", "团"]);
    check(4.6, "科，技、务。团", &["科，技、", "务。团"]);
    check(5.0, "甲乙丙丁戊……己", &["甲乙丙丁", "戊……己"]);
    check(5.0, "甲乙丙丁100%戊", &["甲乙丙丁", "100%戊"]);
    // Nor does an opening one end a line.
    check(4.0, "科技服（试点）", &["科技服", "（试点）"]);
    check(4.0, "科技服“试点”城", &["科技服", "“试点”", "城"]);
    check(4.0, "科技服《“试点”》", &["科技服", "《“试", "点”》"]);
    // Quotes are brackets, and no more than that.
    check(4.5, "他说“好”了吗", &["他说“好”", "了吗"]);
    check(4.0, "他说“好”了吗", &["他说", "“好”了", "吗"]);
    check(3.0, "they don’t 来", &["they", "don’t", "来"]);
    // Words, numbers and dashes stay whole.
    check(5.0, "项目管理project", &["项目管理", "project"]);
    check(7.0, "甲乙丙丁13800138000", &["甲乙丙丁", "13800138000"]);
    check(4.0, "甲乙丙——丁", &["甲乙丙", "——丁"]);
    check(4.0, "甲乙丙 丁戊", &["甲乙丙 ", "丁戊"].map(str::trim_end));
    // Address joints are the places to cut what no line holds.
    check(7.0, "zhangsan@example.org", &["zhangsan@", "example.org"]);
}

/// How much further apart two letters of a line stand than their widths say, in em.
fn white(text: &str, after: usize) -> f32 {
    let pages = paginate(&[Block::Paragraph(paragraph(text, Align::Left))], &plain());
    let Shape::Text(shown) = &shown(&pages[0])[0].shape else {
        unreachable!("a text")
    };
    let [one, other] = [shown.glyphs[after], shown.glyphs[after + 1]];
    let advance = shown.face.font().advance(one.id, shown.size);
    (other.x - one.x - advance).0 / shown.size.to_mm().0
}

#[test]
fn han_and_latin_stand_a_quarter_em_apart() {
    let check = |text: &str, after: usize, expected: f32| {
        let found = white(text, after);
        assert!((found - expected).abs() < 1e-3, "{text}: {found}");
    };
    check("在2021年", 0, 0.25);
    check("在2021年", 4, 0.25);
    check("由CAST办", 0, 0.25);
    // Not within words, beside marks, or where someone typed a blank.
    check("由CAST办", 2, 0.0);
    check("达100%的", 4, 0.0);
    check("约（A）的", 1, 0.0);
    check("在 2021", 0, 0.0);
    check("①A", 0, 0.0);
}

#[test]
fn white_between_han_and_latin_takes_room_but_not_at_ends_of_lines() {
    check(4.0, "科技服A", &["科技服A"]);
    check(3.7, "科技服A", &["科技服", "A"]);
    check(3.0, "科技服ABC", &["科技服", "ABC"]);
}

/// Sets a text of short lines over a page break, at every height, in a cell and by itself, and
/// holds the lines before and after each break against what must not stand there.
fn check_breaks(text: &str, never_last: &[&str], never_first: &[&str]) {
    for filler in 20..60 {
        let text = format!("{}{text}", "填充。\n".repeat(filler));
        let alone = Block::Paragraph(paragraph(&text, Align::Justify));
        let in_cell = Block::Grid(grid(&[158.0], vec![row(&[&text])]));
        for block in [alone, in_cell] {
            let pages = paginate(&[block], &plain());
            assert_eq!(lines(&pages).concat(), text.replace('\n', ""));
            for pair in pages.windows(2) {
                let last = lines(&pair[..1]).pop().expect("a line");
                let first = lines(&pair[1..]).remove(0);
                assert!(!never_last.contains(&last.as_str()), "{filler}: {last}");
                assert!(!never_first.contains(&first.as_str()), "{filler}: {first}");
            }
        }
    }
}

#[test]
fn no_heading_ends_a_page_and_no_line_is_left_alone() {
    // 37 characters fill a line of the page, 36 one of the cell.
    let first = |count| format!("首{}", "科".repeat(count - 1));
    for count in [37, 36] {
        let paragraph = format!("{}{}尾。", first(count), "科".repeat(count * 2));
        let text = format!("（二）主要思路\n1.工作目标\n{paragraph}\n要点如下：\n一是。\n二是。");
        check_breaks(
            &text,
            &[
                "（二）主要思路",
                "1.工作目标",
                "要点如下：",
                &first(37),
                &first(36),
            ],
            &["尾。"],
        );
    }
}

#[test]
fn a_list_of_names_parts_anywhere() {
    let names = "中国示例学会\n".repeat(100);
    let pages = paginate(
        &[Block::Grid(grid(&[158.0], vec![row(&[&names])]))],
        &plain(),
    );
    let heights: Vec<usize> = pages
        .iter()
        .map(|page| lines(std::slice::from_ref(page)).len())
        .collect();
    assert!(heights[0] > 30, "{heights:?}");
}

#[test]
fn marks_in_a_row_share_their_blank() {
    check(4.5, "甲乙）。丙丁", &["甲乙）。丙", "丁"]);
    check(5.5, "甲《“乙”》丙", &["甲《“乙”》", "丙"]);
}

#[test]
fn line_breaks_of_every_kind_end_lines_and_empty_ones_keep_their_height() {
    check(8.0, "甲\r\n乙\n丙\r丁", &["甲", "乙", "丙", "丁"]);
    let gap = |text: &str| {
        let pages = paginate(&[Block::Paragraph(paragraph(text, Align::Left))], &plain());
        let shown = shown(&pages[0]);
        shown[1].place.y - shown[0].place.y
    };
    assert!((gap("甲\n\n乙").0 - 2.0 * gap("甲\n乙").0).abs() < 1e-3);
}

#[test]
fn every_first_line_of_an_essay_is_indented() {
    let mut essay = paragraph("科技服务团示范项目\n科技", Align::Justify);
    essay.indent_chars = 2.0;
    let pages = paginate(&[Block::Paragraph(essay)], &narrow(6.0));
    let starts: Vec<f32> = shown(&pages[0])
        .iter()
        .map(|item| ((item.place.x - Mm(20.0)).0 / SIZE.to_mm().0).round())
        .collect();
    assert_eq!(starts, [2.0, 0.0, 2.0]);
}

#[test]
fn a_typed_indent_is_not_added_to_the_asked_one() {
    let mut essay = paragraph("\u{3000}\u{3000}科技", Align::Justify);
    essay.indent_chars = 2.0;
    let pages = paginate(&[Block::Paragraph(essay)], &narrow(6.0));
    let item = shown(&pages[0])[0];
    assert!((item.place.width.0 / SIZE.to_mm().0 - 4.0).abs() < 0.01 && item.place.x == Mm(20.0));
}

#[test]
fn what_has_no_shape_is_a_box_that_knows_its_character() {
    let text = "张𠮷\u{200B}三\t李\u{7}四\u{FE0F}";
    let pages = paginate(&[Block::Paragraph(paragraph(text, Align::Left))], &plain());
    let boxes: Vec<char> = pages[0]
        .items
        .iter()
        .filter_map(|item| match item.shape {
            Shape::Box { character, .. } => Some(character),
            _ => None,
        })
        .collect();
    assert_eq!(boxes, ['𠮷']);
    assert_eq!(lines(&pages), ["张𠮷三 李四"]);
}

#[test]
fn the_foot_counts_and_the_head_stands_outside_the_body() {
    let setup = Setup {
        head: Some("草稿".to_owned()),
        foot: Some("打印码 A1B2".to_owned()),
        ..Setup::default()
    };
    let blocks = ["甲", "乙"].map(|text| Block::Paragraph(paragraph(text, Align::Left)));
    let blocks = [blocks[0].clone(), Block::PageBreak, blocks[1].clone()];
    let pages = paginate(&blocks, &setup);
    let expected = ["草稿", "甲", "打印码 A1B2", "第 1 页 共 2 页"];
    assert_eq!(lines(&pages)[..4], expected);
    for item in pages[0].items.iter().filter(|item| item.field.is_none()) {
        assert!(!item.place.overlaps(&setup.body(), Mm(0.01)), "{item:?}");
    }
}

#[test]
fn a_head_repeats_on_every_page_and_rows_stay_whole() {
    let rows: Vec<Row> = (0..300)
        .map(|index| row(&[&format!("{index}号"), "研究员"]))
        .collect();
    let table = Grid {
        head: vec![row(&["姓名", "职称"])],
        ..grid(&[60.0, 98.0], rows)
    };
    let pages = paginate(&[Block::Grid(table)], &plain());
    assert!(pages.len() > 5);
    for page in &pages {
        let text = lines(std::slice::from_ref(page));
        assert_eq!(text[..2], ["姓名", "职称"]);
        assert!(text.len() > 3 && text.len().is_multiple_of(2));
    }
    assert_sound(&pages, &plain());
}

#[test]
fn a_head_repeats_where_a_row_moves_on_to_stay_with_the_next() {
    let with_next = Row {
        with_next: true,
        ..row(&["甲"])
    };
    for filler in 25..40 {
        let mut rows = vec![row(&["填充"]); filler];
        rows.extend([with_next.clone(), row(&["乙"])]);
        let table = Grid {
            head: vec![row(&["表头"])],
            ..grid(&[158.0], rows)
        };
        let pages = paginate(&[Block::Grid(table)], &plain());
        for page in &pages {
            assert_eq!(lines(std::slice::from_ref(page))[0], "表头", "{filler}");
        }
    }
}

#[test]
fn a_row_with_the_next_never_ends_a_page_alone() {
    let heading = Row {
        with_next: true,
        ..row(&["标题"])
    };
    let long = "字".repeat(4000);
    for filler in 20..34 {
        let mut rows = vec![row(&["填充"]); filler];
        rows.extend([heading.clone(), row(&[&long])]);
        let pages = paginate(&[Block::Grid(grid(&[158.0], rows))], &plain());
        let page = pages.iter().map(|page| lines(std::slice::from_ref(page)));
        let page = page
            .clone()
            .find(|page| page.iter().any(|line| line == "标题"));
        let page = page.expect("the heading is on some page");
        let at = page
            .iter()
            .position(|line| line == "标题")
            .expect("it was found there");
        assert!(page.len() >= at + 3, "{filler}");
    }
}

#[test]
fn a_whole_row_moves_and_a_long_one_breaks_between_lines() {
    let signature = Row {
        min_height: Mm(80.0),
        whole: true,
        ..row(&["签字盖章"])
    };
    let mut rows = vec![row(&["填充"]); 25];
    rows.push(signature);
    let pages = paginate(&[Block::Grid(grid(&[158.0], rows))], &plain());
    assert_eq!(lines(&pages[1..]), ["签字盖章"]);

    let long = "字".repeat(4000);
    let mut rows = vec![row(&["填充"]); 10];
    rows.push(row(&[&long]));
    let pages = paginate(&[Block::Grid(grid(&[158.0], rows))], &plain());
    assert!(lines(&pages[..1]).len() > 20);
    assert_sound(&pages, &plain());
}

#[test]
fn a_spanning_cell_is_framed_on_both_pages() {
    let spanning = Cell {
        rows: 60,
        ..cell("团队成员")
    };
    let mut rows: Vec<Row> = (0..60).map(|index| row(&[&index.to_string()])).collect();
    rows[0].cells.insert(0, spanning);
    let pages = paginate(&[Block::Grid(grid(&[40.0, 118.0], rows))], &plain());
    assert!(pages.len() > 1);
    for page in &pages {
        let (left, right) = (Mm(26.0), Mm(184.0));
        for x in [left, Mm(66.0), right] {
            let is_there = |item: &&Item| is_rule(item) && (item.place.x - x).0.abs() < 0.01;
            let rule = page
                .items
                .iter()
                .filter(is_there)
                .find(|item| item.place.width == Mm::ZERO);
            assert!(
                rule.is_some_and(|rule| rule.place.height > Mm(50.0)),
                "{x:?}"
            );
        }
        let across = page
            .items
            .iter()
            .filter(|item| is_rule(item) && item.place.width > Mm(150.0));
        assert!(across.count() >= 2);
    }
    assert_sound(&pages, &plain());
}

#[test]
fn a_spanning_cell_that_needs_more_makes_its_last_row_grow() {
    let mut rows = vec![row(&["甲"]), row(&["乙"])];
    rows[0].cells.insert(
        0,
        Cell {
            rows: 2,
            ..cell("一\n二\n三\n四\n五\n六")
        },
    );
    let pages = paginate(&[Block::Grid(grid(&[40.0, 118.0], rows))], &plain());
    let bottom = shown(&pages[0])
        .iter()
        .map(|item| item.place.bottom().0)
        .fold(0.0, f32::max);
    let closing = pages[0].items.iter().filter(|item| is_rule(item));
    assert!(
        closing
            .map(|item| item.place.bottom().0)
            .fold(0.0, f32::max)
            > bottom
    );
}

#[test]
fn a_click_finds_the_field_even_when_it_is_empty() {
    let pages = paginate(
        &[Block::Grid(grid(&[60.0, 98.0], vec![row(&["", "乙"])]))],
        &plain(),
    );
    assert_eq!(
        field_at(&pages[0], Mm(40.0), Mm(28.0)).map(AsRef::as_ref),
        Some("field")
    );
    assert_eq!(field_at(&pages[0], Mm(100.0), Mm(200.0)), None);
}

#[test]
fn hostile_content_still_ends_and_stays_inside() {
    let word = "w".repeat(2000);
    let han = "汉，“字”".repeat(2000);
    let wall = "。".repeat(500);
    let mut blocks = Vec::new();
    for column in [0.0, 1.0, 3.0, 12.0] {
        for text in [word.as_str(), han.as_str(), wall.as_str(), "", "\n\n\n"] {
            blocks.push(Block::Grid(grid(
                &[column, 140.0],
                vec![row(&[text, "甲"])],
            )));
        }
    }
    blocks.push(Block::Grid(Grid::default()));
    blocks.push(Block::Grid(grid(
        &[900.0],
        vec![Row::default(), row(&["甲", "乙", "丙"])],
    )));
    blocks.push(Block::Paragraph(Paragraph::default()));
    let tall = Row {
        min_height: Mm(900.0),
        whole: true,
        ..row(&["高"])
    };
    blocks.push(Block::Grid(grid(&[100.0], vec![tall])));
    blocks.push(Block::Paragraph(paragraph(&word, Align::Justify)));
    let pages = paginate(&blocks, &plain());
    assert_sound(&pages, &plain());
}

/// The text of a page in its places.
fn shown(page: &Page) -> Vec<&Item> {
    let is_shown = |item: &&Item| match &item.shape {
        Shape::Text(text) => !text.glyphs.is_empty(),
        Shape::Box { .. } => true,
        Shape::Rule { .. } => false,
    };
    page.items.iter().filter(is_shown).collect()
}

fn is_rule(item: &Item) -> bool {
    matches!(item.shape, Shape::Rule { .. })
}

/// Nothing stands outside the margins or on something else.
fn assert_sound(pages: &[Page], setup: &Setup) {
    let body = setup.body();
    let near = Mm(0.02);
    for (number, page) in pages.iter().enumerate() {
        let inside = |place: &Rect| {
            place.x >= body.x - near
                && place.right() <= body.right() + near
                && place.y >= body.y - near
                && place.bottom() <= body.bottom() + near
        };
        let items = shown(page);
        for item in page.items.iter() {
            assert!(inside(&item.place), "page {number}: {item:?}");
        }
        for (index, item) in items.iter().enumerate() {
            for other in &items[index + 1..] {
                assert!(
                    !item.place.overlaps(&other.place, near),
                    "{item:?}\n{other:?}"
                );
            }
        }
    }
}

/// What of a text a reader must find again: not blanks, nor what only steers text.
fn visible(text: &str) -> String {
    text.chars()
        .filter(|it| !it.is_whitespace() && !it.is_control())
        .collect()
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[一-龥]{1,12}",
        2 => "[，。、；：？！）》”（《“‘’…—·%]{1,3}",
        2 => "[a-zA-Z0-9@.,/-]{1,18}",
        1 => "[ \n\u{3000}]{1,2}",
        1 => "[𠮷\u{1F600}䶮𬭎]",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_character_is_found_again_in_order(
        texts in proptest::collection::vec(any_text(), 1..12),
        width in 5.0..60.0_f32,
    ) {
        let rows = texts.iter().map(|text| row(&[text])).collect();
        let blocks = [
            Block::Paragraph(paragraph(&texts[0], Align::Justify)),
            Block::Grid(grid(&[width], rows)),
        ];
        let pages = paginate(&blocks, &plain());
        assert_sound(&pages, &plain());
        prop_assert_eq!(visible(&dump(&pages)), visible(&(texts[0].clone() + &texts.concat())));
    }

    #[test]
    fn cells_side_by_side_lose_nothing(texts in proptest::collection::vec(any_text(), 1..40)) {
        let mut rows: Vec<Row> = texts.chunks(2).map(|texts| row(&[&texts[0], texts.last().map_or("", |it| it)])).collect();
        let height = rows.len();
        rows[0].cells.push(Cell { rows: height, ..cell(&texts.concat()) });
        let mut expected = String::new();
        for cell in rows.iter().flat_map(|row| &row.cells) {
            expected.push_str(&cell.content[0].spans[0].text);
        }
        let pages = paginate(&[Block::Grid(grid(&[14.0, 30.0, 47.0], rows))], &plain());
        assert_sound(&pages, &plain());
        // Where rows break, the order of the page is not that of the cells.
        let sorted = |text: &str| {
            let mut characters: Vec<char> = visible(text).chars().collect();
            characters.sort_unstable();
            characters
        };
        prop_assert_eq!(sorted(&dump(&pages)), sorted(&expected));
    }

    #[test]
    fn justified_lines_end_at_the_right_edge(text in "[一-龥，。“”（）a-z0-9]{40,300}", width in 8.0..40.0_f32) {
        let setup = narrow(width);
        let pages = paginate(&[Block::Paragraph(paragraph(&text, Align::Justify))], &setup);
        let items: Vec<&Item> = pages.iter().flat_map(shown).collect();
        let (_, lines) = items.split_last().expect("the text is not empty");
        for line in lines {
            let Shape::Text(text) = &line.shape else { continue };
            let is_word = text.glyphs.iter().all(|glyph| glyph.character.is_ascii());
            let distance = (line.place.right() - setup.body().right()).0.abs();
            prop_assert!(is_word || distance < 0.1, "{distance} {text:?}");
        }
    }

    #[test]
    fn rows_of_every_kind_keep_their_order(
        kinds in proptest::collection::vec((0..900_usize, 0.0..400.0_f32, any::<bool>(), any::<bool>()), 1..30),
        head in 0..3_usize,
    ) {
        let rows: Vec<Row> = kinds
            .iter()
            .map(|&(length, height, whole, with_next)| Row {
                min_height: Mm(if height < 300.0 { 0.0 } else { height }),
                whole,
                with_next,
                ..row(&[&"字".repeat(length)])
            })
            .collect();
        let expected: usize = kinds.iter().map(|kind| kind.0).sum();
        let table = Grid { head: vec![row(&["表"]); head], ..grid(&[90.0], rows) };
        let pages = paginate(&[Block::Grid(table)], &plain());
        assert_sound(&pages, &plain());
        let text = dump(&pages);
        prop_assert_eq!(text.matches('字').count(), expected);
        prop_assert_eq!(text.matches('表').count(), pages.len() * head);
    }

    #[test]
    fn glyphs_of_a_line_never_go_back(text in any_text()) {
        let pages = paginate(&[Block::Paragraph(paragraph(&text, Align::Justify))], &narrow(17.3));
        for item in pages.iter().flat_map(shown) {
            let Shape::Text(text) = &item.shape else { continue };
            prop_assert!(text.glyphs.windows(2).all(|pair| pair[0].x < pair[1].x));
        }
    }
}

/// The lines of a name that stands by itself in a column as wide as so many characters.
fn name_lines(name: &str, characters: f32, terms: Option<&[&str]>) -> Vec<String> {
    let own = |terms: &[&str]| terms.iter().map(|term| (*term).to_owned()).collect();
    let paragraph = Paragraph {
        balanced: terms.map(own),
        ..paragraph(name, Align::Left)
    };
    let pages = paginate(&[Block::Paragraph(paragraph)], &narrow(characters));
    let texts = pages[0].items.iter().filter_map(|item| match &item.shape {
        Shape::Text(text) => Some(text.glyphs.iter().map(|glyph| glyph.character).collect()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn a_name_is_set_in_lines_alike_without_a_torn_word() {
    let name = "“科创中国”宁波新一代信息技术产业科技服务团示范项目";
    let filled = ["“科创中国”宁波新一代信息技术产业科技服务团示", "范项目"];
    assert_eq!(name_lines(name, 23.0, None), filled);
    for (name, terms, lines) in [
        (
            name,
            &["新一代信息技术", "产业科技服务团"][..],
            &["“科创中国”宁波新一代信息技术", "产业科技服务团示范项目"][..],
        ),
        // No term is named: the dictionary's words alone are whole.
        (
            "“科创中国”宁波新一代信息技术与高端装备产业科技服务团示范项目",
            &[],
            &[
                "“科创中国”宁波新一代信息技术",
                "与高端装备产业科技服务团示范项目",
            ],
        ),
        ("中国示例信息学会", &[], &["中国示例信息学会"]),
        ("", &[], &[""]),
    ] {
        assert_eq!(name_lines(name, 23.0, Some(terms)), lines);
    }
}
