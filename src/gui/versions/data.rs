//! What the screen shows, worked out without a window.

use chrono::{DateTime, Local};

use crate::form::FormDef;
use crate::project::compare::{Change, Comparison, Take, What};
use crate::project::{Project, ProjectError};
use crate::workspace::Version;

use super::taken::{self, Back, Listed, State, Taken};

/// An application beside another one.
#[derive(Debug)]
pub struct Comparing {
    /// What the other one is called.
    pub name: String,
    pub other: Project,
    /// Whether long texts are shown whole.
    pub is_whole: bool,
    comparison: Comparison,
    /// What was taken over one by one since this screen is shown.
    taken: Vec<Taken>,
    /// The place in the list behind which the next button gets the focus.
    pub focus_after: Option<usize>,
    /// The revision that the comparison was worked out from.
    revision: u64,
}

impl Comparing {
    /// Compares an application with another one of that name.
    ///
    /// # Errors
    /// Where they cannot be compared.
    pub fn new(project: &Project, other: Project, name: String) -> Result<Self, ProjectError> {
        Ok(Self {
            name,
            comparison: project.compare(&other)?,
            other,
            is_whole: false,
            taken: Vec::new(),
            focus_after: None,
            revision: project.revision(),
        })
    }

    /// What differs, worked out again where the application has changed.
    pub fn refresh(&mut self, project: &Project) -> &Comparison {
        if self.revision != project.revision() {
            // What could be compared once still can.
            if let Ok(comparison) = project.compare(&self.other) {
                self.comparison = comparison;
            }
            // What differs again is listed as such.
            let comparison = &self.comparison;
            self.taken.retain(|one| !one.is_back(comparison));
            self.revision = project.revision();
        }
        &self.comparison
    }

    /// What differs, as it was worked out last.
    pub fn comparison(&self) -> &Comparison {
        &self.comparison
    }

    /// What differs, with what was taken over where it stood.
    pub fn list(&self, form: &FormDef) -> Vec<Listed<'_>> {
        taken::list(form, &self.comparison, &self.taken)
    }

    /// How what was taken over is given up again, by its place among what was.
    pub fn back(&self, at: usize, project: &Project) -> Option<Back> {
        taken::back(&self.taken, at, project)
    }

    /// What one change is about to be, where it is taken over by itself.
    pub fn about_to_take(&self, project: &Project, what: &Take) -> Option<(Taken, usize)> {
        let Take::One(one) = what else {
            return None;
        };
        let list = self.list(project.form());
        let at = list
            .iter()
            .position(|it| it.state == State::Differs(*one))?;
        Some((Taken::before(project, list[at].change, at), at))
    }

    /// Keeps a change in the list that was taken over.
    pub fn keep(&mut self, taken: Taken) {
        self.taken.push(taken);
    }

    /// Lists only what differs from now on.
    pub fn forget_taken(&mut self) {
        self.taken.clear();
        self.focus_after = None;
    }

    /// What differs, if it was worked out from that revision.
    pub fn at(&self, revision: u64) -> Option<&Comparison> {
        (self.revision == revision).then_some(&self.comparison)
    }
}

/// A version and the one before it, by their numbers.
pub type Pair = (u64, u64);

/// Of so many versions, the newest ones, it is said what differs from the one before.
pub const TOLD: usize = 30;
/// So many sections are named at most.
const NAMED: usize = 3;

/// The places of the next two versions in the list, the newest first, whose difference is not
/// known yet.
pub fn next_pair(kept: &[Version], known: impl Fn(&Pair) -> bool) -> Option<(usize, Pair)> {
    let pairs = kept.windows(2).take(TOLD).enumerate();
    let mut pairs = pairs.map(|(at, pair)| (at, (pair[0].number, pair[1].number)));
    pairs.find(|(_, pair)| !known(pair))
}

/// What differs, in one line: how much, and in which sections.
pub fn difference(form: &FormDef, comparison: &Comparison) -> String {
    let sections = sections_of(comparison);
    if sections.is_empty() {
        return "填写的内容和前一份一样".to_owned();
    }
    let titles = sections
        .iter()
        .take(NAMED)
        .filter_map(|at| form.sections.get(*at))
        .map(|section| section.title.as_str());
    let titles = titles.collect::<Vec<_>>().join("，");
    let more = match sections.len() {
        0..=NAMED => String::new(),
        all => format!("等 {all} 个部分"),
    };
    let count = comparison.changes.len();
    format!("比前一份改了 {count} 处：{titles}{more}")
}

/// The sections in which something differs, in their order.
fn sections_of(comparison: &Comparison) -> Vec<usize> {
    let mut sections: Vec<_> = comparison.changes.iter().map(|it| it.section).collect();
    sections.dedup();
    sections
}

/// What a version is called.
pub fn called(version: &Version) -> String {
    format!("第 {} 份（{}）", version.number, when(version.written))
}

