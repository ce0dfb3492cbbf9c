//! The days of a table's rows: each in order, within a period, apart from each other.

use chrono::NaiveDate;

use crate::answers::date::{chinese, parse};
use crate::form::rule::Day;
use crate::rules::report::Report;
use crate::rules::scope::{Scope, cell};

/// First and last day of a row, by its number from 0, as far as they read as days.
struct Span {
    at: usize,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
}

fn spans(scope: &Scope<'_>, table: &str, start: &str, end: &str) -> impl Iterator<Item = Span> {
    scope.rows(table).map(move |(at, row)| Span {
        at,
        first: parse(cell(row, start)),
        last: parse(cell(row, end)),
    })
}

/// A row that ends before it starts, at its end.
pub fn check_order(report: &mut Report<'_, '_>, table: &str, start: &str, end: &str) {
    for span in spans(report.scope, table, start, end) {
        if let (Some(first), Some(last)) = (span.first, span.last)
            && last < first
        {
            let row = report.scope.row_name(table, span.at);
            report
                .at(format!("{table}[{}].{end}", span.at))
                .with("row", row)
                .with("start", chinese(first))
                .with("end", chinese(last))
                .send();
        }
    }
}

/// A row with a day outside the period, at the first such day. Both ends belong to the period;
/// one that is not given or not in order bounds nothing.
pub fn check_within(
    report: &mut Report<'_, '_>,
    table: &str,
    (start, end): (&str, &str),
    (from, to): (&Day, &Day),
) {
    let scope = report.scope;
    let day = |day: &Day| match day {
        Day::On(day) => parse(day),
        Day::Field(field) => scope.answers.date(field),
    };
    let (from, to) = (day(from), day(to));
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        return;
    }
    let is_outside = |day: Option<NaiveDate>| {
        day.is_some_and(|day| from.is_some_and(|from| day < from) || to.is_some_and(|to| day > to))
    };
    let shown = |day: Option<NaiveDate>| day.map_or_else(|| "（未填）".to_owned(), chinese);
    for span in spans(scope, table, start, end) {
        let column = match (is_outside(span.first), is_outside(span.last)) {
            (true, _) => start,
            (false, true) => end,
            (false, false) => continue,
        };
        report
            .at(format!("{table}[{}].{column}", span.at))
            .with("row", scope.row_name(table, span.at))
            .with("start", shown(span.first))
            .with("end", shown(span.last))
            .with("from", shown(from))
            .with("to", shown(to))
            .send();
    }
}

/// A row that shares days with an earlier one, at its start; the first such row is named.
pub fn check_overlap(report: &mut Report<'_, '_>, table: &str, start: &str, end: &str) {
    let spans: Vec<_> = spans(report.scope, table, start, end)
        .filter_map(|span| Some((span.at, span.first?, span.last?)))
        .filter(|(_, first, last)| first <= last)
        .collect();
    for (number, &(second, start_day, end_day)) in spans.iter().enumerate() {
        let shared = spans[..number].iter().find_map(|&(first, from, to)| {
            let (from, to) = (from.max(start_day), to.min(end_day));
            (from <= to).then_some((first, from, to))
        });
        if let Some((first, from, to)) = shared {
            let [first, second_name] = [first, second].map(|at| report.scope.row_name(table, at));
            report
                .at(format!("{table}[{second}].{start}"))
                .with("first", first)
                .with("second", second_name)
                .with("from", chinese(from))
                .with("to", chinese(to))
                .send();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Form, check};

    const FORM: Form = Form {
        fields: r#"
            (id: "from", label: "起", kind: Date, question: true),
            (id: "stages", label: "阶段", question: true, kind: Rows(row: "阶段", columns: [
                (id: "start", label: "起", kind: Date, question: true),
                (id: "end", label: "止", kind: Date, question: true),
            ])),
        "#,
        rules: r#"
            (id: "inverted", severity: error, check: RowDateOrder(table: "stages", start: "start", end: "end"), condition: "", message: "{row}倒{start}{end}", basis: Sense("")),
            (id: "outside", severity: error, check: RowsWithin(table: "stages", start: "start", end: "end", from: Field("from"), to: On("2021-11-30")), condition: "", message: "{row}外{start}{end}|{from}{to}", basis: Sense("")),
            (id: "overlap", severity: warning, check: RowsOverlap(table: "stages", start: "start", end: "end"), condition: "", message: "{first}与{second}叠{from}{to}", basis: Sense("")),
        "#,
    };

    fn stages(from: &str, spans: &[(&str, &str)]) -> String {
        let rows: Vec<String> = spans
            .iter()
            .map(|(start, end)| format!(r#"{{"start":"{start}","end":"{end}"}}"#))
            .collect();
        format!(r#"{{"from":"{from}","stages":[{}]}}"#, rows.join(","))
    }

    #[test]
    fn rows_out_of_order_or_period_are_found() {
        check(
            FORM,
            &stages(
                "2021-06-01",
                &[("2021-07-02", "2021-07-01"), ("2021-05-31", "2021-12-01")],
            ),
            &[
                "stages[0].end: 阶段 1倒2021年7月2日2021年7月1日",
                "stages[1].start: 阶段 2外2021年5月31日2021年12月1日|2021年6月1日2021年11月30日",
            ],
        );
        check(
            FORM,
            &stages("", &[("", "2021-12-01")]),
            &["stages[0].end: 阶段 1外（未填）2021年12月1日|（未填）2021年11月30日"],
        );
    }

    #[test]
    fn rows_that_share_a_day_are_found() {
        check(
            FORM,
            &stages(
                "",
                &[
                    ("2021-06-01", "2021-07-01"),
                    ("", ""),
                    ("2021-07-01", "2021-08-01"),
                ],
            ),
            &["stages[2].start: 阶段 1与阶段 3叠2021年7月1日2021年7月1日"],
        );
    }

    #[test]
    fn rows_one_after_the_other_pass() {
        check(
            FORM,
            &stages(
                "2021-06-01",
                &[("2021-06-01", "2021-06-30"), ("2021-07-01", "2021-11-30")],
            ),
            &[],
        );
        check(FORM, &stages("2022-06-01", &[("2021-06-01", "六月")]), &[]);
        check(FORM, "{}", &[]);
    }
}
