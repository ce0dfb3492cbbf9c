//! A look at an OpenDocument sheet before it is parsed: how large the parser would make it, and
//! which cells are merged, which the parser does not tell.

use super::limits::MOST_MERGES;

/// What a sheet of `content.xml` is like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Outline {
    /// Rows down to the last cell that holds something.
    pub rows: u64,
    /// Columns to the last cell that holds something.
    pub columns: u64,
    /// Bytes that the parser would copy for cells that stand in the sheet more than once.
    pub repeated: u64,
    /// Merged areas: row and column, from 0, of the first and of the last cell.
    pub merges: Vec<((u32, u32), (u32, u32))>,
}

impl Outline {
    /// Cells that a full rectangle would have.
    pub fn area(&self) -> u64 {
        self.rows.saturating_mul(self.columns)
    }
}

/// The outlines of the sheets, in their order.
pub(super) fn outlines(content: &[u8]) -> Vec<Outline> {
    let mut outlines = Vec::new();
    let mut walk = Walk::default();
    let mut tags = Tags { rest: content };
    while let Some(tag) = tags.next() {
        let left = tags.rest.len() as u64;
        match tag.name() {
            b"table:table" => {
                walk.close_cell(left, outlines.last_mut());
                outlines.push(Outline::default());
                walk = Walk::default();
            }
            b"table:table-row" => {
                walk.close_cell(left, outlines.last_mut());
                walk.row += walk.repeat;
                walk.repeat = tag.number("table:number-rows-repeated");
                walk.column = 0;
            }
            b"table:table-cell" | b"table:covered-table-cell" => {
                walk.close_cell(left, outlines.last_mut());
                if let Some(outline) = outlines.last_mut() {
                    walk.cell(&tag, left + tag.0.len() as u64, outline);
                }
            }
            _ => {}
        }
    }
    walk.close_cell(0, outlines.last_mut());
    outlines
}

/// Whether every element is closed, the last opened first. The parser waits forever for the end of
/// a table or of a comment that does not come.
pub(super) fn is_balanced(content: &[u8]) -> bool {
    let mut open: Vec<&[u8]> = Vec::new();
    let mut rest = content;
    while let Some(start) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[start..];
        let skipped = [
            (&b"<!--"[..], &b"-->"[..]),
            (b"<![CDATA[", b"]]>"),
            (b"<?", b"?>"),
        ];
        if let Some((begin, end)) = skipped.iter().find(|(begin, _)| rest.starts_with(begin)) {
            let found = rest[begin.len()..]
                .windows(end.len())
                .position(|bytes| bytes == *end);
            let Some(at) = found else { return false };
            rest = &rest[begin.len() + at + end.len()..];
            continue;
        }
        let Some(length) = length_of(&rest[1..]) else {
            return false;
        };
        let tag = &rest[1..=length];
        rest = &rest[length + 2..];
        match tag.first() {
            Some(b'/') => {
                if open.pop() != Some(tag[1..].trim_ascii_end()) {
                    return false;
                }
            }
            Some(b'!') | None => return false,
            _ if tag.ends_with(b"/") => {}
            _ => open.push(Tag(tag).name()),
        }
    }
    open.is_empty()
}

/// The bytes of a tag up to its closing bracket, which may also stand in quotes.
fn length_of(tag: &[u8]) -> Option<usize> {
    let mut quote = None;
    tag.iter().position(|byte| {
        match (quote, *byte) {
            (None, b'>') => return true,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
        false
    })
}

/// Where the walk through a sheet stands.
#[derive(Default)]
struct Walk {
    row: u64,
    /// How often the row stands in the sheet.
    repeat: u64,
    column: u64,
    /// A repeated cell: how often it stands in the sheet, and how many bytes followed its start.
    open: Option<(u64, u64)>,
}

impl Walk {
    /// Counts what a repeated cell holds once its end is seen, with `left` bytes to follow.
    fn close_cell(&mut self, left: u64, outline: Option<&mut Outline>) {
        if let (Some((times, from)), Some(outline)) = (self.open.take(), outline) {
            let bytes = times.saturating_mul(from.saturating_sub(left));
            outline.repeated = outline.repeated.saturating_add(bytes);
        }
    }

    fn cell(&mut self, tag: &Tag, from: u64, outline: &mut Outline) {
        let repeat = tag.number("table:number-columns-repeated");
        let holds_something = ["office:", "calcext:value-type", "table:formula"]
            .iter()
            .any(|name| tag.has(name));
        if holds_something {
            outline.rows = outline.rows.max(self.row.saturating_add(self.repeat));
            outline.columns = outline.columns.max(self.column.saturating_add(repeat));
            let times = repeat.saturating_mul(self.repeat);
            self.open = (times > 1).then_some((times, from));
        }
        let (down, across) = (
            tag.number("table:number-rows-spanned"),
            tag.number("table:number-columns-spanned"),
        );
        if (down > 1 || across > 1) && outline.merges.len() < MOST_MERGES {
            let place = |row: u64, column: u64| {
                let short = |number| u32::try_from(number).unwrap_or(u32::MAX);
                (short(row), short(column))
            };
            let last = place(
                self.row.saturating_add(down - 1),
                self.column.saturating_add(across - 1),
            );
            outline.merges.push((place(self.row, self.column), last));
        }
        self.column = self.column.saturating_add(repeat);
    }
}

/// The opening tags of an XML text.
struct Tags<'a> {
    rest: &'a [u8],
}

