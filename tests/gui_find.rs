//! 查找 over the answers of an open application.

mod gui_help;

use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use shenbao::gui::App;

use gui_help::{CLEAN, click, open_section, type_into, window, window_of};

fn open_bar(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
}

fn type_query(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

fn section(harness: &Harness<'_, App>) -> usize {
    harness.state().editor().unwrap().section
}

/// The side of the application that is shown.
fn side(harness: &Harness<'_, App>) -> &'static str {
    harness.state().editor().unwrap().view.label()
}

fn box_value(harness: &Harness<'_, App>) -> String {
    let node = harness
        .get_by(|node| node.label().as_deref() == Some("查找") && node.role() == Role::TextInput);
    node.value().unwrap_or_default()
}

/// Whether the bar says that the place of that number is shown, of so many.
fn stands_at(harness: &Harness<'_, App>, at: usize, all: usize) -> bool {
    let words = format!("第 {at} 处，共 {all} 处");
    harness.query_by_label(&words).is_some()
}

#[test]
fn typing_shows_the_first_place_and_keys_go_on_and_round() {
    let mut harness = window(Some(CLEAN));
    open_bar(&mut harness);
    type_query(&mut harness, "宁波");
    assert!(harness.query_by_label_contains("第 1 处，共 ").is_some());
    let all = (1..500).find(|all| stands_at(&harness, 1, *all)).unwrap();
    assert!(all > 2, "{all}");
    harness.key_press(Key::Enter);
    harness.run();
    assert!(stands_at(&harness, 2, all));
    harness.key_press(Key::F3);
    harness.run();
    assert!(stands_at(&harness, 3, all));
    for key in [Key::F3, Key::Enter, Key::Enter] {
        harness.key_press_modifiers(Modifiers::SHIFT, key);
        harness.run();
    }
    assert!(stands_at(&harness, all, all));
    assert_eq!(side(&harness), "任务对照");
    // The cursor has stayed in the box.
    type_query(&mut harness, "大学");
    assert_eq!(box_value(&harness), "宁波大学");
}

#[test]
fn a_place_in_a_long_table_comes_into_view_and_esc_puts_the_cursor_there() {
    let mut harness = window_of(Some(CLEAN), 900.0);
    let member = {
        let answers = harness.state().editor().unwrap().project.answers();
        answers.text("members[28].name").into_owned()
    };
    open_bar(&mut harness);
    type_query(&mut harness, &member);
    harness.run();
    let editor = harness.state().editor().unwrap();
    let form = editor.project.form();
    assert_eq!(Some(editor.section), form.section_of("members"));
    let cell = harness.get_by(|node| {
        node.label().as_deref() == Some("第 29 行 姓名") && node.role() == Role::TextInput
            || node.label().as_deref() == Some("第 29 行 姓名")
                && node.role() == Role::MultilineTextInput
    });
    let place = cell.rect();
    assert!(place.top() > 100.0 && place.bottom() < 900.0, "{place:?}");
    assert!(!cell.is_focused());
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("下一处").is_none());
    let editor = harness.state().editor().unwrap();
    assert_eq!(editor.fields.at_hand(), Some("members[28].name"));
    // What was found is selected there.
    harness.event(Event::Text("某某".to_owned()));
    harness.run();
    let answers = harness.state().editor().unwrap().project.answers();
    assert_eq!(answers.text("members[28].name"), "某某");
}

/// The last place of all stands in 任务对照, beside the words of the form that it quotes.
#[test]
fn a_place_in_the_tasks_comes_into_view_and_esc_puts_the_cursor_there() {
    let mut harness = window_of(Some(CLEAN), 900.0);
    open_bar(&mut harness);
    type_query(&mut harness, "宁波");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(side(&harness), "任务对照");
    let editor = harness.state().editor().unwrap();
    let path = editor.fields.at_hand().unwrap().to_owned();
    assert!(path.starts_with("requirements."), "{path}");
    let place = harness.get_by(|node| node.is_focused()).rect();
    assert!(place.top() < 900.0 && place.bottom() > 56.0, "{place:?}");
    // Looking begins there, not where the form stands.
    open_bar(&mut harness);
    type_query(&mut harness, "宁波");
    assert_eq!(side(&harness), "任务对照");
    // On another side of the application there is no place that the cursor could go to.
    click(&mut harness, "申报流程");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(side(&harness), "申报流程");
}

#[test]
fn nothing_found_is_said_and_esc_gives_the_cursor_back() {
    let mut harness = window(Some(CLEAN));
    type_into(&mut harness, "项目名称", "");
    open_bar(&mut harness);
    type_query(&mut harness, "没有这样的话");
    assert!(harness.query_by_label("没有找到").is_some());
    assert_eq!(section(&harness), 0);
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("没有找到").is_none());
    harness.event(Event::Text("甲".to_owned()));
    harness.run();
    let answers = harness.state().editor().unwrap().project.answers();
    assert!(answers.text("project_name").ends_with('甲'));
}

#[test]
fn letters_of_an_input_method_are_not_looked_for() {
    let mut harness = window(Some(CLEAN));
    open_bar(&mut harness);
    harness.event(Event::Ime(ImeEvent::Preedit {
        text: "ning'bo".to_owned(),
        active_range_chars: None,
    }));
    harness.run();
    assert!(harness.query_by_label("没有找到").is_none());
    harness.event(Event::Ime(ImeEvent::Commit("宁波".to_owned())));
    harness.run();
    assert!(harness.query_by_label_contains("第 1 处，共 ").is_some());
}

#[test]
fn what_is_selected_is_looked_for_at_once() {
    let mut harness = window(Some(CLEAN));
    type_into(&mut harness, "项目名称", "");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    open_bar(&mut harness);
    assert!(box_value(&harness).contains("宁波"));
    assert!(harness.query_by_label_contains("第 1 处，共 ").is_some());
}

#[test]
fn all_places_are_listed_and_one_click_leads_to_each() {
    let mut harness = window(Some(CLEAN));
    open_bar(&mut harness);
    type_query(&mut harness, "宁波");
    click(&mut harness, "全部列出");
    harness
        .get_all_by(|node| {
            node.role() == Role::Button
                && node
                    .label()
                    .is_some_and(|label| label.contains("：") && label.contains("宁波"))
        })
        .nth(1)
        .unwrap()
        .click();
    harness.run();
    assert!(harness.query_by_label_contains("第 2 处，").is_some());
    click(&mut harness, "关闭查找");
    assert!(harness.query_by_label("全部列出").is_none());
}

#[test]
fn the_places_follow_what_is_typed_and_the_bar_opens_from_the_menu() {
    let mut harness = window(Some(CLEAN));
    click(&mut harness, "更多");
    click(&mut harness, "查找");
    type_query(&mut harness, "甲乙丙丁");
    assert!(harness.query_by_label("没有找到").is_some());
    open_section(&mut harness, "封面");
    type_into(&mut harness, "项目名称", "甲乙丙丁");
    assert!(harness.query_by_label("第 1 处，共 1 处").is_some());
}
