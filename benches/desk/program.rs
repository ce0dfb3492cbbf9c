//! The program as a whole: how long until its first frame, how much memory it holds, and whether it
//! rests while nothing happens. Everything is drawn on the processor.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use egui::{FontData, FontDefinitions, FontFamily, ViewportBuilder, vec2};
use shenbao::fonts::Face;

use super::largest;

/// Starts of each program, in turns.
const PAIRS: usize = 15;
/// For so long the window is left alone.
const REST: Duration = Duration::from_secs(10);
/// Names the file by which the empty window says that its first frame was shown.
pub const EMPTY_WINDOW: &str = "SHENBAO_BENCH_EMPTY_WINDOW";

/// What is measured.
pub const PARTS: [&str; 3] = ["start", "memory", "rest"];

/// Measures and prints those parts.
pub fn measure(parts: &[&str]) {
    let folder = scratch();
    let application = folder.path().join("largest.shenbao");
    largest::write(&application, false);
    if parts.contains(&"start") {
        starts(folder.path(), &application);
    }
    if parts.contains(&"memory") {
        for renderer in ["glow", "wgpu"] {
            memory(folder.path(), &application, renderer);
        }
    }
    if parts.contains(&"rest") {
        rest(folder.path(), &application);
    }
}

/// A folder in memory where there is one: the disk is not what is measured.
fn scratch() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    }
    .expect("a temporary folder")
}

/// First frames beside those of an empty window.
fn starts(folder: &Path, application: &Path) {
    let (mut empty, mut home, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=PAIRS {
        let fresh = folder.join(format!("start-{round}"));
        let times = [
            first_empty(&fresh.join("empty")),
            first_frame(&fresh.join("home"), None),
            first_frame(&fresh.join("open"), Some(application)),
        ];
        // The first round fills the caches of the disk.
        if round > 0 {
            empty.push(times[0]);
            home.push(times[1]);
            open.push(times[2]);
        }
    }
    println!("first frame, median of {PAIRS} starts, ratio of each pair to the empty window:");
    println!(
        "  empty window with the same font   {:4.0} ms",
        median(&empty) * 1e3
    );
    for (name, times) in [("first screen", &home), ("largest application", &open)] {
        let ratios: Vec<f64> = times
            .iter()
            .zip(&empty)
            .map(|(one, base)| one / base)
            .collect();
        println!(
            "  {name:<33} {:4.0} ms  ratio {:.2}",
            median(times) * 1e3,
            median(&ratios)
        );
    }
}

/// Seconds until the program has noted which way of drawing works, which it does as soon as its
/// first frame was shown.
fn first_frame(home: &Path, file: Option<&Path>) -> f64 {
    let start = Instant::now();
    let mut window = Window::open(home, file, "glow");
    window.wait_for_first_frame();
    start.elapsed().as_secs_f64()
}

fn first_empty(home: &Path) -> f64 {
    fs::create_dir_all(home).expect("a folder");
    let shown = home.join("shown");
    let this = std::env::current_exe().expect("this program");
    let mut command = Command::new(this);
    command.env(EMPTY_WINDOW, &shown);
    let start = Instant::now();
    let mut window = Window::start(command, home);
    wait_for(&mut window.child, || shown.exists());
    start.elapsed().as_secs_f64()
}

/// A window of the same size, drawn the same way with the same font, with a word in it.
pub fn empty_window(shown: PathBuf) {
    let options = eframe::NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title("空窗口")
            .with_inner_size(vec2(1360.0, 860.0)),
        renderer: eframe::Renderer::Glow,
        system_font_fallback: false,
        persist_window: false,
        centered: true,
        ..eframe::NativeOptions::default()
    };
    let make: eframe::AppCreator<'_> = Box::new(move |cc| {
        let mut fonts = FontDefinitions {
            font_data: [].into(),
            families: [].into(),
        };
        let sans = FontData::from_static(Face::Sans.data());
        fonts.font_data.insert("sans".into(), Arc::new(sans));
        for family in [FontFamily::Proportional, FontFamily::Monospace] {
            fonts.families.insert(family, vec!["sans".into()]);
        }
        cc.egui_ctx.set_fonts(fonts);
        Ok(Box::new(Empty { shown }))
    });
    eframe::run_native("empty", options, make).expect("a window");
}

struct Empty {
    shown: PathBuf,
}

impl eframe::App for Empty {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        match ctx.cumulative_frame_nr() {
            0 => ctx.request_repaint(),
            _ if !self.shown.exists() => fs::write(&self.shown, "").expect("a file"),
            _ => {}
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        ui.label("申报助手");
    }
}

