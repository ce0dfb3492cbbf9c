//! The first screen and 常用信息, without a desktop.

mod gui_help;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use shenbao::gui::{App, Setup};
use shenbao::project::{Forms, Project};
use shenbao::workspace::{Places, Workspace};

use gui_help::{answers, choose_form, click, clock, settle, type_into};

const PROJECT: &str = "附件5 项目申报书（2021年度第一批）";
const REGISTRATION: &str = "科技服务团注册表（2022年度）";

fn working_folder(folder: &Path) -> PathBuf {
    let working = folder.join("documents").join("科创中国申报");
    fs::create_dir_all(&working).unwrap();
    working
}

/// Saves an example into the working folder, as if so many seconds before the clock of the tests.
fn keep(folder: &Path, example: &str, name: &str, seconds_ago: u64) {
    let path = working_folder(folder).join(name);
    let mut project = Project::open(Path::new(example), &Forms::bundled()).unwrap();
    project.save_as(&path).unwrap();
    let file = File::options().write(true).open(&path).unwrap();
    let now: SystemTime = clock().into();
    file.set_modified(now - Duration::from_secs(seconds_ago))
        .unwrap();
}

fn window(folder: &Path) -> Harness<'static, App> {
    let setup = Setup {
        forms: Forms::bundled(),
        file: None,
        clock,
        workspace: Workspace::open(Places::in_folder(folder)),
    };
    let mut harness = Harness::builder()
        .with_size([1400.0, 900.0])
        .with_max_steps(200)
        .build_eframe(move |cc| App::new(&cc.egui_ctx, setup));
    harness.run();
    harness
}

/// Runs the window until something that comes from a thread is to be seen.
fn wait_for(harness: &mut Harness<'_, App>, label: &str) {
    for _ in 0..500 {
        if harness.query_all_by_label(label).next().is_some() {
            return;
        }
        sleep(Duration::from_millis(20));
        harness.run();
    }
    panic!("nothing says {label}");
}

/// Waits for a label that has those words in it.
fn wait_for_some(harness: &mut Harness<'_, App>, words: &str) {
    for _ in 0..500 {
        if shows(harness, words) {
            return;
        }
        sleep(Duration::from_millis(20));
        harness.run();
    }
    panic!("nothing says {words}");
}

fn shows(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn the_applications_of_the_working_folder_stand_as_cards() {
    let folder = tempfile::tempdir().unwrap();
    keep(
        folder.path(),
        "examples/industry-team/answers.json",
        "一.shenbao",
        60 * 60,
    );
    keep(
        folder.path(),
        "examples/faults/mobile-malformed.json",
        "二.shenbao",
        24 * 60 * 60,
    );
    keep(
        folder.path(),
        "examples/registration/answers.json",
        "三.shenbao",
        48 * 60 * 60,
    );
    let broken = working_folder(folder.path()).join("坏了的.shenbao");
    fs::write(&broken, "不是项目文件").unwrap();
    let mut harness = window(folder.path());
    wait_for(&mut harness, "打不开");
    for _ in 0..50 {
        if !shows(&harness, "正在读取") {
            break;
        }
        sleep(Duration::from_millis(50));
        harness.run();
    }
    let cards: Vec<_> = harness
        .query_all_by_label_contains("打开：")
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    assert_eq!(cards.len(), 3, "{cards:?}");
    for words in [
        "今天 08:00",
        "昨天",
        "5月18日",
        "可以导出",
        "1 处须改正",
        "网上申报截止还有 6 天",
        "集中注册截止还有 284 天",
        "产业科技服务团",
        "坏了的.shenbao",
        "这不是申报助手的项目文件",
    ] {
        assert!(shows(&harness, words), "{words}");
    }
    assert_eq!(fs::read_to_string(&broken).unwrap(), "不是项目文件");
    harness.get_by_label("打开文件夹：坏了的.shenbao");

    click(&mut harness, &cards[0]);
    let opened = &harness.state().editor().unwrap().project;
    assert!(opened.file().is_some() && !opened.is_dirty());
}

#[test]
fn a_card_opens_with_the_keyboard_and_the_screen_is_read_again_when_it_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    keep(
        folder.path(),
        "examples/industry-team/answers.json",
        "一.shenbao",
        60,
    );
    let mut harness = window(folder.path());
    let card = |harness: &Harness<'_, App>| {
        harness
            .query_all_by_label_contains("打开：")
            .next()
            .and_then(|node| node.accesskit_node().label())
    };
    for _ in 0..200 {
        if card(&harness).is_some() {
            break;
        }
        sleep(Duration::from_millis(20));
        harness.run();
    }
    let label = card(&harness).unwrap();
    harness.get_by_label(&label).focus();
    harness.run();
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert!(harness.state().editor().is_some());

    keep(
        folder.path(),
        "examples/conference/answers.json",
        "二.shenbao",
        120,
    );
    click(&mut harness, "首页");
    for _ in 0..200 {
        if harness.query_all_by_label_contains("打开：").count() == 2 {
            return;
        }
        sleep(Duration::from_millis(20));
        harness.run();
    }
    panic!("the new application is not shown");
}

