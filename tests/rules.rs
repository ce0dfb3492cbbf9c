//! The checks of the bundled forms, held against the examples.
//!
//! `examples/faults` has one file for each check, named after it, in which that check alone
//! speaks; `clean-*` are the same applications without a fault.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDate;
use shenbao::answers::Edit;
use shenbao::diag::{Finding, Severity};
use shenbao::form::notice;
use shenbao::project::{Forms, Project};
use shenbao::rules::quota::Registrations;
use shenbao::rules::registry;

/// A day far from every deadline.
const QUIET_DAY: &str = "2021-04-01";

fn open(path: impl AsRef<Path>) -> Project {
    Project::open(path.as_ref(), &Forms::bundled()).unwrap_or_else(|error| panic!("{error}"))
}

fn findings(project: &Project, day: &str) -> Vec<Finding> {
    project.findings(day.parse::<NaiveDate>().expect("a day"))
}

/// What is found on a quiet day, without the hints on requirements that no passage is marked for.
fn faults(project: &Project) -> Vec<Finding> {
    let mut found = findings(project, QUIET_DAY);
    found.retain(|finding| finding.rule != "requirement-unanswered");
    found
}

/// The files with a fault, and the id of the check that finds it.
fn fault_files() -> Vec<(PathBuf, String)> {
    let entries = fs::read_dir("examples/faults").expect("the examples");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "json"))
        .map(|path| {
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (path, name.split('.').next().unwrap_or_default().to_owned())
        })
        .filter(|(_, id)| !id.starts_with("clean-"))
        .collect();
    files.sort();
    files
}

/// Opens a fault-free application, puts values in and holds the faults against what is expected,
/// as `id @path`.
#[track_caller]
fn check(file: &str, values: &[(&str, &str)], expected: &[&str]) {
    let mut project = open(format!("examples/{file}.json"));
    for (place, value) in values {
        project.apply(Edit::text(*place, *value), Duration::ZERO);
    }
    let found: Vec<String> = faults(&project)
        .iter()
        .map(|finding| format!("{} @{}", finding.rule, finding.field))
        .collect();
    assert_eq!(found, expected, "{file} with {values:?}");
}

#[test]
fn every_fault_is_found_and_nothing_else() {
    for (path, id) in fault_files() {
        let found = faults(&open(&path));
        assert!(!found.is_empty(), "{}", path.display());
        for finding in &found {
            assert_eq!(finding.rule, id, "{}: {}", path.display(), finding.message);
        }
    }
}

#[test]
fn clean_applications_have_no_fault() {
    for name in [
        "faults/clean-project",
        "faults/clean-registration",
        "industry-team/answers",
        "regional-team/answers",
        "conference/answers",
        "support-project/answers",
        "registration/answers",
    ] {
        check(name, &[], &[]);
    }
}

#[test]
fn findings_read_well_and_rest_on_the_notice() {
    for (path, _) in fault_files() {
        let project = open(&path);
        for finding in findings(&project, "2021-05-20") {
            let words = [&finding.message, &finding.hint];
            assert!(
                words.iter().all(|words| !words.contains(['{', '}'])),
                "{finding:?}"
            );
            assert!(finding.message.ends_with(['。', '？']), "{finding:?}");
            if let Some(clause) = &finding.clause {
                let notice = notice::find(&clause.notice).expect("a notice");
                assert!(notice.line_of(&clause.quote).is_some(), "{finding:?}");
            }
            assert!(
                finding.clause.is_some() || finding.standard.is_some(),
                "{finding:?}"
            );
        }
    }
}

#[test]
fn a_mend_mends() {
    let mut mended = 0;
    for (path, _) in fault_files() {
        for finding in faults(&open(&path)) {
            let Some(mend) = &finding.mend else { continue };
            let mut project = open(&path);
            project.apply(Edit::text(&mend.field, &mend.value), Duration::ZERO);
            assert!(!faults(&project).contains(&finding), "{finding:?}");
            mended += 1;
        }
    }
    assert!(mended > 0);
}

