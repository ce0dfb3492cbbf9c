//! What of an application can be handed out as a file of its own.

use std::path::Path;

use chrono::{DateTime, FixedOffset};

use crate::storage::{self, project_file::EXTENSION};

use super::{BundleOptions, Paper, Project, ProjectError, write_file};

/// A file that is written beside the application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handout {
    /// A picture or scan, by the path of its answer.
    Attachment(String),
    /// One copy of the form.
    Copy,
    Bundle,
    /// 自查表.
    Summary,
    /// One section for somebody else to fill in, by its place from 0.
    Section(usize),
}

impl Handout {
    /// The extension of the file, without the dot; empty for an attachment, which keeps its own.
    pub fn extension(&self) -> &'static str {
        match self {
            Self::Attachment(_) => "",
            Self::Bundle => "json",
            Self::Copy | Self::Summary => "pdf",
            Self::Section(_) => EXTENSION,
        }
    }
}

impl Project {
    /// Writes a part of the application to a file, whole or not at all.
    ///
    /// # Errors
    /// Where there is no such attachment, the file cannot be made, as a bundle with errors, or it
    /// cannot be written. Nothing takes the place of the application's own file.
    pub fn hand_out(
        &self,
        what: &Handout,
        to: &Path,
        now: DateTime<FixedOffset>,
    ) -> Result<(), ProjectError> {
        if self
            .file()
            .is_some_and(|own| storage::is_same_file(own, to))
        {
            return Err(ProjectError::OwnFile(to.to_owned()));
        }
        let today = now.date_naive();
        let print = |paper| Ok(self.print(paper, today)?.unwrap_or_default());
        let bytes = match what {
            Handout::Attachment(path) => {
                let name = self.answers.file(path).unwrap_or_default();
                let missing = || ProjectError::NoSuchAttachment(name.to_owned());
                let file = self.attachments.get(name).ok_or_else(missing)?;
                return write_file(to, &file.bytes);
            }
            Handout::Section(section) => return self.section_alone(*section).save_as(to),
            Handout::Copy => {
                let (copies, pad) = (1, false);
                print(Paper::Copies { copies, pad })
            }
            Handout::Summary => print(Paper::Summary),
            Handout::Bundle => self.bundle(&BundleOptions {
                draft: false,
                today,
                now,
            }),
        }?;
        write_file(to, &bytes)
    }
}
