//! The printed form: a definition's sheet and someone's answers become finished pages.
//! Knows nothing of whether the answers are right, and nothing of PDF.

mod code;
mod compose;
mod look;
mod report;
mod show;

use crate::answers::{Answers, Edit};
use crate::fonts::Face;
use crate::form::{FormDef, Section, sheet};
use crate::layout::page::Page;
use crate::layout::{self, Setup};

pub use code::{NoCode, print_code, read_code};
pub use compose::Facts;
pub use report::{Column, Part, Report, report};

/// What runs on every page of a print.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// See [`print_code`].
    pub code: String,
    /// Whether errors stand: every page then says 草稿.
    pub draft: bool,
    /// Whether it is a copy for proofreading, which nobody is to sign.
    pub proof: bool,
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
        head: head(form, answers, marks),
        foot: Some(format!("校验码 {}", marks.code)),
        ..Setup::default()
    };
    set(form, answers, blocks, &Facts::default(), marks.body, &setup)
}

/// What stands on every page of a paper that is not to be signed.
fn head(form: &FormDef, answers: &Answers, marks: &Marks) -> Option<String> {
    let words = match (marks.draft, marks.proof) {
        (false, false) => return None,
        (false, true) => "校对稿（只供核对，不签字盖章）",
        (true, true) => "草稿 · 校对稿（尚有错误未改正，只供核对）",
        (true, false) => draft_words(form, answers),
    };
    Some(words.to_owned())
}

/// What a draft says. An empty form is printed to be filled in by hand.
fn draft_words(form: &FormDef, answers: &Answers) -> &'static str {
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
    (!form.letter.is_empty()).then(|| {
        let (blocks, facts) = (form.letter.iter(), Facts::default());
        set(form, answers, blocks, &facts, body, &setup)
    })
}

/// 装订签字清单, one page for whoever prints, signs and posts the copies; none where the form has
/// none. `pages` are those of one copy.
pub fn checklist(
    form: &FormDef,
    answers: &Answers,
    marks: &Marks,
    copies: usize,
    pages: &[Page],
) -> Option<Vec<Page>> {
    if form.checklist.is_empty() {
        return None;
    }
    let setup = Setup {
        numbered: false,
        ..Setup::default()
    };
    let sections = starts(form, pages)
        .map(|(section, page)| (section.id.clone(), page + 1))
        .collect();
    let facts = Facts {
        copies,
        pages: pages.len(),
        sheets: pages.len().div_ceil(2),
        code: marks.code.clone(),
        sections,
    };
    let blocks = form.checklist.iter();
    Some(set(form, answers, blocks, &facts, marks.body, &setup))
}

/// Title and page (from 0) of every section that is printed, for bookmarks.
pub fn bookmarks(form: &FormDef, pages: &[Page]) -> Vec<(String, usize)> {
    starts(form, pages)
        .map(|(section, page)| (section.title.clone(), page))
        .collect()
}

/// Every section that is printed and the page, from 0, on which it begins.
fn starts<'a>(form: &'a FormDef, pages: &[Page]) -> impl Iterator<Item = (&'a Section, usize)> {
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
            marks.push((section, from));
        }
    }
    marks.into_iter()
}

fn set<'a>(
    form: &'a FormDef,
    answers: &'a Answers,
    blocks: impl Iterator<Item = &'a sheet::Block>,
    print: &Facts,
    body: Face,
    setup: &Setup,
) -> Vec<Page> {
    let mut flow = compose::compose(form, answers, blocks, print, setup.body().width);
    look::wear(&mut flow, body);
    layout::paginate(&flow, setup)
}
