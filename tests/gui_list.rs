//! The list of sections and the questions as somebody meets them who fills in a form for the first
//! time: what stays in its place, what is in sight, what things are called.

mod gui_help;

use std::path::PathBuf;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use shenbao::gui::App;
use shenbao::workspace::{Places, Settings, Workspace};

use gui_help::{CLEAN, answers, choose_form, click, open_section, settle, setup};

const PROJECT: &str = "附件5 项目申报书（2021年度第一批）";
const REGISTRATION: &str = "科技服务团注册表（2022年度）";
const SIDES: [&str; 5] = ["申报流程", "任务对照", "自查表", "网上填报", "旧版本与比较"];

/// A window on a screen of that size, with text that large.
fn screen(width: f32, height: f32, text_percent: u16, file: Option<&str>) -> Harness<'static, App> {
    let folder = tempfile::tempdir().unwrap().keep();
    let mut workspace = Workspace::open(Places::in_folder(&folder));
    let settings = Settings {
        text_percent,
        ..Settings::default()
    };
    workspace.set(settings).unwrap();
    let start = shenbao::gui::Setup {
        workspace,
        ..setup(file.map(PathBuf::from))
    };
    let scale = f32::from(text_percent) / 100.0;
    let mut harness = Harness::builder()
        .with_size(vec2(width, height) / scale)
        .with_max_steps(20)
        .build_eframe(move |cc| App::new(&cc.egui_ctx, start));
    settle(&mut harness);
    harness
}

/// Where the button of that name stands in the list at the left.
fn row(harness: &Harness<'_, App>, name: &str) -> Rect {
    let mut rows = harness.query_all_by(|node| {
        let label = node.label().unwrap_or_default();
        node.role() == Role::Button && (label == name || label.starts_with(&format!("{name} ")))
    });
    rows.next().expect(name).rect()
}

fn shows(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn nothing_moves_in_the_list_when_faults_are_found() {
    for form in [PROJECT, REGISTRATION] {
        let mut harness = screen(1366.0, 768.0, 100, None);
        choose_form(&mut harness, form);
        let titles: Vec<String> = {
            let form = harness.state().editor().unwrap().project.form();
            let asked = form.sections.iter().filter(|one| !one.is_requirements());
            asked.map(|one| one.title.clone()).collect()
        };
        let places = |harness: &Harness<'_, App>| -> Vec<Rect> {
            titles.iter().map(|title| row(harness, title)).collect()
        };
        let before = places(&harness);
        click(&mut harness, "自查");
        assert!(shows(&harness, "还没有填写"));
        assert_eq!(places(&harness), before, "{form}");
    }
}

#[test]
fn the_other_sides_are_in_sight_on_small_screens() {
    for (width, height, text) in [
        (1366.0, 768.0, 100),
        (1024.0, 768.0, 100),
        (1366.0, 768.0, 150),
    ] {
        let mut harness = screen(width, height, text, Some(CLEAN));
        let screen = harness.ctx.content_rect();
        for side in SIDES {
            let place = row(&harness, side);
            let said = format!("{side} at {place:?} in {screen:?}");
            assert!(screen.contains_rect(place), "{said}");
        }
        // The section that one comes to is seen, wherever it stands in the list.
        let last = harness.get_by(|node| {
            let label = node.label().unwrap_or_default();
            node.role() == Role::Button && label.starts_with("十、项目申报单位意见")
        });
        last.click_accesskit();
        settle(&mut harness);
        let place = row(&harness, "十、项目申报单位意见");
        let top = row(&harness, SIDES[0]).top();
        assert!(place.bottom() <= top, "{place:?} {top} at {text} %");
    }
}

#[test]
fn what_a_check_asks_for_is_not_called_optional() {
    let mut harness = screen(1150.0, 768.0, 100, Some(CLEAN));
    open_section(&mut harness, "九、项目经费预算");
    click(&mut harness, "展开第 1 支出");
    assert!(shows(&harness, "测算依据（建议填写）"));
    assert!(!shows(&harness, "测算依据（选填）"));
    open_section(&mut harness, "三、项目基本信息");
    assert!(shows(&harness, "项目主要参与单位名称（选填）"));
}

