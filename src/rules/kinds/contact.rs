//! Mobile numbers, office telephones and e-mail addresses.

use crate::form::Kind;
use crate::rules::report::{Report, mend};
use crate::rules::words::{plain, shortened};

/// 11 digits from 13 to 19. Which numbers are given out changes every year, so no finer list.
pub fn check_mobile(report: &mut Report<'_, '_>) {
    check(report, &Kind::Mobile, is_mobile, |typed| {
        let digits: String = plain(typed)
            .chars()
            .filter(|character| *character != '-')
            .collect();
        digits
            .strip_prefix("+86")
            .map(str::to_owned)
            .unwrap_or(digits)
    });
}

/// A number that can be an office's: area code, extension, 400 and mobile numbers allowed.
pub fn check_phone(report: &mut Report<'_, '_>) {
    check(report, &Kind::Phone, is_phone, plain);
}

/// An address as mail programs take it.
pub fn check_email(report: &mut Report<'_, '_>) {
    check(report, &Kind::Email, is_email, |typed| {
        plain(typed).replace('。', ".")
    });
}

/// Reports what is not right, with a mend where its plain form is.
fn check(
    report: &mut Report<'_, '_>,
    kind: &Kind,
    is_right: fn(&str) -> bool,
    plain: fn(&str) -> String,
) {
    let scope = report.scope;
    for cell in scope.cells.iter().filter(|cell| cell.field.kind == *kind) {
        let typed = cell.text();
        if typed.is_empty() || is_right(typed) {
            continue;
        }
        let meant = plain(typed);
        let mended = is_right(&meant)
            .then(|| mend(&cell.path(), None, meant))
            .flatten();
        report
            .at_cell(cell)
            .with("found", shortened(typed))
            .mend(mended)
            .send();
    }
}

fn is_mobile(text: &str) -> bool {
    matches!(text.as_bytes(), [b'1', b'3'..=b'9', rest @ ..] if rest.len() == 9
        && rest.iter().all(u8::is_ascii_digit))
}

/// One number or several, each perhaps with an extension after 转, ext or a third dash.
fn is_phone(text: &str) -> bool {
    text.split(['、', '/', '，', ',', '；', ';']).all(|number| {
        let number = number.trim();
        let (number, extension) = ["转", "分机", "ext.", "ext", "EXT", "x", "#"]
            .iter()
            .find_map(|mark| number.split_once(mark))
            .map_or((number, None), |(number, extension)| {
                (number, Some(extension))
            });
        let fits = |digits: &str| (1..=6).contains(&digits.len());
        extension.is_none_or(|extension| {
            let digits = extension.trim_matches([' ', '-', '：', ':', '.', ')', '）']);
            fits(digits) && digits.bytes().all(|byte| byte.is_ascii_digit())
        }) && is_number_perhaps_extended(number)
    })
}

fn is_number_perhaps_extended(text: &str) -> bool {
    let is_gap = |character: char| {
        character.is_whitespace()
            || matches!(character, '-' | '—' | '－' | '–' | '(' | ')' | '（' | '）')
    };
    let text = text.trim().strip_prefix('+').unwrap_or(text);
    let parts: Vec<&str> = text.split(is_gap).filter(|part| !part.is_empty()).collect();
    if parts
        .iter()
        .any(|part| part.bytes().any(|byte| !byte.is_ascii_digit()))
    {
        return false;
    }
    (1..=parts.len())
        .any(|end| is_plausible(&parts[..end].concat()) && parts[end..].concat().len() <= 6)
}

