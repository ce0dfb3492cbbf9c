//! Settings by their keys and by their page.

mod gui_help;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use shenbao::workspace::{Places, Settings, Workspace};

use gui_help::{CLEAN, choose_form, click, window, window_with};

#[test]
fn keys_change_the_one_size_and_it_is_kept() {
    let (mut harness, folder) = window_with(None, Settings::default());
    let with_shift = Modifiers::COMMAND | Modifiers::SHIFT;
    for (modifiers, key, percent) in [
        (Modifiers::COMMAND, Key::Plus, 110),
        (Modifiers::COMMAND, Key::Equals, 120),
        (with_shift, Key::Plus, 130),
        (with_shift, Key::Minus, 120),
        (Modifiers::COMMAND, Key::Minus, 110),
        (Modifiers::COMMAND, Key::Num0, 100),
        (Modifiers::COMMAND, Key::Minus, 100),
    ] {
        harness.key_press_modifiers(modifiers, key);
        harness.run();
        let zoom = harness.ctx.zoom_factor();
        assert!((zoom - percent as f32 / 100.0).abs() < 0.001, "{key:?}");
        let kept = Workspace::open(Places::in_folder(folder.path()));
        assert_eq!(kept.settings().text_percent, percent, "{key:?}");
    }
    harness.key_press(Key::F1);
    harness.run();
    assert!(harness.query_by_label("文字放大").is_some());
}

#[test]
fn a_new_application_starts_in_the_font_that_is_set() {
    let font = "fonts/NotoSansSC-Regular.ttf";
    let (mut harness, _folder) = window_with(
        None,
        Settings {
            body_font: Some(font.to_owned()),
            ..Settings::default()
        },
    );
    choose_form(&mut harness, "附件5 项目申报书（2021年度第一批）");
    let project = &harness.state().editor().unwrap().project;
    assert_eq!(project.body().name.as_deref(), Some(font));
    assert!(!project.is_dirty());
}

#[test]
fn a_font_that_is_missing_is_said_and_the_bundled_one_stands_in() {
    let (mut harness, _folder) = window_with(
        None,
        Settings {
            body_font: Some("没有的字体".to_owned()),
            ..Settings::default()
        },
    );
    choose_form(&mut harness, "附件5 项目申报书（2021年度第一批）");
    assert!(harness.query_by_label_contains("没有可用的字体").is_some());
    assert!(harness.state().editor().is_some());
}

#[test]
fn the_font_is_chosen_on_the_page() {
    let (mut harness, folder) = window_with(
        None,
        Settings {
            body_font: Some("没有的字体".to_owned()),
            ..Settings::default()
        },
    );
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Comma);
    harness.run();
    harness
        .get_by(|node| node.role() == Role::ComboBox && node.label().as_deref() == Some("正文字体"))
        .click();
    harness.run();
    click(&mut harness, "内置宋体");
    let kept = Workspace::open(Places::in_folder(folder.path()));
    assert_eq!(kept.settings().body_font, None);
}

#[test]
fn standing_data_is_reached_from_an_open_application_and_left_again() {
    let mut harness = window(Some(CLEAN));
    click(&mut harness, "更多");
    click(&mut harness, "常用信息");
    assert!(
        harness
            .query_by_label("把这份里的单位和人员存为常用信息")
            .is_some()
    );
    click(&mut harness, "返回");
    assert!(harness.query_by_label("导出…").is_some());
}
