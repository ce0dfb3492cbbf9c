//! What came of a file that was saved beside the application.

use std::path::PathBuf;

use egui::{Label, Ui};

use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};

use super::parts;

/// Where the file lies, or one sentence on why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved(pub Result<PathBuf, String>);

/// Says where it lies and offers to open the folder.
pub fn saved_ui(ui: &mut Ui, saved: &Saved, requests: &mut Vec<Request>) {
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| match &saved.0 {
        Ok(path) => {
            let words = format!("✓ 已保存：{}", path.display());
            ui.add(Label::new(theme::small(words).color(tokens.ok)).wrap());
            if parts::small_button_ui(ui, "打开文件夹").clicked() {
                let folder = path.parent().unwrap_or(path).to_owned();
                requests.push(Request::OpenFolder(folder));
            }
        }
        Err(sentence) => {
            ui.add(Label::new(theme::small(sentence).color(tokens.err)).wrap());
        }
    });
}
