//! Every screen in narrow windows, with large text and in every theme: nothing lies outside the
//! window, nothing that is clicked lies over another such thing, no words are cut off.

mod gui_help;

use std::fs;
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Rect, Shape, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use shenbao::gui::{App, Setup};
use shenbao::project::{Forms, Project};
use shenbao::workspace::{Places, Settings, Theme, Workspace};

use gui_help::{choose_form, clock, settle};

/// What the list at the left takes, and the bar at the top.
const RAIL: f32 = 276.0;
const BAR: f32 = 56.0;
/// The name of the line into which that list is folded.
const FOLDED: &str = "表单的各部分";
/// What stands in it below the sections.
const SIDES: [&str; 5] = ["申报流程", "任务对照", "自查表", "网上填报", "旧版本与比较"];

/// The usual window of a small laptop, the narrowest that the window can be made, and what is left
/// of a screen of 1440 × 900 where everything is twice as large.
const SIZES: [(Vec2, u16); 3] = [
    (vec2(1000.0, 700.0), 100),
    (vec2(720.0, 520.0), 100),
    (vec2(720.0, 450.0), 200),
];

/// A window over a working folder with one application of each form.
struct Desk {
    harness: Harness<'static, App>,
    folder: PathBuf,
    size: Vec2,
    /// All that was found wrong.
    faults: Vec<String>,
}

impl Desk {
    fn new(size: Vec2, text_percent: u16, theme: Theme, file: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap().keep();
        let working = folder.join("documents").join("科创中国申报");
        fs::create_dir_all(&working).unwrap();
        for name in ["industry-team", "registration"] {
            let example = Path::new("examples").join(name).join("answers.json");
            let mut project = Project::open(&example, &Forms::bundled()).unwrap();
            project
                .save_as(&working.join(format!("{name}.shenbao")))
                .unwrap();
        }
        let mut workspace = Workspace::open(Places::in_folder(&folder));
        let settings = Settings {
            theme,
            text_percent,
            ..Settings::default()
        };
        workspace.set(settings).unwrap();
        let setup = Setup {
            forms: Forms::bundled(),
            file: file.map(|name| working.join(format!("{name}.shenbao"))),
            clock,
            workspace,
        };
        let mut harness = Harness::builder()
            .with_size(size)
            .with_max_steps(200)
            .build_eframe(move |cc| App::new(&cc.egui_ctx, setup));
        settle(&mut harness);
        Self {
            harness,
            folder,
            size,
            faults: Vec::new(),
        }
    }

    fn click(&mut self, label: &str) {
        let button = self
            .harness
            .query_all_by(|node| {
                node.role() == Role::Button
                    && node.label().is_some_and(|said| said.starts_with(label))
            })
            .next()
            .unwrap_or_else(|| panic!("no “{label}” to click"));
        button.click_accesskit();
        settle(&mut self.harness);
    }

    /// Goes to a row of the list at the left, which a narrow window folds into one line.
    fn go(&mut self, row: &str) {
        self.unfold();
        self.click(row);
    }

    /// Opens the list where it is folded; whether it was.
    fn unfold(&mut self) -> bool {
        let folded = self.harness.query_by_label(FOLDED);
        let is_folded = folded.is_some();
        if let Some(folded) = folded {
            folded.click_accesskit();
            settle(&mut self.harness);
        }
        is_folded
    }

    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        settle(&mut self.harness);
    }

    /// Lays the page out as high as it needs, so that all of it is drawn, and then as it is seen.
    fn check(&mut self, screen: &str) {
        let Vec2 { x, y } = self.size;
        let zoom = self.harness.ctx.zoom_factor();
        for height in [9000.0, y] {
            self.harness.set_size(vec2(x, height));
            settle(&mut self.harness);
            for fault in faults(&self.harness, x) {
                let case = format!("{screen} ({x} × {height}, × {zoom}): {fault}");
                self.faults.push(case);
            }
        }
    }

    /// Nothing was wrong anywhere.
    #[track_caller]
    fn is_sound(&self) {
        assert!(self.faults.is_empty(), "\n{}\n", self.faults.join("\n"));
    }

    /// What stands in the list at the left, without what is said of its state.
    fn listed(&mut self) -> Vec<String> {
        let is_folded = self.unfold();
        let editor = self.harness.state().editor().unwrap();
        let sections = editor.project.form().sections.iter();
        let sections = sections.map(|section| section.title.clone());
        let views = SIDES.map(str::to_owned);
        let mut titles: Vec<String> = sections.chain(views).collect();
        titles.retain(|title| {
            let mut rows = self.harness.query_all_by(|node| {
                node.role() == Role::Button
                    && node
                        .label()
                        .is_some_and(|label| label.starts_with(title.as_str()))
            });
            rows.any(|row| row.rect().top() > BAR && row.rect().width() > 200.0)
        });
        if is_folded {
            self.key(Modifiers::NONE, Key::Escape);
        }
        titles
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // The system clears its temporary files otherwise.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Words on the screen: what they say, where they stand and how much of that may be seen.
struct Words {
    text: String,
    place: Rect,
    clip: Rect,
    elided: bool,
}

fn words(harness: &Harness<'_, App>) -> Vec<Words> {
    fn collect(shape: &Shape, clip: Rect, into: &mut Vec<Words>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, clip, into)),
            // Where a label goes on in the next line, its first stands behind other words.
            Shape::Text(text) => into.extend(text.galley.rows.iter().map(|row| {
                Words {
                    text: row.text(),
                    place: row
                        .rect_without_leading_space()
                        .translate(text.pos.to_vec2()),
                    clip,
                    elided: text.galley.elided,
                }
            })),
            _ => {}
        }
    }
    let mut words = Vec::new();
    for shape in &harness.output().shapes {
        collect(&shape.shape, shape.clip_rect, &mut words);
    }
    words.retain(|words| !words.text.trim().is_empty());
    words
}

