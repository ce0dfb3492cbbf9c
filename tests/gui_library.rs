//! 专家库 in the window, without a desktop.

mod gui_help;

use std::fs;
use std::path::{Path, PathBuf};

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use shenbao::gui::{App, Setup};
use shenbao::project::Forms;
use shenbao::workspace::{Places, Workspace};

use gui_help::{answers, click, clock, open_section, settle, type_into};

const REGISTRATION: &str = "examples/registration/answers.json";

/// Some experts as the library's file has them: name, mobile number, unit.
fn keep(folder: &Path, experts: &[[&str; 3]]) {
    let lines: Vec<_> = experts
        .iter()
        .enumerate()
        .map(|(at, [name, mobile, unit])| {
            format!(
                "(id:{at},person:[(\"name\",Text(\"{name}\")),(\"mobile\",Text(\"{mobile}\")),\
                 (\"affiliation\",Text(\"{unit}\"))]),"
            )
        })
        .collect();
    let data = folder.join("data");
    fs::create_dir_all(&data).unwrap();
    fs::write(
        data.join("experts.ron"),
        format!("[\n{}\n]\n", lines.join("\n")),
    )
    .unwrap();
}

fn kept(folder: &Path) -> String {
    fs::read_to_string(folder.join("data/experts.ron")).unwrap_or_default()
}

fn window(folder: &Path, file: Option<&str>) -> Harness<'static, App> {
    let setup = Setup {
        forms: Forms::bundled(),
        file: file.map(PathBuf::from),
        clock,
        workspace: Workspace::open(Places::in_folder(folder)),
    };
    let mut harness = Harness::builder()
        .with_size([1400.0, 2800.0])
        .with_max_steps(40)
        .build_eframe(move |cc| {
            let mut app = App::new(&cc.egui_ctx, setup);
            app.do_without_dialogues();
            app
        });
    settle(&mut harness);
    harness
}

/// Lets the time go by after which what was changed is written.
fn wait_until_written(harness: &mut Harness<'_, App>) {
    for _ in 0..8 {
        harness.step();
    }
    settle(harness);
}

fn shows(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

/// Runs the window until something that comes from a thread is to be seen.
fn wait_for(harness: &mut Harness<'_, App>, words: &str) {
    for _ in 0..500 {
        if shows(harness, words) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        harness.step();
    }
    panic!("nothing says {words}");
}

/// The lines of the list, by what a screen reader says of them.
fn lines(harness: &Harness<'_, App>) -> Vec<String> {
    harness
        .query_all_by_role(Role::CheckBox)
        .filter_map(|node| node.accesskit_node().label())
        .filter_map(|label| label.strip_prefix("选中 ").map(str::to_owned))
        .collect()
}

/// The name of the one who is shown beside the list.
fn shown(harness: &Harness<'_, App>) -> String {
    let name = harness
        .query_all_by_label("姓名")
        .filter(|node| node.accesskit_node().role() != Role::Label)
        .find_map(|node| node.accesskit_node().value());
    name.unwrap_or_default()
}

const THREE: [[&str; 3]; 3] = [
    ["张三", "13800000001", "中国示例学会"],
    ["李建国", "13800000002", "甲大学"],
    ["王秀英", "13800000003", "乙研究所"],
];

#[test]
fn experts_are_found_as_one_types_and_edited_in_place() {
    let folder = tempfile::tempdir().unwrap();
    keep(folder.path(), &THREE);
    let mut harness = window(folder.path(), None);
    click(&mut harness, "专家库");
    assert_eq!(lines(&harness), ["李建国", "王秀英", "张三"]);
    type_into(&mut harness, "找专家", "wxy");
    assert_eq!(lines(&harness), ["王秀英"]);
    // From line to line by the keys.
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.key_press(Key::Backspace);
    settle(&mut harness);
    click(&mut harness, "李建国，甲大学");
    harness.get_by_label("李建国，甲大学").focus();
    settle(&mut harness);
    for expected in ["王秀英", "张三", "张三"] {
        harness.key_press(Key::ArrowDown);
        settle(&mut harness);
        assert_eq!(shown(&harness), expected);
    }
    harness.key_press(Key::ArrowUp);
    settle(&mut harness);
    type_into(&mut harness, "职称", "研究员");
    assert!(shows(&harness, "正在保存"));
    wait_until_written(&mut harness);
    assert!(shows(&harness, "已保存"));
    assert!(kept(folder.path()).contains("(\"title\",Text(\"研究员\"))"));
    // What is typed is taken back by the page's own undo.
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    wait_until_written(&mut harness);
    assert!(!kept(folder.path()).contains("研究员"));
}

#[test]
fn somebody_is_written_down_deleted_and_brought_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window(folder.path(), None);
    click(&mut harness, "专家库");
    assert!(shows(&harness, "这里还没有专家"));
    // Who was begun and not written about is nobody.
    click(&mut harness, "新建");
    click(&mut harness, "返回");
    wait_until_written(&mut harness);
    assert!(!kept(folder.path()).contains("id"));
    click(&mut harness, "专家库");
    click(&mut harness, "新建");
    harness.event(egui::Event::Text("赵六".to_owned()));
    settle(&mut harness);
    assert_eq!(lines(&harness), ["赵六"]);
    click(&mut harness, "删除这位专家");
    assert!(lines(&harness).is_empty());
    click(&mut harness, "撤销删除");
    assert_eq!(lines(&harness), ["赵六"]);
    // Leaving the page writes at once.
    click(&mut harness, "返回");
    settle(&mut harness);
    assert!(kept(folder.path()).contains("赵六"));
}

