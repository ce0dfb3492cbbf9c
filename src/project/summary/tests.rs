//! What 自查表 says of the examples.

use std::path::Path;

use super::*;
use crate::project::{Forms, Project};

fn check(file: &str) -> SelfCheck {
    let project = Project::open(Path::new(file), &Forms::bundled()).unwrap();
    project.self_check(NaiveDate::from_ymd_opt(2021, 5, 20).unwrap())
}

#[test]
fn a_clean_application_agrees_in_every_sum() {
    let check = check("examples/industry-team/answers.json");
    assert!(check.errors.is_empty() && check.warnings.is_empty());
    assert_eq!(
        (check.given, check.missing().as_str()),
        (check.required, "")
    );
    let labels: Vec<_> = check.sums.iter().map(|sum| &*sum.label).collect();
    let expected = [
        "申请项目经费",
        "自有经费",
        "经费总预算",
        "经费支出预算表金额合计",
        "实施阶段经费预算合计",
    ];
    assert_eq!(labels, expected);
    assert!(check.sums.iter().all(|sum| sum.agrees));
    assert_eq!(check.sums[4].verdict, "与经费总预算一致");
    let days = check.deadlines.iter();
    let days: Vec<_> = days.map(|it| check.deadline_words(it).join(" ")).collect();
    assert_eq!(
        days,
        [
            "网上申报 2021年5月26日 还有 6 天",
            "纸质材料送达 2021年5月28日 12 点 还有 8 天"
        ]
    );
}

#[test]
fn a_fault_is_told_with_its_label_way_out_and_clause() {
    let check = check("examples/faults/budget-items-sum-mismatch.json");
    let [fault] = &check.errors[..] else {
        panic!("{:?}", check.errors);
    };
    assert_eq!(fault.label, "经费支出预算表");
    assert!(!fault.hint.is_empty() && fault.basis.starts_with("附件5"));
    let sum = check.sums.iter().find(|sum| !sum.agrees).unwrap();
    assert!(sum.verdict.starts_with("比经费总预算少"), "{}", sum.verdict);
}

#[test]
fn lengths_say_what_they_mean() {
    for (words, chars_no_space, limit, expected) in [
        (386, 390, Some(400), "没有超过"),
        (401, 401, Some(400), "超出 1 字"),
        (386, 403, Some(400), "字数没有超过；网上若按字符计会超出 3"),
        (9, 9, None, ""),
        (0, 0, Some(9), "未填"),
    ] {
        let counts = Counts {
            words,
            chars: chars_no_space,
            chars_no_space,
        };
        let label = String::new();
        let essay = Essay {
            label,
            counts,
            limit,
        };
        assert_eq!(essay.verdict(), expected);
    }
}

#[test]
fn what_is_missing_is_said_to_be_missing() {
    let form = Forms::bundled().find("project-2021").unwrap();
    let day = NaiveDate::from_ymd_opt(2021, 5, 20).unwrap();
    let check = Project::new(form).self_check(day);
    assert_eq!(
        check.facts[0],
        ("项目名称".to_owned(), "（未填）".to_owned())
    );
    assert!(check.tables.iter().all(|table| table.words() == "未填"));
}

#[test]
fn every_form_has_its_own_essays_and_tables() {
    let check = check("examples/registration/answers.json");
    assert!(check.sums.is_empty() && check.essays.len() > 5);
    assert_eq!(check.tables[0].words(), "团员 15 名，最多 15 名");
    let labels: Vec<_> = check.facts.iter().map(|(label, _)| &**label).collect();
    let expected = [
        "科技服务团名称",
        "单位名称",
        "表单",
        "单位类型",
        "科技服务团所属类型",
    ];
    assert_eq!(labels, expected);
}
