//! What the words of a header mean.

use super::cell::fold;
use super::header::Part;
use super::vocabulary::{BESIDE, NEVER, perhaps, plain};

/// What a header says its column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Plainly that.
    Plain(Part),
    /// That, where no other column says so plainly.
    Perhaps(Part),
    /// That of somebody beside the person, as 联系人手机: theirs only if the list is of these.
    OfAnother(Part),
    /// Something that is not read, whatever its cells look like, as 传真.
    Other,
    /// Nothing that is known.
    Unknown,
}

use Meaning::{OfAnother, Other, Perhaps, Plain, Unknown};

/// Longer words are a sentence that mentions a telephone, and no header.
const LONGEST: usize = 20;

/// What some words mean; those in brackets only tell one telephone from another.
pub(super) fn meaning(header: &str) -> Meaning {
    let (words, bracketed) = bare(header);
    if words.is_empty() || words.chars().count() > LONGEST {
        return Unknown;
    }
    for person in BESIDE {
        if let Some(rest) = words.strip_prefix(person) {
            return match plain(rest).or_else(|| perhaps(rest)) {
                _ if rest.is_empty() => Perhaps(Part::Name),
                Some(part) => OfAnother(part),
                None => Other,
            };
        }
    }
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    if has(&NEVER)
        || (has(&["邮编", "邮政编码"]) && !has(&["地址"]))
        || (has(&["微信"]) && !has(&["手机", "电话"]))
    {
        return Other;
    }
    if let Some(part) = plain(&words) {
        return Plain(part);
    }
    let Some(part) = perhaps(&words) else {
        return Unknown;
    };
    let says = |list: &[&str]| list.iter().any(|word| bracketed.contains(word));
    match part {
        Part::Contact if says(&["手机", "移动"]) => Plain(Part::Mobile),
        Part::Contact if says(&["办", "座机", "固定", "单位"]) => Plain(Part::OfficePhone),
        _ => Perhaps(part),
    }
}

/// Whether a header names somebody beside the person whom a line is about.
pub(super) fn is_beside(header: &str) -> bool {
    let (words, _) = bare(header);
    BESIDE.iter().any(|person| words.starts_with(person))
}

/// A header without blanks, stars, colons, brackets and what stands in them, in small letters; and
/// what stands in brackets.
fn bare(header: &str) -> (String, String) {
    let mut depth = 0_usize;
    let (mut bare, mut bracketed) = (String::new(), String::new());
    for character in fold(header).chars() {
        match character {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if character.is_whitespace() => {}
            _ if depth > 0 => bracketed.extend(character.to_lowercase()),
            '*' | ':' | '※' | '★' | '☆' | '▲' | '△' | '●' | '"' | '\'' | '。' | '_' => {
            }
            _ => bare.extend(character.to_lowercase()),
        }
    }
    // 【手机】 is a header in brackets.
    if bare.is_empty() {
        std::mem::swap(&mut bare, &mut bracketed);
    }
    (bare, bracketed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_recognised_by_meaning() {
        for (words, meant) in [
            ("序号", Plain(Part::Serial)),
            ("姓 名", Plain(Part::Name)),
            ("专家姓名*", Plain(Part::Name)),
            ("院士姓名", Plain(Part::Name)),
            ("名字", Plain(Part::Name)),
            ("姓名/Name", Plain(Part::Name)),
            ("专家", Perhaps(Part::Name)),
            ("手机号码（11位）", Plain(Part::Mobile)),
            ("【手机】", Plain(Part::Mobile)),
            ("手机（微信同号）", Plain(Part::Mobile)),
            ("移动电话", Plain(Part::Mobile)),
            ("电话", Perhaps(Part::Contact)),
            ("电话（手机）", Plain(Part::Mobile)),
            ("电话（办）", Plain(Part::OfficePhone)),
            ("联系方式", Plain(Part::Contact)),
            ("手机/邮箱", Plain(Part::Contact)),
            ("手机或座机", Plain(Part::Contact)),
            ("E-mail", Plain(Part::Email)),
            ("Ｅｍａｉｌ：", Plain(Part::Email)),
            ("E-mail地址", Plain(Part::Email)),
            ("电子邮件地址", Plain(Part::Email)),
            ("单位电话", Plain(Part::OfficePhone)),
            ("工作单位及职务", Plain(Part::Affiliation)),
            ("工作单位及职务/职称", Plain(Part::Affiliation)),
            ("单位", Plain(Part::Affiliation)),
            ("公司名称", Perhaps(Part::Affiliation)),
            ("所在部门", Plain(Part::Department)),
            ("职务", Plain(Part::Position)),
            ("职务/职称", Plain(Part::PositionOrTitle)),
            ("专业技术职务", Plain(Part::Title)),
            ("职称级别", Perhaps(Part::Title)),
            ("是否为院士", Plain(Part::Academician)),
            ("通信地址（含邮编）", Plain(Part::Address)),
            ("在本项目中承担的主要工作", Plain(Part::Duty)),
            ("研究方向", Plain(Part::Research)),
            ("联系人", Perhaps(Part::Name)),
            ("联系人手机", OfAnother(Part::Mobile)),
            ("推荐人姓名", OfAnother(Part::Name)),
            ("推荐单位", Other),
            ("姓名拼音", Other),
            ("职称取得时间", Other),
            ("微信号", Other),
            ("社会职务", Other),
            ("单位性质", Other),
            ("备注", Plain(Part::Note)),
            ("专家名单及联系方式", Unknown),
            (
                "请各位专家填好手机号和邮箱后于本周五之前发回秘书处",
                Unknown,
            ),
        ] {
            assert_eq!(meaning(words), meant, "{words}");
        }
    }
}
