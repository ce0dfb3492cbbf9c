//! The Chinese fonts of this computer, by the names that people know them by.

use std::path::PathBuf;
use std::sync::OnceLock;

use fontdb::{Database, FaceInfo, Language, Source, Style, Weight};

/// An installed font.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installed {
    /// Its name, in Chinese where it has one, as 仿宋.
    pub name: String,
    /// Every other name, as FangSong.
    also: Vec<String>,
    pub file: PathBuf,
    /// Which face of the file.
    pub index: u32,
}

static FOUND: OnceLock<Vec<Installed>> = OnceLock::new();

/// The fonts if they were looked for already; a window must not wait.
pub fn installed_if_known() -> Option<&'static [Installed]> {
    FOUND.get().map(Vec::as_slice)
}

/// Upright fonts of ordinary weight that bear a Chinese name, in the order of names.
/// The first call looks through the folders of fonts, which can take a second.
pub fn installed() -> &'static [Installed] {
    FOUND.get_or_init(|| {
        let mut database = Database::new();
        database.load_system_fonts();
        let mut found: Vec<_> = database.faces().filter_map(known).collect();
        found.sort_by(|one, other| one.name.cmp(&other.name));
        found.dedup_by(|one, other| one.name == other.name);
        found
    })
}

/// The installed font of that name, in any language that it is named in, whatever its case.
pub fn find(name: &str) -> Option<&'static Installed> {
    installed().iter().find(|font| font.is_called(name))
}

impl Installed {
    fn is_called(&self, name: &str) -> bool {
        let wanted = name.trim().to_lowercase();
        let mut names = std::iter::once(&self.name).chain(&self.also);
        names.any(|name| name.to_lowercase() == wanted)
    }
}

fn known(face: &FaceInfo) -> Option<Installed> {
    if face.style != Style::Normal || face.weight != Weight::NORMAL {
        return None;
    }
    let file = match &face.source {
        Source::File(path) => path.clone(),
        Source::Binary(_) => return None,
    };
    let chinese = face.families.iter().find(|(name, language)| {
        is_chinese(*language) || name.chars().any(|character| character > '\u{2E7F}')
    });
    let name = chinese?.0.clone();
    let also = face.families.iter().map(|(name, _)| name.clone());
    let also = also.chain([face.post_script_name.clone()]);
    Some(Installed {
        also: also.filter(|other| *other != name).collect(),
        name,
        file,
        index: face.index,
    })
}

fn is_chinese(language: Language) -> bool {
    matches!(
        language,
        Language::Chinese_PeoplesRepublicOfChina
            | Language::Chinese_Singapore
            | Language::Chinese_Taiwan
            | Language::Chinese_HongKongSAR
            | Language::Chinese_MacaoSAR
    )
}
