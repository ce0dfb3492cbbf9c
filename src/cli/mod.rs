//! The command line: arguments to calls, results to text. Knows no rule of any form.

mod arguments;
mod check;
mod export;
mod failure;
mod people;
mod reference;
mod verify;

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use chrono::{DateTime, Local, NaiveDate};

use crate::form::FormDef;
use crate::project::{Forms, Project};
use crate::roster::Corrections;
use crate::storage::{self, StorageError};

pub use arguments::{Command, Invocation, Other, Renderer, parse};
pub use failure::Failure;

/// What a command came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was done, and `check` found no error.
    Done,
    /// `check` found errors, or `export` refused because of them.
    Errors,
}

/// What a command may ask of the world outside its arguments.
pub struct World {
    pub forms: Forms,
    /// Reads the clock.
    pub now: fn() -> DateTime<Local>,
    /// Reads what people have said the columns of rosters mean.
    pub columns: fn() -> Result<Corrections, StorageError>,
}

impl World {
    /// The form of that id.
    fn form(&self, id: &str) -> Result<Arc<FormDef>, Failure> {
        self.forms.find(id).ok_or_else(|| {
            let known: Vec<_> = self
                .forms
                .list()
                .iter()
                .map(|form| form.id.as_str())
                .collect();
            Failure::NoForm(id.to_owned(), known.join("、"))
        })
    }

    /// The day that a command judges by: the one that was given, else today.
    fn today(&self, given: Option<NaiveDate>) -> NaiveDate {
        given.unwrap_or_else(|| (self.now)().date_naive())
    }
}

/// Runs a command.
///
/// # Errors
/// In one plain sentence, for wrong usage and for files that cannot be read or written.
pub fn run(command: Command, world: &World) -> Result<Outcome, Failure> {
    match command {
        Command::Import {
            answers,
            output,
            force,
        } => import(world, &answers, &output, force),
        Command::Check(arguments) => check::run(world, &arguments),
        Command::Export(arguments) => export::run(world, &arguments),
        Command::Roster(arguments) => people::roster(world, &arguments),
        Command::RosterTemplate {
            form,
            output,
            force,
        } => people::template(world, &form, &output, force),
        Command::Verify { code, file } => verify::run(world, &code, &file),
        Command::Catalog { format } => reference::catalog(format.is),
        Command::Count { file } => reference::count(file.as_deref()),
        Command::Rules { format } => reference::rules(world, format.is),
        Command::Explain { rule } => reference::explain(world, &rule),
        Command::Schema { form } => reference::schema(world, &form),
    }
}

/// The exit code that the contract gives an outcome: 0, 1, or 2 for a failure.
pub fn exit_code(result: &Result<Outcome, Failure>) -> ExitCode {
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Errors) => ExitCode::from(1),
        Err(Failure::PipeClosed) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}

fn import(
    world: &World,
    answers: &std::path::Path,
    output: &std::path::Path,
    force: bool,
) -> Result<Outcome, Failure> {
    export::refuse_collision(answers, &[output])?;
    let mut project = Project::open(answers, &world.forms)?;
    if !force && output.symlink_metadata().is_ok() {
        return Err(Failure::Exists(output.to_owned()));
    }
    project.save_as(output)?;
    print(&format!("已生成项目文件：{}", output.display()))?;
    Ok(Outcome::Done)
}

/// Writes a line to standard output.
fn print(line: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")
        .and_then(|()| out.flush())
        .map_err(Failure::output)
}

/// Writes a file that the person named.
fn write(path: &std::path::Path, bytes: &[u8]) -> Result<(), Failure> {
    Ok(storage::write_atomic(path, bytes)?)
}
