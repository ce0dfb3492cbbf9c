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

/// How many are ticked, and how many the open application's list must have; `shown` is whether
/// somebody is shown beside the list, for whom the buttons are while nobody is ticked.
pub fn chosen_words(chosen: usize, shown: bool, count: Option<&Count>) -> String {
    match count {
        Some(count) => format!(
            "已选 {chosen} 人；打开着的这份材料，专家名单要不少于 {} 人",
            count.least
        ),
        None if chosen == 0 && shown => {
            "还没有勾选，这几个按钮现在只管右边打开的这一位。".to_owned()
        }
        None if chosen == 0 => "还没有勾选。勾选几位，可以一起加进材料或导出名单。".to_owned(),
        None => format!("已选 {chosen} 人"),
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
            _ if chosen != 1 => format!("{}：只放一位，请只选一位", place.label),
            "" => place.label.clone(),
            name => format!("{}（现在是{name}，会换掉）", place.label),
        };
        return (words, chosen == 1);
    };
    let label = &place.label;
    match joining.room {
        Some(0) if !joining.fits() => (format!("{label}：已经满了，不能再加"), false),
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
    let parts = added_parts(adding);
    match parts.is_empty() {
        true => "没有可以存的内容。".to_owned(),
        false => format!("专家库：{}。", parts.join("；")),
    }
}

/// What is said once some people of a roster have come into the open application, as `before` says,
/// and the rest into the library. `undo` is the key that takes the first back.
pub fn rest_words(before: &str, adding: &Adding, undo: &str) -> String {
    let parts = added_parts(adding);
    let came = match parts.is_empty() {
        true => String::new(),
        false => format!("（{}）", parts.join("；")),
    };
    let back = match adding.change.is_nothing() {
        true => String::new(),
        false => {
            let people = adding.new.len() + adding.known.len();
            format!("；放进专家库的 {people} 人可在专家库里撤销")
        }
    };
    format!("{before}{came}。{undo} 可撤销读入这份材料的{back}。")
}

