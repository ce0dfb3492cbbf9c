//! Where people are reached: mobile numbers, e-mail addresses, office telephones.

use super::cell::{fold, is_mobile, one_line};

/// What a text is without the label before it, as in 手机：138….
fn unlabelled<'a>(text: &'a str, labels: &[&str]) -> &'a str {
    let text = text.trim();
    match text.split_once([':', '：']) {
        Some((label, rest)) if labels.contains(&label.trim().to_lowercase().as_str()) => {
            rest.trim()
        }
        _ => text,
    }
}

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

/// An e-mail address in plain characters, or the text as it stands and what is wrong with it.
pub(super) fn email(text: &str) -> (String, Option<String>) {
    const LABELS: [&str; 6] = ["邮箱", "电子邮箱", "邮件", "email", "e-mail", "mail"];
    let folded = fold(text).replace('。', ".");
    let address = unlabelled(&folded, &LABELS);
    let address = address
        .strip_prefix("mailto:")
        .unwrap_or(address)
        .trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '<' | '>' | ';' | ',' | '，' | '、')
        });
    let address = tight(address);
    if is_email(&address) {
        return (address, None);
    }
    let shown = one_line(text);
    let several = address
        .split(|c: char| c.is_whitespace() || ",;/，、；".contains(c))
        .filter(|piece| is_email(piece))
        .count();
    let message = if several >= 2 {
        format!("这里填了不止一个邮箱“{shown}”，请只留一个")
    } else if address.contains('@') {
        format!("“{shown}”不是完整的电子邮箱，请核对")
    } else {
        format!("“{shown}”里没有 @，不是电子邮箱，请核对")
    };
    (shown, Some(message))
}

fn is_email(address: &str) -> bool {
    address.split_once('@').is_some_and(|(who, domain)| {
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
    })
}

/// An address without the blanks beside its @ and its dots, where it has one @.
fn tight(address: &str) -> String {
    let mut tight = String::new();
    if address.matches('@').count() != 1 {
        return address.to_owned();
    }
    let mut characters = address.chars().peekable();
    while let Some(character) = characters.next() {
        let joins = |c: Option<char>| c.is_some_and(|c| matches!(c, '@' | '.'));
        if character.is_whitespace() {
            let next = characters.clone().find(|c| !c.is_whitespace());
            if joins(tight.chars().next_back()) || joins(next) {
                continue;
            }
        }
        tight.push(character);
    }
    tight
}

/// An office telephone in plain characters.
pub(super) fn phone(text: &str) -> String {
    one_line(&fold(text))
}

/// An office telephone in plain characters, and what is wrong with it.
pub(super) fn office_phone(text: &str) -> (String, Option<String>) {
    const LABELS: [&str; 5] = ["电话", "座机", "办公电话", "固定电话", "办"];
    let phone = phone(text);
    let number = unlabelled(&phone, &LABELS).to_owned();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let area = number
        .split(['-', '—', ' ', ')'])
        .next()
        .unwrap_or_default()
        .trim_start_matches('(');
    let is_area = |area: &str| {
        matches!(area.len(), 2 | 3)
            && area.bytes().all(|b| b.is_ascii_digit())
            && !area.starts_with('0')
    };
    let alone = digits.len() == number.len();
    let free = ["400", "800", "86", "95", "96"];
    let free_call = |text: &str| free.iter().any(|prefix| text.starts_with(prefix));
    let message = if scientific(&number).is_some() || number.starts_with('=') || digits.len() < 5 {
        Some(format!("“{phone}”不像电话号码，请核对"))
    } else if alone
        && (digits.len() == 9 || digits.len() == 10 || digits.len() == 11)
        && !digits.starts_with('0')
        && !is_mobile(&digits)
        && !free_call(&digits)
        || is_area(area) && area.len() < number.len() && !free_call(area) && digits.len() >= 9
    {
        Some(format!(
            "办公电话“{phone}”像是丢了区号开头的 0，请核对后补上"
        ))
    } else {
        None
    };
    (number, message)
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

/// What a cell says of how to reach a person, each kind by itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Reached {
    pub mobiles: Vec<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    /// What is none of these.
    pub rest: Vec<String>,
}

