//! What the answers take on paper, read from the pages as they are set anew.

use egui::Context;

use crate::form::{Kind, Section};
use crate::layout::{Extents, extents};
use crate::project::Project;

use super::judged::Stamp;
use super::pages::Pages;

/// The counts, as of the pages that were last set.
#[derive(Debug, Default)]
pub struct OnPaper {
    extents: Extents,
    /// What they were read from.
    read: Option<Stamp>,
}

impl OnPaper {
    pub fn extents(&self) -> &Extents {
        &self.extents
    }

    /// Has the pages set where the application has changed, and reads the counts of those that are
    /// there.
    pub fn refresh(
        &mut self,
        ctx: &Context,
        project: &Project,
        pages: &mut Pages,
        stamp: Stamp,
        draft: bool,
    ) {
        pages.follow(ctx, project, stamp, draft);
        if self.read != pages.stamp() {
            self.extents = extents(pages.get());
            self.read = pages.stamp();
        }
    }
}

/// Whether a section asks for texts whose lines are counted.
pub fn is_counted(section: &Section) -> bool {
    section.fields.iter().any(|field| match &field.kind {
        Kind::Essay { .. } => true,
        Kind::Rows { columns, .. } => columns
            .iter()
            .any(|column| matches!(column.kind, Kind::Essay { .. })),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::{Duration, Instant};

    use chrono::NaiveDate;

    use super::*;
    use crate::answers::Edit;
    use crate::geom::Mm;
    use crate::project::Forms;

    #[test]
    fn lines_are_counted_at_first_and_again_after_a_pause() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let file = root.join("examples/industry-team/answers.json");
        let mut project = Project::open(&file, &Forms::bundled()).unwrap();
        let today = NaiveDate::from_ymd_opt(2021, 5, 20).unwrap();
        let ctx = Context::default();
        let mut pages = Pages::default();
        let mut counts = OnPaper::default();
        let mut at = |seconds: f64, project: &Project| {
            let input = egui::RawInput {
                time: Some(seconds),
                ..egui::RawInput::default()
            };
            let mut drawn = ctx.run_ui(input, |ui| {
                let stamp = (project.revision(), today);
                counts.refresh(ui.ctx(), project, &mut pages, stamp, false);
            });
            drawn.textures_delta.clear();
            counts.extents().get("unit.intro").copied()
        };
        // The pages are set on another thread.
        let mut by_and_by = |seconds: f64, project: &Project, lines: &dyn Fn(usize) -> bool| {
            let start = Instant::now();
            loop {
                match at(seconds, project) {
                    Some(found) if lines(found.lines) => return found,
                    found => assert!(start.elapsed().as_secs() < 20, "{found:?}"),
                }
                std::thread::sleep(Duration::from_millis(5));
            }
        };
        let first = by_and_by(0.0, &project, &|lines| lines > 5);
        assert_eq!(first.pages.0, first.pages.1);
        let section = &project.form().sections[project.form().section_of("unit.intro").unwrap()];
        assert_eq!(section.box_height("unit.intro"), Some(Mm(60.0)));
        assert_eq!(section.box_height("unit.name"), None);
        project.apply(Edit::text("unit.intro", "一行。"), Duration::ZERO);
        assert_eq!(by_and_by(1.0, &project, &|lines| lines > 0), first);
        by_and_by(1.7, &project, &|lines| lines == 1);
    }
}