/// Digits of a mobile, a 400 or 800 number, a number with or without area code.
fn is_plausible(digits: &str) -> bool {
    let national = match digits
        .strip_prefix("0086")
        .or_else(|| digits.strip_prefix("86"))
    {
        // After the country's code the area's stands without its nought.
        Some(rest) if rest.len() >= 9 => {
            return is_mobile(rest) || (9..=12).contains(&rest.len());
        }
        _ => digits,
    };
    match national.as_bytes() {
        [b'0', b'1'..=b'9', ..] => (10..=12).contains(&national.len()),
        [b'4' | b'8', b'0', b'0', ..] if national.len() == 10 => true,
        [b'2'..=b'9', ..] => (7..=8).contains(&national.len()),
        _ => is_mobile(national),
    }
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let fits = |text: &str, is_fit: fn(char) -> bool| {
        text.split('.')
            .all(|part| !part.is_empty() && part.chars().all(is_fit))
    };
    let last = domain.rsplit('.').next().unwrap_or_default();
    fits(local, |character| {
        character.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~-".contains(character)
    }) && fits(domain, |character| {
        character.is_alphanumeric() || character == '-'
    }) && domain.is_ascii()
        && domain.contains('.')
        && last.len() > 1
        && last.starts_with(|character: char| character.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::{self, Form};

    #[test]
    fn mobiles() {
        for (text, expected) in [
            ("13800000601", true),
            ("19999999999", true),
            ("12800000601", false),
            ("1380000060", false),
            ("138000006011", false),
            ("138 0000 0601", false),
            ("１３８００００0601", false),
        ] {
            assert_eq!(is_mobile(text), expected, "{text}");
        }
    }

    #[test]
    fn office_telephones() {
        for text in [
            "010-62000071",
            "(010)62000071",
            "（0574）87000044",
            "010 6200 0071",
            "0510-85000032",
            "01062000071",
            "010-62000071转8001",
            "010-62000071-8001",
            "010-62000071 ext. 12",
            "+86-10-62000071",
            "+86 138 0000 0601",
            "400-810-0000",
            "62000071",
            "13800000601",
            "010-62000071、62000072",
            "010—62000071",
        ] {
            assert!(is_phone(text), "{text}");
        }
        for text in [
            "12345",
            "010",
            "010-6200",
            "无",
            "010-62000071转",
            "0000000",
            "010-620000712345678",
            "座机62000071",
            "-",
        ] {
            assert!(!is_phone(text), "{text}");
        }
    }

    #[test]
    fn addresses() {
        for text in ["a@b.cn", "chen.yi_ran+1@mail.example.org", "x-y@a-b.com.cn"] {
            assert!(is_email(text), "{text}");
        }
        for text in [
            "a",
            "a@b",
            "a@@b.cn",
            "a b@c.cn",
            "a@b.c",
            "a@b..cn",
            ".a@b.cn",
            "a@b.cn;c@d.cn",
            "张三@b.cn",
            "a@b。cn",
            "a@b.1c",
        ] {
            assert!(!is_email(text), "{text}");
        }
    }

    const FORM: Form = Form {
        fields: r#"
            (id: "mobile", label: "手机", kind: Mobile, question: true),
            (id: "phone", label: "电话", kind: Phone, question: true),
            (id: "email", label: "邮箱", kind: Email, question: true),
        "#,
        rules: r#"
            (id: "mobile", severity: error, check: Mobile, condition: "", message: "{label}{found}", basis: Sense("")),
            (id: "phone", severity: warning, check: Phone, condition: "", message: "{label}{found}", basis: Sense("")),
            (id: "email", severity: error, check: Email, condition: "", message: "{label}{found}", basis: Sense("")),
        "#,
    };

    #[test]
    fn what_only_looks_different_is_mended() {
        testing::check(
            FORM,
            r#"{"mobile":"+86 138-0000-0601","phone":"０１０－62000071","email":"a@b。cn"}"#,
            &[
                "mobile: 手机+86 138-0000-0601 → mobile = 13800000601",
                "phone: 电话０１０－62000071 → phone = 010-62000071",
                "email: 邮箱a@b。cn → email = a@b.cn",
            ],
        );
        testing::check(
            FORM,
            r#"{"mobile":"1","phone":"1","email":"1"}"#,
            &["mobile: 手机1", "phone: 电话1", "email: 邮箱1"],
        );
        testing::check(FORM, r#"{"mobile":"","phone":null}"#, &[]);
    }
}
