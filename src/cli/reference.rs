//! What can be looked up: the catalogue, the checks, the schema, the counts of a text.

use std::io::{self, Read};
use std::path::Path;

use serde::Serialize;

use crate::answers;
use crate::diag::Clause;
use crate::export::schema;
use crate::form::catalog;
use crate::form::notice;
use crate::form::template::{Piece, pieces};
use crate::rules::registry::{self, Instance};
use crate::storage;

use super::arguments::Format;
use super::{Failure, Outcome, World, print};

/// The largest text that is counted, in bytes.
const LARGEST_TEXT: u64 = 64 << 20;

pub fn catalog(format: Format) -> Result<Outcome, Failure> {
    let catalog = catalog::bundled();
    match format {
        Format::Json => print(&to_json(&catalog.cities)?)?,
        Format::Text => {
            for city in &catalog.cities {
                print(&format!("{}（{}）", city.name, city.province))?;
                print(&format!("  附件2 科技服务团：{}", city.teams.join("、")))?;
                print(&format!("  附件3 建设目标：{}", city.goal))?;
                print(&format!(
                    "  附件3 重点产业：{}",
                    city.key_industries.join("、")
                ))?;
                print(&format!(
                    "  附件3 培育产业：{}",
                    city.emerging_industries.join("、")
                ))?;
            }
        }
    }
    Ok(Outcome::Done)
}

pub fn count(file: Option<&Path>) -> Result<Outcome, Failure> {
    let (bytes, name) = match file {
        Some(path) => (
            storage::read_file(path, LARGEST_TEXT)?,
            path.display().to_string(),
        ),
        None => {
            let mut bytes = Vec::new();
            io::stdin()
                .lock()
                .take(LARGEST_TEXT + 1)
                .read_to_end(&mut bytes)
                .map_err(|error| {
                    Failure::Usage(format!("标准输入无法读取（{error}），请改为写明文件"))
                })?;
            if bytes.len() as u64 > LARGEST_TEXT {
                let most = LARGEST_TEXT >> 20;
                return Err(Failure::Usage(format!(
                    "标准输入超过 {most} MB，没有数，请分成几份"
                )));
            }
            (bytes, "标准输入".to_owned())
        }
    };
    let text = String::from_utf8(bytes).map_err(|_| Failure::NotText(name))?;
    // The mark at the start of a text that Notepad saved is no character of it.
    let counts = answers::count(text.strip_prefix('\u{feff}').unwrap_or(&text));
    print(&serde_json::to_string(&counts).map_err(|error| Failure::Output(error.into()))?)?;
    Ok(Outcome::Done)
}

/// An instance of a check under its id, as programs read it.
#[derive(Serialize)]
struct Rule<'a> {
    id: &'a str,
    #[serde(flatten)]
    instance: &'a Instance,
}

pub fn rules(world: &World, format: Format) -> Result<Outcome, Failure> {
    let entries = registry::registry(world.forms.list());
    let all = entries.iter().flat_map(|entry| {
        entry.instances.iter().map(|instance| Rule {
            id: &entry.id,
            instance,
        })
    });
    match format {
        Format::Json => print(&to_json(&all.collect::<Vec<_>>())?)?,
        Format::Text => {
            for Rule { id, instance } in all {
                print(&format!(
                    "{id} · {} · {}",
                    instance.severity.label(),
                    instance.form
                ))?;
                print(&format!("  {}", instance.condition))?;
                print(&format!("  依据：{}", basis(instance)))?;
            }
        }
    }
    Ok(Outcome::Done)
}

pub fn explain(world: &World, rule: &str) -> Result<Outcome, Failure> {
    let entries = registry::registry(world.forms.list());
    let Some(entry) = entries.iter().find(|entry| entry.id == rule) else {
        return Err(Failure::NoRule(rule.to_owned()));
    };
    print(rule)?;
    for instance in &entry.instances {
        print("")?;
        let form = world.form(&instance.form)?;
        print(&format!("表单：{}", form.name))?;
        if !instance.only_for.is_empty() {
            print(&format!("适用：{}", instance.only_for.join("；")))?;
        }
        print(&format!("级别：{}", instance.severity.label()))?;
        print(&format!("何时出现：{}", instance.condition))?;
        print(&format!("会说：{}", open_gaps(&instance.message)))?;
        if !instance.hint.is_empty() {
            print(&format!("怎么办：{}", open_gaps(&instance.hint)))?;
        }
        print(&format!("依据：{}", basis(instance)))?;
    }
    Ok(Outcome::Done)
}

pub fn schema(world: &World, form: &str) -> Result<Outcome, Failure> {
    let form = world.form(form)?;
    print(&to_json(&schema::schema(&form))?)?;
    Ok(Outcome::Done)
}

/// A clause as people cite it: number of the notice, place, words.
pub fn clause_words(clause: &Clause) -> String {
    let number = notice::find(&clause.notice).map_or(clause.notice.as_str(), |it| it.number);
    format!("{number} {}“{}”", clause.place, clause.quote)
}

/// A message with dots where a finding has its figures and names.
fn open_gaps(message: &str) -> String {
    let words = pieces(message).into_iter().map(|piece| match piece {
        Piece::Words(words) => words,
        _ => "……",
    });
    words.collect()
}

fn basis(entry: &Instance) -> String {
    match (&entry.clause, &entry.standard) {
        (Some(clause), _) => clause_words(clause),
        (None, Some(standard)) => standard.clone(),
        (None, None) => "表单上该栏目的名称".to_owned(),
    }
}

fn to_json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(value).map_err(|error| Failure::Output(error.into()))
}
