//! The page on the screen.

use egui::{Align, ComboBox, Label, Layout, Panel, ScrollArea, TextEdit, Ui, vec2};

use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;
use crate::project::Project;

use super::columns::columns_ui;
use super::data::{self, Filter, Import};
use super::detail::detail_ui;
use super::table::{Place, table_ui};
use super::{Act, State};

/// Height of what is said of one person below the list, and its width beside it.
const DETAIL: f32 = 132.0;
const DETAIL_WIDTH: f32 = 320.0;
/// From this width on it stands beside the list.
const WIDE: f32 = 980.0;
/// The least height of the list; in a lower window the whole page scrolls.
const LEAST: f32 = 220.0;

/// Shows the page; `open` is the application that is open beneath it.
pub fn roster_ui(
    ui: &mut Ui,
    state: &mut State,
    open: Option<&Project>,
    requests: &mut Vec<Request>,
) {
    let mut sought = None;
    if let Some(import) = &mut state.import {
        let desk = egui::Frame::new().fill(Tokens::of(ui).desk);
        let has_library = state.has_library;
        Panel::bottom("roster foot")
            .resizable(false)
            .show_separator_line(false)
            .frame(desk.inner_margin(egui::Margin {
                top: 10,
                ..egui::Margin::ZERO
            }))
            .show(ui, |ui| sought = foot_ui(ui, import, has_library, requests));
    }
    if let Some(at) = sought {
        state.seek(at);
    }
    ScrollArea::vertical()
        .id_salt("roster page")
        .auto_shrink(false)
        .show(ui, |ui| {
            parts::heading_ui(ui, theme::title("读入名单"));
            ui.add_space(4.0);
            file_ui(ui, state, open, requests);
            if let Some(failure) = &state.failure {
                failure_ui(ui, failure);
            } else if state.import.is_none() && state.reading.is_none() {
                hint_ui(ui);
            }
            people_ui(ui, state, requests);
        });
}

/// The file, its sheet, and where the people go.
fn file_ui(ui: &mut Ui, state: &mut State, open: Option<&Project>, requests: &mut Vec<Request>) {
    ui.horizontal_wrapped(|ui| {
        let name = state.name();
        let button = if name.is_empty() {
            parts::primary_button_ui(ui, "选择名单文件…")
        } else {
            parts::button_ui(ui, "换一个文件…")
        };
        if button.clicked() {
            requests.push(Request::Roster(Act::Pick));
        }
        if !name.is_empty() {
            ui.add(Label::new(name).truncate());
        }
        if let Some(import) = &state.import {
            sheet_ui(ui, &state.sheets, import, requests);
        }
        let places = data::places(open, state.has_library);
        let label = ui.label("填到");
        let chosen = places.iter().find(|(place, _)| *place == state.place);
        ComboBox::from_id_salt("roster place")
            .selected_text(chosen.map_or("", |(_, name)| name.as_str()))
            .width(200.0)
            .show_ui(ui, |ui| {
                for (place, name) in &places {
                    ui.selectable_value(&mut state.place, place.clone(), name);
                }
            })
            .response
            .labelled_by(label.id);
    });
}

fn sheet_ui(ui: &mut Ui, sheets: &[String], import: &Import, requests: &mut Vec<Request>) {
    let read = &import.roster.sheet;
    if sheets.len() < 2 {
        return;
    }
    let label = ui.label("工作表");
    ComboBox::from_id_salt("roster sheet")
        .selected_text(read.as_str())
        .width(140.0)
        .show_ui(ui, |ui| {
            for sheet in sheets {
                let is_read = sheet == read;
                if ui.selectable_label(is_read, sheet).clicked() && !is_read {
                    requests.push(Request::Roster(Act::Sheet(sheet.clone())));
                }
            }
        })
        .response
        .labelled_by(label.id);
}

/// What there is to do before a file was chosen.
fn hint_ui(ui: &mut Ui) {
    ui.add_space(8.0);
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(
            Label::new(
                "各单位发来的 Excel 或 WPS 名单（.xlsx、.xls、.ods）可以直接读入，不用重新打字。",
            )
            .wrap(),
        );
        parts::note_ui(
            ui,
            "名单里要有一行表头，写着“姓名”和“手机”“单位”等；表头上面的标题、序号、空行都不要紧。选好文件以后先看一遍，再决定读入哪些人。也可以把文件直接拖到窗口里。",
        );
    });
}

/// Why the file gives no roster; the way out stands in the sentence, and above it.
fn failure_ui(ui: &mut Ui, failure: &str) {
    let tokens = Tokens::of(ui);
    ui.add_space(8.0);
    parts::card(ui).fill(tokens.warn_soft).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(egui::RichText::new(failure).color(tokens.warn)).wrap());
        parts::note_ui(ui, "改好以后点上面的“换一个文件…”，再选一次。");
    });
}

