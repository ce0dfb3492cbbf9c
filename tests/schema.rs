//! Bundles against their JSON Schema, judged by a validator of another language.

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{shenbao, word};
use serde_json::{Value, json};
use tempfile::tempdir;

/// What Python's jsonschema says of documents: for each, its number of errors.
fn errors(schema: &Value, documents: &[Value]) -> Vec<usize> {
    let folder = tempdir().unwrap();
    let file = folder.path().join("in.json");
    let input = json!({"schema": schema, "documents": documents});
    fs::write(&file, serde_json::to_vec(&input).unwrap()).unwrap();
    let script = "import json, sys, jsonschema\n\
        data = json.load(open(sys.argv[1], encoding='utf-8'))\n\
        kind = jsonschema.Draft202012Validator\n\
        kind.check_schema(data['schema'])\n\
        tool = kind(data['schema'])\n\
        print(json.dumps([len(list(tool.iter_errors(d))) for d in data['documents']]))";
    // Debian's own Python has the package; another one first in the path may lack it.
    let output = ["/usr/bin/python3", "python3"]
        .iter()
        .filter_map(|python| {
            Command::new(python)
                .args(["-c", script, word(&file)])
                .output()
                .ok()
        })
        .find(|output| output.status.success())
        .expect("python3 with jsonschema (python3-jsonschema)");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn bundle(file: &Path, draft: bool) -> Value {
    let folder = tempdir().unwrap();
    let out = folder.path().join("b.json");
    let mut words = vec![
        "export",
        word(file),
        "--bundle",
        word(&out),
        "--today",
        "2021-05-20",
    ];
    if draft {
        words.push("--draft");
    }
    let run = shenbao(&words);
    assert_eq!(run.code, 0, "{}: {}", file.display(), run.err);
    serde_json::from_slice(&fs::read(out).unwrap()).unwrap()
}

fn schema(form: &str) -> Value {
    serde_json::from_str(&shenbao(&["schema", form]).out).unwrap()
}

#[test]
fn finished_bundles_and_drafts_of_anything_are_valid() {
    for form in ["project-2021", "registration-2022"] {
        let mut bundles = Vec::new();
        for example in [
            "industry-team",
            "regional-team",
            "conference",
            "support-project",
            "registration",
        ] {
            let bundle = bundle(
                Path::new(&format!("examples/{example}/answers.json")),
                false,
            );
            if bundle["form"] == form {
                bundles.push(bundle);
            }
        }
        let finished = bundles.len();
        for entry in fs::read_dir("examples/faults").unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|kind| kind == "json") {
                let bundle = bundle(&path, true);
                if bundle["form"] == form {
                    bundles.push(bundle);
                }
            }
        }
        assert!(finished > 0 && bundles.len() > 15, "{form}");
        assert_eq!(
            errors(&schema(form), &bundles),
            vec![0; bundles.len()],
            "{form}"
        );
    }
}

#[test]
fn a_bundle_without_errors_is_valid_however_its_answers_are_written() {
    let folder = tempdir().unwrap();
    let text = fs::read("examples/faults/clean-project.json").unwrap();
    let clean: Value = serde_json::from_slice(&text).unwrap();
    let mut bundles = Vec::new();
    for (path, value) in [
        ("/answers/cities", json!("浙江宁波")),
        ("/answers/partners", json!(null)),
        ("/answers/partners", json!("")),
        ("/answers/budget/own", json!(null)),
        ("/answers/unit/kind", json!(" national_society ")),
        ("/answers/needs_count", json!("52")),
        ("/answers/leader/mobile", json!(13800000000_u64)),
        ("/answers/budget/items/0/basis", json!(null)),
        ("/answers/declared_on", json!(" 2021-05-20 ")),
    ] {
        let mut answers = clean.clone();
        let (parent, key) = path.rsplit_once('/').unwrap();
        answers.pointer_mut(parent).unwrap()[key] = value;
        let file = folder.path().join("a.json");
        fs::write(&file, answers.to_string()).unwrap();
        bundles.push(bundle(&file, false));
    }
    assert_eq!(
        errors(&schema("project-2021"), &bundles),
        vec![0; bundles.len()]
    );
}

#[test]
fn a_finished_bundle_that_breaks_the_form_is_not_valid() {
    let good = bundle(Path::new("examples/industry-team/answers.json"), false);
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut bundle = good.clone();
        change(&mut bundle);
        bundle
    };
    let documents = [
        broken(&|bundle| bundle["version"] = json!(2)),
        broken(&|bundle| bundle["answers"]["declared_on"] = json!("5月20日")),
        broken(&|bundle| bundle["answers"]["project_type"] = json!("别的")),
        broken(&|bundle| bundle["answers"]["budget"]["requested"] = json!("六十")),
        broken(&|bundle| bundle["answers"]["members"] = json!("名单另附")),
        broken(&|bundle| {
            bundle["answers"]
                .as_object_mut()
                .unwrap()
                .remove("rationale");
        }),
        broken(&|bundle| {
            bundle["answers"].as_object_mut().unwrap().remove("cities");
        }),
        broken(&|bundle| bundle["findings"][0]["severity"] = json!("error")),
    ];
    for (at, errors) in errors(&schema("project-2021"), &documents)
        .into_iter()
        .enumerate()
    {
        assert!(errors > 0, "case {at} passed");
    }
}
