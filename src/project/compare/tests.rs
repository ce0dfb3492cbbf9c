//! Whole applications compared, and taken over from each other.

use std::path::Path;
use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::answers::{Answers, Edit, Group, json};
use crate::project::Forms;

const CLEAN: &str = "examples/industry-team/answers.json";

fn open(path: &str) -> Project {
    Project::open(Path::new(path), &Forms::bundled()).unwrap()
}

fn of(form: &str, answers: &str) -> Project {
    let file = format!(r#"{{"form":"{form}","answers":{answers}}}"#);
    let answers = json::read(file.as_bytes()).unwrap().answers;
    let form = Forms::bundled().find(form).unwrap();
    Project::of(form, answers, Default::default(), None)
}

fn joined(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// Each change in one line: what, its name, here and there.
fn lines(comparison: &Comparison) -> Vec<String> {
    let line = |change: &Change| {
        let sign = match change.what {
            What::Answer => "",
            What::Added => "+ ",
            What::Removed => "- ",
            What::Moved => "↕ ",
        };
        let (here, there) = (joined(&change.here), joined(&change.there));
        format!("{sign}{}: {here} | {there}", change.name()).replace('\n', "；")
    };
    comparison.changes.iter().map(line).collect()
}

fn check(here: &str, there: &str, expected: &[&str]) {
    let (one, other) = (of("project-2021", here), of("project-2021", there));
    assert_eq!(lines(&one.compare(&other).unwrap()), expected, "{here}");
    // Whatever is taken over first, in the end both are equal; so are they all at once.
    for last in [false, true] {
        let mut one = one.clone();
        for round in 0.. {
            let comparison = one.compare(&other).unwrap();
            let count = comparison.changes.len();
            if count == 0 {
                break;
            }
            assert!(round < 50, "{:?}", lines(&comparison));
            let at = if last { count - 1 } else { 0 };
            take(&mut one, &other, &Take::One(at));
        }
    }
    let mut one = one;
    if !expected.is_empty() {
        take(&mut one, &other, &Take::All);
    }
    assert_eq!(lines(&one.compare(&other).unwrap()), [""; 0]);
}

/// Takes over, and finds that undo brings back what was there to the letter.
fn take(one: &mut Project, other: &Project, what: &Take) {
    let before = one.answers().clone();
    let comparison = one.compare(other).unwrap();
    one.take_over(other, &comparison, what, Duration::ZERO);
    let after = one.answers().clone();
    assert!(one.undo());
    assert_eq!(*one.answers(), before);
    assert!(one.redo());
    assert_eq!(*one.answers(), after);
}

#[test]
fn nothing_differs_between_equal_answers_however_they_are_written() {
    let project = open(CLEAN);
    assert_eq!(project.compare(&project).unwrap(), Comparison::default());
    check(
        r#"{"needs_count":52,"partners":["甲",""],"commitment":false}"#,
        r#"{"needs_count":"52","partners":["甲"],"project_name":""}"#,
        &[],
    );
}

#[test]
fn answers_differ_in_the_order_of_the_form() {
    check(
        r#"{"goals":"培训30人","project_type":"2021KJFWT01-1","leader":{"mobile":"1"},"commitment":true}"#,
        r#"{"goals":"培训50人","project_type":"2021KJFWT01-2","leader":{"name":"王"},"unit":{"name":"甲"}}"#,
        &[
            "项目编号: 产业科技服务团 | 区域科技服务团",
            "单位名称:  | 甲",
            "项目负责人 姓名:  | 王",
            "项目负责人 手机: 1 | ",
            "项目目标及预期成果: 培训30人 | 培训50人",
            "经费承诺: 已勾选 | ",
        ],
    );
}

#[test]
fn rows_are_changed_added_removed_and_moved() {
    check(
        r#"{"members":[{"name":"甲","duty":"调研"},{"name":"乙"},{"name":"丙"},{"name":"丁"}]}"#,
        r#"{"members":[{"name":"丙"},{"name":"甲","duty":"培训"},{"name":"戊","contact":"1"},{"name":"丁"}]}"#,
        &[
            "- 项目负责人及主要参加人员 人员 2 乙: 姓名：乙 | ",
            "↕ 项目负责人及主要参加人员 人员 1 甲: 排在第 1 | 排在第 2",
            "项目负责人及主要参加人员 人员 1 甲 在本项目中承担的主要工作: 调研 | 培训",
            "+ 项目负责人及主要参加人员 人员 3 戊:  | 姓名：戊；联系方式：1",
        ],
    );
    check(
        r#"{"budget":{"items":[{"item":"专家咨询费","amount":"10"}]}}"#,
        r#"{}"#,
        &["- 经费支出预算表 支出 1 专家咨询费: 支出内容明细：专家咨询费；金额：10 | "],
    );
    check(
        r#"{}"#,
        r#"{"budget":{"items":[{"item":"会议费"}]}}"#,
        &["+ 经费支出预算表 支出 1 会议费:  | 支出内容明细：会议费"],
    );
}

#[test]
fn entries_of_lists_are_compared_one_by_one() {
    check(
        r#"{"cities":["浙江宁波","重庆"],"partners":["示例科技有限公司"],"alliances":[]}"#,
        r#"{"cities":["重庆","安徽合肥"],"partners":["示例科技股份有限公司"],"alliances":["甲联合体","乙联合体"]}"#,
        &[
            "- 意向服务的试点城市（园区）名称 第 1 项: 浙江宁波 | ",
            "+ 意向服务的试点城市（园区）名称 第 2 项:  | 安徽合肥",
            "项目主要参与单位名称 第 1 项: 示例科技有限公司 | 示例科技股份有限公司",
            "拟建立或完善的产学协同组织名称:  | 甲联合体；乙联合体",
        ],
    );
}

#[test]
fn what_a_foreign_file_holds_in_the_wrong_shape_is_shown_and_gives_way_when_taken() {
    check(
        r#"{"unit":"某学会","members":"名单另附","cities":"重庆"}"#,
        r#"{"unit":{"name":"甲"},"members":[{"name":"乙"}],"cities":["重庆"]}"#,
        &[
            "单位名称: 某学会 | 甲",
            "意向服务的试点城市（园区）名称: 重庆 | 重庆",
            "项目负责人及主要参加人员: 名单另附 | 姓名：乙",
        ],
    );
}

#[test]
fn requirements_are_compared_where_either_is_asked_for_them() {
    let kind = |kind: &str, text: &str| {
        format!(r#"{{"project_type":"{kind}","requirements":{{"industry-experts-100":"{text}"}}}}"#)
    };
    let count = |here: &str, there: &str| {
        let (one, other) = (of("project-2021", here), of("project-2021", there));
        one.compare(&other).unwrap().changes.len()
    };
    let (industry, conference) = ("2021KJFWT01-1", "2021CXRHHY01");
    assert_eq!(count(&kind(industry, "甲"), &kind(industry, "乙")), 1);
    assert_eq!(count(&kind(industry, "甲"), &kind(conference, "乙")), 2);
    assert_eq!(count(&kind(conference, "甲"), &kind(conference, "乙")), 0);
}

#[test]
fn a_section_is_taken_over_alone_and_a_field_with_all_its_rows() {
    let mut one = of(
        "project-2021",
        r#"{"goals":"甲","members":[{"name":"王"},{"name":"李"}]}"#,
    );
    let other = of(
        "project-2021",
        r#"{"goals":"乙","members":[{"name":"李"},{"name":"赵"}],"unit":{"name":"学会"}}"#,
    );
    take(&mut one, &other, &Take::Field("members".into()));
    assert_eq!(one.answers().get("members"), other.answers().get("members"));
    assert_eq!(one.answers().text("goals"), "甲");
    let unit = one.form().section_of("unit.name").unwrap();
    take(&mut one, &other, &Take::Section(unit));
    assert_eq!(one.answers().text("unit.name"), "学会");
    assert_eq!(
        lines(&one.compare(&other).unwrap()),
        ["项目目标及预期成果: 甲 | 乙"]
    );
}

#[test]
fn files_are_compared_by_their_bytes_and_come_with_what_is_taken_over() {
    let mut one = open("examples/registration/answers.json");
    let mut other = one.clone();
    let now = Duration::ZERO;
    other.attach("chief.photo", "chief.jpg", b"other".to_vec(), now);
    // The same bytes under another name are no difference.
    let head = one.answers().file("head.photo").unwrap().to_owned();
    let bytes = one.attachments().get(&head).unwrap().bytes.clone();
    other.attach("head.photo", "别名.jpg", bytes, now);
    one.attach("unit.evidence", "chief.jpg", b"mine".to_vec(), now);
    let before = one.answers().clone();
    let comparison = one.compare(&other).unwrap();
    let names: Vec<_> = comparison.changes.iter().map(Change::name).collect();
    assert_eq!(names, ["证明材料", "服务团首席专家 照片"]);
    let evidence = one.attachments().get("chief.jpg").unwrap().clone();
    take(&mut one, &other, &Take::One(1));
    // Another file has the name here, and keeps it.
    assert_eq!(one.answers().file("chief.photo"), Some("2-chief.jpg"));
    assert_eq!(
        &*one.attachments().get("2-chief.jpg").unwrap().bytes,
        b"other"
    );
    assert_eq!(*one.attachments().get("chief.jpg").unwrap(), evidence);
    take(&mut one, &other, &Take::All);
    assert_eq!(one.compare(&other).unwrap().changes, []);
    while one.can_undo() && *one.answers() != before {
        one.undo();
    }
    assert_eq!(*one.answers(), before);
}

#[test]
fn two_files_of_one_name_and_size_are_told_apart() {
    let (mut one, mut other) = (of("registration-2022", "{}"), of("registration-2022", "{}"));
    for (project, bytes) in [(&mut one, b"1"), (&mut other, b"2")] {
        project.attach("head.photo", "甲.jpg", bytes.to_vec(), Duration::ZERO);
    }
    let expected = ["服务团团长 照片: 甲.jpg（1 KB） | 甲.jpg（1 KB），内容不同"];
    assert_eq!(lines(&one.compare(&other).unwrap()), expected);
}

#[test]
fn what_cannot_be_compared_says_why() {
    let project = open(CLEAN);
    let other = open("examples/registration/answers.json");
    let refused = project.compare(&other).unwrap_err().to_string();
    assert!(refused.contains("科技服务团注册表（2022年度）") && refused.contains("不能比较"));
    let (one, other) = (project.section_alone(1), project.section_alone(2));
    let refused = one.compare(&other).unwrap_err().to_string();
    assert!(refused.contains("二、立项依据和目的"), "{refused}");
}

#[test]
fn of_a_section_that_came_back_nothing_else_is_compared_or_taken() {
    let mut project = open(CLEAN);
    let at = project.form().section_of("budget.items").unwrap();
    let mut back = project.section_alone(at);
    assert_eq!(project.compare(&back).unwrap().changes, []);
    back.apply(Edit::text("budget.own", "5"), Duration::ZERO);
    back.apply(Edit::text("project_name", "别的名字"), Duration::ZERO);
    let comparison = project.compare(&back).unwrap();
    assert_eq!(comparison.section, Some(at));
    let names: Vec<_> = comparison.changes.iter().map(Change::name).collect();
    assert_eq!(names, ["自有经费"]);
    let unit = project.answers().get("unit").cloned();
    take(&mut project, &back, &Take::All);
    assert_eq!(project.answers().text("budget.own"), "5");
    assert_eq!(project.answers().get("unit").cloned(), unit);
}

/// Answers to some fields of every shape.
fn answers() -> impl Strategy<Value = Answers> {
    let text = "[甲乙丙a ]{0,4}";
    let person = (text, text, text).prop_map(|(name, affiliation, duty)| {
        let cells = [("name", name), ("affiliation", affiliation), ("duty", duty)];
        let cells = cells.into_iter().filter(|(_, text)| text != "a");
        let cells = cells.map(|(key, text)| (key.to_owned(), Answer::Text(text)));
        Answer::Group(Group(cells.collect()))
    });
    let stage = text.prop_map(|content| {
        Answer::Group(Group(vec![("content".to_owned(), Answer::Text(content))]))
    });
    let field = prop_oneof![
        (
            "(goals|unit.name|leader.name|leader.mobile|budget.own)",
            text
        )
            .prop_map(|(path, text)| (path, Answer::Text(text))),
        (
            Just("partners".to_owned()),
            prop::collection::vec(text.prop_map(Answer::Text), 0..4).prop_map(Answer::List)
        ),
        (
            Just("cities".to_owned()),
            prop::collection::vec(text.prop_map(Answer::Text), 0..4).prop_map(Answer::List)
        ),
        (
            Just("members".to_owned()),
            prop::collection::vec(person, 0..5).prop_map(Answer::List)
        ),
        (
            Just("stages".to_owned()),
            prop::collection::vec(stage, 0..4).prop_map(Answer::List)
        ),
        (
            Just("commitment".to_owned()),
            any::<bool>().prop_map(Answer::YesNo)
        ),
        // Of another shape than the form's.
        ("(unit|leader|members)", text).prop_map(|(path, text)| (path, Answer::Text(text))),
    ];
    prop::collection::vec(field, 0..8).prop_map(|fields| {
        let mut answers = Answers::new("project-2021");
        for (path, value) in fields {
            answers.apply(Edit::Set {
                path,
                value: Some(value),
            });
        }
        answers
    })
}

proptest! {
    #[test]
    fn taking_over_makes_equal_and_one_undo_brings_back_what_was_there(
        here in answers(),
        there in answers(),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 40),
    ) {
        let form = Forms::bundled().find("project-2021").unwrap();
        let of = |answers: Answers| Project::of(form.clone(), answers, Default::default(), None);
        let (one, other) = (of(here), of(there));
        let mut all = one.clone();
        if !all.compare(&other).unwrap().changes.is_empty() {
            take(&mut all, &other, &Take::All);
        }
        prop_assert_eq!(lines(&all.compare(&other).unwrap()), Vec::<String>::new());
        // One by one, in any order.
        let mut single = one;
        for pick in &picks {
            let comparison = single.compare(&other).unwrap();
            if comparison.changes.is_empty() {
                break;
            }
            let at = pick.index(comparison.changes.len());
            take(&mut single, &other, &Take::One(at));
        }
        prop_assert_eq!(lines(&single.compare(&other).unwrap()), Vec::<String>::new());
    }
}

#[test]
fn words_of_ones_own_for_a_requirement_come_with_their_tick() {
    let project = open(CLEAN);
    let requirement = project.form().requirements[0].clone();
    let (path, tick) = (requirement.path(), requirement.own_words_path());
    let answered = |words: &str, own: bool| {
        let mut project = project.clone();
        project.apply(Edit::text(&path, words), Duration::ZERO);
        let value = own.then_some(Answer::YesNo(true));
        let note = Edit::Set {
            path: tick.clone(),
            value,
        };
        project.apply(note.noted(), Duration::ZERO);
        project
    };
    let (passage, own) = (answered("项目目标", false), answered("自己写的一句", true));
    for what in [Take::One(0), Take::All] {
        for (one, other) in [(&passage, &own), (&own, &passage)] {
            let mut one = one.clone();
            let before = one.answers().clone();
            let comparison = one.compare(other).unwrap();
            assert_eq!(comparison.changes.len(), 1);
            one.take_over(other, &comparison, &what, Duration::ZERO);
            let (taken, theirs) = (one.answers(), other.answers());
            assert_eq!(taken.text(&path), theirs.text(&path));
            assert_eq!(taken.noted(&tick), theirs.noted(&tick), "{what:?}");
            assert!(one.undo());
            assert_eq!(one.answers().text(&path), before.text(&path));
            assert_eq!(one.answers().noted(&tick), before.noted(&tick));
        }
    }
}
