//! From a paragraph to measured letters: which glyph shows a character, how wide it stands, and
//! how much of a punctuation mark is blank.

use icu_segmenter::LineSegmenterBorrowed;

use crate::fonts::{Face, GlyphId};
use crate::geom::{Mm, Pt};

use super::flow::Paragraph;
use super::linebreak;

/// A full-width mark stands in one half of its square; the other half may go.
const HALF: f32 = 0.5;

/// The bundled fonts leave this much, in em, between two dashes that should meet: —— is one stroke.
const DASH_GAP: f32 = 0.1;

/// White between Han and a Latin letter or digit that touch, in em, as Word and WPS set it (clreq
/// §3.2.4 names a quarter).
const MIXED_GAP: f32 = 0.25;

/// Width of ’ within a word, as a share of its square.
const APOSTROPHE: f32 = 0.3;

/// How a character behaves in a line of Chinese text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Han, kana, hangul, full-width letters and signs: a line may stretch on either side.
    Wide,
    /// A full-width mark that opens, blank on its left: （ “ 《.
    Opening,
    /// A full-width mark that closes or pauses, blank on its right: 。 ， ” 》.
    Closing,
    /// One half of —— or ……, which stay together.
    Dash,
    Blank,
    /// Letters, digits and signs that stay together as words.
    Latin,
}

/// One character with its glyph and the room that it takes on a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    pub character: char,
    /// None where no bundled font has a shape: a box stands there.
    pub glyph: Option<GlyphId>,
    pub face: Face,
    /// Index of the paragraph's span that it belongs to.
    pub span: u32,
    pub class: Class,
    /// Room on the line, after what neighbouring marks gave up.
    pub width: Mm,
    /// White before it unless it begins a line.
    pub lead: Mm,
    /// Blank at the glyph's left that already went: its pen starts this much before its room.
    pub cut_left: Mm,
    /// Blank at its right that may still go when a line is one mark too long.
    pub give: Mm,
    /// Whether a line may end before it.
    pub break_before: bool,
}

/// The letters of one stretch of text that ends with a line break or the paragraph.
#[derive(Debug)]
pub(super) struct HardLine {
    pub letters: Vec<Letter>,
    /// Type size of the line when it holds no letters.
    pub size: Pt,
    /// Span of the line when it holds no letters.
    pub span: u32,
}

/// Measures a paragraph, split at its line breaks. `scale` shrinks all type alike.
pub(super) fn measure(
    paragraph: &Paragraph,
    scale: f32,
    segmenter: LineSegmenterBorrowed<'_>,
) -> Vec<HardLine> {
    let mut text = String::with_capacity(paragraph.spans.iter().map(|span| span.text.len()).sum());
    for span in &paragraph.spans {
        text.push_str(&span.text);
    }
    let mut breaks = segmenter.segment_str(&text).peekable();
    let mut lines = vec![HardLine::empty(paragraph, 0, scale)];
    let mut offset = 0;
    let mut after_return = false;
    for (index, span) in paragraph.spans.iter().enumerate() {
        let size = Pt(span.size.0 * scale);
        for character in span.text.chars() {
            while breaks.next_if(|&at| at < offset).is_some() {}
            let break_before = breaks.peek() == Some(&offset);
            offset += character.len_utf8();
            let is_end = ends_line(character);
            if is_end && !(character == '\n' && after_return) {
                lines.push(HardLine::empty(paragraph, index, scale));
            }
            after_return = character == '\r';
            let Some(line) = lines.last_mut().filter(|_| !is_end) else {
                continue;
            };
            if line.letters.is_empty() {
                (line.size, line.span) = (size, index as u32);
            }
            line.letters.extend(letter(
                character,
                span.face,
                size,
                index as u32,
                break_before,
            ));
        }
    }
    for line in &mut lines {
        narrow_apostrophes(&mut line.letters);
        linebreak::apply_chinese_rules(&mut line.letters);
        squeeze_pairs(&mut line.letters, paragraph, scale);
        part_mixed(&mut line.letters);
    }
    lines
}

impl HardLine {
    fn empty(paragraph: &Paragraph, span: usize, scale: f32) -> Self {
        let size = paragraph.spans.get(span).map_or(Pt(0.0), |span| span.size);
        Self {
            letters: Vec::new(),
            size: Pt(size.0 * scale),
            span: span as u32,
        }
    }
}

/// The widest letter of a paragraph at its own size, which a column must hold.
pub(super) fn widest(lines: &[HardLine]) -> Mm {
    let letters = lines.iter().flat_map(|line| &line.letters);
    letters.fold(Mm::ZERO, |widest, letter| {
        widest.max(letter.width + letter.cut_left)
    })
}

