//! What people meant by what stands in a cell.

use unicode_normalization::UnicodeNormalization;

/// Full-width letters, digits and marks of ASCII as ASCII, the blanks of Chinese text as blanks,
/// and no invisible characters. Chinese punctuation without an ASCII twin stays.
pub(super) fn fold(text: &str) -> String {
    text.chars()
        .filter(|character| {
            !matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
        })
        .map(|character| match character {
            '\u{ff01}'..='\u{ff5e}' => {
                char::from_u32(character as u32 - 0xfee0).unwrap_or(character)
            }
            '\u{a0}' | '\u{3000}' => ' ',
            _ => character,
        })
        .collect()
}

/// A text as typed, without blanks around it and with plain line ends.
pub(super) fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.trim_matches(|character: char| {
        character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}')
    })
    .to_owned()
}

/// A text for one line of a form: line ends and runs of blanks become one blank, none between
/// Chinese characters.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::new();
    for word in plain(text)
        .split('\n')
        .map(str::trim)
        .filter(|word| !word.is_empty())
    {
        let joins = |character: Option<char>| character.is_none_or(|one| !one.is_ascii());
        if !(joins(line.chars().next_back()) || joins(word.chars().next())) {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// A number as a person typed it, and whether digits were lost: a spreadsheet keeps fifteen.
pub(super) fn number(value: f64) -> (String, bool) {
    let lost = value.fract() == 0.0 && value.abs() >= 1e15;
    (
        if value.fract() == 0.0 {
            format!("{value:.0}")
        } else {
            value.to_string()
        },
        lost,
    )
}

pub(super) fn is_han(character: char) -> bool {
    matches!(character as u32, 0x3400..=0x9fff | 0x2_0000..=0x3_ffff | 0xf900..=0xfaff | 0x3007)
}

/// A name; the blank that makes one of two characters as wide as one of three is none of it.
pub(super) fn name(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let single = |word: &&str| word.chars().count() == 1 && word.chars().all(is_han);
    match words.as_slice() {
        [first, last] if single(first) && single(last) => format!("{first}{last}"),
        _ => words.join(" "),
    }
}

/// A mobile number as eleven digits, or the text as it stands and what is wrong with it.
pub(super) fn mobile(text: &str) -> (String, Option<String>) {
    let folded = fold(text);
    let digits: String = folded
        .chars()
        .filter(|character| {
            !character.is_whitespace() && !matches!(character, '-' | '‐' | '‑' | '–' | '—' | '.')
        })
        .collect();
    let bare = ["+86", "0086", "86", "(+86)", "(86)"]
        .iter()
        .find_map(|prefix| digits.strip_prefix(prefix).filter(|rest| rest.len() == 11))
        .unwrap_or(&digits);
    if is_mobile(bare) {
        return (bare.to_owned(), None);
    }
    let shown = one_line(text);
    let count = bare.chars().filter(char::is_ascii_digit).count();
    let all_digits = bare.bytes().all(|byte| byte.is_ascii_digit());
    let message = if folded.to_lowercase().contains("e+") {
        format!("手机号“{shown}”被表格写成了科学计数，末尾的数字已丢失，请核对后重填")
    } else if all_digits && count != 11 {
        format!("手机号“{shown}”是 {count} 位数字，应为 11 位，请核对")
    } else if all_digits {
        format!("手机号“{shown}”不是以 13–19 开头，请核对")
    } else if count >= 22 {
        format!("这里填了不止一个号码“{shown}”，请只留一个手机号")
    } else {
        format!("“{shown}”不是手机号，应为 11 位数字，请核对")
    };
    (shown, Some(message))
}

pub(super) fn is_mobile(text: &str) -> bool {
    text.len() == 11
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.starts_with('1')
        && matches!(text.as_bytes()[1], b'3'..=b'9')
}

/// An e-mail address in plain characters, or the text as it stands and what is wrong with it.
pub(super) fn email(text: &str) -> (String, Option<String>) {
    let folded = fold(text);
    let address = folded.trim();
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    let sound = address.split_once('@').is_some_and(|(who, domain)| {
        let plain = |part: &str| {
            part.chars()
                .all(|c| c.is_ascii_graphic() && !",;:<>()\"\\@".contains(c))
        };
        let labels = || domain.split('.');
        plain(who)
            && plain(domain)
            && !who.is_empty()
            && labels().count() >= 2
            && labels().all(|label| !label.is_empty())
    });
    if sound {
        return (address.to_owned(), None);
    }
    let shown = one_line(text);
    let message = match address.matches('@').count() {
        0 => format!("“{shown}”里没有 @，不是电子邮箱，请核对"),
        1 => format!("“{shown}”不是完整的电子邮箱，请核对"),
        _ => format!("这里填了不止一个邮箱“{shown}”，请只留一个"),
    };
    (shown, Some(message))
}

/// An office telephone in plain characters.
pub(super) fn phone(text: &str) -> String {
    one_line(&fold(text))
}

/// The entries of a list in one cell, each once.
pub(super) fn entries(text: &str) -> Vec<String> {
    let splits = |c: char| matches!(c, '、' | ',' | ';' | '，' | '；' | '\n');
    let mut entries: Vec<String> = Vec::new();
    for entry in text.split(splits).map(one_line) {
        if !entry.is_empty() && !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    entries
}

/// Whether a text looks like an office telephone: seven digits or more, and an area code or a
/// local number before them.
pub(super) fn is_office_phone(text: &str) -> bool {
    let folded = fold(text);
    let count = folded.chars().filter(char::is_ascii_digit).count();
    (7..=18).contains(&count)
        && folded
            .chars()
            .all(|c| c.is_ascii_digit() || " -—()/*转+".contains(c))
        && !is_mobile(&folded)
        && (count <= 8
            || folded
                .trim_start_matches(['(', '+', ' '])
                .starts_with(['0', '8', '4']))
}

/// The academies that an answer to 是否为院士 names, and what is wrong with it.
pub(super) fn academician(text: &str) -> (Vec<String>, Option<String>) {
    const SCIENCES: &str = "中国科学院院士";
    const ENGINEERING: &str = "中国工程院院士";
    let folded = fold(text);
    let mut found: Vec<String> = Vec::new();
    let mut problem = None;
    let boxed = folded.contains(['□', '☐', '☑', '☒', '√', '■']);
    let spaced = if boxed {
        folded
            .replace(['□', '☐'], " □")
            .replace(['☑', '☒', '√', '■'], " √")
    } else {
        folded
    };
    let words = spaced
        .split(|c: char| {
            matches!(c, '、' | ',' | ';' | '/' | '\n' | '，' | '；') || boxed && c == ' '
        })
        .map(str::trim)
        .filter(|word| !word.is_empty() && (!boxed || word.starts_with('√')));
    for word in words {
        let word = word.trim_start_matches('√').trim();
        let short: String = word.nfkc().filter(|c| !c.is_whitespace()).collect();
        match short.as_str() {
            "" | "否" | "无" | "不是" | "非院士" | "-" | "—" | "\\" | "n" | "no" => {}
            "是" | "院士" | "y" | "yes" => {
                problem = Some(format!(
                    "只写了“{word}”，请写明是{SCIENCES}还是{ENGINEERING}"
                ));
            }
            "中国科学院院士" | "中国科学院" | "中科院院士" | "中科院" | "科学院院士" =>
            {
                found.push(SCIENCES.to_owned());
            }
            "中国工程院院士" | "中国工程院" | "工程院院士" | "工程院" => {
                found.push(ENGINEERING.to_owned());
            }
            "两院院士" => found.extend([SCIENCES.to_owned(), ENGINEERING.to_owned()]),
            _ => found.push(one_line(word)),
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|entry| seen.insert(entry.clone()));
    (found, problem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mobiles_are_eleven_digits_or_say_what_is_wrong() {
        for text in [
            "13800138000",
            " +86 138-0013-8000",
            "８６１３８００１３８０００",
            "138 0013 8000\u{200b}",
        ] {
            assert_eq!(mobile(text), ("13800138000".to_owned(), None), "{text}");
        }
        for (text, words) in [
            ("1380013800", "10 位"),
            ("12800138000", "13–19"),
            ("1.38E+10", "科学计数"),
            ("13800138000/13900139000", "不止一个"),
            ("无", "不是手机号"),
        ] {
            let (kept, problem) = mobile(text);
            assert_eq!(kept, text);
            assert!(
                problem.is_some_and(|problem| problem.contains(words)),
                "{text}"
            );
        }
    }

    #[test]
    fn addresses_are_sound_or_say_what_is_wrong() {
        assert_eq!(
            email(" zhang＠a．edu．cn "),
            ("zhang@a.edu.cn".to_owned(), None)
        );
        for text in [
            "zhang",
            "zhang@",
            "@a.cn",
            "a@b",
            "a@b.cn;c@d.cn",
            "张@三.中国",
            "a b@c.cn",
            "a@b..cn",
        ] {
            assert!(email(text).1.is_some(), "{text}");
        }
    }

    #[test]
    fn names_lose_only_the_blank_that_pads_them() {
        for (typed, meant) in [
            ("张 三", "张三"),
            ("张　三", "张三"),
            ("欧阳 修", "欧阳 修"),
            ("Ann  Lee", "Ann Lee"),
            ("阿卜杜拉·买买提", "阿卜杜拉·买买提"),
        ] {
            assert_eq!(name(typed), meant);
        }
    }

    #[test]
    fn academies_are_named_in_full() {
        for (text, academies) in [
            ("否", vec![]),
            ("中科院院士", vec!["中国科学院院士"]),
            ("☑中国科学院院士 □中国工程院院士", vec!["中国科学院院士"]),
            ("两院院士", vec!["中国科学院院士", "中国工程院院士"]),
            (
                "俄罗斯工程院外籍院士、中国工程院院士",
                vec!["俄罗斯工程院外籍院士", "中国工程院院士"],
            ),
        ] {
            assert_eq!(academician(text).0, academies, "{text}");
        }
        assert!(academician("是").1.is_some());
    }

    #[test]
    fn numbers_are_texts_and_lost_digits_are_told() {
        assert_eq!(number(13_800_138_000.0), ("13800138000".to_owned(), false));
        assert!(number(110_101_199_001_011_237.0).1);
        assert_eq!(number(0.5).0, "0.5");
    }
}
