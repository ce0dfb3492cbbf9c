//! Running the program as a person or another program would.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What a run of the program gave.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// Runs `shenbao` with these words.
pub fn shenbao(words: &[&str]) -> Run {
    Command::new(env!("CARGO_BIN_EXE_shenbao"))
        .args(words)
        .output()
        .unwrap()
        .into()
}

/// Runs `shenbao` with these words, for a user whose things all lie in that folder.
pub fn shenbao_of(home: &Path, words: &[&str]) -> Run {
    Command::new(env!("CARGO_BIN_EXE_shenbao"))
        .args(words)
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .output()
        .unwrap()
        .into()
}

/// Runs `shenbao` with these words and standard input.
pub fn shenbao_fed(words: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_shenbao"))
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap().into()
}

/// A path as a word of a command line.
pub fn word(path: &Path) -> &str {
    path.to_str().unwrap()
}
