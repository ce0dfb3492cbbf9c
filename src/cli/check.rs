//! `shenbao check`: findings of files and folders, side by side and in order.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;

use crate::answers::Answers;
use crate::diag::{Finding, Severity};
use crate::form::FormDef;
use crate::project::{Project, ProjectError};
use crate::rules::quota::Registrations;
use crate::storage::project_file::EXTENSION;

use super::arguments::{CheckArguments, Format};
use super::reference::clause_words;
use super::{Failure, Outcome, World};

/// Files that are held at once: enough to keep every core busy, few enough to keep memory flat.
const CHUNK: usize = 256;

/// A line of the JSON output.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    form: &'a str,
    errors: usize,
    warnings: usize,
    findings: &'a [Finding],
}

pub fn run(world: &World, arguments: &CheckArguments) -> Result<Outcome, Failure> {
    let files = files(&arguments.files)?;
    let today = world.today(arguments.day.today);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(arguments.jobs.unwrap_or(0))
        .build()
        .map_err(|error| Failure::Usage(format!("无法同时检查这么多文件（{error}）")))?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut registrations = Registrations::default();
    let mut outcome = Outcome::Done;
    let mut unreadable = Vec::new();
    for chunk in files.chunks(CHUNK) {
        let checked: Vec<_> = pool.install(|| {
            chunk
                .par_iter()
                .map(|file| check(world, file, today))
                .collect()
        });
        for (file, checked) in chunk.iter().zip(checked) {
            let Checked {
                form,
                answers,
                title,
                mut findings,
            } = match checked {
                Ok(checked) => checked,
                Err(error) => {
                    unreadable.push(error);
                    continue;
                }
            };
            let name = file.display().to_string();
            findings.extend(registrations.add(&form, &answers, &name));
            let line = Line {
                file: &name,
                form: &form.id,
                errors: count(&findings, Severity::Error),
                warnings: count(&findings, Severity::Warning),
                findings: &findings,
            };
            if line.errors > 0 {
                outcome = Outcome::Errors;
            }
            match arguments.format.is {
                Format::Json => json(&mut out, &line),
                Format::Text => text(&mut out, &line, &title),
            }
            .map_err(Failure::output)?;
        }
    }
    out.flush().map_err(Failure::output)?;
    match <[ProjectError; 1]>::try_from(unreadable) {
        Ok([only]) => Err(only.into()),
        Err(several) if several.is_empty() => Ok(outcome),
        Err(several) => {
            for error in &several {
                eprintln!("{error}");
            }
            Err(Failure::Unreadable(several.len()))
        }
    }
}

/// What is kept of a file until its turn comes: its attachments are not.
struct Checked {
    form: Arc<FormDef>,
    answers: Answers,
    title: String,
    findings: Vec<Finding>,
}

fn check(world: &World, file: &Path, today: NaiveDate) -> Result<Checked, ProjectError> {
    let project = Project::open(file, &world.forms)?;
    let (title, findings) = (project.title(), project.findings(today));
    let (form, answers) = project.into_answers();
    Ok(Checked {
        form,
        answers,
        title,
        findings,
    })
}

fn count(findings: &[Finding], severity: Severity) -> usize {
    findings
        .iter()
        .filter(|finding| finding.severity == severity)
        .count()
}

fn json(out: &mut impl Write, line: &Line<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

fn text(out: &mut impl Write, line: &Line<'_>, title: &str) -> io::Result<()> {
    writeln!(out, "{}（{title}）", line.file)?;
    if line.findings.is_empty() {
        writeln!(out, "  没有发现问题。\n")?;
        return Ok(());
    }
    let mut findings: Vec<&Finding> = line.findings.iter().collect();
    // What stands in the way must not drown in what is good to know.
    findings.sort_by_key(|finding| finding.severity);
    for finding in findings {
        writeln!(out, "  [{}] {}", finding.severity.label(), finding.message)?;
        if !finding.hint.is_empty() {
            writeln!(out, "         {}", finding.hint)?;
        }
        match (&finding.clause, &finding.standard) {
            // A message that holds the sentence itself needs only its place.
            (Some(clause), _) if finding.message.contains(&clause.quote) => {
                writeln!(out, "         依据：{}", clause.place)?;
            }
            (Some(clause), _) => {
                writeln!(out, "         依据：{}", clause_words(clause))?;
            }
            (None, Some(standard)) => writeln!(out, "         依据：{standard}")?,
            (None, None) => {}
        }
    }
    let hints = count(line.findings, Severity::Hint);
    writeln!(
        out,
        "  共 {} 处错误，{} 处提醒，{hints} 处提示。\n",
        line.errors, line.warnings
    )
}

/// The files that were named, and those below the folders that were, in the order of their names.
fn files(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in named {
        if path.is_dir() {
            let before = files.len();
            below(path, &mut files)?;
            if files.len() == before {
                return Err(Failure::EmptyFolder(path.clone()));
            }
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn below(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let unreadable = |error: io::Error| {
        Failure::Usage(format!("文件夹无法读取（{error}）：{}", folder.display()))
    };
    let mut entries = folder
        .read_dir()
        .and_then(|entries| {
            entries
                .map(|entry| entry.map(|entry| entry.path()))
                .collect()
        })
        .map_err(unreadable)
        .map(|entries: Vec<PathBuf>| entries)?;
    entries.sort();
    for path in entries {
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
        let folder = path.symlink_metadata().is_ok_and(|data| data.is_dir());
        let known = path.extension().is_some_and(|kind| {
            kind.eq_ignore_ascii_case("json") || kind.eq_ignore_ascii_case(EXTENSION)
        });
        if hidden {
            continue;
        } else if folder {
            below(&path, files)?;
        } else if known {
            files.push(path);
        }
    }
    Ok(())
}
