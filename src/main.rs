//! Starts the window or runs a command.

use std::process::ExitCode;

use chrono::Local;
use shenbao::cli::{self, Invocation, Other, Renderer, World};
use shenbao::gui::{self, RendererChoice};
use shenbao::project::Forms;

fn main() -> ExitCode {
    let invocation = match cli::parse(std::env::args_os()) {
        Ok(invocation) => invocation,
        Err(Other::Help(text)) => {
            print!("{text}");
            return ExitCode::SUCCESS;
        }
        Err(Other::Wrong(sentence)) => {
            eprintln!("{sentence}");
            return ExitCode::from(2);
        }
    };
    let mut forms = Forms::bundled();
    if let Some(path) = &invocation.form_file
        && let Err(error) = forms.add_file(path)
    {
        eprintln!("{error}");
        return ExitCode::from(2);
    }
    match invocation.command {
        None => window(forms, invocation),
        Some(command) => {
            let result = cli::run(
                command,
                &World {
                    forms,
                    now: Local::now,
                },
            );
            if let Err(failure) = &result {
                let sentence = failure.to_string();
                if !sentence.is_empty() {
                    eprintln!("{sentence}");
                }
            }
            cli::exit_code(&result)
        }
    }
}

fn window(forms: Forms, invocation: Invocation) -> ExitCode {
    let renderer = match invocation.renderer {
        Renderer::Auto => RendererChoice::Auto,
        Renderer::Glow => RendererChoice::Glow,
        Renderer::Wgpu => RendererChoice::Wgpu,
    };
    let file = invocation
        .file
        .as_ref()
        .map_or("文件".into(), |file| file.display().to_string());
    match gui::run(forms, invocation.file, renderer, Local::now) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "{error}；不用窗口也可以：shenbao check {file} 检查，shenbao export {file} --pdf 申报书.pdf 打印"
            );
            ExitCode::from(2)
        }
    }
}