#[test]
fn findings_stand_in_the_order_of_the_form() {
    let mut project = open("examples/faults/clean-project.json");
    for (place, value) in [
        ("extra", "甲"),
        ("budget.requested", "70"),
        ("members[1].name", ""),
        ("members[0].duty", ""),
        ("stages[1].start", "七月"),
        ("unit.name", "XXX𠮷"),
        ("project_name", ""),
    ] {
        project.apply(Edit::text(place, value), Duration::ZERO);
    }
    let found: Vec<_> = findings(&project, "2021-05-20")
        .into_iter()
        .filter(|finding| finding.rule != "requirement-unanswered")
        .map(|finding| format!("{} @{}", finding.rule, finding.field))
        .collect();
    assert_eq!(
        found,
        [
            "missing-answer @project_name",
            "glyph-missing @unit.name",
            "placeholder-left @unit.name",
            "stage-budget-sum-mismatch @stages",
            "value-malformed @stages[1].start",
            "member-incomplete @members[0].duty",
            "missing-answer @members[1].name",
            "request-over-grant @budget.requested",
            "budget-items-sum-mismatch @budget.items",
            "unknown-answer @extra",
            "deadline-near @",
            "deadline-near @",
        ]
    );
}

#[test]
fn types_have_rules_of_their_own() {
    let project = "faults/clean-project";
    let kind = |kind| ("project_type", kind);
    let outside = [
        "lead-unit-not-eligible @unit.kind",
        "request-over-grant @budget.requested",
    ];
    check(
        project,
        &[kind("2021ZCBZ01"), ("period.end", "2022-06-30")],
        &outside,
    );
    check(
        project,
        &[
            kind("2021KJFWT01-3"),
            ("requirements.professional-trades", "见第四部分"),
        ],
        &[
            "single-city @cities",
            "request-over-grant @budget.requested",
        ],
    );
    check(
        project,
        &[
            kind("2021KJFWT01-2"),
            ("unit.kind", "provincial_society"),
            ("unit.province", "浙江"),
        ],
        &[
            "recommendation-letter-needed @unit.letter_obtained",
            outside[1],
        ],
    );
    check(
        project,
        &[kind("2021KJFWT01-9")],
        &["choice-unknown @project_type"],
    );
    for (unit, expected) in [
        ("national_society", None),
        ("provincial_cast", Some(Severity::Error)),
        ("provincial_society", Some(Severity::Warning)),
        ("member_org", None),
        ("consortium", Some(Severity::Warning)),
    ] {
        let mut project = open("examples/faults/clean-registration.json");
        for (place, value) in [("team.kind", "professional"), ("unit.kind", unit)] {
            project.apply(Edit::text(place, value), Duration::ZERO);
        }
        let found = faults(&project);
        let found = found
            .iter()
            .find(|finding| finding.rule == "lead-unit-not-eligible");
        assert_eq!(found.map(|finding| finding.severity), expected, "{unit}");
    }
}

#[test]
fn support_projects_may_leave_the_basics_empty() {
    let basics = ["team_name", "liaison", "needs_count"].map(|field| (field, ""));
    check("support-project/answers", &basics, &[]);
    check(
        "faults/clean-project",
        &basics,
        &[
            "missing-answer @team_name",
            "missing-answer @liaison",
            "missing-answer @needs_count",
        ],
    );
}

#[test]
fn deadlines_speak_by_the_day() {
    let on = |file: &str, day: &str| -> Vec<String> {
        let found = findings(&open(format!("examples/faults/{file}.json")), day);
        let of_the_day = found
            .into_iter()
            .filter(|finding| finding.rule.starts_with("deadline"));
        of_the_day.map(|finding| finding.message).collect()
    };
    let (project, registration) = ("clean-project", "clean-registration");
    assert!(on(project, "2021-05-11").is_empty());
    assert_eq!(on(project, "2021-05-12").len(), 1);
    assert_eq!(
        on(project, "2021-05-27"),
        [
            "网上申报已于 2021年5月26日 截止，过去了 1 天。",
            "离纸质材料送达截止还有 1 天（2021年5月28日12:00）。"
        ]
    );
    assert!(on(registration, "2022-02-13").is_empty());
    assert_eq!(on(registration, "2022-02-14").len(), 1);
    assert_eq!(on(registration, "2022-03-01").len(), 1);
}

#[test]
fn a_requirement_is_answered_by_a_marked_passage() {
    let mut project = open("examples/faults/clean-project.json");
    let unanswered = |project: &Project| -> Vec<String> {
        let found = findings(project, QUIET_DAY).into_iter();
        found
            .filter(|one| one.rule == "requirement-unanswered")
            .map(|one| one.field)
            .collect()
    };
    let before = unanswered(&project);
    let place = "requirements.industry-experts-100";
    assert!(before.iter().any(|field| field == place));
    project.apply(Edit::text(place, "见第五部分"), Duration::ZERO);
    assert_eq!(unanswered(&project).len(), before.len() - 1);
}

