//! Photos, which have a size in pixels, and scans, which have none.

use crate::answers::{Answer, Attachment, Attachments};
use crate::form::Kind;
use crate::form::field::MediaType;
use crate::rules::report::Report;
use crate::rules::scope::{Cell, text};

/// Attachments to which the form gives a size in pixels.
pub fn check_photos(report: &mut Report<'_, '_>) {
    check(report, true);
}

/// All other attachments.
pub fn check_scans(report: &mut Report<'_, '_>) {
    check(report, false);
}

fn check(report: &mut Report<'_, '_>, photos: bool) {
    let scope = report.scope;
    for cell in &scope.cells {
        let Kind::Attachment {
            accept,
            most_bytes,
            pixels,
        } = &cell.field.kind
        else {
            continue;
        };
        let Some(name) = file_name(cell).filter(|_| pixels.is_some() == photos) else {
            continue;
        };
        let why = why(
            scope.context.attachments,
            name,
            accept,
            *most_bytes,
            *pixels,
        );
        if !why.is_empty() {
            report
                .at_cell(cell)
                .with("file", name)
                .with("why", why.join("；"))
                .send();
        }
    }
}

fn file_name<'a>(cell: &Cell<'a>) -> Option<&'a str> {
    let Answer::Group(group) = cell.answer else {
        return None;
    };
    group
        .child("file")
        .map(text)
        .filter(|name| !name.is_empty())
}

/// Everything that keeps a file from being accepted.
fn why(
    attachments: &Attachments,
    name: &str,
    accept: &[MediaType],
    most_bytes: Option<u64>,
    pixels: Option<(u32, u32)>,
) -> Vec<String> {
    let Some(file) = attachments.get(name) else {
        return vec!["文件不在".to_owned()];
    };
    let mut why = Vec::new();
    let accepted: Vec<&str> = accept
        .iter()
        .map(|media_type| media_type.extension())
        .collect();
    let accepted = accepted.join("、");
    match file.looks() {
        None => why.push(format!("不是 {accepted} 文件，或已损坏")),
        Some(looks) if !accept.contains(&looks.media_type) => {
            why.push(format!(
                "是 {} 文件，只接受 {accepted}",
                looks.media_type.extension()
            ));
        }
        Some(looks) if !looks.whole => why.push("文件已损坏，打不开".to_owned()),
        Some(looks) => {
            if let (Some((width, height)), Some(found)) = (pixels, looks.pixels)
                && found != (width, height)
            {
                let (across, down) = found;
                why.push(format!(
                    "尺寸是 {across}×{down} 像素，应为 {width}×{height} 像素"
                ));
            }
        }
    }
    why.extend(most_bytes.and_then(|most| too_large(file, most)));
    why
}

fn too_large(file: &Attachment, most: u64) -> Option<String> {
    let found = u64::try_from(file.bytes.len()).unwrap_or(u64::MAX);
    (found > most).then(|| format!("大小是 {}，上限是 {}", megabytes(found), megabytes(most)))
}

/// Rounded up to a tenth, so that a file just over a limit does not look as if it kept it.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10).div_ceil(1 << 20);
    if tenths.is_multiple_of(10) {
        format!("{} MB", tenths / 10)
    } else {
        format!("{}.{} MB", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{DynamicImage, ImageFormat};

    use super::*;
    use crate::rules::testing::{Form, findings};

    const FORM: Form = Form {
        fields: r#"
            (id: "photo", label: "照片", kind: Attachment(accept: [Jpeg, Png], most_bytes: 2097152, pixels: (200, 200)), question: true),
            (id: "scan", label: "证明", kind: Attachment(accept: [Jpeg, Png, Pdf]), question: true),
        "#,
        rules: r#"
            (id: "photo", severity: error, check: Photo, condition: "", message: "{label}“{file}”{why}", basis: Label),
            (id: "scan", severity: error, check: Scan, condition: "", message: "{label}“{file}”{why}", basis: Label),
        "#,
    };

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height)
            .write_to(&mut bytes, format)
            .unwrap();
        bytes.into_inner()
    }

    #[track_caller]
    fn check(field: &str, bytes: Option<Vec<u8>>, expected: &[&str]) {
        let mut attachments = Attachments::default();
        if let Some(bytes) = bytes {
            attachments.insert("甲", bytes);
        }
        let answers = format!(r#"{{"{field}":{{"file":"甲"}}}}"#);
        let found = findings(FORM, &answers, "2022-02-10", &attachments);
        let found: Vec<_> = found.into_iter().map(|finding| finding.message).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn photos() {
        let png = picture(200, 200, ImageFormat::Png);
        let padded = |length: usize| {
            // A text of its own, before the end, of any length: still a whole picture.
            let mut jpeg = picture(200, 200, ImageFormat::Jpeg);
            let end = jpeg.split_off(jpeg.len() - 2);
            jpeg.resize(length - 2, 0);
            [jpeg, end].concat()
        };
        check("photo", Some(png.clone()), &[]);
        check("photo", Some(padded(2 << 20)), &[]);
        check(
            "photo",
            Some(padded((2 << 20) + 1)),
            &["照片“甲”大小是 2.1 MB，上限是 2 MB"],
        );
        check(
            "photo",
            Some(picture(295, 413, ImageFormat::Png)),
            &["照片“甲”尺寸是 295×413 像素，应为 200×200 像素"],
        );
        check(
            "photo",
            Some(png[..png.len() - 20].to_vec()),
            &["照片“甲”文件已损坏，打不开"],
        );
        check(
            "photo",
            Some(b"%PDF-1.4\n%%EOF".to_vec()),
            &["照片“甲”是 pdf 文件，只接受 jpg、png"],
        );
        check("photo", None, &["照片“甲”文件不在"]);
    }

    #[test]
    fn scans() {
        check("scan", Some(picture(3, 4, ImageFormat::Jpeg)), &[]);
        check("scan", Some(b"%PDF-1.4\n%%EOF".to_vec()), &[]);
        check(
            "scan",
            Some(b"%PDF-1.4".to_vec()),
            &["证明“甲”文件已损坏，打不开"],
        );
        check(
            "scan",
            Some(b"GIF89a".to_vec()),
            &["证明“甲”不是 jpg、png、pdf 文件，或已损坏"],
        );
        check("scan", None, &["证明“甲”文件不在"]);
    }
}
