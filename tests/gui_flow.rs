//! The checklist from today to the posted parcel.

mod gui_help;

use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::Harness;
use shenbao::gui::App;

use gui_help::{answers, click, new_project, type_into};

const REMARK: &str = "供应商账号注册 备注";

fn remark(harness: &Harness<'_, App>) -> String {
    answers(harness).note("remarks.account").to_owned()
}

fn preedit(text: &str) -> Event {
    Event::Ime(ImeEvent::Preedit {
        text: text.to_owned(),
        active_range_chars: None,
    })
}

#[test]
fn a_step_is_ticked_and_comes_back_by_undo() {
    let mut harness = new_project();
    click(&mut harness, "申报流程");
    click(&mut harness, "供应商账号注册");
    assert!(answers(&harness).noted("steps.account"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert!(!answers(&harness).noted("steps.account"));
}

#[test]
fn a_remark_keeps_what_is_committed_with_the_key_that_leaves_it_and_nothing_composed() {
    let mut harness = new_project();
    click(&mut harness, "申报流程");
    type_into(&mut harness, REMARK, "由财务");
    harness.event(preedit("zhu'ce"));
    harness.run();
    assert_eq!(remark(&harness), "由财务");
    // Both reach the window in one frame.
    let key = Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let commit = Event::Ime(ImeEvent::Commit("注册".to_owned()));
    harness.input_mut().events.extend([commit, key]);
    harness.run();
    assert_eq!(remark(&harness), "由财务注册");
    type_into(&mut harness, REMARK, "");
    harness.event(preedit("ma"));
    harness.run();
    click(&mut harness, "自查表");
    click(&mut harness, "申报流程");
    assert_eq!(remark(&harness), "由财务注册");
}
