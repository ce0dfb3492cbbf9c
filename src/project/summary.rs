//! 自查表: what whoever decides wants to know of an application, on screen and paper alike.
//! Everything in it follows from the form's definition, the answers and the findings.

use chrono::{NaiveDate, Timelike};

use crate::answers::{Answer, Answers, Counts, count, date, derived};
use crate::diag::{Finding, Severity};
use crate::fonts::Face;
use crate::form::rule::Check;
use crate::form::{Field, FormDef, Kind};
use crate::layout::page::Page;
use crate::paper;
use crate::rules;

use super::completeness;
use super::transcript::{Content, Entry};
use super::{Deadline, Project, deadlines};

/// What 自查表 says.
#[derive(Debug, Clone, PartialEq)]
pub struct SelfCheck {
    /// What the application is and who hands it in: label and text.
    pub facts: Vec<(String, String)>,
    /// The day on which it was checked.
    pub day: NaiveDate,
    /// The print code of the answers that it speaks of.
    pub code: String,
    /// Required answers that are given, and all.
    pub given: usize,
    pub required: usize,
    /// Sections in which required answers are missing, and how many.
    pub unfinished: Vec<(String, usize)>,
    pub errors: Vec<Fault>,
    pub warnings: Vec<Fault>,
    pub essays: Vec<Essay>,
    pub sums: Vec<Sum>,
    pub tables: Vec<Table>,
    pub deadlines: Vec<Deadline>,
}

/// A finding as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The path of the answer; empty for the application as a whole.
    pub path: String,
    pub label: String,
    pub message: String,
    pub hint: String,
    /// The place in the notice, or the standard, that it rests on; empty for none.
    pub basis: String,
}

/// The length of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Essay {
    pub label: String,
    pub counts: Counts,
    pub limit: Option<usize>,
}

/// An amount, and what it should agree with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    pub label: String,
    /// In 万元; 未填 or 无法识别 where there is none.
    pub amount: String,
    /// What comparing it came to; empty where it is compared with nothing.
    pub verdict: String,
    pub agrees: bool,
}

/// How many rows a table has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub label: String,
    /// What one row is called.
    pub row: String,
    pub count: usize,
    pub most: Option<usize>,
}

impl Project {
    /// What 自查表 says on that day.
    pub fn self_check(&self, today: NaiveDate) -> SelfCheck {
        let (form, answers) = (&*self.form, &self.answers);
        let findings = self.findings(today);
        let states = completeness::sections(form, answers, &[]);
        let (given, required) = completeness::share(&states);
        let unfinished = form.sections.iter().zip(&states);
        let unfinished = unfinished
            .filter(|(_, state)| state.given < state.required)
            .map(|(section, state)| (section.title.clone(), state.required - state.given));
        let code = self.print_code();
        SelfCheck {
            facts: facts(self, &self.transcript()),
            day: today,
            code,
            given,
            required,
            unfinished: unfinished.collect(),
            errors: faults(form, &findings, Severity::Error),
            warnings: faults(form, &findings, Severity::Warning),
            essays: essays(form, answers),
            sums: sums(form, answers),
            tables: tables(form, answers),
            deadlines: deadlines(form),
        }
    }
}

/// Its own name, the unit, the form, and everything that the paper prints of a choice.
fn facts(project: &Project, entries: &[Entry]) -> Vec<(String, String)> {
    let form = &project.form;
    let label = |field: &str| {
        form.field(field)
            .map_or("", |field| &field.label)
            .to_owned()
    };
    let mut facts = vec![
        (label(&form.named_by), project.title()),
        (
            label(&form.submitted_by),
            project.answers.text(&form.submitted_by).into_owned(),
        ),
        ("表单".to_owned(), form.name.clone()),
    ];
    for entry in entries {
        let item = &entry.item;
        let is_choice = form
            .field(&item.path)
            .is_some_and(|field| matches!(field.kind, Kind::Choice { .. }));
        if let (true, Content::Text(text)) = (is_choice, &item.content) {
            facts.push((item.label.clone(), text.clone()));
        }
    }
    facts.retain(|(label, _)| !label.is_empty());
    for (_, text) in &mut facts {
        if text.is_empty() {
            text.push_str("（未填）");
        }
    }
    facts
}

fn faults(form: &FormDef, findings: &[Finding], severity: Severity) -> Vec<Fault> {
    let findings = findings.iter().filter(|one| one.severity == severity);
    findings
        .map(|finding| {
            let known = !completeness::field_at(form, &finding.field).is_empty();
            let label = match &*finding.field {
                "" => "整份申报".to_owned(),
                path if known => rules::place_label(form, path),
                _ => "表单以外的内容".to_owned(),
            };
            let basis = match (&finding.clause, &finding.standard) {
                (Some(clause), _) => clause.place.clone(),
                (None, Some(standard)) => standard.clone(),
                (None, None) => String::new(),
            };
            Fault {
                path: finding.field.clone(),
                label,
                message: finding.message.clone(),
                hint: finding.hint.clone(),
                basis,
            }
        })
        .collect()
}

