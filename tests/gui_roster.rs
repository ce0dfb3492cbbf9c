//! 读入名单 in the window: a spreadsheet is looked at, corrected, and taken in as one step.

mod gui_help;

use std::path::{Path, PathBuf};

use egui::accesskit::{Role, Toggled};
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use rust_xlsxwriter::Workbook;
use shenbao::gui::App;

use gui_help::{answers, choose_form, click, open_section, settle, type_into, window_of};

const READ: &str = "读入名单（Excel）…";

/// The form of 2022, at the section that asks for its people.
fn registration() -> Harness<'static, App> {
    let mut harness = window_of(None, 3200.0);
    harness.state_mut().do_without_dialogues();
    let form = shenbao::form::find("registration-2022").unwrap();
    choose_form(&mut harness, &form.name);
    open_section(&mut harness, "三、");
    harness
}

/// Chooses a file by its path.
fn choose(harness: &mut Harness<'_, App>, button: &str, file: &Path) {
    click(harness, button);
    // The answer that there is no dialogue comes from beside the window.
    while harness.query_by_label("文件位置").is_none() {
        std::thread::sleep(std::time::Duration::from_millis(5));
        harness.run();
    }
    harness
        .get_by(|node| node.label().as_deref() == Some("文件位置") && node.role() != Role::Label)
        .focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.event(Event::Text(file.display().to_string()));
    harness.run();
    harness.key_press(Key::Enter);
    settle(harness);
}

/// Opens the page for the table of members and chooses the file.
fn open(harness: &mut Harness<'_, App>, file: &Path) {
    click(harness, READ);
    choose(harness, "选择名单文件…", file);
}

/// A file with so many people under these headers: name, mobile number, and a column of titles.
fn sheet(folder: &Path, headers: [&str; 3], count: u64) -> PathBuf {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, header) in (0..).zip(headers) {
        sheet.write(0, column, header).unwrap();
    }
    for (row, at) in (1..).zip(0..count) {
        sheet.write(row, 0, format!("专家{at}")).unwrap();
        let mobile = (13_800_000_000 + at) as f64;
        sheet.write(row, 1, mobile).unwrap();
        sheet.write(row, 2, "教授").unwrap();
    }
    let path = folder.join("专家名单.xlsx");
    book.save(&path).unwrap();
    path
}

fn usual() -> PathBuf {
    PathBuf::from("tests/rosters/usual.xlsx")
}

fn shows(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

fn is_ticked(harness: &Harness<'_, App>, name: &str) -> bool {
    let label = format!("读入{name}");
    let tick = harness.get_by_label(&label);
    tick.accesskit_node().toggled() == Some(Toggled::True)
}

fn is_enabled(harness: &Harness<'_, App>, button: &str) -> bool {
    !harness.get_by_label(button).accesskit_node().is_disabled()
}

fn undo(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(harness);
}

#[test]
fn fifteen_of_eighteen_come_in_and_one_undo_takes_them_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = registration();
    let before = answers(&harness).clone();
    open(
        &mut harness,
        &sheet(folder.path(), ["姓名", "手机", "职称"], 18),
    );
    assert!(shows(&harness, "选了 18 人，最多 15 人：请再去掉 3 人"));
    assert!(!is_enabled(&harness, "读入 18 人"));
    click(&mut harness, "读入专家1");
    assert!(shows(&harness, "请再去掉 2 人"));
    click(&mut harness, "去掉最后 2 人");
    click(&mut harness, "读入 15 人");
    let members = answers(&harness).list("members");
    assert_eq!(members.len(), 15);
    assert_eq!(answers(&harness).text("members[1].name"), "专家2");
    assert_eq!(answers(&harness).text("members[14].mobile"), "13800000015");
    assert!(shows(&harness, "读入 15 人。Ctrl+Z 可撤销。"));
    assert!(!shows(&harness, "选择名单文件…"));
    undo(&mut harness);
    assert_eq!(*answers(&harness), before);
}

