//! The checks of a form, as data: which kind, on which fields, with which words and clause.
//! What a kind does is in `rules`.

use serde::Deserialize;

pub use crate::diag::Severity;

/// One check of a form.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// As `needs-below-target`. Rules for several cases share an id.
    pub id: String,
    pub severity: Severity,
    /// Checked only while each of these fields holds one of the values.
    #[serde(default)]
    pub when: Vec<(String, Vec<String>)>,
    pub check: Check,
    /// When the check speaks, in plain Chinese.
    pub condition: String,
    /// What it says; gaps in braces are filled by the kind.
    pub message: String,
    /// What to do about it.
    #[serde(default)]
    pub hint: String,
    pub basis: Basis,
}

/// What a check rests on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub enum Basis {
    /// A sentence of a notice: its id, the place, the words.
    Clause(String, String, String),
    /// The label that the form itself gives the field.
    Label,
    /// A standard outside the notices.
    Standard(String),
    /// Common sense, in half a sentence.
    Sense(String),
}

/// The kinds of checks and what each is set up with. Field names are paths of the form.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Check {
    /// A required field, cell or row is empty.
    Missing,
    /// An answer that no field asks for.
    Unknown,
    /// A date, number or amount that does not read as one, or another shape than the field's.
    Malformed,
    /// An amount below zero or finer than one 元.
    MoneyRange,
    /// A value outside a closed list.
    OutsideList,
    /// More 字 than the field takes.
    TooLong,
    /// Within the limit in 字, over it in characters.
    MaybeTooLong,
    CreditCode,
    Mobile,
    Phone,
    Email,
    /// A character without a shape in the print font.
    Glyphs,
    /// Words that were to be replaced.
    Placeholder {
        words: Vec<String>,
    },
    /// A person twice in one table.
    DuplicatePerson {
        tables: Vec<String>,
    },
    /// A row of a table in which nothing stands.
    EmptyRow,
    /// Rows with a `key` in which another of the `cells` is empty.
    RowIncomplete {
        table: String,
        key: String,
        cells: Vec<String>,
    },
    /// Rows with a `given` cell and an empty `wanted` one.
    CellMissing {
        table: String,
        given: String,
        wanted: String,
    },
    /// A pilot city that the catalogue does not have.
    CityKnown {
        cities: String,
    },
    /// A city outside the province.
    CityInProvince {
        cities: String,
        province: String,
    },
    /// An industry that the annex does not name for any chosen city.
    IndustryOfCity {
        industries: String,
        cities: String,
        annex: Annex,
    },
    /// Fewer or more entries, each counted once.
    ListCount {
        list: String,
        #[serde(default)]
        least: Option<usize>,
        #[serde(default)]
        most: Option<usize>,
    },
    /// A choice that is not among the allowed ones.
    AmongChoices {
        field: String,
        allowed: Vec<String>,
    },
    /// Not ticked.
    Ticked {
        field: String,
    },
    /// A whole number under the target.
    NumberAtLeast {
        field: String,
        least: u64,
    },
    /// More than so many 万元.
    MoneyAtMost {
        field: String,
        most: String,
    },
    /// Less than so many 万元.
    MoneyAtLeast {
        field: String,
        least: String,
    },
    /// A given total that is not the sum of its parts.
    TotalMatches {
        total: String,
    },
    /// A column of a table that does not add up to the total.
    ColumnSum {
        table: String,
        column: String,
        total: String,
    },
    /// The end before the start.
    DateOrder {
        start: String,
        end: String,
    },
    /// A date after `last`, up to `until` where it is given.
    DateAfter {
        field: String,
        last: String,
        #[serde(default)]
        until: Option<String>,
    },
    /// Rows that end before they start.
    RowDateOrder {
        table: String,
        start: String,
        end: String,
    },
    /// Rows that lie outside a period, given by fields or by days.
    RowsWithin {
        table: String,
        start: String,
        end: String,
        from: Day,
        to: Day,
    },
    /// Rows that share days.
    RowsOverlap {
        table: String,
        start: String,
        end: String,
    },
    /// A last day is near, or has passed; `opens` is the first day where there is one.
    Deadline {
        /// `YYYY-MM-DDTHH:MM`.
        last: String,
        what: String,
        side: DeadlineSide,
        #[serde(default)]
        opens: Option<String>,
    },
    /// A person who is not in the table.
    PersonListed {
        person: String,
        table: String,
    },
    /// A requirement of the notice that nothing answers.
    Requirements,
    /// None of the tasks of which one must be taken on.
    OptionalTask,
    /// A name that is not prefix + words + suffix.
    NameFormat {
        field: String,
        prefix: String,
        suffix: String,
    },
    /// Another value than the only one.
    Equals {
        field: String,
        value: String,
    },
    /// A picture of the wrong kind or size.
    Photo,
    /// A scan of the wrong kind, or unreadable.
    Scan,
    /// More registrations of one unit among the files at hand than it may lead.
    Quota {
        unit: String,
        most: usize,
    },
}

/// Which annex names a city's industries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Annex {
    /// 附件2, 拟匹配科技服务团.
    Teams,
    /// 附件3, 重点产业 and 培育产业.
    Goals,
}

/// The end of a period: a day, or a field that holds one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub enum Day {
    On(String),
    Field(String),
}

/// From how many days before the last one on a deadline is near.
pub const NEAR_DAYS: i64 = 14;

/// Before or after a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum DeadlineSide {
    Near,
    Passed,
}

