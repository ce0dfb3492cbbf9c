//! Requests and finished jobs, carried out without a frame.

mod saving;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, TimeZone};
use egui::Context;

use crate::answers::Edit;
use crate::gui::app::{App, Setup};
use crate::gui::command::Command;
use crate::gui::jobs::{Done, Purpose};
use crate::gui::modal::{Modal, Next};
use crate::gui::request::Request;
use crate::project::people::Person;
use crate::project::{Forms, make_folder, write_file};
use crate::workspace::{Places, Workspace};

fn clock() -> DateTime<Local> {
    Local.with_ymd_and_hms(2021, 5, 20, 9, 0, 0).unwrap()
}

fn setup() -> Setup {
    let folder = tempfile::tempdir().unwrap().keep();
    Setup {
        forms: Forms::bundled(),
        file: None,
        clock,
        workspace: Workspace::open(Places::in_folder(&folder)),
    }
}

/// A window with a new application in it, and that application's number.
fn window(ctx: &Context) -> (App, u64) {
    let mut app = App::new(ctx, setup());
    app.execute(ctx, Request::New("project-2021".to_owned()));
    let id = app.editor().unwrap().id;
    (app, id)
}

/// Takes in what comes from beside the window until nothing more does.
pub(super) fn rest(app: &mut App, ctx: &Context) {
    let start = std::time::Instant::now();
    while !app.is_idle() {
        assert!(start.elapsed().as_secs() < 60, "it does not come to rest");
        std::thread::sleep(std::time::Duration::from_millis(5));
        for done in app.jobs.poll() {
            app.take(ctx, done);
        }
    }
}

#[test]
fn people_come_into_the_library_beside_the_window_and_before_it_closes() {
    let person = |name: &str| Person {
        name: name.to_owned(),
        ..Person::default()
    };
    let names = |app: &App| -> Vec<String> {
        let people = app.workspace.library().people().values();
        let mut names: Vec<_> = people.map(|one| one.text("name").into_owned()).collect();
        names.sort();
        names
    };
    let ctx = Context::default();
    let (mut app, _) = window(&ctx);
    // One after the other, and nobody twice.
    for all in [["甲", "乙"], ["乙", "丙"]] {
        app.execute(&ctx, Request::IntoLibrary(all.map(person).into()));
    }
    assert!(!app.is_idle() && names(&app).is_empty());
    rest(&mut app, &ctx);
    assert_eq!(names(&app), ["丙", "乙", "甲"]);
    // The window closes meanwhile.
    app.execute(&ctx, Request::IntoLibrary(vec![person("丁"), person("甲")]));
    app.keep_library(&ctx).unwrap();
    assert_eq!(names(&app), ["丁", "丙", "乙", "甲"]);
    assert!(!app.workspace.library().is_dirty());
    // What comes of the job then comes too late.
    std::thread::sleep(std::time::Duration::from_millis(50));
    for done in app.jobs.poll() {
        app.take(&ctx, done);
    }
    assert_eq!(names(&app).len(), 4);
    // Whoever does not want them any more leaves them out.
    app.execute(&ctx, Request::IntoLibrary(vec![person("戊"), person("己")]));
    let Some(coming) = app.library.coming.front() else {
        panic!("nobody waits")
    };
    let number = coming.number;
    app.execute(&ctx, Request::CancelWork);
    app.library_was_added_to(&ctx, number, None);
    assert!(app.is_idle() && names(&app).len() == 4);
    let words = app.banner.as_ref().map(|banner| banner.words.as_str());
    assert_eq!(
        words,
        Some("已按要求停下：2 人没有放进专家库，可以再读入一次。")
    );
}

#[test]
fn a_file_that_was_chosen_while_the_window_went_on_loses_no_work() {
    let ctx = Context::default();
    let path = PathBuf::from("examples/industry-team/answers.json");
    let picked = || Done::Picked {
        purpose: Purpose::Open,
        path: path.clone(),
    };
    let title = |app: &App| app.editor().unwrap().project.title();
    // What can be saved by itself is.
    let (mut app, _) = window(&ctx);
    app.execute(&ctx, Request::Edit(Edit::text("project_name", "甲")));
    app.take(&ctx, picked());
    rest(&mut app, &ctx);
    assert!(app.modal().is_none() && title(&app) != "甲");
    let saved = app.workspace.folder().join("甲.shenbao");
    let saved = crate::project::Project::open(&saved, &Forms::bundled()).unwrap();
    assert_eq!(saved.title(), "甲");

    // An example is not; nor is what has no place to go.
    let (mut app, _) = window(&ctx);
    app.execute(&ctx, Request::Example("project-2021".to_owned()));
    let places = Places::in_folder(&app.workspace.data().join("example"));
    app.execute(&ctx, Request::Edit(Edit::text("project_name", "乙")));
    app.take(&ctx, picked());
    rest(&mut app, &ctx);
    assert!(
        matches!(app.modal(), Some(Modal::Unsaved { next: Next::Open(next), .. }) if *next == path)
    );
    assert_eq!(title(&app), "例子：乙");

    make_folder(places.data.parent().unwrap()).unwrap();
    write_file(&places.documents, b"").unwrap();
    app.workspace = Workspace::open(places);
    app.execute(&ctx, Request::New("project-2021".to_owned()));
    app.execute(&ctx, Request::Edit(Edit::text("project_name", "丙")));
    app.take(&ctx, picked());
    rest(&mut app, &ctx);
    let Some(Modal::Unsaved {
        words, elsewhere, ..
    }) = app.modal()
    else {
        panic!("nobody is asked");
    };
    assert!(words.contains("没有保存成") && *elsewhere, "{words}");
    assert_eq!(title(&app), "丙");
}

