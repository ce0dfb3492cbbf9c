//! Opens the window with the first way of drawing that works.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;

use eframe::egui_wgpu::{WgpuSetup, WgpuSetupCreateNew};
use eframe::{NativeOptions, Renderer, wgpu};
use egui::{ViewportBuilder, vec2};

use super::{App, Setup};
use crate::workspace::Settings;

/// Which way of drawing to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RendererChoice {
    /// What the settings name, or what worked last, and where that fails, the others.
    #[default]
    Auto,
    Glow,
    Wgpu,
}

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum GuiError {
    #[error("没有找到图形桌面，无法打开窗口")]
    NoDisplay,
    #[error("这台电脑的显卡驱动打不开窗口（{0}），请更新显卡驱动后再试")]
    NoRenderer(String),
}

/// One way of drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Attempt {
    Glow,
    Wgpu,
    /// On the processor, slow but sure.
    Software,
}

impl Attempt {
    const ALL: [Self; 3] = [Self::Glow, Self::Wgpu, Self::Software];

    /// As it is kept in the settings.
    fn name(self) -> &'static str {
        match self {
            Self::Glow => "glow",
            Self::Wgpu => "wgpu",
            Self::Software => "software",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|attempt| attempt.name() == name)
    }
}

impl RendererChoice {
    /// What is tried, in this order. The command line is obeyed to the letter. What was chosen in
    /// the settings only comes first, since the settings cannot be changed without a window; else
    /// what worked last does. What the last start broke off with comes at the end in any case.
    fn attempts(self, settings: &Settings, windows: bool) -> Vec<Attempt> {
        // On Windows wgpu draws with Direct3D, for which every computer has a driver.
        let usual = if windows {
            [Attempt::Wgpu, Attempt::Software, Attempt::Glow]
        } else {
            Attempt::ALL
        };
        match self {
            Self::Glow => vec![Attempt::Glow],
            Self::Wgpu => vec![Attempt::Wgpu, Attempt::Software],
            Self::Auto => {
                let set = settings.renderer.as_deref();
                let first = set
                    .or(settings.renderer_worked.as_deref())
                    .and_then(Attempt::named);
                let rest = usual.into_iter().filter(|attempt| Some(*attempt) != first);
                let mut order: Vec<_> = first.into_iter().chain(rest).collect();
                let begun = settings.renderer_begun.as_deref().and_then(Attempt::named);
                // False stands before true.
                order.sort_by_key(|attempt| Some(*attempt) == begun);
                order
            }
        }
    }
}

/// Runs the window until it is closed.
///
/// # Errors
/// Where there is no desktop, or nothing draws on it; the text says which.
pub fn run(setup: Setup, renderer: RendererChoice) -> Result<(), GuiError> {
    if !has_display() {
        return Err(GuiError::NoDisplay);
    }
    let attempts = renderer.attempts(setup.workspace.settings(), cfg!(windows));
    let seed = Rc::new(Cell::new(Some(setup)));
    let mut reasons = Vec::new();
    for attempt in attempts {
        mark_begun(&seed, Some(attempt));
        match catch_unwind(AssertUnwindSafe(|| open(attempt, &seed))) {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(eframe::Error::WinitEventLoop(_))) => {
                mark_begun(&seed, None);
                return Err(GuiError::NoDisplay);
            }
            Ok(Err(error)) => reasons.push(format!("{attempt:?}: {error}")),
            // Loaders of OpenGL panic on drivers that lack what they promise.
            Err(_) => reasons.push(format!("{attempt:?}: 异常中断")),
        }
        // Once a window was there, another would come up without what was typed into it.
        let Some(unused) = seed.take() else { break };
        seed.set(Some(unused));
    }
    mark_begun(&seed, None);
    Err(GuiError::NoRenderer(reasons.join("；")))
}

/// Keeps in the settings what a start begins with; its first frame takes the mark away. Where it
/// cannot be kept, only a driver that crashes would have been avoided the next time.
fn mark_begun(seed: &Cell<Option<Setup>>, attempt: Option<Attempt>) {
    let Some(mut setup) = seed.take() else { return };
    let mut settings = setup.workspace.settings().clone();
    settings.renderer_begun = attempt.map(|attempt| attempt.name().to_owned());
    let _ = setup.workspace.note(settings);
    seed.set(Some(setup));
}

/// Says why there is no window to who started the program by a double click and sees no terminal.
pub fn tell(sentence: &str) {
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title("申报助手")
        .set_description(sentence)
        .show();
}

