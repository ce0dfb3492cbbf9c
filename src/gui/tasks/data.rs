//! The requirements of the chosen type with what answers each, worked out without a window.

use crate::answers::path::is_in;
use crate::answers::{Answer, Answers};
use crate::diag::{Clause, Finding, Severity};
use crate::form::rule::{Basis, Check};
use crate::form::{Field, FormDef, Requirement, notice};

use super::passages::{Stand, Texts, is_reference};

/// What the screen shows.
#[derive(Debug)]
pub struct Sheet {
    /// The chosen type, by its label; none while none of the list is chosen.
    pub kind: Option<String>,
    /// What is demanded in any case.
    pub musts: Vec<Task>,
    /// Of these, one at least is taken on.
    pub options: Vec<Task>,
    /// The sentence that says so.
    pub choice: Option<Clause>,
    /// How many answers are kept for requirements of other types.
    pub elsewhere: usize,
    pub texts: Texts,
}

/// A requirement with what answers it.
#[derive(Debug)]
pub struct Task {
    pub requirement: Requirement,
    /// Its sentence in the part of the notice that speaks of the chosen type.
    pub clause: Clause,
    /// The fields that answer it.
    pub figures: Vec<Figure>,
    /// What a person has marked, line by line.
    pub marks: Vec<Mark>,
    pub reply: Reply,
}

/// A field that answers a requirement.
#[derive(Debug, PartialEq, Eq)]
pub struct Figure {
    pub path: String,
    /// What people call it.
    pub label: String,
    /// What stands there, in one line; empty where nothing does.
    pub value: String,
    /// What the checks find fault with.
    pub faults: Vec<Fault>,
}

/// A fault of a field.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    pub severity: Severity,
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// Whether there are too few of something.
    pub short: bool,
}

/// A line of what a person has marked.
#[derive(Debug, PartialEq, Eq)]
pub struct Mark {
    pub words: String,
    pub whereabouts: Whereabouts,
}

/// Whether a marked line stands in the texts.
#[derive(Debug, PartialEq, Eq)]
pub enum Whereabouts {
    At(Stand),
    /// In a person's own words.
    Own,
    /// Not any more; the paragraph that it was probably changed into, by its number.
    Gone(Option<usize>),
}

/// How a requirement is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// By a field, or a passage of the texts.
    Given,
    /// By nothing but a person's own words, which are not printed.
    Explained,
    /// An error stands in one of its fields.
    Wrong,
    /// A figure is below what is asked for.
    Short,
    /// One of its fields is to be looked at.
    Doubtful,
    /// One of its fields is empty.
    Partial,
    /// A marked passage does not stand in the texts any more.
    Gone,
    Nothing,
}

impl Reply {
    /// What a person reads.
    pub fn label(self) -> &'static str {
        match self {
            Self::Given => "已对应",
            Self::Explained => "写了说明",
            Self::Wrong => Severity::Error.heading(),
            Self::Short => "数量不足",
            Self::Doubtful => Severity::Warning.heading(),
            Self::Partial => "没有填全",
            Self::Gone => "原话找不到了",
            Self::Nothing => "还没有写到",
        }
    }
}

impl Sheet {
    /// The requirements of the type that the answers name; `findings` are all that the checks find.
    pub fn of(form: &FormDef, answers: &Answers, findings: &[Finding]) -> Self {
        let chosen = answers.text(&form.requirements_by);
        let by = form.field(&form.requirements_by);
        let kind = by.and_then(|field| form.choice(field, &chosen));
        let texts = match kind {
            Some(_) => Texts::of(form, answers),
            None => Texts::default(),
        };
        let mut tasks: Vec<Task> = form
            .requirements_of(&chosen)
            .map(|requirement| Task::of(form, answers, findings, &texts, requirement))
            .collect();
        // In the order of the notice; the definition has what several types share elsewhere.
        let notice = notice::find(&form.notice);
        tasks.sort_by_cached_key(|task| {
            let Clause { place, quote, .. } = &task.clause;
            notice.and_then(|notice| notice.line_in(place, quote))
        });
        let is_optional = |task: &Task| task.requirement.optional;
        let (options, musts): (Vec<_>, Vec<_>) = tasks.into_iter().partition(is_optional);
        Self {
            kind: kind.map(|kind| kind.label.clone()),
            musts,
            options,
            choice: choice_of(form, answers),
            elsewhere: form
                .requirements
                .iter()
                .filter(|one| !one.types.iter().any(|it| **it == *chosen))
                .filter(|one| !answers.is_blank(&one.path()))
                .count(),
            texts,
        }
    }

