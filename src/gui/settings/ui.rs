//! The page on the screen. A change holds at once.

use std::path::PathBuf;

use egui::{Align2, DragValue, Id, Label, ScrollArea, TextEdit, Ui, vec2};

use crate::fonts;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::{body_font_ui, follow_focus, parts};
use crate::workspace::{Settings, TEXT_PERCENT, Theme, VERSIONS_KEPT, Workspace};

/// Beside the field of a folder, for the button that chooses one.
const CHOOSE_WIDTH: f32 = 96.0;

/// Ways of drawing: what the settings keep, what a person reads, and what a technician calls it.
const RENDERERS: [(Option<&str>, &str, &str); 4] = [
    (None, "自动（推荐）", ""),
    (Some("wgpu"), "显卡", "wgpu"),
    (Some("glow"), "显卡（兼容方式）", "OpenGL"),
    (Some("software"), "不用显卡", "比较慢，显卡有问题时用"),
];

/// Shows the settings and asks for others as they are changed.
pub fn settings_ui(ui: &mut Ui, workspace: &Workspace, requests: &mut Vec<Request>) {
    parts::heading_ui(ui, theme::title("设置"));
    parts::note_ui(ui, "改了马上生效，不用另外保存。");
    let mut settings = workspace.settings().clone();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width().min(theme::MIDDLE_WIDTH));
        group_ui(ui, "文字大小", |ui| text_size_ui(ui, &mut settings));
        group_ui(ui, "颜色", |ui| {
            for theme in Theme::ALL {
                parts::radio_value_ui(ui, &mut settings.theme, theme, theme.label());
            }
        });
        group_ui(ui, "保留的旧版本数", |ui| {
            let count = DragValue::new(&mut settings.versions_kept)
                .range(VERSIONS_KEPT)
                .update_while_editing(false)
                .suffix(" 份");
            ui.add(count).accessible_name("保留的旧版本数");
            parts::note_ui(
                ui,
                "每份材料最多留这么多份：最近的都留，越早的留得越稀，最早一份一直留着。",
            );
        });
        group_ui(ui, "新建材料的正文字体", |ui| {
            body_ui(ui, workspace.settings(), requests);
        });
        group_ui(ui, "工作文件夹", |ui| {
            folder_ui(ui, workspace, &mut settings, requests);
        });
        group_ui(ui, "绘制方式", |ui| {
            for (kept, label, technical) in RENDERERS {
                ui.horizontal(|ui| {
                    let chosen = settings.renderer.as_deref() == kept;
                    if parts::radio_ui(ui, chosen, label).clicked() {
                        settings.renderer = kept.map(str::to_owned);
                    }
                    if !technical.is_empty() {
                        parts::note_ui(ui, technical);
                    }
                });
            }
            parts::note_ui(
                ui,
                "一般不用改。窗口花屏或者闪烁时换一种试试，下次启动生效。",
            );
        });
        ui.add_space(theme::FOOT);
        follow_focus(ui);
    });
    if settings != *workspace.settings() {
        requests.push(Request::Set(Box::new(settings)));
    }
}

fn group_ui(ui: &mut Ui, heading: &str, content: impl FnOnce(&mut Ui)) {
    ui.add_space(8.0);
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        parts::heading_ui(ui, theme::heading(heading));
        content(ui);
    });
}

fn text_size_ui(ui: &mut Ui, settings: &mut Settings) {
    let percent = settings.text_percent;
    ui.horizontal(|ui| {
        let smaller = egui::Button::new("－");
        if ui
            .add_enabled(percent > *TEXT_PERCENT.start(), smaller)
            .accessible_name("文字缩小")
            .clicked()
        {
            settings.shrink();
        }
        ui.label(format!("{percent} %"));
        let larger = egui::Button::new("＋");
        if ui
            .add_enabled(percent < *TEXT_PERCENT.end(), larger)
            .accessible_name("文字放大")
            .clicked()
        {
            settings.enlarge();
        }
    });
    parts::note_ui(
        ui,
        "按 Ctrl 和 ＋、－ 也可以放大、缩小，Ctrl 和 0 恢复 100 %。",
    );
}

/// The body font that new applications start with; each can have another one on its export screen.
fn body_ui(ui: &mut Ui, settings: &Settings, requests: &mut Vec<Request>) {
    let chosen = settings.body_font.as_deref();
    if let Some(name) = body_font_ui(ui, chosen) {
        requests.push(Request::SetUsualBody(name));
    }
    let known = fonts::installed_if_known().is_some();
    if let Some(name) = chosen.filter(|name| known && fonts::find(name).is_none()) {
        let words = format!("这台电脑上没有字体“{name}”。新建的材料先印内置的宋体。");
        ui.add(Label::new(theme::small(words).color(Tokens::of(ui).warn)).wrap());
    }
    parts::note_ui(ui, "只用于以后新建的材料。已经建好的，在“导出”里另选。");
}

/// The folder is taken over when its field is left; until then it stands as typed.
fn folder_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    settings: &mut Settings,
    requests: &mut Vec<Request>,
) {
    let draft = Id::unique("working folder as typed");
    let kept = workspace.folder().display().to_string();
    let typed: Option<String> = ui.data(|data| data.get_temp(draft));
    let mut text = typed.clone().unwrap_or(kept);
    let field = ui.horizontal(|ui| {
        let width = (ui.available_width() - CHOOSE_WIDTH).max(200.0);
        let field = TextEdit::singleline(&mut text)
            .desired_width(width)
            .min_size(vec2(0.0, 36.0))
            .align(Align2::LEFT_CENTER);
        let field = ui.add(field).accessible_name("工作文件夹");
        let choose = parts::button_ui(ui, "选择…").accessible_name("选择工作文件夹");
        if choose.clicked() {
            // What was typed and not taken over gives way to what is chosen.
            ui.data_mut(|data| data.remove::<String>(draft));
            requests.push(Request::PickFolder);
        }
        field
    });
    let field = field.inner;
    if field.changed() {
        ui.data_mut(|data| data.insert_temp(draft, text.clone()));
    }
    let folder = PathBuf::from(text.trim());
    if !field.has_focus() && (typed.is_some() || field.changed()) {
        if text.trim().is_empty() {
            settings.folder = None;
            ui.data_mut(|data| data.remove::<String>(draft));
        } else if folder.is_absolute() {
            settings.folder = Some(folder);
            ui.data_mut(|data| data.remove::<String>(draft));
        } else {
            let sentence = "请写出文件夹的完整位置，从盘符或根目录写起；现在仍用原来的文件夹。";
            ui.label(theme::small(sentence).color(Tokens::of(ui).warn));
        }
    }
    parts::note_ui(ui, "新建的材料存在这里。已经存好的材料留在原处，不会移动。");
    let other = typed.is_some() || settings.folder.is_some();
    let usual = egui::Button::new("恢复默认");
    if ui
        .add_enabled(other, usual)
        .on_hover_text("用回“文档”里的“科创中国申报”")
        .clicked()
    {
        settings.folder = None;
        ui.data_mut(|data| data.remove::<String>(draft));
    }
}
