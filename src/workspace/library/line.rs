//! An expert as a line of the file. It is the RON that the derived serialiser would write, ten times
//! as fast: tens of thousands are written after every pause in typing.

use std::fmt::Write as _;
use std::sync::Arc;

use super::expert::{Expert, Use};
use crate::answers::{Answer, Group};
use crate::storage::Line;

/// An expert who is to be written.
pub(super) struct Written(pub(super) Arc<Expert>);

impl Line for Written {
    fn write(&self, out: &mut String) {
        let Expert { id, person, used } = &*self.0;
        // Writing into a text cannot fail.
        let _ = write!(out, "(id:{},person:", id.0);
        group(person, out);
        if !used.is_empty() {
            out.push_str(",used:");
            list(used, out, |Use { title, form, on }, out| {
                for (name, value) in [("(title:", title), (",form:", form), (",on:", on)] {
                    out.push_str(name);
                    text(value, out);
                }
                out.push(')');
            });
        }
        out.push(')');
    }
}

fn list<T>(entries: &[T], out: &mut String, write: impl Fn(&T, &mut String)) {
    out.push('[');
    for (at, entry) in entries.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write(entry, out);
    }
    out.push(']');
}

fn group(Group(fields): &Group, out: &mut String) {
    list(fields, out, |(name, value), out| {
        out.push('(');
        text(name, out);
        out.push(',');
        answer(value, out);
        out.push(')');
    });
}

fn answer(value: &Answer, out: &mut String) {
    let name = match value {
        Answer::Nothing => return out.push_str("Nothing"),
        Answer::YesNo(_) => "YesNo(",
        Answer::Number(_) => "Number(",
        Answer::Text(_) => "Text(",
        Answer::List(_) => "List(",
        Answer::Group(_) => "Group(",
    };
    out.push_str(name);
    match value {
        Answer::Nothing => {}
        Answer::YesNo(yes) => out.push_str(if *yes { "true" } else { "false" }),
        Answer::Number(words) | Answer::Text(words) => text(words, out),
        Answer::List(entries) => list(entries, out, answer),
        Answer::Group(fields) => group(fields, out),
    }
    out.push(')');
}

fn text(words: &str, out: &mut String) {
    out.push('"');
    let mut plain = words;
    let is_special = |one: char| matches!(one, '"' | '\\') || one.is_control();
    while let Some(at) = plain.find(is_special) {
        let (before, rest) = plain.split_at(at);
        out.push_str(before);
        let mut rest = rest.chars();
        match rest.next() {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some(other) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(other));
            }
            None => {}
        }
        plain = rest.as_str();
    }
    out.push_str(plain);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::workspace::library::Id;

    fn answers() -> impl Strategy<Value = Answer> {
        let leaf = prop_oneof![
            Just(Answer::Nothing),
            any::<bool>().prop_map(Answer::YesNo),
            "[0-9.]{0,5}".prop_map(Answer::Number),
            any::<String>().prop_map(Answer::Text),
        ];
        leaf.prop_recursive(3, 12, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(Answer::List),
                prop::collection::vec((any::<String>(), inner), 0..3)
                    .prop_map(|fields| Answer::Group(Group(fields))),
            ]
        })
    }

    proptest! {
        /// Whatever was typed comes back, and stands on one line.
        #[test]
        fn a_line_reads_back(
            id in any::<u64>(),
            person in prop::collection::vec((any::<String>(), answers()), 0..4),
            used in prop::collection::vec((any::<String>(), ".{0,4}", "[0-9-]{0,10}"), 0..3),
        ) {
            let used = used.into_iter().map(|(title, form, on)| Use { title, form, on });
            let expert = Expert { id: Id(id), person: Group(person), used: used.collect() };
            let mut line = String::new();
            Written(Arc::new(expert.clone())).write(&mut line);
            prop_assert_eq!(line.lines().count(), 1);
            let back: Expert = ron::from_str(&line).unwrap();
            prop_assert_eq!(back, expert);
        }
    }
}
