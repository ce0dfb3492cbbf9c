//! Older versions: listed, and had again as new files. Both read whole folders and files, so they
//! happen beside the window.

use std::path::{Path, PathBuf};

use egui::Context;

use crate::gui::app::App;
use crate::gui::editor::View;
use crate::gui::export::file_name_from;
use crate::gui::jobs::Done;
use crate::gui::versions::{Pair, difference, next_pair};
use crate::gui::widgets::Saved;
use crate::project::Project;
use crate::workspace::{self, Version};

impl App {
    pub(super) fn show_view(&mut self, ctx: &Context, view: View) {
        if view == View::Versions {
            self.list_versions(ctx);
        }
        if let Some(editor) = self.editor_mut() {
            editor.show(view);
        }
    }

    /// Looks for the versions of the open file. What is listed stays until they are there.
    pub(super) fn list_versions(&mut self, ctx: &Context) {
        let file = self
            .editor()
            .and_then(|editor| editor.project.file())
            .map(Path::to_owned);
        let workspace = self.workspace.clone();
        let Some(editor) = self.editor_mut() else {
            return;
        };
        let state = &mut editor.views.versions;
        let Some(file) = file else {
            (state.kept, state.trouble, state.listing) = (None, None, None);
            return;
        };
        state.asked += 1;
        state.listing = Some(state.asked);
        let (editor, number) = (editor.id, state.asked);
        let done = move |kept| Done::Listed {
            editor,
            number,
            kept,
        };
        let broken = done(Err(
            "旧版本没有列出来，请再点一次“旧版本与比较”。".to_owned()
        ));
        self.jobs.run(ctx, broken, move || {
            let kept = workspace::versions(&workspace.versions_of(&file));
            done(kept.map_err(|error| error.to_string()))
        });
    }

    /// Shows the versions, unless they were looked for again since.
    pub(super) fn listed(
        &mut self,
        ctx: &Context,
        asked: u64,
        number: u64,
        kept: Result<Vec<Version>, String>,
    ) {
        let Some(editor) = self.editor_of(asked) else {
            return;
        };
        let state = &mut editor.views.versions;
        if state
            .listing
            .take_if(|listing| *listing == number)
            .is_none()
        {
            return;
        }
        (state.kept, state.trouble) = match kept {
            Ok(kept) => (Some(kept), None),
            Err(sentence) => (None, Some(sentence)),
        };
        self.tell_next(ctx, None);
    }

    /// Works out beside the window what differs between the next two versions, while they are in
    /// sight; `newer` is the one of them that was read already.
    fn tell_next(&mut self, ctx: &Context, newer: Option<(u64, Box<Project>)>) {
        let forms = self.forms.clone();
        let Some(editor) = self.editor_mut() else {
            return;
        };
        let state = &mut editor.views.versions;
        if editor.view != View::Versions || state.comparing.is_some() || state.telling.is_some() {
            return;
        }
        let kept = state.kept.as_deref().unwrap_or_default();
        let known = |pair: &Pair| state.differences.contains_key(pair);
        let Some((at, pair)) = next_pair(kept, known) else {
            return;
        };
        let paths = [kept[at].path.clone(), kept[at + 1].path.clone()];
        state.telling = Some(pair);
        let editor = editor.id;
        let done = move |words, older| Done::Told {
            editor,
            pair,
            words,
            older,
        };
        self.jobs.run(ctx, done(String::new(), None), move || {
            let read = |path: &Path| Project::open(path, &forms).ok().map(Box::new);
            let newer = newer.filter(|(number, _)| *number == pair.0);
            let newer = newer
                .map(|(_, project)| project)
                .or_else(|| read(&paths[0]));
            let older = read(&paths[1]);
            let words = newer.zip(older.as_ref()).and_then(|(newer, older)| {
                let compared = newer.compare(older).ok()?;
                Some(difference(newer.form(), &compared))
            });
            done(words.unwrap_or_default(), older)
        });
    }

