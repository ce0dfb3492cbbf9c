//! A search field over a list on shelves: found by characters, pinyin or initials, chosen by mouse
//! or by keyboard.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Button, Event, Id, Key, Modifiers, Popup, PopupCloseBehavior, RectAlign, Response, ScrollArea,
    Stroke, TextEdit, TextStyle, Ui, vec2,
};

use crate::gui::theme::{self, Tokens};
use crate::search::{Fit, Readings};

use super::parts;
use super::state::FieldState;

/// The widest and highest that the popup becomes.
const POPUP: egui::Vec2 = vec2(560.0, 360.0);
const ENTRY_HEIGHT: f32 = 32.0;
/// What stands around the entries: the search field, the button to add, margins.
const SEARCH_HEIGHT: f32 = 104.0;

/// One thing to choose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry<'a> {
    /// What stands in the answers when it is chosen.
    pub id: &'a str,
    /// What a person reads and searches.
    pub label: &'a str,
    /// What is said of it below, small and muted.
    pub note: String,
    /// Other words by which it is found as well.
    pub also: &'a str,
    /// Why it cannot be chosen, where it cannot.
    pub barred: Option<&'static str>,
}

/// Entries under one heading. A shelf whose heading is found is shown whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shelf<'a> {
    pub title: String,
    pub entries: Vec<Entry<'a>>,
}

/// What the list says and offers.
pub struct List<'a> {
    /// What the search field says while it is empty.
    pub search: &'a str,
    /// What is said where there is nothing to choose from.
    pub empty: &'a str,
    pub shelves: &'a [Shelf<'a>],
    /// Whether what is on no shelf may be typed.
    pub free: bool,
    /// Whether the popup closes with a choice.
    pub one: bool,
    /// The popup's own: the button's changes when entries that were chosen appear above it.
    pub id: Id,
    /// What a screen reader says.
    pub name: &'a str,
}

/// What the search field holds while the popup is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Search {
    text: String,
    /// The entry that the arrow keys have gone to, by its place among those that can be chosen.
    at: Option<usize>,
}

/// Shows the list below its button while it is open, and gives back the id that was chosen. With
/// Esc the popup closes and the button has the focus again.
pub fn popup_ui(
    ui: &mut Ui,
    state: &mut FieldState,
    button: &Response,
    chosen: &[String],
    list: &List<'_>,
) -> Option<String> {
    let id = list.id.with("search");
    let opened = button.clicked();
    if opened {
        ui.data_mut(|data| data.insert_temp(id, Search::default()));
    }
    let width = POPUP.x.min(ui.ctx().content_rect().width() - 40.0);
    // Under its box or over it, whichever has more room, and never beside it over another one.
    let window = ui.ctx().content_rect();
    let (below, above) = (
        window.bottom() - button.rect.bottom(),
        button.rect.top() - window.top(),
    );
    let (align, room) = if below >= POPUP.y.min(above) {
        (RectAlign::BOTTOM_START, below)
    } else {
        (RectAlign::TOP_START, above)
    };
    let height = (room - SEARCH_HEIGHT).clamp(2.0 * ENTRY_HEIGHT, POPUP.y);
    let popup = Popup::from_toggle_button_response(button)
        .id(list.id)
        .align(align)
        .align_alternatives(&[])
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(width);
    let picked = popup
        .show(|ui| {
            ui.set_width(width);
            list_ui(ui, state, id, chosen, list, (opened, height))
        })?
        .inner;
    let closes = list.one && picked.is_some();
    if closes {
        Popup::close_id(ui.ctx(), list.id);
    }
    if closes || ui.input(|input| input.key_pressed(Key::Escape)) {
        button.request_focus();
    }
    picked
}

