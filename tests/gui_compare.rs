//! 旧版本与比较 in the window: a version beside the application, answers taken over and back, and
//! a section that was handed out.

mod gui_help;

use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use shenbao::answers::{Answer, Edit, Group};
use shenbao::gui::App;
use shenbao::project::{Forms, Project};

use gui_help::{CLEAN, answers, click, open_section, settle, type_into, window_of};

const GOALS: &str = "项目目标及预期成果";

fn open(path: &str) -> Project {
    Project::open(Path::new(path), &Forms::bundled()).unwrap()
}

/// A project file with the answers of the example, after some changes.
fn saved(folder: &Path, changes: &[Edit]) -> PathBuf {
    let path = folder.join("a.shenbao");
    let mut project = open(CLEAN);
    for edit in changes {
        project.apply(edit.clone(), Duration::ZERO);
    }
    project.save_as(&path).unwrap();
    path
}

fn window(path: &Path) -> Harness<'static, App> {
    window_of(path.to_str(), 1200.0)
}

fn shows(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    settle(harness);
}

/// Saves over what was written into the file from elsewhere, which stays as a version.
fn save_over(harness: &mut Harness<'_, App>) {
    press(harness, Key::S);
    click(harness, "覆盖");
}

/// Changes the goals and a name, saves, and compares with what stood in the file before.
fn changed_and_compared(folder: &Path) -> Harness<'static, App> {
    let path = saved(folder, &[]);
    let mut harness = window(&path);
    open_section(&mut harness, "五、项目目标及预期成果");
    type_into(&mut harness, GOALS, "另加一句。");
    open_section(&mut harness, "封面");
    type_into(&mut harness, "项目名称", "二");
    press(&mut harness, Key::S);
    click(&mut harness, "旧版本与比较");
    click(&mut harness, "第 1 份 比较");
    settle(&mut harness);
    assert!(shows(&harness, "和“第 1 份（"));
    harness
}

#[test]
fn an_answer_of_an_older_version_is_taken_over_and_comes_back_by_undo() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = changed_and_compared(folder.path());
    let original = open(CLEAN).answers().clone();
    let changed = answers(&harness).clone();
    assert!(shows(&harness, "有 2 处不同"));
    click(&mut harness, &format!("采用 {GOALS}"));
    assert_eq!(answers(&harness).text("goals"), original.text("goals"));
    assert_eq!(
        answers(&harness).text("project_name"),
        changed.text("project_name")
    );
    assert!(shows(&harness, "有 1 处不同"));
    // Undo leaves the comparison in sight.
    press(&mut harness, Key::Z);
    assert_eq!(*answers(&harness), changed);
    assert!(shows(&harness, "有 2 处不同"));
}

#[test]
fn everything_is_taken_over_in_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = changed_and_compared(folder.path());
    let changed = answers(&harness).clone();
    click(&mut harness, "全部采用");
    assert_eq!(*answers(&harness), *open(CLEAN).answers());
    assert!(shows(&harness, "两份内容相同"));
    press(&mut harness, Key::Z);
    assert_eq!(*answers(&harness), changed);
    click(&mut harness, "封面 这一部分全部采用");
    assert_eq!(
        answers(&harness).text("project_name"),
        open(CLEAN).answers().text("project_name")
    );
    assert_eq!(answers(&harness).text("goals"), changed.text("goals"));
    click(&mut harness, "回到列表");
    assert!(shows(&harness, "第 2 份"));
}

#[test]
fn rows_of_a_table_are_named_and_taken_over_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let duty = "members[1].duty";
    let path = saved(folder.path(), &[Edit::text(duty, "统筹")]);
    let mut harness = window(&path);
    let name = answers(&harness).text("members[1].name").into_owned();
    let gone = answers(&harness).text("members[0].name").into_owned();
    let table = "members".to_owned();
    let edits = [
        Edit::text(duty, "统筹协调"),
        Edit::RemoveRow { table, at: 0 },
    ];
    let mut project = open(path.to_str().unwrap());
    for edit in edits {
        project.apply(edit, Duration::ZERO);
    }
    // The file is written by somebody else meanwhile.
    project.save().unwrap();
    open_section(&mut harness, "封面");
    type_into(&mut harness, "项目名称", "二");
    save_over(&mut harness);
    click(&mut harness, "旧版本与比较");
    click(&mut harness, "第 1 份 比较");
    settle(&mut harness);
    let label = "项目负责人及主要参加人员";
    click(
        &mut harness,
        &format!("采用 {label} 人员 2 {name} 在本项目中承担的主要工作"),
    );
    assert_eq!(answers(&harness).text(duty), "统筹协调");
    click(
        &mut harness,
        &format!("采用 {label} 人员 1 {gone} 那一份没有的"),
    );
    assert_eq!(answers(&harness).text("members[0].name"), name);
    assert_eq!(answers(&harness).list("members").len(), 29);
}

#[test]
fn a_section_that_was_handed_out_asks_for_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let project = open(CLEAN);
    let at = project.form().section_of("budget.items").unwrap();
    let path = folder.path().join("九.shenbao");
    project.section_alone(at).save_as(&path).unwrap();
    let mut harness = window(&path);
    assert!(shows(&harness, "这份文件只请填这一部分"));
    assert!(shows(&harness, "支出内容明细"));
    for hidden in ["封面", "申报流程", "网上填报", "下一部分", "导出…"] {
        assert!(!shows(&harness, hidden), "{hidden}");
    }
    // All that it asks for is there, and nothing is found in what it lacks.
    click(&mut harness, "自查");
    assert!(shows(&harness, "没有发现问题"));
    type_into(&mut harness, "自有经费", ".5");
    press(&mut harness, Key::S);
    assert_eq!(
        open(path.to_str().unwrap()).answers().text("budget.own"),
        "0.5"
    );
    press(&mut harness, Key::E);
    assert!(shows(&harness, "这里只有一个部分"));
    click(&mut harness, "旧版本与比较");
    assert!(!shows(&harness, "把一个部分发给别人填"));
    click(&mut harness, "第 1 份 比较");
    settle(&mut harness);
    assert!(shows(&harness, "有 1 处不同"));
}

