//! Requests and finished jobs, carried out without a frame.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, TimeZone};
use egui::Context;

use crate::answers::Edit;
use crate::gui::app::App;
use crate::gui::command::Command;
use crate::gui::jobs::{Done, Purpose};
use crate::gui::modal::export::Product;
use crate::gui::modal::{Modal, Next};
use crate::gui::request::Request;
use crate::project::Forms;

fn clock() -> DateTime<Local> {
    Local.with_ymd_and_hms(2021, 5, 20, 9, 0, 0).unwrap()
}

/// A window with a new application in it, and that application's number.
fn window(ctx: &Context) -> (App, u64) {
    let mut app = App::new(ctx, Forms::bundled(), None, clock);
    app.execute(ctx, Request::New("project-2021".to_owned()));
    let id = app.editor().unwrap().id;
    (app, id)
}

#[test]
fn a_file_that_was_chosen_while_the_window_went_on_asks_about_unsaved_work() {
    let ctx = Context::default();
    let (mut app, _) = window(&ctx);
    app.execute(&ctx, Request::Edit(Edit::text("project_name", "甲")));
    let path = PathBuf::from("examples/industry-team/answers.json");
    let purpose = Purpose::Open;
    let picked = Done::Picked {
        purpose,
        path: path.clone(),
    };
    app.take(&ctx, picked);
    assert!(matches!(app.modal(), Some(Modal::Unsaved(Next::Open(next))) if *next == path));
    let answers = app.editor().unwrap().project.answers();
    assert_eq!(answers.text("project_name"), "甲");
}

#[test]
fn what_was_chosen_for_one_application_does_not_reach_another() {
    let ctx = Context::default();
    let (mut app, first) = window(&ctx);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.shenbao");
    app.execute(&ctx, Request::New("project-2021".to_owned()));
    let second = app.editor().unwrap().id;
    let save = |editor| Done::Picked {
        purpose: Purpose::Save { editor },
        path: path.clone(),
    };
    let read = |editor| Done::Read {
        editor,
        field: "leader.photo".to_owned(),
        name: "a.png".to_owned(),
        bytes: Ok(vec![1]),
    };
    app.take(&ctx, read(first));
    app.take(&ctx, save(first));
    let project = &app.editor().unwrap().project;
    assert_eq!((project.revision(), project.file()), (0, None));
    assert!(!path.exists() && app.banner.is_some());

    app.take(&ctx, read(second));
    app.take(&ctx, save(second));
    let project = &app.editor().unwrap().project;
    assert_eq!(project.answers().file("leader.photo"), Some("a.png"));
    assert_eq!(project.file(), Some(Path::new(&path)));
}

#[test]
fn an_export_shows_the_code_of_what_was_made() {
    let ctx = Context::default();
    let (mut app, _) = window(&ctx);
    let folder = tempfile::tempdir().unwrap();
    app.execute(&ctx, Request::Run(Command::Export));
    let code = app.editor().unwrap().project.print_code();
    let Some(Modal::Export(export)) = &mut app.modal else {
        panic!("no dialogue");
    };
    export.place(&folder.path().join("a.pdf"));
    app.execute(&ctx, Request::Export(Product::Pdf));
    let Some(Modal::Export(export)) = &app.modal else {
        panic!("no dialogue");
    };
    let made = export.made.as_ref().unwrap();
    assert!(made.path.exists());
    assert_eq!(made.code, Some(code));
}
