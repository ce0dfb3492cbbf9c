//! 统一社会信用代码 after GB 32100-2015: 18 characters of an alphabet without I, O, S, V and Z, the
//! last of which is a check character.

use crate::form::Kind;
use crate::rules::report::{Report, mend};
use crate::rules::words::{plain, shortened};

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [usize; 17] = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
];

pub fn check(report: &mut Report<'_, '_>) {
    let scope = report.scope;
    for cell in scope
        .cells
        .iter()
        .filter(|cell| cell.field.kind == Kind::CreditCode)
    {
        let code = cell.text();
        let Err(why) = verify(code) else { continue };
        if code.is_empty() {
            continue;
        }
        let meant = plain(code).to_ascii_uppercase();
        let meant = verify(&meant).is_ok().then_some(meant);
        let why = if meant.is_some() {
            "应写成半角的大写字母和数字，不带空格".to_owned()
        } else {
            why
        };
        let mended = meant.and_then(|code| mend(&cell.path(), None, code));
        report
            .at_cell(cell)
            .with("found", shortened(code))
            .with("why", why)
            .mend(mended)
            .send();
    }
}

/// Whether a code is one; otherwise why not.
fn verify(code: &str) -> Result<(), String> {
    let length = code.chars().count();
    if length != 18 {
        return Err(format!("应为 18 位，填的是 {length} 位"));
    }
    let mut sum = 0;
    let mut last = 0;
    for (at, character) in code.chars().enumerate() {
        let value = ALPHABET
            .iter()
            .position(|letter| char::from(*letter) == character);
        let Some(value) = value else {
            return Err(format!("第 {} 位的“{character}”不是代码所用的字符", at + 1));
        };
        sum += value * WEIGHTS.get(at).copied().unwrap_or(0);
        last = value;
    }
    let wanted = (31 - sum % 31) % 31;
    if last == wanted {
        return Ok(());
    }
    let (wanted, found) = (char::from(ALPHABET[wanted]), char::from(ALPHABET[last]));
    Err(format!(
        "校验码不符，按前 17 位末位应为 {wanted}，填的是 {found}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::{self, Form};

    const FORM: Form = Form {
        fields: r#"(id: "code", label: "代码", kind: CreditCode, question: true)"#,
        rules: r#"(id: "code", severity: error, check: CreditCode, condition: "", message: "{found}，{why}", basis: Standard("GB 32100-2015"))"#,
    };

    #[test]
    fn codes_are_told_from_others() {
        for (code, expected) in [
            ("91110000600037341L", Ok(())),
            ("91110108551385082Q", Ok(())),
            ("91360902MA00000100", Ok(())),
            (
                "911100006000373418",
                Err("校验码不符，按前 17 位末位应为 L，填的是 8"),
            ),
            ("9111000060003734", Err("应为 18 位，填的是 16 位")),
            ("9111000060003734IL", Err("第 17 位的“I”不是代码所用的字符")),
            ("", Err("应为 18 位，填的是 0 位")),
        ] {
            assert_eq!(verify(code), expected.map_err(str::to_owned), "{code}");
        }
    }

    #[test]
    fn small_letters_and_blanks_are_mended() {
        testing::check(
            FORM,
            r#"{"code":"91110000 600037341l"}"#,
            &[
                "code: 91110000 600037341l，应写成半角的大写字母和数字，不带空格 → code = 91110000600037341L",
            ],
        );
        testing::check(FORM, r#"{"code":"91110000600037341L"}"#, &[]);
        testing::check(FORM, r#"{"code":" "}"#, &[]);
    }
}
