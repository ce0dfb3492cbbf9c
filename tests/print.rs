//! Printing from the command line: the plan's files, the code on paper, the same bytes all day.

mod common;

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use common::{shenbao, word};
use lopdf::Document;
use proptest::prelude::*;
use serde_json::{Value, json};
use shenbao::project::{Forms, Project};
use tempfile::tempdir;

const EXAMPLE: &str = "examples/industry-team/answers.json";
const DAY: &str = "2021-05-20";

fn pages(path: &Path) -> usize {
    let document = Document::load(path).expect("a PDF");
    document.page_iter().count()
}

/// The code of an answers file.
fn code(path: &Path) -> String {
    let project = Project::open(path, &Forms::bundled()).expect("the answers open");
    project.print_code()
}

#[test]
fn fronts_backs_proof_and_checklist_are_made() {
    let folder = tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let (odd, even, proof, list) = (path("1.pdf"), path("2.pdf"), path("3.pdf"), path("4.pdf"));
    let run = shenbao(&[
        "export",
        EXAMPLE,
        "--odd",
        word(&odd),
        "--even",
        word(&even),
        "--proof",
        word(&proof),
        "--checklist",
        word(&list),
        "--copies",
        "2",
        "--today",
        DAY,
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let one = pages(&proof);
    assert_eq!(pages(&odd), one.div_ceil(2) * 2);
    assert_eq!(pages(&even), pages(&odd));
    assert_eq!(pages(&list), 1);
}

#[test]
fn the_self_check_is_printed_whatever_is_wrong() {
    let folder = tempdir().unwrap();
    let list = folder.path().join("自查表.pdf");
    for file in [EXAMPLE, "examples/faults/budget-items-sum-mismatch.json"] {
        let run = shenbao(&["export", file, "--summary", word(&list), "--today", DAY]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.contains("已导出自查表"), "{}", run.out);
        assert_eq!(pages(&list), 1, "{file}");
        fs::remove_file(&list).unwrap();
    }
}

#[test]
fn what_does_not_go_together_is_said_and_nothing_is_written() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("1.pdf");
    let other = folder.path().join("2.pdf");
    let registration = "examples/registration/answers.json";
    for (words, expected) in [
        (vec![EXAMPLE, "--odd", word(&path)], "--even"),
        (
            vec![
                EXAMPLE,
                "--odd",
                word(&path),
                "--even",
                word(&other),
                "--no-pad",
            ],
            "--no-pad",
        ),
        (vec![EXAMPLE, "--pdf", word(&path), "--copies", "0"], "份数"),
        (
            vec![registration, "--checklist", word(&path)],
            "装订签字清单",
        ),
        (
            vec![EXAMPLE, "--pdf", word(&path), "--body-font", "没有这个字体"],
            "没有可用的字体“没有这个字体”",
        ),
    ] {
        let run = shenbao(&[&["export"], &words[..]].concat());
        assert_eq!(run.code, 2, "{words:?}");
        assert!(run.err.contains(expected), "{words:?}: {}", run.err);
        assert_eq!(run.err.trim_end().lines().count(), 1, "{}", run.err);
        assert!(!path.exists() && !other.exists());
    }
}

#[test]
fn the_same_answers_day_and_version_give_the_same_bytes() {
    let folder = tempdir().unwrap();
    let make = |name: &str| {
        let path = folder.path().join(name);
        let run = shenbao(&["export", EXAMPLE, "--pdf", word(&path), "--today", DAY]);
        assert_eq!(run.code, 0);
        fs::read(path).unwrap()
    };
    let one = make("1.pdf");
    // The clock goes on by a second, the smallest step of a date in a PDF.
    sleep(Duration::from_millis(1100));
    assert!(one == make("2.pdf"));
}

#[test]
fn a_body_font_is_embedded_and_the_bundled_one_helps_out() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("1.pdf");
    let font = "fonts/NotoSansSC-Regular.ttf";
    let run = shenbao(&["export", EXAMPLE, "--pdf", word(&path), "--body-font", font]);
    assert_eq!(run.code, 0, "{}", run.err);
    let bytes = fs::read(&path).unwrap();
    let find = |name: &str| {
        bytes
            .windows(name.len())
            .any(|part| part == name.as_bytes())
    };
    assert!(find("SBBODY+") && !find("SBSERF+"));
}

#[test]
fn a_code_on_paper_is_held_against_each_kind_of_file() {
    let folder = tempdir().unwrap();
    let project = folder.path().join("a.shenbao");
    let bundle = folder.path().join("a.json");
    assert_eq!(shenbao(&["import", EXAMPLE, "-o", word(&project)]).code, 0);
    let made = shenbao(&["export", EXAMPLE, "--bundle", word(&bundle), "--today", DAY]);
    assert_eq!(made.code, 0, "{}", made.err);
    let code = code(Path::new(EXAMPLE));
    for file in [EXAMPLE, word(&project), word(&bundle)] {
        let told = code.to_lowercase().replace('-', " ");
        let run = shenbao(&["verify", &told, file]);
        assert_eq!((run.code, run.out.starts_with("一致")), (0, true), "{file}");
    }
    // One letter misheard.
    let last = if code.ends_with('3') { '4' } else { '3' };
    let misheard = format!("{}{last}", &code[..8]);
    let run = shenbao(&["verify", &misheard, EXAMPLE]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("只有第 8 位不同"), "{}", run.out);
    for wrong in ["123", "OOOO-OOOO"] {
        assert_eq!(shenbao(&["verify", wrong, EXAMPLE]).code, 2);
    }
    // A bundle that was changed by hand keeps its old code.
    let text = fs::read_to_string(&bundle).unwrap();
    fs::write(&bundle, text.replacen("宁波", "温州", 1)).unwrap();
    let run = shenbao(&["verify", &code, word(&bundle)]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("被改动过"), "{}", run.out);
}

/// Every place of an answer that is no group and no list.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                leaves(value, &format!("{at}/{key}"), found);
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                leaves(value, &format!("{at}/{index}"), found);
            }
        }
        _ => found.push(at.to_owned()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_change_of_any_answer_changes_the_code(pick in any::<prop::sample::Index>(), more in ".{1,4}") {
        let text = fs::read_to_string(EXAMPLE).unwrap();
        let mut file: Value = serde_json::from_str(&text).unwrap();
        let mut places = Vec::new();
        leaves(&file["answers"], "", &mut places);
        // A derived value is no answer.
        places.retain(|place| place != "/budget/total");
        let place = pick.get(&places);
        let answer = file["answers"].pointer_mut(place).unwrap();
        *answer = match &*answer {
            Value::Bool(yes) => json!(!yes),
            Value::String(text) => json!(format!("{text}{more}")),
            other => json!(format!("{other}{more}")),
        };
        let folder = tempdir().unwrap();
        let changed = folder.path().join("a.json");
        fs::write(&changed, file.to_string()).unwrap();
        prop_assert_ne!(code(&changed), code(Path::new(EXAMPLE)), "{}", place);
    }
}
