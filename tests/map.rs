//! Holds the imports of every module against the map in `src/lib.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// What each module of the map may use: modules of the crate, and libraries with one user.
fn map() -> BTreeMap<String, BTreeSet<String>> {
    let source = fs::read_to_string("src/lib.rs").unwrap();
    let rows = source
        .lines()
        .filter_map(|line| line.strip_prefix("//! | `"));
    rows.map(|row| {
        let cells: Vec<_> = row.split('|').map(str::trim).collect();
        let uses = cells[3]
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty());
        (
            cells[0].trim_matches('`').to_owned(),
            uses.map(str::to_owned).collect(),
        )
    })
    .collect()
}

/// The files of a module and their text up to the tests; not those that hold tests alone.
fn files(module: &str) -> Vec<(PathBuf, String)> {
    fn walk(path: &Path, out: &mut Vec<PathBuf>) {
        if path.is_dir() {
            for entry in fs::read_dir(path).unwrap() {
                walk(&entry.unwrap().path(), out);
            }
        } else if path.extension().is_some_and(|kind| kind == "rs") && !path.ends_with("tests.rs") {
            out.push(path.to_owned());
        }
    }
    let mut paths = Vec::new();
    for start in [format!("src/{module}"), format!("src/{module}.rs")] {
        if Path::new(&start).exists() {
            walk(Path::new(&start), &mut paths);
        }
    }
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            let code = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            (path, code.collect::<Vec<_>>().join("\n"))
        })
        .collect()
}

/// The words that follow `prefix` in the text.
fn names_after<'a>(text: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(prefix).map(move |(at, _)| {
        let rest = &text[at + prefix.len()..];
        let end = rest
            .find(|it: char| !it.is_alphanumeric() && it != '_')
            .unwrap_or(rest.len());
        &rest[..end]
    })
}

#[test]
fn every_module_stands_on_the_map() {
    let source = fs::read_to_string("src/lib.rs").unwrap();
    let declared: BTreeSet<_> = source
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    assert_eq!(declared, map().into_keys().collect());
}

#[test]
fn modules_use_only_what_the_map_says() {
    let map = map();
    let modules: BTreeSet<_> = map.keys().cloned().collect();
    let single: BTreeSet<_> = map
        .values()
        .flatten()
        .filter(|name| !modules.contains(*name))
        .cloned()
        .collect();
    let mut wrong = Vec::new();
    for (module, allowed) in &map {
        for (path, text) in files(module) {
            let is_of_tests =
                |part: &OsStr| part == "testing.rs" || part == "tests.rs" || part == "tests";
            if path.iter().any(is_of_tests) {
                continue;
            }
            for name in names_after(&text, "crate::") {
                if modules.contains(name) && name != module && !allowed.contains(name) {
                    wrong.push(format!("{} uses {name}", path.display()));
                }
            }
            for library in single.iter().filter(|library| !allowed.contains(*library)) {
                if text.contains(&format!("{library}::")) {
                    wrong.push(format!("{} uses the library {library}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_storage_touches_files_and_only_main_reads_the_clock() {
    let mut wrong = Vec::new();
    for module in map().into_keys() {
        for (path, text) in files(&module) {
            let mut ban = |word: &str, why: &str| {
                if text.contains(word) {
                    wrong.push(format!("{}: {word}: {why}", path.display()));
                }
            };
            if module != "storage" {
                for word in [
                    "fs::read(",
                    "fs::read_to_string",
                    "File::open",
                    "fs::write",
                    "File::create",
                    "fs::remove",
                    "fs::rename",
                    "OpenOptions",
                ] {
                    ban(word, "files are read and written through storage");
                }
            }
            for word in ["Local::now", "Utc::now", "SystemTime::now"] {
                ban(word, "time is passed in");
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_short() {
    let long: Vec<_> = map()
        .into_keys()
        .flat_map(|module| files(&module))
        .filter(|(_, text)| text.lines().count() > 450)
        .map(|(path, text)| format!("{}: {} lines", path.display(), text.lines().count()))
        .collect();
    assert!(
        long.is_empty(),
        "files that may hold more than one idea:\n{}",
        long.join("\n")
    );
}
