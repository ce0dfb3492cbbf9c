use std::path::Path;
use std::time::Duration;

use super::*;
use crate::answers::{Answer, Edit};
use crate::project::Forms;
use crate::project::people::{Confidence, Corrections, Part, read};

/// A roster of so many people.
fn roster(count: usize) -> Roster {
    let people = (0..count).map(|at| Person {
        row: at as u32 + 3,
        sheet: "名单".into(),
        name: format!("专家{at}"),
        mobile: format!("{}", 13_800_000_000_u64 + at as u64),
        ..Person::default()
    });
    Roster {
        sheet: "名单".into(),
        sheets: vec!["名单".into()],
        header_row: 2,
        columns: Vec::new(),
        people: people.collect(),
    }
}

fn project(form: &str) -> Project {
    let forms = Forms::bundled();
    let mut forms = forms.list().iter();
    Project::new(forms.find(|it| it.id == form).unwrap().clone())
}

fn members() -> Place {
    Place::Form("members".into())
}

/// An import of so many people into the table of the form of 2022.
fn import(count: usize, project: &Project) -> Import {
    let mut import = Import::new(Arc::new(roster(count)), None);
    assert!(import.refresh(&members(), Some((1, project))));
    import
}

#[test]
fn more_than_the_form_takes_are_said_and_the_rest_goes_to_the_library() {
    let project = project("registration-2022");
    let open = Some((1, &project));
    let mut import = import(18, &project);
    for (has_library, words) in [
        (false, "选了 18 人，最多 15 人：请再去掉 3 人。"),
        (
            true,
            "选了 18 人，最多 15 人：请再去掉 3 人，或把多出的放进专家库。",
        ),
    ] {
        assert_eq!(import.words(has_library), words);
    }
    assert!(!import.is_ready() && import.taking(open).is_none());

    let mut fewer = import.clone();
    fewer.drop_over();
    assert!(fewer.is_ready() && fewer.is_picked(14) && !fewer.is_picked(15));
    assert_eq!(fewer.words(false), "选了 15 人。");
    assert_eq!(fewer.taking(open).unwrap().rest, []);

    import.rest_to_library = true;
    assert!(import.is_ready());
    assert_eq!(import.taken(), 15);
    let taking = import.taking(open).unwrap();
    assert_eq!(taking.words, "读入 15 人，其余 3 人放进专家库");
    assert_eq!(taking.place, "members[0]");
    let rest: Vec<_> = taking.rest.iter().map(|one| one.row).collect();
    assert_eq!(rest, [18, 19, 20]);
    let mut taken = project.clone();
    taken.apply(taking.edit, Duration::ZERO);
    assert_eq!(taken.answers().list("members").len(), 15);

    // A full table: all of them go there.
    let mut others = Import::new(Arc::new(roster(20)), None);
    let open = Some((1, &taken));
    others.refresh(&members(), open);
    others.rest_to_library = true;
    assert!(others.is_ready());
    let taking = others.taking(open).unwrap();
    assert_eq!((taking.place.as_str(), taking.words.as_str()), ("", ""));
    assert_eq!(taking.rest.len(), 5);
}

#[test]
fn who_is_there_already_counts_against_the_limit_and_is_not_taken_again() {
    let mut project = project("registration-2022");
    let taking = import(2, &project).taking(Some((1, &project))).unwrap();
    project.apply(taking.edit, Duration::ZERO);
    let again = import(16, &project);
    assert!(!again.can_pick(0) && !again.is_picked(0) && again.is_picked(2));
    assert_eq!(again.tally.known, 2);
    assert_eq!(
        again.words(false),
        "选了 14 人，表里已有 2 人，最多 15 人：请再去掉 1 人。"
    );
}

#[test]
fn the_place_of_one_person_takes_the_last_who_is_ticked() {
    let mut project = project("registration-2022");
    project.apply(Edit::text("chief.name", "张三"), Duration::ZERO);
    project.apply(Edit::text("chief.email", "z@a.cn"), Duration::ZERO);
    let mut import = Import::new(Arc::new(roster(3)), None);
    import.refresh(&Place::Form("chief".into()), Some((1, &project)));
    assert_eq!(import.words(false), "请勾选一个人，填到“服务团首席专家”。");
    import.pick(0, true);
    import.pick(2, true);
    assert!(!import.is_picked(0) && import.is_picked(2) && import.is_ready());
    assert_eq!(
        import.words(false),
        "“服务团首席专家”现在填的是张三，将换成专家2，张三的电子邮箱会去掉。"
    );
    let taking = import.taking(Some((1, &project))).unwrap();
    project.apply(taking.edit, Duration::ZERO);
    assert_eq!(project.answers().text("chief.name"), "专家2");
    assert_eq!(project.answers().list("members"), [] as [Answer; 0]);
}

