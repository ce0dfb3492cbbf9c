//! The screens of which pictures are taken, and how each is reached.

mod desk;
mod png;
mod shelf;

use egui::{Key, Modifiers};

use shelf::{CLEAN, CROP, PROJECT, REGISTRATION, ROSTER};

pub use desk::{Desk, Look};
pub use png::write as write_png;

/// A screen: its name, what is open at first, and the way to it.
pub struct Screen {
    /// The name of its picture.
    pub name: &'static str,
    /// The file to start with; none for the first screen.
    pub file: Option<&'static str>,
    pub go: fn(&mut Desk),
}

const fn screen(name: &'static str, file: &'static str, go: fn(&mut Desk)) -> Screen {
    Screen {
        name,
        file: Some(file),
        go,
    }
}

/// Every screen, in the order in which a person comes upon them.
pub const SCREENS: &[Screen] = &[
    Screen {
        name: "home",
        file: None,
        go: |desk| desk.wait_for("打开工作文件夹"),
    },
    screen("form", PROJECT, |desk| desk.section("一、")),
    screen("form-paper", PROJECT, |desk| {
        desk.section("一、");
        desk.focus("单位简介");
        desk.panel("纸面");
    }),
    screen("form-clause", PROJECT, |desk| {
        desk.section("九、");
        desk.press(Key::F7);
        desk.click("附件5 九 ›");
    }),
    screen("budget", PROJECT, |desk| desk.section("九、")),
    screen("members", PROJECT, |desk| desk.section("八、")),
    screen("picker", PROJECT, |desk| {
        desk.section("三、");
        desk.click("＋ 选择城市…");
        desk.type_text("zj");
    }),
    screen("flow", PROJECT, |desk| {
        desk.side("申报流程");
        desk.click("供应商账号注册");
    }),
    screen("summary", PROJECT, |desk| desk.side("自查表")),
    screen("upload", PROJECT, |desk| {
        desk.side("网上填报");
        desk.click("复制并到下一项");
        desk.click("复制并到下一项");
    }),
    screen("tasks", PROJECT, |desk| desk.side("任务对照")),
    screen("versions", PROJECT, |desk| desk.side("旧版本与比较")),
    screen("compare", PROJECT, |desk| {
        desk.side("旧版本与比较");
        desk.click("第 1 份 比较");
    }),
    screen("find", PROJECT, |desk| {
        desk.press_with(Modifiers::COMMAND, Key::F);
        desk.type_text("示范");
    }),
    screen("export", CLEAN, |desk| desk.click("导出…")),
    screen("export-errors", PROJECT, |desk| desk.click("导出…")),
    screen("crop", REGISTRATION, |desk| {
        desk.section("三、");
        desk.wait_for(CROP);
        desk.click(CROP);
        desk.wait_for("裁剪后的照片");
    }),
    screen("roster", PROJECT, |desk| {
        desk.section("八、");
        desk.press_with(Modifiers::COMMAND, Key::I);
        desk.click("选择名单文件…");
        desk.wait_for("文件位置");
        desk.focus("文件位置");
        desk.type_text(ROSTER);
        desk.press(Key::Enter);
        desk.click("第 4 行 林知远");
    }),
    Screen {
        name: "library",
        file: None,
        go: |desk| {
            desk.click("专家库");
            desk.section("林知远");
        },
    },
    Screen {
        name: "settings",
        file: None,
        go: |desk| desk.click("设置"),
    },
    Screen {
        name: "standing",
        file: None,
        go: |desk| desk.click("常用信息"),
    },
    Screen {
        name: "keys",
        file: None,
        go: |desk| desk.click("快捷键"),
    },
];

/// The screen of that name.
pub fn find(name: &str) -> &'static Screen {
    let found = SCREENS.iter().find(|screen| screen.name == name);
    found.unwrap_or_else(|| panic!("no screen is called {name}"))
}