#[test]
fn what_is_open_stays_while_a_file_is_read_and_when_it_cannot_be() {
    let ctx = Context::default();
    let (mut app, editor) = window(&ctx);
    let stays = |app: &App| app.editor().unwrap().id == editor;
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("a.shenbao");
    write_file(&broken, "不是".as_bytes()).unwrap();
    app.execute(&ctx, Request::OpenPath(broken));
    assert!(!app.is_idle() && stays(&app));
    rest(&mut app, &ctx);
    assert!(stays(&app) && matches!(app.modal(), Some(Modal::Failed(_))));
    app.execute(&ctx, Request::CloseModal);

    let good = PathBuf::from("examples/conference/answers.json");
    app.execute(&ctx, Request::OpenPath(good.clone()));
    app.execute(&ctx, Request::CancelWork);
    assert!(app.is_idle());
    std::thread::sleep(std::time::Duration::from_millis(200));
    for done in app.jobs.poll() {
        app.take(&ctx, done);
    }
    assert!(stays(&app));

    // What was typed while a file was read is saved before it gives way.
    app.execute(&ctx, Request::OpenPath(good));
    app.execute(&ctx, Request::Edit(Edit::text("project_name", "甲")));
    rest(&mut app, &ctx);
    assert!(!stays(&app) && app.modal().is_none());
    assert!(app.workspace.folder().join("甲.shenbao").exists());
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
    rest(&mut app, &ctx);
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
    app.export_mut().unwrap().place(folder.path());
    app.execute(&ctx, Request::Export);
    let start = std::time::Instant::now();
    while app.export_mut().unwrap().made.is_none() {
        assert!(start.elapsed().as_secs() < 60, "the export did not end");
        std::thread::sleep(std::time::Duration::from_millis(20));
        for done in app.jobs.poll() {
            app.take(&ctx, done);
        }
    }
    let made = app.export_mut().unwrap().made.clone().unwrap();
    // Errors stand in an empty application: the paper is made, the bundle is not.
    assert_eq!(made.files.len(), 1, "{made:?}");
    assert!(made.files[0].exists() && made.failure.is_none());
    assert_eq!(made.code, code);
    assert!(app.work.is_none());
}

#[test]
fn a_typed_path_is_explained_by_a_file_of_its_kind() {
    let ctx = Context::default();
    let (mut app, _) = window(&ctx);
    app.execute(&ctx, Request::New("registration-2022".to_owned()));
    let editor = app.editor().unwrap().id;
    for (purpose, wanted) in [
        (Purpose::Open, "申报.shenbao"),
        (Purpose::Import, "申报包.json"),
        (Purpose::Save { editor }, "申报.shenbao"),
        (
            Purpose::Attachment {
                editor,
                field: "head.photo".to_owned(),
            },
            "照片.jpg",
        ),
    ] {
        app.ask_to_type(purpose);
        let Some(Modal::Path { example, .. }) = &app.modal else {
            panic!("no dialogue");
        };
        assert_eq!(example, wanted);
    }
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(width, height)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// Drawn without a frame of the framework, for the dialogue and the banner come from jobs.
fn draw(app: App) -> egui_kittest::Harness<'static, App> {
    let mut app = Some(app);
    let mut harness = egui_kittest::Harness::builder()
        .with_size([1200.0, 800.0])
        .with_max_steps(20)
        .build_eframe(move |cc| {
            crate::gui::theme::install(&cc.egui_ctx);
            app.take().unwrap()
        });
    harness.run();
    harness
}

#[test]
fn the_box_for_a_path_has_the_cursor() {
    use egui_kittest::kittest::Queryable;
    let ctx = Context::default();
    let (mut app, _) = window(&ctx);
    app.ask_to_type(Purpose::Open);
    let mut harness = draw(app);
    assert!(harness.get_by_label("文件位置").is_focused());
    harness.event(egui::Event::Text("甲".to_owned()));
    harness.run();
    let Some(Modal::Path { text, .. }) = &harness.state().modal else {
        panic!("no dialogue");
    };
    assert!(text.ends_with('甲'), "{text}");
}

