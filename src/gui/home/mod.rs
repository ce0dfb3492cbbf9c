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
        }
        self.take_in();
    }

    /// Whether the folder is still being read.
    pub fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// Something else is shown in this frame. What was read stays until it is read anew.
    pub fn leave(&mut self) {
        self.read_for = None;
        self.reading = None;
        self.choosing = false;
    }

    /// The folder holds no application, and is known to hold none.
    fn is_empty(&self) -> bool {
        self.trouble.is_none() && self.cards.as_ref().is_some_and(Vec::is_empty)
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
