//! Words with gaps: `经费总预算{budget.total|    }万元`.
//!
//! | gap | stands for |
//! | --- | --- |
//! | `{unit.name}` | the answer of a field, or its guidance while it is empty |
//! | `{period.start\|年 月 日}` | the answer, or what follows the bar while it is empty |
//! | `{project_type@category}` | what follows from a choice: an attribute of the chosen entry |
//! | `{project_name~项目}` | the answer without this ending, which the words after the gap bring |
//! | `{sum budget.items.amount}` | the sum of a table's column |
//! | `{count members 人\|无}` | how many rows a table has, as 12人 |
//! | `{print pages}` | of the print: `copies`, `pages` and `sheets` a copy, the `code` |
//! | `{page opinion}` | the page of a copy on which a section begins |
//! | `{.name}`, `{#}`, `{第}` | within a table's row: a column, the row's number, the same in Chinese |

/// A piece of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// The form's own words.
    Words(&'a str),
    /// A field's answer; `blank` stands there while it is empty.
    Answer {
        field: &'a str,
        attribute: Option<&'a str>,
        /// What is left out where the answer ends with it.
        ending: Option<&'a str>,
        blank: Option<&'a str>,
    },
    /// A column of the row at hand.
    Column {
        column: &'a str,
        blank: Option<&'a str>,
    },
    /// The sum of a column of money.
    Sum {
        table: &'a str,
        column: &'a str,
        blank: &'a str,
    },
    /// How many rows a table has; `blank` while it has none.
    Count {
        table: &'a str,
        unit: &'a str,
        blank: &'a str,
    },
    /// A figure of the print: see [`PRINT_FIGURES`].
    Print(&'a str),
    /// The page on which a section begins, by its id.
    PageOf(&'a str),
    /// The row's number from 1.
    Number,
    /// The row's number as 一, 二, 三.
    Ordinal,
}

/// What `{print …}` may name.
pub const PRINT_FIGURES: [&str; 4] = ["copies", "pages", "sheets", "code"];

/// Takes a template apart. An opening brace without its closing one is a word.
pub fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else {
            break;
        };
        if open > 0 {
            pieces.push(Piece::Words(&rest[..open]));
        }
        pieces.push(gap(&rest[open + 1..open + length]));
        rest = &rest[open + length + 1..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

fn gap(inside: &str) -> Piece<'_> {
    let (name, blank) = match inside.split_once('|') {
        Some((name, blank)) => (name, Some(blank)),
        None => (inside, None),
    };
    if name == "#" {
        Piece::Number
    } else if name == "第" {
        Piece::Ordinal
    } else if let Some(column) = name.strip_prefix('.') {
        Piece::Column { column, blank }
    } else if let Some((table, column)) = name
        .strip_prefix("sum ")
        .and_then(|path| path.rsplit_once('.'))
    {
        Piece::Sum {
            table,
            column,
            blank: blank.unwrap_or_default(),
        }
    } else if let Some(figure) = name.strip_prefix("print ") {
        Piece::Print(figure)
    } else if let Some(section) = name.strip_prefix("page ") {
        Piece::PageOf(section)
    } else if let Some(table) = name.strip_prefix("count ") {
        let (table, unit) = table.split_once(' ').unwrap_or((table, ""));
        Piece::Count {
            table,
            unit,
            blank: blank.unwrap_or_default(),
        }
    } else {
        let (name, ending) = match name.split_once('~') {
            Some((name, ending)) => (name, Some(ending)),
            None => (name, None),
        };
        let (field, attribute) = match name.split_once('@') {
            Some((field, attribute)) => (field, Some(attribute)),
            None => (name, None),
        };
        Piece::Answer {
            field,
            attribute,
            ending,
            blank,
        }
    }
}

/// Puts values into the gaps `{name}` of a message. A gap without a value is left standing.
pub fn fill(template: &str, values: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(template.len() + 32);
    for piece in pieces(template) {
        match piece {
            Piece::Words(words) => filled.push_str(words),
            Piece::Answer { field, .. } => match values.iter().find(|(name, _)| *name == field) {
                Some((_, value)) => filled.push_str(value),
                None => {
                    filled.push('{');
                    filled.push_str(field);
                    filled.push('}');
                }
            },
            Piece::Column { .. }
            | Piece::Sum { .. }
            | Piece::Count { .. }
            | Piece::Print(_)
            | Piece::PageOf(_)
            | Piece::Number
            | Piece::Ordinal => {}
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_falls_into_words_and_gaps() {
        assert_eq!(
            pieces("共{sum budget.items.amount|  }万元，{project_type@label}{a.b|年}起"),
            [
                Piece::Words("共"),
                Piece::Sum {
                    table: "budget.items",
                    column: "amount",
                    blank: "  "
                },
                Piece::Words("万元，"),
                Piece::Answer {
                    field: "project_type",
                    attribute: Some("label"),
                    ending: None,
                    blank: None
                },
                Piece::Answer {
                    field: "a.b",
                    attribute: None,
                    ending: None,
                    blank: Some("年")
                },
                Piece::Words("起"),
            ]
        );
        assert_eq!(
            pieces("{count members 人|无}{name~项目}"),
            [
                Piece::Count {
                    table: "members",
                    unit: "人",
                    blank: "无"
                },
                Piece::Answer {
                    field: "name",
                    attribute: None,
                    ending: Some("项目"),
                    blank: None
                },
            ]
        );
        assert_eq!(pieces("{#}{第}{.name}").len(), 3);
        assert_eq!(pieces("只有{半边"), [Piece::Words("只有{半边")]);
    }

    #[test]
    fn a_message_is_filled_and_a_gap_without_value_stays_visible() {
        assert_eq!(fill("{a}与{b}", &[("a", "甲".into())]), "甲与{b}");
    }
}
