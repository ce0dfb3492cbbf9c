//! Older versions: listed, and had again as new files.

use std::path::Path;

use crate::gui::app::App;
use crate::gui::editor::View;
use crate::gui::export::file_name_from;
use crate::workspace::{self, Version};

use super::files::PROJECT;

impl App {
    pub(super) fn show_view(&mut self, view: View) {
        if view == View::Versions {
            self.list_versions();
        }
        if let Some(editor) = self.editor_mut() {
            editor.show(view);
        }
    }

    pub(super) fn list_versions(&mut self) {
        let file = self
            .editor()
            .and_then(|editor| editor.project.file())
            .map(Path::to_owned);
        let listed = file.map(|file| workspace::versions(&self.workspace.versions_of(&file)));
        let Some(editor) = self.editor_mut() else {
            return;
        };
        let state = &mut editor.views.versions;
        (state.kept, state.trouble) = match listed.transpose() {
            Ok(kept) => (kept, None),
            Err(error) => (None, Some(error.to_string())),
        };
    }

    /// Writes a version to a new file beside the open one.
    pub(super) fn restore(&mut self, version: &Version) {
        let Some(editor) = self.editor() else { return };
        let Some(folder) = editor.project.file().and_then(Path::parent) else {
            return;
        };
        let name = file_name_from(&editor.project.title());
        let target = |number: usize| {
            let again = if number == 1 {
                String::new()
            } else {
                format!("（{number}）")
            };
            folder.join(format!(
                "{name}-旧版第{}份{again}.{PROJECT}",
                version.number
            ))
        };
        let free = (1..)
            .map(target)
            .find(|path| path.symlink_metadata().is_err());
        let Some(free) = free else { return };
        match workspace::restore(&version.path, &free) {
            Ok(()) => self.say(format!("已另存为 {}，可以从首页打开。", free.display())),
            Err(error) => self.fail(error.to_string()),
        }
    }
}
