//! The printed form: a definition's sheet and someone's answers become finished pages.
//! Knows nothing of whether the answers are right, and nothing of PDF.

mod code;
mod compose;
mod look;
mod show;

use crate::answers::{Answers, Edit};
use crate::fonts::Face;
use crate::form::{FormDef, sheet};
use crate::layout::page::Page;
use crate::layout::{self, Setup};

pub use code::print_code;

/// What runs on every page of a print.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// See [`print_code`].
    pub code: String,
    /// Whether errors stand: every page then says 草稿.
    pub draft: bool,
    /// What stands in for the serif.
    pub body: Face,
}

/// The pages of one copy of the whole form.
pub fn pages(form: &FormDef, answers: &Answers, marks: &Marks) -> Vec<Page> {
    let blocks = form
        .front
        .iter()
        .chain(form.sections.iter().flat_map(|section| &section.sheet));
    let setup = Setup {
        head: marks.draft.then(|| head(form, answers).to_owned()),
        foot: Some(format!("校验码 {}", marks.code)),
        ..Setup::default()
    };
    set(form, answers, blocks, marks.body, &setup)
}

/// What a draft says on every page. An empty form is printed to be filled in by hand.
fn head(form: &FormDef, answers: &Answers) -> &'static str {
    let mut typed = answers.clone();
    for (_, field) in form.fields().filter(|(_, field)| !field.initial.is_empty()) {
        if answers.text(&field.id) == field.initial {
            typed.apply(Edit::Set {
                path: field.id.clone(),
                value: None,
            });
        }
    }
    if typed.root.0.iter().all(|(_, answer)| answer.is_blank()) {
        "草稿（空白表，供手工填写）"
    } else {
        "草稿（尚有错误未改正，不能作为正式材料）"
    }
}

/// The recommendation letter, 附件6; none where the form has none.
pub fn letter(form: &FormDef, answers: &Answers, body: Face) -> Option<Vec<Page>> {
    let setup = Setup {
        numbered: false,
        ..Setup::default()
    };
    (!form.letter.is_empty()).then(|| set(form, answers, form.letter.iter(), body, &setup))
}

/// Title and page (from 0) of every section that is printed, for bookmarks.
pub fn bookmarks(form: &FormDef, pages: &[Page]) -> Vec<(String, usize)> {
    let texts: Vec<String> = pages
        .iter()
        .map(|page| {
            // An answer may read like a heading.
            let mut own = page.clone();
            own.items.retain(|item| item.field.is_none());
            layout::dump(std::slice::from_ref(&own))
        })
        .collect();
    let mut from = 0;
    let mut marks = Vec::new();
    for section in form
        .sections
        .iter()
        .filter(|section| !section.sheet.is_empty())
    {
        let stands = |text: &String| {
            text.lines()
                .any(|line| section.title.starts_with(line) && !line.is_empty())
        };
        if let Some(at) = texts.iter().skip(from).position(stands) {
            from += at;
            marks.push((section.title.clone(), from));
        }
    }
    marks
}

fn set<'a>(
    form: &'a FormDef,
    answers: &'a Answers,
    blocks: impl Iterator<Item = &'a sheet::Block>,
    body: Face,
    setup: &Setup,
) -> Vec<Page> {
    let mut flow = compose::compose(form, answers, blocks, setup.body().width);
    look::wear(&mut flow, body);
    layout::paginate(&flow, setup)
}
