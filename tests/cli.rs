//! The command line, as other programs call it: outputs, exit codes, and what bad input does.

mod common;

use std::fs;
use std::path::Path;

use common::{Run, shenbao, shenbao_fed, shenbao_of, word};
use serde_json::{Value, json};
use tempfile::tempdir;

const DAY: &str = "2021-05-20";
const EXAMPLES: [&str; 5] = [
    "industry-team",
    "regional-team",
    "conference",
    "support-project",
    "registration",
];

fn findings(file: &str) -> Vec<Value> {
    let run = shenbao(&["check", file, "--format", "json", "--today", DAY]);
    let line: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err));
    assert_eq!(run.code, i32::from(line["errors"] != 0), "{file}");
    line["findings"].as_array().unwrap().clone()
}

#[test]
fn the_examples_are_clean() {
    for example in EXAMPLES {
        let file = format!("examples/{example}/answers.json");
        let found: Vec<_> = findings(&file)
            .into_iter()
            .filter(|finding| finding["severity"] != "hint")
            .collect();
        assert!(found.is_empty(), "{example}: {found:?}");
    }
}

#[test]
fn every_fault_file_shows_its_fault_and_no_other() {
    let mut seen = 0;
    for entry in fs::read_dir("examples/faults").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|kind| kind != "json") {
            continue;
        }
        let name = path.file_stem().unwrap().to_str().unwrap();
        let rule = name.split('.').next().unwrap();
        let found: Vec<_> = findings(word(&path))
            .into_iter()
            .filter(|finding| finding["severity"] != "hint" || finding["rule"] == rule)
            .map(|finding| finding["rule"].as_str().unwrap().to_owned())
            .collect();
        let expected: Vec<&str> = if rule.starts_with("clean-") {
            vec![]
        } else {
            vec![rule]
        };
        assert_eq!(found, expected, "{name}");
        seen += 1;
    }
    assert!(seen > 50, "only {seen} fault files");
}

#[test]
fn findings_of_a_folder_come_in_order_one_line_a_file() {
    let run = shenbao(&[
        "check",
        "examples/faults",
        "--format",
        "json",
        "--today",
        DAY,
    ]);
    let files: Vec<String> = run
        .out
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).unwrap()["file"]
                .as_str()
                .unwrap()
                .into()
        })
        .collect();
    let mut sorted = files.clone();
    sorted.sort();
    assert_eq!(files, sorted);
    assert_eq!(run.code, 1, "{}", run.err);
}

#[test]
fn a_message_names_the_label_and_quotes_the_notice() {
    let found = findings("examples/faults/needs-below-target.json");
    let finding = found
        .iter()
        .find(|it| it["rule"] == "needs-below-target")
        .unwrap();
    assert_eq!(finding["field"], "needs_count");
    assert!(
        finding["message"]
            .as_str()
            .unwrap()
            .contains("已挖掘凝练的产业服务需求数量")
    );
    let quote = finding["clause"]["quote"].as_str().unwrap();
    assert!(
        fs::read_to_string("assets/notices/2021-44.txt")
            .unwrap()
            .contains(quote)
    );
}

#[test]
fn a_project_file_holds_what_the_answers_said() {
    let folder = tempdir().unwrap();
    let (project, bundle) = (
        folder.path().join("a.shenbao"),
        folder.path().join("a.json"),
    );
    for example in EXAMPLES {
        let answers = format!("examples/{example}/answers.json");
        assert_eq!(
            shenbao(&["import", &answers, "-o", word(&project), "--force"]).code,
            0
        );
        let run = shenbao(&[
            "export",
            word(&project),
            "--bundle",
            word(&bundle),
            "--today",
            DAY,
        ]);
        assert_eq!(run.code, 0, "{}", run.err);
        let bundle: Value = serde_json::from_slice(&fs::read(&bundle).unwrap()).unwrap();
        let typed: Value = serde_json::from_slice(&fs::read(&answers).unwrap()).unwrap();
        let mut carried = bundle["answers"].clone();
        if typed["answers"]["budget"]["total"].is_null()
            && let Some(budget) = carried.get_mut("budget")
        {
            assert!(budget.as_object_mut().unwrap().remove("total").is_some());
        }
        assert_eq!(carried, typed["answers"], "{example}");
        // And the other way: a bundle is as good an input as the answers.
        let again = folder.path().join("b.json");
        fs::write(&again, serde_json::to_vec(&bundle).unwrap()).unwrap();
        assert_eq!(shenbao(&["check", word(&again), "--today", DAY]).code, 0);
    }
}

