//! Answers of one line: words, whole numbers, amounts, and sums that follow from amounts.

use egui::Ui;

use crate::answers::Money;
use crate::gui::theme::Tokens;

use super::text::{Look, text_ui};
use super::{Cx, columns_sum};

pub fn line_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, name: &str) {
    text_ui(ui, cx, path, name, &Look::default());
}

pub fn count_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, name: &str) {
    text_ui(ui, cx, path, name, &Look { right: true, ..Look::default() });
}

pub fn money_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str, name: &str) {
    text_ui(ui, cx, path, name, &Look { right: true, unit: "万元", ..Look::default() });
}

/// The sum of other fields, as it will be printed.
pub fn sum_ui(ui: &mut Ui, cx: &mut Cx<'_>, of: &[String]) {
    let sum = columns_sum(of.iter().map(|part| cx.answers.text(part)));
    let given = of.iter().any(|part| !cx.answers.is_blank(part));
    let text = if given { format!("{} 万元", sum.amount) } else { "—".to_owned() };
    ui.add_space(6.0);
    ui.label(egui::RichText::new(text).size(17.0));
    let note = if sum.unread > 0 {
        "有一项读不出金额，没有计入。"
    } else {
        "自动合计，不用填写。"
    };
    ui.label(super::theme::small(note).color(Tokens::of(ui).muted));
}

/// The sum of some amounts and how many could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SumOf {
    pub amount: Money,
    /// Filled in, but no amount.
    pub unread: usize,
}
