//! An answer of another shape than its question's, or in the place of the group around it, as a
//! foreign file may bring it: shown as it is, and changed only when a person asks for it. The
//! question's own widget would show nothing of it, and typing there would be refused.

use egui::{Align, Frame, Label, Ui, UiBuilder};

use crate::answers::{Answer, Edit, Group};
use crate::form::catalog::split_entries;
use crate::form::{Field, Kind};
use crate::gui::theme::{self, Tokens};

use super::Cx;
use super::parts;
use super::text::id_of;

/// Whether the widget of the field's kind cannot show the answer whole.
pub fn is_odd(field: &Field, answer: Option<&Answer>) -> bool {
    let Some(answer) = answer.filter(|answer| **answer != Answer::Nothing) else {
        return false;
    };
    let is_words = |answer: &Answer| {
        matches!(
            answer,
            Answer::Nothing | Answer::Text(_) | Answer::Number(_)
        )
    };
    match &field.kind {
        Kind::YesNo => !matches!(answer, Answer::YesNo(_)),
        Kind::Lines | Kind::Tags { .. } | Kind::Cities | Kind::Industries { .. } => {
            !matches!(answer, Answer::List(entries) if entries.iter().all(is_words))
        }
        Kind::Rows { .. } => !matches!(answer, Answer::List(_)),
        Kind::Attachment { .. } => !matches!(answer, Answer::Group(_)),
        Kind::Sum { .. } | Kind::Group { .. } => false,
        _ => !is_words(answer),
    }
}

/// Shows what stands in the question's place, and says whether it did.
pub fn replaces_ui(ui: &mut Ui, cx: &mut Cx<'_>, field: &Field, path: &str) -> bool {
    if let Some(around) = cx.answers.in_the_way(path) {
        in_the_way_ui(ui, cx, &around, path);
        return true;
    }
    let odd = is_odd(field, cx.answers.get(path));
    if odd {
        odd_ui(ui, cx, field, path);
    }
    odd
}

fn odd_ui(ui: &mut Ui, cx: &mut Cx<'_>, field: &Field, path: &str) {
    let Some(answer) = cx.answers.get(path) else {
        return;
    };
    let note = "文件里的内容与这一栏的格式不同，原样保留如下：";
    let wanted = cx.state.takes(path, true);
    let ways = ways_out(field, answer);
    let change = steady_ui(ui, path, |ui| card_ui(ui, note, answer, ways, wanted));
    if let Some(value) = change {
        cx.state.touch(path);
        cx.edit(Edit::Set {
            path: path.to_owned(),
            value,
        });
    }
}

/// Shows what stands in a place, which keeps the cursor however many rows are drawn before it.
fn steady_ui<R>(ui: &mut Ui, path: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let place = UiBuilder::new().scope_id(id_of(path).with("odd"));
    ui.scope_builder(place, content).inner
}

/// What stands where the group around some questions should be: whole at the first of them, a word
/// at the others.
fn in_the_way_ui(ui: &mut Ui, cx: &mut Cx<'_>, around: &str, path: &str) {
    let Some(answer) = cx.answers.get(around) else {
        return;
    };
    if !cx.state.shows_first(around) {
        parts::note_ui(ui, "先处理上面那处格式不同的内容，才能填写这一栏。");
        return;
    }
    let note = "文件里这几栏的位置上是下面的内容，移除以后才能填写。可以先复制，再贴到合适的栏里：";
    let wanted = cx.state.takes(path, true);
    if card_ui(ui, note, answer, vec![("移除", None)], wanted).is_some() {
        cx.edit(Edit::Set {
            path: around.to_owned(),
            value: None,
        });
    }
}

/// The content with the ways out of it; gives back the value of the one that was chosen. `wanted`
/// where the cursor is to come here.
fn card_ui(
    ui: &mut Ui,
    note: &str,
    answer: &Answer,
    ways: Vec<Way>,
    wanted: bool,
) -> Option<Option<Answer>> {
    let tokens = Tokens::of(ui);
    let words = answer.plain();
    let mut change = None;
    parts::card(ui).fill(tokens.warn_soft).show(ui, |ui| {
        ui.set_width(ui.available_width());
        parts::note_ui(ui, note);
        let shown = if words.trim().is_empty() {
            "（空白）"
        } else {
            &words
        };
        ui.add(Label::new(shown).wrap().selectable(true));
        ui.horizontal_wrapped(|ui| {
            copy_ui(ui, &words, wanted);
            for (label, value) in ways {
                if parts::small_button_ui(ui, label).clicked() {
                    change = Some(value);
                }
            }
        });
    });
    change
}

