//! `shenbao export`: the paper, the bundle and the letter.

use std::path::{Path, PathBuf};

use crate::project::{BundleOptions, PdfOptions, Project, ProjectError};

use super::arguments::ExportArguments;
use super::{Failure, Outcome, World, print, write};

pub fn run(world: &World, arguments: &ExportArguments) -> Result<Outcome, Failure> {
    if arguments.pdf.is_none() && arguments.bundle.is_none() && arguments.letter.is_none() {
        let what =
            "请写明要导出什么：--pdf 申报书.pdf、--bundle 申报包.json 或 --letter 推荐函.pdf";
        return Err(Failure::Usage(what.to_owned()));
    }
    let outputs = [&arguments.pdf, &arguments.bundle, &arguments.letter];
    refuse_collision(
        &arguments.file,
        &outputs
            .into_iter()
            .flatten()
            .map(PathBuf::as_path)
            .collect::<Vec<_>>(),
    )?;
    let project = Project::open(&arguments.file, &world.forms)?;
    if arguments.letter.is_some() && project.form().letter.is_empty() {
        let name = &project.form().name;
        return Err(Failure::Usage(format!(
            "“{name}”没有推荐函，什么也没有导出，请去掉 --letter"
        )));
    }
    let today = world.today(arguments.day.today);
    let now = (world.now)().fixed_offset();
    let pdf = || {
        arguments.pdf.as_ref().map(|path| {
            let options = PdfOptions {
                copies: arguments.copies.unwrap_or(project.form().copies),
                pad: !arguments.no_pad,
                today,
                now,
            };
            project.pdf(&options).map(|bytes| (path, bytes))
        })
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
    let (pdf, bundle) = rayon::join(pdf, bundle);

    if let Some((path, bytes)) = pdf.transpose()? {
        write(path, &bytes)?;
        print(&format!("已导出申报书：{}", path.display()))?;
    }
    if let Some(path) = &arguments.letter {
        let Some(bytes) = project.letter(now)? else {
            return Err(Failure::Usage("没有推荐函可以导出".to_owned()));
        };
        write(path, &bytes)?;
        print(&format!("已导出推荐函：{}", path.display()))?;
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
