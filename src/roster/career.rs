//! What people are: members of an academy, their posts and their professional titles.

use unicode_normalization::UnicodeNormalization;

use super::cell::{fold, one_line, plain};

/// The academies that an answer to 是否为院士 names, and what is wrong with it.
pub(super) fn academician(text: &str) -> (Vec<String>, Option<String>) {
    const SCIENCES: &str = "中国科学院院士";
    const ENGINEERING: &str = "中国工程院院士";
    let folded = fold(text);
    let mut found: Vec<String> = Vec::new();
    let mut problem = None;
    let words: Vec<&str> = if folded.contains(is_box) {
        ticked(&folded)
    } else {
        let splits = |c: char| matches!(c, '、' | ',' | ';' | '/' | '\n' | '，' | '；');
        let words = folded.split(splits).map(str::trim);
        words.filter(|word| !word.is_empty()).collect()
    };
    for word in words {
        let short: String = word.nfkc().filter(|c| !c.is_whitespace()).collect();
        let short = short.trim_end_matches(['。', '.']);
        // 中国科学院院士（2015年） says when, too.
        let short = match short.split_once('(') {
            Some((name, _)) if name.ends_with("院士") => name,
            _ => short,
        };
        match short {
            "否" | "0" | "无" | "不是" | "非院士" | "-" | "--" | "—" | "——" | "\\" | "n" | "no"
            | "×" => {}
            _ if short.starts_with("否(") => {}
            "" | "是" | "1" | "院士" | "y" | "yes" => {
                problem = Some(format!(
                    "只写了“{}”，请写明是{SCIENCES}还是{ENGINEERING}",
                    one_line(text)
                ));
            }
            "中国科学院院士" | "中国科学院" | "中科院院士" | "中科院" | "科学院院士" | "科学院" =>
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
    // 是，中科院院士 says which.
    let problem = problem.filter(|_| found.is_empty());
    (found, problem)
}

fn is_box(character: char) -> bool {
    is_tick(character) || matches!(character, '□' | '☐' | '○')
}

fn is_tick(character: char) -> bool {
    matches!(character, '☑' | '☒' | '√' | '■' | '✓' | '✔' | '●')
}

/// The words whose boxes are ticked; the boxes stand before their words, or all after them.
fn ticked(text: &str) -> Vec<&str> {
    let trim =
        |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '、' | ',' | '，' | '/' | ';');
    let before = text.trim_start_matches(trim).starts_with(is_box);
    let mut ticked = Vec::new();
    let mut left = text;
    while let Some(at) = left.find(is_box) {
        let mark = left[at..].chars().next().unwrap_or_default();
        let word = &left[..at];
        left = &left[at + mark.len_utf8()..];
        let after = left.find(is_box).map_or(left, |end| &left[..end]);
        if is_tick(mark) {
            ticked.push(if before { after } else { word }.trim_matches(trim));
        }
    }
    ticked
}

/// What a text in a column 职务/职称 says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Career {
    /// 职务
    pub position: String,
    /// 职称
    pub title: String,
    pub problem: Option<String>,
}

/// What professional titles end with.
const TITLES: [&str; 24] = [
    "教授",
    "研究员",
    "工程师",
    "讲师",
    "助教",
    "医师",
    "药师",
    "护师",
    "技师",
    "馆员",
    "编审",
    "译审",
    "编辑",
    "农艺师",
    "会计师",
    "经济师",
    "统计师",
    "审计师",
    "实验师",
    "兽医师",
    "畜牧师",
    "设计师",
    "规划师",
    "工艺师",
];
/// Posts that end alike.
const POSTS: [&str; 4] = ["总工程师", "总会计师", "总经济师", "总设计师"];

/// Parts 职务 from 职称 in a cell that holds either or both. What has a title in it and goes on is
/// left whole as 职务, and said.
pub(super) fn career(text: &str) -> Career {
    let text = plain(text);
    let mut career = Career::default();
    let (mut positions, mut titles) = (Vec::new(), Vec::new());
    let splits = |c: char| {
        matches!(c, '/' | '、' | ',' | '，' | ';' | '；' | '／' | '|') || c.is_whitespace()
    };
    for word in text.split(splits).filter(|word| !word.is_empty()) {
        let is_post = POSTS.iter().any(|post| word.contains(post));
        if !is_post && TITLES.iter().any(|title| word.ends_with(title)) && !word.contains('兼') {
            titles.push(word);
            continue;
        }
        if !is_post && TITLES.iter().any(|title| word.contains(title)) {
            career.problem = Some(format!("“{word}”里有职务也有职称，请分开写，如：院长/教授"));
        }
        positions.push(word);
    }
    career.position = positions.join("、");
    career.title = titles.join("、");
    career
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn academies_are_named_in_full() {
        for (text, academies) in [
            ("否", vec![]),
            ("中科院院士", vec!["中国科学院院士"]),
            ("☑中国科学院院士 □中国工程院院士", vec!["中国科学院院士"]),
            ("两院院士", vec!["中国科学院院士", "中国工程院院士"]),
            (
                "中国科学院院士（√） 中国工程院院士（ ）",
                vec!["中国科学院院士"],
            ),
            ("中国科学院院士□ 中国工程院院士☑", vec!["中国工程院院士"]),
            ("是□ 否☑", vec![]),
            ("中国科学院院士（2015年）", vec!["中国科学院院士"]),
            ("是，中科院院士", vec!["中国科学院院士"]),
            ("否。", vec![]),
            (
                "俄罗斯工程院外籍院士、中国工程院院士",
                vec!["俄罗斯工程院外籍院士", "中国工程院院士"],
            ),
        ] {
            let academies = academies.into_iter().map(str::to_owned).collect();
            assert_eq!(academician(text), (academies, None), "{text}");
        }
        for text in ["是", "√", "☑是 □否", "是√", "院士"] {
            assert!(academician(text).1.is_some(), "{text}");
        }
    }

    #[test]
    fn posts_are_parted_from_titles() {
        for (text, position, title) in [
            ("教授/院长", "院长", "教授"),
            ("副教授", "", "副教授"),
            ("总工程师", "总工程师", ""),
            ("副总工程师、正高级工程师", "副总工程师", "正高级工程师"),
            ("主任医师，科室主任", "科室主任", "主任医师"),
            ("博士生导师", "博士生导师", ""),
        ] {
            let career = career(text);
            assert_eq!(
                (career.position.as_str(), career.title.as_str()),
                (position, title)
            );
            assert_eq!(career.problem, None);
        }
        assert!(career("研究员兼所长").problem.is_some());
    }
}
