//! Each form filled in from nothing as a person would, by labels and keys alone, as far as the
//! bundle. What is typed comes from the examples; nothing reaches the answers but through widgets.
//! Only requirements of the call are left out: the form itself asks for none of them.

mod common;
mod gui_help;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use egui_kittest::{Harness, Node};
use shenbao::answers::{Answers, date};
use shenbao::form::{Field, FormDef, Kind};
use shenbao::gui::App;
use shenbao::project::{Forms, Project};

use common::{shenbao, word};
use gui_help::{answers, choose_form, click, open_section, settle, window_of};

/// The height of the window.
const HEIGHT: f32 = 900.0;

/// Somebody who fills in a form out of a folder with an answers file and its pictures.
struct Clerk {
    harness: Harness<'static, App>,
    form: FormDef,
    example: Answers,
    folder: PathBuf,
}

impl Clerk {
    /// Begins an application of the example's form in an empty window.
    fn new(example: &str) -> Self {
        let path = Path::new("examples").join(example);
        let project = Project::open(&path.join("answers.json"), &Forms::bundled()).unwrap();
        let mut harness = window_of(None, HEIGHT);
        harness.state_mut().do_without_dialogues();
        let form = FormDef::clone(project.form());
        choose_form(&mut harness, &form.name);
        Self {
            harness,
            form,
            example: project.answers().clone(),
            folder: path,
        }
    }

    /// Goes through every section from top to bottom.
    fn fill(&mut self) {
        for section in self.form.sections.clone() {
            let asks = |field: &&Field| !field.id.starts_with("requirements.");
            if !section.fields.iter().any(|field| asks(&field)) {
                continue;
            }
            open_section(&mut self.harness, &section.title);
            for field in section.fields.iter().filter(asks) {
                if !answers(&self.harness).asks(field) {
                    continue;
                }
                let name = match field.owner.as_str() {
                    "" => field.label.clone(),
                    owner => format!("{owner} {}", field.label),
                };
                self.answer(field, &field.id, &name);
            }
        }
    }

    /// Answers one question; `name` is what a screen reader says of it.
    fn answer(&mut self, field: &Field, path: &str, name: &str) {
        if self.example.is_blank(path) {
            return;
        }
        let text = self.example.text(path).into_owned();
        match &field.kind {
            Kind::Sum { .. } | Kind::Group { .. } => {}
            // A new application has it already.
            _ if !field.initial.is_empty() && answers(&self.harness).text(path) == text => {}
            Kind::Date => {
                self.enter(name, &loosely(&text));
                self.key(Modifiers::NONE, Key::Tab);
            }
            Kind::Text | Kind::Essay { .. } => self.paste(name, &text),
            Kind::Choice { of, .. } => self.choose(of, &text, name),
            Kind::YesNo => {
                if self.example.ticked(path) {
                    let words = [&field.statement, &field.label];
                    let words = words.into_iter().find(|words| !words.is_empty());
                    self.press(words.unwrap(), Role::CheckBox);
                }
            }
            Kind::Lines => self.lines(field, path),
            Kind::Tags { of, free_label, .. } => self.tags(of, free_label, path, name),
            Kind::Cities => self.pick("＋ 选择城市…", path),
            Kind::Industries { .. } => self.pick("＋ 选择产业方向…", path),
            Kind::Attachment { .. } => self.attach(path, name),
            Kind::Rows { row, .. } => self.rows(field, path, row),
            _ => self.enter(name, &text),
        }
    }

    /// Puts the cursor in the text field of that name, in the last one where rows have one each.
    fn go_to(&mut self, name: &str) {
        let is_input = |role| matches!(role, Role::TextInput | Role::MultilineTextInput);
        let fields = self
            .harness
            .query_all_by(|node| node.label().as_deref() == Some(name) && is_input(node.role()));
        let last =
            fields.max_by(|one, other| one.rect().bottom().total_cmp(&other.rect().bottom()));
        last.unwrap_or_else(|| panic!("no field “{name}”")).focus();
        self.harness.run();
    }

    fn enter(&mut self, name: &str, text: &str) {
        self.go_to(name);
        self.write(text);
    }

    fn paste(&mut self, name: &str, text: &str) {
        self.go_to(name);
        self.harness.event(Event::Paste(text.to_owned()));
        self.harness.run();
    }

