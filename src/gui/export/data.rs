//! What is exported and where to, worked out without a window.

use std::path::{Path, PathBuf};

use crate::diag::{Finding, Severity};
use crate::form::FormDef;
use crate::project::BackOrder;

/// What is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Product {
    /// All copies, for a printer that prints both sides.
    Pdf,
    /// The same as two files, fronts and backs.
    ByHand,
    Proof,
    Checklist,
    Letter,
    Bundle,
    /// 自查表.
    Summary,
}

impl Product {
    /// What the button says.
    pub fn label(self) -> &'static str {
        match self {
            Self::Pdf => "导出 PDF",
            Self::ByHand => "导出正面和反面",
            Self::Proof => "导出校对稿",
            Self::Checklist => "导出清单",
            Self::Bundle => "导出申报包",
            Self::Letter => "导出推荐函",
            Self::Summary => "导出自查表",
        }
    }

    /// The extension of its files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Bundle => "json",
            _ => "pdf",
        }
    }

    /// What its file name ends in before the extension.
    fn suffix(self) -> &'static str {
        match self {
            Self::Pdf => "",
            Self::ByHand => "-正面",
            Self::Proof => "-校对稿",
            Self::Checklist => "-装订签字清单",
            Self::Bundle => "-申报包",
            Self::Letter => "-推荐函",
            Self::Summary => "-自查表",
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
    /// What can be made of the form, with what the choice is called.
    pub products: Vec<(Product, &'static str)>,
    /// Findings of that severity, as the answers stood when the dialogue was opened.
    pub errors: usize,
    pub warnings: usize,
    pub copies: usize,
    /// Blank pages are added so that each copy begins on a front side.
    pub pad: bool,
    /// In which order the backs come out of a file of their own.
    pub order: BackOrder,
    /// The body font by its name; none for the bundled one.
    pub body: Option<String>,
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
    pub fn new(form: &FormDef, title: &str, folder: PathBuf, findings: &[Finding]) -> Self {
        let of = |severity| {
            findings
                .iter()
                .filter(|one| one.severity == severity)
                .count()
        };
        let mut export = Self {
            product: Product::Pdf,
            products: products(form),
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
            copies: form.copies.max(1),
            pad: true,
            order: BackOrder::default(),
            body: None,
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

    /// Where the backs go if `target` is where the fronts go.
    pub fn backs(target: &Path) -> PathBuf {
        let stem = target.file_stem().unwrap_or_default().to_string_lossy();
        let stem = stem.strip_suffix("-正面").unwrap_or(&stem);
        target.with_file_name(format!("{stem}-反面.pdf"))
    }

    /// Whether a file of that name would be replaced.
    pub fn replaces(&mut self) -> bool {
        if self.taken.0 != self.path {
            let by_hand = self.product == Product::ByHand;
            let taken = self
                .target()
                .is_some_and(|target| target.exists() || by_hand && Self::backs(&target).exists());
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

/// What can be made of a form, the usual first.
fn products(form: &FormDef) -> Vec<(Product, &'static str)> {
    let mut products = vec![
        (Product::Pdf, "PDF（打印、签字盖章）"),
        (Product::ByHand, "手动双面（两个文件）"),
        (Product::Proof, "校对稿"),
    ];
    if !form.checklist.is_empty() {
        products.push((Product::Checklist, "装订签字清单"));
    }
    if !form.letter.is_empty() {
        products.push((Product::Letter, "推荐函"));
    }
    products.push((Product::Bundle, "申报包（网上提交）"));
    products.push((Product::Summary, "自查表"));
    products
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
    fn backs_lie_beside_their_fronts() {
        for (fronts, backs) in [
            ("/a/甲-正面.pdf", "/a/甲-反面.pdf"),
            ("/a/甲.pdf", "/a/甲-反面.pdf"),
        ] {
            assert_eq!(Export::backs(Path::new(fronts)), PathBuf::from(backs));
        }
    }

    #[test]
    fn a_title_becomes_a_file_name_everywhere() {
        assert_eq!(file_name_from("“科创中国”A/B:项目?"), "“科创中国”A_B_项目_");
        assert_eq!(file_name_from(" . "), "申报材料");
    }

    #[test]
    fn a_bundle_with_errors_is_refused_unless_it_is_a_draft() {
        let form = crate::form::find("project-2021").unwrap();
        let mut export = Export::new(&form, "甲", "/tmp".into(), &[]);
        export.choose(Product::Bundle);
        assert!(!export.is_refused());
        export.errors = 2;
        assert!(export.is_refused());
        export.draft = true;
        assert!(!export.is_refused());
        assert!(export.path.ends_with("甲-申报包.json"));
    }
}