fn essays(form: &FormDef, answers: &Answers) -> Vec<Essay> {
    let mut essays = Vec::new();
    let mut add = |field: &Field, path: &str| {
        if let Kind::Essay { limit } = field.kind {
            let text = match answers.get(path) {
                Some(Answer::Text(text) | Answer::Number(text)) => text,
                _ => "",
            };
            essays.push(Essay {
                label: rules::place_label(form, path),
                counts: count(text),
                limit,
            });
        }
    };
    for (_, field) in form.fields().filter(|(_, field)| answers.asks(field)) {
        add(field, &field.id);
        let rows = answers.list(&field.id).iter().enumerate();
        for (at, _) in rows.filter(|(_, row)| matches!(row, Answer::Group(_))) {
            for column in field.columns() {
                add(column, &format!("{}[{at}].{}", field.id, column.id));
            }
        }
    }
    essays
}

/// Every sum of the form after its parts, then every column that is to add up to a total.
fn sums(form: &FormDef, answers: &Answers) -> Vec<Sum> {
    let mut sums = Vec::new();
    for (_, field) in form.fields() {
        let Kind::Sum { of } = &field.kind else {
            continue;
        };
        for part in of {
            let label = form.field(part).map_or("", |part| &part.label).to_owned();
            let amount = match answers.money(part) {
                Some(amount) => amount.to_string(),
                None => no_amount(!answers.is_blank(part)),
            };
            sums.push(Sum {
                label,
                amount,
                verdict: String::new(),
                agrees: true,
            });
        }
        sums.push(total(form, answers, field, of));
    }
    for rule in &form.rules {
        let holds = rule.when.iter().all(|condition| answers.holds(condition));
        if let (
            true,
            Check::ColumnSum {
                table,
                column,
                total,
            },
        ) = (holds, &rule.check)
        {
            sums.extend(column_sum(form, answers, table, column, total));
        }
    }
    sums
}

fn no_amount(is_typed: bool) -> String {
    if is_typed { "无法识别" } else { "未填" }.to_owned()
}

/// A sum of fields; a total that came with the answers is held against it.
fn total(form: &FormDef, answers: &Answers, field: &Field, of: &[String]) -> Sum {
    let sum = derived::sum(form, answers, &field.id);
    let given = answers.money(&field.id);
    let typed = of.iter().any(|part| !answers.is_blank(part));
    let (verdict, agrees) = match (sum, given) {
        (Some(sum), Some(given)) if sum != given => {
            (format!("导入的总数是 {given} 万元，与合计不符"), false)
        }
        (Some(_), _) => (format!("由以上 {} 项相加", of.len()), true),
        (None, _) => (String::new(), true),
    };
    Sum {
        label: field.label.clone(),
        amount: sum.map_or_else(|| no_amount(typed), |sum| sum.to_string()),
        verdict,
        agrees,
    }
}

fn column_sum(
    form: &FormDef,
    answers: &Answers,
    table: &str,
    column: &str,
    total: &str,
) -> Option<Sum> {
    let field = form.field(table)?;
    let whole = form.field(total)?;
    let sum = derived::column_sum(answers, table, column);
    let wanted = match whole.kind {
        Kind::Sum { .. } => derived::sum(form, answers, total),
        _ => answers.money(total),
    };
    let name = &whole.label;
    let (verdict, agrees) = match (sum, wanted) {
        (Some(sum), Some(wanted)) if sum == wanted => (format!("与{name}一致"), true),
        (Some(sum), Some(wanted)) => {
            let word = if sum < wanted { "少" } else { "多" };
            let by = sum.distance(wanted);
            (format!("比{name}{word} {by} 万元"), false)
        }
        _ => (format!("还不能与{name}比较"), true),
    };
    let row = answers.list(table).iter().enumerate();
    let mut cells = row.map(|(at, _)| format!("{table}[{at}].{column}"));
    Some(Sum {
        label: format!("{}{}合计", field.label, field.column(column)?.label),
        amount: sum.map_or_else(
            || no_amount(cells.any(|cell| !answers.is_blank(&cell))),
            |sum| sum.to_string(),
        ),
        verdict,
        agrees,
    })
}

