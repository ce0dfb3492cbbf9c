//! The bundled notices: the source that every check names.

/// A notice as it was published.
#[derive(Debug, PartialEq, Eq)]
pub struct Notice {
    /// As `2021-44`.
    pub id: &'static str,
    /// Its document number, as 科协学函企字〔2021〕44号.
    pub number: &'static str,
    /// The whole text; a tab starts a cell of a table.
    pub text: &'static str,
}

/// Both notices.
pub static NOTICES: [Notice; 2] = [
    Notice {
        id: "2021-44",
        number: "科协学函企字〔2021〕44号",
        text: include_str!("../../assets/notices/2021-44.txt"),
    },
    Notice {
        id: "2022-20",
        number: "科协创函融字〔2022〕20号",
        text: include_str!("../../assets/notices/2022-20.txt"),
    },
];

/// The notice of that id.
pub fn find(id: &str) -> Option<&'static Notice> {
    NOTICES.iter().find(|notice| notice.id == id)
}

impl Notice {
    /// The number of the first line (from 0) that holds the words, character for character.
    pub fn line_of(&self, quote: &str) -> Option<usize> {
        if quote.is_empty() || quote.contains('\n') {
            return None;
        }
        let at = self.text.find(quote)?;
        Some(self.text[..at].matches('\n').count())
    }

    /// The number of the line (from 0) at a place such as 附件1 二.3 or 四（二）1 that holds the
    /// words: the first after the headings that the place names, in their order.
    pub fn line_in(&self, place: &str, quote: &str) -> Option<usize> {
        let lines: Vec<&str> = self.text.lines().collect();
        let mut from = 0;
        for heading in headings(place) {
            from += lines[from..].iter().position(|line| heading.opens(line))?;
        }
        Some(from + lines[from..].iter().position(|line| line.contains(quote))?)
    }

    /// The text between two lines that read exactly so, without them.
    pub fn between(&self, from: &str, to: &str) -> Option<&'static str> {
        let text: &'static str = self.text;
        let offset = |wanted: &str, after: usize| {
            text[after..]
                .lines()
                .find(|line| line.trim() == wanted)
                .map(|line| line.as_ptr() as usize - text.as_ptr() as usize)
        };
        let start = offset(from, 0)? + from.len();
        let end = offset(to, start)?;
        Some(&text[start..end])
    }
}

/// A heading that a place names.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Heading {
    /// A line that reads so, but for blanks: 附件1, 填报说明.
    Whole(String),
    /// What a line begins with: 二、 or （二） or 3 with either full stop.
    Start(String),
    Number(String),
    /// The tasks of 附件1 三 of which one is chosen.
    Choice,
}

impl Heading {
    fn opens(&self, line: &str) -> bool {
        let line = line.trim_start();
        match self {
            Self::Whole(words) => line.split_whitespace().collect::<String>() == *words,
            Self::Start(words) => line.starts_with(words.as_str()),
            Self::Number(digits) => line
                .strip_prefix(digits.as_str())
                .is_some_and(|rest| rest.starts_with(['.', '．'])),
            Self::Choice => line.contains("选择完成下列一项任务"),
        }
    }
}

/// The headings of a place. Of several places (一.3、二.3) the first counts, of a range (1–2) its
/// beginning.
fn headings(place: &str) -> Vec<Heading> {
    let place = place.split(['、', '–']).next().unwrap_or(place);
    let mut headings = Vec::new();
    let mut rest = place;
    while let Some(first) = rest.chars().next() {
        let length = if let Some(number) = rest.strip_prefix("附件") {
            let digits = number.bytes().take_while(u8::is_ascii_digit).count();
            let length = "附件".len() + digits;
            headings.push(Heading::Whole(rest[..length].to_owned()));
            length
        } else if rest.starts_with("填报说明") {
            headings.push(Heading::Whole("填报说明".to_owned()));
            "填报说明".len()
        } else if rest.starts_with("（任选）") {
            headings.push(Heading::Choice);
            "（任选）".len()
        } else if first == '（' {
            let length = rest
                .find('）')
                .map_or(rest.len(), |at| at + '）'.len_utf8());
            headings.push(Heading::Start(rest[..length].to_owned()));
            length
        } else if "一二三四五六七八九十".contains(first) {
            headings.push(Heading::Start(format!("{first}、")));
            first.len_utf8()
        } else if first.is_ascii_digit() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            headings.push(Heading::Number(rest[..digits].to_owned()));
            digits
        } else {
            // Blanks and full stops between; 封面, which has no heading of its own.
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    headings
}

#[cfg(test)]
mod tests {
    use super::super::bundled;
    use super::super::rule::Basis;
    use super::*;

    #[test]
    fn the_same_words_are_told_apart_by_their_place() {
        let notice = find("2021-44").unwrap();
        let quote = "挖掘凝练50项“科创中国”试点城市（园区）高质量产业服务需求";
        let lines: Vec<_> = ["附件1 一.3", "附件1 二.3", "附件1 三.3"]
            .iter()
            .map(|place| notice.line_in(place, quote).unwrap())
            .collect();
        assert!(lines[0] < lines[1] && lines[1] < lines[2], "{lines:?}");
        assert_eq!(notice.line_in("附件9 一", quote), None);
    }

    #[test]
    fn every_clause_of_the_forms_stands_at_its_place() {
        for form in bundled() {
            let clauses = form.rules.iter().filter_map(|rule| match &rule.basis {
                Basis::Clause(notice, place, quote) => Some((notice, place, quote)),
                _ => None,
            });
            let requirements = form
                .requirements
                .iter()
                .map(|it| (&form.notice, &it.clause, &it.text));
            let labels =
                form.fields()
                    .filter(|(_, field)| !field.question)
                    .map(|(section, field)| {
                        let quote = if field.quote.is_empty() {
                            &field.label
                        } else {
                            &field.quote
                        };
                        (&form.notice, &section.clause, quote)
                    });
            for (notice, place, quote) in clauses.chain(requirements).chain(labels) {
                let found = find(notice).unwrap().line_in(place, quote);
                assert!(found.is_some(), "{}: {place}: {quote}", form.id);
            }
        }
    }
}
