//! Project files come back as they were saved, or say what is wrong.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use shenbao::answers::{Answer, Answers, Attachments, Group};
use shenbao::storage::project_file::{ProjectFile, read, write};
use shenbao::storage::{Cause, StorageError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const GOLDEN: [&[u8]; 2] = [
    include_bytes!("golden/version-1.shenbao"),
    include_bytes!("golden/version-2.shenbao"),
];

fn group(entries: &[(&str, Answer)]) -> Answer {
    Answer::Group(Group(
        entries
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value.clone()))
            .collect(),
    ))
}

/// What the golden file of the newest version holds.
fn sample() -> ProjectFile {
    let Answer::Group(root) = group(&[
        (
            "project_name",
            "面向“科创中国”的\r\n服务\t\u{0}\u{feff}𠮷👩‍🔬 \\ \" ' {}".into(),
        ),
        ("needs_count", Answer::Number("52".into())),
        ("commitment", Answer::YesNo(true)),
        ("liaison", Answer::Nothing),
        ("cities", Answer::List(vec!["浙江宁波".into(), "".into()])),
        ("", Answer::List(vec![])),
        (
            "members",
            Answer::List(vec![group(&[
                ("name", "张三".into()),
                ("photo", group(&[("file", "../张三.jpg".into())])),
                ("amount", Answer::Number("20.00".into())),
            ])]),
        ),
    ]) else {
        unreachable!("a group")
    };
    let Answer::Group(notes) = group(&[
        ("steps", group(&[("account", Answer::YesNo(true))])),
        ("remarks", group(&[("account", "已由财务注册".into())])),
    ]) else {
        unreachable!("a group")
    };
    let mut attachments = Attachments::default();
    attachments.insert("../张三.jpg", *b"\xff\xd8picture\xff\xd9");
    attachments.insert("", *b"");
    ProjectFile {
        body_font: None,
        answers: Answers {
            form: "registration-2022".into(),
            root,
            notes,
        },
        attachments,
        app_version: "0.1.0".into(),
    }
}

#[test]
fn every_version_is_read_for_ever() {
    let [first, second] = GOLDEN;
    let mut without_notes = sample();
    without_notes.answers.notes = Group::default();
    assert_eq!(read(first).unwrap(), without_notes);
    assert_eq!(read(second).unwrap(), sample());
}

#[test]
fn a_body_font_comes_back_and_none_leaves_no_trace() {
    let plain = sample();
    let set = ProjectFile {
        body_font: Some("仿宋".into()),
        ..sample()
    };
    assert_eq!(read(&write(&set).unwrap()).unwrap(), set);
    assert_eq!(read(&write(&plain).unwrap()).unwrap().body_font, None);
}

#[test]
fn equal_content_gives_equal_bytes_that_a_file_manager_can_tell() {
    let bytes = write(&sample()).unwrap();
    assert_eq!(bytes, write(&sample()).unwrap());
    assert!(bytes[30..].starts_with(b"mimetypeapplication/x-shenbao"));
    let again = read(&bytes).unwrap();
    assert_eq!(again, sample());
    assert_eq!(write(&again).unwrap(), bytes);
}

/// Run with `--ignored` once for a new version, and commit the file that it makes.
#[test]
#[ignore = "makes the golden file"]
fn make_the_golden_file() {
    std::fs::write("tests/golden/version-2.shenbao", write(&sample()).unwrap()).unwrap();
}

