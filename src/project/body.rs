//! The body font of an application: its name stands in the project file, the font itself on the
//! computer. Where it is not to be had, the bundled serif stands in and a sentence says so.

use std::path::{Path, PathBuf};

use crate::fonts::{self, Face, Refusal};
use crate::storage::{self, StorageError};

/// The largest font file that is read, in bytes.
const LARGEST_FONT: u64 = 120 << 20;

/// Why a body font is not used. Each is one plain sentence.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    #[error("这台电脑上没有可用的字体“{0}”，请装上它，或另选一种正文字体")]
    NotInstalled(String),
    #[error("字体“{name}”{refusal}，请另选一种正文字体")]
    Refused { name: String, refusal: Refusal },
    #[error(transparent)]
    Unreadable(#[from] StorageError),
}

/// The body font of an application.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// The name or the file that was asked for; none for the bundled serif.
    pub name: Option<String>,
    /// What the paper is set in.
    pub face: Face,
    /// Why it is not the font asked for.
    pub note: Option<String>,
}

impl Body {
    /// The font of that name or file; the bundled serif for none.
    ///
    /// # Errors
    /// Where there is no such font, it cannot be read, or it may not be embedded.
    pub fn find(name: Option<&str>) -> Result<Self, BodyError> {
        let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) else {
            return Ok(Self::default());
        };
        Ok(Self {
            name: Some(name.to_owned()),
            face: find(name)?,
            note: None,
        })
    }

    /// The same, or the bundled serif and the reason for it.
    pub fn named(name: Option<&str>) -> Self {
        let error = match Self::find(name) {
            Ok(body) => return body,
            Err(error) => error,
        };
        Self {
            name: name.map(str::to_owned),
            face: Face::Serif,
            note: Some(format!("{error}；现在印的是内置的宋体")),
        }
    }
}

/// Finds a font by the name that it has on this computer, or by its file.
fn find(name: &str) -> Result<Face, BodyError> {
    let (file, index) = if is_file(name) {
        (PathBuf::from(name), 0)
    } else {
        let font = fonts::find(name).ok_or_else(|| BodyError::NotInstalled(name.to_owned()))?;
        (font.file.clone(), font.index)
    };
    let data = storage::read_file(&file, LARGEST_FONT)?;
    let refused = |refusal| BodyError::Refused {
        name: name.to_owned(),
        refusal,
    };
    fonts::choose(&data, index)
        .map(Face::Chosen)
        .map_err(refused)
}

fn is_file(name: &str) -> bool {
    let extension = Path::new(name).extension().unwrap_or_default();
    ["ttf", "ttc", "otf", "otc"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_by_its_file_is_used_and_one_that_is_missing_is_said() {
        let body = Body::named(Some("fonts/NotoSansSC-Regular.ttf"));
        assert!(matches!(body.face, Face::Chosen(_)), "{body:?}");
        let none = Body::named(Some("没有的字体"));
        assert_eq!(none.face, Face::Serif);
        assert!(none.note.unwrap().contains("没有可用的字体“没有的字体”"));
        let symbols = Body::named(Some("fonts/NotoSansSymbols2-Subset.ttf"));
        assert!(symbols.note.unwrap().contains("没有常用的汉字"));
        assert_eq!(Body::named(Some(" ")), Body::default());
    }
}