#[test]
fn a_card_of_a_stage_says_its_amount_with_the_unit() {
    let mut harness = screen(1366.0, 768.0, 100, Some(CLEAN));
    open_section(&mut harness, "七、项目实施步骤和进度计划");
    let amount = answers(&harness).text("stages[0].budget").into_owned();
    assert!(shows(&harness, &format!("阶段 1 · {amount} 万元")));
}

#[test]
fn choices_stand_without_the_numbers_of_the_notice() {
    let mut harness = screen(1366.0, 900.0, 100, None);
    choose_form(&mut harness, REGISTRATION);
    click(&mut harness, "省级学会");
    assert_eq!(answers(&harness).text("unit.kind"), "provincial_society");
    assert!(!shows(&harness, "3）"));
}

#[test]
fn an_empty_list_is_told_once() {
    let mut harness = screen(1366.0, 768.0, 100, None);
    choose_form(&mut harness, PROJECT);
    {
        let list = harness.get_by(|node| {
            node.role() == Role::ComboBox && node.label().as_deref() == Some("项目编号")
        });
        list.click();
    }
    settle(&mut harness);
    harness.event(Event::Text("产业".to_owned()));
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(answers(&harness).text("project_type"), "2021KJFWT01-1");
    click(&mut harness, "自查");
    open_section(&mut harness, "三、项目基本信息");
    let few = "“拟提供的核心服务产品”有";
    assert!(!shows(&harness, few));
    assert!(shows(&harness, "“拟提供的核心服务产品”还没有填写"));
    let editor = harness.state().editor().unwrap();
    assert!(
        editor
            .findings()
            .iter()
            .any(|one| one.message.contains(few))
    );
}

#[test]
fn what_is_found_in_a_cell_is_written_there_and_not_below_the_table_too() {
    let file = "examples/faults/budget-basis-missing.json";
    let mut harness = screen(1366.0, 1400.0, 100, Some(file));
    open_section(&mut harness, "九、项目经费预算");
    click(&mut harness, "自查");
    click(&mut harness, "侧栏");
    let said = harness
        .query_all_by_label_contains("没有写测算依据")
        .count();
    let found = harness.state().editor().unwrap().findings().iter();
    let found = found.filter(|one| one.rule == "budget-basis-missing");
    assert_eq!(said, found.count());
}

#[test]
fn findings_call_a_row_as_its_card_does() {
    let mut harness = screen(1366.0, 768.0, 100, Some(CLEAN));
    open_section(&mut harness, "九、项目经费预算");
    open_section(&mut harness, "八、项目负责人及主要参加人员");
    let project = &harness.state().editor().unwrap().project;
    let form = project.form();
    for (path, name) in [
        ("members[1].contact", "人员 2 联系方式"),
        ("stages[1]", "阶段 2"),
        ("budget.items[0].basis", "支出 1 测算依据"),
    ] {
        assert_eq!(shenbao::rules::place_label(form, path), name);
    }
}

#[test]
fn the_section_that_is_handed_out_is_chosen_by_the_arrow_keys() {
    let mut harness = screen(1366.0, 768.0, 100, Some(CLEAN));
    click(&mut harness, "旧版本与比较");
    let chosen = |harness: &Harness<'_, App>| {
        let list = harness.get_by(|node| {
            node.role() == Role::ComboBox && node.label().as_deref() == Some("哪一部分")
        });
        list.accesskit_node().value()
    };
    let first = chosen(&harness);
    harness
        .get_by(|node| node.role() == Role::ComboBox && node.label().as_deref() == Some("哪一部分"))
        .focus();
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::NONE, Key::ArrowDown);
    settle(&mut harness);
    let second = chosen(&harness);
    assert_ne!(first, second);
    harness.key_press_modifiers(Modifiers::NONE, Key::ArrowUp);
    settle(&mut harness);
    assert_eq!(chosen(&harness), first);
}
