//! Addresses of e-mail.

use super::cell::{fold, one_line, unlabelled};

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
