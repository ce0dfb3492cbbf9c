//! Choosing out of catalogues by pinyin and keyboard, and photos brought to their size.

mod gui_help;

use egui::accesskit::Role;
use egui::{Event, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use shenbao::gui::App;

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
        let node = harness.get_by(|node| {
            node.label().as_deref() == Some(label) && node.role() == Role::Button
        });
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
