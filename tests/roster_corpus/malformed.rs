//! Broken variants of every roster of the corpus, from a fixed seed: each is read, or refused with
//! a sentence that a person understands, quickly and without a panic.

use std::io::{Cursor, Read, Write};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use shenbao::roster::{self, Person, Reading};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{expected, written};
use crate::bytes as bytes_of;

/// Variants in every run, and in a long one.
const FEW: u64 = 600;
const MANY: u64 = 30_000;
/// Within which each is answered.
const SLOWEST: Duration = Duration::from_secs(5);

/// Numbers that look random and are the same each time (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0, below `end`; 0 where that is nothing.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap()
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }
}

/// Every roster of the corpus once.
fn rosters() -> Vec<(String, Vec<u8>)> {
    let mut names: Vec<String> = expected::all()
        .into_iter()
        .flat_map(|case| case.files)
        .filter(|file| !file.starts_with("rust:"))
        .chain(written::NAMES.map(|name| format!("rust:{name}")))
        .collect();
    names.sort();
    names.dedup();
    names
        .into_iter()
        .map(|name| (name.clone(), bytes_of(&name)))
        .collect()
}

/// A broken variant, and how it was broken.
fn broken(
    whole: &[u8],
    others: &[(String, Vec<u8>)],
    chance: &mut Chance,
) -> (&'static str, Vec<u8>) {
    let is_zip = whole.starts_with(b"PK\x03\x04");
    let is_biff = whole.starts_with(b"\xd0\xcf\x11\xe0");
    // What a checksum does not give away goes deepest.
    match chance.below(if is_zip {
        16
    } else if is_biff {
        12
    } else {
        7
    }) {
        0 => ("cut", whole[..chance.below(whole.len())].to_vec()),
        1 => ("flipped", with(whole, 1, chance, |byte, _| byte ^ 0x10)),
        2 => ("bytes", with(whole, 8, chance, |_, other| other)),
        3 => {
            let at = chance.below(whole.len());
            let end = (at + 1 + chance.below(64)).min(whole.len());
            ("left out", [&whole[..at], &whole[end..]].concat())
        }
        4 => {
            let at = chance.below(whole.len());
            let length = 1 + chance.below(64);
            let stuffing = std::iter::repeat_with(|| chance.byte())
                .take(length)
                .collect();
            (
                "stuffed",
                [whole[..at].to_vec(), stuffing, whole[at..].to_vec()].concat(),
            )
        }
        5 => {
            let other = &others[chance.below(others.len())].1;
            let at = chance.below(whole.len().min(other.len()));
            ("spliced", [&whole[..at], &other[at..]].concat())
        }
        6..=11 if is_biff => ("records", records(whole, chance)),
        6 => ("zeroed", with(whole, 32, chance, |_, _| 0)),
        7 => ("parts swapped", zip(whole, chance, Edit::Swap)),
        8 => ("a part broken", zip(whole, chance, Edit::Bytes)),
        _ => ("XML edited", zip(whole, chance, Edit::Xml)),
    }
}

/// Some bytes changed.
fn with(whole: &[u8], most: usize, chance: &mut Chance, change: impl Fn(u8, u8) -> u8) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for _ in 0..=chance.below(most) {
        let at = chance.below(bytes.len());
        if let Some(byte) = bytes.get_mut(at) {
            *byte = change(*byte, chance.byte());
        }
    }
    bytes
}

/// Records of a .xls with other kinds, lengths and contents.
fn records(whole: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    // The workbook's stream begins with this record, at the start of a sector.
    let begins = |at: &usize| bytes[*at..].starts_with(&[0x09, 0x08]);
    let Some(mut at) = (512..bytes.len()).step_by(512).find(begins) else {
        return bytes;
    };
    for _ in 0..chance.below(400) {
        let Some(head) = bytes.get(at + 2..at + 4) else {
            break;
        };
        let length = usize::from(u16::from_le_bytes([head[0], head[1]]));
        if at + 4 + length >= bytes.len() {
            break;
        }
        at += 4 + length;
    }
    let end = bytes.len();
    for _ in 0..=chance.below(4) {
        let spot = (at + chance.below(24)).min(end - 1);
        bytes[spot] = [0, 0xff, 0x7f, chance.byte()][chance.below(4)];
    }
    bytes
}

enum Edit {
    Swap,
    Bytes,
    Xml,
}

