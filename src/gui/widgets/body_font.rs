//! The choice of a body font among those of this computer.

use egui::{ComboBox, Ui};

use crate::fonts;

use super::parts;

/// What the bundled serif is called.
const BUNDLED: &str = "内置宋体";

/// Shows the choice, and gives back the font that was chosen: its name, none for the bundled one,
/// which stands first.
pub fn body_font_ui(ui: &mut Ui, chosen: Option<&str>) -> Option<Option<String>> {
    let mut picked = None;
    ui.horizontal(|ui| {
        let label = ui.label("正文字体");
        let list = ComboBox::from_id_salt("body font")
            .selected_text(chosen.unwrap_or(BUNDLED))
            .width(220.0)
            .show_ui(ui, |ui| {
                let mut choose = |ui: &mut Ui, name: Option<&str>, label: &str| {
                    let is_chosen = chosen == name;
                    if ui.selectable_label(is_chosen, label).clicked() && !is_chosen {
                        picked = Some(name.map(str::to_owned));
                    }
                };
                choose(ui, None, BUNDLED);
                match fonts::installed_if_known() {
                    Some([]) => {
                        parts::note_ui(ui, "这台电脑上没有别的可用的中文字体。");
                    }
                    Some(fonts) => {
                        for font in fonts {
                            choose(ui, Some(&font.name), &font.name);
                        }
                    }
                    None => {
                        ui.spinner();
                        parts::note_ui(ui, "正在查找这台电脑上的字体…");
                    }
                }
            });
        list.response.labelled_by(label.id);
    });
    picked
}
