//! A date, number or amount that does not read as one, or another shape than the field's; and
//! amounts below zero or finer than one 元.

use crate::answers::money::MoneyError;
use crate::answers::{Answer, Money, date};
use crate::diag::Mend;
use crate::form::Kind;
use crate::rules::report::{Report, mend};
use crate::rules::scope::{Cell, text};
use crate::rules::words::{plain, shown};

const WANTED_DATE: &str = "YYYY-MM-DD，如 2021-05-20";
const WANTED_MONEY: &str = "以万元为单位的数字，如 12.50";
const WANTED_COUNT: &str = "整数，如 50";

pub fn check(report: &mut Report<'_, '_>) {
    let scope = report.scope;
    for cell in scope.cells.iter().filter(|cell| !cell.answer.is_blank()) {
        if let Kind::Rows { .. } = cell.field.kind {
            check_rows(report, cell);
        } else if let Some((wanted, mend)) = fault(cell) {
            let found = shown(cell.answer);
            report
                .at_cell(cell)
                .with("found", found)
                .with("wanted", wanted)
                .mend(mend)
                .send();
        }
    }
}

/// What is wanted instead of a filled answer that does not fit, and how to mend it.
fn fault(cell: &Cell<'_>) -> Option<(&'static str, Option<Mend>)> {
    let is_text = |answer: &Answer| matches!(answer, Answer::Text(_) | Answer::Number(_));
    match &cell.field.kind {
        Kind::Line
        | Kind::Text
        | Kind::Essay { .. }
        | Kind::Mobile
        | Kind::Phone
        | Kind::Email
        | Kind::CreditCode
        | Kind::Choice { .. } => (!is_text(cell.answer)).then_some(("文字", None)),
        Kind::Date => date::parse(cell.text()).is_none().then(|| {
            let day = date::parse_loosely(cell.text());
            let mend = day.and_then(|day| mend(&cell.path(), None, day.format("%F").to_string()));
            (WANTED_DATE, mend)
        }),
        Kind::Count => (!is_whole_number(cell.text())).then(|| {
            let plain = plain(cell.text());
            let mend = is_whole_number(&plain)
                .then(|| mend(&cell.path(), None, plain))
                .flatten();
            (WANTED_COUNT, mend)
        }),
        Kind::Money | Kind::Sum { .. } => (Money::parse(cell.text())
            == Err(MoneyError::NotANumber))
        .then_some((WANTED_MONEY, None)),
        Kind::YesNo => (!matches!(cell.answer, Answer::YesNo(_))).then_some(("是或否", None)),
        Kind::Lines | Kind::Tags { .. } | Kind::Cities | Kind::Industries { .. } => {
            let fits = match cell.answer {
                Answer::List(entries) => entries
                    .iter()
                    .all(|entry| is_text(entry) || entry.is_blank()),
                single => is_text(single),
            };
            (!fits).then_some(("一项一项的文字", None))
        }
        Kind::Attachment { .. } => {
            let fits = match cell.answer {
                Answer::Group(group) => group
                    .child("file")
                    .is_none_or(|name| is_text(name) || name.is_blank()),
                _ => false,
            };
            (!fits).then_some(("附件的文件名", None))
        }
        // Gone after loading; rows are looked at one by one.
        Kind::Group { .. } | Kind::Rows { .. } => None,
    }
}

fn check_rows(report: &mut Report<'_, '_>, cell: &Cell<'_>) {
    let Answer::List(rows) = cell.answer else {
        let found = shown(cell.answer);
        report
            .at_cell(cell)
            .with("found", found)
            .with("wanted", "一行一行的表格")
            .send();
        return;
    };
    for (at, row) in rows.iter().enumerate() {
        if !row.is_blank() && !matches!(row, Answer::Group(_)) {
            report
                .at(format!("{}[{at}]", cell.field.id))
                .labelled()
                .with("found", shown(row))
                .with("wanted", "表格的一行，逐栏填写")
                .send();
        }
    }
}

