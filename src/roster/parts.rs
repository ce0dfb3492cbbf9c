//! A look at the XML parts of a spreadsheet's container before a parser reads them: how much there
//! is of what the parser would keep, and where cells are merged, which stands after the cells.

use std::io::{BufRead, BufReader, Read};

use super::error::RosterError;
use super::limits::{MOST_MERGES, MOST_TAGS};
use super::sheet::Place;

/// What a part holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Part {
    /// Its name in the container in small letters, with plain strokes.
    pub name: String,
    /// Bytes, unpacked.
    pub size: u64,
    /// Tags, opening and closing.
    pub tags: u64,
    /// Texts that cells share.
    pub strings: u64,
    /// Formats of cells.
    pub formats: u64,
    /// Bytes of the longest tag with the text that follows it.
    pub longest: u64,
    /// First and last cell of each merged area.
    pub merges: Vec<(Place, Place)>,
    /// The ids of the sheets that a workbook lists, in their order.
    pub sheets: Vec<Vec<u8>>,
    /// Id and target of the sheets that a list of relationships names.
    pub targets: Vec<(Vec<u8>, Vec<u8>)>,
}

/// Bytes of a tag that is looked into; an honest one has some hundreds.
const LONGEST_TAG: usize = 1 << 14;
/// Entries of the lists that are kept of a part.
const MOST_LISTED: usize = 20_000;

/// Looks through a part, up to `most` bytes and one more, or up to more tags than there may be.
pub(super) fn look(name: &str, part: impl Read, most: u64) -> Result<Part, RosterError> {
    let damaged = |_| RosterError::Damaged;
    let mut text = BufReader::with_capacity(1 << 16, part.take(most + 1));
    let mut part = Part {
        name: name.to_owned(),
        ..Part::default()
    };
    let mut word = Vec::new();
    let mut attributes = Vec::new();
    loop {
        let skipped = text.skip_until(b'<').map_err(damaged)? as u64;
        part.size += skipped;
        part.longest = part.longest.max(skipped);
        if part.tags > MOST_TAGS || text.fill_buf().map_err(damaged)?.is_empty() {
            return Ok(part);
        }
        part.tags += 1;
        part.size += take_name(&mut text, &mut word).map_err(damaged)?;
        // Texts of two bytes a character would hide what stands in them.
        if word.first() == Some(&0) && name.ends_with(".xml") {
            return Err(RosterError::Damaged);
        }
        let name = word.rsplit(|byte| *byte == b':').next().unwrap_or(&word);
        match name {
            b"si" => part.strings += 1,
            b"xf" => part.formats += 1,
            b"sst" | b"mergeCell" | b"sheet" | b"Relationship" => {
                part.size += take_attributes(&mut text, &mut attributes)?;
                part.note(name, &attributes)?;
            }
            _ => {}
        }
    }
}

