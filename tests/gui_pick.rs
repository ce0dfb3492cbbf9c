//! Choosing out of catalogues by pinyin and keyboard, and photos brought to their size.

mod gui_help;

use std::io::Cursor;
use std::path::Path;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use image::{DynamicImage, ImageFormat, RgbImage};
use shenbao::gui::App;
use shenbao::picture;

use gui_help::{answers, click, new_project, open_section, window};

fn search(harness: &mut Harness<'_, App>, button: &str, typed: &str) {
    click(harness, button);
    harness.event(Event::Text(typed.to_owned()));
    harness.run();
}

fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press(key);
    harness.run();
}

/// The button of a closed list.
fn click_choice(harness: &mut Harness<'_, App>, name: &str) {
    harness
        .get_by(|node| node.label().as_deref() == Some(name) && node.role() == Role::ComboBox)
        .click();
    harness.run();
}

#[test]
fn a_city_is_found_by_its_initials_and_taken_by_enter() {
    let mut harness = new_project();
    open_section(&mut harness, "三、");
    search(&mut harness, "＋ 选择城市…", "zjnb");
    assert!(harness.query_by_label("浙江宁波").is_some());
    assert!(harness.query_by_label("四川成都").is_none());
    press(&mut harness, Key::Enter);
    assert_eq!(answers(&harness).entries("cities"), ["浙江宁波"]);
    // The next one without a click: a character with two readings.
    harness.event(Event::Text("cqyc".to_owned()));
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(
        answers(&harness).entries("cities"),
        ["浙江宁波", "重庆永川"]
    );
}

#[test]
fn arrow_keys_go_through_the_matches_and_escape_gives_the_focus_back() {
    let mut harness = new_project();
    open_section(&mut harness, "三、");
    search(&mut harness, "＋ 选择城市…", "zj");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    assert_eq!(answers(&harness).entries("cities"), ["浙江嘉兴市"]);
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label("北京中关村").is_none());
    let button = harness.get_by_label("＋ 选择城市…");
    assert!(button.accesskit_node().is_focused());
}

#[test]
fn what_the_catalogue_does_not_have_can_be_typed() {
    let mut harness = new_project();
    open_section(&mut harness, "三、");
    search(&mut harness, "＋ 选择城市…", "江苏苏州");
    press(&mut harness, Key::Enter);
    assert_eq!(answers(&harness).entries("cities"), ["江苏苏州"]);
}

#[test]
fn industries_of_a_conference_come_from_annex_3() {
    let mut harness = new_project();
    click_choice(&mut harness, "项目编号");
    harness.event(Event::Text("xlcx".to_owned()));
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(answers(&harness).text("project_type"), "2021CXRHHY01");
    open_section(&mut harness, "三、");
    search(&mut harness, "＋ 选择城市…", "宁b");
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Escape);
    click(&mut harness, "＋ 选择产业方向…");
    let enabled = |harness: &Harness<'_, App>, label: &str| {
        let node = harness
            .get_by(|node| node.label().as_deref() == Some(label) && node.role() == Role::Button);
        !node.accesskit_node().is_disabled()
    };
    assert!(enabled(&harness, "高端制造和新材料"));
    assert!(enabled(&harness, "绿色石化"));
    assert!(!enabled(&harness, "高端电力装备"));
    harness.event(Event::Text("lssh".to_owned()));
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(answers(&harness).entries("industries"), ["绿色石化"]);
}

#[test]
fn a_province_is_found_by_pinyin() {
    let mut harness = new_project();
    open_section(&mut harness, "一、");
    let name = "所在省（自治区、直辖市）";
    for (typed, province) in [("sh", "上海"), ("cq", "重庆"), ("neimeng", "内蒙古")] {
        click_choice(&mut harness, name);
        harness.event(Event::Text(typed.to_owned()));
        harness.run();
        press(&mut harness, Key::Enter);
        assert_eq!(answers(&harness).text("unit.province"), province);
        assert!(harness.query_by_label("黑龙江").is_none());
    }
}

#[test]
fn a_long_list_of_labels_is_made_short_by_a_few_letters() {
    let mut harness = window(Some("examples/registration/answers.json"));
    let form = harness.state().editor().unwrap().project.form().clone();
    let section = form.section_of("team.specialties").unwrap();
    open_section(&mut harness, &form.sections[section].title);
    let before = answers(&harness).entries("team.specialties").len();
    gui_help::type_into(&mut harness, "专长领域 查找", "hkht");
    assert!(harness.query_by_label("航空航天").is_some());
    assert!(harness.query_by_label("数字创意").is_none());
    press(&mut harness, Key::Enter);
    let entries = answers(&harness).entries("team.specialties");
    assert_eq!(entries.len(), before + 1);
    assert!(entries.iter().any(|entry| entry == "航空航天"));
    assert!(harness.query_by_label("数字创意").is_some());
}

