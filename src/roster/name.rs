//! Names of people.

use super::cell::{is_han, visible};

/// Family names of two characters: a blank after one of them parts no two people.
const DOUBLE: [&str; 40] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "端木",
    "夏侯", "长孙", "宇文", "轩辕", "钟离", "闾丘", "鲜于", "司空", "太史", "赫连", "澹台", "公冶",
    "宗政", "濮阳", "淳于", "单于", "申屠", "公羊", "呼延", "南宫", "西门", "百里", "东郭", "独孤",
    "拓跋", "万俟", "闻人", "第五",
];

/// A name in one form, and what is wrong with it.
///
/// The blank that makes a name of two characters as wide as one of three is none of it, the dot in
/// names of minorities is always `·`, and blanks within foreign names stay.
pub(super) fn name(text: &str) -> (String, Option<String>) {
    let text = visible(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let chinese = |word: &&str| word.chars().all(|c| is_han(c) || is_dot(c));
    let length = |word: &str| word.chars().count();
    let all_chinese = words.iter().all(chinese);
    let padded = all_chinese
        && match words.as_slice() {
            [first, _] => length(first) == 1 || DOUBLE.contains(first),
            words => words.iter().all(|word| length(word) == 1),
        };
    let name = dotted(&words.join(if padded { "" } else { " " }));
    if name.is_empty() {
        return (name, None);
    }
    let several = name
        .split(['、', ',', '，', ';', '；', '/', ' '])
        .map(str::trim)
        .filter(|word| (2..=4).contains(&length(word)) && word.chars().all(is_han))
        .count();
    let problem = if several >= 2 {
        Some(format!("“{name}”像是两个人的名字，请每人写一行"))
    } else if name
        .chars()
        .all(|c| c.is_ascii_digit() || "/\\-—.?？".contains(c))
    {
        Some(format!("“{name}”不像姓名，请核对"))
    } else if name.chars().filter(char::is_ascii_digit).count() >= 7 {
        Some(format!("“{name}”里除了姓名还有号码，请分开写"))
    } else if name.contains([':', '：']) {
        Some(format!("“{name}”里除了姓名还有别的内容，请核对"))
    } else {
        None
    };
    (name, problem)
}

/// The dots that people find on their keyboards for the one in 买买提·艾力.
fn is_dot(character: char) -> bool {
    matches!(
        character,
        '·' | '•' | '・' | '‧' | '∙' | '⋅' | '.' | '．' | '･'
    )
}

fn dotted(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let han = |at: Option<usize>| {
        at.and_then(|at| characters.get(at))
            .is_some_and(|c| is_han(*c))
    };
    characters
        .iter()
        .enumerate()
        .map(|(at, character)| {
            let between = han(at.checked_sub(1)) && han(Some(at + 1));
            if between && is_dot(*character) {
                '·'
            } else {
                *character
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn names_lose_only_the_blank_that_pads_them() {
        for (typed, meant) in [
            ("张 三", "张三"),
            ("张　三", "张三"),
            ("欧 阳 修", "欧阳修"),
            ("欧阳 修", "欧阳修"),
            ("欧阳　明月", "欧阳明月"),
            ("张 三丰", "张三丰"),
            ("王\u{200b}五", "王五"),
            ("Ann  Lee", "Ann Lee"),
            ("Müller, Hans", "Müller, Hans"),
            ("阿卜杜拉·买买提", "阿卜杜拉·买买提"),
            ("阿卜杜拉．买买提", "阿卜杜拉·买买提"),
            ("J.K. Lee", "J.K. Lee"),
            ("张三（组长）", "张三（组长）"),
        ] {
            assert_eq!(name(typed), (meant.to_owned(), None), "{typed}");
        }
    }

    #[test]
    fn two_people_in_a_cell_and_numbers_are_said() {
        for typed in [
            "张三、李四",
            "张三 李四",
            "张三\n李四",
            "13800138000",
            "/",
            "张三13800138000",
            "组长：张三",
        ] {
            assert!(name(typed).1.is_some(), "{typed}");
        }
    }
}