impl Check {
    /// Every field that the check names, in the form's own paths.
    pub fn fields(&self) -> Vec<String> {
        let cell = |table: &str, column: &str| format!("{table}[].{column}");
        match self {
            Self::Missing
            | Self::Unknown
            | Self::Malformed
            | Self::MoneyRange
            | Self::OutsideList
            | Self::TooLong
            | Self::MaybeTooLong
            | Self::CreditCode
            | Self::Mobile
            | Self::Phone
            | Self::Email
            | Self::Glyphs
            | Self::Placeholder { .. }
            | Self::EmptyRow
            | Self::Deadline { .. }
            | Self::Requirements
            | Self::OptionalTask
            | Self::Photo
            | Self::Scan => Vec::new(),
            Self::DuplicatePerson { tables } => tables.clone(),
            Self::RowIncomplete { table, key, cells } => std::iter::once(key)
                .chain(cells)
                .map(|column| cell(table, column))
                .collect(),
            Self::CellMissing {
                table,
                given,
                wanted,
            } => {
                vec![cell(table, given), cell(table, wanted)]
            }
            Self::CityKnown { cities } => vec![cities.clone()],
            Self::CityInProvince { cities, province } => vec![cities.clone(), province.clone()],
            Self::IndustryOfCity {
                industries, cities, ..
            } => {
                vec![industries.clone(), cities.clone()]
            }
            Self::ListCount { list, .. } => vec![list.clone()],
            Self::AmongChoices { field, .. }
            | Self::Ticked { field }
            | Self::NumberAtLeast { field, .. }
            | Self::MoneyAtMost { field, .. }
            | Self::MoneyAtLeast { field, .. }
            | Self::DateAfter { field, .. }
            | Self::NameFormat { field, .. }
            | Self::Equals { field, .. } => vec![field.clone()],
            Self::TotalMatches { total } => vec![total.clone()],
            Self::ColumnSum {
                table,
                column,
                total,
            } => vec![cell(table, column), total.clone()],
            Self::DateOrder { start, end } => vec![start.clone(), end.clone()],
            Self::RowDateOrder { table, start, end } | Self::RowsOverlap { table, start, end } => {
                vec![cell(table, start), cell(table, end)]
            }
            Self::RowsWithin {
                table,
                start,
                end,
                from,
                to,
            } => {
                let mut fields = vec![cell(table, start), cell(table, end)];
                fields.extend([from, to].into_iter().filter_map(|day| match day {
                    Day::Field(field) => Some(field.clone()),
                    Day::On(_) => None,
                }));
                fields
            }
            Self::PersonListed { person, table } => vec![format!("{person}.name"), table.clone()],
            Self::Quota { unit, .. } => vec![unit.clone()],
        }
    }

    /// Whether it finds fault with a field of that path, as `budget.items[].basis`, for being empty.
    /// What the form itself requires is [`Self::Missing`]'s.
    pub fn asks_for(&self, field: &str) -> bool {
        let is_cell = |table: &str, column: &String| format!("{table}[].{column}") == field;
        match self {
            Self::RowIncomplete { table, cells, .. } => {
                cells.iter().any(|column| is_cell(table, column))
            }
            Self::CellMissing { table, wanted, .. } => is_cell(table, wanted),
            Self::ListCount {
                list,
                least: Some(1..),
                ..
            } => list == field,
            Self::Ticked { field: ticked } => ticked == field,
            _ => false,
        }
    }

    /// The gaps that the kind fills in a message or hint.
    pub fn gaps(&self) -> &'static [&'static str] {
        match self {
            Self::Missing => &["label"],
            Self::Unknown => &["name", "found"],
            Self::Malformed => &["label", "found", "wanted"],
            Self::MoneyRange => &["label", "found", "why"],
            Self::OutsideList => &["label", "found", "near"],
            Self::TooLong | Self::MaybeTooLong => &["label", "limit", "words", "chars", "over"],
            Self::CreditCode => &["label", "found", "why"],
            Self::Mobile | Self::Phone | Self::Email => &["label", "found"],
            Self::Glyphs => &["label", "characters"],
            Self::Placeholder { .. } => &["label", "found"],
            Self::DuplicatePerson { .. } => &["label", "name", "first", "second", "same"],
            Self::EmptyRow => &["label", "row"],
            Self::RowIncomplete { .. } => &["label", "row", "name", "missing"],
            Self::CellMissing { .. } => &["label", "row", "given", "missing"],
            Self::CityKnown { .. } => &["label", "found", "near"],
            Self::CityInProvince { .. } => &["found", "city_province", "province"],
            Self::IndustryOfCity { .. } => &["found", "cities", "near", "entries"],
            Self::ListCount { .. } => &["label", "count", "least", "most"],
            Self::AmongChoices { .. } => &["label", "found", "allowed"],
            Self::Ticked { .. } => &["label"],
            Self::NumberAtLeast { .. } => &["label", "found", "least"],
            Self::MoneyAtMost { .. } | Self::MoneyAtLeast { .. } => {
                &["label", "found", "limit", "by"]
            }
            Self::TotalMatches { .. } => &["label", "found", "sum"],
            Self::ColumnSum { .. } => &["sum", "total", "by"],
            Self::DateOrder { .. } => &["start", "end"],
            Self::DateAfter { .. } => &["label", "found", "last"],
            Self::RowDateOrder { .. } => &["row", "start", "end"],
            Self::RowsWithin { .. } => &["row", "start", "end", "from", "to"],
            Self::RowsOverlap { .. } => &["first", "second", "from", "to"],
            Self::Deadline { .. } => &["what", "last", "days", "opens"],
            Self::PersonListed { .. } => &["name"],
            Self::Requirements => &["text"],
            Self::OptionalTask => &["tasks"],
            Self::NameFormat { .. } => &["found", "wanted"],
            Self::Equals { .. } => &["label", "found", "wanted"],
            Self::Photo | Self::Scan => &["label", "file", "why"],
            Self::Quota { .. } => &["unit", "count", "most", "others"],
        }
    }
}
