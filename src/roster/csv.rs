//! Tables as text: CSV in UTF-8, UTF-16 or GB18030, split by commas, semicolons or tabs.
//!
//! Read here and not by a library, since the cells must be named as a spreadsheet names them
//! (blank lines count) and quotes that do not close must be told and not swallowed.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, GB18030};

use super::cell::is_han;
use super::error::RosterError;
use super::limits::{MOST_ROWS, MOST_WIDTH};
use super::sheet::{Builder, Merges, Sheet};
use super::workbook::{Best, Finder, Found, HEAD, text_value};

/// What stands for the name of a sheet, which a text has not.
const NAME: &str = "文本表格";
/// What may stand between cells; the first of those that serve equally well is taken.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// The text of a file, with its byte order mark taken off.
///
/// # Errors
/// Where a byte is neither of UTF-8 nor of GB18030: nothing is guessed.
pub(super) fn decode(bytes: &[u8]) -> Result<String, RosterError> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => match std::str::from_utf8(rest) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(undecodable(&rest[..error.valid_up_to()])),
        },
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) if is_broken_utf8(bytes) => Err(undecodable(&bytes[..error.valid_up_to()])),
            Err(_) => gb18030(bytes),
        },
    }
}

/// The lines of a text up to where it cannot be read.
fn undecodable(read: &[u8]) -> RosterError {
    RosterError::Undecodable(read.iter().filter(|byte| **byte == b'\n').count() + 1)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, RosterError> {
    let units = bytes.chunks_exact(2).map(|two| unit([two[0], two[1]]));
    let mut text = String::with_capacity(bytes.len());
    for character in char::decode_utf16(units) {
        text.push(character.map_err(|_| undecodable(text.as_bytes()))?);
    }
    if bytes.len() % 2 == 1 {
        return Err(undecodable(text.as_bytes()));
    }
    Ok(text)
}

/// Whether a text that is no UTF-8 was meant to be: more of it reads as Chinese than does not.
/// Read as GB18030, it would come out as other characters without anyone being told.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|one| is_han(*one)).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > broken
}

fn gb18030(bytes: &[u8]) -> Result<String, RosterError> {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let most = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(most.unwrap_or(0));
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    match result {
        DecoderResult::InputEmpty => Ok(text),
        DecoderResult::Malformed(..) | DecoderResult::OutputFull => {
            Err(undecodable(&bytes[..read.min(bytes.len())]))
        }
    }
}

/// Reads a table with whichever delimiter its header says most.
pub(super) fn read(
    text: &str,
    wanted: Option<&str>,
    finder: Finder<'_>,
) -> Result<Found, RosterError> {
    if let Some(wanted) = wanted.filter(|wanted| wanted.trim() != NAME) {
        return Err(RosterError::NoSuchSheet {
            wanted: wanted.to_owned(),
            sheets: vec![NAME.to_owned()],
        });
    }
    let (text, told) = told_delimiter(text);
    let mut best = Best::new();
    let (mut wrong, mut is_table) = (None, false);
    for delimiter in DELIMITERS {
        if told.is_some_and(|told| told != delimiter) {
            continue;
        }
        match table(text, delimiter, Some(HEAD)) {
            Ok(head) => {
                is_table |= head.rows_from(0).any(|row| head.line(row).len() > 1);
                best.offer(finder, head, |_| delimiter);
            }
            Err(error) => wrong = wrong.or(Some(error)),
        }
    }
    let found = match best.found {
        Some((delimiter, header, _)) => Some((table(text, delimiter, None)?, header)),
        None => match wrong {
            Some(error) => return Err(error),
            None if is_table => None,
            None => return Err(RosterError::PlainText),
        },
    };
    Ok(Found {
        sheets: vec![NAME.to_owned()],
        found,
        transposed: best.transposed,
    })
}

/// A first line such as `sep=;`, which Excel reads and does not show.
fn told_delimiter(text: &str) -> (&str, Option<u8>) {
    let told = text.strip_prefix("sep=").and_then(|rest| {
        let (line, rest) = rest.split_once('\n')?;
        let delimiter = line.trim_end_matches('\r').bytes().next()?;
        Some((rest, DELIMITERS.contains(&delimiter).then_some(delimiter)?))
    });
    told.map_or((text, None), |(rest, delimiter)| (rest, Some(delimiter)))
}

/// The cells of a table, or of its first lines.
fn table(text: &str, delimiter: u8, lines: Option<usize>) -> Result<Sheet, RosterError> {
    let mut builder = Builder::new(NAME.to_owned());
    let mut fields = Fields {
        text,
        delimiter,
        at: 0,
    };
    let (mut row, mut column) = (0, 0);
    while fields.at < text.len() {
        let (field, ends_row) = fields.take()?;
        if let Some(value) = text_value(&meant(&field)) {
            builder.set((row, column), value)?;
        }
        column += 1;
        if ends_row {
            (row, column) = (row + 1, 0);
        }
        if row > MOST_ROWS || column > MOST_WIDTH {
            return Err(RosterError::TooLarge(format!(
                "超过 {MOST_ROWS} 行或 {MOST_WIDTH} 列"
            )));
        }
        if ends_row && lines.is_some_and(|lines| builder.lines() >= lines) {
            break;
        }
    }
    Ok(builder.finish(Merges::default()))
}

/// What a field says: `="0138"` and `'0138` are how people keep a spreadsheet from making numbers
/// of texts.
fn meant<'a>(field: &'a Cow<'a, str>) -> Cow<'a, str> {
    let text = field.trim();
    if let Some(inner) = text
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
    {
        return inner.replace("\"\"", "\"").into();
    }
    let forced = text
        .strip_prefix('\'')
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || "+-=@".contains(c)));
    forced.unwrap_or(field).into()
}

