//! Settings, keys and the colours of the window.

mod gui_help;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use shenbao::gui::App;
use shenbao::workspace::{Places, Settings, Theme, Workspace};

use gui_help::{CLEAN, click, window, window_with};

#[test]
fn the_editor_is_drawn_in_every_theme_and_at_every_size() {
    let mut grounds = Vec::new();
    for theme in Theme::ALL {
        for text_percent in [100, 200] {
            let (harness, _folder) = window_with(
                Some(CLEAN),
                Settings {
                    theme,
                    text_percent,
                    ..Settings::default()
                },
            );
            assert!(harness.query_by_label("导出…").is_some());
            let zoom = harness.ctx.zoom_factor();
            assert!((zoom - f32::from(text_percent) / 100.0).abs() < 0.001);
            grounds.push(harness.ctx.global_style().visuals.panel_fill);
        }
    }
    grounds.dedup();
    assert_eq!(grounds.len(), 3);
}

#[test]
fn a_setting_holds_at_once_and_at_the_next_start() {
    let (mut harness, folder) = window_with(Some(CLEAN), Settings::default());
    // High enough for the whole page, since what is scrolled out of sight takes no click.
    harness.set_size(egui::vec2(1440.0, 1400.0));
    harness.run();
    let before = harness.ctx.global_style().visuals.panel_fill;
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Comma);
    harness.run();
    click(&mut harness, "高对比度");
    click(&mut harness, "文字放大");
    click(&mut harness, "显卡（兼容方式）");
    assert_ne!(harness.ctx.global_style().visuals.panel_fill, before);
    assert!((harness.ctx.zoom_factor() - 1.1).abs() < 0.001);
    let kept = Workspace::open(Places::in_folder(folder.path()));
    let settings = kept.settings();
    assert_eq!(settings.theme, Theme::HighContrast);
    assert_eq!(settings.text_percent, 110);
    assert_eq!(settings.renderer.as_deref(), Some("glow"));
}

#[test]
fn f1_lists_the_keys_and_esc_goes_back() {
    let mut harness = window(Some(CLEAN));
    harness.key_press(Key::F1);
    harness.run();
    assert!(harness.query_by_label("整个窗口").is_some());
    assert!(harness.query_by_label("下一部分").is_some());
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("整个窗口").is_none());
    assert!(harness.query_by_label("导出…").is_some());
}

#[test]
fn keys_turn_the_sections_and_stop_at_both_ends() {
    let mut harness = window(Some(CLEAN));
    let section = |harness: &Harness<'_, App>| harness.state().editor().unwrap().section;
    for (key, expected) in [
        (Key::PageUp, 0),
        (Key::PageDown, 1),
        (Key::PageDown, 2),
        (Key::PageUp, 1),
    ] {
        harness.key_press_modifiers(Modifiers::COMMAND, key);
        harness.run();
        assert_eq!(section(&harness), expected);
    }
}

/// On a side that stands for no section there is none to turn from.
#[test]
fn keys_turn_from_the_tasks_and_leave_other_sides_alone() {
    let mut harness = window(Some(CLEAN));
    let stands = |harness: &Harness<'_, App>| {
        let editor = harness.state().editor().unwrap();
        (editor.view.label(), editor.section)
    };
    let tasks = {
        let form = harness.state().editor().unwrap().project.form();
        let mut sections = form.sections.iter();
        sections.position(|one| one.is_requirements()).unwrap()
    };
    for side in ["申报流程", "自查表", "网上填报", "旧版本与比较", "导出…"] {
        click(&mut harness, side);
        let before = stands(&harness);
        for key in [Key::PageUp, Key::PageDown] {
            harness.key_press_modifiers(Modifiers::COMMAND, key);
            harness.run();
            assert_eq!(stands(&harness), before, "{key:?}");
        }
    }
    click(&mut harness, "任务对照");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::PageUp);
    harness.run();
    assert_eq!(stands(&harness), ("填写", tasks - 1));
}
