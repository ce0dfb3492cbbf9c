//! A whole registration in the real window: from an empty data folder to the printed and the
//! uploaded file, by mouse, real keys and the clipboard alone.
//!
//! Every answer of the form is entered so, but for the year, which stands there already: lines and
//! essays, radio buttons, labels, cities, dates, lists, cards of people and attachments, whose
//! paths are typed, since the display has no file dialogues. Chinese texts come from the clipboard,
//! for want of an input method. A screen cannot be read from here: whoever types saves after each
//! step, looks into the project file at what has come of it, and takes back what went elsewhere.
//! What the window shows is left to the tests that see it by labels (`gui_*.rs`).

mod common;
mod display;

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant, SystemTime};

use shenbao::answers::Answers;
use shenbao::form::{Field, FormDef, Kind};
use shenbao::project::completeness::filled;
use shenbao::project::{Forms, Project};
use tempfile::TempDir;

use common::{shenbao, word};
use display::{Display, Kept, wait_for};

const EXAMPLE: &str = "examples/faults/clean-registration.json";
/// Where the questions begin, and a little to the right of it: in points from the window's corner.
const QUESTIONS: (usize, usize) = (330, 90);
/// Longer is no file being written, also where the computer has other things to do.
const PATIENCE: Duration = Duration::from_secs(8);

/// Who sits before the display.
struct Typist {
    display: Display,
    window: String,
    _program: Kept,
    home: TempDir,
    form: FormDef,
    example: Answers,
    /// What stood in the project file last.
    seen: Answers,
    /// How often the Tab key leads from where the cursor is to the next question.
    ahead: usize,
}

impl Typist {
    /// Starts the program in an empty home folder.
    fn new() -> Self {
        let example = Project::open(Path::new(EXAMPLE), &Forms::bundled()).unwrap();
        let home = tempfile::tempdir().unwrap();
        let display = Display::new();
        let mut command = display.command(env!("CARGO_BIN_EXE_shenbao"));
        command.args(["--renderer", "glow"]);
        for folder in ["HOME", "XDG_RUNTIME_DIR", "PATH"] {
            command.env(folder, home.path());
        }
        command.env("XDG_DATA_HOME", home.path().join("data"));
        command.env("XDG_CONFIG_HOME", home.path().join("config"));
        // Neither a portal nor a program that would show a file dialogue.
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        let (program, window) = display.open(command);
        Self {
            display,
            window,
            _program: program,
            home,
            form: FormDef::clone(example.form()),
            example: example.answers().clone(),
            seen: Answers::new("registration-2022"),
            ahead: 0,
        }
    }

    fn key(&self, key: &str) {
        self.display.keys(&["key", key]);
    }

    fn click(&self, (x, y): (usize, usize)) {
        let (x, y) = (x.to_string(), y.to_string());
        let to = ["mousemove", "--window", &self.window, &x, &y];
        self.display.keys(&to);
        self.display.keys(&["click", "1"]);
    }