fn is_whole_number(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse::<u64>().is_ok()
}

/// An amount that is below zero, or finer than one 元.
pub fn check_money_range(report: &mut Report<'_, '_>) {
    let scope = report.scope;
    for cell in &scope.cells {
        if !matches!(cell.field.kind, Kind::Money | Kind::Sum { .. }) {
            continue;
        }
        let why = match Money::parse(text(cell.answer)) {
            Err(MoneyError::Negative) => "金额不能小于零",
            Err(MoneyError::TooFine) => "小数超过四位，细于一元",
            Ok(_) | Err(MoneyError::NotANumber) => continue,
        };
        report
            .at_cell(cell)
            .with("found", shown(cell.answer))
            .with("why", why)
            .send();
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Form, check};

    const FORM: Form = Form {
        fields: r#"
            (id: "name", label: "名称", kind: Line, question: true),
            (id: "day", label: "日期", kind: Date, question: true),
            (id: "count", label: "数量", kind: Count, question: true),
            (id: "money", label: "金额", kind: Money, question: true),
            (id: "yes", label: "同意", kind: YesNo, question: true),
            (id: "lines", label: "单位", kind: Lines, question: true),
            (id: "photo", label: "照片", kind: Attachment(accept: [Png]), question: true),
            (id: "total", label: "合计", kind: Sum(of: ["money"]), question: true),
            (id: "rows", label: "表", question: true, kind: Rows(row: "行", columns: [
                (id: "day", label: "日期", kind: Date, question: true),
            ])),
        "#,
        rules: r#"
            (id: "malformed", severity: error, check: Malformed, condition: "", message: "{label}|{found}|{wanted}", basis: Sense("")),
            (id: "range", severity: error, check: MoneyRange, condition: "", message: "{label}|{found}|{why}", basis: Sense("")),
        "#,
    };

    #[test]
    fn values_of_the_wrong_shape_are_found() {
        check(
            FORM,
            r#"{"name":["甲"],"day":"5月20日","count":"五十","money":"十二万","yes":"是",
                "lines":[["甲"]],"photo":"a.png","rows":[{"day":"2021.5.20"},"第二行"],"total":"约60"}"#,
            &[
                "name: 名称|列表，1项|文字",
                "day: 日期|5月20日|YYYY-MM-DD，如 2021-05-20",
                "count: 数量|五十|整数，如 50",
                "money: 金额|十二万|以万元为单位的数字，如 12.50",
                "yes: 同意|是|是或否",
                "lines: 单位|列表，1项|一项一项的文字",
                "photo: 照片|a.png|附件的文件名",
                "total: 合计|约60|以万元为单位的数字，如 12.50",
                "rows[0].day: 行 1 日期|2021.5.20|YYYY-MM-DD，如 2021-05-20 → rows[0].day = 2021-05-20",
                "rows[1]: 行 2|第二行|表格的一行，逐栏填写",
            ],
        );
        check(
            FORM,
            r#"{"rows":"三行","count":"５２"}"#,
            &[
                "count: 数量|５２|整数，如 50 → count = 52",
                "rows: 表|三行|一行一行的表格",
            ],
        );
    }

    #[test]
    fn empty_and_well_formed_values_pass() {
        check(
            FORM,
            r#"{"name":2022,"day":"2021-05-20","count":52,"money":12.5,"yes":false,"lines":"甲",
                "photo":{"file":"a.png"},"rows":[{"day":""},null,{}],"total":""}"#,
            &[],
        );
        check(FORM, "{}", &[]);
    }

    #[test]
    fn amounts_are_whole_yuan_and_not_negative() {
        check(
            FORM,
            r#"{"money":"-3","total":"0.00001"}"#,
            &[
                "money: 金额|-3|金额不能小于零",
                "total: 合计|0.00001|小数超过四位，细于一元",
            ],
        );
    }
}
