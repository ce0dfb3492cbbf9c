//! The largest application that the desk is measured with, made of the example.

use std::path::Path;
use std::time::Duration;

use shenbao::answers::{Answer, Edit, Group};
use shenbao::project::{Forms, Project};

/// Rows of the table of costs.
pub const ROWS: usize = 300;
/// People in the table of members.
pub const MEMBERS: usize = 15;
/// 字 of an essay for which the form names no limit.
const UNLIMITED: usize = 5000;

/// Writes the application as a project file. With `faulty` no amount of the table reads as one and
/// no basis is given, so that every row is found fault with twice.
pub fn write(path: &Path, faulty: bool) {
    let example = Path::new("examples/industry-team/answers.json");
    let mut project = Project::open(example, &Forms::bundled()).expect("the example opens");
    let essays = [
        ("unit.intro", 400),
        ("rationale", UNLIMITED),
        ("content", UNLIMITED),
        ("goals", UNLIMITED),
        ("conditions", UNLIMITED),
    ];
    for (field, limit) in essays {
        let text = project.answers().text(field).into_owned();
        let full: String = text.chars().cycle().take(limit).collect();
        put(&mut project, field, Answer::Text(full));
    }
    let text = |words: String| Answer::Text(words);
    let member = |at: usize| {
        Answer::Group(Group(vec![
            ("name".into(), text(format!("成员{at:02}"))),
            ("affiliation".into(), text("中国示例信息学会研究员".into())),
            ("contact".into(), text(format!("138000001{at:02}"))),
            ("duty".into(), text("需求凝练与专家匹配".into())),
        ]))
    };
    put(
        &mut project,
        "members",
        Answer::List((0..MEMBERS).map(member).collect()),
    );
    let cost = |at: usize| {
        let (amount, basis) = if faulty {
            ("十来".to_owned(), String::new())
        } else {
            ("0.20".to_owned(), format!("专家{at}人天×1000元/人天"))
        };
        Answer::Group(Group(vec![
            ("item".into(), text(format!("第{at}次专家咨询费"))),
            ("amount".into(), text(amount)),
            ("basis".into(), text(basis)),
        ]))
    };
    put(
        &mut project,
        "budget.items",
        Answer::List((1..=ROWS).map(cost).collect()),
    );
    project.save_as(path).expect("the project file is written");
}

fn put(project: &mut Project, path: &str, value: Answer) {
    let edit = Edit::Set {
        path: path.to_owned(),
        value: Some(value),
    };
    project.apply(edit, Duration::ZERO);
}
