//! Whatever the checks find leads somewhere: from its card to the field, with the cursor in it and
//! in sight; or, where no question stands for it, to the page that helps.

mod gui_help;

use std::fs;
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Key, Rect};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use serde_json::Value;
use shenbao::diag::{Finding, Severity};
use shenbao::form::rule::Check;
use shenbao::form::{Field, FormDef, Kind};
use shenbao::gui::App;

use gui_help::{CLEAN, answers, click, settle, setup, window_of};

const REGISTRATION: &str = "examples/registration/answers.json";
const HEIGHT: f32 = 900.0;

/// An application in the window, all of it checked. Its texts may hold signs without a shape.
fn checked(file: &Path) -> Harness<'static, App> {
    let start = setup(Some(file.to_owned()));
    let mut harness = Harness::builder()
        .with_size([1400.0, HEIGHT])
        .with_max_steps(20)
        .allow_missing_glyphs()
        .build_eframe(move |cc| App::new(&cc.egui_ctx, start));
    settle(&mut harness);
    harness.key_press(Key::F7);
    harness.run();
    harness
}

/// What is shown, in the order of the panel: the gravest first, but what is only not filled in
/// yet section by section before the hints.
fn shown(harness: &Harness<'_, App>) -> Vec<Finding> {
    let editor = harness.state().editor().unwrap();
    let form = editor.project.form();
    let mut found = editor.shown_findings().cloned().collect::<Vec<_>>();
    found.sort_by_key(|finding| {
        let mut rules = form.rules.iter();
        let is_missing = rules.any(|rule| rule.id == finding.rule && rule.check == Check::Missing);
        match (is_missing, finding.severity) {
            (true, _) => (2, form.section_of(&finding.field)),
            (false, Severity::Error) => (0, None),
            (false, Severity::Warning) => (1, None),
            (false, Severity::Hint) => (3, None),
        }
    });
    found
}

/// Opens the lists of what is not filled in yet, where there is too much of it to stand open.
fn unfold(harness: &mut Harness<'_, App>, ways: usize) {
    if harness.query_all_by_label("定位").count() == ways {
        return;
    }
    let folded = harness.query_all_by_label_contains("项没有填");
    let folded: Vec<_> = folded.map(|list| list.accesskit_node().id()).collect();
    for list in folded {
        let list = harness.get_by(|node| node.id() == list);
        list.click_accesskit();
        settle(harness);
    }
    assert_eq!(harness.query_all_by_label("定位").count(), ways);
}

/// Whether a question stands for what was found.
fn has_question(form: &FormDef, finding: &Finding) -> bool {
    let end = finding.field.find('[').unwrap_or(finding.field.len());
    form.field(&finding.field[..end]).is_some()
}

/// Follows every card to its field and says of each that led elsewhere.
fn check(file: &Path) -> Vec<String> {
    let mut astray = Vec::new();
    let mut harness = checked(file);
    let found = shown(&harness);
    let form = FormDef::clone(harness.state().editor().unwrap().project.form());
    let led: Vec<_> = found
        .iter()
        .filter(|finding| has_question(&form, finding))
        .collect();
    unfold(&mut harness, led.len());
    for (at, finding) in led.into_iter().enumerate() {
        // Those have a page of their own.
        if finding.field.starts_with("requirements.") {
            continue;
        }
        follow(&mut harness, at);
        if let Some(place) = astray_in(&harness, &form, finding) {
            let (file, rule) = (file.display(), &finding.rule);
            astray.push(format!("{file}: {rule} @{}: {place}", finding.field));
        }
    }
    astray
}

/// Goes to the card's button by keyboard, which the list scrolls along with, and presses it.
fn follow(harness: &mut Harness<'_, App>, at: usize) {
    let button = harness.query_all_by_label("定位").nth(at);
    button.expect("a way to the field").focus();
    harness.run();
    let button = harness.query_all_by_label("定位").nth(at).unwrap();
    let place = button.rect();
    assert!(
        place.top() > 56.0 && place.bottom() < HEIGHT,
        "{at}: {place:?}"
    );
    button.click();
    // The page scrolls along.
    settle(harness);
}

