//! Spreadsheets that people really send, written by openpyxl and LibreOffice: see
//! `rosters/make.py`.

use std::sync::Arc;

use shenbao::answers::{Answer, Answers, Edit, Group};
use shenbao::form::{self, FormDef};
use shenbao::roster::{self, Confidence, Corrections, Part, Person, Reading, Roster, RosterError};

fn form(id: &str) -> Arc<FormDef> {
    form::find(id).expect("a bundled form")
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!("tests/rosters/{name}")).unwrap()
}

fn read(name: &str) -> Roster {
    roster::read(&bytes(name), Reading::default()).unwrap()
}

fn sheet(name: &str) -> Reading<'_> {
    Reading {
        sheet: Some(name),
        ..Reading::default()
    }
}

fn problems(person: &Person) -> Vec<String> {
    person
        .problems
        .iter()
        .map(|problem| format!("{} {}", problem.cell, problem.message))
        .collect()
}

#[test]
fn what_was_said_of_a_column_holds_for_the_next_file_with_that_header() {
    let before = read("usual.xlsx");
    let mut corrections = Corrections::default();
    let at = |part| {
        before
            .columns
            .iter()
            .position(|column| column.part == Some(part))
    };
    let (mobile, duty) = (at(Part::Mobile).unwrap(), at(Part::Duty).unwrap());
    corrections.set(&before, duty, Some(Part::Research));
    corrections.set(&before, mobile, None);
    let reading = Reading {
        corrections: Some(&corrections),
        ..Reading::default()
    };
    for name in ["usual.xlsx", "usual.ods"] {
        let after = roster::read(&bytes(name), reading).unwrap();
        assert_eq!(after.people[0].research, "负责对接", "{name}");
        assert_eq!(
            (
                after.people[0].duty.as_str(),
                after.people[0].mobile.as_str()
            ),
            ("", "")
        );
        assert_eq!(after.columns[duty].confidence, Confidence::Corrected);
    }
    let other = roster::read(&bytes("filled-registration-2022.xlsx"), reading).unwrap();
    assert!(
        other
            .columns
            .iter()
            .all(|column| column.confidence == Confidence::Sure)
    );
}

#[test]
fn a_usual_list_is_read_in_every_format() {
    for name in ["usual.xlsx", "usual.ods", "usual.xls"] {
        let roster = read(name);
        assert_eq!(
            (roster.sheet.as_str(), roster.header_row),
            ("专家", 5),
            "{name}"
        );
        let names: Vec<_> = roster
            .people
            .iter()
            .map(|person| (person.row, person.name.as_str(), person.mobile.as_str()))
            .collect();
        assert_eq!(
            names,
            [
                (6, "张三", "13800138000"),
                (7, "李四", "13900139000"),
                (8, "欧阳修", "1370013700"),
                (11, "", "13600136000"),
                (12, "王五", "13500135000"),
                (13, "赵六", "13400134000"),
            ],
            "{name}"
        );
        let affiliations: Vec<_> = roster
            .people
            .iter()
            .map(|person| person.affiliation.as_str())
            .collect();
        assert_eq!(
            affiliations,
            [
                "某某大学院长",
                "某某大学副院长",
                "某某研究所",
                "某某公司",
                "某某公司总工",
                "某某公司"
            ],
            "{name}"
        );
        assert_eq!(roster.people[0].duty, "负责\n对接");
        assert_eq!(roster.people[1].email, "lisi@example.org");
        assert_eq!(roster.people[1].academician, ["中国科学院院士"]);
        assert!(roster.people[0].academician.is_empty());
        let found: Vec<_> = roster.people.iter().map(problems).collect();
        assert_eq!(found[0], [""; 0], "{name}");
        assert!(
            found[1][0].starts_with("K7 “110101199001011"),
            "{name}: {:?}",
            found[1]
        );
        assert!(found[1][0].contains("18 位号码"), "{:?}", found[1]);
        assert!(
            found[2][0].starts_with("D8 手机号“1370013700”是 10 位"),
            "{:?}",
            found[2]
        );
        assert!(
            found[2][1].starts_with("E8 “ouyang”里没有 @"),
            "{:?}",
            found[2]
        );
        assert!(
            found[3][0].starts_with("C11 这一行没有写姓名"),
            "{:?}",
            found[3]
        );
        assert!(found[4][0].starts_with("I12 只写了“是”"), "{:?}", found[4]);
        if name != "usual.xlsx" {
            // openpyxl writes the formula without its value.
            assert_eq!(
                found[5],
                ["E13 单元格是公式错误 #N/A，请改成实际内容"],
                "{name}"
            );
        }
    }
}