/// Parts a cell that holds a mobile number, an e-mail address, an office telephone, or several.
pub(super) fn split(text: &str) -> Reached {
    let mut reached = Reached::default();
    let splits = |c: char| matches!(c, '\n' | ',' | ';' | '，' | '；' | '、' | '/' | '／');
    let pieces: Vec<&str> = text.split(splits).map(str::trim).collect();
    let has_mobile = pieces.iter().any(|piece| mobile(piece).1.is_none());
    if is_office_phone(text) && !has_mobile {
        // 010-62000001/2 is one.
        reached.phones.push(phone(text));
        return reached;
    }
    for piece in pieces.into_iter().filter(|piece| !piece.is_empty()) {
        if !reached.take(piece) {
            // A blank parts two of them, or stands in the middle of one.
            let words: Vec<&str> = piece.split_whitespace().collect();
            if words.len() < 2 || !words.iter().all(|word| Reached::default().take(word)) {
                reached.rest.push(piece.to_owned());
                continue;
            }
            for word in words {
                reached.take(word);
            }
        }
    }
    reached
}

impl Reached {
    /// Takes a piece that is one of the three.
    fn take(&mut self, piece: &str) -> bool {
        const LABELS: [&str; 6] = ["电话", "座机", "办公电话", "固定电话", "办公", "办"];
        let folded = fold(piece);
        let number = unlabelled(&folded, &LABELS);
        if let (mobile, None) = mobile(piece) {
            self.mobiles.push(mobile);
        } else if let (email, None) = email(piece) {
            self.emails.push(email);
        } else if is_office_phone(number) {
            self.phones.push(phone(number));
        } else {
            return false;
        }
        true
    }
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
    fn addresses_are_sound_or_say_what_is_wrong() {
        for text in [
            " zhang＠a．edu．cn ",
            "mailto:zhang@a.edu.cn",
            "邮箱：zhang@a.edu.cn；",
            "<zhang@ a.edu. cn>",
        ] {
            assert_eq!(email(text), ("zhang@a.edu.cn".to_owned(), None), "{text}");
        }
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
    fn telephones_that_lost_their_zero_are_said() {
        for text in [
            "010-62000001",
            "(010) 62000001",
            "010-62000001转8001",
            "62000001",
            "400-800-1234",
            "+86-10-62000001",
            "0571 87654321",
            "13800138000",
            "4008001234",
        ] {
            assert_eq!(office_phone(text), (text.to_owned(), None));
        }
        for text in ["1062000001", "57187654321", "10-62000001", "(571)87654321"] {
            let problem = office_phone(text).1;
            assert!(problem.is_some_and(|it| it.contains("开头的 0")), "{text}");
        }
        for text in ["=010-62000001", "1.06E+10", "见附件"] {
            assert!(office_phone(text).1.is_some(), "{text}");
        }
    }

    #[test]
    fn a_cell_with_several_is_parted() {
        for (text, mobiles, emails, phones, rest) in [
            ("13800138000 / 010-62000001", 1, 0, 1, 0),
            ("13800138000 zhang@a.cn", 1, 1, 0, 0),
            (
                "手机：13800138000；邮箱：zhang@a.cn；座机：010-62000001",
                1,
                1,
                1,
                0,
            ),
            ("138 0013 8000", 1, 0, 0, 0),
            ("010-62000001/2", 0, 0, 1, 0),
            ("13800138000，微信同号", 1, 0, 0, 1),
        ] {
            let it = split(text);
            let found = (
                it.mobiles.len(),
                it.emails.len(),
                it.phones.len(),
                it.rest.len(),
            );
            assert_eq!(found, (mobiles, emails, phones, rest), "{text}");
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
