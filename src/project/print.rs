//! What of an application is printed, and how.

use chrono::NaiveDate;

use crate::export::pdf;
use crate::export::plan::{BackOrder, Plan};
use crate::layout::page::Page;
use crate::paper::{self, Marks};

use super::{Project, ProjectError};

/// A paper that can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// Copies for signing, from 1; with `pad` each begins on a sheet of its own.
    Copies { copies: usize, pad: bool },
    /// The front sides of the copies, for a printer that prints one side at a time.
    Fronts { copies: usize },
    /// Their back sides.
    Backs { copies: usize, order: BackOrder },
    /// One copy to read through, marked as such.
    Proof,
    /// 装订签字清单 for so many copies.
    Checklist { copies: usize },
    /// The recommendation letter.
    Letter,
    /// 自查表, for whoever decides.
    Summary,
}

impl Paper {
    /// What its title says after the application's own; nothing for the paper itself.
    fn suffix(self) -> &'static str {
        match self {
            Self::Copies { .. } => "",
            Self::Fronts { .. } => " 正面",
            Self::Backs { .. } => " 反面",
            Self::Proof => " 校对稿",
            Self::Checklist { .. } => " 装订签字清单",
            Self::Letter => " 推荐函",
            Self::Summary => " 自查表",
        }
    }

    fn plan(self, pages: usize) -> Plan {
        match self {
            Self::Copies { copies, pad } => Plan::copies(pages, copies, pad),
            Self::Fronts { copies } => Plan::copies(pages, copies, true).fronts(),
            Self::Backs { copies, order } => Plan::copies(pages, copies, true).backs(order),
            Self::Proof | Self::Checklist { .. } | Self::Letter | Self::Summary => {
                Plan::copies(pages, 1, false)
            }
        }
    }
}

impl Project {
    /// A paper as a PDF; none where the form has none. Every page of the form says 草稿 while
    /// errors stand on that day.
    ///
    /// # Errors
    /// Where the PDF cannot be made, or no copy is asked for.
    pub fn print(&self, paper: Paper, today: NaiveDate) -> Result<Option<Vec<u8>>, ProjectError> {
        let marks = Marks {
            code: self.print_code(),
            draft: self.is_draft(&self.findings(today)),
            proof: paper == Paper::Proof,
            body: self.body.face,
        };
        let own = || paper::pages(&self.form, &self.answers, &marks);
        let pages = match paper {
            Paper::Letter => paper::letter(&self.form, &self.answers, marks.body),
            Paper::Checklist { copies } => {
                paper::checklist(&self.form, &self.answers, &marks, copies, &own())
            }
            Paper::Summary => Some(self.self_check(today).pages(marks.body)),
            _ => Some(own()),
        };
        pages
            .map(|pages| self.to_pdf(paper, &pages, &marks, today))
            .transpose()
    }

    fn to_pdf(
        &self,
        paper: Paper,
        pages: &[Page],
        marks: &Marks,
        day: NaiveDate,
    ) -> Result<Vec<u8>, ProjectError> {
        let is_form = !matches!(
            paper,
            Paper::Checklist { .. } | Paper::Letter | Paper::Summary
        );
        let bookmarks = if is_form {
            paper::bookmarks(&self.form, pages)
        } else {
            Vec::new()
        };
        Ok(pdf::pdf(&pdf::Print {
            pages,
            plan: &paper.plan(pages.len()),
            title: &format!("{}{}", self.title(), paper.suffix()),
            author: &self.answers.text(&self.form.submitted_by),
            subject: &self.form.name,
            // The letter bears no code.
            keywords: if paper == Paper::Letter {
                ""
            } else {
                &marks.code
            },
            day,
            bookmarks,
        })?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form;
    use crate::layout;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2021, 5, 20).unwrap()
    }

    #[test]
    fn the_checklist_is_one_page_that_names_every_copy_and_the_page_to_sign() {
        let project = Project::new(form::find("project-2021").unwrap());
        let marks = Marks {
            code: project.print_code(),
            ..Marks::default()
        };
        let pages = project.marked_pages(false);
        let list = paper::checklist(project.form(), project.answers(), &marks, 7, &pages).unwrap();
        assert_eq!(list.len(), 1);
        let text = layout::dump(&list);
        let last = pages.len();
        for words in [
            marks.code.clone(),
            "第7份".to_owned(),
            format!("每份{last}页"),
            format!("第{last}页"),
            "2021年5月28日12点".to_owned(),
            "戴晓旭".to_owned(),
        ] {
            assert!(text.contains(&words), "{words}\n{text}");
        }
        assert!(!text.contains("第8份"));
    }

    #[test]
    fn a_form_without_letter_and_checklist_gives_none() {
        let project = Project::new(form::find("registration-2022").unwrap());
        for paper in [Paper::Letter, Paper::Checklist { copies: 1 }] {
            assert!(project.print(paper, day()).unwrap().is_none(), "{paper:?}");
        }
    }

    #[test]
    fn a_proof_says_on_every_page_that_it_is_none_to_sign() {
        let project = Project::new(form::find("project-2021").unwrap());
        let marks = Marks {
            proof: true,
            ..Marks::default()
        };
        for page in paper::pages(project.form(), project.answers(), &marks) {
            assert!(layout::dump(&[page]).contains("校对稿"));
        }
    }
}
