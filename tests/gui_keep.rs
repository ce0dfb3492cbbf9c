//! What becomes of files by themselves: the name that follows the title, saving under a dialogue,
//! the recycle bin; and what is said of older versions and of a paste that no field can hold.

mod gui_help;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{Event, Key, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use shenbao::answers::Edit;
use shenbao::gui::App;
use shenbao::project::{Forms, Project};
use shenbao::workspace::{Target, versions};

use gui_help::{answers, choose_form, click, settle, type_into, window_in, workspace};

const PROJECT: &str = "附件5 项目申报书（2021年度第一批）";

fn shows(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

fn wait_until(harness: &mut Harness<'_, App>, what: &str, is: impl Fn(&Harness<'_, App>) -> bool) {
    let start = Instant::now();
    while !is(harness) {
        assert!(start.elapsed().as_secs() < 60, "{what} does not come");
        std::thread::sleep(Duration::from_millis(2));
        harness.step();
    }
    settle(harness);
}

fn is_dirty(harness: &Harness<'_, App>) -> bool {
    harness.state().editor().unwrap().project.is_dirty()
}

/// The names of the project files in the working folder.
fn files(folder: &Path) -> Vec<String> {
    let listed = fs::read_dir(workspace(folder).folder()).unwrap();
    let mut names: Vec<_> = listed
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A window with a new application that was saved before it had a name.
fn saved_without_a_name(folder: &Path) -> Harness<'static, App> {
    let mut harness = window_in(folder, None);
    choose_form(&mut harness, PROJECT);
    type_into(&mut harness, "申报日期", "2021");
    wait_until(&mut harness, "a file", |harness| !is_dirty(harness));
    let names = files(folder);
    assert!(names[0].starts_with("未命名的"), "{names:?}");
    harness
}

#[test]
fn a_file_saved_without_a_name_follows_the_title_once_its_field_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = saved_without_a_name(folder.path());
    let taken = workspace(folder.path()).folder().join("示范_项目.shenbao");
    fs::write(&taken, "别人的").unwrap();
    type_into(&mut harness, "项目名称", "示范/项目");
    wait_until(&mut harness, "the change", |harness| !is_dirty(harness));
    // Perhaps it is not typed to its end.
    assert!(files(folder.path())[0].starts_with("未命名的"));
    harness.key_press(Key::Tab);
    let renamed = "示范_项目（2）.shenbao";
    wait_until(&mut harness, "the name", |harness| {
        shows(harness, "文件改名为")
    });
    assert_eq!(files(folder.path()), ["示范_项目.shenbao", renamed]);
    assert_eq!(fs::read_to_string(&taken).unwrap(), "别人的");
    assert!(shows(&harness, renamed));

    // What is typed later is saved there, and the file keeps this name.
    type_into(&mut harness, "项目名称", "甲");
    harness.key_press(Key::Tab);
    wait_until(&mut harness, "the change", |harness| !is_dirty(harness));
    assert_eq!(files(folder.path()), ["示范_项目.shenbao", renamed]);
    let file = taken.with_file_name(renamed);
    let project = Project::open(&file, &Forms::bundled()).unwrap();
    assert!(project.title().contains('甲'));
    let kept = versions(&workspace(folder.path()).versions_of(&file)).unwrap();
    assert!(!kept.is_empty());
}

#[test]
fn leaving_gives_the_file_its_name_also_from_the_title_s_field() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = saved_without_a_name(folder.path());
    type_into(&mut harness, "项目名称", "甲");
    click(&mut harness, "首页");
    assert!(harness.state().editor().is_none() && shows(&harness, "文件改名为"));
    assert_eq!(files(folder.path()), ["甲.shenbao"]);

    let folder = tempfile::tempdir().unwrap();
    let mut harness = saved_without_a_name(folder.path());
    type_into(&mut harness, "项目名称", "乙");
    wait_until(&mut harness, "the change", |harness| !is_dirty(harness));
    let viewport = |harness: &mut Harness<'_, App>, event: Option<ViewportEvent>| {
        let viewports = &mut harness.input_mut().viewports;
        let viewport = viewports.get_mut(&ViewportId::ROOT).unwrap();
        viewport.events = event.into_iter().collect();
    };
    viewport(&mut harness, Some(ViewportEvent::Close));
    harness.step();
    viewport(&mut harness, None);
    let start = Instant::now();
    let closes = |harness: &Harness<'_, App>| {
        let commands = &harness.output().viewport_output[&ViewportId::ROOT].commands;
        commands.contains(&ViewportCommand::Close)
    };
    while !closes(&harness) {
        assert!(start.elapsed().as_secs() < 60, "the window does not close");
        std::thread::sleep(Duration::from_millis(2));
        harness.step();
    }
    assert_eq!(files(folder.path()), ["乙.shenbao"]);
}

#[test]
fn a_name_that_somebody_chose_stays() {
    let folder = tempfile::tempdir().unwrap();
    let file = workspace(folder.path()).folder().join("我的.shenbao");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let mut project = Project::new(Forms::bundled().find("project-2021").unwrap());
    project.save_as(&file).unwrap();
    let mut harness = window_in(folder.path(), Some(file));
    type_into(&mut harness, "项目名称", "甲");
    harness.key_press(Key::Tab);
    wait_until(&mut harness, "the change", |harness| !is_dirty(harness));
    click(&mut harness, "首页");
    assert_eq!(files(folder.path()), ["我的.shenbao"]);
}