#[test]
fn doubts_wait_for_somebody_to_decide() {
    let mut project = project("registration-2022");
    let edit = Edit::InsertRow {
        table: "members".into(),
        at: 0,
        row: Answer::Group(crate::answers::Group(vec![
            ("name".into(), "别人".into()),
            ("mobile".into(), "13800000000".into()),
        ])),
    };
    project.apply(edit, Duration::ZERO);
    let mut import = import(2, &project);
    assert_eq!(import.outcome(0), Outcome::Undecided);
    assert!(!import.is_ready());
    assert!(import.words(false).contains("其中 1 人可能已在表里"));
    import.all_are_others();
    assert!(import.is_ready());
    assert_eq!(import.taken(), 2);
    let decision = Decision {
        is_same: Some(true),
        ..Decision::default()
    };
    import.decide(0, decision);
    // The name stands there, and what stands there is kept.
    assert_eq!(import.outcome(0), Outcome::Kept);
    assert_eq!(import.taken(), 1);
}

#[test]
fn ticks_stay_when_a_column_is_read_otherwise_and_go_with_the_place() {
    let project = project("registration-2022");
    let mut first = import(5, &project);
    first.pick(1, false);
    let mut again = Import::new(Arc::new(roster(5)), Some(first));
    again.refresh(&members(), Some((1, &project)));
    assert!(again.is_picked(0) && !again.is_picked(1));
    again.refresh(&Place::Form("chief".into()), Some((1, &project)));
    again.refresh(&members(), Some((1, &project)));
    assert!(again.is_picked(1));
}

#[test]
fn people_are_found_by_name_pinyin_unit_and_number() {
    let mut many = roster(30);
    many.people[7].name = "欧阳修".into();
    many.people[9].affiliation = "甲研究所所长".into();
    let mut import = Import::new(Arc::new(many), None);
    import.refresh(&Place::Library, None);
    for (typed, found) in [
        ("欧阳", vec![7]),
        ("oyx", vec![7]),
        ("甲研究所", vec![9]),
        ("13800000012", vec![12]),
        ("没有这个人", vec![]),
    ] {
        import.query = typed.into();
        import.list(Filter::All);
        assert_eq!(import.listed, found, "{typed}");
    }
    // What is done to all is done to those who are listed.
    import.query = "oyx".into();
    import.list(Filter::All);
    import.pick_listed(false);
    assert_eq!(import.tally.picked, 29);
}

#[test]
fn the_library_takes_whoever_has_a_name() {
    let mut import = Import::new(Arc::new(roster(40)), None);
    import.refresh(&Place::Library, None);
    assert!(import.is_ready());
    assert_eq!(import.taking(None).unwrap().rest.len(), 40);
}

#[test]
fn what_stood_beside_something_else_has_a_column_of_its_own() {
    let mut roster = roster(3);
    assert_eq!(shown_parts(&roster.columns, &roster.people), [Part::Mobile]);
    roster.people[1].office_phone = "010-62000001".into();
    let shown = shown_parts(&roster.columns, &roster.people);
    assert_eq!(shown, [Part::Mobile, Part::OfficePhone]);
}

#[test]
fn problems_lie_on_the_cells_that_are_shown() {
    let file = Path::new("tests/rosters/usual.xlsx");
    let roster = read(file, None, &Corrections::default()).unwrap();
    let parts = shown_parts(&roster.columns, &roster.people);
    assert_eq!(
        parts[..4],
        [Part::Name, Part::Mobile, Part::Email, Part::Affiliation]
    );
    let ouyang = roster
        .people
        .iter()
        .find(|one| one.name == "欧阳修")
        .unwrap();
    let places: Vec<_> = ouyang
        .problems
        .iter()
        .map(|problem| part_of(problem, &roster.columns))
        .collect();
    assert_eq!(places, [Some(Part::Mobile), Some(Part::Email)]);
    assert!(roster.columns.iter().all(|column| {
        column.confidence != Confidence::Corrected && confidence(column) != "人工指定"
    }));
}