fn open(attempt: Attempt, seed: &Rc<Cell<Option<Setup>>>) -> eframe::Result {
    let seed = Rc::clone(seed);
    let make: eframe::AppCreator<'_> = Box::new(move |cc| {
        let setup = seed.take().ok_or("a window was opened before")?;
        let mut app = App::new(&cc.egui_ctx, setup);
        app.drawn_by = Some(attempt.name());
        Ok(Box::new(app))
    });
    eframe::run_native("shenbao", options(attempt), make)
}

fn options(attempt: Attempt) -> NativeOptions {
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon/icon.png"));
    let mut options = NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title("申报助手")
            .with_app_id("shenbao")
            // With its frame and the task bar it fits a screen of 1366×768.
            .with_inner_size(vec2(1280.0, 690.0))
            .with_min_inner_size(vec2(720.0, 520.0))
            .with_icon(icon.unwrap_or_default()),
        renderer: match attempt {
            Attempt::Glow => Renderer::Glow,
            Attempt::Wgpu | Attempt::Software => Renderer::Wgpu,
        },
        system_font_fallback: false,
        persist_window: false,
        centered: true,
        ..NativeOptions::default()
    };
    if attempt == Attempt::Software {
        let mut setup = WgpuSetupCreateNew::without_display_handle();
        setup.native_adapter_selector = Some(Arc::new(|adapters, _surface| {
            let cpu =
                |adapter: &&wgpu::Adapter| adapter.get_info().device_type == wgpu::DeviceType::Cpu;
            adapters
                .iter()
                .find(cpu)
                .cloned()
                .ok_or_else(|| "no software adapter".to_owned())
        }));
        options.wgpu_options.wgpu_setup = WgpuSetup::CreateNew(setup);
    }
    options
}

/// Whether there is a desktop to open a window on. Elsewhere than on X11 and Wayland there is.
fn has_display() -> bool {
    let unix = cfg!(all(unix, not(target_os = "macos")));
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !unix
        || ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"]
            .into_iter()
            .any(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_or_worked_comes_first() {
        use Attempt::{Glow, Software, Wgpu};
        use RendererChoice as Choice;
        type Case<'a> = (
            Choice,
            Option<&'a str>,
            Option<&'a str>,
            bool,
            &'a [Attempt],
        );
        let cases: [Case<'_>; 9] = [
            (Choice::Auto, None, None, false, &[Glow, Wgpu, Software]),
            (Choice::Auto, None, None, true, &[Wgpu, Software, Glow]),
            (
                Choice::Auto,
                None,
                Some("software"),
                false,
                &[Software, Glow, Wgpu],
            ),
            (
                Choice::Auto,
                None,
                Some("glow"),
                true,
                &[Glow, Wgpu, Software],
            ),
            (
                Choice::Auto,
                Some("wgpu"),
                Some("glow"),
                false,
                &[Wgpu, Glow, Software],
            ),
            (
                Choice::Auto,
                Some("glow"),
                Some("wgpu"),
                true,
                &[Glow, Wgpu, Software],
            ),
            (
                Choice::Auto,
                None,
                Some("vulkan"),
                false,
                &[Glow, Wgpu, Software],
            ),
            (Choice::Glow, Some("wgpu"), None, false, &[Glow]),
            (
                Choice::Wgpu,
                Some("glow"),
                Some("glow"),
                true,
                &[Wgpu, Software],
            ),
        ];
        for (choice, set, worked, windows, order) in cases {
            let settings = Settings {
                renderer: set.map(str::to_owned),
                renderer_worked: worked.map(str::to_owned),
                ..Settings::default()
            };
            let found = choice.attempts(&settings, windows);
            assert_eq!(found, order, "{choice:?} {set:?} {worked:?} {windows}");
        }
    }

    #[test]
    fn what_a_start_broke_off_with_comes_last() {
        use Attempt::{Glow, Software, Wgpu};
        for (set, worked) in [(None, Some("glow")), (Some("glow"), None), (None, None)] {
            let settings = Settings {
                renderer: set.map(str::to_owned),
                renderer_worked: worked.map(str::to_owned),
                renderer_begun: Some("glow".to_owned()),
                ..Settings::default()
            };
            let order = RendererChoice::Auto.attempts(&settings, false);
            assert_eq!(order, [Wgpu, Software, Glow], "{set:?} {worked:?}");
            assert_eq!(RendererChoice::Glow.attempts(&settings, false), [Glow]);
        }
    }
}