fn people_ui(ui: &mut Ui, state: &mut State, requests: &mut Vec<Request>) {
    let State {
        import,
        filter,
        current,
        wanted,
        jumps,
        ..
    } = state;
    let Some(import) = import else { return };
    let target = import.plan.as_ref().map(|plan| plan.target.clone());
    columns_ui(ui, &import.roster.columns, target.as_ref(), requests);
    filter_ui(ui, import, filter);
    let tokens = Tokens::of(ui);
    let list = egui::Frame::new()
        .fill(tokens.sheet)
        .stroke(egui::Stroke::new(1.0, tokens.line));
    let mut place = Place {
        current,
        wanted,
        jumps,
    };
    let (width, height) = (ui.available_width(), ui.available_height() - 16.0);
    if width >= WIDE {
        // Beside each other, so that a low window shows both.
        let height = height.max(LEAST);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let size = vec2(width - DETAIL_WIDTH - 12.0, height);
            let down = Layout::top_down(Align::Min);
            ui.allocate_ui_with_layout(size, down, |ui| {
                list.show(ui, |ui| table_ui(ui, import, &mut place, height));
            });
            let size = vec2(DETAIL_WIDTH, height);
            ui.allocate_ui_with_layout(size, down, |ui| {
                detail_ui(ui, import, *place.current, height - 26.0);
            });
        });
    } else {
        // What stands below the list: the detail in its card, and air.
        let room = (height - DETAIL - 52.0).max(LEAST);
        list.show(ui, |ui| table_ui(ui, import, &mut place, room));
        ui.add_space(8.0);
        detail_ui(ui, import, *place.current, DETAIL);
    }
}

/// Which people are listed, and all of them ticked or not.
fn filter_ui(ui: &mut Ui, import: &mut Import, filter: &mut Filter) {
    ui.horizontal_wrapped(|ui| {
        let before = *filter;
        for one in Filter::ALL {
            let count = import.listed_by(one);
            if count == 0 && one != before {
                continue;
            }
            let words = format!("{} {count}", one.label());
            if ui.selectable_label(*filter == one, words).clicked() {
                *filter = one;
            }
        }
        let query = import.query.clone();
        let find = TextEdit::singleline(&mut import.query)
            .hint_text("找人：姓名或拼音首字母")
            .desired_width(210.0)
            .min_size(vec2(0.0, 32.0))
            .align(egui::Align2::LEFT_CENTER);
        ui.add(find).accessible_name("在名单里找人");
        if *filter != before || import.query != query {
            import.list(*filter);
        }
        if !import.is_single() {
            ui.add_space(16.0);
            if parts::small_button_ui(ui, "全选").clicked() {
                import.pick_listed(true);
            }
            if parts::small_button_ui(ui, "全不选").clicked() {
                import.pick_listed(false);
            }
        }
        let row = import.roster.header_row;
        let read = match import.tally.problems {
            0 => format!("表头在第 {row} 行"),
            _ => format!("表头在第 {row} 行；黄色的格子请核对"),
        };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let color = Tokens::of(ui).muted;
            ui.add(Label::new(theme::small(read).color(color)).truncate());
        });
    });
}

/// How many are chosen, what stands in the way with the way out, and the button. Gives back the
/// person who is to be looked at.
fn foot_ui(
    ui: &mut Ui,
    import: &mut Import,
    has_library: bool,
    requests: &mut Vec<Request>,
) -> Option<usize> {
    let mut sought = None;
    let tokens = Tokens::of(ui);
    let is_ready = import.is_ready();
    ui.horizontal(|ui| {
        // From the right, so that the button stays and the words give way.
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = match import.taken() {
                0 => "读入".to_owned(),
                taken => format!("读入 {taken} 人"),
            };
            let button = ui.add_enabled_ui(is_ready, |ui| parts::primary_button_ui(ui, &words));
            if button.inner.clicked() {
                requests.push(Request::Roster(Act::Take));
            }
            let over = import.tally.over;
            if over > 0 && !import.is_single() {
                if has_library {
                    let words = format!("多出的 {over} 人放进专家库");
                    parts::tick_box_ui(ui, &mut import.rest_to_library, words);
                }
                let words = format!("去掉最后 {over} 人");
                if !import.rest_to_library && parts::button_ui(ui, &words).clicked() {
                    import.drop_over();
                }
            }
            let left = import.tally.left;
            if has_library && left > 0 && import.is_ready() {
                let words = format!("没选的 {left} 人放进专家库");
                parts::tick_box_ui(ui, &mut import.left_to_library, words);
            }
            // One thing after the other.
            let undecided = if over > 0 { 0 } else { import.tally.undecided };
            if undecided > 0 && parts::button_ui(ui, "去看一下").clicked() {
                sought = import.first_undecided();
            }
            if undecided > 1 && parts::button_ui(ui, "都不是同一人").clicked() {
                import.all_are_others();
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let waits = import.tally.over > 0 || import.tally.undecided > 0;
                let color = if waits && !is_ready {
                    tokens.warn
                } else {
                    tokens.ink
                };
                let words = egui::RichText::new(import.words(has_library)).color(color);
                ui.add(Label::new(words).wrap());
            });
        });
    });
    sought
}