    /// How many of the requirements the application itself answers, and how many there are. Those
    /// of which one is taken on count as one.
    pub fn done(&self) -> (usize, usize) {
        let options = usize::from(count(&self.options, Reply::Given) > 0);
        let all = self.musts.len() + usize::from(!self.options.is_empty());
        (count(&self.musts, Reply::Given) + options, all)
    }

    /// How many more are answered in a person's own words alone.
    pub fn explained(&self) -> usize {
        let given = count(&self.options, Reply::Given);
        let options = given == 0 && count(&self.options, Reply::Explained) > 0;
        count(&self.musts, Reply::Explained) + usize::from(options)
    }

    /// How many of the optional tasks are taken on.
    pub fn taken(&self) -> usize {
        let options = self.options.iter();
        options.filter(|task| task.is_answered()).count()
    }
}

impl Task {
    fn of(
        form: &FormDef,
        answers: &Answers,
        findings: &[Finding],
        texts: &Texts,
        requirement: &Requirement,
    ) -> Self {
        let figures: Vec<Figure> = requirement
            .fields
            .iter()
            .filter_map(|path| form.field(path))
            .map(|field| Figure::of(form, answers, findings, field))
            .collect();
        let marks = marks(answers, texts, requirement);
        let quote = requirement.text.lines().next().unwrap_or_default();
        Self {
            clause: Clause {
                notice: form.notice.clone(),
                place: requirement.place_for(&answers.text(&form.requirements_by)),
                quote: quote.trim().to_owned(),
            },
            reply: reply(&figures, &marks),
            requirement: requirement.clone(),
            figures,
            marks,
        }
    }

    /// Whether nothing more need be said to it.
    pub fn is_answered(&self) -> bool {
        matches!(self.reply, Reply::Given | Reply::Explained)
    }

    /// What is kept once a paragraph is marked too. What stands nowhere any more makes room.
    pub fn with(&self, paragraph: &str) -> String {
        let stays = |mark: &&Mark| !matches!(mark.whereabouts, Whereabouts::Gone(_));
        let kept = self.marks.iter().filter(stays);
        let mut lines: Vec<&str> = kept.map(|mark| mark.words.as_str()).collect();
        lines.push(paragraph);
        lines.join("\n")
    }

