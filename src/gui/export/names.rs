//! Names of files, made of titles and of what was typed.

use std::path::PathBuf;

/// How long the name made of a title may be, in bytes. Most systems allow a file name 255; the
/// rest is for what follows: a product, a number, an extension.
const LONGEST_NAME: usize = 180;

/// A title as the name of a file, on every system, without an extension: no signs that are not
/// allowed or not seen, not too long, and no name that Windows takes for a device.
pub fn file_name_from(title: &str) -> String {
    let mut name: String = title
        .chars()
        .filter(|character| !is_unseen(*character))
        .map(|character| match character {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
            _ if character.is_control() => '_',
            _ => character,
        })
        .take(60)
        .collect();
    name.truncate(name.floor_char_boundary(LONGEST_NAME));
    let name = name.trim_matches(|character: char| character.is_whitespace() || character == '.');
    if name.is_empty() {
        return "申报材料".to_owned();
    }
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    if is_device(stem) {
        let rest = &name[stem.len()..];
        return format!("{stem}_{rest}");
    }
    name.to_owned()
}

/// Format characters, which are not seen and may turn the order of what is (Unicode's category Cf
/// as far as texts have it), separators of lines, and variation selectors.
fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E01EF}'
    )
}

/// Whether Windows takes a name for a device, whatever extension follows it.
fn is_device(stem: &str) -> bool {
    let stem = stem.to_uppercase();
    let numbered = |rest: &str| {
        let mut rest = rest.chars();
        matches!(rest.next(), Some('0'..='9' | '¹' | '²' | '³')) && rest.next().is_none()
    };
    match stem.as_str() {
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" => true,
        other => ["COM", "LPT"]
            .into_iter()
            .filter_map(|port| other.strip_prefix(port))
            .any(numbered),
    }
}

/// The path with the extension appended where another, or none, stands.
pub fn with_extension(path: &str, extension: &str) -> Option<PathBuf> {
    if path.is_empty() {
        return None;
    }
    let path = PathBuf::from(path);
    path.file_name()?;
    let has = path
        .extension()
        .is_some_and(|one| one.eq_ignore_ascii_case(extension));
    if has {
        return Some(path);
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(extension);
    Some(name.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_is_appended_and_never_taken_for_a_date() {
        for (path, expected) in [
            ("/a/申报", "/a/申报.pdf"),
            ("/a/申报.PDF", "/a/申报.PDF"),
            ("/a/申报2021.5", "/a/申报2021.5.pdf"),
        ] {
            assert_eq!(with_extension(path, "pdf"), Some(PathBuf::from(expected)));
        }
        assert_eq!(with_extension("", "pdf"), None);
        assert_eq!(with_extension("/", "pdf"), None);
    }

    #[test]
    fn a_title_becomes_a_file_name_everywhere() {
        assert_eq!(file_name_from("“科创中国”A/B:项目?"), "“科创中国”A_B_项目_");
        assert_eq!(file_name_from(" . "), "申报材料");
        for (title, name) in [
            ("nul", "nul_"),
            ("CON", "CON_"),
            ("Com1.2021", "Com1_.2021"),
            ("lpt³", "lpt³_"),
            ("aux .项目", "aux_ .项目"),
            ("CONTENT", "CONTENT"),
            ("com10", "com10"),
            ("COM", "COM"),
            ("申报\u{202E}书\u{200B}\u{FEFF}\u{2066}", "申报书"),
            ("\u{200B}.\u{202E}", "申报材料"),
            (". 甲 .", "甲"),
        ] {
            assert_eq!(file_name_from(title), name, "{title:?}");
        }
    }

    #[test]
    fn the_longest_title_leaves_room_for_what_follows() {
        for sign in ["a", "é", "项", "𠮷", "👨‍👩‍👧"] {
            let name = file_name_from(&sign.repeat(400));
            for ending in ["-装订签字清单（10）.pdf", "-旧版第12345678份（10）.shenbao"]
            {
                let length = name.len() + ending.len();
                assert!(length < 255, "{length} {name}");
            }
            assert!(name.chars().count() >= 40, "{name}");
        }
    }
}
