//! Which lines of a text stand on one page with the line that follows them, and where a text may
//! part between two pages.

use super::measure::HardLine;
use super::paragraph::Line;

/// Lines of a text that stay together at its beginning and at its end.
pub(super) const TOGETHER: usize = 2;

/// So many headings in a row stay with the text below them: （一）… over 1.… .
const MOST_HEADINGS: usize = 2;

/// Ties lines to their next ones: no paragraph leaves its first line alone at the foot of a page or
/// its last one alone at the head of the next, and no heading stands above nothing.
pub(super) fn tie(text: &[HardLine], paragraphs: &mut [Vec<Line>]) {
    for lines in paragraphs.iter_mut().filter(|lines| lines.len() > 1) {
        let last = lines.len() - 1;
        lines[0].with_next = true;
        lines[last - 1].with_next = true;
    }
    let is_heading: Vec<bool> = text
        .iter()
        .zip(&*paragraphs)
        .map(|(text, lines)| lines.len() == 1 && !text.letters.is_empty() && !ends_sentence(text))
        .collect();
    // From below: a heading counts as one only above text, so that a list of names parts anywhere.
    let mut above = None;
    for at in (0..text.len()).rev() {
        above = match (is_heading[at], above) {
            (true, Some(count)) if count < MOST_HEADINGS => {
                paragraphs[at][0].with_next = true;
                Some(count + 1)
            }
            (true, _) => None,
            (false, _) if text[at].letters.is_empty() => above,
            (false, _) => Some(0),
        };
    }
}

/// Whether a line ends as a sentence does; what announces something with a colon does not.
fn ends_sentence(text: &HardLine) -> bool {
    let last = text
        .letters
        .iter()
        .rfind(|it| !"”’）)".contains(it.character));
    last.is_some_and(|it| "。！？；!?;.…".contains(it.character))
}

/// How many of a text's lines must have room for it to begin on a page.
pub(super) fn opening<'a>(lines: impl ExactSizeIterator<Item = &'a Line>) -> usize {
    let total = lines.len();
    let free = lines
        .enumerate()
        .find(|(at, line)| at + 1 >= TOGETHER && !line.with_next);
    match free {
        Some((at, _)) if at + 1 + TOGETHER <= total => at + 1,
        _ => total,
    }
}

/// How many of `lines` go above a break if `fit` of them have room: none rather than fewer than
/// stay together, and all of them only if all fit.
pub(super) fn above_break<'a>(
    lines: impl DoubleEndedIterator<Item = &'a Line> + ExactSizeIterator,
    fit: usize,
) -> usize {
    let total = lines.len();
    if fit >= total {
        return total;
    }
    let most = fit.min(total.saturating_sub(TOGETHER));
    let lines = lines.enumerate().rev();
    let found = lines
        .map(|(at, line)| (at + 1, line))
        .find(|(count, line)| *count <= most && !line.with_next);
    match found {
        Some((count, _)) if count >= TOGETHER => count,
        _ => 0,
    }
}
