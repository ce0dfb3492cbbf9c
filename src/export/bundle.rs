//! The bundle for upload: answers, files and findings in one JSON file.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde::Serialize;
use serde_json::Value;

use crate::answers::json::{BUNDLE_FORMAT, BUNDLE_VERSION};
use crate::answers::path::Path;
use crate::answers::{Answer, Answers, Attachments, derived};
use crate::diag::Finding;
use crate::form::{FormDef, Kind};

/// What a bundle is made of.
pub struct Contents<'a> {
    pub form: &'a FormDef,
    pub answers: &'a Answers,
    pub attachments: &'a Attachments,
    pub findings: &'a [Finding],
    pub print_code: &'a str,
    /// Made although errors may stand.
    pub draft: bool,
    pub created: DateTime<FixedOffset>,
}

#[derive(Serialize)]
struct Bundle<'a> {
    format: &'static str,
    version: u64,
    form: &'a str,
    created_at: String,
    app_version: &'static str,
    draft: bool,
    print_code: &'a str,
    answers: Value,
    attachments: Vec<File<'a>>,
    findings: &'a [Finding],
}

#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    media_type: &'static str,
    bytes: usize,
    sha256: String,
    base64: String,
}

/// Writes the bundle, UTF-8, indented by two blanks. The same contents give the same bytes.
///
/// # Errors
/// Only where JSON itself cannot be written, which no answer brings about.
pub fn bundle(contents: &Contents<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let attachments = contents.attachments.0.iter().map(|(name, file)| File {
        name,
        media_type: file
            .looks()
            .map_or("application/octet-stream", |it| it.media_type.name()),
        bytes: file.bytes.len(),
        sha256: file.sha256(),
        base64: STANDARD.encode(&file.bytes),
    });
    let mut bytes = serde_json::to_vec_pretty(&Bundle {
        format: BUNDLE_FORMAT,
        version: BUNDLE_VERSION,
        form: &contents.form.id,
        created_at: contents.created.to_rfc3339_opts(SecondsFormat::Secs, true),
        app_version: env!("CARGO_PKG_VERSION"),
        draft: contents.draft,
        print_code: contents.print_code,
        answers: with_derived(contents.form, contents.answers).root.to_json(),
        attachments: attachments.collect(),
        findings: contents.findings,
    })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The answers with derived values filled in where nothing was typed in their place.
fn with_derived(form: &FormDef, answers: &Answers) -> Answers {
    let mut answers = answers.clone();
    for (_, field) in form.fields() {
        if matches!(field.kind, Kind::Sum { .. })
            && answers.is_blank(&field.id)
            && let Some(sum) = derived::sum(form, &answers, &field.id)
        {
            // Where something of another shape stands on the way there is no place for the sum.
            let _ = answers
                .root
                .put(&Path::parse(&field.id), Some(Answer::Text(sum.to_string())));
        }
    }
    answers
}
