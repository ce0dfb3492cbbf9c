//! Those of whom the library says otherwise than what came, and two who are perhaps one: a person
//! decides.

use egui::{Label, Ui};

use crate::form::{Field, FormDef};
use crate::gui::request::Request;
use crate::gui::theme;
use crate::gui::widgets::parts;
use crate::workspace::library::{Differing, Library, Undecided};

use super::data::readable;
use super::{Act, Decision};

/// Those after the first few wait behind them.
const SHOWN: usize = 3;
/// On a page lower than this one waits behind the other, so that the list stays in sight.
const LOW: f32 = 640.0;

/// Asks about the first of those that are to be decided.
pub fn differing_ui(
    ui: &mut Ui,
    library: &Library,
    undecided: &mut Undecided,
    form: &FormDef,
    requests: &mut Vec<Request>,
) {
    undecided.look(library);
    let count = undecided.open().len();
    if count == 0 {
        return;
    }
    let shown = match ui.available_height() < LOW {
        true => 1,
        false => SHOWN,
    };
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            let words = format!("有 {count} 人与库里写的不同，请决定用哪一个：");
            ui.add(Label::new(words).wrap());
            let same = undecided.open().filter(|(_, one)| one.is_same()).nth(1);
            if same.is_some() {
                let keep = parts::small_button_ui(ui, "都保留库里的");
                let keep = keep
                    .on_hover_text("同一个人而内容不同的，一律不改；可能是同一个人的，仍逐个问");
                if keep.clicked() {
                    requests.push(Request::Library(Act::KeepAll));
                }
            }
        });
        for (at, one) in undecided.open().take(shown) {
            ui.push_id(at, |ui| one_ui(ui, at, one, library, form, requests));
        }
        if count > shown {
            let words = format!("还有 {} 人，决定了这几位再列出来。", count - shown);
            parts::note_ui(ui, &words);
        }
    });
}

fn one_ui(
    ui: &mut Ui,
    at: usize,
    one: &Differing,
    library: &Library,
    form: &FormDef,
    requests: &mut Vec<Request>,
) {
    let people = library.people();
    let Some((expert, came)) = library.get(one.id).zip(one.came(people)) else {
        return;
    };
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
    let differing = one.columns(people);
    ui.separator();
    if one.is_same() {
        ui.add(Label::new(theme::heading(name.as_ref()).size(15.0)).wrap());
    } else {
        let words = perhaps_words(&name, &readable(came.child("name")));
        ui.add(Label::new(words).wrap());
    }
    for column in &differing {
        let (there, came) = (
            readable(expert.person.child(column)),
            readable(came.child(column)),
        );
        ui.horizontal_wrapped(|ui| {
            let words = format!("{}：库里是“{there}”，新的是“{came}”", label(column));
            ui.add(Label::new(words).wrap());
            if one.is_same() && differing.len() > 1 {
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
        if one.is_same() {
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
                ("不是，两位都留着", Decision::Keep),
                ("是，改成新的", Decision::Take(all())),
                ("是，保留库里的", Decision::Take(Vec::new())),
                ("不存新的这一位", Decision::LeaveOut),
            ] {
                let button = parts::small_button_ui(ui, words);
                if button.accessible_name(format!("{name} {words}")).clicked() {
                    decide(decision);
                }
            }
        }
    });
}

/// Asks whether two experts are one, the one who was there and the one who was added.
fn perhaps_words(there: &str, came: &str) -> String {
    match came {
        "" => {
            format!("新存的一位没有写姓名，手机或邮箱与库里的“{there}”相同，是同一个人吗？")
        }
        came if came == there => {
            format!("库里原来有“{there}”，又新存了一位同名的，是同一个人吗？")
        }
        came => {
            format!("新存的“{came}”，手机或邮箱与库里的“{there}”相同，是同一个人吗？")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_who_are_perhaps_one_are_told_apart_in_words() {
        for (there, came, words) in [
            (
                "李四",
                "李肆",
                "新存的“李肆”，手机或邮箱与库里的“李四”相同，是同一个人吗？",
            ),
            (
                "李四",
                "李四",
                "库里原来有“李四”，又新存了一位同名的，是同一个人吗？",
            ),
            (
                "李四",
                "",
                "新存的一位没有写姓名，手机或邮箱与库里的“李四”相同，是同一个人吗？",
            ),
        ] {
            assert_eq!(perhaps_words(there, came), words);
        }
    }
}
