//! The printed forms against the notices: every word of the form stands on the blank paper.

use shenbao::answers::Answers;
use shenbao::form::{self, notice};
use shenbao::layout;
use shenbao::paper::{self, Marks};

fn squeezed(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}

/// The blank paper of a form as text without blanks.
fn blank(id: &str) -> String {
    let form = form::find(id).unwrap();
    let pages = paper::pages(&form, &Answers::new(id), &Marks::default());
    squeezed(&layout::dump(&pages))
}

/// Every cell and line of the notice's form stands on the paper.
fn check(id: &str, from: &str, to: &str) {
    let form = form::find(id).unwrap();
    let text = notice::find(&form.notice).unwrap().between(from, to).unwrap();
    let paper = blank(id);
    let missing: Vec<_> = text
        .split('\t')
        .map(squeezed)
        .filter(|cell| !cell.is_empty() && !paper.contains(cell.as_str()))
        .collect();
    assert!(missing.is_empty(), "not on the paper of {id}:\n{}\n\n{paper}", missing.join("\n"));
}

#[test]
fn the_blank_project_form_is_annex_5() {
    check("project-2021", "附件5", "附件6");
}
