//! What a person can have done by a button or a key, each with its words, in one table.

use egui::{Context, Event, Key, KeyboardShortcut, Modifiers};

/// Something that the window does as a whole. Carried out in [`super::execute`] alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Home,
    Open,
    Save,
    SaveAs,
    Undo,
    Redo,
    Check,
    Export,
    /// Folds the panel at the right, or unfolds it.
    Panel,
    /// Opens the bar of 查找.
    Find,
    FindNext,
    FindPrevious,
    PreviousSection,
    NextSection,
    /// Everything in the window a step larger.
    Enlarge,
    /// Everything in the window a step smaller.
    Shrink,
    /// Everything in the window as large as usual.
    UsualSize,
    /// 常用信息.
    Standing,
    /// 专家库.
    Library,
    /// 读入名单.
    Roster,
    Settings,
    /// The list of keys.
    Keys,
}

impl Command {
    /// Those with a key, the ones with more modifiers first.
    pub const KEYED: [Self; 19] = [
        Self::Open,
        Self::SaveAs,
        Self::Save,
        Self::Redo,
        Self::Undo,
        Self::Check,
        Self::Export,
        Self::Panel,
        Self::Find,
        Self::FindPrevious,
        Self::FindNext,
        Self::PreviousSection,
        Self::NextSection,
        Self::Roster,
        Self::Enlarge,
        Self::Shrink,
        Self::UsualSize,
        Self::Settings,
        Self::Keys,
    ];

