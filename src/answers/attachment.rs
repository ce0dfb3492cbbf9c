//! Pictures and scans that belong to answers.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::form::field::MediaType;
use crate::picture::{self, Format};

/// The files that the answers name, by the name that stands in them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attachments(pub BTreeMap<String, Attachment>);

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub bytes: Arc<[u8]>,
}

/// What a look at the first and last bytes tells of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looks {
    pub media_type: MediaType,
    /// Width and height in pixels; none for a PDF.
    pub pixels: Option<(u32, u32)>,
    /// Whether head and end are those of a whole file.
    pub whole: bool,
}

impl Attachment {
    /// SHA-256 of the bytes, as 64 lower-case hexadecimal digits.
    pub fn sha256(&self) -> String {
        let digest = Sha256::digest(&self.bytes);
        digest
            .iter()
            .fold(String::with_capacity(64), |mut text, byte| {
                // Writing to a string cannot fail.
                let _ = write!(text, "{byte:02x}");
                text
            })
    }

    /// Whether the file begins as a PDF does.
    pub fn is_pdf(&self) -> bool {
        self.bytes.starts_with(b"%PDF-")
    }

    /// What the file is, judged by its content and never by its name. None for other kinds.
    pub fn looks(&self) -> Option<Looks> {
        let bytes = &*self.bytes;
        if self.is_pdf() {
            let tail = &bytes[bytes.len().saturating_sub(1024)..];
            let whole = tail.windows(5).any(|window| window == b"%%EOF");
            return Some(Looks {
                media_type: MediaType::Pdf,
                pixels: None,
                whole,
            });
        }
        let look = picture::inspect(bytes)?;
        Some(Looks {
            media_type: match look.format {
                Format::Jpeg => MediaType::Jpeg,
                Format::Png => MediaType::Png,
            },
            pixels: look.pixels,
            whole: look.whole,
        })
    }
}

impl Attachments {
    /// The file of that name.
    pub fn get(&self, name: &str) -> Option<&Attachment> {
        self.0.get(name)
    }

    /// Keeps a file under a name.
    pub fn insert(&mut self, name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) {
        self.0.insert(
            name.into(),
            Attachment {
                bytes: bytes.into(),
            },
        );
    }
}
