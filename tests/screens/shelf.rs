//! A folder of applications in the making, the same every time.

use std::fs::{self, File};
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::{Duration, SystemTime};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use rust_xlsxwriter::{Format, FormatAlign, Workbook as Book};
use shenbao::answers::{Answer, Edit};
use shenbao::project::{Forms, Project};
use shenbao::workspace::{Places, Workspace};

use crate::gui_help::clock;

/// An application of 产业科技服务团 with some faults.
pub const PROJECT: &str = "宁波产业科技服务团.shenbao";
/// One that is ready.
pub const CLEAN: &str = "产学融合会议.shenbao";
/// A registration whose photo is larger than asked for.
pub const REGISTRATION: &str = "科技服务团注册.shenbao";
/// The button that opens the crop of that photo.
pub const CROP: &str = "服务团团长 照片 裁剪成 200×200…";

/// A list of people as a society sends it.
pub const ROSTER: &str = "专家名单.xlsx";

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Where an application of the folder lies.
pub fn file(name: &str) -> PathBuf {
    Path::new("文档/科创中国申报").join(name)
}

/// Fills a folder of its own, once, and goes there: places are shown in the window and must not
/// differ from run to run.
pub fn fill() {
    static FILLED: Once = Once::new();
    FILLED.call_once(|| {
        let folder = tempfile::tempdir().unwrap().keep();
        std::env::set_current_dir(folder).unwrap();
        fs::create_dir_all(file("")).unwrap();
        keep(PROJECT, "industry-team", 28 * MINUTE, &faults());
        keep(CLEAN, "conference", 2 * DAY, &[]);
        keep("区域科技服务团.shenbao", "regional-team", DAY, &[gaps()]);
        keep(REGISTRATION, "registration", 6 * DAY, &[]);
        with_large_photo();
        versions();
        experts();
        roster();
    });
}

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(name)
}

/// Saves an example with some changes, as if so many seconds before the clock.
fn keep(name: &str, of: &str, seconds_ago: u64, edits: &[Edit]) {
    let answers = example(of).join("answers.json");
    let mut project = Project::open(&answers, &Forms::bundled()).unwrap();
    for edit in edits {
        project.apply(edit.clone(), Duration::ZERO);
    }
    project.save_as(&file(name)).unwrap();
    touch(&file(name), seconds_ago);
}

fn touch(path: &Path, seconds_ago: u64) {
    let now: SystemTime = clock().into();
    let file = File::options().write(true).open(path).unwrap();
    file.set_modified(now - Duration::from_secs(seconds_ago))
        .unwrap();
}

/// What a person gets wrong on the way.
fn faults() -> [Edit; 5] {
    [
        Edit::text("unit.credit_code", "51100000MJ00123428"),
        Edit::text("budget.items[2].amount", "6.75"),
        Edit::text("needs_count", "46"),
        Edit::Set {
            path: "conditions".to_owned(),
            value: None,
        },
        Edit::Set {
            path: "commitment".to_owned(),
            value: Some(Answer::YesNo(false)),
        },
    ]
}

/// What is not filled in yet.
fn gaps() -> Edit {
    let fields = [
        "rationale",
        "content",
        "goals",
        "conditions",
        "stages",
        "members",
        "budget",
        "commitment",
    ];
    let nothing = |field: &str| Edit::Set {
        path: field.to_owned(),
        value: None,
    };
    Edit::Many(fields.map(nothing).to_vec())
}

/// Puts a photo larger than asked for into the registration.
fn with_large_photo() {
    let mut project = Project::open(&file(REGISTRATION), &Forms::bundled()).unwrap();
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(portrait(900, 1200))
        .write_to(&mut bytes, ImageFormat::Jpeg)
        .unwrap();
    let bytes = bytes.into_inner();
    project.attach("head.photo", "照片.jpg", bytes, Duration::ZERO);
    project.save_as(&file(REGISTRATION)).unwrap();
    touch(&file(REGISTRATION), 6 * DAY);
}

/// Head and shoulders of nobody, before a blue ground.
fn portrait(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (x as f32 / width as f32, y as f32 / height as f32);
        let within = |cx: f32, cy: f32, rx: f32, ry: f32| {
            ((x - cx) / rx).powi(2) + ((y - cy) / ry).powi(2) < 1.0
        };
        let face = within(0.5, 0.44, 0.17, 0.17);
        let hair = within(0.5, 0.39, 0.19, 0.17);
        let neck = within(0.5, 0.62, 0.08, 0.12);
        let coat = within(0.5, 1.0, 0.42, 0.32);
        Rgb(match (face, hair, neck, coat) {
            (true, _, _, _) if y > 0.36 => [0xE6, 0xC2, 0xA5],
            (_, true, _, _) => [0x3A, 0x33, 0x30],
            (_, _, _, true) => [0x3F, 0x4D, 0x63],
            (_, _, true, _) => [0xDB, 0xB4, 0x96],
            _ => [0x9F, 0xBF, 0xDC],
        })
    })
}

