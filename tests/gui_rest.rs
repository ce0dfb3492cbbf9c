//! The window at rest and under load: it draws nothing while nothing happens, the paper follows
//! what is typed, and what is out of sight is not laid out.

mod gui_help;

use std::thread::sleep;
use std::time::{Duration, Instant};

use egui::ViewportId;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use shenbao::answers::{Answer, Edit, Group};
use shenbao::gui::App;
use shenbao::project::{Forms, Project};

use gui_help::{CLEAN, click, open_section, settle, type_into, window, window_of};

/// How long the window sleeps of its own accord; for ever at rest.
fn sleeps(harness: &Harness<'_, App>) -> Duration {
    harness.output().viewport_output[&ViewportId::ROOT].repaint_delay
}

/// Lets the seconds pass in which sentences go by themselves and what was typed is taken over.
fn rest(harness: &mut Harness<'_, App>) {
    let start = Instant::now();
    harness.run();
    while sleeps(harness) != Duration::MAX {
        assert!(start.elapsed().as_secs() < 60, "the window never rests");
        harness.run_steps(10);
        sleep(Duration::from_millis(1));
    }
    harness.run();
}

#[test]
fn no_frame_is_drawn_while_nothing_happens() {
    let mut home = window(None);
    rest(&mut home);
    let mut harness = window(Some(CLEAN));
    rest(&mut harness);
    for side in ["纸面", "依据", "自查结果"] {
        click(&mut harness, side);
        rest(&mut harness);
    }
    click(&mut harness, "自查");
    rest(&mut harness);
    type_into(&mut harness, "项目名称", "一");
    rest(&mut harness);
    for view in ["申报流程", "任务对照", "自查表", "网上填报", "旧版本与比较"]
    {
        click(&mut harness, view);
        rest(&mut harness);
    }
}

fn page_count(harness: &Harness<'_, App>) -> String {
    let head = |label: &str| label.starts_with("一份共");
    let mut shown = harness.get_all_by(|node| node.value().is_some_and(|value| head(&value)));
    shown
        .next()
        .and_then(|node| node.value())
        .unwrap_or_default()
}

/// Pages are set beside the window.
fn wait_until(harness: &mut Harness<'_, App>, holds: impl Fn(&Harness<'_, App>) -> bool) {
    let start = Instant::now();
    while !holds(harness) {
        assert!(start.elapsed().as_secs() < 60, "the paper does not follow");
        sleep(Duration::from_millis(5));
        harness.step();
    }
}

#[test]
fn the_paper_follows_what_is_typed() {
    let mut harness = window(Some(CLEAN));
    click(&mut harness, "纸面");
    let before = page_count(&harness);
    open_section(&mut harness, "四、");
    type_into(&mut harness, "项目主要内容", &"\n又一段".repeat(200));
    wait_until(&mut harness, |harness| page_count(harness) != before);
    click(&mut harness, "撤销");
    wait_until(&mut harness, |harness| page_count(harness) == before);
}

#[test]
fn the_window_comes_to_rest_where_nobody_looks_at_the_paper_any_more() {
    let mut harness = window(Some(CLEAN));
    open_section(&mut harness, "五、");
    type_into(&mut harness, "项目目标及预期成果", "另加一句。");
    open_section(&mut harness, "封面");
    open_section(&mut harness, "五、");
    type_into(&mut harness, "项目目标及预期成果", "再加一句。");
    harness.key_press(egui::Key::F1);
    settle(&mut harness);
    assert!(harness.query_all_by_label("返回").next().is_some());
}

/// An application whose table of costs has that many rows, none with an amount that reads as one.
fn with_faulty_rows(rows: usize) -> String {
    let folder = tempfile::tempdir().unwrap().keep();
    let mut project = Project::open(CLEAN.as_ref(), &Forms::bundled()).unwrap();
    let row = |at: usize| {
        let cell = |id: &str, text: String| (id.to_owned(), Answer::Text(text));
        Answer::Group(Group(vec![
            cell("item", format!("第{at}次咨询")),
            cell("amount", "十来".to_owned()),
            cell("basis", "每次一样".to_owned()),
        ]))
    };
    let edit = Edit::Set {
        path: "budget.items".to_owned(),
        value: Some(Answer::List((1..=rows).map(row).collect())),
    };
    project.apply(edit, Duration::ZERO);
    let path = folder.join("长表.shenbao");
    project.save_as(&path).unwrap();
    path.to_string_lossy().into_owned()
}

#[test]
fn of_hundreds_of_findings_those_in_view_are_laid_out() {
    let file = with_faulty_rows(300);
    let mut harness = window_of(Some(&file), 900.0);
    click(&mut harness, "自查");
    let found = harness.state().editor().unwrap().findings().len();
    assert!(found >= 300, "{found}");
    let laid_out = harness.get_all_by_label("定位").count();
    assert!((3..40).contains(&laid_out), "{laid_out}");
    open_section(&mut harness, "九、");
    let rows = harness
        .get_all_by(|node| {
            node.role() != Role::Label
                && node
                    .label()
                    .is_some_and(|label| label.ends_with("行 支出内容明细"))
        })
        .count();
    assert!((3..60).contains(&rows), "{rows}");
}
