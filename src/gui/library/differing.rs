//! Those of whom the library says otherwise than what came: a person decides, column by column.

use egui::{Label, Ui};

use crate::form::{Field, FormDef};
use crate::gui::request::Request;
use crate::gui::theme;
use crate::gui::widgets::parts;
use crate::workspace::library::{Differing, Expert, Library};

use super::data::readable;
use super::{Act, Decision};

/// Those after the first few wait behind them.
const SHOWN: usize = 3;

/// Asks about the first of those that are to be decided.
pub fn differing_ui(
    ui: &mut Ui,
    library: &Library,
    all: &[Differing],
    form: &FormDef,
    requests: &mut Vec<Request>,
) {
    if all.is_empty() {
        return;
    }
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = format!("有 {} 人与库里写的不同，请决定用哪一个：", all.len());
        ui.add(Label::new(words).wrap());
        for (at, one) in all.iter().enumerate().take(SHOWN) {
            if let Some(expert) = library.get(one.id) {
                ui.push_id(at, |ui| one_ui(ui, at, one, expert, form, requests));
            }
        }
        if all.len() > SHOWN {
            let words = format!("还有 {} 人，决定了这几位再列出来。", all.len() - SHOWN);
            parts::note_ui(ui, &words);
        }
    });
}

fn one_ui(
    ui: &mut Ui,
    at: usize,
    one: &Differing,
    expert: &Expert,
    form: &FormDef,
    requests: &mut Vec<Request>,
) {
    let mut decide = |decision| requests.push(Request::Library(Act::Decide(at, decision)));
    let name = expert.text("name");
    let columns = form
        .field("experts")
        .map(Field::columns)
        .unwrap_or_default();
    let label = |id: &str| {
        let column = columns.iter().find(|column| column.id == id);
        column.map_or(id, |column| column.label.as_str()).to_owned()
    };
    let differing = one.columns(expert);
    ui.separator();
    if !one.is_same {
        let came = readable(one.came.child("name"));
        let words = match came.is_empty() {
            true => format!("库里的“{name}”与没有写姓名的一位手机或邮箱相同："),
            false => format!("库里的“{name}”与“{came}”手机或邮箱相同，是同一个人吗？"),
        };
        ui.add(Label::new(words).wrap());
    } else {
        ui.add(Label::new(theme::heading(name.as_ref()).size(15.0)).wrap());
    }
    for column in &differing {
        let (there, came) = (
            readable(expert.person.child(column)),
            readable(one.came.child(column)),
        );
        ui.horizontal_wrapped(|ui| {
            let words = format!("{}：库里是“{there}”，新的是“{came}”", label(column));
            ui.add(Label::new(words).wrap());
            if one.is_same && differing.len() > 1 {
                let button = parts::small_button_ui(ui, "用新的")
                    .accessible_name(format!("{name} {} 用新的", label(column)));
                if button.clicked() {
                    decide(Decision::Take(vec![(*column).to_owned()]));
                }
            }
        });
    }
    ui.horizontal_wrapped(|ui| {
        let all = || {
            differing
                .iter()
                .map(|column| (*column).to_owned())
                .collect()
        };
        if one.is_same {
            let keep = parts::small_button_ui(ui, "保留库里的");
            if keep.accessible_name(format!("{name} 保留库里的")).clicked() {
                decide(Decision::Keep);
            }
            let words = match differing.len() {
                1 => "用新的",
                _ => "都用新的",
            };
            let take = parts::small_button_ui(ui, words);
            if take.accessible_name(format!("{name} {words}")).clicked() {
                decide(Decision::Take(all()));
            }
        } else {
            for (words, decision) in [
                ("不是，另存一位", Decision::Add),
                ("是，改成新的", Decision::Take(all())),
                ("是，保留库里的", Decision::Take(Vec::new())),
                ("不存这一位", Decision::Keep),
            ] {
                let button = parts::small_button_ui(ui, words);
                if button.accessible_name(format!("{name} {words}")).clicked() {
                    decide(decision);
                }
            }
        }
    });
}
