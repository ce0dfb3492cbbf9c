//! What is exported, how and where to, worked out without a window.

use std::path::{Path, PathBuf};

use super::names::file_name_from;
use crate::form::FormDef;
use crate::project::BackOrder;
use crate::workspace::{ExportHabits, FormHabits};

/// How many copies may be made in one go.
pub const MOST_COPIES: usize = 99;

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
    /// One page for whoever decides.
    Summary,
    Bundle,
}

impl Product {
    /// What a person ticks.
    pub fn label(self) -> &'static str {
        match self {
            Self::Pdf => "申报书 PDF（双面打印）",
            Self::ByHand => "申报书 PDF（手动双面，两个文件）",
            Self::Proof => "校对稿",
            Self::Checklist => "装订签字清单",
            Self::Bundle => "申报包（网上提交）",
            Self::Letter => "推荐函",
            Self::Summary => "自查表",
        }
    }

    /// What it is for, in a sentence.
    pub fn about(self) -> &'static str {
        match self {
            Self::Pdf => "各份接连排好，打印、签字、盖章用。",
            Self::ByHand => "打印机不能自动双面时用：先印正面，把纸放回去，再印反面。",
            Self::Proof => "印一份通读用，每页标明“校对稿”，以免误拿去签字。",
            Self::Checklist => "一页，逐份核对页数、签字、公章和装订，附寄送地址和截止时间。",
            Self::Letter => "按附件6的格式打印，签字盖章后随申报书一起提交。",
            Self::Summary => "一页，给负责人看：错误和提醒、字数、金额合计、截止时间。",
            Self::Bundle => "填写的全部内容和附件，一个 JSON 文件。",
        }
    }

    /// As it is kept in the settings.
    fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::ByHand => "by-hand",
            Self::Proof => "proof",
            Self::Checklist => "checklist",
            Self::Bundle => "bundle",
            Self::Letter => "letter",
            Self::Summary => "summary",
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

    /// Whether it is what is printed to be sealed, or uploaded.
    fn is_handed_in(self) -> bool {
        matches!(self, Self::Pdf | Self::ByHand | Self::Bundle)
    }

    /// Whether it is on paper, and so in a body font.
    pub fn is_paper(self) -> bool {
        self != Self::Bundle
    }
}

/// A product that the form has, and whether it is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    pub product: Product,
    pub wanted: bool,
}

/// What was made in one go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Made {
    /// The files, in the order in which they were made.
    pub files: Vec<PathBuf>,
    /// The print code that they bear.
    pub code: String,
    /// Why the rest was not made; one sentence.
    pub failure: Option<String>,
    /// Whether a person stopped it before all was made.
    pub cancelled: bool,
}

/// The choices of the screen.
#[derive(Debug)]
pub struct Export {
    pub offers: Vec<Offer>,
    pub copies: usize,
    /// Blank pages are added so that each copy begins on a front side.
    pub pad: bool,
    /// In which order the backs come out of a file of their own.
    pub order: BackOrder,
    /// A bundle is wanted in spite of errors.
    pub draft: bool,
    /// Where to, as it was typed or chosen.
    pub folder: String,
    /// What was made last.
    pub made: Option<Made>,
    /// Whether what was made is yet to be brought into view.
    pub fresh: bool,
    /// Why a body font is not used; one sentence.
    pub font_trouble: Option<String>,
    /// The system has no dialogue to choose a place.
    pub no_dialogue: bool,
    /// Files that would be replaced, and for which targets that was looked up.
    taken: (Vec<PathBuf>, Vec<PathBuf>),
}

impl Export {
    /// What is usual: the paper and the bundle, and what belongs to them where the form has it.
    pub fn new(form: &FormDef, folder: &Path) -> Self {
        Self {
            offers: offers(form),
            copies: form.copies.max(1),
            pad: true,
            order: BackOrder::default(),
            draft: false,
            folder: folder.display().to_string(),
            made: None,
            fresh: false,
            font_trouble: None,
            no_dialogue: false,
            taken: (Vec::new(), Vec::new()),
        }
    }

    /// The same with what a person chose the last time, as far as this form has it. A draft of a
    /// bundle is asked for anew each time. A folder is `there` if it can still be written to.
    pub fn with_habits(
        mut self,
        form: &FormDef,
        habits: &ExportHabits,
        there: impl Fn(&Path) -> bool,
    ) -> Self {
        self.pad = habits.pad;
        if habits.face_up {
            self.order = BackOrder::Forward;
        }
        if let Some(folder) = habits.folder.as_ref().filter(|folder| there(folder)) {
            self.folder = folder.display().to_string();
        }
        let Some(last) = habits.forms.get(&form.id) else {
            return self;
        };
        self.copies = last.copies.clamp(1, MOST_COPIES);
        let chosen = |offer: &Offer| last.products.iter().any(|it| it == offer.product.name());
        if self.offers.iter().any(chosen) {
            for offer in &mut self.offers {
                offer.wanted = chosen(offer);
            }
        }
        self
    }

    /// The habits with what is chosen here; `usual` is the folder that is offered by itself.
    pub fn habits(&self, form: &FormDef, usual: &Path, mut before: ExportHabits) -> ExportHabits {
        let wanted = self.offers.iter().filter(|offer| offer.wanted);
        let last = FormHabits {
            products: wanted
                .map(|offer| offer.product.name().to_owned())
                .collect(),
            copies: self.copies,
        };
        before.forms.insert(form.id.clone(), last);
        let folder = PathBuf::from(self.folder.trim());
        ExportHabits {
            forms: before.forms,
            pad: self.pad,
            face_up: self.order == BackOrder::Forward,
            folder: (folder.is_absolute() && folder != usual).then_some(folder),
        }
    }

