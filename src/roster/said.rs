//! What the cells of a person's line say, and what is wrong with them.

use super::cell::{self, Scientific};
use super::header::Part;
use super::people::{Above, Line};
use super::sheet::{Place, Value, cell_name};
use super::{Person, Problem};

/// What a line says, and what is wrong with it.
pub(super) struct Said<'a> {
    line: &'a Line<'a>,
    /// The last line of the person, over which the name is merged down.
    last: u32,
    pub problems: Vec<Problem>,
}

impl<'a> Said<'a> {
    pub fn new(line: &'a Line<'a>) -> Self {
        /// More lines are no person, but a mistake.
        const MOST_LINES: u32 = 20;
        let row = line.row;
        let area = line
            .place(Part::Name)
            .and_then(|place| line.sheet.merge_at(place));
        let last = match area {
            Some((first, last)) if first.0 == row => last.0.min(row.saturating_add(MOST_LINES)),
            _ => row,
        };
        Self {
            line,
            last,
            problems: Vec::new(),
        }
    }

    pub fn problem(&mut self, part: Part, message: Option<String>) {
        if let (Some(place), Some(message)) = (self.line.place(part), message) {
            self.at(place, message);
        }
    }

    fn at(&mut self, place: Place, message: String) {
        self.problems.push(Problem {
            cell: cell_name(place),
            message,
        });
    }

    /// What a text was read as; what is wrong with it goes among the problems.
    pub fn judged<T: Default>(
        &mut self,
        part: Part,
        text: &str,
        read: impl Fn(&str) -> (T, Option<String>),
    ) -> T {
        if text.is_empty() {
            return T::default();
        }
        let (value, problem) = read(text);
        self.problem(part, problem);
        value
    }

    /// The text of a part, taken from the person above where it only says that it is the same,
    /// with what stands in the further lines of the same person.
    pub fn text(&mut self, part: Part, above: &mut Above) -> String {
        let Some(place) = self.line.place(part) else {
            return String::new();
        };
        let seen = self.seen_at(part, place);
        let mut text = self.in_cell(part, seen);
        for row in self.line.row + 1..=self.last {
            let more = self.in_cell(part, (row, place.1));
            if !more.is_empty() && more != text {
                let between = if text.is_empty() { "" } else { between(part) };
                text = format!("{text}{between}{more}");
            }
        }
        let says_nothing = matches!(
            text.as_str(),
            "无" | "/" | "\\" | "-" | "--" | "—" | "——" | "暂无" | "没有" | "N/A" | "n/a"
        );
        if says_nothing && is_found_or_joined(part) {
            text.clear();
        }
        if matches!(
            text.as_str(),
            "同上" | "同 上" | "同上。" | "〃" | "″" | "\"" | "”"
        ) && !matches!(part, Part::Serial | Part::Name)
        {
            let same = above.get(&part).cloned().unwrap_or_default();
            let message = format!("写了“{text}”，但上一行这一栏是空的，请补上");
            self.problem(part, same.is_empty().then_some(message));
            text = same;
        }
        above.insert(part, text.clone());
        text
    }

    /// Where a part is to be read: an empty cell of an area merged down from a person above says
    /// the same as its first; of what is a person's own, somebody should look whether it does.
    fn seen_at(&mut self, part: Part, place: Place) -> Place {
        let (sheet, bottom) = (self.line.sheet, self.line.header.bottom);
        if matches!(part, Part::Serial | Part::Name) || self.line.at(place).is_some() {
            return place;
        }
        match sheet.merge_at(place) {
            Some((first, _)) if first.1 == place.1 && (bottom + 1..place.0).contains(&first.0) => {
                if !is_shared(part) && sheet.get(first).is_some() {
                    let message = "和上面的格子合并在一起，按相同内容读入，请核对";
                    self.at(place, message.to_owned());
                }
                first
            }
            _ => place,
        }
    }

    /// What stands in a cell.
    fn in_cell(&mut self, part: Part, place: Place) -> String {
        match self.line.at(place) {
            None => String::new(),
            Some(Value::Text(text)) => {
                let reads_it = matches!(part, Part::Mobile | Part::Contact | Part::OfficePhone);
                if !reads_it && let Some(Scientific::Cut(_)) = cell::scientific(text) {
                    self.at(place, cut(text));
                }
                cell::plain(text)
            }
            Some(Value::Number(value)) => {
                let (text, lost) = cell::number(*value);
                // What is said of a person further up is said there.
                if lost && (self.line.row..=self.last).contains(&place.0) {
                    self.at(place, lost_digits(&text));
                }
                text
            }
            Some(Value::Date(date)) => {
                if part != Part::Serial {
                    self.at(
                        place,
                        format!("这里存成了日期 {date}，请核对原来写的是什么"),
                    );
                }
                date.to_string()
            }
            Some(Value::Error(error)) => {
                self.at(place, format!("单元格是公式错误 {error}，请改成实际内容"));
                String::new()
            }
        }
    }

