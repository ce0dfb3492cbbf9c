//! What is exported and where to, worked out without a window.

use std::path::{Path, PathBuf};

use crate::diag::{Finding, Severity};

/// What is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Product {
    Pdf,
    Bundle,
    Letter,
}

impl Product {
    /// What the button says.
    pub fn label(self) -> &'static str {
        match self {
            Self::Pdf => "导出 PDF",
            Self::Bundle => "导出申报包",
            Self::Letter => "导出推荐函",
        }
    }

    /// The extension of its files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf | Self::Letter => "pdf",
            Self::Bundle => "json",
        }
    }

    /// What its file name ends in before the extension.
    fn suffix(self) -> &'static str {
        match self {
            Self::Pdf => "",
            Self::Bundle => "-申报包",
            Self::Letter => "-推荐函",
        }
    }
}

/// A file that was made.
#[derive(Debug, Clone)]
pub struct Made {
    pub path: PathBuf,
    /// The print code that it bears, if it bears one.
    pub code: Option<String>,
}

/// The dialogue's state.
#[derive(Debug)]
pub struct Export {
    pub product: Product,
    /// Whether the form has a recommendation letter.
    pub has_letter: bool,
    /// Findings of that severity, as the answers stood when the dialogue was opened.
    pub errors: usize,
    pub warnings: usize,
    pub copies: usize,
    /// Blank pages are added so that each copy begins on a front side.
    pub pad: bool,
    /// A bundle is wanted in spite of errors.
    pub draft: bool,
    /// Where to, as it was typed or chosen.
    pub path: String,
    /// Whether something stands at `path`, and for which path that was looked up.
    taken: (String, bool),
    /// What was made last.
    pub made: Option<Made>,
    /// Why the last attempt made nothing; one sentence.
    pub failure: Option<String>,
    /// The system has no dialogue to choose a place.
    pub no_dialogue: bool,
    folder: PathBuf,
    title: String,
}

impl Export {
    pub fn new(
        title: &str,
        folder: PathBuf,
        copies: usize,
        has_letter: bool,
        findings: &[Finding],
    ) -> Self {
        let of = |severity| {
            findings
                .iter()
                .filter(|one| one.severity == severity)
                .count()
        };
        let mut export = Self {
            product: Product::Pdf,
            has_letter,
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
            copies,
            pad: true,
            draft: false,
            path: String::new(),
            taken: (String::new(), false),
            made: None,
            failure: None,
            no_dialogue: false,
            folder,
            title: title.to_owned(),
        };
        export.choose(Product::Pdf);
        export
    }

    /// Another product, with its default place.
    pub fn choose(&mut self, product: Product) {
        self.product = product;
        self.made = None;
        self.failure = None;
        self.path = self.folder.join(self.file_name()).display().to_string();
    }

    /// The proposed name of the file.
    pub fn file_name(&self) -> String {
        let name = file_name_from(&self.title);
        format!(
            "{name}{}.{}",
            self.product.suffix(),
            self.product.extension()
        )
    }

    /// Where the file goes: the path with the product's extension.
    pub fn target(&self) -> Option<PathBuf> {
        with_extension(self.path.trim(), self.product.extension())
    }

    /// Takes over a chosen place.
    pub fn place(&mut self, path: &Path) {
        if let Some(folder) = path.parent() {
            self.folder = folder.to_owned();
        }
        self.path = path.display().to_string();
    }

    /// Whether a file of that name would be replaced.
    pub fn replaces(&mut self) -> bool {
        if self.taken.0 != self.path {
            let taken = self.target().is_some_and(|target| target.exists());
            self.taken = (self.path.clone(), taken);
        }
        self.taken.1 && self.made.is_none()
    }

    /// Whether the bundle is refused as things stand.
    pub fn is_refused(&self) -> bool {
        self.product == Product::Bundle && self.errors > 0 && !self.draft
    }

    /// Takes note of what was made.
    pub fn finished(&mut self, made: Made) {
        self.taken = (String::new(), false);
        self.failure = None;
        self.made = Some(made);
    }

    /// Takes note of why nothing was made.
    pub fn failed(&mut self, sentence: String) {
        self.made = None;
        self.failure = Some(sentence);
    }
}

/// A title as the name of a file, on every system.
pub fn file_name_from(title: &str) -> String {
    let name: String = title
        .chars()
        .map(|character| match character {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
            _ if character.is_control() => '_',
            _ => character,
        })
        .take(60)
        .collect();
    let name = name.trim().trim_matches('.').to_owned();
    if name.is_empty() {
        "申报材料".to_owned()
    } else {
        name
    }
}

/// The path with the extension appended where another, or none, stands.
pub fn with_extension(path: &str, extension: &str) -> Option<PathBuf> {
    if path.is_empty() {
        return None;
    }
    let path = PathBuf::from(path);
    path.file_name()?;
    let has = path
        .extension()
        .is_some_and(|one| one.eq_ignore_ascii_case(extension));
    if has {
        return Some(path);
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(extension);
    Some(name.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_is_appended_and_never_taken_for_a_date() {
        for (path, expected) in [
            ("/a/申报", "/a/申报.pdf"),
            ("/a/申报.PDF", "/a/申报.PDF"),
            ("/a/申报2021.5", "/a/申报2021.5.pdf"),
        ] {
            assert_eq!(with_extension(path, "pdf"), Some(PathBuf::from(expected)));
        }
        assert_eq!(with_extension("", "pdf"), None);
        assert_eq!(with_extension("/", "pdf"), None);
    }

    #[test]
    fn a_title_becomes_a_file_name_everywhere() {
        assert_eq!(file_name_from("“科创中国”A/B:项目?"), "“科创中国”A_B_项目_");
        assert_eq!(file_name_from(" . "), "申报材料");
    }

    #[test]
    fn a_bundle_with_errors_is_refused_unless_it_is_a_draft() {
        let mut export = Export::new("甲", "/tmp".into(), 7, false, &[]);
        export.choose(Product::Bundle);
        assert!(!export.is_refused());
        export.errors = 2;
        assert!(export.is_refused());
        export.draft = true;
        assert!(!export.is_refused());
        assert!(export.path.ends_with("甲-申报包.json"));
    }
}
