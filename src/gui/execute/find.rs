//! 查找 in the open application.

use egui::Context;

use crate::gui::app::App;
use crate::gui::find::Act;
use crate::gui::widgets;

impl App {
    /// Opens the bar. What is selected in a text is looked for at once.
    pub(super) fn open_find(&mut self, ctx: &Context) {
        if self.over.is_some() {
            return;
        }
        let Some(editor) = self.editor_mut() else {
            return;
        };
        let at_hand = editor.fields.at_hand().map(str::to_owned);
        let selected = at_hand
            .as_deref()
            .and_then(|path| widgets::selected(ctx, editor.project.answers(), path));
        let is_selected = selected.is_some();
        let back = ctx.memory(|memory| memory.focused());
        let from = editor.section_in_sight().unwrap_or(editor.section);
        let find = &mut editor.views.find;
        find.open(selected, from, back);
        find.refresh(&editor.project);
        if let Some(path) = at_hand.filter(|_| is_selected) {
            find.show_in(&path);
            editor.show_found();
        }
    }

    /// Goes to another place, with what was looked for last where the bar is closed.
    pub(super) fn find_on(&mut self, ctx: &Context, act: Act) {
        let is_open = |app: &Self| app.editor().map(|editor| editor.views.find.is_open());
        if self.over.is_some() {
            return;
        }
        match is_open(self) {
            Some(true) => self.find(ctx, act),
            Some(false) => {
                self.open_find(ctx);
                self.find(ctx, act);
            }
            None => return,
        }
        if let Some(editor) = self.editor_mut() {
            editor.views.find.take_cursor();
        }
    }

    pub(super) fn find(&mut self, ctx: &Context, act: Act) {
        let Some(editor) = self.editor_mut() else {
            return;
        };
        let find = &mut editor.views.find;
        match act {
            Act::Search(query) => find.search(query, &editor.project),
            Act::Next => find.step(1),
            Act::Previous => find.step(-1),
            Act::Show(at) => find.show(at),
            Act::Close => return self.close_find(ctx),
        }
        editor.show_found();
    }

    /// The cursor goes to the place that was shown last, while it is in sight; else back to where
    /// it was.
    fn close_find(&mut self, ctx: &Context) {
        let Some(editor) = self.editor_mut() else {
            return;
        };
        let shown = editor.section_in_sight();
        let find = &mut editor.views.find;
        let is_in_sight = shown.is_some() && find.section() == shown && editor.fields.has_found();
        let place = find.place().filter(|_| is_in_sight);
        let back = find.close();
        match (place, back) {
            (Some((path, _)), _) => editor.go_to(&path),
            (None, Some(back)) => ctx.memory_mut(|memory| memory.request_focus(back)),
            (None, None) => {}
        }
        editor.fields.end_found();
    }
}
