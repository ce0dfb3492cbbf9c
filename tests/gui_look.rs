//! What the window does with little room, and what it says of the paper.

mod gui_help;

use std::path::PathBuf;

use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use shenbao::gui::App;

use gui_help::{CLEAN, answers, click, new_project, open_section, settle, setup, window};

fn narrow(width: f32) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size([width, 900.0])
        .with_max_steps(20)
        .build_eframe(move |cc| App::new(&cc.egui_ctx, setup(Some(PathBuf::from(CLEAN)))));
    settle(&mut harness);
    harness
}

fn shows(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn a_narrow_window_lists_the_sections_above_the_questions() {
    let mut harness = narrow(680.0);
    assert!(!shows(&harness, "网上填报"));
    click(&mut harness, "表单的各部分");
    open_section(&mut harness, "九、");
    let section = harness.state().editor().unwrap().section;
    let form = harness.state().editor().unwrap().project.form().clone();
    assert_eq!(form.sections[section].title, "九、项目经费预算");
    // Chosen by the keyboard, the list closes as well.
    let list = harness.get_by_label("表单的各部分");
    assert_eq!(list.value().as_deref(), Some("九、项目经费预算"));
    list.focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label("自查表").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(!shows(&harness, "网上填报"));
    assert!(shows(&harness, "导出自查表 PDF…"));
}

#[test]
fn what_finds_no_room_in_the_bar_stands_under_more() {
    for (width, folded) in [
        (1000.0, &[][..]),
        (800.0, &["撤销", "重做"]),
        (500.0, &["撤销", "重做", "侧栏"]),
        (400.0, &["撤销", "重做", "保存", "侧栏"]),
    ] {
        let mut harness = narrow(width);
        for command in ["撤销", "重做", "保存", "侧栏", "自查", "导出…"] {
            let is_there = harness.query_by_label(command).is_some();
            assert_eq!(is_there, !folded.contains(&command), "{command} at {width}");
        }
        let more = harness.get_by_label("更多").rect();
        assert!(more.right() <= width, "{width}");
        click(&mut harness, "更多");
        for command in folded {
            assert!(
                harness.query_by_label(command).is_some(),
                "{command} at {width}"
            );
        }
    }
}

#[test]
fn an_essay_says_what_it_takes_on_paper() {
    let mut harness = window(Some(CLEAN));
    open_section(&mut harness, "一、");
    assert!(shows(&harness, "行，表格里放得下") || shows(&harness, "行，表格会自动加高"));
    open_section(&mut harness, "二、");
    assert!(shows(&harness, "行，印在第 "));
    assert!(!answers(&harness).text("rationale").is_empty());
    // The advice that an empty form prints is no answer.
    let mut harness = new_project();
    open_section(&mut harness, "一、");
    assert!(!shows(&harness, "纸面 "));
}

#[test]
fn what_belongs_to_no_question_stands_under_the_whole_application() {
    let mut harness = window(Some(CLEAN));
    harness.key_press(Key::F7);
    harness.run();
    assert!(shows(&harness, "整份材料"));
    assert!(shows(&harness, "离网上申报截止还有 6 天"));
}
