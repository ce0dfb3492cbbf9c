//! Pictures of the window, drawn by Mesa on the processor: some are held against those in
//! `tests/snapshots`; `tests/pictures` takes those of README.
//!
//! Where the look was changed on purpose, `UPDATE_SNAPSHOTS=1 cargo test --test pictures` writes
//! the snapshots anew; look at them before they are committed.

mod gui_help;
mod screens;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use egui_kittest::{SnapshotOptions, try_image_snapshot_options};
use image::RgbaImage;
use shenbao::workspace::Theme;

use screens::{Desk, Look, SCREENS, Screen, find, write_png};

fn picture(screen: &Screen, look: Look) -> RgbaImage {
    // One window at a time: they share a folder.
    static ALONE: Mutex<()> = Mutex::new(());
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    Desk::at(screen, look).picture()
}

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Holds a screen against the picture of it that was looked at. Letters that another Mesa blends
/// by a shade otherwise are forgiven, a button that moves is not.
fn hold(name: &str, screen: &str, look: Look) {
    let options = SnapshotOptions::new()
        .threshold(1.0)
        .max_failed_pixels(100)
        .output_path(project("tests/snapshots"));
    let picture = picture(find(screen), look);
    if let Err(error) = try_image_snapshot_options(&picture, name, &options) {
        panic!("{error}");
    }
}

#[test]
fn first_screen_in_light() {
    hold("home", "home", Look::usual(Theme::Light));
}

#[test]
fn questions_in_light() {
    hold("form", "form", Look::usual(Theme::Light));
}

#[test]
fn table_in_dark() {
    hold("budget-dark", "budget", Look::usual(Theme::Dark));
}

#[test]
fn export_in_high_contrast_at_twice_the_size() {
    let look = Look {
        text_percent: 200,
        ..Look::usual(Theme::HighContrast)
    };
    hold("export-200", "export-errors", look);
}

#[test]
fn questions_in_a_narrow_window() {
    let look = Look {
        size: [800, 600],
        ..Look::usual(Theme::Light)
    };
    hold("form-narrow", "form", look);
}

/// The screens that were asked for by name; without names all of them.
fn wanted() -> impl Iterator<Item = &'static Screen> {
    let names = std::env::var("SCREENS").unwrap_or_default();
    SCREENS.iter().filter(move |screen| {
        names.trim().is_empty() || names.split_whitespace().any(|name| name == screen.name)
    })
}

/// Takes the picture and says so.
fn take(folder: &Path, name: &str, screen: &Screen, look: Look) {
    let path = folder.join(format!("{name}.png"));
    write_png(&path, &picture(screen, look));
    println!("{}", path.display());
}

#[test]
#[ignore = "writes assets/pictures; tests/pictures runs it"]
fn pictures_for_readme() {
    let folder = project("assets/pictures");
    std::fs::create_dir_all(&folder).unwrap();
    for screen in wanted() {
        for (mark, theme) in [("", Theme::Light), ("-dark", Theme::Dark)] {
            let name = format!("{}{mark}", screen.name);
            take(&folder, &name, screen, Look::usual(theme));
        }
    }
}

#[test]
#[ignore = "writes target/pictures; tests/pictures --review runs it"]
fn pictures_for_review() {
    let folder = project("target/pictures");
    std::fs::create_dir_all(&folder).unwrap();
    let sizes = [[1440, 900], [1024, 768], [800, 600]];
    for screen in wanted() {
        for (mark, theme) in [
            ("light", Theme::Light),
            ("dark", Theme::Dark),
            ("contrast", Theme::HighContrast),
        ] {
            for (size, text_percent) in sizes
                .into_iter()
                .flat_map(|size| [100, 150, 200].map(|percent| (size, percent)))
            {
                let [width, _] = size;
                let name = format!("{}-{mark}-{width}-{text_percent}", screen.name);
                let look = Look {
                    size,
                    theme,
                    text_percent,
                };
                take(&folder, &name, screen, look);
            }
        }
    }
}