/// Where the card led, unless to its field, in sight and with the cursor.
fn astray_in(harness: &Harness<'_, App>, form: &FormDef, finding: &Finding) -> Option<String> {
    let editor = harness.state().editor().unwrap();
    let end = finding.field.find('[').unwrap_or(finding.field.len());
    let field = form.field(&finding.field[..end]).unwrap();
    if form.section_of(&field.id) != Some(editor.section) {
        return Some(format!("section {}", editor.section));
    }
    let Some(focused) = harness.ctx.memory(|memory| memory.focused()) else {
        return Some("no cursor".to_owned());
    };
    let response = harness.ctx.read_response(focused)?;
    let (place, seen) = (response.rect, response.interact_rect);
    if seen.height() < place.height().min(400.0) - 1.0 {
        return Some(format!("{place:?} cut to {seen:?}"));
    }
    let node = harness.query_all_by(|node| node.is_focused()).next()?;
    let said = node.accesskit_node().label().unwrap_or_default();
    let mut asked = asked_of(form, field, &finding.field, harness);
    // Content of another shape stands in the field's place.
    asked.push("复制内容".to_owned());
    (!asked.contains(&said)).then(|| format!("the cursor is in “{said}”, not one of {asked:?}"))
}

/// What the widget may be called that has the cursor for that path.
fn asked_of(form: &FormDef, field: &Field, path: &str, harness: &Harness<'_, App>) -> Vec<String> {
    let name = match field.owner.as_str() {
        "" => field.label.clone(),
        owner => format!("{owner} {}", field.label),
    };
    let row = path.split_once('[').and_then(|(_, rest)| {
        let (row, column) = rest.split_once(']')?;
        Some((row.parse::<usize>().ok()?, column.trim_start_matches('.')))
    });
    match &field.kind {
        Kind::Rows { row: what, .. } => {
            let rows = answers(harness).list(&field.id).len();
            let (at, id) = row.unwrap_or_default();
            let columns = field.columns();
            let id = id.split(['.', '[']).next().unwrap_or_default();
            let column = columns.iter().find(|column| column.id == id);
            let column = column.unwrap_or(&columns[0]);
            match rows {
                0 => vec![format!("＋ 添加{what}")],
                _ => {
                    let mut names = asked_of(form, column, "", harness);
                    names.push(format!("第 {} 行 {}", at + 1, column.label));
                    names
                }
            }
        }
        Kind::Lines => match row {
            Some((at, _)) => vec![format!("{name} 第 {} 项", at + 1)],
            None if answers(harness).list(path).is_empty() => vec!["＋ 添加一项".to_owned()],
            None => vec![format!("{name} 第 1 项")],
        },
        Kind::Choice { of, .. } => {
            let labels = form
                .choices(of)
                .iter()
                .map(|choice| choice.name().to_owned());
            labels.chain([name]).collect()
        }
        Kind::Tags { of, .. } => {
            let lists = of.iter().flat_map(|list| form.choices(list));
            let labels = lists.map(|choice| choice.label.clone());
            labels.chain([format!("{name} 查找")]).collect()
        }
        Kind::YesNo => vec![field.statement.clone(), field.label.clone()],
        Kind::Cities => vec!["＋ 选择城市…".to_owned()],
        Kind::Industries { .. } => vec!["＋ 选择产业方向…".to_owned()],
        Kind::Attachment { .. } => ["选择文件…", "换一个文件…"]
            .map(|words| format!("{name} {words}"))
            .into(),
        Kind::Sum { of } => {
            let parts = of.iter().filter_map(|part| form.field(part));
            parts.map(|part| part.label.clone()).collect()
        }
        _ => vec![name],
    }
}

/// An example with other values at some paths, as a file in a folder of its own.
fn faulty(example: &str, values: &[(&str, Value)]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let mut json: Value = serde_json::from_slice(&fs::read(example).unwrap()).unwrap();
    for (path, value) in values {
        let pointer = format!("/{}", path.replace('.', "/"));
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let parent = json["answers"].pointer_mut(parent).unwrap();
        match parent {
            Value::Array(entries) => entries[key.parse::<usize>().unwrap()] = value.clone(),
            other => other[key] = value.clone(),
        }
    }
    for entry in ["evidence.jpg", "photos/chief.jpg", "photos/head.jpg"] {
        let picture = Path::new(example).with_file_name(entry);
        if picture.exists() {
            let copy = folder.path().join(entry);
            fs::create_dir_all(copy.parent().unwrap()).unwrap();
            fs::copy(picture, copy).unwrap();
        }
    }
    let file = folder.path().join("有错的材料.json");
    fs::write(&file, json.to_string()).unwrap();
    (folder, file)
}

