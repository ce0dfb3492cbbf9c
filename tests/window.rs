//! The real window on a virtual display, filled by real key presses.

mod common;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use common::{shenbao, word};
use tempfile::tempdir;

/// A child that does not outlive its test.
struct Kept(Child);

impl Drop for Kept {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A virtual display, ended with the test.
struct Display {
    name: String,
    _server: Kept,
}

impl Display {
    fn new() -> Self {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1440x900x24",
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb (see tests/run)");
        let mut number = String::new();
        let out = server.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut number).unwrap();
        Self {
            name: format!(":{}", number.trim()),
            _server: Kept(server),
        }
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.name)
            .env_remove("WAYLAND_DISPLAY")
            .env("LIBGL_ALWAYS_SOFTWARE", "1");
        command
    }

    fn keys(&self, words: &[&str]) -> String {
        let output = self
            .command("xdotool")
            .args(words)
            .output()
            .expect("xdotool");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Opens the window on a file and waits until it stands.
    fn open(&self, file: &Path, renderer: &str, hidden: &[&str]) -> Kept {
        let mut command = self.command(env!("CARGO_BIN_EXE_shenbao"));
        for variable in hidden {
            command.env(variable, "/nonexistent");
        }
        let child = command
            .args([word(file), "--renderer", renderer])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let window = Kept(child);
        let id = wait_for("a window", || {
            let found = self.keys(&["search", "--onlyvisible", "--class", "shenbao"]);
            found.lines().next().map(str::to_owned)
        });
        self.keys(&["windowfocus", "--sync", &id]);
        window
    }
}

/// Asks again and again, for half a minute at most.
fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = ask() {
            return found;
        }
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "{what} did not come"
        );
        std::thread::sleep(Duration::from_millis(200));
    }
}

fn project(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("项目.shenbao");
    let clean = "examples/faults/clean-project.json";
    assert_eq!(shenbao(&["import", clean, "-o", word(&path)]).code, 0);
    path
}

/// Every answer of a project, as the bundle has them.
fn answers(project: &Path) -> String {
    let bundle = project.with_extension("json");
    shenbao(&[
        "export",
        word(project),
        "--bundle",
        word(&bundle),
        "--draft",
    ]);
    let bundle: serde_json::Value = serde_json::from_slice(&fs::read(bundle).unwrap()).unwrap();
    bundle["answers"].to_string()
}

/// Goes through the fields by Tab, types into each, saves; what was typed stands in the file.
fn check_typing(renderer: &str, hidden: &[&str]) {
    let folder = tempdir().unwrap();
    let file = project(folder.path());
    let before = fs::read(&file).unwrap();
    let display = Display::new();
    let _window = display.open(&file, renderer, hidden);
    wait_for("what was typed", || {
        for _ in 0..12 {
            display.keys(&["key", "--delay", "40", "Tab"]);
            display.keys(&["type", "--delay", "40", "z9"]);
        }
        display.keys(&["key", "ctrl+s"]);
        std::thread::sleep(Duration::from_secs(1));
        let saved = fs::read(&file).unwrap() != before;
        (saved && answers(&file).contains("z9")).then_some(())
    });
}

#[test]
fn what_is_typed_is_saved_with_opengl() {
    check_typing("glow", &[]);
}

#[test]
fn without_opengl_the_window_comes_all_the_same() {
    check_typing("auto", &["__EGL_VENDOR_LIBRARY_DIRS", "LIBGL_DRIVERS_PATH"]);
}

#[test]
fn without_a_desktop_a_sentence_names_the_way_out() {
    let output = Command::new(env!("CARGO_BIN_EXE_shenbao"))
        .arg("examples/industry-team/answers.json")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(said.lines().count(), 1, "{said}");
    for command in [
        "shenbao check",
        "shenbao export",
        "examples/industry-team/answers.json",
    ] {
        assert!(said.contains(command), "{said}");
    }
}
