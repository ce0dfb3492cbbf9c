//! What the screen works out and changes, from answers to the form.

use std::path::Path;
use std::time::Duration;

use chrono::NaiveDate;

use crate::answers::{Answer, Answers, Edit};
use crate::form::{self, Requirement};
use crate::project::{Forms, Project};

use super::data::{Reply, Sheet, Task, Whereabouts};
use super::edits::{changed, keep, own_words, typed};

/// What the screen shows of answers to 附件5.
fn sheet_of(answers: &Answers) -> Sheet {
    let form = form::find("project-2021").unwrap();
    let day = NaiveDate::from_ymd_opt(2021, 5, 20).unwrap();
    let mut project = Project::new(form.clone());
    for (key, answer) in &answers.root.0 {
        let (path, value) = (key.clone(), Some(answer.clone()));
        project.apply(Edit::Set { path, value }, Duration::ZERO);
    }
    Sheet::of(&form, answers, &project.findings(day))
}

fn example(name: &str) -> Answers {
    let path = format!("examples/{name}/answers.json");
    let project = Project::open(Path::new(&path), &Forms::bundled());
    project.unwrap().answers().clone()
}

fn task<'s>(sheet: &'s Sheet, id: &str) -> &'s Task {
    let mut tasks = sheet.musts.iter().chain(&sheet.options);
    tasks.find(|task| task.requirement.id == id).unwrap()
}

fn requirement(id: &str) -> Requirement {
    let form = form::find("project-2021").unwrap();
    let found = form.requirements.iter().find(|one| one.id == id);
    found.unwrap().clone()
}

#[test]
fn the_examples_answer_everything() {
    for (name, all) in [
        ("industry-team", 8),
        ("regional-team", 8),
        ("conference", 5),
        ("support-project", 4),
    ] {
        let sheet = sheet_of(&example(name));
        let open = sheet.musts.iter().filter(|task| !task.is_answered());
        let open: Vec<_> = open
            .map(|task| (&task.requirement.id, task.reply))
            .collect();
        assert_eq!(sheet.done(), (all, all), "{name}: {open:?}");
    }
}

#[test]
fn figures_are_read_off_with_what_the_checks_say() {
    let mut answers = example("industry-team");
    for (path, value, id, reply) in [
        ("needs_count", "46", "needs-50", Reply::Short),
        ("needs_count", "很多", "needs-50", Reply::Wrong),
        ("needs_count", "", "needs-50", Reply::Nothing),
        ("needs_count", "50", "needs-50", Reply::Given),
        ("liaison", "", "industry-focus", Reply::Partial),
    ] {
        answers.apply(Edit::text(path, value));
        let sheet = sheet_of(&answers);
        assert_eq!(task(&sheet, id).reply, reply, "{path} {value}");
    }
    let list = |entries: &[&str]| {
        Some(Answer::List(
            entries.iter().copied().map(Answer::from).collect(),
        ))
    };
    answers.apply(Edit::Set {
        path: "core_products".into(),
        value: list(&["诊断服务"]),
    });
    let sheet = sheet_of(&answers);
    let products = task(&sheet, "industry-products-2");
    assert_eq!(products.reply, Reply::Short);
    assert_eq!(products.figures[0].value, "诊断服务");
    assert!(products.figures[0].faults[0].message.contains("1 项"));
    answers.apply(Edit::text("liaison", "已对接"));
    answers.apply(Edit::Set {
        path: "industries".into(),
        value: list(&["新一代信息技术", "新材料"]),
    });
    let focus = sheet_of(&answers);
    // 新材料 is none of the city's, an error; two are too many besides.
    assert_eq!(task(&focus, "industry-focus").reply, Reply::Wrong);
}

#[test]
fn a_passage_that_says_how_a_figure_is_reached_answers_too() {
    let mut answers = example("industry-team");
    answers.apply(Edit::text("needs_count", "46"));
    answers.apply(Edit::text(
        "requirements.needs-50",
        "6月底前将不少于50项需求发布到平台“问题库”",
    ));
    let sheet = sheet_of(&answers);
    let needs = task(&sheet, "needs-50");
    assert_eq!(needs.reply, Reply::Given);
    let Whereabouts::At(stand) = &needs.marks[0].whereabouts else {
        panic!("{:?}", needs.marks);
    };
    assert_eq!(
        stand.place,
        "四、项目主要内容 · （三）凝练与跟踪产业服务需求"
    );
}