fn letter(character: char, face: Face, size: Pt, span: u32, break_before: bool) -> Option<Letter> {
    if is_invisible(character) {
        return None;
    }
    let class = class(character);
    let blanks = if character == '\t' { 2.0 } else { 1.0 };
    let (character, shown_by) = match face.showing(character) {
        None if class == Class::Blank => (' ', face.showing(' ')),
        found => (character, found),
    };
    let (glyph, face, width) = match shown_by {
        Some((glyph, face)) => (Some(glyph), face, face.font().advance(glyph, size) * blanks),
        None => (None, face, size.to_mm()),
    };
    let is_square = width >= size.to_mm() * 0.9;
    let class = match class {
        Class::Opening | Class::Closing if !is_square => Class::Wide,
        class => class,
    };
    let give = if class == Class::Closing {
        size.to_mm() * HALF
    } else {
        Mm::ZERO
    };
    Some(Letter {
        character,
        glyph,
        face,
        span,
        class,
        width,
        lead: Mm::ZERO,
        cut_left: Mm::ZERO,
        give,
        break_before,
    })
}

/// The ’ of don’t is the same character as the full-width quotation mark, but part of a word.
fn narrow_apostrophes(letters: &mut [Letter]) {
    for index in 1..letters.len().saturating_sub(1) {
        let [before, quote, after] = &mut letters[index - 1..=index + 1] else {
            continue;
        };
        let is_inside = before.class == Class::Latin && after.class == Class::Latin;
        if quote.character == '’' && quote.class == Class::Closing && is_inside {
            quote.width = quote.width * APOSTROPHE;
            quote.class = Class::Latin;
            quote.give = Mm::ZERO;
        }
    }
}

/// Two marks in a row share the blank between them: ）。 is one and a half squares wide.
fn squeeze_pairs(letters: &mut [Letter], paragraph: &Paragraph, scale: f32) {
    for index in 1..letters.len() {
        let [before, after] = &mut letters[index - 1..=index] else {
            continue;
        };
        let em = |letter: &Letter| {
            let size = paragraph
                .spans
                .get(letter.span as usize)
                .map_or(Pt(0.0), |span| span.size);
            size.to_mm() * scale
        };
        match (before.class, after.class) {
            (Class::Closing, Class::Closing | Class::Opening) => {
                before.width -= before.give;
                before.give = Mm::ZERO;
            }
            (Class::Opening, Class::Opening) => {
                after.cut_left = em(after) * HALF;
                after.width -= after.cut_left;
            }
            (Class::Dash, Class::Dash) if before.character == '—' && after.character == '—' => {
                before.width -= em(before) * DASH_GAP;
            }
            _ => {}
        }
    }
}

/// Sets white between Han and Latin that touch. What someone set a blank between has its own.
fn part_mixed(letters: &mut [Letter]) {
    for index in 1..letters.len() {
        let (before, after) = (letters[index - 1], letters[index]);
        let (han, word) = if is_han(&before) {
            (before, after)
        } else {
            (after, before)
        };
        if is_han(&han) && word.class == Class::Latin && word.character.is_alphanumeric() {
            letters[index].lead = han.width * MIXED_GAP;
        }
    }
}

/// Whether it is an ideograph or a kana; full-width letters and signs bring their own white.
fn is_han(letter: &Letter) -> bool {
    matches!(letter.character,
        '\u{2E80}'..='\u{2FDF}' | '々' | '〇' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Characters that end a line wherever they stand.
fn ends_line(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Characters that steer text but have no shape, and need none.
fn is_invisible(character: char) -> bool {
    (character.is_control() && character != '\t')
        || matches!(character,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

fn class(character: char) -> Class {
    match character {
        '（' | '《' | '“' | '‘' | '「' | '『' | '【' | '〈' | '〔' | '〖' | '［' | '｛' => {
            Class::Opening
        }
        '。' | '，' | '、' | '；' | '：' | '？' | '！' | '）' | '》' | '”' | '’' | '」' | '』'
        | '】' | '〉' | '〕' | '〗' | '］' | '｝' | '．' => Class::Closing,
        '—' | '…' => Class::Dash,
        _ if character.is_whitespace() => Class::Blank,
        '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}'
        | '\u{2460}'..='\u{24FF}'
        | '\u{25A0}'..='\u{27BF}' => Class::Wide,
        _ => Class::Latin,
    }
}
