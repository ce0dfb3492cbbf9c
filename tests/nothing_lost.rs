//! Whatever is typed stands on paper: long and odd answers are printed, and another program reads
//! every character of them out of the PDF again, in order and inside the page's margins.

use std::process::Command;

use proptest::prelude::*;
use serde_json::{Value, json};
use shenbao::answers::json;
use shenbao::export::pdf::{Print, pdf};
use shenbao::export::plan::Plan;
use shenbao::form;
use shenbao::geom::Mm;
use shenbao::layout::Setup;
use shenbao::layout::page::{Item, Page, Shape};
use shenbao::paper::{self, Marks};

/// What rounding in the PDF and the reader's idea of a word's box may take.
const SLACK: f32 = 0.5;

/// Height of the bundled fonts' box, in em, which poppler takes for a word's height.
const BOX_HEIGHT: f32 = 1.448;

/// Whether a character has ink: blanks, selectors and joiners have none.
fn has_ink(character: &char) -> bool {
    !character.is_whitespace()
        && !character.is_control()
        && !matches!(character,
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

fn inked(text: &str) -> String {
    text.chars().filter(has_ink).collect()
}

/// What each field shows on the pages, in order.
fn shown(pages: &[Page], field: &str) -> String {
    let items = pages.iter().flat_map(|page| &page.items);
    items
        .filter(|item| item.field.as_deref() == Some(field))
        .flat_map(characters)
        .filter(has_ink)
        .collect()
}

fn characters(item: &Item) -> Vec<char> {
    match &item.shape {
        Shape::Text(text) => text.glyphs.iter().map(|glyph| glyph.character).collect(),
        Shape::Box { character, .. } => vec![*character],
        Shape::Rule { .. } => Vec::new(),
    }
}

/// What poppler reads out of a PDF.
fn read(bytes: &[u8], mode: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("paper.pdf");
    std::fs::write(&path, bytes).expect("the PDF is written");
    let output = Command::new("pdftotext")
        .arg(mode)
        .args([&path, std::path::Path::new("-")])
        .output()
        .expect("pdftotext (see tests/run)");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Every word box of poppler's listing stands on the sheet between the margins.
fn check_margins(listing: &str) {
    let body = Setup::default().body();
    let mm = |points: f32| points * 25.4 / 72.0;
    let number = |line: &str, name: &str| -> Option<f32> {
        let (_, rest) = line.split_once(&format!("{name}=\""))?;
        rest.split('"').next()?.parse().ok().map(mm)
    };
    for line in listing.lines().filter(|line| line.contains("<word ")) {
        let edge = |name| number(line, name).expect("an edge");
        let (left, right) = (edge("xMin"), edge("xMax"));
        // The blank half of a full-width mark may stand in the margin, its ink may not.
        let half = (edge("yMax") - edge("yMin")) / BOX_HEIGHT / 2.0;
        let word = line.split(['>', '<']).nth(2).unwrap_or_default();
        let hangs = |end: Option<char>, marks: &str| match end {
            Some(end) if marks.contains(end) => half,
            _ => 0.0,
        };
        let left = left + hangs(word.chars().next(), "（《“‘「『【〈〔［｛");
        let right = right - hangs(word.chars().last(), "。，、；：？！）》”’」』】〉〕］｝．");
        let is_inside = left >= body.x.0 - SLACK
            && right <= body.right().0 + SLACK
            && edge("yMin") >= 5.0
            && edge("yMax") <= 292.0;
        assert!(is_inside, "{line}");
    }
}

/// No two texts of a page stand on each other, and no rule goes through one.
fn check_overlaps(pages: &[Page]) {
    for (number, page) in pages.iter().enumerate() {
        let inked = |item: &&Item| characters(item).iter().any(has_ink);
        let mut texts: Vec<&Item> = page.items.iter().filter(inked).collect();
        texts.sort_by(|one, other| one.place.y.0.total_cmp(&other.place.y.0));
        for (at, one) in texts.iter().enumerate() {
            let below = texts[at + 1..].iter();
            for other in below.take_while(|it| it.place.y < one.place.bottom()) {
                let overlap = one.place.overlaps(&other.place, Mm(0.1));
                assert!(!overlap, "page {}: {one:?} {other:?}", number + 1);
            }
        }
        let rules = page
            .items
            .iter()
            .filter(|it| matches!(it.shape, Shape::Rule { .. }));
        for rule in rules {
            let (x, y) = (rule.place.x, rule.place.y);
            for text in &texts {
                let place = text.place;
                let upright = rule.place.width.0 == 0.0
                    && place.x + Mm(0.2) < x
                    && x + Mm(0.2) < place.right()
                    && y < place.bottom()
                    && place.y < rule.place.bottom();
                let level = rule.place.height.0 == 0.0
                    && place.y + Mm(0.2) < y
                    && y + Mm(0.2) < place.bottom()
                    && x < place.right()
                    && place.x < rule.place.right();
                assert!(!upright && !level, "page {}: {rule:?} {text:?}", number + 1);
            }
        }
    }
}

/// Prints answers and holds what is read out of the paper against the texts, each with its field.
fn check(form: &str, answers: &Value, texts: &[(String, String)]) {
    let file = json!({ "form": form, "answers": answers }).to_string();
    let document = json::read(file.as_bytes()).expect("answers");
    let form = form::find(form).expect("a form");
    let pages = paper::pages(&form, &document.answers, &Marks::default());
    for (field, text) in texts {
        let (shown, typed) = (shown(&pages, field), inked(text));
        // The cover shows some answers once more.
        assert!(
            shown.replace(&typed, "").is_empty() && shown.len() >= typed.len(),
            "{field}"
        );
    }
    check_overlaps(&pages);
    let print = Print {
        pages: &pages,
        plan: &Plan::copies(pages.len(), 1, false),
        title: "",
        author: "",
        subject: "",
        keywords: "",
        day: chrono::NaiveDate::default(),
        bookmarks: Vec::new(),
    };
    let bytes = pdf(&print).expect("the pages print");
    let on_pages: String = pages
        .iter()
        .flat_map(|page| &page.items)
        .flat_map(characters)
        .filter(has_ink)
        .collect();
    assert_eq!(inked(&read(&bytes, "-raw")), on_pages);
    check_margins(&read(&bytes, "-bbox"));
}

/// Puts texts where the forms take them.
fn check_project(long: &str, line: &str, rows: usize) {
    let texts = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        let pairs = pairs.iter();
        pairs
            .map(|(field, text)| ((*field).to_owned(), (*text).to_owned()))
            .collect()
    };
    let member = json!({"name": line, "affiliation": line, "contact": line, "duty": line});
    let answers = json!({
        "project_name": line,
        "unit": {"name": line, "credit_code": line, "intro": long},
        "leader": {"name": line, "email": line, "affiliation": line},
        "contact": {"address": line, "office_phone": line},
        "rationale": long, "content": long, "liaison": line,
        "partners": [line, line],
        "stages": [{"budget": line, "content": long, "start": line}],
        "members": vec![member; rows],
        "budget": {"requested": line, "items": [{"item": long, "amount": line, "basis": long}]},
    });
    let mut expected = texts(&[
        ("project_name", line),
        ("unit.credit_code", line),
        ("unit.intro", long),
        ("leader.email", line),
        ("leader.affiliation", line),
        ("contact.address", line),
        ("rationale", long),
        ("content", long),
        ("liaison", line),
        ("partners[1]", line),
        ("stages[0].content", long),
        ("stages[0].budget", line),
        ("budget.items[0].item", long),
        ("budget.items[0].basis", long),
    ]);
    for column in ["name", "affiliation", "contact", "duty"] {
        expected.push((format!("members[{}].{column}", rows - 1), line.to_owned()));
    }
    check("project-2021", &answers, &expected);
}

fn check_registration(long: &str, line: &str, rows: usize) {
    let person = json!({
        "name": line, "mobile": line, "email": line, "affiliation": line, "title": line,
        "address": line, "duty": long,
    });
    let answers = json!({
        "unit": {"name": line, "strengths": long, "partners": [line]},
        "team": {"name": line, "intro": long, "other_cities": [line]},
        "chief": person, "members": vec![person.clone(); rows],
        "work": {"problems": long},
        "stages": [{"content": long, "start": line}],
    });
    let mut expected = vec![
        ("unit.strengths".to_owned(), long.to_owned()),
        ("team.name".to_owned(), line.to_owned()),
        ("work.problems".to_owned(), long.to_owned()),
        ("stages[0].content".to_owned(), long.to_owned()),
        ("chief.duty".to_owned(), long.to_owned()),
    ];
    for column in ["name", "mobile", "email", "affiliation", "title", "address"] {
        expected.push((format!("members[{}].{column}", rows - 1), line.to_owned()));
    }
    check("registration-2022", &answers, &expected);
}

#[test]
fn long_and_odd_answers_are_printed_whole() {
    let no_blank = "科".repeat(1_000) + &"x".repeat(1_000);
    let address = format!(
        "{}@{}.example.org",
        "zhangsan".repeat(12),
        "mail".repeat(12)
    );
    let link = format!(
        "https://example.org/{}?q=%E7%A7%91&n=1",
        "path-to/".repeat(30)
    );
    let odd = "张𠮷与李𠔻、王䶮😀👨‍👩‍👧\t甲\u{A0}乙　丙\r\n“引’①１２３ＡＢＣ…——";
    for (long, line) in [
        (no_blank.as_str(), address.as_str()),
        (link.as_str(), odd),
        (odd, link.as_str()),
        ("。，、；：？！”）》", "（《“【"),
    ] {
        check_project(long, line, 3);
        check_registration(long, line, 2);
    }
}

#[test]
fn three_hundred_members_and_a_budget_item_of_five_hundred_characters() {
    let item = "专家咨询费，含交通、食宿及劳务；".repeat(32);
    check_project(&item, "欧阳示例", 300);
    check_registration(&item, "欧阳示例", 15);
}

fn odd_text(length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[一-龥]{1,30}",
        2 => "[a-zA-Z0-9]{1,40}",
        1 => "[。，、；：？！（）《》“”‘’—…·％℃]{1,3}",
        1 => "[-_.@/:?&=%#+*'\"(),;!]{1,4}",
        1 => "[０-９Ａ-Ｚ①-⑳㎡½]{1,4}",
        1 => Just("\n".to_owned()),
        1 => Just("\t".to_owned()),
        1 => Just("　 \u{A0}".to_owned()),
        1 => Just("𠮷😀䶮𠔻☑é".to_owned()),
    ];
    prop::collection::vec(piece, length).prop_map(|pieces| format!("字{}", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn whatever_is_typed_is_printed(long in odd_text(1..60), line in odd_text(0..8), rows in 1_usize..8) {
        check_project(&long, &line, rows);
        check_registration(&long, &line, rows);
    }
}
