//! 任务对照 in the window: what is read off, how a passage is marked, lost and found again; the ways
//! to the notice from there, from 申报流程 and from 自查表.

mod gui_help;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use shenbao::gui::App;

use gui_help::{CLEAN, answers, click, new_project, open_section, type_into, window};

const BOX: &str = "正文里回应它的话：提供不少于100人的常态化联络的…";
const EXPERTS: &str = "requirements.industry-experts-100";
const PICK: &str = "（提供不少于100人的常态化联络的…）";

fn tasks(file: &str) -> Harness<'static, App> {
    let mut harness = window(Some(file));
    open_section(&mut harness, "任务对照");
    harness
}

fn shows(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

fn undo(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
}

/// A copy of an example with other words in it.
fn changed(file: &str, changes: &[(&str, &str)]) -> String {
    let mut text = std::fs::read_to_string(file).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    let path = tempfile::tempdir().unwrap().keep().join("answers.json");
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Every requirement of every type draws, in the bundled fonts and with a name for every input: the
/// harness itself fails otherwise.
#[test]
fn the_examples_answer_all_that_is_demanded_of_them() {
    for (file, done) in [
        (CLEAN, "已对应 8 / 8"),
        ("examples/regional-team/answers.json", "已对应 8 / 8"),
        ("examples/conference/answers.json", "已对应 5 / 5"),
        ("examples/support-project/answers.json", "已对应 4 / 4"),
    ] {
        assert!(shows(&tasks(file), done), "{file}");
    }
}

#[test]
fn a_form_without_requirements_has_no_such_side() {
    let harness = window(Some("examples/registration/answers.json"));
    assert!(harness.query_by_label("申报流程").is_some());
    assert!(harness.query_by_label("任务对照").is_none());
}

#[test]
fn before_a_type_is_chosen_the_way_leads_to_the_choice() {
    let mut harness = new_project();
    open_section(&mut harness, "任务对照");
    click(&mut harness, "去选“项目编号”");
    let editor = harness.state().editor().unwrap();
    assert_eq!(editor.section, 0);
    let focused = harness.query_all_by_label("项目编号");
    assert!(focused.into_iter().any(|node| node.is_focused()));
}

#[test]
fn a_figure_below_the_demand_is_said_with_the_way_to_its_field() {
    let file = changed(CLEAN, &[("\"needs_count\": 56", "\"needs_count\": 46")]);
    let mut harness = tasks(&file);
    assert!(shows(&harness, "已对应 7 / 8"));
    assert!(shows(&harness, "数量不足"));
    assert!(shows(&harness, "为 46 项，通知要求 50 项"));
    click(&mut harness, "去填“已挖掘凝练的产业服务需求数量”");
    assert_eq!(
        harness.state().editor().unwrap().fields.at_hand(),
        Some("needs_count")
    );
}

#[test]
fn a_passage_is_picked_from_the_text_and_taken_back_into_sight() {
    let mut harness = tasks(CLEAN);
    let kept = answers(&harness).text(EXPERTS).into_owned();
    click(&mut harness, &format!("再选一段…{PICK}"));
    type_into(&mut harness, "查找段落", "逐人签署服务承诺");
    let paragraph = harness.get_by(|node| {
        node.role() == Role::Button
            && node
                .label()
                .is_some_and(|label| label.starts_with("按照“领军专家把方向"))
    });
    paragraph.click();
    harness.run();
    let marked = answers(&harness).text(EXPERTS).into_owned();
    assert!(marked.starts_with(&format!("{kept}\n按照“领军专家把方向")));
    assert!(shows(
        &harness,
        "在“四、项目主要内容 · （四）组建专家库与成果库”里。"
    ));

    open_section(&mut harness, "一、");
    undo(&mut harness);
    assert_eq!(answers(&harness).text(EXPERTS), kept);
    assert!(shows(&harness, "已对应 8 / 8"));
}

#[test]
fn what_the_text_lost_is_said_and_replaced_by_what_is_nearest() {
    let changes = [(
        "4.专家与成果。常态化联络专家不少于100人",
        "4.专家与成果。常态化联络专家不少于120人",
    )];
    let mut harness = tasks(&changed(CLEAN, &changes));
    assert!(shows(&harness, "已对应 7 / 8"));
    assert!(shows(
        &harness,
        "这段话在正文里已经找不到了：“常态化联络专家不少于100人"
    ));
    click(&mut harness, "改用这一段");
    assert!(answers(&harness).text(EXPERTS).contains("不少于120人"));
    assert!(shows(&harness, "已对应 8 / 8"));
    undo(&mut harness);
    click(&mut harness, "这是自己写的说明");
    assert!(shows(&harness, "已对应 7 / 8") && shows(&harness, "1 条写了说明"));
    undo(&mut harness);
    click(&mut harness, "删除");
    assert!(answers(&harness).is_blank(EXPERTS));
}

#[test]
fn what_is_typed_is_ones_own_and_one_step_back() {
    let mut harness = tasks(CLEAN);
    click(&mut harness, "自己写一句…（挖掘凝练50项“科创中国”试点城…）");
    harness.event(egui::Event::Text("需求另附清单，已与企业核对".to_owned()));
    harness.run();
    let needs = "requirements.needs-50";
    assert_eq!(answers(&harness).text(needs), "需求另附清单，已与企业核对");
    assert!(shows(&harness, "这是自己写的说明，不会印在申报书上。"));
    undo(&mut harness);
    assert!(answers(&harness).is_blank(needs));
    assert!(answers(&harness).notes.is_empty() || !answers(&harness).noted("own_words.needs-50"));
}

#[test]
fn a_hint_leads_to_its_box_and_a_clause_to_the_notice() {
    let mut harness = window(Some("examples/faults/clean-project.json"));
    let form = harness.state().editor().unwrap().project.form().clone();
    let section = form.section_of(EXPERTS).unwrap();
    harness.key_press(Key::F7);
    harness.run();
    let hint = {
        let editor = harness.state().editor().unwrap();
        let ahead = editor.findings().iter();
        ahead.take_while(|one| one.field != EXPERTS).count()
    };
    harness.get_all_by_label("定位").nth(hint).unwrap().click();
    harness.run();
    let editor = harness.state().editor().unwrap();
    assert_ne!(editor.section, section);
    assert_eq!(editor.fields.at_hand(), Some(EXPERTS));
    let focused = harness.get_by(|node| node.label().as_deref() == Some(BOX));
    assert!(focused.is_focused());
    harness
        .get_all_by_label("附件1 一.7 ›")
        .last()
        .unwrap()
        .click();
    harness.run();
    assert!(shows(&harness, "科协学函企字〔2021〕44号 附件1 一.7"));
}

#[test]
fn of_the_optional_tasks_one_is_taken_by_marking_a_passage() {
    let types = [("2021KJFWT01-1", "2021KJFWT01-3")];
    let mut harness = tasks(&changed(CLEAN, &types));
    assert!(shows(&harness, "任选至少一项"));
    assert!(shows(&harness, "还没有选"));
    click(
        &mut harness,
        "从正文里选一段…（围绕产学融合建设需求，形成2篇以…）",
    );
    assert!(shows(&harness, "最可能的几段"));
    let first = harness
        .get_all_by(|node| {
            node.role() == Role::Button && node.label().is_some_and(|label| label.contains("智库"))
        })
        .next()
        .unwrap();
    first.click();
    harness.run();
    assert!(shows(&harness, "已选 1 项"));
}

#[test]
fn keys_and_buttons_pass_by_the_section_that_it_replaces() {
    let mut harness = window(Some(CLEAN));
    open_section(&mut harness, "十、");
    let last = harness.state().editor().unwrap().section;
    harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
    harness.run();
    assert_eq!(harness.state().editor().unwrap().section, last);
    click(&mut harness, "接着看任务对照");
    assert!(shows(&harness, "已对应 8 / 8"));
    click(&mut harness, "申报流程");
    click(&mut harness, "看任务对照");
    assert!(shows(&harness, "已对应 8 / 8"));
}

#[test]
fn the_way_to_the_parcel_opens_the_words_behind_each_advice() {
    let mut harness = window(Some(CLEAN));
    click(&mut harness, "申报流程");
    let advice = harness.get_all_by_label("附件5 填报说明2 ›").next();
    advice.unwrap().click();
    harness.run();
    assert!(shows(&harness, "科协学函企字〔2021〕44号 附件5 填报说明2"));
}

#[test]
fn the_sheet_for_the_leader_opens_the_clause_of_a_finding() {
    let mut harness = window(Some("examples/faults/budget-items-sum-mismatch.json"));
    click(&mut harness, "自查表");
    assert!(harness.query_by_label("收起侧栏").is_none());
    click(&mut harness, "附件5 九 ›");
    assert!(shows(&harness, "科协学函企字〔2021〕44号 附件5 九"));
    assert!(harness.query_by_label("收起侧栏").is_some());
}

#[test]
fn a_hint_on_what_a_field_would_answer_opens_a_box_too() {
    let file = changed(CLEAN, &[("\"needs_count\": 56", "\"needs_count\": null")]);
    let mut harness = window(Some(&file));
    harness.key_press(Key::F7);
    harness.run();
    // Requirements come last of what belongs to a question.
    harness.get_all_by_label("定位").last().unwrap().click();
    harness.run();
    let editor = harness.state().editor().unwrap();
    assert_eq!(editor.fields.at_hand(), Some("requirements.needs-50"));
    assert!(shows(&harness, "还没有填"));
}

/// The dialogue that lies over the list takes the key, and the list the next one.
#[test]
fn esc_of_a_dialogue_leaves_the_list_of_paragraphs_open() {
    let mut harness = window(None);
    let example = "看一份填好的例子：附件5 项目申报书（2021年度第一批）";
    click(&mut harness, example);
    type_into(&mut harness, "项目名称", "甲");
    open_section(&mut harness, "任务对照");
    let pick = harness
        .get_all_by_label_contains("再选一段…（")
        .next()
        .unwrap();
    pick.click();
    harness.run();
    assert!(harness.query_by_label("查找段落").is_some());
    // An example is asked about before it is left.
    click(&mut harness, "首页");
    assert!(shows(&harness, "有还没保存的修改"));
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!shows(&harness, "有还没保存的修改"));
    assert!(harness.query_by_label("查找段落").is_some());
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("查找段落").is_none());
}