/// Takes the name of a tag without what ends it.
fn take_name(text: &mut impl BufRead, name: &mut Vec<u8>) -> std::io::Result<u64> {
    const LONGEST_NAME: usize = 64;
    name.clear();
    loop {
        let ready = text.fill_buf()?;
        let room = LONGEST_NAME - name.len();
        let length = ready
            .iter()
            .take(room)
            .position(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>' | b'<'));
        let taken = length.unwrap_or(ready.len().min(room));
        name.extend_from_slice(&ready[..taken]);
        text.consume(taken);
        if length.is_some() || taken == 0 {
            return Ok(name.len() as u64);
        }
    }
}

/// Takes the rest of a tag with its bracket.
fn take_attributes(text: &mut impl BufRead, attributes: &mut Vec<u8>) -> Result<u64, RosterError> {
    attributes.clear();
    let mut quote = None;
    loop {
        let ready = text.fill_buf().map_err(|_| RosterError::Damaged)?;
        let mut taken = 0;
        let mut ended = false;
        for byte in ready {
            taken += 1;
            match (quote, *byte) {
                (None, b'>') => ended = true,
                (_, b'<') => return Err(RosterError::Damaged),
                (None, b'"' | b'\'') => quote = Some(*byte),
                (Some(open), byte) if open == byte => quote = None,
                _ => {}
            }
            if ended {
                break;
            }
        }
        attributes.extend_from_slice(&ready[..taken]);
        text.consume(taken);
        if ended || taken == 0 {
            return Ok(attributes.len() as u64);
        }
        if attributes.len() > LONGEST_TAG {
            return Err(RosterError::Damaged);
        }
    }
}

impl Part {
    fn note(&mut self, name: &[u8], attributes: &[u8]) -> Result<(), RosterError> {
        let get = |name| attribute(attributes, name).unwrap_or_default();
        match name {
            // The parser makes room for as many as are promised, and no one can catch what happens
            // where there is not so much memory. An honest promise is kept in this part, whose
            // bytes are limited.
            b"sst" if promised(attributes) > MOST_PROMISED => return Err(RosterError::Damaged),
            b"mergeCell" => {
                self.merges.extend(area(get("ref")));
                if self.merges.len() > MOST_MERGES {
                    return Err(RosterError::TooLarge(format!(
                        "合并单元格超过 {MOST_MERGES} 格"
                    )));
                }
            }
            b"sheet" if self.sheets.len() < MOST_LISTED => self.sheets.push(get("id").to_vec()),
            b"Relationship"
                if get("Type").ends_with(b"/worksheet") && self.targets.len() < MOST_LISTED =>
            {
                let target = get("Target").to_ascii_lowercase();
                self.targets.push((get("Id").to_vec(), target));
            }
            _ => {}
        }
        Ok(())
    }
}

/// Shared texts that may be promised at all.
const MOST_PROMISED: u64 = 4_000_000;

/// How many shared texts are promised, by whichever spelling the parser may understand.
fn promised(attributes: &[u8]) -> u64 {
    const COUNT: &[u8] = b"uniqueCount";
    let found = attributes.windows(COUNT.len()).enumerate();
    found
        .filter(|(_, word)| *word == COUNT)
        .map(|(at, _)| {
            attributes[at + COUNT.len()..]
                .iter()
                .skip_while(|byte| !byte.is_ascii_digit())
                .take_while(|byte| byte.is_ascii_digit())
                .fold(0_u64, |number, digit| {
                    number
                        .saturating_mul(10)
                        .saturating_add(u64::from(digit - b'0'))
                })
        })
        .max()
        .unwrap_or(0)
}

/// The value of an attribute, whatever prefix its name has.
fn attribute<'a>(mut text: &'a [u8], name: &str) -> Option<&'a [u8]> {
    loop {
        text = text.trim_ascii_start();
        let end = text.iter().position(|byte| *byte == b'=')?;
        let key = text[..end].trim_ascii_end();
        let value = text[end + 1..].trim_ascii_start();
        let (quote, value) = value.split_first()?;
        let end = value.iter().position(|byte| byte == quote)?;
        if key.rsplit(|byte| *byte == b':').next() == Some(name.as_bytes()) {
            return Some(&value[..end]);
        }
        text = &value[end + 1..];
    }
}

/// The first and the last cell of an area, as `A1:C3` or `A1`.
fn area(text: &[u8]) -> Option<(Place, Place)> {
    let mut cells = text.split(|byte| *byte == b':').map(place);
    let first = cells.next()??;
    let last = cells.next().unwrap_or(Some(first))?;
    Some((first, last))
}

