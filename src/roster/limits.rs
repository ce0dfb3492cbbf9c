//! What kind of file the bytes are, and whether reading them stays within bounds: asked before
//! any parser sees them.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use super::error::RosterError;
use super::{ods, xls};

/// The largest spreadsheet that is read, in bytes; photos in it count, people hardly do.
pub const LARGEST: u64 = 64 << 20;
/// Bytes of all parts that the parser reads, unpacked.
const MOST_UNPACKED: u64 = 128 << 20;
/// Bytes of the table of texts, each of which becomes a string of its own.
const MOST_STRINGS: u64 = 32 << 20;
/// Parts of the container.
const MOST_PARTS: usize = 10_000;
/// Cells within the used area of an .ods sheet, which is read as a full rectangle.
pub(super) const MOST_AREA: u64 = 2_000_000;
/// Cells of an .xlsx workbook that hold something.
pub(super) const MOST_CELLS: usize = 400_000;
/// Bytes of text in all cells that are kept; one text may stand in many cells.
pub(super) const MOST_TEXT: usize = 64 << 20;
/// Sheets of a workbook.
pub(super) const MOST_SHEETS: usize = 200;
/// Merged areas of a sheet that are kept; an honest one has some hundreds.
pub(super) const MOST_MERGES: usize = 5_000;
/// People of a roster.
pub(super) const MOST_PEOPLE: usize = 10_000;

/// The format of a spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Format {
    /// .xlsx and .xlsm
    Xlsx,
    Xls,
    Ods(Vec<ods::Outline>),
}

/// Tells the format by content and checks every limit that can be checked before parsing.
pub(super) fn examine(bytes: &[u8]) -> Result<Format, RosterError> {
    if bytes.len() as u64 > LARGEST {
        return Err(RosterError::TooLarge(format!(
            "文件超过 {} MB",
            LARGEST >> 20
        )));
    }
    match bytes {
        [] => Err(RosterError::Empty),
        [b'P', b'K', ..] => container(bytes),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => compound(bytes),
        [b'%', b'P', b'D', b'F', ..] => Err(RosterError::NotASpreadsheet("PDF 文件")),
        [0xff, 0xd8, ..] | [0x89, b'P', b'N', b'G', ..] => {
            Err(RosterError::NotASpreadsheet("图片"))
        }
        _ => Err(text_or_junk(bytes)),
    }
}

fn container(bytes: &[u8]) -> Result<Format, RosterError> {
    // One such mark for each part that the reader would keep in memory.
    let marks = bytes
        .windows(4)
        .filter(|mark| mark == b"PK\x01\x02")
        .count();
    let too_many = || RosterError::TooLarge(format!("内部文件超过 {MOST_PARTS} 个"));
    if marks > MOST_PARTS {
        return Err(too_many());
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| RosterError::Damaged)?;
    let names: Vec<String> = (0..archive.len())
        .map(|at| {
            let name = archive.name_for_index(at).and_then(Result::ok);
            name.unwrap_or_default()
                .replace('\\', "/")
                .trim_start_matches('/')
                .to_lowercase()
        })
        .collect();
    let any = |test: &dyn Fn(&str) -> bool| names.iter().any(|name| test(name));
    if any(&|name| name == "xl/workbook.bin") {
        return Err(RosterError::Binary);
    }
    if any(&|name| name == "word/document.xml") {
        return Err(RosterError::NotASpreadsheet("Word 文档"));
    }
    if any(&|name| name == "ppt/presentation.xml") {
        return Err(RosterError::NotASpreadsheet("演示文稿"));
    }
    measure(&mut archive, &names)?;
    if any(&|name| name.starts_with("xl/")) {
        return Ok(Format::Xlsx);
    }
    if !any(&|name| name == "mimetype") {
        return Err(RosterError::NotASpreadsheet("压缩包"));
    }
    let kind = part(&mut archive, "mimetype")?;
    if !kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
        let project = kind.starts_with(b"application/x-shenbao");
        let what = if project {
            "申报助手的项目文件"
        } else {
            "其他类型的文档"
        };
        return Err(RosterError::NotASpreadsheet(what));
    }
    let manifest = part(&mut archive, "META-INF/manifest.xml")?;
    if manifest.windows(15).any(|word| word == b"encryption-data") {
        return Err(RosterError::Password);
    }
    let content = part(&mut archive, "content.xml")?;
    if !ods::is_balanced(&content) {
        return Err(RosterError::Damaged);
    }
    let outlines = ods::outlines(&content);
    if outlines
        .iter()
        .any(|outline| outline.repeated > MOST_TEXT as u64)
    {
        return Err(RosterError::TooLarge("重复的文字过多".to_owned()));
    }
    match outlines.iter().find(|outline| outline.area() > MOST_AREA) {
        Some(wide) => Err(RosterError::TooLarge(format!(
            "工作表用到了 {} 行 {} 列",
            wide.rows, wide.columns
        ))),
        None => Ok(Format::Ods(outlines)),
    }
}

