//! What the answers take on paper, read from the pages once typing has paused.

use std::time::Duration;

use chrono::NaiveDate;
use egui::Context;

use crate::form::{Kind, Section};
use crate::layout::page::Page;
use crate::layout::{Extents, extents};
use crate::project::Project;

use super::Stamped;

/// How long nothing must have changed before the pages are laid out again for their counts.
const PAUSE: Duration = Duration::from_millis(600);

/// The counts, as of the pages that were last laid out.
#[derive(Debug, Default)]
pub struct OnPaper {
    extents: Extents,
    /// What they were read from.
    read: Option<(u64, NaiveDate)>,
    /// The state that was last seen, and since when, by the window's clock in seconds.
    seen: Option<((u64, NaiveDate), f64)>,
}

impl OnPaper {
    pub fn extents(&self) -> &Extents {
        &self.extents
    }

    /// Reads the counts again where the application has changed: at once from pages that are laid
    /// out already and for the first time, else after a pause.
    pub fn refresh(
        &mut self,
        ctx: &Context,
        project: &Project,
        pages: &mut Stamped<Vec<Page>>,
        stamp: (u64, NaiveDate),
    ) {
        if self.read == Some(stamp) {
            return;
        }
        if self.read.is_some() && pages.stamp != Some(stamp) {
            let now = ctx.input(|input| input.time);
            let since = match self.seen {
                Some((seen, since)) if seen == stamp => since,
                _ => now,
            };
            self.seen = Some((stamp, since));
            let left = PAUSE.as_secs_f64() - (now - since);
            if left > 0.0 {
                ctx.request_repaint_after_secs(left as f32);
                return;
            }
        }
        pages.refresh(stamp, || project.pages(stamp.1));
        self.extents = extents(&pages.value);
        self.read = Some(stamp);
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
        let mut pages = Stamped::default();
        let mut counts = OnPaper::default();
        let mut at = |seconds: f64, project: &Project| {
            let input = egui::RawInput {
                time: Some(seconds),
                ..egui::RawInput::default()
            };
            let mut found = None;
            let mut drawn = ctx.run_ui(input, |ui| {
                let stamp = (project.revision(), today);
                counts.refresh(ui.ctx(), project, &mut pages, stamp);
                found = counts.extents().get("unit.intro").copied();
            });
            drawn.textures_delta.clear();
            found
        };
        let first = at(0.0, &project).unwrap();
        assert!(first.lines > 5 && first.pages.0 == first.pages.1);
        let section = &project.form().sections[project.form().section_of("unit.intro").unwrap()];
        assert_eq!(section.box_height("unit.intro"), Some(Mm(60.0)));
        assert_eq!(section.box_height("unit.name"), None);
        project.apply(Edit::text("unit.intro", "一行。"), Duration::ZERO);
        assert_eq!(at(1.0, &project), Some(first));
        assert_eq!(at(1.3, &project), Some(first));
        assert_eq!(at(1.7, &project).unwrap().lines, 1);
    }
}