/// Waits for what a job beside the window brings.
fn wait_for(harness: &mut Harness<'_, App>, what: &str, holds: impl Fn(&Harness<'_, App>) -> bool) {
    let started = Instant::now();
    loop {
        harness.run();
        if holds(harness) {
            return;
        }
        assert!(started.elapsed() < Duration::from_secs(20), "no {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A registration whose 团长 has this photo, opened where photos are asked for.
fn with_photo(folder: &Path, photo: &[u8]) -> Harness<'static, App> {
    std::fs::write(folder.join("照片.png"), photo).unwrap();
    let json = r#"{"form":"registration-2022","answers":{"head":{"name":"甲","photo":{"file":"照片.png"}}}}"#;
    let file = folder.join("a.json");
    std::fs::write(&file, json).unwrap();
    let mut harness = window(file.to_str());
    let form = harness.state().editor().unwrap().project.form().clone();
    let section = form.section_of("head.photo").unwrap();
    open_section(&mut harness, &form.sections[section].title);
    harness
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x % 256) as u8, (y % 256) as u8, 90])
    });
    DynamicImage::from(picture)
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

fn photo<'a>(harness: &'a Harness<'_, App>) -> Option<&'a str> {
    answers(harness).file("head.photo")
}

fn crop_is_open(harness: &Harness<'_, App>) -> bool {
    harness.query_by_label("裁剪后的照片").is_some()
}

const CROP: &str = "服务团团长 照片 裁剪成 200×200…";

#[test]
fn a_photo_is_brought_to_its_size_by_enter_and_undo_takes_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = with_photo(folder.path(), &png(600, 800));
    wait_for(&mut harness, "preview", |harness| {
        harness.query_by_label(CROP).is_some()
    });
    assert!(harness.query_by_label_contains("600 × 800 像素").is_some());
    click(&mut harness, CROP);
    wait_for(&mut harness, "picture", crop_is_open);
    press(&mut harness, Key::Enter);
    wait_for(&mut harness, "photo", |harness| {
        photo(harness) == Some("照片-200x200.jpg")
    });
    let project = &harness.state().editor().unwrap().project;
    let made = project.attachments().get("照片-200x200.jpg").unwrap();
    let look = picture::inspect(&made.bytes).unwrap();
    assert_eq!(look.pixels, Some((200, 200)));
    assert!(made.bytes.len() < 100_000);
    wait_for(&mut harness, "preview", |harness| {
        harness
            .query_by_label_contains("· 200 × 200 像素")
            .is_some()
    });
    assert!(harness.query_by_label(CROP).is_none());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(photo(&harness), Some("照片.png"));
    // On the disk nothing was touched.
    let on_disk = std::fs::read(folder.path().join("照片.png")).unwrap();
    assert_eq!(on_disk, png(600, 800));
}

#[test]
fn the_frame_is_moved_and_sized_by_keys_and_given_up_by_escape() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = with_photo(folder.path(), &png(400, 1000));
    wait_for(&mut harness, "preview", |harness| {
        harness.query_by_label(CROP).is_some()
    });
    click(&mut harness, CROP);
    wait_for(&mut harness, "picture", crop_is_open);
    // To the foot of the picture, where green comes near to its most.
    press(&mut harness, Key::Minus);
    for _ in 0..100 {
        press(&mut harness, Key::ArrowDown);
    }
    press(&mut harness, Key::Escape);
    assert!(!crop_is_open(&harness));
    assert_eq!(photo(&harness), Some("照片.png"));
    click(&mut harness, CROP);
    wait_for(&mut harness, "picture", crop_is_open);
    for _ in 0..100 {
        press(&mut harness, Key::ArrowDown);
    }
    press(&mut harness, Key::Enter);
    wait_for(&mut harness, "photo", |harness| {
        photo(harness) == Some("照片-200x200.jpg")
    });
    let project = &harness.state().editor().unwrap().project;
    let made = project.attachments().get("照片-200x200.jpg").unwrap();
    let made = picture::decode(&made.bytes).unwrap();
    // The last row of 1000 has the green of 999 % 256 = 231.
    let last = &made.rgb()[200 * 199 * 3..][..3];
    assert!((225..=237).contains(&last[1]), "{last:?}");
}

#[test]
fn a_picture_that_does_not_open_is_said_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let whole = png(300, 300);
    let mut harness = with_photo(folder.path(), &whole[..whole.len() / 2]);
    wait_for(&mut harness, "sentence", |harness| {
        harness
            .query_by_label_contains("没有存完整或已损坏，打不开，请换一张。")
            .is_some()
    });
    assert!(harness.query_by_label(CROP).is_none());
}
