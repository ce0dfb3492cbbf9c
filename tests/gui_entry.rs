//! Filling in by keyboard: labels of one's own, pickers, lists, the Tab key, new rows.

mod gui_help;

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use shenbao::gui::App;

use gui_help::{CLEAN, answers, click, new_project, open_section, type_into, window, window_of};

const REGISTRATION: &str = "examples/registration/answers.json";
const REGIONS: &str = "拟服务的国家重大战略区域 自定义标签";

fn regions(harness: &Harness<'_, App>) -> Vec<String> {
    let entries = answers(harness).entries("team.regions");
    entries.iter().map(ToString::to_string).collect()
}

fn at_regions() -> Harness<'static, App> {
    let mut harness = window(Some(REGISTRATION));
    let editor = harness.state().editor().unwrap();
    let form = editor.project.form();
    let section = form.section_of("team.regions").unwrap();
    let title = form.sections[section].title.clone();
    open_section(&mut harness, &title);
    harness
}

#[test]
fn a_label_of_ones_own_is_taken_over_when_its_box_is_left_and_on_enter() {
    let mut harness = at_regions();
    let before = regions(&harness).len();
    type_into(&mut harness, REGIONS, "甲地");
    assert_eq!(regions(&harness).len(), before);
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(regions(&harness)[before..], ["甲地"]);
    // The box keeps the cursor for the next one.
    harness.event(Event::Text("乙地".to_owned()));
    harness.run();
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(regions(&harness)[before..], ["甲地", "乙地"]);
}

#[test]
fn a_label_of_ones_own_is_taken_over_before_an_export_and_by_another_section() {
    let mut harness = at_regions();
    let before = regions(&harness).len();
    type_into(&mut harness, REGIONS, "甲地");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    assert_eq!(regions(&harness)[before..], ["甲地"]);
    open_section(&mut harness, "二、");
    type_into(&mut harness, REGIONS, "乙地");
    click(&mut harness, "下一部分");
    assert_eq!(regions(&harness)[before..], ["甲地", "乙地"]);
}

#[test]
fn the_page_follows_the_tab_key() {
    let mut harness = window_of(Some(CLEAN), 600.0);
    open_section(&mut harness, "一、");
    let mut seen = 0;
    harness
        .get_by(|node| node.label().as_deref() == Some("单位名称") && node.value().is_some())
        .focus();
    harness.run();
    for (modifiers, presses) in [(Modifiers::NONE, 25), (Modifiers::SHIFT, 20)] {
        for _ in 0..presses {
            harness.key_press_modifiers(modifiers, Key::Tab);
            harness.run();
            let id = harness.ctx.memory(|memory| memory.focused()).unwrap();
            let response = harness.ctx.read_response(id).unwrap();
            let (place, clipped) = (response.rect, response.interact_rect);
            let shown = clipped.height() >= place.height().min(400.0) - 1.0;
            assert!(shown, "{place:?} {clipped:?}");
            seen += 1;
        }
    }
    assert_eq!(seen, 45);
}

#[test]
fn enter_in_a_picker_takes_the_only_match() {
    let mut harness = new_project();
    open_section(&mut harness, "三、");
    click(&mut harness, "＋ 选择城市…");
    harness.event(Event::Text("宁波".to_owned()));
    harness.run();
    let own = harness.get_by_label("添加“宁波”").rect();
    assert!(harness.get_by_label("浙江宁波").rect().bottom() <= own.top());
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(answers(&harness).entries("cities"), ["浙江宁波"]);
}

#[test]
fn a_new_row_is_not_found_fault_with() {
    let mut harness = window(Some(CLEAN));
    harness.key_press(Key::F7);
    harness.run();
    open_section(&mut harness, "九、");
    let count = |harness: &Harness<'_, App>| harness.query_all_by_label_contains("请填写").count();
    let before = count(&harness);
    click(&mut harness, "＋ 添加支出");
    assert_eq!(count(&harness), before);
    harness.key_press(Key::F7);
    harness.run();
    assert!(count(&harness) > before);
}

#[test]
fn a_fault_stays_when_the_move_of_a_row_is_taken_back() {
    let mut harness = new_project();
    open_section(&mut harness, "九、");
    for _ in 0..2 {
        click(&mut harness, "＋ 添加支出");
    }
    type_into(&mut harness, "第 1 行 金额", "很多");
    harness.key_press(Key::Tab);
    harness.run();
    let faults = |harness: &Harness<'_, App>| harness.query_all_by_label_contains("金额").count();
    let before = faults(&harness);
    click(&mut harness, "第 1 支出 更多");
    click(&mut harness, "下移第 1 支出");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert!(faults(&harness) >= before);
    assert!(harness.query_by_label_contains("须改正").is_some());
}

fn partners(harness: &Harness<'_, App>) -> Vec<String> {
    let entries = answers(harness).entries("partners");
    entries.iter().map(ToString::to_string).collect()
}

#[test]
fn enter_goes_on_to_the_next_entry_and_pasted_lines_become_entries() {
    let mut harness = new_project();
    open_section(&mut harness, "三、");
    let add = harness.get_all_by_label("＋ 添加一项").next().unwrap();
    add.click();
    harness.run();
    for text in ["甲", "乙"] {
        harness.event(Event::Text(text.to_owned()));
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
    }
    assert_eq!(partners(&harness), ["甲", "乙"]);
    let before = answers(&harness).clone();
    harness.event(Event::Paste("丙学会\r\n\r\n丁学会\n".to_owned()));
    harness.run();
    assert_eq!(partners(&harness), ["甲", "乙", "丙学会", "丁学会"]);
    // The cursor stands in the last.
    let editor = harness.state().editor().unwrap();
    assert_eq!(editor.fields.at_hand(), Some("partners[3]"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(*answers(&harness), before);
}
