//! Opens the window with the first way of drawing that works.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;

use eframe::egui_wgpu::{WgpuSetup, WgpuSetupCreateNew};
use eframe::{NativeOptions, Renderer, wgpu};
use egui::{ViewportBuilder, vec2};

use super::{App, Setup};

/// Which way of drawing to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RendererChoice {
    /// OpenGL, and where that fails, wgpu.
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

impl RendererChoice {
    fn attempts(self) -> &'static [Attempt] {
        match self {
            Self::Auto => &[Attempt::Glow, Attempt::Wgpu, Attempt::Software],
            Self::Glow => &[Attempt::Glow],
            Self::Wgpu => &[Attempt::Wgpu, Attempt::Software],
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
    let seed = Rc::new(Cell::new(Some(setup)));
    let mut reasons = Vec::new();
    for &attempt in renderer.attempts() {
        match catch_unwind(AssertUnwindSafe(|| open(attempt, &seed))) {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(eframe::Error::WinitEventLoop(_))) => return Err(GuiError::NoDisplay),
            Ok(Err(error)) => reasons.push(format!("{attempt:?}: {error}")),
            // Loaders of OpenGL panic on drivers that lack what they promise.
            Err(_) => reasons.push(format!("{attempt:?}: 异常中断")),
        }
        // Once a window was there, another would come up without what was typed into it.
        let Some(unused) = seed.take() else { break };
        seed.set(Some(unused));
    }
    Err(GuiError::NoRenderer(reasons.join("；")))
}

fn open(attempt: Attempt, seed: &Rc<Cell<Option<Setup>>>) -> eframe::Result {
    let seed = Rc::clone(seed);
    let make: eframe::AppCreator<'_> = Box::new(move |cc| {
        let setup = seed.take().ok_or("a window was opened before")?;
        Ok(Box::new(App::new(&cc.egui_ctx, setup)))
    });
    eframe::run_native("shenbao", options(attempt), make)
}

fn options(attempt: Attempt) -> NativeOptions {
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon/icon.png"));
    let mut options = NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title("申报助手")
            .with_app_id("shenbao")
            .with_inner_size(vec2(1360.0, 860.0))
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
    fn opengl_comes_first() {
        assert_eq!(
            RendererChoice::Auto.attempts().first(),
            Some(&Attempt::Glow)
        );
    }
}