/// The fields of a text, one after the other.
struct Fields<'a> {
    text: &'a str,
    delimiter: u8,
    at: usize,
}

impl<'a> Fields<'a> {
    /// The next field, and whether the line ends with it.
    fn take(&mut self) -> Result<(Cow<'a, str>, bool), RosterError> {
        let rest = &self.text[self.at..];
        let quoted = rest.starts_with('"');
        let (field, length) = if quoted {
            self.quoted(rest)?
        } else {
            (Cow::Borrowed(""), 0)
        };
        let tail = &rest[length..];
        let end = tail
            .bytes()
            .position(|byte| byte == self.delimiter || matches!(byte, b'\n' | b'\r'))
            .unwrap_or(tail.len());
        let plain = &tail[..end];
        if quoted && !plain.trim().is_empty() {
            return Err(self.broken());
        }
        let (ends_row, mark) = match &tail.as_bytes()[end..] {
            [b'\r', b'\n', ..] => (true, 2),
            [b'\r' | b'\n', ..] => (true, 1),
            [] => (true, 0),
            _ => (false, 1),
        };
        self.at += length + end + mark;
        Ok((if quoted { field } else { plain.into() }, ends_row))
    }

    /// A text between quotes and its length with them; two quotes within are one.
    fn quoted(&self, rest: &'a str) -> Result<(Cow<'a, str>, usize), RosterError> {
        let mut end = 1;
        let mut doubled = false;
        loop {
            end += rest[end..].find('"').ok_or_else(|| self.broken())?;
            if rest.as_bytes().get(end + 1) != Some(&b'"') {
                break;
            }
            doubled = true;
            end += 2;
        }
        let inner = &rest[1..end];
        let field = match doubled {
            true => inner.replace("\"\"", "\"").into(),
            false => inner.into(),
        };
        Ok((field, end + 1))
    }

    /// That the quotes of the field that begins here are no pair.
    fn broken(&self) -> RosterError {
        RosterError::Quotes(self.text[..self.at].matches('\n').count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::sheet::Value;

    fn cells(text: &str, delimiter: u8) -> Vec<(u32, u32, String)> {
        let sheet = table(text, delimiter, None).unwrap();
        let line = |row| sheet.line(row).iter().map(move |cell| (row, cell));
        sheet
            .rows_from(0)
            .flat_map(line)
            .map(|(row, (column, value))| match value {
                Value::Text(text) | Value::Date(text) | Value::Error(text) => {
                    (row, *column, text.to_string())
                }
                Value::Number(number) => (row, *column, number.to_string()),
            })
            .collect()
    }

    #[test]
    fn cells_are_counted_by_records_and_blank_lines_are_records() {
        let text = "a,\"b\nb\"\r\n\r\n\"say \"\"x\"\"\" ,,c\r\rd;d,=\"013\",'013,'x";
        let expected = [
            (0, 0, "a"),
            (0, 1, "b\nb"),
            (2, 0, "say \"x\""),
            (2, 2, "c"),
            (4, 0, "d;d"),
            (4, 1, "013"),
            (4, 2, "013"),
            (4, 3, "'x"),
        ]
        .map(|(row, column, text)| (row, column, text.to_owned()));
        assert_eq!(cells(text, b','), expected);
        assert_eq!(
            cells("\"=\"\"0138\"\"\"\t5\" pipe", b'\t'),
            [(0, 0, "0138".to_owned()), (0, 1, "5\" pipe".to_owned())]
        );
    }

    #[test]
    fn quotes_that_are_no_pair_are_told_with_their_line() {
        for text in ["a,b\nc,\"d", "a,b\nc,\"d\"e", "a,b\nc,\"d\"\"\n"] {
            assert_eq!(
                table(text, b',', None),
                Err(RosterError::Quotes(2)),
                "{text}"
            );
        }
    }

    #[test]
    fn texts_are_decoded_or_the_line_is_told() {
        let text = "姓名,手机\n张三,138\n";
        let (gbk, ..) = encoding_rs::GBK.encode(text);
        let wide = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            let text = text.encode_utf16().flat_map(bytes);
            mark.iter().copied().chain(text).collect()
        };
        for bytes in [
            text.as_bytes().to_vec(),
            format!("\u{feff}{text}").into_bytes(),
            gbk.to_vec(),
            wide(&[0xff, 0xfe], u16::to_le_bytes),
            wide(&[0xfe, 0xff], u16::to_be_bytes),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Ok(text), "{bytes:?}");
        }
        // 㐀 has four bytes in GB18030 and none in GBK.
        assert_eq!(decode(b"\x81\x39\xee\x39,a").as_deref(), Ok("㐀,a"));
        let mut broken = text.as_bytes().to_vec();
        broken.insert(text.find("张").unwrap() + 1, b'?');
        let mut cut = gbk.to_vec();
        cut.truncate(gbk.len() - 6);
        cut.push(0xff);
        let mut marked = vec![0xef, 0xbb, 0xbf];
        marked.extend_from_slice(&gbk);
        let mut odd = wide(&[0xff, 0xfe], u16::to_le_bytes);
        odd.pop();
        for (bytes, line) in [(broken, 2), (cut, 2), (marked, 1), (odd, 2)] {
            assert_eq!(
                decode(&bytes),
                Err(RosterError::Undecodable(line)),
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn the_delimiter_may_be_told_on_a_line_that_no_one_sees() {
        assert_eq!(told_delimiter("sep=;\r\na;b"), ("a;b", Some(b';')));
        assert_eq!(told_delimiter("sep=x\na"), ("sep=x\na", None));
    }
}
