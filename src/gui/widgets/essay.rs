//! Texts of several lines, with the counts that the checks use.

use egui::{Align, Layout, Ui};

use crate::answers::{Counts, count};
use crate::geom::Mm;
use crate::gui::theme::{self, Tokens};
use crate::layout::Extent;

use super::Cx;
use super::text::{Look, text_ui as field_ui, typed};

/// Room that the words about the paper need beside the counter.
const PAPER_WIDTH: f32 = 240.0;

/// Some lines.
pub fn text_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, name: &str) {
    field_ui(
        ui,
        cx,
        path,
        name,
        &Look {
            rows: Some(2),
            ..Look::default()
        },
    );
}

/// Paragraphs with a counter. Typing is never cut: the counter says by how much it is too long.
pub fn essay_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, name: &str, limit: Option<usize>) {
    let rows = match limit {
        Some(..=250) => 4,
        Some(..=450) => 8,
        _ => 12,
    };
    field_ui(
        ui,
        cx,
        path,
        name,
        &Look {
            rows: Some(rows),
            serif: true,
            ..Look::default()
        },
    );
    let counts = count(&typed(cx.answers, path));
    // An empty answer has the form's own words in its place.
    let paper = cx.paper.filter(|_| counts.chars > 0);
    let paper = paper.and_then(|paper| paper.get(path)).map(|extent| {
        let section = cx.form.section_of(path);
        let section = section.and_then(|at| cx.form.sections.get(at));
        on_paper(extent, section.and_then(|it| it.box_height(path)))
    });
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        let (text, fits) = counter(counts, limit);
        let color = match fits {
            Fits::Yes => tokens.muted,
            Fits::InWordsOnly => tokens.warn,
            Fits::No => tokens.err,
        };
        ui.label(theme::small(text).color(color))
            .on_hover_text("字数：汉字和全角标点各计 1，连续的字母数字计 1，与 Word、WPS 相同。\n字符：不计空格的全部字符，有的网页按它计算。");
        if let Some(words) = paper {
            let words = theme::small(words).color(tokens.muted);
            let hover = "现在填写的内容印在纸上占多少行，停下打字后重新计算。";
            // At the right edge where there is room for both, else below.
            if ui.available_width() >= PAPER_WIDTH {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.label(words).on_hover_text(hover);
                });
            } else {
                ui.end_row();
                ui.label(words).on_hover_text(hover);
            }
        }
    });
}

/// What a text takes on paper, beside the least height of its box on the form.
fn on_paper(extent: &Extent, least: Option<Mm>) -> String {
    let Extent { lines, pages, .. } = *extent;
    let (first, last) = pages;
    let place = if last > first {
        format!("印在第 {first}—{last} 页")
    } else {
        match least {
            Some(least) if extent.cell_height() <= least => "表格里放得下".to_owned(),
            Some(_) => "表格会自动加高".to_owned(),
            None => format!("印在第 {first} 页"),
        }
    };
    format!("纸面 {lines} 行，{place}")
}

/// Whether a text is short enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fits {
    Yes,
    /// By 字数, not by characters, which an upload page may count.
    InWordsOnly,
    No,
}

fn counter(counts: Counts, limit: Option<usize>) -> (String, Fits) {
    let Counts {
        words,
        chars_no_space,
        ..
    } = counts;
    let Some(limit) = limit else {
        return (format!("字数 {words} · 字符 {chars_no_space}"), Fits::Yes);
    };
    let shown = format!("字数 {words} / {limit} · 字符 {chars_no_space}");
    if words > limit {
        (format!("{shown}，超出 {} 字", words - limit), Fits::No)
    } else if chars_no_space > limit {
        let over = chars_no_space - limit;
        (
            format!("{shown}，网上若按字符计会超出 {over}"),
            Fits::InWordsOnly,
        )
    } else {
        (shown, Fits::Yes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_takes_on_paper_is_said_beside_what_the_form_gives_it() {
        let extent = |height, last| Extent {
            lines: 12,
            height: Mm(height),
            pages: (2, last),
        };
        for (extent, least, words) in [
            (extent(50.0, 2), Some(Mm(60.0)), "纸面 12 行，表格里放得下"),
            (
                extent(59.0, 2),
                Some(Mm(60.0)),
                "纸面 12 行，表格会自动加高",
            ),
            (extent(50.0, 2), None, "纸面 12 行，印在第 2 页"),
            (
                extent(400.0, 4),
                Some(Mm(60.0)),
                "纸面 12 行，印在第 2—4 页",
            ),
        ] {
            assert_eq!(on_paper(&extent, least), words);
        }
    }

    #[test]
    fn the_counter_says_what_is_too_much() {
        let counts = |words, chars_no_space| Counts {
            words,
            chars_no_space,
            chars: chars_no_space,
        };
        for (counts, limit, text, fits) in [
            (
                counts(386, 403),
                Some(400),
                "字数 386 / 400 · 字符 403，网上若按字符计会超出 3",
                Fits::InWordsOnly,
            ),
            (
                counts(386, 390),
                Some(400),
                "字数 386 / 400 · 字符 390",
                Fits::Yes,
            ),
            (
                counts(401, 401),
                Some(400),
                "字数 401 / 400 · 字符 401，超出 1 字",
                Fits::No,
            ),
            (counts(9, 9), None, "字数 9 · 字符 9", Fits::Yes),
        ] {
            assert_eq!(counter(counts, limit), (text.to_owned(), fits));
        }
    }
}
