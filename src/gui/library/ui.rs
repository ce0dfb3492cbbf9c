//! The page on the screen: heading, search, list and the one who is open beside it.

use std::sync::Arc;

use egui::containers::menu::MenuButton;
use egui::{Align, Button, Label, Layout, Margin, Rect, TextEdit, Ui, UiBuilder, vec2};

use crate::form::FormDef;
use crate::gui::request::Request;
use crate::gui::roster;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;
use crate::project::Project;
use crate::workspace::library::{Expert, Library, asked_count};

use super::data::chosen_words;
use super::details::details_ui;
use super::differing::differing_ui;
use super::list::{Does, Look, list_ui};
use super::{Act, State};

/// Below this width the list gives way to whoever is open.
const SIDE_BY_SIDE: f32 = 760.0;
/// Around the lines of the list.
const FRAME: f32 = 6.0;
/// Between list and details.
const GAP: f32 = 24.0;
/// The part of the width that the list takes.
const LIST_SHARE: f32 = 0.52;

/// What the page is drawn from, and where it leaves what it wants done.
pub struct LibraryCx<'a> {
    pub library: &'a Library,
    pub state: &'a mut State,
    /// The library's own definition.
    pub form: &'a Arc<FormDef>,
    /// The application that is open beneath the page, with its number.
    pub open: Option<(u64, &'a Project)>,
    pub requests: &'a mut Vec<Request>,
}

/// Shows the page.
pub fn library_ui(ui: &mut Ui, cx: &mut LibraryCx<'_>) {
    let events = ui.input(|input| input.events.clone());
    cx.state.fields.begin_frame(&events);
    page_ui(ui, cx);
    if cx.state.fields.end_frame() {
        ui.ctx().request_repaint();
    }
}

fn page_ui(ui: &mut Ui, cx: &mut LibraryCx<'_>) {
    heading_ui(ui, cx);
    if let Some(trouble) = cx.library.trouble() {
        unread_ui(ui, cx.library, trouble, cx.requests);
        return;
    }
    if let Some(failure) = &cx.state.failure {
        let color = Tokens::of(ui).err;
        ui.add(Label::new(theme::small(failure).color(color)).wrap());
    }
    if !cx.library.is_read() {
        parts::note_ui(ui, "正在读取专家库…");
        return;
    }
    let undecided = &mut cx.state.undecided;
    differing_ui(ui, cx.library, undecided, cx.form, cx.requests);
    if cx.library.people().is_empty() {
        let words = "这里还没有专家。点“新建”录入一位，点“读入名单…”读入 Excel 名单，或者在填写材料时点“存入专家库”。存过的专家，以后每份材料都能直接选用。";
        ui.add(Label::new(words).wrap());
        return;
    }
    cx.state.look(cx.library);
    let place = ui.available_rect_before_wrap();
    let is_open = cx.state.open.is_some_and(|id| cx.library.get(id).is_some());
    if place.width() < SIDE_BY_SIDE {
        if is_open {
            if parts::link_ui(ui, "‹ 回到名单").clicked() {
                cx.requests.push(Request::Library(Act::Open(None)));
            }
            details_ui(ui, cx.library, cx.state, cx.form, cx.requests);
        } else {
            left_ui(ui, cx);
        }
        return;
    }
    let middle = place.left() + (place.width() * LIST_SHARE).round();
    let left = Rect::from_min_max(place.min, egui::pos2(middle - GAP / 2.0, place.bottom()));
    let right = Rect::from_min_max(egui::pos2(middle + GAP / 2.0, place.top()), place.max);
    ui.scope_builder(UiBuilder::new().max_rect(left), |ui| left_ui(ui, cx));
    ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
        parts::card(ui).show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            details_ui(ui, cx.library, cx.state, cx.form, cx.requests);
        });
    });
}