    /// Writes a text: plain signs by their keys, others from the clipboard, which is read before
    /// this returns.
    fn write(&self, text: &str) {
        if text.is_ascii() {
            self.display.keys(&["type", "--delay", "8", text]);
            return;
        }
        let mut clipboard = self
            .display
            .command("xclip")
            .args(["-selection", "clipboard", "-loops", "1"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("xclip (see tests/run)");
        let mut words = clipboard.stdin.take().unwrap();
        words.write_all(text.as_bytes()).unwrap();
        drop(words);
        // It goes on beside, the clipboard its own, and ends when it was read once.
        clipboard.wait().unwrap();
        let mut goes_on = clipboard.stdout.take().unwrap();
        let (ended, end) = channel();
        std::thread::spawn(move || {
            let _ = goes_on.read(&mut [0]);
            // Nobody waits for so long any more.
            let _ = ended.send(());
        });
        self.key("ctrl+v");
        // What was not read is missed in the file.
        let _ = end.recv_timeout(PATIENCE);
    }

    fn title(&self) -> String {
        self.display.keys(&["getwindowname", &self.window])
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("科创中国申报")
    }

    /// The project file, with the time at which it was written.
    fn file(&self) -> Option<(PathBuf, SystemTime)> {
        let files = fs::read_dir(self.folder()).ok()?;
        let projects = files.filter_map(|file| {
            let path = file.ok()?.path();
            let written = fs::metadata(&path).ok()?.modified().ok()?;
            (path.extension()? == "shenbao").then_some((path, written))
        });
        projects.max_by_key(|(_, written)| *written)
    }

    /// Begins a registration from the first screen, which offers the forms while there is none.
    fn begin(&self) {
        let form = |title: &str| title.contains(&self.form.title);
        for y in (180..560).step_by(20) {
            self.click((680, y));
            let opened = within(Duration::from_secs(1), || form(&self.title()));
            if opened {
                return;
            }
        }
        panic!("no way to a new registration: {}", self.title());
    }

    /// Saves, and waits until that is done: by then all that was pressed before has taken effect.
    fn save(&self) {
        let before = self.file().map(|(_, written)| written);
        self.key("ctrl+s");
        within(PATIENCE, || {
            self.file().map(|(_, written)| written) != before
        });
    }

    /// Saves, and looks at what stands in the file then.
    fn look(&self) -> Answers {
        self.save();
        let (path, _) = self.file().expect("a project file");
        let project = Project::open(&path, &Forms::bundled()).unwrap();
        project.answers().clone()
    }

    /// Types into the first question, so that there is something to save, and saves it, where the
    /// program does not do so by itself: the place is proposed and wants to be agreed to. Then
    /// nothing stands in the form again, and the cursor in its first question.
    fn save_first(&mut self) {
        let (x, top) = QUESTIONS;
        let mut places = (top..400).step_by(16);
        let changed = || self.title().contains("（未保存）") || self.file().is_some();
        let mut place = (x, top);
        while !changed() {
            place.1 = places.next().expect("a first question");
            self.click(place);
            self.key("z");
            within(Duration::from_millis(700), changed);
        }
        wait_for("the first project file", || {
            if self.file().is_none() {
                self.key("ctrl+s");
                within(Duration::from_secs(2), || self.file().is_some());
            }
            if self.file().is_none() {
                self.key("Return");
                within(Duration::from_secs(2), || self.file().is_some());
            }
            self.file()
        });
        // The box for the place has gone by then.
        std::thread::sleep(Duration::from_secs(1));
        self.click(place);
        self.key("ctrl+z");
        self.seen = self.look();
    }

    /// Goes to the next place that takes keys, and waits until the cursor is there.
    fn tab(&mut self) {
        self.key("Tab");
        self.look();
    }

    /// Acts until what is wanted stands in the file: here, and where the Tab key leads from here.
    /// What came about elsewhere is taken back.
    fn put(&mut self, what: &str, act: impl Fn(&Self), done: impl Fn(&Answers) -> bool) {
        for _ in 0..std::mem::take(&mut self.ahead) {
            self.tab();
        }
        for _ in 0..12 {
            if self.tries(&act, &done) {
                return;
            }
            self.tab();
        }
        panic!("{what}: no place for it; the file says {:?}", self.seen);
    }

    fn tries(&mut self, act: impl Fn(&Self), done: impl Fn(&Answers) -> bool) -> bool {
        act(self);
        let mut now = self.look();
        if done(&now) {
            self.seen = now;
            return true;
        }
        for _ in 0..4 {
            if now == self.seen {
                break;
            }
            self.key("ctrl+z");
            now = self.look();
        }
        assert!(
            now == self.seen,
            "what went elsewhere does not go away: {now:?}"
        );
        false
    }

    /// Clicks down the page until what `act` does then brings about what is wanted.
    fn find(&mut self, what: &str, act: impl Fn(&Self), done: impl Fn(&Answers) -> bool) {
        let (x, top) = QUESTIONS;
        for y in (top..700).step_by(16) {
            self.click((x, y));
            self.look();
            if self.tries(&act, &done) {
                return;
            }
        }
        panic!("{what}: no place for it");
    }

    /// Goes through the form from section to section.
    fn fill(&mut self) {
        for (at, section) in self.form.sections.clone().iter().enumerate() {
            if at > 0 {
                self.key("ctrl+Next");
                self.look();
            }
            for (number, field) in section.fields.iter().enumerate() {
                self.answer(field, &field.id, number == 0 && at > 0);
            }
        }
    }

    fn answer(&mut self, field: &Field, path: &str, is_first: bool) {
        let text = self.example.text(path).into_owned();
        let is = |now: &Answers| now.text(path) == text;
        match &field.kind {
            Kind::Attachment { .. } => self.attach(path),
            Kind::Rows { .. } => self.rows(field, path, is_first),
            Kind::Lines | Kind::Cities | Kind::Tags { .. } => self.entries(field, path),
            Kind::Choice { of, .. } => {
                let choices = self.form.choices(of);
                let count = choices.len();
                let at = choices.iter().position(|choice| choice.id == text).unwrap();
                self.ahead += at;
                self.put(path, |typist| typist.key("space"), is);
                self.ahead = count - at;
            }
            _ if !field.initial.is_empty() => self.ahead += 1,
            _ => {
                let write = |typist: &Self| typist.write(&text);
                if is_first {
                    self.find(path, write, is);
                } else {
                    self.put(path, write, is);
                }
                self.ahead = if field.kind == Kind::Date { 2 } else { 1 };
            }
        }
    }

    fn entries(&mut self, field: &Field, path: &str) {
        let wanted: Vec<String> = self
            .example
            .entries(path)
            .iter()
            .map(ToString::to_string)
            .collect();
        let has = |count: usize| {
            let wanted = wanted[..count].to_vec();
            move |now: &Answers| now.entries(path) == wanted
        };
        match &field.kind {
            Kind::Tags { of, .. } => {
                let listed: usize = of.iter().map(|list| self.form.choices(list).len()).sum();
                // The box for labels of one's own stands behind the list, which has a box to search
                // where it is long.
                let before = listed + usize::from(listed > 20);
                self.ahead += before;
                for (at, entry) in wanted.iter().enumerate() {
                    let write = |typist: &Self| {
                        typist.write(entry);
                        typist.key("Return");
                    };
                    self.put(path, write, has(at + 1));
                }
                self.ahead += 2;
            }
            Kind::Cities => {
                for (at, entry) in wanted.iter().enumerate() {
                    let pick = |typist: &Self| {
                        typist.key("Return");
                        typist.save();
                        typist.write(entry);
                        typist.key("Return");
                        typist.save();
                        typist.key("Escape");
                    };
                    self.put(path, pick, has(at + 1));
                }
                self.ahead = 1;
            }
            _ => {
                for (at, entry) in wanted.iter().enumerate() {
                    let add = |typist: &Self| typist.key("Return");
                    let added = |now: &Answers| now.list(path).len() == at + 1;
                    self.put(path, add, added);
                    self.put(path, |typist| typist.write(entry), has(at + 1));
                }
                // Behind the last entry: up, where there is one above it, remove, and a new one.
                self.ahead = 3 + usize::from(wanted.len() > 1);
            }
        }
    }

    fn attach(&mut self, path: &str) {
        let file = Path::new(EXAMPLE).parent().unwrap();
        let file = file.join(self.example.file(path).unwrap());
        let file = file.canonicalize().unwrap();
        let attached = |now: &Answers| now.file(path).is_some();
        let choose = |typist: &Self| {
            typist.key("Return");
            for _ in 0..4 {
                // No dialogue comes, and then the box for the path, under which nothing is saved.
                std::thread::sleep(Duration::from_millis(1200));
                typist.key("ctrl+a");
                typist.write(word(&file));
                std::thread::sleep(Duration::from_millis(300));
                typist.key("Return");
                std::thread::sleep(Duration::from_millis(500));
                if attached(&typist.look()) {
                    break;
                }
            }
        };
        self.put(path, choose, attached);
        self.ahead = 2;
    }

    fn rows(&mut self, field: &Field, path: &str, is_first: bool) {
        for at in 0..self.example.list(path).len() {
            let added = |now: &Answers| now.list(path).len() == at + 1;
            if at == 0 && is_first {
                self.find(path, |_| {}, added);
            } else {
                self.put(path, |typist| typist.key("Return"), added);
            }
            self.ahead = 0;
            for column in field.columns() {
                let cell = format!("{path}[{at}].{}", column.id);
                match &column.kind {
                    Kind::Tags { of, .. } if self.example.is_blank(&cell) => {
                        let listed: usize =
                            of.iter().map(|list| self.form.choices(list).len()).sum();
                        self.ahead += listed + 2;
                    }
                    _ => self.answer(column, &cell, false),
                }
            }
        }
        self.ahead += 1;
    }

    /// Opens the export and presses its button, which is the lowest of the page; gives back the
    /// printed and the uploaded file.
    fn export(&self) -> (PathBuf, PathBuf) {
        self.key("ctrl+e");
        let (x, _) = QUESTIONS;
        let made = |extension: &str| {
            let files = fs::read_dir(self.folder()).unwrap();
            let mut paths = files.map(|file| file.unwrap().path());
            paths.find(|path| path.extension().is_some_and(|kind| kind == extension))
        };
        let (across, down) = (x.to_string(), "600".to_owned());
        self.display
            .keys(&["mousemove", "--window", &self.window, &across, &down]);
        for _ in 0..3 {
            self.display
                .keys(&["click", "--repeat", "10", "--delay", "20", "5"]);
            std::thread::sleep(Duration::from_millis(500));
        }
        for y in (500..850).rev().step_by(12) {
            self.click((x, y));
            if within(Duration::from_secs(1), || made("json").is_some()) {
                let both = || made("pdf").zip(made("json"));
                return wait_for("both files", both);
            }
        }
        panic!("nothing was exported");
    }
}

/// Asks until it holds, for so long at most; whether it did.
fn within(patience: Duration, holds: impl Fn() -> bool) -> bool {
    let start = Instant::now();
    while !holds() {
        if start.elapsed() > patience {
            return false;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    true
}

/// The text of a PDF as another program reads it, without blanks.
fn text_of(pdf: &Path) -> String {
    let output = Command::new("pdftotext").args([word(pdf), "-"]).output();
    let text = String::from_utf8(output.expect("pdftotext").stdout).unwrap();
    text.split_whitespace().collect()
}

/// What Python's jsonschema says of a bundle: its number of errors.
fn schema_errors(bundle: &Path) -> String {
    let schema = shenbao(&["schema", "registration-2022"]).out;
    let script = "import json, sys, jsonschema\n\
        tool = jsonschema.Draft202012Validator(json.load(sys.stdin))\n\
        print(len(list(tool.iter_errors(json.load(open(sys.argv[1], encoding='utf-8'))))))";
    let mut python = Command::new("/usr/bin/python3")
        .args(["-c", script, word(bundle)])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 with jsonschema (python3-jsonschema)");
    let mut input = python.stdin.take().unwrap();
    input.write_all(schema.as_bytes()).unwrap();
    drop(input);
    let output = python.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn a_registration_is_filled_in_by_keys_as_far_as_its_files() {
    let mut typist = Typist::new();
    typist.begin();
    typist.save_first();
    typist.fill();
    let (pdf, bundle) = typist.export();

    let read = Project::open(&bundle, &Forms::bundled()).unwrap();
    let text = text_of(&pdf);
    for path in filled(&typist.example) {
        let wanted = typist.example.text(&path);
        let found = read.answers().text(&path);
        if path.ends_with(".file") {
            assert!(!found.is_empty(), "{path}");
            continue;
        }
        assert_eq!(found, wanted, "{path}");
        // Longer ones are broken into lines between others.
        let plain: String = wanted.split_whitespace().collect();
        if path.ends_with(".name") && plain.chars().count() < 8 || path.ends_with(".mobile") {
            assert!(text.contains(&plain), "{path} is not printed");
        }
    }
    assert!(!text.contains("草稿"));
    assert_eq!(schema_errors(&bundle), "0");
    let run = shenbao(&["check", word(&bundle), "--today", "2022-02-11"]);
    assert_eq!(run.code, 0, "{}", run.out);
}
