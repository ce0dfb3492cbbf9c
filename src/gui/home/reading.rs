//! Reads the working folder on a thread of its own; what is read comes in file by file.

use std::path::Path;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use chrono::NaiveDate;
use egui::Context;

use crate::project::Forms;
use crate::workspace::cards::{self, Card, Content};

/// What has come in.
#[derive(Debug)]
pub enum News {
    /// The folder's applications, none of them read.
    Listed(Vec<Card>),
    /// Why the folder cannot be listed; one sentence.
    NotListed(String),
    /// What the application at that place of the list holds.
    Content(usize, Content),
}

/// A folder that is being read. Letting it go ends the work after the file at hand.
#[derive(Debug)]
pub struct Reading {
    receiver: Receiver<News>,
}

impl Reading {
    /// Begins to read the folder and to check its applications for that day.
    pub fn start(ctx: &Context, folder: &Path, forms: &Forms, today: NaiveDate) -> Self {
        let (sender, receiver) = channel();
        let (ctx, folder, forms) = (ctx.clone(), folder.to_owned(), forms.clone());
        let work = move || {
            let tell = |news| {
                let heard = sender.send(news).is_ok();
                ctx.request_repaint();
                heard
            };
            let cards = match cards::list(&folder) {
                Ok(cards) => cards,
                Err(error) => {
                    tell(News::NotListed(error.to_string()));
                    return;
                }
            };
            let paths: Vec<_> = cards.iter().map(|card| card.path.clone()).collect();
            if !tell(News::Listed(cards)) {
                return;
            }
            for (at, path) in paths.iter().enumerate() {
                if !tell(News::Content(at, cards::read(path, &forms, today))) {
                    return;
                }
            }
        };
        // A thread that does not start drops the sender, which ends the reading.
        let _ = thread::Builder::new().spawn(work);
        Self { receiver }
    }

    /// What has come in since the last time, and whether that was all.
    pub fn news(&self) -> (Vec<News>, bool) {
        let mut news = Vec::new();
        loop {
            match self.receiver.try_recv() {
                Ok(one) => news.push(one),
                Err(TryRecvError::Empty) => return (news, false),
                Err(TryRecvError::Disconnected) => return (news, true),
            }
        }
    }
}
