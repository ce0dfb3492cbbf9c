//! Choosing the section that is handed out.

use egui::{ComboBox, Ui};

use crate::gui::editor::ViewCx;
use crate::gui::request::Request;
use crate::gui::theme;
use crate::gui::widgets::{parts, saved_ui};
use crate::project::Handout;

use super::State;

pub fn hand_out_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, state: &mut State) {
    let form = cx.project.form();
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        parts::heading_ui(ui, theme::heading("把一个部分发给别人填"));
        parts::note_ui(
            ui,
            "比如把经费预算发给财务。存成的文件里只有这一部分，用申报助手打开就能填；收回来以后，用“和另一份文件比较”采用填好的内容。",
        );
        ui.horizontal_wrapped(|ui| {
            let label = ui.label("哪一部分");
            let chosen = form.sections.get(state.section);
            let list = ComboBox::from_id_salt("section to hand out")
                .selected_text(chosen.map_or("", |section| section.title.as_str()))
                .width(320.0)
                .show_ui(ui, |ui| {
                    for at in cx.project.sections_for_others() {
                        let title = &form.sections[at].title;
                        ui.selectable_value(&mut state.section, at, title);
                    }
                });
            let list = list.response.labelled_by(label.id);
            let sections: Vec<usize> = cx.project.sections_for_others().collect();
            let at = sections.iter().position(|one| *one == state.section);
            if let Some(next) = parts::walked(ui, &list, at.unwrap_or(0), sections.len()) {
                state.section = sections[next];
            }
            if parts::button_ui(ui, "存成文件…").clicked() {
                let what = Handout::Section(state.section);
                cx.requests.push(Request::PickHandout(what));
            }
        });
        if let Some(saved) = &state.saved {
            saved_ui(ui, saved, cx.requests);
        }
    });
}
