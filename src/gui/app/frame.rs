//! A frame of the window: its pages and what lies over them.

use egui::{Context, Ui, UiBuilder};

use super::{App, Over, Screen};
use crate::form;
use crate::gui::command::Command;
use crate::gui::editor::editor_ui;
use crate::gui::home::{HomeCx, home_ui};
use crate::gui::keys::keys_ui;
use crate::gui::library::{LibraryCx, library_ui};
use crate::gui::modal::modal_ui;
use crate::gui::progress::work_ui;
use crate::gui::request::Request;
use crate::gui::roster::roster_ui;
use crate::gui::settings::settings_ui;
use crate::gui::standing::standing_ui;
use crate::gui::widgets::parts;
use crate::gui::{banner, theme};
use crate::workspace::Workspace;

fn over_ui(
    ui: &mut Ui,
    over: Over,
    workspace: &Workspace,
    page: impl FnOnce(&mut Ui, &mut Vec<Request>),
    requests: &mut Vec<Request>,
) {
    let tokens = theme::Tokens::of(ui);
    let desk = egui::Frame::new()
        .fill(tokens.desk)
        .inner_margin(egui::Margin::symmetric(32, 24));
    egui::CentralPanel::no_frame().frame(desk).show(ui, |ui| {
        // In the middle of a wide window, as the cards of the first screen.
        let width = match over {
            // A table takes what room there is.
            Over::Roster => ui.available_width(),
            Over::Library => ui.available_width().min(theme::WIDE_WIDTH),
            _ => ui.available_width().min(theme::MIDDLE_WIDTH),
        };
        let mut column = ui.available_rect_before_wrap();
        column = column.with_min_x(column.left() + (column.width() - width) / 2.0);
        column.set_width(width);
        ui.scope_builder(UiBuilder::new().max_rect(column), |ui| {
            if parts::button_ui(ui, "返回").clicked() {
                requests.push(Request::CloseOver);
            }
            ui.add_space(8.0);
            match over {
                Over::Settings => settings_ui(ui, workspace, requests),
                Over::Standing | Over::Library | Over::Roster => page(ui, requests),
                Over::Keys => keys_ui(ui, workspace, requests),
            }
        });
    });
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        self.jobs.belong_to(frame);
        self.guard_closing(ctx);
        self.keep_renderer(ctx);
        for done in self.jobs.poll() {
            self.take(ctx, done);
        }
        self.keep_standing_in_time(ctx);
        self.keep_library_in_time(ctx);
        self.autosave(ctx);
        self.name_window(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.keep_focus(&ctx);
        let pressed = self.input(&ctx);
        let mut requests = Vec::new();
        let today = self.today();
        if self.over.is_some() || !matches!(self.screen, Screen::Home) {
            self.home.leave();
        }
        match (self.over, &mut self.screen) {
            (Some(over), screen) => {
                let open = match screen {
                    Screen::Editor(editor) => Some((editor.id, &editor.project)),
                    Screen::Home => None,
                };
                let project = open.map(|(_, project)| project);
                if over == Over::Roster {
                    self.roster.refresh(open);
                }
                let roster = &mut self.roster;
                let (forms, standing) = (self.forms.list(), &mut self.standing);
                let (experts, workspace) = (&mut self.library, &self.workspace);
                let page = |ui: &mut Ui, requests: &mut Vec<Request>| match over {
                    Over::Roster => roster_ui(ui, roster, project, requests),
                    Over::Library => {
                        let mut cx = LibraryCx {
                            library: workspace.library(),
                            state: experts,
                            form: form::experts(),
                            open,
                            requests,
                        };
                        library_ui(ui, &mut cx);
                    }
                    _ => standing_ui(ui, workspace.standing(), standing, forms, project, requests),
                };
                over_ui(ui, over, &self.workspace, page, &mut requests);
            }
            // What the window was started for is there in a moment.
            (None, Screen::Home) if self.opening.as_ref().is_some_and(|one| one.at_start) => {}
            (None, Screen::Home) => {
                let folder = self.workspace.folder();
                self.home.enter(&ctx, &folder, &self.forms, today);
                let mut cx = HomeCx {
                    state: &mut self.home,
                    forms: self.forms.list(),
                    folder: &folder,
                    now: (self.clock)().naive_local(),
                    requests: &mut requests,
                };
                home_ui(ui, &mut cx);
            }
            (None, Screen::Editor(editor)) => {
                editor.refresh(today);
                editor_ui(ui, editor, today, &mut requests);
            }
        }
        if self.modal.is_none() {
            requests.extend(Command::pressed_at_last(&ctx).map(Request::Run));
        }
        let opening = self.opening.as_ref().filter(|one| one.is_shown(&ctx));
        let reading = self.roster.reading.as_ref();
        let reading = reading.filter(|one| one.is_shown(&ctx));
        let coming = self.library.coming.front();
        let coming = coming.filter(|one| one.is_shown(&ctx));
        let begun = opening
            .map(|one| &one.work)
            .or(reading.map(|one| &one.work))
            .or(coming.map(|one| &one.work));
        if let Some(work) = begun.or(self.work.as_ref()) {
            work_ui(&ctx, work, &mut requests);
        }
        if let Some(banner) = &mut self.banner {
            banner::banner_ui(&ctx, banner, &mut requests);
        }
        let title = self
            .editor()
            .map(|editor| editor.project.title())
            .unwrap_or_default();
        if let Some(modal) = &mut self.modal {
            modal_ui(&ctx, modal, &title, &mut requests);
        }
        // What was typed in the same frame comes before the key that saves it or takes it back.
        requests.extend(pressed);
        if !requests.is_empty() {
            for request in requests {
                self.execute(&ctx, request);
            }
            // What was changed is to be seen without waiting for the next input.
            ctx.request_repaint();
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
