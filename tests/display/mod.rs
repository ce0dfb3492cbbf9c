//! A virtual display with the program's window on it, and keys pressed there.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A child that does not outlive its test.
pub struct Kept(Child);

impl Drop for Kept {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A virtual display, ended with the test.
pub struct Display {
    name: String,
    _server: Kept,
}

impl Display {
    pub fn new() -> Self {
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

    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.name)
            .env_remove("WAYLAND_DISPLAY")
            .env("LIBGL_ALWAYS_SOFTWARE", "1");
        command
    }

    pub fn keys(&self, words: &[&str]) -> String {
        let output = self
            .command("xdotool")
            .args(words)
            .output()
            .expect("xdotool");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Starts the program as `command` says, and waits until its window stands; gives back the
    /// window's number too.
    pub fn open(&self, mut command: Command) -> (Kept, String) {
        let child = command
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
        (window, id)
    }
}

/// Asks again and again, for half a minute at most.
pub fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = ask() {
            return found;
        }
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "{what} did not come"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}
