//! What is saved while other things go on beside the window.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use egui::Context;
use egui_kittest::kittest::Queryable;

use crate::answers::Edit;
use crate::gui::app::App;
use crate::gui::command::Command;
use crate::gui::execute::saving::By;
use crate::gui::jobs::{Done, Purpose};
use crate::gui::modal::{Modal, Next};
use crate::gui::request::{Outside, Request};
use crate::project::{Forms, Project, write_file};
use crate::workspace::{Places, Target, Workspace};

use super::{draw, png, rest, window};

/// A window with an application that stands in a file of a folder, and the file.
fn window_of_file(ctx: &Context, folder: &Path) -> (App, PathBuf) {
    let (mut app, editor) = window(ctx);
    let path = folder.join("a.shenbao");
    app.execute(ctx, Request::Edit(Edit::text("project_name", "甲")));
    let purpose = Purpose::Save { editor };
    app.take(
        ctx,
        Done::Picked {
            purpose,
            path: path.clone(),
        },
    );
    rest(&mut app, ctx);
    (app, path)
}

fn name_it(app: &mut App, ctx: &Context, name: &str) {
    app.execute(ctx, Request::Edit(Edit::text("project_name", name)));
}

fn title_in(path: &Path) -> String {
    Project::open(path, &Forms::bundled()).unwrap().title()
}

/// What the next job brings, not taken in yet.
fn next_done(app: &mut App) -> Done {
    let start = Instant::now();
    loop {
        let mut done = app.jobs.poll();
        if let Some(one) = done.pop() {
            assert!(done.is_empty(), "more came than was waited for");
            return one;
        }
        assert!(start.elapsed().as_secs() < 60, "nothing comes");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn the_open_file_opened_again_shows_what_was_saved_while_it_was_read() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().unwrap());
    let (mut app, path) = window_of_file(&ctx, folder.path());
    app.execute(&ctx, Request::OpenPath(path.clone()));
    let read = next_done(&mut app);
    assert!(matches!(read, Done::Opened { .. }));
    name_it(&mut app, &ctx, "乙");
    app.execute(&ctx, Request::Run(Command::Save));
    let saved = next_done(&mut app);
    app.take(&ctx, saved);
    assert!(!app.editor().unwrap().project.is_dirty());
    app.take(&ctx, read);
    rest(&mut app, &ctx);
    assert_eq!(app.editor().unwrap().project.title(), "乙");
    assert_eq!(title_in(&path), "乙");
}

#[test]
fn a_copy_that_was_wanted_during_a_slow_save_is_made_also_when_saving_was_wanted_after_it() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().unwrap());
    let (mut app, path) = window_of_file(&ctx, folder.path());
    let editor = app.editor().unwrap().id;
    name_it(&mut app, &ctx, "乙");
    app.execute(&ctx, Request::Run(Command::Save));
    let other = folder.path().join("b.shenbao");
    let purpose = Purpose::Save { editor };
    app.take(
        &ctx,
        Done::Picked {
            purpose,
            path: other.clone(),
        },
    );
    name_it(&mut app, &ctx, "丙");
    app.execute(&ctx, Request::Run(Command::Save));
    rest(&mut app, &ctx);
    let project = &app.editor().unwrap().project;
    assert_eq!(project.file(), Some(other.as_path()));
    assert!(!project.is_dirty());
    assert_eq!(
        (title_in(&path), title_in(&other)),
        ("乙".into(), "丙".into())
    );
}

/// Chooses a photo that must be cropped.
fn choose_photo(app: &mut App, ctx: &Context) {
    let read = Done::Read {
        editor: app.editor().unwrap().id,
        field: "head.photo".to_owned(),
        name: "照片.png".to_owned(),
        bytes: Ok(png(300, 400)),
    };
    app.take(ctx, read);
    assert!(app.crops());
}

