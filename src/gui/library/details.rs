//! One expert beside the list, edited field by field.

use std::sync::Arc;

use egui::{Align, Label, Layout, ScrollArea, Ui};

use crate::answers::Attachments;
use crate::form::{Field, FormDef};
use crate::gui::editor::data::year_of;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::{Cx, Findings, fields_ui, follow_focus, parts};
use crate::workspace::library::Library;

use super::data::{Line, questions, with_tags_in_use};
use super::{Act, State};

/// Shows the expert who is open; says how to open one where none is.
pub fn details_ui(
    ui: &mut Ui,
    library: &Library,
    state: &mut State,
    form: &Arc<FormDef>,
    requests: &mut Vec<Request>,
) {
    let Some(expert) = state.open.and_then(|id| library.get(id)) else {
        parts::note_ui(ui, "点名单里的一位，就在这里查看和修改。");
        return;
    };
    let id = expert.id;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let remove = parts::small_button_ui(ui, "删除")
                .on_hover_text("从专家库里删除这位专家，可以撤销；填好的申报材料不会变")
                .accessible_name("删除这位专家");
            if remove.clicked() {
                requests.push(Request::Library(Act::Remove(vec![id])));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let name = theme::heading(Line::of(expert).name);
                ui.add(Label::new(name).truncate());
            });
        });
    });
    if !matches!(&state.shown, Some((shown, revision, _)) if *shown == id && *revision == library.revision())
    {
        state.shown = Some((id, library.revision(), expert.answers()));
    }
    let form = state
        .form
        .get_or_insert_with(|| Arc::new(with_tags_in_use(form, library.people().values())))
        .clone();
    let form = form.as_ref();
    let State { fields, shown, .. } = state;
    let Some((_, _, answers)) = shown else { return };
    ScrollArea::vertical()
        .id_salt(("expert", id))
        .auto_shrink(false)
        .show(ui, |ui| {
            let attachments = Attachments::default();
            let mut asked = Vec::new();
            let mut cx = Cx {
                form,
                answers,
                attachments: &attachments,
                findings: Findings::default(),
                state: fields,
                requests: &mut asked,
                paper: None,
                year: year_of(form),
                wide: ui.available_width() >= theme::PAIR_WIDTH,
            };
            let questions = questions(form);
            let questions: Vec<&Field> = questions.iter().collect();
            fields_ui(ui, &mut cx, &questions, |field| {
                format!("{id}.{}", field.id)
            });
            requests.extend(asked.into_iter().map(|request| match request {
                Request::Edit(edit) => Request::Library(Act::Edit(id, edit)),
                other => other,
            }));
            if !expert.used.is_empty() {
                ui.add_space(4.0);
                ui.add(Label::new(theme::small("用在").color(Tokens::of(ui).muted)));
                for used in expert.used.iter().rev() {
                    ui.add(Label::new(&used.title).wrap());
                    parts::note_ui(ui, &format!("{}，{}", used.form, used.on));
                }
            }
            ui.add_space(theme::FOOT);
            follow_focus(ui);
        });
}
