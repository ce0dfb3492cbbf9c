//! Whether the steps of a definition name what is there and say what the notice says.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};

use super::definition::FormDef;
use super::load::{Checked, Loader};
use super::notice;
use super::steps::{Lead, Source, Step, When};

impl Loader<'_> {
    pub(super) fn check_steps(&self, form: &FormDef) -> Checked {
        let mut ids = HashSet::new();
        for step in &form.steps {
            if !ids.insert(&step.id) {
                return self.fail(&step.id, 1, format!("步骤“{}”重复", step.id));
            }
            if let Some((field, values)) = &step.only_for {
                self.need_values(form, field, values)?;
            }
            self.check_sources(form, step)?;
            if let Some(when) = &step.when {
                self.check_when(step, when)?;
            }
            for lead in &step.leads {
                match lead {
                    Lead::Section(id) if !form.sections.iter().any(|section| section.id == *id) => {
                        return self.fail(id, 0, format!("步骤“{}”用到的“{id}”不是部分", step.id));
                    }
                    Lead::Field(field) => self.need_field(form, field)?,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Every quote stands at its place, and so does everything that is copied.
    fn check_sources(&self, form: &FormDef, step: &Step) -> Checked {
        let hints = step.hints.iter().filter_map(|hint| hint.source.as_ref());
        let sources = std::iter::once(&step.source)
            .chain(step.when.iter().map(|when| &when.source))
            .chain(hints);
        for Source { at, quote } in sources {
            self.need_at(form, step, at, quote)?;
        }
        for contact in &step.contacts {
            self.need_at(form, step, &contact.at, &contact.text)?;
            if !contact.who.is_empty() {
                self.need_at(form, step, &contact.at, &contact.who)?;
            }
        }
        Ok(())
    }

    fn need_at(&self, form: &FormDef, step: &Step, at: &str, words: &str) -> Checked {
        let stands = !words.is_empty()
            && notice::find(&form.notice).is_some_and(|it| it.line_in(at, words).is_some());
        if !stands {
            let what = format!(
                "步骤“{}”所引“{words}”不在通知{}的{at}里",
                step.id, form.notice
            );
            return self.fail(words, 0, what);
        }
        Ok(())
    }

    /// The days read as days, and the quotes name them.
    fn check_when(&self, step: &Step, when: &When) -> Checked {
        let Some((last, _)) = when.last() else {
            return self.fail(
                &when.last,
                0,
                format!("步骤“{}”的“{}”无法识别", step.id, when.last),
            );
        };
        if let (Some(text), None) = (&when.opens, when.opens()) {
            return self.fail(text, 0, format!("步骤“{}”的“{text}”无法识别", step.id));
        }
        for (day, text) in [
            (Some(last), Some(&when.last)),
            (when.opens(), when.opens.as_ref()),
        ] {
            let (Some(day), Some(text)) = (day, text) else {
                continue;
            };
            let written = in_words(day);
            let named = [&when.source, &step.source];
            if !named.iter().any(|source| source.quote.contains(&written)) {
                let what = format!("步骤“{}”所引的原文里没有“{written}”", step.id);
                return self.fail(text, 0, what);
            }
        }
        Ok(())
    }
}

/// A day as the notices write it.
fn in_words(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
