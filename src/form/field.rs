//! The questions of a form.

use serde::Deserialize;

/// One question.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Path of the answer, as `unit.name`; within a table the column alone.
    pub id: String,
    /// The label on the form, word for word.
    pub label: String,
    /// What the form adds to the label in brackets, as （400字以内）.
    #[serde(default)]
    pub note: String,
    pub kind: Kind,
    /// Whether the form is incomplete without it.
    #[serde(default = "yes")]
    pub required: bool,
    /// The form's own guidance, printed where the answer is to stand.
    #[serde(default)]
    pub guidance: String,
    /// Our own advice beside the question on the screen, in plain words.
    #[serde(default)]
    pub help: String,
    /// An answer as it may look, shown in the empty roster that people fill in.
    #[serde(default)]
    pub example: String,
    /// Asked on the screen, without a box on the paper.
    #[serde(default)]
    pub question: bool,
    /// Asked only while this field holds one of the values.
    #[serde(default)]
    pub only_for: Option<(String, Vec<String>)>,
    /// The sentence that a ticked box stands for, printed in its place.
    #[serde(default)]
    pub statement: String,
    /// What a new application starts with.
    #[serde(default)]
    pub initial: String,
    /// What the notice says of it, word for word, where the label is our own.
    #[serde(default)]
    pub quote: String,
    /// Whether the answer is the same in most applications of a unit, so that it is kept as
    /// 常用信息. A group passes it on to its fields, attachments excepted.
    #[serde(default)]
    pub standing: bool,
    /// The label of the block that the field belongs to, as 项目负责人. Filled by loading.
    #[serde(skip)]
    pub owner: String,
}

fn yes() -> bool {
    true
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Kind {
    /// One line of text.
    #[default]
    Line,
    /// Some lines of text.
    Text,
    /// Paragraphs; at most `limit` 字.
    Essay {
        #[serde(default)]
        limit: Option<usize>,
    },
    Mobile,
    /// Office telephone.
    Phone,
    Email,
    /// 统一社会信用代码, GB 32100-2015.
    CreditCode,
    /// `YYYY-MM-DD`.
    Date,
    /// A whole number.
    Count,
    /// A decimal number of 万元, to the 元.
    Money,
    /// One of a closed list, by id.
    Choice {
        of: String,
        /// Printed with every entry, the chosen one marked.
        #[serde(default)]
        boxes: bool,
    },
    YesNo,
    /// A list of lines.
    Lines,
    /// A list of labels out of lists, `free` ones too, at most `most`.
    Tags {
        of: Vec<String>,
        #[serde(default)]
        free: bool,
        #[serde(default)]
        most: Option<usize>,
        /// Whether paper lists every entry with a box.
        #[serde(default)]
        boxes: bool,
        /// What introduces the free ones on the paper, as 自定义标签.
        #[serde(default)]
        free_label: String,
    },
    /// Pilot cities, 试点城市（园区）.
    Cities,
    /// Industries of the chosen pilot cities.
    Industries {
        /// The field that holds the cities.
        cities: String,
    },
    /// A picture or scan.
    Attachment {
        accept: Vec<MediaType>,
        /// Largest size in bytes.
        #[serde(default)]
        most_bytes: Option<u64>,
        /// Exact width and height in pixels.
        #[serde(default)]
        pixels: Option<(u32, u32)>,
    },
    /// A table of rows.
    Rows {
        #[serde(default)]
        columns: Vec<Field>,
        /// Takes its columns from this group of the definition instead.
        #[serde(default)]
        group: String,
        /// Columns of the group that it does without.
        #[serde(default)]
        without: Vec<String>,
        /// What one row is called, as 阶段 or 团员.
        row: String,
        #[serde(default)]
        least: usize,
        #[serde(default)]
        most: Option<usize>,
    },
    /// A block of fields from a group: `id` becomes the prefix of each. Gone after loading.
    Group {
        group: String,
        #[serde(default)]
        without: Vec<String>,
    },
    /// The sum of other money fields; derived, never asked.
    Sum {
        of: Vec<String>,
    },
}

/// A kind of file that an attachment may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum MediaType {
    Jpeg,
    Png,
    Pdf,
}

impl MediaType {
    /// The IANA media type.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }

    /// The usual extension of a file name, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }
}

/// One entry of a closed list.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What stands in the answers.
    pub id: String,
    /// What a person reads.
    pub label: String,
    /// What else follows from the choice, by name, as 项目类别.
    #[serde(default)]
    pub attributes: std::collections::BTreeMap<String, String>,
}

impl Field {
    /// Label and note as the form prints them: 单位简介（400字以内）.
    pub fn full_label(&self) -> String {
        format!("{}{}", self.label, self.note)
    }

    /// What people call it in running text, after its group: 单位名称, 项目负责人 手机. Blanks that
    /// spread a short label out on the form and its colon are left out: 手    机：.
    pub fn name(&self) -> String {
        let plain: String = self.label.split_whitespace().collect();
        let plain = plain.trim_end_matches('：');
        match self.owner.as_str() {
            "" => plain.to_owned(),
            owner => format!("{owner} {plain}"),
        }
    }

    /// The columns of a table; none for another kind.
    pub fn columns(&self) -> &[Field] {
        match &self.kind {
            Kind::Rows { columns, .. } => columns,
            _ => &[],
        }
    }

    /// The table's column of that name.
    pub fn column(&self, id: &str) -> Option<&Field> {
        self.columns().iter().find(|column| column.id == id)
    }

    /// The most 字 that fit, where the form sets a limit.
    pub fn limit(&self) -> Option<usize> {
        match self.kind {
            Kind::Essay { limit } => limit,
            _ => None,
        }
    }
}
