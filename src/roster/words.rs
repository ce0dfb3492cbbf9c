//! What the words of a header mean.

use super::cell::{fold, is_han};
use super::header::Part;

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

/// People who stand beside the one whom a line is about.
const BESIDE: [&str; 8] = [
    "单位联系人",
    "紧急联系人",
    "联系人",
    "推荐人",
    "经办人",
    "负责人",
    "秘书",
    "助理",
];

/// What is asked of people and no part of a roster, also where a known word is among it.
const NEVER: [&str; 40] = [
    "拼音",
    "性别",
    "民族",
    "出生",
    "年龄",
    "身份证",
    "证件",
    "传真",
    "qq",
    "开户",
    "银行",
    "账号",
    "帐号",
    "时间",
    "日期",
    "人数",
    "推荐",
    "填表",
    "填报",
    "审核",
    "网站",
    "网址",
    "毕业",
    "学历",
    "学位",
    "照片",
    "签名",
    "签字",
    "性质",
    "类别",
    "类型",
    "代码",
    "社会职务",
    "学会职务",
    "学术职务",
    "兼职",
    "证书",
    "籍贯",
    "政治面貌",
    "专家编号",
];

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

/// The part that words name plainly.
fn plain(words: &str) -> Option<Part> {
    let is_email = |words: &str| {
        ["邮箱", "邮件", "e-mail", "email"]
            .iter()
            .any(|word| words.contains(word))
            || words == "mail"
    };
    let chinese: String = words.chars().filter(|c| !c.is_ascii_alphabetic()).collect();
    let chinese = chinese.trim_matches('/');
    // 姓名Name says the same twice.
    let words = if chinese.chars().any(is_han) && !is_email(words) {
        chinese
    } else {
        words
    };
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    let is = |list: &[&str]| list.contains(&words);
    let (mobile, email) = (has(&["手机", "移动电话"]), is_email(words));
    let office = has(&["办公电话", "座机", "固定电话", "固话", "办公室电话"])
        || (has(&["单位"]) && has(&["电话"]));
    let phone = words.replace("移动电话", "").contains("电话");
    Some(if is(&["序号", "编号", "序", "no", "no.", "#"]) {
        Part::Serial
    } else if (email && (mobile || phone)) || (mobile && (office || phone)) {
        Part::Contact
    } else if email {
        Part::Email
    } else if office
        || is(&[
            "办公",
            "电话办公",
            "联系方式办公",
            "officephone",
            "workphone",
            "telephone",
        ])
    {
        Part::OfficePhone
    } else if mobile || is(&["mobile", "mobilephone", "cellphone", "mobilenumber"]) {
        Part::Mobile
    } else if is(&["联系方式", "联络方式", "通讯方式"]) {
        Part::Contact
    } else if is(&["名字", "name", "fullname"])
        || words
            .strip_suffix("姓名")
            .is_some_and(|who| who.chars().all(is_han))
    {
        Part::Name
    } else if has(&["院士"]) {
        Part::Academician
    } else if has(&["承担", "分工"]) || is(&["主要工作", "工作内容", "职责", "任务"])
    {
        Part::Duty
    } else if has(&[
        "研究方向",
        "研究领域",
        "专业领域",
        "专业方向",
        "学术专长",
        "从事专业",
    ]) || is(&[
        "专业",
        "领域",
        "专长",
        "方向",
        "researchinterests",
        "expertise",
    ]) {
        Part::Research
    } else if has(&["地址"]) || is(&["address", "mailingaddress"]) {
        Part::Address
    } else if has(&["职务"]) && has(&["单位"]) {
        Part::Affiliation
    } else if has(&["职务"]) && has(&["职称"]) {
        Part::PositionOrTitle
    } else if has(&["职称", "技术职务", "技术资格"]) && !has(&["级别", "等级"])
        || is(&["professionaltitle", "academictitle"])
    {
        Part::Title
    } else if has(&["工作单位", "所在单位", "任职单位", "就职单位", "供职单位"])
        || is(&[
            "单位",
            "单位名称",
            "机构",
            "所在机构",
            "工作机构",
            "单位全称",
            "现单位",
            "affiliation",
            "organization",
            "organisation",
            "institution",
        ])
    {
        Part::Affiliation
    } else if is(&[
        "部门",
        "所在部门",
        "工作部门",
        "院系",
        "所在院系",
        "二级单位",
        "科室",
        "department",
    ]) {
        Part::Department
    } else if is(&[
        "职务",
        "行政职务",
        "现任职务",
        "担任职务",
        "现职务",
        "党政职务",
        "职位",
        "position",
    ]) {
        Part::Position
    } else {
        return None;
    })
}

/// The part that words may name.
fn perhaps(words: &str) -> Option<Part> {
    Some(match words {
        "专家" | "成员" | "团员" | "人员" | "人选" | "专家名称" => Part::Name,
        "电话" | "联系电话" | "电话号码" | "联系号码" | "号码" | "phone" | "tel" => {
            Part::Contact
        }
        "公司" | "公司名称" | "企业" | "企业名称" | "学校" | "院校" | "company" => {
            Part::Affiliation
        }
        "岗位" | "工作岗位" | "jobtitle" => Part::Position,
        "职称级别" | "职称等级" | "title" => Part::Title,
        "住址" | "家庭住址" | "所在地" => Part::Address,
        _ => return None,
    })
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
            ("备注", Unknown),
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
