//! 网上填报 and 自查表 in the window: what is copied, what a tick remembers, what is seen.

mod gui_help;

use std::path::Path;

use egui::{Event, Key, Modifiers, OutputCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use shenbao::answers::Edit;
use shenbao::gui::App;
use shenbao::project::{Forms, Project};

use gui_help::{CLEAN, answers, click, settle, window, window_of};

fn upload(file: &str) -> Harness<'static, App> {
    let mut harness = window_of(Some(file), 900.0);
    click(&mut harness, "网上填报");
    harness
}

/// What was copied in the last frame.
fn copied(harness: &Harness<'_, App>) -> Option<String> {
    let commands = &harness.output().platform_output.commands;
    commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

/// Presses a key and gives back what is copied by it. The queue of the harness draws a frame for
/// each event, so the frame that copies would be gone.
fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) -> Option<String> {
    let mut text = None;
    for pressed in [true, false] {
        harness.input_mut().events.push(Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        });
        harness.step();
        text = text.or_else(|| copied(harness));
    }
    harness.run();
    text
}

fn shows(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn one_key_copies_ticks_and_goes_on_in_the_order_of_the_form() {
    let mut harness = upload(CLEAN);
    let enter = |harness: &mut Harness<'_, App>| press(harness, Modifiers::NONE, Key::Enter);
    let first: Vec<_> = (0..5).map(|_| enter(&mut harness).unwrap()).collect();
    let name = answers(&harness).text("project_name").into_owned();
    let expected = [
        "2021KJFWT01-1",
        "“科创中国”科技服务团示范项目（第一批）",
        "产业科技服务团",
        &name,
        "2021-05-20",
    ];
    assert_eq!(first, expected);
    assert!(shows(&harness, "已复制 5 / "));
    let next = press(&mut harness, Modifiers::COMMAND, Key::Enter).unwrap();
    assert_eq!(next, answers(&harness).text("unit.name"));
    // One step back, and the same again: no second tick.
    assert_eq!(press(&mut harness, Modifiers::NONE, Key::ArrowUp), None);
    assert_eq!(enter(&mut harness), Some(next));
    assert!(shows(&harness, "已复制 6 / "));
    click(&mut harness, "复制并到下一项");
    assert!(shows(&harness, "已复制 7 / "));
}

#[test]
fn an_answer_that_changed_since_is_to_be_copied_again() {
    let mut harness = upload("examples/registration/answers.json");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(!shows(&harness, "复制后又改过"));
    click(&mut harness, "单位名称 已完成");
    click(&mut harness, "去看");
    gui_help::type_into(&mut harness, "单位名称", "甲");
    click(&mut harness, "网上填报");
    assert!(shows(&harness, "复制后又改过，请再复制"));
    assert!(shows(&harness, "已复制 0 / "));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(!shows(&harness, "复制后又改过"));
    assert!(shows(&harness, "已复制 1 / "));
}

#[test]
fn ticks_are_cleared_and_come_back_by_undo() {
    let mut harness = upload(CLEAN);
    for _ in 0..3 {
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    click(&mut harness, "清除全部标记");
    assert!(shows(&harness, "已复制 0 / "));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(shows(&harness, "已复制 3 / "));
    // The screen stays: undoing a tick changes no answer.
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(shows(&harness, "已复制 2 / "));
}

#[test]
fn ticks_are_saved_and_change_no_print_code() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.shenbao");
    let mut project = Project::open(Path::new(CLEAN), &Forms::bundled()).unwrap();
    let code = project.print_code();
    project.save_as(&path).unwrap();
    let mut harness = upload(path.to_str().unwrap());
    for _ in 0..4 {
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    press(&mut harness, Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    let editor = harness.state().editor().unwrap();
    assert!(!editor.project.is_dirty());
    assert_eq!(editor.project.print_code(), code);
    drop(harness);
    let harness = upload(path.to_str().unwrap());
    assert!(shows(&harness, "已复制 4 / "));
    // What comes next is at hand.
    assert!(shows(&harness, "申报日期"));
    let project = Project::open(&path, &Forms::bundled()).unwrap();
    assert_eq!(project.print_code(), code);
}

#[test]
fn empty_items_are_passed_over_and_can_be_shown() {
    let mut harness = gui_help::new_project();
    gui_help::type_into(&mut harness, "项目名称", "示范项目");
    click(&mut harness, "网上填报");
    assert!(shows(&harness, "已复制 0 / 1"));
    assert!(!shows(&harness, "（没有填）") && !shows(&harness, "没有填 "));
    let text = press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text.as_deref(), Some("示范项目"));
    click(&mut harness, "列出没有填的");
    click(&mut harness, "单位名称 没有填");
    click(&mut harness, "跳到下一项");
    assert!(shows(&harness, "统一社会信用代码 没有填"));
    assert!(shows(&harness, "已复制 1 / 1"));
}

#[test]
fn keys_do_nothing_under_a_dialogue() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.shenbao");
    let mut project = Project::open(Path::new(CLEAN), &Forms::bundled()).unwrap();
    project.save_as(&path).unwrap();
    let mut harness = upload(path.to_str().unwrap());
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(shows(&harness, "已复制 1 / "));
    // The tick is in no file yet: closing asks.
    let viewports = &mut harness.input_mut().viewports;
    let events = &mut viewports.get_mut(&ViewportId::ROOT).unwrap().events;
    events.push(ViewportEvent::Close);
    harness.step();
    let viewports = &mut harness.input_mut().viewports;
    viewports.get_mut(&ViewportId::ROOT).unwrap().events.clear();
    harness.run();
    assert!(shows(&harness, "不保存"));
    assert_eq!(press(&mut harness, Modifiers::COMMAND, Key::Enter), None);
    assert_eq!(press(&mut harness, Modifiers::NONE, Key::ArrowDown), None);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!shows(&harness, "不保存") && shows(&harness, "已复制 1 / "));
}