fn tables(form: &FormDef, answers: &Answers) -> Vec<Table> {
    let fields = form.fields().filter(|(_, field)| answers.asks(field));
    fields
        .filter_map(|(_, field)| match &field.kind {
            Kind::Rows { row, most, .. } => Some(Table {
                label: field.label.clone(),
                row: row.clone(),
                count: answers
                    .list(&field.id)
                    .iter()
                    .filter(|row| !row.is_blank())
                    .count(),
                most: *most,
            }),
            _ => None,
        })
        .collect()
}

impl Essay {
    /// Whether it is too long by 字数; by characters alone an upload page may find so.
    pub fn is_too_long(&self) -> bool {
        self.limit.is_some_and(|limit| self.counts.words > limit)
    }

    /// Whether it fits by 字数, but not by characters.
    pub fn may_be_too_long(&self) -> bool {
        !self.is_too_long()
            && self
                .limit
                .is_some_and(|limit| self.counts.chars_no_space > limit)
    }

    /// What its length means; empty where the form sets no limit.
    pub fn verdict(&self) -> String {
        match self.limit {
            _ if self.counts.chars == 0 => "未填".to_owned(),
            None => String::new(),
            Some(limit) if self.is_too_long() => format!("超出 {} 字", self.counts.words - limit),
            Some(limit) if self.may_be_too_long() => {
                let over = self.counts.chars_no_space - limit;
                format!("字数没有超过；网上若按字符计会超出 {over}")
            }
            Some(_) => "没有超过".to_owned(),
        }
    }
}

impl Table {
    /// How many there are: 12 行（人员），最多 15 行.
    pub fn words(&self) -> String {
        let Self { row, count, .. } = self;
        match self.most {
            Some(most) => format!("{count} 行（{row}），最多 {most} 行"),
            None => format!("{count} 行（{row}）"),
        }
    }
}

impl SelfCheck {
    /// How it stands, in one sentence.
    pub fn verdict(&self) -> String {
        let (errors, warnings) = (self.errors.len(), self.warnings.len());
        let share = format!("必填项已填 {} / {}", self.given, self.required);
        match (errors, warnings) {
            (0, 0) => format!("{share}；自查没有发现问题，可以提交。"),
            (0, _) => format!("{share}；没有须改正的地方，有 {warnings} 处请确认。"),
            (_, 0) => format!("{share}；有 {errors} 处须改正，改正以后才能提交。"),
            _ => format!(
                "{share}；有 {errors} 处须改正，改正以后才能提交；另有 {warnings} 处请确认。"
            ),
        }
    }

    /// What is missing by sections; empty where nothing is.
    pub fn missing(&self) -> String {
        let sections = self.unfinished.iter();
        let words: Vec<_> = sections
            .map(|(title, missing)| format!("{title}（差 {missing} 项）"))
            .collect();
        if words.is_empty() {
            String::new()
        } else {
            format!("还没有填完：{}。", words.join("、"))
        }
    }

    /// A deadline as it is read: what, the last minute, what is left.
    pub fn deadline_words(&self, deadline: &Deadline) -> [String; 3] {
        let last = deadline.last;
        let day = date::chinese(last.date());
        // The last minute of a day is the whole day.
        let last = match (last.hour(), last.minute()) {
            (23, 59) => day,
            (hour, 0) => format!("{day} {hour} 点"),
            (hour, minute) => format!("{day} {hour}:{minute:02}"),
        };
        let left = match deadline.days_left(self.day) {
            0 => "今天截止".to_owned(),
            days @ 1.. => format!("还有 {days} 天"),
            days => format!("已过 {} 天", -days),
        };
        [deadline.what.clone(), last, left]
    }

    /// The pages that are printed.
    pub fn pages(&self, body: Face) -> Vec<Page> {
        paper::report(&self.report(), body)
    }

