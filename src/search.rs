//! Whether a text answers to what was typed: by its characters, by pinyin or by initials.
//! Knows nothing of what the texts are.

use std::collections::HashMap;

use pinyin::{ToPinyin, ToPinyinMulti};
use unicode_normalization::UnicodeNormalization;

/// How well a text answers, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// What was typed stands for the whole text.
    Whole,
    /// It stands for the beginning.
    Start,
    /// It stands for something inside.
    Inside,
}

/// A text with the readings of its characters, which are looked up once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    characters: Vec<Character>,
    /// A bit for each letter that any of the characters, or how they are said, has.
    letters: u32,
}

/// What was typed, made ready to be looked for in many texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    characters: Vec<char>,
    letters: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Character {
    /// In lower case.
    plain: char,
    /// Every way to say it, without tones; none where it is no Han character.
    sounds: Vec<String>,
}

/// Readings by their texts. Meant for lists that are bounded, as those of a form are.
#[derive(Debug, Default)]
pub struct Readings(HashMap<String, Reading>);

impl Readings {
    /// How well the text answers to what was typed, if it does.
    pub fn fit(&mut self, text: &str, typed: &str) -> Option<Fit> {
        if !self.0.contains_key(text) {
            self.0.insert(text.to_owned(), Reading::of(text));
        }
        self.0.get(text)?.fit(typed)
    }
}

impl Reading {
    /// Looks up how each character is said.
    pub fn of(text: &str) -> Self {
        let characters: Vec<_> = bare(text)
            .map(|plain| Character {
                plain,
                sounds: sounds(plain),
            })
            .collect();
        let said = characters.iter().flat_map(|character| {
            let sounds = character.sounds.iter().flat_map(|sound| sound.chars());
            sounds.chain([character.plain])
        });
        let letters = said.fold(0, |letters, one| letters | letter(one));
        Self {
            characters,
            letters,
        }
    }

    /// How well the text answers to what was typed, if it does. Characters, whole syllables and
    /// initials may be mixed, and the last syllable may be unfinished: 浙江宁波 answers to “宁波”,
    /// “zhejiang”, “zjnb”, “宁b” and “ningb”. Any reading of a character counts. Nothing typed
    /// stands for the beginning of everything.
    pub fn fit(&self, typed: &str) -> Option<Fit> {
        self.fit_typed(&Typed::of(typed))
    }

    /// As [`Self::fit`], for what is looked for in many texts.
    pub fn fit_typed(&self, typed: &Typed) -> Option<Fit> {
        if typed.is_empty() {
            return Some(Fit::Start);
        }
        // Most of many texts lack something of what was typed.
        if typed.letters & !self.letters != 0 || !self.has_all_but_letters(typed) {
            return None;
        }
        (0..self.characters.len())
            .filter_map(|start| self.fit_from(start, &typed.characters))
            .min()
    }

    /// Whether every character that was typed and is no letter stands in the text.
    fn has_all_but_letters(&self, typed: &Typed) -> bool {
        let mut others = typed.characters.iter().filter(|one| letter(**one) == 0);
        others.all(|one| self.characters.iter().any(|known| known.plain == *one))
    }

    fn fit_from(&self, start: usize, typed: &[char]) -> Option<Fit> {
        let fit = if start == 0 { Fit::Start } else { Fit::Inside };
        // `reached[n]`: the characters so far stand for the first `n` that were typed.
        let mut reached = vec![false; typed.len() + 1];
        reached[0] = true;
        let mut found = None;
        for (at, character) in self.characters.iter().enumerate().skip(start) {
            let mut next = vec![false; typed.len() + 1];
            let mut unfinished = false;
            for (said, _) in reached.iter().enumerate().filter(|(_, reached)| **reached) {
                let rest = &typed[said..];
                // Marks between the words are not typed.
                if at > start && !character.is_said() {
                    next[said] = true;
                }
                for length in character.lengths(rest) {
                    next[said + length] = true;
                }
                unfinished |= character.begins_with(rest);
            }
            if next[typed.len()] && start == 0 && at + 1 == self.characters.len() {
                return Some(Fit::Whole);
            }
            if next[typed.len()] || unfinished {
                found = Some(fit);
            }
            if !next.contains(&true) {
                break;
            }
            reached = next;
        }
        found
    }
}

impl Typed {
    pub fn of(typed: &str) -> Self {
        let characters: Vec<char> = bare(typed)
            .filter(|character| character.is_alphanumeric() || *character == '+')
            .collect();
        let letters = characters
            .iter()
            .fold(0, |letters, one| letters | letter(*one));
        Self {
            characters,
            letters,
        }
    }

    /// Whether nothing was typed that could stand for a character.
    pub fn is_empty(&self) -> bool {
        self.characters.is_empty()
    }
}

/// The bit of a letter from a to z; none for any other character.
fn letter(character: char) -> u32 {
    match character {
        'a'..='z' => 1 << (character as u32 - 'a' as u32),
        _ => 0,
    }
}

/// A text as it is said, by the usual reading of each character: sorted by it, names stand as in a
/// telephone list.
pub fn said(text: &str) -> String {
    let mut said = String::new();
    for character in bare(text) {
        match character.to_pinyin() {
            Some(pinyin) => said.extend([pinyin.plain(), " "]),
            None => said.push(character),
        }
    }
    said
}

/// The first letters of a text as it is said, by the usual reading of each character.
pub fn initials(text: &str) -> String {
    let first = |character: char| match character.to_pinyin() {
        Some(pinyin) => pinyin.plain().chars().next(),
        None => character.is_alphanumeric().then_some(character),
    };
    bare(text).filter_map(first).collect()
}

