//! The panel at the right with its three sheets.

use egui::{Align, Button, Frame, Layout, Margin, RichText, Stroke, Ui, vec2};

use crate::diag::{Finding, Severity};
use crate::gui::command::Command;
use crate::gui::request::Request;
use crate::gui::theme::Tokens;
use crate::gui::widgets::Findings;
use crate::project::Project;

use super::judged::Stamp;
use super::pages::Pages;
use super::{Side, Tab, clause, findings, paper};

/// What the sheets show.
pub struct SideCx<'a> {
    pub project: &'a Project,
    /// The findings that may be shown.
    pub findings: Findings<'a>,
    /// All that there are.
    pub all: &'a [Finding],
    pub checked: bool,
    /// The field with the cursor.
    pub at_hand: Option<&'a str>,
    pub stamp: Option<Stamp>,
}

pub fn side_ui(
    ui: &mut Ui,
    side: &mut Side,
    cx: &SideCx<'_>,
    pages: &mut Pages,
    requests: &mut Vec<Request>,
) {
    Frame::new()
        .inner_margin(Margin::symmetric(12, 6))
        .show(ui, |ui| tabs_ui(ui, side, cx, requests));
    ui.spacing_mut().item_spacing.y = 8.0;
    if side.tab != Tab::Paper {
        side.followed = None;
    }
    match side.tab {
        Tab::Findings => findings::findings_ui(ui, cx, &mut side.heights, requests),
        Tab::Paper => {
            if let Some(stamp) = cx.stamp {
                let draft = cx.project.is_draft(cx.all);
                pages.refresh(ui.ctx(), cx.project, stamp, draft);
            }
            paper::paper_ui(ui, side, pages.get(), cx.at_hand, requests);
        }
        Tab::Clause => clause::clause_ui(ui, side, &cx.project.form().notice),
    }
}

fn tabs_ui(ui: &mut Ui, side: &mut Side, cx: &SideCx<'_>, requests: &mut Vec<Request>) {
    let tokens = Tokens::of(ui);
    let weighs = |one: &&Finding| one.severity < Severity::Hint;
    let findings = match cx.findings.iter().filter(weighs).count() {
        0 => "自查结果".to_owned(),
        count => format!("自查结果 {count}"),
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (tab, words) in [
            (Tab::Findings, findings.as_str()),
            (Tab::Paper, "纸面"),
            (Tab::Clause, "依据"),
        ] {
            let selected = side.tab == tab;
            let color = if selected {
                tokens.accent
            } else {
                tokens.muted
            };
            let button = Button::new(RichText::new(words).color(color))
                .frame(false)
                .min_size(vec2(64.0, 36.0));
            let response = ui.add(button);
            if selected {
                let line = response.rect.bottom();
                let stroke = Stroke::new(2.0, tokens.accent);
                ui.painter().hline(response.rect.x_range(), line, stroke);
            }
            if response.clicked() {
                side.tab = tab;
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = Button::new("×").frame(false).min_size(vec2(32.0, 32.0));
            let close = ui
                .add(close)
                .on_hover_text("收起侧栏")
                .accessible_name("收起侧栏");
            if close.clicked() {
                requests.push(Request::Run(Command::Panel));
            }
        });
    });
}