#[test]
fn an_expert_fills_a_persons_block_and_what_was_typed_stays() {
    let folder = tempfile::tempdir().unwrap();
    keep(folder.path(), &THREE);
    let mut harness = window(folder.path(), None);
    gui_help::choose_form(&mut harness, "科技服务团注册表（2022年度）");
    open_section(&mut harness, "三、");
    type_into(&mut harness, "服务团首席专家 工作单位及职务", "丙厂");
    click(&mut harness, "服务团首席专家 从专家库选");
    harness.event(egui::Event::Text("zs".to_owned()));
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    let now = answers(&harness);
    assert_eq!(now.text("chief.name"), "张三");
    assert_eq!(now.text("chief.mobile"), "13800000001");
    assert_eq!(now.text("chief.affiliation"), "丙厂");
    assert!(shows(&harness, "保留了原来写的"));
    click(&mut harness, "改用专家库的");
    assert_eq!(answers(&harness).text("chief.affiliation"), "中国示例学会");
    for expected in ["丙厂", "丙厂", ""] {
        harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
        settle(&mut harness);
        assert_eq!(answers(&harness).text("chief.affiliation"), expected);
    }
    assert!(answers(&harness).is_blank("chief.name"));
    // The library knows where the expert was put.
    wait_until_written(&mut harness);
    assert!(kept(folder.path()).contains("科技服务团注册表"));
}

#[test]
fn a_person_of_a_form_is_kept_once_and_differences_are_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window(folder.path(), Some(REGISTRATION));
    let name = answers(&harness).text("chief.name").into_owned();
    open_section(&mut harness, "三、");
    for _ in 0..2 {
        click(&mut harness, "服务团首席专家 存入专家库");
    }
    assert!(shows(&harness, "1 人原来就有"));
    type_into(&mut harness, "服务团首席专家 职称", "和名誉教授");
    click(&mut harness, "服务团首席专家 存入专家库");
    click(&mut harness, "去决定");
    assert_eq!(lines(&harness), [name.as_str()]);
    assert!(shows(&harness, "与库里写的不同"));
    click(&mut harness, &format!("{name} 用新的"));
    assert!(!shows(&harness, "与库里写的不同"));
    click(&mut harness, "返回");
    settle(&mut harness);
    let kept = kept(folder.path());
    assert_eq!(kept.matches(&name).count(), 1, "{kept}");
    assert!(kept.contains("和名誉教授"));
}

#[test]
fn several_are_ticked_and_come_into_the_open_application_once() {
    let folder = tempfile::tempdir().unwrap();
    keep(folder.path(), &THREE);
    let mut harness = window(folder.path(), None);
    gui_help::choose_form(&mut harness, "科技服务团注册表（2022年度）");
    open_section(&mut harness, "三、");
    click(&mut harness, "从专家库选几位…");
    for name in ["张三", "王秀英"] {
        click(&mut harness, &format!("选中 {name}"));
    }
    assert!(shows(&harness, "已选 2 人"));
    click(&mut harness, "加进当前材料");
    // One person's block takes one.
    let one = harness.get_by_label("服务团首席专家：只放一位，请只选一位");
    assert!(one.accesskit_node().is_disabled());
    click(&mut harness, "其他主要团员：加 2 人");
    click(&mut harness, "去看看");
    let now = answers(&harness);
    assert_eq!(now.list("members").len(), 2);
    assert_eq!(now.text("members[0].name"), "王秀英");
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert!(answers(&harness).is_blank("members"));
}