/// All that is wrong with what is drawn, a sentence each.
fn faults(harness: &Harness<'_, App>, width: f32) -> Vec<String> {
    let mut faults = Vec::new();
    let mut nodes: Vec<_> = harness
        .query_all_by(|node| node.bounding_box().is_some())
        .map(|node| {
            (
                node.accesskit_node().role(),
                node.accesskit_node().label().unwrap_or_default(),
                node.rect(),
            )
        })
        .collect();
    for (role, label, place) in &nodes {
        // A text in a field of one line is scrolled along by the cursor.
        if *role == Role::TextRun {
            continue;
        }
        if place.left() < -0.5 || place.right() > width + 0.5 {
            faults.push(format!("{role:?} “{label}” lies outside: {place:?}"));
        }
    }
    let is_input = |role: Role| matches!(role, Role::TextInput | Role::MultilineTextInput);
    let is_button = |role: Role| matches!(role, Role::Button | Role::CheckBox | Role::RadioButton);
    let words = words(harness);
    // What 查找 lists may be scrolled out of sight, where no words of it are drawn.
    let seen = |role: Role, label: &str, place: Rect| {
        let question = label.split_once('：').map(|(question, _)| question);
        let Some(question) = question.filter(|_| role == Role::Button && place.width() > 300.0)
        else {
            return place;
        };
        let own = words
            .iter()
            .find(|words| place.contains(words.place.center()) && words.text.starts_with(question));
        own.map_or(Rect::NOTHING, |words| place.intersect(words.clip))
    };
    for (role, label, place) in &mut nodes {
        *place = seen(*role, label, *place);
    }
    let clicked: Vec<_> = nodes
        .iter()
        .filter(|(role, ..)| is_input(*role) || is_button(*role) || *role == Role::ComboBox)
        .map(|(_, label, place)| (label, place))
        .filter(|(_, place)| place.is_positive())
        .collect();
    for (at, (one, place)) in clicked.iter().enumerate() {
        for (other, over) in &clicked[at + 1..] {
            let shared = place.intersect(**over);
            // A card holds links of its own.
            let inside = place.contains_rect(**over) || over.contains_rect(**place);
            if shared.width() > 1.0 && shared.height() > 1.0 && !inside {
                faults.push(format!("“{one}” lies over “{other}”: {place:?} {over:?}"));
            }
        }
    }
    for one in &words {
        let Words {
            text,
            place,
            clip,
            elided,
        } = one;
        let shown = place.intersect(*clip);
        if !shown.is_positive() {
            continue;
        }
        let in_input = |(role, _, field): &(Role, String, Rect)| {
            is_input(*role) && field.expand(4.0).contains_rect(*clip)
        };
        let cut = place.left() < clip.left() - 1.0 || place.right() > clip.right() + 1.0;
        if cut && !nodes.iter().any(in_input) {
            faults.push(format!("“{text}” is cut off: {place:?} in {clip:?}"));
        }
        let button = nodes.iter().find(|(role, _, button)| {
            is_button(*role) && button.contains(shown.center()) && place.right() > RAIL
        });
        let Some((_, label, button)) = button else {
            continue;
        };
        // Cards and rows of lists hold more words than a button does.
        let is_large = button.height() > 90.0 || button.width() > 300.0;
        if *elided && !is_large
            || place.right() > button.right() + 1.0
            || place.left() < button.left() - 1.0
        {
            faults.push(format!(
                "“{text}” does not fit in “{label}”: {place:?} in {button:?}"
            ));
        }
    }
    for (at, one) in words.iter().enumerate() {
        let place = one.place.intersect(one.clip);
        for other in &words[at + 1..] {
            let shared = place.intersect(other.place.intersect(other.clip));
            // Headings are written twice, to look bolder.
            let apart = other.place.min.distance(one.place.min);
            let is_bold = one.text == other.text && apart < 1.0;
            if shared.width() > 4.0 && shared.height() > 6.0 && !is_bold {
                faults.push(format!(
                    "“{}” is written over “{}”: {shared:?}",
                    other.text, one.text
                ));
            }
        }
    }
    faults
}

