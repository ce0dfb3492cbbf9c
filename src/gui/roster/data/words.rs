//! What is said of an import before and after it is done.

use crate::project::people::{Person, Plan};

use super::{Import, Tally};

impl Import {
    /// The line beside the button: how many are ticked, and what stands in the way.
    pub fn words(&self, has_library: bool) -> String {
        let Tally { picked, over, .. } = self.tally;
        let left = match self.left() {
            0 => String::new(),
            left => format!("没选的 {left} 人放进专家库。"),
        };
        let Some(plan) = &self.plan else {
            return match picked {
                0 => "还没有选人。".to_owned(),
                _ => format!("选了 {picked} 人，放进专家库；库里已有的不会重复。"),
            };
        };
        if plan.target.is_single {
            return self.words_of_single(plan);
        }
        if picked == 0 {
            return "还没有选人，请在要读入的人前面打勾。".to_owned();
        }
        let there = match plan.there {
            0 => String::new(),
            there => format!("表里已有 {there} 人，"),
        };
        if over > 0 {
            let most = plan.target.most.unwrap_or_default();
            let head = format!("选了 {picked} 人，{there}最多 {most} 人：");
            return match (self.sends_rest(), has_library) {
                (true, _) => format!("{head}后面的 {over} 人放进专家库。{left}"),
                (false, true) => format!("{head}请再去掉 {over} 人，或把多出的放进专家库。"),
                (false, false) => format!("{head}请再去掉 {over} 人。"),
            };
        }
        if self.tally.undecided > 0 {
            return format!(
                "选了 {picked} 人，其中 {} 人可能已在表里，请先点开看看是不是同一人。",
                self.tally.undecided
            );
        }
        let changed = match self.tally.changed {
            0 => String::new(),
            changed => format!("，其中 {changed} 人已在表里，只补充或更改选定的栏"),
        };
        if self.tally.taken() == 0 {
            return format!("选了 {picked} 人，都已在表里，内容也一样，不用读入。");
        }
        format!("选了 {picked} 人{changed}。{left}")
    }

    fn words_of_single(&self, plan: &Plan) -> String {
        let label = &plan.target.label;
        let mut all = 0..self.picked.len();
        let Some(at) = all.find(|at| self.is_picked(*at)) else {
            return format!("请勾选一个人，填到“{label}”。");
        };
        let name = called(&self.roster.people[at]);
        let there = self.line(at).and_then(|line| line.there.as_ref());
        let decision = self.decision(at);
        match there {
            Some(there) if there.gives_way(&decision) => {
                let before = match there.name.as_str() {
                    "" => "别的内容",
                    name => name,
                };
                let lost = there.taken_away(&decision).join("、");
                let lost = match lost.as_str() {
                    "" => String::new(),
                    lost => format!("，{before}的{lost}会去掉"),
                };
                format!("“{label}”现在填的是{before}，将换成{name}{lost}。")
            }
            Some(_) if self.tally.undecided > 0 => {
                format!("“{label}”现在填的也叫{name}，请先点开看看是不是同一人。")
            }
            Some(_) if self.tally.taken() == 0 => {
                format!("{name}已经填在“{label}”，没有要更改的栏。")
            }
            Some(_) => format!("{name}已经填在“{label}”，只补充或更改选定的栏。"),
            None => format!("将把{name}填到“{label}”。"),
        }
    }

    /// What was done, without how to take it back.
    pub(super) fn done(&self, plan: &Plan) -> String {
        if plan.target.is_single {
            return format!("已填到“{}”", plan.target.label);
        }
        let words = match (self.taken() - self.tally.changed, self.tally.changed) {
            (added, 0) => format!("读入 {added} 人"),
            (0, changed) => format!("补充或更改了 {changed} 人"),
            (added, changed) => format!("读入 {added} 人，补充或更改了 {changed} 人"),
        };
        let over = if self.sends_rest() {
            self.tally.over
        } else {
            0
        };
        match over + self.left() {
            0 => words,
            rest => format!("{words}，其余 {rest} 人放进专家库"),
        }
    }
}

/// What a person is called in a sentence.
pub fn called(person: &Person) -> String {
    match person.name.as_str() {
        "" => format!("第 {} 行的人", person.row),
        name => name.to_owned(),
    }
}