    /// A cell under 手机: a mobile number, or one with other ways to reach the person beside it.
    pub fn mobile(&mut self, text: &str, person: &mut Person) {
        if text.is_empty() {
            return;
        }
        let (mobile, problem) = cell::mobile(text);
        person.mobile = mobile;
        if problem.is_none() {
            return;
        }
        let mut reached = cell::split(text);
        let own = |part| self.line.own(part).is_some();
        let fits = reached.rest.is_empty()
            && (reached.phones.is_empty() || !own(Part::OfficePhone))
            && (reached.emails.is_empty() || !own(Part::Email));
        match reached.mobiles.pop() {
            Some(only) if fits && reached.mobiles.is_empty() => {
                person.mobile = only;
                person.office_phone = reached.phones.join("、");
                person.email = reached.emails.join("、");
            }
            _ => self.problem(Part::Mobile, problem),
        }
    }

    /// A cell that holds a mobile number, an e-mail address, an office telephone, or several. Two
    /// mobile numbers are both kept, as it is not known which is meant.
    pub fn contact(&mut self, text: &str, person: &mut Person) {
        if text.is_empty() {
            return;
        }
        let reached = cell::split(text);
        let mut rest = reached.rest;
        for (found, field, kind) in [
            (reached.mobiles, &mut person.mobile, "手机号"),
            (reached.emails, &mut person.email, "邮箱"),
            (reached.phones, &mut person.office_phone, ""),
        ] {
            if !field.is_empty() {
                rest.extend(found.into_iter().filter(|it| it != field));
                continue;
            }
            let several = found.len() >= 2 && !kind.is_empty();
            *field = found.join("；");
            if several {
                let message = format!("这里填了不止一个{kind}“{field}”，请只留一个");
                self.problem(Part::Contact, Some(message));
            }
        }
        if rest.is_empty() {
            return;
        }
        let rest = rest.join(" ");
        let nobody = [&person.mobile, &person.email, &person.office_phone];
        let message = if nobody.iter().all(|it| it.is_empty()) {
            let (kept, problem) = cell::mobile(&rest);
            person.mobile = kept;
            // It may be either.
            let lost_zero = cell::office_phone(&rest)
                .1
                .is_some_and(|it| it.contains("开头的 0"));
            let phone = if lost_zero {
                "；如果是座机，像是丢了区号开头的 0"
            } else {
                ""
            };
            problem.map(|problem| format!("{problem}{phone}"))
        } else {
            Some(format!("联系方式里还有“{rest}”，没有读入，请核对"))
        };
        self.problem(Part::Contact, message);
    }

    /// Long numbers in columns that nothing is read from, such as 身份证号, lose digits too.
    pub fn other_numbers(&mut self) {
        let line = self.line;
        let rows = line.row..=self.last;
        let cells = rows.flat_map(|row| line.sheet.line(row).iter().map(move |cell| (row, cell)));
        for (row, (column, value)) in cells {
            if !line.table.columns.contains(column)
                || line.table.parts.values().any(|read| read == column)
                || !line.header.words.contains_key(column)
            {
                continue;
            }
            let place = (row, *column);
            match value {
                Value::Number(number) => {
                    let (text, lost) = cell::number(*number);
                    if lost {
                        self.at(place, lost_digits(&text));
                    }
                }
                Value::Text(text) if matches!(cell::scientific(text), Some(Scientific::Cut(_))) => {
                    self.at(place, cut(text));
                }
                _ => {}
            }
        }
    }
}

fn lost_digits(text: &str) -> String {
    format!(
        "“{text}”是按数字保存的 {} 位号码，表格只记住前 15 位，请把单元格改成文本后重填",
        text.trim_start_matches('-').len()
    )
}

fn cut(text: &str) -> String {
    let text = cell::plain(text);
    format!("“{text}”被表格写成了科学计数法，末尾的数字已丢失，请核对后重填")
}

/// What stands between what several lines say of a person.
fn between(part: Part) -> &'static str {
    match part {
        Part::Mobile | Part::Contact | Part::Email | Part::OfficePhone | Part::Duty => "\n",
        _ => "；",
    }
}

/// Whether several people may have the part in common.
fn is_shared(part: Part) -> bool {
    !matches!(
        part,
        Part::Serial | Part::Name | Part::Mobile | Part::Email | Part::Contact | Part::Academician
    )
}

/// Whether 无 in the part is no answer: where somebody is to be found by it, or it is joined to
/// another. Elsewhere it stays as it was typed.
fn is_found_or_joined(part: Part) -> bool {
    matches!(
        part,
        Part::Mobile
            | Part::Contact
            | Part::Email
            | Part::OfficePhone
            | Part::Affiliation
            | Part::Department
            | Part::Position
            | Part::PositionOrTitle
    )
}
