//! The changes that the screen asks for: what is marked for a requirement, with the tick that tells a
//! person's own words from passages.

use crate::answers::{Answer, Answers, Edit};
use crate::form::{FormDef, Requirement};

use super::data::lines;
use super::passages::Texts;

/// The change that keeps a text for a requirement as one step, with the tick that tells own words
/// from passages.
pub fn keep(answers: &Answers, texts: &Texts, requirement: &Requirement, text: String) -> Edit {
    let tick = tick_for(answers, texts, requirement, &text);
    let value = (!text.is_empty()).then_some(Answer::Text(text));
    let path = requirement.path();
    let kept = Edit::Set { path, value };
    Edit::Many(std::iter::once(kept).chain(tick).collect())
}

/// What was typed into the box of a requirement, with the tick where it changes.
pub fn typed(answers: &Answers, texts: &Texts, requirement: &Requirement, edit: Edit) -> Edit {
    let Some(text) = edit.text_at(&requirement.path()) else {
        return edit;
    };
    match tick_for(answers, texts, requirement, text) {
        Some(tick) => Edit::Many(vec![edit, tick]),
        None => edit,
    }
}

/// The tick that says that what is marked is in a person's own words.
pub fn own_words(requirement: &Requirement, own: bool) -> Edit {
    let tick = Edit::Set {
        path: requirement.own_words_path(),
        value: own.then_some(Answer::YesNo(true)),
    };
    tick.noted()
}

fn tick_for(
    answers: &Answers,
    texts: &Texts,
    requirement: &Requirement,
    text: &str,
) -> Option<Edit> {
    let own = lines(text).any(|line| texts.find(line).is_none());
    let before = answers.noted(&requirement.own_words_path());
    (own != before).then(|| own_words(requirement, own))
}

/// The path of the first requirement that two sets of answers answer differently.
pub fn changed(form: &FormDef, one: &Answers, other: &Answers) -> Option<String> {
    let differs = |requirement: &&Requirement| {
        let (path, tick) = (requirement.path(), requirement.own_words_path());
        one.get(&path) != other.get(&path) || one.noted(&tick) != other.noted(&tick)
    };
    form.requirements
        .iter()
        .find(differs)
        .map(Requirement::path)
}
