//! Saving without being asked, what other programs write meanwhile, and opening beside the window.

mod gui_help;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use shenbao::answers::Edit;
use shenbao::gui::App;
use shenbao::project::{Forms, Project};
use shenbao::workspace::versions;

use gui_help::{CLEAN, answers, choose_form, click, settle, type_into, window_in, workspace};

const PROJECT: &str = "附件5 项目申报书（2021年度第一批）";

fn new_in(folder: &Path) -> Harness<'static, App> {
    let mut harness = window_in(folder, None);
    choose_form(&mut harness, PROJECT);
    harness
}

/// A project file of that name, and a window with it open.
fn opened_in(folder: &Path) -> (Harness<'static, App>, PathBuf) {
    let path = folder.join("申报.shenbao");
    let mut project = Project::new(Forms::bundled().find("project-2021").unwrap());
    project.apply(Edit::text("project_name", "甲"), Duration::ZERO);
    project.save_as(&path).unwrap();
    (window_in(folder, Some(path.clone())), path)
}

fn shows(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

/// Lets the window's clock run until something is so.
fn wait_until(harness: &mut Harness<'_, App>, what: &str, is: impl Fn(&Harness<'_, App>) -> bool) {
    let start = Instant::now();
    while !is(harness) {
        assert!(start.elapsed().as_secs() < 60, "{what} does not come");
        std::thread::sleep(Duration::from_millis(2));
        harness.step();
    }
}

fn is_dirty(harness: &Harness<'_, App>) -> bool {
    harness.state().editor().unwrap().project.is_dirty()
}

fn title_in(path: &Path) -> String {
    Project::open(path, &Forms::bundled()).unwrap().title()
}

/// Another program writes the file.
fn write_outside(path: &Path, name: &str) {
    let mut theirs = Project::open(path, &Forms::bundled()).unwrap();
    theirs.apply(Edit::text("project_name", name), Duration::ZERO);
    theirs.save().unwrap();
}

fn titles_of_versions(folder: &Path, file: &Path) -> Vec<String> {
    let kept = versions(&workspace(folder).versions_of(file)).unwrap();
    kept.iter().map(|version| title_in(&version.path)).collect()
}

/// Asks the window to close and says whether it stays.
fn close(harness: &mut Harness<'_, App>) -> bool {
    let root = |harness: &mut Harness<'_, App>, event: Option<ViewportEvent>| {
        let viewports = &mut harness.input_mut().viewports;
        let viewport = viewports.get_mut(&ViewportId::ROOT).unwrap();
        viewport.events = event.into_iter().collect();
    };
    root(harness, Some(ViewportEvent::Close));
    harness.step();
    let commands = &harness.output().viewport_output[&ViewportId::ROOT].commands;
    let stays = commands.contains(&ViewportCommand::CancelClose);
    root(harness, None);
    settle(harness);
    stays
}

#[test]
fn a_new_application_gets_a_file_of_its_own_once_its_name_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = new_in(folder.path());
    assert!(shows(&harness, "新建"));
    type_into(&mut harness, "项目名称", "示范/项目");
    assert!(shows(&harness, "未保存"));
    harness.key_press(Key::Tab);
    wait_until(&mut harness, "a file", |harness| !is_dirty(harness));
    settle(&mut harness);
    let file = workspace(folder.path()).folder().join("示范_项目.shenbao");
    assert_eq!(title_in(&file), "示范/项目");
    assert!(shows(&harness, "已自动保存到"));
    assert!(shows(&harness, "“更多”里的“另存为”"));
    assert!(shows(&harness, "已保存 09:00"));
    // Another name of the application is no other name of the file.
    type_into(&mut harness, "项目名称", "甲");
    wait_until(&mut harness, "the change", |harness| !is_dirty(harness));
    assert!(title_in(&file).contains('甲'));
    assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1);
    click(&mut harness, "更多");
    assert!(harness.query_by_label("另存为…").is_some());
}

#[test]
fn without_a_name_it_is_saved_ten_seconds_after_the_first_change_and_over_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let working = workspace(folder.path()).folder();
    fs::create_dir_all(&working).unwrap();
    let taken = working.join("未命名的项目申报书.shenbao");
    fs::write(&taken, "别人的").unwrap();
    let mut harness = new_in(folder.path());
    let title = harness.state().editor().unwrap().project.title();
    fs::rename(&taken, working.join(format!("{title}.shenbao"))).unwrap();
    let begun = harness.ctx.input(|input| input.time);
    type_into(&mut harness, "申报日期", "2021");
    wait_until(&mut harness, "a thread", |harness| {
        !harness.state().is_idle()
    });
    let took = harness.ctx.input(|input| input.time) - begun;
    assert!((10.0..13.0).contains(&took), "{took}");
    settle(&mut harness);
    let taken = working.join(format!("{title}.shenbao"));
    assert_eq!(fs::read_to_string(&taken).unwrap(), "别人的");
    let own = working.join(format!("{title}（2）.shenbao"));
    assert_eq!(title_in(&own), title);
}

