//! How much processor time the window takes for a frame while someone types into the largest
//! application.
//!
//! Drives the application as its framework does, without a graphics card: a frame is `App::logic`,
//! `App::ui` with all that it carries out, and the tessellation of what was drawn. Each key comes
//! in a frame of its own; of it and the frames that the window asks for until the next key, the
//! slowest counts. What other threads do meanwhile is stated apart, for each key.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use chrono::{DateTime, Local, TimeZone};
use egui::accesskit::Role;
use egui::{Context, Event, RawInput, ViewportId, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use rustix::time::{ClockId, clock_gettime};
use shenbao::gui::{App, Setup};
use shenbao::project::Forms;
use shenbao::workspace::{Places, Workspace};

use super::largest;

const SIZE: egui::Vec2 = vec2(1440.0, 900.0);
const KEYS: usize = 300;
/// Between two keys of a fast typist.
const BETWEEN: Duration = Duration::from_millis(60);

/// What is typed into, and what the panel at the right shows.
struct Case {
    name: &'static str,
    faulty: bool,
    /// How the section begins.
    section: &'static str,
    field: &'static str,
    side: Side,
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Paper,
    Check,
}

const CASES: [Case; 6] = [
    Case {
        name: "essay, paper open",
        faulty: false,
        section: "四、",
        field: "项目主要内容",
        side: Side::Paper,
    },
    Case {
        name: "essay, checks open",
        faulty: false,
        section: "四、",
        field: "项目主要内容",
        side: Side::Check,
    },
    Case {
        name: "essay, checks open, 600 faults",
        faulty: true,
        section: "四、",
        field: "项目主要内容",
        side: Side::Check,
    },
    Case {
        name: "table cell, paper open",
        faulty: false,
        section: "九、",
        field: "第 3 行 支出内容明细",
        side: Side::Paper,
    },
    Case {
        name: "table cell, checks open",
        faulty: false,
        section: "九、",
        field: "第 3 行 支出内容明细",
        side: Side::Check,
    },
    Case {
        name: "table cell, checks open, 600 faults",
        faulty: true,
        section: "九、",
        field: "第 3 行 支出内容明细",
        side: Side::Check,
    },
];

fn clock() -> DateTime<Local> {
    Local
        .with_ymd_and_hms(2021, 5, 20, 9, 0, 0)
        .single()
        .expect("a time")
}

/// Measures and prints every case.
pub fn measure() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    println!("{KEYS} keys into the largest application, ms of processor time");
    println!(
        "{:<38} {:^39} | others, a key",
        "", "the slowest frame of a key"
    );
    for case in CASES {
        measure_case(&case, folder.path());
    }
}

fn measure_case(case: &Case, folder: &Path) {
    let file = folder.join("largest.shenbao");
    largest::write(&file, case.faulty);
    let setup = Setup {
        forms: Forms::bundled(),
        file: Some(file),
        clock,
        workspace: Workspace::open(Places::in_folder(folder)),
    };
    let mut harness = Harness::builder()
        .with_size(SIZE)
        .with_max_steps(20)
        .build_eframe(move |cc| App::new(&cc.egui_ctx, setup));
    settle(&mut harness);
    press(&mut harness, "自查");
    if case.side == Side::Paper {
        press(&mut harness, "纸面");
    }
    harness
        .get_by(|node| {
            node.role() == Role::Button
                && node
                    .label()
                    .is_some_and(|label| label.starts_with(case.section))
        })
        .click();
    settle(&mut harness);
    harness
        .get_by(|node| node.label().as_deref() == Some(case.field) && node.role() != Role::Label)
        .focus();
    harness.run();

    let ctx = harness.ctx.clone();
    ctx.disable_accesskit();
    let mut window = Window {
        ctx,
        frame: eframe::Frame::_new_kittest(),
        app: harness.state_mut(),
        time: 1000.0,
        frames: Vec::new(),
    };
    for _ in 0..20 {
        window.key("申");
    }
    let before = length(window.app);
    let mut slowest = Vec::new();
    let (all, own) = (processor_time(), thread_time());
    for at in 0..KEYS {
        slowest.extend(window.key(if at % 7 == 0 { "，" } else { "报" }));
    }
    assert_eq!(length(window.app), before + KEYS, "every key was typed");
    let own = thread_time() - own;
    let others = (processor_time() - all).saturating_sub(own) / KEYS as u32;
    slowest.sort();
    let part = |part: f64| ms(slowest[((slowest.len() - 1) as f64 * part) as usize]);
    println!(
        "{:<38} median {:5.2}  99 % {:5.2}  worst {:5.2} | {:5.2}",
        case.name,
        part(0.5),
        part(0.99),
        part(1.0),
        ms(others),
    );
}

fn press(harness: &mut Harness<'_, App>, label: &str) {
    harness
        .get_by(|node| {
            node.role() == Role::Button
                && node.label().is_some_and(|found| {
                    found == label
                        || found.trim_end_matches(|one: char| one.is_ascii_digit()) == label
                })
        })
        .click();
    settle(harness);
}

/// Runs the window until nothing is being done beside it.
fn settle(harness: &mut Harness<'_, App>) {
    harness.run();
    while !harness.state().is_idle() {
        std::thread::sleep(Duration::from_millis(5));
        harness.run();
    }
}

/// The window, as its framework drives it.
struct Window<'a> {
    ctx: Context,
    frame: eframe::Frame,
    app: &'a mut App,
    /// By its clock, in seconds.
    time: f64,
    /// Processor time of each frame since the last key.
    frames: Vec<Duration>,
}

impl Window<'_> {
    /// A key, and what the window does until the next one; the slowest frame of it.
    fn key(&mut self, text: &str) -> Option<Duration> {
        self.frames.clear();
        let start = Instant::now();
        let mut wake = self.frame(vec![Event::Text(text.to_owned())]);
        while start.elapsed() < BETWEEN {
            if wake.is_zero() || self.ctx.has_requested_repaint() {
                wake = self.frame(Vec::new());
            } else {
                thread::sleep(Duration::from_millis(2));
            }
        }
        self.frames.iter().max().copied()
    }

    /// One frame; when the window wants the next.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        use eframe::App as _;
        self.time += 0.03;
        let mut input = RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, SIZE)),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        if let Some(viewport) = input.viewports.get_mut(&ViewportId::ROOT) {
            viewport.native_pixels_per_point = Some(1.0);
        }
        let start = thread_time();
        let mut output = self.ctx.run_ui(input, |ui| {
            self.app.logic(ui.ctx(), &mut self.frame);
            self.app.ui(ui, &mut self.frame);
        });
        let drawn = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        self.frames.push(thread_time() - start);
        drop(drawn);
        // No graphics card waits for the glyphs.
        output.textures_delta.clear();
        output
            .viewport_output
            .get(&ViewportId::ROOT)
            .map_or(Duration::MAX, |root| root.repaint_delay)
    }
}

/// Characters of what is typed into.
fn length(app: &App) -> usize {
    let answers = app.editor().map(|editor| editor.project.answers());
    let texts = ["content", "budget.items[2].item"];
    let text = |path: &str| answers.map_or(0, |answers| answers.text(path).chars().count());
    texts.into_iter().map(text).sum()
}

fn thread_time() -> Duration {
    time_of(ClockId::ThreadCPUTime)
}

fn processor_time() -> Duration {
    time_of(ClockId::ProcessCPUTime)
}

fn time_of(clock: ClockId) -> Duration {
    let time = clock_gettime(clock);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