/// A package whose parts are sound to unpack and wrong inside.
fn zip(whole: &[u8], chance: &mut Chance, edit: Edit) -> Vec<u8> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(whole)) else {
        return whole.to_vec();
    };
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    let at = chance.below(parts.len());
    match edit {
        Edit::Swap => {
            let other = chance.below(parts.len());
            let name = parts[at].0.clone();
            parts[at].0 = std::mem::replace(&mut parts[other].0, name);
        }
        Edit::Bytes => parts[at].1 = with(&parts[at].1, 16, chance, |_, other| other),
        Edit::Xml => {
            for _ in 0..=chance.below(3) {
                // The parts that hold the cells, mostly.
                let heavy = [
                    "sheet1.xml",
                    "sharedStrings.xml",
                    "workbook.xml",
                    "content.xml",
                ];
                let wanted = heavy[chance.below(heavy.len())];
                let found = parts.iter().position(|(name, _)| name.ends_with(wanted));
                let at = found.unwrap_or(at);
                parts[at].1 = xml(&parts[at].1, chance);
            }
        }
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, bytes) in parts {
        // Two parts of one name cannot be written.
        if writer.start_file(name, options).is_ok() {
            writer.write_all(&bytes).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

/// XML with one of its values or tags exchanged.
fn xml(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    const VALUES: [&str; 24] = [
        "",
        "0",
        "-1",
        "1",
        "65536",
        "4294967295",
        "99999999999999999999",
        "1e308",
        "NaN",
        "A0",
        "XFD1048576",
        "ZZZZZZ99999999999",
        "A1:A1",
        "XFD1048576:A1",
        "s",
        "str",
        "inlineStr",
        "d",
        "b",
        "e",
        "n",
        "2021-13-45T99:99:99",
        "&#0;",
        "&lol;",
    ];
    let text = String::from_utf8_lossy(bytes).into_owned();
    let marks: Vec<usize> = text
        .match_indices(['"', '<', '>'])
        .map(|(at, _)| at)
        .collect();
    if marks.len() < 2 {
        return bytes.to_vec();
    }
    let turn = chance.below(marks.len() - 1);
    let (from, to) = (marks[turn] + 1, marks[turn + 1]);
    let value = VALUES[chance.below(VALUES.len())];
    let piece = &text[from..to];
    let changed = match chance.below(4) {
        0 => format!("{}{}", &text[..from], &text[to..]),
        1 => format!("{}{piece}{}{}", &text[..to], "<", &text[to..]),
        2 => text[..from].to_owned(),
        _ => format!("{}{value}{}", &text[..from], &text[to..]),
    };
    changed.into_bytes()
}

/// What a person may not be told.
fn is_sentence(text: &str) -> bool {
    let foreign = [
        "Err(", "panic", "calamine", "Xlsx", "utf-8", "0x", "::", "None",
    ];
    text.chars().any(|c| c >= '\u{4e00}')
        && text.chars().count() < 2_000
        && !foreign.iter().any(|word| text.contains(word))
}

fn is_sound(person: &Person) -> bool {
    let cell = |cell: &str| {
        let digits = cell.trim_start_matches(|c: char| c.is_ascii_uppercase());
        digits.len() < cell.len() && digits.parse::<u64>().is_ok()
    };
    person.row > 0
        && person
            .problems
            .iter()
            .all(|problem| cell(&problem.cell) && problem.message.chars().any(|c| c >= '\u{4e00}'))
}

/// How many of the variants were read, and how many were refused.
fn try_out(count: u64, seed: u64) -> (u64, u64) {
    let rosters = rosters();
    let (mut read, mut refused) = (0, 0);
    for turn in 0..count {
        let mut chance = Chance(seed.wrapping_add(turn));
        let (name, whole) = &rosters[chance.below(rosters.len())];
        let (how, bytes) = broken(whole, &rosters, &mut chance);
        let what = format!("variant {turn} of {name}, {how}");
        // A reader that never answers would hold up the test, so that another thread waits for it.
        let (answer, answered) = mpsc::channel();
        thread::spawn(move || answer.send(roster::read(&bytes, Reading::default())));
        match answered.recv_timeout(SLOWEST) {
            Ok(Ok(roster)) => {
                assert!(roster.people.iter().all(is_sound), "{what}");
                read += 1;
            }
            Ok(Err(error)) => {
                let sentence = error.to_string();
                assert!(is_sentence(&sentence), "{what}: {sentence}");
                refused += 1;
            }
            Err(none) => panic!("{what}: {none} within {SLOWEST:?}"),
        }
    }
    (read, refused)
}

#[test]
fn broken_rosters_are_read_or_refused_with_a_sentence() {
    let (read, refused) = try_out(FEW, 20_210_520);
    // Otherwise they are not broken, or not rosters.
    assert!(read > FEW / 10 && refused > FEW / 10, "{read} {refused}");
}

/// `cargo test --test roster_corpus -- --ignored --nocapture`
#[test]
#[ignore = "takes minutes"]
fn thousands_of_broken_rosters_are_read_or_refused_with_a_sentence() {
    let (read, refused) = try_out(MANY, 1);
    println!("{read} read, {refused} refused");
}