#[test]
fn a_file_that_does_not_read_is_left_alone_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir_all(&data).unwrap();
    fs::write(data.join("experts.ron"), "[(id:1,").unwrap();
    let mut harness = window(folder.path(), Some(REGISTRATION));
    open_section(&mut harness, "三、");
    click(&mut harness, "服务团首席专家 存入专家库");
    assert!(harness.state().modal().is_some());
    harness.key_press(Key::Escape);
    settle(&mut harness);
    click(&mut harness, "更多");
    click(&mut harness, "专家库");
    assert!(shows(&harness, "读不出来"));
    fs::remove_file(data.join("experts.ron")).unwrap();
    click(&mut harness, "重新读取");
    assert!(shows(&harness, "这里还没有专家"));
}

#[test]
fn a_list_of_the_chosen_is_written_where_a_person_says() {
    let folder = tempfile::tempdir().unwrap();
    keep(folder.path(), &THREE);
    let mut harness = window(folder.path(), None);
    click(&mut harness, "专家库");
    click(&mut harness, "全选找到的专家");
    click(&mut harness, "导出名单…");
    let working = folder.path().join("documents/科创中国申报");
    fs::create_dir_all(&working).unwrap();
    wait_for(&mut harness, "保存到哪里？");
    click(&mut harness, "保存");
    wait_for(&mut harness, "名单已存到");
    let bytes = fs::read(working.join("专家名单.xlsx")).unwrap();
    let roster = shenbao::roster::read(&bytes, shenbao::roster::Reading::default()).unwrap();
    let names: Vec<_> = roster.people.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["李建国", "王秀英", "张三"]);
}

/// A spreadsheet with these cells.
fn roster(folder: &Path, rows: &[[String; 4]]) -> PathBuf {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    let file = folder.join("名单.xlsx");
    book.save(&file).unwrap();
    file
}

/// Chooses the file of a roster by its path.
fn choose(harness: &mut Harness<'_, App>, file: &Path) {
    click(harness, "选择名单文件…");
    wait_for(harness, "文件位置");
    harness
        .get_by(|node| node.label().as_deref() == Some("文件位置") && node.role() != Role::Label)
        .focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.run();
    harness.event(egui::Event::Text(file.display().to_string()));
    harness.run();
    harness
        .get_by(|node| node.label().as_deref() == Some("读入") && node.role() == Role::Button)
        .click();
    settle(harness);
}

/// Eighteen people, three more than the table takes.
fn eighteen() -> Vec<[String; 4]> {
    let mut rows = vec![["姓名", "手机", "工作单位", "职称"].map(str::to_owned)];
    rows.extend((0..18).map(|at| {
        let mobile = format!("1380000{at:04}");
        [
            format!("专家{at}"),
            mobile,
            "甲大学".to_owned(),
            "教授".to_owned(),
        ]
    }));
    rows
}

/// Clicks the button whose words begin with these.
fn click_button(harness: &mut Harness<'_, App>, words: &str) {
    harness
        .get_by(|node| {
            let label = node.label();
            node.role() == Role::Button && label.is_some_and(|label| label.starts_with(words))
        })
        .click();
    settle(harness);
}

#[test]
fn where_the_library_does_not_read_nothing_of_a_roster_is_taken_in() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir_all(&data).unwrap();
    fs::write(data.join("experts.ron"), "[(id:1,").unwrap();
    let mut harness = window(folder.path(), None);
    gui_help::choose_form(&mut harness, "科技服务团注册表（2022年度）");
    open_section(&mut harness, "三、");
    let file = roster(folder.path(), &eighteen());
    click(&mut harness, "读入名单（Excel）…");
    choose(&mut harness, &file);
    click(&mut harness, "多出的 3 人放进专家库");
    click_button(&mut harness, "读入 1");
    assert!(harness.state().modal().is_some());
    assert!(answers(&harness).is_blank("members"));
    harness.key_press(Key::Escape);
    settle(&mut harness);
    // Who is too many is left out, and the others come in.
    click(&mut harness, "多出的 3 人放进专家库");
    click(&mut harness, "去掉最后 3 人");
    click_button(&mut harness, "读入 1");
    assert_eq!(answers(&harness).list("members").len(), 15);
    assert!(shows(&harness, "可撤销"));
    assert!(!shows(&harness, "专家库的"));
}

#[test]
fn who_is_too_many_for_a_table_goes_into_the_library() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window(folder.path(), None);
    gui_help::choose_form(&mut harness, "科技服务团注册表（2022年度）");
    open_section(&mut harness, "三、");
    let rows = eighteen();
    let file = roster(folder.path(), &rows);
    click(&mut harness, "读入名单（Excel）…");
    choose(&mut harness, &file);
    click(&mut harness, "多出的 3 人放进专家库");
    click_button(&mut harness, "读入 1");
    assert_eq!(answers(&harness).list("members").len(), 15);
    assert!(shows(&harness, "其余 3 人放进专家库（新存 3 人）"));
    assert!(shows(&harness, "放进专家库的 3 人可在专家库里撤销"));
    harness.get_by_label("打开专家库");
    wait_until_written(&mut harness);
    let kept = kept(folder.path());
    for at in [15, 16, 17] {
        assert!(kept.contains(&format!("专家{at}")), "{at}");
    }
    assert_eq!(kept.lines().count(), 3 + 2);
}

