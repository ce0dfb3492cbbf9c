//! A form's whole definition, checked and ready for use.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::geom::Mm;

use super::field::{Choice, Field, Kind};
use super::rule::Rule;
use super::sheet::{Block, Row};
use super::steps::Step;

/// The id of the section that asks where the application answers the notice's requirements, and
/// what the paths of its answers begin with.
pub const REQUIREMENTS: &str = "requirements";

/// A form. Made by [`super::load`] alone, which guarantees that every name in it resolves.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormDef {
    /// As `project-2021`.
    pub id: String,
    /// The notice that the form belongs to, as `2021-44`.
    pub notice: String,
    /// Where in the notice the form stands, as 附件5.
    pub place: String,
    /// The form's own title.
    pub title: String,
    /// What the form is called in lists, with its year.
    pub name: String,
    /// How many signed copies the notice asks for.
    pub copies: usize,
    /// The field that names an application in lists and file names.
    pub named_by: String,
    /// The choice field that says what kind of application it is, for lists.
    #[serde(default)]
    pub kind_by: String,
    /// Fields that several places share, as those of a person.
    #[serde(default)]
    pub groups: BTreeMap<String, Vec<Field>>,
    /// Closed lists by name.
    #[serde(default)]
    pub choices: BTreeMap<String, Vec<Choice>>,
    /// Closed lists whose entries stand in the answers as they read. Among `choices` after loading.
    #[serde(default)]
    pub lists: BTreeMap<String, Vec<String>>,
    pub sections: Vec<Section>,
    #[serde(default)]
    pub requirements: Vec<Requirement>,
    /// The choice field that decides which requirements hold.
    #[serde(default)]
    pub requirements_by: String,
    /// The way to the posted parcel, in order.
    #[serde(default)]
    pub steps: Vec<Step>,
    pub rules: Vec<Rule>,
    /// What is printed before the sections: cover and 填报说明.
    #[serde(default)]
    pub front: Vec<Block>,
    /// The field that names the unit that hands it in.
    #[serde(default)]
    pub submitted_by: String,
    /// Which applications need the recommendation letter, in a sentence.
    #[serde(default)]
    pub letter_for: String,
    /// The recommendation letter.
    #[serde(default)]
    pub letter: Vec<Block>,
    /// 装订签字清单: what is to be done with the printed copies.
    #[serde(default)]
    pub checklist: Vec<Block>,
    /// Where each field stands: section and place in it.
    #[serde(skip)]
    pub(super) index: HashMap<String, (usize, usize)>,
}

/// A section of a form.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub id: String,
    /// The heading on the form, word for word; 封面 for the cover.
    pub title: String,
    /// Where it stands in the notice, as 附件5 九.
    pub clause: String,
    pub fields: Vec<Field>,
    /// How it is printed.
    #[serde(default)]
    pub sheet: Vec<Block>,
    /// Need not be filled in while this field holds one of the values.
    #[serde(default)]
    pub optional_when: Option<(String, Vec<String>)>,
}

/// Something that the notice demands of an application of some types.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// As `industry-experts-100`; the passage that answers it is `requirements.{id}`.
    pub id: String,
    /// The values of `requirements_by` that it holds for.
    pub types: Vec<String>,
    /// Its place, as 附件1 一.4.
    pub clause: String,
    /// Its sentence, word for word.
    pub text: String,
    /// Fields whose answers answer it.
    #[serde(default)]
    pub fields: Vec<String>,
    /// One of several of which at least one is taken on.
    #[serde(default)]
    pub optional: bool,
}

impl FormDef {
    /// The field of that path, rows' columns as `members[].mobile`.
    pub fn field(&self, id: &str) -> Option<&Field> {
        if let Some((table, column)) = id.split_once("[].") {
            return self.field(table)?.column(column);
        }
        let &(section, place) = self.index.get(id)?;
        self.sections.get(section)?.fields.get(place)
    }

