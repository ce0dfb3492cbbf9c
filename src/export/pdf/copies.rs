//! What printpdf does not write: further copies, blank pages, bookmarks in two levels, and what a
//! viewer and a printer should know.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::{PdfError, Print};

/// Completes the document of one copy.
pub(super) fn complete(document: &mut Document, print: &Print<'_>) -> Result<(), PdfError> {
    document.version = "1.7".to_owned();
    let first_copy: Vec<ObjectId> = document.page_iter().collect();
    let tree = document.catalog()?.get(b"Pages")?.as_reference()?;
    let copies = copies(document, &first_copy, tree, print)?;
    let pages: Vec<Object> = copies
        .iter()
        .flatten()
        .map(|&id| Object::Reference(id))
        .collect();
    let root = document.get_dictionary_mut(tree)?;
    root.set("Count", pages.len() as i64);
    root.set("Kids", pages);
    let outline = outline(document, &copies, print);
    let catalog = document.catalog_mut()?;
    catalog.set("Lang", Object::string_literal("zh-CN"));
    catalog.set("PageLayout", "SinglePage");
    catalog.set(
        "ViewerPreferences",
        dictionary! { "Duplex" => "DuplexFlipLongEdge", "DisplayDocTitle" => true },
    );
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    describe(document, print)
}

/// The page objects of every copy. They share contents and resources with those of the first.
fn copies(
    document: &mut Document,
    first_copy: &[ObjectId],
    tree: ObjectId,
    print: &Print<'_>,
) -> Result<Vec<Vec<ObjectId>>, PdfError> {
    let mut pages = Vec::new();
    for &id in first_copy {
        let page = document.get_dictionary_mut(id)?;
        page.remove(b"Annots");
        pages.push(page.clone());
    }
    let is_odd = first_copy.len() % 2 == 1;
    let blank = pages
        .last()
        .filter(|_| print.pad && is_odd)
        .map(|last| blank(last, tree));
    let mut copies = vec![first_copy.to_vec()];
    for _ in 1..print.copies {
        copies.push(
            pages
                .iter()
                .map(|page| document.add_object(page.clone()))
                .collect(),
        );
    }
    for copy in &mut copies {
        copy.extend(blank.iter().map(|blank| document.add_object(blank.clone())));
    }
    Ok(copies)
}

/// An empty page of the size of another.
fn blank(page: &Dictionary, tree: ObjectId) -> Dictionary {
    let mut blank = dictionary! {
        "Type" => "Page",
        "Parent" => tree,
        "Resources" => Dictionary::new(),
    };
    if let Ok(size) = page.get(b"MediaBox") {
        blank.set("MediaBox", size.clone());
    }
    blank
}

/// Copies at the first level, closed, and what can be jumped to within each at the second. A
/// single copy has no level of its own.
fn outline(
    document: &mut Document,
    copies: &[Vec<ObjectId>],
    print: &Print<'_>,
) -> Option<ObjectId> {
    let root = document.new_object_id();
    let sections = |copy: &[ObjectId]| -> Vec<(String, ObjectId)> {
        let place = |page: usize| copy.get(page).or(copy.last()).copied();
        let sections = print.bookmarks.iter();
        sections
            .filter_map(|(title, page)| Some((title.clone(), place(*page)?)))
            .collect()
    };
    let entries = match copies {
        [copy] => siblings(document, root, &sections(copy)),
        copies => {
            let titles = copies
                .iter()
                .enumerate()
                .filter_map(|(index, copy)| Some((format!("第{}份", index + 1), *copy.first()?)));
            let entries = siblings(document, root, &titles.collect::<Vec<_>>());
            for (copy, &entry) in copies.iter().zip(&entries) {
                let below = siblings(document, entry, &sections(copy));
                link(document, entry, &below, -(below.len() as i64));
            }
            entries
        }
    };
    document.objects.insert(
        root,
        Object::Dictionary(dictionary! { "Type" => "Outlines" }),
    );
    link(document, root, &entries, entries.len() as i64);
    (!entries.is_empty()).then_some(root)
}

/// Bookmarks of one level under a parent, each with its title and page.
fn siblings(
    document: &mut Document,
    parent: ObjectId,
    entries: &[(String, ObjectId)],
) -> Vec<ObjectId> {
    let ids: Vec<ObjectId> = entries.iter().map(|_| document.new_object_id()).collect();
    for (index, (title, page)) in entries.iter().enumerate() {
        let place = vec![
            Object::Reference(*page),
            "XYZ".into(),
            Object::Null,
            Object::Null,
            Object::Null,
        ];
        let mut entry = dictionary! {
            "Title" => text(title),
            "Parent" => parent,
            "Dest" => place,
        };
        if let Some(previous) = index.checked_sub(1).and_then(|index| ids.get(index)) {
            entry.set("Prev", *previous);
        }
        if let Some(next) = ids.get(index + 1) {
            entry.set("Next", *next);
        }
        document
            .objects
            .insert(ids[index], Object::Dictionary(entry));
    }
    ids
}

/// Tells a bookmark which ones stand below it. A negative count means closed.
fn link(document: &mut Document, parent: ObjectId, children: &[ObjectId], count: i64) {
    let (Some(first), Some(last)) = (children.first(), children.last()) else {
        return;
    };
    if let Some(Object::Dictionary(parent)) = document.objects.get_mut(&parent) {
        parent.set("First", *first);
        parent.set("Last", *last);
        parent.set("Count", count);
    }
}

/// Title, maker and date; and an identifier that is drawn from the contents, not from chance.
fn describe(document: &mut Document, print: &Print<'_>) -> Result<(), PdfError> {
    let date = print.created.format("D:%Y%m%d%H%M%S%:z").to_string();
    let date = format!("{}'", date.replace(':', "'").replacen("D'", "D:", 1));
    let info = dictionary! {
        "Title" => text(print.title),
        "Creator" => text("申报助手"),
        "CreationDate" => Object::string_literal(date.as_str()),
        "ModDate" => Object::string_literal(date.as_str()),
    };
    let mut digest = Sha256::new();
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            digest.update(&stream.content);
        }
    }
    digest.update(print.title);
    digest.update(&date);
    digest.update(print.copies.to_be_bytes());
    let id = Object::String(digest.finalize()[..16].to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    let old = document.trailer.get(b"Info")?.as_reference()?;
    document.objects.insert(old, Object::Dictionary(info));
    Ok(())
}

/// A text string as PDF wants it: UTF-16, high byte first, with its mark.
fn text(text: &str) -> Object {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    Object::String(
        units.flat_map(u16::to_be_bytes).collect(),
        StringFormat::Hexadecimal,
    )
}
