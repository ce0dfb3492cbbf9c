//! The window of a person at work, drawn without a display.

use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Event, FontFamily, Key, Modifiers, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use image::RgbaImage;
use shenbao::gui::{App, Setup};
use shenbao::project::Forms;
use shenbao::workspace::{Places, Settings, Theme, Workspace};

use super::{Screen, shelf};
use crate::gui_help::{clock, settle};

/// How the window is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Width and height of the window in pixels.
    pub size: [u16; 2],
    pub theme: Theme,
    pub text_percent: u16,
}

impl Look {
    /// That of the pictures of README, in these colours.
    pub fn usual(theme: Theme) -> Self {
        Self {
            size: [1440, 900],
            theme,
            text_percent: 100,
        }
    }
}

/// The window, with the ways in which a person moves about in it.
pub struct Desk {
    harness: Harness<'static, App>,
}

impl Desk {
    /// The window at a screen.
    pub fn at(screen: &Screen, look: Look) -> Self {
        shelf::fill();
        let mut workspace = Workspace::open(Places {
            data: PathBuf::from("data"),
            documents: PathBuf::from("文档"),
        });
        workspace
            .set(Settings {
                theme: look.theme,
                text_percent: look.text_percent,
                ..Settings::default()
            })
            .unwrap();
        let setup = Setup {
            forms: Forms::bundled(),
            file: screen.file.map(shelf::file),
            clock,
            workspace,
        };
        let [width, height] = look.size.map(f32::from);
        let zoom = f32::from(look.text_percent) / 100.0;
        let points: Vec2 = vec2(width, height) / zoom;
        let mut harness = Harness::builder()
            .with_size(points)
            .with_max_steps(100)
            .with_theme(match look.theme {
                Theme::Light => egui::Theme::Light,
                Theme::Dark | Theme::HighContrast => egui::Theme::Dark,
            })
            .build_eframe(move |cc| {
                let mut app = App::new(&cc.egui_ctx, setup);
                app.do_without_dialogues();
                app
            });
        harness.set_size(points);
        let mut desk = Self { harness };
        desk.settle();
        (screen.go)(&mut desk);
        desk.settle();
        desk
    }

    /// What it looks like, without the pointer.
    pub fn picture(&mut self) -> RgbaImage {
        self.harness.remove_cursor();
        self.draw_letters_anew();
        self.settle();
        self.harness
            .render()
            .expect("the window cannot be drawn: is mesa-vulkan-drivers installed?")
    }

    /// Letters lie in their texture in the order in which they were first seen, which hangs on the
    /// pace of threads, and are blended by a shade otherwise in another place. Other fonts have all
    /// of them drawn again, in the order of the screen.
    fn draw_letters_anew(&mut self) {
        let ctx = &self.harness.ctx;
        let mut fonts = ctx.fonts(|fonts| fonts.definitions().clone());
        fonts
            .families
            .insert(FontFamily::Name("none".into()), Vec::new());
        ctx.set_fonts(fonts);
    }

    /// Clicks the first thing that is called so.
    pub fn click(&mut self, label: &str) {
        let first = self.harness.get_all_by_label(label).next();
        // Not by the pointer: in a small window it may lie out of sight.
        first.expect("a list is never empty").click_accesskit();
        self.settle();
    }

    /// Opens the section whose title begins so.
    pub fn section(&mut self, title: &str) {
        self.unfold();
        self.harness
            .get_by(|node| {
                node.label().is_some_and(|label| label.starts_with(title))
                    && node.role() == Role::Button
            })
            .click_accesskit();
        self.settle();
    }

    /// Shows another side of the application.
    pub fn side(&mut self, label: &str) {
        self.unfold();
        self.click(label);
    }

    pub fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Shows a sheet of the panel at the right, which a narrow window has folded.
    pub fn panel(&mut self, sheet: &str) {
        if self.harness.query_by_label(sheet).is_none() {
            self.press(Key::F9);
        }
        self.click(sheet);
    }

    /// Opens the list of sections where a narrow window has folded it.
    fn unfold(&mut self) {
        if let Some(list) = self.harness.query_by_label("表单的各部分") {
            list.click();
            self.settle();
        }
    }

    /// Puts the cursor into a field.
    pub fn focus(&mut self, label: &str) {
        self.harness
            .get_by(|node| node.label().as_deref() == Some(label) && node.role() != Role::Label)
            .focus();
        self.settle();
    }

    pub fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.settle();
    }

    /// Waits for what a thread brings.
    pub fn wait_for(&mut self, label: &str) {
        for _ in 0..1000 {
            if self.harness.query_all_by_label(label).next().is_some() {
                return;
            }
            sleep(Duration::from_millis(10));
            self.harness.run();
        }
        panic!("nothing says {label}");
    }

    fn settle(&mut self) {
        settle(&mut self.harness);
    }
}
