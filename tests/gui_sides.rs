//! What the sides of an application keep: that 自查 was asked for, how a person exports; and where
//! “去看正文” leads to.

mod gui_help;

use std::path::Path;
use std::time::Duration;

use egui::accesskit::{Role, Toggled};
use egui::{Event, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use shenbao::answers::Edit;
use shenbao::gui::{App, Setup};
use shenbao::project::{Forms, Project};
use shenbao::workspace::{Places, Workspace};

use gui_help::{CLEAN, click, open_section, settle, setup, window, window_of};

fn shows(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

/// A project file with a name and nothing else.
fn begun(folder: &Path) -> String {
    let mut project = Project::new(Forms::bundled().find("project-2021").unwrap());
    project.apply(Edit::text("project_name", "甲项目"), Duration::ZERO);
    let path = folder.join("甲项目.shenbao");
    project.save_as(&path).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn that_it_was_checked_is_known_when_it_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = begun(folder.path());
    let mut harness = window(Some(&file));
    assert!(shows(&harness, "现在只列出已经填过的地方"));
    assert!(!shows(&harness, "还没有填 "));
    click(&mut harness, "自查");
    assert!(shows(&harness, "还没有填 "));
    click(&mut harness, "保存");

    let harness = window(Some(&file));
    assert!(!shows(&harness, "现在只列出已经填过的地方"));
    assert!(shows(&harness, "还没有填 "));
}

/// A window whose settings lie in the folder.
fn window_in(folder: &Path) -> Harness<'static, App> {
    let start = Setup {
        workspace: Workspace::open(Places::in_folder(folder)),
        ..setup(Some(CLEAN.into()))
    };
    let mut harness = Harness::builder()
        .with_size([1400.0, 2000.0])
        .with_max_steps(20)
        .build_eframe(move |cc| App::new(&cc.egui_ctx, start));
    settle(&mut harness);
    click(&mut harness, "导出…");
    harness
}

fn is_ticked(harness: &Harness<'_, App>, label: &str) -> bool {
    let node = harness
        .get_by(|node| node.role() == Role::CheckBox && node.label().as_deref() == Some(label));
    node.accesskit_node().toggled() == Some(Toggled::True)
}

#[test]
fn the_next_export_begins_as_the_last_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window_in(folder.path());
    assert!(is_ticked(&harness, "申报包（网上提交）") && !is_ticked(&harness, "校对稿"));
    click(&mut harness, "申报书 PDF（双面打印）");
    click(&mut harness, "申报包（网上提交）");
    click(&mut harness, "校对稿");
    click(&mut harness, "导出 1 个文件");
    assert!(shows(&harness, "已导出"));

    let harness = window_in(folder.path());
    assert!(is_ticked(&harness, "校对稿"));
    assert!(!is_ticked(&harness, "申报包（网上提交）"));
    assert!(!is_ticked(&harness, "申报书 PDF（双面打印）"));
}

#[test]
fn the_passage_is_in_sight_and_selected() {
    let mut harness = window_of(Some(CLEAN), 900.0);
    open_section(&mut harness, "任务对照");
    harness
        .query_all_by_label("去看正文")
        .next()
        .unwrap()
        .click();
    settle(&mut harness);
    harness.event(Event::Copy);
    harness.step();
    let commands = &harness.output().platform_output.commands;
    let copied = commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.as_str()),
        _ => None,
    });
    let passage = "全部工作依托“科创中国”平台线上线下相结合开展，服务团各成员单位全部入驻平台，使用和推介平台。";
    assert_eq!(copied, Some(passage));
}
