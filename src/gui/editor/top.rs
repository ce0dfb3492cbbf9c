//! The bar at the top: what is open, whether it is saved, what can be done with it.

use chrono::NaiveDate;
use egui::containers::menu::MenuButton;
use egui::{Align, Button, Label, Layout, Ui, vec2};

use crate::gui::command::Command;
use crate::gui::execute::SaveState;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;
use crate::project::Project;

/// `saved` is whether the application stands in a file, and the day.
pub fn top_ui(
    ui: &mut Ui,
    project: &Project,
    saved: (SaveState, NaiveDate),
    side_open: bool,
    requests: &mut Vec<Request>,
) {
    let tokens = Tokens::of(ui);
    ui.horizontal_centered(|ui| {
        let home = Button::new(theme::heading("申报助手").color(tokens.accent)).frame(false);
        let home = ui
            .add(home)
            .on_hover_text(Command::Home.tooltip())
            .accessible_name("首页");
        if home.clicked() {
            requests.push(Request::Run(Command::Home));
        }
        ui.add_space(8.0);
        // From the right, so that the buttons stay and a long title gives way.
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let more = Button::new("更多").min_size(vec2(0.0, 36.0));
            MenuButton::from_button(more).ui(ui, |ui| {
                for command in [Command::SaveAs, Command::Settings, Command::Keys] {
                    run(ui.button(command.label()), command, requests);
                }
            });
            let export = parts::primary_button_ui(ui, Command::Export.label());
            run(export, Command::Export, requests);
            let panel = Button::selectable(side_open, Command::Panel.label())
                .frame_when_inactive(true)
                .min_size(vec2(0.0, 36.0));
            let panel = ui.add(panel);
            run(panel, Command::Panel, requests);
            command_ui(ui, Command::Check, true, requests);
            command_ui(ui, Command::Save, true, requests);
            command_ui(ui, Command::Redo, project.can_redo(), requests);
            command_ui(ui, Command::Undo, project.can_undo(), requests);
            ui.add_space(8.0);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                title_ui(ui, project, saved);
            });
        });
    });
}

fn title_ui(ui: &mut Ui, project: &Project, (saved, today): (SaveState, NaiveDate)) {
    let tokens = Tokens::of(ui);
    let (color, reason) = match saved {
        SaveState::Unsaved(reason) => (tokens.warn, reason),
        SaveState::New | SaveState::UnderWay | SaveState::Saved(_) => (tokens.muted, None),
    };
    let state = theme::small(saved.words(today)).color(color);
    let width = ui.available_width();
    // The saved state stays in sight; the title gives way, and the form's name goes first.
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let shown = ui.add(Label::new(state).extend());
        if let Some(reason) = reason {
            shown.on_hover_text(reason);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let title = project.title();
            ui.add(Label::new(theme::heading(title.as_str()).size(16.0)).truncate())
                .on_hover_text(title);
            // Where a long title leaves no room, not even the dots of what is cut off are shown.
            if width > 420.0 && ui.available_width() > 64.0 {
                let name = theme::small(&project.form().name).color(tokens.muted);
                ui.add(Label::new(name).truncate());
            }
        });
    });
}

fn command_ui(ui: &mut Ui, command: Command, enabled: bool, requests: &mut Vec<Request>) {
    let button = Button::new(command.label()).min_size(vec2(0.0, 36.0));
    let response = ui.add_enabled(enabled, button);
    run(response, command, requests);
}

fn run(response: egui::Response, command: Command, requests: &mut Vec<Request>) {
    let tooltip = command.tooltip_with_key(&response.ctx);
    if response.on_hover_text(tooltip).clicked() {
        requests.push(Request::Run(command));
    }
}
