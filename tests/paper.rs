//! The printed forms against the notices: every word of the form stands on the blank paper.

use shenbao::answers::Answers;
use shenbao::form::{self, notice};
use shenbao::layout;
use shenbao::paper::{self, Marks};

fn squeezed(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}

/// Every line of the notice's form stands on the blank paper, in its order.
fn check(id: &str, printed: &str) {
    let form = form::find(id).unwrap();
    let pages = paper::pages(&form, &Answers::new(id), &Marks::default());
    let paper = squeezed(&layout::dump(&pages));
    let mut from = 0;
    for line in printed
        .split(['\t', '\n'])
        .map(squeezed)
        .filter(|line| !line.is_empty())
    {
        match paper[from..].find(&line) {
            Some(at) => from += at + line.len(),
            None => panic!(
                "{id}: not on the paper, or not in its place: {line}\n{}",
                &paper[from..]
            ),
        }
    }
}

#[test]
fn the_blank_project_form_is_annex_5() {
    let notice = notice::find("2021-44").unwrap();
    check("project-2021", notice.between("附件5", "附件6").unwrap());
}

#[test]
fn the_blank_registration_is_the_form_of_the_notice() {
    let notice = notice::find("2022-20").unwrap();
    let title = "“科创中国”科技服务团线上注册电子表单";
    let (_, form) = notice.text.rsplit_once(title).unwrap();
    check("registration-2022", form);
}
