//! Texts from Word, WPS and web pages, as the clipboard brings them: without what nobody sees and
//! no typeface shows.

use egui::text_edit::TextEditState;
use egui::{Context, Event, Id, Ui};

/// Between the cells of a table row that was pasted into a text.
const CELL_BREAK: &str = " | ";
/// What a paragraph begins with that was indented by a tab.
const INDENT: &str = "　　";

/// How many characters pasting may bring a field to. The window lays a field out anew with every
/// key, which takes about a microsecond a character without optimization: beyond this every key would
/// be waited for. What is typed is never refused.
const MOST: usize = 100_000;
/// How many characters are pasted anywhere at once, unless they are the cells of a table.
const MOST_AT_ONCE: usize = 200_000;

/// What became of what was pasted into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pasted {
    /// It came as so many lines.
    Lines(usize),
    /// It had so many characters and was taken out of the input as a whole.
    Refused(usize),
}

/// What is said of a text of so many characters that was not pasted.
pub fn refusal(characters: usize) -> String {
    let count = match characters {
        0..10_000 => format!("{characters} 个"),
        _ => format!("{} 万", characters / 10_000),
    };
    format!(
        "剪贴板里有 {count}字，这一栏放不下这么多（一栏最多 {} 万字），没有粘贴。请看一下复制的是不是要粘贴的内容。",
        MOST / 10_000
    )
}

/// How many characters a text has that is too long for any field to be pasted into.
pub fn too_long(text: &str) -> Option<usize> {
    over(text, MOST)
}

/// Takes a text out of the input that is too long to be pasted anywhere, and gives back how many
/// characters it has. The cells of a table are looked at where they are filled in.
pub fn refuse_absurd(ctx: &Context) -> Option<usize> {
    ctx.input_mut(|input| {
        let mut refused = None;
        input.events.retain(|event| {
            let Event::Paste(text) = event else {
                return true;
            };
            let long = over(text, MOST_AT_ONCE).filter(|_| !text.contains('\t'));
            refused = refused.or(long);
            long.is_none()
        });
        refused
    })
}

fn over(text: &str, most: usize) -> Option<usize> {
    if text.len() <= most {
        return None;
    }
    let count = text.chars().count();
    (count > most).then_some(count)
}

/// How many characters of a field stay when something is pasted into it.
fn staying(ui: &Ui, field: Id, text: &str) -> usize {
    let count = text.chars().count();
    let range = TextEditState::load(ui.ctx(), field).and_then(|state| state.cursor.char_range());
    let selected = range.map_or(0, |range| {
        let range = range.as_sorted_char_range();
        range.end.0.min(count).saturating_sub(range.start.0)
    });
    count - selected
}

/// Cleans what is being pasted into a field in which `text` stands, which gets one line unless it
/// takes `several`, and gives back what became of it; none where nothing is pasted into this field.
pub fn clean_input(ui: &Ui, field: Id, several: bool, text: &str) -> Option<Pasted> {
    if !ui.memory(|memory| memory.has_focus(field)) {
        return None;
    }
    let is_paste = |event: &Event| matches!(event, Event::Paste(_));
    if !ui.input(|input| input.events.iter().any(is_paste)) {
        return None;
    }
    let room = MOST.saturating_sub(staying(ui, field, text));
    ui.input_mut(|input| {
        let mut refused = None;
        input.events.retain(|event| {
            let Event::Paste(text) = event else {
                return true;
            };
            let long = over(text, room);
            refused = refused.or(long);
            long.is_none()
        });
        if let Some(characters) = refused {
            return Some(Pasted::Refused(characters));
        }
        let mut lines = None;
        for event in &mut input.events {
            if let Event::Paste(text) = event {
                if several {
                    *text = clean(text);
                    lines = Some(Pasted::Lines(1));
                } else {
                    let (line, of) = one_line(text);
                    *text = line;
                    lines = Some(Pasted::Lines(of));
                }
            }
        }
        lines
    })
}

/// A text of paragraphs: one kind of line end and of blank, no hidden signs, and a visible sign
/// where a tab parted the cells of a table.
pub fn clean(text: &str) -> String {
    let lines: Vec<_> = plain(text).split('\n').map(without_tabs).collect();
    lines.join("\n")
}

/// The text as one line, and of how many lines it was made.
pub fn one_line(text: &str) -> (String, usize) {
    let text = clean(text);
    let mut lines = text.split('\n').filter(|line| !line.trim().is_empty());
    let Some(first) = lines.next() else {
        return (text.replace('\n', ""), 1);
    };
    // An indentation says nothing in a field of one line.
    let mut joined = first.trim_start_matches('　').to_owned();
    let mut count = 1;
    for line in lines {
        let line = line.trim();
        let before = joined.trim_end();
        joined.truncate(before.len());
        let parted = |character: Option<char>| character.is_none_or(is_stop);
        if !parted(joined.chars().next_back()) && !parted(line.chars().next()) {
            joined.push(' ');
        }
        joined.push_str(line);
        count += 1;
    }
    (joined, count)
}

