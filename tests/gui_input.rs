//! What input methods compose and what Word puts on the clipboard.

mod gui_help;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{Event, ImeEvent, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use shenbao::gui::App;
use shenbao::project::{Forms, Project};

use gui_help::{answers, click, new_project, open_section, settle, type_into, window, window_of};

fn preedit(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(Event::Ime(ImeEvent::Preedit {
        text: text.to_owned(),
        active_range_chars: None,
    }));
    harness.run();
}

fn commit(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(Event::Ime(ImeEvent::Commit(text.to_owned())));
    harness.run();
}

fn paste(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(Event::Paste(text.to_owned()));
    harness.run();
}

#[test]
fn what_is_composed_is_not_counted_before_it_is_committed() {
    let mut harness = new_project();
    open_section(&mut harness, "一、");
    let counts = |harness: &Harness<'_, App>, words: usize| {
        let counter = format!("字数 {words} / 400 · 字符 {words}");
        harness.query_by_label(&counter).is_some()
    };
    type_into(&mut harness, "单位简介", "甲乙");
    assert!(counts(&harness, 2));
    for text in ["x", "xue", "xue'hui"] {
        preedit(&mut harness, text);
        assert!(counts(&harness, 2), "{text}");
        assert_eq!(answers(&harness).text("unit.intro"), "甲乙");
    }
    commit(&mut harness, "学会");
    assert!(counts(&harness, 4));
    // Given up halfway.
    preedit(&mut harness, "cheng");
    preedit(&mut harness, "");
    assert!(counts(&harness, 4));
    assert_eq!(answers(&harness).text("unit.intro"), "甲乙学会");
}

#[test]
fn what_is_composed_is_not_found_fault_with_and_goes_when_the_field_is_left() {
    let mut harness = new_project();
    open_section(&mut harness, "一、");
    type_into(&mut harness, "项目负责人 手机", "13800000101");
    preedit(&mut harness, "shou'ji");
    let faults = |harness: &Harness<'_, App>| {
        let found = harness.state().editor().unwrap().findings();
        let mobile = found
            .iter()
            .filter(|finding| finding.field == "leader.mobile");
        mobile.count()
    };
    assert_eq!(faults(&harness), 0);
    harness.key_press(Key::Tab);
    harness.run();
    click(&mut harness, "自查表");
    open_section(&mut harness, "一、");
    assert_eq!(answers(&harness).text("leader.mobile"), "13800000101");
    assert_eq!(faults(&harness), 0);
}

fn project_file(folder: &Path) -> PathBuf {
    let file = folder.join("项目.shenbao");
    let example = Path::new("examples/faults/clean-project.json");
    let mut project = Project::open(example, &Forms::bundled()).unwrap();
    project.save_as(&file).unwrap();
    file
}

fn name_in(file: &Path) -> String {
    let project = Project::open(file, &Forms::bundled()).unwrap();
    project.answers().text("project_name").into_owned()
}

#[test]
fn nothing_is_saved_by_itself_in_the_middle_of_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let file = project_file(folder.path());
    let before = (fs::read(&file).unwrap(), name_in(&file));
    let mut harness = window(file.to_str());
    type_into(&mut harness, "项目名称", "甲");
    preedit(&mut harness, "shi'fan");
    // Far longer than the pause after which it is saved otherwise.
    harness.run_steps(120);
    std::thread::sleep(Duration::from_millis(200));
    settle(&mut harness);
    assert!(fs::read(&file).unwrap() == before.0);
    commit(&mut harness, "示范");
    let start = Instant::now();
    while harness.state().editor().unwrap().project.is_dirty() {
        assert!(start.elapsed() < Duration::from_secs(20), "not saved");
        harness.run_steps(5);
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(name_in(&file), format!("{}甲示范", before.1));
}

