//! The requirements of the chosen type with what answers each, worked out without a window.

use crate::answers::path::is_in;
use crate::answers::{Answer, Answers, Edit};
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
    pub standing: Standing,
}

/// Whether a marked line stands in the texts.
#[derive(Debug, PartialEq, Eq)]
pub enum Standing {
    At(Stand),
    /// In a person's own words.
    Own,
    /// Not any more; the paragraph that it was probably changed into, by its number.
    Gone(Option<usize>),
}

/// How a requirement is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    Given,
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
            Self::Wrong => "须改正",
            Self::Short => "数量不足",
            Self::Doubtful => "请确认",
            Self::Partial => "没有填全",
            Self::Gone => "原话找不到了",
            Self::Nothing => "还没有",
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

    /// How many of the requirements are answered, and how many there are. Those of which one is
    /// taken on count as one.
    pub fn done(&self) -> (usize, usize) {
        let musts = self.musts.iter().filter(|task| task.is_answered()).count();
        let options = usize::from(self.taken() > 0);
        let all = self.musts.len() + usize::from(!self.options.is_empty());
        (musts + options, all)
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

    pub fn is_answered(&self) -> bool {
        self.reply == Reply::Given
    }

    /// What is kept once a paragraph is marked too. What stands nowhere any more makes room.
    pub fn with(&self, paragraph: &str) -> String {
        let stays = |mark: &&Mark| !matches!(mark.standing, Standing::Gone(_));
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
            label: match field.owner.as_str() {
                "" => field.label.clone(),
                owner => format!("{owner} {}", field.label),
            },
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
            standing: Standing::Own,
        }];
    };
    lines(text)
        .map(|line| Mark {
            words: line.to_owned(),
            standing: match texts.find(line) {
                Some(stand) => Standing::At(stand),
                None if own || is_reference(line) => Standing::Own,
                None => Standing::Gone(texts.nearest(line)),
            },
        })
        .collect()
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
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
        .any(|mark| matches!(mark.standing, Standing::Gone(_)))
    {
        Reply::Gone
    } else if !marks.is_empty() {
        Reply::Given
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

/// The change that keeps a text for a requirement as one step, with the tick that tells own words
/// from passages.
pub fn keep(answers: &Answers, texts: &Texts, requirement: &Requirement, text: String) -> Edit {
    let tick = tick_for(answers, texts, requirement, &text);
    let value = (!text.is_empty()).then_some(Answer::Text(text));
    let path = requirement.path();
    let kept = Edit::Set { path, value };
    Edit::Many(std::iter::once(kept).chain(tick).collect())
}

/// What was typed into the box of a requirement, with the tick where it changes.
pub fn typed(answers: &Answers, texts: &Texts, requirement: &Requirement, edit: Edit) -> Edit {
    let Some(text) = text_in(&edit, &requirement.path()) else {
        return edit;
    };
    match tick_for(answers, texts, requirement, text) {
        Some(tick) => Edit::Many(vec![edit, tick]),
        None => edit,
    }
}

/// The tick that says that what is marked is in a person's own words.
pub fn own_words(requirement: &Requirement, own: bool) -> Edit {
    let tick = Edit::Set {
        path: requirement.own_words_path(),
        value: own.then_some(Answer::YesNo(true)),
    };
    tick.noted()
}

fn tick_for(
    answers: &Answers,
    texts: &Texts,
    requirement: &Requirement,
    text: &str,
) -> Option<Edit> {
    let own = lines(text).any(|line| texts.find(line).is_none());
    let before = answers.noted(&requirement.own_words_path());
    (own != before).then(|| own_words(requirement, own))
}

/// The text that a change puts at a path.
fn text_in<'e>(edit: &'e Edit, path: &str) -> Option<&'e str> {
    match edit {
        Edit::Set {
            path: at,
            value: Some(Answer::Text(text)),
        } if at == path => Some(text),
        Edit::Many(edits) => edits.iter().rev().find_map(|edit| text_in(edit, path)),
        _ => None,
    }
}

