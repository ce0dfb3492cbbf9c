//! How the window bears up: processor time of a frame while someone types, and of the program as a
//! whole its start, memory and rest.
//!
//! ```sh
//! xvfb-run -s '-screen 0 1440x900x24 -noreset' cargo bench --bench desk
//! xvfb-run -s '-screen 0 1440x900x24 -noreset' cargo bench --bench desk -- frames   # or start, memory, rest
//! ```
//!
//! For Linux, of whose `/proc` it reads; `xdotool`, where it is installed, clicks into the window.

mod frames;
mod largest;
mod program;

fn main() {
    if let Some(shown) = std::env::var_os(program::EMPTY_WINDOW) {
        program::empty_window(shown.into());
        return;
    }
    let words: Vec<String> = std::env::args().skip(1).collect();
    if !words.iter().any(|word| word == "--bench") {
        println!("desk: measured by `cargo bench` alone");
        return;
    }
    let named: Vec<&str> = words
        .iter()
        .filter(|word| !word.starts_with('-'))
        .map(String::as_str)
        .collect();
    let is_wanted = |part: &str| named.is_empty() || named.contains(&part);
    if is_wanted("frames") {
        frames::measure();
    }
    let parts = program::PARTS.into_iter();
    let parts: Vec<&str> = parts.filter(|part| is_wanted(part)).collect();
    if parts.is_empty() {
        return;
    }
    if std::env::var_os("DISPLAY").is_none() {
        println!("no screen for {parts:?}; see the head of benches/desk/main.rs");
        return;
    }
    program::measure(&parts);
}
