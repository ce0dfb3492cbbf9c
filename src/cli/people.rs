//! `shenbao roster` and `roster-template`: people out of spreadsheets, and sheets to fill in.

use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use crate::answers::Edit;
use crate::form;
use crate::project::Project;
use crate::roster::{
    self, Confidence, Corrections, Joining, Part, Person, Reading, Roster, RosterError,
};
use crate::storage;

use super::arguments::{Format, RosterArguments};
use super::{Failure, Outcome, World, print, write};

pub fn roster(world: &World, arguments: &RosterArguments) -> Result<Outcome, Failure> {
    let bytes = storage::read_file(&arguments.file, roster::LARGEST)?;
    // What does not read stands in nobody's way, but is not passed over in silence.
    let corrections = (world.columns)().unwrap_or_else(|error| {
        eprintln!("以前在窗口里改过的栏没有用上：{error}");
        Corrections::default()
    });
    let reading = Reading {
        sheet: arguments.sheet.as_deref(),
        corrections: Some(&corrections),
    };
    let people = match arguments.format.is {
        Format::Json => json(&bytes, reading, arguments)?,
        Format::Text => text(&bytes, reading, arguments)?,
    };
    if let Some(path) = &arguments.into {
        put_into(world, path, &people)?;
    }
    Ok(Outcome::Done)
}

fn failed(arguments: &RosterArguments) -> impl Fn(RosterError) -> Failure {
    |what| Failure::Roster {
        what,
        file: arguments.file.clone(),
    }
}

/// Prints each person as a line of JSON as they are read, then a line about the whole; gives the
/// people back if they go into a project.
fn json(
    bytes: &[u8],
    reading: Reading<'_>,
    arguments: &RosterArguments,
) -> Result<Vec<Person>, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut kept = Vec::new();
    let mut counts = Counts::default();
    let mut failure = None;
    let roster = roster::read_each(bytes, reading, &mut |person| {
        counts.add(&person);
        if let Err(error) = json_line(&mut out, &person) {
            failure = Some(error);
            return ControlFlow::Break(());
        }
        if arguments.into.is_some() {
            kept.push(person);
        }
        ControlFlow::Continue(())
    })
    .map_err(failed(arguments))?;
    if let Some(failure) = failure {
        return Err(Failure::output(failure));
    }
    let columns = roster.columns.iter();
    let whole = Whole {
        sheet: &roster.sheet,
        header_row: roster.header_row,
        mapping: columns
            .map(|column| Mapped {
                column: &column.letters,
                header: &column.header,
                part: column.part,
                confidence: column.confidence,
            })
            .collect(),
        sheets: &roster.sheets,
        counts,
    };
    json_line(&mut out, &whole)
        .and_then(|()| out.flush())
        .map_err(Failure::output)?;
    Ok(kept)
}

fn json_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// The last line of JSON.
#[derive(Serialize)]
struct Whole<'a> {
    sheet: &'a str,
    header_row: u32,
    mapping: Vec<Mapped<'a>>,
    /// The sheets that were looked at.
    sheets: &'a [String],
    counts: Counts,
}

/// How a column was understood.
#[derive(Serialize)]
struct Mapped<'a> {
    column: &'a str,
    header: &'a str,
    part: Option<Part>,
    confidence: Confidence,
}

#[derive(Default, Serialize)]
struct Counts {
    people: usize,
    with_problems: usize,
}

impl Counts {
    fn add(&mut self, person: &Person) {
        self.people += 1;
        self.with_problems += usize::from(!person.problems.is_empty());
    }
}

/// Prints how the columns were understood, then the people with what is to be checked.
fn text(
    bytes: &[u8],
    reading: Reading<'_>,
    arguments: &RosterArguments,
) -> Result<Vec<Person>, Failure> {
    let roster = roster::read(bytes, reading).map_err(failed(arguments))?;
    let mut out = BufWriter::new(io::stdout().lock());
    shown(&mut out, &roster)
        .and_then(|()| out.flush())
        .map_err(Failure::output)?;
    Ok(roster.people)
}

