//! The list of paragraphs from which a passage is marked: the likely ones first, then all, under
//! where they stand.

use egui::{Button, RichText, ScrollArea, TextEdit, Ui, vec2};

use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;

use super::data::{Sheet, Task};

/// How many likely paragraphs come first.
const LIKELY: usize = 3;
/// Height of the list.
const HEIGHT: f32 = 320.0;

/// The list that is open.
#[derive(Debug)]
pub struct Picking {
    /// Path of the answer of the requirement that it is for.
    pub path: String,
    search: String,
    /// Numbers of the likely paragraphs, and the revision for which they hold.
    likely: Option<(u64, Vec<usize>)>,
    /// Frames until it has come into view; its height is known in the second.
    fresh: u8,
}

/// What came of the list in a frame.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    Open,
    /// The paragraph of that number.
    Picked(usize),
    Closed,
}

impl Picking {
    pub fn new(path: String) -> Self {
        Self {
            path,
            search: String::new(),
            likely: None,
            fresh: 2,
        }
    }

    fn likely(&mut self, sheet: &Sheet, task: &Task, revision: u64) -> Vec<usize> {
        let known = self.likely.take().filter(|(known, _)| *known == revision);
        let text = &task.requirement.text;
        let likely = known.unwrap_or_else(|| (revision, sheet.texts.likely(text, LIKELY)));
        self.likely.insert(likely).1.clone()
    }
}

/// Shows the list for a requirement; newly opened, it comes into view.
pub fn picker_ui(
    ui: &mut Ui,
    picking: &mut Picking,
    sheet: &Sheet,
    task: &Task,
    revision: u64,
) -> Outcome {
    let shown = ui.vertical(|ui| list_ui(ui, picking, sheet, task, revision));
    if picking.fresh > 0 {
        picking.fresh -= 1;
        shown.response.scroll_to_me(None);
        ui.ctx().request_repaint();
    }
    shown.inner
}

fn list_ui(
    ui: &mut Ui,
    picking: &mut Picking,
    sheet: &Sheet,
    task: &Task,
    revision: u64,
) -> Outcome {
    if sheet.texts.paragraphs.is_empty() {
        parts::note_ui(
            ui,
            "正文还没有写，没有可选的段落。写好正文以后再来选，或先自己写一句。",
        );
        return match parts::small_button_ui(ui, "收起").clicked() {
            true => Outcome::Closed,
            false => Outcome::Open,
        };
    }
    let mut outcome = Outcome::Open;
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 72.0).max(120.0);
        let field = TextEdit::singleline(&mut picking.search)
            .hint_text("输入几个字，只看有这几个字的段落")
            .desired_width(width)
            .min_size(vec2(0.0, 32.0))
            .align(egui::Align2::LEFT_CENTER);
        let field = ui.add(field).accessible_name("查找段落");
        if picking.fresh == 2 {
            field.request_focus();
        }
        if parts::small_button_ui(ui, "收起").clicked() {
            outcome = Outcome::Closed;
        }
    });
    if parts::takes_escape(ui) {
        outcome = Outcome::Closed;
    }
    let typed = picking.search.trim().to_owned();
    let likely = match typed.is_empty() {
        true => picking.likely(sheet, task, revision),
        false => Vec::new(),
    };
    let paragraphs = &sheet.texts.paragraphs;
    let fits = |at: &usize| {
        let one = &paragraphs[*at];
        one.text.contains(&typed) || one.place.contains(&typed)
    };
    let all: Vec<usize> = (0..paragraphs.len()).filter(fits).collect();
    ScrollArea::vertical()
        .id_salt(("paragraphs", &picking.path))
        .max_height(HEIGHT)
        .min_scrolled_height(HEIGHT)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let shelves = [("最可能的几段", &likely), ("全部段落", &all)];
            for (heading, shelf) in shelves {
                if shelf.is_empty() {
                    continue;
                }
                if !likely.is_empty() {
                    ui.label(theme::small(heading));
                }
                let mut place = "";
                for &at in shelf {
                    let paragraph = &paragraphs[at];
                    if paragraph.place != place {
                        place = &paragraph.place;
                        parts::note_ui(ui, place);
                    }
                    let picked = ui.push_id((heading, at), |ui| {
                        paragraph_ui(ui, &paragraph.text, task.marks_line(&paragraph.text))
                    });
                    if picked.inner {
                        outcome = Outcome::Picked(at);
                    }
                }
                ui.add_space(8.0);
            }
            if all.is_empty() {
                parts::note_ui(ui, "没有哪一段有这几个字。");
            }
        });
    outcome
}

/// One paragraph; true when it was chosen.
fn paragraph_ui(ui: &mut Ui, text: &str, marked: bool) -> bool {
    let tokens = Tokens::of(ui);
    let shown = if marked {
        RichText::new(format!("✓ {text}")).color(tokens.muted)
    } else {
        RichText::new(text)
    };
    let button = Button::new(shown.family(theme::serif()))
        .wrap()
        .min_size(vec2(ui.available_width(), 32.0))
        // Pushes the words to the left.
        .right_text("");
    let response = ui.add_enabled(!marked, button);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response.clicked()
}