    /// What the button says.
    pub fn label(self) -> &'static str {
        match self {
            Self::Home => "首页",
            Self::Open => "打开…",
            Self::Save => "保存",
            Self::SaveAs => "另存为…",
            Self::Undo => "撤销",
            Self::Redo => "重做",
            Self::Check => "自查",
            Self::Export => "导出…",
            Self::Panel => "侧栏",
            Self::Find => "查找",
            Self::FindNext => "下一处",
            Self::FindPrevious => "上一处",
            Self::PreviousSection => "上一部分",
            Self::NextSection => "下一部分",
            Self::Enlarge => "文字放大",
            Self::Shrink => "文字缩小",
            Self::UsualSize => "恢复 100 %",
            Self::Standing => "常用信息",
            Self::Library => "专家库",
            Self::Roster => "读入名单（Excel）…",
            Self::Settings => "设置",
            Self::Keys => "快捷键",
        }
    }

    /// What it does, in half a sentence.
    pub fn tooltip(self) -> &'static str {
        match self {
            Self::Home => "回到首页，新建或打开另一份材料",
            Self::Open => "打开项目文件、申报包或答案文件",
            Self::Save => "把现在填写的内容存进文件",
            Self::SaveAs => "另存一份，以后改这一份",
            Self::Undo => "退回上一步修改",
            Self::Redo => "恢复刚才撤销的修改",
            Self::Check => "检查整份材料，列出须改正和请确认的地方",
            Self::Export => "打印用的 PDF、网上提交用的申报包、推荐函",
            Self::Panel => "打开或收起右侧的自查、纸面和依据",
            Self::Find => "在填写的全部内容里找几个字",
            Self::FindNext => "到找到的下一处",
            Self::FindPrevious => "回到找到的上一处",
            Self::PreviousSection => "翻到表单的上一部分",
            Self::NextSection => "翻到表单的下一部分",
            Self::Enlarge => "窗口里的字和按钮放大一档，最大 200 %",
            Self::Shrink => "窗口里的字和按钮缩小一档，最小 100 %",
            Self::UsualSize => "窗口里的字和按钮回到原来的大小",
            Self::Library => "专家录一次，以后填写材料时直接选用",
            Self::Standing => "单位和人员写一次，以后新建的材料自动填好",
            Self::Roster => "把 Excel 名单里的人读进来，不用重新打字",
            Self::Settings => "文字大小、颜色、工作文件夹等",
            Self::Keys => "列出可以用的快捷键",
        }
    }

    /// The key that does the same.
    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        let command = |key| Some(KeyboardShortcut::new(Modifiers::COMMAND, key));
        match self {
            Self::Home | Self::Standing | Self::Library => None,
            Self::Open => command(Key::O),
            Self::Save => command(Key::S),
            Self::SaveAs => Some(KeyboardShortcut::new(
                Modifiers::COMMAND | Modifiers::SHIFT,
                Key::S,
            )),
            Self::Undo => command(Key::Z),
            Self::Redo => command(Key::Y),
            Self::Check => Some(KeyboardShortcut::new(Modifiers::NONE, Key::F7)),
            Self::Export => command(Key::E),
            Self::Panel => Some(KeyboardShortcut::new(Modifiers::NONE, Key::F9)),
            Self::Find => command(Key::F),
            Self::FindNext => Some(KeyboardShortcut::new(Modifiers::NONE, Key::F3)),
            Self::FindPrevious => Some(KeyboardShortcut::new(Modifiers::SHIFT, Key::F3)),
            Self::PreviousSection => command(Key::PageUp),
            Self::NextSection => command(Key::PageDown),
            Self::Roster => command(Key::I),
            Self::Enlarge => command(Key::Plus),
            Self::Shrink => command(Key::Minus),
            Self::UsualSize => command(Key::Num0),
            Self::Settings => command(Key::Comma),
            Self::Keys => Some(KeyboardShortcut::new(Modifiers::NONE, Key::F1)),
        }
    }

    /// Its key by what stands on the keyboard.
    pub fn key_words(self, ctx: &Context) -> Option<String> {
        let words = ctx.format_shortcut(&self.shortcut()?);
        let words = words.replace("Plus", "＋").replace("Minus", "－");
        Some(words.replace("Comma", ","))
    }

    /// Tooltip and key together.
    pub fn tooltip_with_key(self, ctx: &Context) -> String {
        match self.key_words(ctx) {
            Some(key) => format!("{}（{key}）", self.tooltip()),
            None => self.tooltip().to_owned(),
        }
    }

    /// Takes the pressed keys out of the input, before a text field sees them: undo is the
    /// application's, over all fields, and not the text field's own.
    pub fn pressed(ctx: &Context) -> Vec<Self> {
        ctx.input_mut(|input| {
            let mut pressed = Vec::new();
            // In the order in which they were pressed, each as often: a frame may take long.
            input.events.retain(|event| {
                let command = Self::of(event);
                pressed.extend(command);
                command.is_none()
            });
            pressed
        })
    }

    /// The keys of the text size together with the shift key, without which many keyboards have no
    /// plus sign. To be asked once the screens are drawn: a table puts rows in by them.
    pub fn pressed_at_last(ctx: &Context) -> Option<Self> {
        let keys = [
            (Key::Plus, Self::Enlarge),
            (Key::Equals, Self::Enlarge),
            (Key::Minus, Self::Shrink),
        ];
        ctx.input_mut(|input| {
            let with_shift = Modifiers::COMMAND | Modifiers::SHIFT;
            let mut keys = keys.into_iter();
            keys.find_map(|(key, command)| input.consume_key(with_shift, key).then_some(command))
        })
    }

    /// The command that a key press stands for.
    fn of(event: &Event) -> Option<Self> {
        let Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } = event
        else {
            return None;
        };
        let more = [
            (Modifiers::COMMAND | Modifiers::SHIFT, Key::Z, Self::Redo),
            // The plus sign stands on the key of the equals sign.
            (Modifiers::COMMAND, Key::Equals, Self::Enlarge),
        ];
        let more =
            more.map(|(modifiers, key, command)| (KeyboardShortcut::new(modifiers, key), command));
        // With the shift key these two are a table's first.
        let is_free =
            |command: &Self| !(modifiers.shift && matches!(command, Self::Enlarge | Self::Shrink));
        let keyed = Self::KEYED.into_iter();
        let keyed = keyed.filter_map(|command| Some((command.shortcut()?, command)));
        // The key with more modifiers first, or the one with fewer would take it.
        more.into_iter()
            .chain(keyed)
            .filter(|(_, command)| is_free(command))
            .find(|(shortcut, _)| {
                shortcut.logical_key == *key && modifiers.matches_logically(shortcut.modifiers)
            })
            .map(|(_, command)| command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_key() {
        let keys: Vec<_> = Command::KEYED
            .into_iter()
            .map(|command| command.shortcut())
            .collect();
        for (at, key) in keys.iter().enumerate() {
            assert!(key.is_some() && !keys[..at].contains(key), "{key:?}");
        }
    }

    #[test]
    fn keys_of_one_frame_count_each_and_in_their_order() {
        let ctx = Context::default();
        let key = |key, modifiers| Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        };
        let both = Modifiers::COMMAND | Modifiers::SHIFT;
        let events = vec![
            key(Key::Z, Modifiers::COMMAND),
            key(Key::Z, Modifiers::COMMAND),
            Event::Text("甲".to_owned()),
            key(Key::Z, both),
            key(Key::S, both),
            key(Key::S, Modifiers::COMMAND),
            key(Key::A, Modifiers::COMMAND),
        ];
        ctx.input_mut(|input| input.events = events);
        let pressed = Command::pressed(&ctx);
        use Command::{Redo, Save, SaveAs, Undo};
        assert_eq!(pressed, [Undo, Undo, Redo, SaveAs, Save]);
        assert_eq!(ctx.input(|input| input.events.len()), 2);
    }
}
