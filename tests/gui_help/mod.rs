//! What the tests of the window share.
#![allow(dead_code, reason = "each test program uses a part")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::{DateTime, Local, TimeZone};
use egui::Event;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use shenbao::answers::Answers;
use shenbao::gui::{App, Setup};
use shenbao::project::Forms;
use shenbao::workspace::{Places, Settings, Workspace};

pub const CLEAN: &str = "examples/industry-team/answers.json";

pub fn clock() -> DateTime<Local> {
    Local.with_ymd_and_hms(2021, 5, 20, 9, 0, 0).unwrap()
}

/// A window's start in folders of its own, which stay until the system clears its temporary files.
pub fn setup(file: Option<PathBuf>) -> Setup {
    let folder = tempfile::tempdir().unwrap().keep();
    Setup {
        forms: Forms::bundled(),
        file,
        clock,
        workspace: Workspace::open(Places::in_folder(&folder)),
    }
}

pub fn window(file: Option<&str>) -> Harness<'static, App> {
    window_of(file, 2400.0)
}

/// The window as high as that.
pub fn window_of(file: Option<&str>, height: f32) -> Harness<'static, App> {
    let file = file.map(PathBuf::from);
    let mut harness = Harness::builder()
        .with_size([1400.0, height])
        .with_max_steps(20)
        .build_eframe(move |cc| App::new(&cc.egui_ctx, setup(file)));
    settle(&mut harness);
    harness
}

/// A window with settings of its own, whose folder outlives it.
pub fn window_with(
    file: Option<&str>,
    settings: Settings,
) -> (Harness<'static, App>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = Workspace::open(Places::in_folder(folder.path()));
    workspace.set(settings).unwrap();
    let start = Setup {
        workspace,
        ..setup(file.map(PathBuf::from))
    };
    let mut harness = Harness::builder()
        .with_size([1400.0, 2000.0])
        .with_max_steps(20)
        .build_eframe(move |cc| App::new(&cc.egui_ctx, start));
    settle(&mut harness);
    (harness, folder)
}

/// What is kept in a folder of a test's own.
pub fn workspace(folder: &Path) -> Workspace {
    Workspace::open(Places::in_folder(folder))
}

/// A window whose folders lie in `folder`.
pub fn window_in(folder: &Path, file: Option<PathBuf>) -> Harness<'static, App> {
    let setup = Setup {
        workspace: workspace(folder),
        ..setup(file)
    };
    let mut harness = Harness::builder()
        .with_size([1400.0, 1600.0])
        .with_max_steps(200)
        .build_eframe(move |cc| App::new(&cc.egui_ctx, setup));
    settle(&mut harness);
    harness
}

/// Runs the window until nothing is being done beside it: what moves under the pointer is not
/// clicked.
pub fn settle(harness: &mut Harness<'_, App>) {
    let start = Instant::now();
    harness.run();
    while !harness.state().is_idle() {
        assert!(
            start.elapsed().as_secs() < 60,
            "the window does not come to rest"
        );
        wait_a_moment(harness);
    }
    harness.run();
}

/// One frame after a few milliseconds. A frame of the harness is a quarter of a second to the
/// window: waiting by such frames for a slow disk would outlast what is said for a while.
fn wait_a_moment(harness: &mut Harness<'_, App>) {
    const MOMENT: Duration = Duration::from_millis(5);
    std::thread::sleep(MOMENT);
    let now = harness.ctx.input(|input| input.time);
    harness.input_mut().time = Some(now + MOMENT.as_secs_f64());
    harness.step();
    harness.input_mut().time = None;
}

pub fn new_project() -> Harness<'static, App> {
    let mut harness = window(None);
    choose_form(&mut harness, "附件5 项目申报书（2021年度第一批）");
    harness
}

/// Begins an application of the form of that name from the first screen.
pub fn choose_form(harness: &mut Harness<'_, App>, form: &str) {
    let choice = format!("新建：{form}");
    // An empty folder shows the choice by itself, as soon as it has been looked into.
    if harness.query_by_label(&choice).is_none() {
        if let Some(button) = harness.query_by_label("新建") {
            button.click();
        }
        harness.run();
    }
    click(harness, &choice);
}

pub fn answers<'a>(harness: &'a Harness<'_, App>) -> &'a Answers {
    harness.state().editor().unwrap().project.answers()
}

pub fn open_section(harness: &mut Harness<'_, App>, title: &str) {
    harness
        .get_by(|node| {
            node.label().is_some_and(|label| label.starts_with(title))
                && node.role() == Role::Button
        })
        .click();
    settle(harness);
}

pub fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    settle(harness);
}

pub fn type_into(harness: &mut Harness<'_, App>, label: &str, text: &str) {
    harness
        .get_by(|node| node.label().as_deref() == Some(label) && node.role() != Role::Label)
        .focus();
    harness.run();
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}