#[test]
fn an_empty_first_start_says_where_to_begin() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window(folder.path());
    wait_for(&mut harness, &format!("新建：{PROJECT}"));
    for words in [
        "这里还没有申报材料",
        "科创中国申报",
        "拖到这里",
        "科协学函企字〔2021〕44号",
    ] {
        assert!(shows(&harness, words), "{words}");
    }
    harness.get_by_label(&format!("新建：{REGISTRATION}"));
    assert!(
        !working_folder_exists(folder.path()),
        "looking makes no folder"
    );
}

fn working_folder_exists(folder: &Path) -> bool {
    folder.join("documents").exists()
}

#[test]
fn an_example_says_that_it_is_one_and_is_not_unsaved_work() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window(folder.path());
    let label = format!("看一份填好的例子：{REGISTRATION}");
    wait_for(&mut harness, &label);
    click(&mut harness, &label);
    assert!(shows(&harness, "单位和人员都是虚构的"));
    assert!(shows(&harness, "例子："));
    let project = &harness.state().editor().unwrap().project;
    assert!(!project.is_dirty() && project.file().is_none());
    assert_eq!(project.attachments().0.len(), 3);
    click(&mut harness, "首页");
    assert!(harness.state().editor().is_none());
}

#[test]
fn standing_data_is_kept_and_starts_new_applications() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window(folder.path());
    click(&mut harness, "常用信息");
    type_into(&mut harness, "单位名称", "中国示例学会");
    type_into(&mut harness, "联系人 姓名", "王秀英");
    click(&mut harness, "返回");
    let kept = fs::read_to_string(folder.path().join("data/standing.ron")).unwrap();
    assert!(kept.contains("王秀英"), "{kept}");

    choose_form(&mut harness, PROJECT);
    assert_eq!(answers(&harness).text("unit.name"), "中国示例学会");
    assert_eq!(answers(&harness).text("contact.name"), "王秀英");
    assert!(!harness.state().editor().unwrap().project.is_dirty());
}

#[test]
fn standing_data_has_its_own_undo_and_says_when_it_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window(folder.path());
    click(&mut harness, "常用信息");
    type_into(&mut harness, "单位名称", "甲");
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    harness.run();
    type_into(&mut harness, "单位名称", "乙");
    for _ in 0..200 {
        if shows(&harness, "已保存") {
            break;
        }
        harness.step();
    }
    assert!(shows(&harness, "已保存"));
    let kept = fs::read_to_string(folder.path().join("data/standing.ron")).unwrap();
    assert!(kept.contains("乙") && !kept.contains("甲"), "{kept}");
}

#[test]
fn standing_data_that_does_not_read_is_said_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("data/standing.ron");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, "[(").unwrap();
    let mut harness = window(folder.path());
    click(&mut harness, "常用信息");
    assert!(shows(&harness, "standing.ron"));
    assert!(harness.query_by_label("单位名称").is_none());
    click(&mut harness, "返回");
    assert_eq!(fs::read_to_string(&file).unwrap(), "[(");
    fs::remove_file(&file).unwrap();
    click(&mut harness, "常用信息");
    click(&mut harness, "重新读取");
    type_into(&mut harness, "单位名称", "甲");
    click(&mut harness, "返回");
    assert!(fs::read_to_string(&file).unwrap().contains("甲"));
}

#[test]
fn esc_of_a_dialogue_leaves_the_choice_of_forms_open() {
    let folder = tempfile::tempdir().unwrap();
    let example = "examples/registration/answers.json";
    keep(folder.path(), example, "一.shenbao", 60);
    let mut harness = window(folder.path());
    wait_for_some(&mut harness, "打开：");
    click(&mut harness, "新建");
    assert!(shows(&harness, "新建哪一种？"));
    // Opening what was taken away meanwhile raises a dialogue.
    fs::remove_file(working_folder(folder.path()).join("一.shenbao")).unwrap();
    let card = harness.get_all_by_label_contains("打开：").next().unwrap();
    card.click();
    wait_for_some(&mut harness, "找不到这个文件");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!shows(&harness, "找不到这个文件"));
    assert!(shows(&harness, "新建哪一种？"));
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!shows(&harness, "新建哪一种？"));
}
