//! The window without a desktop: typed into, clicked and asked by what a screen reader sees.

mod gui_help;

use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use shenbao::answers::Answer;
use shenbao::gui::App;

use gui_help::{CLEAN, answers, click, new_project, open_section, type_into, window};

#[test]
fn typing_becomes_an_answer_and_undo_takes_it_back() {
    let mut harness = new_project();
    type_into(&mut harness, "项目名称", "示范项目");
    assert_eq!(answers(&harness).text("project_name"), "示范项目");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(answers(&harness).text("project_name"), "");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    harness.run();
    assert_eq!(answers(&harness).text("project_name"), "示范项目");
}

#[test]
fn what_an_input_method_composes_is_no_answer_before_it_is_committed() {
    let mut harness = new_project();
    type_into(&mut harness, "项目名称", "甲");
    let preedit = |text: &str| {
        Event::Ime(ImeEvent::Preedit {
            text: text.to_owned(),
            active_range_chars: None,
        })
    };
    harness.event(preedit("shi'fan"));
    harness.run();
    assert_eq!(answers(&harness).text("project_name"), "甲");
    harness.event(Event::Ime(ImeEvent::Commit("示范".to_owned())));
    harness.run();
    assert_eq!(answers(&harness).text("project_name"), "甲示范");
}

#[test]
fn a_date_typed_loosely_is_put_in_order_when_the_field_is_left() {
    let mut harness = new_project();
    type_into(&mut harness, "申报日期", "2021年5月20日");
    assert_eq!(answers(&harness).text("declared_on"), "2021年5月20日");
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(answers(&harness).text("declared_on"), "2021-05-20");
}