/// An opening tag without its brackets.
struct Tag<'a>(&'a [u8]);

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let start = self.rest.iter().position(|byte| *byte == b'<')? + 1;
            let length = length_of(&self.rest[start..])?;
            let tag = &self.rest[start..start + length];
            self.rest = &self.rest[start + length + 1..];
            if !tag.starts_with(b"/") && !tag.starts_with(b"?") {
                return Some(Tag(tag));
            }
        }
    }
}

impl<'a> Tag<'a> {
    fn name(&self) -> &'a [u8] {
        let end = self
            .0
            .iter()
            .position(|byte| byte.is_ascii_whitespace() || *byte == b'/');
        &self.0[..end.unwrap_or(self.0.len())]
    }

    /// Whether an attribute begins so.
    fn has(&self, name: &str) -> bool {
        self.after(name).is_some()
    }

    /// The number of an attribute; 1 where there is none.
    fn number(&self, name: &str) -> u64 {
        let value = self.after(name).unwrap_or_default();
        let digits: String = value
            .iter()
            .skip_while(|byte| !byte.is_ascii_digit())
            .take_while(|byte| byte.is_ascii_digit())
            .map(|byte| char::from(*byte))
            .collect();
        if digits.is_empty() {
            1
        } else {
            digits.parse().unwrap_or(u64::MAX)
        }
    }

    fn after(&self, name: &str) -> Option<&[u8]> {
        let at = self
            .0
            .windows(name.len())
            .position(|window| window == name.as_bytes())?;
        Some(&self.0[at + name.len()..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_that_are_never_closed_are_seen() {
        for (content, balanced) in [
            ("<?xml version=\"1.0\"?><a><b c='>'/><d>1</d ></a>\n", true),
            ("<a><!-- </b> --><![CDATA[</b>]]></a>", true),
            ("", true),
            ("<a><b></a>", false),
            ("<a><b></a></b>", false),
            ("<a></a></a>", false),
            ("<a", false),
            ("<a b='>", false),
            ("<a><!-- </a>", false),
        ] {
            assert_eq!(is_balanced(content.as_bytes()), balanced, "{content}");
        }
    }

    #[test]
    fn the_area_ends_with_the_last_cell_that_holds_something() {
        let content = br#"<?xml version="1.0"?><table:table table:name="a>b">
            <table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
            <table:table-row><table:table-cell table:number-columns-repeated="2"/>
              <table:table-cell office:value-type="string" table:number-rows-spanned="2"
                table:number-columns-spanned="1"><text:p>x</text:p></table:table-cell></table:table-row>
            <table:table-row table:number-rows-repeated="1048570"><table:table-cell
                table:number-columns-repeated="16384"/></table:table-row></table:table>
            <table:table><table:table-row table:number-rows-repeated="99999999999999999999">
              <table:table-cell office:value="1" table:number-columns-repeated="9"/>
            </table:table-row></table:table>"#;
        let found = outlines(content);
        let expected = Outline {
            rows: 4,
            columns: 3,
            repeated: 0,
            merges: vec![((3, 2), (4, 2))],
        };
        assert_eq!(found[0], expected);
        assert_eq!((found[1].rows, found[1].columns), (u64::MAX, 9));
        assert_eq!(found[1].area(), u64::MAX);
    }
}