    fn report(&self) -> paper::Report {
        let mut facts = self.facts.clone();
        facts.push(("自查日期".to_owned(), date::chinese(self.day)));
        facts.push((
            "校验码".to_owned(),
            format!(
                "{}（与申报书页脚的校验码相同，说明是同一份内容）",
                self.code
            ),
        ));
        let mut parts = vec![paper::Part {
            heading: "结论".to_owned(),
            words: format!("{}{}", self.verdict(), self.missing()),
            ..paper::Part::default()
        }];
        parts.extend(faults_part("须改正", &self.errors));
        parts.extend(faults_part("请确认", &self.warnings));
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
                ("栏目", 5.0),
                ("字数", 1.5),
                ("字符数", 1.5),
                ("规定", 1.5),
                ("情况", 4.5),
            ],
            essays.collect(),
        ));
        let sums = self.sums.iter();
        let sums = sums.map(|sum| vec![sum.label.clone(), sum.amount.clone(), sum.verdict.clone()]);
        parts.extend(part(
            "经费（万元）",
            &[("项目", 5.0), ("金额", 2.5), ("核对", 6.5)],
            sums.collect(),
        ));
        let tables = self.tables.iter();
        let tables = tables.map(|table| vec![table.label.clone(), table.words()]);
        parts.extend(part(
            "表格",
            &[("表格", 5.0), ("填写", 9.0)],
            tables.collect(),
        ));
        let deadlines = self.deadlines.iter();
        let deadlines = deadlines.map(|deadline| self.deadline_words(deadline).to_vec());
        parts.extend(part(
            "截止时间",
            &[("事项", 5.0), ("截止", 5.0), ("还剩", 4.0)],
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

fn faults_part(heading: &str, faults: &[Fault]) -> Option<paper::Part> {
    let rows = faults.iter().map(|fault| {
        vec![
            fault.label.clone(),
            fault.message.clone(),
            fault.hint.clone(),
            fault.basis.clone(),
        ]
    });
    let columns = [("栏目", 3.0), ("发现", 5.0), ("怎么办", 4.0), ("依据", 2.0)];
    part(
        &format!("{heading}（{} 处）", faults.len()),
        &columns,
        rows.collect(),
    )
}

/// A table with its heading; none without rows.
fn part(
    heading: &str,
    columns: &[(&'static str, f32)],
    rows: Vec<Vec<String>>,
) -> Option<paper::Part> {
    (!rows.is_empty()).then(|| paper::Part {
        heading: heading.to_owned(),
        words: String::new(),
        columns: columns.to_vec(),
        rows,
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::project::Forms;

    fn check(file: &str) -> SelfCheck {
        let project = Project::open(Path::new(file), &Forms::bundled()).unwrap();
        project.self_check(NaiveDate::from_ymd_opt(2021, 5, 20).unwrap())
    }

    #[test]
    fn a_clean_application_agrees_in_every_sum() {
        let check = check("examples/industry-team/answers.json");
        assert!(check.errors.is_empty() && check.warnings.is_empty());
        assert_eq!(
            (check.given, check.missing().as_str()),
            (check.required, "")
        );
        let labels: Vec<_> = check.sums.iter().map(|sum| &*sum.label).collect();
        let expected = [
            "申请项目经费",
            "自有经费",
            "经费总预算",
            "经费支出预算表金额合计",
            "实施阶段经费预算合计",
        ];
        assert_eq!(labels, expected);
        assert!(check.sums.iter().all(|sum| sum.agrees));
        assert_eq!(check.sums[4].verdict, "与经费总预算一致");
        let days = check.deadlines.iter();
        let days: Vec<_> = days.map(|it| check.deadline_words(it).join(" ")).collect();
        assert_eq!(
            days,
            [
                "网上申报 2021年5月26日 还有 6 天",
                "纸质材料送达 2021年5月28日 12 点 还有 8 天"
            ]
        );
    }

    #[test]
    fn a_fault_is_told_with_its_label_way_out_and_clause() {
        let check = check("examples/faults/budget-items-sum-mismatch.json");
        let [fault] = &check.errors[..] else {
            panic!("{:?}", check.errors);
        };
        assert_eq!(fault.label, "经费支出预算表");
        assert!(!fault.hint.is_empty() && fault.basis.starts_with("附件5"));
        let sum = check.sums.iter().find(|sum| !sum.agrees).unwrap();
        assert!(sum.verdict.starts_with("比经费总预算少"), "{}", sum.verdict);
    }

    #[test]
    fn lengths_say_what_they_mean() {
        for (words, chars_no_space, limit, expected) in [
            (386, 390, Some(400), "没有超过"),
            (401, 401, Some(400), "超出 1 字"),
            (386, 403, Some(400), "字数没有超过；网上若按字符计会超出 3"),
            (9, 9, None, ""),
            (0, 0, Some(9), "未填"),
        ] {
            let counts = Counts {
                words,
                chars: chars_no_space,
                chars_no_space,
            };
            let label = String::new();
            let essay = Essay {
                label,
                counts,
                limit,
            };
            assert_eq!(essay.verdict(), expected);
        }
    }

    #[test]
    fn every_form_has_its_own_essays_and_tables() {
        let check = check("examples/registration/answers.json");
        assert!(check.sums.is_empty() && check.essays.len() > 5);
        assert!(check.tables[0].words().ends_with("最多 15 行"));
        let labels: Vec<_> = check.facts.iter().map(|(label, _)| &**label).collect();
        let expected = [
            "科技服务团名称",
            "单位名称",
            "表单",
            "单位类型",
            "科技服务团所属类型",
        ];
        assert_eq!(labels, expected);
    }
}
