//! The questions of one section.

use egui::{Align, Label, Layout, Ui};

use crate::form::{Field, FormDef, Section};
use crate::gui::command::Command;
use crate::gui::request::Request;
use crate::gui::roster::Act;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::{self, Cx, fields_ui, parts};

use super::{View, data};

pub fn section_ui(ui: &mut Ui, cx: &mut Cx<'_>, section: &Section) {
    parts::heading_ui(ui, theme::title(&section.title));
    if is_optional(cx, section) {
        parts::note_ui(ui, "所选的项目不要求填写这一部分，可以留空。");
    }
    ui.add_space(8.0);
    let groups = data::groups(section, cx.answers);
    if groups.is_empty() {
        parts::note_ui(ui, "按目前填写的内容，这一部分没有要填的。");
    }
    for (owner, fields) in groups {
        if !owner.is_empty() {
            widgets::group_heading_ui(ui, owner);
            people_ui(ui, cx, owner, &fields);
        }
        fields_ui(ui, cx, &fields, |field: &Field| field.id.clone());
    }
    widgets::sums::other_sections_ui(ui, cx, section);
}

/// The ways to take a person from elsewhere, where the questions are about one.
fn people_ui(ui: &mut Ui, cx: &mut Cx<'_>, owner: &str, fields: &[&Field]) {
    if let Some(path) = person_at(fields) {
        parts::line_ui(ui, |ui| {
            widgets::person_ui(ui, path, owner, cx.requests);
            roster_ui(ui, cx, owner, path);
        });
        ui.add_space(4.0);
    }
}

/// The way to take a person from a roster.
fn roster_ui(ui: &mut Ui, cx: &mut Cx<'_>, owner: &str, path: &str) {
    let label = Command::Roster.label();
    let link = parts::link_ui(ui, label).on_hover_text("从 Excel 名单里选一个人填在这里");
    if link.clicked() {
        let path = Some(path.to_owned());
        cx.requests.push(Request::Roster(Act::Open(path)));
    }
    link.accessible_name(format!("{label} {owner}"));
}

/// What the paths of a person's questions begin with; none where they are about no person.
fn person_at<'a>(fields: &[&'a Field]) -> Option<&'a str> {
    let (path, _) = fields.first()?.id.rsplit_once('.')?;
    let asks = |column: &str| {
        let id = format!("{path}.{column}");
        fields.iter().any(|field| field.id == id)
    };
    (asks("name") && (asks("mobile") || asks("email"))).then_some(path)
}

/// What the person who fills in a section that was handed out needs to know.
pub fn alone_ui(ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    parts::card(ui).fill(tokens.accent_soft).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = "这份文件只请填这一部分，别的部分不用填。填好后点“保存”，再把文件发回去。";
        ui.add(Label::new(words).wrap());
    });
    ui.add_space(8.0);
}

/// On to the neighbouring sections, so that a form can be filled in from front to back.
pub fn next_ui(ui: &mut Ui, form: &FormDef, section: usize, requests: &mut Vec<Request>) {
    ui.add_space(16.0);
    ui.horizontal(|ui| {
        if section > 0 && parts::button_ui(ui, "上一部分").clicked() {
            requests.push(Request::OpenSection(section - 1));
        }
        if section + 1 < form.sections.len() {
            let words = if data::is_tasks(form, section + 1) {
                format!("接着看{}", View::Tasks.label())
            } else {
                "下一部分".to_owned()
            };
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if parts::button_ui(ui, &words).clicked() {
                    requests.push(Request::OpenSection(section + 1));
                }
            });
        }
    });
    ui.add_space(theme::FOOT);
}

fn is_optional(cx: &Cx<'_>, section: &Section) -> bool {
    section
        .optional_when
        .as_ref()
        .is_some_and(|condition| cx.answers.holds(condition))
}
