//! Reading, changing and keeping 专家库, and experts on their way into the open application and back.

use egui::Context;

use crate::answers::{Answer, Edit};
use crate::diag::Severity;
use crate::gui::app::{App, Over};
use crate::gui::banner::Banner;
use crate::gui::jobs::Done;
use crate::gui::library::Act;
use crate::gui::request::Request;
use crate::workspace::library::{Change, Expert, History, Id, Index, Library, Read, Written};

use super::clock_of;
use super::standing::comes_back;

/// How long changing must pause before it is written, in seconds.
const PAUSE: f64 = 1.0;

impl App {
    pub(super) fn shows_library(&self) -> bool {
        self.over == Some(Over::Library)
    }

    pub(super) fn library(&mut self, ctx: &Context, act: Act) {
        // Whatever is done with the experts needs them, and the page has them by now.
        if !matches!(act, Act::Reread | Act::Show(_) | Act::Replace(_)) {
            self.read_library_now();
        }
        match act {
            Act::Edit(id, edit) => self.edit_expert(ctx, id, edit),
            Act::New => self.new_expert(ctx),
            Act::Open(id) => {
                self.drop_blank(ctx, id);
                self.library.open(id);
            }
            Act::Remove(ids) => self.remove_experts(ctx, &ids),
            Act::Undo => self.step_library(ctx, History::undo),
            Act::Reread => {
                self.workspace.library_mut().forget_trouble();
                self.read_library(ctx);
            }
            Act::Into { path, ids } => self.put_experts(ctx, path, &ids),
            Act::Show(path) => {
                self.lay(ctx, None);
                if let Some(editor) = self.editor_mut() {
                    editor.go_to(&path);
                }
            }
            Act::Keep(path) => self.keep_person(ctx, &path),
            Act::Pick(path) => self.pick_expert(path),
            Act::Fill { path, id } => self.fill_person(ctx, &path, id),
            Act::Replace(edit) => {
                if let Some(editor) = self.editor_mut() {
                    editor.fields.reread();
                }
                self.edit(ctx, edit);
            }
            Act::Decide(at, decision) => self.decide_expert(ctx, at, decision),
            Act::KeepAll => self.library.undecided.keep_all(),
            Act::Export(ids) => self.pick_experts_place(ctx, ids),
        }
    }

    /// The page comes up: the file is read, for the first time or for what others have written.
    pub(super) fn enter_library(&mut self, ctx: &Context) {
        self.library.enter();
        self.read_library(ctx);
    }

    /// The page goes: what nobody wrote anything about is nobody, and all else is kept.
    pub(super) fn leave_library(&mut self, ctx: &Context) {
        self.drop_blank(ctx, None);
        self.write_library(ctx);
    }

    /// Reads the file beside the window.
    fn read_library(&mut self, ctx: &Context) {
        if std::mem::replace(&mut self.library.reading, true) {
            return;
        }
        let reading = self.workspace.library().reading();
        let index = self.library.index_so_far();
        self.jobs.run(ctx, Done::LibraryRead(None), move || {
            let read = reading.run();
            // Sorting so many names would be felt in the window.
            let mut index = Index::clone(&index);
            if let Some(people) = read.people() {
                index.refresh(people);
            }
            Done::LibraryRead(Some(Box::new((read, index))))
        });
    }

    /// Takes over what was read; none where reading broke off.
    pub(super) fn library_was_read(&mut self, read: Option<Box<(Read, Index)>>) {
        self.library.reading = false;
        let Some((read, index)) = read.map(|read| *read) else {
            return;
        };
        if read.people().is_some() {
            self.library.set_index(index);
        }
        self.library.fields.reread();
        self.workspace.library_mut().take(read);
    }

    /// Reads the file at once where that was not done yet: somebody has asked for an expert before
    /// the page was ever shown.
    pub(super) fn read_library_now(&mut self) {
        self.workspace.library_mut().read_now();
    }

    /// Says why the experts cannot be had, where they cannot.
    pub(super) fn has_library(&mut self) -> bool {
        let Some(trouble) = self.workspace.library().trouble() else {
            return true;
        };
        let sentence = format!("专家库没有读出来，请在“专家库”里处理。{trouble}");
        self.fail(sentence);
        false
    }

    /// Changes the library as one step that can be taken back.
    pub(super) fn change_library(
        &mut self,
        ctx: &Context,
        change: Change,
        place: Option<String>,
    ) -> bool {
        let now = clock_of(ctx);
        let typed = place.map(|place| (place, now));
        let library = self.workspace.library_mut();
        let changed = self.library.history.apply(library, change, typed);
        self.library_has_changed(ctx);
        changed
    }

    pub(super) fn library_has_changed(&mut self, ctx: &Context) {
        self.library.changed = clock_of(ctx).as_secs_f64();
        // Writing is tried again.
        self.library.failure = None;
    }

    /// Undo or redo on the page; whom it was about comes into view.
    pub(super) fn step_library(
        &mut self,
        ctx: &Context,
        step: fn(&mut History, &mut Library) -> Option<Vec<Id>>,
    ) {
        let library = self.workspace.library_mut();
        let Some(ids) = step(&mut self.library.history, library) else {
            return;
        };
        let back = ids.iter().find(|id| library.get(**id).is_some()).copied();
        self.library.fields.reread();
        if self.library.opened() != back && back.is_some() {
            self.library.open(back);
        }
        self.library_has_changed(ctx);
    }