fn shown(out: &mut impl Write, roster: &Roster) -> io::Result<()> {
    let mut counts = Counts::default();
    roster.people.iter().for_each(|person| counts.add(person));
    let check = match counts.with_problems {
        0 => String::new(),
        some => format!("，其中 {some} 人有要核对的地方"),
    };
    writeln!(
        out,
        "工作表“{}”，表头在第 {} 行，共 {} 人{check}",
        roster.sheet, roster.header_row, counts.people
    )?;
    let others: Vec<_> = roster
        .sheets
        .iter()
        .filter(|name| **name != roster.sheet)
        .map(|name| format!("“{name}”"))
        .collect();
    if !others.is_empty() {
        let others = others.join("、");
        writeln!(
            out,
            "还看过工作表{others}，没有读；要读它请加 --sheet 工作表名"
        )?;
    }
    writeln!(out, "各列读作：")?;
    for column in &roster.columns {
        let read = column.part.map_or("没有读", Part::label);
        let header = match column.header.as_str() {
            "" => "没有表头".to_owned(),
            header => format!("“{header}”"),
        };
        let doubt = match column.confidence {
            Confidence::Likely => "（按猜测，请核对）",
            Confidence::Sure | Confidence::Corrected => "",
        };
        writeln!(out, "  {} 列{header}：{read}{doubt}", column.letters)?;
    }
    let sheet = match others.is_empty() {
        true => String::new(),
        false => format!("工作表“{}”", roster.sheet),
    };
    for person in &roster.people {
        writeln!(out, "{}", line(person))?;
        for problem in &person.problems {
            writeln!(out, "    {sheet}{}：{}", problem.cell, problem.message)?;
        }
    }
    Ok(())
}

/// Adds the people to the table of a project.
fn put_into(world: &World, path: &Path, people: &[Person]) -> Result<(), Failure> {
    let mut project = Project::open(path, &world.forms)?;
    if project.file().is_none() {
        return Err(Failure::Usage(format!(
            "名单只能加进项目文件（.shenbao），请先用 shenbao import 生成：{}",
            path.display()
        )));
    }
    let joining = roster::joining(project.form(), project.answers(), people);
    let (wanted, before) = (joining.edits.len(), project.answers().clone());
    let others = others(&joining);
    project.apply(Edit::Many(joining.edits), Duration::ZERO);
    if wanted > 0 && *project.answers() == before {
        return Err(Failure::Usage(format!(
            "人员表里填的不是名单，没有加进任何人，请先在窗口里改正：{}",
            path.display()
        )));
    }
    project.save()?;
    eprintln!("加进 {wanted} 人{others}：{}", path.display());
    let table = roster::Target::all(project.form())
        .into_iter()
        .find(|it| !it.is_single);
    if let Some(table) = table
        && let Some(most) = table.most
        && project.answers().list(&table.path).len() > most
    {
        let now = project.answers().list(&table.path).len();
        eprintln!(
            "“{}”现在有 {now} 人，最多 {most} 人，请在窗口里去掉多出的，或把他们存入专家库。",
            table.label
        );
    }
    Ok(())
}

/// Who was not added, and why.
fn others(joining: &Joining) -> String {
    let counted = [
        (joining.there, "人已在表里"),
        (joining.twice, "人在名单里重复"),
        (joining.blank, "行没有这张表要填的内容"),
    ];
    let counted = counted.into_iter().filter(|(count, _)| *count > 0);
    let words: Vec<_> = counted
        .map(|(count, why)| format!("{count} {why}"))
        .collect();
    match words.is_empty() {
        true => String::new(),
        false => format!("，另有 {}", words.join("，")),
    }
}

pub fn template(world: &World, form: &str, output: &Path, force: bool) -> Result<Outcome, Failure> {
    // The expert library is no application, yet its roster is handed out as theirs are.
    let form = match form::experts() {
        experts if experts.id == form => Arc::clone(experts),
        _ => world.form(form)?,
    };
    let bytes = roster::template(&form).map_err(|what| Failure::Roster {
        what,
        file: output.to_owned(),
    })?;
    let filled = output.exists() && storage::read_file(output, roster::LARGEST)? != bytes;
    if filled && !force {
        return Err(Failure::Exists(output.to_owned()));
    }
    write(output, &bytes)?;
    print(&format!("已生成空名单：{}", output.display()))?;
    Ok(Outcome::Done)
}

fn line(person: &Person) -> String {
    let parts = [
        &person.name,
        &person.mobile,
        &person.email,
        &person.affiliation,
        &person.title,
    ];
    let parts: Vec<_> = parts
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    format!("  {:>4}  {}", person.row, parts.join("  "))
}