#[test]
fn problems_are_said_on_their_row_and_people_stay_as_the_sheet_has_them() {
    let mut harness = registration();
    open(&mut harness, &usual());
    assert!(shows(&harness, "有疑问 "));
    harness.get_by_label("第 8 行 欧阳修");
    harness
        .get_by(|node| node.label().as_deref() == Some("读入欧阳修"))
        .focus();
    settle(&mut harness);
    assert!(shows(&harness, "D8：手机号“1370013700”是 10 位数字"));
    // From tick to tick by the arrow keys; the blank bar unticks.
    harness.key_press(Key::ArrowUp);
    settle(&mut harness);
    assert!(harness.get_by_label("读入李四").is_focused());
    harness.key_press(Key::Space);
    settle(&mut harness);
    assert!(!is_ticked(&harness, "李四") && is_ticked(&harness, "欧阳修"));
    harness
        .get_by(|node| {
            node.label().is_some_and(|label| label.starts_with("读入 "))
                && node.role() == Role::Button
        })
        .click();
    settle(&mut harness);
    let all = answers(&harness).list("members").len();
    let names: Vec<_> = (0..all)
        .map(|at| {
            answers(&harness)
                .text(&format!("members[{at}].name"))
                .into_owned()
        })
        .collect();
    assert!(names.contains(&"欧阳修".to_owned()) && !names.contains(&"李四".to_owned()));
}

#[test]
fn a_corrected_column_is_read_anew_and_known_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = registration();
    let file = sheet(folder.path(), ["姓名", "手机", "荣誉"], 2);
    open(&mut harness, &file);
    click(&mut harness, "每一栏读成了什么（3 栏）");
    harness.get_by_label("没有读");
    click(&mut harness, "C 列“荣誉”是什么");
    click(&mut harness, "职称");
    assert!(shows(&harness, "人工指定"));
    click(&mut harness, "读入 2 人");
    assert_eq!(answers(&harness).text("members[0].title"), "教授");

    undo(&mut harness);
    click(&mut harness, READ);
    choose(&mut harness, "换一个文件…", &file);
    assert!(shows(&harness, "人工指定"));
}

#[test]
fn who_is_there_is_compared_column_by_column() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = registration();
    let file = sheet(folder.path(), ["姓名", "手机", "职称"], 2);
    open(&mut harness, &file);
    click(&mut harness, "读入 2 人");
    let other = sheet(folder.path(), ["姓名", "手机", "工作单位"], 3);
    click(&mut harness, READ);
    choose(&mut harness, "换一个文件…", &other);
    assert!(shows(&harness, "其中 2 人已在表里，只补充或更改选定的栏"));
    harness.get_by_label("读入专家0").focus();
    settle(&mut harness);
    click(&mut harness, "工作单位及职务 仍然空着");
    click(&mut harness, "读入 2 人");
    assert!(shows(&harness, "读入 1 人，补充或更改了 1 人。"));
    let said = |path: &str| answers(&harness).text(path).into_owned();
    assert_eq!(said("members[0].affiliation"), "");
    assert_eq!(said("members[1].affiliation"), "教授");
    assert_eq!(said("members[2].name"), "专家2");
}

#[test]
fn the_place_of_one_person_is_filled_from_a_roster() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = registration();
    click(&mut harness, &format!("{READ} 服务团首席专家"));
    let file = sheet(folder.path(), ["姓名", "手机", "职称"], 3);
    choose(&mut harness, "选择名单文件…", &file);
    assert!(shows(&harness, "请勾选一个人，填到“服务团首席专家”。"));
    click(&mut harness, "读入专家0");
    click(&mut harness, "读入专家2");
    assert!(!is_ticked(&harness, "专家0"));
    click(&mut harness, "读入 1 人");
    assert_eq!(answers(&harness).text("chief.name"), "专家2");
    undo(&mut harness);
    assert_eq!(answers(&harness).text("chief.name"), "");
}

#[test]
fn fifteen_are_chosen_and_the_others_go_to_the_library() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = registration();
    let file = sheet(folder.path(), ["姓名", "手机", "职称"], 17);
    open(&mut harness, &file);
    click(&mut harness, "读入专家3");
    click(&mut harness, "读入专家5");
    assert!(!shows(&harness, "多出的"));
    click(&mut harness, "没选的 2 人放进专家库");
    assert!(shows(&harness, "选了 15 人。没选的 2 人放进专家库。"));
    click(&mut harness, "读入 15 人");
    assert!(shows(&harness, "读入 15 人，其余 2 人放进专家库"));
    assert_eq!(answers(&harness).list("members").len(), 15);
    assert_eq!(answers(&harness).text("members[3].name"), "专家4");
}