/// Whether a full-width sign parts words by itself.
fn is_stop(character: char) -> bool {
    "，。、；：？！“”‘’（）《》〈〉【】—…·".contains(character)
}

/// One kind of line end and of blank, no hidden signs. Tabs stay.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                out.push('\n');
            }
            // Soft line breaks, page breaks, and the line ends of other systems.
            '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => out.push(' '),
            // Zero-width signs, soft hyphens, marks of direction and order, objects.
            '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
            | '\u{FFFC}' => {}
            // Bullets of the symbol typefaces. Private-use characters elsewhere may be somebody's
            // name in an old encoding: they stay and the checks name them.
            '\u{F020}'..='\u{F0FF}' => out.push('·'),
            '\t' | '\n' => out.push(character),
            _ if character.is_control() => {}
            _ => out.push(character),
        }
    }
    out
}

/// A line with its tabs made visible: behind the sign of a list a blank, before a paragraph an
/// indentation, between cells a bar.
fn without_tabs(line: &str) -> String {
    if !line.contains('\t') {
        return line.to_owned();
    }
    let line = line.trim_end_matches('\t');
    let body = line.trim_start_matches('\t');
    let indent = if body.len() < line.len() { INDENT } else { "" };
    match body.split_once('\t') {
        None => format!("{indent}{body}"),
        Some((sign, rest)) if is_list_sign(sign.trim()) && !rest.contains('\t') => {
            format!("{indent}{} {}", sign.trim(), rest.trim_start())
        }
        Some(_) => {
            let cells: Vec<_> = line.split('\t').map(str::trim).collect();
            cells.join(CELL_BREAK)
        }
    }
}

/// Whether a text is what stands before an entry of a list: a bullet, 1. or （一）.
fn is_list_sign(text: &str) -> bool {
    let is_bullet = |text: &str| {
        matches!(
            text,
            "·" | "•"
                | "-"
                | "–"
                | "●"
                | "○"
                | "■"
                | "□"
                | "◆"
                | "◇"
                | "►"
                | "➢"
                | "✓"
                | "*"
                | "o"
        )
    };
    let is_number = |text: &str| {
        text.chars().count() <= 6
            && text.ends_with(['.', '．', '、', ')', '）'])
            && text.chars().all(|character| {
                character.is_ascii_alphanumeric()
                    || "一二三四五六七八九十（）()、．.".contains(character)
            })
    };
    is_bullet(text) || is_number(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_word_and_wps_carry_along_is_put_in_order() {
        for (pasted, cleaned) in [
            ("甲\r\n乙\r丙\n", "甲\n乙\n丙\n"),
            ("甲\u{B}乙\u{2028}丙", "甲\n乙\n丙"),
            ("12\u{A0}人\u{2003}次\u{202F}起", "12 人 次 起"),
            ("\u{FEFF}学\u{200B}会\u{AD}名\u{FFFC}称\u{7}", "学会名称"),
            ("　　第一段　附注", "　　第一段　附注"),
            ("\u{F0B7}\t甲\r\n\u{F06C} 乙", "· 甲\n· 乙"),
            ("1.\t甲\n（二）\t乙", "1. 甲\n（二） 乙"),
            ("\t首行缩进", "　　首行缩进"),
            ("姓名\t单位\t\n张三\t\t", "姓名 | 单位\n张三"),
            ("\t空格在前\t乙", " | 空格在前 | 乙"),
            ("1.\t甲\t30", "1. | 甲 | 30"),
            // Somebody's name in an old encoding.
            ("\u{E863}", "\u{E863}"),
            // A sign of a variant of a character.
            ("葛\u{E0100}", "葛\u{E0100}"),
            ("𠮷", "𠮷"),
            ("", ""),
        ] {
            assert_eq!(clean(pasted), cleaned, "{pasted:?}");
            assert_eq!(clean(cleaned), cleaned, "twice: {pasted:?}");
        }
    }

    #[test]
    fn a_refused_text_is_measured_in_a_person_s_words() {
        assert_eq!(too_long(&"字".repeat(MOST)), None);
        assert_eq!(too_long(&"字".repeat(MOST + 1)), Some(MOST + 1));
        assert!(refusal(5_123_456).starts_with("剪贴板里有 512 万字，这一栏放不下"));
        assert!(refusal(900).starts_with("剪贴板里有 900 个字，"));
    }

    #[test]
    fn lines_pasted_into_one_line_are_joined_with_nothing_lost() {
        for (pasted, joined, lines) in [
            ("中国示例学会\r\n", "中国示例学会", 1),
            ("　　中国示例学会", "中国示例学会", 1),
            ("北京市海淀区，\n复兴路3号", "北京市海淀区，复兴路3号", 2),
            ("张三\n\n李四\n", "张三 李四", 2),
            ("Shenzhen \n University", "Shenzhen University", 2),
            ("张三\t主任", "张三 | 主任", 1),
            ("\r\n", "", 1),
            (" ", " ", 1),
        ] {
            assert_eq!(one_line(pasted), (joined.to_owned(), lines), "{pasted:?}");
        }
    }
}
