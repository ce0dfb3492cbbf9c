//! Paths that are typed where the system has no dialogue to choose a file.

use std::path::PathBuf;

use egui::Context;

use crate::form::{FormDef, Kind};
use crate::gui::app::App;
use crate::gui::editor::data;
use crate::gui::export::file_name_from;
use crate::gui::jobs::{Done, Purpose};
use crate::gui::modal::Modal;

use super::experts::EXPERTS;
use super::files::PROJECT;

impl App {
    /// A path that was typed where the system has no dialogue.
    pub(super) fn typed(&mut self, ctx: &Context, path: PathBuf) {
        match self.modal.take() {
            Some(Modal::Path {
                purpose: Purpose::Save { .. },
                ..
            }) => self.save_there(ctx, &path, false),
            Some(Modal::Path {
                purpose: Purpose::Handout { what, .. },
                ..
            }) => self.hand_out(ctx, what, &path, false),
            Some(Modal::Path {
                purpose: Purpose::Experts(ids),
                ..
            }) => self.write_experts(ctx, ids, &path, false),
            Some(Modal::Path { purpose, .. }) => self.take(ctx, Done::Picked { purpose, path }),
            other => self.modal = other,
        }
    }

    pub(super) fn ask_to_type(&mut self, purpose: Purpose) {
        let (title, verb) = match &purpose {
            Purpose::Open => ("打开哪个文件？", "打开"),
            Purpose::Import => ("导入哪个文件？", "导入"),
            Purpose::Save { .. } | Purpose::Handout { .. } | Purpose::Experts(_) => {
                ("保存到哪里？", "保存")
            }
            Purpose::Attachment { .. } => ("选择哪个文件？", "选择"),
            Purpose::Compare { .. } => ("和哪一份文件比较？", "比较"),
            Purpose::Roster => ("读入哪个名单文件？", "读入"),
            Purpose::ExportFolder => {
                // The export screen has a field for the folder of its own.
                if let Some(export) = self.export_mut() {
                    export.no_dialogue = true;
                }
                return;
            }
            Purpose::WorkingFolder => {
                // So do the settings.
                let words =
                    "这台电脑没有可用的文件夹选择窗口，请在“选择…”左边的框里写出文件夹的完整位置。";
                self.say(words.to_owned());
                return;
            }
        };
        let folder = self.folder().unwrap_or_default();
        let name = match (&purpose, self.editor()) {
            (Purpose::Save { .. }, Some(editor)) => {
                format!("{}.{PROJECT}", file_name_from(&editor.project.title()))
            }
            (Purpose::Handout { what, .. }, Some(_)) => self.handout_name(what),
            (Purpose::Experts(_), _) => EXPERTS.to_owned(),
            _ => String::new(),
        };
        let text = folder.join(name).display().to_string();
        let example = self.example_of(&purpose);
        self.modal = Some(Modal::Path {
            purpose,
            title,
            verb,
            text,
            example,
            fresh: true,
        });
    }

    /// A name as the file that is asked for might have it.
    fn example_of(&self, purpose: &Purpose) -> String {
        if let Purpose::Handout { what, .. } = purpose {
            return self.handout_name(what);
        }
        if matches!(purpose, Purpose::Experts(_)) {
            return EXPERTS.to_owned();
        }
        if *purpose == Purpose::Import {
            return "申报包.json".to_owned();
        }
        if *purpose == Purpose::Roster {
            return "专家名单.xlsx".to_owned();
        }
        let (Purpose::Attachment { field, .. }, Some(editor)) = (purpose, self.editor()) else {
            return format!("申报.{PROJECT}");
        };
        let extensions = extensions_of(editor.project.form(), field);
        match extensions.first() {
            // What takes no documents takes pictures.
            Some(first) if !extensions.iter().any(|one| one == "pdf") => format!("照片.{first}"),
            _ => "附件.pdf".to_owned(),
        }
    }
}

/// The extensions that an attachment may have.
pub(super) fn extensions_of(form: &FormDef, path: &str) -> Vec<String> {
    match form
        .field(&data::field_at(form, path))
        .map(|field| &field.kind)
    {
        Some(Kind::Attachment { accept, .. }) => accept
            .iter()
            .map(|kind| kind.extension().to_owned())
            .collect(),
        _ => Vec::new(),
    }
}