    /// What is kept once a marked line, by its number, is replaced, or taken away.
    pub fn with_in_place(&self, at: usize, line: Option<&str>) -> String {
        let lines = self.marks.iter().enumerate().filter_map(|(number, mark)| {
            if number == at {
                line
            } else {
                Some(mark.words.as_str())
            }
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Whether a paragraph is marked already.
    pub fn marks_line(&self, paragraph: &str) -> bool {
        self.marks.iter().any(|mark| mark.words == paragraph)
    }
}

impl Figure {
    fn of(form: &FormDef, answers: &Answers, findings: &[Finding], field: &Field) -> Self {
        let path = field.id.clone();
        let blank = answers.is_blank(&path);
        let faults = findings.iter().filter(|finding| {
            !blank && finding.severity < Severity::Hint && is_in(&finding.field, &path)
        });
        Self {
            label: field.name(),
            value: if blank {
                String::new()
            } else {
                in_words(answers, &path)
            },
            faults: faults
                .map(|finding| Fault {
                    severity: finding.severity,
                    message: finding.message.clone(),
                    hint: finding.hint.clone(),
                    short: is_short(form, answers, &finding.rule),
                })
                .collect(),
            path,
        }
    }
}

fn count(tasks: &[Task], reply: Reply) -> usize {
    tasks.iter().filter(|task| task.reply == reply).count()
}

/// Whether the check in effect asks for more of something.
fn is_short(form: &FormDef, answers: &Answers, rule: &str) -> bool {
    let mut rules = form.rules.iter().filter(|one| one.id == rule);
    let in_effect = rules.find(|one| one.when.iter().all(|it| answers.holds(it)));
    in_effect.is_some_and(|rule| {
        matches!(
            rule.check,
            Check::NumberAtLeast { .. }
                | Check::ListCount {
                    least: Some(_),
                    most: None,
                    ..
                }
        )
    })
}

/// An answer in one line; a list with the number of its entries.
fn in_words(answers: &Answers, path: &str) -> String {
    let entries = answers.entries(path);
    match entries.len() {
        0 => "（见表单）".to_owned(),
        1 => entries[0].lines().collect::<Vec<_>>().join(" "),
        count => format!("共 {count} 项：{}", entries.join("、")),
    }
}

/// The lines that a person has marked for a requirement.
fn marks(answers: &Answers, texts: &Texts, requirement: &Requirement) -> Vec<Mark> {
    let path = requirement.path();
    if answers.is_blank(&path) {
        return Vec::new();
    }
    let own = answers.noted(&requirement.own_words_path());
    let Some(Answer::Text(text) | Answer::Number(text)) = answers.get(&path) else {
        // Of another shape; it is shown as it is where the box would stand.
        return vec![Mark {
            words: String::new(),
            whereabouts: Whereabouts::Own,
        }];
    };
    lines(text)
        .map(|line| Mark {
            words: line.to_owned(),
            whereabouts: match texts.find(line) {
                Some(stand) => Whereabouts::At(stand),
                None if own || is_reference(line) => Whereabouts::Own,
                None => Whereabouts::Gone(texts.nearest(line)),
            },
        })
        .collect()
}

/// The lines of what is marked.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// How fields and marked lines answer together. What is marked may say how a figure that is too
/// low is still reached; an error is mended in its field.
fn reply(figures: &[Figure], marks: &[Mark]) -> Reply {
    let faults = || figures.iter().flat_map(|figure| &figure.faults);
    let empty = figures.iter().filter(|it| it.value.is_empty()).count();
    if faults().any(|fault| fault.severity == Severity::Error) {
        Reply::Wrong
    } else if marks
        .iter()
        .any(|mark| matches!(mark.whereabouts, Whereabouts::Gone(_)))
    {
        Reply::Gone
    } else if marks
        .iter()
        .any(|mark| matches!(mark.whereabouts, Whereabouts::At(_)))
    {
        Reply::Given
    } else if !marks.is_empty() {
        let fields_do = !figures.is_empty() && empty == 0 && faults().next().is_none();
        match fields_do {
            true => Reply::Given,
            false => Reply::Explained,
        }
    } else if empty == figures.len() {
        Reply::Nothing
    } else if empty > 0 {
        Reply::Partial
    } else if faults().any(|fault| fault.short) {
        Reply::Short
    } else if faults().next().is_some() {
        Reply::Doubtful
    } else {
        Reply::Given
    }
}

/// The sentence that demands one of the optional tasks, where it holds.
fn choice_of(form: &FormDef, answers: &Answers) -> Option<Clause> {
    let mut rules = form.rules.iter();
    let rule = rules.find(|rule| {
        rule.check == Check::OptionalTask && rule.when.iter().all(|it| answers.holds(it))
    })?;
    let Basis::Clause(notice, place, quote) = &rule.basis else {
        return None;
    };
    Some(Clause {
        notice: notice.clone(),
        place: place.clone(),
        quote: quote.clone(),
    })
}