/// A time as people read it; the computer's clock may have been wrong then.
pub fn when(written: i64) -> String {
    DateTime::from_timestamp(written, 0).map_or_else(
        || "时间不详".to_owned(),
        |time| {
            time.with_timezone(&Local)
                .format("%Y年%-m月%-d日 %H:%M:%S")
                .to_string()
        },
    )
}

/// The size of a file.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{} MB", bytes.div_ceil(1_048_576)),
    }
}

/// What a row's change says of itself beside its name; nothing for an answer that differs.
pub fn tag(what: What) -> &'static str {
    match what {
        What::Answer => "",
        What::Added => "那一份多出来的",
        What::Removed => "那一份没有的",
        What::Moved => "位置不同",
    }
}

/// What taking changes over would empty, for a warning; empty where it empties nothing.
pub fn empties<'a>(changes: impl Iterator<Item = &'a Change>) -> String {
    let (mut rows, mut answers) = (0, 0);
    for change in changes.filter(|change| change.empties()) {
        match change.what {
            What::Removed => rows += 1,
            _ => answers += 1,
        }
    }
    let parts = [(answers, "处会变成没有填"), (rows, "项会删除")];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<_> = parts
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    if parts.is_empty() {
        return String::new();
    }
    format!("全部采用的话，其中 {}。", parts.join("，"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use super::*;
    use crate::answers::Edit;
    use crate::project::Forms;

    #[test]
    fn a_size_is_said_in_the_unit_that_fits() {
        assert_eq!(size(1), "1 KB");
        assert_eq!(size(5 << 20), "5 MB");
        assert_eq!(when(i64::MAX), "时间不详");
    }

    #[test]
    fn a_comparison_is_worked_out_again_only_after_a_change() {
        let path = Path::new("examples/industry-team/answers.json");
        let mut project = Project::open(path, &Forms::bundled()).unwrap();
        let other = project.clone();
        let mut comparing = Comparing::new(&project, other, "甲".into()).unwrap();
        assert_eq!(comparing.refresh(&project).changes, []);
        project.apply(Edit::text("goals", "新的目标"), Duration::ZERO);
        assert!(comparing.at(project.revision()).is_none());
        assert_eq!(comparing.refresh(&project).changes.len(), 1);
        assert!(comparing.at(project.revision()).is_some());
    }

    #[test]
    fn what_differs_between_two_versions_is_said_in_one_line() {
        let path = Path::new("examples/industry-team/answers.json");
        let project = Project::open(path, &Forms::bundled()).unwrap();
        let mut other = project.clone();
        let said = |other: &Project| {
            let comparison = other.compare(&project).unwrap();
            difference(project.form(), &comparison)
        };
        assert_eq!(said(&other), "填写的内容和前一份一样");
        let form = project.form();
        let title = |path: &str| &form.sections[form.section_of(path).unwrap()].title;
        other.apply(Edit::text("goals", "新的目标"), Duration::ZERO);
        let one = format!("比前一份改了 1 处：{}", title("goals"));
        assert_eq!(said(&other), one);
        for path in ["project_name", "content", "leader.mobile", "unit.name"] {
            other.apply(Edit::text(path, "另一个"), Duration::ZERO);
        }
        let comparison = other.compare(&project).unwrap();
        let sections = sections_of(&comparison).len();
        assert!(sections > NAMED, "{sections}");
        assert!(said(&other).ends_with(&format!("等 {sections} 个部分")));
    }

    #[test]
    fn the_newest_versions_are_told_of_first_and_not_all() {
        let version = |number| Version {
            number,
            written: 0,
            bytes: 1,
            path: "a".into(),
        };
        let kept: Vec<_> = (1..=40).rev().map(version).collect();
        assert_eq!(next_pair(&kept, |_| false), Some((0, (40, 39))));
        assert_eq!(next_pair(&kept, |pair| pair.0 > 11), Some((29, (11, 10))));
        assert_eq!(next_pair(&kept, |pair| pair.0 > 10), None);
        assert_eq!(next_pair(&kept[..1], |_| false), None);
    }

    #[test]
    fn what_would_be_emptied_is_said() {
        let path = Path::new("examples/industry-team/answers.json");
        let project = Project::open(path, &Forms::bundled()).unwrap();
        let mut other = project.clone();
        let said = |other: &Project| empties(project.compare(other).unwrap().changes.iter());
        other.apply(Edit::text("goals", "新的目标"), Duration::ZERO);
        assert_eq!(said(&other), "");
        other.apply(Edit::text("content", ""), Duration::ZERO);
        other.apply(
            Edit::RemoveRow {
                table: "members".into(),
                at: 3,
            },
            Duration::ZERO,
        );
        assert_eq!(
            said(&other),
            "全部采用的话，其中 1 处会变成没有填，1 项会删除。"
        );
    }
}
