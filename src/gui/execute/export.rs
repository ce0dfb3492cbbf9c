//! Paper, bundle and letter, from the dialogue to the file.

use std::path::Path;

use chrono::{DateTime, FixedOffset};
use egui::Context;

use crate::fonts;
use crate::gui::app::{App, Screen};
use crate::gui::export::{Export, Made, Product};
use crate::gui::jobs::{Ask, Purpose};
use crate::gui::modal::Modal;
use crate::project::{Body, BundleOptions, Paper, write_file};

impl App {
    pub(super) fn ask_export(&mut self) {
        let folder = self.folder().unwrap_or_default();
        let today = self.today();
        let Some(editor) = self.editor_mut() else {
            return;
        };
        editor.refresh(today);
        // Looking through the fonts takes a while on a computer with many.
        std::thread::spawn(fonts::installed);
        let project = &editor.project;
        let findings = editor.findings();
        let mut export = Export::new(project.form(), &project.title(), folder, findings);
        export.body = project.body().name.clone();
        export.failure = project.body().note.clone();
        self.modal = Some(Modal::Export(export));
    }

    pub(super) fn pick_export(&mut self, ctx: &Context) {
        let Some(Modal::Export(export)) = &self.modal else {
            return;
        };
        let target = export.target();
        let folder = target.as_deref().and_then(Path::parent).map(Path::to_owned);
        let ask = Ask {
            purpose: Purpose::Export,
            title: export.product.label().to_owned(),
            filter: (
                export.product.extension().to_uppercase(),
                vec![export.product.extension().to_owned()],
            ),
            folder,
            save_as: Some(export.file_name()),
        };
        self.ask(ctx, ask);
    }

    pub(super) fn export(&mut self, product: Product) {
        let now = (self.clock)();
        let (Some(Modal::Export(export)), Screen::Editor(editor)) = (&self.modal, &self.screen)
        else {
            return;
        };
        let Some(target) = export.target() else {
            return;
        };
        let today = now.date_naive();
        let now: DateTime<FixedOffset> = now.fixed_offset();
        let project = &editor.project;
        let print = |paper, target: &Path| match project.print(paper, today)? {
            Some(bytes) => write_file(target, &bytes),
            None => Ok(()),
        };
        let (copies, pad, order) = (export.copies, export.pad, export.order);
        let written = match product {
            Product::Pdf => print(Paper::Copies { copies, pad }, &target),
            Product::ByHand => print(Paper::Fronts { copies }, &target)
                .and_then(|()| print(Paper::Backs { copies, order }, &Export::backs(&target))),
            Product::Proof => print(Paper::Proof, &target),
            Product::Checklist => print(Paper::Checklist { copies }, &target),
            Product::Letter => print(Paper::Letter, &target),
            Product::Summary => print(Paper::Summary, &target),
            Product::Bundle => project
                .bundle(&BundleOptions {
                    draft: export.draft,
                    today,
                    now,
                })
                .and_then(|bytes| write_file(&target, &bytes)),
        };
        // The letter bears no code.
        let code = (product != Product::Letter).then(|| project.print_code());
        match (written, &mut self.modal) {
            (Ok(()), Some(Modal::Export(export))) => export.finished(Made { path: target, code }),
            (Ok(()), _) => {}
            (Err(error), Some(Modal::Export(export))) => export.failed(error.to_string()),
            (Err(error), _) => self.fail(error.to_string()),
        }
    }

    /// Sets the paper in another body font, and says why where that does not do.
    pub(super) fn set_body(&mut self, name: Option<&str>) {
        let (Some(Modal::Export(export)), Screen::Editor(editor)) =
            (&mut self.modal, &mut self.screen)
        else {
            return;
        };
        // A font that cannot be used is not kept.
        match Body::find(name) {
            Ok(body) => {
                export.body = body.name.clone();
                (export.made, export.failure) = (None, None);
                editor.project.set_body(body);
            }
            Err(error) => export.failed(error.to_string()),
        }
    }
}