#[test]
fn the_key_that_chooses_a_word_chooses_nothing_in_a_list_and_adds_no_label() {
    let mut harness = new_project();
    open_section(&mut harness, "三、");
    click(&mut harness, "＋ 选择城市…");
    preedit(&mut harness, "ning");
    harness.key_press(Key::Enter);
    harness.run();
    assert!(answers(&harness).entries("cities").is_empty());
    commit(&mut harness, "宁波");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(answers(&harness).entries("cities"), ["浙江宁波"]);

    let mut harness = window(Some("examples/registration/answers.json"));
    open_section(&mut harness, "二、");
    let regions = |harness: &Harness<'_, App>| answers(harness).entries("team.regions").len();
    let before = regions(&harness);
    type_into(&mut harness, "拟服务的国家重大战略区域 自定义标签", "");
    preedit(&mut harness, "jia'di");
    open_section(&mut harness, "三、");
    assert_eq!(regions(&harness), before);
}

/// A label that is typed whole is taken, also where a longer one stands before it in the list.
#[test]
fn enter_takes_the_label_that_was_typed_whole() {
    let mut harness = window(Some("examples/registration/answers.json"));
    open_section(&mut harness, "二、");
    type_into(&mut harness, "专长领域 查找", "新能源");
    harness.key_press(Key::Enter);
    harness.run();
    let entries = answers(&harness).entries("team.specialties");
    assert_eq!(entries.last().unwrap(), "新能源");
}

fn row(harness: &Harness<'_, App>, path: &str, columns: &[&str]) -> Vec<String> {
    let cell = |id: &&str| answers(harness).text(&format!("{path}.{id}")).into_owned();
    columns.iter().map(cell).collect()
}

#[test]
fn a_table_of_word_fills_the_table_with_its_soft_line_ends() {
    let mut harness = new_project();
    open_section(&mut harness, "九、");
    click(&mut harness, "＋ 添加支出");
    paste(
        &mut harness,
        "差旅费\t18.50\t12 人次\u{B}每次 2 人\r\n会议\u{B}费\t1,234.5\t\u{A0}5 次\r\n\u{200B}印刷费\t2\t\r\n",
    );
    let columns = ["item", "amount", "basis"];
    for (at, cells) in [
        ["差旅费", "18.50", "12 人次\n每次 2 人"],
        ["会议 费", "1234.5", "5 次"],
        ["印刷费", "2", ""],
    ]
    .iter()
    .enumerate()
    {
        assert_eq!(
            row(&harness, &format!("budget.items[{at}]"), &columns),
            cells
        );
    }
    open_section(&mut harness, "七、");
    click(&mut harness, "＋ 添加阶段");
    paste(
        &mut harness,
        "10\t组团\u{B}对接\t2021年6月1日\t2021.6.30\r\n20\t服务\t2021/7/1\t2021-8-31\r\n",
    );
    let columns = ["budget", "content", "start", "end"];
    assert_eq!(
        row(&harness, "stages[0]", &columns),
        ["10", "组团\n对接", "2021-06-01", "2021-06-30"]
    );
    assert_eq!(
        row(&harness, "stages[1]", &columns),
        ["20", "服务", "2021-07-01", "2021-08-31"]
    );
}

#[test]
fn a_table_of_word_fills_cards_and_stays_words_in_an_essay() {
    let mut harness = window_of(Some("examples/registration/answers.json"), 900.0);
    open_section(&mut harness, "三、");
    let before = answers(&harness).list("members").len();
    let add = harness.get_by_label("＋ 添加团员");
    add.focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    paste(
        &mut harness,
        "张三\t13800000101\tzhangsan@example.cn\r\n李\u{B}四\t13800000102\tlisi@example.cn\r\n",
    );
    let columns = ["name", "mobile", "email"];
    assert_eq!(
        row(&harness, &format!("members[{}]", before + 1), &columns),
        ["李 四", "13800000102", "lisi@example.cn"]
    );
    open_section(&mut harness, "四、");
    type_into(&mut harness, "拟协助解决的核心问题和需求", "");
    paste(&mut harness, "需求\t数量\r\n诊断\u{B}检测\t5\r\n");
    let text = answers(&harness).text("work.problems").into_owned();
    assert!(text.contains("需求 | 数量\n诊断\n检测 | 5"), "{text}");
}
