//! The questions of a form as widgets, one small file for each kind. Nothing here changes an
//! answer: edits are requested.

mod attachment;
mod body_font;
mod calendar;
mod choice;
mod date;
mod essay;
mod findings;
mod follow;
mod found;
mod industries;
mod line;
mod lines;
mod odd;
pub mod parts;
pub mod paste;
mod person;
mod picker;
mod places;
mod previews;
mod rows;
mod saved;
mod search_list;
mod state;
pub mod sums;
mod table;
mod tags;
mod text;
mod touched;
mod yes_no;

use egui::Ui;

use crate::answers::{Answer, Answers, Attachments, Edit};
use crate::diag::{Finding, Severity};
use crate::form::{Field, FormDef, Kind};
use crate::layout::Extents;

use super::request::Request;
use super::theme;

pub use body_font::body_font_ui;
pub use findings::{Findings, Shown};
pub use follow::follow_focus;
pub use found::selected;
pub use person::person_ui;
pub use rows::fields_ui;
pub use saved::{Saved, saved_ui};
pub use state::FieldState;
pub use text::{follow_step, id_of, typed};

/// All that a question needs to know, and where it leaves what it wants done.
pub struct Cx<'a> {
    pub form: &'a FormDef,
    pub answers: &'a Answers,
    pub attachments: &'a Attachments,
    /// The findings that may be shown by now.
    pub findings: Findings<'a>,
    pub state: &'a mut FieldState,
    pub requests: &'a mut Vec<Request>,
    /// What the answers take on paper; none where there is no paper.
    pub paper: Option<&'a Extents>,
    /// The year in which calendars open.
    pub year: i32,
    /// Whether there is room for two questions side by side.
    pub wide: bool,
}

impl<'a> Cx<'a> {
    /// Asks for a change of an answer.
    pub fn edit(&mut self, edit: Edit) {
        self.requests.push(Request::Edit(edit));
    }

    /// Asks for another value and notes that the field was touched.
    pub fn set(&mut self, path: &str, value: Answer) {
        self.state.touch(path);
        self.edit(Edit::Set {
            path: path.to_owned(),
            value: Some(value),
        });
    }

    /// The findings of a field, or of what stands in it.
    pub fn findings_of(&self, path: &str) -> impl Iterator<Item = &'a Finding> + use<'a> {
        self.findings.of(path)
    }
}

/// One question: label, answer, guidance and what was found.
pub fn field_ui(ui: &mut Ui, cx: &mut Cx<'_>, field: &Field, path: &str) {
    ui.push_id(path, |ui| {
        let shown = ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            // A box to tick carries its words itself.
            let label = match field.kind {
                Kind::YesNo if field.statement.is_empty() => ui.response(),
                _ => parts::field_label_ui(ui, cx, field, path),
            };
            if is_long(field) && !field.guidance.is_empty() {
                parts::note_ui(ui, &field.guidance);
            }
            let name = field.name();
            answer_ui(ui, cx, field, path, &name);
            if cx.state.takes_at_last(path, is_list(field)) {
                label.scroll_to_me(Some(egui::Align::Min));
            }
            if cx.state.comes_into_view(path, true) {
                found::bring_into_view(ui, label.rect);
            }
            if !is_long(field) && !field.guidance.is_empty() {
                parts::note_ui(ui, &field.guidance);
            }
            if !field.help.is_empty() {
                parts::note_ui(ui, &field.help);
            }
            match field.kind {
                Kind::Attachment { pixels, .. } => {
                    attachment::findings_ui(ui, cx, pixels, path, &name);
                }
                Kind::Rows { .. } => parts::table_findings_ui(ui, cx, field, path),
                _ => parts::findings_ui(ui, cx, path),
            }
        });
        // In tables and lists the place itself is marked.
        if !matches!(field.kind, Kind::Rows { .. } | Kind::Lines) && cx.state.is_found(path) {
            found::frame(ui, shown.response.rect);
        }
    });
}

/// The answer alone, as in the cell of a table. `name` is what a screen reader says.
pub fn answer_ui(ui: &mut Ui, cx: &mut Cx<'_>, field: &Field, path: &str, name: &str) {
    let wrong = parts::worst(cx.findings_of(path)) == Some(Severity::Error);
    ui.scope(|ui| {
        if wrong && !is_list(field) {
            parts::mark_wrong(ui);
        }
        if odd::replaces_ui(ui, cx, field, path) {
            return;
        }
        match &field.kind {
            Kind::Line | Kind::Mobile | Kind::Phone | Kind::Email | Kind::CreditCode => {
                line::line_ui(ui, cx, path, name);
            }
            Kind::Count => line::count_ui(ui, cx, path, name),
            Kind::Money => line::money_ui(ui, cx, path, name),
            Kind::Text => essay::text_ui(ui, cx, path, name),
            Kind::Essay { limit } => essay::essay_ui(ui, cx, path, name, *limit),
            Kind::Date => date::date_ui(ui, cx, path, name),
            Kind::Choice { of, .. } => choice::choice_ui(ui, cx, of, path, name),
            Kind::YesNo => yes_no::yes_no_ui(ui, cx, field, path),
            Kind::Lines => lines::lines_ui(ui, cx, path, name),
            Kind::Tags {
                of,
                free,
                most,
                free_label,
                ..
            } => {
                tags::tags_ui(
                    ui,
                    cx,
                    &tags::Tags {
                        of,
                        free: *free,
                        most: *most,
                        free_label,
                    },
                    path,
                    name,
                );
            }
            Kind::Cities => places::cities_ui(ui, cx, path, name),
            Kind::Industries { cities } => places::industries_ui(ui, cx, cities, path, name),
            Kind::Attachment {
                accept,
                most_bytes,
                pixels,
            } => {
                attachment::attachment_ui(ui, cx, accept, *most_bytes, *pixels, path, name);
            }
            Kind::Rows { .. } => rows::rows_ui(ui, cx, field, path),
            Kind::Sum { of } => sums::sum_ui(ui, cx, path, of),
            // Loading has put a group's fields in its place.
            Kind::Group { .. } => {}
        }
    });
}

/// Whether a question fits in half the width.
pub fn is_short(field: &Field) -> bool {
    matches!(
        field.kind,
        Kind::Line
            | Kind::Mobile
            | Kind::Phone
            | Kind::Email
            | Kind::CreditCode
            | Kind::Date
            | Kind::Count
            | Kind::Money
            | Kind::Choice { .. }
            | Kind::Sum { .. }
    )
}

fn is_long(field: &Field) -> bool {
    matches!(
        field.kind,
        Kind::Essay { .. } | Kind::Text | Kind::Rows { .. }
    )
}

/// Whether an answer holds entries of its own that findings may name.
fn is_list(field: &Field) -> bool {
    matches!(
        field.kind,
        Kind::Lines
            | Kind::Tags { .. }
            | Kind::Cities
            | Kind::Industries { .. }
            | Kind::Attachment { .. }
            | Kind::Rows { .. }
            | Kind::YesNo
            | Kind::Sum { .. }
    )
}

/// The heading of some questions that belong together, with a line over the whole width before it.
pub fn group_heading_ui(ui: &mut Ui, text: &str) {
    ui.add_space(8.0);
    ui.separator();
    ui.add_space(8.0);
    parts::heading_ui(ui, theme::heading(text));
    ui.add_space(4.0);
}
