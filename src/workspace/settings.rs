//! What a person has set.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::ExportHabits;

/// Text sizes that may be set, in percent.
pub const TEXT_PERCENT: RangeInclusive<u16> = 100..=200;
/// How much larger or smaller text becomes in one step, in percent.
const TEXT_STEP: u16 = 10;
/// How many older versions of an application may be kept.
pub const VERSIONS_KEPT: RangeInclusive<usize> = 5..=200;

/// Colours of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Theme {
    #[default]
    Light,
    Dark,
    HighContrast,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::HighContrast];

    /// What a person reads.
    pub fn label(self) -> &'static str {
        match self {
            Self::Light => "浅色",
            Self::Dark => "深色",
            Self::HighContrast => "高对比度",
        }
    }
}

/// All settings; what a file of an older version lacks is as in a first start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Size of everything in the window, in percent of the usual.
    pub text_percent: u16,
    pub theme: Theme,
    /// The way of drawing that was chosen by hand, as the command line names it; none for the
    /// first that works.
    pub renderer: Option<String>,
    /// The way of drawing that worked last.
    pub renderer_worked: Option<String>,
    /// The way of drawing that a start began with and has shown nothing by yet. Found at the next
    /// start, it broke off: drivers take the whole program with them.
    pub renderer_begun: Option<String>,
    /// The body font that a new application starts with, by its name; none for the bundled one.
    pub body_font: Option<String>,
    /// The working folder; none for the usual one.
    pub folder: Option<PathBuf>,
    /// Older versions that are kept of each application.
    pub versions_kept: usize,
    /// How the last export was made.
    pub export: ExportHabits,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            text_percent: 100,
            theme: Theme::default(),
            renderer: None,
            renderer_worked: None,
            renderer_begun: None,
            body_font: None,
            folder: None,
            versions_kept: 50,
            export: ExportHabits::default(),
        }
    }
}

impl Settings {
    /// These settings over what the file holds by now: only what differs from `before` was set here.
    pub(super) fn over(self, before: &Self, there: Self) -> Self {
        fn newer<T: PartialEq>(now: T, before: &T, there: T) -> T {
            if now == *before { there } else { now }
        }
        Self {
            text_percent: newer(self.text_percent, &before.text_percent, there.text_percent),
            theme: newer(self.theme, &before.theme, there.theme),
            renderer: newer(self.renderer, &before.renderer, there.renderer),
            renderer_worked: newer(
                self.renderer_worked,
                &before.renderer_worked,
                there.renderer_worked,
            ),
            renderer_begun: newer(
                self.renderer_begun,
                &before.renderer_begun,
                there.renderer_begun,
            ),
            body_font: newer(self.body_font, &before.body_font, there.body_font),
            folder: newer(self.folder, &before.folder, there.folder),
            versions_kept: newer(
                self.versions_kept,
                &before.versions_kept,
                there.versions_kept,
            ),
            export: newer(self.export, &before.export, there.export),
        }
    }

    /// Everything one step larger, as far as may be set.
    pub fn enlarge(&mut self) {
        let larger = self.text_percent.saturating_add(TEXT_STEP);
        self.text_percent = larger.min(*TEXT_PERCENT.end());
    }

    /// Everything one step smaller, as far as may be set.
    pub fn shrink(&mut self) {
        let smaller = self.text_percent.saturating_sub(TEXT_STEP);
        self.text_percent = smaller.max(*TEXT_PERCENT.start());
    }

    /// The settings with figures out of range brought to the nearest that may be set.
    pub(super) fn sound(mut self) -> Self {
        self.text_percent = self
            .text_percent
            .clamp(*TEXT_PERCENT.start(), *TEXT_PERCENT.end());
        self.versions_kept = self
            .versions_kept
            .clamp(*VERSIONS_KEPT.start(), *VERSIONS_KEPT.end());
        self
    }
}
