//! `shenbao export`: the paper and what goes with it, the bundle, the letter.

use std::path::{Path, PathBuf};

use crate::project::{BackOrder, Body, BundleOptions, Paper, Project, ProjectError};

use super::arguments::ExportArguments;
use super::{Failure, Outcome, World, print, write};

pub fn run(world: &World, arguments: &ExportArguments) -> Result<Outcome, Failure> {
    let outputs: Vec<&PathBuf> = [
        &arguments.pdf,
        &arguments.odd,
        &arguments.even,
        &arguments.proof,
        &arguments.checklist,
        &arguments.bundle,
        &arguments.letter,
        &arguments.summary,
    ]
    .into_iter()
    .flatten()
    .collect();
    if outputs.is_empty() {
        let what = "请写明要导出什么：--pdf 申报书.pdf、--bundle 申报包.json、--letter 推荐函.pdf 等，全部选项见 shenbao export --help";
        return Err(Failure::Usage(what.to_owned()));
    }
    if arguments.no_pad && arguments.odd.is_some() {
        let what = "手动双面（--odd、--even）总要补空白页，正反面才对得上，请去掉 --no-pad";
        return Err(Failure::Usage(what.to_owned()));
    }
    let outputs: Vec<&Path> = outputs.into_iter().map(PathBuf::as_path).collect();
    refuse_collision(&arguments.file, &outputs)?;
    let mut project = Project::open(&arguments.file, &world.forms)?;
    if let Some(name) = &arguments.body_font {
        let body = Body::find(Some(name)).map_err(|error| Failure::Usage(error.to_string()))?;
        project.set_body(body);
    } else if let Some(note) = &project.body().note {
        eprintln!("请注意：{note}");
    }
    let form = project.form();
    for (asked, blocks, what) in [
        (
            &arguments.letter,
            &form.letter,
            "推荐函，什么也没有导出，请去掉 --letter",
        ),
        (
            &arguments.checklist,
            &form.checklist,
            "装订签字清单，什么也没有导出，请去掉 --checklist",
        ),
    ] {
        if asked.is_some() && blocks.is_empty() {
            return Err(Failure::Usage(format!("“{}”没有{what}", form.name)));
        }
    }
    make(world, arguments, &project)
}

/// Makes everything that was asked for, and writes it.
fn make(world: &World, arguments: &ExportArguments, project: &Project) -> Result<Outcome, Failure> {
    let today = world.today(arguments.day.today);
    let now = (world.now)().fixed_offset();
    let papers = papers(arguments, project.form().copies.max(1));
    let print_all = || -> Result<Vec<_>, ProjectError> {
        let made = papers.iter().map(|(path, what, paper)| {
            let bytes = project.print(*paper, today)?;
            Ok((*path, *what, bytes.unwrap_or_default()))
        });
        made.collect()
    };
    let bundle = || {
        arguments.bundle.as_ref().map(|path| {
            let options = BundleOptions {
                draft: arguments.draft,
                today,
                now,
            };
            project.bundle(&options).map(|bytes| (path, bytes))
        })
    };
    let (printed, bundle) = rayon::join(print_all, bundle);
    for (path, what, bytes) in printed? {
        write(path, &bytes)?;
        print(&format!("已导出{what}：{}", path.display()))?;
    }
    match bundle.transpose() {
        Ok(None) => Ok(Outcome::Done),
        Ok(Some((path, bytes))) => {
            write(path, &bytes)?;
            print(&format!("已导出申报包：{}", path.display()))?;
            Ok(Outcome::Done)
        }
        Err(refused @ ProjectError::ErrorsStand(_)) => {
            eprintln!(
                "{refused}，或加 --draft 生成草稿；逐条见 shenbao check {}",
                arguments.file.display()
            );
            Ok(Outcome::Errors)
        }
        Err(error) => Err(error.into()),
    }
}

/// The papers that were asked for: where to, what they are called, how they are printed.
fn papers(
    arguments: &ExportArguments,
    copies_of_form: usize,
) -> Vec<(&PathBuf, &'static str, Paper)> {
    let copies = arguments.copies.unwrap_or(copies_of_form);
    let pad = !arguments.no_pad;
    let order = arguments.even_order.unwrap_or(BackOrder::Reversed);
    let wanted = [
        (&arguments.pdf, "申报书", Paper::Copies { copies, pad }),
        (&arguments.odd, "申报书正面", Paper::Fronts { copies }),
        (
            &arguments.even,
            "申报书反面",
            Paper::Backs { copies, order },
        ),
        (&arguments.proof, "校对稿", Paper::Proof),
        (
            &arguments.checklist,
            "装订签字清单",
            Paper::Checklist { copies },
        ),
        (&arguments.letter, "推荐函", Paper::Letter),
        (&arguments.summary, "自查表", Paper::Summary),
    ];
    let asked = wanted.into_iter();
    asked
        .filter_map(|(path, what, paper)| Some((path.as_ref()?, what, paper)))
        .collect()
}

/// An output that is the input, or another output, would destroy it.
pub fn refuse_collision(input: &Path, outputs: &[&Path]) -> Result<(), Failure> {
    // A file that is not there yet is known by its folder and name.
    let real = |path: &Path| {
        path.canonicalize().unwrap_or_else(|_| {
            let folder = path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty());
            let folder = folder
                .unwrap_or(Path::new("."))
                .canonicalize()
                .unwrap_or_default();
            folder.join(path.file_name().unwrap_or_default())
        })
    };
    let mut taken = vec![real(input)];
    for output in outputs {
        let place = real(output);
        if taken.contains(&place) {
            let what = "要写的文件与原文件或另一个要写的文件是同一个，没有写，请换一个文件名";
            return Err(Failure::Usage(format!("{what}：{}", output.display())));
        }
        taken.push(place);
    }
    Ok(())
}