/// The path of the first requirement that two sets of answers answer differently.
pub fn changed(form: &FormDef, one: &Answers, other: &Answers) -> Option<String> {
    let differs = |requirement: &&Requirement| {
        let (path, tick) = (requirement.path(), requirement.own_words_path());
        one.get(&path) != other.get(&path) || one.noted(&tick) != other.noted(&tick)
    };
    form.requirements
        .iter()
        .find(differs)
        .map(Requirement::path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::json;
    use crate::form;
    use crate::project::Project;
    use chrono::NaiveDate;

    /// What the screen shows of answers to 附件5.
    fn sheet_of(answers: &Answers) -> Sheet {
        let form = form::find("project-2021").unwrap();
        let day = NaiveDate::from_ymd_opt(2021, 5, 20).unwrap();
        let mut project = Project::new(form.clone());
        for (key, answer) in &answers.root.0 {
            let (path, value) = (key.clone(), Some(answer.clone()));
            project.apply(Edit::Set { path, value }, std::time::Duration::ZERO);
        }
        Sheet::of(&form, answers, &project.findings(day))
    }

    fn example(name: &str) -> Answers {
        let path = format!("examples/{name}/answers.json");
        json::read(&std::fs::read(path).unwrap()).unwrap().answers
    }

    fn task<'s>(sheet: &'s Sheet, id: &str) -> &'s Task {
        let mut tasks = sheet.musts.iter().chain(&sheet.options);
        tasks.find(|task| task.requirement.id == id).unwrap()
    }

    fn requirement(id: &str) -> Requirement {
        let form = form::find("project-2021").unwrap();
        let found = form.requirements.iter().find(|one| one.id == id);
        found.unwrap().clone()
    }

    #[test]
    fn the_examples_answer_everything() {
        for (name, all) in [
            ("industry-team", 8),
            ("regional-team", 8),
            ("conference", 5),
            ("support-project", 4),
        ] {
            let sheet = sheet_of(&example(name));
            let open = sheet.musts.iter().filter(|task| !task.is_answered());
            let open: Vec<_> = open
                .map(|task| (&task.requirement.id, task.reply))
                .collect();
            assert_eq!(sheet.done(), (all, all), "{name}: {open:?}");
        }
    }

    #[test]
    fn figures_are_read_off_with_what_the_checks_say() {
        let mut answers = example("industry-team");
        for (path, value, id, reply) in [
            ("needs_count", "46", "needs-50", Reply::Short),
            ("needs_count", "很多", "needs-50", Reply::Wrong),
            ("needs_count", "", "needs-50", Reply::Nothing),
            ("needs_count", "50", "needs-50", Reply::Given),
            ("liaison", "", "industry-focus", Reply::Partial),
        ] {
            answers.apply(Edit::text(path, value));
            let sheet = sheet_of(&answers);
            assert_eq!(task(&sheet, id).reply, reply, "{path} {value}");
        }
        let list = |entries: &[&str]| {
            Some(Answer::List(
                entries.iter().copied().map(Answer::from).collect(),
            ))
        };
        answers.apply(Edit::Set {
            path: "core_products".into(),
            value: list(&["诊断服务"]),
        });
        let sheet = sheet_of(&answers);
        let products = task(&sheet, "industry-products-2");
        assert_eq!(products.reply, Reply::Short);
        assert_eq!(products.figures[0].value, "诊断服务");
        assert!(products.figures[0].faults[0].message.contains("1 项"));
        answers.apply(Edit::text("liaison", "已对接"));
        answers.apply(Edit::Set {
            path: "industries".into(),
            value: list(&["新一代信息技术", "新材料"]),
        });
        let focus = sheet_of(&answers);
        // 新材料 is none of the city's, an error; two are too many besides.
        assert_eq!(task(&focus, "industry-focus").reply, Reply::Wrong);
    }

    #[test]
    fn a_passage_that_says_how_a_figure_is_reached_answers_too() {
        let mut answers = example("industry-team");
        answers.apply(Edit::text("needs_count", "46"));
        answers.apply(Edit::text(
            "requirements.needs-50",
            "6月底前将不少于50项需求发布到平台“问题库”",
        ));
        let sheet = sheet_of(&answers);
        let needs = task(&sheet, "needs-50");
        assert_eq!(needs.reply, Reply::Given);
        let Standing::At(stand) = &needs.marks[0].standing else {
            panic!("{:?}", needs.marks);
        };
        assert_eq!(
            stand.place,
            "四、项目主要内容 · （三）凝练与跟踪产业服务需求"
        );
    }

    #[test]
    fn a_passage_that_the_text_lost_is_said_and_found_again() {
        let mut answers = example("industry-team");
        let content = answers
            .text("content")
            .replace("不少于100名", "不少于120名");
        let goals = answers.text("goals").replace("不少于100人", "不少于120人");
        answers.apply(Edit::text("content", content));
        answers.apply(Edit::text("goals", goals));
        let sheet = sheet_of(&answers);
        let experts = task(&sheet, "industry-experts-100");
        assert_eq!(experts.reply, Reply::Gone);
        let Standing::Gone(Some(nearest)) = experts.marks[0].standing else {
            panic!("{:?}", experts.marks);
        };
        let now = &sheet.texts.paragraphs[nearest].text;
        assert!(now.contains("常态化联络专家不少于120人"), "{now}");
        let kept = experts.with_in_place(0, Some(now));
        answers.apply(keep(&answers, &sheet.texts, &experts.requirement, kept));
        let sheet = sheet_of(&answers);
        assert!(task(&sheet, "industry-experts-100").is_answered());
    }

    #[test]
    fn own_words_are_told_from_passages_and_undone_with_the_text() {
        let mut answers = example("industry-team");
        let experts = requirement("industry-experts-100");
        let path = experts.path();
        let texts = sheet_of(&answers).texts;
        let before = answers.clone();
        let edit = Edit::text(path.as_str(), "专家名单由学会统一征集，另附。");
        let back = answers.apply(typed(&answers.clone(), &texts, &experts, edit));
        let sheet = sheet_of(&answers);
        let mark = &task(&sheet, "industry-experts-100").marks[0];
        assert_eq!(mark.standing, Standing::Own);
        let form = form::find("project-2021").unwrap();
        assert_eq!(changed(&form, &before, &answers), Some(path.clone()));
        answers.apply(back);
        assert_eq!(changed(&form, &before, &answers), None);

        // The same words out of a file were perhaps a passage once.
        answers.apply(Edit::text(path, "专家名单由学会统一征集，另附。"));
        let sheet = sheet_of(&answers);
        assert_eq!(task(&sheet, "industry-experts-100").reply, Reply::Gone);
        answers.apply(own_words(&experts, true));
        let sheet = sheet_of(&answers);
        assert!(task(&sheet, "industry-experts-100").is_answered());
    }

    #[test]
    fn a_paragraph_is_added_below_what_stands_and_in_place_of_what_does_not() {
        let mut answers = example("industry-team");
        let experts = requirement("industry-experts-100");
        let both = format!("{}\n这一段早就删掉了。", answers.text(&experts.path()));
        answers.apply(Edit::text(experts.path(), both));
        let sheet = sheet_of(&answers);
        let task = task(&sheet, "industry-experts-100");
        let with = task.with("新的一段。");
        let lines: Vec<_> = with.lines().collect();
        assert_eq!(lines, [task.marks[0].words.as_str(), "新的一段。"]);
    }

    #[test]
    fn of_the_optional_tasks_one_is_enough_and_counts_once() {
        let mut answers = Answers::new("project-2021");
        let empty = sheet_of(&answers);
        assert_eq!((empty.kind.as_deref(), empty.done()), (None, (0, 0)));
        answers.apply(Edit::text("project_type", "2021KJFWT01-3"));
        let sheet = sheet_of(&answers);
        assert_eq!((sheet.options.len(), sheet.taken()), (5, 0));
        assert_eq!(sheet.done(), (0, 6));
        assert_eq!(sheet.choice.as_ref().unwrap().place, "附件1 三");
        answers.apply(Edit::text("requirements.professional-trades", "见第四部分"));
        let sheet = sheet_of(&answers);
        assert_eq!((sheet.taken(), sheet.done()), (1, (1, 6)));
        assert_eq!(sheet.elsewhere, 0);
        answers.apply(Edit::text("project_type", "2021KJFWT01-1"));
        assert_eq!(sheet_of(&answers).elsewhere, 1);
    }

    #[test]
    fn clauses_name_the_part_of_the_chosen_type_and_stand_in_its_order() {
        let mut answers = Answers::new("project-2021");
        answers.apply(Edit::text("project_type", "2021KJFWT01-2"));
        let sheet = sheet_of(&answers);
        assert_eq!(task(&sheet, "cases-2").clause.place, "附件1 二.8");
        let places = sheet.musts.iter().map(|task| task.clause.place.as_str());
        let places: Vec<_> = places.collect();
        assert_eq!(places[0], "附件1 二.1");
        assert!(places.is_sorted(), "{places:?}");
    }

    #[test]
    fn an_answer_of_another_shape_is_left_to_its_box() {
        let mut answers = example("industry-team");
        let path = "requirements.cases-2".to_owned();
        let value = Some(Answer::List(vec![Answer::from("甲")]));
        answers.apply(Edit::Set { path, value });
        let sheet = sheet_of(&answers);
        assert_eq!(task(&sheet, "cases-2").marks[0].standing, Standing::Own);
    }
}
