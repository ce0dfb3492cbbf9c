//! A name that is not prefix + words of one's own + suffix. Other quotation marks around the
//! prefix, or none, are mended.

use crate::rules::report::{Report, mend};
use crate::rules::words::shortened;

const MARKS: [char; 16] = [
    '“', '”', '"', '\'', '‘', '’', '「', '」', '『', '』', '＂', '＇', '《', '》', '〝', '〞',
];

/// `prefix` is as it is to be written, with its quotation marks.
pub fn check(report: &mut Report<'_, '_>, field: &str, prefix: &str, suffix: &str) {
    let name = report.scope.answers.text(field);
    if name.is_empty() || is_right(&name, prefix, suffix) {
        return;
    }
    let mended = meant(&name, prefix)
        .filter(|name| is_right(name, prefix, suffix))
        .and_then(|name| mend(field, None, name));
    report
        .at(field)
        .with("found", shortened(&name))
        .with("wanted", format!("{prefix}……{suffix}"))
        .mend(mended)
        .send();
}

fn is_right(name: &str, prefix: &str, suffix: &str) -> bool {
    name.strip_prefix(prefix)
        .and_then(|rest| rest.strip_suffix(suffix))
        .is_some_and(|middle| middle.chars().any(char::is_alphanumeric))
}

/// The name with the prefix as it is to be written, if it starts with the prefix's words.
fn meant(name: &str, prefix: &str) -> Option<String> {
    let is_mark = |character: char| MARKS.contains(&character) || character.is_whitespace();
    let rest = name
        .trim_start_matches(is_mark)
        .strip_prefix(prefix.trim_matches(is_mark))?;
    Some(format!("{prefix}{}", rest.trim_start_matches(is_mark)))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Form, check};

    const FORM: Form = Form {
        fields: r#"(id: "name", label: "名称", kind: Line, question: true)"#,
        rules: r#"(id: "format", severity: error, check: NameFormat(field: "name", prefix: "“科创中国”", suffix: "产业科技服务团"), condition: "", message: "{found}|{wanted}", basis: Sense(""))"#,
    };

    #[test]
    fn other_marks_are_mended() {
        let right = "“科创中国”智能传感产业科技服务团";
        for marks in [
            "\\\"科创中国\\\"",
            "「科创中国」",
            "‘科创中国’",
            "科创中国",
            "”科创中国“",
            "“ 科创中国 ”",
            "“科创中国\\\" ",
        ] {
            let name = format!("{marks}智能传感产业科技服务团");
            let shown = name.replace("\\\"", "\"");
            check(
                FORM,
                &format!(r#"{{"name":"{name}"}}"#),
                &[&format!(
                    "name: {shown}|“科创中国”……产业科技服务团 → name = {right}"
                )],
            );
        }
        check(FORM, &format!(r#"{{"name":"{right}"}}"#), &[]);
        check(FORM, "{}", &[]);
    }

    #[test]
    fn other_names_are_found() {
        for name in [
            "“科创中国”产业科技服务团",
            "“科创中国” ·产业科技服务团",
            "智能传感产业科技服务团",
            "“科创中国”智能传感专业科技服务团",
            "科创中国产业科技服务团",
        ] {
            check(
                FORM,
                &format!(r#"{{"name":"{name}"}}"#),
                &[&format!("name: {name}|“科创中国”……产业科技服务团")],
            );
        }
    }
}