#[test]
fn a_save_that_fails_under_a_crop_is_said_after_it_and_the_crop_stays() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().unwrap());
    let (mut app, _) = window(&ctx);
    write_file(&folder.path().join("documents"), b"").unwrap();
    app.workspace = Workspace::open(Places::in_folder(folder.path()));
    app.execute(&ctx, Request::New("registration-2022".to_owned()));
    app.execute(&ctx, Request::Edit(Edit::text("unit.name", "甲")));
    choose_photo(&mut app, &ctx);
    // Leaving waits for the picture, and so does what cannot be opened.
    app.execute(&ctx, Request::Run(Command::Home));
    app.execute(&ctx, Request::OpenPath(folder.path().join("没有.shenbao")));
    assert!(app.crops() && app.opening.is_none());
    app.fail("别的事".to_owned());
    app.save_to(&ctx, Target::New("甲".to_owned()), By::Itself);
    rest(&mut app, &ctx);
    assert!(app.crops());
    let mut harness = draw(app);
    assert!(
        harness
            .query_by_label_contains("照片还没有裁剪好")
            .is_some()
    );
    for words in ["别的事", "documents"] {
        let closes = Request::CloseModal;
        harness.state_mut().execute(&ctx, closes);
        harness.run();
        assert!(harness.query_by_label_contains(words).is_some(), "{words}");
    }
    assert!(harness.query_by_label("另存为…").is_some());
}

#[test]
fn a_place_that_could_not_be_written_is_said_though_another_one_could() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().unwrap());
    let (mut app, path) = window_of_file(&ctx, folder.path());
    let missing = folder.path().join("没有/b.shenbao");
    let other = folder.path().join("c.shenbao");
    for target in [Target::Own, Target::At(missing), Target::At(other.clone())] {
        app.save_to(&ctx, target, By::Person);
    }
    rest(&mut app, &ctx);
    let project = &app.editor().unwrap().project;
    assert_eq!(project.file(), Some(other.as_path()));
    assert!(path.exists() && other.exists());
    let harness = draw(app);
    assert!(harness.query_by_label_contains("b.shenbao").is_some());
}

#[test]
fn saving_elsewhere_is_not_dropped_while_the_open_one_is_kept_to_give_way() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().unwrap());
    let (mut app, path) = window_of_file(&ctx, folder.path());
    let mut theirs = Project::open(&path, &Forms::bundled()).unwrap();
    theirs.apply(Edit::text("project_name", "别人的"), Duration::ZERO);
    theirs.save().unwrap();
    name_it(&mut app, &ctx, "乙");
    app.execute(&ctx, Request::Run(Command::Save));
    rest(&mut app, &ctx);
    assert!(matches!(app.modal(), Some(Modal::Changed { .. })));
    app.execute(&ctx, Request::Decide(Outside::GiveUp));
    let other = folder.path().join("b.shenbao");
    app.save_to(&ctx, Target::At(other.clone()), By::Person);
    rest(&mut app, &ctx);
    assert_eq!(title_in(&other), "乙");
    assert_eq!(title_in(&path), "别人的");
    let project = &app.editor().unwrap().project;
    assert_eq!(project.file(), Some(other.as_path()));
}

#[test]
fn saving_goes_on_under_a_dialogue_unless_that_is_about_saving() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().unwrap());
    let (mut app, path) = window_of_file(&ctx, folder.path());
    name_it(&mut app, &ctx, "乙");
    app.fail("别的事".to_owned());
    let mut harness = draw(app);
    let start = Instant::now();
    while title_in(&path) != "乙" {
        assert!(start.elapsed().as_secs() < 60, "nothing is saved");
        thread::sleep(Duration::from_millis(2));
        harness.step();
    }
    assert!(matches!(harness.state().modal(), Some(Modal::Failed(_))));

    let app = harness.state_mut();
    name_it(app, &ctx, "丙");
    app.modal = Some(Modal::Unsaved {
        next: Next::Home,
        words: String::new(),
        elsewhere: false,
    });
    // Far longer than any change waits.
    for _ in 0..200 {
        harness.step();
    }
    thread::sleep(Duration::from_millis(100));
    assert_eq!(title_in(&path), "乙");
}