fn heading_ui(ui: &mut Ui, cx: &mut LibraryCx<'_>) {
    ui.horizontal(|ui| {
        parts::heading_ui(ui, theme::title("专家库"));
        kept_ui(ui, cx);
        let is_read = cx.library.is_read();
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let new = ui.add_enabled_ui(is_read, |ui| parts::primary_button_ui(ui, "新建"));
            if new.inner.on_hover_text("录入一位专家").clicked() {
                cx.requests.push(Request::Library(Act::New));
            }
            let import = ui.add_enabled_ui(is_read, |ui| parts::button_ui(ui, "读入名单…"));
            let import = import
                .inner
                .on_hover_text("从 Excel、WPS 名单读入专家，先看一遍再决定");
            if import.clicked() {
                cx.requests.push(Request::Roster(roster::Act::IntoLibrary));
            }
        });
    });
}

/// How many there are, and whether all of it is in the file.
fn kept_ui(ui: &mut Ui, cx: &LibraryCx<'_>) {
    let tokens = Tokens::of(ui);
    let count = cx.library.people().len();
    if count > 0 {
        parts::line_ui(ui, |ui| {
            let words = match cx.state.query.trim() {
                "" => format!("共 {count} 人"),
                _ => format!("共 {count} 人，找到 {} 人", cx.state.found.len()),
            };
            ui.add(Label::new(theme::small(words).color(tokens.muted)).extend());
        });
    }
    let (words, color) = if cx.state.failure.is_some() {
        ("没有保存", tokens.err)
    } else if cx.library.is_dirty() {
        ("正在保存…", tokens.muted)
    } else if cx.state.kept {
        ("已保存", tokens.muted)
    } else {
        return;
    };
    ui.add(Label::new(theme::small(words).color(color)).extend());
}

/// The file does not read: it is left alone, and so is the page.
fn unread_ui(ui: &mut Ui, library: &Library, trouble: &str, requests: &mut Vec<Request>) {
    let tokens = Tokens::of(ui);
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(theme::small(trouble).color(tokens.warn)).wrap());
        let words =
            "把这个文件移到别处以后点“重新读取”，就可以从头录入；原来的专家还在移走的文件里。";
        ui.add(Label::new(words).wrap());
        ui.horizontal(|ui| {
            if parts::button_ui(ui, "重新读取").clicked() {
                requests.push(Request::Library(Act::Reread));
            }
            if parts::button_ui(ui, "打开所在文件夹").clicked()
                && let Some(folder) = library.file().parent()
            {
                requests.push(Request::OpenFolder(folder.to_owned()));
            }
        });
    });
}

/// Search, what is done with those who are ticked, and the list.
fn left_ui(ui: &mut Ui, cx: &mut LibraryCx<'_>) {
    search_ui(ui, cx);
    chosen_ui(ui, cx);
    let state = &mut *cx.state;
    if state.found.is_empty() {
        parts::note_ui(ui, "没有找到。可以换几个字，或者只写姓名的拼音首字母。");
        return;
    }
    let index = state.index.clone();
    let is_open = |at: &usize| index.get(*at).map(|expert| expert.id) == state.open;
    let at = state
        .open
        .and_then(|_| state.found.iter().position(is_open));
    let scroll_to = state.scroll_to.take();
    let ticked = |expert: &Expert| state.ticked.contains(&expert.id);
    let look = Look {
        index: &index,
        found: &state.found,
        at,
        ticked: Some(&ticked),
        scroll_to,
        focus: state.focus.take(),
        height: ui.available_height() - 2.0 * FRAME,
    };
    let frame = parts::card(ui).inner_margin(Margin::same(FRAME as i8));
    let does = frame.show(ui, |ui| list_ui(ui, &look)).inner;
    let id = |at: usize| index.get(*state.found.get(at)?).map(|expert| expert.id);
    match does {
        Some(does @ (Does::Open(at) | Does::Step(at))) => {
            if let Some(id) = id(at) {
                if matches!(does, Does::Step(_)) {
                    state.focus_on = Some(id);
                }
                cx.requests.push(Request::Library(Act::Open(Some(id))));
            }
        }
        Some(Does::Tick(at, on)) => {
            if let Some(id) = id(at) {
                state.tick(id, on);
            }
        }
        None => {}
    }
}

