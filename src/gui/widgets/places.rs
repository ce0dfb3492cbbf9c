//! Pilot cities, and the industries that the annexes name for them.

use egui::Ui;

use crate::answers::Answers;
use crate::form::FormDef;
use crate::form::catalog::{self, City};
use crate::form::rule::{Annex, Check};

use super::Cx;
use super::parts;
use super::picker::{Picker, Shelf, picker_ui};

pub fn cities_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, name: &str) {
    let mut shelves: Vec<Shelf<'_>> = Vec::new();
    for city in &catalog::bundled().cities {
        match shelves
            .iter_mut()
            .find(|shelf| shelf.title == city.province)
        {
            Some(shelf) => shelf.entries.push(&city.name),
            None => shelves.push(Shelf {
                title: &city.province,
                entries: vec![&city.name],
            }),
        }
    }
    let picker = Picker {
        button: "＋ 选择城市…",
        search: "输入城市或省份名称",
        empty: "名录里没有。可以按下面的“添加”照原样填入。",
        shelves,
        name,
    };
    entries_ui(ui, cx, path, &picker);
}

pub fn industries_ui(ui: &mut Ui, cx: &mut Cx<'_>, cities: &str, path: &str, name: &str) {
    let annex = annex_of(cx.form, cx.answers, path);
    let chosen: Vec<&'static City> = cx
        .answers
        .entries(cities)
        .iter()
        .filter_map(|name| catalog::bundled().city(name))
        .collect();
    let shelves = chosen
        .iter()
        .map(|city| Shelf {
            title: &city.name,
            entries: city.industries(annex).collect(),
        })
        .collect();
    let empty = if chosen.is_empty() {
        "请先选择意向服务的试点城市，这里会列出它们的产业方向。"
    } else {
        "所选城市的名录里没有。可以按下面的“添加”照原样填入。"
    };
    let picker = Picker {
        button: "＋ 选择产业方向…",
        search: "输入产业名称",
        empty,
        shelves,
        name,
    };
    entries_ui(ui, cx, path, &picker);
    let source = match annex {
        Annex::Teams => "选项来自通知附件2所选城市的条目。",
        Annex::Goals => "选项来自通知附件3所选城市的重点产业和培育产业。",
    };
    parts::note_ui(ui, source);
}

fn entries_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, picker: &Picker<'_>) {
    let chosen: Vec<String> = cx
        .answers
        .entries(path)
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect();
    if let Some(list) = picker_ui(ui, cx.state, path, &chosen, picker) {
        cx.set(path, parts::list_of(&list));
    }
}

/// The annex whose entries the form's checks ask for, as the answers stand. Picker and check read
/// the same rule, so that nothing is offered that would then be refused.
fn annex_of(form: &FormDef, answers: &Answers, path: &str) -> Annex {
    form.rules
        .iter()
        .find_map(|rule| match &rule.check {
            Check::IndustryOfCity {
                industries, annex, ..
            } if industries == path => {
                let holds = rule.when.iter().all(|condition| answers.holds(condition));
                holds.then_some(*annex)
            }
            _ => None,
        })
        .unwrap_or(Annex::Teams)
}