    /// Shows what differs between two versions, and goes on to the next two.
    pub(super) fn told(
        &mut self,
        ctx: &Context,
        asked: u64,
        pair: Pair,
        words: String,
        older: Option<Box<Project>>,
    ) {
        let Some(editor) = self.editor_of(asked) else {
            return;
        };
        let state = &mut editor.views.versions;
        state.telling = None;
        state.differences.insert(pair, words);
        self.tell_next(ctx, older.map(|older| (pair.1, older)));
    }

    /// Writes a version to a new file beside the open one.
    pub(super) fn restore(&mut self, ctx: &Context, version: Version) {
        let Some(editor) = self.editor_mut() else {
            return;
        };
        let Some(folder) = editor.project.file().and_then(Path::parent) else {
            return;
        };
        let folder = folder.to_owned();
        let title = file_name_from(&editor.project.title());
        let name = format!("{title}-旧版第{}份", version.number);
        let state = &mut editor.views.versions;
        if state.restoring.replace(version.number).is_some() {
            return;
        }
        state.restored = None;
        let (editor, number) = (editor.id, version.number);
        let done = move |written| Done::Restored {
            editor,
            number,
            written,
        };
        let broken = done(Err("没有另存成，请再试一次。".to_owned()));
        self.jobs.run(ctx, broken, move || {
            let written = workspace::restore(&version.path, &folder, &name);
            done(written.map_err(|error| error.to_string()))
        });
    }

    /// Shows beside the version where its file lies.
    pub(super) fn restored(&mut self, asked: u64, number: u64, written: Result<PathBuf, String>) {
        if let Some(editor) = self.editor_of(asked) {
            let state = &mut editor.views.versions;
            state.restoring = None;
            state.restored = Some((number, Saved(written)));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use chrono::Local;

    use super::*;
    use crate::gui::app::Setup;
    use crate::gui::execute::tests::rest;
    use crate::gui::request::Request;
    use crate::project::Forms;
    use crate::workspace::{Places, Workspace};

    #[test]
    fn versions_are_listed_and_had_again_beside_the_window() {
        let (ctx, folder) = (Context::default(), tempfile::tempdir().unwrap());
        let file = folder.path().join("a.shenbao");
        let example = Path::new("examples/industry-team/answers.json");
        let mut project = Project::open(example, &Forms::bundled()).unwrap();
        project.save_as(&file).unwrap();
        let workspace = Workspace::open(Places::in_folder(folder.path()));
        workspace.keep(&file, 0).unwrap();
        let setup = Setup {
            forms: Forms::bundled(),
            file: Some(file),
            clock: Local::now,
            workspace,
        };
        let mut app = App::new(&ctx, setup);
        rest(&mut app, &ctx);

        app.execute(&ctx, Request::Show(View::Versions));
        let state = |app: &App| app.editor().unwrap().views.versions.listing;
        let first = state(&app).unwrap();
        app.execute(&ctx, Request::Show(View::Versions));
        // What was asked for before the last time is not shown.
        let id = app.editor().unwrap().id;
        app.listed(&ctx, id, first, Err("早先的".to_owned()));
        assert!(state(&app).is_some());
        rest(&mut app, &ctx);
        let versions = &app.editor().unwrap().views.versions;
        assert_eq!(versions.trouble, None);
        let kept = versions.kept.clone().unwrap();
        assert_eq!(kept.len(), 1);

        let mut written = Vec::new();
        for _ in 0..2 {
            app.execute(&ctx, Request::Restore(kept[0].clone()));
            rest(&mut app, &ctx);
            let restored = app.editor().unwrap().views.versions.restored.clone();
            let (number, saved) = restored.unwrap();
            assert_eq!(number, 1);
            written.push(saved.0.unwrap());
        }
        assert_ne!(written[0], written[1]);
        for path in &written {
            assert_eq!(path.parent(), Some(folder.path()));
            assert_eq!(fs::read(path).unwrap(), fs::read(&kept[0].path).unwrap());
        }
        fs::remove_file(&kept[0].path).unwrap();
        app.execute(&ctx, Request::Restore(kept[0].clone()));
        rest(&mut app, &ctx);
        let restored = app.editor().unwrap().views.versions.restored.clone();
        assert!(restored.unwrap().1.0.is_err());
    }
}