fn search_ui(ui: &mut Ui, cx: &mut LibraryCx<'_>) {
    let field = TextEdit::singleline(&mut cx.state.query)
        .hint_text("找专家：姓名、拼音首字母、单位、研究方向、标签、手机")
        .desired_width(f32::INFINITY)
        .min_size(vec2(0.0, theme::FIELD_HEIGHT))
        .align(egui::Align2::LEFT_CENTER);
    let response = ui.add(field).accessible_name("找专家");
    if std::mem::take(&mut cx.state.fresh) {
        response.request_focus();
    }
}

/// How many are chosen and what can be done with them.
fn chosen_ui(ui: &mut Ui, cx: &mut LibraryCx<'_>) {
    let chosen = cx.state.chosen(cx.library);
    let (chosen, all) = (chosen.ids.clone(), chosen.is_all);
    let ticked = !cx.state.ticked.is_empty();
    let count = cx
        .open
        .and_then(|(_, project)| asked_count(project.form(), project.answers()));
    let can = !chosen.is_empty();
    ui.horizontal_wrapped(|ui| {
        let tick = ui.add_enabled_ui(!all, |ui| parts::small_button_ui(ui, "全选"));
        let tick = tick.inner.on_hover_text("勾选下面列出的全部专家");
        if tick.accessible_name("全选找到的专家").clicked() {
            cx.state.tick_all();
        }
        let none = ui.add_enabled_ui(ticked, |ui| parts::small_button_ui(ui, "取消选择"));
        if none.inner.clicked() {
            cx.state.tick_none();
        }
        into_ui(ui, cx);
        let export = ui.add_enabled_ui(can, |ui| parts::small_button_ui(ui, "导出名单…"));
        let export = export
            .inner
            .on_hover_text("把选中的专家存成 Excel 名单")
            .on_disabled_hover_text("先在名单里勾选专家");
        if export.clicked() {
            cx.requests
                .push(Request::Library(Act::Export(chosen.to_vec())));
        }
        let remove = ui.add_enabled_ui(ticked, |ui| parts::small_button_ui(ui, "删除选中的"));
        if remove.inner.on_hover_text("可以撤销").clicked() {
            cx.requests
                .push(Request::Library(Act::Remove(chosen.to_vec())));
        }
    });
    // Always there, so that a tick moves nothing.
    let note = parts::note_ui(
        ui,
        &chosen_words(cx.state.ticked.len(), can, count.as_ref()),
    );
    if let Some(count) = count {
        note.on_hover_text(format!("{}\n{}", count.clause, count.text));
    }
}

/// The places of the open application where those who are chosen may go.
fn into_ui(ui: &mut Ui, cx: &mut LibraryCx<'_>) {
    let Some((id, project)) = cx.open.filter(|(_, project)| !project.is_example()) else {
        return;
    };
    let button = Button::new(theme::small("加进当前材料")).min_size(vec2(0.0, 28.0));
    let enabled = !cx.state.chosen(cx.library).ids.is_empty();
    let shown = ui.add_enabled_ui(enabled, |ui| {
        MenuButton::from_button(button).ui(ui, |ui| {
            ui.set_min_width(280.0);
            let chosen = cx.state.chosen(cx.library);
            for entry in chosen.entries(cx.library, (id, project)).iter() {
                let button = ui
                    .add_enabled(entry.can, Button::new(&entry.words))
                    .on_disabled_hover_text("勾选得少一些再试");
                if button.clicked() {
                    cx.requests.push(Request::Library(Act::Into {
                        path: entry.path.clone(),
                        ids: chosen.ids.to_vec(),
                    }));
                }
            }
        })
    });
    shown
        .inner
        .0
        .on_hover_text(format!("加进打开着的“{}”", project.title()))
        .on_disabled_hover_text("先在名单里勾选专家");
}
