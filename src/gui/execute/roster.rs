//! Reading a roster beside the window, and taking its people in as one step.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use crate::answers::path::is_in;
use crate::gui::app::{App, Over, Work};
use crate::gui::command::Command;
use crate::gui::editor::{View, data};
use crate::gui::jobs::{Ask, Done, Purpose};
use crate::gui::progress::{self, Progress};
use crate::gui::request::Request;
use crate::gui::roster::{Act, Reading, data::Place};
use crate::project::people::{self, Part, Roster};

use super::clock_of;

impl Reading {
    /// Whether it takes so long that it is shown; if not, the window looks again in time.
    pub fn is_shown(&self, ctx: &Context) -> bool {
        progress::is_long(ctx, self.since)
    }
}

impl App {
    pub(super) fn roster(&mut self, ctx: &Context, act: Act) {
        match act {
            // Where a person has chosen a place, it stays.
            Act::Open(None) if self.shows_library() => self.open_roster_of_library(ctx),
            Act::Open(path) => self.open_roster(ctx, path),
            Act::Drop(file) => {
                if self.over != Some(Over::Roster) {
                    self.roster(ctx, Act::Open(None));
                }
                if self.over == Some(Over::Roster) {
                    self.begin_roster(ctx, file);
                }
            }
            Act::IntoLibrary => self.open_roster_of_library(ctx),
            Act::Pick => self.pick_roster(ctx),
            Act::Sheet(sheet) => self.read_roster(ctx, Some(sheet), None),
            Act::Column(at, part) => {
                let read = self.roster.import.as_ref();
                let Some(roster) = read.map(|import| import.roster.clone()) else {
                    return;
                };
                self.roster.corrections.set(&roster, at, part);
                let sheet = roster.sheet.clone();
                self.read_roster(ctx, Some(sheet), Some((roster, at, part)));
            }
            Act::Take => self.take_roster(ctx),
        }
    }

    /// Opens the page; without a path for the table of the section in sight, else the first one.
    fn open_roster(&mut self, ctx: &Context, path: Option<String>) {
        let Some(editor) = self.editor() else {
            self.open_roster_of_library(ctx);
            return;
        };
        let form = editor.project.form();
        let in_sight = |place: &Place| {
            let Place::Form(path) = place else {
                return false;
            };
            editor.view == View::Form && form.section_of(path) == Some(editor.section)
        };
        let places = crate::gui::roster::data::places(Some(&editor.project), false);
        let places = places.into_iter().map(|(place, _)| place);
        let usual = path.map(Place::Form).or_else(|| {
            let places: Vec<_> = places.collect();
            let here = places.iter().find(|place| in_sight(place));
            here.or(places.first()).cloned()
        });
        let Some(place) = usual else {
            self.say("这份材料里没有要填人员名单的地方。".to_owned());
            return;
        };
        self.roster.place = place;
        self.lay(ctx, Some(Over::Roster));
    }

    /// Opens the page for the expert library.
    fn open_roster_of_library(&mut self, ctx: &Context) {
        self.roster.place = Place::Library;
        self.lay(ctx, Some(Over::Roster));
    }

    fn pick_roster(&mut self, ctx: &Context) {
        let extensions = people::EXTENSIONS.map(str::to_owned).to_vec();
        let ask = Ask {
            purpose: Purpose::Roster,
            title: "选择名单文件".to_owned(),
            filter: ("名单（Excel、WPS 表格）".to_owned(), extensions),
            folder: self.folder(),
            save_as: None,
        };
        self.ask(ctx, ask);
    }

    /// Reads a file that was chosen, if the page is still there.
    pub(super) fn begin_roster(&mut self, ctx: &Context, file: PathBuf) {
        if self.over == Some(Over::Roster) {
            self.roster.begin(file);
            self.read_roster(ctx, None, None);
        }
    }

