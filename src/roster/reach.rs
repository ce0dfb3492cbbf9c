//! Office telephones, and cells with several ways to reach a person.

use super::cell::{email, fold, is_mobile, mobile, one_line, scientific, unlabelled};

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
            let words: Vec<String> = piece.split_whitespace().map(str::to_owned).collect();
            let all = [words, around_addresses(piece)];
            let fits = |words: &&Vec<String>| {
                words.len() > 1 && words.iter().all(|word| Reached::default().take(word))
            };
            match all.iter().find(fits) {
                Some(words) => words.iter().for_each(|word| {
                    reached.take(word);
                }),
                None => reached.rest.push(piece.to_owned()),
            }
        }
    }
    reached
}

/// The addresses of a text, and what stands around them with its blanks.
fn around_addresses(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match parts.last_mut() {
            Some(last) if !last.contains('@') && !word.contains('@') => {
                last.push(' ');
                last.push_str(word);
            }
            _ => parts.push(word.to_owned()),
        }
    }
    parts
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
            ("138 0013 8000 zhang@a.cn", 1, 1, 0, 0),
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
}
