//! What changed in a text, character by character.

use similar::{DiffTag, TextDiff};

/// A stretch of one side's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// Whether it stands on this side alone.
    pub is_own: bool,
}

/// A longer stretch, in characters on either side, is marked as a whole where no paragraph of it
/// stayed: comparing two such texts takes time and shows nothing.
const LONGEST_FINE: usize = 3000;
/// The longest run of equal characters, amid others, that may be taken for chance.
const CHANCE: usize = 3;

/// A step through both texts: what both have, or what each has in place of the other's.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Same(String),
    Other(String, String),
}

/// Both texts with what only one of them has marked. Joined together the pieces give the texts.
pub fn mark(here: &str, there: &str) -> (Vec<Piece>, Vec<Piece>) {
    let mut parts = Vec::new();
    for part in steps(&TextDiff::from_lines(here, there)) {
        match part {
            Part::Other(old, new) if is_fine(&old) && is_fine(&new) => {
                let finer = steps(&TextDiff::from_chars(old.as_str(), new.as_str()));
                finer.into_iter().for_each(|part| push(&mut parts, part));
            }
            other => push(&mut parts, other),
        }
    }
    pieces(&without_chance(parts))
}

fn is_fine(text: &str) -> bool {
    text.chars().count() <= LONGEST_FINE
}

/// The steps through both texts, none of them split in two.
fn steps(diff: &TextDiff<'_, '_, str>) -> Vec<Part> {
    let old: Vec<&str> = diff.iter_old_slices().collect();
    let new: Vec<&str> = diff.iter_new_slices().collect();
    let mut parts = Vec::new();
    for op in diff.ops() {
        let gone = old[op.old_range()].concat();
        let part = match op.tag() {
            DiffTag::Equal => Part::Same(gone),
            _ => Part::Other(gone, new[op.new_range()].concat()),
        };
        push(&mut parts, part);
    }
    parts
}

fn push(parts: &mut Vec<Part>, part: Part) {
    match (parts.last_mut(), part) {
        (Some(Part::Same(last)), Part::Same(text)) => last.push_str(&text),
        (Some(Part::Other(gone, come)), Part::Other(old, new)) => {
            gone.push_str(&old);
            come.push_str(&new);
        }
        (_, part) => parts.push(part),
    }
}

/// Makes one change of two between which a few characters agree by chance, as 的 does in two
/// sentences that have nothing else in common.
fn without_chance(parts: Vec<Part>) -> Vec<Part> {
    let length = |part: Option<&Part>| match part {
        Some(Part::Other(old, new)) => old.chars().count().min(new.chars().count()),
        _ => 0,
    };
    let is_chance = |at: usize| match &parts[at] {
        Part::Same(text) => {
            let count = text.chars().count();
            let before = at.checked_sub(1).and_then(|at| parts.get(at));
            let around = length(before).min(length(parts.get(at + 1)));
            count <= CHANCE && count < around
        }
        Part::Other(..) => false,
    };
    let chance: Vec<bool> = (0..parts.len()).map(is_chance).collect();
    let mut kept = Vec::new();
    for (part, chance) in parts.into_iter().zip(chance) {
        let part = match part {
            Part::Same(text) if chance => Part::Other(text.clone(), text),
            other => other,
        };
        push(&mut kept, part);
    }
    kept
}

fn pieces(parts: &[Part]) -> (Vec<Piece>, Vec<Piece>) {
    let (mut here, mut there) = (Vec::new(), Vec::new());
    for part in parts {
        let (old, new, is_own) = match part {
            Part::Same(text) => (text, text, false),
            Part::Other(old, new) => (old, new, true),
        };
        for (side, text) in [(&mut here, old), (&mut there, new)] {
            // Where the other side alone has something, an empty piece keeps the place.
            if !text.is_empty() || parts.len() > 1 {
                side.push(Piece {
                    text: text.clone(),
                    is_own,
                });
            }
        }
    }
    (here, there)
}

/// Unchanged characters that are shown before and after a change of a long text.
const AROUND: usize = 40;

/// Characters at the head and at the end of what one side alone has.
const OWN: usize = 150;

