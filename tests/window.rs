//! The real window on a virtual display, filled by real key presses.

mod common;
mod display;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use common::{shenbao, word};
use display::{Display, wait_for};
use tempfile::tempdir;

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
    let mut command = display.command(env!("CARGO_BIN_EXE_shenbao"));
    command.args([word(&file), "--renderer", renderer]);
    for variable in hidden {
        command.env(variable, "/nonexistent");
    }
    let _window = display.open(command);
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