    fn write(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.run();
    }

    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run();
    }

    /// Goes to a button or box with the keyboard, so that the page scrolls to it, and clicks it.
    fn press(&mut self, label: &str, role: Role) {
        for _ in 0..5 {
            self.find(label, role).focus();
            settle(&mut self.harness);
            // What is said for a while lies over the foot of the page.
            if let Some(read) = self.harness.query_by_label("知道了") {
                read.click();
                settle(&mut self.harness);
            }
            let place = self.find(label, role).rect();
            if place.top() > 56.0 && place.bottom() < HEIGHT {
                self.find(label, role).click();
                settle(&mut self.harness);
                return;
            }
            // A picture that came up meanwhile has pushed it out of sight.
            self.key(Modifiers::SHIFT, Key::Tab);
        }
        panic!("“{label}” does not come into sight");
    }

    fn find<'a>(&'a self, label: &'a str, role: Role) -> Node<'a> {
        self.harness
            .query_all_by(move |node| node.label().as_deref() == Some(label) && node.role() == role)
            .next()
            .unwrap_or_else(|| panic!("no “{label}” to press"))
    }

    fn choose(&mut self, of: &str, id: &str, name: &str) {
        let choices = self.form.choices(of).to_vec();
        let label = choices.iter().find(|one| one.id == id).unwrap().name();
        let is_open = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
            node.label().as_deref() == Some(name) && node.role() == Role::ComboBox
        };
        if self.harness.query_all_by(is_open).next().is_some() {
            self.press(name, Role::ComboBox);
            self.write(label);
            self.key(Modifiers::NONE, Key::Enter);
        } else {
            self.press(label, Role::RadioButton);
        }
    }

    /// The button of a list stands below its label and is called as those of other lists are.
    fn lines(&mut self, field: &Field, path: &str) {
        for (at, entry) in self.entries(path).iter().enumerate() {
            if at == 0 {
                self.go_to_list(field);
                self.key(Modifiers::NONE, Key::Space);
            } else {
                self.key(Modifiers::NONE, Key::Enter);
            }
            assert_eq!(self.at_hand(), format!("{path}[{at}]"));
            self.write(entry);
        }
    }

    fn entries(&self, path: &str) -> Vec<String> {
        let entries = self.example.entries(path);
        entries.iter().map(ToString::to_string).collect()
    }

    fn go_to_list(&mut self, field: &Field) {
        let label = field.full_label();
        let top = self
            .harness
            .query_all_by(|node| {
                let said = node.label().or_else(|| node.value());
                node.role() == Role::Label && said.is_some_and(|said| said.starts_with(&label))
            })
            .next()
            .unwrap_or_else(|| panic!("no label “{label}”"))
            .rect()
            .bottom();
        let buttons = self.harness.query_all_by_label("＋ 添加一项");
        let below = buttons.filter(|button| button.rect().top() >= top);
        below
            .min_by(|one, other| one.rect().top().total_cmp(&other.rect().top()))
            .expect("a button below the label")
            .focus();
        self.harness.run();
    }

    fn tags(&mut self, lists: &[String], free_label: &str, path: &str, name: &str) {
        let listed: usize = lists.iter().map(|list| self.form.choices(list).len()).sum();
        let own = match free_label {
            "" => format!("{name} 其他，请填写"),
            words => format!("{name} {words}"),
        };
        let entries = self.entries(path);
        for entry in &entries {
            let chips = self.harness.query_all_by(|node| {
                node.label().as_deref() == Some(entry) && node.role() == Role::Button
            });
            let is_one = chips.count() == 1;
            if listed > 20 {
                self.enter(&format!("{name} 查找"), entry);
                self.key(Modifiers::NONE, Key::Enter);
            } else if is_one {
                self.press(entry, Role::Button);
            } else {
                self.enter(&own, entry);
                self.key(Modifiers::NONE, Key::Enter);
            }
        }
        assert_eq!(answers(&self.harness).entries(path), entries, "{path}");
    }

    fn pick(&mut self, button: &str, path: &str) {
        self.press(button, Role::Button);
        for entry in self.entries(path) {
            self.write(&entry);
            self.key(Modifiers::NONE, Key::Enter);
        }
        self.key(Modifiers::NONE, Key::Escape);
    }

    fn attach(&mut self, path: &str, name: &str) {
        let file = self.folder.join(self.example.file(path).unwrap());
        self.press(&format!("{name} 选择文件…"), Role::Button);
        self.wait(&format!("where to type the path of {path}"), |app| {
            app.modal().is_some()
        });
        self.key(Modifiers::COMMAND, Key::A);
        self.write(word(&file.canonicalize().unwrap()));
        self.key(Modifiers::NONE, Key::Enter);
        let attached = |app: &App| {
            let answers = app.editor().unwrap().project.answers();
            answers.file(path).is_some()
        };
        self.wait("the attachment", attached);
        // What comes into view later moves what stands below it.
        let start = Instant::now();
        while self
            .harness
            .query_all_by_label_contains("正在读取")
            .next()
            .is_some()
        {
            assert!(
                start.elapsed() < Duration::from_secs(30),
                "no preview of {path}"
            );
            std::thread::sleep(Duration::from_millis(5));
            self.harness.run();
        }
        let project = &self.harness.state().editor().unwrap().project;
        let kept = project
            .attachments()
            .get(answers(&self.harness).file(path).unwrap());
        assert_eq!(*kept.unwrap().bytes, *fs::read(file).unwrap());
    }

    /// Fills in a table from cell to cell by the Tab key, or the cards that stand in its place.
    fn rows(&mut self, field: &Field, path: &str, what: &str) {
        let columns = field.columns();
        let first = format!("第 1 行 {}", columns[0].label);
        let mut in_table = false;
        let count = self.example.list(path).len();
        for at in 0..count {
            if at == 0 || !in_table {
                self.press(&format!("＋ 添加{what}"), Role::Button);
                in_table = self.harness.query_all_by_label(&first).next().is_some();
            }
            for (number, column) in columns.iter().enumerate() {
                let cell = format!("{path}[{at}].{}", column.id);
                if !in_table {
                    self.answer(column, &cell, &column.label);
                    continue;
                }
                assert_eq!(self.at_hand(), cell);
                let text = self.example.text(&cell).into_owned();
                let text = match column.kind {
                    Kind::Date => loosely(&text),
                    _ => text,
                };
                if !text.is_empty() {
                    self.write(&text);
                }
                let is_last = at + 1 == count && number + 1 == columns.len();
                if !is_last {
                    self.key(Modifiers::NONE, Key::Tab);
                }
            }
        }
    }

    fn at_hand(&self) -> &str {
        let editor = self.harness.state().editor().unwrap();
        editor.fields.at_hand().unwrap()
    }

    /// Waits for what is done beside the window.
    fn wait(&mut self, what: &str, came: impl Fn(&App) -> bool) {
        let start = Instant::now();
        while !came(self.harness.state()) {
            assert!(
                start.elapsed() < Duration::from_secs(30),
                "{what} did not come"
            );
            std::thread::sleep(Duration::from_millis(5));
            self.harness.run();
        }
        self.harness.run();
    }

    /// Looks everything through and exports what is offered; gives back the bundle's path.
    fn export(&mut self, folder: &Path) -> PathBuf {
        self.key(Modifiers::NONE, Key::F7);
        let editor = self.harness.state().editor().unwrap();
        let errors = shenbao::project::errors(editor.findings());
        assert_eq!(errors, 0, "{:#?}", editor.findings());
        click(&mut self.harness, "导出…");
        self.go_to("保存到文件夹");
        self.key(Modifiers::COMMAND, Key::A);
        self.write(word(folder));
        self.press("导出 2 个文件", Role::Button);
        settle(&mut self.harness);
        let files = fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().path());
        let mut files: Vec<_> = files.collect();
        files.sort();
        let extensions: Vec<_> = files.iter().map(|file| file.extension().unwrap()).collect();
        assert_eq!(extensions, ["json", "pdf"], "{files:?}");
        files.swap_remove(0)
    }

    /// Holds what stands in a bundle against the example.
    fn compare(&self, bundle: &Project) {
        for (_, field) in self.form.fields() {
            if !field.id.starts_with("requirements.") {
                self.same(bundle.answers(), field, &field.id);
            }
        }
    }

    fn same(&self, written: &Answers, field: &Field, path: &str) {
        match &field.kind {
            Kind::Rows { .. } => {
                let rows = self.example.list(path).len();
                assert_eq!(written.list(path).len(), rows, "{path}");
                for at in 0..rows {
                    for column in field.columns() {
                        self.same(written, column, &format!("{path}[{at}].{}", column.id));
                    }
                }
            }
            Kind::Attachment { .. } => {
                let attached = |answers: &Answers| answers.file(path).is_some();
                assert_eq!(attached(written), attached(&self.example), "{path}");
            }
            Kind::Money | Kind::Sum { .. } => {
                assert_eq!(written.money(path), self.example.money(path), "{path}");
            }
            Kind::YesNo => assert_eq!(written.ticked(path), self.example.ticked(path), "{path}"),
            _ => {
                assert_eq!(written.entries(path), self.example.entries(path), "{path}");
                assert_eq!(written.text(path), self.example.text(path), "{path}");
            }
        }
    }
}

/// A day as people write it.
fn loosely(text: &str) -> String {
    date::parse(text).map_or(text.to_owned(), date::chinese)
}

/// Fills in the example's form and holds the bundle against the example.
fn check(example: &str, today: &str) {
    let mut clerk = Clerk::new(example);
    clerk.fill();
    let folder = tempfile::tempdir().unwrap();
    let bundle = clerk.export(folder.path());
    let read = Project::open(&bundle, &Forms::bundled()).unwrap();
    clerk.compare(&read);
    let run = shenbao(&["check", word(&bundle), "--today", today]);
    assert_eq!(run.code, 0, "{}", run.out);
}

#[test]
fn a_project_is_filled_in_as_far_as_its_bundle() {
    check("industry-team", "2021-05-20");
}

#[test]
fn a_registration_is_filled_in_as_far_as_its_bundle() {
    check("registration", "2022-02-11");
}