#[test]
fn an_existing_project_is_replaced_only_by_force() {
    let folder = tempdir().unwrap();
    let project = folder.path().join("a.shenbao");
    fs::write(&project, "mine").unwrap();
    let words = [
        "import",
        "examples/conference/answers.json",
        "-o",
        word(&project),
    ];
    assert_eq!(shenbao(&words).code, 2);
    assert_eq!(fs::read(&project).unwrap(), b"mine");
    assert_eq!(shenbao(&[&words[..], &["--force"]].concat()).code, 0);
    assert_ne!(fs::read(&project).unwrap(), b"mine");
}

#[test]
fn errors_keep_the_bundle_back_and_mark_the_paper() {
    let folder = tempdir().unwrap();
    let (pdf, bundle) = (folder.path().join("a.pdf"), folder.path().join("a.json"));
    let fault = "examples/faults/budget-items-sum-mismatch.json";
    let words = [
        "export",
        fault,
        "--pdf",
        word(&pdf),
        "--bundle",
        word(&bundle),
        "--today",
        DAY,
    ];
    let run = shenbao(&words);
    assert_eq!(
        (run.code, pdf.exists(), bundle.exists()),
        (1, true, false),
        "{}",
        run.err
    );
    let draft = [&words[..], &["--draft"]].concat();
    assert_eq!(shenbao(&draft).code, 0);
    let bundle: Value = serde_json::from_slice(&fs::read(&bundle).unwrap()).unwrap();
    assert_eq!(bundle["draft"], true);
}

/// A failure: exit code 2 and one sentence on standard error.
fn check_failure(run: &Run, contains: &str) {
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    assert!(run.err.contains(contains), "{} lacks {contains}", run.err);
}

