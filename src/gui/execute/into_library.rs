//! People on their way into 专家库, and what a person decides of those who are there already.

use std::sync::Arc;

use egui::Context;

use crate::diag::Severity;
use crate::gui::app::{App, Work};
use crate::gui::banner::Banner;
use crate::gui::command::Command;
use crate::gui::jobs::Done;
use crate::gui::library::{Coming, Decision, added_words, rest_words};
use crate::gui::request::Request;
use crate::workspace::library::{Adding, Index, Person, Use};

/// What becomes of the library when people come into it, worked out beside the window.
#[derive(Debug)]
pub struct Added {
    /// The library's revision for which it holds.
    revision: u64,
    adding: Adding,
    /// The experts as they are then, ready for searching.
    index: Index,
}

impl App {
    /// Whether people may come into the library; says why not, where they may not.
    pub(super) fn may_take_into_library(&mut self) -> bool {
        self.read_library_now();
        self.has_library()
    }

    /// People who were chosen from a roster come into the library; `before` says what was done with
    /// others of it. They are compared with those who are there beside the window.
    pub(super) fn take_into_library(
        &mut self,
        ctx: &Context,
        people: Vec<Person>,
        before: Option<String>,
    ) {
        if !self.may_take_into_library() {
            return;
        }
        self.library.came += 1;
        self.library.coming.push_back(Coming {
            number: self.library.came,
            people: people.into(),
            before,
            work: Work {
                title: "正在放进专家库…".to_owned(),
                progress: Arc::default(),
            },
            since: ctx.input(|input| input.time),
        });
        if self.library.coming.len() == 1 {
            self.compare_coming(ctx);
        }
    }

    /// Finds out beside the window what becomes of the library when the first of those come who
    /// wait.
    fn compare_coming(&mut self, ctx: &Context) {
        let Some(coming) = self.library.coming.front() else {
            return;
        };
        let (number, comers) = (coming.number, coming.people.clone());
        let progress = coming.work.progress.clone();
        let library = self.workspace.library();
        let (people, revision) = (library.people().clone(), library.revision());
        let index = self.library.index_so_far();
        let done = move |added| Done::LibraryAdded { number, added };
        self.jobs.run(ctx, done(None), move || {
            let tells = |done, all| progress.goes_on(done, all, "");
            let adding = Adding::telling(&people, &comers, None, &tells);
            done(adding.map(|adding| {
                let mut index = Index::clone(&index);
                index.refresh(&adding.after(&people));
                Box::new(Added {
                    revision,
                    adding,
                    index,
                })
            }))
        });
    }

    /// Takes in those who were compared; none where that broke off or is not wanted any more.
    pub(super) fn library_was_added_to(
        &mut self,
        ctx: &Context,
        number: u64,
        added: Option<Box<Added>>,
    ) {
        let waits = self.library.coming.front();
        if waits.is_none_or(|coming| coming.number != number) {
            return;
        }
        let revision = self.workspace.library().revision();
        if added.as_ref().is_some_and(|one| one.revision != revision) {
            // Somebody has come or gone meanwhile.
            self.compare_coming(ctx);
            return;
        }
        let Some(coming) = self.library.coming.pop_front() else {
            return;
        };
        match added.map(|added| *added) {
            Some(Added { adding, index, .. }) => {
                self.library.set_index(index);
                self.put_in(ctx, adding, coming.before.as_deref());
            }
            None => {
                let count = coming.people.len();
                let why = match coming.work.progress.is_cancelled() {
                    true => "已按要求停下",
                    false => "没有做完",
                };
                let words = format!("{why}：{count} 人没有放进专家库，可以再读入一次。");
                self.banner = Some(Banner::new(words, Severity::Warning));
            }
        }
        self.compare_coming(ctx);
    }

    /// Takes in all who wait, here and now: nobody is lost when the window closes.
    pub(super) fn take_coming_now(&mut self, ctx: &Context) {
        for coming in std::mem::take(&mut self.library.coming) {
            coming.work.progress.cancel();
            let adding = Adding::of(self.workspace.library().people(), &coming.people, None);
            self.put_in(ctx, adding, coming.before.as_deref());
        }
    }

    /// One person comes into the library, out of the application if out of one.
    pub(super) fn add_person(&mut self, ctx: &Context, person: Person, used: Option<&Use>) {
        let adding = Adding::of(self.workspace.library().people(), &[person], used);
        self.put_in(ctx, adding, None);
    }

    /// Takes people in as one step, and says what came of it.
    fn put_in(&mut self, ctx: &Context, adding: Adding, before: Option<&str>) {
        let undo = Command::Undo.key_words(ctx).unwrap_or_default();
        let words = match before {
            Some(before) => rest_words(before, &adding, &undo),
            None => added_words(&adding),
        };
        let offer = match (adding.differing.is_empty(), before) {
            (false, _) => Some("去决定"),
            (true, Some(_)) => Some("打开专家库"),
            (true, None) => None,
        };
        if let [id] = adding.new[..] {
            self.library.open(Some(id));
        }
        self.change_library(ctx, adding.change, None);
        self.library.undecided.add(adding.differing);
        let banner = Banner::new(words, Severity::Hint);
        self.banner = Some(match offer.filter(|_| !self.shows_library()) {
            Some(offer) => banner.offering(offer, Request::Run(Command::Library)),
            None => banner,
        });
    }

    pub(super) fn decide_expert(&mut self, ctx: &Context, at: usize, decision: Decision) {
        let Some(one) = self.library.undecided.get(at).cloned() else {
            return;
        };
        let people = self.workspace.library().people();
        let takes = matches!(decision, Decision::Take(_));
        let change = match decision {
            Decision::Keep => None,
            Decision::Take(columns) => Some(one.take(people, &columns)),
            Decision::LeaveOut => Some(one.leave_out(people)),
        };
        self.library.fields.reread();
        if let Some(change) = change {
            self.change_library(ctx, change, None);
            let people = self.workspace.library().people();
            // One column of several was decided: the others are still to be. And two who became
            // one may be two again, by an undo.
            if !one.is_same() || (takes && !one.columns(people).is_empty()) {
                return;
            }
        }
        self.library.undecided.remove(at);
    }
}