/// A text in lower case and in half-width forms, without blanks: two that differ in nothing else
/// are the same.
pub fn plain(text: &str) -> String {
    bare(text).collect()
}

impl Character {
    fn is_said(&self) -> bool {
        self.plain.is_alphanumeric()
    }

    /// How many of the characters that were typed may stand for this one.
    fn lengths<'a>(&'a self, rest: &'a [char]) -> impl Iterator<Item = usize> + 'a {
        let itself = (rest.first() == Some(&self.plain)).then_some(1);
        let sounds = self.sounds.iter().flat_map(move |sound| {
            [sound.as_str(), initial(sound), &sound[..1]]
                .into_iter()
                .filter(move |part| starts_with(rest, part))
                .map(str::len)
        });
        itself.into_iter().chain(sounds)
    }

    /// Whether all the rest that was typed is the beginning of a syllable.
    fn begins_with(&self, rest: &[char]) -> bool {
        !rest.is_empty()
            && self.sounds.iter().any(|sound| {
                sound.len() > rest.len() && sound.chars().zip(rest).all(|(one, two)| one == *two)
            })
    }
}

/// Every way to say a character, in ASCII without tones. 吕 is both “lv” and “lu”.
fn sounds(character: char) -> Vec<String> {
    let mut sounds: Vec<String> = Vec::new();
    for pinyin in character.to_pinyin_multi().into_iter().flatten() {
        let plain = pinyin.plain();
        for sound in [plain.replace('ü', "v"), plain.replace(['ü', 'v'], "u")] {
            if !sound.is_empty() && sound.is_ascii() && !sounds.contains(&sound) {
                sounds.push(sound);
            }
        }
    }
    sounds
}

/// The consonants at the beginning of a syllable that are typed as one, as “zh”; else its first
/// letter.
fn initial(sound: &str) -> &str {
    match sound.get(..2) {
        Some(two @ ("zh" | "ch" | "sh")) => two,
        _ => &sound[..1],
    }
}

fn starts_with(rest: &[char], part: &str) -> bool {
    rest.len() >= part.len() && part.chars().zip(rest).all(|(one, two)| one == *two)
}

/// Full-width and half-width forms and case made alike; no blanks.
fn bare(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|character| !character.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_answer_to_characters_pinyin_and_initials() {
        for (text, typed, fit) in [
            ("浙江宁波", "", Some(Fit::Start)),
            ("浙江宁波", "zjnb", Some(Fit::Whole)),
            ("浙江宁波", "ZhJNB", Some(Fit::Whole)),
            ("浙江宁波", "zhejiangningbo", Some(Fit::Whole)),
            ("浙江宁波", "zj", Some(Fit::Start)),
            ("浙江宁波", "zhej", Some(Fit::Start)),
            ("浙江宁波", "nb", Some(Fit::Inside)),
            ("浙江宁波", "ningbo", Some(Fit::Inside)),
            ("浙江宁波", "ning'bo", Some(Fit::Inside)),
            ("浙江宁波", "ni", Some(Fit::Inside)),
            ("浙江宁波", "宁b", Some(Fit::Inside)),
            ("浙江宁波", "n波", Some(Fit::Inside)),
            ("浙江宁波", "浙江宁波", Some(Fit::Whole)),
            ("浙江宁波", "nx", None),
            ("浙江宁波", "nbo市", None),
            // Two readings each.
            ("重庆", "cq", Some(Fit::Whole)),
            ("重庆", "zq", Some(Fit::Whole)),
            ("重庆", "chongqing", Some(Fit::Whole)),
            ("银行", "yh", Some(Fit::Whole)),
            ("银行", "yinxing", Some(Fit::Whole)),
            // The vowel ü, however it is typed.
            ("山西吕梁", "lvliang", Some(Fit::Inside)),
            ("山西吕梁", "luliang", Some(Fit::Inside)),
            ("绿色石化", "lssh", Some(Fit::Whole)),
            // Initials of a whole text come before the beginning of a syllable.
            ("上海", "sh", Some(Fit::Whole)),
            ("山西", "sh", Some(Fit::Start)),
            // Marks and width do not matter.
            ("5G+VR", "5g+v", Some(Fit::Start)),
            ("５Ｇ与虚拟现实", "5gyxn", Some(Fit::Start)),
            ("“5G＋北斗”", "5gbd", Some(Fit::Inside)),
            ("“5G＋北斗”", "5gcd", None),
            ("“5G＋北斗”", "5g+bd", Some(Fit::Inside)),
            ("大健康（侧重康养）", "jkcz", Some(Fit::Inside)),
            ("", "a", None),
        ] {
            assert_eq!(Reading::of(text).fit(typed), fit, "{text} by {typed}");
        }
    }

    #[test]
    fn a_long_text_is_searched_without_trying_every_way() {
        let text = Reading::of(&"行".repeat(200));
        assert_eq!(text.fit(&"xh".repeat(90)), Some(Fit::Start));
        assert_eq!(text.fit(&format!("{}z", "xh".repeat(90))), None);
    }

    #[test]
    fn names_are_sorted_as_they_are_said() {
        let mut names = ["张三", "Ann", "王秀英", "王五", "李建国", "", "万一"];
        names.sort_by_key(|name| said(name));
        assert_eq!(
            names,
            ["", "Ann", "李建国", "万一", "王五", "王秀英", "张三"]
        );
        assert_eq!(initials("中国科学院 Ａ2 所（北京）"), "zgkxya2sbj");
    }

    #[test]
    fn readings_are_kept_by_text() {
        let mut readings = Readings::default();
        for _ in 0..2 {
            assert_eq!(readings.fit("四川", "sc"), Some(Fit::Whole));
        }
        assert_eq!(readings.0.len(), 1);
    }
}
