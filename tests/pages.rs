//! Every page of the forms, item by item, against references: what stands where, in mm, and which
//! field it shows; and a few pages as pictures. After a change that is meant, run with
//! `SHENBAO_UPDATE=1` and look at the difference before it is committed.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::NaiveDate;
use shenbao::layout::page::{Item, Page, Shape};
use shenbao::project::{Forms, Paper, Project};

/// Dots per inch of the pictures.
const RESOLUTION: &str = "50";

const ONE_COPY: Paper = Paper::Copies {
    copies: 1,
    pad: false,
};

/// Mean difference of grey that is no difference, of 255: other versions smooth letters otherwise.
const SAME: f64 = 1.5;

fn project(name: &str) -> Project {
    let forms = Forms::bundled();
    match name.strip_prefix("blank-") {
        Some(form) => Project::new(forms.find(form).expect("a form")),
        None => {
            let path = format!("examples/{name}/answers.json");
            Project::open(Path::new(&path), &forms).expect("the example opens")
        }
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 5, 20).expect("a day")
}

/// One line an item: left, top, width and height, size and face, field, text. Rules are the lines
/// that begin with a stroke.
fn describe(pages: &[Page]) -> String {
    let mut text = String::new();
    for (number, page) in pages.iter().enumerate() {
        writeln!(text, "页 {}", number + 1).expect("a string");
        for item in &page.items {
            let place = item.place;
            let (x, y, width, height) = (place.x.0, place.y.0, place.width.0, place.height.0);
            write!(text, "{x:6.2} {y:6.2} {width:6.2} {height:6.2}").expect("a string");
            writeln!(text, "{}", what(item)).expect("a string");
        }
    }
    text
}

fn what(item: &Item) -> String {
    let field = item.field.as_deref().unwrap_or("·");
    match &item.shape {
        Shape::Text(shown) => {
            let words: String = shown.glyphs.iter().map(|glyph| glyph.character).collect();
            format!(" {:?} {} {field} {words}", shown.face, shown.size.0)
        }
        Shape::Box { character, .. } => format!(" 框 {field} {character}"),
        Shape::Rule { thickness } => format!(" 线 {}", thickness.0),
    }
}

fn is_update() -> bool {
    std::env::var_os("SHENBAO_UPDATE").is_some()
}

/// Holds the pages of an example, or of a blank form, against its reference.
fn check(name: &str) {
    let pages = project(name).pages(today());
    let found = describe(&pages);
    let path = format!("tests/golden/pages/{name}.txt");
    if is_update() {
        std::fs::create_dir_all("tests/golden/pages").expect("a folder");
        std::fs::write(&path, &found).expect("the reference is written");
    }
    let expected = std::fs::read_to_string(&path).expect("a reference");
    let lines = expected.lines().zip(found.lines()).enumerate();
    for (at, (expected, found)) in lines {
        assert_eq!(expected, found, "{path}, line {}", at + 1);
    }
    assert_eq!(expected.lines().count(), found.lines().count(), "{path}");
}

#[test]
fn the_blank_forms_stand_as_the_notices_print_them() {
    check("blank-project-2021");
    check("blank-registration-2022");
}

#[test]
fn the_examples_stand_where_they_did() {
    for name in [
        "industry-team",
        "regional-team",
        "conference",
        "support-project",
        "registration",
    ] {
        check(name);
    }
}

/// Draws one page of a PDF by poppler.
fn draw(pdf: &Path, page: usize, to: &Path) -> PathBuf {
    let page = page.to_string();
    let arguments = ["-gray", "-png", "-singlefile", "-r", RESOLUTION];
    let status = Command::new("pdftoppm")
        .args(arguments)
        .args(["-f", &page, "-l", &page])
        .args([pdf, to])
        .status()
        .expect("pdftoppm (see tests/run)");
    assert!(status.success());
    to.with_extension("png")
}

/// Holds the picture of a page, from 1, against its reference.
fn check_picture(name: &str, page: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let pdf = folder.path().join("paper.pdf");
    let printed = project(name).print(ONE_COPY, today()).expect("a PDF");
    std::fs::write(&pdf, printed.expect("pages")).expect("the file");
    let drawn = draw(&pdf, page, &folder.path().join("page"));
    let reference = format!("tests/golden/pages/{name}-{page}.png");
    if is_update() {
        std::fs::copy(&drawn, &reference).expect("the reference is written");
    }
    let read = |path: &Path| image::open(path).expect("a picture").into_luma8();
    let (expected, found) = (read(Path::new(&reference)), read(&drawn));
    assert_eq!(expected.dimensions(), found.dimensions(), "{reference}");
    let pairs = expected.as_raw().iter().zip(found.as_raw());
    let differences: f64 = pairs
        .map(|(one, other)| f64::from(one.abs_diff(*other)))
        .sum();
    let mean = differences / expected.as_raw().len() as f64;
    assert!(mean < SAME, "{reference}: {mean}");
}

#[test]
fn a_few_pages_look_as_they_did() {
    check_picture("blank-project-2021", 1);
    check_picture("blank-project-2021", 3);
    check_picture("registration", 3);
}
