//! The printed forms against the notices: every word of the form stands on the blank paper.

use shenbao::answers::{Answers, json};
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

/// However many rows there are, the sum of the budget stands on a page with one of them.
#[test]
fn a_sum_never_stands_without_its_rows() {
    let form = form::find("project-2021").unwrap();
    for rows in 1..40 {
        let items: Vec<_> = (0..rows)
            .map(|row| serde_json::json!({"item": format!("第{row}项"), "amount": "1"}))
            .collect();
        let file =
            serde_json::json!({"form": "project-2021", "answers": {"budget": {"items": items}}});
        let document = json::read(file.to_string().as_bytes()).unwrap();
        let pages = paper::pages(&form, &document.answers, &Marks::default());
        let texts = pages
            .iter()
            .map(|page| layout::dump(std::slice::from_ref(page)));
        let text = texts
            .into_iter()
            .find(|text| text.contains("合计"))
            .unwrap();
        assert!(
            text.contains(&format!("第{}项", rows - 1)),
            "{rows}: {text}"
        );
    }
}
