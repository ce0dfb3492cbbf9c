//! Tables as in a spreadsheet: keys, blocks from the clipboard, input methods, long tables; lists of
//! lines and dates by the same keys.

mod gui_help;

use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use shenbao::answers::Answers;
use shenbao::gui::App;

use gui_help::{answers, click, new_project, open_section, type_into, window, window_of};

const ITEM: &str = "第 1 行 支出内容明细";

/// A new project's table of costs with one empty row, the cursor in its first cell.
fn at_table() -> Harness<'static, App> {
    let mut harness = new_project();
    open_section(&mut harness, "九、");
    click(&mut harness, "＋ 添加支出");
    harness
}

/// Input that arrives within one frame.
fn at_once(harness: &mut Harness<'_, App>, events: impl IntoIterator<Item = Event>) {
    harness.input_mut().events.extend(events);
    harness.run();
}

fn key_event(key: Key) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

fn write(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn paste(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(Event::Paste(text.to_owned()));
    harness.run();
}

/// The rows of the table of costs.
fn items(harness: &Harness<'_, App>) -> Vec<String> {
    rows_of(answers(harness))
}

fn rows_of(answers: &Answers) -> Vec<String> {
    let cell = |row: usize, id: &str| {
        let path = format!("budget.items[{row}].{id}");
        answers.text(&path).into_owned()
    };
    (0..answers.list("budget.items").len())
        .map(|row| {
            let (item, amount, basis) =
                (cell(row, "item"), cell(row, "amount"), cell(row, "basis"));
            format!("{item}/{amount}/{basis}")
        })
        .collect()
}

fn at_hand<'a>(harness: &'a Harness<'_, App>) -> &'a str {
    let editor = harness.state().editor().unwrap();
    editor.fields.at_hand().unwrap()
}

#[test]
fn tab_goes_from_cell_to_cell_and_at_the_end_into_a_new_row() {
    let mut harness = at_table();
    for text in ["差旅费", "18.5", "12 人次", "会议费", "10"] {
        write(&mut harness, text);
        press(&mut harness, Modifiers::NONE, Key::Tab);
    }
    assert_eq!(items(&harness), ["差旅费/18.5/12 人次", "会议费/10/"]);
    assert_eq!(at_hand(&harness), "budget.items[1].basis");
    for _ in 0..3 {
        press(&mut harness, Modifiers::SHIFT, Key::Tab);
    }
    assert_eq!(at_hand(&harness), "budget.items[0].basis");
}

#[test]
fn behind_an_empty_row_the_tab_key_leaves_the_table() {
    let mut harness = at_table();
    for _ in 0..3 {
        press(&mut harness, Modifiers::NONE, Key::Tab);
    }
    assert_eq!(items(&harness), ["//"]);
    assert!(harness.get_by_label("＋ 添加支出").is_focused());
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(items(&harness), ["//", "//"]);
    // And backwards out at its beginning.
    type_into(&mut harness, ITEM, "甲");
    press(&mut harness, Modifiers::SHIFT, Key::Tab);
    let field =
        harness.get_by(|node| node.label().as_deref() == Some(ITEM) && node.value().is_some());
    assert!(!field.is_focused());
}

#[test]
fn enter_goes_down_in_the_column_and_arrows_between_rows() {
    let mut harness = at_table();
    write(&mut harness, "甲");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    write(&mut harness, "乙");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(at_hand(&harness), "budget.items[2].item");
    // Not behind an empty one.
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(items(&harness), ["甲//", "乙//", "//"]);
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(at_hand(&harness), "budget.items[0].item");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    write(&mut harness, "丙");
    assert_eq!(items(&harness), ["甲//", "乙丙//", "//"]);
}

#[test]
fn in_a_cell_of_several_lines_arrows_leave_only_at_the_edge() {
    let mut harness = at_table();
    write(&mut harness, "甲");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    write(&mut harness, "乙");
    type_into(&mut harness, "第 1 行 测算依据", "一");
    press(&mut harness, Modifiers::SHIFT, Key::Enter);
    write(&mut harness, "二");
    assert_eq!(items(&harness)[0], "甲//一\n二");
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(at_hand(&harness), "budget.items[0].basis");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(at_hand(&harness), "budget.items[0].basis");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(at_hand(&harness), "budget.items[1].basis");
}

#[test]
fn rows_are_moved_put_in_and_taken_out_by_keys() {
    let mut harness = at_table();
    for text in ["甲", "乙", "丙"] {
        write(&mut harness, text);
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    press(&mut harness, Modifiers::COMMAND, Key::Delete);
    assert_eq!(items(&harness), ["甲//", "乙//", "丙//"]);
    assert_eq!(at_hand(&harness), "budget.items[2].item");
    press(&mut harness, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(items(&harness), ["甲//", "丙//", "乙//"]);
    write(&mut harness, "1");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    write(&mut harness, "丁");
    assert_eq!(items(&harness), ["甲//", "丙1//", "丁//", "乙//"]);
    press(
        &mut harness,
        Modifiers::COMMAND | Modifiers::SHIFT,
        Key::Minus,
    );
    assert_eq!(items(&harness), ["甲//", "丙1//", "乙//"]);
    assert_eq!(at_hand(&harness), "budget.items[2].item");
    assert!(harness.query_by_label_contains("已删除第 3 行").is_some());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(items(&harness)[2], "丁//");
}

#[test]
fn what_is_typed_behind_a_key_in_one_frame_lands_where_the_cursor_went() {
    let mut harness = at_table();
    let text = |text: &str| Event::Text(text.to_owned());
    let tab = || key_event(Key::Tab);
    let events = [
        text("甲"),
        tab(),
        text("5"),
        tab(),
        text("依据"),
        tab(),
        text("乙"),
    ];
    at_once(&mut harness, events);
    assert_eq!(items(&harness), ["甲/5/依据", "乙//"]);
}

/// As on a slow computer: the letter comes while the cursor is on its way.
#[test]
fn what_is_typed_a_frame_after_a_key_lands_where_the_cursor_went() {
    for frames in 0..4 {
        let mut harness = at_table();
        write(&mut harness, "甲");
        for text in ["5", "依据", "乙"] {
            harness.event(key_event(Key::Tab));
            for _ in 0..frames {
                harness.step();
            }
            harness.event(Event::Text(text.to_owned()));
            harness.step();
        }
        harness.run();
        assert_eq!(items(&harness), ["甲/5/依据", "乙//"], "{frames} frames");
    }
}

#[test]
fn an_input_method_has_its_keys_to_itself() {
    let mut harness = at_table();
    let preedit = |text: &str| {
        Event::Ime(ImeEvent::Preedit {
            text: text.to_owned(),
            active_range_chars: None,
        })
    };
    for key in [Key::Enter, Key::Tab, Key::ArrowDown] {
        write(&mut harness, "甲");
        harness.event(preedit("chai"));
        harness.run();
        press(&mut harness, Modifiers::NONE, key);
        assert_eq!(at_hand(&harness), "budget.items[0].item", "{key:?}");
        // The key that chooses the word comes with it.
        let commit = Event::Ime(ImeEvent::Commit("差".to_owned()));
        at_once(&mut harness, [commit, key_event(Key::Enter)]);
        assert_eq!(at_hand(&harness), "budget.items[0].item", "{key:?}");
    }
    assert_eq!(items(&harness), ["甲差甲差甲差//"]);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(at_hand(&harness), "budget.items[1].item");
}

#[test]
fn a_block_from_a_spreadsheet_fills_the_table_as_one_step() {
    let mut harness = at_table();
    write(&mut harness, "甲");
    let before = answers(&harness).clone();
    paste(
        &mut harness,
        "专家咨询费\t30\t\"10 人\n5 次\"\r\n差旅费\t18.50\t\"按\"\"标准\"\"\n12 人次\"\r\n",
    );
    let filled = [
        "专家咨询费/30/10 人\n5 次",
        "差旅费/18.50/按\"标准\"\n12 人次",
    ];
    assert_eq!(items(&harness), filled);
    assert!(
        harness
            .query_by_label_contains("已粘贴 2 行 3 列")
            .is_some()
    );
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(*answers(&harness), before);
    press(&mut harness, Modifiers::COMMAND, Key::Y);
    assert_eq!(items(&harness), filled);
}

#[test]
fn a_block_too_wide_is_left_out_and_told_and_a_single_value_goes_into_its_cell() {
    let mut harness = at_table();
    paste(&mut harness, "甲\t1\t乙\t丙\n丁\t2\t戊\t己\n");
    assert_eq!(items(&harness), ["//"]);
    assert!(
        harness
            .query_by_label_contains("多出的 1 列放不下")
            .is_some()
    );
    write(&mut harness, "会");
    paste(&mut harness, "议费\r\n");
    assert_eq!(items(&harness), ["会议费//"]);
    // Paragraphs stay in a cell of several lines.
    type_into(&mut harness, "第 1 行 测算依据", "");
    paste(&mut harness, "一\r\n二");
    assert_eq!(items(&harness), ["会议费//一\n二"]);
}

#[test]
fn what_is_pasted_is_clean_and_a_step_of_its_own() {
    let mut harness = new_project();
    type_into(&mut harness, "项目名称", "甲");
    paste(&mut harness, "乙\u{200B}\r\n\u{A0}丙");
    write(&mut harness, "丁");
    assert_eq!(answers(&harness).text("project_name"), "甲乙 丙丁");
    assert!(
        harness
            .query_by_label_contains("2 行已经接在一起")
            .is_some()
    );
    for expected in ["甲乙 丙", "甲", ""] {
        press(&mut harness, Modifiers::COMMAND, Key::Z);
        assert_eq!(answers(&harness).text("project_name"), expected);
    }
}

#[test]
fn a_block_fills_the_rows_of_cards() {
    let mut harness = window_of(Some("examples/registration/answers.json"), 9000.0);
    open_section(&mut harness, "三、");
    let before = answers(&harness).list("members").len();
    click(&mut harness, "＋ 添加团员");
    paste(&mut harness, "张三\n李四\r\n");
    let members = answers(&harness);
    assert_eq!(members.list("members").len(), before + 2);
    assert_eq!(members.text(&format!("members[{before}].name")), "张三");
    assert_eq!(
        members.text(&format!("members[{}].name", before + 1)),
        "李四"
    );
}

/// A project with so many rows of costs.
fn long_table(rows: usize, height: f32) -> (tempfile::TempDir, Harness<'static, App>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("long.json");
    let rows: Vec<_> = (1..=rows)
        .map(|row| format!(r#"{{"item":"费用{row}","amount":"0.1","basis":"依据{row}"}}"#))
        .collect();
    let json = format!(
        r#"{{"form":"project-2021","answers":{{"budget":{{"items":[{}]}}}}}}"#,
        rows.join(",")
    );
    std::fs::write(&file, json).unwrap();
    let mut harness = window_of(Some(file.to_str().unwrap()), height);
    open_section(&mut harness, "九、");
    (folder, harness)
}

#[test]
fn of_a_long_table_only_what_is_seen_is_laid_out_and_keys_reach_the_rest() {
    let (_folder, mut harness) = long_table(300, 900.0);
    let drawn = |harness: &Harness<'_, App>| {
        let is_cell = |label: &str| label.starts_with('第') && label.ends_with("支出内容明细");
        harness
            .query_all_by(|node| {
                node.label().is_some_and(|label| is_cell(&label)) && node.value().is_some()
            })
            .count()
    };
    assert!((5..60).contains(&drawn(&harness)), "{}", drawn(&harness));
    type_into(&mut harness, ITEM, "甲");
    for _ in 0..60 {
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    assert_eq!(at_hand(&harness), "budget.items[60].item");
    write(&mut harness, "乙");
    assert_eq!(answers(&harness).text("budget.items[60].item"), "费用61乙");
    let cell = harness.get_by(|node| {
        node.label().as_deref() == Some("第 61 行 支出内容明细") && node.value().is_some()
    });
    let place = cell.rect();
    assert!(place.top() > 56.0 && place.bottom() <= 900.0, "{place:?}");
    assert!(drawn(&harness) < 60);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(answers(&harness).text("budget.items[60].item"), "费用61");
}

#[test]
fn the_entries_of_a_list_take_the_same_keys() {
    let mut harness = new_project();
    open_section(&mut harness, "三、");
    let add = harness.get_all_by_label("＋ 添加一项").next().unwrap();
    add.click();
    harness.run();
    for text in ["甲", "乙", "丙"] {
        write(&mut harness, text);
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    let partners = |harness: &Harness<'_, App>| {
        let entries = answers(harness).entries("partners");
        entries.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(partners(&harness), ["甲", "丙", "乙"]);
    assert_eq!(at_hand(&harness), "partners[1]");
    press(&mut harness, Modifiers::COMMAND, Key::Delete);
    assert_eq!(partners(&harness), ["甲", "乙"]);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(partners(&harness), ["甲", "丙", "乙"]);
}

#[test]
fn a_day_is_picked_from_the_calendar_by_keys() {
    let mut harness = new_project();
    type_into(&mut harness, "申报日期", "20210520");
    press(&mut harness, Modifiers::NONE, Key::F4);
    assert!(harness.query_by_label("2021年5月20日").is_some());
    for key in [Key::ArrowDown, Key::ArrowRight, Key::PageDown, Key::Enter] {
        press(&mut harness, Modifiers::NONE, key);
    }
    assert_eq!(answers(&harness).text("declared_on"), "2021-06-28");
    assert!(harness.query_by_label("2021年6月28日").is_none());
    // The cursor is still in the field: the other key opens it too, and Escape closes it.
    press(&mut harness, Modifiers::ALT, Key::ArrowDown);
    assert!(harness.query_by_label("2021年6月28日").is_some());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label("2021年6月28日").is_none());
    write(&mut harness, "x");
    assert_eq!(answers(&harness).text("declared_on"), "2021-06-28x");
}

#[test]
fn the_stages_sum_stands_beside_the_total_that_it_must_equal() {
    let mut harness = window(Some(gui_help::CLEAN));
    open_section(&mut harness, "九、");
    assert!(harness.query_by_label("各阶段经费预算（七）").is_some());
    assert!(
        harness
            .query_by_label("10.50 ＋ 21.00 ＋ 19.50 ＋ 9.00 ＝ 60.00 万元，")
            .is_some()
    );
    assert!(harness.query_by_label("✓").is_some());
    click(&mut harness, "去看“七、项目实施步骤和进度计划”");
    let editor = harness.state().editor().unwrap();
    let form = editor.project.form();
    assert_eq!(form.section_of("stages"), Some(editor.section));
}
