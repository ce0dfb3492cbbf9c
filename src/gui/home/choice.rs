//! The choice of a form to begin with.

use egui::{Label, Rect, Sense, Ui};

use crate::form::FormDef;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;
use crate::project::has_example;

use super::{card, data};

/// Height of a form's card.
pub const HEIGHT: f32 = 132.0;

/// Draws a form in its place. A click or Enter begins an application of it.
pub fn form_ui(ui: &mut Ui, place: Rect, form: &FormDef, requests: &mut Vec<Request>) {
    let name = format!("新建：{}", form.name);
    if card::ground_ui(ui, place, &form.id, &name).clicked() {
        requests.push(Request::New(form.id.clone()));
    }
    card::inside_ui(ui, place, |ui| {
        let tokens = Tokens::of(ui);
        let quiet = |label: Label| label.sense(Sense::hover());
        ui.add(quiet(
            Label::new(theme::heading(&form.name).size(16.0)).wrap(),
        ));
        let about = theme::small(data::form_line(form)).color(tokens.muted);
        ui.add(quiet(Label::new(about).wrap()));
        if has_example(&form.id) {
            ui.add_space(2.0);
            let example = parts::link_ui(ui, "看一份填好的例子")
                .on_hover_text("例子里的单位和人员都是虚构的，可以随意改着看")
                .accessible_name(format!("看一份填好的例子：{}", form.name));
            if example.clicked() {
                requests.push(Request::Example(form.id.clone()));
            }
        }
    });
}