#[test]
fn those_who_are_not_chosen_go_to_the_library_if_somebody_says_so() {
    let project = project("registration-2022");
    let open = Some((1, &project));
    let mut many = roster(40);
    many.people[38].name.clear();
    many.people[39] = many.people[37].clone();
    let mut import = Import::new(Arc::new(many), None);
    import.refresh(&members(), open);
    for at in 15..40 {
        import.pick(at, false);
    }
    assert_eq!((import.tally.over, import.tally.left), (0, 23));
    assert_eq!(import.taking(open).unwrap().rest, []);
    import.left_to_library = true;
    assert_eq!(import.words(true), "选了 15 人。没选的 23 人放进专家库。");
    let taking = import.taking(open).unwrap();
    assert_eq!(taking.words, "读入 15 人，其余 23 人放进专家库");
    assert_eq!(taking.rest.len(), 23);
    assert_eq!(taking.rest[0].name, "专家15");
}

#[test]
fn all_are_ticked_but_nobody_twice() {
    let project = project("project-2021");
    let mut many = roster(3);
    let again = Person {
        row: 9,
        ..many.people[0].clone()
    };
    many.people.push(again);
    let mut import = Import::new(Arc::new(many), None);
    import.refresh(&members(), Some((1, &project)));
    import.pick_listed(false);
    import.pick_listed(true);
    assert_eq!(import.tally.picked, 3);
    assert!(!import.is_picked(3));
    import.pick(3, true);
    assert_eq!(import.tally.picked, 4);
}

#[test]
fn two_of_one_row_are_ticked_apart_and_stay_so() {
    let project = project("registration-2022");
    let beside = || {
        let mut many = roster(4);
        many.people[2].row = many.people[1].row;
        Arc::new(many)
    };
    let mut import = Import::new(beside(), None);
    import.refresh(&members(), Some((1, &project)));
    import.pick(2, false);
    let mut again = Import::new(beside(), Some(import));
    again.refresh(&members(), Some((1, &project)));
    let picked: Vec<_> = (0..4).map(|at| again.is_picked(at)).collect();
    assert_eq!(picked, [true, true, false, true]);
}

#[test]
fn what_was_decided_and_looked_for_stays_when_a_column_is_read_otherwise() {
    let mut project = project("registration-2022");
    let row = |name: &str, mobile: &str| {
        let cells = vec![
            ("name".into(), name.into()),
            ("mobile".into(), mobile.into()),
        ];
        Answer::Group(crate::answers::Group(cells))
    };
    for (at, mobile) in ["13800000000", "13800000001"].iter().enumerate() {
        let edit = Edit::InsertRow {
            table: "members".into(),
            at,
            row: row("别人", mobile),
        };
        project.apply(edit, Duration::ZERO);
    }
    let mut first = import(18, &project);
    let is_another = Decision {
        is_same: Some(false),
        ..Decision::default()
    };
    first.decide(0, is_another.clone());
    first.decide(1, is_another.clone());
    first.rest_to_library = true;
    first.left_to_library = true;
    first.query = "专家1".into();
    first.list(Filter::Picked);
    let listed = first.listed.clone();
    let mut otherwise = roster(18);
    otherwise.people[1].name = "教授".into();
    let mut again = Import::new(Arc::new(otherwise), Some(first));
    assert!(again.refresh(&members(), Some((1, &project))));
    assert_eq!(again.decision(0), is_another);
    // Another name in the same row is another person.
    assert_eq!(again.decision(1), Decision::default());
    assert!(again.rest_to_library && again.left_to_library);
    assert_eq!(
        (again.filter(), again.query.as_str()),
        (Filter::Picked, "专家1")
    );
    assert_eq!(again.listed, listed[1..]);
    assert!(!again.refresh(&members(), Some((1, &project))));
    // In another state of the application nothing of it holds.
    project.apply(Edit::text("unit.name", "甲"), Duration::ZERO);
    again.refresh(&members(), Some((1, &project)));
    assert_eq!(again.decision(0), Decision::default());
}

#[test]
fn somebody_who_is_there_can_be_taken_for_another() {
    let mut project = project("registration-2022");
    let taking = import(2, &project).taking(Some((1, &project))).unwrap();
    project.apply(taking.edit, Duration::ZERO);
    let mut import = import(2, &project);
    assert!(!import.can_pick(0) && !import.is_ready());
    let decision = |is_same| Decision {
        is_same,
        ..Decision::default()
    };
    import.decide(0, decision(Some(false)));
    assert!(import.can_pick(0) && import.is_picked(0) && import.is_ready());
    assert_eq!(import.outcome(0), Outcome::Added);
    import.decide(0, decision(None));
    assert!(!import.is_picked(0) && !import.is_ready());
}