#[test]
fn what_is_imported_gets_a_file_at_once_and_the_original_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window_in(folder.path(), Some(PathBuf::from(CLEAN)));
    wait_until(&mut harness, "a file", |harness| !is_dirty(harness));
    settle(&mut harness);
    assert!(shows(&harness, "原来的文件不会改动"));
    let listed = fs::read_dir(workspace(folder.path()).folder()).unwrap();
    assert_eq!(listed.count(), 1);
}

#[test]
fn an_example_is_never_saved_by_itself_and_leaving_it_asks() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window_in(folder.path(), None);
    click(&mut harness, &format!("看一份填好的例子：{PROJECT}"));
    type_into(&mut harness, "项目名称", "甲");
    for _ in 0..120 {
        harness.step();
    }
    harness.event(Event::WindowFocused(false));
    settle(&mut harness);
    assert!(is_dirty(&harness));
    assert!(!workspace(folder.path()).folder().exists());
    click(&mut harness, "首页");
    assert!(shows(&harness, "这是例子，不会自动保存"));
    click(&mut harness, "不保存");
    assert!(harness.state().editor().is_none());
}

#[test]
fn a_folder_that_cannot_be_written_is_said_once_with_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("documents"), "").unwrap();
    let mut harness = new_in(folder.path());
    type_into(&mut harness, "项目名称", "甲");
    harness.key_press(Key::Tab);
    wait_until(&mut harness, "a word", |harness| {
        shows(harness, "没有保存成")
    });
    assert!(harness.query_by_label("另存为…").is_some());
    click(&mut harness, "知道了");
    type_into(&mut harness, "项目名称", "乙");
    for _ in 0..120 {
        harness.step();
        std::thread::sleep(Duration::from_millis(1));
    }
    settle(&mut harness);
    assert!(is_dirty(&harness) && !shows(&harness, "没有保存成"));
    // It is tried again, and works as soon as it can.
    fs::remove_file(folder.path().join("documents")).unwrap();
    type_into(&mut harness, "项目名称", "丙");
    wait_until(&mut harness, "a file", |harness| !is_dirty(harness));
}

#[test]
fn leaving_saves_without_a_question_where_it_can() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = opened_in(folder.path());
    type_into(&mut harness, "项目名称", "乙");
    click(&mut harness, "首页");
    assert!(harness.state().editor().is_none() && harness.state().modal().is_none());
    assert!(title_in(&path).contains('乙'));
}

#[test]
fn losing_the_keyboard_saves_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = opened_in(folder.path());
    type_into(&mut harness, "项目名称", "乙");
    assert!(is_dirty(&harness));
    harness.event(Event::WindowFocused(false));
    harness.input_mut().focused = false;
    harness.step();
    assert!(!harness.state().is_idle());
    settle(&mut harness);
    assert!(!is_dirty(&harness) && title_in(&path).contains('乙'));
}

#[test]
fn closing_asks_about_what_is_not_saved_and_says_what_would_be_lost() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = opened_in(folder.path());
    assert!(!close(&mut harness));
    type_into(&mut harness, "项目名称", "乙");
    assert!(close(&mut harness));
    assert!(shows(&harness, "那以后填写的内容会丢失"));
    // The other one is the bar's, below the question.
    harness.get_all_by_label("保存").last().unwrap().click();
    settle(&mut harness);
    assert!(title_in(&path).contains('乙') && !is_dirty(&harness));
    assert!(!close(&mut harness));
}

