//! 申报助手 (shenbao): applications to 科创中国, prepared, checked, printed and bundled offline.
//!
//! One definition of a form, as data, drives what the screen asks, what is checked, how the paper
//! looks, which columns a roster has and what the bundle's schema says. Next year's call is a new
//! file in `assets/forms`.
//!
//! ```text
//! assets/forms/*.ron ───► FormDef ──┐
//! assets/catalog/*.ron ─► Catalog ──┤
//!                                   ├─► rules::check ─► findings ──► screen · terminal · bundle
//! *.shenbao · JSON ─────► Answers ──┤
//!                                   ├─► paper::pages ─► Vec<Page> ─┬─► export::pdf, N copies
//! roster.xlsx ─► people ─► edits ───┘   (compose, paginate)        └─► live preview
//!                                   └─► export::bundle ─► JSON for upload
//! ```
//!
//! # The map
//!
//! A module uses those in its last column and no others; libraries with one user are named there.
//! `tests/map.rs` holds the imports against this table.
//!
//! | module | knows | never knows | uses |
//! | --- | --- | --- | --- |
//! | `geom` | lengths, places, alignment on paper | what is printed | |
//! | `diag` | what a finding is | how it was found | |
//! | `search` | whether a text answers to what was typed, by characters, pinyin or initials | what the texts are | pinyin |
//! | `picture` | pixels: a look at head and tail, decoding with limits, turning, cropping, scaling | answers, files, the window | image |
//! | `fonts` | typefaces, bundled and installed: shapes, widths, permissions | who sets text | geom, fontdb, ttf_parser |
//! | `form` | what a form is: sections, fields, limits, checks, the sheet; the catalogue, the notices; reads and checks `assets/` | anyone's answers | diag, fonts, geom |
//! | `answers` | what was typed, by field path; edits and their way back; how characters are counted | whether it is right; files | form, picture |
//! | `rules` | kinds of checks, one file each: `(form, answers, context)` to findings, pure | the clock, files, the window | answers, diag, form |
//! | `layout` | blocks to lines to pages: measure, break, stack | forms, answers, PDF, the window | fonts, geom, icu_segmenter |
//! | `paper` | sheet and answers to blocks to pages: form, letter, checklist, reports; the print code | whether answers are right; PDF | answers, fonts, form, geom, layout |
//! | `export` | pages to PDF by a print plan, answers to bundle, form to schema | line breaking, files | answers, diag, fonts, form, geom, layout, lopdf, printpdf, ttf_parser |
//! | `roster` | spreadsheets to people with problems by cell, and back; who is who, and what taking people in would change | the open project, files | answers, form, calamine, encoding_rs, rust_xlsxwriter, zip |
//! | `storage` | the project file; every write, rename and removal of a file; lists that several windows change | checks, pages, the window | answers, tempfile, trash, zip |
//! | `project` | one open application: change, check, print, verify, save; what window and command line both use | that a window exists | answers, diag, export, fonts, form, layout, paper, roster, rules, storage, similar |
//! | `workspace` | what is kept beside the applications: settings, places, standing data, experts, older versions; the cards of a folder of them | that a window exists | answers, diag, form, project, roster, search, storage, directories |
//! | `cli` | arguments to calls, results to text | any form's rules | answers, diag, export, form, project, roster, rules, storage, clap |
//! | `gui` | screens, widgets, theme, commands, the preview | files, PDF, spreadsheets | answers, diag, fonts, form, geom, layout, picture, project, search, workspace, eframe, egui, rfd |
//!
//! `main` starts `cli` or `gui` and hands both the clock; nothing else reads it.
//!
//! # What holds everywhere
//!
//! - What a person typed is kept as typed; a mistake is a finding, never an error and never a loss.
//! - Money is whole 元, time is passed in, limits never cut typing.
//! - Every file is written whole or not at all, through `storage`.
//! - The printed, shown, checked and bundled figure is one value, from `answers::derived`.
//! - A quote of a notice stands in it character for character, or the definition does not load.

pub mod answers;
pub mod cli;
pub mod diag;
pub mod export;
pub mod fonts;
pub mod form;
pub mod geom;
pub mod gui;
pub mod layout;
pub mod paper;
pub mod picture;
pub mod project;
pub mod roster;
pub mod rules;
pub mod search;
pub mod storage;
pub mod workspace;