    fn edit_expert(&mut self, ctx: &Context, id: Id, edit: Edit) {
        let place = match &edit {
            Edit::Set {
                path,
                value: Some(Answer::Text(_)),
            } => Some(path.clone()),
            _ => None,
        };
        let mut change = Change::default();
        if let Some(expert) = self.workspace.library().get(id) {
            change.alter(expert, |expert| expert.edit(edit));
        }
        self.change_library(ctx, change, place);
    }

    fn new_expert(&mut self, ctx: &Context) {
        let library = self.workspace.library();
        let blank = library.people().values().find(|expert| expert.is_blank());
        let id = match blank.map(|expert| expert.id) {
            Some(id) => id,
            None => {
                let mut change = Change::default();
                let id = change.add(Expert::default());
                self.change_library(ctx, change, None);
                id
            }
        };
        self.library.begin(id);
    }

    /// Takes out who was begun and about whom nothing was written, unless they are to be shown.
    fn drop_blank(&mut self, ctx: &Context, shown: Option<Id>) {
        let library = self.workspace.library();
        let open = self.library.opened().filter(|id| Some(*id) != shown);
        let Some(expert) = open.and_then(|id| library.get(id)) else {
            return;
        };
        if expert.is_blank() && expert.used.is_empty() {
            let mut change = Change::default();
            change.remove(expert);
            self.workspace.library_mut().apply(change);
            self.library_has_changed(ctx);
        }
    }

    fn remove_experts(&mut self, ctx: &Context, ids: &[Id]) {
        let library = self.workspace.library();
        let mut change = Change::default();
        let gone: Vec<_> = ids.iter().filter_map(|id| library.get(*id)).collect();
        for expert in &gone {
            change.remove(expert);
        }
        let words = match gone.as_slice() {
            [] => return,
            [one] => match one.text("name").as_ref() {
                "" => "已从专家库删除一位专家。".to_owned(),
                name => format!("已从专家库删除“{name}”。"),
            },
            all => format!("已从专家库删除 {} 人。", all.len()),
        };
        if self.library.opened().is_some_and(|id| ids.contains(&id)) {
            self.library.open(None);
        }
        self.change_library(ctx, change, None);
        let banner = Banner::new(words, Severity::Hint);
        self.banner = Some(banner.offering("撤销删除", Request::Library(Act::Undo)));
    }

    /// Writes what has changed, here and now.
    ///
    /// # Errors
    /// One sentence where it cannot be written. It then holds until the program ends, and is tried
    /// again with the next change.
    pub(in crate::gui) fn keep_library(&mut self, ctx: &Context) -> Result<(), String> {
        self.take_coming_now(ctx);
        self.drop_blank(ctx, None);
        self.take_own_tag(ctx);
        let written = self.workspace.library_mut().write_now();
        written.map_err(|error| {
            let sentence = error.to_string();
            self.library.failure = Some(sentence.clone());
            sentence
        })
    }

    /// Writes beside the window what has changed once changing pauses. Whoever comes back from
    /// another window sees what was kept there.
    pub(in crate::gui) fn keep_library_in_time(&mut self, ctx: &Context) {
        if self.shows_library() && ctx.input(comes_back) {
            self.read_library(ctx);
        }
        if !self.workspace.library().is_dirty()
            || self.library.failure.is_some()
            || self.library.writing
        {
            return;
        }
        let since = ctx.input(|input| input.time) - self.library.changed;
        let left = PAUSE - since;
        if left <= 0.0 {
            self.write_library(ctx);
        } else {
            ctx.request_repaint_after_secs(left as f32);
        }
    }

    fn write_library(&mut self, ctx: &Context) {
        self.take_own_tag(ctx);
        let Some(writing) = self.workspace.library().writing() else {
            return;
        };
        if std::mem::replace(&mut self.library.writing, true) {
            return;
        }
        let broke_off = "专家库没有写完，改一处就会再写一次。".to_owned();
        let otherwise = Done::LibraryWritten(Err(broke_off));
        self.jobs.run(ctx, otherwise, move || {
            let written = writing.run().map(Box::new);
            Done::LibraryWritten(written.map_err(|error| error.to_string()))
        });
    }

    /// A tag of one's own that was typed and not added yet is added.
    fn take_own_tag(&mut self, ctx: &Context) {
        let Some((path, entry)) = self.library.fields.take_own() else {
            return;
        };
        let Some((id, column)) = self.library.opened().zip(path.split_once('.')) else {
            return;
        };
        let library = self.workspace.library();
        let mut change = Change::default();
        if let Some(expert) = library.get(id).filter(|_| column.0 == id.to_string()) {
            change.alter(expert, |expert| expert.add_word(column.1, &entry));
        }
        self.change_library(ctx, change, None);
    }

    /// Takes note of what was written.
    pub(super) fn library_was_written(&mut self, written: Result<Box<Written>, String>) {
        self.library.writing = false;
        match written {
            Ok(written) => {
                self.workspace.library_mut().wrote(*written);
                self.library.failure = None;
                self.library.kept = true;
            }
            Err(sentence) => {
                if !self.shows_library() {
                    self.fail(sentence.clone());
                }
                self.library.failure = Some(sentence);
            }
        }
    }
}