/// Three older versions of the application with faults.
fn versions() {
    let workspace = Workspace::open(Places {
        data: PathBuf::from("data"),
        documents: PathBuf::from("文档"),
    });
    let mut project = Project::open(&file(PROJECT), &Forms::bundled()).unwrap();
    let name = project.answers().text("project_name").into_owned();
    let now = clock().timestamp();
    for (at, hours) in [50, 26, 3].into_iter().enumerate() {
        project.apply(
            Edit::text("project_name", format!("{name}{at}")),
            Duration::ZERO,
        );
        let copy = file(PROJECT);
        project.save_as(&copy).unwrap();
        workspace.keep(&copy, now - hours * HOUR as i64).unwrap();
    }
    project.apply(Edit::text("project_name", name), Duration::ZERO);
    project.save_as(&file(PROJECT)).unwrap();
    touch(&file(PROJECT), 28 * MINUTE);
}

/// Some experts whom the library keeps.
fn experts() {
    let experts = [
        (
            "林知远",
            "中国示例信息学会副理事长",
            "研究员",
            "工业软件",
            "信息、长三角",
        ),
        (
            "苏望舒",
            "东屿大学信息工程学院院长",
            "教授",
            "集成电路设计",
            "信息、芯片",
        ),
        (
            "陈砚秋",
            "澜江理工大学计算机学院教授",
            "教授",
            "工业互联网安全",
            "信息",
        ),
        (
            "顾南乔",
            "云麓先进材料研究院副院长",
            "正高级工程师",
            "先进复合材料",
            "新材料",
        ),
        (
            "沈时雨",
            "海陵石化工程有限公司总工程师",
            "正高级工程师",
            "绿色石化",
            "石化、长三角",
        ),
        (
            "阿依古丽·买买提",
            "天山农业大学食品学院教授",
            "教授",
            "农产品加工",
            "农业",
        ),
    ];
    let line =
        |(at, (name, unit, title, research, tags)): (usize, (&str, &str, &str, &str, &str))| {
            let tags: Vec<_> = tags
                .split('、')
                .map(|tag| format!("Text(\"{tag}\")"))
                .collect();
            let text = |id: &str, text: &str| format!("(\"{id}\",Text(\"{text}\"))");
            let cells = [
                text("name", name),
                text("mobile", &format!("1380000{:04}", 101 + at)),
                text("affiliation", unit),
                text("title", title),
                text("research", research),
                format!("(\"tags\",List([{}]))", tags.join(",")),
            ];
            format!("(id:{at},person:[{}]),", cells.join(","))
        };
    let lines: Vec<_> = experts.into_iter().enumerate().map(line).collect();
    fs::create_dir_all("data").unwrap();
    fs::write("data/experts.ron", format!("[\n{}\n]\n", lines.join("\n"))).unwrap();
}

/// The list with what such lists have: a title, two lines of headers, and a number too short.
fn roster() {
    let mut book = Book::new();
    let sheet = book.add_worksheet();
    let middle = Format::new().set_align(FormatAlign::Center);
    sheet
        .merge_range(0, 0, 0, 5, "服务团专家名单", &middle)
        .unwrap();
    for (column, words) in [(0, "序号"), (1, "姓名"), (4, "工作单位"), (5, "职务")] {
        sheet
            .merge_range(1, column, 2, column, words, &middle)
            .unwrap();
    }
    sheet.merge_range(1, 2, 1, 3, "联系方式", &middle).unwrap();
    sheet.write(2, 2, "手机").unwrap();
    sheet.write(2, 3, "邮箱").unwrap();
    let people = [
        (
            "林知远",
            13_800_000_101.0,
            "lin@example.org",
            "中国示例信息学会",
            "副理事长",
        ),
        (
            "张 澜",
            13_800_000_202.0,
            "zhang@example.org",
            "东屿大学",
            "副教授",
        ),
        (
            "何以宁",
            1_380_000_020.0,
            "he@example.org",
            "澜江理工大学",
            "教授",
        ),
        (
            "温故之",
            13_800_000_204.0,
            "wen.example.org",
            "云麓先进材料研究院",
            "研究员",
        ),
        (
            "白露",
            13_800_000_205.0,
            "bai@example.org",
            "海陵石化工程有限公司",
            "高级工程师",
        ),
    ];
    for (row, (name, mobile, email, unit, post)) in (3_u32..).zip(people) {
        sheet.write(row, 0, row - 2).unwrap();
        sheet.write(row, 1, name).unwrap();
        sheet.write(row, 2, mobile).unwrap();
        sheet.write(row, 3, email).unwrap();
        sheet.write(row, 4, unit).unwrap();
        sheet.write(row, 5, post).unwrap();
    }
    book.save(file(ROSTER)).unwrap();
}