#[test]
fn a_long_text_shows_both_counts_and_its_limit() {
    let mut harness = upload(CLEAN);
    click(&mut harness, "下一项");
    while !shows(&harness, "限 400 字") {
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    }
    assert!(shows(&harness, "字数 339 · 字符 358 · 限 400 字"));
}

#[test]
fn three_hundred_people_cost_no_more_than_the_lines_in_sight() {
    let mut project = Project::open(Path::new(CLEAN), &Forms::bundled()).unwrap();
    for at in 0..300 {
        project.apply(
            Edit::InsertRow {
                table: "members".into(),
                at: 30 + at,
                row: shenbao::answers::Answer::Group(shenbao::answers::Group(vec![(
                    "name".into(),
                    format!("成员{at}").into(),
                )])),
            },
            std::time::Duration::from_secs(at as u64 * 9),
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.shenbao");
    project.save_as(&path).unwrap();
    let mut harness = upload(path.to_str().unwrap());
    let rows = harness.query_all_by_label_contains("姓名").count();
    assert!(rows < 30, "{rows}");
    for _ in 0..200 {
        harness.key_press(Key::ArrowDown);
        harness.step();
    }
    harness.run();
    let rows = harness.query_all_by_label_contains("姓名").count();
    assert!(rows < 30, "{rows}");
}

#[test]
fn the_self_check_shows_what_is_found_and_leads_there() {
    let mut harness = window(Some("examples/faults/budget-items-sum-mismatch.json"));
    click(&mut harness, "自查表");
    for words in [
        "须改正（1 处）",
        "经费支出预算表",
        "比经费总预算少",
        "与经费总预算一致",
        "还有 6 天",
        "导出自查表 PDF…",
    ] {
        assert!(shows(&harness, words), "{words}");
    }
    let code = harness.state().editor().unwrap().project.print_code();
    assert!(shows(&harness, &code));
    click(&mut harness, "去看");
    assert!(shows(&harness, "支出内容明细"));
}
