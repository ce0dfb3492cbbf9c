//! Starts the window or runs a command.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use chrono::Local;
use shenbao::cli::{self, Invocation, Other, Renderer, World};
use shenbao::gui::{self, GuiError, RendererChoice, Setup};
use shenbao::project::Forms;
use shenbao::workspace::{Places, RosterColumns, Workspace};

fn main() -> ExitCode {
    let invocation = match cli::parse(std::env::args_os()) {
        Ok(invocation) => invocation,
        Err(Other::Help(text)) => {
            // Nobody is left to tell when the output is gone.
            let _ = io::stdout().write_all(text.as_bytes());
            return ExitCode::SUCCESS;
        }
        Err(Other::Wrong(sentence)) => {
            say(&sentence.to_string());
            return ExitCode::from(2);
        }
    };
    let mut forms = Forms::bundled();
    if let Some(path) = &invocation.form_file
        && let Err(error) = forms.add_file(path)
    {
        say(&error.to_string());
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
                    columns: || RosterColumns::of(&Places::of_system()).read(),
                },
            );
            if let Err(failure) = &result {
                let sentence = failure.to_string();
                if !sentence.is_empty() {
                    say(&sentence.to_string());
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
    let setup = Setup {
        forms,
        file: invocation.file,
        clock: Local::now,
        workspace: Workspace::open(Places::of_system()),
    };
    match gui::run(setup, renderer) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let sentence = format!(
                "{error}；不用窗口也可以：shenbao check {file} 检查，shenbao export {file} --pdf 申报书.pdf 打印"
            );
            say(&sentence);
            let seen = io::stderr().is_terminal();
            if matches!(error, GuiError::NoRenderer(_)) && !seen {
                gui::tell(&sentence);
            }
            ExitCode::from(2)
        }
    }
}

/// Says one sentence on standard error. What came out of a file must not break its line or drive
/// the terminal; where standard error is gone, nobody is left to tell.
fn say(sentence: &str) {
    let plain: String = sentence
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let _ = writeln!(io::stderr(), "{plain}");
}
