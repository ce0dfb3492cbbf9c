//! 自查表 on paper, as text: an application without faults and one with many, against references.
//! After a change that is meant, run with `SHENBAO_UPDATE=1` and look at the difference.

use std::path::Path;
use std::time::Duration;

use chrono::NaiveDate;
use shenbao::answers::Edit;
use shenbao::layout;
use shenbao::project::{Forms, Paper, Project};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 5, 20).expect("a day")
}

fn project() -> Project {
    let path = Path::new("examples/industry-team/answers.json");
    Project::open(path, &Forms::bundled()).expect("the example opens")
}

/// Holds the pages against their reference and gives back how many there are.
fn check(name: &str, project: &Project) -> usize {
    let check = project.self_check(today());
    let pages = check.pages(project.body().face);
    let found = layout::dump(&pages);
    let path = format!("tests/golden/summary/{name}.txt");
    if std::env::var_os("SHENBAO_UPDATE").is_some() {
        std::fs::create_dir_all("tests/golden/summary").expect("a folder");
        std::fs::write(&path, &found).expect("the reference is written");
    }
    let expected = std::fs::read_to_string(&path).expect("a reference");
    assert_eq!(expected, found, "{path}");
    pages.len()
}

#[test]
fn an_application_without_faults_fits_on_one_page() {
    assert_eq!(check("industry-team", &project()), 1);
}

#[test]
fn many_faults_go_on_on_further_pages_with_numbers() {
    let mut project = project();
    let intro = project.answers().text("unit.intro").repeat(2);
    let mut edits = vec![
        Edit::text("unit.intro", intro),
        Edit::text("leader.mobile", "123"),
        Edit::text("rationale", ""),
        Edit::text("budget.own", "3"),
    ];
    edits.extend((0..12).map(|at| Edit::text(format!("members[{at}].contact"), "")));
    project.apply(Edit::Many(edits), Duration::ZERO);
    let pages = check("industry-team-faults", &project);
    assert!(pages > 1);
    let text = std::fs::read_to_string("tests/golden/summary/industry-team-faults.txt");
    let text = text.expect("a reference").replace(' ', "");
    assert!(text.contains(&format!("第{pages}页共{pages}页")));
}

#[test]
fn it_is_printed_for_every_form_however_little_is_filled_in() {
    for form in Forms::bundled().list() {
        let project = Project::new(form.clone());
        let pdf = project.print(Paper::Summary, today()).expect("a PDF");
        assert!(pdf.expect("pages").starts_with(b"%PDF-"), "{}", form.id);
    }
}
