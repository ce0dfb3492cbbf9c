//! Where one is among the items and what comes next, worked out without a window.

use crate::form::FormDef;
use crate::project::transcript::{Copied, Entry};

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A section, or the files at the end.
    Heading(String),
    /// An item, by its place.
    Item(usize),
}

/// The lines of the list; the item at hand is listed in any case.
pub fn lines(form: &FormDef, entries: &[Entry], show_empty: bool, current: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut heading = String::new();
    for (at, entry) in entries.iter().enumerate() {
        if !is_listed(entry, show_empty) && at != current {
            continue;
        }
        let own = section_of(form, entry);
        if own != heading {
            lines.push(Line::Heading(own.to_owned()));
            own.clone_into(&mut heading);
        }
        lines.push(Line::Item(at));
    }
    lines
}

/// The section in which an item stands; files stand in one of their own.
pub fn section_of<'a>(form: &'a FormDef, entry: &Entry) -> &'a str {
    if entry.is_file() {
        return "要上传的文件";
    }
    let section = form.sections.get(entry.item.section);
    section.map_or("", |section| &section.title)
}

/// Whose it is and what it is called, in one line.
pub fn name(entry: &Entry) -> String {
    let item = &entry.item;
    if item.owner.is_empty() {
        item.label.clone()
    } else {
        format!("{} {}", item.owner, item.label)
    }
}

/// A file's name without the folders before it.
pub fn bare(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// The item after or before one; the same at either end.
pub fn step(entries: &[Entry], from: usize, forward: bool, show_empty: bool) -> usize {
    let listed = |at: &usize| is_listed(&entries[*at], show_empty);
    let found = if forward {
        (from + 1..entries.len()).find(listed)
    } else {
        (0..from.min(entries.len())).rev().find(listed)
    };
    found.unwrap_or(from)
}

/// The first item that is to be copied, or copied again; the first of all where none is.
pub fn first_open(entries: &[Entry]) -> usize {
    let open = |entry: &Entry| !entry.is_empty() && entry.copied != Copied::Yes;
    entries.iter().position(open).unwrap_or(0)
}

/// The place of an item by its key.
pub fn place_of(entries: &[Entry], key: &str) -> Option<usize> {
    entries.iter().position(|entry| entry.item.key == key)
}

/// How many items are done, and how many there are: those of texts, or those of files.
pub fn share(entries: &[Entry], files: bool) -> (usize, usize) {
    let of_kind = entries
        .iter()
        .filter(|entry| entry.is_file() == files && !entry.is_empty());
    let (done, all): (Vec<_>, Vec<_>) = of_kind.partition(|entry| entry.copied == Copied::Yes);
    (done.len(), done.len() + all.len())
}

/// Whether any tick is set.
pub fn has_ticks(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| entry.copied != Copied::No)
}

fn is_listed(entry: &Entry, show_empty: bool) -> bool {
    show_empty || !entry.is_empty()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::answers::Edit;
    use crate::form;
    use crate::project::Project;

    #[test]
    fn empty_items_are_passed_over_unless_they_are_shown() {
        let mut project = Project::new(form::find("project-2021").unwrap());
        project.apply(Edit::text("project_name", "甲"), Duration::ZERO);
        project.apply(Edit::text("unit.name", "乙"), Duration::ZERO);
        let entries = project.transcript();
        let at = |key: &str| place_of(&entries, key).unwrap();
        let (name, unit) = (at("project_name"), at("unit.name"));
        assert_eq!(first_open(&entries), name);
        assert_eq!(step(&entries, name, true, false), unit);
        assert_eq!(step(&entries, unit, false, false), name);
        assert_eq!(step(&entries, name, false, false), name);
        assert_eq!(step(&entries, name, true, true), name + 1);
        let last = entries.len() - 1;
        assert_eq!(step(&entries, last, true, true), last);
        let lines = lines(project.form(), &entries, false, name);
        let expected = [
            Line::Heading("封面".into()),
            Line::Item(name),
            Line::Heading("一、项目申报单位基本情况".into()),
            Line::Item(unit),
            Line::Heading("要上传的文件".into()),
            Line::Item(last - 1),
            Line::Item(last),
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn the_share_counts_what_holds_still() {
        let mut project = Project::new(form::find("project-2021").unwrap());
        project.apply(Edit::text("project_name", "甲"), Duration::ZERO);
        project.apply(Edit::text("unit.name", "乙"), Duration::ZERO);
        let entries = project.transcript();
        assert_eq!(
            (share(&entries, false), share(&entries, true)),
            ((0, 2), (0, 2))
        );
        let at = place_of(&entries, "project_name").unwrap();
        project.apply(entries[at].tick(), Duration::ZERO);
        assert_eq!(share(&project.transcript(), false), (1, 2));
        project.apply(Edit::text("project_name", "丙"), Duration::from_secs(9));
        let entries = project.transcript();
        assert_eq!(share(&entries, false), (0, 2));
        assert!(has_ticks(&entries));
        assert_eq!(first_open(&entries), at);
    }
}
