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
    let sides = sides(document, &first_copy, tree, print)?;
    let pages: Vec<Object> = sides.iter().map(|&id| Object::Reference(id)).collect();
    let root = document.get_dictionary_mut(tree)?;
    root.set("Count", pages.len() as i64);
    root.set("Kids", pages);
    let outline = outline(document, &sides, print);
    let duplex = if print.plan.duplex {
        "DuplexFlipLongEdge"
    } else {
        "Simplex"
    };
    let catalog = document.catalog_mut()?;
    catalog.set("Lang", Object::string_literal("zh-CN"));
    catalog.set("PageLayout", "SinglePage");
    catalog.set(
        "ViewerPreferences",
        dictionary! { "Duplex" => duplex, "DisplayDocTitle" => true },
    );
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    describe(document, print)
}

/// The page object of every side. Those of one page share contents and resources.
fn sides(
    document: &mut Document,
    first_copy: &[ObjectId],
    tree: ObjectId,
    print: &Print<'_>,
) -> Result<Vec<ObjectId>, PdfError> {
    let mut pages = Vec::new();
    for &id in first_copy {
        let page = document.get_dictionary_mut(id)?;
        page.remove(b"Annots");
        pages.push(page.clone());
    }
    let blank = pages.first().map(|page| blank(page, tree));
    let mut unused: Vec<Option<ObjectId>> = first_copy.iter().copied().map(Some).collect();
    let mut sides = Vec::new();
    for side in &print.plan.sides {
        let first = side.page.and_then(|page| unused.get_mut(page)?.take());
        let page = side
            .page
            .and_then(|page| pages.get(page))
            .or(blank.as_ref());
        if let Some(id) = first {
            sides.push(id);
        } else if let Some(page) = page {
            sides.push(document.add_object(page.clone()));
        }
    }
    // Fronts alone leave the contents of the backs without a page.
    for id in unused.into_iter().flatten() {
        let contents = document.get_dictionary(id)?.get(b"Contents").cloned();
        if let Ok(Object::Reference(contents)) = contents {
            document.objects.remove(&contents);
        }
        document.objects.remove(&id);
    }
    Ok(sides)
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
fn outline(document: &mut Document, sides: &[ObjectId], print: &Print<'_>) -> Option<ObjectId> {
    let root = document.new_object_id();
    let mut copies: Vec<(usize, Vec<(usize, ObjectId)>)> = Vec::new();
    for (side, &id) in print.plan.sides.iter().zip(sides) {
        if copies.last().is_none_or(|(copy, _)| *copy != side.copy) {
            copies.push((side.copy, Vec::new()));
        }
        if let (Some(page), Some((_, pages))) = (side.page, copies.last_mut()) {
            pages.push((page, id));
        }
    }
    // On a file of fronts or backs a section is found on the side nearest to it.
    let sections = |pages: &[(usize, ObjectId)]| -> Vec<(String, ObjectId)> {
        let nearest = |wanted: usize| pages.iter().min_by_key(|(page, _)| page.abs_diff(wanted));
        let sections = print.bookmarks.iter();
        sections
            .filter_map(|(title, page)| Some((title.clone(), nearest(*page)?.1)))
            .collect()
    };
    let entries = match copies.as_slice() {
        [(_, pages)] => siblings(document, root, &sections(pages)),
        copies => {
            let titles = copies.iter().filter_map(|(copy, pages)| {
                let (_, first) = pages.iter().min_by_key(|(page, _)| *page)?;
                Some((format!("第{}份", copy + 1), *first))
            });
            let entries = siblings(document, root, &titles.collect::<Vec<_>>());
            let filled = copies.iter().filter(|(_, pages)| !pages.is_empty());
            for ((_, pages), &entry) in filled.zip(&entries) {
                let below = siblings(document, entry, &sections(pages));
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
    // Midnight in China, where the deadline is.
    let date = print.day.format("D:%Y%m%d000000+08'00'").to_string();
    let mut info = dictionary! {
        "Title" => text(print.title),
        "Subject" => text(print.subject),
        "Creator" => text("申报助手"),
        "CreationDate" => Object::string_literal(date.as_str()),
        "ModDate" => Object::string_literal(date.as_str()),
    };
    for (key, value) in [("Author", print.author), ("Keywords", print.keywords)] {
        if !value.is_empty() {
            info.set(key, text(value));
        }
    }
    let mut digest = Sha256::new();
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            digest.update(&stream.content);
        }
    }
    digest.update(print.title);
    digest.update(&date);
    digest.update(format!("{:?}", print.plan));
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