/// The system takes a moment to close the window.
#[test]
fn whoever_closes_without_saving_gets_nothing_saved() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = opened_in(folder.path());
    type_into(&mut harness, "项目名称", "甲");
    assert!(close(&mut harness));
    let before = fs::read(&path).unwrap();
    click(&mut harness, "不保存");
    harness.run_steps(200);
    std::thread::sleep(Duration::from_millis(50));
    harness.run_steps(20);
    assert!(is_dirty(&harness));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn what_another_program_wrote_is_asked_about_and_nothing_is_lost() {
    for (button, here, there) in [
        ("覆盖", "丙", "丙"),
        ("重新打开", "乙", "乙"),
        ("以后再说", "丙", "乙"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let (mut harness, path) = opened_in(folder.path());
        write_outside(&path, "乙");
        let edit = |harness: &mut Harness<'_, App>, text: &str| {
            harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
            harness.run();
            harness.event(Event::Text(text.to_owned()));
            harness.run();
        };
        type_into(&mut harness, "项目名称", "x");
        edit(&mut harness, "丙");
        wait_until(&mut harness, "a question", |harness| {
            shows(harness, "被别的程序改过")
        });
        assert_eq!(title_in(&path), "乙");
        click(&mut harness, button);
        assert_eq!(answers(&harness).text("project_name"), here, "{button}");
        assert_eq!(title_in(&path), there, "{button}");
        let kept = titles_of_versions(folder.path(), &path);
        if button == "以后再说" {
            for _ in 0..60 {
                harness.step();
            }
            settle(&mut harness);
            assert!(is_dirty(&harness) && harness.state().modal().is_none());
            assert_eq!(title_in(&path), "乙");
            // Whoever saves is asked again.
            harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
            settle(&mut harness);
            assert!(shows(&harness, "被别的程序改过"));
        } else {
            assert!(!is_dirty(&harness));
            for name in ["乙", "丙"] {
                assert!(kept.iter().any(|one| one == name), "{button}: {kept:?}");
            }
        }
    }
}

#[test]
fn leaving_what_another_program_wrote_asks_and_keeps_what_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = opened_in(folder.path());
    write_outside(&path, "乙");
    type_into(&mut harness, "项目名称", "x");
    click(&mut harness, "首页");
    assert!(shows(&harness, "被别的程序改过"));
    assert!(close(&mut harness), "closing asks too");
    click(&mut harness, "以后再说");
    assert!(harness.state().editor().is_some());
    click(&mut harness, "首页");
    click(&mut harness, "不保存");
    assert!(harness.state().editor().is_none());
    assert_eq!(title_in(&path), "乙");
    let kept = titles_of_versions(folder.path(), &path);
    assert!(kept.iter().any(|one| one.contains('x')), "{kept:?}");
}

#[test]
fn a_file_that_has_gone_is_written_anew_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = opened_in(folder.path());
    fs::rename(&path, folder.path().join("别名.shenbao")).unwrap();
    type_into(&mut harness, "项目名称", "乙");
    wait_until(&mut harness, "a file", |harness| !is_dirty(harness));
    settle(&mut harness);
    assert!(shows(&harness, "原来的文件不见了"));
    assert!(title_in(&path).contains('乙'));
    assert_eq!(title_in(&folder.path().join("别名.shenbao")), "甲");
}

#[test]
fn a_start_with_a_file_that_does_not_open_says_why_over_the_first_screen() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("坏.shenbao");
    fs::write(&broken, "不是").unwrap();
    let mut harness = window_in(folder.path(), Some(broken));
    assert!(shows(&harness, "坏.shenbao"));
    click(&mut harness, "知道了");
    settle(&mut harness);
    assert!(shows(&harness, "这里还没有申报材料"));
}

#[test]
fn versions_that_cannot_be_kept_are_said_once_and_hold_up_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("data")).unwrap();
    fs::write(folder.path().join("data/versions"), "").unwrap();
    let (mut harness, path) = opened_in(folder.path());
    for (name, is_said) in [("乙", true), ("丙", false)] {
        type_into(&mut harness, "项目名称", name);
        wait_until(&mut harness, "the change", |harness| !is_dirty(harness));
        settle(&mut harness);
        assert!(title_in(&path).contains(name));
        assert_eq!(shows(&harness, "没有留下旧版本"), is_said, "{name}");
        if is_said {
            click(&mut harness, "知道了");
        }
    }
    type_into(&mut harness, "项目名称", "丁");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    assert!(shows(&harness, "没有留下旧版本"));
}

#[test]
fn a_window_does_not_close_over_a_picture_that_is_being_cropped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("注册.shenbao");
    let mut project = Project::new(Forms::bundled().find("registration-2022").unwrap());
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(300, 400)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    project.attach("head.photo", "照片.png", bytes.into_inner(), Duration::ZERO);
    project.save_as(&path).unwrap();
    let mut harness = window_in(folder.path(), Some(path));
    gui_help::open_section(&mut harness, "三、");
    // The picture is looked at beside the window.
    let crop = "服务团团长 照片 裁剪成 200×200…";
    wait_until(&mut harness, "the picture", |harness| {
        harness.query_by_label(crop).is_some()
    });
    click(&mut harness, crop);
    assert!(close(&mut harness));
    assert!(shows(&harness, "照片还没有裁剪好"));
    click(&mut harness, "取消");
    assert!(!close(&mut harness));
}
