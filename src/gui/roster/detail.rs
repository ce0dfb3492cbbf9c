//! One person of the roster: what is doubtful, and what is to be decided.

use egui::{Label, ScrollArea, Ui};

use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;
use crate::project::people::{Decision, Difference, How, There};

use super::data::{Import, called};

/// Shows the person whom the list stands at.
pub fn detail_ui(ui: &mut Ui, import: &mut Import, current: Option<usize>, height: f32) {
    parts::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(height);
        let area = ScrollArea::vertical().id_salt("roster detail");
        area.auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            match current.filter(|at| *at < import.roster.people.len()) {
                Some(at) => person_ui(ui, import, at),
                None => {
                    let words = "点一下表里的某一行，这里就写出这个人哪里有疑问、和表里已有的有什么不同。黄色的格子请核对。";
                    parts::note_ui(ui, words);
                }
            }
        });
    });
}

fn person_ui(ui: &mut Ui, import: &mut Import, at: usize) {
    let tokens = Tokens::of(ui);
    let roster = import.roster.clone();
    let person = &roster.people[at];
    let name = if person.name.is_empty() {
        format!("第 {} 行（没有姓名）", person.row)
    } else {
        format!("第 {} 行 {}", person.row, person.name)
    };
    parts::heading_ui(ui, theme::heading(name).size(15.0));
    for problem in &person.problems {
        let words = format!("{}：{}", problem.cell, problem.message);
        ui.add(Label::new(theme::small(words).color(tokens.warn)).wrap());
    }
    let Some(line) = import.line(at).cloned() else {
        return;
    };
    if let Some(first) = line.twice.and_then(|first| roster.people.get(first)) {
        let words = format!(
            "名单第 {} 行也是{}，所以这一行没有勾选；要再读入一次，请勾选。",
            first.row,
            called(first)
        );
        ui.add(Label::new(theme::small(words).color(tokens.warn)).wrap());
    }
    if let Some(other) = line.namesake.and_then(|other| roster.people.get(other)) {
        let words = format!(
            "名单第 {} 行也有一位{}，单位或办公电话相同，手机或邮箱却不同；如果是同一个人，请只勾选一行。",
            other.row,
            called(other)
        );
        ui.add(Label::new(theme::small(words).color(tokens.warn)).wrap());
    }
    if line.is_blank {
        parts::note_ui(ui, "这一行没有可以读入的内容。");
    }
    match &line.there {
        Some(there) => there_ui(ui, import, at, there),
        None => {
            let is_alone = line.twice.is_none() && line.namesake.is_none();
            if person.problems.is_empty() && is_alone && !line.is_blank {
                parts::note_ui(ui, "没有疑问，会照表里这样读入。");
            }
        }
    }
}

fn there_ui(ui: &mut Ui, import: &mut Import, at: usize, there: &There) {
    let mut decision = import.decision(at);
    let before = decision.clone();
    let stands = match there.name.as_str() {
        "" => format!("第 {} 个", there.at + 1),
        name => name.to_owned(),
    };
    let is_single = import.is_single();
    let place = if is_single {
        "现在填的"
    } else {
        "表里的"
    };
    let is_other = decision.is_same == Some(false);
    match there.how {
        How::Same if is_other && is_single => {
            parts::note_ui(ui, &format!("现在填的是另一位“{stands}”，换成这个人："));
        }
        How::Same if is_other => {
            parts::note_ui(ui, &format!("表里的“{stands}”是另一位，这里另加一人。"));
        }
        How::Same if there.differences.is_empty() => {
            parts::note_ui(ui, "已在表里，内容一样，不用读入。");
        }
        How::Same => {
            parts::note_ui(ui, "已在表里，有几栏不同，请逐栏选：");
        }
        How::Perhaps => {
            let words =
                format!("{place}“{stands}”用的是同一个手机或邮箱，名字却不同。是同一个人吗？");
            ui.add(Label::new(words).wrap());
        }
        How::Namesake => {
            let words = format!(
                "和{place}“{stands}”同名，单位或办公电话也相同，手机或邮箱却不同。是同一个人吗？"
            );
            ui.add(Label::new(words).wrap());
        }
        How::GivesWay => {
            let words = format!("现在填的是“{stands}”，勾选以后换成这个人：");
            parts::note_ui(ui, &words);
        }
    }
    let is_doubtful = matches!(there.how, How::Perhaps | How::Namesake);
    if is_doubtful {
        // What there is to decide by.
        let differ = |it: &&Difference| !it.there.is_empty() && !it.roster.is_empty();
        for it in there.differences.iter().filter(differ) {
            let words = format!(
                "{}：{place}是“{}”，名单里是“{}”",
                it.label, it.there, it.roster
            );
            parts::note_ui(ui, &words);
        }
        let other = match is_single {
            true => "不是，换成这个人",
            false => "不是，另加一人",
        };
        for (is_same, words) in [(true, "是同一个人"), (false, other)] {
            parts::radio_value_ui(ui, &mut decision.is_same, Some(is_same), words);
        }
    }
    let gives_way = there.gives_way(&decision);
    let is_another = decision.is_same == Some(false) && !gives_way;
    if !is_another && (!is_doubtful || decision.is_same.is_some()) {
        for difference in there.to_replace(&decision) {
            difference_ui(ui, difference, &mut decision);
        }
    }
    if gives_way {
        for stays in &there.stays {
            let words = format!("{stays}：名单里没有写，照原来的保留。");
            parts::note_ui(ui, &words);
        }
    }
    if there.how == How::Same {
        ui.add_space(4.0);
        let mut is_other = is_other;
        let words = match is_single {
            true => "不是同一个人，换成这个人",
            false => "不是同一个人，另加一人",
        };
        if parts::tick_box_ui(ui, &mut is_other, words.to_owned()).changed() {
            decision.is_same = is_other.then_some(false);
        }
    }
    if decision.is_same != before.is_same {
        // What was chosen column by column was chosen of somebody else.
        decision.replaces.clear();
    }
    if decision != before {
        import.decide(at, decision);
    }
}

fn difference_ui(ui: &mut Ui, difference: &Difference, decision: &mut Decision) {
    let label = &difference.label;
    let is_empty = difference.there.is_empty();
    let keep = if is_empty {
        "仍然空着".to_owned()
    } else {
        format!("保留“{}”", difference.there)
    };
    let replace = match difference.roster.as_str() {
        "" => "清空".to_owned(),
        roster if is_empty => format!("填上“{roster}”"),
        roster => format!("改成“{roster}”"),
    };
    ui.add_space(4.0);
    parts::note_ui(ui, label);
    let replaces = decision.replaces(difference);
    for (words, is_it, of_it) in [(keep, !replaces, false), (replace, replaces, true)] {
        let choice = parts::radio_ui(ui, is_it, words.as_str());
        if choice.clicked() {
            let column = difference.column.clone();
            decision.replaces.insert(column, of_it);
        }
        choice.accessible_name(format!("{label} {words}"));
    }
}
