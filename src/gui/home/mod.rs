//! The first screen: the applications of the working folder, and the way to a new one.

mod card;
mod choice;
pub mod data;
mod reading;
mod ui;

use std::collections::HashMap;
use std::path::Path;

use chrono::NaiveDate;
use egui::Context;

use crate::project::Forms;
use crate::workspace::cards::{Card, Content};

use reading::{News, Reading};

pub use ui::{HomeCx, home_ui};

/// How long reading goes on before it is spoken of, in seconds.
const PATIENCE: f64 = 1.0;

/// How the reading of the folder goes.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Pace {
    Done,
    /// It is not spoken of for so many seconds more.
    Quiet(f64),
    /// How many applications have been read, of how many; none while that is not known.
    Long(Option<(usize, usize)>),
    Stopped,
}

/// What the first screen knows of the working folder.
#[derive(Debug, Default)]
pub struct State {
    /// The folder's applications, newest first; none before it was listed once.
    cards: Option<Vec<Card>>,
    /// Why the folder could not be listed; one sentence.
    trouble: Option<String>,
    /// Whether the choice of forms was asked for.
    choosing: bool,
    reading: Option<Reading>,
    /// When reading began, by the window's clock in seconds.
    since: f64,
    /// Somebody did not want to wait for the rest.
    stopped: bool,
    /// How many files are on their way into the recycle bin.
    pub removing: usize,
    /// The day for which the folder was read since the screen is shown; none while it is not.
    read_for: Option<NaiveDate>,
}

impl State {
    /// The screen is shown in this frame: the folder is read anew where it was not yet, and what
    /// has been read by now is taken in. Never waits for a file.
    pub fn enter(&mut self, ctx: &Context, folder: &Path, forms: &Forms, today: NaiveDate) {
        if self.read_for != Some(today) {
            self.read_for = Some(today);
            self.reading = Some(Reading::start(ctx, folder, forms, today));
            self.since = ctx.input(|input| input.time);
            self.stopped = false;
        }
        self.take_in();
    }

    /// Whether the folder is still being read.
    pub fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// Whether something beside the window will change what is shown.
    pub fn is_at_work(&self) -> bool {
        self.is_reading() || self.removing > 0
    }

    /// Something else is shown in this frame. What was read stays until it is read anew.
    pub fn leave(&mut self) {
        self.read_for = None;
        self.reading = None;
        self.stopped = false;
        self.choosing = false;
    }

    /// Lets go of the reading under way; a disk that does not answer holds nobody up.
    pub fn stop(&mut self) {
        self.reading = None;
        self.stopped = true;
        self.cards.get_or_insert_default();
    }

    /// Reads the folder anew in the next frame.
    pub fn reread(&mut self) {
        self.read_for = None;
    }

    /// What is to be said of reading.
    fn pace(&self, now: f64) -> Pace {
        let left = self.since + PATIENCE - now;
        if self.stopped {
            Pace::Stopped
        } else if self.reading.is_none() {
            Pace::Done
        } else if left > 0.0 {
            Pace::Quiet(left)
        } else {
            Pace::Long(self.cards.as_ref().map(|cards| {
                let is_read = |card: &&Card| card.content != Content::Waiting;
                (cards.iter().filter(is_read).count(), cards.len())
            }))
        }
    }

    /// The folder holds no application, and is known to hold none.
    fn is_empty(&self) -> bool {
        !self.stopped && self.trouble.is_none() && self.cards.as_ref().is_some_and(Vec::is_empty)
    }

    fn take_in(&mut self) {
        let Some(reading) = &self.reading else { return };
        let (news, over) = reading.news();
        for one in news {
            match one {
                News::Listed(cards) => {
                    self.trouble = None;
                    self.list(cards);
                }
                News::NotListed(sentence) => {
                    self.trouble = Some(sentence);
                    self.cards = Some(Vec::new());
                }
                News::Content(at, content) => {
                    let cards = self.cards.iter_mut().flatten();
                    if let Some(card) = cards.into_iter().nth(at) {
                        card.content = content;
                    }
                }
            }
        }
        if over {
            self.reading = None;
            // Reading broke off; no card waits for ever.
            for card in self.cards.get_or_insert_default() {
                if card.content == Content::Waiting {
                    card.content = Content::Unreadable(
                        "这份材料没有读完，请关闭申报助手后再打开看看。".to_owned(),
                    );
                }
            }
        }
    }

    /// Takes over a new list; what was known of a file is shown until it is read anew.
    fn list(&mut self, mut cards: Vec<Card>) {
        let mut known: HashMap<_, _> = self
            .cards
            .take()
            .unwrap_or_default()
            .into_iter()
            .map(|card| (card.path, card.content))
            .collect();
        for card in &mut cards {
            if let Some(content) = known.remove(&card.path) {
                card.content = content;
            }
        }
        self.cards = Some(cards);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(name: &str, content: Content) -> Card {
        Card {
            path: name.into(),
            file: name.to_owned(),
            saved: None,
            content,
        }
    }

    #[test]
    fn reading_that_takes_long_is_spoken_of_and_can_be_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let today = NaiveDate::from_ymd_opt(2021, 5, 20).unwrap();
        let reading =
            || Reading::start(&Context::default(), folder.path(), &Forms::bundled(), today);
        let mut state = State {
            reading: Some(reading()),
            since: 10.0,
            ..State::default()
        };
        assert_eq!(state.pace(10.25), Pace::Quiet(0.75));
        assert_eq!(state.pace(11.0), Pace::Long(None));
        let unread = Content::Unreadable("读不出来".to_owned());
        state.cards = Some(vec![card("a", unread), card("b", Content::Waiting)]);
        assert_eq!(state.pace(11.0), Pace::Long(Some((1, 2))));
        state.stop();
        assert!(!state.is_reading());
        assert_eq!(state.pace(60.0), Pace::Stopped);
        // An unread folder is not an empty one.
        state.cards = Some(Vec::new());
        assert!(!state.is_empty());
    }
}
