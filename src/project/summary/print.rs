//! 自查表 as a paper.

use crate::answers::{Counts, date};
use crate::diag::Severity;
use crate::fonts::Face;
use crate::layout::page::Page;
use crate::paper::{self, Column};

use super::{Fault, SelfCheck};

impl SelfCheck {
    /// The pages that are printed.
    pub fn pages(&self, body: Face) -> Vec<Page> {
        paper::report(&self.report(), body)
    }

    fn report(&self) -> paper::Report {
        let mut facts = self.facts.clone();
        facts.push(("自查日期".to_owned(), date::chinese(self.day)));
        facts.push((
            "校验码".to_owned(),
            format!("{}（与纸面页脚的校验码相同，说明是同一份内容）", self.code),
        ));
        let mut parts = vec![paper::Part {
            heading: "结论".to_owned(),
            words: format!("{}{}", self.verdict(), self.missing()),
            ..paper::Part::default()
        }];
        parts.extend(faults_part(Severity::Error, &self.errors));
        parts.extend(faults_part(Severity::Warning, &self.warnings));
        let essays = self.essays.iter().map(|essay| {
            let limit = essay.limit.map_or("不限".to_owned(), |it| it.to_string());
            let Counts {
                words,
                chars_no_space,
                ..
            } = essay.counts;
            vec![
                essay.label.clone(),
                words.to_string(),
                chars_no_space.to_string(),
                limit,
                essay.verdict(),
            ]
        });
        parts.extend(part(
            "字数",
            &[
                Column::words("栏目", 5.0),
                Column::figures("字数", 1.5),
                Column::figures("字符数", 1.5),
                Column::figures("规定", 1.5),
                Column::words("情况", 4.5),
            ],
            essays.collect(),
        ));
        let sums = self.sums.iter();
        let sums = sums.map(|sum| vec![sum.label.clone(), sum.amount.clone(), sum.verdict.clone()]);
        parts.extend(part(
            "经费（万元）",
            &[
                Column::words("项目", 5.0),
                Column::figures("金额", 2.5),
                Column::words("核对", 6.5),
            ],
            sums.collect(),
        ));
        let tables = self.tables.iter();
        let tables = tables.map(|table| vec![table.label.clone(), table.words()]);
        parts.extend(part(
            "表格",
            &[Column::words("表格", 5.0), Column::words("填写", 9.0)],
            tables.collect(),
        ));
        let deadlines = self.deadlines.iter();
        let deadlines = deadlines.map(|deadline| self.deadline_words(deadline).to_vec());
        parts.extend(part(
            "截止时间",
            &[
                Column::words("事项", 5.0),
                Column::words("截止", 5.0),
                Column::words("离截止", 4.0),
            ],
            deadlines.collect(),
        ));
        paper::Report {
            title: "自查表".to_owned(),
            facts,
            parts,
            code: self.code.clone(),
        }
    }
}

fn faults_part(severity: Severity, faults: &[Fault]) -> Option<paper::Part> {
    let rows = faults.iter().map(|fault| {
        vec![
            fault.label.clone(),
            fault.message.clone(),
            fault.hint.clone(),
            fault.basis.clone(),
        ]
    });
    let columns = [
        Column::words("栏目", 3.0),
        Column::words("发现", 5.0),
        Column::words("怎么办", 4.0),
        Column::words("依据", 2.0),
    ];
    part(
        &format!("{}（{} 处）", severity.heading(), faults.len()),
        &columns,
        rows.collect(),
    )
}

/// A table with its heading; none without rows.
fn part(heading: &str, columns: &[Column], rows: Vec<Vec<String>>) -> Option<paper::Part> {
    (!rows.is_empty()).then(|| paper::Part {
        heading: heading.to_owned(),
        words: String::new(),
        columns: columns.to_vec(),
        rows,
    })
}