/// The page 专家库, into which a list of three under a header was just read.
fn three_read_into_library(folder: &Path, rows: [[&str; 4]; 4]) -> Harness<'static, App> {
    let file = roster(folder, &rows.map(|row| row.map(str::to_owned)));
    let mut harness = window(folder, None);
    click(&mut harness, "专家库");
    click(&mut harness, "读入名单…");
    choose(&mut harness, &file);
    click(&mut harness, "读入 3 人");
    harness
}

#[test]
fn a_roster_comes_into_the_library_and_nobody_twice() {
    let folder = tempfile::tempdir().unwrap();
    keep(folder.path(), &THREE);
    let rows = [
        ["姓名", "手机", "工作单位", "研究方向"],
        ["张三", "13800000001", "中国示例学会", "先进材料"],
        ["王秀英", "13800000003", "丙研究所", ""],
        ["赵六", "13800000006", "丁公司", "海洋装备"],
    ];
    let mut harness = three_read_into_library(folder.path(), rows);
    assert_eq!(lines(&harness), ["李建国", "王秀英", "张三", "赵六"]);
    assert!(shows(&harness, "库里是“乙研究所”，新的是“丙研究所”"));
    click(&mut harness, "王秀英 保留库里的");
    wait_until_written(&mut harness);
    let kept = kept(folder.path());
    for (words, count) in [
        ("先进材料", 1),
        ("海洋装备", 1),
        ("乙研究所", 1),
        ("丙研究所", 0),
    ] {
        assert_eq!(kept.matches(words).count(), count, "{words}");
    }
    // One undo takes the whole import back.
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(lines(&harness), ["李建国", "王秀英", "张三"]);
}

#[test]
fn who_is_perhaps_there_is_kept_though_nobody_decides() {
    let folder = tempfile::tempdir().unwrap();
    keep(folder.path(), &THREE);
    let rows = [
        ["姓名", "手机", "工作单位", "研究方向"],
        ["张山", "13800000001", "丙大学", ""],
        ["王秀英", "13800000003", "丙研究所", ""],
        ["李建国", "13800000002", "丁大学", ""],
    ];
    let mut harness = three_read_into_library(folder.path(), rows);
    assert_eq!(lines(&harness).len(), 4);
    assert!(shows(
        &harness,
        "新存的“张山”，手机或邮箱与库里的“张三”相同，是同一个人吗？"
    ));
    assert!(shows(&harness, "有 3 人与库里写的不同"));
    click(&mut harness, "都保留库里的");
    assert!(shows(&harness, "有 1 人与库里写的不同"));
    // The window is closed, and the person is there.
    click(&mut harness, "返回");
    settle(&mut harness);
    assert!(kept(folder.path()).contains("张山"));
    click(&mut harness, "专家库");
    click(&mut harness, "张三 是，改成新的");
    assert_eq!(lines(&harness), ["李建国", "王秀英", "张山"]);
    assert!(!shows(&harness, "与库里写的不同"));
    // The page's undo makes two of them again and asks anew; so does nothing once one is gone.
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert!(shows(&harness, "是同一个人吗"));
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(lines(&harness), ["李建国", "王秀英", "张三"]);
    assert!(!shows(&harness, "与库里写的不同"));
}

/// A file as the system hands it over when it is dropped.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_roster_that_is_dropped_on_the_library_comes_into_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = roster(folder.path(), &eighteen());
    let mut harness = window(folder.path(), None);
    gui_help::choose_form(&mut harness, "科技服务团注册表（2022年度）");
    open_section(&mut harness, "三、");
    click(&mut harness, "从专家库选几位…");
    // Once from the library, and once more onto the page that is then there.
    for _ in 0..2 {
        let dropped = std::sync::Arc::new(Dropped(file.clone()));
        harness.input_mut().dropped_files = vec![dropped];
        settle(&mut harness);
        harness.input_mut().dropped_files.clear();
        assert!(shows(&harness, "选了 18 人，放进专家库"));
    }
    // By the key, too.
    click(&mut harness, "返回");
    click(&mut harness, "更多");
    click(&mut harness, "专家库");
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::I);
    settle(&mut harness);
    assert!(shows(&harness, "选了 18 人，放进专家库"));
    click(&mut harness, "读入 18 人");
    assert_eq!(lines(&harness).len(), 18);
    assert!(answers(&harness).is_blank("members"));
}
