//! Experts on their way into the open application, and its people on theirs into 专家库.

use std::sync::Arc;

use egui::Context;

use crate::answers::Edit;
use crate::diag::Severity;
use crate::gui::app::App;
use crate::gui::banner::Banner;
use crate::gui::command::Command;
use crate::gui::library::{Act, Picker};
use crate::gui::modal::Modal;
use crate::gui::request::Request;
use crate::workspace::library::{self, Change, Expert, Id, Place, Use};

impl App {
    /// The open application, as an expert's uses name it.
    fn this_use(&self) -> Option<Use> {
        let editor = self.editor()?;
        Some(Use {
            title: editor.project.title(),
            form: editor.project.form().name.clone(),
            on: self.today().format("%Y-%m-%d").to_string(),
        })
    }

    /// Notes of experts that they stand in the open application. No step that is taken back: what
    /// was named there once stays noted.
    fn note_use(&mut self, ctx: &Context, ids: &[Id]) {
        let Some(used) = self.this_use() else { return };
        let library = self.workspace.library_mut();
        let mut change = Change::default();
        for expert in ids.iter().filter_map(|id| library.get(*id)) {
            change.alter(expert, |expert| expert.note_use(used.clone()));
        }
        library.apply(change);
        self.library_has_changed(ctx);
    }

    pub(super) fn keep_person(&mut self, ctx: &Context, path: &str) {
        if !self.has_library() {
            return;
        }
        let Some(editor) = self.editor() else { return };
        let (form, answers) = (editor.project.form(), editor.project.answers());
        let place = Place::of(form, path);
        let person = place.and_then(|place| place.person(answers, path));
        let Some(person) = person.filter(|person| !person.name.is_empty()) else {
            self.say("这里还没有写姓名，写好再存入专家库。".to_owned());
            return;
        };
        // An example's people are made up.
        let used = self.this_use().filter(|_| !self.shows_example());
        self.add_person(ctx, person, used.as_ref());
    }

    fn shows_example(&self) -> bool {
        self.editor()
            .is_some_and(|editor| editor.project.is_example())
    }

    pub(super) fn pick_expert(&mut self, path: String) {
        if !self.has_library() {
            return;
        }
        let index = self.library.index(self.workspace.library()).clone();
        let Some(editor) = self.editor() else { return };
        let answers = editor.project.answers();
        let Some(place) = Place::of(editor.project.form(), &path) else {
            return;
        };
        let label = place.label_of(&path);
        let there = answers.text(&format!("{path}.name")).into_owned();
        let picker = Picker::new(path, label, there, index);
        self.modal = Some(Modal::Expert(Box::new(picker)));
    }

    pub(super) fn fill_person(&mut self, ctx: &Context, path: &str, id: Id) {
        self.modal = None;
        let Some(expert) = self.workspace.library().get(id).cloned() else {
            return;
        };
        let Some(editor) = self.editor_mut() else {
            return;
        };
        let (form, answers) = (editor.project.form(), editor.project.answers());
        let Some(place) = Place::of(form, path) else {
            return;
        };
        let filling = place.filling(answers, path, &expert);
        editor.fields.reread();
        self.edit(ctx, filling.edit);
        self.touch_filled(path);
        self.note_use(ctx, &[id]);
        let name = expert.text("name");
        let undo = Command::Undo.key_words(ctx).unwrap_or_default();
        let banner = |words| Banner::new(words, Severity::Hint);
        self.banner = Some(match (&filling.other, filling.kept.as_slice()) {
            (Some(other), _) => {
                let photo = match filling.lost_file {
                    true => "照片请换成这位的，",
                    false => "",
                };
                banner(format!(
                    "“{other}”已换成“{name}”，{photo}按 {undo} 可以换回来。"
                ))
            }
            (None, []) => banner(format!("已填好“{name}”。")),
            (None, kept) => banner(format!(
                "已补上空着的；{}与专家库里的不同，保留了原来写的。",
                kept.join("、")
            ))
            .offering(
                "改用专家库的",
                Request::Library(Act::Replace(filling.replace)),
            ),
        });
    }

    pub(super) fn put_experts(&mut self, ctx: &Context, path: String, ids: &[Id]) {
        let library = self.workspace.library();
        let mut experts: Vec<Arc<Expert>> = ids
            .iter()
            .filter_map(|id| library.get(*id).cloned())
            .collect();
        // As they stand in the list.
        library::sort(&mut experts);
        let Some(editor) = self.editor_mut() else {
            return;
        };
        let (form, answers) = (editor.project.form(), editor.project.answers());
        let Some(place) = Place::whole(form, &path) else {
            return;
        };
        let (edit, words) = if place.is_table {
            let joining = place.joining(form, answers, &experts);
            if !joining.fits() {
                return;
            }
            let there = match joining.there {
                0 => String::new(),
                there => format!("，{there} 人原来就在"),
            };
            let words = format!("“{}”加了 {} 人{there}。", place.label, joining.added);
            (joining.edit, words)
        } else {
            let [expert] = experts.as_slice() else { return };
            let filling = place.filling(answers, &path, expert);
            let words = format!("“{}”填好了“{}”。", place.label, expert.text("name"));
            (Edit::Many(vec![filling.edit, filling.replace]), words)
        };
        editor.fields.reread();
        if place.is_table {
            editor.fields.forget_rows(&path);
        }
        self.edit(ctx, edit);
        self.touch_filled(&path);
        self.note_use(ctx, ids);
        let banner = Banner::new(words, Severity::Hint);
        self.banner = Some(banner.offering("去看看", Request::Library(Act::Show(path))));
    }
}