#[test]
fn a_passage_that_the_text_lost_is_said_and_found_again() {
    let mut answers = example("industry-team");
    let content = answers
        .text("content")
        .replace("不少于100名", "不少于120名");
    let goals = answers.text("goals").replace("不少于100人", "不少于120人");
    answers.apply(Edit::text("content", content));
    answers.apply(Edit::text("goals", goals));
    let sheet = sheet_of(&answers);
    let experts = task(&sheet, "industry-experts-100");
    assert_eq!(experts.reply, Reply::Gone);
    let Whereabouts::Gone(Some(nearest)) = experts.marks[0].whereabouts else {
        panic!("{:?}", experts.marks);
    };
    let now = &sheet.texts.paragraphs[nearest].text;
    assert!(now.contains("常态化联络专家不少于120人"), "{now}");
    let kept = experts.with_in_place(0, Some(now));
    answers.apply(keep(&answers, &sheet.texts, &experts.requirement, kept));
    let sheet = sheet_of(&answers);
    assert!(task(&sheet, "industry-experts-100").is_answered());
}

#[test]
fn own_words_are_told_from_passages_and_undone_with_the_text() {
    let mut answers = example("industry-team");
    let experts = requirement("industry-experts-100");
    let path = experts.path();
    let texts = sheet_of(&answers).texts;
    let before = answers.clone();
    let edit = Edit::text(path.as_str(), "专家名单由学会统一征集，另附。");
    let back = answers.apply(typed(&answers.clone(), &texts, &experts, edit));
    let sheet = sheet_of(&answers);
    let mark = &task(&sheet, "industry-experts-100").marks[0];
    assert_eq!(mark.whereabouts, Whereabouts::Own);
    let reply = task(&sheet, "industry-experts-100").reply;
    assert_eq!(
        (reply, sheet.done(), sheet.explained()),
        (Reply::Explained, (7, 8), 1)
    );
    let form = form::find("project-2021").unwrap();
    assert_eq!(changed(&form, &before, &answers), Some(path.clone()));
    answers.apply(back);
    assert_eq!(changed(&form, &before, &answers), None);

    // The same words out of a file were perhaps a passage once.
    answers.apply(Edit::text(path, "专家名单由学会统一征集，另附。"));
    let sheet = sheet_of(&answers);
    assert_eq!(task(&sheet, "industry-experts-100").reply, Reply::Gone);
    answers.apply(own_words(&experts, true));
    let sheet = sheet_of(&answers);
    assert!(task(&sheet, "industry-experts-100").is_answered());
}

#[test]
fn a_paragraph_is_added_below_what_stands_and_in_place_of_what_does_not() {
    let mut answers = example("industry-team");
    let experts = requirement("industry-experts-100");
    let both = format!("{}\n这一段早就删掉了。", answers.text(&experts.path()));
    answers.apply(Edit::text(experts.path(), both));
    let sheet = sheet_of(&answers);
    let task = task(&sheet, "industry-experts-100");
    let with = task.with("新的一段。");
    let lines: Vec<_> = with.lines().collect();
    assert_eq!(lines, [task.marks[0].words.as_str(), "新的一段。"]);
}

#[test]
fn of_the_optional_tasks_one_is_enough_and_counts_once() {
    let mut answers = Answers::new("project-2021");
    let empty = sheet_of(&answers);
    assert_eq!((empty.kind.as_deref(), empty.done()), (None, (0, 0)));
    answers.apply(Edit::text("project_type", "2021KJFWT01-3"));
    let sheet = sheet_of(&answers);
    assert_eq!((sheet.options.len(), sheet.taken()), (5, 0));
    assert_eq!(sheet.done(), (0, 6));
    assert_eq!(sheet.choice.as_ref().unwrap().place, "附件1 三");
    answers.apply(Edit::text("requirements.professional-trades", "见第四部分"));
    let sheet = sheet_of(&answers);
    // It points elsewhere in words that are no passage.
    let counts = |sheet: &Sheet| (sheet.taken(), sheet.done(), sheet.explained());
    assert_eq!(counts(&sheet), (1, (0, 6), 1));
    assert_eq!(sheet.elsewhere, 0);
    answers.apply(Edit::text("project_type", "2021KJFWT01-1"));
    assert_eq!(sheet_of(&answers).elsewhere, 1);
}

#[test]
fn clauses_name_the_part_of_the_chosen_type_and_stand_in_its_order() {
    let mut answers = Answers::new("project-2021");
    answers.apply(Edit::text("project_type", "2021KJFWT01-2"));
    let sheet = sheet_of(&answers);
    assert_eq!(task(&sheet, "cases-2").clause.place, "附件1 二.8");
    let places = sheet.musts.iter().map(|task| task.clause.place.as_str());
    let places: Vec<_> = places.collect();
    assert_eq!(places[0], "附件1 二.1");
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn an_answer_of_another_shape_is_left_to_its_box() {
    let mut answers = example("industry-team");
    let path = "requirements.cases-2".to_owned();
    let value = Some(Answer::List(vec![Answer::from("甲")]));
    answers.apply(Edit::Set { path, value });
    let sheet = sheet_of(&answers);
    assert_eq!(
        task(&sheet, "cases-2").marks[0].whereabouts,
        Whereabouts::Own
    );
}