#[test]
fn the_columns_say_what_they_were_taken_for() {
    let columns = read("usual.xlsx").columns;
    let of = |letters: &str| {
        columns
            .iter()
            .find(|column| column.letters == letters)
            .unwrap()
    };
    assert_eq!(of("E").part, Some(Part::Email));
    assert_eq!(of("G").part, Some(Part::Position));
    assert_eq!((of("K").part, of("K").header.as_str()), (None, "身份证号"));
}

#[test]
fn a_sheet_can_be_named_even_a_hidden_one() {
    let bytes = bytes("usual.xlsx");
    assert_eq!(
        roster::read(&bytes, sheet("旧名单")).unwrap().people[0].name,
        "旧人"
    );
    let error = roster::read(&bytes, sheet("没有")).unwrap_err();
    assert!(matches!(error, RosterError::NoSuchSheet { .. }));
    assert!(error.to_string().contains("“封面”、“专家”"), "{error}");
    let error = roster::read(&bytes, sheet("封面")).unwrap_err();
    assert!(matches!(error, RosterError::NoHeader { .. }), "{error}");
}

#[test]
fn a_person_is_the_line_of_json_that_the_contract_shows() {
    let line = serde_json::to_string(&read("usual.xlsx").people[2]).unwrap();
    assert!(line.starts_with(
        r#"{"row":8,"sheet":"专家","name":"欧阳修","mobile":"1370013700","email":"ouyang","office_phone":"","affiliation":"某某研究所","title":"研究员","academician":[],"address":"","duty":"咨询","problems":[{"cell":"D8","message":""#
    ), "{line}");
}

#[test]
fn stray_cells_and_bombs_cost_nothing() {
    assert_eq!(read("far.xlsx").people.len(), 1);
    for name in ["bomb.xlsx", "wide.ods"] {
        let error = roster::read(&bytes(name), Reading::default()).unwrap_err();
        assert!(matches!(error, RosterError::TooLarge(_)), "{name}: {error}");
    }
}

#[test]
fn other_files_are_told_apart() {
    let project = include_bytes!("golden/version-1.shenbao");
    for (bytes, words) in [
        (&b""[..], "空的"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "网页"),
        ("会议于五月召开\n请各位专家参加\n".as_bytes(), "不是表格"),
        (b"%PDF-1.7", "PDF"),
        (b"{\"form\": 1}", "JSON"),
        (b"PK\x03\x04cut", "损坏"),
        (b"\xd0\xcf\x11\xe0", "不是表格"),
        (project, "项目文件"),
    ] {
        let error = roster::read(bytes, Reading::default())
            .unwrap_err()
            .to_string();
        assert!(error.contains(words), "{error}");
    }
    let mut locked = b"\xd0\xcf\x11\xe0".to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(
        roster::read(&locked, Reading::default()),
        Err(RosterError::Password)
    );
}

#[test]
fn damaged_spreadsheets_are_errors_or_load_and_never_panic_through() {
    for name in ["usual.xlsx", "usual.ods", "usual.xls"] {
        let whole = bytes(name);
        for step in 0..40 {
            let _ = roster::read(&whole[..whole.len() * step / 40], Reading::default());
            let mut flipped = whole.clone();
            flipped[whole.len() * step / 40] ^= 0xff;
            let _ = roster::read(&flipped, Reading::default());
        }
    }
}

/// Run with `--ignored` before `rosters/make.py`, which fills them in.
#[test]
#[ignore = "makes the templates"]
fn make_templates() {
    for id in ["project-2021", "registration-2022"] {
        let path = format!("tests/rosters/template-{id}.xlsx");
        std::fs::write(path, roster::template(&form(id)).unwrap()).unwrap();
    }
}

#[test]
fn an_empty_template_has_the_forms_columns_and_nobody_in_it() {
    for id in ["project-2021", "registration-2022"] {
        let form = form(id);
        let bytes = roster::template(&form).unwrap();
        assert_eq!(bytes, roster::template(&form).unwrap());
        let roster = roster::read(&bytes, Reading::default()).unwrap();
        assert_eq!(roster.people, []);
        let table = form.field("members").unwrap();
        let labels: Vec<_> = table
            .columns()
            .iter()
            .filter(|column| column.id != "photo")
            .map(|column| column.label.as_str())
            .collect();
        let headers: Vec<_> = roster
            .columns
            .iter()
            .skip(1)
            .map(|column| column.header.as_str())
            .collect();
        assert_eq!(headers, labels, "{id}");
        assert!(
            roster.columns.iter().all(|column| column.part.is_some()),
            "{id}"
        );
    }
}