/// The same pieces with what is unchanged and far from every change left out, and the middle of
/// what one side alone has at great length; a note in brackets says how many characters that is.
pub fn folded(pieces: &[Piece]) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let fold = |(at, piece): (usize, &Piece)| {
        let (head, tail, what) = match piece.is_own {
            true => (OWN, OWN, ""),
            false => (
                if at == 0 { 0 } else { AROUND },
                if at == last { 0 } else { AROUND },
                "相同的 ",
            ),
        };
        let count = piece.text.chars().count();
        let left_out = count.saturating_sub(head + tail);
        // A note that is as long as what it stands for helps nobody.
        if left_out <= AROUND {
            return piece.clone();
        }
        let start: String = piece.text.chars().take(head).collect();
        let end: String = piece.text.chars().skip(count - tail).collect();
        Piece {
            text: format!("{start}…（{what}{left_out} 字略）…{end}"),
            is_own: piece.is_own,
        }
    };
    pieces.iter().enumerate().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The pieces with brackets around what one side alone has.
    fn show(pieces: &[Piece]) -> String {
        let show = |piece: &Piece| match piece.is_own {
            true => format!("[{}]", piece.text),
            false => piece.text.clone(),
        };
        pieces.iter().map(show).collect()
    }

    #[test]
    fn what_one_side_alone_has_is_marked() {
        for (here, there, marked_here, marked_there) in [
            ("甲", "甲", "甲", "甲"),
            ("", "甲", "", "[甲]"),
            ("甲\n", "", "[甲\n]", ""),
            (
                "服务企业30家",
                "服务企业50家",
                "服务企业[3]0家",
                "服务企业[5]0家",
            ),
            (
                "2021-05-20",
                "2021-06-21",
                "2021-0[5]-2[0]",
                "2021-0[6]-2[1]",
            ),
            (
                "第一段\n第二段\n",
                "第一段\n新的\n第二段\n",
                "第一段\n[]第二段\n",
                "第一段\n[新的\n]第二段\n",
            ),
            // Two sentences with 的 alone in common are two sentences.
            (
                "组织专家对接的企业",
                "开展培训提升的能力",
                "[组织专家对接的企业]",
                "[开展培训提升的能力]",
            ),
        ] {
            let (one, other) = mark(here, there);
            assert_eq!(
                (show(&one), show(&other)),
                (marked_here.into(), marked_there.into())
            );
        }
    }

    #[test]
    fn what_is_far_from_a_change_is_left_out() {
        let long = "同".repeat(200);
        let (_, there) = mark(&format!("{long}甲{long}"), &format!("{long}乙丙{long}"));
        let near = "同".repeat(AROUND);
        assert_eq!(
            show(&folded(&there)),
            format!("…（相同的 160 字略）…{near}[乙丙]{near}…（相同的 160 字略）…")
        );
        let (_, there) = mark("", &"新".repeat(1000));
        let end = "新".repeat(OWN);
        assert_eq!(show(&folded(&there)), format!("[{end}…（700 字略）…{end}]"));
        let (here, _) = mark("短短的一句话", "短短的两句话");
        assert_eq!(folded(&here), here);
    }

    #[test]
    fn two_long_texts_without_a_common_paragraph_are_marked_whole() {
        let (here, there) = mark(&"甲乙".repeat(4000), &"乙丙".repeat(4000));
        assert_eq!((here.len(), there.len()), (1, 1));
    }

    proptest! {
        #[test]
        fn the_pieces_give_back_both_texts(here in "[甲乙丙。\n]{0,40}", there in "[甲乙丙。\n]{0,40}") {
            let (one, other) = mark(&here, &there);
            let join = |pieces: &[Piece]| pieces.iter().map(|it| it.text.as_str()).collect::<String>();
            prop_assert_eq!(join(&one), here.as_str());
            prop_assert_eq!(join(&other), there.as_str());
            // What both have is the same on both sides.
            let same = |pieces: &[Piece]| pieces.iter().filter(|it| !it.is_own).map(|it| it.text.as_str()).collect::<String>();
            prop_assert_eq!(same(&one), same(&other));
        }
    }
}
