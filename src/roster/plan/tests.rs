use super::*;
use crate::form::{self, FormDef};

/// Name, mobile number, e-mail address, unit with position.
fn person([name, mobile, email, affiliation]: [&str; 4]) -> Person {
    Person {
        name: name.into(),
        mobile: mobile.into(),
        email: email.into(),
        affiliation: affiliation.into(),
        ..Person::default()
    }
}

fn target(form: &FormDef, path: &str) -> Target {
    let mut all = Target::all(form).into_iter();
    all.find(|target| target.path == path).unwrap()
}

/// An application whose members say these cells: row, column, text.
fn answers(form: &FormDef, cells: &[(usize, &str, &str)]) -> Answers {
    let mut answers = Answers::new(form.id.as_str());
    let rows = cells.iter().map(|(row, _, _)| row + 1).max().unwrap_or(0);
    for at in 0..rows {
        answers.apply(Edit::InsertRow {
            table: "members".into(),
            at,
            row: Answer::Group(Group::default()),
        });
    }
    for (row, column, text) in cells {
        answers.apply(Edit::text(format!("members[{row}].{column}"), *text));
    }
    answers
}

#[test]
fn each_person_is_new_there_different_doubtful_or_twice() {
    let form = form::find("registration-2022").unwrap();
    let there = answers(
        &form,
        &[
            (0, "name", "张三"),
            (0, "mobile", "13800000001"),
            (0, "affiliation", "甲大学教授"),
            (2, "name", "李四"),
            (2, "email", "li@b.cn"),
        ],
    );
    let people = [
        person(["张 三", "138-0000-0001", "", "甲大学 教授"]),
        person(["张三", "13800000001", "z@a.cn", "甲大学院长"]),
        person(["李 四", "", "LI@b.cn", ""]),
        person(["王五", "13800000001", "", "乙所"]),
        person(["赵六", "13800000006", "", "丙厂"]),
        person(["赵六", "13800000006", "", ""]),
        person(["", "", "", ""]),
        person(["张三", "13900000000", "", "甲大学教授"]),
        person(["赵六", "13900000006", "", "丙厂"]),
    ];
    let plan = Plan::new(target(&form, "members"), &there, &people);
    assert_eq!(plan.there, 2);
    let usual = Decision::default();
    let found: Vec<_> = plan
        .lines
        .iter()
        .map(|line| {
            let there = line.there.as_ref().map(|there| (there.at, there.how));
            (line.outcome(&usual), there, line.twice)
        })
        .collect();
    assert_eq!(
        found,
        [
            (Outcome::Kept, Some((0, How::Same)), None),
            (Outcome::Changed, Some((0, How::Same)), Some(0)),
            (Outcome::Kept, Some((2, How::Same)), None),
            (Outcome::Undecided, Some((0, How::Perhaps)), None),
            (Outcome::Added, None, None),
            (Outcome::Added, None, Some(4)),
            (Outcome::Nothing, None, None),
            (Outcome::Undecided, Some((0, How::Namesake)), None),
            (Outcome::Added, None, None),
        ]
    );
    assert_eq!(
        plan.proposed(),
        [false, false, false, true, true, false, false, true, true]
    );
    let is_another = Decision {
        is_same: Some(false),
        ..Decision::default()
    };
    let namesakes: Vec<_> = plan.lines.iter().map(|line| line.namesake).collect();
    let none = None;
    assert_eq!(
        namesakes,
        [none, none, none, none, none, none, none, Some(0), Some(4)]
    );
    for at in [0, 1, 7] {
        assert_eq!(plan.lines[at].outcome(&is_another), Outcome::Added);
    }
    let second = plan.lines[1].there.as_ref().unwrap();
    let differences: Vec<_> = second
        .differences
        .iter()
        .map(|it| (&*it.label, &*it.there, &*it.roster, it.replaces))
        .collect();
    assert_eq!(
        differences,
        [
            ("电子邮箱", "", "z@a.cn", true),
            ("工作单位及职务", "甲大学教授", "甲大学院长", false),
        ]
    );
}

#[test]
fn what_was_decided_is_done_in_one_step_and_comes_back_in_one() {
    let form = form::find("registration-2022").unwrap();
    let mut answers = answers(
        &form,
        &[
            (0, "name", "张三"),
            (0, "mobile", "13800000001"),
            (1, "name", " "),
        ],
    );
    let before = answers.clone();
    let people = [
        person(["张三", "13800000001", "z@a.cn", "甲大学"]),
        person(["王五", "13800000001", "", "乙所"]),
        person(["赵六", "13800000006", "", "丙厂"]),
        person(["钱七", "13800000007", "", "丁院"]),
    ];
    let plan = Plan::new(target(&form, "members"), &answers, &people);
    let keeps_unit = Decision {
        is_same: None,
        replaces: [("affiliation".to_owned(), false)].into(),
    };
    let is_another = Decision {
        is_same: Some(false),
        ..Decision::default()
    };
    let usual = Decision::default();
    let decisions = [Some(&keeps_unit), Some(&is_another), Some(&usual), None];
    let edits = plan.edits(&answers, &people, |at| decisions[at]);
    let back = answers.apply(Edit::Many(edits));
    for (path, text) in [
        ("members[0].email", "z@a.cn"),
        ("members[0].affiliation", ""),
        ("members[1].name", "王五"),
        ("members[2].name", "赵六"),
    ] {
        assert_eq!(answers.text(path), text, "{path}");
    }
    assert_eq!(answers.list("members").len(), 3);
    answers.apply(back);
    assert_eq!(answers, before);
    let undecided = plan.edits(&answers, &people, |at| (at == 1).then_some(&usual));
    assert_eq!(undecided, []);
}

