//! What two windows have changed in the same answers, brought together.

use crate::answers::{Answer, Group};

/// What another window has written, with what has changed here since `base` in its place.
pub(super) fn merged(base: &Group, ours: &Group, theirs: &Group) -> Group {
    let names = theirs.0.iter().map(|(name, _)| name);
    let added = ours.0.iter().map(|(name, _)| name);
    let added = added.filter(|name| theirs.child(name).is_none());
    let fields = names.chain(added).filter_map(|name| {
        let answer = merged_answer(base.child(name), ours.child(name), theirs.child(name))?;
        Some((name.clone(), answer))
    });
    Group(fields.collect())
}

fn merged_answer(
    was: Option<&Answer>,
    ours: Option<&Answer>,
    theirs: Option<&Answer>,
) -> Option<Answer> {
    match (ours, theirs) {
        (ours, theirs) if ours == was => theirs.cloned(),
        (Some(Answer::Group(ours)), Some(Answer::Group(theirs))) => {
            let nothing = Group::default();
            let was = match was {
                Some(Answer::Group(was)) => was,
                _ => &nothing,
            };
            Some(Answer::Group(merged(was, ours, theirs)))
        }
        (Some(Answer::List(ours)), Some(Answer::List(theirs))) if theirs_of_words(theirs) => {
            let was = match was {
                Some(Answer::List(was)) => was.as_slice(),
                _ => &[],
            };
            Some(Answer::List(merged_words(was, ours, theirs)))
        }
        (ours, _) => ours.cloned(),
    }
}

/// Whether a list is of words alone, each of which stands for itself.
fn theirs_of_words(list: &[Answer]) -> bool {
    list.iter().all(|entry| matches!(entry, Answer::Text(_)))
}

/// Their words without those that were taken out here, and behind them those that were added here.
fn merged_words(was: &[Answer], ours: &[Answer], theirs: &[Answer]) -> Vec<Answer> {
    let kept = theirs
        .iter()
        .filter(|word| ours.contains(word) || !was.contains(word));
    let added = ours
        .iter()
        .filter(|word| !was.contains(word) && !theirs.contains(word));
    kept.chain(added).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_both_have_added_or_taken_out_hold() {
        let list =
            |words: &str| Answer::List(words.chars().map(|one| one.to_string().into()).collect());
        for (was, ours, theirs, expected) in [
            ("甲乙", "甲", "甲乙丙", "甲丙"),
            ("甲", "甲乙", "甲丙", "甲丙乙"),
            ("", "甲", "甲", "甲"),
            ("甲乙", "乙甲", "甲乙", "甲乙"),
            ("甲", "", "甲", ""),
        ] {
            let merged = merged_answer(Some(&list(was)), Some(&list(ours)), Some(&list(theirs)));
            assert_eq!(merged, Some(list(expected)), "{was} {ours} {theirs}");
        }
    }
}