/// Unpacks what the parser will read, counting what really comes out.
fn measure<R: Read + io::Seek>(
    archive: &mut ZipArchive<R>,
    names: &[String],
) -> Result<(), RosterError> {
    let mut left = MOST_UNPACKED;
    for (at, name) in names.iter().enumerate() {
        // Pictures are never unpacked.
        if name.contains("/media/") || name.starts_with("pictures/") {
            continue;
        }
        let strings = name.ends_with("sharedstrings.xml");
        let most = if strings { MOST_STRINGS } else { MOST_UNPACKED };
        let part = archive.by_index(at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(why) if why.contains("assword") => {
                RosterError::Password
            }
            _ => RosterError::Damaged,
        })?;
        let mut part = part.take(most.min(left) + 1);
        let mut text = Vec::new();
        let size = if strings {
            part.read_to_end(&mut text).map(|size| size as u64)
        } else {
            io::copy(&mut part, &mut io::sink())
        };
        let size = size.map_err(|_| RosterError::Damaged)?;
        if size > most.min(left) {
            return Err(RosterError::TooLarge(format!(
                "解开后超过 {} MB",
                most >> 20
            )));
        }
        if promises_too_much(&text) {
            return Err(RosterError::Damaged);
        }
        left -= size;
    }
    Ok(())
}

/// Whether shared texts promise more entries than they have bytes. The reader makes room for as
/// many as are promised, and no one can catch what happens where there is not so much memory.
fn promises_too_much(text: &[u8]) -> bool {
    const COUNT: &[u8] = b"uniqueCount";
    let found = text
        .windows(COUNT.len())
        .enumerate()
        .filter(|(_, word)| *word == COUNT);
    found.into_iter().any(|(at, _)| {
        let digits = text[at + COUNT.len()..]
            .iter()
            .skip_while(|byte| {
                matches!(
                    byte,
                    b' ' | b'\t' | b'\r' | b'\n' | b'=' | b'"' | b'\'' | b'+'
                )
            })
            .take_while(|byte| byte.is_ascii_digit());
        let promised = digits.fold(0_u64, |number, digit| {
            number
                .saturating_mul(10)
                .saturating_add(u64::from(digit - b'0'))
        });
        promised > text.len() as u64
    })
}

fn part<R: Read + io::Seek>(
    archive: &mut ZipArchive<R>,
    name: &str,
) -> Result<Vec<u8>, RosterError> {
    let mut bytes = Vec::new();
    let part = archive.by_name(name).map_err(|_| RosterError::Damaged)?;
    part.take(MOST_UNPACKED)
        .read_to_end(&mut bytes)
        .map_err(|_| RosterError::Damaged)?;
    Ok(bytes)
}

/// The container of .xls, of other old documents, and of an .xlsx with a password.
fn compound(bytes: &[u8]) -> Result<Format, RosterError> {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if has("EncryptedPackage") {
        return Err(RosterError::Password);
    }
    if has("WordDocument") {
        return Err(RosterError::NotASpreadsheet("Word 文档"));
    }
    if has("Workbook") || has("Book") || has("WORKBOOK") {
        xls::examine(bytes)?;
        return Ok(Format::Xls);
    }
    Err(RosterError::NotASpreadsheet("其他类型的文档"))
}

fn text_or_junk(bytes: &[u8]) -> RosterError {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_lowercase();
    if ["<html", "<table", "<!doctype html", "mime-version:"]
        .iter()
        .any(|tag| head.contains(tag))
    {
        return RosterError::WebPage;
    }
    if head.contains("<workbook") {
        return RosterError::NotASpreadsheet("旧式 XML 表格");
    }
    let binary = bytes.iter().take(4096).any(|byte| *byte < 9);
    match head.trim_start_matches('\u{feff}').starts_with(['{', '[']) {
        _ if binary => RosterError::NotASpreadsheet("其他类型的文件"),
        true => RosterError::NotASpreadsheet("JSON 文件"),
        false => RosterError::PlainText,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_texts_may_not_promise_more_than_they_hold() {
        for (text, lies) in [
            (r#"<sst uniqueCount="2"><si><t>甲</t></si></sst>"#, false),
            (r#"<sst uniqueCount = '4294967295'><si/></sst>"#, true),
            (r#"<sst uniqueCount="99999999999999999999999"/>"#, true),
            ("<sst/>", false),
        ] {
            assert_eq!(promises_too_much(text.as_bytes()), lies, "{text}");
        }
    }
}