#[test]
fn rows_are_added_moved_and_removed() {
    let mut harness = new_project();
    open_section(&mut harness, "九、");
    click(&mut harness, "＋ 添加支出");
    harness.event(Event::Text("差旅费".to_owned()));
    harness.run();
    click(&mut harness, "＋ 添加支出");
    harness.event(Event::Text("会议费".to_owned()));
    harness.run();
    let items = |harness: &Harness<'_, App>| {
        let count = answers(harness).list("budget.items").len();
        (0..count)
            .map(|at| {
                answers(harness)
                    .text(&format!("budget.items[{at}].item"))
                    .into_owned()
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(items(&harness), ["差旅费", "会议费"]);
    click(&mut harness, "第 1 支出 更多");
    click(&mut harness, "下移第 1 支出");
    assert_eq!(items(&harness), ["会议费", "差旅费"]);
    click(&mut harness, "第 1 支出 更多");
    click(&mut harness, "删除第 1 支出");
    assert_eq!(items(&harness), ["差旅费"]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(items(&harness), ["会议费", "差旅费"]);
}

#[test]
fn nothing_is_found_fault_with_before_it_was_touched() {
    let mut harness = new_project();
    assert!(harness.query_by_label_contains("须改正").is_none());
    open_section(&mut harness, "一、");
    assert!(harness.query_by_label_contains("有错误").is_none());
    type_into(&mut harness, "项目负责人 手机", "138");
    assert!(harness.query_by_label_contains("须改正").is_none());
    harness.key_press(Key::Tab);
    harness.run();
    assert!(harness.query_by_label("须改正 1").is_some());
    assert!(
        harness
            .query_by_label_contains("一、项目申报单位基本情况 有错误")
            .is_some()
    );
}

#[test]
fn a_check_lists_everything_and_leads_to_the_field() {
    let mut harness = window(Some("examples/faults/mobile-malformed.json"));
    harness.key_press(Key::F7);
    harness.run();
    assert_eq!(harness.state().editor().unwrap().section, 0);
    let first = harness.get_all_by_label("定位").next().unwrap();
    first.click();
    harness.run();
    let editor = harness.state().editor().unwrap();
    let finding = &editor.findings()[0];
    let form = editor.project.form();
    let section = form.section_of(&finding.field).unwrap();
    assert_eq!(editor.section, section);
    assert_eq!(editor.fields.at_hand(), Some(finding.field.as_str()));
}

#[test]
fn a_clause_opens_the_notice() {
    let mut harness = window(Some("examples/faults/budget-items-sum-mismatch.json"));
    click(&mut harness, "附件5 九 ›");
    assert!(harness.query_by_label_contains("经费支出预算表").is_some());
    assert!(
        harness
            .query_by_label_contains("科协学函企字〔2021〕44号 附件5 九")
            .is_some()
    );
}

#[test]
fn closing_with_unsaved_changes_asks_first() {
    // An example, which is not saved by itself meanwhile.
    let mut harness = window(None);
    click(
        &mut harness,
        "看一份填好的例子：附件5 项目申报书（2021年度第一批）",
    );
    type_into(&mut harness, "项目名称", "甲");
    let close = |harness: &mut Harness<'_, App>| {
        let viewport = harness
            .input_mut()
            .viewports
            .get_mut(&ViewportId::ROOT)
            .unwrap();
        viewport.events.push(ViewportEvent::Close);
        harness.step();
        let commands = &harness.output().viewport_output[&ViewportId::ROOT].commands;
        let kept = commands.contains(&ViewportCommand::CancelClose);
        let viewport = harness
            .input_mut()
            .viewports
            .get_mut(&ViewportId::ROOT)
            .unwrap();
        viewport.events.clear();
        harness.run();
        kept
    };
    assert!(close(&mut harness));
    assert!(harness.query_by_label("不保存").is_some());
    click(&mut harness, "取消");
    assert!(harness.query_by_label("不保存").is_none());
    assert!(answers(&harness).text("project_name").contains('甲'));
    assert!(close(&mut harness));
    click(&mut harness, "不保存");
    assert!(!close(&mut harness));
}

#[test]
fn an_answer_of_another_shape_is_shown_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.json");
    let json = r#"{"form":"project-2021","answers":{"project_name":["甲","乙"],"cities":"浙江宁波、四川成都"}}"#;
    std::fs::write(&file, json).unwrap();
    let mut harness = window(Some(file.to_str().unwrap()));
    assert!(harness.query_by_label(r#"["甲","乙"]"#).is_some());
    click(&mut harness, "改为文本");
    assert_eq!(answers(&harness).text("project_name"), r#"["甲","乙"]"#);
    open_section(&mut harness, "三、");
    click(&mut harness, "改为列表");
    assert_eq!(
        answers(&harness).entries("cities"),
        ["浙江宁波", "四川成都"]
    );
}

/// Typing into a field is never swallowed: what stands in the way is shown instead of the field.
#[test]
fn what_stands_in_the_place_of_a_group_is_shown_and_removed_undoably() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.json");
    let json = r#"{"form":"project-2021","answers":{"unit":"中国示例学会","budget":{"items":["差旅费"]}}}"#;
    std::fs::write(&file, json).unwrap();
    let mut harness = window(Some(file.to_str().unwrap()));
    open_section(&mut harness, "一、");
    assert_eq!(harness.get_all_by_label("中国示例学会").count(), 1);
    click(&mut harness, "复制内容");
    click(&mut harness, "移除");
    type_into(&mut harness, "单位名称", "中国示例学会");
    assert_eq!(answers(&harness).text("unit.name"), "中国示例学会");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(answers(&harness).text("unit"), "中国示例学会");
    open_section(&mut harness, "九、");
    assert!(harness.query_by_label("差旅费").is_some());
    click(&mut harness, "第 1 支出 更多");
    click(&mut harness, "删除第 1 支出");
    assert!(harness.query_by_label("差旅费").is_none());
}

#[test]
fn cities_come_from_the_catalogue_and_industries_from_the_cities() {
    let mut harness = new_project();
    open_section(&mut harness, "三、");
    click(&mut harness, "＋ 选择城市…");
    harness.event(Event::Text("宁波".to_owned()));
    harness.run();
    click(&mut harness, "浙江宁波");
    assert_eq!(answers(&harness).entries("cities"), ["浙江宁波"]);
    harness.key_press(Key::Escape);
    harness.run();
    click(&mut harness, "＋ 选择产业方向…");
    click(&mut harness, "新一代信息技术");
    assert_eq!(answers(&harness).entries("industries"), ["新一代信息技术"]);
}

/// Every section of both forms draws, with every character in the bundled fonts and every input
/// with a name: the harness itself fails otherwise.
#[test]
fn every_section_of_every_example_draws() {
    for file in [
        CLEAN,
        "examples/conference/answers.json",
        "examples/regional-team/answers.json",
        "examples/support-project/answers.json",
        "examples/registration/answers.json",
    ] {
        let mut harness = window(Some(file));
        harness.key_press(Key::F7);
        harness.run();
        let sections: Vec<_> = {
            let form = harness.state().editor().unwrap().project.form();
            form.sections
                .iter()
                .filter(|section| !section.is_requirements())
                .map(|section| section.title.clone())
                .collect()
        };
        for title in sections {
            open_section(&mut harness, &title);
        }
        click(&mut harness, "纸面");
        click(&mut harness, "依据");
    }
}

#[test]
fn an_export_with_errors_says_so_and_a_bundle_is_refused() {
    let mut harness = new_project();
    type_into(&mut harness, "项目名称", "甲");
    click(&mut harness, "导出…");
    assert!(harness.query_by_label_contains("每页会标“草稿”").is_some());
    assert!(harness.query_by_label("导出 1 个文件").is_some());
    click(&mut harness, "仍然导出，并标明是草稿（不能用于正式提交）");
    assert!(harness.query_by_label("导出 2 个文件").is_some());
}

#[test]
fn a_ticked_box_is_an_answer() {
    let mut harness = new_project();
    open_section(&mut harness, "一、");
    click(&mut harness, "已取得签字盖章的推荐材料（附件6）");
    assert_eq!(
        answers(&harness).get("unit.letter_obtained"),
        Some(&Answer::YesNo(true))
    );
}

/// Window titles end at the first NUL, and a library breaks off over one.
#[test]
fn what_no_title_can_hold_stays_out_of_the_window_title() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.json");
    let json = "{\"form\":\"project-2021\",\"answers\":{\"project_name\":\"甲\\u0000乙\"}}";
    std::fs::write(&file, json).unwrap();
    let file = file.to_str().unwrap().to_owned();
    let mut harness = window(Some(&file));
    harness
        .get_by(|node| node.label().as_deref() == Some("项目名称") && node.role() != Role::Label)
        .focus();
    harness.run();
    harness.event(Event::Text("丙".to_owned()));
    let mut titles = Vec::new();
    for _ in 0..10 {
        harness.step();
        let commands = &harness.output().viewport_output[&ViewportId::ROOT].commands;
        titles.extend(commands.iter().filter_map(|command| match command {
            ViewportCommand::Title(title) => Some(title.clone()),
            _ => None,
        }));
    }
    assert!(
        titles.iter().any(|title| title.contains('丙')),
        "{titles:?}"
    );
    assert!(
        titles.iter().all(|title| !title.contains('\0')),
        "{titles:?}"
    );
    assert!(answers(&harness).text("project_name").contains('\0'));
}
