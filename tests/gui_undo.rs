//! Undo and redo over the sections of a form: what changes comes back, and comes into view.

mod gui_help;

use std::path::Path;

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use shenbao::gui::App;
use shenbao::project::{Forms, Project};

use gui_help::{CLEAN, answers, click, new_project, open_section, settle, type_into, window_of};

const TEAM: &str = "科技服务团（产学融合会议）名称";
const UNDO: Key = Key::Z;
const REDO: Key = Key::Y;

fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    settle(harness);
}

/// The section in sight, and the values of both fields that the tests change.
fn state(harness: &Harness<'_, App>) -> (usize, String, String) {
    let editor = harness.state().editor().unwrap();
    let text = |path| answers(harness).text(path).into_owned();
    (editor.section, text("unit.name"), text("team_name"))
}

/// The cursor is in the field of that path, in sight.
fn in_sight(harness: &Harness<'_, App>, path: &str) {
    let editor = harness.state().editor().unwrap();
    assert_eq!(editor.fields.at_hand(), Some(path));
    let focused = harness
        .ctx
        .memory(|memory| memory.focused())
        .expect("a cursor");
    let response = harness.ctx.read_response(focused).unwrap();
    let seen = response.interact_rect.height() >= response.rect.height() - 1.0;
    assert!(
        seen,
        "{path}: {:?} {:?}",
        response.rect, response.interact_rect
    );
}

/// Changes a field in the second section and one in the fourth, and steps back and forth; `between`
/// is what happens before.
fn check(harness: &mut Harness<'static, App>, between: impl FnOnce(&mut Harness<'static, App>)) {
    open_section(harness, "一、");
    type_into(harness, "单位名称", "改");
    let first = state(harness);
    open_section(harness, "三、");
    type_into(harness, TEAM, "改");
    let second = state(harness);
    assert_eq!((first.0, second.0), (1, 3));
    between(harness);
    open_section(harness, "九、");
    let field = |at: usize| ["unit.name", "team_name"][at];
    let without = |text: &str| text.trim_end_matches('改').to_owned();
    let unit = without(&second.1);
    let team = without(&second.2);
    for (key, expected, at) in [
        (UNDO, (3, second.1.clone(), team.clone()), 1),
        (UNDO, (1, unit, team.clone()), 0),
        (REDO, (1, second.1.clone(), team), 0),
        (REDO, second.clone(), 1),
    ] {
        press(harness, key);
        assert_eq!(state(harness), expected, "{key:?}");
        in_sight(harness, field(at));
    }
    // There is nothing more to come back.
    press(harness, REDO);
    assert_eq!(state(harness), second);
}

fn saved_project(folder: &Path) -> Harness<'static, App> {
    let file = folder.join("项目.shenbao");
    let mut project = Project::open(Path::new(CLEAN), &Forms::bundled()).unwrap();
    project.save_as(&file).unwrap();
    window_of(file.to_str(), 700.0)
}

#[test]
fn changes_in_two_sections_come_back_with_their_sections() {
    let mut harness = new_project();
    harness.set_size(egui::vec2(1400.0, 700.0));
    check(&mut harness, |_| {});
}

#[test]
fn saving_takes_no_step_away() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = saved_project(folder.path());
    check(&mut harness, |harness| {
        press(harness, Key::S);
        let editor = harness.state().editor().unwrap();
        assert!(!editor.project.is_dirty());
    });
    press(&mut harness, UNDO);
    let written = Project::open(&folder.path().join("项目.shenbao"), &Forms::bundled()).unwrap();
    let team = written.answers().text("team_name").into_owned();
    assert!(team.ends_with('改'), "{team}");
    assert_ne!(answers(&harness).text("team_name"), team);
}

#[test]
fn a_cell_far_down_comes_into_sight() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = saved_project(folder.path());
    open_section(&mut harness, "八、");
    type_into(&mut harness, "第 1 行 姓名", "");
    for _ in 0..25 {
        harness.key_press(Key::ArrowDown);
        harness.run();
    }
    harness.event(Event::Text("改".to_owned()));
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Delete);
    harness.run();
    let removed = answers(&harness).list("members").len();
    open_section(&mut harness, "一、");
    press(&mut harness, UNDO);
    assert_eq!(answers(&harness).list("members").len(), removed + 1);
    in_sight(&harness, "members[25].name");
    open_section(&mut harness, "一、");
    press(&mut harness, UNDO);
    assert!(!answers(&harness).text("members[25].name").ends_with('改'));
    in_sight(&harness, "members[25].name");
}

#[test]
fn a_step_back_from_another_page_leads_to_the_form() {
    let mut harness = new_project();
    type_into(&mut harness, "项目名称", "甲");
    click(&mut harness, "自查表");
    press(&mut harness, UNDO);
    assert_eq!(answers(&harness).text("project_name"), "");
    in_sight(&harness, "project_name");
}

#[test]
fn typing_goes_on_behind_what_came_back_or_was_taken_away() {
    for (steps, expected) in [(&[UNDO][..], "nulX书"), (&[UNDO, REDO][..], "nulhelloX书")] {
        let mut harness = new_project();
        type_into(&mut harness, "项目名称", "nul书");
        harness.key_press(Key::ArrowLeft);
        pause(&mut harness);
        harness.event(Event::Text("hello".to_owned()));
        pause(&mut harness);
        for key in steps {
            press(&mut harness, *key);
        }
        harness.event(Event::Text("X".to_owned()));
        settle(&mut harness);
        assert_eq!(answers(&harness).text("project_name"), expected);
    }
}

/// Waits until what is typed next is a step of its own.
fn pause(harness: &mut Harness<'_, App>) {
    harness.run();
    let now = harness.ctx.input(|input| input.time);
    while harness.ctx.input(|input| input.time) < now + 1.2 {
        harness.step();
    }
}
