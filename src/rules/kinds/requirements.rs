//! What the notice demands of the chosen type: each requirement, and the tasks of which one must
//! be taken on.

use crate::form::Requirement;
use crate::rules::report::Report;
use crate::rules::scope::Scope;

/// A requirement that neither a field nor a marked passage answers. It rests on its own sentence.
pub fn check_each(report: &mut Report<'_, '_>) {
    let scope = report.scope;
    let chosen = scope.answers.text(&scope.form.requirements_by);
    let of_type = scope.form.requirements_of(&chosen);
    for requirement in of_type.filter(|requirement| !requirement.optional) {
        if !is_answered(scope, requirement) {
            report
                .at(requirement.path())
                .with("text", &requirement.text)
                .resting_on(requirement, &chosen)
                .send();
        }
    }
}

/// None of the optional tasks answered, at the first of them.
pub fn check_optional(report: &mut Report<'_, '_>) {
    let scope = report.scope;
    let chosen = scope.answers.text(&scope.form.requirements_by);
    let tasks: Vec<_> = scope
        .form
        .requirements_of(&chosen)
        .filter(|requirement| requirement.optional)
        .collect();
    let Some(first) = tasks.first() else { return };
    if !tasks.iter().any(|task| is_answered(scope, task)) {
        // Sentences, with marks of their own between their parts.
        let texts: Vec<String> = (1..)
            .zip(&tasks)
            .map(|(number, task)| format!("（{number}）{}", task.text))
            .collect();
        report.at(first.path()).with("tasks", texts.concat()).send();
    }
}

fn is_answered(scope: &Scope<'_>, requirement: &Requirement) -> bool {
    requirement
        .fields
        .iter()
        .any(|field| !scope.answers.is_blank(field))
        || !scope.answers.is_blank(&requirement.path())
}

#[cfg(test)]
mod tests {
    use crate::answers::Attachments;
    use crate::rules::testing::{Form, check, findings};

    const FORM: Form = Form {
        fields: r#"
            (id: "name", label: "名称", kind: Line, question: true),
            (id: "type", label: "类型", kind: Choice(of: "kinds"), question: true),
        "#,
        rules: r#"
            (id: "each", severity: hint, check: Requirements, condition: "", message: "{text}", basis: Sense("")),
            (id: "one", severity: warning, check: OptionalTask, condition: "", message: "任选：{tasks}", basis: Sense("")),
        "#,
    };

    #[test]
    fn requirements_of_the_type_are_answered_by_field_or_passage() {
        let second = "形成工作协同。";
        check(
            FORM,
            r#"{"type":"a"}"#,
            &[
                "requirements.first: 提供包含不少于2项核心服务产品的服务清单",
                &format!("requirements.second: {second}"),
            ],
        );
        check(
            FORM,
            r#"{"type":"a","name":"甲","requirements":{"second":"第四部分"}}"#,
            &[],
        );
        check(
            FORM,
            r#"{"type":"b"}"#,
            &["requirements.third: 任选：（1）完成至少3项技术交易"],
        );
        check(
            FORM,
            r#"{"type":"b","requirements":{"third":"第四部分"}}"#,
            &[],
        );
        check(FORM, "{}", &[]);
    }

    #[test]
    fn a_requirement_rests_on_its_own_sentence() {
        let found = findings(
            FORM,
            r#"{"type":"a"}"#,
            "2021-05-01",
            &Attachments::default(),
        );
        let clause = found[0].clause.as_ref().unwrap();
        assert_eq!(
            (clause.place.as_str(), clause.quote.as_str()),
            ("附件1 一.1", "提供包含不少于2项核心服务产品的服务清单")
        );
    }
}