fn list_ui(
    ui: &mut Ui,
    state: &mut FieldState,
    id: Id,
    chosen: &[String],
    list: &List<'_>,
    (opened, height): (bool, f32),
) -> Option<String> {
    let mut search = ui
        .data(|data| data.get_temp::<Search>(id))
        .unwrap_or_default();
    let field_id = id.with("field");
    // An input method has the arrow keys and Enter to itself.
    let steps = if ui.memory(|memory| memory.has_focus(field_id)) && !state.composing() {
        steps(ui)
    } else {
        0
    };
    let before = search.text.clone();
    let field = TextEdit::singleline(&mut search.text)
        .id(field_id)
        .hint_text(list.search.to_owned())
        .desired_width(f32::INFINITY)
        .min_size(vec2(0.0, 36.0))
        .align(egui::Align2::LEFT_CENTER);
    let response = ui.add(field).accessible_name(format!("{} 搜索", list.name));
    if opened {
        response.request_focus();
    }
    if search.text != before {
        search.at = None;
    }
    let typed = search.text.trim().to_owned();
    let found = found(&mut state.readings, list.shelves, &typed);
    let open: Vec<(&Entry<'_>, Fit)> = found
        .iter()
        .flat_map(|(_, entries)| entries)
        .filter(|(entry, _)| entry.barred.is_none())
        .copied()
        .collect();
    let mut at = search.at.or_else(|| proposed(&open, chosen, &typed));
    if steps != 0 {
        at = stepped(at, steps, open.len());
        search.at = at;
    }
    let mut picked = None;
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if entered && state.composed() {
        // The key chose a word.
        response.request_focus();
    } else if entered {
        picked = match at.and_then(|at| open.get(at)) {
            Some((entry, _)) => Some(entry.id.to_owned()),
            None if open.is_empty() && list.free && !typed.is_empty() => Some(typed.clone()),
            None => None,
        }
        .filter(|picked| search.at.is_some() || !chosen.contains(picked));
        // For the next one.
        response.request_focus();
    }
    let marked = at.and_then(|at| open.get(at)).map(|(entry, _)| *entry);
    ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (shelf, entries) in &found {
                if !shelf.title.is_empty() {
                    ui.add_space(4.0);
                    ui.label(theme::small(&shelf.title).color(Tokens::of(ui).muted));
                }
                for (entry, _) in entries {
                    let look = Look {
                        chosen: chosen.iter().any(|chosen| chosen == entry.id),
                        marked: marked.is_some_and(|marked| std::ptr::eq(marked, *entry)),
                    };
                    let response = entry_ui(ui, entry, look);
                    if look.marked && steps != 0 {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        picked = Some(entry.id.to_owned());
                    }
                }
            }
            if found.is_empty() {
                parts::note_ui(ui, list.empty);
            }
        });
    // Last, for what the catalogue has comes first.
    if list.free && !typed.is_empty() && !is_known(list, &typed) && !chosen.contains(&typed) {
        ui.add_space(4.0);
        if parts::small_button_ui(ui, &format!("添加“{typed}”")).clicked() {
            picked = Some(typed);
        }
    }
    if picked.is_some() {
        search = Search::default();
    }
    ui.data_mut(|data| data.insert_temp(id, search));
    picked
}

/// How an entry is to be shown.
#[derive(Debug, Clone, Copy)]
struct Look {
    chosen: bool,
    marked: bool,
}

fn entry_ui(ui: &mut Ui, entry: &Entry<'_>, look: Look) -> Response {
    let tokens = Tokens::of(ui);
    let ink = if entry.barred.is_some() {
        tokens.muted
    } else {
        tokens.ink
    };
    let format = |style: TextStyle, color| TextFormat {
        font_id: style.resolve(ui.style()),
        color,
        ..TextFormat::default()
    };
    let label = if look.chosen {
        format!("✓ {}", entry.label)
    } else {
        entry.label.to_owned()
    };
    let mut words = LayoutJob::single_section(label, format(TextStyle::Body, ink));
    let notes = [entry.note.as_str(), entry.barred.unwrap_or_default()];
    for note in notes.into_iter().filter(|note| !note.is_empty()) {
        let note = format!("\n{note}");
        words.append(&note, 0.0, format(TextStyle::Small, tokens.muted));
    }
    let mut button = Button::selectable(look.chosen, words)
        .wrap()
        .min_size(vec2(ui.available_width(), ENTRY_HEIGHT))
        .right_text("");
    if look.marked {
        button = button
            .frame_when_inactive(true)
            .stroke(Stroke::new(2.0, tokens.accent))
            .fill(tokens.accent_soft);
    }
    let response = ui
        .scope(|ui| {
            // What is not offered is muted already, and is to be read.
            ui.visuals_mut().disabled_alpha = 1.0;
            ui.add_enabled(entry.barred.is_none(), button)
        })
        .inner
        .accessible_name(entry.label);
    let heard = notes.join("；");
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description(heard.trim_matches('；'));
    });
    response
}

/// How far the arrow keys ask to go down, and takes them from the field.
fn steps(ui: &Ui) -> isize {
    ui.input_mut(|input| {
        let mut steps = 0;
        input.events.retain(|event| match event {
            Event::Key {
                key: key @ (Key::ArrowDown | Key::ArrowUp),
                pressed: true,
                modifiers: Modifiers::NONE,
                ..
            } => {
                steps += if *key == Key::ArrowDown { 1 } else { -1 };
                false
            }
            _ => true,
        });
        steps
    })
}

/// The place that many steps on, from the first or last where there is none yet. It stays within.
fn stepped(at: Option<usize>, steps: isize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let start = match at {
        Some(at) => at.saturating_add_signed(steps),
        None if steps > 0 => 0,
        None => last,
    };
    Some(start.min(last))
}

