//! What is not filled in yet, in the panel of 自查.

mod gui_help;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use gui_help::{click, new_project, open_section, type_into};

#[test]
fn what_is_missing_is_one_line_a_section_and_opens() {
    let mut harness = new_project();
    open_section(&mut harness, "一、");
    type_into(&mut harness, "项目负责人 手机", "138");
    harness.key_press(Key::F7);
    harness.run();
    assert!(harness.query_by_label("须改正 2").is_some());
    let line = "二、立项依据和目的：还有 1 项没有填";
    assert!(harness.query_by_label(line).is_some());
    let message = "“立项依据和目的”还没有填写。";
    assert!(harness.query_by_label(message).is_none());
    let places = harness.query_all_by_label("定位").count();

    // By keyboard, as anything else.
    harness
        .get_by(|node| node.label().as_deref() == Some(line) && node.role() != Role::Label)
        .focus();
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    assert_eq!(harness.query_all_by_label("定位").count(), places + 1);
    let rationale = {
        let editor = harness.state().editor().unwrap();
        let form = editor.project.form();
        form.section_of("rationale").unwrap()
    };
    let line_of = |place: egui::Rect| place.center().y.round() as i32;
    let beside = line_of(harness.get_by_label(message).rect());
    harness
        .get_all_by_label("定位")
        .find(|place| (line_of(place.rect()) - beside).abs() < 20)
        .unwrap()
        .click();
    harness.run();
    let editor = harness.state().editor().unwrap();
    assert_eq!(editor.section, rationale);
    assert_eq!(editor.fields.at_hand(), Some("rationale"));
    click(&mut harness, line);
    assert_eq!(harness.query_all_by_label("定位").count(), places);
}