#[test]
fn registrations_of_one_unit_are_counted_over_files() {
    let project = open("examples/faults/clean-registration.json");
    let mut seen = Registrations::default();
    let found: Vec<_> = (1..=6)
        .map(|number| seen.add(project.form(), project.answers(), &format!("{number}.json")))
        .collect();
    assert!(found[..5].iter().all(Option::is_none));
    let sixth = found[5].as_ref().expect("one too many");
    assert_eq!(
        (sixth.rule.as_str(), sixth.severity),
        ("quota-exceeded", Severity::Warning)
    );
    assert!(sixth.message.contains("5.json"), "{}", sixth.message);
}

/// Id, severity in `project-2021`, severity in `registration-2022`: `e`, `w`, `h`, or `-` where the
/// form has no such check; several letters for several severities.
const IDS: [(&str, &str, &str); 55] = [
    ("missing-answer", "e", "e"),
    ("unknown-answer", "w", "w"),
    ("value-malformed", "e", "e"),
    ("money-out-of-range", "e", "-"),
    ("choice-unknown", "e", "e"),
    ("text-too-long", "e", "e"),
    ("text-maybe-too-long", "w", "w"),
    ("credit-code-malformed", "e", "e"),
    ("mobile-malformed", "e", "e"),
    ("phone-malformed", "w", "w"),
    ("email-malformed", "e", "e"),
    ("glyph-missing", "e", "e"),
    ("placeholder-left", "w", "w"),
    ("person-duplicate", "w", "w"),
    ("city-not-in-catalog", "e", "w"),
    ("lead-unit-not-eligible", "e", "ew"),
    ("city-outside-province", "e", "-"),
    ("single-city", "w", "-"),
    ("conference-city-count", "e", "-"),
    ("industry-not-in-city-list", "e", "-"),
    ("several-industries", "w", "-"),
    ("recommendation-letter-needed", "w", "-"),
    ("needs-below-target", "w", "-"),
    ("core-products-below-target", "w", "-"),
    ("alliances-below-target", "w", "-"),
    ("request-over-grant", "e", "-"),
    ("request-below-grant", "h", "-"),
    ("budget-total-mismatch", "e", "-"),
    ("budget-items-sum-mismatch", "e", "-"),
    ("stage-budget-sum-mismatch", "e", "-"),
    ("budget-basis-missing", "w", "-"),
    ("funding-commitment-missing", "e", "-"),
    ("period-inverted", "e", "-"),
    ("period-too-late", "e", "-"),
    ("stage-inverted", "e", "e"),
    ("stage-outside-period", "e", "e"),
    ("stages-overlap", "w", "w"),
    ("declared-late", "ew", "-"),
    ("deadline-near", "h", "h"),
    ("deadline-passed", "h", "h"),
    ("member-incomplete", "w", "-"),
    ("requirement-unanswered", "h", "-"),
    ("optional-task-missing", "w", "-"),
    ("leader-not-listed", "w", "-"),
    ("team-name-format", "-", "e"),
    ("team-year-wrong", "-", "e"),
    ("too-many-specialties", "-", "e"),
    ("too-many-regions", "-", "e"),
    ("too-many-members", "-", "e"),
    ("members-empty", "-", "e"),
    ("too-many-stages", "-", "e"),
    ("photo-unsuitable", "-", "e"),
    ("evidence-unsuitable", "-", "e"),
    ("quota-exceeded", "-", "w"),
    ("row-empty", "w", "w"),
];

#[test]
fn every_check_is_there_with_its_severity() {
    let forms = Forms::bundled();
    let entries = registry(forms.list());
    let severities = |id: &str, form: &str| -> String {
        let instances = entries
            .iter()
            .filter(|entry| entry.id == id)
            .flat_map(|it| &it.instances);
        let mut found: Vec<Severity> = instances
            .filter(|instance| instance.form == form)
            .map(|instance| instance.severity)
            .collect();
        found.sort();
        found.dedup();
        let letters: String = found
            .into_iter()
            .map(|severity| match severity {
                Severity::Error => 'e',
                Severity::Warning => 'w',
                Severity::Hint => 'h',
            })
            .collect();
        if letters.is_empty() {
            "-".to_owned()
        } else {
            letters
        }
    };
    for (id, project, registration) in IDS {
        assert_eq!(severities(id, "project-2021"), project, "{id}");
        assert_eq!(severities(id, "registration-2022"), registration, "{id}");
    }
    for entry in &entries {
        assert!(
            IDS.iter().any(|(id, ..)| *id == entry.id),
            "{} is not listed",
            entry.id
        );
        for instance in &entry.instances {
            assert!(!instance.condition.is_empty(), "{}", entry.id);
            assert!(
                instance.clause.is_some() || instance.standard.is_some(),
                "{}",
                entry.id
            );
        }
    }
}