#[test]
fn bad_input_is_told_in_one_sentence_and_left_alone() {
    let folder = tempdir().unwrap();
    let deep = format!(
        r#"{{"form":"project-2021","answers":{}"#,
        "[".repeat(100_000)
    );
    let whole = folder.path().join("whole.shenbao");
    shenbao(&[
        "import",
        "examples/conference/answers.json",
        "-o",
        word(&whole),
    ]);
    let mut truncated = fs::read(&whole).unwrap();
    truncated.truncate(truncated.len() / 2);
    let cases: [(&str, &[u8], &str); 16] = [
        ("文本.json", b"hello", "JSON"),
        ("空.json", b"", "空"),
        ("gbk.json", b"{\"form\":\"\xd6\xd0\xb9\xfa\"}", "GBK"),
        ("bom.json", b"\xef\xbb\xbf{}", "BOM"),
        ("utf16.json", b"\xff\xfe{\0}\0", "UTF-16"),
        ("深.json", deep.as_bytes(), "太深"),
        ("重复.json", br#"{"form":"project-2021","answers":{"a":1,"a":2}}"#, "两次"),
        ("别的.json", br#"{"name":"x"}"#, "answers"),
        ("表单.json", br#"{"form":"project-1999","answers":{}}"#, "project-1999"),
        (
            "附件.json",
            r#"{"form":"registration-2022","answers":{"unit":{"evidence":{"file":"无.jpg"}}}}"#
                .as_bytes(),
            "无.jpg",
        ),
        (
            "外面.json",
            br#"{"form":"registration-2022","answers":{"unit":{"evidence":{"file":"../x"}}}}"#,
            "../x",
        ),
        (
            "绝对.json",
            br#"{"form":"registration-2022","answers":{"unit":{"evidence":{"file":"/etc/passwd"}}}}"#,
            "/etc/passwd",
        ),
        (
            "新.json",
            br#"{"format":"shenbao-bundle","version":2,"form":"project-2021","answers":{}}"#,
            "升级",
        ),
        ("不是.shenbao", b"hello", "shenbao"),
        ("截断.shenbao", &truncated, "损坏"),
        ("图片.json", b"\x89PNG\r\n\x1a\n", "UTF-8"),
    ];
    for (name, bytes, contains) in cases {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let run = shenbao(&["check", word(&path)]);
        check_failure(&run, contains);
        check_failure(&run, name);
        let out = folder.path().join("out.shenbao");
        check_failure(
            &shenbao(&["import", word(&path), "-o", word(&out)]),
            contains,
        );
        let pdf = folder.path().join("out.pdf");
        check_failure(
            &shenbao(&["export", word(&path), "--pdf", word(&pdf)]),
            contains,
        );
        assert!(!out.exists() && !pdf.exists(), "{name}");
        assert_eq!(fs::read(&path).unwrap(), bytes, "{name} was changed");
    }
}

#[test]
fn a_place_that_cannot_be_written_is_told_and_nothing_is_left() {
    let folder = tempdir().unwrap();
    let example = "examples/conference/answers.json";
    let missing = folder.path().join("没有/a.pdf");
    check_failure(
        &shenbao(&["export", example, "--pdf", word(&missing)]),
        "文件夹不存在",
    );
    check_failure(
        &shenbao(&["export", example, "--pdf", word(folder.path())]),
        "文件夹",
    );
    check_failure(
        &shenbao(&["import", example, "-o", word(&missing)]),
        "文件夹不存在",
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn wrong_usage_is_told_in_one_sentence() {
    for words in [
        &["check"][..],
        &["check", "x", "--today", "5月20日"],
        &["check", "x", "--jobs", "0"],
        &["check", "x", "--format", "xml"],
        &["export", "examples/conference/answers.json"],
        &["export", "x", "--copies", "0"],
        &["import", "x"],
        &["schema", "project-1999"],
        &["explain", "no-such-rule"],
        &["count", "a", "b"],
        &["--nonsense"],
        &["check", "没有这个文件.json"],
    ] {
        check_failure(&shenbao(words), "");
        let run = shenbao(words);
        assert!(run.err.chars().any(|it| it as u32 > 0x4e00), "{}", run.err);
    }
}

#[test]
fn help_is_chinese() {
    for words in [&["--help"][..], &["check", "--help"], &["export", "-h"]] {
        let run = shenbao(words);
        assert_eq!(run.code, 0);
        for english in [
            "Usage",
            "Options",
            "Commands",
            "Arguments",
            "Print",
            "default",
            "possible",
        ] {
            assert!(!run.out.contains(english), "{english} in {}", run.out);
        }
    }
}

#[test]
fn counts_come_from_standard_input_too() {
    let run = shenbao_fed(&["count"], "第3条“安全生产”——要点…… x\n".as_bytes());
    assert_eq!(
        run.out.trim(),
        r#"{"words":16,"chars":17,"chars_no_space":16}"#
    );
    check_failure(&shenbao_fed(&["count"], b"\xd6\xd0"), "UTF-8");
}

#[test]
fn the_catalogue_has_26_cities() {
    let run = shenbao(&["catalog", "--format", "json"]);
    let cities: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(cities.as_array().unwrap().len(), 26);
    let ningbo = cities
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["name"] == "浙江宁波")
        .unwrap();
    assert_eq!(ningbo["teams"][1], "新一代信息技术");
    for key in ["province", "goal", "key_industries", "emerging_industries"] {
        assert!(!ningbo[key].is_null(), "{key}");
    }
}

#[test]
fn every_rule_can_be_explained() {
    let run = shenbao(&["rules", "--format", "json"]);
    let rules: Value = serde_json::from_str(&run.out).unwrap();
    for rule in rules.as_array().unwrap() {
        for key in ["severity", "condition"] {
            assert!(rule[key].is_string(), "{rule}");
        }
        let explained = shenbao(&["explain", rule["id"].as_str().unwrap()]);
        assert_eq!(explained.code, 0);
        assert!(!explained.out.contains('{'), "{}", explained.out);
    }
}

#[test]
fn a_new_form_can_be_tried_from_a_file() {
    let folder = tempdir().unwrap();
    let source = fs::read_to_string("assets/forms/registration-2022.ron").unwrap();
    let form = folder.path().join("2023.ron");
    let answers = folder.path().join("a.json");
    fs::write(&answers, r#"{"form":"registration-2023","answers":{}}"#).unwrap();
    check_failure(&shenbao(&["check", word(&answers)]), "registration-2023");

    fs::write(
        &form,
        source.replacen("registration-2022", "registration-2023", 1),
    )
    .unwrap();
    let run = shenbao(&["check", word(&answers), "--form-file", word(&form)]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("单位名称"));

    fs::write(&form, source.replacen("不超过15个", "不超过十五个", 1)).unwrap();
    check_failure(
        &shenbao(&["check", word(&answers), "--form-file", word(&form)]),
        "行",
    );
}

#[test]
fn people_come_from_a_roster_into_a_project() {
    let folder = tempdir().unwrap();
    let roster = Path::new("tests/rosters/usual.xlsx");
    let project = folder.path().join("a.shenbao");
    let clean = "examples/faults/clean-registration.json";
    assert_eq!(shenbao(&["import", clean, "-o", word(&project)]).code, 0);
    let run = shenbao(&[
        "roster",
        word(roster),
        "--format",
        "json",
        "--into",
        word(&project),
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.starts_with("加进 6 人："), "{}", run.err);
    let again = shenbao(&["roster", word(roster), "--into", word(&project)]);
    // Also who has no name, by the number.
    let words = "加进 0 人，另有 6 人已在表里：";
    assert!(again.err.starts_with(words), "{}", again.err);
    let many = folder.path().join("many.csv");
    let lines = (0..15).map(|at| format!("专家{at},138000001{at:02}\n"));
    fs::write(&many, format!("姓名,手机\n{}", lines.collect::<String>())).unwrap();
    let over = shenbao(&["roster", word(&many), "--into", word(&project)]);
    assert_eq!(over.code, 0);
    assert!(over.err.contains("最多 15 人"), "{}", over.err);
    let person: Value = serde_json::from_str(run.out.lines().next().unwrap()).unwrap();
    assert!(person["name"].is_string() && person["problems"].is_array());
    let whole: Value = serde_json::from_str(run.out.lines().last().unwrap()).unwrap();
    assert_eq!(
        (&whole["sheet"], &whole["header_row"], &whole["counts"]),
        (
            &json!("专家"),
            &json!(5),
            &json!({"people": 6, "with_problems": 4})
        )
    );
    assert_eq!(whole["sheets"], json!(["封面", "专家"]));
    assert_eq!(
        whole["mapping"][1],
        json!({"column": "C", "header": "姓名", "part": "name", "confidence": "sure"})
    );
    let text = shenbao(&["roster", word(roster)]).out;
    assert!(text.contains("共 6 人，其中 4 人有要核对的地方"), "{text}");
    assert!(text.contains("C 列“姓名”：姓名"), "{text}");
    assert!(text.contains("工作表“专家”D8：手机号"), "{text}");
    let template = folder.path().join("t.xlsx");
    assert_eq!(
        shenbao(&["roster-template", "project-2021", "-o", word(&template)]).code,
        0
    );
    assert_eq!(shenbao(&["roster", word(&template)]).code, 0);
}

#[cfg(target_os = "linux")]
#[test]
fn columns_that_a_person_corrected_in_the_window_are_read_so() {
    use shenbao::project::people::{Corrections, Part, read};
    use shenbao::workspace::{Places, RosterColumns};
    let home = tempdir().unwrap();
    let roster = Path::new("tests/rosters/usual.xlsx");
    let places = Places {
        data: home.path().join("data/shenbao"),
        documents: home.path().to_owned(),
    };
    let before = read(roster, None, &Corrections::default()).unwrap();
    let is_title = |column: &shenbao::roster::Column| column.part == Some(Part::Title);
    let title = before.columns.iter().position(is_title).unwrap();
    let columns = RosterColumns::of(&places);
    columns.keep(&before, title, Some(Part::Research)).unwrap();
    let mapping = |run: &Run| {
        let whole: Value = serde_json::from_str(run.out.lines().last().unwrap()).unwrap();
        whole["mapping"][title].clone()
    };
    let words = ["roster", word(roster), "--format", "json"];
    let run = shenbao_of(home.path(), &words);
    let now = mapping(&run);
    assert_eq!(
        (&now["part"], &now["confidence"]),
        (&json!("research"), &json!("corrected"))
    );
    // What does not read is said and stands in nobody's way.
    fs::write(places.data.join("roster-columns.ron"), "{").unwrap();
    let run = shenbao_of(home.path(), &words);
    assert_eq!((run.code, &mapping(&run)["part"]), (0, &json!("title")));
    assert!(
        run.err.contains("以前在窗口里改过的栏没有用上"),
        "{}",
        run.err
    );
}

#[test]
fn an_export_never_replaces_its_source_or_another_export() {
    let folder = tempdir().unwrap();
    let project = folder.path().join("a.shenbao");
    shenbao(&[
        "import",
        "examples/conference/answers.json",
        "-o",
        word(&project),
    ]);
    let before = fs::read(&project).unwrap();
    check_failure(
        &shenbao(&["export", word(&project), "--pdf", word(&project)]),
        "同一个",
    );
    let same = folder.path().join("a.pdf");
    let words = [
        "export",
        word(&project),
        "--pdf",
        word(&same),
        "--bundle",
        word(&same),
    ];
    check_failure(&shenbao(&words), "同一个");
    assert_eq!(fs::read(&project).unwrap(), before);
    assert!(!same.exists());
}

#[test]
fn a_filled_roster_is_not_replaced_by_an_empty_one() {
    let folder = tempdir().unwrap();
    let roster = folder.path().join("名单.xlsx");
    fs::copy("tests/rosters/usual.xlsx", &roster).unwrap();
    let words = ["roster-template", "registration-2022", "-o", word(&roster)];
    check_failure(&shenbao(&words), "--force");
    assert_eq!(
        fs::read(&roster).unwrap(),
        fs::read("tests/rosters/usual.xlsx").unwrap()
    );
    assert_eq!(shenbao(&[&words[..], &["--force"]].concat()).code, 0);
    assert_eq!(shenbao(&words).code, 0, "an empty one may be made again");
}

#[test]
fn an_import_never_replaces_its_source() {
    let folder = tempdir().unwrap();
    let answers = folder.path().join("a.json");
    fs::copy("examples/conference/answers.json", &answers).unwrap();
    let before = fs::read(&answers).unwrap();
    let run = shenbao(&["import", word(&answers), "-o", word(&answers), "--force"]);
    check_failure(&run, "同一个");
    assert_eq!(fs::read(&answers).unwrap(), before);
}

#[test]
fn words_of_a_file_never_break_the_sentence() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("a.json");
    fs::write(&file, r#"{"form":"a\nb\u001b[2J","answers":{}}"#).unwrap();
    let run = shenbao(&["check", word(&file)]);
    check_failure(&run, "表单");
    assert!(!run.err.contains('\u{1b}'), "{:?}", run.err);
}

#[test]
fn a_form_file_may_stand_before_the_command() {
    let form = "assets/forms/project-2021.ron";
    let clean = "examples/faults/clean-project.json";
    let run = shenbao(&["--form-file", form, "check", clean, "--today", DAY]);
    assert_eq!(run.code, 0, "{}", run.err);
}
