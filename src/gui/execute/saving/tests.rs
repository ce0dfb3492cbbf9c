//! When it is time to save, and what is said of it.

use chrono::TimeZone;

use super::*;

const LOOK: Look = Look {
    revision: 1,
    is_dirty: true,
    has_file: true,
    name: Name::Filled,
    composing: false,
    focused: true,
};

fn new(name: Name) -> Look {
    Look {
        has_file: false,
        name,
        ..LOOK
    }
}

fn clock() -> DateTime<Local> {
    Local.with_ymd_and_hms(2021, 5, 20, 14, 32, 0).unwrap()
}

/// Changes every half second from second 100 on, until it is time to save.
fn typed_until(mut look: Look) -> f64 {
    let mut saving = Saving::default();
    for step in 0..200 {
        let now = 100.0 + f64::from(step) / 2.0;
        look.revision = step as u64 + 1;
        if saving.due(now, &look) == Due::Now {
            return now - 100.0;
        }
    }
    panic!("it is never saved");
}

#[test]
fn what_has_a_file_is_saved_after_a_pause_and_after_ten_seconds_of_typing() {
    let mut saving = Saving::default();
    assert_eq!(saving.due(5.0, &LOOK), Due::In(3.0));
    assert_eq!(saving.due(7.5, &LOOK), Due::In(0.5));
    assert_eq!(saving.due(8.0, &LOOK), Due::Now);
    assert!((typed_until(LOOK) - 10.0).abs() < 1e-9);
}

#[test]
fn nothing_is_saved_in_the_middle_of_a_word_unless_it_never_ends() {
    for has_file in [true, false] {
        let composing = Look {
            composing: true,
            has_file,
            ..LOOK
        };
        assert!((typed_until(composing) - 60.0).abs() < 1e-9);
        let mut saving = Saving::default();
        assert_eq!(saving.due(5.0, &composing), Due::In(60.0));
        let committed = Look {
            revision: 2,
            composing: false,
            ..composing
        };
        let expected = if has_file { Due::In(3.0) } else { Due::Now };
        assert_eq!(saving.due(6.0, &committed), expected);
        // Another window takes the word away.
        let away = Look {
            focused: false,
            ..composing
        };
        let mut saving = Saving::default();
        assert_eq!(saving.due(5.0, &composing), Due::In(60.0));
        assert_eq!(saving.due(6.0, &away), Due::Now);
    }
}

#[test]
fn what_has_no_file_waits_for_its_name_or_ten_seconds() {
    let cases = [
        (Name::Empty, Due::In(10.0)),
        (Name::AtHand, Due::In(3.0)),
        (Name::Filled, Due::Now),
    ];
    for (name, expected) in cases {
        assert_eq!(Saving::default().due(5.0, &new(name)), expected, "{name:?}");
    }
    for name in [Name::Empty, Name::AtHand] {
        assert!((typed_until(new(name)) - 10.0).abs() < 1e-9, "{name:?}");
    }
    let clean = Look {
        is_dirty: false,
        ..new(Name::Filled)
    };
    assert_eq!(Saving::default().due(5.0, &clean), Due::Nothing);
}

#[test]
fn losing_the_keyboard_saves_at_once_and_only_then() {
    let mut saving = Saving::default();
    let away = |revision| Look {
        revision,
        focused: false,
        ..LOOK
    };
    assert_eq!(saving.due(5.0, &LOOK), Due::In(3.0));
    assert_eq!(saving.due(5.5, &away(1)), Due::Now);
    saving.begin();
    assert_eq!(saving.due(5.6, &away(2)), Due::Nothing);
    saving.succeeded(clock());
    assert_eq!(saving.due(6.6, &away(2)), Due::In(2.0));
}

#[test]
fn a_failure_is_said_once_and_tried_again_after_each_change_and_in_time() {
    let mut saving = Saving::default();
    assert_eq!(saving.due(0.0, &LOOK), Due::In(3.0));
    saving.begin();
    let full = || "磁盘空间已满".to_owned();
    saving.failed(1, full(), By::Itself);
    // Until it can be said, it stays to be said.
    assert_eq!(saving.failure_to_say(), Some(full()));
    assert_eq!(saving.failure_to_say(), None);
    assert_eq!(saving.due(10.0, &LOOK), Due::In(30.0));
    assert_eq!(saving.due(30.0, &LOOK), Due::In(10.0));
    assert_eq!(saving.due(40.0, &LOOK), Due::Now);
    saving.begin();
    saving.failed(1, full(), By::Itself);
    assert_eq!(saving.failure_to_say(), None);
    assert_eq!(saving.due(41.0, &LOOK), Due::In(30.0));
    let changed = Look {
        revision: 2,
        ..LOOK
    };
    assert_eq!(saving.due(42.0, &changed), Due::In(3.0));
    assert_eq!(saving.due(45.0, &changed), Due::Now);
    saving.begin();
    saving.failed(2, full(), By::Itself);
    assert_eq!(saving.failure_to_say(), None);
    saving.begin();
    saving.failed(2, full(), By::Person);
    assert_eq!(saving.failure_to_say(), Some(full()));
    saving.begin();
    saving.succeeded(clock());
    saving.failed(3, full(), By::Itself);
    saving.begin();
    assert_eq!(saving.failure_to_say(), None);
    saving.succeeded(clock());
    assert_eq!(saving.failure_to_say(), None);
}

#[test]
fn a_place_that_somebody_chose_is_never_dropped_from_what_waits() {
    let mut saving = Saving::default();
    let at = |name: &str| Target::At(name.into());
    let wanted = [Target::Own, at("甲"), Target::Own, Target::Over, at("乙")];
    for target in wanted {
        saving.queue(target, By::Person);
    }
    let waits = std::iter::from_fn(|| saving.end()).map(|(target, _)| target);
    let expected = [Target::Own, at("甲"), Target::Over, at("乙")];
    assert_eq!(waits.collect::<Vec<_>>(), expected);
}

#[test]
fn a_version_that_cannot_be_kept_is_said_once_and_to_whoever_saves() {
    let mut saving = Saving::default();
    let full = || Some("磁盘空间已满".to_owned());
    for (trouble, by, said) in [
        (full(), By::Itself, true),
        (full(), By::Itself, false),
        (full(), By::Person, true),
        (full(), By::Leaving, false),
        (None, By::Itself, false),
        (full(), By::Itself, true),
    ] {
        let words = saving.versions_trouble(trouble, by);
        assert_eq!(words.is_some(), said, "{by:?}");
    }
}

#[test]
fn nothing_is_saved_while_it_is_open_what_becomes_of_another_programs_file() {
    let mut saving = Saving::default();
    saving.begin();
    saving.changed_outside();
    assert!(saving.asks_about_outside() && !saving.asks_about_outside());
    for (now, revision) in [(10.0, 1), (20.0, 2), (40.0, 2)] {
        let look = Look { revision, ..LOOK };
        assert_eq!(saving.due(now, &look), Due::Nothing);
    }
    assert!(saving.is_undecided());
    saving.begin();
    saving.succeeded(clock());
    assert!(!saving.is_undecided());
    let look = Look {
        revision: 3,
        ..LOOK
    };
    assert_eq!(saving.due(50.0, &look), Due::In(3.0));
}