#[test]
fn somebody_of_the_same_name_is_asked_about_and_added() {
    let mut harness = registration();
    let folder = tempfile::tempdir().unwrap();
    let of = |mobile: &str| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let rows = [["姓名", "手机", "工作单位"], ["张伟", mobile, "甲大学"]];
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write(row, column, cell).unwrap();
            }
        }
        let path = folder.path().join(format!("{mobile}.xlsx"));
        book.save(&path).unwrap();
        path
    };
    open(&mut harness, &of("13800000001"));
    click(&mut harness, "读入 1 人");
    click(&mut harness, READ);
    choose(&mut harness, "换一个文件…", &of("13900000002"));
    assert!(!is_enabled(&harness, "读入"));
    click(&mut harness, "去看一下");
    assert!(shows(&harness, "手机或邮箱却不同。是同一个人吗？"));
    let words = "手机：表里的是“13800000001”，名单里是“13900000002”";
    assert!(shows(&harness, words));
    click(&mut harness, "是同一个人");
    assert!(shows(&harness, "改成“13900000002”"));
    click(&mut harness, "不是，另加一人");
    assert!(!shows(&harness, "改成“13900000002”"));
    click(&mut harness, "读入 1 人");
    let said = |path: &str| answers(&harness).text(path).into_owned();
    assert_eq!(said("members[0].mobile"), "13800000001");
    assert_eq!(said("members[1].mobile"), "13900000002");
    // Also of whom all is the same, somebody may know that they are two.
    click(&mut harness, READ);
    choose(&mut harness, "换一个文件…", &of("13900000002"));
    assert!(!is_enabled(&harness, "读入"));
    harness.get_by_label("读入张伟").focus();
    settle(&mut harness);
    click(&mut harness, "不是同一个人，另加一人");
    click(&mut harness, "读入 1 人");
    assert_eq!(answers(&harness).list("members").len(), 3);
}

#[test]
fn what_goes_with_whoever_gives_way_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = registration();
    type_into(&mut harness, "服务团首席专家 姓名", "张三");
    type_into(&mut harness, "服务团首席专家 电子邮箱", "z@a.cn");
    type_into(&mut harness, "服务团首席专家 主要承担工作", "牵头");
    click(&mut harness, &format!("{READ} 服务团首席专家"));
    let file = sheet(folder.path(), ["姓名", "手机", "职称"], 1);
    choose(&mut harness, "选择名单文件…", &file);
    assert!(shows(
        &harness,
        "现在填的是张三，将换成专家0，张三的电子邮箱会去掉。"
    ));
    harness.get_by_label("读入专家0").focus();
    settle(&mut harness);
    assert!(shows(
        &harness,
        "主要承担工作：名单里没有写，照原来的保留。"
    ));
    click(&mut harness, "读入 1 人");
    let said = |path: &str| answers(&harness).text(path).into_owned();
    assert_eq!(said("chief.name"), "专家0");
    assert_eq!(said("chief.email"), "");
    assert_eq!(said("chief.duty"), "牵头");
}

#[test]
fn a_file_that_is_no_roster_is_said_with_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = registration();
    let file = folder.path().join("名单.xls");
    std::fs::write(&file, "<html><table><tr><td>姓名</td></tr></table></html>").unwrap();
    open(&mut harness, &file);
    assert!(shows(&harness, "这其实是网页"));
    assert!(shows(&harness, "换一个文件…"));
    std::fs::write(&file, "").unwrap();
    choose(&mut harness, "换一个文件…", &file);
    assert!(shows(&harness, "文件是空的"));
    let missing = folder.path().join("没有.xlsx");
    choose(&mut harness, "换一个文件…", &missing);
    assert!(shows(&harness, "没有.xlsx"));
    let good = sheet(folder.path(), ["姓名", "手机", "职称"], 2);
    choose(&mut harness, "换一个文件…", &good);
    assert!(is_enabled(&harness, "读入 2 人"));
}

/// A file as the system hands it over when it is dropped.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_spreadsheet_that_is_dropped_on_the_window_is_read() {
    let mut harness = registration();
    let dropped = std::sync::Arc::new(Dropped(usual()));
    harness.input_mut().dropped_files = vec![dropped];
    settle(&mut harness);
    assert!(shows(&harness, "usual.xlsx"));
    harness.get_by_label("第 8 行 欧阳修");
}

#[test]
fn the_page_opens_by_its_key_and_closes_by_escape() {
    let mut harness = registration();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::I);
    settle(&mut harness);
    assert!(shows(&harness, "选择名单文件…"));
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert!(!shows(&harness, "选择名单文件…"));
    type_into(&mut harness, "服务团首席专家 姓名", "张三");
    assert_eq!(answers(&harness).text("chief.name"), "张三");
}
