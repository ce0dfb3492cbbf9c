//! Paper, bundle and letter, from the dialogue to the file.

use std::path::Path;

use chrono::{DateTime, FixedOffset};
use egui::Context;

use crate::gui::app::{App, Screen};
use crate::gui::jobs::{Ask, Purpose};
use crate::gui::modal::Modal;
use crate::gui::modal::export::{Export, Made, Product};
use crate::project::{BundleOptions, PdfOptions, write_file};

impl App {
    pub(super) fn ask_export(&mut self) {
        let folder = self.folder().unwrap_or_default();
        let today = self.today();
        let Some(editor) = self.editor_mut() else {
            return;
        };
        editor.refresh(today);
        let form = editor.project.form();
        let export = Export::new(
            &editor.project.title(),
            folder,
            form.copies.max(1),
            !form.letter.is_empty(),
            editor.findings(),
        );
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
        let bytes = match product {
            Product::Pdf => {
                let options = PdfOptions {
                    copies: export.copies,
                    pad: export.pad,
                    today,
                    now,
                };
                project.pdf(&options).map(Some)
            }
            Product::Bundle => project
                .bundle(&BundleOptions {
                    draft: export.draft,
                    today,
                    now,
                })
                .map(Some),
            Product::Letter => project.letter(now),
        };
        let written = bytes.and_then(|bytes| match bytes {
            Some(bytes) => write_file(&target, &bytes),
            None => Ok(()),
        });
        // The letter bears no code.
        let code = (product != Product::Letter).then(|| project.print_code());
        match (written, &mut self.modal) {
            (Ok(()), Some(Modal::Export(export))) => export.finished(Made { path: target, code }),
            (Ok(()), _) => {}
            (Err(error), Some(Modal::Export(export))) => export.failed(error.to_string()),
            (Err(error), _) => self.fail(error.to_string()),
        }
    }
}
