//! Lines of about the same length, for a name that stands by itself: no last line of a character or
//! two, and no word torn where another break does as well.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use crate::geom::Mm;

use super::linebreak::{self, Reach, SLACK};
use super::measure::{Class, Letter};

/// What a torn word, or a torn quotation, costs: as much as lines that differ by about 14
/// characters.
const TORN: f32 = 100.0;

/// Fills as few lines as [`linebreak::fill`] does and makes them alike.
/// `terms` are words that the dictionary takes for several.
pub(super) fn fill(letters: &[Letter], first: Mm, width: Mm, terms: &[String]) -> Vec<Reach> {
    let greedy = linebreak::fill(letters, first, width);
    if greedy.len() < 2 || greedy.iter().any(|reach| reach.inside_word) {
        return greedy;
    }
    let em = letters.iter().map(|it| it.width).fold(SLACK, Mm::max);
    let lines = Lines {
        letters,
        first,
        width,
        em,
        wanted: line_width(letters) / greedy.len() as f32,
        torn: torn(letters, terms),
    };
    lines.best(greedy.len()).unwrap_or(greedy)
}

struct Lines<'a> {
    letters: &'a [Letter],
    first: Mm,
    width: Mm,
    /// Width of a full character.
    em: Mm,
    /// Width of each line if all were alike.
    wanted: Mm,
    /// What a line that begins at that letter costs.
    torn: Vec<f32>,
}

impl Lines<'_> {
    /// The cheapest way to fill so many lines; none where they do not hold the letters without
    /// squeezing.
    fn best(&self, count: usize) -> Option<Vec<Reach>> {
        let end = self.letters.len();
        let starts: Vec<usize> = (1..end)
            .filter(|&at| {
                let letter = &self.letters[at];
                letter.break_before && letter.class != Class::Blank
            })
            .chain([end])
            .collect();
        // What it costs to have so many lines before a start, and where the last of them begins.
        let mut before = vec![None; end + 1];
        before[0] = Some((0.0, Vec::new()));
        for _ in 0..count {
            let mut after = vec![None; end + 1];
            for (from, way) in before.iter().enumerate() {
                let Some((cost, begun)) = way else { continue };
                for &to in starts.iter().filter(|&&to| to > from) {
                    let Some(line) = self.cost(from, to) else {
                        break;
                    };
                    let cost: f32 = cost + line;
                    let known: &mut Option<(f32, Vec<usize>)> = &mut after[to];
                    if known.as_ref().is_none_or(|(known, _)| cost < *known) {
                        let begun = begun.iter().copied().chain([from]).collect();
                        *known = Some((cost, begun));
                    }
                }
            }
            before = after;
        }
        let (_, begun) = before.pop()??;
        let ends = begun.iter().skip(1).copied().chain([end]);
        let reach = |(start, next): (&usize, usize)| Reach {
            start: *start,
            end: start + shown(&self.letters[*start..next]).len(),
            inside_word: false,
            is_last: next == end,
        };
        Some(begun.iter().zip(ends).map(reach).collect())
    }

    /// What a line costs; none where it is too long.
    fn cost(&self, from: usize, to: usize) -> Option<f32> {
        let width = line_width(&self.letters[from..to]);
        let limit = if from == 0 { self.first } else { self.width };
        let off = (width.0 - self.wanted.0) / self.em.0;
        (width <= limit + SLACK).then(|| off * off + self.torn[from])
    }
}

/// Letters without the blanks at their end.
fn shown(letters: &[Letter]) -> &[Letter] {
    let last = letters.iter().rposition(|it| it.class != Class::Blank);
    &letters[..last.map_or(0, |last| last + 1)]
}

fn line_width(letters: &[Letter]) -> Mm {
    let letters = shown(letters);
    let leads = letters.iter().skip(1).map(|it| it.lead);
    letters.iter().map(|it| it.width).chain(leads).sum()
}

/// What a line costs that begins at a letter: inside a word, at the single character that ends a
/// compound (科技服务｜团), inside a term, or between quotation marks or brackets.
fn torn(letters: &[Letter], terms: &[String]) -> Vec<f32> {
    let text: String = letters.iter().map(|it| it.character).collect();
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let mut words: Vec<usize> = segmenter
        .segment_str(&text)
        .filter_map(|at| places.binary_search(&at).ok())
        .collect();
    words.push(letters.len());
    let is_single = |word: usize| {
        words.get(word + 1).is_some_and(|next| {
            *next == words[word] + 1 && letters[words[word]].class == Class::Wide
        })
    };
    // Several single characters are a compound that the dictionary does not know.
    let is_whole = |start: usize| {
        words.binary_search(&start).is_ok_and(|word| {
            !is_single(word) || (is_single(word + 1) && word > 0 && !is_single(word - 1))
        })
    };
    let mut depth = 0_usize;
    let mut torn = Vec::with_capacity(letters.len());
    for (at, letter) in letters.iter().enumerate() {
        let inside = if depth > 0 { TORN } else { 0.0 };
        let word = if at == 0 || is_whole(at) { 0.0 } else { TORN };
        torn.push(inside + word);
        match letter.character {
            '“' | '‘' | '（' | '(' | '《' => depth += 1,
            '”' | '’' | '）' | ')' | '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    for term in terms.iter().filter(|term| !term.is_empty()) {
        for (from, found) in text.match_indices(term.as_str()) {
            let to = from + found.len();
            let inside = |at: &usize| (from + 1..to).contains(at);
            for (_, cost) in places.iter().zip(&mut torn).filter(|(at, _)| inside(at)) {
                *cost += TORN;
            }
        }
    }
    torn
}