    /// What is wanted, without a bundle that errors stand in the way of.
    pub fn wanted(&self, errors: usize) -> Vec<Product> {
        self.offers
            .iter()
            .filter(|offer| offer.wanted)
            .map(|offer| offer.product)
            .filter(|product| !self.is_refused(*product, errors))
            .collect()
    }

    /// Whether errors stand in the way of a product.
    pub fn is_refused(&self, product: Product, errors: usize) -> bool {
        product == Product::Bundle && errors > 0 && !self.draft
    }

    /// The files that come of a product of an application of that title in which so many errors
    /// stand. A draft does not take the place of what was fit to be handed in.
    pub fn targets(&self, product: Product, title: &str, errors: usize) -> Vec<PathBuf> {
        let mut name = file_name_from(title);
        if errors > 0 && product.is_handed_in() {
            name.push_str("（草稿）");
        }
        let file = |suffix: &str| {
            Path::new(self.folder.trim()).join(format!("{name}{suffix}.{}", product.extension()))
        };
        match product {
            Product::ByHand => vec![file(product.suffix()), file("-反面")],
            _ => vec![file(product.suffix())],
        }
    }

    /// Those of the targets that stand there already; looked up once for the same targets.
    pub fn replaced(&mut self, targets: &[PathBuf]) -> &[PathBuf] {
        if self.taken.1 != targets {
            let there = targets.iter().filter(|target| target.exists());
            self.taken = (there.cloned().collect(), targets.to_vec());
        }
        &self.taken.0
    }

    /// Takes over a chosen folder.
    pub fn place(&mut self, folder: &Path) {
        self.folder = folder.display().to_string();
        self.made = None;
    }

    /// Takes note of what was made.
    pub fn finished(&mut self, made: Made) {
        self.taken = (Vec::new(), Vec::new());
        self.made = Some(made);
        self.fresh = true;
    }
}

/// What can be made of a form, the usual first and wanted.
fn offers(form: &FormDef) -> Vec<Offer> {
    let offer = |product, wanted| Offer { product, wanted };
    let mut offers = vec![
        offer(Product::Pdf, true),
        offer(Product::Bundle, true),
        offer(Product::ByHand, false),
        offer(Product::Proof, false),
        offer(Product::Summary, false),
    ];
    if !form.checklist.is_empty() {
        offers.push(offer(Product::Checklist, false));
    }
    if !form.letter.is_empty() {
        offers.push(offer(Product::Letter, false));
    }
    offers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_product_has_files_of_its_own() {
        let form = crate::form::find("project-2021").unwrap();
        let export = Export::new(&form, Path::new("/a"));
        let mut all: Vec<_> = export
            .offers
            .iter()
            .flat_map(|offer| export.targets(offer.product, "甲", 0))
            .collect();
        assert!(
            all.contains(&"/a/甲-反面.pdf".into()) && all.contains(&"/a/甲-申报包.json".into())
        );
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
        let draft = export.targets(Product::Pdf, "甲", 1);
        assert_eq!(draft, [Path::new("/a/甲（草稿）.pdf")]);
        assert_eq!(
            export.targets(Product::Letter, "甲", 1),
            export.targets(Product::Letter, "甲", 0)
        );
    }

    #[test]
    fn the_next_export_begins_as_the_last_one_was_made() {
        let form = crate::form::find("project-2021").unwrap();
        let (usual, other) = (Path::new("/usual"), PathBuf::from("/other"));
        let mut export = Export::new(&form, usual);
        for offer in &mut export.offers {
            offer.wanted = matches!(offer.product, Product::ByHand | Product::Letter);
        }
        export.copies = 3;
        export.pad = false;
        export.order = BackOrder::Forward;
        export.draft = true;
        export.folder = "/other".to_owned();
        let habits = export.habits(&form, usual, ExportHabits::default());

        let again = Export::new(&form, usual).with_habits(&form, &habits, |_| true);
        assert_eq!(again.wanted(0), [Product::ByHand, Product::Letter]);
        assert_eq!((again.copies, again.pad, again.draft), (3, false, false));
        assert_eq!(again.order, BackOrder::Forward);
        assert_eq!(again.folder, "/other");
        // A stick that was pulled out.
        let gone = Export::new(&form, usual).with_habits(&form, &habits, |folder| folder != other);
        assert_eq!(gone.folder, "/usual");

        // Copies and products hang on the form.
        let form = crate::form::find("registration-2022").unwrap();
        let another = Export::new(&form, usual).with_habits(&form, &habits, |_| true);
        assert_eq!(another.wanted(0), [Product::Pdf, Product::Bundle]);
        assert_eq!(another.copies, form.copies);
        // The folder that is offered by itself is no habit.
        let habits = Export::new(&form, usual).habits(&form, usual, habits);
        assert_eq!((habits.folder, habits.forms.len()), (None, 2));
    }

    #[test]
    fn a_bundle_with_errors_is_refused_unless_it_is_a_draft() {
        let form = crate::form::find("project-2021").unwrap();
        let mut export = Export::new(&form, Path::new("/tmp"));
        assert_eq!(export.wanted(0), [Product::Pdf, Product::Bundle]);
        assert_eq!(export.wanted(2), [Product::Pdf]);
        export.draft = true;
        assert_eq!(export.wanted(2), [Product::Pdf, Product::Bundle]);
    }
}
