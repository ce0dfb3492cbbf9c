//! Pilot cities, and the industries that the annexes name for them.

use egui::Ui;

use crate::form::catalog::{self, City, without_notes};
use crate::form::rule::Annex;

use super::Cx;
use super::industries::{self, Offer};
use super::parts;
use super::picker::{Picker, picker_ui};
use super::search_list::{Entry, Shelf};

pub fn cities_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, name: &str) {
    let mut shelves: Vec<Shelf<'_>> = Vec::new();
    for city in &catalog::bundled().cities {
        let entry = Entry {
            id: &city.name,
            label: &city.name,
            note: industries_in_words(city),
            also: if city.name_in_annex3 == city.name {
                ""
            } else {
                &city.name_in_annex3
            },
            barred: None,
        };
        match shelves
            .iter_mut()
            .find(|shelf| shelf.title == city.province)
        {
            Some(shelf) => shelf.entries.push(entry),
            None => shelves.push(Shelf {
                title: city.province.clone(),
                entries: vec![entry],
            }),
        }
    }
    let picker = Picker {
        button: "＋ 选择城市…",
        search: "输入城市、省份、产业，或拼音首字母，如 zjnb",
        empty: "名录里没有。可以按下面的“添加”照原样填入。",
        shelves,
        name,
    };
    entries_ui(ui, cx, path, &picker);
}

/// What both annexes name for a city, an annex a line, and how 附件3 writes its name where it
/// writes it differently. Notes in brackets are left to the picker of industries.
fn industries_in_words(city: &City) -> String {
    let plain = |annex| -> String {
        let entries: Vec<String> = city.industries(annex).map(without_notes).collect();
        entries.join("、")
    };
    let called = if city.name_in_annex3 == city.name {
        String::new()
    } else {
        format!("（写作“{}”）", city.name_in_annex3)
    };
    format!(
        "附件2：{}\n附件3{called}：{}",
        plain(Annex::Teams),
        plain(Annex::Goals)
    )
}

pub fn industries_ui(ui: &mut Ui, cx: &mut Cx<'_>, cities: &str, path: &str, name: &str) {
    let annex = industries::annex_of(cx.form, cx.answers, path);
    let chosen: Vec<&'static City> = cx
        .answers
        .entries(cities)
        .iter()
        .filter_map(|name| catalog::bundled().city(name))
        .collect();
    let offers = industries::offers(&chosen, annex);
    let empty = if chosen.is_empty() {
        "请先选择意向服务的试点城市，这里会列出它们的产业方向。"
    } else {
        "所选城市的名录里没有。可以按下面的“添加”照原样填入。"
    };
    let picker = Picker {
        button: "＋ 选择产业方向…",
        search: "输入产业名称，或拼音首字母",
        empty,
        shelves: shelves_of(&offers),
        name,
    };
    entries_ui(ui, cx, path, &picker);
    let source = match annex {
        Some(Annex::Teams) => "科技服务团的产业方向从附件2所选城市的条目里选。",
        Some(Annex::Goals) => "产学融合会议的产业方向从附件3所选城市的重点产业和培育产业里选。",
        None => "附件2的条目用于科技服务团，附件3的条目用于产学融合会议。",
    };
    parts::note_ui(ui, source);
}

fn shelves_of<'a>(offers: &[Offer<'a>]) -> Vec<Shelf<'a>> {
    let mut shelves: Vec<Shelf<'a>> = Vec::new();
    for offer in offers {
        let entry = Entry {
            id: offer.entry,
            label: offer.entry,
            note: offer.sources.join("；"),
            also: "",
            barred: offer.barred,
        };
        match shelves.last_mut() {
            Some(shelf) if shelf.title == offer.shelf => shelf.entries.push(entry),
            _ => shelves.push(Shelf {
                title: offer.shelf.clone(),
                entries: vec![entry],
            }),
        }
    }
    shelves
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_shows_what_both_annexes_name() {
        let city = |name| catalog::bundled().city(name).unwrap();
        assert_eq!(
            industries_in_words(city("山东泰安")),
            "附件2：土工合成材料、高端化工\n附件3：复合材料、医养健康、高端智能装备制造、土工合成材料、纺织服装业"
        );
        assert!(industries_in_words(city("武汉东湖")).contains("附件3（写作“武汉东湖高新区”）："));
    }
}