#[test]
fn a_banner_moves_nothing_and_goes_by_itself() {
    use egui_kittest::kittest::Queryable;
    let ctx = Context::default();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.shenbao");
    let mut harness = draw(App::new(&ctx, setup()));
    harness
        .state_mut()
        .execute(&ctx, Request::New("project-2021".to_owned()));
    harness.run();
    let place = harness.get_by_label("保存").rect();
    let editor = harness.state().editor().unwrap().id;
    let purpose = Purpose::Save { editor };
    harness
        .state_mut()
        .take(&ctx, Done::Picked { purpose, path });
    rest(harness.state_mut(), &ctx);
    harness.run();
    assert!(harness.query_by_label_contains("已保存到").is_some());
    assert_eq!(harness.get_by_label("保存").rect(), place);
    harness.run_steps(400);
    assert!(harness.query_by_label_contains("已保存到").is_none());
}

#[test]
fn a_photo_of_another_size_opens_the_crop_and_is_not_attached_before() {
    let ctx = Context::default();
    let (mut app, _) = window(&ctx);
    app.execute(&ctx, Request::New("registration-2022".to_owned()));
    let editor = app.editor().unwrap().id;
    let read = |field: &str, bytes: Vec<u8>| Done::Read {
        editor,
        field: field.to_owned(),
        name: "照片.png".to_owned(),
        bytes: Ok(bytes),
    };
    // Of the right size, without a size that is asked for, and no picture at all: as they are.
    for (field, bytes) in [
        ("chief.photo", png(200, 200)),
        ("unit.evidence", png(30, 40)),
        ("head.photo", b"GIF89a".to_vec()),
    ] {
        app.take(&ctx, read(field, bytes));
        assert!(app.modal().is_none(), "{field}");
        let answers = app.editor().unwrap().project.answers();
        assert!(answers.file(field).is_some(), "{field}");
    }
    let before = app.editor().unwrap().project.answers().clone();
    app.take(&ctx, read("head.photo", png(300, 400)));
    assert!(matches!(app.modal(), Some(Modal::Crop(_))));
    assert_eq!(*app.editor().unwrap().project.answers(), before);
}

#[test]
fn each_save_leaves_a_version_that_comes_back_as_a_new_file() {
    let ctx = Context::default();
    let (mut app, editor) = window(&ctx);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.shenbao");
    for name in ["甲", "乙"] {
        app.execute(&ctx, Request::Edit(Edit::text("project_name", name)));
        if name == "甲" {
            let purpose = Purpose::Save { editor };
            let path = path.clone();
            app.take(&ctx, Done::Picked { purpose, path });
        } else {
            app.execute(&ctx, Request::Run(Command::Save));
        }
        rest(&mut app, &ctx);
    }
    app.execute(&ctx, Request::Show(crate::gui::editor::View::Versions));
    rest(&mut app, &ctx);
    let kept = app.editor().unwrap().views.versions.kept.clone().unwrap();
    assert_eq!(kept.len(), 2);
    app.execute(&ctx, Request::Restore(kept[1].clone()));
    rest(&mut app, &ctx);
    let again = folder.path().join("乙-旧版第1份.shenbao");
    let old = crate::project::Project::open(&again, &Forms::bundled()).unwrap();
    assert_eq!(old.answers().text("project_name"), "甲");
    let now = crate::project::Project::open(&path, &Forms::bundled()).unwrap();
    assert_eq!(now.answers().text("project_name"), "乙");
}

#[test]
fn what_has_a_file_is_saved_by_itself_after_a_pause() {
    use egui_kittest::kittest::Queryable;
    let ctx = Context::default();
    let (mut app, editor) = window(&ctx);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.shenbao");
    let purpose = Purpose::Save { editor };
    let picked = path.clone();
    app.take(
        &ctx,
        Done::Picked {
            purpose,
            path: picked,
        },
    );
    rest(&mut app, &ctx);
    let mut harness = draw(app);
    let edit = Request::Edit(Edit::text("project_name", "甲"));
    harness.state_mut().execute(&ctx, edit);
    harness.step();
    assert!(harness.query_by_label("未保存").is_some());
    let start = std::time::Instant::now();
    while harness.state().editor().unwrap().project.is_dirty() {
        assert!(start.elapsed().as_secs() < 60, "nothing was saved");
        std::thread::sleep(std::time::Duration::from_millis(5));
        harness.step();
    }
    let saved = crate::project::Project::open(&path, &Forms::bundled()).unwrap();
    assert_eq!(saved.answers().text("project_name"), "甲");
}
