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