/// What fits what was typed: each shelf with those of its entries that do. Shelves keep their
/// order; on one without a heading, what fits best comes first.
fn found<'a>(
    readings: &mut Readings,
    shelves: &'a [Shelf<'a>],
    typed: &str,
) -> Vec<(&'a Shelf<'a>, Vec<(&'a Entry<'a>, Fit)>)> {
    let mut found = Vec::new();
    for shelf in shelves {
        let whole = !shelf.title.is_empty()
            && readings
                .fit(&shelf.title, typed)
                .is_some_and(|fit| fit <= Fit::Start);
        let mut entries = Vec::new();
        for entry in &shelf.entries {
            let mut fit = readings.fit(entry.label, typed);
            if !entry.also.is_empty() {
                let also = readings.fit(entry.also, typed);
                fit = fit.into_iter().chain(also).min();
            }
            let noted = !typed.is_ascii() && entry.note.contains(typed);
            if let Some(fit) = fit.or((whole || noted).then_some(Fit::Inside)) {
                entries.push((entry, fit));
            }
        }
        if shelf.title.is_empty() {
            entries.sort_by_key(|(_, fit)| *fit);
        }
        if !entries.is_empty() {
            found.push((shelf, entries));
        }
    }
    found
}

fn is_known(list: &List<'_>, typed: &str) -> bool {
    let mut entries = list.shelves.iter().flat_map(|shelf| &shelf.entries);
    entries.any(|entry| entry.barred.is_none() && (entry.id == typed || entry.label == typed))
}

/// The entry that Enter takes without an arrow key, by its place: the one of that name, else the
/// best that is not chosen yet.
fn proposed(open: &[(&Entry<'_>, Fit)], chosen: &[String], typed: &str) -> Option<usize> {
    if typed.is_empty() {
        return None;
    }
    if let Some(named) = open.iter().position(|(entry, _)| entry.label == typed) {
        return Some(named);
    }
    let is_chosen = |id: &str| chosen.iter().any(|chosen| chosen == id);
    open.iter()
        .enumerate()
        .filter(|(_, (entry, _))| !is_chosen(entry.id))
        .min_by_key(|(_, (_, fit))| *fit)
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(label: &str) -> Entry<'_> {
        Entry {
            id: label,
            label,
            ..Entry::default()
        }
    }

    fn shelves() -> Vec<Shelf<'static>> {
        let shelf = |title: &str, labels: &[&'static str]| Shelf {
            title: title.to_owned(),
            entries: labels.iter().copied().map(entry).collect(),
        };
        let mut shelves = vec![
            shelf("浙江", &["浙江宁波", "浙江湖州"]),
            shelf("湖北", &["武汉东湖"]),
            shelf("四川", &["四川成都", "成都"]),
        ];
        shelves[1].entries[0].also = "武汉东湖高新区";
        shelves[2].entries[0].note = "附件2：电子信息".to_owned();
        shelves
    }

    /// What Enter takes, if anything.
    fn entered(chosen: &[String], typed: &str) -> Option<String> {
        let shelves = shelves();
        let found = found(&mut Readings::default(), &shelves, typed);
        let open: Vec<_> = found
            .iter()
            .flat_map(|(_, entries)| entries)
            .copied()
            .collect();
        proposed(&open, chosen, typed).map(|at| open[at].0.id.to_owned())
    }

    #[test]
    fn enter_takes_what_fits_best_and_is_not_chosen() {
        let chosen = ["浙江宁波".to_owned()];
        for (chosen, typed, taken) in [
            (&[][..], "宁波", Some("浙江宁波")),
            (&chosen, "宁波", None),
            (&chosen, "浙江", Some("浙江湖州")),
            (&[], "zjnb", Some("浙江宁波")),
            (&[], "zj", Some("浙江宁波")),
            (&[], "hub", Some("武汉东湖")),
            (&[], "gxq", Some("武汉东湖")),
            (&[], "电子信息", Some("四川成都")),
            (&[], "成都", Some("成都")),
            (&[], "cd", Some("成都")),
            (&[], "苏州", None),
            (&[], "", None),
        ] {
            assert_eq!(entered(chosen, typed).as_deref(), taken, "{typed}");
        }
    }

    #[test]
    fn the_best_comes_first_where_there_are_no_headings() {
        let shelf = Shelf {
            entries: ["山西", "上海", "陕西"].map(entry).into(),
            ..Shelf::default()
        };
        let shelves = [shelf];
        let found = found(&mut Readings::default(), &shelves, "sh");
        let labels: Vec<_> = found[0].1.iter().map(|(entry, _)| entry.label).collect();
        assert_eq!(labels, ["上海", "山西", "陕西"]);
    }

    #[test]
    fn arrow_keys_stay_in_the_list() {
        for (at, steps, count, gone) in [
            (None, 1, 3, Some(0)),
            (None, -1, 3, Some(2)),
            (Some(0), 1, 3, Some(1)),
            (Some(2), 1, 3, Some(2)),
            (Some(0), -1, 3, Some(0)),
            (Some(5), 1, 2, Some(1)),
            (Some(0), 1, 0, None),
        ] {
            assert_eq!(stepped(at, steps, count), gone, "{at:?} {steps} {count}");
        }
    }
}
