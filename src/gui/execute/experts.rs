//! A list of experts, written to a spreadsheet of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use crate::diag::Severity;
use crate::gui::app::App;
use crate::gui::banner::Banner;
use crate::gui::export::with_extension;
use crate::gui::jobs::{Ask, Done, Purpose};
use crate::gui::request::Request;
use crate::workspace::library::{self, Expert, Id};

/// The proposed name of the file.
pub(super) const EXPERTS: &str = "专家名单.xlsx";

impl App {
    /// Asks for the place of the list.
    pub(super) fn pick_experts_place(&mut self, ctx: &Context, ids: Vec<Id>) {
        let ask = Ask {
            purpose: Purpose::Experts(ids),
            title: "专家名单存到哪里？".to_owned(),
            filter: ("Excel 表格".to_owned(), vec!["xlsx".to_owned()]),
            folder: self.folder(),
            save_as: Some(EXPERTS.to_owned()),
        };
        self.ask(ctx, ask);
    }

    /// Writes the list beside the window. `asked` says that the dialogue has asked about a file that
    /// stands at the place.
    pub(super) fn write_experts(
        &mut self,
        ctx: &Context,
        ids: Vec<Id>,
        chosen: &Path,
        asked: bool,
    ) {
        let Some(path) = with_extension(&chosen.display().to_string(), "xlsx") else {
            return;
        };
        if (!asked || path != chosen) && path.exists() {
            let place = path.display();
            self.fail(format!("那里已有同名文件，没有导出，请换一个名字：{place}"));
            return;
        }
        let people = self.workspace.library();
        let mut experts: Vec<Arc<Expert>> = ids
            .iter()
            .filter_map(|id| people.get(*id).cloned())
            .collect();
        let otherwise = Err(format!("名单没有写完，请再试一次：{}", path.display()));
        self.jobs
            .run(ctx, Done::ExpertsWritten(otherwise), move || {
                library::sort(&mut experts);
                Done::ExpertsWritten(library::export(&experts, &path).map(|()| path))
            });
    }

    /// Says where the list lies.
    pub(super) fn experts_were_written(&mut self, written: Result<PathBuf, String>) {
        match written {
            Ok(path) => {
                let words = format!("名单已存到 {}", path.display());
                let banner = Banner::new(words, Severity::Hint);
                self.banner = Some(match path.parent() {
                    Some(folder) => {
                        banner.offering("打开所在文件夹", Request::OpenFolder(folder.to_owned()))
                    }
                    None => banner,
                });
            }
            Err(sentence) => self.fail(sentence),
        }
    }
}
