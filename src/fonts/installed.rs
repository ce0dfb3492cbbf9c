//! The Chinese fonts of this computer, by the names that people know them by.

use std::path::PathBuf;
use std::sync::OnceLock;

use fontdb::{Database, FaceInfo, ID, Language, Source, Style, Weight};
use ttf_parser::{RawFace, Tag};

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

/// Upright fonts of ordinary weight that bear a Chinese name and have outlines that can be
/// embedded, in the order of names.
/// The first call looks through the folders of fonts, which can take a second.
pub fn installed() -> &'static [Installed] {
    FOUND.get_or_init(|| {
        let mut database = Database::new();
        database.load_system_fonts();
        let faces = database.faces();
        let usable =
            faces.filter_map(|face| known(face).filter(|_| has_outlines(&database, face.id)));
        let mut found: Vec<_> = usable.collect();
        // 仿宋 before FangSong.
        found.sort_by_key(|font| (font.name.is_ascii(), font.name.clone()));
        found.dedup_by(|one, other| one.name == other.name);
        found
    })
}

/// Looks for the fonts on a thread of its own, since that takes a while on a computer with many.
pub fn look_up() {
    std::thread::spawn(installed);
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
        Source::File(path) | Source::SharedFile(path, _) => path.clone(),
        Source::Binary(_) => return None,
    };
    let has_han = |name: &str| name.chars().any(|character| character > '\u{2E7F}');
    let mut names = face.families.iter();
    let chinese = names.find(|(name, _)| has_han(name)).or_else(|| {
        face.families
            .iter()
            .find(|(_, language)| is_chinese(*language))
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

/// Whether a font has the outlines that can be embedded; those of .otf cannot yet.
fn has_outlines(database: &Database, id: ID) -> bool {
    let table = |data: &[u8], index| {
        let face = RawFace::parse(data, index).ok()?;
        face.table(Tag::from_bytes(b"glyf")).map(|_| ())
    };
    database.with_face_data(id, table).flatten().is_some()
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
