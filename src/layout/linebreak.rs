//! Where lines end: the breaks of UAX #14, the Chinese rules on top of them, and a greedy fill.

use crate::geom::Mm;

use super::measure::{Class, Letter};

/// Room that rounding may take; far below what an eye or a printer can tell.
pub(super) const SLACK: Mm = Mm(0.001);

/// Share of its blank half that a mark within a line gives up so that a last mark fits.
const INNER_GIVE: f32 = 0.5;

/// How many letters short of a full line a long word may be cut at a joint.
const JOINT_REACH: usize = 8;

/// How many letters short of a full line it may be cut so that no mark stands where it must not.
const MARK_REACH: usize = 4;

/// One line's stretch of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    pub start: usize,
    /// After the last letter that shows; blanks at the end of a line are left out.
    pub end: usize,
    /// Whether a word was broken because no line holds it.
    pub inside_word: bool,
    /// Whether the paragraph or a line break ends it.
    pub is_last: bool,
}

/// Corrects what the standard leaves open for Chinese: “ ” ‘ ’ are brackets like any other, and
/// some marks never begin or end a line.
pub(super) fn apply_chinese_rules(letters: &mut [Letter]) {
    for index in 1..letters.len() {
        let (before, after) = (&letters[index - 1], &letters[index]);
        let may_break = if never_ends(before) || never_begins(after) {
            false
        } else if is_quote(before) || is_quote(after) {
            after.class != Class::Blank
        } else {
            after.break_before
        };
        letters[index].break_before = may_break;
    }
}

/// Fills lines of a width, the first one of `first` alone. Every line holds at least one letter.
pub(super) fn fill(letters: &[Letter], first: Mm, width: Mm) -> Vec<Reach> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < letters.len() {
        let limit = if start == 0 { first } else { width };
        let (next, inside_word) = next_start(letters, start, limit, width);
        let shown = letters[start..next]
            .iter()
            .rposition(|letter| letter.class != Class::Blank);
        lines.push(Reach {
            start,
            end: shown.map_or(start, |last| start + last + 1),
            inside_word,
            is_last: next == letters.len(),
        });
        start = next;
    }
    if lines.is_empty() {
        lines.push(Reach {
            start: 0,
            end: 0,
            inside_word: false,
            is_last: true,
        });
    }
    lines
}

/// Where the line after the one that begins at `start` begins, and whether inside a word.
fn next_start(letters: &[Letter], start: usize, limit: Mm, width: Mm) -> (usize, bool) {
    let mut used = Mm::ZERO;
    let mut spare = Mm::ZERO;
    let mut last_break = None;
    for index in start..letters.len() {
        let letter = &letters[index];
        if index > start && letter.break_before {
            last_break = Some(index);
        }
        let lead = if index > start { letter.lead } else { Mm::ZERO };
        let fits = used + lead + letter.width <= limit + SLACK;
        if !fits && letter.class != Class::Blank {
            if let Some(next) = squeezed_in(letters, index, limit - used, spare) {
                return (next, false);
            }
            return match last_break {
                Some(at) if !is_overlong(&letters[at..], width) => (at, false),
                _ => (inside_word(letters, start, index), true),
            };
        }
        used += lead + letter.width;
        spare += letter.give * INNER_GIVE;
    }
    (letters.len(), false)
}

/// Whether the closing marks at `index` fit after all, once blank halves are given up; then where
/// the next line begins.
fn squeezed_in(letters: &[Letter], index: usize, room: Mm, spare: Mm) -> Option<usize> {
    let mut room = room + spare;
    let mut next = index;
    while letters
        .get(next)
        .is_some_and(|letter| next == index || !letter.break_before)
    {
        let letter = &letters[next];
        match letter.class {
            Class::Closing if next - index < 4 => room -= letter.width,
            Class::Blank => {}
            _ => return None,
        }
        next += 1;
    }
    while letters
        .get(next)
        .is_some_and(|letter| letter.class == Class::Blank)
    {
        next += 1;
    }
    let last = letters[index..next]
        .iter()
        .rfind(|letter| letter.class == Class::Closing)?;
    (room + last.give + SLACK >= Mm::ZERO).then_some(next)
}

/// Whether the word at the head of `letters` is wider than a whole line.
fn is_overlong(letters: &[Letter], width: Mm) -> bool {
    let mut used = Mm::ZERO;
    for (index, letter) in letters.iter().enumerate() {
        if index > 0 && (letter.break_before || letter.class == Class::Blank) {
            return false;
        }
        used += letter.width;
        if used > width + SLACK {
            return true;
        }
    }
    false
}

/// Where to cut a word of which the letters before `index` fit: after a joint such as the @ of an
/// address if one is near, else there, unless a mark would begin or end a line against the rules.
fn inside_word(letters: &[Letter], start: usize, index: usize) -> usize {
    let nearby = |reach: usize| (index.saturating_sub(reach).max(start + 1)..=index).rev();
    let is_good = |at: &usize| !never_begins(&letters[*at]) && !never_ends(&letters[*at - 1]);
    let is_joint = |at: &usize| is_good(at) && "@./-_&?=".contains(letters[*at - 1].character);
    let joint = nearby(JOINT_REACH).find(is_joint);
    joint
        .or_else(|| nearby(MARK_REACH).find(is_good))
        .unwrap_or(index)
        .max(start + 1)
}

/// Whether it is a Chinese quotation mark; the apostrophe of don’t was told apart when measured.
fn is_quote(letter: &Letter) -> bool {
    letter.class != Class::Latin && matches!(letter.character, '“' | '”' | '‘' | '’')
}

fn never_begins(letter: &Letter) -> bool {
    letter.class == Class::Closing
        || letter.class == Class::Blank
        || matches!(
            letter.character,
            '…' | '·'
                | '•'
                | '%'
                | '％'
                | '‰'
                | '℃'
                | '°'
                | '′'
                | '″'
                | '～'
                | ','
                | '.'
                | ';'
                | ':'
                | '!'
                | '?'
                | ')'
                | ']'
                | '}'
        )
}

fn never_ends(letter: &Letter) -> bool {
    letter.class == Class::Opening
        || matches!(letter.character, '(' | '[' | '{' | '￥' | '¥' | '＄' | '№')
}
