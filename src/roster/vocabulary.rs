//! The words that societies put over the columns of their rosters.

use super::cell::is_han;
use super::header::Part;

/// People who stand beside the one whom a line is about.
pub(super) const BESIDE: [&str; 8] = [
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
pub(super) const NEVER: [&str; 40] = [
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

/// The part that words name plainly.
pub(super) fn plain(words: &str) -> Option<Part> {
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
    } else if is(&["标签", "分类标签"]) {
        Part::Tags
    } else if is(&["备注", "备注说明"]) {
        Part::Note
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
pub(super) fn perhaps(words: &str) -> Option<Part> {
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