#[test]
fn hundreds_of_people_that_differ_are_listed_and_taken_over_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.shenbao");
    let mut project = open(CLEAN);
    let person = |at: usize, duty: &str| {
        let cells = [("name", format!("成员{at}")), ("duty", duty.to_owned())];
        let cells = cells.map(|(key, text)| (key.to_owned(), text.into()));
        Answer::Group(Group(cells.into()))
    };
    let mut fill = |duty: &str| {
        let people = (0..300).map(|at| person(at, duty)).collect();
        let edit = Edit::Set {
            path: "members".into(),
            value: Some(Answer::List(people)),
        };
        project.apply(edit, Duration::ZERO);
        project.save_as(&path).unwrap();
    };
    fill("调研");
    let mut harness = window(&path);
    fill("培训");
    type_into(&mut harness, "项目名称", "二");
    save_over(&mut harness);
    click(&mut harness, "旧版本与比较");
    click(&mut harness, "第 1 份 比较");
    settle(&mut harness);
    assert!(shows(&harness, "有 301 处不同"));
    click(&mut harness, "项目负责人及主要参加人员 这一栏全部采用");
    assert_eq!(answers(&harness).text("members[299].duty"), "培训");
    assert!(shows(&harness, "有 1 处不同"));
}

#[test]
fn a_version_is_had_again_as_a_new_file_that_is_shown_with_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved(folder.path(), &[]);
    let mut harness = window(&path);
    type_into(&mut harness, "项目名称", "二");
    press(&mut harness, Key::S);
    click(&mut harness, "旧版本与比较");
    for name in ["", "（2）"] {
        click(&mut harness, "第 1 份 另存为新文件");
        let again = format!("旧版第1份{name}.shenbao");
        assert!(shows(&harness, &again), "{again}");
        assert!(shows(&harness, "打开文件夹"));
    }
    let files = std::fs::read_dir(folder.path()).unwrap();
    let names = files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned());
    assert_eq!(names.filter(|name| name.ends_with(".shenbao")).count(), 3);
    assert_eq!(open(path.to_str().unwrap()).answers(), answers(&harness));
}

#[test]
fn what_answers_the_requirements_is_not_offered_to_be_handed_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved(folder.path(), &[]);
    let mut harness = window(&path);
    click(&mut harness, "旧版本与比较");
    let form = open(CLEAN).form().clone();
    let buttons = |harness: &Harness<'_, App>, title: &str| {
        let labelled = harness.query_all_by_label(title);
        let buttons = labelled.filter(|node| node.accesskit_node().role() == Role::Button);
        buttons.count()
    };
    let count = |harness: &Harness<'_, App>| -> Vec<usize> {
        let sections = form.sections.iter();
        sections.map(|one| buttons(harness, &one.title)).collect()
    };
    let before = count(&harness);
    let is_list = |node: &egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        node.role() == Role::ComboBox && node.label().as_deref() == Some("哪一部分")
    };
    let lists = harness.query_all_by_role(Role::ComboBox);
    lists.filter(is_list).for_each(|list| list.click());
    settle(&mut harness);
    let shown = count(&harness);
    for (section, (before, shown)) in form.sections.iter().zip(before.iter().zip(&shown)) {
        let is_offered = shown > before;
        assert_eq!(is_offered, !section.is_requirements(), "{}", section.title);
    }
}

#[test]
fn the_second_click_of_a_double_click_takes_nothing_more() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = changed_and_compared(folder.path());
    let name = answers(&harness).text("project_name").into_owned();
    let place = harness.get_by_label("采用 项目名称").rect().center();
    harness.hover_at(place);
    harness.step();
    for _ in 0..2 {
        for pressed in [true, false] {
            harness.event(egui::Event::PointerButton {
                pos: place,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            });
        }
        // A quarter of a second.
        harness.step();
    }
    settle(&mut harness);
    assert_ne!(answers(&harness).text("project_name"), name);
    assert!(shows(&harness, "有 1 处不同"));
}

#[test]
fn what_was_taken_over_stays_in_its_place_with_the_way_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = changed_and_compared(folder.path());
    let original = open(CLEAN).answers().clone();
    let changed = answers(&harness).clone();
    let other = format!("采用 {GOALS}");
    let place = harness.get_by_label(&other).rect();
    harness.get_by_label("采用 项目名称").focus();
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert!(shows(&harness, "✓ 已采用"));
    assert_eq!(harness.get_by_label(&other).rect(), place);
    assert!(harness.get_by_label(&other).is_focused());
    // The first is given up again by itself, after the second was taken over.
    click(&mut harness, &other);
    assert!(shows(&harness, "两份内容相同"));
    click(&mut harness, "撤销采用 项目名称");
    assert_eq!(
        answers(&harness).text("project_name"),
        changed.text("project_name")
    );
    assert_eq!(answers(&harness).text("goals"), original.text("goals"));
    assert!(shows(&harness, "采用 项目名称"));
    // Another side of the application ends it.
    open_section(&mut harness, "二、立项依据和目的");
    click(&mut harness, "旧版本与比较");
    assert!(!shows(&harness, "✓ 已采用"));
    assert!(shows(&harness, "有 1 处不同"));
}
