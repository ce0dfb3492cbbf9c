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

use super::View;

/// Below this window width the bar has its shorter words.
const NARROW: f32 = 640.0;
/// Below this window width only the buttons without which nothing goes on stand in the bar.
const NARROWEST: f32 = 480.0;

/// The buttons of the bar, from the right; 导出 and 更多 stand before them.
const BAR: [Command; 5] = [
    Command::Panel,
    Command::Check,
    Command::Save,
    Command::Redo,
    Command::Undo,
];

/// Those that stand under 更多 in a window of that width: what has a key first.
fn folded(window: f32) -> &'static [Command] {
    match window {
        theme::NARROW_WIDTH.. => &[],
        NARROW.. => &[Command::Redo, Command::Undo],
        NARROWEST.. => &[Command::Panel, Command::Redo, Command::Undo],
        _ => &[Command::Panel, Command::Save, Command::Redo, Command::Undo],
    }
}

/// Whether there is anything for a command to do.
fn can(project: &Project, view: View, command: Command) -> bool {
    match command {
        Command::Undo => project.can_undo(),
        Command::Redo => project.can_redo(),
        Command::Panel => view.has_side(),
        _ => true,
    }
}

/// `saved` is whether the application stands in a file, and the day.
pub fn top_ui(
    ui: &mut Ui,
    project: &Project,
    view: View,
    saved: (SaveState, NaiveDate),
    side_open: bool,
    requests: &mut Vec<Request>,
) {
    let tokens = Tokens::of(ui);
    let window = ui.ctx().content_rect().width();
    ui.horizontal_centered(|ui| {
        let name = if window >= NARROW {
            "申报助手"
        } else {
            "首页"
        };
        let home = Button::new(theme::heading(name).color(tokens.accent)).frame(false);
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
                for command in folded(window).iter().rev().copied() {
                    let button = Button::new(command.label());
                    let button = ui.add_enabled(can(project, view, command), button);
                    run(button, command, requests);
                }
                let commands = [
                    Command::SaveAs,
                    Command::Find,
                    Command::Roster,
                    Command::Library,
                    Command::Standing,
                    Command::Settings,
                    Command::Keys,
                ];
                for command in commands {
                    run(ui.button(command.label()), command, requests);
                }
            });
            // A section alone is saved and sent back.
            let main = if project.handed_out().is_none() {
                Command::Export
            } else {
                Command::Save
            };
            // Other sides of the application have a primary button of their own.
            let button = match view {
                View::Form | View::Flow => parts::primary_button_ui(ui, main.label()),
                _ => parts::button_ui(ui, main.label()),
            };
            run(button, main, requests);
            let others = BAR.into_iter().filter(|one| *one != main);
            for command in others.filter(|one| !folded(window).contains(one)) {
                let button = if command == Command::Panel {
                    Button::selectable(side_open, command.label()).frame_when_inactive(true)
                } else {
                    Button::new(command.label())
                };
                let button = button.min_size(vec2(0.0, 36.0));
                let mut button = ui.add_enabled(can(project, view, command), button);
                if command == Command::Panel {
                    button = button.on_disabled_hover_text(View::words_on_side());
                }
                run(button, command, requests);
            }
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
            // A few letters of it would say nothing.
            if width > 420.0 && ui.available_width() > 120.0 {
                let name = theme::small(&project.form().name).color(tokens.muted);
                ui.add(Label::new(name).truncate());
            }
        });
    });
}

fn run(response: egui::Response, command: Command, requests: &mut Vec<Request>) {
    let tooltip = command.tooltip_with_key(&response.ctx);
    if response.on_hover_text(tooltip).clicked() {
        requests.push(Request::Run(command));
    }
}
