//! Paper, bundle and letter, from the screen to the files.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Local};
use egui::Context;

use crate::fonts;
use crate::gui::app::{App, Screen, Work};
use crate::gui::editor::View;
use crate::gui::export::{Export, Made, Product};
use crate::gui::jobs::{Ask, Done, Purpose};
use crate::gui::progress::Progress;
use crate::project::{
    BackOrder, Body, BundleOptions, Paper, Project, ProjectError, make_folder, write_file,
};

/// All that a job needs to make the files of an application as it stood.
struct Order {
    project: Project,
    products: Vec<(Product, Vec<PathBuf>)>,
    copies: usize,
    pad: bool,
    order: BackOrder,
    draft: bool,
    now: DateTime<Local>,
}

impl App {
    pub(super) fn show_export(&mut self) {
        let folder = self.folder().unwrap_or_default();
        let habits = self.workspace.settings().export.clone();
        let Some(editor) = self.editor_mut() else {
            return;
        };
        if editor.project.handed_out().is_some() {
            let words = "这里只有一个部分，不能导出；请保存以后把文件发回去，由整份材料来导出。";
            self.say(words.to_owned());
            return;
        }
        fonts::look_up();
        if editor.views.export.is_none() {
            let form = editor.project.form();
            let export = Export::new(form, &folder);
            let export = export.with_habits(form, &habits, |folder| folder.is_dir());
            editor.views.export = Some(export);
        }
        editor.show(View::Export);
    }

    pub(super) fn pick_export(&mut self, ctx: &Context) {
        let Some(folder) = self.export_mut().map(|export| export.folder.clone()) else {
            return;
        };
        let ask = Ask {
            purpose: Purpose::ExportFolder,
            title: "导出到哪个文件夹？".to_owned(),
            filter: (String::new(), Vec::new()),
            folder: Some(folder.into()),
            save_as: None,
        };
        self.ask(ctx, ask);
    }

    /// Keeps how a person exports, for the next time.
    fn keep_habits(&mut self) {
        let usual = self.folder().unwrap_or_default();
        let mut settings = self.workspace.settings().clone();
        let Some(editor) = self.editor() else { return };
        let Some(export) = &editor.views.export else {
            return;
        };
        settings.export = export.habits(editor.project.form(), &usual, settings.export);
        if settings != *self.workspace.settings() {
            // Where they cannot be kept, the usual choices come up the next time.
            let _ = self.workspace.note(settings);
        }
    }

    /// Makes what is wanted, beside the window.
    pub(super) fn export(&mut self, ctx: &Context) {
        self.keep_habits();
        let now = (self.clock)();
        let today = now.date_naive();
        let Some(editor) = self
            .editor_mut()
            .filter(|editor| editor.views.export.is_some())
        else {
            return;
        };
        editor.refresh(today);
        let errors = crate::project::errors(editor.findings());
        let title = editor.project.title();
        let Some(export) = &mut editor.views.export else {
            return;
        };
        export.made = None;
        let products = export
            .wanted(errors)
            .into_iter()
            .map(|product| (product, export.targets(product, &title, errors)))
            .collect();
        let order = Order {
            products,
            copies: export.copies,
            pad: export.pad,
            order: export.order,
            draft: export.draft,
            now,
            project: editor.project.snapshot(),
        };
        let editor = editor.id;
        let progress = Arc::new(Progress::default());
        self.work = Some(Work {
            title: "正在导出".to_owned(),
            progress: Arc::clone(&progress),
        });
        let broken = Done::Exported {
            editor,
            made: Made {
                failure: Some("导出没有做完，请再试一次。".to_owned()),
                ..Made::default()
            },
        };
        self.jobs.run(ctx, broken, move || Done::Exported {
            editor,
            made: make(&order, &progress),
        });
    }

    /// Sets the paper in another body font, and says why where that does not do.
    pub(super) fn set_body(&mut self, name: Option<&str>) {
        let Screen::Editor(editor) = &mut self.screen else {
            return;
        };
        // A font that cannot be used is not kept.
        let trouble = match Body::find(name) {
            Ok(body) => {
                editor.project.set_body(body);
                None
            }
            Err(error) => Some(error.to_string()),
        };
        if let Some(export) = &mut editor.views.export {
            export.made = None;
            export.font_trouble = trouble;
        }
    }

    pub(super) fn export_mut(&mut self) -> Option<&mut Export> {
        self.editor_mut()?.views.export.as_mut()
    }
}

/// Makes one file after the other until all are made, one fails or nobody wants them any more.
fn make(order: &Order, progress: &Progress) -> Made {
    let mut made = Made {
        code: order.project.print_code(),
        ..Made::default()
    };
    let parts: Vec<_> = order
        .products
        .iter()
        .flat_map(|(product, targets)| {
            let count = targets.len();
            (0..count).map(move |part| (*product, part, &targets[part]))
        })
        .collect();
    for (at, (product, part, target)) in parts.iter().enumerate() {
        if !progress.goes_on(at, parts.len(), product.label()) {
            made.cancelled = true;
            break;
        }
        // The usual folder need not be there yet.
        let folder = target.parent().map_or(Ok(()), make_folder);
        let written = folder
            .and_then(|()| contents(order, *product, *part))
            .and_then(|bytes| {
                // What nobody wants any more by now is not written.
                match bytes.filter(|_| !progress.is_cancelled()) {
                    Some(bytes) => write_file(target, &bytes).map(|()| true),
                    None => Ok(false),
                }
            });
        match written {
            Ok(true) => made.files.push((*target).clone()),
            Ok(false) => made.cancelled |= progress.is_cancelled(),
            Err(error) => {
                made.failure = Some(error.to_string());
                break;
            }
        }
    }
    made
}

/// The bytes of a product's file of that number; none where the form has no such paper.
fn contents(order: &Order, product: Product, part: usize) -> Result<Option<Vec<u8>>, ProjectError> {
    let today = order.now.date_naive();
    let copies = order.copies;
    let paper = match (product, part) {
        (Product::Bundle, _) => {
            let options = BundleOptions {
                draft: order.draft,
                today,
                now: order.now.fixed_offset(),
            };
            return order.project.bundle(&options).map(Some);
        }
        (Product::Pdf, _) => Paper::Copies {
            copies,
            pad: order.pad,
        },
        (Product::ByHand, 0) => Paper::Fronts { copies },
        (Product::ByHand, _) => Paper::Backs {
            copies,
            order: order.order,
        },
        (Product::Proof, _) => Paper::Proof,
        (Product::Checklist, _) => Paper::Checklist { copies },
        (Product::Letter, _) => Paper::Letter,
        (Product::Summary, _) => Paper::Summary,
    };
    order.project.print(paper, today)
}
