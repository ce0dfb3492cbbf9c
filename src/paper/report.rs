//! A paper about an application, made of tables: one for whoever reads it and decides.

use crate::fonts::Face;
use crate::geom::{Align, Mm, Pt, VerticalAlign};
use crate::layout::page::Page;
use crate::layout::{self, Setup, flow};

use super::compose::{RULE, ordinal};
use super::look::{self, LABEL, Resolved, paragraph};
use super::show::Shown;

/// What the paper says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    pub title: String,
    /// What it is about: label and text, one under the other.
    pub facts: Vec<(String, String)>,
    /// Numbered in their order.
    pub parts: Vec<Part>,
    /// See [`super::print_code`]; stands at the foot of every page.
    pub code: String,
}

/// A heading with a sentence, a table, or both below.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Part {
    pub heading: String,
    /// Empty for none.
    pub words: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    pub head: &'static str,
    /// Its share of the width.
    pub share: f32,
    pub align: Align,
}

impl Column {
    /// A column of words.
    pub fn words(head: &'static str, share: f32) -> Self {
        Self {
            head,
            share,
            align: Align::Left,
        }
    }

    /// A column of figures, which stand under each other by their last digits.
    pub fn figures(head: &'static str, share: f32) -> Self {
        Self {
            align: Align::Right,
            ..Self::words(head, share)
        }
    }
}

/// 小五, the size of tables here: a page is to hold much.
const SMALL: Pt = Pt(9.0);
/// 五号.
const PLAIN: Pt = Pt(10.5);
/// 三号.
const TITLE: Pt = Pt(16.0);
/// Share of the width that the labels of the facts take.
const FACT_LABEL: f32 = 0.2;
/// Least height of a row.
const ROW: Mm = Mm(5.0);
/// Distance of baselines: an application with a few faults is to fit on one page.
const LEADING: f32 = 1.2;

/// The pages of a report, in a body font.
pub fn report(report: &Report, body: Face) -> Vec<Page> {
    let setup = Setup {
        margin_top: Mm(16.0),
        margin_bottom: Mm(16.0),
        margin_side: Mm(18.0),
        foot: Some(format!("校验码 {}", report.code)),
        ..Setup::default()
    };
    let width = setup.body().width;
    let mut blocks = vec![
        title(&report.title),
        flow::Block::Space(Mm(2.0)),
        facts(&report.facts, width),
    ];
    for (at, part) in report.parts.iter().enumerate() {
        blocks.push(flow::Block::Space(Mm(1.5)));
        heading(part, at, width, &mut blocks);
        if !part.rows.is_empty() {
            blocks.push(table(part, width));
        }
    }
    look::wear(&mut blocks, body);
    layout::paginate(&blocks, &setup)
}

fn title(words: &str) -> flow::Block {
    let look = Resolved {
        face: Face::Sans,
        size: TITLE,
        ..LABEL
    };
    flow::Block::Paragraph(paragraph(vec![Shown::words(words)], look))
}

fn facts(facts: &[(String, String)], width: Mm) -> flow::Block {
    let columns = vec![width * FACT_LABEL, width * (1.0 - FACT_LABEL)];
    let plain = Resolved {
        size: SMALL,
        align: Align::Left,
        leading: LEADING,
        ..LABEL
    };
    let rows = facts.iter().map(|(label, text)| {
        let label = Resolved {
            face: Face::Sans,
            ..plain
        }
        .of(label);
        row(vec![label, plain.of(text)])
    });
    flow::Block::Grid(flow::Grid {
        columns,
        rows: rows.collect(),
        rule: RULE,
        ..flow::Grid::default()
    })
}

/// Heading and sentence, which stay with the table that they announce.
fn heading(part: &Part, at: usize, width: Mm, blocks: &mut Vec<flow::Block>) {
    let plain = Resolved {
        size: PLAIN,
        align: Align::Left,
        ..LABEL
    };
    let heading = Resolved {
        face: Face::Sans,
        ..plain
    };
    let heading = heading.of(&format!("{}、{}", ordinal(at + 1), part.heading));
    let words = Resolved {
        size: SMALL,
        ..plain
    }
    .of(&part.words);
    let mut rows = vec![row(vec![heading])];
    if !part.words.is_empty() {
        rows.push(row(vec![words]));
    }
    // The last row is kept with the table alone where there is one.
    let last = rows.len() - 1;
    for (at, row) in rows.iter_mut().enumerate() {
        row.with_next = at < last || !part.rows.is_empty();
    }
    blocks.push(flow::Block::Grid(flow::Grid {
        columns: vec![width],
        rows,
        rule: Pt(0.0),
        ..flow::Grid::default()
    }));
}

fn table(part: &Part, width: Mm) -> flow::Block {
    let all: f32 = part.columns.iter().map(|column| column.share).sum();
    let plain = Resolved {
        size: SMALL,
        align: Align::Left,
        leading: LEADING,
        ..LABEL
    };
    let head = Resolved {
        face: Face::Sans,
        align: Align::Center,
        ..plain
    };
    let titles = part.columns.iter().map(|column| head.of(column.head));
    let rows = part.rows.iter().map(|cells| {
        let cells = cells.iter().zip(&part.columns).map(|(text, column)| {
            let look = Resolved {
                align: column.align,
                ..plain
            };
            look.of(text)
        });
        flow::Row {
            // A finding is read as a whole.
            whole: true,
            ..row(cells.collect())
        }
    });
    flow::Block::Grid(flow::Grid {
        columns: part
            .columns
            .iter()
            .map(|column| width * (column.share / all))
            .collect(),
        head: vec![row(titles.collect())],
        rows: rows.collect(),
        rule: RULE,
    })
}

impl Resolved {
    /// A cell of that look.
    fn of(self, text: &str) -> flow::Cell {
        flow::Cell {
            columns: 1,
            rows: 1,
            content: vec![paragraph(vec![Shown::words(text)], self)],
            vertical: VerticalAlign::Middle,
            ..flow::Cell::default()
        }
    }
}

fn row(cells: Vec<flow::Cell>) -> flow::Row {
    flow::Row {
        cells,
        min_height: ROW,
        ..flow::Row::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_report_goes_on_with_its_head_and_says_which_page_it_is() {
        let rows = (1..=80).map(|at| vec![format!("栏目{at}"), "没有填写，请填上。".to_owned()]);
        let pages = report(
            &Report {
                title: "自查表".into(),
                facts: vec![("项目名称".into(), "示范".into())],
                parts: vec![Part {
                    heading: "须改正".into(),
                    words: "80 处".into(),
                    columns: vec![Column::words("栏目", 1.0), Column::words("问题", 2.0)],
                    rows: rows.collect(),
                }],
                code: "7K3M-W9TA".into(),
            },
            Face::Serif,
        );
        assert!(pages.len() > 1);
        for page in &pages {
            let text = layout::dump(std::slice::from_ref(page));
            for words in ["7K3M-W9TA", "栏目", &format!("共{}页", pages.len())] {
                let squeezed = text.replace(' ', "");
                assert!(squeezed.contains(words), "{words}\n{text}");
            }
        }
        let text = layout::dump(&pages);
        assert!((1..=80).all(|at| text.contains(&format!("栏目{at}"))));
    }
}
