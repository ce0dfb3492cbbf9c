//! What kind of file the bytes are, and whether reading them stays within bounds: asked before
//! any parser sees them.

use std::io::{self, BufRead, Cursor, Read};

use zip::ZipArchive;

use super::error::RosterError;
use super::parts::{self, Part};
use super::{csv, ods, xls};

/// The largest spreadsheet that is read, in bytes; photos in it count, people hardly do.
pub const LARGEST: u64 = 64 << 20;
/// Bytes of all parts that the parser reads, unpacked. 50,000 people in 30 columns take 170 MB.
const MOST_UNPACKED: u64 = 256 << 20;
/// Parts of the container.
const MOST_PARTS: usize = 10_000;
/// Tags of all parts together, opening and closing. 50,000 people in 30 columns take 9 million.
pub(super) const MOST_TAGS: u64 = 16_000_000;
/// Texts that cells share, each of which becomes a string of its own.
const MOST_STRINGS: u64 = 2_000_000;
/// Bytes of a part with texts that cells share.
const MOST_STRING_BYTES: u64 = 96 << 20;
/// Bytes between two tags; a cell may have 32,767 characters.
const LONGEST_TEXT: u64 = 8 << 20;
/// Bytes of formats that the parser would copy for the kinds of cells, each with its own.
const MOST_FORMAT_BYTES: u64 = 64 << 20;
/// Cells within the used area of an .xls or .ods sheet, which is read as a full rectangle.
pub(super) const MOST_AREA: u64 = 3_000_000;
/// Cells of a sheet that hold something.
pub(super) const MOST_CELLS: usize = 3_000_000;
/// Bytes of text in all cells of a sheet; one text may stand in many cells.
pub(super) const MOST_TEXT: usize = 96 << 20;
/// Bytes of the text of a cell: 32,767 characters are the most that spreadsheets keep.
pub(super) const LONGEST_CELL: usize = 4 * 32_767;
/// Lines and columns that spreadsheets have.
pub(super) const MOST_ROWS: u32 = 1_048_576;
pub(super) const MOST_WIDTH: u32 = 16_384;
/// Sheets of a workbook.
pub(super) const MOST_SHEETS: usize = 200;
/// Cells in the first lines of merged areas of a sheet.
pub(super) const MOST_MERGES: usize = 400_000;
/// Lines of a roster that hold something.
pub(super) const MOST_LINES: usize = 100_000;
/// Tables one under another, each with a header of its own that is not the one above.
pub(super) const MOST_HEADERS: usize = 200;

/// The format of a spreadsheet, and what is known of it before it is parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Format {
    /// .xlsx and .xlsm
    Xlsx(Vec<Part>),
    Xls,
    Ods(Vec<ods::Outline>),
    /// A table as text, whatever the file is called.
    Text(String),
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
        _ => text_or_junk(bytes),
    }
}

fn container(bytes: &[u8]) -> Result<Format, RosterError> {
    // One such mark for each part that the reader would keep in memory.
    if marks(bytes) > MOST_PARTS {
        return Err(RosterError::TooLarge(format!(
            "内部文件超过 {MOST_PARTS} 个"
        )));
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
    let parts = measure(&mut archive, &names)?;
    if any(&|name| name.starts_with("xl/")) {
        return Ok(Format::Xlsx(parts));
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

/// Marks of parts in the container's directory.
fn marks(mut bytes: &[u8]) -> usize {
    let mut marks = 0;
    while !bytes.is_empty() {
        // Searching a slice for a byte never fails.
        let _ = bytes.skip_until(b'P');
        marks += usize::from(bytes.starts_with(b"K\x01\x02"));
    }
    marks
}

/// Unpacks what the parser will read, counting what really comes out.
fn measure<R: Read + io::Seek>(
    archive: &mut ZipArchive<R>,
    names: &[String],
) -> Result<Vec<Part>, RosterError> {
    let with_pictures = reads_pictures(archive, names);
    let (mut left, mut tags) = (MOST_UNPACKED, 0);
    let mut parts = Vec::new();
    for (at, name) in names.iter().enumerate() {
        // Pictures are never unpacked.
        if !with_pictures && (name.contains("/media/") || name.starts_with("pictures/")) {
            continue;
        }
        let part = archive.by_index(at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(why) if why.contains("assword") => {
                RosterError::Password
            }
            _ => RosterError::Damaged,
        })?;
        let part = parts::look(name, part, left)?;
        tags += part.tags;
        let too_large = |what: String| Err(RosterError::TooLarge(what));
        if part.size > left {
            return too_large(format!("解开后超过 {} MB", MOST_UNPACKED >> 20));
        }
        left -= part.size;
        if tags > MOST_TAGS {
            return too_large("行或单元格过多".to_owned());
        }
        let bytes = part.size > MOST_STRING_BYTES && part.strings > 0;
        if part.strings > MOST_STRINGS || bytes || part.longest > LONGEST_TEXT {
            return too_large("文字过多".to_owned());
        }
        if part.formats.saturating_mul(part.longest) > MOST_FORMAT_BYTES
            && name.ends_with("styles.xml")
        {
            return too_large("单元格样式过多".to_owned());
        }
        parts.push(part);
    }
    Ok(parts)
}

/// Whether the workbook could send the parser to where pictures are kept, which an honest one
/// never does.
fn reads_pictures<R: Read + io::Seek>(archive: &mut ZipArchive<R>, names: &[String]) -> bool {
    const LONGEST: u64 = 1 << 20;
    let lists: Vec<usize> = names
        .iter()
        .enumerate()
        .filter(|(_, name)| {
            let folders = name.matches('/').count();
            name.ends_with(".rels") && folders <= 2
        })
        .map(|(at, _)| at)
        .collect();
    lists.into_iter().any(|at| {
        let mut text = Vec::new();
        let Ok(list) = archive.by_index(at) else {
            return true;
        };
        let read = list.take(LONGEST + 1).read_to_end(&mut text);
        let text = String::from_utf8_lossy(&text).to_lowercase();
        read.is_err()
            || text.len() as u64 > LONGEST
            || ["media", "pictures", "&"]
                .iter()
                .any(|word| text.contains(word))
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

fn text_or_junk(bytes: &[u8]) -> Result<Format, RosterError> {
    let wide = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    if !wide && bytes.iter().take(4096).any(|byte| *byte < 9) {
        return Err(RosterError::NotASpreadsheet("其他类型的文件"));
    }
    // A page need not be decoded as a whole to be told from a table.
    let start = &bytes[..bytes.len().min(4096)];
    let told = |head: &str| {
        let head = head.to_lowercase();
        let page = ["<html", "<table", "<!doctype html", "mime-version:"];
        if page.iter().any(|tag| head.contains(tag)) {
            Some(RosterError::WebPage)
        } else if head.contains("<workbook") {
            Some(RosterError::NotASpreadsheet("旧式 XML 表格"))
        } else if head.trim_start_matches('\u{feff}').starts_with(['{', '[']) {
            Some(RosterError::NotASpreadsheet("JSON 文件"))
        } else {
            None
        }
    };
    if let Some(error) = told(&String::from_utf8_lossy(start)) {
        return Err(error);
    }
    let text = csv::decode(bytes)?;
    if let (true, Some(error)) = (wide, told(&text.chars().take(4096).collect::<String>())) {
        return Err(error);
    }
    Ok(Format::Text(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_of_parts_are_counted() {
        assert_eq!(marks(b"PK\x01\x02PPK\x01\x02PK\x01PK\x03\x04P"), 2);
        assert_eq!(marks(b""), 0);
    }
}