    /// The section in which a field stands, by its place from 0.
    pub fn section_of(&self, id: &str) -> Option<usize> {
        let top = id.split('[').next().unwrap_or(id);
        self.index.get(top).map(|&(section, _)| section)
    }

    /// Every field with its section, in the order of the form.
    pub fn fields(&self) -> impl Iterator<Item = (&Section, &Field)> {
        self.sections
            .iter()
            .flat_map(|section| section.fields.iter().map(move |field| (section, field)))
    }

    /// The entries of a closed list.
    pub fn choices(&self, name: &str) -> &[Choice] {
        self.choices.get(name).map_or(&[], Vec::as_slice)
    }

    /// The entry that a choice field's value stands for.
    pub fn choice(&self, field: &Field, value: &str) -> Option<&Choice> {
        match &field.kind {
            Kind::Choice { of, .. } => self.choices(of).iter().find(|choice| choice.id == value),
            _ => None,
        }
    }

    /// The requirements that hold for one value of `requirements_by`.
    pub fn requirements_of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Requirement> {
        self.requirements
            .iter()
            .filter(move |requirement| requirement.types.iter().any(|one| one == kind))
    }
}

impl Section {
    /// Whether it asks where the application answers the notice's requirements. On the screen
    /// 任务对照 takes its place.
    pub fn is_requirements(&self) -> bool {
        self.id == REQUIREMENTS
    }

    /// The least height of the box on the sheet in which a field's answer stands; none where the
    /// sheet sets none. The box grows with what is in it.
    pub fn box_height(&self, field: &str) -> Option<Mm> {
        let gap = format!("{{{field}}}");
        let rows = self.sheet.iter().filter_map(|block| match block {
            Block::Grid { rows, .. } => Some(rows),
            _ => None,
        });
        rows.flatten().find_map(|row| match row {
            Row::Cells { cells, least, .. } if *least > Mm::ZERO => {
                let holds = cells.iter().any(|cell| cell.text == gap);
                holds.then_some(*least)
            }
            _ => None,
        })
    }

    /// The fields that paper or screen ask for, without those that are derived.
    pub fn asked(&self) -> impl Iterator<Item = &Field> {
        self.fields
            .iter()
            .filter(|field| !matches!(field.kind, Kind::Sum { .. }))
    }
}

impl Requirement {
    /// Path of the passage that answers it.
    pub fn path(&self) -> String {
        format!("{REQUIREMENTS}.{}", self.id)
    }

    /// Path, among the notes, of the tick that says that a person answers it in words of their own
    /// and not by a passage of the application.
    pub fn own_words_path(&self) -> String {
        format!("own_words.{}", self.id)
    }

    /// Its place in the part of the notice that speaks of one type. The clause of what holds for
    /// several types names a place for each, in their order: 附件1 一.2、二.2、三.2.
    pub fn place_for(&self, kind: &str) -> String {
        let places: Vec<&str> = self.clause.split('、').collect();
        let at = self.types.iter().position(|one| one == kind);
        let (Some(at), true) = (at, places.len() == self.types.len()) else {
            return self.clause.clone();
        };
        match (at, self.clause.split_once(' ')) {
            (1.., Some((annex, _))) => format!("{annex} {}", places[at]),
            _ => places[at].to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_holds_for_several_types_has_a_place_in_the_part_of_each() {
        let form = super::super::find("project-2021").unwrap();
        for (id, kind, place) in [
            ("needs-50", "2021KJFWT01-1", "附件1 一.3"),
            ("cases-2", "2021KJFWT01-2", "附件1 二.8"),
            ("alliances-2", "2021KJFWT01-3", "附件1 三.4"),
            ("conference-brand", "2021CXRHHY01", "二（二）4"),
        ] {
            let requirement = form.requirements.iter().find(|one| one.id == id).unwrap();
            assert_eq!(requirement.place_for(kind), place, "{id}");
        }
    }
}