#[test]
fn every_fault_of_the_examples_leads_to_its_field() {
    let files = fs::read_dir("examples/faults").unwrap();
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|kind| kind == "json"));
    files.sort();
    let astray: Vec<String> = files.iter().flat_map(|file| check(file)).collect();
    assert!(astray.is_empty(), "{}", astray.join("\n"));
}

#[test]
fn faults_deep_in_tables_cards_and_lists_lead_to_their_places() {
    let text = |text: &str| Value::from(text);
    let cases: [(&str, &[(&str, Value)]); 5] = [
        (
            CLEAN,
            &[
                ("members.27.duty", text("")),
                ("members.14.name", text("")),
                ("budget.items.11.amount", text("十二万")),
                ("stages.3.end", text("年底")),
                ("partners.8", text("待定")),
                ("commitment", Value::from(false)),
            ],
        ),
        (
            CLEAN,
            &[
                ("members.5", text("一行文字")),
                ("members.20.contact", serde_json::json!({"mobile": "1"})),
                ("budget.items.9.extra", text("甲")),
                ("budget.items", serde_json::json!([])),
                ("alliances", serde_json::json!([])),
                ("rationale", text("")),
                ("unit.kind", text("university")),
            ],
        ),
        (
            REGISTRATION,
            &[
                ("members.12.mobile", text("138")),
                ("members.13.office_phone", text("12")),
                ("members.14.duty", text("")),
                ("stages.4.end", text("2023-01-31")),
                ("unit.partners.8", text("XXX")),
                ("work.products", serde_json::json!([])),
            ],
        ),
        (
            REGISTRATION,
            &[
                ("members", serde_json::json!([])),
                ("stages", serde_json::json!([])),
                ("team.kind", text("regional")),
                ("team.cities", serde_json::json!(["浙江宁波", "浙江嘉兴"])),
                ("head.name", serde_json::json!(["温如松"])),
            ],
        ),
        (
            "examples/conference/answers.json",
            &[("cities", serde_json::json!([]))],
        ),
    ];
    let mut astray = Vec::new();
    for (example, values) in cases {
        let (_folder, file) = faulty(example, values);
        astray.extend(check(&file));
    }
    assert!(astray.is_empty(), "{}", astray.join("\n"));
}

#[test]
fn what_no_question_stands_for_has_a_way_on() {
    let (_folder, file) = faulty(CLEAN, &[("extra", Value::from("多出来的内容"))]);
    let mut harness = checked(&file);
    let form = FormDef::clone(harness.state().editor().unwrap().project.form());
    let found = shown(&harness);
    let left: Vec<_> = found
        .iter()
        .filter(|finding| !has_question(&form, finding))
        .collect();
    assert!(left.iter().any(|finding| finding.rule == "unknown-answer"));
    assert!(
        left.iter()
            .any(|finding| finding.severity == Severity::Hint)
    );
    click(&mut harness, "移除多出的内容");
    assert!(answers(&harness).get("extra").is_none());
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(answers(&harness).text("extra"), "多出来的内容");
    let days = left
        .iter()
        .filter(|finding| finding.field.is_empty())
        .count();
    let ways: Vec<_> = harness.query_all_by_label("看申报流程").collect();
    assert_eq!(ways.len(), days);
    ways[0].focus();
    drop(ways);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let steps = harness.query_all_by(|node| node.role() == Role::CheckBox);
    assert!(steps.count() > 3);
}

/// The list of cards and the form, in a window as narrow as it can be.
#[test]
fn a_fault_leads_to_its_field_in_a_narrow_window_too() {
    let file = "examples/faults/mobile-malformed.json";
    let mut harness = window_of(Some(file), 520.0);
    harness.set_size(egui::vec2(720.0, 520.0));
    harness.key_press(Key::F7);
    harness.run();
    let button = harness.query_all_by_label("定位").next().unwrap();
    button.focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let finding = shown(&harness).swap_remove(0);
    let focused = harness
        .query_all_by(|node| node.is_focused())
        .next()
        .unwrap();
    let window = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(720.0, 520.0));
    assert!(window.contains_rect(focused.rect()), "{:?}", focused.rect());
    let editor = harness.state().editor().unwrap();
    assert_eq!(editor.fields.at_hand(), Some(finding.field.as_str()));
}
