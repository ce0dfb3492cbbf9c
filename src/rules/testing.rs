//! A small form and one way to try a kind of check on it.

use chrono::NaiveDate;

use crate::answers::{Attachments, json};
use crate::diag::Finding;
use crate::fonts::Face;
use crate::form::{self, FormDef, catalog};

use super::Context;

/// Fields and rules of a form that has one section, 一, which is optional while the choice `kind`
/// is `free`. There are the lists `kinds` with `a`, `b` and `free`, and `provinces`; and the
/// group `person` with a mobile.
#[derive(Clone, Copy)]
pub struct Form {
    pub fields: &'static str,
    pub rules: &'static str,
}

impl Form {
    pub fn load(self) -> FormDef {
        let optional = if self.fields.contains(r#"id: "kind""#) {
            r#"optional_when: ("kind", ["free"]),"#
        } else {
            ""
        };
        let first = self
            .fields
            .split_once("id: \"")
            .and_then(|(_, rest)| rest.split_once('"'));
        let sorted = self.fields.contains(r#"id: "type""#);
        let sort = if sorted {
            ""
        } else {
            r#"(id: "sort", label: "类别", kind: Choice(of: "kinds"), question: true, required: false),"#
        };
        let source = format!(
            r#"(
                id: "small", notice: "2021-44", place: "附件5", title: "小表", name: "小表", copies: 1,
                named_by: "{}",
                groups: {{ "person": [(id: "mobile", label: "手机", kind: Mobile, question: true)] }},
                choices: {{ "kinds": [
                    (id: "a", label: "全国学会、协会"), (id: "b", label: "高校"), (id: "free", label: "其他"),
                ] }},
                lists: {{ "provinces": ["浙江", "湖北"] }},
                sections: [(id: "one", title: "一", clause: "附件5 一", {optional} fields: [{sort} {}])],
                rules: [{}],
                requirements_by: "{}",
                requirements: [
                    (id: "first", types: ["a"], clause: "附件1 一.1", text: "提供包含不少于2项核心服务产品的服务清单", fields: ["{}"]),
                    (id: "second", types: ["a"], clause: "附件1 一.2", text: "形成工作协同。"),
                    (id: "third", types: ["b"], clause: "附件1 二", text: "完成至少3项技术交易", optional: true),
                ],
            )"#,
            first.map_or("", |(id, _)| id),
            self.fields,
            self.rules,
            if sorted { "type" } else { "sort" },
            first.map_or("", |(id, _)| id),
        );
        form::load(&source).unwrap_or_else(|error| panic!("{error}"))
    }
}

/// What the form finds in answers given as JSON, on a day, with attachments.
pub fn findings(form: Form, answers: &str, today: &str, attachments: &Attachments) -> Vec<Finding> {
    let form = form.load();
    let file = format!(r#"{{"form":"small","answers":{answers}}}"#);
    let answers = json::read(file.as_bytes())
        .unwrap_or_else(|error| panic!("{error}"))
        .answers;
    let today = today.parse::<NaiveDate>().expect("a day");
    let context = Context {
        today,
        catalog: catalog::bundled(),
        attachments,
        covers: &|character| Face::Serif.covers(character),
    };
    super::check(&form, &answers, &context)
}

/// Holds what is found, as `path: message → mend`, against what is expected.
#[track_caller]
pub fn check(form: Form, answers: &str, expected: &[&str]) {
    check_on("2021-05-01", form, answers, expected);
}

/// The same on a day.
#[track_caller]
pub fn check_on(today: &str, form: Form, answers: &str, expected: &[&str]) {
    let found: Vec<String> = findings(form, answers, today, &Attachments::default())
        .into_iter()
        .map(|finding| {
            let mend = finding
                .mend
                .map(|mend| format!(" → {} = {}", mend.field, mend.value));
            format!(
                "{}: {}{}",
                finding.field,
                finding.message,
                mend.unwrap_or_default()
            )
        })
        .collect();
    assert_eq!(found, expected, "{answers}");
}