/// A file of the working folder with two versions.
fn with_versions(folder: &Path) -> PathBuf {
    let workspace = workspace(folder);
    let mut project = Project::new(Forms::bundled().find("project-2021").unwrap());
    let steps = [("project_name", "甲"), ("leader.mobile", "13800000000")];
    for (at, (path, text)) in steps.into_iter().enumerate() {
        project.apply(Edit::text(path, text), Duration::ZERO);
        let target = match project.file() {
            None => Target::New("甲".to_owned()),
            Some(_) => Target::Own,
        };
        let saved = workspace.save(&mut project, &target, at as i64, false);
        assert_eq!(saved.unwrap().trouble, None);
    }
    project.file().unwrap().to_owned()
}

#[test]
fn versions_say_what_differs_from_the_one_before() {
    let folder = tempfile::tempdir().unwrap();
    let file = with_versions(folder.path());
    let kept = versions(&workspace(folder.path()).versions_of(&file)).unwrap();
    assert_eq!(kept.len(), 2);
    let mut harness = window_in(folder.path(), Some(file.clone()));
    click(&mut harness, "旧版本与比较");
    let form = Forms::bundled().find("project-2021").unwrap();
    let section = form.section_of("leader.mobile").unwrap();
    let words = format!("比前一份改了 1 处：{}", form.sections[section].title);
    assert!(shows(&harness, &words), "{words}");
    assert!(shows(&harness, "留下的第一份"));

    // Of one that does not read nothing is said.
    fs::write(&kept[0].path, "PK").unwrap();
    let mut harness = window_in(folder.path(), Some(file));
    click(&mut harness, "旧版本与比较");
    assert!(!shows(&harness, "比前一份改了"));
    assert!(shows(&harness, "留下的第一份"));
}

#[test]
fn a_paste_that_no_field_holds_is_refused_whole_and_typing_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window_in(folder.path(), None);
    choose_form(&mut harness, PROJECT);
    type_into(&mut harness, "项目名称", "甲");
    for count in [120_000, 5_120_000] {
        harness.event(Event::Paste("字".repeat(count)));
        harness.run();
        let words = format!("剪贴板里有 {} 万字，这一栏放不下", count / 10_000);
        assert!(shows(&harness, &words), "{words}");
        assert_eq!(answers(&harness).text("project_name"), "甲");
    }
    harness.event(Event::Text("乙".to_owned()));
    harness.run();
    harness.event(Event::Paste("丙".to_owned()));
    harness.run();
    assert_eq!(answers(&harness).text("project_name"), "甲乙丙");
}

#[test]
fn removing_asks_first_and_a_file_that_has_gone_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = with_versions(folder.path());
    let mut harness = window_in(folder.path(), None);
    wait_until(&mut harness, "the card", |harness| {
        shows(harness, "打开：甲")
    });
    click(&mut harness, "删除：甲");
    assert!(shows(&harness, "删除这份材料？"));
    assert!(shows(&harness, &file.display().to_string()));
    click(&mut harness, "取消");
    assert!(file.exists() && harness.state().modal().is_none());

    let bytes = fs::read(&file).unwrap();
    click(&mut harness, "删除：甲");
    fs::remove_file(&file).unwrap();
    click(&mut harness, "删除");
    assert!(shows(&harness, "没有做成") && shows(&harness, "找不到这个文件"));
    fs::write(&file, bytes).unwrap();
    let card = harness.query_all_by_label_contains("打开：");
    assert!(card.count() <= 1);
}

/// The recycle bin of whoever runs the tests is none of their business: a test of its own process
/// has another one.
#[cfg(target_os = "linux")]
#[test]
fn what_is_removed_lies_in_the_recycle_bin() {
    let folder = tempfile::tempdir().unwrap();
    let program = std::env::current_exe().unwrap();
    let status = std::process::Command::new(program)
        .args(["--exact", "removes_a_file", "--ignored"])
        .env("XDG_DATA_HOME", folder.path())
        .env("REMOVES_IN", folder.path())
        .status();
    assert!(status.unwrap().success());
    let bin = folder.path().join("Trash/files");
    let project = Project::open(&bin.join("甲.shenbao"), &Forms::bundled()).unwrap();
    assert_eq!(project.title(), "甲");
}

#[test]
#[ignore = "has a folder and a recycle bin of its own"]
fn removes_a_file() {
    let Some(folder) = std::env::var_os("REMOVES_IN").map(PathBuf::from) else {
        return;
    };
    let file = with_versions(&folder);
    let mut harness = window_in(&folder, None);
    wait_until(&mut harness, "the card", |harness| {
        shows(harness, "打开：甲")
    });
    click(&mut harness, "删除：甲");
    click(&mut harness, "删除");
    assert!(!file.exists());
    assert!(shows(&harness, "“甲.shenbao”已放进回收站"));
    assert!(!shows(&harness, "打开：甲"));
    let kept = versions(&workspace(&folder).versions_of(&file)).unwrap();
    assert_eq!(kept.len(), 2, "its versions stay");
}
