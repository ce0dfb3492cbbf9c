//! Long work beside the window: how far it is, and whether it is still wanted.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What a long job tells the window, and what the window tells it.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicUsize,
    all: AtomicUsize,
    words: Mutex<String>,
    cancelled: AtomicBool,
}

impl Progress {
    /// Says what is being done now, as part `done` (from 0) of `all`, and whether to go on.
    pub fn goes_on(&self, done: usize, all: usize, words: &str) -> bool {
        self.done.store(done, Ordering::Relaxed);
        self.all.store(all, Ordering::Relaxed);
        if let Ok(mut now) = self.words.lock() {
            words.clone_into(&mut now);
        }
        !self.is_cancelled()
    }

    /// Asks the job to stop at its next step.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// The part that is done, from 0 to 1.
    pub fn part(&self) -> f32 {
        let all = self.all.load(Ordering::Relaxed).max(1);
        (self.done.load(Ordering::Relaxed) as f32 / all as f32).min(1.0)
    }

    /// What is being done now.
    pub fn words(&self) -> String {
        self.words
            .lock()
            .map(|words| words.clone())
            .unwrap_or_default()
    }
}
