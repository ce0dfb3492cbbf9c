//! `shenbao roster` and `roster-template`: people out of spreadsheets, and sheets to fill in.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::answers::Edit;
use crate::form;
use crate::project::Project;
use crate::roster::{self, Person, Reading};
use crate::storage;

use super::arguments::{Format, RosterArguments};
use super::{Failure, Outcome, World, print, write};

pub fn roster(world: &World, arguments: &RosterArguments) -> Result<Outcome, Failure> {
    let bytes = storage::read_file(&arguments.file, roster::LARGEST)?;
    let reading = Reading {
        sheet: arguments.sheet.as_deref(),
        corrections: None,
    };
    let found = roster::read(&bytes, reading).map_err(|what| Failure::Roster {
        what,
        file: arguments.file.clone(),
    })?;
    match arguments.format.is {
        Format::Json => {
            for person in &found.people {
                print(&serde_json::to_string(person).map_err(|e| Failure::Output(e.into()))?)?;
            }
        }
        Format::Text => {
            print(&format!(
                "工作表“{}”，表头在第 {} 行，共 {} 人",
                found.sheet,
                found.header_row,
                found.people.len()
            ))?;
            for person in &found.people {
                print(&line(person))?;
                for problem in &person.problems {
                    print(&format!("    {}：{}", problem.cell, problem.message))?;
                }
            }
        }
    }
    if let Some(path) = &arguments.into {
        let mut project = Project::open(path, &world.forms)?;
        if project.file().is_none() {
            return Err(Failure::Usage(format!(
                "名单只能加进项目文件（.shenbao），请先用 shenbao import 生成：{}",
                path.display()
            )));
        }
        let edits = roster::edits(project.form(), project.answers(), &found.people);
        let (wanted, before) = (edits.len(), project.answers().clone());
        project.apply(Edit::Many(edits), Duration::ZERO);
        if wanted > 0 && *project.answers() == before {
            return Err(Failure::Usage(format!(
                "人员表里填的不是名单，没有加进任何人，请先在窗口里改正：{}",
                path.display()
            )));
        }
        project.save()?;
        let known = found.people.len() - wanted;
        eprintln!(
            "加进 {wanted} 人，另有 {known} 人已在表里或没有姓名：{}",
            path.display()
        );
    }
    Ok(Outcome::Done)
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