#[test]
fn a_filled_template_gives_back_exactly_what_was_filled_in() {
    let cells = |id: &str, columns: &[&str]| -> Vec<Vec<String>> {
        let mut answers = Answers::new(id);
        let people = read(&format!("filled-{id}.xlsx")).people;
        answers.apply(Edit::Many(roster::edits(&form(id), &answers, &people)));
        let cell =
            |row: usize, column: &&str| match answers.get(&format!("members[{row}].{column}")) {
                Some(Answer::List(entries)) => entries
                    .iter()
                    .map(Answer::text)
                    .collect::<Vec<_>>()
                    .join("、"),
                Some(answer) => answer.text().into_owned(),
                None => String::new(),
            };
        (0..people.len())
            .map(|row| columns.iter().map(|one| cell(row, one)).collect())
            .collect()
    };
    assert_eq!(
        cells("project-2021", &["name", "affiliation", "contact", "duty"]),
        [
            [
                "张三",
                "某某大学材料学院院长/教授",
                "13800138000",
                "负责\n技术对接"
            ],
            ["=1+1", "-某单位", "lisi@example.org", "@承担"],
            ["欧阳明月", "某某公司", "010-62000001", ""],
        ]
    );
    assert_eq!(
        cells(
            "registration-2022",
            &[
                "name",
                "mobile",
                "email",
                "office_phone",
                "affiliation",
                "title",
                "academician",
                "address",
                "duty"
            ]
        ),
        [
            [
                "张三",
                "13800138000",
                "zhangsan@example.org",
                "010-62000001转8001",
                "某某大学院长",
                "教授",
                "中国科学院院士",
                "北京市某某路1号",
                "负责\n技术对接"
            ],
            [
                "李四",
                "13900139000",
                "",
                "",
                "某某公司",
                "",
                "中国工程院院士、外籍院士",
                "",
                "+咨询"
            ],
        ]
    );
    for id in ["project-2021", "registration-2022"] {
        for person in read(&format!("filled-{id}.xlsx")).people {
            assert_eq!(problems(&person), [""; 0]);
        }
    }
}

fn person(name: &str, mobile: &str, affiliation: &str, title: &str) -> Person {
    Person {
        name: name.into(),
        mobile: mobile.into(),
        affiliation: affiliation.into(),
        title: title.into(),
        ..Person::default()
    }
}

#[test]
fn blank_rows_are_used_first_and_nobody_is_added_twice() {
    let row = |cells: &[(&str, &str)]| {
        let cells = cells
            .iter()
            .map(|(id, text)| ((*id).to_owned(), (*text).into()))
            .collect();
        Answer::Group(Group(cells))
    };
    let mut answers = Answers::new("project-2021");
    let rows = vec![
        row(&[
            ("name", "张三"),
            ("contact", "138 0013 8000"),
            ("duty", "总体"),
        ]),
        row(&[("name", " "), ("duty", "")]),
        row(&[("name", "李四"), ("affiliation", "某某公司/研究员")]),
    ];
    answers.apply(Edit::Set {
        path: "members".into(),
        value: Some(Answer::List(rows)),
    });
    let people = [
        person("张三", "13800138000", "别处", ""),
        person("张三", "13900139000", "某某大学", "教授"),
        person("李四", "", "某某公司", "研究员"),
        person("李四", "", "", ""),
        person("王五", "13700137000", "", "教授"),
        person("王五", "13700137000", "某某大学", ""),
        person("", "", "", ""),
    ];
    let form = form("project-2021");
    let edits = roster::edits(&form, &answers, &people);
    let back = answers.apply(Edit::Many(edits));
    let shown: Vec<_> = (0..answers.list("members").len())
        .map(|row| {
            ["name", "affiliation", "contact"]
                .map(|id| answers.text(&format!("members[{row}].{id}")).into_owned())
        })
        .collect();
    assert_eq!(
        shown,
        [
            ["张三", "", "138 0013 8000"],
            ["张三", "某某大学/教授", "13900139000"],
            ["李四", "某某公司/研究员", ""],
            ["王五", "教授", "13700137000"],
        ]
    );
    assert_eq!(answers.text("members[0].duty"), "总体");
    assert_eq!(roster::edits(&form, &answers, &people), []);
    answers.apply(back);
    assert_eq!(answers.list("members").len(), 3);
}

#[test]
fn a_form_without_people_has_no_template_and_takes_nobody() {
    let form = FormDef::default();
    assert!(matches!(
        roster::template(&form),
        Err(RosterError::NoTable(_))
    ));
    assert_eq!(
        roster::edits(&form, &Answers::default(), &[person("张三", "", "", "")]),
        []
    );
}