/// What the largest application takes of the memory.
fn memory(folder: &Path, application: &Path, renderer: &str) {
    let home = folder.join(renderer);
    let mut window = Window::open(&home, Some(application), renderer);
    window.wait_for_first_frame();
    sleep(Duration::from_secs(3));
    let now = window.status("VmRSS");
    window.click(PAPER);
    window.click(TEXT);
    sleep(Duration::from_secs(2));
    println!(
        "resident memory, {renderer}: {now:.0} MB, {:.0} MB with the paper open, peak {:.0} MB",
        window.status("VmRSS"),
        window.status("VmHWM")
    );
}

/// Processor time while nothing happens.
fn rest(folder: &Path, application: &Path) {
    let mut home = Window::open(&folder.join("rest-home"), None, "glow");
    home.wait_for_first_frame();
    sleep(Duration::from_secs(1));
    home.rest("first screen, a second after the start");
    drop(home);
    let mut open = Window::open(&folder.join("rest-open"), Some(application), "glow");
    open.wait_for_first_frame();
    sleep(Duration::from_secs(1));
    open.rest("largest application, a second after the start");
    open.click(PAPER);
    sleep(Duration::from_secs(1));
    open.rest("the same with the paper open");
    open.click(TEXT);
    sleep(Duration::from_secs(1));
    open.rest("the same with the cursor in a text");
}

/// Where the window is clicked, in its points.
type Place = (u32, u32);
/// The tab 纸面 of the panel at the right.
const PAPER: Place = (1064, 80);
/// The text of 项目名称.
const TEXT: Place = (600, 316);

/// A program with a window; it ends with this.
struct Window {
    child: Child,
    settings: PathBuf,
}

impl Window {
    fn open(home: &Path, file: Option<&Path>, renderer: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shenbao"));
        command.args(["--renderer", renderer]).args(file);
        Self::start(command, home)
    }

    fn start(mut command: Command, home: &Path) -> Self {
        let child = command
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env_remove("WAYLAND_DISPLAY")
            .spawn()
            .expect("the program starts");
        Self {
            child,
            settings: home.join("data/shenbao/settings.ron"),
        }
    }

    fn wait_for_first_frame(&mut self) {
        let settings = &self.settings;
        let is_noted = || {
            let text = fs::read_to_string(settings).unwrap_or_default();
            text.contains("renderer_worked: Some")
        };
        wait_for(&mut self.child, is_noted);
    }

    /// A figure of memory, in MB.
    fn status(&self, name: &str) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))
            .expect("the program is running");
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let figure = line.and_then(|line| line.split_whitespace().nth(1));
        figure
            .and_then(|figure| figure.parse::<f64>().ok())
            .expect("a figure")
            / 1024.0
    }

    /// Processor time used so far, in hundredths of a second.
    fn ticks(&self) -> u64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))
            .expect("the program is running");
        let rest = stat.rsplit(')').next().expect("a name");
        let figures: Vec<&str> = rest.split_whitespace().collect();
        let figure = |at: usize| figures[at].parse::<u64>().expect("a figure");
        figure(11) + figure(12)
    }

    fn rest(&self, what: &str) {
        let before = self.ticks();
        sleep(REST);
        let used = self.ticks() - before;
        println!(
            "at rest for {} s, {what}: {} ms of processor time",
            REST.as_secs(),
            used * 10
        );
    }

    fn click(&self, (x, y): Place) {
        let id = self.child.id().to_string();
        let (x, y) = (x.to_string(), y.to_string());
        let words = [
            "search",
            "--all",
            "--onlyvisible",
            "--pid",
            &id,
            "--name",
            ".",
            "mousemove",
            "--window",
            "%1",
            &x,
            &y,
            "click",
            "1",
        ];
        match Command::new("xdotool")
            .args(words)
            .stdout(Stdio::null())
            .status()
        {
            Ok(status) if status.success() => sleep(Duration::from_millis(300)),
            _ => println!("  (not clicked: xdotool is missing or did not find the window)"),
        }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
        // The next one is not to be slowed by the end of this.
        sleep(Duration::from_millis(200));
    }
}

fn wait_for(child: &mut Child, is_shown: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_shown() {
        if let Ok(Some(status)) = child.try_wait() {
            panic!("the window did not open: {status}");
        }
        assert!(start.elapsed().as_secs() < 60, "no first frame");
        sleep(Duration::from_micros(500));
    }
}

fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