fn added_parts(adding: &Adding) -> Vec<String> {
    let (new, known, filled) = (adding.new.len(), adding.known.len(), adding.filled);
    let differing = adding.differing.iter().filter(|one| one.is_same()).count();
    let perhaps = adding.differing.len() - differing;
    let mut parts = Vec::new();
    match (new, perhaps) {
        (0, _) => {}
        (_, 0) => parts.push(format!("新存 {new} 人")),
        _ => parts.push(format!(
            "新存 {new} 人，其中 {perhaps} 人可能与库里的是同一个人，请决定是不是"
        )),
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
    parts
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::{Answers, Edit};
    use crate::form;
    use crate::workspace::library::{Use, places};

    fn expert(columns: &[(&str, &str)]) -> Arc<Expert> {
        let column = |(name, text): &(&str, &str)| ((*name).to_owned(), Answer::from(*text));
        Arc::new(Expert {
            person: crate::answers::Group(columns.iter().map(column).collect()),
            ..Expert::default()
        })
    }

    #[test]
    fn a_line_says_who_it_is_and_what_they_were_used_for() {
        let mut one = Expert::clone(&expert(&[("name", "张三"), ("affiliation", "甲大学")]));
        one.person.0.push((
            "tags".to_owned(),
            Answer::List(vec!["材料".into(), "宁波".into()]),
        ));
        one.note_use(Use {
            title: "示范项目".to_owned(),
            form: "附件5".to_owned(),
            on: "2021-05-20".to_owned(),
        });
        let line = Line::of(&one);
        assert_eq!(line.spoken(), "张三，甲大学，材料 · 宁波 · 用过 1 次");
        assert_eq!(Line::of(&Expert::default()).name, "（还没有写姓名）");
    }

    #[test]
    fn what_is_chosen_is_counted_against_what_is_asked() {
        let count = Count {
            least: 100,
            clause: String::new(),
            text: String::new(),
        };
        for (chosen, asked, words) in [
            (
                86,
                Some(&count),
                "已选 86 人；打开着的这份材料，专家名单要不少于 100 人",
            ),
            (86, None, "已选 86 人"),
            (0, None, "还没有勾选，这几个按钮现在只管右边打开的这一位。"),
        ] {
            assert_eq!(chosen_words(chosen, true, asked), words);
        }
    }

    #[test]
    fn a_place_says_beforehand_whom_it_takes() {
        let form = form::find("registration-2022").unwrap();
        let mut answers = Answers::new("registration-2022");
        for at in 0..14 {
            answers.apply(Edit::InsertRow {
                table: "members".to_owned(),
                at,
                row: Answer::Group(crate::answers::Group(vec![(
                    "name".to_owned(),
                    format!("甲{at}").into(),
                )])),
            });
        }
        let places = places(&form);
        let members = places.iter().find(|place| place.is_table).unwrap();
        let people = ["甲1", "乙", "丙"].map(|name| expert(&[("name", name)]));
        for (chosen, words, can) in [
            (&people[..1], "其他主要团员：都已经在里面", false),
            (&people[..2], "其他主要团员：加 1 人，1 人已经在里面", true),
            (&people[1..2], "其他主要团员：加 1 人", true),
            (
                &people[..],
                "其他主要团员：选了 2 人，只能再加 1 人，请少选一些",
                false,
            ),
        ] {
            let joining = members.joining(&form, &answers, chosen);
            let said = place_words(members, "", chosen.len(), Some(&joining));
            assert_eq!(said, (words.to_owned(), can));
        }
        for (there, chosen, words, can) in [
            ("", 1, "服务团首席专家", true),
            ("李四", 1, "服务团首席专家（现在是李四，会换掉）", true),
            ("", 2, "服务团首席专家：只放一位，请只选一位", false),
        ] {
            let said = place_words(&places[0], there, chosen, None);
            assert_eq!(said, (words.to_owned(), can));
        }
    }

    #[test]
    fn what_came_is_said_in_one_sentence() {
        use crate::workspace::library::{People, Person};
        let come = |name: &str, title: &str| Person {
            name: name.to_owned(),
            mobile: "13800000001".to_owned(),
            title: title.to_owned(),
            ..Person::default()
        };
        let first = Adding::of(&People::new(), &[come("张三", "教授")], None);
        assert_eq!(added_words(&first), "专家库：新存 1 人。");
        let people = first.after(&People::new());
        let more = [come("张三", "研究员"), come("张山", "")];
        let adding = Adding::of(&people, &more, None);
        let words = "新存 1 人，其中 1 人可能与库里的是同一个人，请决定是不是；1 人原来就有；\
                     1 人与库里写的不同，请决定用哪一个";
        assert_eq!(added_words(&adding), format!("专家库：{words}。"));
        let before = "读入 15 人，其余 2 人放进专家库";
        assert_eq!(
            rest_words(before, &adding, "Ctrl+Z"),
            format!(
                "{before}（{words}）。Ctrl+Z 可撤销读入这份材料的；放进专家库的 2 人可在专家库里撤销。"
            )
        );
        let again = Adding::of(&people, &[come("张三", "教授")], None);
        assert_eq!(
            rest_words("读入 15 人，其余 1 人放进专家库", &again, "Ctrl+Z"),
            "读入 15 人，其余 1 人放进专家库（1 人原来就有）。Ctrl+Z 可撤销读入这份材料的。"
        );
    }

    #[test]
    fn tags_in_use_are_offered_the_most_used_first() {
        let tagged = |tags: &[&str]| {
            let mut expert = Expert::default();
            let tags = tags.iter().map(|tag| Answer::from(*tag)).collect();
            expert
                .person
                .0
                .push(("tags".to_owned(), Answer::List(tags)));
            Arc::new(expert)
        };
        let experts = [tagged(&["甲", "乙"]), tagged(&["乙"]), tagged(&[])];
        let form = with_tags_in_use(form::experts(), experts.iter());
        let questions = questions(&form);
        let tags = questions.iter().find(|one| one.id == "tags").unwrap();
        let Kind::Tags { of, .. } = &tags.kind else {
            panic!("{tags:?}")
        };
        let offered = form.choices(&of[0]);
        let last: Vec<_> = offered
            .iter()
            .rev()
            .take(2)
            .map(|one| one.id.as_str())
            .collect();
        assert_eq!(last, ["甲", "乙"]);
    }
}