fn answer() -> impl Strategy<Value = Answer> {
    let leaf = prop_oneof![
        Just(Answer::Nothing),
        any::<bool>().prop_map(Answer::YesNo),
        any::<String>().prop_map(Answer::Text),
        "\\PC{0,20}|[\\x00-\\x1f]{0,9}|[甲-龟😀-😏\u{e000}\u{10ffff}]{0,9}".prop_map(Answer::Text),
        "-?[0-9]{1,60}(\\.[0-9]{0,40})?([eE][+-]?[0-9]{1,5})?".prop_map(Answer::Number),
    ];
    leaf.prop_recursive(6, 60, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Answer::List),
            prop::collection::vec((any::<String>(), inner), 0..8)
                .prop_map(|entries| Answer::Group(Group(entries))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn whatever_was_typed_comes_back(
        root in prop::collection::vec((any::<String>(), answer()), 0..6),
        noted in prop::collection::vec((any::<String>(), answer()), 0..3),
        form in any::<String>(),
        files in prop::collection::btree_map(any::<String>(), any::<Vec<u8>>(), 0..4),
    ) {
        let mut attachments = Attachments::default();
        for (name, bytes) in files {
            attachments.insert(name, bytes);
        }
        let answers = Answers { form, root: Group(root), notes: Group(noted) };
        let project = ProjectFile { answers, attachments, body_font: None, app_version: "9.9.9".into() };
        prop_assert_eq!(read(&write(&project).unwrap()).unwrap(), project);
    }
}

#[test]
fn values_as_deep_as_json_allows_are_kept_and_deeper_ones_are_no_crash() {
    let nested = |depth| {
        let mut answer = Answer::Text("里".into());
        for level in 0..depth {
            answer = if level % 2 == 0 {
                group(&[("内", answer)])
            } else {
                Answer::List(vec![answer])
            };
        }
        let mut project = sample();
        project.answers.root.0.push(("深".into(), answer));
        project
    };
    let deep = nested(128);
    assert_eq!(read(&write(&deep).unwrap()).unwrap(), deep);
    let error = write(&nested(3_000)).unwrap_err();
    assert!(matches!(error.cause, Cause::CannotHold(_)), "{error}");
}

#[test]
fn a_file_cut_anywhere_is_an_error() {
    let bytes = write(&sample()).unwrap();
    for end in 0..bytes.len() {
        let error = read(&bytes[..end]).unwrap_err();
        assert!(
            matches!(error.cause, Cause::Damaged(_) | Cause::NotAProject(_)),
            "{end}: {error}"
        );
    }
}

#[test]
fn flipped_bytes_are_an_error_or_change_nothing() {
    let bytes = write(&sample()).unwrap();
    for at in 0..bytes.len() {
        for flip in [1, 0x80, 0xff] {
            let mut broken = bytes.clone();
            broken[at] ^= flip;
            if let Ok(project) = read(&broken) {
                assert_eq!(project, sample(), "byte {at}");
            }
        }
    }
}

fn container(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn with_project(text: &str) -> Result<ProjectFile, StorageError> {
    read(&container(&[
        ("mimetype", b"application/x-shenbao"),
        ("project.ron", text.as_bytes()),
    ]))
}

#[test]
fn a_newer_version_is_named_whatever_it_looks_like() {
    for text in [
        "(version: 3, …",
        "(version:3,new:Some(1))",
        "(\n version: 99999999999999999999,",
    ] {
        let error = with_project(text).unwrap_err();
        assert!(matches!(error.cause, Cause::Newer { .. }), "{error}");
        assert!(error.to_string().contains("请升级"), "{error}");
    }
}

#[test]
fn hostile_content_is_refused_in_plain_words() {
    let whole = |answers: &str| {
        format!("(version: 1, app_version: \"\", form: \"\", answers: {answers}, attachments: [])")
    };
    assert!(with_project(&whole("[]")).is_ok());
    for text in [
        String::new(),
        "(version: 0)".to_owned(),
        "(form: \"\")".to_owned(),
        whole("[(\"\", Text(1))]"),
        whole("[], extra: 1"),
        whole(&"[".repeat(100_000)),
        whole(&format!("[(\"\", {}", "List([".repeat(100_000))),
    ] {
        let error = with_project(&text).unwrap_err();
        assert!(
            matches!(error.cause, Cause::Damaged(_) | Cause::Oversized(_)),
            "{}: {error}",
            &text[..text.len().min(80)]
        );
    }
    let entry = |entry: &str| {
        let text = whole("[]").replace(
            "attachments: []",
            &format!("attachments: [(name: \"a\", entry: \"{entry}\", sha256: \"\", bytes: 0)]"),
        );
        with_project(&text).unwrap_err().to_string()
    };
    assert!(entry("../../etc/passwd").contains("附件“a”缺失"));
    assert!(entry("mimetype").contains("附件“a”与保存时不一致"));
}

#[test]
fn bombs_stop_at_the_limit() {
    let zeros = vec![0; 50 << 20];
    let bomb = container(&[
        ("mimetype", b"application/x-shenbao"),
        ("project.ron", &zeros),
    ]);
    let error = read(&bomb).unwrap_err();
    assert!(matches!(error.cause, Cause::Oversized(_)), "{error}");
    let names: Vec<_> = (0..2_001).map(|number| number.to_string()).collect();
    let many: Vec<_> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let error = read(&container(&many)).unwrap_err();
    assert!(matches!(error.cause, Cause::Oversized(_)), "{error}");
}

#[test]
fn other_files_are_told_apart() {
    for (bytes, words) in [
        (&b""[..], "空的"),
        (b"{\"form\": 1}", "JSON"),
        (b"%PDF-1.7", "PDF"),
        (b"hello", "不是申报助手的项目文件"),
        (
            &container(&[("xl/workbook.xml", b"")]),
            "不是申报助手的项目文件",
        ),
    ] {
        let error = read(bytes).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
}

#[test]
fn a_project_is_saved_and_loaded_by_path() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("申报.shenbao");
    sample().save(&path).unwrap();
    assert_eq!(ProjectFile::load(&path).unwrap(), sample());
    std::fs::write(&path, "x").unwrap();
    let error = ProjectFile::load(&path).unwrap_err().to_string();
    assert!(error.ends_with("申报.shenbao"), "{error}");
}