#[test]
fn the_place_of_one_person_is_filled_mended_or_given_to_another() {
    let form = form::find("registration-2022").unwrap();
    let zhang = person(["张三", "13800000001", "", "甲大学教授"]);
    let li = person(["李四", "13800000002", "", ""]);
    let target = target(&form, "chief");
    let mut answers = Answers::new(form.id.as_str());
    let take = |answers: &mut Answers, people: &[Person], at: usize| {
        let plan = Plan::new(target.clone(), answers, people);
        let usual = Decision::default();
        let edits = plan.edits(answers, people, |one| (one == at).then_some(&usual));
        answers.apply(Edit::Many(edits));
    };
    let both = [zhang.clone(), li.clone()];
    let plan = Plan::new(target.clone(), &answers, &both);
    assert_eq!(plan.proposed(), [false, false]);
    let plan = Plan::new(target.clone(), &answers, &both[..1]);
    assert_eq!(plan.proposed(), [true]);

    take(&mut answers, &both, 0);
    answers.apply(Edit::text("chief.address", "北京"));
    answers.apply(Edit::text("chief.duty", "牵头"));
    let photo = Group(vec![("file".into(), "a.jpg".into())]);
    answers.apply(Edit::Set {
        path: "chief.photo".into(),
        value: Some(Answer::Group(photo)),
    });
    let more = person(["张三", "13800000001", "z@a.cn", "甲大学院长"]);
    take(&mut answers, &[more], 0);
    let says = |answers: &Answers| {
        ["name", "mobile", "email", "affiliation", "address"]
            .map(|id| answers.text(&format!("chief.{id}")).into_owned())
    };
    let mended = ["张三", "13800000001", "z@a.cn", "甲大学教授", "北京"];
    assert_eq!(says(&answers), mended);
    // Nothing of the one stays with the other, but for what they do in the team.
    let usual = Decision::default();
    let plan = Plan::new(target.clone(), &answers, &both);
    let there = plan.lines[1].there.as_ref().unwrap();
    assert_eq!(
        there.taken_away(&usual),
        ["电子邮箱", "工作单位及职务", "通讯地址", "照片"]
    );
    assert_eq!(there.stays, ["主要承担工作"]);
    // One of the same name and unit with another number is either: somebody says which.
    let namesake = person(["张三", "13900000000", "", "甲大学教授"]);
    let plan = Plan::new(target.clone(), &answers, &[namesake]);
    let line = &plan.lines[0];
    let decided = |is_same| Decision {
        is_same: Some(is_same),
        ..Decision::default()
    };
    assert_eq!(line.outcome(&usual), Outcome::Undecided);
    assert_eq!(line.outcome(&decided(true)), Outcome::Kept);
    assert_eq!(line.outcome(&decided(false)), Outcome::Changed);
    let there = line.there.as_ref().unwrap();
    let lost = ["电子邮箱", "通讯地址", "照片"];
    assert_eq!(there.taken_away(&decided(false)), lost);
    assert_eq!(there.taken_away(&decided(true)), [] as [&str; 0]);

    take(&mut answers, &both, 1);
    assert_eq!(says(&answers), ["李四", "13800000002", "", "", ""]);
    assert_eq!(answers.get("chief.photo"), None);
    assert_eq!(answers.text("chief.duty"), "牵头");
}

#[test]
fn a_photo_that_waits_for_its_person_stays() {
    let form = form::find("registration-2022").unwrap();
    let target = target(&form, "chief");
    let mut answers = Answers::new(form.id.as_str());
    let photo = Answer::Group(Group(vec![("file".into(), "a.jpg".into())]));
    answers.apply(Edit::Set {
        path: "chief.photo".into(),
        value: Some(photo.clone()),
    });
    let people = [person(["张三", "13800000001", "", ""])];
    let plan = Plan::new(target, &answers, &people);
    assert_eq!(plan.lines[0].there, None);
    let usual = Decision::default();
    let edits = plan.edits(&answers, &people, |_| Some(&usual));
    answers.apply(Edit::Many(edits));
    assert_eq!(answers.text("chief.name"), "张三");
    assert_eq!(answers.get("chief.photo"), Some(&photo));
}

#[test]
fn a_table_with_one_cell_for_unit_and_title_knows_its_people_again() {
    let form = form::find("project-2021").unwrap();
    let mut answers = Answers::new(form.id.as_str());
    let mut zhang = person(["张三", "13800000001", "z@a.cn", "甲大学院长"]);
    zhang.title = "教授".into();
    let people = [zhang];
    let usual = Decision::default();
    let plan = Plan::new(target(&form, "members"), &answers, &people);
    let edits = plan.edits(&answers, &people, |_| Some(&usual));
    answers.apply(Edit::Many(edits));
    assert_eq!(answers.text("members[0].affiliation"), "甲大学院长/教授");
    let again = Plan::new(target(&form, "members"), &answers, &people);
    assert!(again.lines[0].is_there_as_is());
}
