//! The printed pages, set on a thread of their own: a long form takes longer than a frame may. The
//! panel shows the last ones until the new ones are there, a moment after the last key.

use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use egui::Context;

use crate::layout::page::Page;
use crate::project::Project;

use super::judged::Stamp;

/// How long nothing must have changed before pages are set anew, in seconds: nobody reads the paper
/// between two letters.
const PAUSE: f64 = 0.12;
/// Who types without a pause sees new pages after so many seconds all the same.
const LONGEST: f64 = 0.6;

#[derive(Debug, Default)]
pub struct Pages {
    stamp: Option<Stamp>,
    pages: Vec<Page>,
    /// What the pages should show, and since when, by the window's clock.
    wanted: Option<(Stamp, f64)>,
    /// Since when the pages have been behind, by the window's clock.
    behind: Option<f64>,
    /// Pages that are being set.
    setting: Option<(Stamp, Receiver<Vec<Page>>)>,
    /// Somebody has asked for pages in this frame.
    asked: bool,
}

impl Pages {
    /// The pages as they are known by now.
    pub fn get(&self) -> &[Page] {
        &self.pages
    }

    /// What the pages were set from.
    pub fn stamp(&self) -> Option<Stamp> {
        self.stamp
    }

    /// Whether other pages are to come, as far as anybody has asked for them.
    pub fn is_behind(&self) -> bool {
        self.setting.is_some() || self.behind.is_some()
    }

    /// Before a frame: where nobody asked for pages in the last one, no others are to come than those
    /// being set already.
    pub fn begin_frame(&mut self) {
        if !std::mem::take(&mut self.asked) {
            self.take();
            self.wanted = None;
            self.behind = None;
        }
    }

    /// Brings the pages up to the application as it stands; `draft` where its paper says so. The
    /// first ones are there at once.
    pub fn refresh(&mut self, ctx: &Context, project: &Project, stamp: Stamp, draft: bool) {
        self.take();
        if self.stamp.is_none() {
            self.put(stamp, project.marked_pages(draft));
        }
        self.follow(ctx, project, stamp, draft);
    }

    /// The same for who can wait for the first ones too.
    pub fn follow(&mut self, ctx: &Context, project: &Project, stamp: Stamp, draft: bool) {
        self.asked = true;
        self.take();
        if self.stamp == Some(stamp) {
            self.behind = None;
            return;
        }
        if self.stamp.is_none() {
            if self.setting.is_none() {
                self.set(ctx, project, stamp, draft);
            }
            return;
        }
        let now = ctx.input(|input| input.time);
        if self.wanted.is_none_or(|(wanted, _)| wanted != stamp) {
            self.wanted = Some((stamp, now));
        }
        let behind = *self.behind.get_or_insert(now);
        if self.setting.is_some() {
            // It asks for a frame when it is done.
            return;
        }
        let quiet_since = self.wanted.map_or(now, |(_, since)| since);
        let left = (quiet_since + PAUSE - now).min(behind + LONGEST - now);
        if left > 0.0 {
            ctx.request_repaint_after_secs(left as f32);
            return;
        }
        self.behind = None;
        self.set(ctx, project, stamp, draft);
    }

    fn set(&mut self, ctx: &Context, project: &Project, stamp: Stamp, draft: bool) {
        let (sender, receiver) = channel();
        let (ctx, copy) = (ctx.clone(), project.snapshot());
        let work = move || {
            let sent = sender.send(copy.marked_pages(draft));
            drop(sender);
            if sent.is_ok() {
                ctx.request_repaint();
            }
        };
        match thread::Builder::new().spawn(work) {
            Ok(_) => self.setting = Some((stamp, receiver)),
            // A slow frame is better than a paper that is wrong.
            Err(_) => self.put(stamp, project.marked_pages(draft)),
        }
    }

    /// Takes what has been set meanwhile.
    fn take(&mut self) {
        let Some((stamp, receiver)) = &self.setting else {
            return;
        };
        match receiver.try_recv() {
            Ok(pages) => {
                let stamp = *stamp;
                self.setting = None;
                self.put(stamp, pages);
            }
            Err(TryRecvError::Disconnected) => {
                // It broke off, and would again; the last pages stay until something changes.
                self.stamp = Some(*stamp);
                self.setting = None;
            }
            Err(TryRecvError::Empty) => {}
        }
    }

    fn put(&mut self, stamp: Stamp, pages: Vec<Page>) {
        self.stamp = Some(stamp);
        self.pages = pages;
    }
}
