//! How characters are counted, on the screen, in checks, on the command line and in the bundle.

use serde::Serialize;
use unicode_width::UnicodeWidthChar;

/// The three counts of a text, as a word processor shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// 字数: each Han character and full-width mark is 1, a run of others without a blank is 1.
    pub words: usize,
    /// 字符数（计空格）; line ends are no characters.
    pub chars: usize,
    /// 字符数（不计空格）.
    pub chars_no_space: usize,
}

/// Counts a text.
pub fn count(text: &str) -> Counts {
    let mut counts = Counts::default();
    let mut in_run = false;
    for character in text.chars() {
        if character.is_whitespace() {
            in_run = false;
            counts.chars += usize::from(!matches!(character, '\n' | '\r'));
        } else if is_invisible(character) {
            // A selector or joiner shapes the character before it and is none itself.
        } else {
            counts.chars += 1;
            counts.chars_no_space += 1;
            if counts_alone(character) {
                counts.words += 1;
                in_run = false;
            } else {
                counts.words += usize::from(!in_run);
                in_run = true;
            }
        }
    }
    counts
}

/// The beginning of a text, at most so many code points of it, with an ellipsis where it goes on.
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Han characters, full-width marks, and the Chinese marks whose code points are also Western.
fn counts_alone(character: char) -> bool {
    !character.is_ascii()
        && (character.width() == Some(2)
            || matches!(character, '“' | '”' | '‘' | '’' | '—' | '…' | '·'))
}

/// Zero-width blanks, joiners and variation selectors.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(character, '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters() {
        for (text, most, expected) in [
            ("", 3, ""),
            ("项目名称", 4, "项目名称"),
            ("项目名称", 2, "项目…"),
            ("5G专线", 3, "5G专…"),
        ] {
            assert_eq!(shortened(text, most), expected);
        }
    }

    #[test]
    fn counts_are_what_word_and_wps_show() {
        for (text, words, chars, chars_no_space) in [
            ("", 0, 0, 0),
            ("关于做好2026年安全生产工作的通知", 15, 18, 18),
            ("①一②二", 4, 4, 4),
            ("第3条“安全生产”——要点……", 15, 15, 15),
            ("IoT、5G、AI等", 6, 10, 10),
            ("a b\nc", 3, 4, 3),
            ("　段首　空格\r\n", 4, 6, 4),
            ("5G+VR·元", 3, 7, 7),
            ("葛\u{e0100}城", 2, 2, 2),
            ("Ａ、Ｂ", 3, 3, 3),
        ] {
            let expected = Counts {
                words,
                chars,
                chars_no_space,
            };
            assert_eq!(count(text), expected, "{text:?}");
        }
    }
}
