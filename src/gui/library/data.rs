//! What the page says, worked out without a window.

use std::sync::Arc;

use crate::answers::Answer;
use crate::form::{Field, FormDef, Kind};
use crate::workspace::library::{Adding, Count, Expert, Joining, Place};

/// What stands in a line of the list.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    pub name: String,
    pub title: String,
    pub unit: String,
    /// Tags, and in how many applications they stand.
    pub aside: String,
}

impl Line {
    pub fn of(expert: &Expert) -> Self {
        let name = expert.text("name");
        let mut aside: Vec<String> = expert.entries("tags").map(|tag| tag.into_owned()).collect();
        if !expert.used.is_empty() {
            aside.push(format!("用过 {} 次", expert.used.len()));
        }
        Self {
            name: match name.is_empty() {
                true => "（还没有写姓名）".to_owned(),
                false => name.into_owned(),
            },
            title: expert.text("title").into_owned(),
            unit: expert.text("affiliation").into_owned(),
            aside: aside.join(" · "),
        }
    }

    /// What a screen reader says.
    pub fn spoken(&self) -> String {
        let parts = [&self.name, &self.title, &self.unit, &self.aside];
        let parts: Vec<&str> = parts
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        parts.join("，")
    }
}

/// What the library asks of an expert. Nothing of it is asked for by a form; what is empty is just
/// not known.
pub fn questions(form: &FormDef) -> Vec<Field> {
    let columns = form
        .field("experts")
        .map(Field::columns)
        .unwrap_or_default();
    let question = |column: &Field| Field {
        required: true,
        ..column.clone()
    };
    columns.iter().map(question).collect()
}

/// A form whose list of tags holds those that are in use, the most used first.
pub fn with_tags_in_use<'a>(
    form: &FormDef,
    experts: impl Iterator<Item = &'a Arc<Expert>>,
) -> FormDef {
    /// More than these nobody looks through.
    const MOST: usize = 40;
    let mut form = form.clone();
    let fields = form
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.fields);
    let columns = fields.filter_map(|field| match &mut field.kind {
        Kind::Rows { columns, .. } => Some(columns),
        _ => None,
    });
    let tags = columns.flatten().find(|column| column.id == "tags");
    let Some(Kind::Tags { of, .. }) = tags.map(|tags| &mut tags.kind) else {
        return form;
    };
    if of.is_empty() {
        of.push("tags in use".to_owned());
    }
    let list = of[0].clone();
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    for expert in experts {
        for tag in expert.entries("tags") {
            *counts.entry(tag.into_owned()).or_default() += 1;
        }
    }
    let mut used: Vec<_> = counts.into_iter().collect();
    used.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let choices = form.choices.entry(list).or_default();
    for (tag, _) in used.into_iter().take(MOST) {
        if !choices.iter().any(|known| known.id == tag) {
            choices.push(crate::form::Choice {
                id: tag.clone(),
                label: tag,
                ..Default::default()
            });
        }
    }
    form
}

/// How many are chosen, and how many the open application's list must have.
pub fn chosen_words(chosen: usize, count: Option<&Count>) -> String {
    match count {
        Some(count) if chosen > 0 => format!(
            "已选 {chosen} 人；这类项目的专家名单要不少于 {} 人",
            count.least
        ),
        _ => format!("已选 {chosen} 人"),
    }
}

/// What a place of the open application says in the menu, and whether the experts may go there.
pub fn place_words(
    place: &Place,
    there: &str,
    chosen: usize,
    joining: Option<&Joining>,
) -> (String, bool) {
    let Some(joining) = joining else {
        let words = match there {
            "" => place.label.clone(),
            name => format!("{}（现在是{name}，会换掉）", place.label),
        };
        return (words, chosen == 1);
    };
    let label = &place.label;
    match joining.room {
        Some(room) if !joining.fits() => (
            format!(
                "{label}：选了 {} 人，只能再加 {room} 人，请少选一些",
                joining.added
            ),
            false,
        ),
        _ if joining.added == 0 => (format!("{label}：都已经在里面"), false),
        _ if joining.there > 0 => (
            format!(
                "{label}：加 {} 人，{} 人已经在里面",
                joining.added, joining.there
            ),
            true,
        ),
        _ => (format!("{label}：加 {} 人", joining.added), true),
    }
}

/// What is said once people have come into the library.
pub fn added_words(adding: &Adding) -> String {
    let (new, known, filled) = (adding.new.len(), adding.known.len(), adding.filled);
    let differing = adding.differing.len();
    let mut parts = Vec::new();
    if new > 0 {
        parts.push(format!("新存 {new} 人"));
    }
    match (known, filled) {
        (0, _) => {}
        (_, 0) => parts.push(format!("{known} 人原来就有")),
        _ => parts.push(format!(
            "{known} 人原来就有，给 {filled} 人补上了空着的内容"
        )),
    }
    if differing > 0 {
        parts.push(format!("{differing} 人与库里写的不同，请决定用哪一个"));
    }
    match parts.is_empty() {
        true => "没有可以存的内容。".to_owned(),
        false => format!("专家库：{}。", parts.join("；")),
    }
}

/// A value as a person reads it.
pub fn readable(answer: Option<&Answer>) -> String {
    match answer {
        None => String::new(),
        Some(Answer::List(list)) => {
            let words: Vec<_> = list.iter().map(|one| one.plain().into_owned()).collect();
            words.join("、")
        }
        Some(answer) => answer.plain().into_owned(),
    }
}
