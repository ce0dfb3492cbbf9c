//! Items in the order of the page, by form.

use std::path::Path;

use super::*;
use crate::project::{Forms, Project};

fn project(name: &str) -> Project {
    let path = format!("examples/{name}/answers.json");
    Project::open(Path::new(&path), &Forms::bundled()).unwrap()
}

fn entries(project: &Project) -> Vec<Entry> {
    project.transcript()
}

fn text<'a>(entries: &'a [Entry], key: &str) -> &'a str {
    let entry = entries.iter().find(|entry| entry.item.key == key);
    match &entry.unwrap_or_else(|| panic!("{key}")).item.content {
        Content::Text(text) => text,
        Content::File { name, .. } => name,
    }
}

#[test]
fn an_application_reads_in_the_order_of_annex_5() {
    let entries = entries(&project("industry-team"));
    let keys: Vec<_> = entries.iter().map(|entry| &*entry.item.key).collect();
    let first = [
        "project_type",
        "project_type@category",
        "project_type@subcategory",
        "project_name",
        "declared_on",
        "unit.name",
        "unit.credit_code",
        "leader.name",
    ];
    assert_eq!(keys[..first.len()], first);
    let mut unique = keys.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), keys.len());
    // Rows go cell by cell, and what the paper adds up follows them.
    let place = |key: &str| keys.iter().position(|one| *one == key).unwrap();
    assert_eq!(place("stages[0].content"), place("stages[0].budget") + 1);
    assert_eq!(place("stages[1].budget"), place("stages[0].end") + 1);
    assert_eq!(
        place("budget.total"),
        place("budget.items[0].item").saturating_sub(1)
    );
    assert!(place("budget.items@amount") > place("budget.items[1].basis"));
    assert_eq!(keys[keys.len() - 2..], ["@copy", "@bundle"]);
    // What the form has no box for is asked of nobody.
    assert!(!keys.contains(&"unit.province") && !keys.iter().any(|key| key.contains("require")));
}

#[test]
fn each_kind_reads_as_the_page_takes_it() {
    let one = entries(&project("industry-team"));
    let other = entries(&project("registration"));
    for (entries, key, expected) in [
        (&one, "project_type", "2021KJFWT01-1"),
        (&one, "project_type@subcategory", "产业科技服务团"),
        (&one, "declared_on", "2021-05-20"),
        (&one, "budget.requested", "60.00"),
        (&one, "budget.items@amount", text(&one, "budget.total")),
        (&other, "team.kind", "产业科技服务团"),
        (&other, "team.year", "2022"),
    ] {
        assert_eq!(text(entries, key), expected, "{key}");
    }
    let label = |entries: &[Entry], key: &str| {
        let entry = entries.iter().find(|entry| entry.item.key == key);
        entry.map(|entry| format!("{}|{}", entry.item.owner, entry.item.label))
    };
    assert_eq!(label(&one, "project_type@category").unwrap(), "|项目类别");
    assert_eq!(label(&one, "leader.mobile").unwrap(), "项目负责人|手机");
    assert_eq!(label(&one, "members[1].name").unwrap(), "人员 2|姓名");
    assert_eq!(label(&one, "unit.intro").unwrap(), "|单位简介（400字以内）");
    assert!(text(&one, "core_products").contains('\n'));
    assert!(text(&other, "team.specialties").contains('、'));
    assert!(text(&one, "commitment").starts_with("本单位承诺"));
}

#[test]
fn files_come_last() {
    let entries = entries(&project("registration"));
    let first = entries.iter().position(Entry::is_file).unwrap();
    let keys: Vec<_> = entries[first..]
        .iter()
        .map(|entry| &*entry.item.key)
        .collect();
    assert_eq!(keys, ["unit.evidence", "chief.photo", "head.photo"]);
}

#[test]
fn what_is_empty_stands_there_with_nothing_to_copy() {
    let forms = Forms::bundled();
    for form in forms.list() {
        let entries = entries(&Project::new(form.clone()));
        let filled: Vec<_> = entries.iter().filter(|entry| !entry.is_empty()).collect();
        assert!(entries.len() > 30 && filled.len() <= 2, "{filled:?}");
    }
}

#[test]
fn a_tick_holds_until_the_answer_changes_and_changes_no_code() {
    let mut project = project("industry-team");
    let code = project.print_code();
    let now = std::time::Duration::ZERO;
    let of = |project: &Project, key: &str| {
        let entries = entries(project);
        entries.into_iter().find(|it| it.item.key == key).unwrap()
    };
    for key in [
        "project_name",
        "members[2].name",
        "budget.items@amount",
        "@copy",
    ] {
        let tick = of(&project, key).tick();
        project.apply(tick, now);
        assert_eq!(of(&project, key).copied, Copied::Yes, "{key}");
    }
    assert_eq!(project.print_code(), code);
    project.apply(Edit::text("members[2].name", "另一人"), now);
    assert_eq!(of(&project, "members[2].name").copied, Copied::Outdated);
    assert_eq!(of(&project, "@copy").copied, Copied::Outdated);
    assert_eq!(of(&project, "project_name").copied, Copied::Yes);
    project.apply(clear_ticks(), now);
    assert_eq!(of(&project, "project_name").copied, Copied::No);
    assert!(project.undo());
    assert_eq!(of(&project, "project_name").copied, Copied::Yes);
}
