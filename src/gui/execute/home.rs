//! What the first screen asks for.

use egui::Context;

use crate::gui::app::App;
use crate::gui::jobs::{Ask, Purpose};
use crate::project::{Body, Project};

impl App {
    /// A new application, with 常用信息 in it.
    pub(super) fn begin(&mut self, form: &str) {
        let Some(form) = self.forms.find(form) else {
            return;
        };
        // Another window may have kept more of it since.
        self.workspace.standing_mut().refresh();
        let standing = self.workspace.standing();
        let unread = standing.trouble().is_some();
        let body = Body::named(self.workspace.settings().body_font.as_deref());
        let project = Project::new_with(form, standing.answers()).with_body(body);
        self.show(project);
        if unread {
            let words = "常用信息没有读出来，这份材料里没有填入。原因写在首页的“常用信息”里。";
            self.say(words.to_owned());
        }
    }

    /// The example of a form. It is said here and in its title that it is one.
    pub(super) fn show_example(&mut self, form: &str) {
        if let Some(example) = Project::example(form, &self.forms) {
            self.show(example);
            let words = "这是例子，单位和人员都是虚构的。可以随意改着看，不会动到自己的材料。";
            self.say(words.to_owned());
        }
    }

    pub(super) fn ask_import(&mut self, ctx: &Context) {
        let ask = Ask {
            purpose: Purpose::Import,
            title: "导入申报包或答案文件".to_owned(),
            filter: ("申报包或答案文件".to_owned(), vec!["json".to_owned()]),
            folder: self.folder(),
            save_as: None,
        };
        self.ask(ctx, ask);
    }
}
