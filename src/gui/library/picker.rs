//! The dialogue in which an expert is chosen for one person's row or block.

use std::sync::Arc;

use egui::{Key, Modifiers, TextEdit, Ui, vec2};

use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;
use crate::workspace::library::{Found, Index};

use super::Act;
use super::list::{Does, LINE_HEIGHT, Look, list_ui};

/// Lines of the list that are seen at once.
const LINES: f32 = 6.0;

/// The open dialogue.
#[derive(Debug)]
pub struct Picker {
    /// Where the expert is to stand.
    path: String,
    /// As 项目负责人.
    label: String,
    /// The name of whoever stands there.
    there: String,
    index: Arc<Index>,
    typed: String,
    found: Found,
    /// What was looked for last; none before the first time.
    found_for: Option<String>,
    /// The place in the list that Enter takes.
    at: usize,
    scroll_to: Option<usize>,
}

impl Picker {
    pub fn new(path: String, label: String, there: String, index: Arc<Index>) -> Self {
        Self {
            path,
            label,
            there,
            index,
            typed: String::new(),
            found: Found::new(),
            found_for: None,
            at: 0,
            scroll_to: None,
        }
    }

    fn look(&mut self) {
        if self.found_for.as_ref() != Some(&self.typed) {
            self.found = self.index.find(&self.typed);
            self.found_for = Some(self.typed.clone());
            self.at = 0;
            self.scroll_to = Some(0);
        }
    }

    fn step(&mut self, by: isize) {
        let last = self.found.len().saturating_sub(1);
        let next = self.at.saturating_add_signed(by).min(last);
        if by != 0 && next != self.at {
            self.at = next;
            self.scroll_to = Some(next);
        }
    }
}

/// Shows the dialogue: it finds as one types, Enter takes the one that is marked.
pub fn picker_ui(ui: &mut Ui, picker: &mut Picker, requests: &mut Vec<Request>) {
    parts::heading_ui(ui, theme::heading(format!("从专家库选：{}", picker.label)));
    if picker.index.is_empty() {
        let words = "专家库里还没有人。填好一位以后点“存入专家库”，下次就能在这里选；也可以在“专家库”里点“读入名单…”。";
        ui.add(egui::Label::new(words).wrap());
        ui.add_space(12.0);
        if parts::primary_button_ui(ui, "知道了").clicked() {
            requests.push(Request::CloseModal);
        }
        return;
    }
    if !picker.there.is_empty() {
        let words = format!(
            "这里现在是{}。选同一个人，只补上空着的；选别人，就整个换成那个人，可以撤销。",
            picker.there
        );
        parts::note_ui(ui, &words);
    }
    let id = ui.make_persistent_id("expert search");
    let is_first = picker.found_for.is_none();
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let (step, entered) = ui.input_mut(|input| {
        if !has_focus {
            return (0, false);
        }
        let down = input.consume_key(Modifiers::NONE, Key::ArrowDown);
        let up = input.consume_key(Modifiers::NONE, Key::ArrowUp);
        (isize::from(down) - isize::from(up), false)
    });
    let field = TextEdit::singleline(&mut picker.typed)
        .id(id)
        .hint_text("姓名、拼音首字母、单位、研究方向、手机…")
        .desired_width(f32::INFINITY)
        .min_size(vec2(0.0, 36.0))
        .align(egui::Align2::LEFT_CENTER);
    let response = ui.add(field).accessible_name("找专家");
    if is_first {
        response.request_focus();
    }
    let entered =
        entered || (response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)));
    picker.look();
    picker.step(step);
    let height = LINES * LINE_HEIGHT;
    let mut taken = entered.then_some(picker.at);
    if picker.found.is_empty() {
        ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
            ui.set_min_height(height);
            let muted = Tokens::of(ui).muted;
            ui.label(theme::small("没有找到，换几个字试试。").color(muted));
        });
    } else {
        let look = Look {
            index: &picker.index,
            found: &picker.found,
            at: Some(picker.at),
            ticked: None,
            scroll_to: picker.scroll_to.take(),
            focus: None,
            height,
        };
        let does = ui.scope(|ui| {
            ui.set_height(height);
            list_ui(ui, &look)
        });
        match does.inner {
            Some(Does::Open(at)) => taken = Some(at),
            Some(Does::Step(at)) => {
                picker.at = at;
                picker.scroll_to = Some(at);
                response.request_focus();
            }
            Some(Does::Tick(..)) | None => {}
        }
    }
    if let Some(expert) = taken.and_then(|at| picker.index.get(*picker.found.get(at)?)) {
        requests.push(Request::Library(Act::Fill {
            path: picker.path.clone(),
            id: expert.id,
        }));
    }
    ui.add_space(8.0);
    if parts::button_ui(ui, "取消").clicked() {
        requests.push(Request::CloseModal);
    }
}
