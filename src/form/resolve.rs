//! Whether every name in a definition stands for something, and every quote is in its notice.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime};

use super::definition::FormDef;
use super::field::{Choice, Field, Kind};
use super::load::{Checked, DefinitionError, Loader};
use super::locate::line_of;
use super::notice;
use super::rule::{Basis, Check, Day, Rule};
use super::sheet::Block;
use super::template::{PRINT_FIGURES, Piece, pieces};

impl Loader<'_> {
    pub(super) fn check_fields(&self, form: &FormDef) -> Checked {
        let need = |name: &str| self.need_field(form, name);
        need(&form.named_by)?;
        for named in [&form.submitted_by, &form.kind_by] {
            if !named.is_empty() {
                need(named)?;
            }
        }
        for section in &form.sections {
            if let Some((field, values)) = &section.optional_when {
                self.need_values(form, field, values)?;
            }
            for (field, values) in section.fields.iter().filter_map(|f| f.only_for.as_ref()) {
                self.need_values(form, field, values)?;
            }
            for field in section
                .fields
                .iter()
                .flat_map(|f| std::iter::once(f).chain(f.columns()))
            {
                self.check_field(form, field)?;
            }
        }
        Ok(())
    }

    fn check_field(&self, form: &FormDef, field: &Field) -> Checked {
        let need_list = |name: &String| {
            if form.choices(name).is_empty() {
                return self.fail(name, 0, format!("没有名为“{name}”的选项表"));
            }
            Ok(())
        };
        match &field.kind {
            Kind::Choice { of, .. } => need_list(of)?,
            Kind::Tags { of, .. } => of.iter().try_for_each(need_list)?,
            Kind::Sum { of } => of.iter().try_for_each(|part| self.need_field(form, part))?,
            Kind::Industries { cities } => self.need_field(form, cities)?,
            Kind::Group { .. } => {
                return self.fail(&field.id, 0, "字段组不能放在表格的列里".to_owned());
            }
            _ => {}
        }
        if field.standing && matches!(field.kind, Kind::Attachment { .. } | Kind::Sum { .. }) {
            let what = format!("“{}”不能作为常用信息", field.id);
            return self.fail(&field.id, 0, what);
        }
        // What the form prints is what the notice says; a question is our own.
        let label = if field.quote.is_empty() {
            &field.label
        } else {
            &field.quote
        };
        let printed = [label, &field.note, &field.guidance];
        for words in printed
            .into_iter()
            .filter(|words| !words.is_empty() && !field.question)
        {
            self.need_words(form, words)?;
        }
        Ok(())
    }

    pub(super) fn check_sheets(&self, form: &FormDef) -> Checked {
        let mut shown = HashSet::new();
        let blocks = form
            .front
            .iter()
            .chain(form.sections.iter().flat_map(|section| &section.sheet))
            .chain(&form.letter)
            .chain(&form.checklist);
        for block in blocks.clone() {
            if let Block::Quote { text, .. } = block {
                self.need_words(form, text)?;
            }
        }
        for (template, table) in blocks.flat_map(Block::templates) {
            if let Some(table) = table {
                self.need_field(form, table)?;
            }
            for piece in pieces(template) {
                let missing = match piece {
                    Piece::Words(_) | Piece::Number | Piece::Ordinal => None,
                    Piece::Answer {
                        field, attribute, ..
                    } => {
                        shown.insert(field.to_owned());
                        match (form.field(field), attribute) {
                            (None, _) => Some(field.to_owned()),
                            (Some(known), Some(attribute)) => {
                                let Kind::Choice { of, .. } = &known.kind else {
                                    return self.fail(
                                        template,
                                        0,
                                        format!("“{field}”不是选项，没有“{attribute}”"),
                                    );
                                };
                                let named =
                                    |choice: &Choice| choice.attributes.contains_key(attribute);
                                (attribute != "label" && !form.choices(of).iter().any(named))
                                    .then(|| format!("{field}@{attribute}"))
                            }
                            (Some(_), None) => None,
                        }
                    }
                    Piece::Column { column, .. } => {
                        let path = format!("{}[].{column}", table.unwrap_or_default());
                        let unknown = form.field(&path).is_none();
                        shown.insert(path.clone());
                        unknown.then_some(path)
                    }
                    Piece::Print(figure) => {
                        (!PRINT_FIGURES.contains(&figure)).then(|| format!("print {figure}"))
                    }
                    Piece::PageOf(id) => {
                        let known = form.sections.iter().any(|section| section.id == id);
                        (!known).then(|| format!("page {id}"))
                    }
                    Piece::Count { table, .. } => {
                        form.field(table).is_none().then(|| table.to_owned())
                    }
                    Piece::Sum { table, column, .. } => {
                        let path = format!("{table}[].{column}");
                        form.field(&path).is_none().then_some(path)
                    }
                };
                if let Some(missing) = missing {
                    return self.fail(template, 0, format!("打印版式用到的“{missing}”不是字段"));
                }
            }
        }
        for (_, field) in form.fields().filter(|(_, field)| !field.question) {
            let hidden = if field.columns().is_empty() {
                (!shown.contains(&field.id)).then(|| field.id.clone())
            } else {
                field
                    .columns()
                    .iter()
                    .filter(|column| !column.question)
                    .map(|column| format!("{}[].{}", field.id, column.id))
                    .find(|path| !shown.contains(path))
            };
            if let Some(hidden) = hidden {
                return self.fail(&field.id, 0, format!("字段“{hidden}”没有出现在打印版式里"));
            }
        }
        Ok(())
    }

    pub(super) fn check_rules(&self, form: &FormDef) -> Checked {
        for rule in &form.rules {
            for field in rule.check.fields() {
                if form.field(&field).is_none() {
                    if let Some((_, column)) = field.split_once("[].") {
                        // Columns are named alone in the source.
                        return self.fail_in_rule(rule, column, &field);
                    }
                    return self.fail(
                        field.strip_suffix(".name").unwrap_or(&field),
                        0,
                        format!("检查“{}”用到的“{field}”不是字段", rule.id),
                    );
                }
            }
            if let Some(setting) = unreadable_setting(&rule.check) {
                let what = format!("检查“{}”的“{setting}”无法识别", rule.id);
                return self.fail(&setting, 0, what);
            }
            for (field, values) in &rule.when {
                self.need_values(form, field, values)?;
            }
            if let Check::AmongChoices { field, allowed } = &rule.check {
                self.need_values(form, field, allowed)?;
            }
            if let Basis::Clause(notice, _, quote) = &rule.basis {
                let Some(notice) = notice::find(notice) else {
                    return self.fail(notice, 0, format!("没有编号为“{notice}”的通知"));
                };
                if notice.line_of(quote).is_none() {
                    let what = format!("检查“{}”所引“{quote}”不在通知{}里", rule.id, notice.id);
                    return self.fail(quote, 0, what);
                }
            }
            for words in [&rule.message, &rule.hint] {
                for piece in pieces(words) {
                    match piece {
                        Piece::Words(_) => {}
                        Piece::Answer { field, .. } if rule.check.gaps().contains(&field) => {}
                        _ => {
                            let what = format!("检查“{}”的说明里有填不上的空：{words}", rule.id);
                            return self.fail(words, 0, what);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// A column that a rule names and the table does not have: its line is at or after the rule's.
    fn fail_in_rule(&self, rule: &Rule, column: &str, path: &str) -> Checked {
        let start = line_of(self.source, &rule.condition, 0);
        let quoted = format!("\"{column}\"");
        let first = line_of(self.source, &rule.id, 0).min(start);
        let line = self
            .source
            .lines()
            .enumerate()
            .skip(first.saturating_sub(1))
            .find(|(_, text)| text.contains(&quoted))
            .map_or(start, |(at, _)| at + 1);
        Err(DefinitionError {
            line,
            what: format!("检查“{}”用到的“{path}”不是字段", rule.id),
        })
    }

    pub(super) fn check_requirements(&self, form: &FormDef) -> Checked {
        let mut ids = HashSet::new();
        for requirement in &form.requirements {
            if !ids.insert(&requirement.id) {
                return self.fail(&requirement.id, 1, format!("要求“{}”重复", requirement.id));
            }
            self.need_words(form, &requirement.text)?;
            self.need_values(form, &form.requirements_by, &requirement.types)?;
            requirement
                .fields
                .iter()
                .try_for_each(|field| self.need_field(form, field))?;
        }
        Ok(())
    }

    pub(super) fn need_field(&self, form: &FormDef, name: &str) -> Checked {
        if form.field(name).is_none() {
            return self.fail(name, 0, format!("“{name}”不是字段"));
        }
        Ok(())
    }

    pub(super) fn need_values(&self, form: &FormDef, name: &str, values: &[String]) -> Checked {
        self.need_field(form, name)?;
        let Some(field) = form.field(name) else {
            return Ok(());
        };
        for value in values {
            if form.choice(field, value).is_none() {
                return self.fail(value, 0, format!("“{name}”没有选项“{value}”"));
            }
        }
        Ok(())
    }

    fn need_words(&self, form: &FormDef, words: &str) -> Checked {
        let found = notice::find(&form.notice).is_some_and(|notice| {
            words
                .lines()
                .all(|line| notice.line_of(line.trim()).is_some())
        });
        if !found {
            return self.fail(words, 0, format!("“{words}”不是通知里的原文"));
        }
        Ok(())
    }
}

/// A setting that does not read as the day, amount or word that it should be: the check would
/// never speak.
fn unreadable_setting(check: &Check) -> Option<String> {
    let day = |text: &String| {
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .is_err()
            .then(|| text.clone())
    };
    let amount = |text: &String| text.parse::<f64>().is_err().then(|| text.clone());
    match check {
        Check::Placeholder { words } => words.iter().find(|word| word.trim().is_empty()).cloned(),
        Check::MoneyAtMost { most, .. } => amount(most),
        Check::MoneyAtLeast { least, .. } => amount(least),
        Check::DateAfter { last, until, .. } => day(last).or_else(|| until.as_ref().and_then(day)),
        Check::RowsWithin { from, to, .. } => [from, to].into_iter().find_map(|end| match end {
            Day::On(text) => day(text),
            Day::Field(_) => None,
        }),
        Check::Deadline { last, opens, .. } => {
            let time = NaiveDateTime::parse_from_str(last, "%Y-%m-%dT%H:%M");
            let last = time.is_err().then(|| last.clone());
            last.or_else(|| opens.as_ref().and_then(day))
        }
        _ => None,
    }
}
