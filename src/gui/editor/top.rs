//! The bar at the top: what is open, whether it is saved, what can be done with it.

use egui::containers::menu::MenuButton;
use egui::{Align, Button, Label, Layout, Ui, vec2};

use crate::gui::command::Command;
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};
use crate::gui::widgets::parts;
use crate::project::Project;

pub fn top_ui(ui: &mut Ui, project: &Project, side_open: bool, requests: &mut Vec<Request>) {
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
                for command in [Command::Settings, Command::Keys] {
                    run(ui.button(command.label()), command, requests);
                }
            });
            // A section alone is saved and sent back.
            let is_whole = project.handed_out().is_none();
            let main = if is_whole {
                Command::Export
            } else {
                Command::Save
            };
            let button = parts::primary_button_ui(ui, main.label());
            run(button, main, requests);
            let panel = Button::selectable(side_open, Command::Panel.label())
                .frame_when_inactive(true)
                .min_size(vec2(0.0, 36.0));
            let panel = ui.add(panel);
            run(panel, Command::Panel, requests);
            command_ui(ui, Command::Check, true, requests);
            if is_whole {
                command_ui(ui, Command::Save, true, requests);
            }
            command_ui(ui, Command::Redo, project.can_redo(), requests);
            command_ui(ui, Command::Undo, project.can_undo(), requests);
            ui.add_space(8.0);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                title_ui(ui, project);
            });
        });
    });
}

fn title_ui(ui: &mut Ui, project: &Project) {
    let tokens = Tokens::of(ui);
    let (state, color) = if project.is_dirty() {
        ("未保存", tokens.warn)
    } else if project.file().is_some() {
        ("已保存", tokens.muted)
    } else {
        ("新建", tokens.muted)
    };
    let width = ui.available_width();
    // The saved state stays in sight; the title gives way, and the form's name goes first.
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add(Label::new(theme::small(state).color(color)).extend());
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let title = project.title();
            ui.add(Label::new(theme::heading(title.as_str()).size(16.0)).truncate())
                .on_hover_text(title);
            if width > 420.0 {
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