/// Every section with its list of faults, and every other side of an application.
fn check_application(name: &str, size: Vec2, text_percent: u16, theme: Theme) {
    let mut desk = Desk::new(size, text_percent, theme, Some(name));
    // A version to compare with.
    desk.key(Modifiers::COMMAND, Key::S);
    let rows = desk.listed();
    assert!(rows.len() > 8, "{rows:?}");
    for row in &rows {
        desk.go(row);
        desk.check(row);
    }
    desk.click("第 1 份 比较");
    desk.check("比较");
    desk.key(Modifiers::COMMAND, Key::E);
    desk.check("导出");
    // From the first place on, so that the list of them stands at its top.
    desk.go(&rows[0]);
    desk.key(Modifiers::COMMAND, Key::F);
    desk.harness.event(Event::Text("宁波".to_owned()));
    settle(&mut desk.harness);
    desk.check("查找");
    desk.click("全部列出");
    desk.check("全部列出");
    desk.click("关闭查找");
    desk.go(&rows[1]);
    desk.key(Modifiers::NONE, Key::F7);
    for side in ["自查结果", "纸面", "依据"] {
        let tab = desk.harness.query_all_by(|node| {
            node.role() == Role::Button && node.label().is_some_and(|label| label.starts_with(side))
        });
        let tab = tab.last().unwrap_or_else(|| panic!("no “{side}”"));
        tab.click_accesskit();
        settle(&mut desk.harness);
        desk.check(side);
    }
    desk.is_sound();
}

#[test]
fn a_project_fits_into_every_window() {
    for (size, text_percent) in SIZES {
        check_application("industry-team", size, text_percent, Theme::default());
    }
}

#[test]
fn a_registration_fits_into_every_window() {
    for (size, text_percent) in SIZES {
        check_application("registration", size, text_percent, Theme::default());
    }
}

#[test]
fn an_empty_application_fits_with_all_its_faults() {
    for (size, text_percent) in SIZES {
        for form in [
            "附件5 项目申报书（2021年度第一批）",
            "科技服务团注册表（2022年度）",
        ] {
            let mut desk = Desk::new(size, text_percent, Theme::default(), None);
            choose_form(&mut desk.harness, form);
            settle(&mut desk.harness);
            let editor = desk.harness.state().editor().unwrap();
            let sections = editor.project.form().sections.clone();
            desk.key(Modifiers::NONE, Key::F7);
            for section in sections {
                desk.check(&section.title);
                desk.key(Modifiers::COMMAND, Key::PageDown);
            }
            desk.is_sound();
        }
    }
}

#[test]
fn the_pages_over_the_window_and_the_first_screen_fit() {
    for (size, text_percent) in SIZES {
        let mut desk = Desk::new(size, text_percent, Theme::default(), None);
        desk.check("首页");
        desk.click("新建");
        desk.check("新建");
        for page in ["常用信息", "设置", "快捷键"] {
            desk.click(page);
            desk.check(page);
            desk.key(Modifiers::NONE, Key::Escape);
        }
        desk.is_sound();
    }
}

#[test]
fn every_theme_draws_every_screen_with_text_twice_as_large() {
    let (size, text_percent) = SIZES[2];
    for theme in Theme::ALL {
        if theme != Theme::default() {
            check_application("registration", size, text_percent, theme);
        }
        let mut desk = Desk::new(size, text_percent, theme, None);
        desk.check("首页");
        for page in ["常用信息", "设置", "快捷键"] {
            desk.click(page);
            desk.check(page);
            desk.key(Modifiers::NONE, Key::Escape);
        }
        desk.is_sound();
    }
}
