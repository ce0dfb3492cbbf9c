//! Mobile numbers, and numbers that a spreadsheet wrote its own way.

use super::cell::{fold, is_mobile, one_line, unlabelled};

/// A mobile number as eleven digits, or the text as it stands and what is wrong with it.
pub(super) fn mobile(text: &str) -> (String, Option<String>) {
    const LABELS: [&str; 6] = ["手机", "手机号", "手机号码", "移动电话", "mobile", "m"];
    let folded = fold(text);
    let number = unlabelled(&folded, &LABELS)
        .trim_start_matches(['\'', '‘', '’', '`'])
        .trim();
    // A number that was written out as a decimal one.
    let number = number.strip_suffix(".0").unwrap_or(number);
    let digits: String = number
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
    match scientific(number) {
        Some(Scientific::Whole(whole)) if is_mobile(&whole) => return (whole, None),
        // Spreadsheets show a sign; programs that print a number's shortest form show none.
        Some(Scientific::Cut(whole)) if is_mobile(&whole) && !number.contains('+') => {
            let message = format!("“{shown}”是科学计数法，按 {whole} 读入，请核对");
            return (whole, Some(message));
        }
        Some(_) => {
            let message =
                format!("手机号“{shown}”被表格写成了科学计数法，末尾的数字已丢失，请核对后重填");
            return (shown, Some(message));
        }
        None => {}
    }
    let count = bare.chars().filter(char::is_ascii_digit).count();
    let all_digits = bare.bytes().all(|byte| byte.is_ascii_digit());
    let message = if all_digits && count != 11 {
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

/// A number in scientific notation, written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Scientific {
    /// Every digit stands there.
    Whole(String),
    /// The end is filled with zeros that nobody has seen.
    Cut(String),
}

/// The number that a text such as `1.38E+10` stands for, if it has eight digits or more.
pub(super) fn scientific(text: &str) -> Option<Scientific> {
    let (mantissa, exponent) = text.trim().split_once(['e', 'E'])?;
    let exponent: usize = exponent
        .strip_prefix('+')
        .unwrap_or(exponent)
        .parse()
        .ok()?;
    let (first, rest) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if first.len() != 1 || !all_digits(first) || !all_digits(rest) || !(7..=30).contains(&exponent)
    {
        return None;
    }
    let zeros = exponent.checked_sub(rest.len())?;
    let whole = format!("{first}{rest}{}", "0".repeat(zeros));
    Some(if zeros == 0 {
        Scientific::Whole(whole)
    } else {
        Scientific::Cut(whole)
    })
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
            "'13800138000",
            "手机：13800138000",
            "13800138000.0",
            "1.3800138000E+10",
        ] {
            assert_eq!(mobile(text), ("13800138000".to_owned(), None), "{text}");
        }
        for (text, words) in [
            ("1380013800", "10 位"),
            ("12800138000", "13–19"),
            ("1.38E+10", "科学计数法"),
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
    fn scientific_notation_is_written_out() {
        let whole = |text: &str| Some(Scientific::Whole(text.to_owned()));
        let cut = |text: &str| Some(Scientific::Cut(text.to_owned()));
        for (text, number) in [
            ("1.38E+10", cut("13800000000")),
            ("1.3812345678E10", whole("13812345678")),
            ("1.10101E+17", cut("110101000000000000")),
            ("1E5", None),
            ("A1E10", None),
            ("12", None),
        ] {
            assert_eq!(scientific(text), number, "{text}");
        }
    }
}