    /// Reads the page's file beside the window. `said` is what a person says of a column, which is
    /// kept first.
    fn read_roster(
        &mut self,
        ctx: &Context,
        sheet: Option<String>,
        said: Option<(Arc<Roster>, usize, Option<Part>)>,
    ) {
        let Some(file) = self.roster.file.clone() else {
            return;
        };
        let state = &mut self.roster;
        state.asked += 1;
        let number = state.asked;
        let progress = Arc::new(Progress::default());
        progress.goes_on(0, 1, &state.name());
        state.reading = Some(Reading {
            number,
            work: Work {
                title: "正在读名单…".to_owned(),
                progress,
            },
            since: ctx.input(|input| input.time),
        });
        let columns = self.workspace.roster_columns();
        let corrections = self.roster.corrections.clone();
        let broken = Done::RosterRead {
            number,
            read: Err(format!("名单没有读完，请再选一次：{}", file.display())),
            trouble: None,
        };
        self.jobs.run(ctx, broken, move || {
            let kept = said.map_or(Ok(()), |(roster, at, part)| columns.keep(&roster, at, part));
            let (corrections, trouble) = match kept.and_then(|()| columns.read()) {
                Ok(kept) => (kept, None),
                // What was said holds until the program ends.
                Err(error) => (corrections, Some(error.to_string())),
            };
            let read = people::read(&file, sheet.as_deref(), &corrections);
            Done::RosterRead {
                number,
                read: read.map(Box::new).map_err(|error| error.to_string()),
                trouble,
            }
        });
    }

    /// Shows what was read, unless nobody wants it any more.
    pub(super) fn roster_read(
        &mut self,
        number: u64,
        read: Result<Box<Roster>, String>,
        trouble: Option<String>,
    ) {
        let state = &mut self.roster;
        let wanted = state.reading.take_if(|reading| reading.number == number);
        if wanted.is_none() {
            return;
        }
        match read {
            Ok(roster) => state.show(*roster),
            Err(sentence) => {
                state.forget();
                state.failure = Some(sentence);
            }
        }
        if let Some(trouble) = trouble {
            self.say(format!(
                "以前改过的栏没有用上，或这次改的没有记住：{trouble}"
            ));
        }
    }

    /// Takes the chosen people in as one step, and shows them.
    fn take_roster(&mut self, ctx: &Context) {
        let now = clock_of(ctx);
        let open = self.editor().map(|editor| (editor.id, &editor.project));
        let import = self.roster.import.as_ref();
        let Some(taking) = import.and_then(|import| import.taking(open)) else {
            return;
        };
        // All of it is done or nothing: who is ticked stays ticked where the library does not read.
        if !taking.rest.is_empty() && !self.may_take_into_library() {
            return;
        }
        if taking.place.is_empty() {
            self.lay(ctx, Some(Over::Library));
            self.execute(ctx, Request::IntoLibrary(taking.rest));
            return;
        }
        let Place::Form(target) = self.roster.place.clone() else {
            return;
        };
        let Some(editor) = self.editor_mut() else {
            return;
        };
        let before = editor.project.answers().clone();
        editor.project.apply(taking.edit, now);
        if *editor.project.answers() == before {
            let words = "要填的地方现在写的不是名单，没有读入任何人，请先在填写里改正。";
            self.fail(words.to_owned());
            return;
        }
        editor.fields.reread();
        editor.go_to(&taking.place);
        self.touch_filled(&target);
        self.lay(ctx, None);
        if taking.rest.is_empty() {
            let undo = Command::Undo.key_words(ctx).unwrap_or_default();
            self.say(format!("{}。{undo} 可撤销。", taking.words));
        } else {
            // What came of all is said once they are there.
            self.take_into_library(ctx, taking.rest, Some(taking.words));
        }
    }

    /// What was filled in for a person counts as touched, and what is still empty does not.
    pub(super) fn touch_filled(&mut self, place: &str) {
        let Some(editor) = self.editor_mut() else {
            return;
        };
        for path in data::filled(editor.project.answers()) {
            if is_in(&path, place) {
                editor.fields.touch(&path);
            }
        }
    }
}
