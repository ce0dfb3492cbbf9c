//! The page on the screen.

use std::sync::Arc;

use egui::{Align, Label, Layout, ScrollArea, Ui};

use crate::answers::Attachments;
use crate::form::{Field, FormDef};
use crate::gui::editor::data::year_of;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::{self, Cx, Findings, fields_ui, follow_focus, parts};
use crate::project::Project;
use crate::workspace::{Change, Standing};

use super::data::Page;
use super::{Act, State};

/// Shows the page; `open` is the application that is open beneath it.
pub fn standing_ui(
    ui: &mut Ui,
    standing: &Standing,
    state: &mut State,
    forms: &[Arc<FormDef>],
    open: Option<&Project>,
    requests: &mut Vec<Request>,
) {
    ui.horizontal(|ui| {
        parts::heading_ui(ui, theme::title("常用信息"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            kept_ui(ui, standing, state);
        });
    });
    ui.add(
        Label::new(
            "单位和人员在这里写一次，以后新建任何一种申报材料都会自动填好；已经建好的材料不会变。",
        )
        .wrap(),
    );
    if let Some(trouble) = standing.trouble() {
        unread_ui(ui, standing, trouble, requests);
        return;
    }
    if let Some(failure) = &state.failure {
        let color = Tokens::of(ui).err;
        ui.add(Label::new(theme::small(failure).color(color)).wrap());
    }
    ScrollArea::vertical()
        .id_salt("standing")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(theme::MIDDLE_WIDTH));
            if let Some(project) = open.filter(|project| !project.is_example()) {
                take_ui(ui, standing, project, requests);
            }
            questions_ui(ui, standing, state, forms, requests);
            ui.add_space(theme::FOOT);
            follow_focus(ui);
        });
}

fn kept_ui(ui: &mut Ui, standing: &Standing, state: &State) {
    let tokens = Tokens::of(ui);
    let (words, color) = if state.failure.is_some() {
        ("没有保存", tokens.err)
    } else if standing.is_dirty() {
        ("正在保存…", tokens.muted)
    } else if state.kept {
        ("已保存", tokens.muted)
    } else {
        return;
    };
    ui.add(Label::new(theme::small(words).color(color)).extend());
}

/// The file does not read: it is left alone, and so is the page.
fn unread_ui(ui: &mut Ui, standing: &Standing, trouble: &str, requests: &mut Vec<Request>) {
    let tokens = Tokens::of(ui);
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(theme::small(trouble).color(tokens.warn)).wrap());
        ui.add(
            Label::new(
                "把这个文件移到别处以后点“重新读取”，就可以从头填写；原来的内容还在移走的文件里。",
            )
            .wrap(),
        );
        ui.horizontal(|ui| {
            if parts::button_ui(ui, "重新读取").clicked() {
                requests.push(Request::Standing(Act::Reread));
            }
            if parts::button_ui(ui, "打开所在文件夹").clicked()
                && let Some(folder) = standing.file().parent()
            {
                requests.push(Request::OpenFolder(folder.to_owned()));
            }
        });
    });
}

/// What the open application says otherwise, and the way to keep that.
fn take_ui(ui: &mut Ui, standing: &Standing, project: &Project, requests: &mut Vec<Request>) {
    let changes = standing.changes_from(project.form(), project.answers());
    if changes.is_empty() {
        return;
    }
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = format!(
            "打开着的{}里，有 {} 处单位和人员信息与这里不同：",
            parts::quoted(&project.title()),
            changes.len()
        );
        ui.add(Label::new(words).wrap());
        for change in &changes {
            change_ui(ui, change);
        }
        if parts::button_ui(ui, "把这份里的单位和人员存为常用信息").clicked() {
            requests.push(Request::Standing(Act::Take));
        }
    });
}

fn change_ui(ui: &mut Ui, change: &Change) {
    let short = |text: &str| match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None if text.is_empty() => "（空）".to_owned(),
        None => text.to_owned(),
    };
    let (from, to) = (short(&change.from), short(&change.to));
    parts::note_ui(ui, &format!("{}：{from} → {to}", change.label))
        .on_hover_text(format!("{}\n→\n{}", change.from, change.to));
}

fn questions_ui(
    ui: &mut Ui,
    standing: &Standing,
    state: &mut State,
    forms: &[Arc<FormDef>],
    requests: &mut Vec<Request>,
) {
    let State { fields, page, .. } = state;
    let page = page.get_or_insert_with(|| Page::of(forms));
    let events = ui.input(|input| input.events.clone());
    fields.begin_frame(&events);
    let attachments = Attachments::default();
    let mut asked = Vec::new();
    let mut cx = Cx {
        form: &page.form,
        answers: standing.answers(),
        attachments: &attachments,
        findings: Findings::default(),
        state: fields,
        requests: &mut asked,
        paper: None,
        year: year_of(&page.form),
        wide: ui.available_width() >= theme::PAIR_WIDTH,
    };
    for group in &page.groups {
        widgets::group_heading_ui(ui, &group.heading);
        let fields: Vec<&Field> = group.fields.iter().collect();
        fields_ui(ui, &mut cx, &fields, |field: &Field| field.id.clone());
    }
    if fields.end_frame() {
        ui.ctx().request_repaint();
    }
    requests.extend(asked.into_iter().map(|request| match request {
        Request::Edit(edit) => Request::Standing(Act::Edit(edit)),
        other => other,
    }));
}
