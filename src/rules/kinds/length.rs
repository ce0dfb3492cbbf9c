//! More 字 than a field takes, as Word and WPS count them; or more 字符 only, which an upload page
//! may count. Both use [`count`], as the counter beside the field does.

use crate::answers::{Counts, count};
use crate::rules::report::Report;
use crate::rules::scope::Cell;

/// Over the limit in 字数.
pub fn check_words(report: &mut Report<'_, '_>) {
    check(
        report,
        |counts, limit| counts.words > limit,
        |counts| counts.words,
    );
}

/// Within the limit in 字数, over it in 字符数（不计空格）.
pub fn check_characters(report: &mut Report<'_, '_>) {
    check(
        report,
        |counts, limit| counts.words <= limit && counts.chars_no_space > limit,
        |counts| counts.chars_no_space,
    );
}

fn check(
    report: &mut Report<'_, '_>,
    is_over: fn(Counts, usize) -> bool,
    counted: fn(Counts) -> usize,
) {
    let scope = report.scope;
    for cell in &scope.cells {
        let Some((limit, counts)) = counts(cell) else {
            continue;
        };
        if is_over(counts, limit) {
            report
                .at_cell(cell)
                .with("limit", limit)
                .with("words", counts.words)
                .with("chars", counts.chars_no_space)
                .with("over", counted(counts) - limit)
                .send();
        }
    }
}

/// Limit and counts of a text that may be too long.
fn counts(cell: &Cell<'_>) -> Option<(usize, Counts)> {
    let limit = cell.field.limit()?;
    // Neither count exceeds the number of characters, which is quick to tell.
    (cell.text().chars().count() > limit).then(|| (limit, count(cell.text())))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Form, check};

    const FORM: Form = Form {
        fields: r#"(id: "essay", label: "简介", kind: Essay(limit: 5), question: true)"#,
        rules: r#"
            (id: "long", severity: error, check: TooLong, condition: "", message: "长{label}|{limit}|{words}|{chars}|{over}", basis: Label),
            (id: "maybe", severity: warning, check: MaybeTooLong, condition: "", message: "或{label}|{limit}|{words}|{chars}|{over}", basis: Label),
        "#,
    };

    #[test]
    fn a_text_is_too_long_by_words_or_by_characters_or_not() {
        check(
            FORM,
            r#"{"essay":"一二三四五六"}"#,
            &["essay: 长简介|5|6|6|1"],
        );
        check(
            FORM,
            r#"{"essay":"一二三四，IoT"}"#,
            &["essay: 长简介|5|6|8|1"],
        );
        check(FORM, r#"{"essay":"一二三IoT"}"#, &["essay: 或简介|5|4|6|1"]);
        check(FORM, r#"{"essay":" 一 二 三 四 五 \n"}"#, &[]);
        check(FORM, "{}", &[]);
    }
}