/// The row and column, from 0, of a cell named as `C7`.
fn place(name: &[u8]) -> Option<Place> {
    let (mut row, mut column) = (0_u32, 0_u32);
    for byte in name.iter().filter(|byte| **byte != b'$') {
        match byte.to_ascii_uppercase() {
            letter @ b'A'..=b'Z' if row == 0 => {
                let letter = u32::from(letter - b'A') + 1;
                column = column.checked_mul(26)?.checked_add(letter)?;
            }
            digit @ b'0'..=b'9' => {
                row = row.checked_mul(10)?.checked_add(u32::from(digit - b'0'))?;
            }
            _ => return None,
        }
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// The part of each sheet of the workbook in their order; none where it is not plain.
pub(super) fn of_sheets(parts: &[Part]) -> Vec<Option<&Part>> {
    let Some(book) = parts.iter().find(|part| !part.sheets.is_empty()) else {
        return Vec::new();
    };
    let Some(links) = parts
        .iter()
        .find(|part| !part.targets.is_empty() && part.name.ends_with(".rels"))
    else {
        return Vec::new();
    };
    let folder = book.name.rfind('/').map_or("", |at| &book.name[..=at]);
    book.sheets
        .iter()
        .map(|id| {
            let (_, target) = links.targets.iter().find(|(known, _)| known == id)?;
            let target = std::str::from_utf8(target).ok()?;
            let path = match target.strip_prefix('/') {
                Some(path) => path.to_owned(),
                None => format!("{folder}{target}"),
            };
            parts.iter().find(|part| part.name == path)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Part, RosterError> {
        look("xl/a.xml", text.as_bytes(), 1_000_000)
    }

    #[test]
    fn what_a_part_holds_is_counted() {
        let part = of(concat!(
            r#"<?xml version="1.0"?><x:sst a=">" uniqueCount="2"><x:si><t>甲</t></x:si><si/></x:sst>"#,
            r#"<mergeCell ref="B2:$C$40"/><mergeCell ref='A1'/><mergeCell ref="?"/>"#,
            r#"<sheet name="x" sheetId="1" r:id = "rId7"/><xf/><xf a="1"></xf>"#
        ))
        .unwrap();
        assert_eq!((part.tags, part.strings, part.formats), (15, 2, 2));
        assert_eq!(part.merges, [((1, 1), (39, 2)), ((0, 0), (0, 0))]);
        assert_eq!(part.sheets, [b"rId7"]);
    }

    #[test]
    fn shared_texts_may_not_promise_more_than_anyone_has() {
        for (text, lies) in [
            (r#"<sst uniqueCount="2"><si><t>甲</t></si></sst>"#, false),
            (r#"<sst a='>' uniqueCount = '4294967295'><si/></sst>"#, true),
            (r#"<sst uniqueCount="99999999999999999999999"/>"#, true),
            (r#"<sst uniqueCount="1" uniqueCount="9999999999"/>"#, true),
            (r#"<sst a="<" uniqueCount="9999999999"/>"#, true),
            ("<sst/>", false),
        ] {
            assert_eq!(of(text) == Err(RosterError::Damaged), lies, "{text}");
        }
        let wide: Vec<u8> = "<sst/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(look("xl/a.xml", &wide[..], 99).is_err());
    }

    #[test]
    fn long_runs_and_sizes_are_seen_up_to_the_limit() {
        let text = format!("<a>{}</a>", "x".repeat(100_000));
        let part = of(&text).unwrap();
        assert_eq!((part.size, part.tags), (text.len() as u64, 2));
        assert!(part.longest >= 100_000);
        assert_eq!(look("a", text.as_bytes(), 10).unwrap().size, 11);
    }

    #[test]
    fn the_sheets_are_led_to_their_parts() {
        let parts: Vec<Part> = [
            (
                "xl/workbook.xml",
                r#"<sheets><sheet r:id="b"/><sheet r:id="a"/><sheet r:id="c"/></sheets>"#,
            ),
            (
                "xl/_rels/workbook.xml.rels",
                r#"<Relationship Id="a" Type="http://x/worksheet" Target="Sheets/S1.xml"/>
                   <Relationship Id="b" Type="http://x/worksheet" Target="/xl/sheets/s2.xml"/>
                   <Relationship Id="c" Type="http://x/worksheet" Target="../far.xml"/>"#,
            ),
            ("xl/sheets/s1.xml", "<worksheet/>"),
            ("xl/sheets/s2.xml", "<worksheet/>"),
        ]
        .into_iter()
        .map(|(name, text)| look(name, text.as_bytes(), 10_000).unwrap())
        .collect();
        let names: Vec<_> = of_sheets(&parts)
            .into_iter()
            .map(|part| part.map(|part| part.name.as_str()))
            .collect();
        assert_eq!(
            names,
            [Some("xl/sheets/s2.xml"), Some("xl/sheets/s1.xml"), None]
        );
    }
}
