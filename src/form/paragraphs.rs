//! A notice as it reads: lines that came out of a page as several, and are one, put together again.

use std::ops::Range;

use super::Notice;

/// The longest rest of a line, in characters, that is taken for the end of the one above without
/// any other sign.
const REST: usize = 4;

/// A paragraph of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The lines of the notice's text that it is made of, from 0; blank ones may be among them.
    pub lines: Range<usize>,
    pub text: String,
}

impl Notice {
    /// The text in paragraphs, without blank lines. A cell of a table stands for itself.
    pub fn paragraphs(&self) -> Vec<Paragraph> {
        let mut paragraphs: Vec<Paragraph> = Vec::new();
        for (at, line) in self.text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            if let Some(last) = paragraphs.last_mut()
                && goes_on(&last.text, at - last.lines.end, line)
            {
                if is_number(line) {
                    last.text.push_str("  ");
                }
                last.text.push_str(line.trim_end());
                last.lines.end = at + 1;
                continue;
            }
            paragraphs.push(Paragraph {
                lines: at..at + 1,
                text: line.trim_end().to_owned(),
            });
        }
        for paragraph in &mut paragraphs {
            paragraph.text = paragraph.text.replace('\t', "　");
        }
        paragraphs
    }
}

/// Whether a line goes on with the text before it, from which so many blank lines part it.
fn goes_on(before: &str, blank: usize, line: &str) -> bool {
    if line.starts_with(char::is_whitespace) || begins_anew(line) {
        return false;
    }
    // A list that is not at its end goes on even behind the edge of a page.
    if before.ends_with(['、', '，']) {
        return true;
    }
    if blank > 0 || before.ends_with(['。', '；', '：', ':', '！', '？']) {
        return false;
    }
    let count = |mark: char| before.matches(mark).count();
    let is_han = |it: char| ('\u{4E00}'..='\u{9FFF}').contains(&it);
    let is_rest = line.trim_end().chars().count() <= REST && line.trim_end().chars().all(is_han);
    let is_cell = before.starts_with('\t') && !before.starts_with("\t□") && !line.contains('：');
    count('“') > count('”') || (begins_anew(before) && is_rest) || is_cell || is_number(line)
}

/// Whether a line begins with a number, as an entry of a list does.
fn begins_anew(line: &str) -> bool {
    let digits = line.trim_start_matches(|it: char| it.is_ascii_digit());
    digits.len() < line.len() && digits.starts_with(['.', '．'])
}

/// Whether a line holds nothing but a telephone number.
fn is_number(line: &str) -> bool {
    let line = line.trim();
    line.len() > 6 && line.bytes().all(|it| it.is_ascii_digit() || it == b'-')
}

#[cfg(test)]
mod tests {
    use super::super::notice::{NOTICES, find};

    /// Every place that is put together, by its first line, counted from 1, with words over its seam.
    #[test]
    fn what_the_edge_of_a_page_or_column_has_torn_is_whole_again() {
        let project: &[(usize, &str)] = &[
            (
                3,
                "“科创中国”科技服务团示范项目、“科创中国”试点城市（园区）系列",
            ),
            (12, "重点产业转型升级、优势产业数字化提升"),
            (111, "产业科技服务团需求清单"),
            (113, "“1个区域建设目标、2个重点产业"),
            (241, "“1个区域建设目标、2个重点产业"),
            (243, "试点城市（园区）"),
            (249, "北京中关村"),
            (255, "天津滨海新区"),
            (266, "内蒙古包头"),
            (277, "黑龙江七台河"),
            (285, "智能制造、生命科技"),
            (314, "江西南昌国家高新区"),
            (370, "重庆市高新区"),
            (492, "单位简介（400字以内）"),
            (555, "年 月 日至年 月 日"),
            (561, "年 月 日至年 月 日"),
            (567, "年 月 日至年 月 日"),
        ];
        let registration: &[(usize, &str)] = &[
            (3, "“科创中国”科技服务团注册工作的通知"),
            (53, "创新服务处  010-62121916"),
        ];
        for (id, expected) in [("2021-44", project), ("2022-20", registration)] {
            let paragraphs = find(id).unwrap().paragraphs();
            let joined = paragraphs.iter().filter(|one| one.lines.len() > 1);
            let joined: Vec<_> = joined.collect();
            let lines: Vec<_> = joined.iter().map(|one| one.lines.start + 1).collect();
            let wanted: Vec<_> = expected.iter().map(|(line, _)| *line).collect();
            assert_eq!(lines, wanted, "{id}");
            for (one, (_, words)) in joined.iter().zip(expected) {
                assert!(one.text.contains(words), "{one:?}");
            }
        }
    }

    #[test]
    fn no_line_is_lost() {
        for notice in &NOTICES {
            let paragraphs = notice.paragraphs();
            for (at, line) in notice.text.lines().enumerate() {
                let words = line.trim().replace('\t', "　");
                let mut holding = paragraphs.iter().filter(|one| one.lines.contains(&at));
                let held = holding.next().is_some_and(|one| one.text.contains(&words));
                assert!(words.is_empty() || held, "{} {at}: {line}", notice.id);
            }
        }
    }
}