fn copy_ui(ui: &mut Ui, words: &str, wanted: bool) {
    if words.trim().is_empty() {
        return;
    }
    let button = parts::small_button_ui(ui, "复制内容");
    if wanted {
        button.request_focus();
        button.scroll_to_me(Some(Align::Center));
    }
    if button.clicked() {
        ui.ctx().copy_text(words.to_owned());
    }
}

/// What a button says, and the value that it sets.
type Way = (&'static str, Option<Answer>);

/// What the answer can be turned into, nothing of it lost; only an attachment is asked for anew.
fn ways_out(field: &Field, answer: &Answer) -> Vec<Way> {
    let words = answer.plain().into_owned();
    let is_text = matches!(answer, Answer::Text(_) | Answer::Number(_));
    match &field.kind {
        Kind::Lines if is_text => {
            let lines = words
                .lines()
                .map(|line| Answer::Text(line.trim().to_owned()));
            vec![("改为列表", Some(Answer::List(lines.collect())))]
        }
        Kind::Tags { .. } | Kind::Cities | Kind::Industries { .. } if is_text => {
            let entries: Vec<_> = split_entries(&words)
                .into_iter()
                .map(Answer::from)
                .collect();
            vec![("改为列表", Some(Answer::List(entries)))]
        }
        Kind::Rows { columns, .. } if is_text => {
            let first = columns.first().map_or("", |column| column.id.as_str());
            let row = Group(vec![(first.to_owned(), Answer::Text(words))]);
            vec![(
                "放进表格第一行",
                Some(Answer::List(vec![Answer::Group(row)])),
            )]
        }
        Kind::YesNo | Kind::Attachment { .. } if is_text => vec![("清空重填", None)],
        _ => vec![("改为文本", Some(Answer::Text(words)))],
    }
}

/// The ground on which an odd answer stands inside a table; `wanted` where the cursor is to come
/// here.
pub fn odd_row_ui(ui: &mut Ui, answer: &Answer, row: &str, wanted: bool) {
    let ground = Frame::new().fill(Tokens::of(ui).warn_soft).inner_margin(8);
    let content = |ui: &mut Ui| {
        let words = answer.plain();
        parts::note_ui(ui, "文件里这一行不是表格的内容，可以复制后删除这一行：");
        ui.add(Label::new(theme::small(&*words)).wrap().selectable(true));
        copy_ui(ui, &words, wanted);
    };
    steady_ui(ui, row, |ui| ground.show(ui, content));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: Kind) -> Field {
        let source = r#"(id: "a", label: "甲", kind: Line)"#;
        Field {
            kind,
            ..ron::from_str(source).unwrap()
        }
    }

    #[test]
    fn only_another_shape_is_odd() {
        let list = Answer::List(vec!["甲".into()]);
        assert!(!is_odd(&field(Kind::Money), Some(&"十二万".into())));
        assert!(!is_odd(
            &field(Kind::Money),
            Some(&Answer::Number("20.00".into()))
        ));
        assert!(is_odd(&field(Kind::Line), Some(&list)));
        assert!(is_odd(&field(Kind::Lines), Some(&"甲".into())));
        assert!(!is_odd(&field(Kind::Lines), Some(&list)));
        assert!(is_odd(&field(Kind::YesNo), Some(&"是".into())));
    }

    #[test]
    fn a_list_becomes_its_json_and_a_text_a_list() {
        let list = Answer::List(vec!["甲".into(), "乙".into()]);
        let text = Answer::Text(r#"["甲","乙"]"#.into());
        assert_eq!(
            ways_out(&field(Kind::Line), &list),
            [("改为文本", Some(text))]
        );
        let cities = "浙江宁波、四川成都".into();
        let entries = Answer::List(vec!["浙江宁波".into(), "四川成都".into()]);
        assert_eq!(
            ways_out(&field(Kind::Cities), &cities),
            [("改为列表", Some(entries))]
        );
    }
}
